//! What state a repository is in: heads, indexes, work trees, object formats, owners.

use snapbox::{assert_data_eq, str};

use super::{PAGE, origin, raise, verdicts};
use crate::support::{Workspace, not_run};

#[test]
fn a_detached_head_is_as_good_as_a_branch() {
    let place = origin();
    place.git_in("origin", &["switch", "--quiet", "--detach", "v1.0.0"]);
    raise(&place, "origin");
    assert_data_eq!(
        verdicts(&place.rungs(&["-C", "origin", "diff"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    place.git_in("origin", &["stash", "--quiet"]);
    assert_data_eq!(
        verdicts(&place.rungs(&["-C", "origin", "diff", "...main"]).expect(0)),
        str![[r#"
  ▼ asks less              IC3 Reliability Engineer  (1 change)

"#]]
    );
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let place = Workspace::repository();
    place.rungs(&["init"]).expect(0);
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

IC1 Software Engineer is new.

  + new page               IC1 Software Engineer  (5 changes)

Structure (11)
  = Ladder “Individual contributor” is new.
  = Level “IC1” is new.
  = Level “IC2” is new.
  = Level “IC3” is new.
  = Track “Software Engineer” is new.
  = Section “Scope” is new.
  = Section “Results” is new.
  = Section “Craft” is new.
  = Responsibility “Impact” is new.
  = Responsibility “Ownership” is new.
  = Responsibility “Code” is new.

What asks more or less (3)

  every page (shared: core/all)
    + Results, Ownership · new
      {+I say early when something I did went wrong.+}

  IC1 Software Engineer
    + Scope · new
      {+I finish tasks of a few days with guidance.+}
      └ a sentence that arrives with “with guidance” may limit or excuse rather
      than ask
    + Craft, Code · new
      {+I write tests for the code I add.+}

Wording and examples (2)

  IC1 Software Engineer
    = summary added
      {+I am learning to build software with a team.+}

  The framework
    = introduction added
      {+What you answer for+}

Editorial (1)
  1 change of typography, spelling, order or names (-v shows all)

3 changes of expectations, 13 clarifying, 1 editorial. It calls for a minor
version: what is new or gone touches nobody's page.
--- stderr

"#]]
    );
    place.git(&["add", "--all"]);
    assert!(place.rungs(&["diff", "--staged"]).expect(0).contains("IC1 Software Engineer is new."));
    assert_data_eq!(
        place.rungs(&["diff", "HEAD"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no commit yet
  help: commit the framework first: git add . && git commit

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "main..topic"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `main`
  help: `git branch --all` and `git tag` list the names there are

"#]]
    );
}

#[test]
fn a_sha256_repository_is_read() {
    let place = Workspace::new();
    place.git(&["init", "--quiet", "--object-format", "sha256", "--initial-branch", "main"]);
    place.rungs(&["init", "--example"]).expect(0);
    let first = place.commit("Start");
    assert_eq!(first.len(), 64);
    raise(&place, "");
    let expected = str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]];
    assert_data_eq!(verdicts(&place.rungs(&["diff"]).expect(0)), expected.clone());
    place.commit("Raise");
    assert_data_eq!(verdicts(&place.rungs(&["diff", &format!("{first}..HEAD")]).expect(0)), expected);
}

#[test]
fn a_reftable_repository_says_how_to_turn_back() {
    let place = Workspace::new();
    let made = place.git_may_fail(&["init", "--quiet", "--ref-format", "reftable", "--initial-branch", "main"]);
    if !made {
        not_run("this git has no reftable");
        return;
    }
    place.rungs(&["init"]).expect(0);
    place.commit("Start");
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the repository keeps its branches as `reftable`, which rungs cannot read yet
  help: turn it back: git refs migrate --ref-format=files

"#]]
    );
}

#[test]
fn three_dots_leave_out_what_the_other_branch_did() {
    let place = origin();
    assert_data_eq!(
        verdicts(&place.rungs(&["-C", "origin", "diff", "main..topic"]).expect(0)),
        str![[r#"
  ▲ asks more              IC3 Reliability Engineer  (1 change)
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        verdicts(&place.rungs(&["-C", "origin", "diff", "main...topic"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    place.git_in("origin", &["switch", "--quiet", "--orphan", "alone"]);
    place.git_in("origin", &["commit", "--quiet", "--allow-empty", "--message", "Nothing"]);
    assert_data_eq!(
        place.rungs(&["-C", "origin", "diff", "main...alone"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the two revisions have no commit in common
  help: compare them directly with two dots: A..B

"#]]
    );
}

#[test]
fn the_index_is_compared_on_its_own() {
    let place = Workspace::example();
    raise(&place, "");
    place.git(&["add", "--all"]);
    place.edit("framework/core/ic4.toml", "I consistently mentor", "I often mentor");
    assert_data_eq!(
        verdicts(&place.rungs(&["diff", "--staged"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        verdicts(&place.rungs(&["diff"]).expect(0)),
        str![[r#"
  ▼ asks less              every IC4 page (shared: core/ic4)  (1 change)
  ▼ asks less              IC4 Reliability Engineer  (1 change)
  ◆ mixed: more and less   IC4 Security Engineer  (1 more, 1 less)
  ▼ asks less              IC4 Software Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "--staged", "HEAD"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: --staged compares the index with HEAD and takes no revision

"#]]
    );
}

#[test]
fn the_last_release_is_found_by_version_not_by_name() {
    let place = Workspace::example();
    assert_data_eq!(
        place.rungs(&["diff", "--since-release"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no release yet
  help: a release is a tag such as v1.0.0 (policy.toml names another beginning with [version] tag-prefix)

"#]]
    );
    place.git(&["tag", "--annotate", "--message", "9", "v1.9.0"]);
    raise(&place, "");
    place.commit("Raise");
    place.git(&["tag", "v1.10.0"]);
    place.git(&["tag", "vocabulary"]);
    let shown = place.rungs(&["diff", "--since-release"]).expect(0);
    assert_data_eq!(
        shown,
        str![[r#"
v1.10.0 → HEAD

No change of what the framework says.

"#]]
    );
    // A release of another branch is none of this one's.
    place.git(&["switch", "--quiet", "--create", "hotfix", "v1.9.0"]);
    assert!(place.rungs(&["diff", "--since-release"]).expect(0).starts_with("v1.9.0 "));
}

#[test]
fn untracked_pages_count_and_ignored_ones_do_not() {
    let place = Workspace::example();
    let page = place.read("framework/tracks/security-engineer/ic2.toml");
    place.write("framework/tracks/security-engineer/ic1.toml", &page);
    assert_data_eq!(
        place.rungs(&["diff"]).expect(0).lines().nth(2).unwrap_or_default(),
        str!["IC2 Security Engineer is new."]
    );
    place.write(".gitignore", "ic1.toml\n!/framework/tracks/software-engineer/ic1.toml\n");
    assert!(place.rungs(&["diff"]).expect(0).contains("No change"));
}

#[test]
fn line_ends_of_a_windows_checkout_change_nothing() {
    let place = Workspace::example();
    for file in [PAGE, "framework/framework.toml", "framework/core/all.toml"] {
        let text = place.read(file);
        place.write(file, text.replace('\n', "\r\n"));
    }
    assert!(place.rungs(&["diff"]).expect(0).contains("No change"));
    place.rungs(&["check"]).expect(0);
    raise(&place, "");
    assert_data_eq!(
        verdicts(&place.rungs(&["diff"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
}

#[test]
fn an_unknown_revision_has_a_nearest_name() {
    let place = origin();
    assert_data_eq!(
        place.rungs(&["-C", "origin", "diff", "v1.0.1"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `v1.0.1`
  help: did you mean `v1.0.0`?

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "origin", "diff", "main..tpoic"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `tpoic`
  help: did you mean `topic`?

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "origin", "diff", "a^{broken"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: `a^{broken` names no revision (ambiguous lookup - OID prefix is too short)
  help: name a branch, a tag, or enough of a commit's hash: main, v1.0.0, HEAD~2, 1a2b3c4

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "origin", "diff", "main", "topic", "v1.0.0"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: more than two revisions are named
  help: name one or two, or a range A..B

"#]]
    );
}

/// Only root can give a folder away.
#[cfg(target_os = "linux")]
#[test]
fn a_repository_of_somebody_else_is_not_trusted() {
    let place = Workspace::example();
    let root = place.root();
    let owner = std::process::Command::new("chown").args(["-R", "12345"]).arg(&root).status();
    if !owner.is_ok_and(|status| status.success()) {
        not_run("only root can give a folder to somebody else");
        return;
    }
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the repository belongs to another user of this machine, so git and rungs do not trust it
  help: if you do: git config --global --add safe.directory '[FOLDER]'

"#]]
    );
    // What needs no git still works, and the advice helps.
    place.rungs(&["check"]).expect(0);
    place.git(&["config", "--global", "--add", "safe.directory", &root.to_string_lossy()]);
    place.rungs(&["diff"]).expect(0);
}

#[test]
fn a_hook_sees_the_index_that_git_gives_it() {
    let mut place = Workspace::example();
    raise(&place, "");
    // As `git commit -a` does for its hooks: an index of its own.
    let index = place.path(".git/index.lock-of-hook");
    std::fs::copy(place.path(".git/index"), &index).expect("an index copied");
    place.set("GIT_INDEX_FILE", &index.to_string_lossy());
    place.git(&["add", "--all"]);
    assert_data_eq!(
        verdicts(&place.rungs(&["diff", "--staged"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
}
