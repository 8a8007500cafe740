//! Behaviors that are several sentences.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::Subject;
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "several-sentences",
    summary: "a behavior that is more than one sentence",
    explanation: "A behavior is one expected sentence. Two sentences under one key are two expectations that can \
only be changed, moved and approved together, and a comparison cannot say which of them asks more. Give each a key of \
its own; if the second one only illustrates the first, make it an example.",
    severity: Severity::Advice,
    bad: &[("tracks/a/ic1.toml", "[scope]\nx = \"I plan my week. I tell my team when the plan changes.\"\n")],
    good: &[("tracks/a/ic1.toml", "[scope]\nx = \"I plan my week.\"\ny = \"I tell my team when the plan changes.\"\n")],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let several = subject.behaviors().filter_map(|place| {
        let count = sentences(&place.behavior.text);
        let message = format!("these are {count} sentences under one key");
        (count > 1).then(|| subject.at_key(place, message, "give each sentence a key of its own"))?
    });
    several.collect()
}

/// How many sentences a text has; an abbreviation such as "e.g." ends none.
fn sentences(text: &str) -> usize {
    let ends = |sentence: &str| {
        let bare = sentence.trim_end().trim_end_matches(['"', '\'', ')', '\u{201d}']);
        let abbreviated =
            bare.rsplit([' ', '(']).next().is_some_and(|word| word.matches('.').count() > 1 || word.len() < 4);
        !abbreviated
    };
    let all: Vec<&str> = text.unicode_sentences().collect();
    let inner = all.iter().rev().skip(1).filter(|sentence| ends(sentence)).count();
    inner + usize::from(!all.is_empty())
}
