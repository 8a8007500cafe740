//! The client: who asks, where, how patiently, and whether writing is only planned.

use std::cell::RefCell;

use octocrab::Octocrab;
use serde_json::Value;

use super::address::ApiAddress;
use super::answer::Answer;
use super::error::{GitHubError, Reason};
use super::patience::Patience;
use super::send::{self, Call};
use super::token::Token;

/// What a client is made of.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where GitHub's interface is.
    pub address: ApiAddress,
    /// Who asks; without one, what is public can be read.
    pub token: Option<Token>,
    /// How patient it is.
    pub patience: Patience,
    /// Whether writing is only planned: [`Client::planned`] has what would be sent.
    pub dry_run: bool,
}

/// A request that would change something.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// `POST`, `PATCH`, `DELETE`.
    pub method: &'static str,
    /// The path, with the query.
    pub path: String,
    /// The content.
    pub body: Option<Value>,
}

/// Speaks with GitHub, one request after the other.
///
/// What only reads, and what has the same effect twice, is repeated after failures of GitHub or the
/// network, a bounded number of times. What creates something is repeated only after a look whether
/// the first attempt arrived. Limits are waited for as long as GitHub asks, within bounds.
pub struct Client {
    pub(super) settings: Settings,
    pub(super) octocrab: Octocrab,
    /// Asks GraphQL, which has another address on Enterprise servers.
    pub(super) graphql: Octocrab,
    pub(super) runtime: tokio::runtime::Runtime,
    /// Told when there is something worth knowing while waiting.
    pub(super) notice: Box<dyn Fn(&str)>,
    planned: RefCell<Vec<Planned>>,
    requests: RefCell<Vec<String>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Client {
    /// Returns a client; `notice` is told what is worth knowing while it waits.
    ///
    /// # Errors
    /// When the machine lacks what encrypted connections need.
    pub fn new(settings: Settings, notice: Box<dyn Fn(&str)>) -> Result<Self, GitHubError> {
        let cannot = |why: &dyn std::fmt::Display| {
            GitHubError::usage(
                format!("GitHub cannot be asked from this machine: {why}"),
                "encrypted connections need the system's root certificates (the package ca-certificates)",
            )
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|why| cannot(&why))?;
        let guard = runtime.enter();
        let octocrab = asking(settings.address.as_str(), &settings).map_err(|why| cannot(&why))?;
        let graphql = match settings.address.graphql() {
            same if same == settings.address.as_str() => octocrab.clone(),
            other => asking(other, &settings).map_err(|why| cannot(&why))?,
        };
        drop(guard);
        let (planned, requests) = (RefCell::default(), RefCell::default());
        Ok(Self { settings, octocrab, graphql, runtime, notice, planned, requests })
    }

    /// The requests that would have changed something, in their order, where writing is only planned.
    pub fn planned(&self) -> Vec<Planned> {
        self.planned.borrow().clone()
    }

    /// Every request made so far, repeated ones too: `GET /repos/…`.
    pub fn requests(&self) -> Vec<String> {
        self.requests.borrow().clone()
    }

    /// Whether writing is only planned.
    pub fn is_dry_run(&self) -> bool {
        self.settings.dry_run
    }

    /// Reads something.
    pub(super) fn read(&self, path: String, what: &str, permission: &str) -> Result<Answer, GitHubError> {
        self.call(&Call::get(path, what, permission))
    }

    /// Reads something that may not be there.
    pub(super) fn find(&self, path: String, what: &str, permission: &str) -> Result<Option<Answer>, GitHubError> {
        match self.read(path, what, permission) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.reason == Reason::Missing => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a list to its last page. `field` is where the list stands in each answer; empty where the
    /// answer is the list.
    pub(super) fn pages(
        &self,
        path: &str,
        field: &str,
        what: &str,
        permission: &str,
    ) -> Result<Vec<Value>, GitHubError> {
        let mut out = Vec::new();
        let join = if path.contains('?') { '&' } else { '?' };
        for page in 1..=MOST_PAGES {
            let number = if page == 1 { String::new() } else { format!("&page={page}") };
            let answer = self.read(format!("{path}{join}per_page=100{number}"), what, permission)?;
            let list = if field.is_empty() { Some(&answer.body) } else { answer.body.get(field) };
            let items = list.and_then(Value::as_array).ok_or_else(|| GitHubError::unreadable(what, "it is no list"))?;
            out.extend(items.iter().cloned());
            if !answer.more {
                return Ok(out);
            }
        }
        Err(GitHubError::unreadable(what, format!("the list has more than {MOST_PAGES} pages")))
    }

    /// Changes something, or plans to. Nothing (null) comes back for a plan.
    pub(super) fn change(&self, call: &Call<'_>) -> Result<Answer, GitHubError> {
        if self.settings.dry_run {
            let (method, path, body) = (call.method.name(), call.path.clone(), call.body.clone());
            self.planned.borrow_mut().push(Planned { method, path, body });
            return Ok(Answer { status: 200, ..Answer::default() });
        }
        if self.settings.token.is_none() {
            return Err(GitHubError::new(
                Reason::Token,
                format!("without a token GitHub lets nobody {}", call.what),
                Some("set GITHUB_TOKEN or GH_TOKEN (in a workflow: env: GITHUB_TOKEN: ${{ github.token }})"),
            ));
        }
        self.call(call)
    }

    /// Creates something. Where it stays uncertain whether that worked, `look` says whether it is there
    /// before it is created again.
    pub(super) fn create<T>(
        &self,
        call: &Call<'_>,
        read: impl Fn(&Answer) -> Result<T, GitHubError>,
        look: impl Fn() -> Result<Option<T>, GitHubError>,
    ) -> Result<T, GitHubError> {
        let mut attempt = 1;
        loop {
            let error = match self.change(call).and_then(|answer| read(&answer)) {
                Err(error) if error.is_uncertain() && attempt < self.settings.patience.attempts => error,
                other => return other,
            };
            send::wait_for(self, self.settings.patience.wait_after(attempt), &error.message);
            if let Some(found) = look()? {
                return Ok(found);
            }
            attempt += 1;
        }
    }

    pub(super) fn note_request(&self, call: &Call<'_>) {
        self.requests.borrow_mut().push(format!("{} {}", call.method.name(), call.path));
    }
}

/// The library's client, whose every address is below `base`. Its token goes nowhere else.
fn asking(base: &str, settings: &Settings) -> octocrab::Result<Octocrab> {
    let mut builder = Octocrab::builder().base_uri(base)?.upload_uri(base)?;
    if let Some(token) = &settings.token {
        builder = builder.personal_token(token.expose().to_owned());
    }
    builder.build()
}

/// More pages than any list here can sensibly have: 50,000 comments.
const MOST_PAGES: u32 = 500;
