//! The comments of a pull request, one request each.

use serde_json::{Value, json};

use super::address::RepositoryName;
use super::answer::Answer;
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, GRAPHQL, Method};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its number; 0 where it is only planned.
    pub id: u64,
    /// Its number in GraphQL.
    pub node: String,
    /// Whose it is.
    pub owner: Owner,
    /// The Markdown.
    pub body: String,
    /// Where it can be read.
    pub url: String,
}

/// Whose something is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// The login; empty for an account that is gone.
    pub login: String,
    /// Whether it is an app's bot.
    pub is_bot: bool,
}

impl Owner {
    pub(super) fn of(user: &Value) -> Self {
        let text = |name: &str| user.get(name).and_then(Value::as_str).unwrap_or("");
        Self { login: text("login").to_owned(), is_bot: text("type") == "Bot" }
    }
}

/// The permission that writing comments needs.
const WRITE: &str = "pull-requests: write";

impl Comment {
    fn of(value: &Value) -> Result<Self, GitHubError> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
        let id = value.get("id").and_then(Value::as_u64);
        Ok(Self {
            id: id.ok_or_else(|| GitHubError::unreadable("read a comment", "it has no number"))?,
            node: text("node_id"),
            owner: Owner::of(&value["user"]),
            // GitHub keeps line ends as they were sent, and as its web editor sent them.
            body: text("body").replace("\r\n", "\n"),
            url: text("html_url"),
        })
    }
}

impl Client {
    /// Returns every comment of a pull request, the oldest first.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn comments(&self, repository: &RepositoryName, number: u64) -> Result<Vec<Comment>, GitHubError> {
        let path = format!("{}/issues/{number}/comments", repository.route());
        let pages = self.pages(&path, "", "read the comments of the pull request", "pull-requests: read")?;
        pages.iter().map(Comment::of).collect()
    }

    /// Writes a comment. `look` says whether it is there already where that stays uncertain.
    pub(super) fn create_comment(
        &self,
        (repository, number): (&RepositoryName, u64),
        body: &str,
        look: impl Fn() -> Result<Option<Comment>, GitHubError>,
    ) -> Result<Comment, GitHubError> {
        let call = Call {
            method: Method::Post,
            path: format!("{}/issues/{number}/comments", repository.route()),
            body: Some(json!({ "body": body })),
            what: "write a comment",
            permission: WRITE,
            repeat: false,
        };
        self.create(&call, |answer| self.written(answer, body), look)
    }

    /// Replaces the text of a comment; none where it is gone.
    pub(super) fn update_comment(
        &self,
        repository: &RepositoryName,
        id: u64,
        body: &str,
    ) -> Result<Option<Comment>, GitHubError> {
        let answer = self.change(&Call {
            method: Method::Patch,
            path: format!("{}/issues/comments/{id}", repository.route()),
            body: Some(json!({ "body": body })),
            what: "change the comment",
            permission: WRITE,
            repeat: true,
        });
        match answer {
            Ok(answer) => self.written(&answer, body).map(Some),
            Err(error) if error.reason == Reason::Missing => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes a comment; one that is gone is deleted.
    pub(super) fn delete_comment(&self, repository: &RepositoryName, id: u64) -> Result<(), GitHubError> {
        let answer = self.change(&Call {
            method: Method::Delete,
            path: format!("{}/issues/comments/{id}", repository.route()),
            body: None,
            what: "delete the comment",
            permission: WRITE,
            repeat: true,
        });
        match answer {
            Err(error) if error.reason == Reason::Missing => Ok(()),
            other => other.map(|_| ()),
        }
    }

    /// Folds a comment away as outdated.
    pub(super) fn hide_comment(&self, comment: &Comment) -> Result<(), GitHubError> {
        let query = "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) \
                     { minimizedComment { isMinimized } } }";
        let answer = self.change(&Call {
            method: Method::Post,
            path: GRAPHQL.to_owned(),
            body: Some(json!({"query": query, "variables": {"id": comment.node}})),
            what: "hide the comment",
            permission: WRITE,
            repeat: true,
        })?;
        // GraphQL says "no" with a success.
        match answer.body["errors"][0]["message"].as_str() {
            Some(why) => Err(GitHubError::new(
                Reason::Forbidden,
                format!("the token may not hide the comment: {why}"),
                Some("it needs the permission `pull-requests: write`"),
            )),
            None => Ok(()),
        }
    }

    fn written(&self, answer: &Answer, body: &str) -> Result<Comment, GitHubError> {
        if self.is_dry_run() {
            let (node, url) = (String::new(), String::new());
            return Ok(Comment { id: 0, node, owner: Owner::default(), body: body.to_owned(), url });
        }
        Comment::of(&answer.body)
    }
}
