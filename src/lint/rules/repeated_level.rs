//! The same sentence at two neighboring levels.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Place, Subject};
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "repeated-level",
    summary: "a behavior that stands word for word at the next level, too",
    explanation: "People read two neighboring pages to learn what the next level asks. A sentence that stands on both \
says nothing about that, and its two copies will drift apart. If it is meant for every level, write it once in \
all.toml or in core; if it is meant to grow, say how it does.",
    severity: Severity::Advice,
    bad: &[
        ("tracks/a/ic1.toml", "[scope]\nx = \"I finish what I start.\"\n"),
        ("tracks/a/ic2.toml", "[scope]\nx = \"I finish what I start.\"\n"),
    ],
    good: &[
        ("tracks/a/ic1.toml", "[scope]\nx = \"I finish the tasks I start.\"\n"),
        ("tracks/a/ic2.toml", "[scope]\nx = \"I finish the projects I start.\"\n"),
    ],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for sheet in subject.framework.sheets() {
        let Some(above) = subject.above(sheet) else { continue };
        for (_, behavior) in sheet.behaviors() {
            let same = above.behaviors().find(|(_, other)| other.text == behavior.text);
            let Some((_, other)) = same else { continue };
            let message = format!("this sentence stands at {} as well, line {}", above.address, other.line);
            let help = "write it once where both levels read it, or say what grows";
            out.extend(subject.at_key(Place { sheet, behavior }, message, help));
        }
    }
    out
}
