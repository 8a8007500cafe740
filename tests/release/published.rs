//! Releases on GitHub: published once, whatever fails on the way, and brought up to date.

use crate::support::github::Fault;

use super::with_github;

#[test]
fn notes_are_published_once_and_brought_up_to_date() {
    let (place, github) = with_github();
    // The answer is lost after GitHub did the work, and nothing is published twice.
    github.fail("POST", "/releases", Fault::AnswerAfterEffect(502, "Bad gateway"));
    let run = place.rungs(&["release"]);
    assert_eq!(run.code, 0, "{}", run.all());
    {
        let state = github.state();
        assert_eq!(state.releases.len(), 1);
        assert_eq!(state.releases[0]["tag_name"], "v2.0.0");
        let notes = state.releases[0]["body"].as_str().expect("notes");
        assert!(notes.contains("### What this asks of whom") && notes.contains("three or more teams"), "{notes}");
    }
    let again = place.rungs(&["release"]);
    assert!(again.err.contains("there is nothing to release"), "{}", again.all());
    github.state().releases[0]["body"] = "somebody's words".into();
    place.rungs(&["release"]).expect(0);
    assert!(github.state().releases[0]["body"].as_str().expect("notes").contains("three or more teams"));
}

#[test]
fn what_could_not_be_published_is_published_later() {
    let (place, github) = with_github();
    for _ in 0..8 {
        github.fail("POST", "/releases", Fault::Answer(503, "Down", Vec::new()));
    }
    let run = place.rungs(&["release"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.err.contains("is tagged and pushed, and its notes were not published"), "{}", run.err);
    assert!(place.git(&["ls-remote", "origin"]).contains("refs/tags/v2.0.0"));
    github.state().faults.clear();
    place.rungs(&["release"]).expect(0);
    assert_eq!(github.state().releases.len(), 1);
}

#[test]
fn a_release_is_proposed_where_the_branch_is_protected() {
    let (place, github) = with_github();
    let run = place.rungs(&["release", "--pull-request"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let state = github.state();
    assert_eq!(state.opened.len(), 1);
    assert_eq!(
        (state.opened[0].title.as_str(), state.opened[0].head_branch.as_str()),
        ("Release 2.0.0", "release-2.0.0")
    );
    assert!(state.releases.is_empty());
}
