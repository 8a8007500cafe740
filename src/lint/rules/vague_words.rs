//! Words that leave open what is expected.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Subject, find_phrase};
use crate::source::Severity;

/// Phrases and what to ask oneself about them.
const VAGUE: &[(&str, &str)] = &[
    ("etc", "name what is meant, or give examples"),
    ("and so on", "name what is meant, or give examples"),
    ("and more", "name what is meant, or give examples"),
    ("as needed", "say when it is needed"),
    ("as necessary", "say when it is necessary"),
    ("as appropriate", "say when it is appropriate"),
    ("where appropriate", "say where it is appropriate"),
    ("if possible", "say what is expected, or leave it out"),
    ("when possible", "say what is expected, or leave it out"),
    ("where possible", "say what is expected, or leave it out"),
    ("tries to", "say what is expected to succeed"),
    ("try to", "say what is expected to succeed"),
    ("world-class", "say what can be seen of it"),
    ("best-in-class", "say what can be seen of it"),
    ("goes above and beyond", "say what is done beyond what"),
    ("go above and beyond", "say what is done beyond what"),
    ("and/or", "say which of the two, or that either will do"),
];

pub(in crate::lint) const RULE: Rule = Rule {
    name: "vague-words",
    summary: "words such as \u{201c}etc.\u{201d} or \u{201c}as needed\u{201d} in a behavior",
    explanation: "Two managers must be able to agree whether a person does what a behavior says. \u{201c}As \
needed\u{201d}, \u{201c}where possible\u{201d} and \u{201c}etc.\u{201d} leave to each of them what that is, and people are then held to \
what somebody else had in mind. Name it, give examples, or leave it out.",
    severity: Severity::Advice,
    bad: &[("tracks/a/ic1.toml", "[scope]\nx = \"I write documents, tests, etc. as needed.\"\n")],
    good: &[(
        "tracks/a/ic1.toml",
        "[scope]\nx = \"I write a document and tests for every change that others rely on.\"\n",
    )],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for place in subject.behaviors() {
        for (phrase, help) in VAGUE {
            let Some(found) = find_phrase(&place.behavior.text, phrase) else { continue };
            let message = format!("\u{201c}{found}\u{201d} leaves open what is expected");
            out.extend(subject.at((&place.sheet.file, place.behavior.line), found, message, *help));
        }
    }
    out
}
