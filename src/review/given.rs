//! What a review is judged on, as plain data.

use jiff::civil::Date;
use serde::Deserialize;

use crate::diff::ChangeSet;
use crate::model::Framework;
use crate::policy::{self, Policy};
use crate::proposal::{self, Proposal};

use super::result::{Problem, Side};

/// Everything a review is judged on.
#[derive(Debug)]
pub struct Given<'g> {
    /// The change: from where it parted from the base to its head, compared by the base's rules.
    pub set: &'g ChangeSet<'g>,
    /// The base, as it was named.
    pub from: Side,
    /// The head, as it was named.
    pub to: Side,
    /// The policy of the base: the one that counts.
    pub policy: &'g policy::Loaded,
    /// The policy of the head: only looked at for whether it could be used afterwards.
    pub policy_after: &'g policy::Loaded,
    /// The proposals that the change brings or edits.
    pub proposals: &'g [Proposal],
    /// The proposals of the head as read, for what is wrong with them.
    pub proposals_after: &'g proposal::Loaded,
    /// What is wrong with other files of the head, so that a part of them is in no change.
    pub problems_after: Vec<Problem>,
    /// Who wrote the change: a GitHub user, without the `@`; none where nobody knows.
    pub author: Option<String>,
    /// Today, UTC.
    pub day: Date,
    /// The reviews people gave, in any order.
    pub submitted: Vec<Submitted>,
    /// Who belongs to which team, as GitHub says.
    pub teams: Vec<TeamMembers>,
    /// The framework at each commit that an approving review saw.
    pub reviewed: Vec<Reviewed<'g>>,
}

/// A review as GitHub has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submitted {
    /// The GitHub user, without the `@`; none where the account is gone.
    pub user: Option<String>,
    /// `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED` or `PENDING`.
    pub state: String,
    /// The hash of the commit that was seen.
    pub commit: Option<String>,
    /// When, as RFC 3339.
    pub submitted_at: Option<String>,
    /// What was written with it.
    pub body: Option<String>,
}

/// Who belongs to a team, as GitHub says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMembers {
    /// The organization, without the `@`.
    pub organization: String,
    /// The team's short name.
    pub team: String,
    /// The GitHub users, all of them.
    ///
    /// # Errors
    /// Why GitHub did not say, in plain words.
    pub members: Result<Vec<String>, String>,
}

/// The framework at a commit that an approving review saw.
#[derive(Debug)]
pub enum Reviewed<'g> {
    /// As the approver saw it.
    At {
        /// The commit's hash.
        commit: String,
        /// The framework there.
        framework: &'g Framework,
        /// The policy there.
        policy: &'g Policy,
        /// The proposals there.
        proposals: &'g [Proposal],
        /// What the change was then: from where that commit parted from the base, compared by the
        /// base's rules. None where it has nothing in common with the base any more.
        set: Option<&'g ChangeSet<'g>>,
    },
    /// As the head is, against a base as the present one is.
    Same {
        /// The commit's hash.
        commit: String,
    },
    /// The commit cannot be had.
    Gone {
        /// The commit's hash.
        commit: String,
        /// Why, in plain words.
        because: String,
    },
}

impl Reviewed<'_> {
    /// The commit's hash.
    pub fn commit(&self) -> &str {
        match self {
            Self::At { commit, .. } | Self::Same { commit } | Self::Gone { commit, .. } => commit,
        }
    }
}

/// A review in the JSON form of GitHub's API; what is not needed is passed over.
#[derive(Debug, Deserialize)]
struct GitHubReview {
    user: Option<GitHubUser>,
    state: String,
    commit_id: Option<String>,
    submitted_at: Option<String>,
    body: Option<String>,
}

#[derive(Debug, Deserialize)]
struct GitHubUser {
    login: String,
}

impl Submitted {
    /// Returns the reviews of a list in the JSON form of GitHub's API (`GET …/pulls/12/reviews`).
    ///
    /// # Errors
    /// When the text is no such list: what is wrong, with its line.
    pub fn from_github(json: &str) -> Result<Vec<Self>, String> {
        let list: Vec<GitHubReview> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let review = |review: GitHubReview| Self {
            user: review.user.map(|user| user.login),
            state: review.state.to_ascii_uppercase(),
            commit: review.commit_id,
            submitted_at: review.submitted_at,
            body: review.body,
        };
        Ok(list.into_iter().map(review).collect())
    }
}
