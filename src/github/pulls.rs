//! Pull requests and what people said on them.

use serde_json::Value;

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::comments::Owner;
use super::error::GitHubError;

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// Its number.
    pub number: u64,
    /// The title.
    pub title: String,
    /// The description.
    pub body: String,
    /// Who opened it.
    pub author: Owner,
    /// Where it can be read.
    pub url: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// What it is to be merged into.
    pub base: Side,
    /// What is to be merged.
    pub head: Side,
    /// The names of its labels.
    pub labels: Vec<String>,
    /// The logins of the people who are asked for a review and have not given it.
    pub requested_users: Vec<String>,
    /// The short names of teams, likewise.
    pub requested_teams: Vec<String>,
}

/// One side of a pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The branch.
    pub branch: String,
    /// The commit's hash.
    pub commit: String,
    /// The repository; none where it was deleted.
    pub repository: Option<RepositoryName>,
}

/// What a review says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewState {
    /// "Approve".
    Approved,
    /// "Request changes".
    ChangesRequested,
    /// "Comment".
    Commented,
    /// One that was taken back.
    Dismissed,
    /// One that is not sent yet.
    Pending,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Whose it is; an empty login for an account that is gone.
    pub author: Owner,
    /// What it says.
    pub state: ReviewState,
    /// The commit that was looked at; none where GitHub does not know any more.
    pub commit: Option<String>,
    /// When it was sent, as `2027-01-31T12:00:00Z`.
    pub submitted: String,
    /// The text.
    pub body: String,
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn names(value: &Value, list: &str, name: &str) -> Vec<String> {
    let list = value.get(list).and_then(Value::as_array);
    list.into_iter().flatten().map(|item| text(item, name)).filter(|name| !name.is_empty()).collect()
}

impl Side {
    fn of(value: &Value) -> Option<Self> {
        let commit = text(value, "sha");
        let repository = RepositoryName::parse(value["repo"]["full_name"].as_str().unwrap_or(""));
        (!commit.is_empty()).then(|| Self { branch: text(value, "ref"), commit, repository })
    }
}

impl PullRequest {
    /// Reads a pull request as GitHub writes it in answers and in the events of workflows; none where
    /// something it must have is missing.
    pub fn of(value: &Value) -> Option<Self> {
        Some(Self {
            number: value.get("number").and_then(Value::as_u64)?,
            title: text(value, "title"),
            body: text(value, "body"),
            author: Owner::of(&value["user"]),
            url: text(value, "html_url"),
            open: text(value, "state") == "open",
            draft: value.get("draft").and_then(Value::as_bool).unwrap_or(false),
            base: Side::of(&value["base"])?,
            head: Side::of(&value["head"])?,
            labels: names(value, "labels", "name"),
            requested_users: names(value, "requested_reviewers", "login"),
            requested_teams: names(value, "requested_teams", "slug"),
        })
    }

    /// Whether it comes from another repository, so that a workflow's token may only read.
    pub fn is_from_fork(&self) -> bool {
        self.head.repository != self.base.repository
    }
}

impl Review {
    fn of(value: &Value) -> Option<Self> {
        let state = match text(value, "state").to_ascii_uppercase().as_str() {
            "APPROVED" => ReviewState::Approved,
            "CHANGES_REQUESTED" => ReviewState::ChangesRequested,
            "COMMENTED" => ReviewState::Commented,
            "DISMISSED" => ReviewState::Dismissed,
            "PENDING" => ReviewState::Pending,
            _ => return None,
        };
        let commit = Some(text(value, "commit_id")).filter(|commit| !commit.is_empty());
        let (submitted, body) = (text(value, "submitted_at"), text(value, "body"));
        Some(Self { author: Owner::of(&value["user"]), state, commit, submitted, body })
    }
}

impl Client {
    /// Returns a pull request.
    ///
    /// # Errors
    /// When there is none, or the token may not see it.
    pub fn pull_request(&self, repository: &RepositoryName, number: u64) -> Result<PullRequest, GitHubError> {
        let what = "read the pull request";
        let answer = self.read(format!("{}/pulls/{number}", repository.route()), what, "pull-requests: read")?;
        PullRequest::of(&answer.body).ok_or_else(|| GitHubError::unreadable(what, "it lacks a side or its number"))
    }

    /// Returns the open pull requests of a branch, `owner:branch`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn pull_requests_of(
        &self,
        repository: &RepositoryName,
        owner: &str,
        branch: &str,
    ) -> Result<Vec<PullRequest>, GitHubError> {
        let what = "find the pull request of a branch";
        let head = segment(&format!("{owner}:{branch}"));
        let path = format!("{}/pulls?state=open&head={head}", repository.route());
        let all = self.pages(&path, "", what, "pull-requests: read")?;
        let read = |value| {
            PullRequest::of(value).ok_or_else(|| GitHubError::unreadable(what, "it lacks a side or its number"))
        };
        all.iter().map(read).collect()
    }

    /// Returns every review of a pull request, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read to their end, or one says something that is not known: then nobody
    /// can tell who agreed.
    pub fn reviews(&self, repository: &RepositoryName, number: u64) -> Result<Vec<Review>, GitHubError> {
        let what = "read the reviews of the pull request";
        let path = format!("{}/pulls/{number}/reviews", repository.route());
        let all = self.pages(&path, "", what, "pull-requests: read")?;
        let read =
            |value| Review::of(value).ok_or_else(|| GitHubError::unreadable(what, "a review of an unknown state"));
        all.iter().map(read).collect()
    }

    /// Returns the commit where two parted.
    ///
    /// # Errors
    /// When they have none in common, or one is not there.
    pub fn merge_base(&self, repository: &RepositoryName, base: &str, head: &str) -> Result<String, GitHubError> {
        let what = "find where the two commits parted";
        let path = format!("{}/compare/{}...{}?per_page=1", repository.route(), segment(base), segment(head));
        let answer = self.read(path, what, "contents: read")?;
        let found = answer.body["merge_base_commit"]["sha"].as_str();
        found.map(str::to_owned).ok_or_else(|| GitHubError::unreadable(what, "there is no commit in it"))
    }
}
