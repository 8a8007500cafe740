//! Checks, statuses, labels, reviewers and releases.

use rungs::github::{
    Annotation, AnnotationLevel, CheckRun, Conclusion, Label, Reason, Release, Reviewers, Status, StatusState,
};

use super::{client, handbook, hasty};
use crate::support::Workspace;
use crate::support::github::{APP, FORK, Fault, GitHub, PERSON, WORKFLOW};

fn start() -> (Workspace, GitHub) {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    (place, github)
}

fn check(annotations: u32, conclusion: Conclusion) -> CheckRun {
    let annotation = |line| Annotation {
        path: "framework/tracks/engineer/ic4.toml".into(),
        line: line + 1,
        level: AnnotationLevel::Warning,
        title: "asks more".into(),
        message: format!("change {line}"),
    };
    CheckRun {
        name: "rungs: framework".into(),
        head: "0a1b2c".into(),
        conclusion,
        title: "1 page asks more".into(),
        summary: "Two approvals are missing.".into(),
        annotations: (0..annotations).map(annotation).collect(),
        details: None,
    }
}

#[test]
fn annotations_go_out_in_batches_of_fifty() {
    let (_place, github) = start();
    client(&github, WORKFLOW).post_check(&handbook(), &check(120, Conclusion::ActionRequired)).expect("posted");
    let requests = github.requests();
    let id = github.state().checks[0].id;
    assert_eq!(
        requests,
        [
            "GET /repos/acme/handbook/commits/0a1b2c/check-runs?check_name=rungs%3A%20framework&per_page=100"
                .to_owned(),
            "POST /repos/acme/handbook/check-runs".to_owned(),
            format!("PATCH /repos/acme/handbook/check-runs/{id}"),
            format!("PATCH /repos/acme/handbook/check-runs/{id}"),
        ]
    );
    let state = github.state();
    assert_eq!(state.checks.len(), 1);
    let messages: Vec<&str> =
        state.checks[0].annotations.iter().map(|annotation| annotation["message"].as_str().expect("a text")).collect();
    assert_eq!(messages, (0..120).map(|index| format!("change {index}")).collect::<Vec<_>>());
}

#[test]
fn a_check_with_the_same_annotations_is_brought_up_to_date_and_they_stand_there_once() {
    let (_place, github) = start();
    let client = client(&github, WORKFLOW);
    client.post_check(&handbook(), &check(3, Conclusion::ActionRequired)).expect("posted");
    client.post_check(&handbook(), &check(3, Conclusion::Success)).expect("posted");
    assert_eq!(github.state().checks.len(), 1);
    assert_eq!(github.state().checks[0].conclusion, "success");
    assert_eq!(github.state().checks[0].annotations.len(), 3);
    client.post_check(&handbook(), &check(2, Conclusion::Success)).expect("posted");
    assert_eq!(github.state().checks.len(), 2);
    assert_eq!(github.state().checks[1].annotations.len(), 2);
}

#[test]
fn a_check_whose_answer_is_lost_is_not_made_twice() {
    for fault in [Fault::CutAfterEffect, Fault::AnswerAfterEffect(502, "Bad Gateway"), Fault::CutBefore, Fault::Silence]
    {
        let (_place, github) = start();
        github.fail("POST", "/check-runs", fault);
        hasty(&github, WORKFLOW).0.post_check(&handbook(), &check(70, Conclusion::Success)).expect("posted");
        assert_eq!(github.state().checks.len(), 1);
        assert_eq!(github.state().checks[0].annotations.len(), 70);
    }
}

#[test]
fn a_person_may_not_write_checks_and_is_told() {
    let (_place, github) = start();
    let error = client(&github, PERSON).post_check(&handbook(), &check(1, Conclusion::Success)).expect_err("forbidden");
    assert_eq!(error.reason, Reason::Forbidden);
    assert!(error.hint.expect("a hint").contains("checks: write"));
}

#[test]
fn a_status_waits_and_then_agrees() {
    let (_place, github) = start();
    let status = |state, description: &str| Status {
        head: "0a1b2c".into(),
        context: "rungs/framework".into(),
        state,
        description: description.into(),
        url: Some("https://github.example/acme/handbook/pull/12".into()),
    };
    let client = client(&github, WORKFLOW);
    client.post_status(&handbook(), &status(StatusState::Pending, "waits for @ciso")).expect("posted");
    client.post_status(&handbook(), &status(StatusState::Success, &"agreed ".repeat(40))).expect("posted");
    let state = github.state();
    let states: Vec<&str> = state.statuses.iter().map(|(_, _, state, _)| state.as_str()).collect();
    assert_eq!(states, ["pending", "success"]);
    assert_eq!(state.statuses[0].3, "waits for @ciso");
}

fn label(name: &str) -> Label {
    Label { name: name.into(), color: "b60205".into(), description: "The framework asks more of somebody".into() }
}

#[test]
fn labels_are_made_added_and_taken_off() {
    for makes_labels in [true, false] {
        let (_place, github) = start();
        github.state().makes_labels = makes_labels;
        let present = ["framework: asks less", "framework: wording", "urgent", "frameworks"].map(str::to_owned);
        github.state().pull.labels = present.to_vec();
        let wanted = [label("framework: asks more"), label("framework: wording")];
        let ours = |name: &str| name.starts_with("framework: ");
        let client = client(&github, WORKFLOW);
        let done = client.post_labels((&handbook(), 12), &present, &wanted, ours).expect("posted");
        assert_eq!(done, (vec!["framework: asks more".to_owned()], vec!["framework: asks less".to_owned()]));
        let state = github.state();
        assert_eq!(state.pull.labels, ["framework: wording", "urgent", "frameworks", "framework: asks more"]);
        let made = state.labels.iter().find(|made| made.name == "framework: asks more").expect("a label");
        assert_eq!(made.color, "b60205", "{makes_labels}");
        assert_eq!(made.description.as_deref(), Some("The framework asks more of somebody"));
    }
}

#[test]
fn labels_that_are_there_cost_nothing_and_one_more_costs_one_request() {
    let (_place, github) = start();
    let client = client(&github, WORKFLOW);
    let wanted = [label("framework: asks more")];
    client.post_labels((&handbook(), 12), &[], &wanted, |_| true).expect("posted");
    github.requests();
    let present = github.state().pull.labels.clone();
    client.post_labels((&handbook(), 12), &present, &wanted, |_| true).expect("posted");
    assert_eq!(github.requests().len(), 0);
    client.post_labels((&handbook(), 12), &[], &wanted, |_| true).expect("posted");
    assert_eq!(github.requests(), ["POST /repos/acme/handbook/issues/12/labels"]);
    // A color that somebody chose stays.
    github.state().labels[0].color = "ffffff".into();
    client.post_labels((&handbook(), 12), &[], &wanted, |_| true).expect("posted");
    assert_eq!(github.state().labels[0].color, "ffffff");
}

#[test]
fn reviewers_are_asked_and_who_cannot_be_keeps_nobody_else_from_it() {
    let (_place, github) = start();
    github.state().teams.insert("security-leads".into(), vec!["ana".into()]);
    let wanted = Reviewers {
        users: ["ciso", "stranger", "cto"].map(str::to_owned).to_vec(),
        teams: vec!["security-leads".to_owned()],
    };
    let refused = client(&github, WORKFLOW).request_reviewers(&handbook(), 12, &wanted).expect("asked");
    let who: Vec<&str> = refused.iter().map(|refused| refused.who.as_str()).collect();
    assert_eq!(who, ["stranger", "security-leads"]);
    assert_eq!(github.state().pull.users, ["ciso", "cto"]);
    assert!(github.state().pull.teams.is_empty());
    let refused = client(&github, APP).request_reviewers(&handbook(), 12, &wanted).expect("asked");
    assert_eq!(refused.len(), 1);
    assert_eq!(github.state().pull.teams, ["security-leads"]);
    let error = client(&github, FORK).request_reviewers(&handbook(), 12, &wanted).expect_err("a token that only reads");
    assert_eq!(error.reason, Reason::Forbidden);
}

fn release(notes: &str) -> Release {
    Release { tag: "v1.2.0".into(), name: "1.2.0".into(), notes: notes.into(), prerelease: false }
}

#[test]
fn a_release_is_made_once_and_brought_up_to_date() {
    let (_place, github) = start();
    let client = client(&github, PERSON);
    let url = client.post_release(&handbook(), &release("Notes")).expect("posted");
    assert_eq!(url, "https://github.example/acme/handbook/releases/tag/v1.2.0");
    github.requests();
    client.post_release(&handbook(), &release("Notes")).expect("posted");
    assert_eq!(github.requests(), ["GET /repos/acme/handbook/releases/tags/v1%2E2%2E0"]);
    client.post_release(&handbook(), &release("More notes")).expect("posted");
    let state = github.state();
    assert_eq!(state.releases.len(), 1);
    assert_eq!(state.releases[0]["body"], "More notes");
}

#[test]
fn a_release_whose_answer_is_lost_is_not_made_twice() {
    for fault in [Fault::CutAfterEffect, Fault::AnswerAfterEffect(502, "Bad Gateway"), Fault::CutBefore, Fault::Twice] {
        let (_place, github) = start();
        github.fail("POST", "/releases", fault);
        let posted = hasty(&github, PERSON).0.post_release(&handbook(), &release("Notes"));
        assert!(posted.is_ok(), "{posted:?}");
        assert_eq!(github.state().releases.len(), 1);
    }
}
