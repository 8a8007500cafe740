//! `rungs release --verify`: whether releases tell the truth, those of other tools too.

use std::fmt::Write as _;

use crate::release::{self, Finding, Record, Severity};
use crate::revision::{Release, Repository};
use crate::{diff, render};

use super::super::context::{Context, Outcome};
use super::super::error::CommandError;
use super::super::load::{self, Range};
use super::super::{place, releases};
use super::Args;

pub(super) fn run(tag: &str, args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let (repository, place) = place::repository(context)?;
    if tag.is_empty() && !args.all {
        return Err(CommandError::with_hint(
            "which release?",
            "rungs release --verify v1.2.0, or --verify --all for every one",
        ));
    }
    let start = if args.all { repository.commit("HEAD")? } else { repository.commit(tag)? };
    let prefix = releases::prefix(&repository, &place)?;
    let mut found = repository.releases(start, &prefix)?;
    found.retain(|release| release.version.pre.is_empty() || release.tag == tag);
    found.reverse();
    if found.is_empty() {
        return Err(CommandError::with_hint("there is no release here", releases::what_they_are(&prefix)));
    }
    let mut text = String::new();
    let mut wrong = false;
    for (index, release) in found.iter().enumerate() {
        if !args.all && release.tag != tag {
            continue;
        }
        let last = found[..index].iter().rev().find(|release| release.version.pre.is_empty());
        let findings = one(context, (&repository, &place), last, release)?;
        wrong |= findings.iter().any(|finding| finding.severity == Severity::Wrong);
        let _ = write!(text, "{}", render::release::findings(&release.tag, &findings));
    }
    if text.is_empty() {
        return Err(CommandError::new(format!("`{tag}` is no release tag")));
    }
    write!(context.out(), "{text}")?;
    Ok(if wrong { Outcome::Found } else { Outcome::Done })
}

fn one(
    context: &Context,
    (repository, place): (&Repository, &str),
    last: Option<&Release>,
    found: &Release,
) -> Result<Vec<Finding>, CommandError> {
    let record = record_of(repository, place, found)?;
    let from = last.map_or(found.tag.as_str(), |last| last.tag.as_str());
    let pair = load::pair(context, &[format!("{from}..{}", found.tag)], Range::Named)?;
    let set = diff::compare(&pair.before.framework, &pair.after.framework, &pair.options());
    let mut findings = release::verify(&found.version, last.map(|last| &last.version), record.as_ref(), &set);
    for file in pair.after.framework.unreadable.iter().chain(&pair.before.framework.unreadable) {
        let message = format!("{} cannot be read, so this rests on the rest alone", file.file);
        findings.push(Finding { severity: Severity::Wrong, message });
    }
    if let Some(record) = &record {
        findings.extend(changelog(repository, place, found, record)?);
    }
    Ok(findings)
}

fn record_of(repository: &Repository, place: &str, found: &Release) -> Result<Option<Record>, CommandError> {
    let wanted = release::file_of(&found.version);
    let Some(text) = file_at(repository, place, found, &wanted)? else { return Ok(None) };
    let record = release::read_record(&text)
        .map_err(|problem| CommandError::new(format!("{wanted} at {}, {problem}", found.tag)))?;
    Ok(Some(record))
}

/// Whether the changelog at the tag tells what the record does.
fn changelog(
    repository: &Repository,
    place: &str,
    found: &Release,
    record: &Record,
) -> Result<Option<Finding>, CommandError> {
    let Some(text) = file_at(repository, place, found, "CHANGELOG.md")? else {
        return Ok(Some(Finding { severity: Severity::Wrong, message: "there is no changelog".to_owned() }));
    };
    let told = release::splice(&text, &record.version, &render::release::entry(record));
    Ok((told.ok().as_ref() != Some(&text)).then(|| Finding {
        severity: Severity::Note,
        message: "its entry in the changelog reads otherwise than this version would write it".to_owned(),
    }))
}

fn file_at(repository: &Repository, place: &str, found: &Release, path: &str) -> Result<Option<String>, CommandError> {
    let commit = repository.commit(&format!("refs/tags/{}", found.tag))?;
    let snapshot = repository.snapshot(&found.tag, commit, place)?;
    let files = repository.files(&snapshot, |file| file == path)?;
    Ok(files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()))
}
