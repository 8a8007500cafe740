//! What a change still needs before it may be merged: the policy of before, the proposals that come
//! with it, and the reviews people gave, joined into one verdict. Pure: whoever calls it has read the
//! revisions and asked GitHub. It is a layer of its own because policies and proposals do not know
//! one another, and a review needs both.

mod approvals;
mod coverage;
mod declared;
mod given;
mod judge;
mod people;
mod requirements;
mod result;
mod since;

pub use approvals::{approvers, commits_to_read};
pub use given::{Given, Reviewed, Submitted, TeamMembers};
pub use judge::judge;
pub use result::schema;
pub use result::{
    Acceptance, AcceptanceStanding, Agreement, Approval, ApprovalStanding, Asks, ChangeRef, Contradiction, FreezeHit,
    PageMoved, Problem, ProposalLine, ProposalMoved, Requirement, Review, ReviewedChange, Side, Since,
    UnverifiableTeam, Verdict,
};
