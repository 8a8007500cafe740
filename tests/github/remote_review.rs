//! A review of a pull request without a clone: by name, and as the trusted second stage for forks.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::scene::Scene;
use crate::support::github::WORKFLOW;

const PAGE: &str = "framework/tracks/security-engineer/ic4.toml";

#[test]
fn a_pull_request_is_reviewed_without_a_clone() {
    let scene = Scene::new();
    let run = scene.elsewhere(None, &["acme/handbook#12"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 1
--- stdout
acme/handbook@main → acme/handbook#12

Waits for @ciso.

Who must agree
  • @ciso must agree to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

It calls for a major version.
--- stderr

"#]]
    );
    let requests = scene.github.requests();
    let blobs: Vec<&String> = requests.iter().filter(|request| request.contains("/git/blobs/")).collect();
    assert!(blobs.len() < 25, "{blobs:#?}");
    assert!(requests.iter().all(|request| request.starts_with("GET ")));
}

#[test]
fn it_finds_the_same_as_a_review_in_a_clone() {
    let mut scene = Scene::with(|place| {
        place.edit(PAGE, "two or more teams", "three or more teams");
        place.edit("framework/policy.toml", "@ciso", "@cto");
        let proposal = "title = \"More teams\"\nwhy = \"We grew.\"\nsponsor = \"@cto\"\ndeclared = \"editorial\"\n";
        place.write("framework/proposals/more-teams.toml", proposal);
    });
    // Approved before a rebase, and before another word was changed.
    let head = scene.github.state().pull.head.clone();
    scene.github.state().review("ciso", "APPROVED", &head);
    scene.place.git(&["switch", "--quiet", "main"]);
    scene.place.write("README.md", "Something else.\n");
    scene.place.commit("Go on");
    scene.place.git(&["switch", "--quiet", "topic"]);
    scene.place.git(&["rebase", "--quiet", "main"]);
    scene.place.edit(PAGE, "I lead security work", "I own security work");
    scene.place.commit("Say it otherwise");
    scene.pushed();
    let json = |text: &str| -> Value {
        let mut review: Value = serde_json::from_str(text).expect("JSON");
        // They are called otherwise.
        (review["from"], review["to"]) = (Value::Null, Value::Null);
        review
    };
    let event = scene.event();
    let here = scene.workflow_of(&event, WORKFLOW, &["--format", "json", "--dry-run"]).out;
    // Behind the review stand the requests that would be sent.
    let here = &here[..here.find("\n}\n").expect("an end") + 2];
    let elsewhere = scene.elsewhere(None, &["acme/handbook#12", "--format", "json"]);
    assert_eq!(json(here), json(&elsewhere.out));
    assert_eq!(json(here)["verdict"], "refused");
    assert_eq!(json(here)["approvals"][0]["user"], "ciso");
}

#[test]
fn an_approved_commit_that_is_gone_covers_nothing_and_that_is_said() {
    let scene = Scene::new();
    scene.github.state().review("ciso", "APPROVED", "0123456789abcdef0123456789abcdef01234567");
    let run = scene.elsewhere(None, &["acme/handbook#12"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("commit 0123456 is not at GitHub any more"), "{}", run.out);
}

#[test]
fn a_review_without_a_clone_can_be_posted() {
    let scene = Scene::new();
    let run = scene.elsewhere(None, &["acme/handbook#12", "--post"]);
    assert_eq!(run.code, 1);
    assert_data_eq!(
        run.err,
        str![[r#"
posted: comment: https://github.example/acme/handbook/pull/12#issuecomment-1001
posted: check with 1 remark
posted: status `rungs/framework`: pending
posted: labels: + framework: asks more
posted: asked for a review: @ciso

"#]]
    );
    let state = scene.github.state();
    assert_eq!(state.comments.len(), 1);
    assert!(state.comments[0].body.contains(" run=0.0 -->"));
}

/// The event at the end of the first stage for the pull request of a fork.
fn second_stage(scene: &Scene) -> Value {
    let state = scene.github.state();
    json!({"action": "completed", "workflow_run": {
        "event": "pull_request", "conclusion": "success", "pull_requests": [],
        "head_sha": state.pull.head, "head_branch": state.pull.head_branch,
        "head_repository": {"full_name": state.pull.head_repository, "owner": {"login": "stranger"}},
    }})
}

#[test]
fn the_second_stage_posts_for_a_fork_what_it_judged_itself() {
    let scene = Scene::new();
    scene.github.state().pull.head_repository = "stranger/handbook".into();
    let event = second_stage(&scene);
    let run = scene.elsewhere(Some(&event), &["--post"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 1
--- stdout
acme/handbook@main → acme/handbook#12

Waits for @ciso.

Who must agree
  • @ciso must agree to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

It calls for a major version.
--- stderr
posted: comment: https://github.example/acme/handbook/pull/12#issuecomment-1001
posted: check with 1 remark
posted: status `rungs/framework`: pending
posted: labels: + framework: asks more
posted: asked for a review: @ciso

"#]]
    );
    let state = scene.github.state();
    assert_eq!(state.comments.len(), 1);
    assert_eq!(state.statuses.len(), 1);
    assert_eq!(state.statuses[0].0, state.pull.head);
}

#[test]
fn the_second_stage_leaves_a_commit_alone_that_no_open_pull_request_has() {
    let mut scene = Scene::new();
    scene.github.state().pull.head_repository = "stranger/handbook".into();
    let event = second_stage(&scene);
    scene.place.edit(PAGE, "three or more teams", "four or more teams");
    scene.place.commit("Ask for one more");
    scene.pushed();
    let run = scene.elsewhere(Some(&event), &["--post"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 0
--- stdout
--- stderr
No open pull request of stranger:topic has this commit any more: nothing is reviewed.

"#]]
    );
    assert!(scene.github.state().comments.is_empty());
}
