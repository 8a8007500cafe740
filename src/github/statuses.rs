//! The status of a commit: what a protected branch waits for.

use serde_json::json;

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::error::GitHubError;
use super::send::{Call, Method};

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusState {
    /// Somebody's agreement is missing.
    Pending,
    /// All agreed.
    Success,
    /// It is refused.
    Failure,
    /// It could not be judged.
    Error,
}

/// A finished status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The commit.
    pub head: String,
    /// Which of the statuses of the commit, `rungs/framework`.
    pub context: String,
    /// How far it is.
    pub state: StatusState,
    /// A few words; what is over 140 characters is cut.
    pub description: String,
    /// Where more can be read.
    pub url: Option<String>,
}

/// How many characters GitHub takes.
const LONGEST: usize = 140;

impl Client {
    /// Sets a status of a commit.
    ///
    /// # Errors
    /// When the request fails for good.
    pub fn post_status(&self, repository: &RepositoryName, status: &Status) -> Result<(), GitHubError> {
        let state = match status.state {
            StatusState::Pending => "pending",
            StatusState::Success => "success",
            StatusState::Failure => "failure",
            StatusState::Error => "error",
        };
        let mut body =
            json!({"state": state, "context": status.context, "description": shortened(&status.description)});
        if let Some(url) = &status.url {
            body["target_url"] = json!(url);
        }
        // The last status of a context counts, so the same twice does no harm.
        self.change(&Call {
            method: Method::Post,
            path: format!("{}/statuses/{}", repository.route(), segment(&status.head)),
            body: Some(body),
            what: "set the status of the commit",
            permission: "statuses: write",
            repeat: true,
        })?;
        Ok(())
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST - 1).collect();
    format!("{}\u{2026}", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn descriptions_keep_to_the_limit() {
        assert_eq!(shortened("short"), "short");
        assert_eq!(shortened(&"é".repeat(500)).chars().count(), 140);
    }
}
