//! Annotations of a GitHub workflow: each change at its line of TOML.

use std::fmt::Write as _;

use crate::diff::{ChangeSet, Impact};

use super::escape::{workflow_message, workflow_property};

/// Returns workflow commands: a warning for what moves the bar, a notice for other wording, an error
/// for files that cannot be read.
pub fn annotations(set: &ChangeSet<'_>) -> String {
    let mut out = String::new();
    let path = |file: &str| workflow_property(&super::in_repository(&set.after.folder, file));
    for file in &set.after.unreadable {
        let message = workflow_message(&file.message);
        let _ = writeln!(out, "::error file={},line={},title=Unreadable::{message}", path(&file.file), file.line);
    }
    for change in set.changes.iter().filter(|change| change.impact > Impact::Editorial) {
        let level = if change.impact == Impact::Expectation { "warning" } else { "notice" };
        let sentence = workflow_message(&set.sentence(change));
        let title = workflow_property(super::outline::bar_word(change.bar));
        match change.after.first().filter(|item| !item.file().is_empty()) {
            Some(item) => {
                let line = item.line().max(1);
                let _ = writeln!(out, "::{level} file={},line={line},title={title}::{sentence}", path(item.file()));
            }
            None => {
                let _ = writeln!(out, "::{level} title={title}::{sentence}");
            }
        }
    }
    out
}
