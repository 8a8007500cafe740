//! One request and its answer, repeated with patience where that can do no harm.

use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use octocrab::Octocrab;
use serde_json::Value;

use super::answer::{self, Answer};
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::patience;

/// The methods of HTTP that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request.
#[derive(Debug, Clone)]
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// The path with its query, from the address of the interface on.
    pub(super) path: String,
    pub(super) body: Option<Value>,
    /// What is asked, as it stands in "the token may not …".
    pub(super) what: &'a str,
    /// The permission it needs, as workflows write it.
    pub(super) permission: &'a str,
    /// Whether it does the same twice, so that it may be repeated whatever became of it.
    pub(super) repeat: bool,
}

impl<'a> Call<'a> {
    /// A request that only reads.
    pub(super) fn get(path: String, what: &'a str, permission: &'a str) -> Self {
        Self { method: Method::Get, path, body: None, what, permission, repeat: true }
    }
}

/// The path of GraphQL.
pub(super) const GRAPHQL: &str = "/graphql";

/// How many requests are on their way at once: enough to hide the way, too few to be a nuisance.
const AT_ONCE: usize = 8;

/// Why there is no answer.
enum Fault {
    /// None came in time.
    Late,
    /// The connection failed before the answer, or within it.
    Broken(String),
}

impl Client {
    /// Makes a request and returns its answer if it is a success.
    pub(super) fn call(&self, call: &Call<'_>) -> Result<Answer, GitHubError> {
        let patience = &self.settings.patience;
        let mut attempt = 1;
        loop {
            self.note_request(call);
            let octocrab = if call.path == GRAPHQL { &self.graphql } else { &self.octocrab };
            let outcome = self.runtime.block_on(async {
                match tokio::time::timeout(patience.answer, once(octocrab, call)).await {
                    Ok(outcome) => outcome,
                    Err(_) => Err(Fault::Late),
                }
            });
            let last = attempt >= patience.attempts;
            match outcome {
                Ok(answer) if answer.is_success() => return Ok(answer),
                Ok(answer) => {
                    if let Some(limit) = patience::limited(&answer, SystemTime::now()) {
                        let wait = limit.wait.unwrap_or_else(|| patience.wait_after(attempt));
                        if last || wait > patience.longest_wait {
                            return Err(too_much(call, wait));
                        }
                        wait_for(self, wait, "GitHub asks for a pause because too much was asked in a short time");
                    } else if answer.status >= 500 && call.repeat && !last {
                        let failed = format!("GitHub failed with {}", answer.status);
                        wait_for(self, patience.wait_after(attempt), &failed);
                    } else {
                        return Err(self.redacted(GitHubError::of(&answer, call)));
                    }
                }
                Err(fault) if call.repeat && !last => {
                    wait_for(self, patience.wait_after(attempt), &fault.words(patience.answer));
                }
                Err(fault) => return Err(self.redacted(fault.error(call, patience.answer))),
            }
            attempt += 1;
        }
    }

    /// Reads several things, a few at a time; what fails that way is read again with patience.
    pub(super) fn read_many(&self, paths: &[String], what: &str, permission: &str) -> Result<Vec<Answer>, GitHubError> {
        let mut out = Vec::with_capacity(paths.len());
        for some in paths.chunks(AT_ONCE) {
            let calls = some.iter().map(|path| Call::get(path.clone(), what, permission));
            let calls: Vec<Call<'_>> = calls.collect();
            calls.iter().for_each(|call| self.note_request(call));
            let answers = self.runtime.block_on(async {
                let tries = join_all(calls.iter().map(|call| once(&self.octocrab, call)));
                tokio::time::timeout(self.settings.patience.answer, tries).await.unwrap_or_default()
            });
            for (index, path) in some.iter().enumerate() {
                match answers.get(index) {
                    Some(Ok(answer)) if answer.is_success() => out.push(answer.clone()),
                    _ => out.push(self.read(path.clone(), what, permission)?),
                }
            }
        }
        Ok(out)
    }

    fn redacted(&self, mut error: GitHubError) -> GitHubError {
        if let Some(token) = &self.settings.token {
            error.message = token.redact(&error.message);
        }
        error
    }
}

/// Waits before something is looked at or tried again, and says so.
pub(super) fn wait_for(client: &Client, wait: Duration, why: &str) {
    let seconds = wait.as_secs().max(1);
    let unit = if seconds == 1 { "second" } else { "seconds" };
    (client.notice)(&format!("{why}; trying again in {seconds} {unit}"));
    let wait = client.settings.patience.paced(wait);
    client.runtime.block_on(async move { tokio::time::sleep(wait).await });
}

fn too_much(call: &Call<'_>, wait: Duration) -> GitHubError {
    let minutes = wait.as_secs().div_ceil(60);
    GitHubError::new(
        Reason::Limited,
        format!("too much was asked of GitHub in a short time, so it does not {} now", call.what),
        Some(&format!("it asks to wait about {minutes} min: run it again then")),
    )
}

/// Makes a request once and reads its answer to the end.
async fn once(octocrab: &Octocrab, call: &Call<'_>) -> Result<Answer, Fault> {
    let broken = |error: octocrab::Error| Fault::Broken(root_cause(&error));
    let path = call.path.as_str();
    let body = call.body.as_ref();
    let response = match call.method {
        Method::Get => octocrab._get(path).await,
        Method::Post => octocrab._post(path, body).await,
        Method::Patch => octocrab._patch(path, body).await,
        Method::Delete => octocrab._delete(path, body).await,
    }
    .map_err(broken)?;
    let number = |name: &str| response.headers().get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
    let link = response.headers().get("link").and_then(|link| link.to_str().ok());
    let mut out = Answer {
        status: response.status().as_u16(),
        body: Value::Null,
        more: link.is_some_and(answer::has_next),
        retry_after: number("retry-after"),
        remaining: number("x-ratelimit-remaining"),
        reset: number("x-ratelimit-reset"),
    };
    let text = octocrab.body_to_string(response).await.map_err(broken)?;
    out.body = match serde_json::from_str(&text) {
        Ok(body) => body,
        Err(_) if text.is_empty() => Value::Null,
        // A success that is cut short is none; the page of a proxy says nothing beside its status.
        Err(why) if out.is_success() => return Err(Fault::Broken(format!("the answer is not whole ({why})"))),
        Err(_) => Value::Null,
    };
    Ok(out)
}

/// The innermost reason of an error: the outer ones say "Service Error".
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut at = error;
    while let Some(source) = at.source() {
        at = source;
    }
    at.to_string()
}

impl Fault {
    fn words(&self, answer: Duration) -> String {
        match self {
            Self::Late => format!("GitHub did not answer within {} s", answer.as_secs_f32()),
            Self::Broken(why) => format!("the connection to GitHub failed: {why}"),
        }
    }

    fn error(&self, call: &Call<'_>, answer: Duration) -> GitHubError {
        GitHubError::new(
            Reason::Uncertain,
            format!("{} (asked to {})", self.words(answer), call.what),
            Some("is the network there, and the address of GitHub's interface right?"),
        )
    }
}
