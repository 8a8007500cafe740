//! `rungs apply`: the changes of a comparison on the framework at hand.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

const FRAMEWORK: &str = "name = \"Ours\"  # as we say\n\n[ladders.ic]\nname = \"Engineers\"\nlevels = [\"ic1\", \"ic2\"]\n\n\
    [sections.scope]\nname = \"Scope\"\n\n[sections.craft]\nname = \"Craft\"\n";
const PAGE: &str = "# Owned by the web guild\n\n[scope]\n# agreed in spring\ngoals=\"I reach some of my goals.\"\n\
    plan = \"I plan my week.\"\n\n[craft]\ntests = \"I test what I build.\"  # and how\n";

/// A framework, a copy of it with some changes, and the comparison of the two.
fn changed() -> Workspace {
    let place = Workspace::new();
    for side in ["ours", "before", "after"] {
        place.write(&format!("{side}/framework.toml"), FRAMEWORK);
        place.write(&format!("{side}/tracks/web/track.toml"), "name = \"Web Engineer\"\nladder = \"ic\"\n");
        place.write(&format!("{side}/tracks/web/ic1.toml"), PAGE);
    }
    place.edit("after/tracks/web/ic1.toml", "some of my goals", "most of my goals");
    place.edit("after/tracks/web/ic1.toml", "plan = \"I plan my week.\"\n", "");
    place.edit("after/tracks/web/ic1.toml", "# and how\n", "# and how\nreviews = \"I review designs.\"\n");
    place.write("after/tracks/web/ic2.toml", "[scope]\nplan = \"I plan my week.\"\n");
    place.rungs(&["diff", "before", "after", "--format", "json", "-o", "diff.json"]).expect(0);
    place
}

#[test]
fn changes_are_made_where_they_fit_and_comments_stay() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["apply", "diff.json", "--framework", "ours", "--dry-run"]).all(),
        str![[r#"
exit 0
--- stdout
now → with the changes

IC1 Web Engineer asks more in one way and less in another; IC2 Web Engineer is
new.

  ◆ mixed: more and less   IC1 Web Engineer  (2 more, 1 less)
  + new page               IC2 Web Engineer  (1 change)

Structure (1)
  = Page “IC2 Web Engineer” is new.

What asks more or less (3)

  IC1 Web Engineer
    ▲ asks more · Craft · new
      {+I review designs.+}
    ▲ asks more · Scope · reworded
      I reach [-some-]{+most+} of my goals.
      └ quantity: “some of” → “most of”: asks more
    ▼ asks less · Scope · moved to IC2 Web Engineer
      I plan my week.

  IC2 Web Engineer
    ▲ asks more · Scope · moved here from IC1 Web Engineer
      I plan my week.

3 changes of expectations, 1 clarifying, 0 editorial. It calls for a major
version: what is expected of somebody changes.
--- stderr
would change tracks/web/ic1.toml
would add tracks/web/ic2.toml

"#]]
    );
    assert_eq!(place.read("ours/tracks/web/ic1.toml"), PAGE);
    assert_data_eq!(
        place.rungs(&["apply", "diff.json", "--framework", "ours"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
changed tracks/web/ic1.toml
added tracks/web/ic2.toml

"#]]
    );
    assert_data_eq!(
        place.read("ours/tracks/web/ic1.toml"),
        str![[r##"
# Owned by the web guild

[scope]
# agreed in spring
goals = "I reach most of my goals."

[craft]
tests = "I test what I build."  # and how
reviews = "I review designs."

"##]]
    );
    assert_eq!(place.read("ours/framework.toml"), FRAMEWORK);
    assert_eq!(place.rungs(&["diff", "ours", "after", "--exit-code"]).code, 0);
}

#[test]
fn other_edits_of_the_framework_at_hand_stay() {
    let place = changed();
    place.edit("ours/tracks/web/ic1.toml", "tests = ", "docs = \"I write what others need.\"\ntests = ");
    place.rungs(&["apply", "diff.json", "--framework", "ours"]).expect(0);
    let page = place.read("ours/tracks/web/ic1.toml");
    assert!(page.contains("docs = \"I write what others need.\"") && page.contains("I review designs."), "{page}");
}

#[test]
fn what_does_not_fit_is_refused_with_every_reason_and_nothing_is_written() {
    let place = changed();
    place.edit("ours/tracks/web/ic1.toml", "some of my goals", "a few of my goals");
    place.edit("ours/tracks/web/ic1.toml", "plan = \"I plan my week.\"\n", "");
    place.edit("ours/tracks/web/ic1.toml", "[craft]\n", "[craft]\nreviews = \"I review code.\"\n");
    let before = place.read("ours/tracks/web/ic1.toml");
    assert_data_eq!(
        place.rungs(&["apply", "diff.json", "--framework", "ours"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the changes do not fit the framework at hand; nothing was written
  web/ic1/scope/goals: it reads “I reach a few of my goals.” here, and not “I reach some of my goals.”
  web/ic1/scope/plan: there is no such behavior here; it should read “I plan my week.”
  web/ic1/craft/reviews: there is another behavior of this key already
  help: the framework changed since; compare again from what it is now, or take these changes out of the file

"#]]
    );
    assert_eq!(place.read("ours/tracks/web/ic1.toml"), before);
    assert!(!place.path("ours/tracks/web/ic2.toml").exists());
}

#[test]
fn changes_may_come_from_the_standard_input_and_be_a_part() {
    let place = changed();
    let mut diff: serde_json::Value = serde_json::from_str(&place.read("diff.json")).expect("JSON");
    let kept = |change: &serde_json::Value| change["kind"] == "reworded";
    diff["changes"].as_array_mut().expect("changes").retain(kept);
    diff["settings"] = serde_json::json!([]);
    place.rungs_with_input(&["apply", "-", "--framework", "ours"], &diff.to_string()).expect(0);
    assert_eq!(place.read("ours/tracks/web/ic1.toml"), PAGE.replace("goals=\"I reach some", "goals = \"I reach most"));
}

#[test]
fn what_is_no_comparison_is_said() {
    let place = changed();
    place.write("wrong.json", "{\"version\": 1}");
    place.write("later.json", place.read("diff.json").replacen("\"version\": 1", "\"version\": 2", 1));
    assert_data_eq!(
        place.rungs(&["apply", "missing.json", "--framework", "ours"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot read missing.json: it does not exist

"#]]
    );
    assert_data_eq!(
        place.rungs(&["apply", "wrong.json", "--framework", "ours"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: wrong.json is no comparison: missing field `from` at line 1 column 14
  help: `rungs diff --format json -o FILE` writes one; `rungs schema diff` says what it holds

"#]]
    );
    assert_data_eq!(
        place.rungs(&["apply", "later.json", "--framework", "ours"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: later.json is no comparison: it is of version 2, and only version 1 is known
  help: `rungs diff --format json -o FILE` writes one; `rungs schema diff` says what it holds

"#]]
    );
}

#[test]
fn every_golden_case_is_made_after_from_before() {
    for case in crate::golden::cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        if name.starts_with("unreadable") {
            continue;
        }
        let place = Workspace::new();
        place.copy(&case.join("before"), "ours");
        place.copy(&case.join("after"), "after");
        place.write("diff.json", std::fs::read(case.join("diff.json")).expect("a comparison"));
        let run = place.rungs(&["apply", "diff.json", "--framework", "ours"]);
        assert_eq!(run.code, 0, "{name}: {}", run.all());
        let written = |side| rungs::storage::write(&crate::golden::framework(&place.path(side)));
        assert_eq!(written("ours"), written("after"), "{name}");
    }
}
