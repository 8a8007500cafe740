//! What a workflow of GitHub Actions is about: the event it was started by.

use serde_json::Value;

use crate::cli::error::CommandError;
use crate::github::{PullRequest, RepositoryName};

/// The change that a workflow was started for.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// The tip of the branch the change is for.
    pub(super) base: String,
    /// The last commit of the change.
    pub(super) head: String,
    /// The pull request; none in a merge queue.
    pub(super) pull: Option<PullRequest>,
    /// The number of the pull request, in a merge queue as the queue's branch names it.
    pub(super) number: Option<u64>,
    /// The repository, where it was named.
    pub(super) repository: Option<RepositoryName>,
}

/// What a workflow was started by.
pub(super) enum Started {
    /// A change.
    Change(Box<Event>),
    /// The end of a workflow that only read, as those of pull requests from forks do.
    Stage(Stage),
}

/// The first stage of a review, and the change it was started for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stage {
    /// The last commit of the change.
    pub(super) head: String,
    /// Its branch.
    pub(super) branch: String,
    /// Whose repository that is in.
    pub(super) owner: String,
}

impl Event {
    /// Returns the event that the environment names; none outside of GitHub Actions.
    pub(super) fn of_environment() -> Result<Option<Started>, CommandError> {
        let Some(path) = std::env::var_os("GITHUB_EVENT_PATH").filter(|path| !path.is_empty()) else {
            return Ok(None);
        };
        let path = std::path::PathBuf::from(path);
        let text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| CommandError::new(format!("{} is no JSON: {error}", path.display())))?;
        if let Some(stage) = value.get("workflow_run").and_then(Stage::of) {
            return Ok(Some(Started::Stage(stage)));
        }
        Self::of(&value).map(|event| Some(Started::Change(Box::new(event))))
    }

    /// Returns the event of a pull request that was named.
    pub(super) fn of_pull(repository: RepositoryName, pull: PullRequest) -> Self {
        let (base, head) = (pull.base.commit.clone(), pull.head.commit.clone());
        Self { base, head, number: Some(pull.number), pull: Some(pull), repository: Some(repository) }
    }

    /// The repository at GitHub: as named, else as the environment or the pull request says.
    pub(super) fn repository(&self) -> Option<RepositoryName> {
        let named = || std::env::var("GITHUB_REPOSITORY").ok().and_then(|name| RepositoryName::parse(&name));
        let of_pull = || self.pull.as_ref().and_then(|pull| pull.base.repository.clone());
        self.repository.clone().or_else(named).or_else(of_pull)
    }

    fn of(value: &Value) -> Result<Self, CommandError> {
        if let Some(pull) = value.get("pull_request").and_then(PullRequest::of) {
            let (base, head) = (pull.base.commit.clone(), pull.head.commit.clone());
            return Ok(Self { base, head, number: Some(pull.number), pull: Some(pull), repository: None });
        }
        let text = |name: &str| value["merge_group"][name].as_str().map(str::to_owned);
        if let (Some(base), Some(head)) = (text("base_sha"), text("head_sha")) {
            let number = text("head_ref").and_then(|name| number_in_queue(&name));
            return Ok(Self { base, head, pull: None, number, repository: None });
        }
        Err(CommandError::with_hint(
            "this workflow was started by an event that is about no pull request",
            "start it on pull_request, pull_request_review or merge_group; or name a range: rungs review A...B",
        ))
    }
}

impl Stage {
    fn of(value: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Some(Self {
            head: text(&value["head_sha"])?,
            branch: text(&value["head_branch"])?,
            owner: text(&value["head_repository"]["owner"]["login"])?,
        })
    }
}

/// The pull request that a branch of a merge queue is for:
/// `refs/heads/gh-readonly-queue/main/pr-12-<commit>`.
fn number_in_queue(name: &str) -> Option<u64> {
    let last = name.rsplit('/').next()?.strip_prefix("pr-")?;
    last.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_queue_names_the_pull_request() {
        let of = super::number_in_queue;
        assert_eq!(of("refs/heads/gh-readonly-queue/main/pr-12-0123abcd"), Some(12));
        assert_eq!(of("refs/heads/gh-readonly-queue/release/v1/pr-7-0123abcd"), Some(7));
        assert_eq!(of("refs/heads/main"), None);
    }
}
