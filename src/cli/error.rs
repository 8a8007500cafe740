//! Why a command could not be done: what is wrong and what to do, in one place.

use crate::source::Diagnostic;

/// Why a command could not be done.
#[derive(Debug)]
pub(super) enum CommandError {
    /// Something the user can mend: what is wrong, and what to do.
    User { message: String, hint: Option<String> },
    /// Problems of files, each at its place.
    Files { message: String, problems: Vec<Diagnostic> },
    /// Whoever read the output stopped reading.
    ClosedPipe,
}

impl CommandError {
    /// Returns an error that says what is wrong.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self::User { message: message.into(), hint: None }
    }

    /// Returns an error that says what is wrong and what to do.
    pub(super) fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::User { message: message.into(), hint: Some(hint.into()) }
    }

    /// Returns the error for a file that could not be read or written.
    pub(super) fn io(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
            std::io::ErrorKind::PermissionDenied => "the permission is missing".to_owned(),
            std::io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
            std::io::ErrorKind::AlreadyExists => "there is a file where a folder should be".to_owned(),
            std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            std::io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
            std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("cannot {what} {}: {reason}", super::files::shown(path)))
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::new(format!("cannot write the output: {error}"))
        }
    }
}
