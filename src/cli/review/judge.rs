//! Joins what was read of the repository and what people said into a review.

use jiff::civil::Date;

use crate::cli::clock::today_by_the_clock;
use crate::cli::load::Pair;
use crate::diff::{ChangeSet, Options, compare};
use crate::proposal::Proposal;
use crate::render::SideName;
use crate::review::{self, Given, Review, Side};

use super::gather::Gathered;
use super::read::{Change, Reviewed};

/// Judges a change before anybody has said anything, with the proposal that is to come with it.
pub(in crate::cli) fn judge_alone(change: &Change, set: &ChangeSet<'_>, proposal: &Proposal) -> Review {
    let mut proposals = change.proposals.clone();
    if proposals.iter().all(|other| other.file != proposal.file) {
        proposals.push(proposal.clone());
    }
    judge((change, &proposals), set, Gathered::default(), &[], today_by_the_clock())
}

/// Joins what was read and what people said.
pub(super) fn judge(
    (change, proposals): (&Change, &[Proposal]),
    set: &ChangeSet<'_>,
    gathered: Gathered,
    reviewed: &[Reviewed],
    day: Date,
) -> Review {
    // Each commit is compared with where it parted from the base, by the rules of the base.
    let options = |pair: &Pair| Options { scales: change.pair.policy_before.policy.scales(), ..pair.options() };
    let then: Vec<Option<ChangeSet<'_>>> = reviewed
        .iter()
        .map(|one| match one {
            Reviewed::At { pair, related: true, .. } => {
                Some(compare(&pair.before.framework, &pair.after.framework, &options(pair)))
            }
            _ => None,
        })
        .collect();
    let seen = reviewed.iter().zip(&then).map(|(one, set)| match one {
        Reviewed::At { commit, pair, proposals, .. } => review::Reviewed::At {
            proposals,
            commit: commit.clone(),
            framework: &pair.after.framework,
            policy: &pair.policy_after.policy,
            set: set.as_ref(),
        },
        Reviewed::Same { commit } => review::Reviewed::Same { commit: commit.clone() },
        Reviewed::Gone { commit, because } => {
            review::Reviewed::Gone { commit: commit.clone(), because: because.clone() }
        }
    });
    let side = |name: &SideName| Side { spec: name.spec.clone(), commit: name.commit.clone() };
    review::judge(&Given {
        set,
        from: side(&change.pair.from),
        to: side(&change.pair.to),
        policy: &change.pair.policy_before,
        policy_after: &change.pair.policy_after,
        proposals,
        proposals_after: &change.proposals_after,
        problems_after: change.problems_after.clone(),
        author: gathered.author,
        day,
        submitted: gathered.submitted,
        teams: gathered.teams,
        reviewed: seen.collect(),
    })
}
