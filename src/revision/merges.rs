//! By which merge a commit came onto the main line.

use std::process::{Child, Command, Stdio};

use git2::Oid;

use super::error::RevisionError;
use super::repository::Repository;

/// A merge on the main line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The merge.
    pub commit: Oid,
    /// The main line before it.
    pub parent: Oid,
    /// The first line of its message.
    pub message: String,
}

/// The merges on the main line, being listed.
#[derive(Debug)]
pub struct MergeList {
    from: Oid,
    /// The user's own git at work; none where it cannot be started.
    git: Option<Child>,
}

impl MergeList {
    /// Returns the merges whose subject is `wanted`, the latest first.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub fn wanted(self, repository: &Repository, wanted: impl Fn(&str) -> bool) -> Result<Vec<Merge>, RevisionError> {
        let all = match self.git.and_then(listed) {
            Some(listed) => listed,
            None => repository.walked_merges(self.from)?,
        };
        Ok(all.into_iter().filter(|merge| wanted(&merge.message)).collect())
    }
}

/// The merges as the user's own git lists them; `None` where it cannot.
fn listed(git: Child) -> Option<Vec<Merge>> {
    let output = git.wait_with_output().ok()?;
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let read = |record: &str| {
        let (hashes, subject) = record.split_once('\n')?;
        let mut hashes = hashes.split(' ').map(Oid::from_str);
        let (commit, parent) = (hashes.next()?.ok()?, hashes.next()?.ok()?);
        Some(Merge { commit, parent, message: subject.to_owned() })
    };
    text.split('\0').filter(|record| !record.is_empty()).map(read).collect()
}

impl Repository {
    /// Starts to list the merges on the main line before and at a commit: always the first parent.
    pub fn list_merges(&self, from: Oid) -> MergeList {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(self.git.path());
        command.args(["log", "--first-parent", "--merges", "--no-patch", "--no-color", "--no-show-signature"]);
        command.args(["--no-notes", "-z", "--format=%H %P%n%s"]).arg(from.to_string());
        command.env("GIT_NO_REPLACE_OBJECTS", "1").env_remove("GIT_WORK_TREE").env_remove("GIT_DIR");
        let git = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        MergeList { from, git: git.ok() }
    }

    fn walked_merges(&self, from: Oid) -> Result<Vec<Merge>, RevisionError> {
        let mut out = Vec::new();
        let mut at = Some(from);
        while let Some(commit) = at {
            let parents = self.parents(commit)?;
            at = parents.first().copied();
            if let [parent, _, ..] = parents[..] {
                out.push(Merge { commit, parent, message: self.describe(commit)?.subject });
            }
        }
        Ok(out)
    }

    /// Returns the merge, of some that come the latest first, which brought a commit onto the main
    /// line: the oldest that has it, if the main line before did not.
    pub fn brought_by<'m>(&self, merges: &'m [Merge], commit: Oid) -> Option<&'m Merge> {
        let has = |other: Oid| other == commit || self.git.graph_descendant_of(other, commit).unwrap_or(false);
        let count = merges.partition_point(|merge| has(merge.commit));
        let oldest = merges[..count].last()?;
        (!has(oldest.parent)).then_some(oldest)
    }

    /// Returns the files directly in a folder that a commit added or changed, against its first
    /// parent or another commit, with their blobs.
    ///
    /// # Errors
    /// When an object is not here.
    pub fn changed_files(
        &self,
        commit: Oid,
        before: Option<Oid>,
        folder: &str,
    ) -> Result<Vec<(String, Oid)>, RevisionError> {
        let files = |commit: Oid| -> Result<Vec<(String, Oid)>, RevisionError> {
            match super::trees::folder(&self.git, self.git.find_commit(commit)?.tree_id(), folder)? {
                Some(tree) => super::trees::direct_files(&self.git, tree),
                None => Ok(Vec::new()),
            }
        };
        let after = files(commit)?;
        if after.is_empty() {
            return Ok(after);
        }
        let before = match before.or(self.parents(commit)?.first().copied()) {
            Some(before) => files(before)?,
            None => Vec::new(),
        };
        Ok(after.into_iter().filter(|file| !before.contains(file)).collect())
    }
}
