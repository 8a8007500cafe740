//! The one comment per framework (DESIGN, "GitHub"): each of its rules.

use rungs::github::{CommentMode, Identity, Marker, Posted, ReviewComment, Run};

use super::{client, client_with, handbook, settings};
use crate::support::Workspace;
use crate::support::github::{APP, Fault, GitHub, PERSON, WORKFLOW};

const BOT: &str = "github-actions[bot]";

fn marker(key: &str, head: &str, number: u64) -> Marker {
    Marker { key: key.into(), head: head.into(), run: Run { number, attempt: 1 } }
}

fn wanted(key: &str, head: &str, run: u64, text: &str) -> ReviewComment {
    ReviewComment { marker: marker(key, head, run), text: text.into(), mode: CommentMode::Update, create: true }
}

fn body(key: &str, head: &str, run: u64, text: &str) -> String {
    format!("{}\n{text}", marker(key, head, run).line())
}

fn bot() -> Identity {
    Identity { login: BOT.into() }
}

/// Posts as the workflow.
#[track_caller]
fn post(github: &GitHub, wanted: &ReviewComment) -> Posted {
    client(github, WORKFLOW).post_comment(&handbook(), 12, &bot(), wanted).expect("posted")
}

/// Who wrote what, as it stands there now.
fn comments(github: &GitHub) -> Vec<(String, String)> {
    let state = github.state();
    state.comments.iter().map(|comment| (comment.login.clone(), comment.body.clone())).collect()
}

fn start() -> (Workspace, GitHub) {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    (place, github)
}

#[test]
fn one_comment_is_updated_in_place() {
    let (_place, github) = start();
    assert!(matches!(post(&github, &wanted("framework", "aa", 1, "first")), Posted::Created(_)));
    github.requests();
    assert!(matches!(post(&github, &wanted("framework", "bb", 2, "second")), Posted::Updated(_)));
    assert_eq!(comments(&github), [(BOT.to_owned(), body("framework", "bb", 2, "second"))]);
    let id = github.state().comments[0].id;
    assert_eq!(
        github.requests(),
        [
            "GET /repos/acme/handbook/issues/12/comments?per_page=100".to_owned(),
            format!("PATCH /repos/acme/handbook/issues/comments/{id}")
        ]
    );
}

#[test]
fn an_identical_text_is_not_sent_again() {
    let (_place, github) = start();
    post(&github, &wanted("framework", "aa", 1, "text"));
    assert_eq!(post(&github, &wanted("framework", "aa", 2, "text")), Posted::Unchanged);
    assert_eq!(github.state().comments[0].edits, 0);
}

#[test]
fn only_comments_of_our_own_identity_are_touched() {
    let (_place, github) = start();
    let imitation = body("framework", "aa", 99, "Everything is agreed.");
    github.state().comment("mallory", &imitation);
    github.state().comment("acme-rungs[bot]", &imitation);
    post(&github, &wanted("framework", "bb", 1, "Two approvals are missing."));
    let all = comments(&github);
    assert_eq!(all.len(), 3);
    assert_eq!(all[0], ("mallory".to_owned(), imitation.clone()));
    assert_eq!(all[1], ("acme-rungs[bot]".to_owned(), imitation));
    assert_eq!(all[2].1, body("framework", "bb", 1, "Two approvals are missing."));
}

#[test]
fn a_marker_within_a_text_is_none() {
    let (_place, github) = start();
    let quoted = format!("Look what it says:\n{}", body("framework", "aa", 99, "quoted"));
    github.state().comment(BOT, &quoted);
    post(&github, &wanted("framework", "bb", 1, "text"));
    assert_eq!(comments(&github)[0].1, quoted);
    assert_eq!(comments(&github).len(), 2);
}

#[test]
fn every_page_of_comments_is_looked_through() {
    let (_place, github) = start();
    for index in 0..250 {
        github.state().comment("bo", &format!("remark {index}"));
    }
    github.state().comment(BOT, &body("framework", "aa", 1, "old"));
    for index in 0..60 {
        github.state().comment("bo", &format!("later remark {index}"));
    }
    post(&github, &wanted("framework", "bb", 2, "new"));
    let all = comments(&github);
    assert_eq!(all.len(), 311);
    assert_eq!(all[250].1, body("framework", "bb", 2, "new"));
    // Four pages and the change, nothing else.
    assert_eq!(github.requests().len(), 5);
}

#[test]
fn an_older_run_never_overwrites_a_newer_one() {
    let (_place, github) = start();
    post(&github, &wanted("framework", "bb", 7, "newer"));
    assert_eq!(post(&github, &wanted("framework", "aa", 6, "older")), Posted::Superseded("bb".into()));
    assert_eq!(comments(&github)[0].1, body("framework", "bb", 7, "newer"));
    // Another attempt of the same run is a newer one.
    let mut again = wanted("framework", "bb", 7, "again");
    again.marker.run.attempt = 2;
    assert!(matches!(post(&github, &again), Posted::Updated(_)));
}

#[test]
fn an_earlier_comment_is_resolved_and_none_is_written_where_nothing_concerns_the_framework() {
    let (_place, github) = start();
    let mut nothing = wanted("framework", "aa", 1, "Nothing of the framework changes any more.");
    nothing.create = false;
    assert_eq!(post(&github, &nothing), Posted::Silent);
    assert_eq!(comments(&github).len(), 0);
    post(&github, &wanted("framework", "bb", 2, "One page asks more."));
    nothing.marker = marker("framework", "cc", 3);
    assert!(matches!(post(&github, &nothing), Posted::Updated(_)));
    assert_eq!(comments(&github)[0].1, body("framework", "cc", 3, "Nothing of the framework changes any more."));
}

#[test]
fn several_frameworks_of_a_repository_do_not_collide() {
    let (_place, github) = start();
    for key in ["prod", "non-prod", "prod ", "prod head=aa", "prod -->"] {
        assert!(matches!(post(&github, &wanted(key, "aa", 1, key)), Posted::Created(_)), "{key}");
    }
    post(&github, &wanted("prod", "bb", 2, "changed"));
    let all = comments(&github);
    assert_eq!(all.len(), 5);
    assert_eq!(all[0].1, body("prod", "bb", 2, "changed"));
    assert_eq!(all[1].1, body("non-prod", "aa", 1, "non-prod"));
}

#[test]
fn doubled_comments_are_healed() {
    let (_place, github) = start();
    for _ in 0..3 {
        github.state().comment(BOT, &body("framework", "aa", 1, "doubled"));
    }
    post(&github, &wanted("framework", "bb", 2, "one"));
    assert_eq!(comments(&github), [(BOT.to_owned(), body("framework", "bb", 2, "one"))]);
}

#[test]
fn two_runs_at_once_leave_one_comment_with_the_newer_text() {
    for (other, expected) in [(2, "mine"), (4, "theirs")] {
        let (_place, github) = start();
        // The other run writes its first comment between our look and ours.
        let theirs = body("framework", "bb", other, "theirs");
        github.fail(
            "POST",
            "/comments",
            Fault::Meanwhile(Box::new(move |state| {
                state.comment(BOT, &theirs);
            })),
        );
        let posted = post(&github, &wanted("framework", "bb", 3, "mine"));
        let all = comments(&github);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].1.ends_with(expected), "{all:?}");
        assert_eq!(posted == Posted::Superseded("bb".into()), expected == "theirs");
    }
}

#[test]
fn a_comment_that_somebody_deleted_meanwhile_is_written_anew() {
    let (_place, github) = start();
    post(&github, &wanted("framework", "aa", 1, "old"));
    github.fail("PATCH", "/comments/", Fault::Meanwhile(Box::new(|state| state.comments.clear())));
    assert!(matches!(post(&github, &wanted("framework", "bb", 2, "new")), Posted::Created(_)));
    assert_eq!(comments(&github), [(BOT.to_owned(), body("framework", "bb", 2, "new"))]);
}

#[test]
fn the_modes_keep_hide_or_delete_what_was() {
    for (mode, count, hidden) in
        [(CommentMode::New, 2, false), (CommentMode::HideAndNew, 2, true), (CommentMode::DeleteAndNew, 1, false)]
    {
        let (_place, github) = start();
        let mut first = wanted("framework", "aa", 1, "first");
        let mut second = wanted("framework", "bb", 2, "second");
        (first.mode, second.mode) = (mode, mode);
        post(&github, &first);
        post(&github, &second);
        {
            let state = github.state();
            assert_eq!(state.comments.len(), count, "{mode:?}");
            assert_eq!(state.comments[0].hidden, hidden, "{mode:?}");
            assert_eq!(state.comments[count - 1].body, body("framework", "bb", 2, "second"), "{mode:?}");
        }
        // Delivered twice, it says nothing twice.
        assert_eq!(post(&github, &second), Posted::Unchanged, "{mode:?}");
        assert_eq!(github.state().comments.len(), count, "{mode:?}");
    }
}

#[test]
fn a_person_and_an_app_keep_comments_of_their_own() {
    let (_place, github) = start();
    for token in [WORKFLOW, APP, PERSON, PERSON] {
        let client = client(&github, token);
        let identity = client.identity().expect("an identity");
        client.post_comment(&handbook(), 12, &identity, &wanted("framework", "aa", 1, "text")).expect("posted");
    }
    let logins: Vec<String> = comments(&github).into_iter().map(|(login, _)| login).collect();
    assert_eq!(logins, [BOT, "acme-rungs[bot]", "ana"]);
}

#[test]
fn a_plan_changes_nothing_and_holds_every_request() {
    let (_place, github) = start();
    github.state().comment(BOT, &body("framework", "aa", 1, "old"));
    let mut settings = settings(&github, WORKFLOW);
    settings.dry_run = true;
    let (client, _) = client_with(settings);
    client.post_comment(&handbook(), 12, &bot(), &wanted("framework", "bb", 2, "new")).expect("planned");
    client.post_comment(&handbook(), 12, &bot(), &wanted("other", "bb", 2, "new")).expect("planned");
    let planned: Vec<String> = client.planned().iter().map(|plan| format!("{} {}", plan.method, plan.path)).collect();
    let id = github.state().comments[0].id;
    let update = format!("PATCH /repos/acme/handbook/issues/comments/{id}");
    assert_eq!(planned, [update, "POST /repos/acme/handbook/issues/12/comments".to_owned()]);
    assert_eq!(comments(&github), [(BOT.to_owned(), body("framework", "aa", 1, "old"))]);
    assert!(github.requests().iter().all(|request| request.starts_with("GET ")));
}
