//! What went wrong in a file that is no TOML, in words for people who have never heard of TOML, with
//! the corrected line to paste. One look at the parser's error, then one at every line, so that all
//! slips of a file are found in one run.

mod line;
mod quotes;

use std::sync::Arc;

use crate::source::{Diagnostic, Source};

use line::Slip;

/// Returns the problems of a file that does not parse.
pub(super) fn explain(source: &Arc<Source>, error: &toml_edit::TomlError) -> Vec<Diagnostic> {
    let mut found = Scan::new(source).slips();
    found.extend(doubled_key(source, error));
    if found.is_empty() {
        let span = error.span().map_or(0..0, |span| span.start..span.end.min(source.text.len()));
        let message = error.message().trim().replace('\n', ", ");
        found.push(
            Diagnostic::error("not-toml", format!("this cannot be read: {message}"))
                .in_source(source)
                .at(span, "here")
                .help("each line is `key = \"sentence\"`, a heading in [brackets], a # comment, or empty"),
        );
    }
    found.sort_by_key(|problem| problem.labels.first().map_or(0, |label| label.span.start));
    found
}

fn doubled_key(source: &Arc<Source>, error: &toml_edit::TomlError) -> Option<Diagnostic> {
    if !error.message().contains("duplicate") {
        return None;
    }
    let span = error.span()?;
    let key = source.text.get(span.clone())?.trim().trim_matches(['[', ']']).to_owned();
    let line = source.position(span.start).0;
    let first = source.text.lines().take(line as usize - 1).position(|text| {
        let text = text.trim_start().trim_start_matches('[');
        text.strip_prefix(key.as_str()).is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
    });
    let elsewhere = first.map(|index| format!("; it stands already on line {}", index + 1)).unwrap_or_default();
    Some(
        Diagnostic::error("doubled-key", format!("`{key}` is written twice{elsewhere}"))
            .in_source(source)
            .at(span, "the second one")
            .help("give one of the two another key, or delete it"),
    )
}

/// How many slips of one file are worth telling: with more of them it is no framework's file.
const MOST: usize = 100;

/// Goes through a file line by line.
struct Scan<'s> {
    source: &'s Arc<Source>,
    /// Where each line starts, and its text without the line end.
    lines: Vec<(usize, &'s str)>,
    /// How many lists are open.
    depth: i32,
    /// Whether a text in three quotes is open.
    multiline: bool,
}

impl<'s> Scan<'s> {
    fn new(source: &'s Arc<Source>) -> Self {
        let mut start = 0;
        let mut lines = Vec::new();
        for raw in source.text.split_inclusive('\n') {
            lines.push((start, raw.trim_end_matches(['\n', '\r'])));
            start += raw.len();
        }
        Self { source, lines, depth: 0, multiline: false }
    }

    fn slips(mut self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let mut index = 0;
        while index < self.lines.len() {
            let (slip, taken) = self.look(index);
            if let Some(slip) = slip {
                out.push(self.problem(index, taken, slip));
                if out.len() == MOST {
                    let more = Slip::uncorrected("many-slips", "from here on this file was not looked at any more");
                    let next = (index + taken).min(self.lines.len() - 1);
                    out.push(self.problem(next, 1, more).help("mend the lines above first, then check again"));
                    break;
                }
            }
            index += taken;
        }
        out
    }

    /// What is wrong with the line at an index, and how many lines that is.
    fn look(&mut self, index: usize) -> (Option<Slip>, usize) {
        let text = self.lines[index].1;
        if text.matches("\"\"\"").count() % 2 == 1 || text.matches("'''").count() % 2 == 1 {
            self.multiline = !self.multiline;
            return (None, 1);
        }
        if self.multiline {
            return (None, 1);
        }
        if let Some(slip) = line::special_spaces(text) {
            return (Some(slip), 1);
        }
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            return (None, 1);
        }
        if self.depth > 0 {
            let next = self.lines[index + 1..].iter().map(|(_, text)| text.trim()).find(|text| !text.is_empty());
            self.depth += quotes::brackets(text);
            return (line::list_entry(text, next), 1);
        }
        if let Some((slip, taken)) = self.wrapped(index) {
            return (Some(slip), taken);
        }
        let slip = line::slip(text);
        if slip.is_none() && !text.starts_with('[') {
            self.depth += quotes::brackets(text).max(0);
        }
        (slip, 1)
    }

    /// A sentence that goes on over the next lines until its closing quote.
    fn wrapped(&self, index: usize) -> Option<(Slip, usize)> {
        /// A wrapped sentence is shorter than this many lines.
        const MOST: usize = 20;
        let (key, value) = self.lines[index].1.split_once('=')?;
        let body = value.trim().strip_prefix('"').filter(|body| !body.starts_with('"'))?;
        if quotes::closing(body).is_some() {
            return None;
        }
        let mut whole = body.to_owned();
        for (more, (_, text)) in self.lines[index + 1..].iter().take(MOST).enumerate() {
            let text = text.trim();
            if text.is_empty() || text.starts_with(['[', '#']) || line::is_assignment(text) {
                return None;
            }
            whole.push(' ');
            match text.strip_suffix('"') {
                Some(end) => {
                    whole.push_str(end);
                    let corrected = format!("{} = {}", key.trim(), super::write::quoted(&whole.replace("\\\"", "\"")));
                    let message = format!("the sentence is wrapped over {} lines; it must stand on one", more + 2);
                    return Some((Slip::certain("wrapped-line", message, corrected), more + 2));
                }
                None => whole.push_str(text),
            }
        }
        None
    }

    fn problem(&self, index: usize, taken: usize, slip: Slip) -> Diagnostic {
        let (start, first) = self.lines[index];
        let (last_start, last) = self.lines[index + taken - 1];
        let problem = Diagnostic::error(slip.code, slip.message)
            .in_source(self.source)
            .at(start..start + first.len(), "")
            .help(match &slip.corrected {
                Some(corrected) if corrected.is_empty() => "delete this line, or what is on it".to_owned(),
                Some(corrected) => format!("write this instead:\n{corrected}"),
                None => "put every sentence on one line: key = \"sentence\"".to_owned(),
            });
        match slip.corrected.filter(|_| slip.certain) {
            Some(corrected) => {
                let indent = &first[..first.len() - first.trim_start().len()];
                problem.fix(start..last_start + last.len(), format!("{indent}{corrected}"))
            }
            None => problem,
        }
    }
}
