//! What is refused, with every reason at once, and what may be overridden.

use snapbox::{assert_data_eq, str};

use super::{changed, propose};
use crate::support::Workspace;

#[test]
fn every_reason_is_said_at_once() {
    let place = changed();
    place.edit("framework/policy.toml", "proposals = \"optional\"", "proposals = \"required\"");
    let freeze = "\n[[freeze]]\nname = \"Winter round\"\nfrom = 2026-01-01\nuntil = 2026-01-31\n";
    let policy = place.read("framework/policy.toml");
    place.write("framework/policy.toml", format!("{policy}{freeze}"));
    place.commit("Tighten the policy");
    place.git(&["switch", "--quiet", "--create", "elsewhere"]);
    place.write("framework/core/ic1.toml", "this is no TOML\n");
    place.commit("Break a file");
    place.write("framework/core/ic2.toml", "");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 1
--- stdout
--- stderr
v2.0.0 is not released:
  × releases are made from `main`, and this is `elsewhere`
    git switch main, or name this one with --branch
  × there are changes that are not committed: framework/core/ic2.toml
    commit them or put them aside (git stash), then release
  × not everything can be read: core/ic1.toml
    `rungs check` shows the places; no version is derived from half a framework
  × 1 change of what is expected without a written reason, which the policy requires
    `rungs propose` writes one
  × what is expected does not change during “Winter round”, 2026-01-01 to 2026-01-31, and this would hold from 2026-01-05
    release it with a later day: --effective 2026-02-01


"#]]
    );
    assert!(!place.git(&["tag"]).contains("v2"));
}

#[test]
fn a_declaration_that_the_words_contradict_is_refused_until_somebody_accepts_it() {
    let place = changed();
    propose(&place, "declared = \"clarification\"\n");
    let refused = place.rungs(&["release"]);
    assert_eq!(refused.code, 1);
    assert_data_eq!(
        refused.err.clone(),
        str![[r#"
v2.0.0 is not released:
  × declared as clarification, but: IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
    declare what it is, or have somebody accept it: [[accept]] change = "224e2cb590c5084d"


"#]]
    );
    let id = refused.err.split("change = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id").to_owned();
    propose(
        &place,
        &format!(
            "declared = \"clarification\"\n\n[[accept]]\nchange = \"{id}\"\nwho = \"@ciso\"\nreason = \"We know\"\n"
        ),
    );
    place.rungs(&["release"]).expect(0);
}

#[test]
fn a_freeze_passes_with_a_later_day() {
    let place = changed();
    let policy = place.read("framework/policy.toml");
    let freeze = "\n[[freeze]]\nname = \"Winter round\"\nfrom = 2026-01-01\nuntil = 2026-01-31\n";
    place.write("framework/policy.toml", format!("{policy}{freeze}"));
    place.commit("Freeze the round");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 1
--- stdout
--- stderr
v2.0.0 is not released:
  × what is expected does not change during “Winter round”, 2026-01-01 to 2026-01-31, and this would hold from 2026-01-05
    release it with a later day: --effective 2026-02-01


"#]]
    );
    place.rungs(&["release", "--effective", "2026-01-31"]).expect(1);
    place.rungs(&["release", "--effective", "2026-02-01"]).expect(0);
}

#[test]
fn a_version_may_be_raised_and_only_with_a_reason_lowered() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["release", "--version", "1.1.0"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: 1.1.0 is too low: the content calls for 2.0.0
  help: leave out --version, or say why it may be lower with --override REASON, which is recorded

"#]]
    );
    assert_data_eq!(
        place.rungs(&["release", "--version", "1.0.0"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: 1.0.0 does not come after 1.0.0
  help: name a later version, or leave out --version

"#]]
    );
    place.rungs(&["release", "--version", "1.1.0", "--override", "It corrects a slip of 1.0.0"]).expect(0);
    assert!(place.read("framework/releases/1.1.0.toml").contains("lower-because = \"It corrects a slip of 1.0.0\""));
    assert!(place.read("framework/CHANGELOG.md").contains("By its content this is a major version"));
}

#[test]
fn without_a_remote_everything_but_the_push_is_done() {
    let mut place = Workspace::example();
    place.set("SOURCE_DATE_EPOCH", "1767614400");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Committed “Release 1.0.0”.
Tagged v1.0.0.
v1.0.0 is released.
Nothing was pushed: there is no remote repository. Later: git push --atomic origin main v1.0.0

"#]]
    );
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Nothing changed since v1.0.0; there is nothing to release.

"#]]
    );
}

#[test]
fn a_lone_mark_in_the_changelog_loses_nothing() {
    let place = changed();
    place.edit("framework/CHANGELOG.md", "# Changelog\n", "# Changelog\n\n<!-- rungs 2.0.0 -->\n");
    place.commit("Break the changelog");
    let before = place.read("framework/CHANGELOG.md");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: CHANGELOG.md, line 3: the mark of 2.0.0 stands alone; put the other one back, or delete both

"#]]
    );
    assert_eq!(place.read("framework/CHANGELOG.md"), before);
}
