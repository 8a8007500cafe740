//! Copies that drifted apart, and shared sentences adopted in their place.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::repository;

/// Two tracks and shared text that say much the same.
fn copied() -> Workspace {
    let place = repository();
    place.write(
        "framework/core/ic4.toml",
        "[results.ownership]\nfinish-work = \"I finish what I start and tell people when it will be done.\"\n",
    );
    place.edit(
        super::PAGE,
        "finish-work = \"I finish what I start and tell people when it will be done.\"",
        "# Agreed in March.\nfinish = \"I usually finish what I start and tell people when it will be done.\" # for now",
    );
    place.write("framework/tracks/data/track.toml", "name = \"Data\"\nladder = \"ic\"\n");
    place.write(
        "framework/tracks/data/ic4.toml",
        "[scope]\nown-goals = \"I own most of my team's goals.\"\nset-course = \"I set my own course within a quarter.\"\n\n\
         [results.ownership]\nfinish-work = \"I finish what I start and tell people when it will be done.\"\n",
    );
    place.commit("Copy a track");
    place
}

#[test]
fn copies_that_differ_and_copies_that_do_not_are_listed() {
    let place = copied();
    assert_data_eq!(
        place.rungs(&["drift"]).all(),
        str![[r#"
exit 0
--- stdout
2 copies read differently by now; 2 of them ask something else.

security/ic4/scope/own-goals
  ▼ asks less than IC4 Data
    I own [-most-]{+many+} of my team's goals.
    └ quantity: “most of” → “many of”: asks less
    └ copied from data/ic4/scope/own-goals

security/ic4/results/ownership/finish
  ▼ asks less than every IC4 page
    I{+ usually+} finish what I start and tell people when it will be done.
    └ frequency: “usually” is only in the copy: asks less
    └ copied from core/ic4/results/ownership/finish-work

2 sentences word for word at several places:

  I finish what I start and tell people when it will be done.
    core/ic4/results/ownership/finish-work
    data/ic4/results/ownership/finish-work
    └ core/ic4 says it already: the copies can go

  I set my own course within a quarter.
    data/ic4/scope/set-course
    security/ic4/scope/set-course
    └ core/ic4.toml could say it once for all tracks

`rungs drift --adopt ADDRESS` takes a copy out of its page, so that the shared
sentence applies.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["drift", "security/ic4", "--format", "markdown"]).all(),
        str![[r#"
exit 0
--- stdout
2 copies read differently by now; 2 of them ask something else.

- **security/ic4/scope/own-goals** ▼ asks less than IC4 Data  
  I own <del>most</del><ins><b>many</b></ins> of my team's goals.
  - <sub>quantity: “most of” → “many of”: asks less</sub>
  - <sub>copied from data/ic4/scope/own-goals</sub>

- **security/ic4/results/ownership/finish** ▼ asks less than every IC4 page  
  I <ins><b>usually</b></ins> finish what I start and tell people when it will be done.
  - <sub>frequency: “usually” is only in the copy: asks less</sub>
  - <sub>copied from core/ic4/results/ownership/finish-work</sub>

## 1 sentence word for word at several places

- I set my own course within a quarter.
  - data/ic4/scope/set-course
  - security/ic4/scope/set-course
  - <sub>core/ic4.toml could say it once for all tracks</sub>
--- stderr

"#]]
    );
    assert_eq!(place.rungs(&["drift", "--exit-code"]).code, 1);
    let told = place.rungs(&["drift", "--format", "json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let schema: serde_json::Value =
        serde_json::from_str(&place.rungs(&["schema", "drift"]).expect(0)).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &told));
    assert_eq!(told["drifted"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_copy_adopts_the_shared_sentence() {
    let place = copied();
    let copy = "security/ic4/results/ownership/finish";
    let before = place.read(super::PAGE);
    assert_data_eq!(
        place.rungs(&["drift", "--adopt", copy, "--dry-run"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results/ownership/finish is left to the sentence of every IC4 page (core/ic4/results/ownership/finish-work):
  I finish what I start and tell people when it will be done.
-finish = "I usually finish what I start and tell people when it will be done." # for now
+# for now
--- stderr
Nothing was written: leave out --dry-run to do it.

"#]]
    );
    assert_eq!(place.read(super::PAGE), before);
    assert_data_eq!(
        place.rungs(&["drift", "--adopt", copy]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results/ownership/finish is left to the sentence of every IC4 page (core/ic4/results/ownership/finish-work):
  I finish what I start and tell people when it will be done.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.read(super::PAGE),
        str![[r#"
[scope]
own-goals = "I own many of my team's goals."

# How far I look.
set-course = "I set my own course within a quarter."

[results.ownership]
# Agreed in March.
# for now

# After the work.
learn-from-failure = "I write down what failures teach us."

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

IC4 Security asks less.

  ▼ asks less              IC4 Security  (1 change)

What asks more or less (1)

  IC4 Security
    ▼ asks less · Results, Ownership · no longer asked
      [-I usually finish what I start and tell people when it will be done.-]

1 change of expectations, 0 clarifying, 0 editorial. It calls for a major
version: what is expected of somebody changes.
--- stderr

"#]]
    );
    // A word for word copy can go as well; one of another track cannot be adopted.
    place.rungs(&["drift", "--adopt", "data/ic4/results/ownership/finish-work"]).expect(0);
    assert_data_eq!(
        place.rungs(&["drift", "--adopt", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: `security/ic4/scope/own-goals` was not copied from shared text but from data/ic4/scope/own-goals
  help: put the sentence that is to stay into a file of core/ first; then every copy can adopt it

"#]]
    );
    assert_data_eq!(
        place.rungs(&["drift", "--adopt", "security/ic4/scope/nothing"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: `security/ic4/scope/nothing` is no copy of a shared sentence
  help: `rungs drift` lists the copies with their addresses

"#]]
    );
}
