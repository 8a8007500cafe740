//! Problems of inputs as text: the message, the line with the place underlined, what to do.

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceOffset, SourceSpan};

use crate::source::{Diagnostic, Severity};

/// Returns problems as text, one after the other.
pub fn all(problems: &[Diagnostic], width: usize, color: bool) -> String {
    problems.iter().map(|problem| one(problem, width, color)).collect()
}

/// Returns one problem as text, with an empty line behind it.
pub fn one(problem: &Diagnostic, width: usize, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_context_lines(0)
        .without_cause_chain()
        .with_links(false);
    let mut out = String::new();
    let report = Report::of(problem);
    if handler.render_report(&mut out, &report).is_err() {
        out = format!("{}\n", problem.message);
    }
    out.push('\n');
    out
}

/// A problem as the reporting library wants it.
#[derive(Debug)]
struct Report {
    message: String,
    severity: miette::Severity,
    code: &'static str,
    help: Option<String>,
    source: Option<NamedSource<String>>,
    labels: Vec<LabeledSpan>,
}

impl Report {
    fn of(problem: &Diagnostic) -> Self {
        let neutral = super::escape::visible;
        let severity = match problem.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        };
        // A character that is replaced keeps its number of bytes no longer, so a text that needs it
        // is shown without its place underlined rather than with the wrong one.
        let source = problem.source.as_ref();
        let clean = source.is_some_and(|source| neutral(&source.text) == source.text);
        let named = source.map(|source| {
            let text = if clean { source.text.clone() } else { neutral(&source.text) };
            NamedSource::new(neutral(&source.path), text)
        });
        let label = |label: &crate::source::Label| {
            let span = SourceSpan::new(SourceOffset::from(label.span.start), label.span.len());
            LabeledSpan::new_with_span((!label.text.is_empty()).then(|| neutral(&label.text)), span)
        };
        Self {
            message: neutral(&problem.message),
            severity,
            code: problem.code,
            help: problem.help.as_deref().map(neutral),
            source: named,
            labels: if clean { problem.labels.iter().map(label).collect() } else { Vec::new() },
        }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.source.as_ref().map(|source| source as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
