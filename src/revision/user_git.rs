//! What the user's own git does for us, so that their signing, hooks, credentials and proxies apply:
//! commits and tags of a release, and everything that crosses the network.

use std::process::{Command, Stdio};

use super::error::RevisionError;
use super::repository::Repository;

impl Repository {
    /// Runs the user's git in the work tree and returns what it printed.
    ///
    /// # Errors
    /// When git is not installed, or fails: what it said.
    pub fn user_git(&self, arguments: &[&str]) -> Result<String, RevisionError> {
        let folder = self.work_tree().map_or_else(|| self.git_folder(), std::path::Path::to_path_buf);
        let output = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(arguments)
            .stdin(Stdio::null())
            .env("GIT_TERMINAL_PROMPT", "0")
            .output()
            .map_err(|error| {
                RevisionError::with_hint(
                    format!("git could not be started ({error})"),
                    "install git, or put it on the PATH",
                )
            })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
        let what = arguments.first().copied().unwrap_or_default();
        Err(RevisionError::new(format!("git {what} failed: {said}")))
    }

    /// The address of a remote repository; none where there is none of that name.
    pub fn remote_url(&self, name: &str) -> Option<String> {
        let remote = self.git.find_remote(name).ok()?;
        remote.url().ok().map(str::to_owned)
    }

    /// Whether a remote repository has a tag. Asks it.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn remote_has_tag(&self, remote: &str, tag: &str) -> Result<bool, RevisionError> {
        let found = self.user_git(&["ls-remote", "--tags", remote, &format!("refs/tags/{tag}")])?;
        Ok(!found.trim().is_empty())
    }

    /// Files that differ from the last commit, in order: those git tracks wherever they are, and new
    /// ones in `folder`. Paths are relative to the repository.
    ///
    /// # Errors
    /// When the index or the work tree cannot be read.
    pub fn uncommitted(&self, folder: &str) -> Result<Vec<String>, RevisionError> {
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).include_ignored(false);
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut out = Vec::new();
        for entry in self.git.statuses(Some(&mut options))?.iter() {
            let path = String::from_utf8_lossy(entry.path_bytes()).into_owned();
            if !entry.status().is_wt_new() || path.starts_with(&prefix) {
                out.push(path);
            }
        }
        out.sort();
        Ok(out)
    }

    /// All tags that are a prefix and a version, wherever they are, the highest version first.
    ///
    /// # Errors
    /// When tags cannot be read.
    pub fn versions(&self, prefix: &str) -> Result<Vec<(String, semver::Version)>, RevisionError> {
        let names = self.git.tag_names(None)?;
        let version = |tag: &str| Some((tag.to_owned(), semver::Version::parse(tag.strip_prefix(prefix)?).ok()?));
        let mut out: Vec<_> = names.iter().flatten().flatten().filter_map(version).collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(out)
    }
}
