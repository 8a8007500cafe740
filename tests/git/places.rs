//! Where a framework is: worktrees, submodules, subfolders, several in one repository, folders moved.

use snapbox::{assert_data_eq, str};

use super::{PAGE, origin, raise, url, verdicts};
use crate::support::Workspace;

#[test]
fn a_linked_worktree_is_compared_with_its_own_branch() {
    let place = origin();
    place.git_in("origin", &["worktree", "add", "--quiet", "../linked", "topic"]);
    place.edit("linked/framework/core/ic4.toml", "I consistently mentor", "I often mentor");
    let shown = place.rungs(&["-C", "linked", "diff"]).expect(0);
    assert_data_eq!(
        verdicts(&shown),
        str![[r#"
  ▼ asks less              every IC4 page (shared: core/ic4)  (1 change)
  ▼ asks less              IC4 Reliability Engineer  (1 change)
  ▼ asks less              IC4 Security Engineer  (1 change)
  ▼ asks less              IC4 Software Engineer  (1 change)

"#]]
    );
    place.git_in("linked", &["add", "--all"]);
    assert_eq!(verdicts(&place.rungs(&["-C", "linked", "diff", "--staged"]).expect(0)), verdicts(&shown));
    place.rungs(&["-C", "origin", "diff", "--exit-code"]).expect(0);
}

#[test]
fn a_framework_in_a_submodule_belongs_to_the_submodule() {
    let place = origin();
    place.git(&["init", "--quiet", "--initial-branch", "main", "company"]);
    let url = url(&place, "origin");
    place.git_in("company", &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "people"]);
    place.commit_in("company", "Add the framework");
    raise(&place, "company/people");
    for folder in ["company", "company/people", "company/people/framework/tracks"] {
        let shown = place.rungs(&["-C", folder, "diff"]).expect(0);
        assert_data_eq!(
            verdicts(&shown),
            str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
        );
    }
}

#[test]
fn a_framework_in_a_subfolder_is_found() {
    let place = Workspace::repository();
    place.rungs(&["init", "--example", "docs/people"]).expect(0);
    place.commit("Start");
    place.edit(&format!("docs/people/{PAGE}"), "two or more teams", "three or more teams");
    let expected = str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]];
    for folder in [".", "docs", "docs/people", "docs/people/framework/core"] {
        assert_data_eq!(verdicts(&place.rungs(&["-C", folder, "diff"]).expect(0)), expected.clone());
    }
    place.commit("Raise");
    for folder in [".", "docs/people/framework"] {
        assert_data_eq!(verdicts(&place.rungs(&["-C", folder, "diff", "HEAD~1..HEAD"]).expect(0)), expected.clone());
    }
    place.rungs(&["show", "security-engineer/ic4"]).expect(0);
}

#[test]
fn a_framework_that_moved_folders_is_the_same_one() {
    let place = Workspace::example();
    place.git(&["tag", "before"]);
    std::fs::create_dir(place.path("handbook")).expect("a folder");
    place.git(&["mv", "framework", "handbook/career"]);
    let nothing = str![[r#"
before → work tree

No change of what the framework says.

"#]];
    assert_data_eq!(place.rungs(&["diff", "before"]).expect(0), nothing.clone());
    assert_data_eq!(place.rungs(&["-C", "handbook/career", "diff", "before"]).expect(0), nothing);
    assert!(place.rungs(&["diff", "--staged"]).expect(0).contains("No change"));
    place.edit("handbook/career/tracks/security-engineer/ic4.toml", "two or more teams", "three or more teams");
    place.commit("Move and raise");
    assert_data_eq!(
        verdicts(&place.rungs(&["diff", "before..HEAD"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        verdicts(&place.rungs(&["diff", "HEAD..before"]).expect(0)),
        str![[r#"
  ▼ asks less              IC4 Security Engineer  (1 change)

"#]]
    );
}

#[test]
fn several_frameworks_are_told_apart() {
    let place = Workspace::repository();
    place.rungs(&["init", "sales"]).expect(0);
    place.commit("Sales");
    place.rungs(&["init", "--example", "engineering"]).expect(0);
    place.commit("Engineering");
    assert_data_eq!(
        place.rungs(&["diff", "HEAD~1..HEAD"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there are several frameworks in this repository: engineering/framework, sales/framework
  help: name one: --framework engineering/framework

"#]]
    );
    assert_data_eq!(
        place.rungs(&["matrix"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there are several frameworks in this repository: engineering/framework, sales/framework
  help: name one: --framework engineering/framework

"#]]
    );
    // A second framework is new; it is not the first one moved.
    let shown = place.rungs(&["-C", "engineering", "diff", "HEAD~1..HEAD"]).expect(0);
    assert_data_eq!(
        shown.lines().take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
HEAD~1 → HEAD

18 pages are new.
"#]]
    );
    let shown = place.rungs(&["--framework", "sales", "diff", "HEAD~1..HEAD"]).expect(0);
    assert!(shown.contains("No change"), "{shown}");
    // One that is gone from the work tree can still be named.
    std::fs::remove_dir_all(place.path("sales")).expect("a folder removed");
    let shown = place.rungs(&["--framework", "sales/framework", "diff"]).expect(0);
    assert_data_eq!(
        shown.lines().take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
HEAD → work tree

IC1 Software Engineer is withdrawn.
"#]]
    );
}

#[test]
fn two_folders_need_no_git() {
    let place = Workspace::new();
    place.rungs(&["init", "--example", "old"]).expect(0);
    place.rungs(&["init", "--example", "new"]).expect(0);
    raise(&place, "new");
    assert_data_eq!(
        verdicts(&place.rungs(&["diff", "old", "new/framework"]).expect(0)),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "new", "diff"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this is not a git repository
  help: run it within one, or compare two folders: rungs diff FOLDER FOLDER

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "old", "newer"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no folder newer

"#]]
    );
}
