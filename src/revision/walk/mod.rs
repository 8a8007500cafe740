//! The commits in which some files of a repository change, and how they follow one another: history
//! without everything that has nothing to do with these files.
//!
//! A commit whose files are as in one of its parents leads on to that parent alone, as `git log --
//! PATH` has it, so what was undone on a side branch before it was merged is not seen. The user's own
//! git makes the list where it can, being much faster; libgit2 makes the same one where git is not
//! installed.

mod library;
mod listing;

use git2::Oid;
use rustc_hash::FxHashMap;

use super::error::RevisionError;
use super::repository::Repository;
use super::snapshot::Changed;

use library::Watched;
use listing::Listing;

/// A commit in which the files that are watched differ from every parent's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When it was committed, in seconds since 1970, UTC.
    pub seconds: i64,
    /// The nearest earlier commits in which they differ again, one for each parent that has any.
    pub parents: Vec<Oid>,
    /// The files that differ from the only parent, paths from the top of the repository; none for a
    /// merge.
    pub changed: Option<Vec<Changed>>,
}

/// A walk backward from a commit, made as far as it is asked for.
#[derive(Debug)]
pub struct Walk {
    from: Oid,
    watched: Watched,
    steps: FxHashMap<Oid, Step>,
    listing: Option<Listing>,
    first: Option<Option<Oid>>,
}

impl Repository {
    /// Returns a walk backward from a commit through everything in which files at `paths` (files or
    /// folders, from the top of the repository) change. With `first_parent`, what came in with a
    /// merge is the merge's own.
    pub fn walk(&self, from: Oid, paths: Vec<String>, first_parent: bool) -> Walk {
        // Past a merge that is followed on one side only, git's list leaves out which parent it was.
        let listing = if first_parent { None } else { Listing::start(&self.git, from, &paths) };
        let watched = Watched { paths, first_parent };
        Walk { from, watched, steps: FxHashMap::default(), listing, first: None }
    }
}

impl Walk {
    /// The commit it starts from.
    pub fn from(&self) -> Oid {
        self.from
    }

    /// Returns the first commit of the walk: the nearest at or before its start in which the files
    /// change; none where they never were.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub fn first(&mut self, repository: &Repository) -> Result<Option<Oid>, RevisionError> {
        if let Some(first) = self.first {
            return Ok(first);
        }
        let listed = match self.listing.as_mut().map(Listing::next) {
            Some(Ok(Some((commit, step)))) => {
                self.steps.insert(commit, step);
                Some(Some(commit))
            }
            Some(Ok(None)) => Some(None),
            Some(Err(())) | None => None,
        };
        let first = match listed {
            Some(first) => first,
            None => {
                self.listing = None;
                self.watched.settle(repository, self.from)?
            }
        };
        self.first = Some(first);
        Ok(first)
    }

    /// Returns a commit of the walk that was asked for before.
    pub fn known(&self, commit: Oid) -> Option<&Step> {
        self.steps.get(&commit)
    }

    /// Returns a commit of the walk: its first, or a parent of another.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub fn step(&mut self, repository: &Repository, commit: Oid) -> Result<&Step, RevisionError> {
        self.first(repository)?;
        while !self.steps.contains_key(&commit) {
            match self.listing.as_mut().map(Listing::next) {
                Some(Ok(Some((listed, step)))) => {
                    self.steps.insert(listed, step);
                }
                _ => {
                    self.listing = None;
                    let step = self.watched.step(repository, commit)?;
                    self.steps.insert(commit, step);
                }
            }
        }
        Ok(&self.steps[&commit])
    }
}

impl Walk {
    /// Returns where the walk goes on from each of the parents that a commit of it really has; none
    /// where nothing that is watched is before one.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub fn onward(
        &mut self,
        repository: &Repository,
        commit: Oid,
        parents: &[Oid],
    ) -> Result<Vec<Option<Oid>>, RevisionError> {
        let step = self.step(repository, commit)?;
        if parents.len() < 2 {
            return Ok(parents.iter().map(|_| step.parents.first().copied()).collect());
        }
        if step.parents.len() == parents.len() {
            return Ok(step.parents.iter().copied().map(Some).collect());
        }
        // A list of fewer says not which of the parents is left out.
        parents.iter().map(|parent| self.watched.settle(repository, *parent)).collect()
    }
}

impl Repository {
    /// Returns the parents of a commit that are here: none of the first one, and of those at which a
    /// shallow clone ends.
    ///
    /// # Errors
    /// When the commit is not here.
    pub fn parents(&self, commit: Oid) -> Result<Vec<Oid>, RevisionError> {
        if self.is_cut(commit) {
            return Ok(Vec::new());
        }
        Ok(self.git.find_commit(commit)?.parent_ids().collect())
    }

    /// Whether a shallow clone ends at a commit: it has parents that are not here.
    pub fn is_cut(&self, commit: Oid) -> bool {
        if !self.git.is_shallow() {
            return false;
        }
        let list = std::fs::read_to_string(self.git.commondir().join("shallow")).unwrap_or_default();
        list.lines().any(|line| Oid::from_str(line.trim()).is_ok_and(|cut| cut == commit))
    }

    /// Returns the file at a path of a commit, from the top of the repository.
    ///
    /// # Errors
    /// When a tree is not here.
    pub fn file_at(&self, commit: Oid, path: &str) -> Result<Option<Oid>, RevisionError> {
        library::entry(&self.git, self.git.find_commit(commit)?.tree_id(), path)
    }
}
