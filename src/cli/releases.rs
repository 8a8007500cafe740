//! The releases of a framework with their days and records, and what `--at` means by a day.

use jiff::civil::Date;
use semver::Version;

use crate::policy;
use crate::release::{self, Dated, Record};
use crate::revision::{Oid, Release, Repository};

use super::error::CommandError;
use super::files;
use super::provenance::day_of;

/// Returns what stands before the version in the names of tags that are releases: what the policy of
/// the work tree says, where there is none that of `HEAD`. The one place that decides which tags are
/// releases.
pub(super) fn prefix(repository: &Repository, place: &str) -> Result<String, CommandError> {
    let at_hand = match repository.work_tree() {
        Some(root) => files::read_policy(&root.join(place))?,
        None => None,
    };
    let file = match (at_hand, repository.commit("HEAD")) {
        (Some(file), _) => Some(file),
        (None, Ok(head)) => {
            let path = if place.is_empty() { "policy.toml".to_owned() } else { format!("{place}/policy.toml") };
            let blob = repository.file_at(head, &path)?;
            let read = blob.map(|blob| repository.read(vec![("policy.toml".to_owned(), blob)])).transpose()?;
            read.and_then(|files| files.into_iter().next())
        }
        (None, Err(_)) => None,
    };
    Ok(policy::load(file.as_ref(), place).policy.tag_prefix().to_owned())
}

/// Says which tags are releases, for whoever finds none.
pub(super) fn what_they_are(prefix: &str) -> String {
    format!("a release is a tag such as {prefix}1.0.0 (policy.toml names another beginning with [version] tag-prefix)")
}

/// Returns the version that the name of a release tag names; none for what is no such name.
pub(super) fn version_of(tag: &str, prefix: &str) -> Option<Version> {
    Version::parse(tag.strip_prefix(prefix)?).ok()
}

/// Returns the releases that can be reached from a commit, the lowest version first.
pub(super) fn dated(repository: &Repository, place: &str, from: Oid) -> Result<Vec<Dated>, CommandError> {
    let mut out = Vec::new();
    for found in repository.releases(from, &prefix(repository, place)?)? {
        let released = day_of(repository.released_at(&found)?);
        let record = record(repository, place, &found)?;
        out.push(Dated {
            tag: found.tag,
            version: found.version,
            released,
            effective: record.as_ref().map_or(released, |record| record.effective),
            recorded: record.is_some(),
        });
    }
    out.reverse();
    Ok(out)
}

/// Returns the record of a release, as its own tree has it; none where it has none that can be read.
pub(super) fn record(repository: &Repository, place: &str, of: &Release) -> Result<Option<Record>, CommandError> {
    let commit = repository.commit(&of.commit)?;
    let Ok(snapshot) = repository.snapshot(&of.tag, commit, place) else { return Ok(None) };
    let inner = release::file_of(&of.version);
    let path = if snapshot.folder.is_empty() { inner } else { format!("{}/{inner}", snapshot.folder) };
    let Some(blob) = repository.file_at(commit, &path)? else { return Ok(None) };
    let files = repository.read(vec![(path, blob)])?;
    let text = files.first().and_then(|file| std::str::from_utf8(&file.bytes).ok());
    Ok(text.and_then(|text| release::read_record(text).ok()))
}

/// What `--at` names.
pub(super) struct At {
    /// The revision.
    pub(super) spec: String,
    /// Which release that is and why, for the reader; none for a revision that is no release.
    pub(super) why: Option<String>,
}

/// Returns what `--at` means: a release or another revision, or a day, on which a release applied.
pub(super) fn at(repository: &Repository, place: &str, text: &str) -> Result<At, CommandError> {
    let day = text.parse::<Date>().ok().filter(|_| text.len() == "2026-03-31".len());
    match (repository.commit(text), day) {
        // A branch or tag of that very name is what is meant.
        (Ok(_), _) => Ok(At { spec: text.to_owned(), why: of_tag(repository, place, text)? }),
        (Err(_), Some(day)) => on_day(repository, place, day),
        (Err(error), None) => Err(error.into()),
    }
}

fn on_day(repository: &Repository, place: &str, day: Date) -> Result<At, CommandError> {
    let releases = dated(repository, place, repository.commit("HEAD")?)?;
    let Some(found) = release::in_force(&releases, day) else {
        let finals = releases.iter().filter(|release| release.version.pre.is_empty());
        let first = finals.min_by_key(|release| release.effective);
        return Err(match first {
            Some(first) => CommandError::with_hint(
                format!("no release applied on {day}: the first, {}, holds from {} on", first.tag, first.effective),
                format!("`rungs show PAGE --at {}` shows that one", first.tag),
            ),
            None => CommandError::with_hint(
                format!("there is no release yet, so none applied on {day}"),
                "name a revision instead, such as HEAD; `rungs release` makes a release",
            ),
        });
    };
    Ok(At { spec: found.tag.clone(), why: Some(format!("On {day} {}", told(&releases, found))) })
}

/// What is said of a tag that names a release.
fn of_tag(repository: &Repository, place: &str, text: &str) -> Result<Option<String>, CommandError> {
    let commit = repository.commit(text)?;
    let releases = dated(repository, place, commit)?;
    let Some(found) = releases.iter().find(|release| release.tag == text) else { return Ok(None) };
    // Later releases are not behind the tag; they are looked for from where the reader is.
    let known = match repository.commit("HEAD") {
        Ok(head) => dated(repository, place, head)?,
        Err(_) => releases.clone(),
    };
    Ok(Some(told(&known, found).replacen(
        &format!("{} applied: it holds", found.tag),
        &format!("{} holds", found.tag),
        1,
    )))
}

/// Which release, since when, until when, and how that is known.
fn told(releases: &[Dated], found: &Dated) -> String {
    let source = if found.recorded {
        format!("as {} says", release::file_of(&found.version))
    } else {
        "the day of its tag, for it has no record".to_owned()
    };
    let until = match release::successor(releases, found) {
        Some(next) => format!(" {} takes over on {}.", next.tag, next.effective.max(found.effective)),
        None => " No later release takes over yet.".to_owned(),
    };
    format!("{} applied: it holds from {} on ({source}).{until}", found.tag, found.effective)
}
