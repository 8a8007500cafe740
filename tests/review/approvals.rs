//! Approvals belong to content, not to pushes: each sentence of the design's paragraph, in its order.

use serde_json::json;

use super::scene::{PAGE, POLICY, Scene, approval, sentences};

const HARDER: (&str, &str) = ("carried out by two or more teams", "carried out by three or more teams");

#[test]
fn a_new_sentence_is_covered_where_it_stood_word_for_word_at_the_same_place() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.expect("waiting");
    scene.reviewed("ana", "APPROVED", &commit);
    scene.expect("ready");
    // The same words on another page are another sentence.
    let line = scene.place.read(PAGE).lines().find(|line| line.contains(HARDER.1)).expect("the line").to_owned();
    let other = "framework/tracks/security-engineer/ic5.toml";
    let text = scene.place.read(other);
    let heading = "[collaborative-reach]\n";
    assert_eq!(text.matches(heading).count(), 1);
    scene.place.write(
        other,
        text.replacen(
            heading,
            &format!("{heading}{}\n", line.replacen("= ", "-two = ", 1).replacen(" -two", "-two", 1)),
            1,
        ),
    );
    scene.place.commit("Ask it of IC5, too");
    let found = scene.expect("waiting");
    let waiting = sentences(&found, &found["requirements"][0]["waiting"]);
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(waiting[0].starts_with("IC5 Security Engineer asks more"), "{waiting:?}");
}

#[test]
fn a_sentence_that_is_gone_is_covered_where_it_was_gone() {
    let mut scene = Scene::new(POLICY);
    let text = scene.place.read(PAGE);
    let line = text.lines().find(|line| line.contains(HARDER.0)).expect("the line").to_owned();
    let reviewed = scene.place.commit("Nothing yet");
    scene.reviewed("ana", "APPROVED", &reviewed);
    scene.place.write(PAGE, text.replacen(&format!("{line}\n"), "", 1));
    let commit = scene.place.commit("Ask no longer");
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["covers"], json!([]));
    scene.reviewed("bo", "APPROVED", &commit);
    scene.expect("ready");
}

#[test]
fn a_rebase_keeps_approvals() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.place.git(&["switch", "--quiet", "main"]);
    // The base itself goes on, on the same page.
    scene.place.edit(PAGE, "I lead complex incidents", "I lead the most complex incidents");
    scene.place.commit("Meanwhile on main");
    scene.place.git(&["switch", "--quiet", "topic"]);
    scene.place.git(&["rebase", "--quiet", "main"]);
    assert_ne!(scene.place.git(&["rev-parse", "HEAD"]).trim(), commit);
    let found = scene.expect("ready");
    assert_eq!(approval(&found, "ana")["since"], json!({"changes": [], "withdrawn": [], "pages": [], "proposals": []}));
}

#[test]
fn a_commit_with_nothing_in_common_with_the_base_gives_no_approval() {
    let mut scene = Scene::new(POLICY);
    scene.change(PAGE, HARDER.0, HARDER.1);
    scene.place.git(&["switch", "--quiet", "--orphan", "alone"]);
    scene.place.git(&["checkout", "--quiet", "topic", "--", "."]);
    let commit = scene.place.commit("The same words from nowhere");
    scene.place.git(&["switch", "--quiet", "topic"]);
    scene.reviewed("ana", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["standing"], "unverifiable");
}

#[test]
fn a_re_keying_keeps_approvals() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    let text = scene.place.read(PAGE);
    let line = text.lines().find(|line| line.contains(HARDER.1)).expect("the line");
    let (_, sentence) = line.split_once(" = ").expect("a behavior");
    scene.place.write(PAGE, text.replacen(line, &format!("another-key = {sentence}"), 1));
    scene.place.commit("Another key");
    scene.expect("ready");
}

#[test]
fn an_editorial_push_elsewhere_keeps_approvals() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.change("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
    let found = scene.expect("ready");
    // It is not hidden that the approver did not see it.
    let since = sentences(&found, &approval(&found, "ana")["since"]["changes"]);
    assert_eq!(since.len(), 1, "{since:?}");
}

#[test]
fn a_day_that_moved_after_an_approval_is_told() {
    let mut scene = Scene::new(POLICY);
    let proposal = |effective: &str| format!("title = \"T\"\nwhy = \"w\"\n{effective}");
    scene.place.write("framework/proposals/t.toml", proposal("effective = 2027-04-01\n"));
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.place.write("framework/proposals/t.toml", proposal(""));
    scene.place.commit("At once");
    let shown = scene.shown();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "`effective` was 2027-04-01 when it was approved, and is at once now";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn a_harder_sentence_does_not_inherit_an_approval() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.change(PAGE, "carried out by three or more teams", "carried out by four or more teams");
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["covers"], json!([]));
    let withdrawn = approval(&found, "ana")["since"]["withdrawn"].as_array().expect("a list");
    assert!(withdrawn[0].as_str().expect("a sentence").contains("three or more teams"), "{found:#}");
}

#[test]
fn a_new_sentence_does_not_inherit_an_approval() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.change(
        PAGE,
        "model-threats = ",
        "supplier-risk = \"I assess every supplier before we depend on it.\"\nmodel-threats = ",
    );
    let found = scene.expect("waiting");
    let waiting = sentences(&found, &found["requirements"][0]["waiting"]);
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(waiting[0].contains("supplier"), "{waiting:?}");
    // What was approved stays approved: the page asked more then and does now.
    assert_eq!(sentences(&found, &approval(&found, "ana")["covers"]).len(), 1);
}

#[test]
fn no_matcher_has_a_say() {
    let mut scene = Scene::new(POLICY);
    let source = "framework/tracks/reliability-engineer/ic4.toml";
    let text = scene.place.read(source);
    let line = text.lines().find(|line| line.contains("I coach engineers to lead")).expect("the line").to_owned();
    let commit = scene.change(PAGE, "model-threats = ", &format!("{line}\nmodel-threats = "));
    scene.reviewed("ana", "APPROVED", &commit);
    let found = scene.expect("ready");
    assert_eq!(found["changes"][0]["kind"], "added");
    // Taking the sentence from the other track turns the addition into a move for the matcher; the
    // words on the page are the ones that were approved all the same.
    scene.place.write(source, text.replacen(&format!("{line}\n"), "", 1));
    scene.place.commit("Take it from there");
    let found = scene.expect("ready");
    assert_eq!(found["changes"][0]["kind"], "moved");
    // That it leaves the other page was not seen, and that is said.
    let since = sentences(&found, &approval(&found, "ana")["since"]["changes"]);
    assert_eq!(since.len(), 1, "{since:?}");
}

#[test]
fn approvers_are_asked_again_when_a_trade_is_half_withdrawn() {
    let mut scene = Scene::new(POLICY);
    scene.place.edit(PAGE, HARDER.0, HARDER.1);
    let text = scene.place.read(PAGE);
    let given = text.lines().find(|line| line.contains("I lead complex incidents")).expect("the line").to_owned();
    scene.place.write(PAGE, text.replacen(&format!("{given}\n"), "", 1));
    let commit = scene.place.commit("Ask more here, less there");
    scene.reviewed("ana", "APPROVED", &commit);
    scene.expect("ready");
    scene.place.write(PAGE, &text);
    scene.place.commit("And ask it again after all");
    let found = scene.expect("waiting");
    let again = &found["requirements"][0]["agreed"][0]["again"];
    assert_eq!(*again, json!([{"page": "security-engineer/ic4", "then": "mixed", "now": "asks-more"}]));
}

#[test]
fn the_last_review_of_each_person_counts() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.reviewed("Ana", "COMMENTED", &commit);
    scene.expect("ready");
    scene.reviewed("ana", "CHANGES_REQUESTED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["standing"], "changes-requested");
    scene.reviewed("ANA", "APPROVED", &commit);
    scene.expect("ready");
    scene.reviewed("ana", "DISMISSED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["standing"], "dismissed");
}

#[test]
fn reviews_are_taken_in_the_order_of_their_time() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    let review = |state: &str, time: &str| json!({"user": {"login": "ana"}, "state": state, "commit_id": commit, "submitted_at": time});
    let (late, early) =
        (review("CHANGES_REQUESTED", "2026-02-02T00:00:00Z"), review("APPROVED", "2026-02-01T00:00:00Z"));
    scene.raw_review(late);
    scene.raw_review(early);
    scene.expect("waiting");
}

#[test]
fn the_authors_own_approval_does_not_count() {
    let policy = POLICY.replace("\"bo\"]", "\"bo\", \"cem\"]");
    let mut scene = Scene::new(&policy);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("Cem", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "Cem")["standing"], "own");
    assert_eq!(found["requirements"][0]["people"], json!(["ana", "bo"]));
}

#[test]
fn unverifiable_approvals_do_not_count() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    let time = "2026-02-01T00:00:00Z";
    // Without an account, a commit, a time; in a state that nobody knows.
    scene.raw_review(json!({"user": null, "state": "APPROVED", "commit_id": commit, "submitted_at": time}));
    scene.raw_review(json!({"user": {"login": "ana"}, "state": "APPROVED", "commit_id": null, "submitted_at": time}));
    scene.raw_review(json!({"user": {"login": "bo"}, "state": "APPROVED", "commit_id": commit}));
    let found = scene.expect("waiting");
    for user in ["", "ana", "bo"] {
        assert_eq!(approval(&found, user)["standing"], "unverifiable", "{user:?}");
        assert!(approval(&found, user)["because"].is_string());
    }
}

#[test]
fn a_team_that_nobody_can_verify_gives_no_approval() {
    let policy = POLICY.replace("[teams]\nsecurity-leads = [\"ana\", \"bo\"]\n", "");
    let mut scene = Scene::new(&policy);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(found["unverifiable_teams"][0]["team"], "@escrowtab/security-leads");
    assert_eq!(found["unverifiable_teams"][0]["reviewers"], json!(["ana"]));
}

#[test]
fn a_reviewed_commit_that_is_gone_here_is_fetched_by_its_hash() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.place.git(&["clone", "--quiet", "--bare", ".", "../origin.git"]);
    scene.place.git(&["--git-dir", "../origin.git", "config", "uploadpack.allowAnySHA1InWant", "true"]);
    // The branch is pushed anew, and the reviewed commit is left to the remote alone.
    scene.place.git(&["commit", "--quiet", "--amend", "--message", "The same, told better"]);
    scene.place.git(&["reflog", "expire", "--expire=now", "--all"]);
    scene.place.git(&["gc", "--quiet", "--prune=now"]);
    let found = scene.expect("waiting");
    assert_eq!(approval(&found, "ana")["standing"], "commit-gone");
    scene.place.git(&["remote", "add", "origin", "../origin.git"]);
    scene.expect("ready");
}

#[test]
fn a_review_of_a_commit_that_is_gone_everywhere_covers_nothing_and_says_so() {
    let mut scene = Scene::new(POLICY);
    scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &"0123456789".repeat(4));
    snapbox::assert_data_eq!(
        scene.shown(),
        snapbox::str![[r#"
exit 1
--- stdout
main → topic

Waits for @escrowtab/security-leads.

Who must agree
  • @escrowtab/security-leads must agree to 1 change
    The owners of the security track agree to every change of what it asks
    for IC4 Security Engineer

Approvals
  • ana at 0123456: does not count, commit 0123456 is not here, and there is no
    remote to ask

It calls for a major version.
--- stderr

"#]]
    );
}
