//! Commits as people speak of them: who, when, in which release, by which pull request and why.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::history::{Provenance, Reason, picked_from, pull_request, reverts};
use crate::proposal;
use crate::revision::{MergeList, Oid, Release, Repository};

use super::error::CommandError;
use super::past::{GitPast, Revision};
use super::releases;

/// Returns where the changes of some revisions come from, by commit. `merges` are those of the
/// revision that was started from; `changes` are the fingerprints of what each commit changed, by which
/// a release's record is asked for reasons once its proposals are folded into it.
pub(super) fn of(
    repository: &Repository,
    past: &GitPast<'_>,
    merges: MergeList,
    (revisions, changes): (&[Revision], &[(Oid, String)]),
) -> Result<IndexMap<String, Provenance>, CommandError> {
    let commits: Vec<Oid> = revisions.iter().map(|revision| revision.commit).collect();
    let releases: HashMap<Oid, _> = repository.first_releases(&commits, past.tag_prefix())?;
    let merges = merges.wanted(repository, |message| pull_request(message).is_some())?;
    let mut out = IndexMap::new();
    for revision in revisions {
        let commit = repository.describe(revision.commit)?;
        if out.contains_key(&commit.hash) {
            continue;
        }
        let own = pull_request(&commit.message);
        let merge = if own.is_none() { repository.brought_by(&merges, revision.commit) } else { None };
        let folder = past.folder(*revision);
        let mut reasons = reasons(repository, folder, revision.commit, None)?;
        if let (true, Some(merge)) = (reasons.is_empty(), merge) {
            reasons = self::reasons(repository, folder, merge.commit, Some(merge.parent))?;
        }
        if let (true, Some(release)) = (reasons.is_empty(), releases.get(&revision.commit)) {
            let of_commit = changes.iter().filter(|(commit, _)| *commit == revision.commit).map(|(_, id)| id.as_str());
            reasons = recorded(repository, folder, release, &of_commit.collect::<Vec<_>>())?;
        }
        let told = Provenance {
            commit: commit.hash.clone(),
            author: commit.author,
            seconds: commit.seconds,
            date: day(commit.seconds),
            pull_request: own.or_else(|| pull_request(&merge?.message)),
            reverts: reverts(&commit.message),
            picked_from: picked_from(&commit.message),
            release: releases.get(&revision.commit).map(|release| release.tag.clone()),
            subject: commit.subject,
            reasons,
        };
        out.insert(commit.hash, told);
    }
    Ok(out)
}

/// The reasons that proposals give which came or changed with a commit.
fn reasons(
    repository: &Repository,
    folder: &str,
    commit: Oid,
    before: Option<Oid>,
) -> Result<Vec<Reason>, CommandError> {
    let place = if folder.is_empty() { "proposals".to_owned() } else { format!("{folder}/proposals") };
    let files = repository.changed_files(commit, before, &place)?;
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let named = files.into_iter().map(|(name, blob)| (format!("proposals/{name}"), blob)).collect();
    let loaded = proposal::load(&repository.read(named)?, folder);
    let reason =
        |proposal: proposal::Proposal| Reason { title: proposal.title, why: proposal.why, sponsor: proposal.sponsor };
    Ok(loaded.proposals.into_iter().map(reason).collect())
}

/// The reason that the record of a release gives for some changes: its proposal's, where it has only
/// one, so that it is the one.
fn recorded(
    repository: &Repository,
    folder: &str,
    release: &Release,
    changes: &[&str],
) -> Result<Vec<Reason>, CommandError> {
    let Some(record) = releases::record(repository, folder, release)? else { return Ok(Vec::new()) };
    let [proposal] = &record.proposals[..] else { return Ok(Vec::new()) };
    let holds = record.changes.iter().any(|change| changes.contains(&change.id.as_str()));
    let reason = Reason { title: proposal.title.clone(), why: proposal.why.clone(), sponsor: proposal.sponsor.clone() };
    Ok(if holds { vec![reason] } else { Vec::new() })
}

/// Returns the day of a time, UTC: `2026-03-31`.
pub(super) fn day(seconds: i64) -> String {
    day_of(seconds).to_string()
}

/// Returns the day of a time, UTC.
pub(super) fn day_of(seconds: i64) -> jiff::civil::Date {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    jiff::tz::Offset::UTC.to_datetime(time).date()
}
