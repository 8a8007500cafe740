//! The life of one sentence, and of a page, on a straight line of commits.

use snapbox::{assert_data_eq, str};

use super::{FRAMEWORK, PAGE, change, repository};

#[test]
fn a_sentence_is_followed_through_rewording_rekeying_and_moves() {
    let place = repository();
    place.git(&["tag", "--annotate", "--message", "1.0.0", "v1.0.0"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4 (#12)");
    change(&place, "own-goals =", "team-goals =", "Call it what it is");
    place.git(&["tag", "--annotate", "--message", "1.1.0", "v1.1.0"]);
    // To the page below, with other words.
    place.edit(PAGE, "team-goals = \"I own most of my team's goals.\"\n", "");
    place.edit(
        "framework/tracks/security/ic3.toml",
        "own-tasks =",
        "team-goals = \"I own some of my team's goals.\"\nown-tasks =",
    );
    place.commit("Ask it of IC3 already");
    // To shared text.
    place.edit("framework/tracks/security/ic3.toml", "team-goals = \"I own some of my team's goals.\"\n", "");
    place.write("framework/core/ic3.toml", "[scope]\nteam-goals = \"I own some of my team's goals.\"\n");
    place.commit("Share it with every track");
    assert_data_eq!(
        place.rungs(&["log", "core/ic3/scope/team-goals"]).all(),
        str![[r#"
exit 0
--- stdout
core/ic3/scope/team-goals
every IC3 page · Scope

2026-01-05 · Ana Lindqvist · 89bedb5 Share it with every track · not released
  = moved from IC3 Security
    I own some of my team's goals.

2026-01-05 · Ana Lindqvist · 44bbb03 Ask it of IC3 already · not released
  ◆ mixed: more and less · moved from IC4 Security and reworded
    I own [-most-]{+some+} of my team's goals.
    └ quantity: “most of” → “some of”: asks less

2026-01-05 · Ana Lindqvist · 9f6c9eb Call it what it is · since v1.1.0
  = got another key: it was own-goals
    I own most of my team's goals.

2026-01-05 · Ana Lindqvist · 83ca7f3 Expect more of IC4 (#12) · since v1.1.0
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · since
v1.0.0
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
    // Asked by the page that reads it, and by an address that it had once.
    assert_eq!(
        place.rungs(&["log", "security/ic3/scope/team-goals"]).expect(0),
        place.rungs(&["log", "core/ic3/scope/team-goals"]).expect(0)
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 9f6c9eb Call it what it is · since v1.1.0
  = got another key: it was own-goals
    I own most of my team's goals.

2026-01-05 · Ana Lindqvist · 83ca7f3 Expect more of IC4 (#12) · since v1.1.0
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · since
v1.0.0
  + introduced
    I own many of my team's goals.

It went on at security/ic4/scope/team-goals; `rungs log
security/ic4/scope/team-goals` tells what happened since.
--- stderr

"#]]
    );
}

#[test]
fn splits_merges_removals_and_returns_are_told() {
    let place = repository();
    change(
        &place,
        "finish-work = \"I finish what I start and tell people when it will be done.\"",
        "finish-work = \"I finish what I start.\"\nsay-when = \"I tell people when it will be done.\"",
        "Say one thing at a time",
    );
    change(&place, "learn-from-failure = \"I write down what failures teach us.\"\n", "", "Drop what nobody does");
    let removed = place.git(&["rev-parse", "HEAD"]);
    place.git(&["revert", "--no-edit", removed.trim()]);
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/results/ownership/say-when"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results/ownership/say-when
IC4 Security · Results, Ownership

2026-01-05 · Ana Lindqvist · bdebc8e Say one thing at a time · not released
  = split: one became 2
    I finish what I start[- and-]{+. I+} tell people when it will be done.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I finish what I start and tell people when it will be done.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/results/ownership/learn-from-failure"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results/ownership/learn-from-failure
IC4 Security · Results, Ownership

2026-01-05 · Ana Lindqvist · 47f665f Revert "Drop what nobody does" · not
released
  + back again
    I write down what failures teach us.
    └ as it was before f7ce0a4 (2026-01-05) removed it
    └ reverts f7ce0a4 (2026-01-05)

2026-01-05 · Ana Lindqvist · f7ce0a4 Drop what nobody does · not released
  − removed
    I write down what failures teach us.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I write down what failures teach us.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/results/ownership"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results/ownership
IC4 Security · Results, Ownership

2026-01-05 · Ana Lindqvist · 47f665f Revert "Drop what nobody does" · not
released
  + Results, Ownership · back again
    I write down what failures teach us.
    └ as it was before f7ce0a4 (2026-01-05) removed it
    └ reverts f7ce0a4 (2026-01-05)

2026-01-05 · Ana Lindqvist · f7ce0a4 Drop what nobody does · not released
  − Results, Ownership · removed
    I write down what failures teach us.

2026-01-05 · Ana Lindqvist · bdebc8e Say one thing at a time · not released
  = Results, Ownership · split: one became 2
    I finish what I start[- and-]{+. I+} tell people when it will be done.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4 Security: 4 behaviors, there from the start.
--- stderr

"#]]
    );
}

#[test]
fn words_that_come_back_are_known_again() {
    let place = repository();
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    let raised = place.git(&["rev-parse", "HEAD"]);
    change(&place, "within a quarter", "within a year", "Look further");
    place.git(&["revert", "--no-edit", raised.trim()]);
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 24e1c59 Revert "Expect more of IC4" · not released
  ▼ asks less · the words are back
    I own [-most-]{+many+} of my team's goals.
    └ quantity: “most of” → “many of”: asks less
    └ as it was before 4128a04 (2026-01-05) replaced it
    └ reverts 4128a04 (2026-01-05)

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
        place.rungs(&["log", "-n", "1", "security/ic4/scope/set-course"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/set-course
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 55a218a Look further · not released
  ▲ asks more · reworded
    I set my own course within a [-quarter-]{+year+}.
    └ horizon: “quarter” → “year”: asks more
--- stderr

"#]]
    );
}

#[test]
fn renamed_levels_tracks_and_sections_are_followed() {
    let place = repository();
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    place.git(&["mv", "framework/tracks/security", "framework/tracks/trust"]);
    place.write("framework/tracks/trust/track.toml", "name = \"Trust\"\nladder = \"ic\"\n");
    place.commit("Call the track by its new name");
    place.git(&["mv", "framework/tracks/trust/ic4.toml", "framework/tracks/trust/senior.toml"]);
    place.write("framework/framework.toml", FRAMEWORK.replace("ic4", "senior").replace("IC4", "Senior"));
    place.commit("Give levels names");
    place.edit("framework/framework.toml", "[sections.scope]", "[sections.remit]");
    place.edit("framework/tracks/trust/senior.toml", "[scope]", "[remit]");
    place.edit("framework/tracks/trust/ic3.toml", "[scope]", "[remit]");
    place.commit("Call the section what people call it");
    assert_data_eq!(
        place.rungs(&["log", "trust/senior/scope/own-goals", "-n", "1"]).all(),
        str![[r#"
exit 0
--- stdout
trust/senior/scope/own-goals
Senior Trust · Scope

2026-01-05 · Ana Lindqvist · 4bd69f4 Call the section what people call it · not
released
  = section renamed
    Section “Scope” keeps its name; its id is now remit instead of scope.

It went on at trust/senior/remit/own-goals; `rungs log
trust/senior/remit/own-goals` tells what happened since.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "trust/senior/remit/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
trust/senior/remit/own-goals
Senior Trust · Scope

2026-01-05 · Ana Lindqvist · 4bd69f4 Call the section what people call it · not
released
  = section renamed
    Section “Scope” keeps its name; its id is now remit instead of scope.

2026-01-05 · Ana Lindqvist · 454c62c Give levels names · not released
  = level renamed
    Level “IC4” is now called “Senior”.

2026-01-05 · Ana Lindqvist · e7fae81 Call the track by its new name · not
released
  = track renamed
    Track “Security” is now called “Trust”.

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
        place.rungs(&["log", "trust/senior"]).all(),
        str![[r#"
exit 0
--- stdout
trust/senior
Senior Trust

2026-01-05 · Ana Lindqvist · 4bd69f4 Call the section what people call it · not
released
  = section renamed
    Section “Scope” keeps its name; its id is now remit instead of scope.

2026-01-05 · Ana Lindqvist · 454c62c Give levels names · not released
  = level renamed
    Level “IC4” is now called “Senior”.

2026-01-05 · Ana Lindqvist · e7fae81 Call the track by its new name · not
released
  = track renamed
    Track “Security” is now called “Trust”.

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
fn a_page_tells_what_shared_text_and_its_own_did() {
    let place = repository();
    place.write("framework/core/all.toml", "[results]\nhonest = \"I say when I am wrong.\"\n");
    place.commit("Expect honesty of everybody");
    place.edit("framework/core/all.toml", "I say when I am wrong.", "I always say when I am wrong.");
    change(&place, "[scope]\n", "[scope]\nabout = \"What I answer for.\"\n", "Introduce the section, and be strict");
    place.edit("framework/tracks/security/ic3.toml", "tasks that", "most tasks that");
    place.commit("Change another page only");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4
IC4 Security

2026-01-05 · Ana Lindqvist · c0a61fa Introduce the section, and be strict · not
released
  ▲ asks more · Results · reworded
    I{+ always+} say when I am wrong.
    └ frequency: “always” is new: asks more
  = Scope · summary, title or introduction changed
    {+What I answer for.+}

2026-01-05 · Ana Lindqvist · f6486f1 Expect honesty of everybody · not released
  + Results · introduced
    I say when I am wrong.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4 Security: 4 behaviors, there from the start.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "core/all", "--format", "markdown"]).all(),
        str![[r#"
exit 0
--- stdout
# core/all

every page

## 2026-01-05 · not released

Ana Lindqvist · c0a61fa Introduce the section, and be strict

- ▲ asks more · Results · reworded  
  I <ins><b>always</b></ins> say when I am wrong.
  - <sub>frequency: “always” is new: asks more</sub>

## 2026-01-05 · not released

Ana Lindqvist · f6486f1 Expect honesty of everybody

- + Results · introduced  
  I say when I am wrong.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/results", "--since", "HEAD~2"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/results
IC4 Security · Results

2026-01-05 · Ana Lindqvist · c0a61fa Introduce the section, and be strict · not
released
  ▲ asks more · Results · reworded
    I{+ always+} say when I am wrong.
    └ frequency: “always” is new: asks more
--- stderr

"#]]
    );
}

#[test]
fn reasons_come_from_the_proposals_of_the_commit() {
    let place = repository();
    place.write(
        "framework/proposals/raise-goals.toml",
        "title = \"IC4 owns most goals\"\nwhy = \"Teams have grown.\"\nsponsor = \"@cto\"\ndeclared = \"expectation\"\n",
    );
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4 (#12)");
    assert_data_eq!(
        place.rungs(&["log", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 59f949b Expect more of IC4 (#12) · not released
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more
    Why: IC4 owns most goals. Teams have grown. (sponsor: @cto)

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + introduced
    I own many of my team's goals.
--- stderr

"#]]
    );
    let told = place.rungs(&["log", "security/ic4/scope/own-goals", "--format", "json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["commits"][0]["reasons"][0]["sponsor"], "@cto");
    assert_eq!(told["commits"][0]["pull_request"], 12);
    let schema: serde_json::Value = serde_json::from_str(&place.rungs(&["schema", "log"]).expect(0)).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &told));
}
