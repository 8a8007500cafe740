//! A pull request read from GitHub without a clone: the trees that differ, and of the files those that
//! the comparison needs.

use crate::github::{Client, Files, PullRequest, Reason, RepositoryName, Snapshot};
use crate::render::{SideName, escape};
use crate::revision::{self, Oid};
use crate::source::RawFile;

use super::commits::Commits;
use super::context::Context;
use super::error::CommandError;
use super::github;
use super::load::{Named, Pair};
use super::needed::Changed;
use super::store::{Store, snapshots, snapshots_alike};

/// Returns the two frameworks of a pull request: where its branch parted from its base, and its head.
pub(super) fn pair(context: &Context, named: &revision::PullRequest) -> Result<Pair, CommandError> {
    let client = github::client(context, false)?;
    let repository = RepositoryName { owner: named.owner.clone(), name: named.repository.clone() };
    let pull = client.pull_request(&repository, named.number)?;
    let base = client.merge_base(&repository, &pull.base.commit, &pull.head.commit)?;
    let remote = Remote::of(context, (&client, &repository), &pull, &base)?;
    let side = |commit: &str| remote.files.snapshot(commit, &remote.folder);
    snapshots(&remote, &side(&base)?, &side(&pull.head.commit)?)
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

/// The files of a repository at GitHub, and what the commits of a pull request are called.
pub(super) struct Remote<'r> {
    client: &'r Client,
    repository: &'r RepositoryName,
    files: Files<'r>,
    folder: String,
    names: [(String, String); 2],
}

impl<'r> Remote<'r> {
    /// Returns the files of a pull request, whose branch parted from its base at a commit.
    pub(super) fn of(
        context: &Context,
        (client, repository): (&'r Client, &'r RepositoryName),
        pull: &PullRequest,
        base: &str,
    ) -> Result<Self, CommandError> {
        let files = client.files(repository);
        let head = pull.head.commit.as_str();
        let folder = folder(context, &files, (base, head))?;
        let names = [
            (base.to_owned(), format!("{repository}@{}", pull.base.branch)),
            (head.to_owned(), format!("{repository}#{}", pull.number)),
        ];
        Ok(Self { client, repository, files, folder, names })
    }
}

/// Returns the commit of a hash that GitHub gave.
pub(super) fn commit(hash: &str) -> Result<Oid, CommandError> {
    let whole = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = if whole { Oid::from_str(hash).ok() } else { None };
    found.ok_or_else(|| CommandError::new(format!("`{}` is no commit's hash", escape::visible(hash))))
}

impl Commits for Remote<'_> {
    fn by_hash(&self, hash: &str) -> Result<Oid, CommandError> {
        let found = commit(hash)?;
        match self.files.snapshot(hash, "") {
            Ok(_) => Ok(found),
            Err(error) if error.reason == Reason::Missing => {
                Err(CommandError::new(format!("commit {} is not at GitHub any more", &hash[..7])))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn parting(&self, from: Oid, to: Oid) -> Result<Oid, CommandError> {
        commit(&self.client.merge_base(self.repository, &from.to_string(), &to.to_string())?)
    }

    fn alike(&self, from: Named<'_>, to: Named<'_>, others: &[Changed]) -> Result<(Pair, Vec<Changed>), CommandError> {
        let side = |named: Named<'_>| self.files.snapshot(&named.1.to_string(), &self.folder);
        snapshots_alike(self, (&side(from)?, &side(to)?), others)
    }

    fn proposals(&self, folder: &str, commit: Oid) -> Result<Vec<RawFile>, CommandError> {
        let snapshot = self.files.snapshot(&commit.to_string(), folder)?;
        let mut blobs = self.files.list_folder(&snapshot, "proposals")?;
        blobs.retain(|(path, _)| path.ends_with(".toml"));
        Ok(self.files.read(&blobs)?)
    }
}

impl Store for Remote<'_> {
    type Snapshot = Snapshot;
    type Blob = String;

    fn has_framework(&self, snapshot: &Snapshot) -> bool {
        snapshot.has_framework()
    }

    fn name(&self, snapshot: &Snapshot) -> SideName {
        let name = self.names.iter().find(|(commit, _)| *commit == snapshot.commit);
        let short = || snapshot.commit.chars().take(7).collect();
        let spec = name.map_or_else(short, |(_, name)| name.clone());
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
