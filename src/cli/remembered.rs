//! The files of a repository as read, each remembered: frameworks of neighboring revisions share
//! nearly all of them, and whoever walks through history asks for one after another.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::policy;
use crate::render::SideName;
use crate::revision::{Oid, Repository, Snapshot};
use crate::source::RawFile;
use crate::storage::{self, Loaded, ReadFile};

use super::error::CommandError;
use super::load::{self, Side};
use super::needed::Changed;
use super::store::Store;

/// So many files are remembered at the most; then it starts anew, so that memory stays bounded however
/// long the history is.
const MOST: usize = 4_096;

/// A file as it is named within its repository, and what it says.
type Key = (Oid, String);

/// A repository of which every file is read once.
pub(super) struct Remembered<'r> {
    repository: &'r Repository,
    files: RefCell<FxHashMap<Key, ReadFile>>,
    policies: RefCell<FxHashMap<Key, policy::Loaded>>,
}

impl<'r> Remembered<'r> {
    /// Returns a repository of which nothing is read yet.
    pub(super) fn new(repository: &'r Repository) -> Self {
        Self { repository, files: RefCell::default(), policies: RefCell::default() }
    }

    /// Returns the framework that files make up, paths relative to its folder.
    pub(super) fn framework(&self, blobs: Vec<(String, Oid)>, folder: &str) -> Result<Loaded, CommandError> {
        self.read_new(&blobs, folder)?;
        let files = self.files.borrow();
        let known = blobs.into_iter().filter_map(|(path, blob)| files.get(&(blob, whole(folder, &path))).cloned());
        Ok(storage::join(known.collect(), folder))
    }

    /// Reads those of some files that are not known yet, all at once.
    fn read_new(&self, blobs: &[(String, Oid)], folder: &str) -> Result<(), CommandError> {
        let mut files = self.files.borrow_mut();
        if files.len() > MOST {
            files.clear();
        }
        let unknown: Vec<(String, Oid)> =
            blobs.iter().filter(|(path, blob)| !files.contains_key(&(*blob, whole(folder, path)))).cloned().collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let keys: Vec<Key> = unknown.iter().map(|(path, blob)| (*blob, whole(folder, path))).collect();
        let read = storage::read_files(self.repository.read(unknown)?, folder);
        files.extend(keys.into_iter().zip(read));
        Ok(())
    }

    fn policy(&self, blobs: &[(String, Oid)], folder: &str) -> Result<policy::Loaded, CommandError> {
        let Some((path, blob)) = blobs.iter().find(|(path, _)| path == "policy.toml") else {
            return Ok(policy::Loaded::default());
        };
        let key = (*blob, whole(folder, path));
        if let Some(known) = self.policies.borrow().get(&key) {
            return Ok(known.clone());
        }
        let files = self.repository.read(vec![(path.clone(), *blob)])?;
        let policy = policy::load(files.first(), folder);
        self.policies.borrow_mut().insert(key, policy.clone());
        Ok(policy)
    }

    fn side(&self, blobs: Vec<(String, Oid)>, folder: &str) -> Result<Side, CommandError> {
        Ok(Side { policy: self.policy(&blobs, folder)?, loaded: self.framework(blobs, folder)? })
    }
}

/// The path from the top of the repository, which messages about a file name.
fn whole(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

impl Store for Remembered<'_> {
    type Snapshot = Snapshot;
    type Blob = Oid;

    fn has_framework(&self, snapshot: &Snapshot) -> bool {
        snapshot.has_framework()
    }

    fn name(&self, snapshot: &Snapshot) -> SideName {
        load::name(snapshot)
    }

    fn folder<'s>(&self, snapshot: &'s Snapshot) -> &'s str {
        &snapshot.folder
    }

    fn changed(&self, before: &Snapshot, after: &Snapshot) -> Result<Vec<Changed>, CommandError> {
        Store::changed(self.repository, before, after)
    }

    fn list(&self, snapshot: &Snapshot) -> Result<Vec<(String, Oid)>, CommandError> {
        Store::list(self.repository, snapshot)
    }

    fn list_folder(&self, snapshot: &Snapshot, folder: &str) -> Result<Vec<(String, Oid)>, CommandError> {
        Store::list_folder(self.repository, snapshot, folder)
    }

    fn read(&self, blobs: Vec<(String, Oid)>) -> Result<Vec<RawFile>, CommandError> {
        Store::read(self.repository, blobs)
    }

    fn sides(
        &self,
        (old, old_folder): (Vec<(String, Oid)>, &str),
        (new, new_folder): (Vec<(String, Oid)>, &str),
    ) -> Result<(Side, Side), CommandError> {
        Ok((self.side(old, old_folder)?, self.side(new, new_folder)?))
    }
}
