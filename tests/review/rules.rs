//! `policy.toml` and `proposals/*.toml`: what is wrong with them is said at its place, and a
//! comparison goes by the rules of before.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

/// A policy that uses everything there is.
const POLICY: &str = r#"proposals = "required"

[teams]
security-leads = ["ana", "bo"]

[[require]]
when = { impact = "expectation", bar = ["asks-more", "mixed"], tracks = "security-engineer", levels = ["ic4"], sections = ["craft"], kinds = ["reworded", "added"], core = false, status = "active" }
approvers = ["@escrowtab/security-leads", "@ciso"]
count = 2
reason = "The owners of the security track agree to every change of what it asks"

[[require]]
approvers = "@cto"

[[freeze]]
name = "Spring promotion round"
from = 2027-02-01
until = 2027-03-15

[version]
scheme = "calver"
asks-less = "minor"
editorial = "none"

[lint]
long-sentence = "off"

[scales.warmth]
higher = "asks-less"
absent = 1.5
steps = [["coldly"], ["warmly"]]
"#;

const PROPOSAL: &str = r#"title = "On-call is part of IC4"
why = "Trust in our platform has become our main promise"
sponsor = "@cto"
declared = "expectation"
effective = 2027-04-01

[[accept]]
change = "0123456789abcdef"
who = "@ciso"
reason = "We know"
"#;

#[test]
fn everything_there_is_can_be_written() {
    let place = Workspace::example();
    place.write("framework/policy.toml", POLICY);
    place.write("framework/proposals/on-call.toml", PROPOSAL);
    assert_eq!(place.rungs(&["check"]).expect(0), "");
}

#[test]
fn what_is_wrong_with_a_policy_is_said_at_its_place() {
    let place = Workspace::example();
    place.write(
        "framework/policy.toml",
        r#"[teams]
security-leads = ["ana", "b o"]
[[require]]
when = { impact = "expectation", tracks = ["security-enginer"], levls = "ic4" }
approvers = ["@escrowtab/security-lead", "ciso"]
count = 4
[[freeze]]
name = "Spring"
from = 2027-03-15
until = 2027-02-01
[[freeze]]
name = "Summer"
from = 2027-06-01
until = 2027-06-30
[[freeze]]
name = "Audit"
from = 2027-06-30
until = 2027-07-15
"#,
    );
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  ⚠ no requirement names the team `security-leads`
   ╭─[framework/policy.toml:2:1]
 2 │ security-leads = ["ana", "b o"]
   · ──────────────
   ╰────
  help: name it in `approvers` as "@your-organization/security-leads", or delete
        it

  × `b o` is no name of a GitHub user
   ╭─[framework/policy.toml:2:26]
 2 │ security-leads = ["ana", "b o"]
   ·                          ─────
   ╰────
  help: members are GitHub users, without the @: "ana"

  × there is no track `security-enginer`, so nobody would be asked
   ╭─[framework/policy.toml:4:44]
 4 │ …mpact = "expectation", tracks = ["security-enginer"], levls = "ic4" }
   ·                                   ──────────────────
   ╰────
  help: did you mean "security-engineer"?

  × `levls` means nothing here
   ╭─[framework/policy.toml:4:65]
 4 │ …mpact = "expectation", tracks = ["security-enginer"], levls = "ic4" }
   ·                                                        ─────
   ╰────
  help: did you mean `levels`?

  × [teams] has no `security-lead`
   ╭─[framework/policy.toml:5:14]
 5 │ approvers = ["@escrowtab/security-lead", "ciso"]
   ·              ──────────────────────────
   ╰────
  help: did you mean `security-leads`?

  × `ciso` does not begin with @
   ╭─[framework/policy.toml:5:42]
 5 │ approvers = ["@escrowtab/security-lead", "ciso"]
   ·                                          ──────
   ╰────
  help: write "@ciso"

  × the freeze ends on 2027-02-01 and begins only on 2027-03-15
    ╭─[framework/policy.toml:10:9]
 10 │ until = 2027-02-01
    ·         ──────────
    ╰────
  help: exchange the two days

  × the freeze “Audit” overlaps “Summer”, 2027-06-01 to 2027-06-30
    ╭─[framework/policy.toml:15:1]
 15 │ [[freeze]]
    · ──────────
    ╰────
  help: give them days apart, or make them one

--- stderr
8 problems in 1 file.

"#]]
    );
}

#[test]
fn what_is_wrong_with_a_proposal_is_said_at_its_place() {
    let place = Workspace::example();
    place.write(
        "framework/proposals/on-call.toml",
        "title = \"On-call\"\ndeclared = \"expect\"\neffective = \"soon\"\n[[accept]]\nchange = \"the first\"\n",
    );
    place.write("framework/proposals/other.toml", "title = \u{201c}Other\u{201d}\n");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × the proposal has no `why`
   ╭─[framework/proposals/on-call.toml:1:1]
 1 │ title = "On-call"
   · ▲
   ╰────
  help: add a line why = "…"

  × `expect` is no word for `declared`
   ╭─[framework/proposals/on-call.toml:2:12]
 2 │ declared = "expect"
   ·            ────────
   ╰────
  help: did you mean "expectation"?

  × `soon` is no day of the calendar
   ╭─[framework/proposals/on-call.toml:3:13]
 3 │ effective = "soon"
   ·             ──────
   ╰────
  help: write year, month and day: 2027-02-01

  × this acceptance has no `who`
   ╭─[framework/proposals/on-call.toml:4:1]
 4 │ [[accept]]
   · ──────────
   ╰────
  help: add a line who = "…": @ana

  × this cannot be read: string values must be quoted, expected literal string
   ╭─[framework/proposals/other.toml:1:9]
 1 │ title = “Other”
   ·         ───┬───
   ·            ╰── here
   ╰────
  help: each line is `key = value`, a heading in [brackets], a # comment, or
        empty; texts stand in straight quotes

--- stderr
5 problems in 2 files.

"#]]
    );
}

#[test]
fn schemas_accept_what_is_read_and_refuse_what_is_not() {
    let place = Workspace::new();
    let accepts = |format: &str, text: &str| {
        let schema = serde_json::from_str(&place.rungs(&["schema", format]).expect(0)).expect("a schema");
        let value: toml::Value = toml::from_str(text).expect("TOML");
        let mut value = serde_json::to_value(value).expect("a value");
        dates_as_texts(&mut value);
        jsonschema::is_valid(&schema, &value)
    };
    assert!(accepts("policy", POLICY));
    assert!(accepts("policy", &std::fs::read_to_string("framework/policy.toml").expect("the example's")));
    assert!(accepts("policy", include_str!("../../src/cli/skeleton/policy.toml")));
    assert!(!accepts("policy", "[[require]]\nwhen = { levls = \"ic4\" }\napprovers = \"@cto\"\n"));
    assert!(!accepts("policy", "[[require]]\nwhen = { impact = \"high\" }\napprovers = \"@cto\"\n"));
    assert!(accepts("proposal", PROPOSAL));
    assert!(!accepts("proposal", "title = \"T\"\n"));
}

/// A day of TOML is a text in JSON.
fn dates_as_texts(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            if let Some(date) = map.get("$__toml_private_datetime").cloned() {
                *value = date;
                return;
            }
            map.values_mut().for_each(dates_as_texts);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(dates_as_texts),
        _ => {}
    }
}

/// Softens a word of the example and returns what the comparison says of it.
fn softened(policy: &str) -> serde_json::Value {
    let place = Workspace::example();
    place.write("framework/policy.toml", policy);
    place.commit("Policy");
    place.edit("framework/tracks/reliability-engineer/ic3.toml", "find most causes", "find many causes");
    // What the change itself brings of rules does not count.
    place.write("framework/policy.toml", format!("{policy}[scales.quantity]\nsteps = [[\"most\"], [\"many\"]]\n"));
    serde_json::from_str(&place.rungs(&["diff", "--format", "json"]).expect(0)).expect("JSON")
}

#[test]
fn the_rules_of_before_judge_a_change() {
    let shown = softened("");
    let change = |shown: &serde_json::Value, kind: &str| {
        let changes = shown["changes"].as_array().expect("changes");
        changes.iter().find(|change| change["kind"] == kind).expect("such a change").clone()
    };
    assert_eq!(change(&shown, "reworded")["bar"], "asks-less");
    assert_eq!(shown["summary"]["bump"], "major");
    let scale = change(&shown, "scale-changed");
    assert_eq!(scale["sentence"], "The rules changed: scale quantity is new: most < many.");
    assert_eq!(scale["after"][0]["file"], "framework/policy.toml");
    // Before says itself that the words go the other way, and that less is a minor change.
    let shown = softened("[version]\nasks-less = \"minor\"\n");
    assert_eq!(shown["summary"]["bump"], "minor");
    let own = "[scales.amount]\nsteps = [[\"most\"], [\"many\"]]\n";
    assert_eq!(change(&softened(own), "reworded")["bar"], "mixed");
}
