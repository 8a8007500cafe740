//! What a workflow of GitHub Actions is about: the event it was started by.

use serde_json::Value;

use crate::cli::error::CommandError;
use crate::github::PullRequest;

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
}

impl Event {
    /// Returns the event that the environment names; none outside of GitHub Actions.
    pub(super) fn of_environment() -> Result<Option<Self>, CommandError> {
        let Some(path) = std::env::var_os("GITHUB_EVENT_PATH").filter(|path| !path.is_empty()) else {
            return Ok(None);
        };
        let path = std::path::PathBuf::from(path);
        let text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| CommandError::new(format!("{} is no JSON: {error}", path.display())))?;
        Self::of(&value).map(Some)
    }

    fn of(value: &Value) -> Result<Self, CommandError> {
        if let Some(pull) = value.get("pull_request").and_then(PullRequest::of) {
            let (base, head) = (pull.base.commit.clone(), pull.head.commit.clone());
            return Ok(Self { base, head, number: Some(pull.number), pull: Some(pull) });
        }
        let text = |name: &str| value["merge_group"][name].as_str().map(str::to_owned);
        if let (Some(base), Some(head)) = (text("base_sha"), text("head_sha")) {
            let number = text("head_ref").and_then(|name| number_in_queue(&name));
            return Ok(Self { base, head, pull: None, number });
        }
        Err(CommandError::with_hint(
            "this workflow was started by an event that is about no pull request",
            "start it on pull_request, pull_request_review or merge_group; or name a range: rungs review A...B",
        ))
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
