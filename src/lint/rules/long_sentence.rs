//! Sentences too long to be remembered.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Subject, words};
use crate::source::Severity;

/// From how many words on a sentence is long.
const LONG: usize = 36;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-sentence",
    summary: "a behavior of more than 35 words",
    explanation: "A behavior is read in reviews and discussed sentence by sentence. A long one asks several things at \
once, so a person can meet half of it, and nobody can say whether the whole is met. Say the main thing in the \
sentence, put illustrations into examples, and make a second behavior of what is an expectation of its own.",
    severity: Severity::Advice,
    bad: &[(
        "tracks/a/ic1.toml",
        "[scope]\nx = \"I plan my own work for the week and share that plan with my team on Monday, and I tell everyone who \
depends on me as soon as anything in it changes so that they can plan their own work around it in time.\"\n",
    )],
    good: &[(
        "tracks/a/ic1.toml",
        "[scope]\nx = \"I plan my work for the week and share the plan.\"\ny = \"I tell everyone who depends on me as soon as my \
plan changes.\"\n",
    )],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let long = subject.behaviors().filter_map(|place| {
        let count = words(&place.behavior.text).len();
        let message = format!("this sentence has {count} words");
        (count >= LONG)
            .then(|| subject.at_key(place, message, "say one thing, and move what illustrates it to examples"))?
    });
    long.collect()
}
