//! Opening a repository and finding the commits that names mean.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, Oid, RepositoryOpenFlags};

use super::error::RevisionError;

/// How deep in a work tree a framework is looked for.
const DEPTH: usize = 5;

/// Opens a repository as git would: with what hooks and servers say in the environment about the
/// index and where objects are.
pub(super) fn open(folder: &Path, flags: RepositoryOpenFlags) -> Result<git2::Repository, git2::Error> {
    let no_ceiling: &[&std::ffi::OsStr] = &[];
    git2::Repository::open_ext(folder, flags | RepositoryOpenFlags::FROM_ENV, no_ceiling)
}

/// The error for a repository that somebody else owns, with the command that trusts it.
fn not_trusted(folder: &Path) -> RevisionError {
    let start = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let holds = |folder: &&Path| folder.join(".git").exists() || folder.join("HEAD").is_file();
    let place = start.ancestors().find(holds).unwrap_or(&start).to_string_lossy().replace('\\', "/");
    RevisionError::with_hint(
        "the repository belongs to another user of this machine, so git and rungs do not trust it",
        format!("if you do: git config --global --add safe.directory '{place}'"),
    )
}

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
        match open(folder, RepositoryOpenFlags::empty()) {
            Ok(git) => Ok(Some(Self { git })),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == ErrorCode::Owner => Err(not_trusted(folder)),
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

    /// Returns the folders of the work tree that hold a file of this name, with `/`, in order. What
    /// git ignores, hidden folders and folders within a found one are passed over.
    pub fn folders_in_work_tree(&self, file: &str) -> Vec<String> {
        let Some(root) = self.work_tree() else { return Vec::new() };
        let (mut out, mut open) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = open.pop() {
            let place = root.join(&folder);
            if place.join(file).is_file() {
                out.push(folder);
                continue;
            }
            if folder.split('/').count() > DEPTH {
                continue;
            }
            for entry in place.read_dir().into_iter().flatten().flatten() {
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                let ignored = || self.git.is_path_ignored(format!("{path}/")).unwrap_or(false);
                if is_folder && !name.starts_with('.') && !ignored() {
                    open.push(path);
                }
            }
        }
        out.sort();
        out
    }

    /// Returns which files of a folder of the work tree git ignores; what is tracked is not ignored.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ignored<'p>(
        &self,
        folder: &str,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<BTreeSet<&'p str>, RevisionError> {
        let index = self.git.index()?;
        let whole = |path: &str| if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        let is_ignored = |path: &&str| {
            let path = whole(path);
            index.get_path(Path::new(&path), 0).is_none() && self.git.is_path_ignored(&path).unwrap_or(false)
        };
        Ok(paths.filter(is_ignored).collect())
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
            Err(error) if matches!(error.code(), ErrorCode::InvalidSpec | ErrorCode::Ambiguous) => {
                Err(RevisionError::with_hint(
                    format!("`{name}` names no revision ({})", error.message()),
                    "name a branch, a tag, or enough of a commit's hash: main, v1.0.0, HEAD~2, 1a2b3c4",
                ))
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
        if self.git.is_shallow() {
            let hint = "this clone is shallow, perhaps it is not here yet: git fetch --unshallow --tags\n        (in a workflow: actions/checkout with fetch-depth: 0)";
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
                    "fetch the rest of it: git fetch --unshallow\n        (in a workflow: actions/checkout with fetch-depth: 0)",
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
