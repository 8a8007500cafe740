//! Who approved the proposals of a release: by the reviews of the pull request that brought each, and
//! by what its commits say.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{changed, with_github};

const PROPOSAL: &str = "framework/proposals/span-more-teams.toml";

/// A proposal on a branch, merged by pull request 12 with these last lines of the merge's message.
/// Returns the commit of the branch.
fn merged(place: &Workspace, trailers: &str) -> String {
    place.git(&["switch", "--quiet", "--create", "topic"]);
    place.write(PROPOSAL, "title = \"Security leads span more teams\"\nwhy = \"Incidents involved three teams.\"\n");
    place.commit("Say why");
    let commit = place.git(&["rev-parse", "HEAD"]).trim().to_owned();
    place.git(&["switch", "--quiet", "main"]);
    let message = format!("Merge pull request #12 from acme/topic\n\n{trailers}");
    place.git(&["merge", "--quiet", "--no-ff", "--message", &message, "topic"]);
    commit
}

/// The line of the record that names who approved.
fn approved(place: &Workspace) -> String {
    let record = place.read("framework/releases/2.0.0.toml");
    record.lines().find(|line| line.starts_with("approved-by")).unwrap_or("nobody").to_owned()
}

#[test]
fn reviews_of_what_was_merged_are_recorded() {
    let (place, github) = with_github();
    let seen = merged(&place, "");
    let before = place.git(&["rev-parse", "topic~1"]).trim().to_owned();
    {
        let mut state = github.state();
        let author = state.pull.author.clone();
        (state.pull.base, state.pull.head) = (before.clone(), seen.clone());
        state.review("vp", "APPROVED", &seen);
        state.review("ciso", "CHANGES_REQUESTED", &seen);
        state.review("ciso", "APPROVED", &seen);
        state.review("bo", "APPROVED", &seen);
        state.review("bo", "DISMISSED", &seen);
        state.review("cto", "APPROVED", &before);
        state.review(&author, "APPROVED", &seen);
    }
    assert_data_eq!(
        place.rungs(&["release"]).err,
        str![[r#"
cto approved #12 before it read as it was merged; the record leaves that out.
Committed “Release 2.0.0”.
Tagged v2.0.0.
Pushed main and v2.0.0 to origin.
Published the notes: https://github.example/acme/handbook/releases/tag/v2.0.0
v2.0.0 is released.

"#]]
    );
    assert_eq!(approved(&place), "approved-by = [\"ciso\", \"vp\"]");
    let notes = place.read("framework/CHANGELOG.md");
    assert!(notes.contains("(approved by ciso, vp)"), "{notes}");
}

#[test]
fn without_github_what_commits_say_is_recorded() {
    let place = changed();
    merged(&place, "Reviewed-by: Ana Lindqvist <ana@example.org>\nApproved-by: @bo\n");
    place.rungs(&["release"]).expect(0);
    assert_eq!(approved(&place), "approved-by = [\"Ana Lindqvist\", \"bo\"]");
}

#[test]
fn what_is_not_known_is_left_out_and_said() {
    let (mut place, github) = with_github();
    merged(&place, "");
    github.state().tokens.clear();
    assert_data_eq!(
        place.rungs(&["release", "--dry-run"]).err,
        str![[r#"
It is not known who approved #12, and the record leaves it out: GitHub does not accept the token (asked to read the pull request): Bad credentials
Nothing was done: this was a dry run.

"#]]
    );
    place.set("GITHUB_TOKEN", "");
    assert_data_eq!(
        place.rungs(&["release"]).err,
        str![[r#"
Without GITHUB_TOKEN it is not known who approved #12; the record leaves it out.
Committed “Release 2.0.0”.
Tagged v2.0.0.
Pushed main and v2.0.0 to origin.
v2.0.0 is released.

"#]]
    );
    assert_eq!(approved(&place), "nobody");
}
