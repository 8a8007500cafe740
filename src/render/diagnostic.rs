//! Problems of inputs: as text (the message, the line with the place underlined, what to do), as
//! JSON, and as annotations of a GitHub workflow.

use std::fmt::Write as _;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::source::{Diagnostic, Severity};

use super::escape::{visible, workflow_message, workflow_property};
use super::excerpt::Excerpt;

/// Returns problems as text, one after the other.
pub fn all(problems: &[Diagnostic], width: usize, color: bool) -> String {
    problems.iter().map(|problem| one(problem, width, color)).collect()
}

/// Returns one problem as text, with an empty line behind it.
pub fn one(problem: &Diagnostic, width: usize, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_context_lines(1)
        .with_wrap_lines(false)
        .without_cause_chain()
        .with_links(false);
    let mut out = String::new();
    let report = Report::of(problem, width);
    if handler.render_report(&mut out, &report).is_err() {
        out = format!("{}\n", problem.message);
    }
    let text = out.trim_start_matches('\n');
    let mut out: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    out.push('\n');
    out
}

/// Columns that the frame around a line takes.
const FRAME: usize = 10;

/// A problem as the reporting library wants it.
#[derive(Debug)]
struct Report {
    message: String,
    severity: miette::Severity,
    code: Option<&'static str>,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    label: Option<LabeledSpan>,
}

impl Report {
    fn of(problem: &Diagnostic, width: usize) -> Self {
        let severity = match problem.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        };
        let first = problem.labels.first();
        let shown = problem.source.as_ref().filter(|source| !source.text.is_empty());
        let excerpt = shown.map(|source| {
            let span = first.map_or(0..0, |label| label.span.clone());
            Excerpt::of(source, &span, width.saturating_sub(FRAME))
        });
        let label = excerpt.as_ref().map(|excerpt| {
            let text = first.map(|label| visible(&label.text)).filter(|text| !text.is_empty());
            LabeledSpan::new_primary_with_span(text, excerpt.place.clone())
        });
        // Of a file whose text is not shown, the name is.
        let message = match problem.source.as_ref().filter(|_| excerpt.is_none()) {
            Some(source) => format!("{}: {}", source.path, problem.message),
            None => problem.message.clone(),
        };
        Self {
            message: wrapped(&visible(&message), width.saturating_sub(4)),
            severity,
            // Advice can be turned off by its name; other problems are told by what they say.
            code: (problem.severity == Severity::Advice).then_some(problem.code),
            help: problem.help.as_deref().map(|help| wrapped(&visible(help), width.saturating_sub(8))),
            excerpt,
            label,
        }
    }
}

/// Wraps a text, except for lines to paste, which follow a colon at a line's end and must stay whole.
fn wrapped(text: &str, width: usize) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut to_paste = false;
    for line in text.lines() {
        if to_paste {
            out.push(line.to_owned());
        } else {
            let options = textwrap::Options::new(width.max(20))
                .break_words(false)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            out.extend(textwrap::wrap(line, options).into_iter().map(std::borrow::Cow::into_owned));
        }
        to_paste |= line.ends_with(':');
    }
    out.join("\n")
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.code.map(|code| Box::new(code) as Box<dyn std::fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|source| source as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.label.iter().cloned()))
    }
}

/// What `rungs check --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problems {
    /// The version of this format: 1.
    pub version: u32,
    /// The problems, file by file, top to bottom.
    pub problems: Vec<Problem>,
}

/// One problem of a framework's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// A stable name for this kind of problem, `unknown-section`.
    pub code: String,
    /// `error`, `warning` or `advice`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file, null where the problem is no file's.
    pub file: Option<String>,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The column, from 1 and in characters; 0 where there is none.
    pub column: u32,
    /// The corrected line, where the correction is certain.
    pub corrected: Option<String>,
}

/// Returns problems for programs.
pub fn json(problems: &[Diagnostic]) -> Problems {
    let problem = |problem: &Diagnostic| {
        let (line, column) = problem.position();
        Problem {
            code: problem.code.to_owned(),
            severity: severity(problem).to_owned(),
            message: problem.message.clone(),
            help: problem.help.clone(),
            file: problem.source.as_ref().map(|source| source.path.clone()),
            line,
            column,
            corrected: problem.fix.as_ref().map(|fix| fix.text.clone()),
        }
    };
    Problems { version: 1, problems: problems.iter().map(problem).collect() }
}

/// Returns the JSON Schema of [`Problems`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Problems).into()
}

fn severity(problem: &Diagnostic) -> &'static str {
    match problem.severity {
        Severity::Advice => "advice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Returns problems as annotations of a GitHub workflow, each at its line.
pub fn annotations(problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    for problem in problems {
        let command = if problem.severity == Severity::Advice { "notice" } else { severity(problem) };
        let (line, column) = problem.position();
        let place = problem.source.as_ref().map_or_else(String::new, |source| {
            format!("file={},line={line},col={column},", workflow_property(&source.path))
        });
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
        let message = workflow_message(&format!("{}{help}", problem.message));
        let _ = writeln!(out, "::{command} {place}title={}::{message}", workflow_property(problem.code));
    }
    out
}
