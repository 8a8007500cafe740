//! Whom a token speaks for, what it may, where requests go, and what is said of failures.

use rungs::github::{ApiAddress, Reason};
use snapbox::{assert_data_eq, str};

use super::{client, client_with, handbook, settings};
use crate::support::Workspace;
use crate::support::github::{APP, FORK, Fault, GitHub, PERSON, WORKFLOW, description_place, has_description};

#[test]
#[allow(clippy::print_stdout, reason = "whoever runs it must learn which it was")]
fn the_local_github_is_held_to_githubs_own_description_where_it_is_at_hand() {
    // Says in the output of this test which it is; .ci/run shows it.
    let place = description_place();
    match has_description() {
        true => println!("requests and answers are held to {}", place.display()),
        false => println!("NOT held to GitHub's description: there is no {}", place.display()),
    }
    assert_eq!(has_description(), place.is_file());
}

#[test]
fn a_token_says_whom_it_speaks_for() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    assert_eq!(client(&github, WORKFLOW).identity().expect("an identity").login, "github-actions[bot]");
    assert_eq!(client(&github, APP).identity().expect("an identity").login, "acme-rungs[bot]");
    assert_eq!(client(&github, PERSON).identity().expect("an identity").login, "ana");
    assert_eq!(github.requests(), ["POST /graphql", "POST /graphql", "GET /user"]);
}

#[test]
fn an_enterprise_server_is_asked_below_its_own_address() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    let mut settings = settings(&github, WORKFLOW);
    settings.address = ApiAddress::parse(&format!("{}/api/v3/", github.url())).expect("an address");
    let (client, _) = client_with(settings);
    client.identity().expect("an identity");
    client.comments(&handbook(), 12).expect("comments");
    assert_eq!(
        github.requests(),
        ["POST /api/graphql", "GET /api/v3/repos/acme/handbook/issues/12/comments?per_page=100"]
    );
}

#[test]
fn every_failure_says_what_is_wrong_and_what_to_do() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    let mut said = String::new();
    let mut note = |error: rungs::github::GitHubError| {
        said.push_str(&format!("{}\n  help: {}\n", error.message, error.hint.unwrap_or_default()));
    };
    note(client(&github, "ghp_wrong").pull_request(&handbook(), 12).expect_err("a wrong token"));
    note(client(&github, PERSON).pull_request(&handbook(), 13).expect_err("no such pull request"));
    for (status, message) in [(409, "Git Repository is empty."), (418, "I am a teapot")] {
        github.fail("GET", "/pulls/12", Fault::Answer(status, message, Vec::new()));
        note(client(&github, PERSON).pull_request(&handbook(), 12).expect_err("a failure"));
    }
    let hour = vec![("retry-after", "3600".to_owned())];
    github.fail("GET", "/pulls/12", Fault::Answer(429, "You have exceeded a secondary rate limit", hour));
    note(client(&github, PERSON).pull_request(&handbook(), 12).expect_err("a limit"));
    assert_data_eq!(
        said,
        str![[r#"
GitHub does not accept the token (asked to read the pull request): Bad credentials
  help: it may be mistyped, revoked or expired; set GITHUB_TOKEN or GH_TOKEN to a valid one
GitHub found nothing when asked to read the pull request (GET /repos/acme/handbook/pulls/13)
  help: either it is not there, or the token may not see it (permission `pull-requests: read`)
GitHub could not read the pull request because something else just changed it: Git Repository is empty.
  help: run it again; a repository without a commit cannot be read at all
GitHub answered 418 when asked to read the pull request: I am a teapot
  help: is the address of its interface right?
too much was asked of GitHub in a short time, so it does not read the pull request now
  help: it asks to wait about 60 min: run it again then

"#]]
    );
}

#[test]
fn nothing_shows_the_token() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    let (client, notices) = client_with(settings(&github, PERSON));
    for _ in 0..4 {
        github.fail("GET", "/pulls/12", Fault::Answer(502, "upstream saw Bearer ghp_ana0secret", Vec::new()));
    }
    let error = client.pull_request(&handbook(), 12).expect_err("a failure");
    let shown = format!("{error:?} {error} {client:?} {:?} {:?}", notices.borrow(), client.requests());
    assert!(shown.contains("[token]") && !shown.contains(PERSON), "{shown}");
}

#[test]
fn a_redirect_to_another_host_carries_no_token() {
    let place = Workspace::repository();
    let (github, other) = (GitHub::start(&place.root()), GitHub::start(&place.root()));
    // Another port is another origin; the other server lets the path be read without a token only.
    other.state().tokens.clear();
    let there = format!("{}/repos/acme/handbook/issues/12/comments?per_page=100", other.url());
    let redirect = || Fault::Answer(302, "Found", vec![("location", there.clone())]);
    github.fail("GET", "/comments", redirect());
    client(&github, PERSON).comments(&handbook(), 12).expect("read without a token");
    assert_eq!(other.requests().len(), 1);
    // Within the same host the token is kept: the moved repository of a private company is readable.
    let here = format!("{}/repos/acme/handbook/issues/12/comments?per_page=100", github.url());
    github.fail("GET", "/comments", Fault::Answer(301, "Moved Permanently", vec![("location", here)]));
    github.state().tokens.remove(WORKFLOW);
    client(&github, PERSON).comments(&handbook(), 12).expect("read with the token");
}

#[test]
fn a_team_that_cannot_be_seen_is_not_an_empty_team() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    github.state().teams.insert("security-leads".into(), vec!["ana".into(), "bo".into()]);
    let members = |token, team| client(&github, token).team_members("acme", team).expect("an answer");
    assert_eq!(members(APP, "security-leads"), Some(vec!["ana".to_owned(), "bo".to_owned()]));
    assert_eq!(members(APP, "no-such-team"), None);
    assert_eq!(members(WORKFLOW, "security-leads"), None);
}

#[test]
fn lists_are_read_to_their_last_page() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    for index in 0..201 {
        github.state().comment("bo", &format!("remark {index}"));
        github.state().review("bo", "COMMENTED", "0a1b");
    }
    let client = client(&github, FORK);
    assert_eq!(client.comments(&handbook(), 12).expect("comments").len(), 201);
    assert_eq!(github.requests().len(), 3);
    assert_eq!(client.reviews(&handbook(), 12).expect("reviews").len(), 201);
}

#[test]
fn a_review_of_an_unknown_kind_is_not_passed_over() {
    let place = Workspace::repository();
    let github = GitHub::start(&place.root());
    github.state().review("bo", "ENDORSED", "0a1b");
    let error = client(&github, FORK).reviews(&handbook(), 12).expect_err("an unknown kind");
    assert_eq!(error.reason, Reason::Unreadable);
}
