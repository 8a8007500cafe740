//! A review in GitHub Actions: the range is the event's, reviews and teams are GitHub's, and the
//! summary and the outputs are where the workflow looks for them.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::scene::PAGE;
use crate::support::Workspace;
use crate::support::github::{APP, Fault, GitHub, WORKFLOW};

const POLICY: &str = "[[require]]\nwhen = { impact = \"expectation\" }\napprovers = [\"@acme/security-leads\"]\nreason = \"The owners agree\"\n";

/// A pull request, the GitHub it is at, and a workflow that was started for it.
struct Workflow {
    place: Workspace,
    github: GitHub,
    base: String,
    head: String,
}

impl Workflow {
    fn new(token: &str) -> Self {
        let mut place = Workspace::example();
        place.write("framework/policy.toml", POLICY);
        place.commit("Say who must agree");
        place.git(&["switch", "--quiet", "--create", "topic"]);
        place.edit(PAGE, "two or more teams", "three or more teams");
        let head = place.commit("Ask more");
        place.git(&["switch", "--quiet", "main"]);
        place.edit("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
        let base = place.commit("Meanwhile");
        // Actions checks out a merge of both, which is neither.
        place.git(&["switch", "--quiet", "--detach"]);
        place.git(&["merge", "--quiet", "--no-edit", "topic"]);
        let github = GitHub::start(&place.root());
        place.set("GITHUB_API_URL", &github.url());
        place.set("GITHUB_REPOSITORY", "acme/handbook");
        place.set("GITHUB_TOKEN", token);
        place.set("RUNGS_GITHUB_PACE", "0");
        let file = |name: &str| place.root().parent().expect("a folder").join(name).to_string_lossy().into_owned();
        let (event, summary, output) = (file("event.json"), file("summary.md"), file("output"));
        place.set("GITHUB_EVENT_PATH", &event);
        place.set("GITHUB_STEP_SUMMARY", &summary);
        place.set("GITHUB_OUTPUT", &output);
        let workflow = Self { place, github, base, head };
        workflow.event(&json!({ "pull_request": {
            "number": 12, "title": "Raise the bar", "user": {"login": "author"}, "state": "open",
            "base": {"ref": "main", "sha": workflow.base, "repo": {"full_name": "acme/handbook"}},
            "head": {"ref": "topic", "sha": workflow.head, "repo": {"full_name": "acme/handbook"}},
        }}));
        {
            let mut state = workflow.github.state();
            (state.pull.base, state.pull.head) = (workflow.base.clone(), workflow.head.clone());
            state.teams.insert("security-leads".to_owned(), vec!["ana".to_owned(), "bo".to_owned()]);
        }
        workflow
    }

    fn event(&self, event: &Value) {
        self.place.write("../event.json", event.to_string());
    }

    fn review(&self) -> String {
        self.place.rungs(&["review"]).all()
    }
}

#[test]
fn the_range_is_the_events_whichever_commit_is_checked_out() {
    let workflow = Workflow::new(APP);
    assert_data_eq!(
        workflow.review(),
        str![[r#"
exit 1
--- stdout
main → topic

Waits for @acme/security-leads.

Who must agree
  • @acme/security-leads must agree to 1 change
    The owners agree
    for IC4 Security Engineer

It calls for a major version.
--- stderr
The review is waiting.

"#]]
    );
    assert_eq!(workflow.place.read("../output"), "verdict=waiting\nwaiting=@acme/security-leads\nbump=major\n");
    assert_data_eq!(
        workflow.place.read("../summary.md").replace('\u{2060}', "<joiner>"),
        str![[r#"
## ⏳ Waits for &#64;<joiner>acme/security-leads.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- &#64;<joiner>acme/security-leads must agree to 1 change
  - The owners agree
  - for IC4 Security Engineer

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security.
  - <sub>number: “two” → “three”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    assert_eq!(
        workflow.github.requests(),
        [
            "GET /repos/acme/handbook/pulls/12/reviews?per_page=100",
            "GET /orgs/acme/teams/security%2Dleads/members?per_page=100"
        ]
    );
    workflow.github.state().review("bo", "APPROVED", &workflow.head);
    assert!(workflow.review().starts_with("exit 0"));
    // Outputs of steps are added to, as the runner wants it.
    assert!(workflow.place.read("../output").ends_with("verdict=ready\nwaiting=\nbump=major\n"));
}

#[test]
fn a_token_that_may_not_see_teams_gives_no_approval_and_says_so() {
    let workflow = Workflow::new(WORKFLOW);
    workflow.github.state().review("bo", "APPROVED", &workflow.head);
    let shown = workflow.review();
    assert!(shown.starts_with("exit 1"), "{shown}");
    assert!(shown.contains("this token may not see GitHub's teams"), "{shown}");
    assert!(shown.contains("so the approval of bo does not count for it"), "{shown}");
}

#[test]
fn whoever_is_not_in_the_team_at_github_does_not_count() {
    let workflow = Workflow::new(APP);
    workflow.github.state().review("eve", "APPROVED", &workflow.head);
    workflow.github.state().review("author", "APPROVED", &workflow.head);
    assert!(workflow.review().starts_with("exit 1"));
}

#[test]
fn a_merge_queue_is_reviewed_by_what_people_said_of_its_pull_request() {
    let workflow = Workflow::new(APP);
    let head = workflow.place.git(&["rev-parse", "HEAD"]).trim().to_owned();
    workflow.event(&json!({ "action": "checks_requested", "merge_group": {
        "base_sha": workflow.base, "base_ref": "refs/heads/main", "head_sha": head,
        "head_ref": format!("refs/heads/gh-readonly-queue/main/pr-12-{}", workflow.base),
    }}));
    assert!(workflow.review().starts_with("exit 1"));
    workflow.github.state().review("ana", "APPROVED", &workflow.head);
    let shown = workflow.review();
    assert!(shown.starts_with("exit 0"), "{shown}");
}

#[test]
fn another_event_is_about_nothing_to_review() {
    let workflow = Workflow::new(APP);
    workflow.event(&json!({"ref": "refs/heads/main", "before": "0", "after": "1"}));
    assert_data_eq!(
        workflow.review(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this workflow was started by an event that is about no pull request
  help: start it on pull_request, pull_request_review or merge_group; or name a range: rungs review A...B

"#]]
    );
}

#[test]
fn without_githubs_answer_there_is_no_verdict() {
    let workflow = Workflow::new(APP);
    for _ in 0..4 {
        workflow.github.fail("GET", "/reviews", Fault::Answer(502, "Bad gateway", Vec::new()));
    }
    let shown = workflow.review();
    assert!(shown.starts_with("exit 2"), "{shown}");
    assert!(!shown.contains("ghs_"), "{shown}");
}

#[test]
fn annotations_stand_at_the_lines_of_the_head() {
    let workflow = Workflow::new(APP);
    let policy = "[[require]]\napprovers = \"@ana\"\n[[freeze]]\nname = \"A::error::b\"\nfrom = 2026-01-01\nuntil = 2099-12-31\n";
    workflow.place.git(&["switch", "--quiet", "main"]);
    workflow.place.write("framework/policy.toml", policy);
    workflow.place.commit("Freeze");
    workflow.place.git(&["switch", "--quiet", "topic"]);
    workflow.place.write("framework/proposals/t.toml", "title = \"T\"\nwhy = \"w\"\ndeclared = \"editorial\"\n");
    workflow.place.commit("Propose");
    assert_data_eq!(
        workflow.place.rungs(&["review", "main..topic", "--format", "github", "--day", "2026-02-01"]).all(),
        str![[r#"
exit 1
--- stdout
::warning file=framework/tracks/security-engineer/ic4.toml,line=12,title=asks more::IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
::error file=framework/tracks/security-engineer/ic4.toml,line=12,title=More than was declared::editorial is declared, and the words say expectation: IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
::warning title=A%3A%3Aerror%3A%3Ab::would take effect on 2026-02-01, within 2026-01-01 to 2099-12-31
::error title=Review::Refused: 1 change is more than was declared.
--- stderr
The review is refused.

"#]]
    );
}

#[test]
fn what_is_printed_for_programs_fits_its_schema() {
    let workflow = Workflow::new(APP);
    workflow.github.state().review("eve", "APPROVED", &workflow.head);
    let schema = serde_json::from_str(&workflow.place.rungs(&["schema", "review"]).expect(0)).expect("a schema");
    let found = serde_json::from_str(&workflow.place.rungs(&["review", "--format", "json"]).expect(1)).expect("JSON");
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).expect("a schema").iter_errors(&found).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
