//! What the server keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::faults::Fault;

/// Whom a token speaks for, and what it may.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) may: BTreeSet<&'static str>,
}

impl Account {
    pub(crate) fn is_bot(&self) -> bool {
        self.login.ends_with("[bot]")
    }
}

/// A comment.
#[derive(Clone)]
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) login: String,
    pub(crate) body: String,
    pub(crate) hidden: bool,
    /// How often its text was replaced.
    pub(crate) edits: u32,
}

/// A review.
#[derive(Clone)]
pub(crate) struct Review {
    pub(crate) login: String,
    pub(crate) state: String,
    pub(crate) commit: String,
    pub(crate) body: String,
}

/// A check run.
#[derive(Clone)]
pub(crate) struct Check {
    pub(crate) id: u64,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) head: String,
    pub(crate) external: String,
    pub(crate) conclusion: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) annotations: Vec<Value>,
}

/// A label of the repository.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) color: String,
    pub(crate) description: Option<String>,
}

/// The pull request, number 12.
#[derive(Clone)]
pub(crate) struct Pull {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) author: String,
    pub(crate) base_branch: String,
    pub(crate) base: String,
    pub(crate) head_branch: String,
    pub(crate) head: String,
    /// The repository the head is in.
    pub(crate) head_repository: String,
    pub(crate) draft: bool,
    pub(crate) labels: Vec<String>,
    pub(crate) users: Vec<String>,
    pub(crate) teams: Vec<String>,
}

/// Everything.
pub(crate) struct State {
    pub(crate) git: PathBuf,
    pub(crate) tokens: BTreeMap<&'static str, Account>,
    pub(crate) pull: Pull,
    /// Pull requests opened since.
    pub(crate) opened: Vec<Pull>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) reviews: Vec<Review>,
    pub(crate) checks: Vec<Check>,
    /// Commit, context, state, description.
    pub(crate) statuses: Vec<(String, String, String, String)>,
    pub(crate) labels: Vec<Label>,
    pub(crate) teams: BTreeMap<String, Vec<String>>,
    /// Who may be asked for a review.
    pub(crate) collaborators: Vec<String>,
    pub(crate) releases: Vec<Value>,
    /// Whether adding a label that the repository lacks makes it, as GitHub does.
    pub(crate) makes_labels: bool,
    pub(crate) requests: Vec<String>,
    pub(crate) faults: Vec<(String, String, Fault)>,
    pub(crate) violations: Vec<String>,
    pub(crate) over: bool,
    next: u64,
}

impl State {
    pub(super) fn new(git: &Path) -> Self {
        let account =
            |login: &str, may: &[&'static str]| Account { login: login.to_owned(), may: may.iter().copied().collect() };
        let reads = ["contents:read", "pull_requests:read", "checks:read", "metadata:read"];
        let writes = ["pull_requests:write", "checks:write", "statuses:write"];
        let workflow = [&reads[..], &writes[..]].concat();
        let app = [&workflow[..], &["members:read"]].concat();
        let person =
            [&reads[..], &["pull_requests:write", "statuses:write", "contents:write", "members:read"]].concat();
        Self {
            git: git.to_owned(),
            tokens: BTreeMap::from([
                (super::WORKFLOW, account("github-actions[bot]", &workflow)),
                (super::FORK, account("github-actions[bot]", &reads)),
                (super::APP, account("acme-rungs[bot]", &app)),
                (super::PERSON, account("ana", &person)),
            ]),
            pull: Pull {
                title: "Raise the bar".into(),
                body: String::new(),
                author: "author".into(),
                base_branch: "main".into(),
                base: String::new(),
                head_branch: "topic".into(),
                head: String::new(),
                head_repository: "acme/handbook".into(),
                draft: false,
                labels: Vec::new(),
                users: Vec::new(),
                teams: Vec::new(),
            },
            opened: Vec::new(),
            comments: Vec::new(),
            reviews: Vec::new(),
            checks: Vec::new(),
            statuses: Vec::new(),
            labels: Vec::new(),
            teams: BTreeMap::new(),
            collaborators: ["ana", "bo", "ciso", "cto", "vp"].map(str::to_owned).to_vec(),
            releases: Vec::new(),
            makes_labels: true,
            requests: Vec::new(),
            faults: Vec::new(),
            violations: Vec::new(),
            over: false,
            next: 1_000,
        }
    }

    /// A number that nothing else has.
    pub(crate) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Adds a comment of somebody.
    pub(crate) fn comment(&mut self, login: &str, body: &str) -> u64 {
        let id = self.number();
        let (login, body) = (login.to_owned(), body.to_owned());
        self.comments.push(Comment { id, login, body, hidden: false, edits: 0 });
        id
    }

    /// Adds a review of somebody at a commit.
    #[allow(dead_code, reason = "each test needs a part of it")]
    pub(crate) fn review(&mut self, login: &str, state: &str, commit: &str) {
        let (login, state, commit) = (login.to_owned(), state.to_owned(), commit.to_owned());
        self.reviews.push(Review { login, state, commit, body: String::new() });
    }

    pub(super) fn take_fault(&mut self, method: &str, target: &str) -> Option<Fault> {
        let matches = |(m, p, _): &(String, String, Fault)| m == method && target.contains(p.as_str());
        let index = self.faults.iter().position(matches)?;
        Some(self.faults.remove(index).2)
    }

    /// What git says about the repository; none where it fails.
    pub(super) fn git(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = Command::new("git").arg("-C").arg(&self.git).args(arguments).output().ok()?;
        output.status.success().then_some(output.stdout)
    }
}
