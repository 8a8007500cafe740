//! What a rule is, and what it finds.

use crate::source::{Diagnostic, Fix, Severity, Source};
use std::ops::Range;
use std::sync::Arc;

use super::subject::Subject;

/// A rule of writing.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as policies spell it: `long-sentence`.
    pub name: &'static str,
    /// What it looks for, in a few words.
    pub summary: &'static str,
    /// Why, and what to do, in paragraphs.
    pub explanation: &'static str,
    /// How strict it is when no policy says otherwise.
    pub severity: Severity,
    /// A framework in which it finds something.
    pub bad: Example,
    /// The same, mended.
    pub good: Example,
    pub(super) find: fn(&Subject<'_>) -> Vec<Finding>,
}

/// Files of a framework by path, laid over a small one with the ladder ic1, ic2, ic3, the tracks `a`
/// and `b` and the sections scope and results.
pub type Example = &'static [(&'static str, &'static str)];

/// Something that a rule found.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) source: Arc<Source>,
    pub(super) span: Range<usize>,
    pub(super) fix: Option<String>,
}

impl Finding {
    /// Returns the finding as a problem under the rule's name.
    pub(super) fn diagnostic(self, rule: &'static str) -> Diagnostic {
        let help = format!("{}; or turn `{rule}` off under [lint] in policy.toml", self.help);
        let found = Diagnostic::advice(rule, self.message).in_source(&self.source).at(self.span.clone(), "").help(help);
        match self.fix {
            Some(text) => Diagnostic { fix: Some(Fix { span: self.span, text }), ..found },
            None => found,
        }
    }
}
