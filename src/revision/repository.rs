//! Opening a repository and finding the commits that names mean.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Oid};

use super::error::RevisionError;

/// A git repository.
pub struct Repository {
    pub(super) git: git2::Repository,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("path", &self.git.path()).finish()
    }
}

impl Repository {
    /// Returns the repository that a folder is in, or `None` where there is none.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn discover(folder: &Path) -> Result<Option<Self>, RevisionError> {
        // Reading an object does not hash it anew, as git itself does not: the pack's own checks and
        // `git fsck` are there for damage.
        git2::opts::strict_hash_verification(false);
        match git2::Repository::discover(folder) {
            Ok(git) => Ok(Some(Self { git })),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The folder of the work tree; none in a bare repository.
    pub fn work_tree(&self) -> Option<&Path> {
        self.git.workdir()
    }

    /// The folder a path has within the work tree, with `/`; `None` outside of it.
    pub fn folder_of(&self, path: &Path) -> Option<String> {
        let root = self.work_tree()?.canonicalize().ok()?;
        let path = path.canonicalize().ok()?;
        let inside = path.strip_prefix(&root).ok()?;
        let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    }

    /// Where the repository's own files are.
    pub fn git_folder(&self) -> PathBuf {
        self.git.path().to_owned()
    }

    /// Returns the commit a name means.
    ///
    /// # Errors
    /// When it means none; with the names most like it.
    pub fn commit(&self, name: &str) -> Result<Oid, RevisionError> {
        let found = self.git.revparse_single(name).and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(commit.id()),
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::UnbornBranch) => {
                Err(self.unknown(name))
            }
            Err(error) if error.code() == ErrorCode::InvalidSpec => {
                Err(RevisionError::new(format!("`{name}` is no way to name a revision")))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether there is no commit yet on the current branch.
    pub fn is_unborn(&self) -> bool {
        matches!(self.git.head(), Err(error) if error.code() == ErrorCode::UnbornBranch)
    }

    fn unknown(&self, name: &str) -> RevisionError {
        if self.is_unborn() && name.starts_with("HEAD") {
            return RevisionError::with_hint(
                "there is no commit yet",
                "commit the framework first: git add . && git commit",
            );
        }
        let message = format!("there is no revision `{name}`");
        if self.git.is_shallow() && (name.contains(['~', '^']) || name.len() >= 7) {
            let hint = "this clone is shallow: git fetch --unshallow (in a workflow: fetch-depth: 0)";
            return RevisionError::with_hint(message, hint);
        }
        let names = self.names();
        let scored = names.iter().map(|other| (strsim::jaro_winkler(name, other), other));
        let near =
            scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
        match near {
            Some((_, near)) => RevisionError::with_hint(message, format!("did you mean `{near}`?")),
            None => RevisionError::with_hint(message, "`git branch --all` and `git tag` list the names there are"),
        }
    }

    /// The names of branches and tags.
    fn names(&self) -> Vec<String> {
        let references = self.git.references().into_iter().flatten().flatten();
        references.filter_map(|reference| reference.shorthand().ok().map(str::to_owned)).collect()
    }

    /// Returns the commit where two parted.
    ///
    /// # Errors
    /// When there is none, or the clone does not reach back to it.
    pub fn parting(&self, from: Oid, to: Oid) -> Result<Oid, RevisionError> {
        match self.git.merge_base(from, to) {
            Ok(base) => Ok(base),
            Err(error) if error.code() == ErrorCode::NotFound && self.git.is_shallow() => {
                Err(RevisionError::with_hint(
                    "this clone is shallow and does not reach back to where the two revisions parted",
                    "git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0)",
                ))
            }
            Err(error) if error.code() == ErrorCode::NotFound => Err(RevisionError::with_hint(
                "the two revisions have no commit in common",
                "compare them directly with two dots: A..B",
            )),
            Err(error) => Err(error.into()),
        }
    }

    /// The name of the current branch; none when `HEAD` is detached or there is no commit.
    pub fn branch(&self) -> Option<String> {
        let head = self.git.head().ok()?;
        if head.is_branch() { head.shorthand().ok().map(str::to_owned) } else { None }
    }

    /// Whether the clone is shallow.
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }
}
