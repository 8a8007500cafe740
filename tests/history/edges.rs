//! Where history is not as one would like it: moved folders, unreadable revisions, shallow clones,
//! pages that come back, nothing at all.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{FRAMEWORK, IC4, PAGE, change, repository};

#[test]
fn a_moved_framework_folder_is_followed() {
    let place = repository();
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    std::fs::create_dir(place.path("handbook")).expect("a folder");
    place.git(&["mv", "framework", "handbook/levels"]);
    place.commit("Put the framework into the handbook");
    place.edit("handbook/levels/tracks/security/ic4.toml", "most of my team's goals", "all of my team's goals");
    place.commit("Expect everything");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 10b69f1 Expect everything · not released
  ▲ asks more · reworded
    I own [-most-]{+all+} of my team's goals.
    └ quantity: “most of” → “all of”: asks more

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · not released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["blame", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope

  I own all of my team's goals.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    10b69f1

  I set my own course within a quarter.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6

Results, Ownership

  I finish what I start and tell people when it will be done.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6

  I write down what failures teach us.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6
--- stderr

"#]]
    );
}

#[test]
fn an_unreadable_revision_is_reported_and_walked_past() {
    let place = repository();
    change(&place, "many of my team's goals.\"", "many of my team's goals.", "Lose a quotation mark");
    place.write(PAGE, IC4.replace("many of my team's goals", "most of my team's goals"));
    place.commit("Mend the file and expect more");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · e1802bc Mend the file and expect more · not
released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more
    └ the file could not be read just before, so it may have happened there
    already

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.

! At 76fa3f4 of 2026-01-05 the file tracks/security/ic4.toml could not be read,
line 2: the closing quote is missing; write this instead: own-goals = "I own
many of my team's goals.". It was looked past.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4
IC4 Security

2026-01-05 · Ana Lindqvist · e1802bc Mend the file and expect more · not
released
  ▲ asks more · Scope · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more
    └ the file could not be read just before, so it may have happened there
    already

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4 Security: 4 behaviors, there from the start.

! At 76fa3f4 of 2026-01-05 the file tracks/security/ic4.toml could not be read,
line 2: the closing quote is missing; write this instead: own-goals = "I own
many of my team's goals.". It was looked past.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["blame", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope

  I own most of my team's goals.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    e1802bc

  I set my own course within a quarter.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6

Results, Ownership

  I finish what I start and tell people when it will be done.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6

  I write down what failures teach us.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 57108a6

! At 76fa3f4 of 2026-01-05 the file tracks/security/ic4.toml could not be read,
line 2: the closing quote is missing; write this instead: own-goals = "I own
many of my team's goals.". It was looked past.
--- stderr

"#]]
    );
    change(&place, "[scope]", "[scope", "Break it again");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: tracks/security/ic4.toml cannot be read there: line 1: the heading has no closing bracket; write this instead:
[scope]
  help: mend it first, or start from an earlier revision: --at REV

"#]]
    );
}

#[test]
fn a_shallow_clone_says_where_knowledge_ends() {
    let place = repository();
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    change(&place, "within a quarter", "within a year", "Look further");
    place.git(&[
        "clone",
        "--quiet",
        "--depth",
        "2",
        "file://[FOLDER]".replace("[FOLDER]", &place.root().to_string_lossy()).as_str(),
        "clone",
    ]);
    let clone = |arguments: &[&str]| place.rungs(&[&["-C", "clone"], arguments].concat());
    assert_data_eq!(
        clone(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

No change of it is known here.

! Nothing is known of what was before 4128a04 of 2026-01-05: this clone is
shallow. `git fetch --unshallow` gets the rest.
--- stderr

"#]]
    );
    assert_data_eq!(
        clone(&["log", "security/ic4/scope/set-course"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/set-course
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 55a218a Look further · not released
  ▲ asks more · reworded
    I set my own course within a [-quarter-]{+year+}.
    └ horizon: “quarter” → “year”: asks more

! Nothing is known of what was before 4128a04 of 2026-01-05: this clone is
shallow. `git fetch --unshallow` gets the rest.
--- stderr

"#]]
    );
    assert_data_eq!(
        clone(&["blame", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope

  I own most of my team's goals.
    └ older than what this clone knows

  I set my own course within a year.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    55a218a

Results, Ownership

  I finish what I start and tell people when it will be done.
    └ older than what this clone knows

  I write down what failures teach us.
    └ older than what this clone knows

! Nothing is known of what was before 4128a04 of 2026-01-05: this clone is
shallow. `git fetch --unshallow` gets the rest.
--- stderr

"#]]
    );
}

#[test]
fn a_page_that_was_deleted_and_comes_back_has_one_life() {
    let place = repository();
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    let text = place.read(PAGE);
    place.git(&["rm", "--quiet", PAGE]);
    place.commit("Drop the level");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 04c553f Drop the level · not released
  − removed
    I own most of my team's goals.
    └ Page “IC4 Security” is gone.

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · not released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
    place.write(PAGE, text);
    place.commit("Bring the level back");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · cb7bbb4 Bring the level back · not released
  + back again
    I own most of my team's goals.
    └ as it was before 04c553f (2026-01-05) removed it
    └ Page “IC4 Security” is new.

2026-01-05 · Ana Lindqvist · 04c553f Drop the level · not released
  − removed
    I own most of my team's goals.
    └ Page “IC4 Security” is gone.

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · not released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4
IC4 Security

2026-01-05 · Ana Lindqvist · cb7bbb4 Bring the level back · not released
  + page added
    Page “IC4 Security” is new.
    └ as it was before 04c553f (2026-01-05) removed it

2026-01-05 · Ana Lindqvist · 04c553f Drop the level · not released
  − page removed
    Page “IC4 Security” is gone.

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · not released
  ▲ asks more · Scope · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4 Security: 4 behaviors, there from the start.
--- stderr

"#]]
    );
}

#[test]
fn an_empty_history_and_unknown_addresses_are_said() {
    let place = Workspace::repository();
    place.write("framework/framework.toml", FRAMEWORK);
    assert_data_eq!(
        place.rungs(&["log", "security/ic4"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no commit yet
  help: commit the framework first: git add . && git commit

"#]]
    );
    let place = repository();
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goal"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: nothing is or ever was at `security/ic4/scope/own-goal`
  help: did you mean security/ic4/scope/own-goals?

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic9/scope/own-goals"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: nothing is or ever was at `security/ic9/scope/own-goals`
  help: there is no page security/ic9; `rungs matrix` shows all pages

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "ic4"]).all(),
        str![[r#"
exit 0
--- stdout
ic4
IC4

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4: 1 page, there from the start.
--- stderr

"#]]
    );
}
