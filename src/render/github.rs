//! Annotations of a GitHub workflow: each change at its line of TOML. GitHub shows no more than ten
//! of a kind for a step, so the most serious come first and the last says how many are left.

use std::fmt::Write as _;

use crate::diff::{Bar, Change, ChangeSet, Impact};

use super::escape::{line, workflow_message, workflow_property};
use super::outline;

/// How many annotations of a kind GitHub shows for a step.
const SHOWN: usize = 10;

/// Returns workflow commands: a warning for what moves the bar, a notice for other wording, an error
/// for files that cannot be read.
pub fn annotations(set: &ChangeSet<'_>) -> String {
    let mut out = String::new();
    let errors: Vec<String> = set
        .after
        .unreadable
        .iter()
        .map(|file| {
            let place = format!(" file={},line={},title=Cannot be read", path(set, &file.file), file.line.max(1));
            format!("{place}::{}", workflow_message(&file.message))
        })
        .collect();
    limited("error", &errors, "files cannot be read", &mut out);
    let of = |impact: Impact| {
        let mut changes: Vec<&Change<'_>> = set.changes.iter().filter(|change| change.impact == impact).collect();
        changes.sort_by_key(|change| seriousness(change));
        changes.iter().map(|change| annotation(set, change)).collect::<Vec<String>>()
    };
    limited("warning", &of(Impact::Expectation), "changes of expectations", &mut out);
    limited("notice", &of(Impact::Clarification), "changes of wording", &mut out);
    out
}

/// What people must see first: what is asked on top or no longer, then what they must decide.
fn seriousness(change: &Change<'_>) -> u8 {
    match change.bar {
        _ if change.kind.is_structural() => 0,
        Bar::AsksMore | Bar::Mixed => 1,
        Bar::AsksLess => 2,
        Bar::Unclear => 3,
        Bar::Same => 4,
    }
}

/// A file's path from the top of the repository.
fn path(set: &ChangeSet<'_>, file: &str) -> String {
    workflow_property(&super::in_repository(&set.after.folder, file))
}

/// The properties and the message of a command.
fn annotation(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let title = workflow_property(outline::change_word(set, change, None, change.bar));
    let sentence = workflow_message(&line(&set.sentence(change)));
    match change.after.first().filter(|item| !item.file().is_empty()) {
        Some(item) => format!(" file={},line={},title={title}::{sentence}", path(set, item.file()), item.line().max(1)),
        None => format!(" title={title}::{sentence}"),
    }
}

fn limited(command: &str, annotations: &[String], what: &str, out: &mut String) {
    let shown = if annotations.len() > SHOWN { SHOWN - 1 } else { annotations.len() };
    for annotation in &annotations[..shown] {
        let _ = writeln!(out, "::{command}{annotation}");
    }
    if annotations.len() > shown {
        let rest = annotations.len() - shown;
        let _ = writeln!(out, "::{command} title=And more::{rest} more {what}; `rungs diff` shows all of them");
    }
}
