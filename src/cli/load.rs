//! Revisions and storage joined: what the user named becomes frameworks, loading no more of each
//! than a comparison needs.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diff::Options;
use crate::model::Framework;
use crate::render::{self, SideName};
use crate::revision::{Oid, Repository, RevisionError, Snapshot, Spec};
use crate::source::RawFile;
use crate::storage::{self, Loaded};
use crate::{policy, proposal};

use super::context::Context;
use super::error::CommandError;
use super::needed::Changed;
use super::store::{self, is_text, snapshots};
use super::{files, place, releases, remote};

/// Two frameworks to compare, the rules of each, and what they are called.
pub(super) struct Pair {
    pub(super) before: Loaded,
    pub(super) after: Loaded,
    pub(super) policy_before: policy::Loaded,
    pub(super) policy_after: policy::Loaded,
    pub(super) from: SideName,
    pub(super) to: SideName,
    /// Whether both are whole: what is not in them is not in the revisions either.
    pub(super) whole: bool,
}

impl Pair {
    /// How to compare the two: by the graded words and version rules of before, so that a change
    /// cannot alter what it is judged by; what changed of the rules is part of the comparison.
    pub(super) fn options(&self) -> Options {
        let (before, after) = (&self.policy_before, &self.policy_after);
        let rules = if before.unreadable || after.unreadable {
            Vec::new()
        } else {
            policy::rule_changes(&before.policy, &after.policy)
        };
        Options { scales: before.policy.scales(), rules, bump_rules: before.policy.bump_rules.clone() }
    }
}

/// A framework and its policy, both of one revision.
pub(super) struct Side {
    pub(super) loaded: Loaded,
    pub(super) policy: policy::Loaded,
}

impl Side {
    pub(super) fn of(files: Vec<RawFile>, folder: &str) -> Self {
        let policy = policy::load(files.iter().find(|file| file.path == "policy.toml"), folder);
        Self { loaded: storage::load(files, folder), policy }
    }

    /// As [`Self::of`], of both sides of a comparison: what is the same on both is read once.
    pub(super) fn both((old, before): (Vec<RawFile>, &str), (new, after): (Vec<RawFile>, &str)) -> (Self, Self) {
        let policy =
            |files: &[RawFile], folder| policy::load(files.iter().find(|file| file.path == "policy.toml"), folder);
        let policies = (policy(&old, before), policy(&new, after));
        let [old, new] = storage::load_both((old, before), (new, after));
        (Self { loaded: old, policy: policies.0 }, Self { loaded: new, policy: policies.1 })
    }
}

/// Returns two sides ready to be compared: what a file says that only one of them could read stands
/// in for it on the other.
pub(super) fn pair_of(mut before: Side, mut after: Side, from: SideName, to: SideName) -> Pair {
    storage::stand_in(&mut before.loaded.framework, &mut after.loaded.framework);
    Pair {
        before: before.loaded,
        after: after.loaded,
        policy_before: before.policy,
        policy_after: after.policy,
        from,
        to,
        whole: true,
    }
}

/// What to compare, beside the revisions named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// As the revisions say.
    Named,
    /// The index against `HEAD`.
    Staged,
    /// The last release against what is named.
    SinceRelease,
}

impl From<RevisionError> for CommandError {
    fn from(error: RevisionError) -> Self {
        Self::User { message: error.message, hint: error.hint }
    }
}

/// Returns the framework of a folder.
pub(super) fn folder(path: &Path) -> Result<Loaded, CommandError> {
    Ok(side_of_folder(path)?.loaded)
}

fn side_of_folder(path: &Path) -> Result<Side, CommandError> {
    let found = files::framework_in(path).ok_or_else(|| {
        CommandError::with_hint(
            format!("there is no framework in {}", path.display()),
            "a framework's folder holds a framework.toml",
        )
    })?;
    let shown = files::shown(&found);
    Ok(Side::of(files::read_folder(&found)?, &shown))
}

/// Returns the framework at hand, from the work tree.
pub(super) fn at_hand(context: &Context) -> Result<Loaded, CommandError> {
    folder(&files::find_framework(context)?)
}

/// Says which files could not be read, so that nobody takes what is shown for the whole.
pub(super) fn say_unreadable(context: &Context, framework: &Framework) {
    for file in &framework.unreadable {
        let file = render::in_repository(&framework.folder, &file.file);
        context.say(&format!("warning: {file} cannot be read in full; `rungs check` shows what to mend"));
    }
}

/// Returns the policy and the proposals at hand, from the work tree.
pub(super) fn rules_at_hand(context: &Context) -> Result<(policy::Loaded, proposal::Loaded), CommandError> {
    let found = files::find_framework(context)?;
    let shown = files::shown(&found);
    let policy = files::read_policy(&found)?;
    let proposals = files::read_proposals(&found)?;
    Ok((policy::load(policy.as_ref(), &shown), proposal::load(&proposals, &shown)))
}

/// Returns the framework at a revision.
pub(super) fn at_revision(context: &Context, spec: &str) -> Result<Loaded, CommandError> {
    let (repository, place) = place::repository(context)?;
    let commit = repository.commit(spec)?;
    let snapshot = repository.snapshot(spec, commit, &place)?;
    whole(&repository, &snapshot)
}

/// Returns the framework, the policy and the proposals of a revision.
pub(super) fn everything_at(
    context: &Context,
    spec: &str,
) -> Result<(Loaded, policy::Loaded, proposal::Loaded), CommandError> {
    let (repository, place) = place::repository(context)?;
    let snapshot = repository.snapshot(spec, repository.commit(spec)?, &place)?;
    let whole = whole(&repository, &snapshot)?;
    let policies = repository.files(&snapshot, |path| path == "policy.toml")?;
    let proposals = repository.files(&snapshot, |path| path.starts_with("proposals/"))?;
    let folder = &snapshot.folder;
    Ok((whole, policy::load(policies.first(), folder), proposal::load(&proposals, folder)))
}

/// Returns the two frameworks that a command line names.
pub(super) fn pair(context: &Context, revisions: &[String], range: Range) -> Result<Pair, CommandError> {
    if let ([before, after], Range::Named) = (revisions, range) {
        let (before_path, after_path) = (context.path(Path::new(before)), context.path(Path::new(after)));
        if before_path.is_dir() && after_path.is_dir() {
            return folders(&before_path, &after_path, (before, after));
        }
        if before_path.is_dir() && Repository::discover(&context.directory())?.is_none() {
            return Err(CommandError::new(format!("there is no folder {after}")));
        }
    }
    let spec = Spec::of(revisions).ok_or_else(|| {
        CommandError::with_hint("more than two revisions are named", "name one or two, or a range A..B")
    })?;
    if let (Range::Named, Spec::PullRequest(named)) = (range, &spec) {
        return remote::pair(context, named);
    }
    let (repository, place) = place::repository(context)?;
    match (range, spec) {
        (Range::Staged, Spec::WorkTree) => staged(&repository, &place),
        (Range::Staged, _) => Err(CommandError::new("--staged compares the index with HEAD and takes no revision")),
        (Range::SinceRelease, spec) => {
            let to = match spec {
                Spec::WorkTree => "HEAD".to_owned(),
                Spec::Since(to) => to,
                _ => return Err(CommandError::new("--since-release takes one revision at the most")),
            };
            let commit = repository.commit(&to)?;
            let prefix = releases::prefix(&repository, &place)?;
            let found = repository.releases(commit, &prefix)?;
            let release = found
                .iter()
                .find(|release| release.version.pre.is_empty())
                .ok_or_else(|| CommandError::with_hint("there is no release yet", releases::what_they_are(&prefix)))?;
            between(&repository, &place, &release.tag, &to)
        }
        (Range::Named, Spec::WorkTree) => against_work_tree(&repository, &place, ("HEAD", head(&repository)?)),
        (Range::Named, Spec::Since(from)) => {
            let commit = repository.commit(&from)?;
            against_work_tree(&repository, &place, (&from, Some(commit)))
        }
        (Range::Named, Spec::Between(from, to)) => between(&repository, &place, &from, &to),
        (Range::Named, Spec::SinceParting(from, to)) => {
            let (a, b) = (repository.commit(&from)?, repository.commit(&to)?);
            let base = repository.parting(a, b)?;
            let parted = if base == a { from } else { format!("where {to} left {from}") };
            commits(&repository, &place, (&parted, base), (&to, b))
        }
        // Read above, without a repository.
        (Range::Named, Spec::PullRequest(named)) => remote::pair(context, &named),
    }
}

fn folders(before: &Path, after: &Path, (from, to): (&str, &str)) -> Result<Pair, CommandError> {
    let name = |spec: &str| SideName { spec: spec.to_owned(), commit: None };
    let (before, after) = rayon::join(|| side_of_folder(before), || side_of_folder(after));
    Ok(pair_of(before?, after?, name(from), name(to)))
}

/// A commit and how the user named it.
pub(super) type Named<'n> = (&'n str, Oid);

/// Compares two commits.
fn commits(repository: &Repository, place: &str, from: Named<'_>, to: Named<'_>) -> Result<Pair, CommandError> {
    Ok(commits_alike(repository, place, from, to, &[])?.0)
}

/// Compares two commits, reading on both sides what differs between them and, beside that, what a
/// comparison with `others` as the files that differ would read. Returns the files that differ, too.
pub(super) fn commits_alike(
    repository: &Repository,
    place: &str,
    from: Named<'_>,
    to: Named<'_>,
    others: &[Changed],
) -> Result<(Pair, Vec<Changed>), CommandError> {
    let known = repository.has_framework(from.1, place)? || repository.has_framework(to.1, place)?;
    let taken_at = |commit| move |folder: &str| Ok(known && repository.has_framework(commit, folder)?);
    let before = repository.snapshot_beside(from.0, from.1, place, taken_at(to.1))?;
    let after = repository.snapshot_beside(to.0, to.1, place, taken_at(from.1))?;
    store::snapshots_alike(repository, (&before, &after), others)
}

fn between(repository: &Repository, place: &str, from: &str, to: &str) -> Result<Pair, CommandError> {
    commits(repository, place, (from, repository.commit(from)?), (to, repository.commit(to)?))
}

/// Compares the index with `HEAD`.
fn staged(repository: &Repository, place: &str) -> Result<Pair, CommandError> {
    let mut after = repository.staged(place)?;
    let before = match head(repository)? {
        Some(commit) => repository.snapshot("HEAD", commit, place)?,
        None => repository.nothing("HEAD", place),
    };
    if !after.has_framework() && before.folder != place {
        after = repository.staged(&before.folder)?;
    }
    snapshots(repository, &before, &after)
}

/// The current commit, if there is one yet.
fn head(repository: &Repository) -> Result<Option<Oid>, CommandError> {
    Ok(if repository.is_unborn() { None } else { Some(repository.commit("HEAD")?) })
}

/// Compares a commit, or nothing, with the files in the work tree.
pub(super) fn against_work_tree(
    repository: &Repository,
    place: &str,
    (spec, commit): (&str, Option<Oid>),
) -> Result<Pair, CommandError> {
    let Some(root) = repository.work_tree() else {
        return Err(CommandError::with_hint(
            "this is a bare repository, so it has no work tree to compare",
            "name two revisions: rungs diff A..B",
        ));
    };
    let here = |folder: &str| root.join(folder).join("framework.toml").is_file();
    let before = match commit {
        Some(commit) => {
            let known = here(place) || repository.has_framework(commit, place)?;
            repository.snapshot_beside(spec, commit, place, |folder| Ok(known && here(folder)))?
        }
        None => repository.nothing(spec, place),
    };
    let place = if here(place) { place } else { &before.folder };
    let folder = root.join(place);
    let old = repository.files(&before, is_text)?;
    let mut new = if folder.is_dir() { files::read_folder(&folder)? } else { Vec::new() };
    if new.is_empty() && old.is_empty() {
        return Err(CommandError::with_hint(
            "there is no framework here, neither now nor before",
            "name its folder with --framework DIR, or start one with `rungs init`",
        ));
    }
    leave_ignored(repository, place, &mut new)?;
    keep_skipped(repository, place, &old, &mut new)?;
    let to = SideName { spec: "work tree".to_owned(), commit: None };
    let (old, new) = Side::both((old, &before.folder), (new, place));
    Ok(pair_of(old, new, name(&before), to))
}

/// What git ignores will never be committed, so it is no part of what is about to change.
fn leave_ignored(repository: &Repository, place: &str, files: &mut Vec<RawFile>) -> Result<(), CommandError> {
    let ignored = repository.ignored(place, files.iter().map(|file| file.path.as_str()))?;
    let ignored: BTreeSet<String> = ignored.into_iter().map(str::to_owned).collect();
    files.retain(|file| !ignored.contains(&file.path));
    Ok(())
}

/// A sparse checkout leaves files out of the work tree; they are not gone.
fn keep_skipped(
    repository: &Repository,
    place: &str,
    old: &[RawFile],
    new: &mut Vec<RawFile>,
) -> Result<(), CommandError> {
    let skipped = repository.skipped(place)?;
    for file in old.iter().filter(|file| skipped.contains(&file.path)) {
        if new.iter().all(|other| other.path != file.path) {
            new.push(file.clone());
        }
    }
    Ok(())
}

pub(super) fn name(snapshot: &Snapshot) -> SideName {
    SideName { spec: snapshot.spec.clone(), commit: snapshot.commit.clone() }
}

pub(super) fn whole(repository: &Repository, snapshot: &Snapshot) -> Result<Loaded, CommandError> {
    if !snapshot.has_framework() {
        return Err(CommandError::with_hint(
            format!("there is no framework at {}", snapshot.spec),
            "a framework's folder holds a framework.toml; name it with --framework DIR",
        ));
    }
    Ok(storage::load(repository.files(snapshot, is_text)?, &snapshot.folder))
}
