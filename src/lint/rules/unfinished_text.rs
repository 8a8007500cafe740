//! Text that somebody meant to write later.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Subject, find_phrase};
use crate::source::Severity;

const MARKS: &[&str] =
    &["todo", "tbd", "tba", "fixme", "xxx", "lorem ipsum", "to be defined", "to be decided", "coming soon"];

pub(in crate::lint) const RULE: Rule = Rule {
    name: "unfinished-text",
    summary: "TODO, TBD and other text that is not written yet",
    explanation: "Once a page is in force, people are held to what it says. A placeholder on it asks something of \
them that nobody has decided. Write the sentence, delete the line, or keep the track a draft until it is done.",
    severity: Severity::Warning,
    bad: &[("tracks/a/ic1.toml", "[scope]\nx = \"TBD\"\n")],
    good: &[("tracks/a/ic1.toml", "[scope]\nx = \"I finish tasks of a few days.\"\n")],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (file, text, line) in subject.texts() {
        let found = MARKS.iter().find_map(|mark| find_phrase(text, mark));
        let found = found.or_else(|| Some("\u{2026}").filter(|_| text.trim() == "\u{2026}" || text.trim() == "..."));
        if let Some(found) = found {
            out.extend(subject.at((file, line), found, "this text is not written yet", "write it, or delete the line"));
        }
    }
    out
}
