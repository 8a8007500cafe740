//! Commits and release tags.

use std::collections::{HashMap, HashSet};

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
    /// The whole message.
    pub message: String,
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
        let message = String::from_utf8_lossy(found.message_bytes()).into_owned();
        Ok(Commit { hash: commit.to_string(), subject, message, author, seconds: found.time().seconds() })
    }

    /// Returns when a release was tagged, in seconds since 1970: when its tag was made, or its commit
    /// where the tag has no date.
    ///
    /// # Errors
    /// When its commit is not here.
    pub fn released_at(&self, release: &Release) -> Result<i64, RevisionError> {
        let tag = self.git.revparse_single(&format!("refs/tags/{}", release.tag)).ok();
        let tagger = tag.as_ref().and_then(|tag| Some(tag.as_tag()?.tagger()?.when().seconds()));
        match tagger {
            Some(seconds) => Ok(seconds),
            None => Ok(self.describe(self.commit(&release.commit)?)?.seconds),
        }
    }

    /// Returns for each of some commits the first release that has it: the lowest final version,
    /// else the lowest of all. Commits that no release has are left out.
    ///
    /// # Errors
    /// When tags or commits cannot be read.
    pub fn first_releases(&self, commits: &[Oid], prefix: &str) -> Result<HashMap<Oid, Release>, RevisionError> {
        let mut releases = self.tagged(prefix)?;
        releases.sort_by(|a, b| {
            let order = a.0.version.pre.is_empty().cmp(&b.0.version.pre.is_empty()).reverse();
            order.then_with(|| a.0.version.cmp(&b.0.version)).then_with(|| a.0.tag.cmp(&b.0.tag))
        });
        let mut open: HashSet<Oid> = commits.iter().copied().collect();
        let mut out = HashMap::new();
        let mut walked = Vec::new();
        for (release, commit) in releases {
            if open.is_empty() {
                break;
            }
            let mut walk = self.git.revwalk()?;
            walk.push(commit)?;
            for known in &walked {
                walk.hide(*known)?;
            }
            for found in walk {
                let found = found?;
                if open.remove(&found) {
                    out.insert(found, release.clone());
                }
            }
            walked.push(commit);
        }
        Ok(out)
    }

    /// The tags that name releases, with their commits.
    fn tagged(&self, prefix: &str) -> Result<Vec<(Release, Oid)>, RevisionError> {
        let mut out = Vec::new();
        for tag in self.git.tag_names(None)?.iter().flatten().flatten() {
            let Some(version) = tag.strip_prefix(prefix).and_then(|text| semver::Version::parse(text).ok()) else {
                continue;
            };
            let Ok(commit) = self.commit(&format!("refs/tags/{tag}")) else { continue };
            out.push((Release { tag: tag.to_owned(), version, commit: commit.to_string() }, commit));
        }
        Ok(out)
    }

    /// Returns the release tags that a commit can be reached from backward: `prefix` and a version,
    /// the highest first.
    ///
    /// # Errors
    /// When tags or commits cannot be read.
    pub fn releases(&self, from: Oid, prefix: &str) -> Result<Vec<Release>, RevisionError> {
        let reached = |commit: Oid| commit == from || self.git.graph_descendant_of(from, commit).unwrap_or(false);
        let tagged = self.tagged(prefix)?.into_iter();
        let mut out: Vec<Release> = tagged.filter(|(_, commit)| reached(*commit)).map(|(release, _)| release).collect();
        out.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.tag.cmp(&b.tag)));
        Ok(out)
    }
}
