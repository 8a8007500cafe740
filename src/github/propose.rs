//! Opening a pull request, once.

use serde_json::{Value, json};

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, Method};

/// A pull request to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPullRequest {
    /// The title.
    pub title: String,
    /// The description, as Markdown.
    pub body: String,
    /// The branch with the change, in the same repository.
    pub head: String,
    /// The branch it is to be merged into.
    pub base: String,
}

const PERMISSION: &str = "pull-requests: write";

impl Client {
    /// Opens a pull request and returns where it can be read; one that is open already for the same
    /// branches is left as it is, and its place returned.
    ///
    /// # Errors
    /// When a request fails for good.
    pub fn open_pull_request(&self, repository: &RepositoryName, new: &NewPullRequest) -> Result<String, GitHubError> {
        let path = format!("{}/pulls", repository.route());
        let look = || {
            let (head, base) = (format!("{}:{}", repository.owner, new.head), segment(&new.base));
            let query = format!("{path}?state=open&head={}&base={base}", segment(&head));
            let found = self.read(query, "read the pull requests", "pull-requests: read")?;
            let is_this =
                |pull: &&Value| pull["head"]["ref"] == new.head.as_str() && pull["base"]["ref"] == new.base.as_str();
            let list = found.body.as_array().cloned().unwrap_or_default();
            Ok(list.iter().find(is_this).map(place))
        };
        if let Some(open) = look()? {
            return Ok(open);
        }
        let body = json!({"title": new.title, "body": new.body, "head": new.head, "base": new.base});
        let (what, permission) = ("open the pull request", PERMISSION);
        let call = Call { method: Method::Post, path: path.clone(), body: Some(body), what, permission, repeat: false };
        match self.create(&call, |answer| Ok(place(&answer.body)), look) {
            // Another run opened it between the look and now.
            Err(error) if error.reason == Reason::Refused => look()?.ok_or(error),
            other => other,
        }
    }
}

/// Where a pull request can be read.
fn place(pull: &Value) -> String {
    pull["html_url"].as_str().unwrap_or_default().to_owned()
}
