//! A framework with a policy, a branch that changes it, and reviews that people give.

use serde_json::Value;

use crate::support::Workspace;

/// Security changes need one of its owners; the core needs the CTO.
pub(super) const POLICY: &str = r#"[teams]
security-leads = ["ana", "bo"]

[[require]]
when = { impact = "expectation", tracks = ["security-engineer"] }
approvers = ["@escrowtab/security-leads"]
reason = "The owners of the security track agree to every change of what it asks"
"#;

/// The page most tests change.
pub(super) const PAGE: &str = "framework/tracks/security-engineer/ic4.toml";

/// A repository on a branch `topic`, with the example and a policy on `main`.
pub(super) struct Scene {
    pub(super) place: Workspace,
    reviews: Vec<Value>,
}

impl Scene {
    pub(super) fn new(policy: &str) -> Self {
        let place = Workspace::example();
        place.write("framework/policy.toml", policy);
        place.commit("Say who must agree");
        place.git(&["switch", "--quiet", "--create", "topic"]);
        Self { place, reviews: Vec::new() }
    }

    /// Replaces a piece of a file and commits; returns the commit.
    #[track_caller]
    pub(super) fn change(&self, file: &str, old: &str, new: &str) -> String {
        self.place.edit(file, old, new);
        self.place.commit("Change")
    }

    /// Adds a review, an hour after the one before.
    pub(super) fn reviewed(&mut self, user: &str, state: &str, commit: &str) {
        let hour = self.reviews.len();
        self.reviews.push(serde_json::json!({
            "user": { "login": user, "id": 1 }, "state": state, "commit_id": commit,
            "submitted_at": format!("2026-02-01T{hour:02}:00:00Z"), "body": "",
        }));
    }

    pub(super) fn raw_review(&mut self, review: Value) {
        self.reviews.push(review);
    }

    /// The arguments of a review by `cem`, with what people said.
    pub(super) fn arguments(&self, more: &[&str]) -> Vec<String> {
        let reviews = self.place.root().parent().expect("a folder").join("reviews.json");
        std::fs::write(&reviews, Value::Array(self.reviews.clone()).to_string()).expect("written");
        let mut all: Vec<String> = ["review", "main...topic", "--author", "cem", "--day", "2026-03-01", "--approvals"]
            .map(str::to_owned)
            .to_vec();
        all.push(reviews.to_string_lossy().into_owned());
        all.extend(more.iter().map(|text| (*text).to_owned()));
        all
    }

    /// What a review prints, as JSON; the exit code fits the verdict.
    #[track_caller]
    pub(super) fn judged(&self) -> Value {
        let arguments = self.arguments(&["--format", "json"]);
        let run = self.place.rungs(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let found: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.all()));
        let code = match found["verdict"].as_str() {
            Some("ready") => 0,
            Some("waiting" | "refused") => 1,
            _ => 2,
        };
        assert_eq!(run.code, code, "{}", run.all());
        found
    }

    /// What a review prints as text.
    pub(super) fn shown(&self) -> String {
        let arguments = self.arguments(&[]);
        self.place.rungs(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).all()
    }

    #[track_caller]
    pub(super) fn expect(&self, verdict: &str) -> Value {
        let found = self.judged();
        assert_eq!(found["verdict"], verdict, "{found:#}");
        found
    }
}

/// What became of somebody's review.
#[track_caller]
pub(super) fn approval<'v>(found: &'v Value, user: &str) -> &'v Value {
    let all = found["approvals"].as_array().expect("approvals");
    all.iter().find(|approval| approval["user"] == user).unwrap_or_else(|| panic!("{user} in {found:#}"))
}

/// The sentences of a list of changes.
pub(super) fn sentences(found: &Value, ids: &Value) -> Vec<String> {
    let changes = found["changes"].as_array().expect("changes");
    let sentence = |id: &Value| {
        let change = changes.iter().find(|change| change["id"] == *id).expect("a change");
        change["sentence"].as_str().expect("a sentence").to_owned()
    };
    ids.as_array().expect("a list").iter().map(sentence).collect()
}
