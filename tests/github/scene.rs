//! A pull request that asks more of IC4 Security Engineer, of which the `ciso` must agree, and a
//! workflow of GitHub Actions that reviews it.

use serde_json::json;

use crate::support::github::{GitHub, WORKFLOW};
use crate::support::{Run, Workspace};

const PAGE: &str = "framework/tracks/security-engineer/ic4.toml";

const POLICY: &str = "\
[[require]]
when = { impact = \"expectation\", tracks = [\"security-engineer\"] }
approvers = [\"@ciso\"]
reason = \"The owners of the security ladder agree to what it asks\"
";

/// A repository, its pull request at GitHub, and the environment of a workflow.
pub(crate) struct Scene {
    pub(crate) place: Workspace,
    pub(crate) github: GitHub,
    run: u64,
    /// The heads so far, the first one first: hashes change whenever the example does.
    heads: Vec<String>,
}

impl Scene {
    /// Returns the scene with a pull request that changes one sentence.
    pub(crate) fn new() -> Self {
        Self::with(|place| place.edit(PAGE, "two or more teams", "three or more teams"))
    }

    /// Returns the scene with another change.
    pub(crate) fn with(change: impl FnOnce(&Workspace)) -> Self {
        let place = Workspace::example();
        place.write("framework/policy.toml", POLICY);
        place.commit("Say who must agree");
        place.git(&["switch", "--quiet", "--create", "topic"]);
        change(&place);
        place.commit("Propose a change");
        let github = GitHub::start(&place.root());
        let mut scene = Self { place, github, run: 100, heads: Vec::new() };
        scene.pushed();
        let url = scene.github.url();
        for (name, value) in [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_REPOSITORY", "acme/handbook"),
            ("GITHUB_SERVER_URL", "https://github.example"),
            ("GITHUB_RUN_ATTEMPT", "1"),
            ("GITHUB_EVENT_PATH", "../event.json"),
            ("GITHUB_STEP_SUMMARY", "../summary.md"),
            ("GITHUB_OUTPUT", "../output.txt"),
            ("RUNGS_GITHUB_PACE", "0"),
            ("GITHUB_API_URL", url.as_str()),
        ] {
            scene.place.set(name, value);
        }
        scene
    }

    /// Tells GitHub of the commits that are here now, and returns the head.
    pub(crate) fn pushed(&mut self) -> String {
        let hash = |name: &str| self.place.git(&["rev-parse", name]).trim().to_owned();
        let (base, head) = (hash("main"), hash("topic"));
        self.heads.push(head.clone());
        let mut state = self.github.state();
        (state.pull.base, state.pull.head) = (base, head.clone());
        head
    }

    /// A text with names for the heads: `[PUSH 1]`.
    pub(crate) fn named(&self, text: &str) -> String {
        let heads = self.heads.iter().enumerate();
        // The word joiner that keeps GitHub from reading a mention cannot be seen in a test either.
        heads.fold(text.replace('\u{2060}', ""), |text, (index, head)| {
            let name = format!("[PUSH {}]", index + 1);
            text.replace(head, &name).replace(&head[..7], &name)
        })
    }

    /// Runs a workflow for the pull request as it is now, with its usual token.
    pub(crate) fn workflow(&mut self, arguments: &[&str]) -> Run {
        self.workflow_as(WORKFLOW, arguments)
    }

    /// Runs a workflow with another token.
    pub(crate) fn workflow_as(&mut self, token: &str, arguments: &[&str]) -> Run {
        let event = json!({"action": "synchronize", "pull_request": self.github.pull()});
        self.workflow_of(&event, token, arguments)
    }

    /// Runs a workflow for an event.
    pub(crate) fn workflow_of(&mut self, event: &serde_json::Value, token: &str, arguments: &[&str]) -> Run {
        self.run += 1;
        self.workflow_numbered(self.run, event, token, arguments)
    }

    /// Runs a workflow of a given number.
    pub(crate) fn workflow_numbered(
        &self,
        run: u64,
        event: &serde_json::Value,
        token: &str,
        arguments: &[&str],
    ) -> Run {
        for left in ["../summary.md", "../output.txt"] {
            let _ = std::fs::remove_file(self.place.path(left));
        }
        self.place.write("../event.json", event.to_string());
        let mut command = self.place.command(&[&["review", "--post"], arguments].concat());
        command.env("GITHUB_TOKEN", token).env("GITHUB_RUN_ID", run.to_string());
        let run = self.place.finish(command.output().expect("rungs runs"));
        Run { out: self.named(&run.out), err: self.named(&run.err), ..run }
    }

    /// Runs a review in an empty folder, without a clone.
    pub(crate) fn elsewhere(&self, event: Option<&serde_json::Value>, arguments: &[&str]) -> Run {
        let place = Workspace::new();
        let mut command = place.command(&[&["review"], arguments].concat());
        command.env("GITHUB_TOKEN", WORKFLOW).env("GITHUB_API_URL", self.github.url()).env("RUNGS_GITHUB_PACE", "0");
        if let Some(event) = event {
            place.write("../event.json", event.to_string());
            command.env("GITHUB_EVENT_PATH", "../event.json").env("GITHUB_REPOSITORY", "acme/handbook");
            command.env("GITHUB_RUN_ID", "900").env("GITHUB_RUN_ATTEMPT", "1");
        }
        let run = place.finish(command.output().expect("rungs runs"));
        Run { out: self.named(&run.out), err: self.named(&run.err), ..run }
    }

    /// The event of the pull request as it is now.
    pub(crate) fn event(&self) -> serde_json::Value {
        json!({"action": "synchronize", "pull_request": self.github.pull()})
    }
}
