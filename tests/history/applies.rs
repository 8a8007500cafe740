//! Which version applies: at a release, at a revision, on a day.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{change, repository};

/// A repository with two releases: the first without a record, the second in force later than made.
fn released() -> Workspace {
    let place = repository();
    place.git(&["tag", "--annotate", "--message", "1.0.0", "v1.0.0"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    place.write(
        "framework/releases/1.1.0.toml",
        "version = \"1.1.0\"\nfollows = \"1.0.0\"\ndate = 2026-01-05\neffective = 2026-04-01\n\
         to = \"0123456789012345678901234567890123456789\"\ncalled-for = \"major\"\ntool = \"0.1.0\"\nscales = 1\n",
    );
    place.commit("Release 1.1.0");
    place.git(&["tag", "--annotate", "--message", "1.1.0", "v1.1.0"]);
    change(&place, "most of my team's goals", "all of my team's goals", "Expect everything");
    place
}

#[test]
fn a_day_names_the_release_that_applied_on_it() {
    let place = released();
    let show = |at: &str| place.rungs(&["show", "security/ic4", "--at", at]).all();
    assert_data_eq!(
        show("2026-03-31"),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope
  • I own many of my team's goals.
  • I set my own course within a quarter.

Results

  Ownership
    • I finish what I start and tell people when it will be done.
    • I write down what failures teach us.
--- stderr
On 2026-03-31 v1.0.0 applied: it holds from 2026-01-05 on (the day of its tag, for it has no record). v1.1.0 takes over on 2026-04-01.

"#]]
    );
    assert_data_eq!(
        show("2026-04-01"),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope
  • I own most of my team's goals.
  • I set my own course within a quarter.

Results

  Ownership
    • I finish what I start and tell people when it will be done.
    • I write down what failures teach us.
--- stderr
On 2026-04-01 v1.1.0 applied: it holds from 2026-04-01 on (as releases/1.1.0.toml says). No later release takes over yet.

"#]]
    );
    assert_data_eq!(
        show("2025-12-31"),
        str![[r#"
exit 2
--- stdout
--- stderr
error: no release applied on 2025-12-31: the first, v1.0.0, holds from 2026-01-05 on
  help: `rungs show PAGE --at v1.0.0` shows that one

"#]]
    );
}

#[test]
fn a_release_or_a_revision_is_shown_as_it_is() {
    let place = released();
    let show = |at: &str| place.rungs(&["show", "security/ic4", "--at", at]).all();
    assert_data_eq!(
        show("v1.0.0"),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope
  • I own many of my team's goals.
  • I set my own course within a quarter.

Results

  Ownership
    • I finish what I start and tell people when it will be done.
    • I write down what failures teach us.
--- stderr
v1.0.0 holds from 2026-01-05 on (the day of its tag, for it has no record). v1.1.0 takes over on 2026-04-01.

"#]]
    );
    assert_data_eq!(
        show("HEAD"),
        str![[r#"
exit 0
--- stdout
IC4 Security

Scope
  • I own all of my team's goals.
  • I set my own course within a quarter.

Results

  Ownership
    • I finish what I start and tell people when it will be done.
    • I write down what failures teach us.
--- stderr

"#]]
    );
    assert_data_eq!(
        show("v3"),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `v3`
  help: `git branch --all` and `git tag` list the names there are

"#]]
    );
}

#[test]
fn without_a_release_no_version_applies() {
    let place = repository();
    assert_data_eq!(
        place.rungs(&["show", "security/ic4", "--at", "2026-03-31"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no release yet, so none applied on 2026-03-31
  help: name a revision instead, such as HEAD; `rungs release` makes a release

"#]]
    );
    // A tag by that name is what it names.
    place.git(&["tag", "2026-03-31"]);
    assert_eq!(place.rungs(&["show", "security/ic4", "--at", "2026-03-31"]).code, 0);
}

#[test]
fn a_record_gives_the_reason_of_what_it_released() {
    let place = repository();
    place.git(&["tag", "--annotate", "--message", "1.0.0", "v1.0.0"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    let told = place.rungs(&["log", "security/ic4/scope/own-goals", "--format", "json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let id = told["events"][0]["id"].as_str().expect("a fingerprint").to_owned();
    place.write(
        "framework/releases/1.1.0.toml",
        format!(
            "version = \"1.1.0\"\ndate = 2026-01-05\neffective = 2026-01-05\nto = \"x\"\ncalled-for = \"major\"\n\
             tool = \"0.1.0\"\nscales = 1\n\n[[proposals]]\nslug = \"goals\"\ntitle = \"IC4 owns most goals\"\n\
             why = \"Teams have grown.\"\n\n[[changes]]\nid = \"{id}\"\nkind = \"reworded\"\nimpact = \"expectation\"\n\
             bar = \"asks-more\"\nsentence = \"S.\"\n"
        ),
    );
    place.commit("Release 1.1.0");
    place.git(&["tag", "--annotate", "--message", "1.1.0", "v1.1.0"]);
    assert_data_eq!(
        place.rungs(&["log", "-n", "1", "security/ic4/scope/own-goals"]).all(),
        str![[r#"
exit 0
--- stdout
security/ic4/scope/own-goals
IC4 Security · Scope

2026-01-05 · Ana Lindqvist · 1d3864a Expect more of IC4 · since v1.1.0
  ▲ asks more · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more
    Why: IC4 owns most goals. Teams have grown.
--- stderr

"#]]
    );
}
