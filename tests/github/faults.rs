//! Faults: bounded retries, no doubled comment, no lost state, whatever breaks and when.

use rungs::github::{CommentMode, Identity, Marker, Posted, Reason, ReviewComment, Run};

use super::{client, client_with, handbook, hasty, settings};
use crate::support::Workspace;
use crate::support::github::{Fault, GitHub, WORKFLOW};

fn start() -> (Workspace, GitHub) {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    (place, github)
}

fn comment(run: u64, text: &str) -> ReviewComment {
    let run = Run { number: run, attempt: 1 };
    let marker = Marker { key: "framework".into(), head: "0a1b".into(), run };
    ReviewComment { marker, text: text.into(), mode: CommentMode::Update, create: true }
}

fn bot() -> Identity {
    Identity { login: "github-actions[bot]".into() }
}

/// Every fault that may strike one request and pass.
fn passing() -> Vec<(&'static str, Fault)> {
    let soon = || vec![("retry-after", "1".to_owned())];
    let reset = vec![("x-ratelimit-remaining", "0".to_owned()), ("x-ratelimit-reset", "1".to_owned())];
    vec![
        ("cut before", Fault::CutBefore),
        ("cut after the effect", Fault::CutAfterEffect),
        ("cut within the answer", Fault::CutWithin),
        ("cut after the answer", Fault::CutAfter),
        ("no answer after the effect", Fault::Silence),
        ("a 502 after the effect", Fault::AnswerAfterEffect(502, "Bad Gateway")),
        ("a 500 without effect", Fault::Answer(500, "Server Error", Vec::new())),
        ("a 503", Fault::Answer(503, "Service Unavailable", Vec::new())),
        ("a limit", Fault::Answer(429, "Too many requests", soon())),
        ("a secondary limit", Fault::Answer(403, "You have exceeded a secondary rate limit", soon())),
        (
            "a secondary limit without a time",
            Fault::Answer(403, "You have exceeded a secondary rate limit", Vec::new()),
        ),
        ("a limit that is used up", Fault::Answer(403, "API rate limit exceeded for installation", reset)),
        ("delivered twice", Fault::Twice),
    ]
}

#[test]
fn a_fault_while_writing_the_first_comment_leaves_one() {
    for (name, fault) in passing() {
        let (_place, github) = start();
        github.fail("POST", "/comments", fault);
        let posted = hasty(&github, WORKFLOW).0.post_comment(&handbook(), 12, &bot(), &comment(1, "text"));
        assert!(matches!(posted, Ok(Posted::Created(_))), "{name}: {posted:?}");
        let state = github.state();
        assert_eq!(state.comments.len(), 1, "{name}");
        assert!(state.comments[0].body.ends_with("\ntext"), "{name}");
    }
}

#[test]
fn a_fault_while_changing_the_comment_or_reading_them_passes() {
    for (method, path) in [("PATCH", "/comments/"), ("GET", "/comments")] {
        for (name, fault) in passing() {
            let (_place, github) = start();
            client(&github, WORKFLOW).post_comment(&handbook(), 12, &bot(), &comment(1, "old")).expect("posted");
            github.fail(method, path, fault);
            let mut new = comment(2, "new");
            new.marker.head = "2c3d".into();
            let posted = hasty(&github, WORKFLOW).0.post_comment(&handbook(), 12, &bot(), &new);
            assert!(matches!(posted, Ok(Posted::Updated(_))), "{method} {name}: {posted:?}");
            let state = github.state();
            assert_eq!(state.comments.len(), 1, "{method} {name}");
            assert!(state.comments[0].body.ends_with("\nnew"), "{method} {name}");
        }
    }
}

#[test]
fn a_fault_that_stays_ends_with_an_error_after_a_bounded_number_of_attempts() {
    let (_place, github) = start();
    for _ in 0..20 {
        github.fail("GET", "/comments", Fault::Answer(502, "Bad Gateway", Vec::new()));
    }
    let (client, notices) = client_with(settings(&github, WORKFLOW));
    let error = client.comments(&handbook(), 12).expect_err("a lasting fault");
    assert_eq!(error.reason, Reason::Uncertain);
    assert_eq!(github.requests().len(), 4);
    assert_eq!(
        *notices.borrow(),
        [
            "GitHub failed with 502; trying again in 1 second",
            "GitHub failed with 502; trying again in 2 seconds",
            "GitHub failed with 502; trying again in 4 seconds"
        ]
    );
}

#[test]
fn a_comment_that_never_arrives_is_an_error_and_a_later_run_mends_it() {
    let (_place, github) = start();
    for _ in 0..4 {
        github.fail("POST", "/comments", Fault::CutBefore);
    }
    let posted = client(&github, WORKFLOW).post_comment(&handbook(), 12, &bot(), &comment(1, "text"));
    assert_eq!(posted.expect_err("a lasting fault").reason, Reason::Uncertain);
    assert_eq!(github.state().comments.len(), 0);
    client(&github, WORKFLOW).post_comment(&handbook(), 12, &bot(), &comment(2, "text")).expect("posted");
    assert_eq!(github.state().comments.len(), 1);
}

#[test]
fn a_wait_that_github_asks_for_is_kept_and_bounded() {
    let (_place, github) = start();
    let wait = |seconds: &str| vec![("retry-after", seconds.to_owned())];
    github.fail("GET", "/comments", Fault::Answer(429, "slow down", wait("17")));
    let (patient, notices) = client_with(settings(&github, WORKFLOW));
    patient.comments(&handbook(), 12).expect("after a wait");
    assert_eq!(notices.borrow().len(), 1);
    assert!(notices.borrow()[0].ends_with("trying again in 17 seconds"), "{notices:?}");
    github.fail("GET", "/comments", Fault::Answer(429, "slow down", wait("86400")));
    let error = patient.comments(&handbook(), 12).expect_err("a wait that is too long");
    assert_eq!(error.reason, Reason::Limited);
}

#[test]
fn a_missing_permission_is_not_taken_for_a_limit() {
    let (_place, github) = start();
    github.fail("POST", "/comments", Fault::Answer(403, "Resource not accessible by integration", Vec::new()));
    let posted = client(&github, WORKFLOW).post_comment(&handbook(), 12, &bot(), &comment(1, "text"));
    let error = posted.expect_err("a missing permission");
    assert_eq!(error.reason, Reason::Forbidden);
    assert!(error.hint.expect("a hint").contains("pull-requests: write"));
    assert_eq!(github.requests().len(), 2);
}

#[test]
fn nobody_listening_is_said_as_such() {
    let (_place, github) = start();
    let mut settings = settings(&github, WORKFLOW);
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    settings.address = rungs::github::ApiAddress::parse(&format!("http://{port}")).expect("an address");
    let error = client_with(settings).0.comments(&handbook(), 12).expect_err("nobody there");
    assert!(error.message.starts_with("the connection to GitHub failed: "), "{}", error.message);
    assert!(error.message.ends_with("(asked to read the comments of the pull request)"), "{}", error.message);
}
