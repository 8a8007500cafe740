//! Everything a review needs of the repository: the two frameworks with their rules, the proposals
//! that come with the change, and the framework at each commit that somebody approved.

use crate::cli::commits::{Commits, Local};
use crate::cli::error::CommandError;
use crate::cli::files;
use crate::cli::load::{self, Named, Pair};
use crate::cli::needed::Changed;
use crate::diff::{ChangeSet, compare};
use crate::policy;
use crate::proposal::{self, Proposal};
use crate::review::Problem;
use crate::source::{RawFile, Severity};

use super::range::Range;

/// The change as read.
pub(in crate::cli) struct Change {
    pub(super) pair: Pair,
    /// The proposals of the head.
    pub(super) proposals_after: proposal::Loaded,
    /// Those that the change brings or edits.
    pub(in crate::cli) proposals: Vec<Proposal>,
    /// What is wrong with the head's own files.
    pub(super) problems_after: Vec<Problem>,
    /// The files that differ, for reading other commits alike.
    changed: Vec<Changed>,
}

/// The framework at a commit that somebody approved.
pub(super) enum Reviewed {
    /// As it was, and where it parted from the base; `related` is whether it did.
    At { commit: String, pair: Box<Pair>, proposals: Vec<Proposal>, related: bool },
    /// It and where it parted from the base hold what the head and the base do.
    Same { commit: String },
    /// It cannot be had; why.
    Gone { commit: String, because: String },
}

impl Change {
    /// Reads the change between two commits.
    pub(super) fn read(source: &impl Commits, range: &Range, head: Named<'_>) -> Result<Self, CommandError> {
        let from = (range.onto.0.as_str(), range.base);
        let (mut pair, changed) = source.alike(from, head, &[])?;
        if !pair.whole && changed.iter().any(|file| file.path == "policy.toml") {
            // Whether the new rules name what there is takes the whole framework.
            let all = Changed { path: "framework.toml".to_owned(), on_one_side: false };
            pair = source.alike(from, head, &[all])?.0;
        }
        let before = source.proposals(&pair.before.framework.folder, range.base)?;
        let after = source.proposals(&pair.after.framework.folder, head.1)?;
        Ok(Self::of(pair, changed, &before, &after))
    }

    /// Reads the change from a commit to the work tree.
    pub(in crate::cli) fn read_work_tree(local: &Local<'_>, range: &Range) -> Result<Self, CommandError> {
        let from = (range.onto.0.as_str(), Some(range.base));
        let pair = load::against_work_tree(local.repository, local.place, from)?;
        let before = local.proposals(&pair.before.framework.folder, range.base)?;
        let root = local.repository.work_tree().unwrap_or(std::path::Path::new(""));
        let after = files::read_proposals(&root.join(&pair.after.framework.folder))?;
        Ok(Self::of(pair, Vec::new(), &before, &after))
    }

    fn of(pair: Pair, changed: Vec<Changed>, before: &[RawFile], after: &[RawFile]) -> Self {
        let edited = |path: &str| {
            let of = |list: &[RawFile]| list.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
            of(before) != of(after)
        };
        let proposals_after = proposal::load(after, &pair.after.framework.folder);
        let proposals = proposals_after.proposals.iter().filter(|one| edited(&one.file)).cloned().collect();
        let problems_after = problems(&pair);
        Self { pair, proposals_after, proposals, problems_after, changed }
    }

    /// Returns the two frameworks compared by the rules of before.
    pub(in crate::cli) fn compared(&self) -> ChangeSet<'_> {
        compare(&self.pair.before.framework, &self.pair.after.framework, &self.pair.options())
    }

    /// Reads the framework at a commit that somebody approved, with at least the files that this
    /// change touches, and where that commit parted from the base.
    pub(super) fn read_reviewed(&self, source: &impl Commits, range: &Range, hash: &str) -> Reviewed {
        let commit = hash.to_owned();
        let because = |error: CommandError| match error {
            CommandError::User { message, .. } => message,
            _ => "its files cannot be read".to_owned(),
        };
        let found = match source.by_hash(hash) {
            Ok(found) => found,
            Err(error) => return Reviewed::Gone { commit, because: because(error) },
        };
        let parting = source.parting(range.onto.1, found);
        let related = parting.is_ok();
        let base = parting.unwrap_or(range.base);
        let head = range.head.as_ref().map(|(_, head)| *head);
        if related && head.is_some_and(|head| source.is_same(head, found)) && source.is_same(range.base, base) {
            return Reviewed::Same { commit };
        }
        let name = hash.get(..7).unwrap_or(hash);
        match source.alike((name, base), (name, found), &self.changed) {
            Ok((pair, _)) => {
                let folder = &pair.after.framework.folder;
                let read = source.proposals(folder, found).unwrap_or_default();
                let proposals = proposal::load(&read, folder).proposals;
                Reviewed::At { commit, pair: Box::new(pair), proposals, related }
            }
            Err(error) => Reviewed::Gone { commit, because: because(error) },
        }
    }
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
