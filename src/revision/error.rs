//! What can go wrong with git, in words that say what to do.

use git2::ErrorCode;

/// Why something of git could not be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct RevisionError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl RevisionError {
    /// Returns an error that says what is wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// Returns an error that says what is wrong and what to do.
    pub fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }
}

impl From<git2::Error> for RevisionError {
    fn from(error: git2::Error) -> Self {
        let text = error.message().to_owned();
        match error.code() {
            ErrorCode::Owner => Self::with_hint(
                "the repository belongs to another user of this machine, and git does not trust it",
                "if you do: git config --global --add safe.directory '<its folder>'",
            ),
            _ if text.contains("unsupported extension") || text.contains("extension name") => Self::with_hint(
                format!("the repository uses a feature of git that rungs cannot read ({text})"),
                "clone it anew without that feature, for example with --ref-format=files",
            ),
            ErrorCode::NotFound if text.contains("object not found") || text.contains("no match for id") => {
                Self::with_hint(
                    format!("an object of the repository is not here ({text})"),
                    "in a shallow or partial clone, fetch it first: git fetch --unshallow, or git fetch --refetch",
                )
            }
            _ => Self::new(format!("git: {text}")),
        }
    }
}
