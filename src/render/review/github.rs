//! A review as annotations of a GitHub workflow, beside those of the changes themselves.

use std::fmt::Write as _;

use crate::diff::ChangeSet;
use crate::render::escape::{workflow_message, workflow_property};
use crate::review::{Problem, Review, Verdict};

use super::outline::headline;

/// Returns workflow commands: the changes at their lines, what is refused as errors, and the verdict.
pub fn annotations(review: &Review, set: &ChangeSet<'_>) -> String {
    let mut out = crate::render::github::annotations(set);
    let mut note = |level: &str, (file, line): (&str, u32), title: &str, message: &str| {
        let place = if file.is_empty() {
            String::new()
        } else {
            format!("file={},line={},", workflow_property(file), line.max(1))
        };
        let (title, message) = (workflow_property(title), workflow_message(message));
        let _ = writeln!(out, "::{level} {place}title={title}::{message}");
    };
    let own = |problem: &&Problem| problem.side == "to";
    for problem in review.unjudged.iter().chain(&review.refusals).filter(own) {
        note("error", (&problem.file, problem.line), "Must be mended", &problem.message);
    }
    for found in review.contradictions.iter().filter(|found| found.accepted_by.is_empty()) {
        let change = &review.changes[found.change.index];
        let message = format!("{} is declared, and the words say {}: {}", found.declared, found.found, change.sentence);
        note("error", (&change.file, change.line), "More than was declared", &message);
    }
    for freeze in &review.freezes {
        let message = format!("would take effect on {}, within {} to {}", freeze.effective, freeze.from, freeze.until);
        note("warning", ("", 0), &freeze.name, &message);
    }
    let level = match review.verdict {
        Verdict::Ready => "notice",
        Verdict::Waiting => "warning",
        Verdict::Refused | Verdict::Unjudged => "error",
    };
    note(level, ("", 0), "Review", &headline(review));
    out
}
