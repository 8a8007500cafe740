//! What can go wrong with GitHub, in words that say what to do.

use super::answer::Answer;
use super::send::Call;

/// Why GitHub did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct GitHubError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The kind of it.
    pub reason: Reason,
}

/// The kinds of failure that callers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The token is missing, wrong or expired.
    Token,
    /// The token may not do this.
    Forbidden,
    /// It is not there, or the token may not see it.
    Missing,
    /// GitHub understood and refused: something in the request does not fit.
    Refused,
    /// Too much was asked in too short a time.
    Limited,
    /// GitHub or the network failed; what was asked for may have been done nevertheless.
    Uncertain,
    /// GitHub answered something that is none of its answers.
    Unreadable,
    /// Something was named wrongly before anything was sent.
    Usage,
}

impl GitHubError {
    pub(super) fn new(reason: Reason, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { message: message.into(), hint: hint.map(str::to_owned), reason }
    }

    /// Returns an error for something named wrongly.
    pub(super) fn usage(message: impl Into<String>, hint: &str) -> Self {
        Self::new(Reason::Usage, message, Some(hint))
    }

    /// Returns an error for an answer that lacks what it must have.
    pub(super) fn unreadable(what: &str, why: impl std::fmt::Display) -> Self {
        Self::new(
            Reason::Unreadable,
            format!("GitHub's answer cannot be understood (asked to {what}): {why}"),
            Some("is the address of its interface right? An Enterprise server's ends in /api/v3"),
        )
    }

    /// Whether what was asked for may have been done nevertheless.
    pub(super) fn is_uncertain(&self) -> bool {
        self.reason == Reason::Uncertain
    }

    /// Returns what an answer other than success means.
    pub(super) fn of(answer: &Answer, call: &Call<'_>) -> Self {
        let (what, permission) = (call.what, call.permission);
        let said = said(answer);
        let (reason, message, hint) = match answer.status {
            401 => (
                Reason::Token,
                format!("GitHub does not accept the token (asked to {what}){said}"),
                "it may be mistyped, revoked or expired; set GITHUB_TOKEN or GH_TOKEN to a valid one".to_owned(),
            ),
            403 => (
                Reason::Forbidden,
                format!("the token may not {what}{said}"),
                format!("it needs the permission `{permission}`; the token of a pull request from a fork only reads"),
            ),
            404 | 410 => (
                Reason::Missing,
                format!("GitHub found nothing when asked to {what} ({} {})", call.method.name(), call.path),
                format!("either it is not there, or the token may not see it (permission `{permission}`)"),
            ),
            409 => (
                Reason::Refused,
                format!("GitHub could not {what} because something else just changed it{said}"),
                "run it again; a repository without a commit cannot be read at all".to_owned(),
            ),
            422 => (
                Reason::Refused,
                format!("GitHub refuses to {what}{said}"),
                "the names or texts given do not fit what GitHub has".to_owned(),
            ),
            500.. => (
                Reason::Uncertain,
                format!("GitHub failed when asked to {what} (status {}){said}", answer.status),
                "it may pass: run it again later; https://www.githubstatus.com tells of outages".to_owned(),
            ),
            status => (
                Reason::Refused,
                format!("GitHub answered {status} when asked to {what}{said}"),
                "is the address of its interface right?".to_owned(),
            ),
        };
        Self { message, hint: Some(hint), reason }
    }
}

/// What GitHub says itself, as the end of a sentence.
fn said(answer: &Answer) -> String {
    let message = answer.message();
    let details = answer.details();
    match (message.is_empty(), details.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!(": {message}"),
        (false, false) => format!(": {message}: {}", details.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Call, GitHubError, Reason};
    use crate::github::send::Method;

    #[test]
    fn every_refusal_is_explained() {
        let of = |status| {
            let answer = Answer {
                status,
                body: serde_json::json!({"message": "No", "errors": [{"resource": "Label", "code": "already_exists"}]}),
                ..Answer::default()
            };
            let (method, path) = (Method::Post, "/labels".to_owned());
            let (what, permission) = ("add a label", "issues: write");
            GitHubError::of(&answer, &Call { method, path, body: None, what, permission, repeat: true })
        };
        for (status, reason) in [
            (401, Reason::Token),
            (403, Reason::Forbidden),
            (404, Reason::Missing),
            (409, Reason::Refused),
            (422, Reason::Refused),
            (502, Reason::Uncertain),
            (418, Reason::Refused),
        ] {
            let error = of(status);
            assert_eq!(error.reason, reason, "{status}");
            assert!(error.message.contains("add a label"), "{}", error.message);
            assert!(error.hint.is_some());
        }
        assert!(of(422).message.ends_with(": No: Label already_exists"), "{}", of(422).message);
        assert!(of(403).hint.expect("a hint").contains("issues: write"));
    }
}
