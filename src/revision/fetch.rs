//! Commits that are not here, fetched by their hash through the user's own git, with its credentials.

use std::process::{Command, Stdio};

use git2::Oid;

use super::error::RevisionError;
use super::repository::Repository;

impl Repository {
    /// Returns the commit of a whole hash, fetched from the remote where it is not here.
    ///
    /// # Errors
    /// When it is no hash, or neither here nor to be had: why, in plain words.
    pub fn commit_by_hash(&self, hash: &str) -> Result<Oid, RevisionError> {
        let whole = matches!(hash.len(), 40 | 64) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !whole {
            return Err(RevisionError::new(format!("`{hash}` is no commit's hash")));
        }
        if let Ok(found) = self.commit(hash) {
            return Ok(found);
        }
        let Some(remote) = self.remote() else {
            return Err(RevisionError::new(format!(
                "commit {} is not here, and there is no remote to ask",
                short(hash)
            )));
        };
        let asked = Command::new("git")
            .arg("--git-dir")
            .arg(self.git_folder())
            .args(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", &remote, hash])
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::null())
            .output();
        match asked {
            Ok(output) if output.status.success() => self.commit(hash),
            Ok(_) => Err(RevisionError::new(format!("commit {} is neither here nor on {remote}", short(hash)))),
            Err(_) => Err(RevisionError::new(format!("commit {} is not here, and git could not be run", short(hash)))),
        }
    }

    /// The remote to ask: `origin`, else the only one.
    fn remote(&self) -> Option<String> {
        let names = self.git.remotes().ok()?;
        let names: Vec<&str> = names.iter().flatten().flatten().collect();
        let origin = names.iter().find(|name| **name == "origin");
        origin.or(if let [only] = &names[..] { Some(only) } else { None }).map(|name| (*name).to_owned())
    }

    /// The branch that changes are usually for: what the remote's `HEAD` names, else `main` or
    /// `master`, of the remote before the local one; none where there is none of these.
    pub fn main_branch(&self) -> Option<String> {
        let remote = self.remote();
        let head = remote.as_ref().and_then(|remote| {
            let reference = self.git.find_reference(&format!("refs/remotes/{remote}/HEAD")).ok()?;
            let target = reference.symbolic_target().ok().flatten()?.to_owned();
            Some(target.strip_prefix("refs/remotes/")?.to_owned())
        });
        let names = ["main", "master"];
        let remotes = remote.iter().flat_map(|remote| names.iter().map(move |name| format!("{remote}/{name}")));
        let mut all = head.into_iter().chain(remotes).chain(names.iter().map(|name| (*name).to_owned()));
        all.find(|name| self.commit(name).is_ok())
    }
}

fn short(hash: &str) -> &str {
    &hash[..7]
}
