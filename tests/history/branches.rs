//! Histories that are no straight line: merges, cherry-picks, several parents.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{PAGE, change, repository};

/// Runs both ways to walk: with the user's git and without it.
#[track_caller]
fn both_ways(place: &Workspace, arguments: &[&str]) -> String {
    let with = place.rungs(arguments);
    let mut without = place.command(arguments);
    let output = without.env("PATH", "/nonexistent").output().expect("rungs runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), with.out, "{}", String::from_utf8_lossy(&output.stderr));
    with.all()
}

/// A branch that raises the bar while the main line changes another sentence.
fn branched() -> Workspace {
    let place = repository();
    place.git(&["checkout", "--quiet", "-b", "raise"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    place.git(&["checkout", "--quiet", "main"]);
    change(&place, "within a quarter", "within a year", "Look further");
    place
}

#[test]
fn a_merge_that_changes_nothing_itself_is_not_shown() {
    let place = branched();
    place.git(&["merge", "--quiet", "--no-ff", "--message", "Merge pull request #7 from acme/raise", "raise"]);
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic4/scope/own-goals"]),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · pull request #7 · not
released
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
        both_ways(&place, &["log", "security/ic4"]),
        str![[r#"
exit 0
--- stdout
security/ic4
IC4 Security

2026-01-05 · Ana Lindqvist · 99b3294 Look further · not released
  ▲ asks more · Scope · reworded
    I set my own course within a [-quarter-]{+year+}.
    └ horizon: “quarter” → “year”: asks more

2026-01-05 · Ana Lindqvist · 4128a04 Expect more of IC4 · pull request #7 · not
released
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
    assert_data_eq!(
        both_ways(&place, &["log", "--first-parent", "security/ic4/scope/own-goals"]),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · db49f36 Merge pull request #7 from acme/raise · not
released
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
}

#[test]
fn a_merge_that_settles_a_conflict_is_shown_with_both_branches() {
    let place = branched();
    change(&place, "many of my team's goals", "some of my team's goals", "Expect less of IC4");
    let merge = ["merge", "--quiet", "--no-ff", "--no-commit", "--strategy", "ours", "raise"];
    place.git(&merge);
    place.edit(PAGE, "some of my team's goals", "all of my team's goals");
    place.commit("Settle what IC4 owns");
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic4/scope/own-goals"]),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 02b19c0 Settle what IC4 owns · not released
  ▲ asks more · reworded
    I own [-some-]{+all+} of my team's goals.
    └ quantity: “some of” → “all of”: asks more
    └ the merge itself changed this: it is on neither side that was joined

2026-01-05 · Ana Lindqvist · 06dc9ea Expect less of IC4 · not released
  ▼ asks less · reworded
    I own [-many-]{+some+} of my team's goals.
    └ quantity: “many of” → “some of”: asks less

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
        both_ways(&place, &["blame", "security/ic4"]),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope

  I own all of my team's goals.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    02b19c0

  I set my own course within a year.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    99b3294

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
fn a_cherry_pick_is_told_once_and_says_so() {
    let place = branched();
    place.git(&["cherry-pick", "-x", "raise"]);
    place.git(&["merge", "--quiet", "--no-ff", "--message", "Merge the branch", "raise"]);
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic4/scope/own-goals"]),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 8b88c72 Expect more of IC4 · not released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more
    └ taken over from 4128a04

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
}

#[test]
fn three_branches_are_joined_at_once() {
    let place = repository();
    for (branch, old, new) in [
        ("one", "many of my team's goals", "most of my team's goals"),
        ("two", "I write down what failures teach us.", "I always write down what failures teach us."),
    ] {
        place.git(&["checkout", "--quiet", "-b", branch, "main"]);
        change(&place, old, new, &format!("Change of {branch}"));
    }
    place.git(&["checkout", "--quiet", "main"]);
    place.git(&["merge", "--quiet", "--no-ff", "--message", "Join everything", "one", "two"]);
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic4"]),
        str![[r#"
exit 0
--- stdout
security/ic4
IC4 Security

2026-01-05 · Ana Lindqvist · 88df742 Change of two · not released
  ▲ asks more · Results, Ownership · reworded
    I{+ always+} write down what failures teach us.
    └ frequency: “always” is new: asks more

2026-01-05 · Ana Lindqvist · 2f20e2c Change of one · not released
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
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic4/scope/own-goals"]),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 2f20e2c Change of one · not released
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
}

#[test]
fn a_move_on_one_branch_meets_a_rewording_on_the_other() {
    let place = repository();
    place.git(&["checkout", "--quiet", "-b", "move"]);
    place.edit(PAGE, "set-course = \"I set my own course within a quarter.\"\n", "");
    place.edit(
        "framework/tracks/security/ic3.toml",
        "own-tasks =",
        "set-course = \"I set my own course within a quarter.\"\nown-tasks =",
    );
    place.commit("Ask it of IC3");
    place.git(&["checkout", "--quiet", "main"]);
    change(&place, "within a quarter", "within a year", "Look further");
    place.git(&["merge", "--quiet", "--no-ff", "--no-commit", "--strategy", "ours", "move"]);
    place.edit(PAGE, "set-course = \"I set my own course within a year.\"\n", "");
    place.edit(
        "framework/tracks/security/ic3.toml",
        "own-tasks =",
        "set-course = \"I set my own course within a year.\"\nown-tasks =",
    );
    place.commit("Join the move and the year");
    assert_data_eq!(
        both_ways(&place, &["log", "security/ic3/scope/set-course"]),
        str![[r#"
exit 0
--- stdout
security/ic3/scope/set-course
IC3 Security · Scope

2026-01-05 · Ana Lindqvist · 450f7fa Join the move and the year · not released
  ◆ mixed: more and less · moved from IC4 Security
    I set my own course within a year.
    └ the merge itself changed this: it is on neither side that was joined

2026-01-05 · Ana Lindqvist · 99b3294 Look further · not released
  ▲ asks more · reworded
    I set my own course within a [-quarter-]{+year+}.
    └ horizon: “quarter” → “year”: asks more

2026-01-05 · Ana Lindqvist · 7a41a2c Ask it of IC3 · not released
  ◆ mixed: more and less · moved from IC4 Security
    I set my own course within a quarter.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I set my own course within a quarter.
--- stderr

"#]]
    );
}
