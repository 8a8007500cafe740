//! What is written: repositories, commits, tags, branches.

use std::path::Path;

use git2::IndexAddOption;

use super::error::RevisionError;
use super::repository::Repository;

/// Who does something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// Seconds since 1970, UTC.
    pub seconds: i64,
}

impl Signature {
    fn git(&self) -> Result<git2::Signature<'static>, RevisionError> {
        Ok(git2::Signature::new(&self.name, &self.email, &git2::Time::new(self.seconds, 0))?)
    }
}

impl Repository {
    /// Makes a repository in a folder, with the branch `main`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn init(folder: &Path) -> Result<Self, RevisionError> {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").no_reinit(true);
        Ok(Self { git: git2::Repository::init_opts(folder, &options)? })
    }

    /// Commits everything in the work tree.
    ///
    /// # Errors
    /// When the repository cannot be written.
    pub fn commit_all(&self, message: &str, who: &Signature) -> Result<String, RevisionError> {
        let mut index = self.git.index()?;
        index.add_all(["*"], IndexAddOption::DEFAULT, None)?;
        index.update_all(["*"], None)?;
        index.write()?;
        let tree = self.git.find_tree(index.write_tree()?)?;
        let who = who.git()?;
        let parent = match self.git.head() {
            Ok(head) => Some(head.peel_to_commit()?),
            Err(_) => None,
        };
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        Ok(self.git.commit(Some("HEAD"), &who, &who, message, &tree, &parents)?.to_string())
    }

    /// Tags the current commit with a message.
    ///
    /// # Errors
    /// When there is such a tag, or no commit.
    pub fn tag(&self, name: &str, message: &str, who: &Signature) -> Result<(), RevisionError> {
        let head = self.git.head()?.peel(git2::ObjectType::Commit)?;
        self.git.tag(name, &head, &who.git()?, message, false)?;
        Ok(())
    }

    /// Makes a branch of the current commit and goes onto it.
    ///
    /// # Errors
    /// When there is such a branch, or no commit.
    pub fn start_branch(&self, name: &str) -> Result<(), RevisionError> {
        let head = self.git.head()?.peel_to_commit()?;
        self.git.branch(name, &head, false)?;
        Ok(self.git.set_head(&format!("refs/heads/{name}"))?)
    }
}
