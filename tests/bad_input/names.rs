//! Files that read well and name what is not there.

use snapbox::{assert_data_eq, str};

use super::{PAGE, check, started};
use crate::support::Workspace;

#[test]
fn names_that_nothing_declares_have_a_nearest_one() {
    let text = "\
summry = \"I am learning.\"
without = [\"results/ownership/admit-error\", \"nowhere\", \"Not An Address\"]
[scpe]
tasks = \"I finish tasks.\"
[results.ownershp]
mistakes = \"I own my mistakes.\"
[craft.code]
node.js = \"I write it.\"
\"Unit Tests\" = \"I write them.\"
text = \"A word with a meaning of its own.\"
tested.sample = \"A test\"
[facts]
horizon = 3
";
    assert_data_eq!(
        check(PAGE, text),
        str![[r#"
exit 1
--- stdout
  × `summry` stands in no section
   ╭─[framework/tracks/software-engineer/ic1.toml:1:1]
 1 │ summry = "I am learning."
   · ──────
   ╰────
  help: did you mean `summary`? Behaviors stand under a section, such as [scope]

  × `results/ownership/admit-error` names no shared behavior of this page
   ╭─[framework/tracks/software-engineer/ic1.toml:2:13]
 2 │ without = ["results/ownership/admit-error", "nowhere", "Not An Addres…
   ·             ─────────────────────────────
   ╰────
  help: did you mean `results/ownership/admit-errors`?

  × `nowhere` names no shared behavior of this page
   ╭─[framework/tracks/software-engineer/ic1.toml:2:46]
 2 │ …hout = ["results/ownership/admit-error", "nowhere", "Not An Address"]
   ·                                            ───────
   ╰────
  help: write section/responsibility/key of a shared behavior

  × `Not An Address` is no address
   ╭─[framework/tracks/software-engineer/ic1.toml:2:56]
 2 │ …hout = ["results/ownership/admit-error", "nowhere", "Not An Address"]
   ·                                                      ────────────────
   ╰────
  help: an address is ids joined with `/`, for example
        `results/ownership/some-key`

  × there is no section `scpe`
   ╭─[framework/tracks/software-engineer/ic1.toml:3:2]
 3 │ [scpe]
   ·  ────
   ╰────
  help: did you mean `scope`?

  × the section `results` has no responsibility `ownershp`
   ╭─[framework/tracks/software-engineer/ic1.toml:5:10]
 5 │ [results.ownershp]
   ·          ────────
   ╰────
  help: did you mean `ownership`?

  × `node.js` means nothing: a key has no dot
   ╭─[framework/tracks/software-engineer/ic1.toml:8:1]
 8 │ node.js = "I write it."
   · ────
   ╰────
  help: write `node-js`, or one of node.text, node.examples, node.was,
        node.overrides

  × `Unit Tests` cannot be a key: keys are made of a to z, 0 to 9 and `-`
   ╭─[framework/tracks/software-engineer/ic1.toml:9:1]
 9 │ "Unit Tests" = "I write them."
   · ────────────
   ╰────
  help: write `unit-tests`; the name that people read is set with `name = "Unit
        Tests"`

  × `text` is out of place here
    ╭─[framework/tracks/software-engineer/ic1.toml:10:1]
 10 │ text = "A word with a meaning of its own."
    · ────
    ╰────
  help: it belongs to one behavior: `key.text = "…"`, `key.overrides = true`

  × `tested.sample` means nothing: a key has no dot
    ╭─[framework/tracks/software-engineer/ic1.toml:11:1]
 11 │ tested.sample = "A test"
    · ──────
    ╰────
  help: write `tested-sample`, or one of tested.text, tested.examples,
        tested.was, tested.overrides

  × there is no fact `horizon`
    ╭─[framework/tracks/software-engineer/ic1.toml:13:1]
 13 │ horizon = 3
    · ───────
    ╰────
  help: declare it in framework.toml: [facts.<id>] with a name

--- stderr
11 problems in 1 file.

"#]]
    );
}

#[test]
fn a_key_stands_once_on_a_page_unless_it_overrides() {
    let twice = "[results.ownership]\nadmit-errors = \"I say so.\"\nfinish.text = \"I do.\"\nfinish.overrides = true\n";
    assert_data_eq!(
        check(PAGE, twice),
        str![[r#"
exit 1
--- stdout
  × `admit-errors` stands on the page software-engineer/ic1 already:
  │ core/all.toml, line 6
   ╭─[framework/tracks/software-engineer/ic1.toml:2:1]
 2 │ admit-errors = "I say so."
   · ────────────
   ╰────
  help: give it another key; or, to replace the shared sentence, add
        `admit-errors.overrides = true`

  × `finish` overrides nothing
   ╭─[framework/tracks/software-engineer/ic1.toml:3:1]
 3 │ finish.text = "I do."
   · ──────
   ╰────
  help: no shared file has this key under the same heading; drop `overrides` or
        mend the key

--- stderr
2 problems in 1 file.

"#]]
    );
    let overriding = "[results.ownership]\nadmit-errors.text = \"I say so.\"\nadmit-errors.overrides = true\n";
    assert_data_eq!(
        check(PAGE, overriding),
        str![[r#"
exit 0
--- stdout
--- stderr
No problem found.

"#]]
    );
}

#[test]
fn files_that_nobody_reads_are_pointed_out() {
    let place = started();
    place.write("framework/tracks/software-engineer/IC2.toml", "[scope]\na = \"One.\"\n");
    place.write("framework/tracks/software-engineer/ic9.toml", "[scope]\na = \"One.\"\n");
    place.write("framework/tracks/data/ic1.toml", "[scope]\na = \"One.\"\n");
    place.write("framework/polcy.toml", "proposals = \"required\"\n");
    place.write("framework/core/ic7.toml", "[scope]\na = \"One.\"\n");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × the track `data` has no track.toml
  help: write tracks/data/track.toml with a name and a ladder

  × `ic7` is no level, so nobody reads this file
   ╭─[framework/core/ic7.toml:1:1]
 1 │ [scope]
   · ───────
   ╰────
  help: name the file after one of the levels: ic1, ic2, ic3

  ⚠ framework/polcy.toml: nobody reads this file
  help: did you mean policy.toml?

  ⚠ framework/tracks/software-engineer/IC2.toml: nobody reads this file
  help: names of files are written small: rename it to
        tracks/software-engineer/ic2.toml

  × `ic9` is no level of this track's ladder, so nobody reads this file
   ╭─[framework/tracks/software-engineer/ic9.toml:1:1]
 1 │ [scope]
   · ───────
   ╰────
  help: name the file after one of the levels: ic1, ic2, ic3

--- stderr
5 problems in 4 files.

"#]]
    );
}

#[test]
fn ladders_levels_and_names_make_sense() {
    let place = started();
    place.write(
        "framework/framework.toml",
        "name = \"\"\nvresion = \"1\"\n\n[ladders.ic]\nname = \"Engineers\"\nlevels = [\"ic1\", \"IC2\", \"ic1\", \"ic3\"]\n\n[ladders.ic3]\nname = \"Engineers\"\nlevels = []\n\n[levels.ic1]\nname = \"One\"\n[levels.ic5]\nname = \"one\"\n\n[sections.scope]\nname = \"Scope\"\n[sections.results]\nname = \"Scope\"\nresponsibilities.ownership = \"\"\n[sections.craft]\nname = \"Craft\"\n[facts.points]\nhigher = \"more\"\n",
    );
    place.edit("framework/tracks/software-engineer/track.toml", "ladder = \"ic\"", "ladder = \"icc\"");
    place.edit("framework/tracks/software-engineer/track.toml", "status = \"draft\"", "status = \"actve\"");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × `vresion` means nothing here
   ╭─[framework/framework.toml:2:1]
 2 │ vresion = "1"
   · ───────
   ╰────
  help: did you mean `version`?

  × the level `ic1` is on the ladder `ic` already
   ╭─[framework/framework.toml:6:12]
 6 │ levels = ["ic1", "IC2", "ic1", "ic3"]
   ·            ───
   ╰────
  help: a level belongs to one ladder, once

  × `IC2` cannot be a level's id
   ╭─[framework/framework.toml:6:18]
 6 │ levels = ["ic1", "IC2", "ic1", "ic3"]
   ·                  ─────
   ╰────
  help: ids are made of a to z, 0 to 9 and `-`: write "ic2"

  ⚠ two ladders are called “Engineers”: `ic` and `ic3`
   ╭─[framework/framework.toml:8:10]
 8 │ [ladders.ic3]
   ·          ───
   ╰────
  help: readers could not tell them apart

  × `ic3` names both a ladder and a level
   ╭─[framework/framework.toml:8:10]
 8 │ [ladders.ic3]
   ·          ───
   ╰────
  help: ladders and levels share their files under core/, so give one of them
        another id

  × the ladder `ic3` has no level
   ╭─[framework/framework.toml:8:10]
 8 │ [ladders.ic3]
   ·          ───
   ╰────
  help: list its levels, junior to senior:
        levels = ["ic1", "ic2"]

  ⚠ two levels are called “one”: `ic1` and `ic5`
    ╭─[framework/framework.toml:14:9]
 14 │ [levels.ic5]
    ·         ───
    ╰────
  help: readers could not tell them apart

  × the level `ic5` is on no ladder
    ╭─[framework/framework.toml:14:9]
 14 │ [levels.ic5]
    ·         ───
    ╰────
  help: add it to `levels` of a [ladders.…] table

  ⚠ two sections are called “Scope”: `scope` and `results`
    ╭─[framework/framework.toml:19:11]
 19 │ [sections.results]
    ·           ───────
    ╰────
  help: readers could not tell them apart

  × `higher` says whether a larger value asks more or less
    ╭─[framework/framework.toml:25:1]
 25 │ higher = "more"
    · ──────
    ╰────
  help: write "asks-more" or "asks-less"

  × there is no ladder `icc`
   ╭─[framework/tracks/software-engineer/track.toml:3:11]
 3 │ ladder = "icc"
   ·           ───
   ╰────
  help: did you mean `ic`?

  × this is no status
   ╭─[framework/tracks/software-engineer/track.toml:5:10]
 5 │ status = "actve"
   ·          ───────
   ╰────
  help: write "active", "draft" (asks nothing of anyone yet) or "deprecated"

--- stderr
12 problems in 2 files.

"#]]
    );
}

#[test]
fn pages_that_ask_nothing_and_levels_left_out_are_pointed_out() {
    let place = Workspace::new();
    place.rungs(&["init", "--quiet", "--example"]).expect(0);
    std::fs::remove_file(place.path("framework/tracks/security-engineer/ic4.toml")).expect("a file removed");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  ⚠ `security-engineer` has pages below and above `ic4`, and none at it
   ╭─[framework/tracks/security-engineer/track.toml:1:1]
 1 │ # The Security Engineer track: people who protect our customers, syst…
   · ──────────────────────────────────────────────────────────────────────
   ╰────
  help: write tracks/security-engineer/ic4.toml, or make the track a draft until
        it is written

--- stderr
1 problem in 1 file.

"#]]
    );
    let place = started();
    place.write("framework/core/all.toml", "");
    place.write(PAGE, "summary = \"I am learning.\"\n[scope]\n");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  ⚠ the page software-engineer/ic1 asks nothing
   ╭─[framework/tracks/software-engineer/ic1.toml:1:1]
 1 │ summary = "I am learning."
   · ──────────────────────────
   ╰────
  help: write behaviors under a heading, or delete the file

--- stderr
1 problem in 1 file.

"#]]
    );
}

#[test]
fn nobody_was_themselves_or_each_other() {
    let place = started();
    place.write(
        PAGE,
        "was = [\"software-engineer/ic1\"]\n[scope]\na.text = \"One.\"\na.was = [\"scope/a\", \"b\", \"scope/old\"]\n",
    );
    let framework = place.read("framework/framework.toml");
    let framework = framework
        .replace("[levels.ic1]\n", "[levels.ic1]\nwas = [\"ic2\"]\n")
        .replace("[levels.ic2]\n", "[levels.ic2]\nwas = [\"ic1\", \"old/ic2\"]\n");
    place.write("framework/framework.toml", framework);
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × `ic1` and `ic2` each say that they were the other
    ╭─[framework/framework.toml:13:9]
 13 │ was = ["ic2"]
    ·         ───
    ╰────
  help: keep the one that is true, and delete the other `was`

  × `ic2` and `ic1` each say that they were the other
    ╭─[framework/framework.toml:17:9]
 17 │ was = ["ic1", "old/ic2"]
    ·         ───
    ╰────
  help: keep the one that is true, and delete the other `was`

  × `old/ic2` cannot be what a level was
    ╭─[framework/framework.toml:17:16]
 17 │ was = ["ic1", "old/ic2"]
    ·                ───────
    ╰────
  help: write the id it had

  × `software-engineer/ic1` was itself
   ╭─[framework/tracks/software-engineer/ic1.toml:1:9]
 1 │ was = ["software-engineer/ic1"]
   ·         ─────────────────────
   ╰────
  help: name what it was before under another name, or delete it

  × `a` was at this very place
   ╭─[framework/tracks/software-engineer/ic1.toml:4:11]
 4 │ a.was = ["scope/a", "b", "scope/old"]
   ·           ───────
   ╰────
  help: name where it stood before, or delete the line

  × `b` cannot be where a behavior stood
   ╭─[framework/tracks/software-engineer/ic1.toml:4:22]
 4 │ a.was = ["scope/a", "b", "scope/old"]
   ·                      ─
   ╰────
  help: write section/key or section/responsibility/key; with track/level/ in
        front where it stood on another page

--- stderr
6 problems in 2 files.

"#]]
    );
}

#[test]
fn an_unknown_page_has_nearest_names() {
    let place = Workspace::example();
    assert_data_eq!(
        place.rungs(&["show", "securty-engineer/ic4"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no page `securty-engineer/ic4`
  help: the nearest names are security-engineer/ic4, security-engineer/ic2, security-engineer/ic3; `rungs matrix` shows all

"#]]
    );
    assert_data_eq!(
        place.rungs(&["show", "ic4"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no page `ic4`
  help: the nearest names are reliability-engineer/ic4, security-engineer/ic4, software-engineer/ic4; `rungs matrix` shows all

"#]]
    );
    assert_data_eq!(
        place.rungs(&["compare", "security-engineer/ic3", "security-engineer/ic7"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no page `security-engineer/ic7`
  help: the nearest names are security-engineer/ic2, security-engineer/ic3, security-engineer/ic4; `rungs matrix` shows all

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "--", "security-engineer"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: `security-engineer` is no page
  help: a page is track/level: security-engineer/ic4

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "--", "securty-engineer/ic4"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: no change concerns a page `securty-engineer/ic4`, and there is none at hand
  help: did you mean `security-engineer/ic4`?

"#]]
    );
}

#[test]
fn programs_and_workflows_get_the_same_problems() {
    let place = started();
    place.write(PAGE, "[scpe]\na = \"One.\"\n");
    assert_data_eq!(
        place.rungs(&["check", "--format", "github"]).expect(1),
        str![[r#"
::error file=framework/tracks/software-engineer/ic1.toml,line=1,col=2,title=unknown-section::there is no section `scpe`%0Adid you mean `scope`?

"#]]
    );
    let json = place.rungs(&["check", "--format", "json"]).expect(1);
    assert_data_eq!(
        json.clone(),
        str![[r#"
{
  "version": 1,
  "problems": [
    {
      "code": "unknown-section",
      "severity": "error",
      "message": "there is no section `scpe`",
      "help": "did you mean `scope`?",
      "file": "framework/tracks/software-engineer/ic1.toml",
      "line": 1,
      "column": 2,
      "corrected": null
    }
  ]
}

"#]]
    );
    let schema: serde_json::Value =
        serde_json::from_str(&place.rungs(&["schema", "check"]).expect(0)).expect("a schema");
    let json = serde_json::from_str(&json).expect("JSON");
    jsonschema::validate(&schema, &json).expect("JSON as the schema has it");
}

#[test]
fn any_revision_can_be_checked() {
    let place = Workspace::repository();
    place.rungs(&["init"]).expect(0);
    place.write(PAGE, "[scpe]\na = \"One.\"\n");
    place.commit("Broken");
    place.edit(PAGE, "scpe", "scope");
    place.rungs(&["check"]).expect(0);
    assert_data_eq!(
        place.rungs(&["check", "HEAD"]).all(),
        str![[r#"
exit 1
--- stdout
  × there is no section `scpe`
   ╭─[framework/tracks/software-engineer/ic1.toml:1:2]
 1 │ [scpe]
   ·  ────
   ╰────
  help: did you mean `scope`?

--- stderr
1 problem in 1 file.

"#]]
    );
}
