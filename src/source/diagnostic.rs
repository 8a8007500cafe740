//! A problem of an input, in words for people who do not program.

use std::ops::Range;
use std::sync::Arc;

use super::Source;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Advice,
    /// Probably not what was meant.
    Warning,
    /// Must be mended.
    Error,
}

/// A piece of a source and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The bytes of the source's text.
    pub span: Range<usize>,
    /// What to say about them; may be empty where the message says it all.
    pub text: String,
}

/// A correction that is certain: bytes of the source and what they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Range<usize>,
    /// What belongs there.
    pub text: String,
}

/// A problem: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name for this kind of problem, `unknown-section`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// The file it is in; none where the problem is no file's.
    pub source: Option<Arc<Source>>,
    /// Where, the chief place first; empty when the whole file is meant.
    pub labels: Vec<Label>,
    /// What to do about it, with the corrected line where there is one.
    pub help: Option<String>,
    /// The correction, where there is only one that can be meant.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Returns an error that says `message`.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            source: None,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Returns a warning that says `message`.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Returns advice that says `message`.
    pub fn advice(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Advice, ..Self::error(code, message) }
    }

    /// Says in which file.
    #[must_use]
    pub fn in_source(mut self, source: &Arc<Source>) -> Self {
        self.source = Some(Arc::clone(source));
        self
    }

    /// Points at a piece of the file.
    #[must_use]
    pub fn at(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how to correct it for certain.
    #[must_use]
    pub fn fix(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    /// The line and column of the chief place, from 1; line 0 where there is none.
    pub fn position(&self) -> (u32, u32) {
        match (&self.source, self.labels.first()) {
            (Some(source), Some(label)) => source.position(label.span.start),
            (Some(_), None) => (1, 1),
            _ => (0, 0),
        }
    }
}
