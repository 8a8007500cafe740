//! Commits to review, wherever they are: in a clone, or at GitHub.

use crate::revision::{Oid, Repository};
use crate::source::RawFile;

use super::error::CommandError;
use super::load::{self, Named, Pair};
use super::needed::Changed;

/// Where commits are read from.
pub(super) trait Commits {
    /// Returns the commit of a whole hash, fetched where it is not at hand.
    fn by_hash(&self, hash: &str) -> Result<Oid, CommandError>;
    /// Returns the commit where two parted.
    fn parting(&self, from: Oid, to: Oid) -> Result<Oid, CommandError>;
    /// Compares two commits, reading on both sides what differs between them and, beside that, what a
    /// comparison with `others` as the files that differ would read. Returns the files that differ, too.
    fn alike(&self, from: Named<'_>, to: Named<'_>, others: &[Changed]) -> Result<(Pair, Vec<Changed>), CommandError>;
    /// Whether two commits are known to hold the same framework, policy and proposals.
    fn is_same(&self, one: Oid, other: Oid) -> bool {
        one == other
    }
    /// Returns the proposals in a framework's folder.
    fn proposals(&self, folder: &str, commit: Oid) -> Result<Vec<RawFile>, CommandError>;
}

/// A repository on this machine, and where in it the framework is.
pub(super) struct Local<'r> {
    pub(super) repository: &'r Repository,
    pub(super) place: &'r str,
}

impl Commits for Local<'_> {
    fn by_hash(&self, hash: &str) -> Result<Oid, CommandError> {
        Ok(self.repository.commit_by_hash(hash)?)
    }

    fn parting(&self, from: Oid, to: Oid) -> Result<Oid, CommandError> {
        Ok(self.repository.parting(from, to)?)
    }

    fn alike(&self, from: Named<'_>, to: Named<'_>, others: &[Changed]) -> Result<(Pair, Vec<Changed>), CommandError> {
        load::commits_alike(self.repository, self.place, from, to, others)
    }

    fn is_same(&self, one: Oid, other: Oid) -> bool {
        let at = |commit| self.repository.snapshot("", commit, self.place).ok();
        let changed = at(one).zip(at(other)).and_then(|(one, other)| {
            let beside = one.folder == other.folder;
            self.repository.changed(&one, &other).ok().filter(|_| beside)
        });
        changed.is_some_and(|changed| changed.is_empty())
    }

    fn proposals(&self, folder: &str, commit: Oid) -> Result<Vec<RawFile>, CommandError> {
        let snapshot = self.repository.snapshot("", commit, folder)?;
        let mut blobs = self.repository.list_folder(&snapshot, "proposals")?;
        blobs.retain(|(path, _)| path.ends_with(".toml"));
        Ok(self.repository.read(blobs)?)
    }
}
