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
            _ if text.contains("refstorage") => Self::with_hint(
                "the repository keeps its branches as `reftable`, which rungs cannot read yet",
                "turn it back: git refs migrate --ref-format=files",
            ),
            _ if text.contains("'sdir'") => Self::with_hint(
                "the repository has a sparse index, which rungs cannot read yet",
                "write it out: git sparse-checkout reapply --no-sparse-index",
            ),
            _ if text.contains("extensions.partialclone") => Self::with_hint(
                "the repository was cloned in part by an old git, in a way that rungs cannot read",
                "write that down as git does today: git config remote.origin.promisor true && git config --unset extensions.partialclone",
            ),
            _ if text.contains("unsupported extension") || text.contains("extension name") => Self::with_hint(
                format!("the repository uses a feature of git that rungs cannot read ({text})"),
                "clone it anew without that feature",
            ),
            ErrorCode::NotFound if text.contains("object not found") || text.contains("no match for id") => {
                Self::with_hint(
                    format!("an object of the repository is not here ({text})"),
                    "`git fsck` shows what is damaged; a new clone has everything",
                )
            }
            _ => Self::new(format!("git: {text}")),
        }
    }
}
