//! Proposing a change: the file, the branch, the commit and the pull request.

use snapbox::{assert_data_eq, str};

use super::scene::{PAGE, POLICY};
use crate::support::Workspace;
use crate::support::github::{Fault, GitHub, PERSON};

fn changed() -> Workspace {
    let place = Workspace::example();
    place.write("framework/policy.toml", POLICY);
    place.commit("Say who must agree");
    place.edit(PAGE, "two or more teams", "three or more teams");
    place
}

const TOLD: &[&str] =
    &["propose", "--title", "Security work reaches three teams", "--why", "Trust is our main promise"];

#[test]
fn a_dry_run_shows_everything_and_does_nothing() {
    let place = changed();
    let more = ["--sponsor", "@cto", "--effective", "2027-04-01", "--declared", "clarification", "--open", "--dry-run"];
    assert_data_eq!(
        place.rungs(&[TOLD, &more].concat()).all(),
        str![[r#"
exit 0
--- stdout
Write framework/proposals/security-work-reaches-three-teams.toml:

    title = "Security work reaches three teams"
    why = "Trust is our main promise"
    sponsor = "@cto"
    declared = "clarification"
    effective = 2027-04-01

Make the branch security-work-reaches-three-teams and go onto it.

Commit on security-work-reaches-three-teams:

    framework/proposals/security-work-reaches-three-teams.toml
    framework/tracks/security-engineer/ic4.toml

  with the message

    Security work reaches three teams

    Trust is our main promise

Push security-work-reaches-three-teams to origin.

Open a pull request for main: Security work reaches three teams

    Trust is our main promise

    Sponsor: @cto

    To hold from 2027-04-01 on.

    ## IC4 Security Engineer asks more.

    | Page | Verdict |
    |---|---|
    | IC4 Security Engineer | asks more |

    - IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.

    ## Who must agree

    - @escrowtab/security-leads: The owners of the security track agree to every change of what it asks

--- stderr
IC4 Security Engineer asks more. Compared with main.
clarification is declared, and reviewers will see first: IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
Nothing was done: this was a dry run.

"#]]
    );
    assert_eq!(place.git(&["status", "--short"]), format!(" M {PAGE}\n"));
    assert_eq!(place.git(&["branch", "--list"]), "* main\n");
}

#[test]
fn a_proposal_is_written_and_committed_on_a_branch_of_its_name() {
    let place = changed();
    place.write("notes.txt", "Not of the framework.\n");
    assert_data_eq!(
        place.rungs(TOLD).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
IC4 Security Engineer asks more. Compared with main.
Went onto the new branch security-work-reaches-three-teams.
Wrote framework/proposals/security-work-reaches-three-teams.toml.
Committed 2 files on security-work-reaches-three-teams.
Next: rungs propose --open

"#]]
    );
    assert_data_eq!(
        place.git(&["log", "-1", "--format=%B", "--stat=80"]),
        str![[r#"
Security work reaches three teams

Trust is our main promise


 framework/proposals/security-work-reaches-three-teams.toml | 3 +++
 framework/tracks/security-engineer/ic4.toml                | 2 +-
 2 files changed, 4 insertions(+), 1 deletion(-)

"#]]
    );
    // What is not the framework's stays as it was.
    assert_eq!(place.git(&["status", "--short"]), "?? notes.txt\n");
    // The kind is what the words say where the author says nothing.
    let file = place.read("framework/proposals/security-work-reaches-three-teams.toml");
    assert!(file.contains("declared = \"expectation\""), "{file}");
    place.rungs(&["check"]).expect(0);
}

#[test]
fn on_a_branch_of_ones_own_one_stays() {
    let place = changed();
    place.git(&["switch", "--quiet", "--create", "my-work"]);
    place.git(&["commit", "--quiet", "--all", "--message", "First"]);
    place.rungs(TOLD).expect(0);
    assert_eq!(place.git(&["branch", "--show-current"]), "my-work\n");
}

#[test]
fn what_cannot_be_asked_is_missing() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["propose", "--why", "It is time"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
IC4 Security Engineer asks more. Compared with main.
error: --title is missing, and there is no terminal to ask at
  help: rungs propose --title "On-call is part of IC4" --why "Trust is our main promise" --effective 2027-04-01

"#]]
    );
}

#[test]
fn nothing_is_proposed_where_nothing_changed_or_a_file_cannot_be_read() {
    let place = changed();
    place.write("framework/core/ic3.toml", "[scope\n");
    let run = place.rungs(TOLD);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.err.contains("core/ic3.toml cannot be read"), "{}", run.all());
    place.git(&["checkout", "--quiet", "."]);
    let run = place.rungs(TOLD);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.err.contains("nothing of what the framework says differs from main"), "{}", run.all());
}

#[test]
fn a_proposal_of_the_same_name_is_not_overwritten() {
    let place = changed();
    place.rungs(TOLD).expect(0);
    place.edit(PAGE, "three or more teams", "four or more teams");
    let run = place.rungs(TOLD);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is there already"), "{}", run.all());
    // Without a title the proposal that is there is taken up again.
    place.rungs(&["propose"]).expect(0);
    assert_eq!(place.git(&["rev-list", "--count", "main..HEAD"]), "2\n");
}

#[test]
fn the_author_is_told_what_reviewers_will_see() {
    let place = changed();
    place.git(&["stash", "--quiet"]);
    place.write("framework/policy.toml", "[[freeze]]\nname = \"Long round\"\nfrom = 2020-01-01\nuntil = 2099-12-31\n");
    place.commit("Freeze");
    place.git(&["stash", "pop", "--quiet"]);
    let run = place.rungs(&[TOLD, &["--declared", "editorial", "--dry-run"]].concat());
    assert!(
        run.err.contains("editorial is declared, and reviewers will see first: IC4 Security Engineer"),
        "{}",
        run.err
    );
    assert!(run.err.contains("\u{201c}Long round\u{201d}"), "{}", run.err);
}

/// A clone that pushes to a bare repository and opens pull requests at a GitHub on this machine.
fn with_github() -> (Workspace, GitHub) {
    let mut place = changed();
    place.git(&["init", "--quiet", "--bare", "../origin.git"]);
    place.git(&["remote", "add", "origin", "../origin.git"]);
    place.git(&["push", "--quiet", "origin", "main"]);
    let github = GitHub::start(&place.root());
    place.set("GITHUB_API_URL", &github.url());
    place.set("GITHUB_REPOSITORY", "acme/handbook");
    place.set("RUNGS_GITHUB_PACE", "0");
    (place, github)
}

#[test]
fn a_proposal_is_pushed_and_opened_once() {
    let (mut place, github) = with_github();
    let run = place.rungs(&[TOLD, &["--open"]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("without a token no pull request can be opened"), "{}", run.all());
    place.set("GITHUB_TOKEN", PERSON);
    // The answer is lost after GitHub did the work, and nothing is opened twice.
    github.fail("POST", "/pulls", Fault::AnswerAfterEffect(502, "Bad gateway"));
    let shown = place.rungs(&["propose", "--open"]).expect(0);
    assert!(shown.starts_with("https://"), "{shown}");
    place.rungs(&["propose", "--open"]).expect(0);
    let state = github.state();
    assert_eq!(state.opened.len(), 1);
    let pull = &state.opened[0];
    assert_eq!((pull.head_branch.as_str(), pull.base_branch.as_str()), ("security-work-reaches-three-teams", "main"));
    assert_eq!(pull.title, "Security work reaches three teams");
    assert_data_eq!(
        pull.body.replace('\u{2060}', "<joiner>"),
        str![[r#"
Trust is our main promise

To hold as soon as it is released.

## IC4 Security Engineer asks more.

| Page | Verdict |
|---|---|
| IC4 Security Engineer | asks more |

- IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.

## Who must agree

- &#64;<joiner>escrowtab/security-leads: The owners of the security track agree to every change of what it asks

"#]]
    );
    let pushed =
        place.git(&["--git-dir", "../origin.git", "log", "-1", "--format=%s", "security-work-reaches-three-teams"]);
    assert_eq!(pushed, "Security work reaches three teams\n");
}

#[test]
fn what_authors_write_is_neutral_in_the_pull_request() {
    let place = changed();
    let why = "Ask @everyone, see #12 <img src=x> ![a](https://example.org/x.png)\u{202e}\n\n# Heading\n\n```\nfence";
    let run = place.rungs(&[
        "propose",
        "--title",
        "T \u{1b}[31m",
        "--why",
        why,
        "--sponsor",
        "@org/team",
        "--open",
        "--dry-run",
    ]);
    let out = run.expect(0);
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
    let (_, body) = out.split_once("Open a pull request").expect("the body");
    for text in ["<img", "![a](", "\n    ```"] {
        assert!(!body.contains(text), "{text}: {body}");
    }
}
