//! Where a review is posted: the pull request or the merge queue that a workflow is about, the run
//! that posts, and the name under which several frameworks of a repository are told apart.

use crate::github::{Client, PullRequest, RepositoryName, Run};

use crate::cli::error::CommandError;

use super::event::Event;

/// Where a review is posted.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) repository: RepositoryName,
    /// The pull request as GitHub has it now; none for a merge queue.
    pub(super) pull: Option<PullRequest>,
    /// The commit that was judged.
    pub(super) head: String,
    /// Which framework of the repository.
    pub(super) key: String,
    /// The run that posts.
    pub(super) run: Run,
    /// Where the run can be read.
    pub(super) run_url: Option<String>,
}

impl Target {
    /// Returns where the review of an event is posted.
    pub(super) fn of_event(client: &Client, event: &Event, key: String) -> Result<Self, CommandError> {
        let repository = event.repository().ok_or_else(|| {
            CommandError::with_hint(
                "it is not known which repository of GitHub this is about",
                "set GITHUB_REPOSITORY to OWNER/NAME; GitHub Actions does",
            )
        })?;
        // As it is now: labels and requests may have changed since the event.
        let pull = match (&event.pull, event.number) {
            (Some(_), Some(number)) => Some(client.pull_request(&repository, number)?),
            _ => None,
        };
        let (run, run_url) = (run(), run_url(&repository));
        Ok(Self { repository, pull, head: event.head.clone(), key, run, run_url })
    }
}

/// The run that the environment names; the least one outside of workflows, so that what somebody posts
/// by hand never replaces what a workflow said.
fn run() -> Run {
    let number = variable("GITHUB_RUN_ID").and_then(|text| text.parse().ok()).unwrap_or(0);
    let attempt = variable("GITHUB_RUN_ATTEMPT").and_then(|text| text.parse().ok());
    Run { number, attempt: attempt.unwrap_or(u32::from(number > 0)) }
}

fn run_url(repository: &RepositoryName) -> Option<String> {
    let server = variable("GITHUB_SERVER_URL").filter(|url| url.starts_with("https://"))?;
    let number: u64 = variable("GITHUB_RUN_ID")?.parse().ok()?;
    Some(format!("{}/{repository}/actions/runs/{number}", server.trim_end_matches('/')))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}
