//! Everything a review needs of the repository: the two frameworks with their rules, the proposals
//! that come with the change, and the framework at each commit that somebody approved.

use crate::cli::error::CommandError;
use crate::cli::files;
use crate::cli::load::{self, Pair};
use crate::cli::needed::Changed;
use crate::diff::{ChangeSet, compare};
use crate::policy;
use crate::proposal::{self, Proposal};
use crate::review::Problem;
use crate::revision::Repository;
use crate::source::{RawFile, Severity};

use super::range::Range;

/// The change as read.
pub(super) struct Change {
    pub(super) pair: Pair,
    /// The proposals of the head.
    pub(super) proposals_after: proposal::Loaded,
    /// Those that the change brings or edits.
    pub(super) proposals: Vec<Proposal>,
    /// What is wrong with the head's own files.
    pub(super) problems_after: Vec<Problem>,
    /// The files that differ, for reading other commits alike.
    changed: Vec<Changed>,
}

/// The framework at a commit that somebody approved.
pub(super) enum Reviewed {
    /// As it was, and where it parted from the base; `related` is whether it did.
    At { commit: String, pair: Box<Pair>, related: bool },
    /// It cannot be had; why.
    Gone { commit: String, because: String },
}

impl Change {
    /// Reads a change.
    pub(super) fn read(repository: &Repository, place: &str, range: &Range) -> Result<Self, CommandError> {
        let from = (range.onto.0.as_str(), range.base);
        let (pair, changed) = match &range.head {
            Some((to, head)) => {
                let (pair, changed) = load::commits_alike(repository, place, from, (to, *head), &[])?;
                if !pair.whole && changed.iter().any(|file| file.path == "policy.toml") {
                    // Whether the new rules name what there is takes the whole framework.
                    let all = Changed { path: "framework.toml".to_owned(), on_one_side: false };
                    (load::commits_alike(repository, place, from, (to, *head), &[all])?.0, changed)
                } else {
                    (pair, changed)
                }
            }
            None => (load::against_work_tree(repository, place, (from.0, Some(range.base)))?, Vec::new()),
        };
        let folder = pair.after.framework.folder.clone();
        let before = proposals_at(repository, &pair.before.framework.folder, range.base)?;
        let after = match &range.head {
            Some((_, head)) => proposals_at(repository, &folder, *head)?,
            None => files::read_proposals(&repository.work_tree().unwrap_or(std::path::Path::new("")).join(&folder))?,
        };
        let edited = |path: &str| {
            let of = |list: &[RawFile]| list.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
            of(&before) != of(&after)
        };
        let proposals_after = proposal::load(&after, &folder);
        let proposals = proposals_after.proposals.iter().filter(|one| edited(&one.file)).cloned().collect();
        let problems_after = problems(&pair);
        Ok(Self { pair, proposals_after, proposals, problems_after, changed })
    }

    /// Returns the two frameworks compared by the rules of before.
    pub(super) fn compared(&self) -> ChangeSet<'_> {
        compare(&self.pair.before.framework, &self.pair.after.framework, &self.pair.options())
    }

    /// Reads the framework at a commit that somebody approved, with at least the files that this
    /// change touches, and where that commit parted from the base.
    pub(super) fn read_reviewed(&self, repository: &Repository, place: &str, range: &Range, hash: &str) -> Reviewed {
        let commit = hash.to_owned();
        let found = match repository.commit_by_hash(hash) {
            Ok(found) => found,
            Err(error) => return Reviewed::Gone { commit, because: error.message },
        };
        let parting = repository.parting(range.onto.1, found);
        let related = parting.is_ok();
        let base = parting.unwrap_or(range.base);
        let name = hash.get(..7).unwrap_or(hash);
        match load::commits_alike(repository, place, (name, base), (name, found), &self.changed) {
            Ok((pair, _)) => Reviewed::At { commit, pair: Box::new(pair), related },
            Err(CommandError::User { message, .. }) => Reviewed::Gone { commit, because: message },
            Err(_) => Reviewed::Gone { commit, because: "its files cannot be read".to_owned() },
        }
    }
}

fn proposals_at(
    repository: &Repository,
    folder: &str,
    commit: crate::revision::Oid,
) -> Result<Vec<RawFile>, CommandError> {
    let snapshot = repository.snapshot("", commit, folder)?;
    let mut blobs = repository.list_folder(&snapshot, "proposals")?;
    blobs.retain(|(path, _)| path.ends_with(".toml"));
    Ok(repository.read(blobs)?)
}

/// What is wrong with the head's files: lines that are in no change because they could not be read,
/// and names in its policy that its framework does not have.
fn problems(pair: &Pair) -> Vec<Problem> {
    let unreadable = |file: &str| pair.after.framework.unreadable.iter().any(|found| file.ends_with(&*found.file));
    let mut found = pair.after.problems.clone();
    found.retain(|problem| problem.source.as_ref().is_none_or(|source| !unreadable(&source.path)));
    if pair.whole {
        found.extend(policy::check(&pair.policy_after.policy, &pair.after.framework));
    }
    let errors = found.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| Problem::of("to", problem)).collect()
}
