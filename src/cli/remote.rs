//! A pull request read from GitHub without a clone: the trees that differ, and of the files those that
//! the comparison needs.

use crate::github::{Client, Files, PullRequest, RepositoryName, Snapshot};
use crate::render::SideName;
use crate::revision;
use crate::source::RawFile;

use super::context::Context;
use super::error::CommandError;
use super::github;
use super::load::Pair;
use super::needed::Changed;
use super::store::{Store, snapshots};

/// Returns the two frameworks of a pull request: where its branch parted from its base, and its head.
pub(super) fn pair(context: &Context, named: &revision::PullRequest) -> Result<Pair, CommandError> {
    let client = github::client(context, false)?;
    let repository = RepositoryName { owner: named.owner.clone(), name: named.repository.clone() };
    let pull = client.pull_request(&repository, named.number)?;
    let base = client.merge_base(&repository, &pull.base.commit, &pull.head.commit)?;
    compared(context, (&client, &repository), &pull, &base)
}

/// Compares the head of a pull request with a commit.
pub(super) fn compared(
    context: &Context,
    (client, repository): (&Client, &RepositoryName),
    pull: &PullRequest,
    base: &str,
) -> Result<Pair, CommandError> {
    let files = client.files(repository);
    let head = pull.head.commit.as_str();
    let folder = folder(context, &files, (base, head))?;
    let remote = Remote {
        names: [
            (base.to_owned(), format!("{repository}@{}", pull.base.branch)),
            (head.to_owned(), format!("{repository}#{}", pull.number)),
        ],
        files,
    };
    let before = remote.files.snapshot(base, &folder)?;
    let after = remote.files.snapshot(head, &folder)?;
    snapshots(&remote, &before, &after)
}

/// The framework's folder in the repository: as given, else `framework`, else the only one at its top.
fn folder(context: &Context, files: &Files<'_>, (base, head): (&str, &str)) -> Result<String, CommandError> {
    if let Some(given) = context.framework_as_given() {
        let given = given.to_string_lossy().replace('\\', "/");
        return Ok(given.trim_matches('/').trim_start_matches("./").to_owned());
    }
    for commit in [head, base] {
        if files.snapshot(commit, "framework")?.has_framework() {
            return Ok("framework".to_owned());
        }
    }
    for commit in [head, base] {
        match &files.frameworks(commit)?[..] {
            [] => {}
            [only] => return Ok(only.clone()),
            several => {
                return Err(CommandError::with_hint(
                    format!("there are several frameworks: {}", several.join(", ")),
                    "name one with --framework DIR",
                ));
            }
        }
    }
    Ok("framework".to_owned())
}

/// The files of a repository at GitHub, and what its two commits are called.
struct Remote<'r> {
    files: Files<'r>,
    names: [(String, String); 2],
}

impl Store for Remote<'_> {
    type Snapshot = Snapshot;
    type Blob = String;

    fn has_framework(&self, snapshot: &Snapshot) -> bool {
        snapshot.has_framework()
    }

    fn name(&self, snapshot: &Snapshot) -> SideName {
        let name = self.names.iter().find(|(commit, _)| *commit == snapshot.commit);
        let spec = name.map_or_else(|| snapshot.commit.clone(), |(_, name)| name.clone());
        SideName { spec, commit: Some(snapshot.commit.clone()) }
    }

    fn folder<'s>(&self, snapshot: &'s Snapshot) -> &'s str {
        &snapshot.folder
    }

    fn changed(&self, before: &Snapshot, after: &Snapshot) -> Result<Vec<Changed>, CommandError> {
        let changed = self.files.changed(before, after)?.into_iter();
        let one = |file: crate::github::Changed| Changed {
            on_one_side: file.before.is_none() || file.after.is_none(),
            path: file.path,
        };
        Ok(changed.map(one).collect())
    }

    fn list(&self, snapshot: &Snapshot) -> Result<Vec<(String, String)>, CommandError> {
        Ok(self.files.list(snapshot)?)
    }

    fn list_folder(&self, snapshot: &Snapshot, folder: &str) -> Result<Vec<(String, String)>, CommandError> {
        Ok(self.files.list_folder(snapshot, folder)?)
    }

    fn read(&self, blobs: Vec<(String, String)>) -> Result<Vec<RawFile>, CommandError> {
        Ok(self.files.read(&blobs)?)
    }
}
