//! Gathering what a release is made of, without changing anything.

use std::path::PathBuf;

use semver::Version;

use crate::proposal::Proposal;
use crate::release::{self, Derived, Facts, Plan, Record, Refusal, Situation, Wish, Written};
use crate::revision::{Oid, Repository, Snapshot};
use crate::source::{Diagnostic, Severity};
use crate::{diff, policy, proposal, render, revision, storage};

use super::super::clock::today;
use super::super::context::Context;
use super::super::error::CommandError;
use super::super::load::{self, Range};
use super::super::{github, place, releases};
use super::{Args, approvals, plan_of, publish, version_error};

/// What there is to release.
pub(super) enum Prepared {
    Release(Box<Release>),
    /// Nothing changed since this tag.
    Nothing {
        last: String,
    },
}

/// A release, ready to be done or refused.
pub(super) struct Release {
    pub(super) repository: Repository,
    pub(super) record: Record,
    pub(super) plan: Plan,
    pub(super) files: Vec<File>,
    pub(super) refusals: Vec<Refusal>,
    pub(super) has_remote: bool,
}

/// A file that the release's commit is made of.
pub(super) struct File {
    /// Relative to the repository, with `/`.
    pub(super) path: String,
    /// In the work tree.
    pub(super) place: PathBuf,
    /// As committed; empty where it is new.
    pub(super) old: String,
    /// As it is to read; none where it is to go.
    pub(super) new: Option<String>,
}

impl File {
    /// Whether the work tree has it as it is to read.
    fn is_written(&self) -> bool {
        match (&self.new, std::fs::read_to_string(&self.place)) {
            (Some(new), Ok(text)) => *new == text,
            (None, Err(error)) => error.kind() == std::io::ErrorKind::NotFound,
            _ => false,
        }
    }
}

/// The framework's folder at the commit to release, and what of it a release reads.
struct Head {
    commit: Oid,
    /// What stands before the version in a tag's name.
    prefix: String,
    snapshot: Snapshot,
    framework_toml: String,
    changelog: String,
    proposals: proposal::Loaded,
    /// The text of each proposal's file, by path.
    proposal_files: Vec<(String, String)>,
    /// Records of releases by file.
    records: Vec<(String, String)>,
}

impl Head {
    fn read(repository: &Repository, place: &str) -> Result<Self, CommandError> {
        let commit = repository.commit("HEAD")?;
        let snapshot = repository.snapshot("HEAD", commit, place)?;
        let wanted = |path: &str| {
            matches!(path, "framework.toml" | "CHANGELOG.md")
                || path.starts_with("proposals/")
                || path.starts_with("releases/")
        };
        let files = repository.files(&snapshot, wanted)?;
        let text = |path: &str| {
            let found = files.iter().find(|file| file.path == path);
            found.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default()
        };
        let under = |folder: &str| {
            let here = files.iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(".toml"));
            here.map(|file| (file.path.clone(), String::from_utf8_lossy(&file.bytes).into_owned())).collect::<Vec<_>>()
        };
        Ok(Self {
            framework_toml: text("framework.toml"),
            changelog: text("CHANGELOG.md"),
            proposals: proposal::load(&files, &snapshot.folder),
            proposal_files: under("proposals/"),
            records: under("releases/"),
            prefix: releases::prefix(repository, &snapshot.folder)?,
            commit,
            snapshot,
        })
    }

    /// The record at hand of the version that `framework.toml` names.
    fn record(&self) -> Option<Record> {
        let version = storage::version(&self.framework_toml).and_then(|text| Version::parse(&text).ok())?;
        let file = release::file_of(&version);
        let (_, text) = self.records.iter().find(|(path, _)| *path == file)?;
        release::read_record(text).ok()
    }
}

/// Returns what is to be released, without changing anything.
pub(super) fn prepare(args: &Args, context: &Context) -> Result<Prepared, CommandError> {
    let (repository, place) = place::repository(context)?;
    if repository.work_tree().is_none() {
        return Err(CommandError::with_hint(
            "this is a bare repository, and a release commits",
            "run it in a clone with a work tree",
        ));
    }
    let head = Head::read(&repository, &place)?;
    let versions = repository.versions(&head.prefix)?;
    if let Some(record) = head.record() {
        let tag = format!("{}{}", head.prefix, record.version);
        let tagged = versions.iter().any(|(_, version)| *version == record.version);
        // A pre-release that is done does not stand in the way of the final one.
        let same_kind = record.version.pre.is_empty() || args.pre.is_some();
        if !tagged || (same_kind && repository.commit(&format!("refs/tags/{tag}"))? == head.commit) {
            let release = unfinished(args, context, repository, head, record)?;
            let done = release.plan.is_done() && release.refusals.is_empty();
            return Ok(if done { Prepared::Nothing { last: tag } } else { Prepared::Release(Box::new(release)) });
        }
    }
    if args.tag {
        return Err(CommandError::with_hint(
            "there is no release that waits for its tag",
            "`rungs release --pull-request` proposes one; its commit must be merged first",
        ));
    }
    fresh(args, context, repository, head, &versions)
}

/// A release whose commit is made: what is left are the tag and what comes after it.
fn unfinished(
    args: &Args,
    context: &Context,
    repository: Repository,
    head: Head,
    record: Record,
) -> Result<Release, CommandError> {
    let pair = load::pair(context, &[format!("{}..{}", record.to, head.commit)], Range::Named)?;
    let set = diff::compare(&pair.before.framework, &pair.after.framework, &pair.options());
    let mut refusals = Vec::new();
    if !set.changes.is_empty() {
        refusals.push(Refusal::new(
            "more-changed",
            format!("the record of {} is committed, and the framework changed since", record.version),
            "undo the commit of the release (git revert), and release anew",
        ));
    }
    let situation = Situation { committed: true, ..situation(args, context, (&repository, &head.prefix), &record)? };
    let plan = plan_of(record.version.clone(), &head.prefix, &situation);
    Ok(Release { repository, record, plan, files: Vec::new(), refusals, has_remote: situation.remote })
}

/// How far things are with tag, push and publication.
fn situation(
    args: &Args,
    context: &Context,
    (repository, prefix): (&Repository, &str),
    record: &Record,
) -> Result<Situation, CommandError> {
    let tag = format!("{}{}", prefix, record.version);
    let remote = !args.no_push && repository.remote_url(&args.remote).is_some();
    let tagged = repository.versions(prefix)?.iter().any(|(name, _)| *name == tag);
    // Of a remote that cannot be asked now, the last thing known is what was pushed there.
    let known = || {
        let there = repository.commit(&format!("refs/remotes/{}/{}", args.remote, args.branch));
        there.is_ok_and(|there| repository.commit("HEAD").is_ok_and(|head| head == there))
    };
    let pushed = remote && tagged && repository.remote_has_tag(&args.remote, &tag).unwrap_or_else(|_| known());
    let publish = remote && publish::is_wanted(args, repository);
    // Only a release that is done otherwise is worth asking for.
    let published = publish && pushed && publish::is_done(args, context, (repository, &tag), record)?;
    Ok(Situation {
        tagged,
        remote,
        pushed,
        publish,
        published,
        by_pull_request: args.pull_request,
        ..Situation::default()
    })
}

/// A release of what changed since the last one.
fn fresh(
    args: &Args,
    context: &Context,
    repository: Repository,
    head: Head,
    versions: &[(String, Version)],
) -> Result<Prepared, CommandError> {
    let reachable = repository.releases(head.commit, &head.prefix)?;
    if let Some(last) = same_as_prerelease(args, context, &reachable)? {
        return Ok(Prepared::Nothing { last });
    }
    let last = reachable.into_iter().find(|release| release.version.pre.is_empty());
    let from = last.as_ref().map_or("HEAD", |release| release.tag.as_str());
    let pair = load::pair(context, &[format!("{from}..HEAD")], Range::Named)?;
    let set = diff::compare(&pair.before.framework, &pair.after.framework, &pair.options());
    let rules = &pair.policy_after;
    let last_version = last.as_ref().map(|release| &release.version);
    let derived = match derive(args, &head, last_version, &set, rules, versions) {
        Ok(derived) => derived,
        Err(release::VersionProblem::NothingChanged) => {
            return Ok(Prepared::Nothing { last: from.to_owned() });
        }
        Err(problem) => return Err(version_error(&problem)),
    };
    let record = record(args, context, (&repository, &head), last, derived, &set)?;
    let files = files(&repository, &head, &record)?;
    let refusals = refusals(args, &repository, &head, &set, rules, &record, &files)?;
    let done = written(&files, &record);
    let situation = Situation {
        record: done.record,
        changelog: done.changelog,
        version: done.version,
        proposals: done.proposals,
        ..situation(args, context, (&repository, &head.prefix), &record)?
    };
    let plan = plan_of(record.version.clone(), &head.prefix, &situation);
    let has_remote = situation.remote;
    Ok(Prepared::Release(Box::new(Release { repository, record, plan, files, refusals, has_remote })))
}

/// The tag of the newest pre-release, where another is wanted and nothing changed since.
fn same_as_prerelease(
    args: &Args,
    context: &Context,
    reachable: &[revision::Release],
) -> Result<Option<String>, CommandError> {
    let newest = reachable.first().filter(|release| args.pre.is_some() && !release.version.pre.is_empty());
    let Some(newest) = newest else { return Ok(None) };
    let pair = load::pair(context, &[format!("{}..HEAD", newest.tag)], Range::Named)?;
    let set = diff::compare(&pair.before.framework, &pair.after.framework, &pair.options());
    Ok(set.changes.is_empty().then(|| newest.tag.clone()))
}

/// The version that the content and whoever releases call for.
fn derive(
    args: &Args,
    head: &Head,
    last: Option<&Version>,
    set: &diff::ChangeSet<'_>,
    rules: &policy::Loaded,
    versions: &[(String, Version)],
) -> Result<Derived, release::VersionProblem> {
    let taken: Vec<Version> = versions.iter().map(|(_, version)| version.clone()).collect();
    let wish =
        Wish { version: args.wanted.clone(), prerelease: args.pre.clone(), lower_because: args.lower_because.clone() };
    let first = storage::version(&head.framework_toml)
        .and_then(|text| Version::parse(&text).ok())
        .unwrap_or_else(|| Version::new(1, 0, 0));
    release::derive(last, first, set.summary().bump, rules.policy.scheme, today(), &taken, &wish)
}

/// The record of a release, with who approved as far as that is known.
fn record(
    args: &Args,
    context: &Context,
    (repository, head): (&Repository, &Head),
    last: Option<revision::Release>,
    derived: Derived,
    set: &diff::ChangeSet<'_>,
) -> Result<Record, CommandError> {
    let started = started(repository, head, &derived.version);
    let lowered = derived.version < derived.called_for && derived.version.pre.is_empty();
    let written = Written {
        version: derived.version,
        follows: last.as_ref().map(|release| release.version.clone()),
        date: started.as_ref().map_or_else(today, |record| record.date),
        effective: args.effective,
        from: last.map(|release| release.commit),
        to: head.commit.to_string(),
        lower_because: args.lower_because.clone().filter(|_| lowered),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut record = Record::of(set, &head.proposals.proposals, written);
    match started {
        Some(started) => record.take_approvals(&started),
        None => {
            let on_github = github::repository_of(repository, &args.remote).map(|(_, name)| name);
            let folder = head.snapshot.folder.as_str();
            let place = approvals::Place { repository, head: head.commit, folder, on_github };
            approvals::note(&mut record, &place, context)?;
        }
    }
    Ok(record)
}

/// How far the files of a release are written.
fn written(files: &[File], record: &Record) -> Situation {
    let (written, removed): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.new.is_some());
    let is_written = |end: &str| written.iter().any(|file| file.path.ends_with(end) && file.is_written());
    Situation {
        record: is_written(&release::file_of(&record.version)),
        changelog: is_written("CHANGELOG.md"),
        version: is_written("framework.toml") || written.iter().all(|file| !file.path.ends_with("framework.toml")),
        proposals: removed.iter().all(|file| file.is_written()),
        ..Situation::default()
    }
}

/// The record that an earlier run of the same release wrote, which says when that was and who was known
/// to have approved, so that what it wrote is known again.
fn started(repository: &Repository, head: &Head, version: &Version) -> Option<Record> {
    let path = repository.work_tree()?.join(&head.snapshot.folder).join(release::file_of(version));
    let record = release::read_record(&std::fs::read_to_string(path).ok()?).ok()?;
    (record.to == head.commit.to_string()).then_some(record)
}

fn files(repository: &Repository, head: &Head, record: &Record) -> Result<Vec<File>, CommandError> {
    let root = repository.work_tree().unwrap_or_else(|| std::path::Path::new("."));
    let folder = &head.snapshot.folder;
    let file = |path: String, old: &str, new: Option<String>| {
        let whole = if folder.is_empty() { path } else { format!("{folder}/{path}") };
        File { place: root.join(&whole), path: whole, old: old.to_owned(), new }
    };
    let text = release::write_record(record)
        .map_err(|error| CommandError::new(format!("the record cannot be written: {error}")))?;
    let entry = render::release::entry(record);
    let changelog = release::splice(&head.changelog, &record.version, &entry)
        .map_err(|problem| CommandError::new(format!("CHANGELOG.md, {problem}")))?;
    let framework = storage::with_version(&head.framework_toml, &record.version.to_string())
        .map_err(|problem| CommandError::new(format!("framework.toml: {problem}")))?;
    let mut out = vec![
        file(release::file_of(&record.version), "", Some(text)),
        file("CHANGELOG.md".to_owned(), &head.changelog, Some(changelog)),
    ];
    if framework != head.framework_toml {
        out.push(file("framework.toml".to_owned(), &head.framework_toml, Some(framework)));
    }
    // A pre-release leaves them for the final one.
    if record.version.pre.is_empty() {
        let slugs: Vec<String> = record.proposals.iter().map(|told| format!("proposals/{}.toml", told.slug)).collect();
        let gone = head.proposal_files.iter().filter(|(path, _)| slugs.contains(path));
        out.extend(gone.map(|(path, text)| file(path.clone(), text, None)));
    }
    Ok(out)
}

fn refusals(
    args: &Args,
    repository: &Repository,
    head: &Head,
    set: &diff::ChangeSet<'_>,
    rules: &policy::Loaded,
    record: &Record,
    files: &[File],
) -> Result<Vec<Refusal>, CommandError> {
    // What an earlier run wrote already is no change of the user's.
    let ours = |path: &String| files.iter().any(|file| file.path == *path && file.is_written());
    let uncommitted = repository.uncommitted(&head.snapshot.folder)?.into_iter().filter(|path| !ours(path)).collect();
    let mut unreadable = head.proposals.unreadable.clone();
    let wrong = |problems: &[Diagnostic]| problems.iter().any(|problem| problem.severity == Severity::Error);
    if rules.unreadable || wrong(&rules.problems) {
        unreadable.push("policy.toml".to_owned());
    }
    if unreadable.is_empty() && wrong(&head.proposals.problems) {
        unreadable.push("proposals".to_owned());
    }
    let proposals: &[Proposal] = &head.proposals.proposals;
    Ok(release::refusals(&Facts {
        set,
        policy: &rules.policy,
        proposals,
        unreadable,
        uncommitted,
        branch: repository.branch(),
        release_branch: args.branch.clone(),
        effective: record.effective,
    }))
}
