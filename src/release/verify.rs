//! Whether a release still tells the truth: its record and its version against its content. Content
//! strictly; verdicts are told where a newer program judges otherwise.

use std::collections::BTreeMap;

use semver::Version;

use crate::diff::{Bump, ChangeSet};

use super::record::{Record, RecordedChange};
use super::version::bump_between;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the release tells the truth.
    Note,
    /// The release does not tell the truth.
    Wrong,
}

/// Something to say of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What, one sentence.
    pub message: String,
}

/// Returns what is to be said of a release. `record` is none where another tool made it; `last` is the
/// version before; `set` compares the contents of the two.
pub fn verify(version: &Version, last: Option<&Version>, record: Option<&Record>, set: &ChangeSet<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let called_for = set.summary().bump;
    if let Some(last) = last {
        let released = bump_between(last, version);
        let because = record.and_then(|record| record.lower_because.as_deref());
        if released < called_for {
            let said = format!(
                "released as a {} version, and the content calls for a {} one",
                word(released),
                word(called_for)
            );
            out.push(match because {
                Some(reason) => Finding { severity: Severity::Note, message: format!("{said}: {reason}") },
                None => Finding { severity: Severity::Wrong, message: said },
            });
        }
    }
    match record {
        Some(record) => against_record(record, version, last, set, &mut out),
        None => out.push(Finding { severity: Severity::Note, message: "there is no record of it".to_owned() }),
    }
    out
}

fn word(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "none",
        other => other.as_str(),
    }
}

fn against_record(
    record: &Record,
    version: &Version,
    last: Option<&Version>,
    set: &ChangeSet<'_>,
    out: &mut Vec<Finding>,
) {
    let mut wrong = |message: String| out.push(Finding { severity: Severity::Wrong, message });
    if record.version != *version {
        wrong(format!("the record says {}, and the tag {version}", record.version));
    }
    if record.follows.as_ref() != last {
        let name = |version: Option<&Version>| version.map_or_else(|| "nothing".to_owned(), Version::to_string);
        wrong(format!("the record says it follows {}, and it follows {}", name(record.follows.as_ref()), name(last)));
    }
    let found: BTreeMap<String, usize> =
        set.changes.iter().enumerate().map(|(index, change)| (change.id(), index)).collect();
    let recorded: BTreeMap<&str, &RecordedChange> =
        record.changes.iter().map(|change| (change.id.as_str(), change)).collect();
    for (id, index) in &found {
        if !recorded.contains_key(id.as_str()) {
            wrong(format!("the record does not have: {}", set.sentence(&set.changes[*index])));
        }
    }
    for (id, change) in &recorded {
        if !found.contains_key(*id) {
            wrong(format!("the record has what the content does not: {}", change.sentence));
        }
    }
    for (id, index) in &found {
        let (Some(told), change) = (recorded.get(id.as_str()), &set.changes[*index]) else { continue };
        if (told.impact, told.bar.as_str()) != (change.impact, change.bar.as_str()) {
            let message = format!(
                "judged {}, {} then (rungs {}, scales {}) and {}, {} now: {}",
                told.impact.as_str(),
                told.bar,
                record.tool,
                record.scales,
                change.impact.as_str(),
                change.bar.as_str(),
                set.sentence(change)
            );
            out.push(Finding { severity: Severity::Note, message });
        }
    }
}
