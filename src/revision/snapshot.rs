//! A framework's files at one revision.

use std::collections::BTreeMap;

use git2::{ErrorCode, Oid};
use rayon::prelude::*;

use crate::source::RawFile;

use super::error::RevisionError;
use super::promised;
use super::repository::Repository;
use super::trees;

/// A revision of a repository and the framework's folder in it.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// As the user named it.
    pub spec: String,
    /// The commit's hash, where it is one.
    pub commit: Option<String>,
    /// The framework's folder within the repository, with `/`; empty at its top.
    pub folder: String,
    state: State,
}

/// Where the files are.
#[derive(Debug, Clone)]
enum State {
    /// A tree of a commit: the framework's own, or nothing where there is no framework.
    Tree(Option<Oid>),
    /// The index: the files with their blobs.
    Index(BTreeMap<String, Oid>),
}

impl Snapshot {
    /// Whether there is a framework at all.
    pub fn has_framework(&self) -> bool {
        match &self.state {
            State::Tree(found) => found.is_some(),
            State::Index(files) => files.contains_key("framework.toml"),
        }
    }
}

/// A file that differs between two snapshots; the path is relative to the framework's folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The path.
    pub path: String,
    /// The blob before; none where the file is new.
    pub before: Option<Oid>,
    /// The blob after; none where the file is gone.
    pub after: Option<Oid>,
}

/// From how many blobs on they are read on several threads.
const MANY: usize = 64;

impl Repository {
    /// Returns the framework at a commit: in `folder` if there is one, else where the commit has its
    /// only one.
    ///
    /// # Errors
    /// When the commit has several, and none there.
    pub fn snapshot(&self, spec: &str, commit: Oid, folder: &str) -> Result<Snapshot, RevisionError> {
        self.snapshot_beside(spec, commit, folder, |_| Ok(false))
    }

    /// As [`Self::snapshot`], beside another revision: a folder that is `taken` holds another
    /// framework there, so what this commit has in it is not the framework in question before it
    /// moved.
    ///
    /// # Errors
    /// When the commit has several that could be it.
    pub fn snapshot_beside(
        &self,
        spec: &str,
        commit: Oid,
        folder: &str,
        taken: impl Fn(&str) -> Result<bool, RevisionError>,
    ) -> Result<Snapshot, RevisionError> {
        let tree = self.git.find_commit(commit)?.tree_id();
        let (folder, found) = match self.framework_tree(tree, folder)? {
            Some(found) => (folder.to_owned(), Some(found)),
            None => self.elsewhere(spec, tree, folder, taken)?,
        };
        Ok(Snapshot { spec: spec.to_owned(), commit: Some(commit.to_string()), folder, state: State::Tree(found) })
    }

    /// Whether a commit has a framework in a folder.
    ///
    /// # Errors
    /// When a tree is not here.
    pub fn has_framework(&self, commit: Oid, folder: &str) -> Result<bool, RevisionError> {
        Ok(self.framework_tree(self.git.find_commit(commit)?.tree_id(), folder)?.is_some())
    }

    /// Returns a revision without any file, such as what was before the first commit.
    pub fn nothing(&self, spec: &str, folder: &str) -> Snapshot {
        Snapshot { spec: spec.to_owned(), commit: None, folder: folder.to_owned(), state: State::Tree(None) }
    }

    /// Returns the framework as staged in the index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn staged(&self, folder: &str) -> Result<Snapshot, RevisionError> {
        let index = self.git.index()?;
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut files = BTreeMap::new();
        for entry in index.iter() {
            let Ok(path) = String::from_utf8(entry.path.clone()) else { continue };
            if let Some(inside) = path.strip_prefix(&prefix) {
                files.insert(inside.to_owned(), entry.id);
            }
        }
        Ok(Snapshot { spec: "index".to_owned(), commit: None, folder: folder.to_owned(), state: State::Index(files) })
    }

    /// Returns the framework's files that a sparse checkout leaves out of the work tree.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn skipped(&self, folder: &str) -> Result<std::collections::BTreeSet<String>, RevisionError> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let skips = git2::IndexEntryExtendedFlag::SKIP_WORKTREE.bits();
        let index = self.git.index()?;
        let skipped = index.iter().filter(|entry| entry.flags_extended & skips != 0);
        let paths = skipped.filter_map(|entry| String::from_utf8(entry.path).ok());
        Ok(paths.filter_map(|path| path.strip_prefix(&prefix).map(str::to_owned)).collect())
    }

    fn framework_tree(&self, tree: Oid, folder: &str) -> Result<Option<Oid>, RevisionError> {
        let Some(found) = trees::folder(&self.git, tree, folder)? else { return Ok(None) };
        Ok(trees::has(&self.git, found, "framework.toml")?.then_some(found))
    }

    /// The framework of a tree that has none where it was looked for: its only one, wherever it is.
    fn elsewhere(
        &self,
        spec: &str,
        tree: Oid,
        folder: &str,
        taken: impl Fn(&str) -> Result<bool, RevisionError>,
    ) -> Result<(String, Option<Oid>), RevisionError> {
        let mut found = Vec::new();
        for (path, oid) in trees::folders_with(&self.git, tree, "framework.toml")? {
            if !taken(&path)? {
                found.push((path, oid));
            }
        }
        match &found[..] {
            [] => Ok((folder.to_owned(), None)),
            [(path, oid)] => Ok((path.clone(), Some(*oid))),
            several => {
                let list: Vec<&str> = several.iter().map(|(path, _)| path.as_str()).collect();
                Err(RevisionError::with_hint(
                    format!("`{spec}` has several frameworks and none in `{folder}`: {}", list.join(", ")),
                    "name one with --framework DIR",
                ))
            }
        }
    }

    /// Returns the files of a snapshot that are `wanted`, by path.
    ///
    /// # Errors
    /// When an object is not here and cannot be had.
    pub fn files(&self, snapshot: &Snapshot, wanted: impl Fn(&str) -> bool) -> Result<Vec<RawFile>, RevisionError> {
        let listed = self.list(snapshot)?;
        let blobs: Vec<(String, Oid)> = listed.into_iter().filter(|(path, _)| wanted(path)).collect();
        self.read(blobs)
    }

    /// Returns the paths of a snapshot with their blobs.
    ///
    /// # Errors
    /// When a tree is not here.
    pub fn list(&self, snapshot: &Snapshot) -> Result<Vec<(String, Oid)>, RevisionError> {
        match &snapshot.state {
            State::Tree(None) => Ok(Vec::new()),
            State::Tree(Some(tree)) => trees::files(&self.git, *tree),
            State::Index(files) => Ok(files.iter().map(|(path, oid)| (path.clone(), *oid)).collect()),
        }
    }

    /// Returns the paths directly within a folder of a snapshot, with their blobs; no subfolders.
    ///
    /// # Errors
    /// When a tree is not here.
    pub fn list_folder(&self, snapshot: &Snapshot, folder: &str) -> Result<Vec<(String, Oid)>, RevisionError> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        match &snapshot.state {
            State::Tree(None) => Ok(Vec::new()),
            State::Tree(Some(tree)) => {
                let Some(found) = trees::folder(&self.git, *tree, folder)? else { return Ok(Vec::new()) };
                let files = trees::direct_files(&self.git, found)?;
                Ok(files.into_iter().map(|(name, oid)| (format!("{prefix}{name}"), oid)).collect())
            }
            State::Index(files) => {
                let direct = |path: &&String| path.strip_prefix(&prefix).is_some_and(|rest| !rest.contains('/'));
                Ok(files.iter().filter(|(path, _)| direct(path)).map(|(path, oid)| (path.clone(), *oid)).collect())
            }
        }
    }

    /// Returns the files that differ between two snapshots. Equal subtrees are never read.
    ///
    /// # Errors
    /// When a tree is not here.
    pub fn changed(&self, before: &Snapshot, after: &Snapshot) -> Result<Vec<Changed>, RevisionError> {
        if let (State::Tree(before), State::Tree(after)) = (&before.state, &after.state) {
            return trees::changed(&self.git, *before, *after);
        }
        let old: BTreeMap<String, Oid> = self.list(before)?.into_iter().collect();
        let new: BTreeMap<String, Oid> = self.list(after)?.into_iter().collect();
        let paths: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let changed = paths.into_iter().map(|path| Changed {
            path: path.clone(),
            before: old.get(path).copied(),
            after: new.get(path).copied(),
        });
        Ok(changed.filter(|changed| changed.before != changed.after).collect())
    }

    /// Returns blobs as files. What a partial clone leaves out is fetched when the first is missed, all of
    /// it at once.
    ///
    /// # Errors
    /// When a blob is not here and cannot be had.
    pub fn read(&self, blobs: Vec<(String, Oid)>) -> Result<Vec<RawFile>, RevisionError> {
        match self.read_here(&blobs) {
            Err(Unread::Missing { .. }) => {
                promised::fetch(&self.git, &blobs.iter().map(|(_, oid)| *oid).collect::<Vec<_>>())?;
                Ok(self.read_here(&blobs)?)
            }
            read => Ok(read?),
        }
    }

    fn read_here(&self, blobs: &[(String, Oid)]) -> Result<Vec<RawFile>, Unread> {
        if blobs.len() < MANY {
            return blobs.iter().map(|(path, oid)| read_one(&self.git, path, *oid)).collect();
        }
        let place = self.git.path().to_owned();
        // Each part opens the repository anew, so there are few of them.
        let part = blobs.len().div_ceil(2 * rayon::current_num_threads());
        blobs
            .par_iter()
            .with_min_len(part)
            .map_init(
                || super::repository::open(&place, git2::RepositoryOpenFlags::NO_SEARCH),
                |git, (path, oid)| match git {
                    Ok(git) => read_one(git, path, *oid),
                    Err(error) => Err(RevisionError::new(format!("git: {}", error.message())).into()),
                },
            )
            .collect()
    }
}

/// Why a blob could not be read.
#[derive(Debug)]
enum Unread {
    /// It is not here; its remote may have promised it.
    Missing { path: String, oid: Oid },
    /// Something else.
    Failed(RevisionError),
}

impl From<RevisionError> for Unread {
    fn from(error: RevisionError) -> Self {
        Self::Failed(error)
    }
}

impl From<Unread> for RevisionError {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Missing { path, oid } => Self::with_hint(
                format!("the content of {path} is not in this repository ({oid})"),
                "`git fsck` shows what is damaged; a new clone has everything",
            ),
            Unread::Failed(error) => error,
        }
    }
}

fn read_one(git: &git2::Repository, path: &str, oid: Oid) -> Result<RawFile, Unread> {
    match git.find_blob(oid) {
        Ok(blob) => Ok(RawFile { path: path.to_owned(), bytes: blob.content().to_vec() }),
        Err(error) if error.code() == ErrorCode::NotFound => Err(Unread::Missing { path: path.to_owned(), oid }),
        Err(error) => Err(Unread::Failed(error.into())),
    }
}
