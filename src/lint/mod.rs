//! Advice on writing: rules that look at a framework which is valid and say what readers will
//! stumble over. One rule, one file in `rules/`, its explanation and examples inside; [`RULES`] is
//! the only list of them. Knows nothing of policy: whoever calls says how strict each rule is.

mod rule;
mod rules;
mod subject;

pub use rule::{Example, Rule};

use crate::source::{Diagnostic, Severity};
use crate::storage::Loaded;

use subject::Subject;

/// Every rule, in alphabetical order.
pub const RULES: &[Rule] = &[
    rules::copied_from_core::RULE,
    rules::inclusive_terms::RULE,
    rules::long_sentence::RULE,
    rules::missing_section::RULE,
    rules::repeated_level::RULE,
    rules::same_on_every_track::RULE,
    rules::several_sentences::RULE,
    rules::stray_spaces::RULE,
    rules::uneven_full_stops::RULE,
    rules::unfinished_text::RULE,
    rules::vague_words::RULE,
];

/// Returns the rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Returns what the rules find, rule by rule. `severity` says how strict a rule is: its own
/// severity is given, none turns it off.
pub fn check(loaded: &Loaded, severity: impl Fn(&Rule) -> Option<Severity>) -> Vec<Diagnostic> {
    let subject = Subject::of(loaded);
    let mut out = Vec::new();
    for rule in RULES {
        let Some(severity) = severity(rule) else { continue };
        let found = (rule.find)(&subject);
        out.extend(found.into_iter().map(|finding| Diagnostic { severity, ..finding.diagnostic(rule.name) }));
    }
    out
}

#[cfg(test)]
mod tests;
