//! Commits and release tags.

use git2::Oid;

use super::error::RevisionError;
use super::repository::Repository;

/// A commit as people speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its hash.
    pub hash: String,
    /// The first line of its message.
    pub subject: String,
    /// Who wrote it.
    pub author: String,
    /// When it was committed, in seconds since 1970, UTC.
    pub seconds: i64,
}

/// A tag that names a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The tag's name, `v1.2.0`.
    pub tag: String,
    /// The version it names.
    pub version: semver::Version,
    /// The commit it is of.
    pub commit: String,
}

impl Repository {
    /// Returns a commit's description.
    ///
    /// # Errors
    /// When it is not here.
    pub fn describe(&self, commit: Oid) -> Result<Commit, RevisionError> {
        let found = self.git.find_commit(commit)?;
        let subject = found.summary().ok().flatten().unwrap_or_default().to_owned();
        let author = String::from_utf8_lossy(found.author().name_bytes()).into_owned();
        Ok(Commit { hash: commit.to_string(), subject, author, seconds: found.time().seconds() })
    }

    /// Returns the release tags that a commit can be reached from backward: `prefix` and a version,
    /// the highest first.
    ///
    /// # Errors
    /// When tags or commits cannot be read.
    pub fn releases(&self, from: Oid, prefix: &str) -> Result<Vec<Release>, RevisionError> {
        let mut out = Vec::new();
        for tag in self.git.tag_names(None)?.iter().flatten().flatten() {
            let Some(version) = tag.strip_prefix(prefix).and_then(|text| semver::Version::parse(text).ok()) else {
                continue;
            };
            let Ok(commit) = self.commit(&format!("refs/tags/{tag}")) else { continue };
            if commit == from || self.git.graph_descendant_of(from, commit).unwrap_or(false) {
                out.push(Release { tag: tag.to_owned(), version, commit: commit.to_string() });
            }
        }
        out.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.tag.cmp(&b.tag)));
        Ok(out)
    }
}
