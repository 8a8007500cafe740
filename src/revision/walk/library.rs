//! The walk made with libgit2: commit by commit, comparing the ids of what is watched.

use git2::Oid;

use crate::revision::error::RevisionError;
use crate::revision::promised;
use crate::revision::repository::Repository;
use crate::revision::snapshot::Changed;
use crate::revision::trees;

use super::Step;

/// What a walk watches.
#[derive(Debug)]
pub(super) struct Watched {
    /// Files and folders, from the top of the repository.
    pub(super) paths: Vec<String>,
    /// Whether only the first parent of a merge counts.
    pub(super) first_parent: bool,
}

/// The objects at the watched paths of one commit.
type Objects = Vec<Option<Oid>>;

impl Watched {
    /// Returns the nearest commit, at or before one, in which what is watched differs from every
    /// parent's; none where there is nothing of it.
    pub(super) fn settle(&self, repository: &Repository, from: Oid) -> Result<Option<Oid>, RevisionError> {
        let mut commit = from;
        let mut here = self.objects(repository, commit)?;
        loop {
            let parents = self.parents(repository, commit)?;
            if parents.is_empty() {
                return Ok(here.iter().any(Option::is_some).then_some(commit));
            }
            let mut same = None;
            for parent in parents {
                let there = self.objects(repository, parent)?;
                if there == here {
                    same = Some((parent, there));
                    break;
                }
            }
            match same {
                Some((parent, there)) => (commit, here) = (parent, there),
                None => return Ok(Some(commit)),
            }
        }
    }

    /// Returns a commit in which what is watched differs, with what leads on from it.
    pub(super) fn step(&self, repository: &Repository, commit: Oid) -> Result<Step, RevisionError> {
        let seconds = repository.git.find_commit(commit)?.time().seconds();
        let parents = self.parents(repository, commit)?;
        let changed = match parents[..] {
            [] => Some(self.changed(repository, None, commit)?),
            [parent] => Some(self.changed(repository, Some(parent), commit)?),
            _ => None,
        };
        let mut settled = Vec::new();
        for parent in parents {
            settled.extend(self.settle(repository, parent)?);
        }
        Ok(Step { seconds, parents: settled, changed })
    }

    fn parents(&self, repository: &Repository, commit: Oid) -> Result<Vec<Oid>, RevisionError> {
        let mut parents = repository.parents(commit)?;
        if self.first_parent {
            parents.truncate(1);
        }
        Ok(parents)
    }

    fn objects(&self, repository: &Repository, commit: Oid) -> Result<Objects, RevisionError> {
        let tree = repository.git.find_commit(commit)?.tree_id();
        self.paths.iter().map(|path| entry(&repository.git, tree, path)).collect()
    }

    fn changed(&self, repository: &Repository, before: Option<Oid>, after: Oid) -> Result<Vec<Changed>, RevisionError> {
        let old = match before {
            Some(commit) => self.objects(repository, commit)?,
            None => vec![None; self.paths.len()],
        };
        let new = self.objects(repository, after)?;
        let mut out = Vec::new();
        for ((path, before), after) in self.paths.iter().zip(old).zip(new).filter(|((_, old), new)| old != new) {
            let is_tree = |oid: &Oid| repository.git.find_tree(*oid).is_ok();
            let (old_tree, new_tree) = (before.filter(is_tree), after.filter(is_tree));
            let inside = trees::changed(&repository.git, old_tree, new_tree)?;
            out.extend(inside.into_iter().map(|file| Changed { path: format!("{path}/{}", file.path), ..file }));
            let (before, after) = (before.filter(|_| old_tree.is_none()), after.filter(|_| new_tree.is_none()));
            if before.is_some() || after.is_some() {
                out.push(Changed { path: path.clone(), before, after });
            }
        }
        Ok(out)
    }
}

/// Returns what is at a path of a tree, a file or a folder.
pub(super) fn entry(git: &git2::Repository, tree: Oid, path: &str) -> Result<Option<Oid>, RevisionError> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some(folder) = trees::folder(git, tree, folder)? else { return Ok(None) };
    Ok(promised::tree(git, folder)?.get_name(name).map(|entry| entry.id()))
}
