//! Sentences of a page that its shared text says already, or almost.

use std::collections::HashSet;

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Place, Subject, words};
use crate::source::Severity;

/// From which share of equal words on two sentences are copies that drift.
const ALIKE: f64 = 0.8;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "copied-from-core",
    summary: "a sentence of a page that the shared text has already, or almost",
    explanation: "What tracks share is written once, in core. A page that has a copy of a shared sentence asks the same \
thing twice, and when one of the two is changed they drift: the page then asks two slightly different things. Delete the \
copy; or, if the page means something else, replace the shared sentence with `overrides = true`.",
    severity: Severity::Advice,
    bad: &[
        ("core/all.toml", "[results]\nx = \"I say early when something I did went wrong.\"\n"),
        ("tracks/a/ic1.toml", "[results]\ny = \"I say early when something that I did went wrong.\"\n"),
    ],
    good: &[
        ("core/all.toml", "[results]\nx = \"I say early when something I did went wrong.\"\n"),
        ("tracks/a/ic1.toml", "[results]\ny = \"I write down what we learn from failures.\"\n"),
    ],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut told: HashSet<(String, u32)> = HashSet::new();
    for page in subject.framework.pages() {
        let behaviors = subject.framework.behaviors_of_page(&page);
        let spelled: Vec<HashSet<String>> =
            behaviors.iter().map(|found| words(&found.behavior.text).into_iter().collect()).collect();
        for (at, own) in behaviors.iter().enumerate().filter(|(_, found)| !found.sheet.address.is_core()) {
            let shared = behaviors.iter().enumerate().filter(|(_, other)| other.sheet.address.is_core());
            let best = shared.map(|(other, found)| (likeness(&spelled[at], &spelled[other]), found));
            let Some((score, core)) = best.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score >= ALIKE)
            else {
                continue;
            };
            if !told.insert((own.sheet.file.to_string(), own.behavior.line)) {
                continue;
            }
            let how = if score >= 1.0 { "says" } else { "almost says" };
            let message = format!("{} {how} this already, line {}", core.sheet.address, core.behavior.line);
            let place = Place { sheet: own.sheet, behavior: own.behavior };
            out.extend(subject.at_key(place, message, "delete this copy, or say what is different here"));
        }
    }
    out
}

fn likeness(left: &HashSet<String>, right: &HashSet<String>) -> f64 {
    let common = left.intersection(right).count();
    common as f64 / (left.len() + right.len() - common).max(1) as f64
}
