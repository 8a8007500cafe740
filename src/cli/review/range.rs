//! Which change is reviewed: what the user named, the event of a workflow, or what is at hand.

use crate::cli::error::CommandError;
use crate::cli::remote;
use crate::revision::{Oid, Repository, Spec};

use super::event::Event;

/// The change to review.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Range {
    /// The branch the change is for, as named, and its tip: from here each reviewed commit parted.
    pub(in crate::cli) onto: (String, Oid),
    /// Where the change parted from it.
    pub(in crate::cli) base: Oid,
    /// The head; none for the work tree.
    pub(in crate::cli) head: Option<(String, Oid)>,
}

impl Range {
    /// Returns the change that a range names.
    pub(super) fn named(repository: &Repository, text: &str) -> Result<Self, CommandError> {
        match Spec::of(&[text.to_owned()]) {
            Some(Spec::SinceParting(from, to)) => {
                let (onto, head) = (repository.commit(&from)?, repository.commit(&to)?);
                let base = repository.parting(onto, head)?;
                Ok(Self { onto: (from, onto), base, head: Some((to, head)) })
            }
            Some(Spec::Between(from, to)) => {
                let (base, head) = (repository.commit(&from)?, repository.commit(&to)?);
                Ok(Self { onto: (from, base), base, head: Some((to, head)) })
            }
            _ => Self::of_work_tree(repository, text),
        }
    }

    /// Returns the change of a pull request at GitHub, which parted from its base at a commit.
    pub(super) fn at_github(event: &Event, base: &str) -> Result<Self, CommandError> {
        let branch = event.pull.as_ref().map_or_else(|| short(&event.base), |pull| pull.base.branch.clone());
        let onto = (branch, remote::commit(&event.base)?);
        let name = event.number.map_or_else(|| short(&event.head), |number| format!("#{number}"));
        Ok(Self { onto, base: remote::commit(base)?, head: Some((name, remote::commit(&event.head)?)) })
    }

    /// Returns the change of a workflow's event, whichever commit is checked out.
    pub(super) fn of_event(repository: &Repository, event: &Event) -> Result<Self, CommandError> {
        let (onto, head) = (repository.commit_by_hash(&event.base)?, repository.commit_by_hash(&event.head)?);
        let base = repository.parting(onto, head)?;
        let branch = event.pull.as_ref().map(|pull| (pull.base.branch.clone(), pull.head.branch.clone()));
        let (from, to) = branch.unwrap_or_else(|| (short(&event.base), short(&event.head)));
        Ok(Self { onto: (from, onto), base, head: Some((to, head)) })
    }

    /// Returns what is at hand: from where it parted from the branch that changes are for to the work
    /// tree.
    pub(in crate::cli) fn at_hand(repository: &Repository) -> Result<Self, CommandError> {
        let onto = repository.main_branch().ok_or_else(|| {
            CommandError::with_hint(
                "there is neither a branch `main` nor `master` to compare with",
                "name a range: rungs review BRANCH...HEAD",
            )
        })?;
        Self::of_work_tree(repository, &onto)
    }

    /// Returns what the work tree holds, from where it parted from a branch.
    pub(in crate::cli) fn of_work_tree(repository: &Repository, onto: &str) -> Result<Self, CommandError> {
        let (tip, head) = (repository.commit(onto)?, repository.commit("HEAD")?);
        let base = repository.parting(tip, head)?;
        Ok(Self { onto: (onto.to_owned(), tip), base, head: None })
    }
}

fn short(hash: &str) -> String {
    hash.chars().take(7).collect()
}
