//! Who said what, and who belongs where: from a file, or from GitHub.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::github;
use crate::github::{Client, Review, ReviewState};
use crate::policy::{Approver, Policy};
use crate::review::{Submitted, TeamMembers};

use super::event::Event;

/// What people said of a change.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Who wrote the change: a GitHub user.
    pub(super) author: Option<String>,
    /// The reviews.
    pub(super) submitted: Vec<Submitted>,
    /// Who belongs to which team, as GitHub says.
    pub(super) teams: Vec<TeamMembers>,
}

/// Reads reviews from a file in the JSON form of GitHub's API.
pub(super) fn from_file(context: &Context, path: &Path) -> Result<Vec<Submitted>, CommandError> {
    let path = context.path(path);
    let text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
    Submitted::from_github(&text).map_err(|error| {
        CommandError::with_hint(
            format!("{} holds no reviews: {error}", path.display()),
            "it should hold what GitHub answers: gh api --paginate repos/OWNER/REPO/pulls/12/reviews > reviews.json",
        )
    })
}

/// Asks GitHub for the reviews of the pull request that a workflow is about, and for the teams that
/// the policy names. Returns nothing where the environment has no token to ask with.
pub(super) fn from_github(context: &Context, event: &Event, policy: &Policy) -> Result<Gathered, CommandError> {
    let (Some(repository), Some(number)) = (event.repository(), event.number) else { return Ok(Gathered::default()) };
    if !github::has_token() {
        context.say("Without GITHUB_TOKEN nobody's approval is known; give it to this step, or use --approvals FILE.");
        return Ok(Gathered::default());
    }
    let client = github::client(context, false)?;
    let reviews = client.reviews(&repository, number)?;
    let author = match &event.pull {
        Some(pull) => pull.author.login.clone(),
        None => client.pull_request(&repository, number)?.author.login,
    };
    Ok(Gathered {
        author: Some(author),
        submitted: reviews.into_iter().map(submitted).collect(),
        teams: teams(&client, policy)?,
    })
}

pub(in crate::cli) fn submitted(review: Review) -> Submitted {
    let state = match review.state {
        ReviewState::Approved => "APPROVED",
        ReviewState::ChangesRequested => "CHANGES_REQUESTED",
        ReviewState::Commented => "COMMENTED",
        ReviewState::Dismissed => "DISMISSED",
        ReviewState::Pending => "PENDING",
    };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Submitted {
        user: some(review.author.login),
        state: state.to_owned(),
        commit: review.commit,
        submitted_at: some(review.submitted),
        body: some(review.body),
    }
}

/// Who belongs to each team that a policy names, as far as the token may see it.
fn teams(client: &Client, policy: &Policy) -> Result<Vec<TeamMembers>, CommandError> {
    let mut out = Vec::new();
    for approver in policy.approvers() {
        let Approver::Team { organization, slug } = approver else { continue };
        let members = client.team_members(organization, slug)?;
        let members =
            members.ok_or_else(|| "this token may not see GitHub's teams, and [teams] does not list it".to_owned());
        out.push(TeamMembers { organization: organization.clone(), team: slug.clone(), members });
    }
    Ok(out)
}
