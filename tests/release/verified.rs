//! Whether releases tell the truth.

use snapbox::{assert_data_eq, str};

use super::{changed, raise};
use crate::support::Workspace;

#[test]
fn a_release_of_ours_tells_the_truth() {
    let place = changed();
    place.rungs(&["release"]).expect(0);
    assert_data_eq!(
        place.rungs(&["release", "--verify", "--all"]).all(),
        str![[r#"
exit 0
--- stdout
✓ v1.0.0 tells the truth
✓ v2.0.0 tells the truth
--- stderr

"#]]
    );
}

#[test]
fn a_record_that_was_edited_does_not() {
    let place = changed();
    place.rungs(&["release"]).expect(0);
    let path = "framework/releases/2.0.0.toml";
    let text = place.read(path);
    let id = text.split("id = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id").to_owned();
    place.edit(path, &id, "0123456789abcdef");
    place.commit("Edit the record");
    place.git(&["tag", "--force", "--annotate", "--message", "v2.0.0", "v2.0.0"]);
    assert_data_eq!(
        place.rungs(&["release", "--verify", "v2.0.0"]).all(),
        str![[r#"
exit 1
--- stdout
× v2.0.0 does not tell the truth
    × the record does not have: IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
    × the record has what the content does not: IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
--- stderr

"#]]
    );
}

#[test]
fn tags_of_other_tools_get_the_honest_version() {
    let place = Workspace::example();
    place.git(&["tag", "v1.0.0"]);
    raise(&place);
    place.git(&["tag", "v1.0.1"]);
    place.edit("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
    place.commit("Spell a word otherwise");
    place.git(&["tag", "v1.0.2"]);
    assert_data_eq!(
        place.rungs(&["release", "--verify", "--all"]).all(),
        str![[r#"
exit 1
--- stdout
✓ v1.0.0 tells the truth
    · there is no record of it
× v1.0.1 does not tell the truth
    × released as a patch version, and the content calls for a major one
    · there is no record of it
✓ v1.0.2 tells the truth
    · there is no record of it
--- stderr

"#]]
    );
}

#[test]
fn what_is_no_release_is_said() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["release", "--verify"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: which release?
  help: rungs release --verify v1.2.0, or --verify --all for every one

"#]]
    );
    assert_data_eq!(
        place.rungs(&["release", "--verify", "v9.9.9"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `v9.9.9`
  help: `git branch --all` and `git tag` list the names there are

"#]]
    );
}
