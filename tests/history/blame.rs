//! Which change each sentence of a page owes its meaning to.

use snapbox::{assert_data_eq, str};

use super::{change, repository};

#[test]
fn editorial_changes_are_passed_over_unless_asked_for() {
    let place = repository();
    place.git(&["tag", "--annotate", "--message", "1.0.0", "v1.0.0"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4 (#12)");
    change(&place, "team's", "team\u{2019}s", "Mind the typography");
    change(&place, "finish-work =", "finish =", "Shorten a key");
    place.write("framework/core/all.toml", "[results]\nhonest = \"I say when I am wrong.\"\n");
    place.commit("Expect honesty of everybody");
    assert_data_eq!(
        place.rungs(&["blame", "security/ic4"]).all(),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope

  I own most of my team’s goals.
    └ ▲ asks more · reworded · 2026-01-05 by Ana Lindqvist · not released ·
    83ca7f3 (#12)

  I set my own course within a quarter.
    └ + introduced · 2026-01-05 by Ana Lindqvist · since v1.0.0 · 57108a6

Results

  I say when I am wrong.
    └ + introduced · 2026-01-05 by Ana Lindqvist · not released · 9ca2ef0

Results, Ownership

  I finish what I start and tell people when it will be done.
    └ + introduced · 2026-01-05 by Ana Lindqvist · since v1.0.0 · 57108a6

  I write down what failures teach us.
    └ + introduced · 2026-01-05 by Ana Lindqvist · since v1.0.0 · 57108a6
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["blame", "security/ic4", "--all", "--format", "markdown"]).all(),
        str![[r#"
exit 0
--- stdout
# IC4 Security

## Scope

- I own most of my team’s goals.  
  <sub>└ = reworded · 2026-01-05 by Ana Lindqvist · not released · 5b5a83a</sub>
- I set my own course within a quarter.  
  <sub>└ + introduced · 2026-01-05 by Ana Lindqvist · since v1.0.0 · 57108a6</sub>

## Results

- I say when I am wrong.  
  <sub>└ + introduced · 2026-01-05 by Ana Lindqvist · not released · 9ca2ef0</sub>

## Results, Ownership

- I finish what I start and tell people when it will be done.  
  <sub>└ = got another key: it was finish-work · 2026-01-05 by Ana Lindqvist · not released · 8ecc592</sub>
- I write down what failures teach us.  
  <sub>└ + introduced · 2026-01-05 by Ana Lindqvist · since v1.0.0 · 57108a6</sub>
--- stderr

"#]]
    );
    let told = place.rungs(&["blame", "security/ic4", "--format", "json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["behaviors"][0]["event"]["kind"], "reworded");
    let schema: serde_json::Value =
        serde_json::from_str(&place.rungs(&["schema", "blame"]).expect(0)).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &told));
}

#[test]
fn a_page_that_is_not_there_is_met_with_the_nearest() {
    let place = repository();
    assert_data_eq!(
        place.rungs(&["blame", "securty/ic4"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no page `securty/ic4`
  help: the nearest names are security/ic4, security/ic3; `rungs matrix` shows all

"#]]
    );
}
