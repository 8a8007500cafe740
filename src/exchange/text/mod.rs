//! A page as text, copied from a web page: a title, a summary, headings with hints, tables flattened
//! to lines, bullets. Where bullets of several headings run together, it asks rather than guesses.

mod groups;
mod lines;

use indexmap::IndexMap;

use crate::model::slug;

use super::document::Document;
use super::outline::{Content, OutlineBuilder};
use super::statement::NotTaken;
use super::title;

use groups::Group;
use lines::{Kind, Line};

/// How many bullets belong to each heading whose bullets run together, by the heading's id.
pub type Counts = IndexMap<String, usize>;

/// Why a page as text cannot be read without being told more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct TextError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Returns what a page as text says; `known` are the levels that the user names.
///
/// # Errors
/// When it cannot be told which heading bullets belong to.
pub(super) fn read(file: &str, text: &str, known: &[String], counts: &Counts) -> Result<Document, TextError> {
    let mut document = Document { file: file.to_owned(), ..Document::default() };
    let mut all = lines::read(text);
    let mut leave = |line: &Line, why: &str| {
        document.not_taken.push(NotTaken::new(format!("{file}, line {}", line.number), why, line.text.clone()));
    };
    all.retain(|line| {
        let mark = line.kind == Kind::Mark;
        if mark {
            leave(line, "a mark without words");
        }
        !mark
    });
    let first_bullet = all.iter().position(|line| line.kind == Kind::Bullet).unwrap_or(all.len());
    let names_level = |line: &Line| line.kind == Kind::Plain && title::read(&line.text, known).is_some();
    let is_plain = |line: &Line| line.kind == Kind::Plain;
    let at = all[..first_bullet].iter().position(names_level).or_else(|| all.iter().position(is_plain));
    let Some(at) = at else { return Ok(document) };
    document.title = Some(all[at].text.clone());
    let above: Vec<&Line> = all[..at].iter().filter(|line| is_plain(line)).collect();
    if let Some((name, others)) = above.split_last() {
        document.framework_name = Some(name.text.clone());
        others.iter().for_each(|line| leave(line, "above the page's title"));
    }
    let heads = lines::table_heads(&all[at + 1..]);
    let groups = groups::of(&all[at + 1..], &heads);
    groups.iter().flat_map(|group| &group.heads).for_each(|line| leave(line, "the head of a column"));
    let mut reader = Reader { file, counts, outline: OutlineBuilder::default(), section: None, in_table: false };
    for (index, group) in groups.iter().enumerate() {
        reader.group(group, index == 0)?;
    }
    let joint: Vec<String> = groups.iter().flat_map(|group| group.names(counts)).map(|line| slug(&line.text)).collect();
    if let Some(unknown) = counts.keys().find(|name| !joint.contains(name)) {
        return Err(TextError {
            file: file.to_owned(),
            line: 1,
            message: format!("--counts names `{unknown}`, and the page has no such heading"),
            help: format!("its headings are {}", joint.join(", ")),
        });
    }
    document.outline = reader.outline.finish();
    Ok(document)
}

/// Puts groups of lines into an outline.
struct Reader<'t> {
    file: &'t str,
    counts: &'t Counts,
    outline: OutlineBuilder,
    section: Option<String>,
    /// Whether the section that is open has responsibilities: then a name alone is one.
    in_table: bool,
}

impl Reader<'_> {
    fn group(&mut self, group: &Group, is_first: bool) -> Result<(), TextError> {
        let mut above = &group.above[..];
        if is_first {
            let summary = above.iter().take_while(|line| line.is_paragraph()).count();
            above[..summary].iter().for_each(|line| self.paragraph(line));
            above = &above[summary..];
        }
        if group.has_head() {
            return self.table(group, above);
        }
        let names = group.names(self.counts);
        let hints = above.iter().any(|line| !line.is_paragraph() && !names.contains(&line));
        match names[..] {
            [] => {}
            [name] if self.in_table => self.responsibility(name),
            [name] => self.section(name),
            [section, responsibility] if !hints && !self.is_counted(&names) => {
                self.introduced(above, &[section, responsibility]);
                self.in_table = true;
                self.bullets(&group.bullets);
                return Ok(());
            }
            _ => return self.run_together(group, above, &names),
        }
        for line in above.iter().filter(|line| !names.contains(line)) {
            self.paragraph(line);
        }
        self.bullets(&group.bullets);
        Ok(())
    }

    fn is_counted(&self, names: &[&Line]) -> bool {
        names.iter().any(|name| self.counts.contains_key(&slug(&name.text)))
    }

    /// A section with a table: its name and introduction stand above the table's head, the first
    /// responsibility below it.
    fn table(&mut self, group: &Group, above: &[Line]) -> Result<(), TextError> {
        if let Some((name, about)) = above.split_first() {
            self.section(name);
            about.iter().for_each(|line| self.paragraph(line));
        }
        self.in_table = true;
        let names: Vec<&Line> = group.below.iter().filter(|line| line.is_name()).collect();
        if let [_, second, ..] = names[..] {
            return Err(self.two_names(&names, second));
        }
        if let Some((name, about)) = group.below.split_first() {
            self.responsibility(name);
            about.iter().for_each(|line| self.paragraph(line));
        }
        self.bullets(&group.bullets);
        Ok(())
    }

    fn two_names(&self, names: &[&Line], second: &Line) -> TextError {
        let names: Vec<String> = names.iter().map(|line| format!("\u{201c}{}\u{201d}", line.text)).collect();
        TextError {
            file: self.file.to_owned(),
            line: second.number,
            message: format!("{} stand below one another without bullets between", names.join(" and ")),
            help: "join the lines if they are one name; move each name's bullets below it if they are several".into(),
        }
    }

    /// Two names with their introductions: a section and its first responsibility.
    fn introduced(&mut self, above: &[Line], names: &[&Line; 2]) {
        for line in above {
            if line == names[0] {
                self.section(line);
            } else if line == names[1] {
                self.responsibility(line);
            } else {
                self.paragraph(line);
            }
        }
    }

    /// Headings whose bullets stand in one run: only the counts tell which are whose.
    fn run_together(&mut self, group: &Group, above: &[Line], names: &[&Line]) -> Result<(), TextError> {
        let ids: Vec<String> = names.iter().map(|line| slug(&line.text)).collect();
        let counts: Option<Vec<usize>> = ids.iter().map(|id| self.counts.get(id).copied()).collect();
        let bullets = group.bullets.len();
        let Some(counts) = counts else { return Err(self.ask(names, &ids, bullets)) };
        let sum: usize = counts.iter().sum();
        if sum != bullets {
            let mut error = self.ask(names, &ids, bullets);
            error.message = format!("--counts adds up to {sum}, and {bullets} bullets run together here");
            return Err(error);
        }
        let mut start = 0;
        above.iter().take_while(|line| !names.contains(line)).for_each(|line| self.paragraph(line));
        for (index, (name, count)) in names.iter().zip(counts).enumerate() {
            self.in_table = false;
            self.section(name);
            let from = above.iter().position(|line| line == *name).map_or(0, |at| at + 1);
            let next = names.get(index + 1).and_then(|next| above.iter().position(|line| line == *next));
            above[from..next.unwrap_or(above.len())].iter().for_each(|line| self.paragraph(line));
            self.bullets(&group.bullets[start..start + count]);
            start += count;
        }
        Ok(())
    }

    fn ask(&self, names: &[&Line], ids: &[String], bullets: usize) -> TextError {
        let list: Vec<&str> = names.iter().map(|line| line.text.as_str()).collect();
        let list = match list.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => list.join(""),
        };
        let example: Vec<String> = ids.iter().map(|id| format!("{id}=N")).collect();
        TextError {
            file: self.file.to_owned(),
            line: names.first().map_or(1, |line| line.number),
            message: format!("the {bullets} bullets of {list} run together, so nothing tells which are whose"),
            help: format!("count them on the page you copied and say so: --counts {}", example.join(",")),
        }
    }

    fn section(&mut self, line: &Line) {
        self.outline.heading(1, heading(&line.text));
        self.section = Some(line.text.clone());
        self.in_table = false;
    }

    fn responsibility(&mut self, line: &Line) {
        self.outline.heading(2, heading(&line.text));
    }

    fn paragraph(&mut self, line: &Line) {
        self.outline.content(Content::Paragraph(line.text.clone()));
    }

    fn bullets(&mut self, bullets: &[Line]) {
        for line in bullets {
            self.outline.content(Content::Item { text: line.text.clone(), nested: false });
        }
    }
}

/// A heading's words without the pictures and marks around them.
fn heading(text: &str) -> String {
    let start = |character: char| !character.is_alphanumeric() && !matches!(character, '(' | '"' | '\u{201c}');
    text.trim_start_matches(start).trim_end_matches([':', ' ']).to_owned()
}
