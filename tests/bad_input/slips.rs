//! Files that are no TOML, as people write them who have never heard of TOML.

use snapbox::{assert_data_eq, str};

use super::{PAGE, check, started};

#[test]
fn the_usual_slips_are_all_found_in_one_run_with_the_line_to_paste() {
    let text = "\
[scope]
tasks = “I finish tasks of a few days with guidance.”
pace = \"I say \"no\" when I must.\"
help = \"I ask for help
before I am stuck for a day.\"
notes = 'I don't keep notes to myself.'
plans: \"I plan my week.\"
goals = I reach my goals.
demo = \"I show what I built.\",
empty =

[craft.code
tested.text = \"I write tests for the code I add.\"
tested.examples = [\"A test that fails first\" \"A test that passes\"]
";
    assert_data_eq!(
        check(PAGE, text),
        str![[r#"
exit 1
--- stdout
  × the sentence stands in curly quotes; straight ones are needed
   ╭─[framework/tracks/software-engineer/ic1.toml:2:1]
 2 │ tasks = “I finish tasks of a few days with guidance.”
   · ─────────────────────────────────────────────────────
   ╰────
  help: write this instead:
        tasks = "I finish tasks of a few days with guidance."

  × there are quotes within the sentence
   ╭─[framework/tracks/software-engineer/ic1.toml:3:1]
 3 │ pace = "I say "no" when I must."
   · ────────────────────────────────
   ╰────
  help: write this instead:
        pace = 'I say "no" when I must.'

  × the sentence is wrapped over 2 lines; it must stand on one
   ╭─[framework/tracks/software-engineer/ic1.toml:4:1]
 4 │ help = "I ask for help
   · ──────────────────────
   ╰────
  help: write this instead:
        help = "I ask for help before I am stuck for a day."

  × an apostrophe ends the sentence early; double quotes allow it
   ╭─[framework/tracks/software-engineer/ic1.toml:6:1]
 6 │ notes = 'I don't keep notes to myself.'
   · ───────────────────────────────────────
   ╰────
  help: write this instead:
        notes = "I don't keep notes to myself."

  × there is a colon where an equals sign belongs
   ╭─[framework/tracks/software-engineer/ic1.toml:7:1]
 7 │ plans: "I plan my week."
   · ────────────────────────
   ╰────
  help: write this instead:
        plans = "I plan my week."

  × the sentence stands in no quotes
   ╭─[framework/tracks/software-engineer/ic1.toml:8:1]
 8 │ goals = I reach my goals.
   · ─────────────────────────
   ╰────
  help: write this instead:
        goals = "I reach my goals."

  × there is a `,` behind the closing quote
   ╭─[framework/tracks/software-engineer/ic1.toml:9:1]
 9 │ demo = "I show what I built.",
   · ──────────────────────────────
   ╰────
  help: write this instead:
        demo = "I show what I built."

  × `empty` has no sentence
    ╭─[framework/tracks/software-engineer/ic1.toml:10:1]
 10 │ empty =
    · ───────
    ╰────
  help: write this instead:
        empty = "…"

  × the heading has no closing bracket
    ╭─[framework/tracks/software-engineer/ic1.toml:12:1]
 12 │ [craft.code
    · ───────────
    ╰────
  help: write this instead:
        [craft.code]

  × a comma is missing between two entries
    ╭─[framework/tracks/software-engineer/ic1.toml:14:1]
 14 │ tested.examples = ["A test that fails first" "A test that passes"]
    · ──────────────────────────────────────────────────────────────────
    ╰────
  help: write this instead:
        tested.examples = ["A test that fails first", "A test that passes"]

--- stderr
10 problems in 1 file. `rungs check --fix` corrects 9 of them.

"#]]
    );
}

#[test]
fn certain_corrections_are_written_on_request() {
    let place = started();
    place.write(
        PAGE,
        "# Mine.\n[scope]\ntasks = “I say “no”.”\nhelp = \"I ask for help\nearly.\"\nlist.text = \"I do.\"\nlist.examples = [\n  \"One\"\n  \"Two\"\n]\n\nb\u{a0}= \"I do.\"\n",
    );
    assert_data_eq!(
        place.rungs(&["check", "--fix", "--dry-run"]).all(),
        str![[r#"
exit 1
--- stdout
  × the sentence stands in curly quotes; straight ones are needed
   ╭─[framework/tracks/software-engineer/ic1.toml:3:1]
 3 │ tasks = “I say “no”.”
   · ─────────────────────
   ╰────
  help: write this instead:
        tasks = "I say “no”."

  × the sentence is wrapped over 2 lines; it must stand on one
   ╭─[framework/tracks/software-engineer/ic1.toml:4:1]
 4 │ help = "I ask for help
   · ──────────────────────
   ╰────
  help: write this instead:
        help = "I ask for help early."

  × a comma is missing between this text of the list and the next
   ╭─[framework/tracks/software-engineer/ic1.toml:8:1]
 8 │   "One"
   · ───────
   ╰────
  help: write this instead:
        "One",

  × there is a space from a web page or a word processor (a non-breaking one)
  │ outside of the quotes
    ╭─[framework/tracks/software-engineer/ic1.toml:12:1]
 12 │ b = "I do."
    · ───────────
    ╰────
  help: write this instead:
        b = "I do."

--- stderr
would correct framework/tracks/software-engineer/ic1.toml, line 3: the sentence stands in curly quotes; straight ones are needed
would correct framework/tracks/software-engineer/ic1.toml, line 4: the sentence is wrapped over 2 lines; it must stand on one
would correct framework/tracks/software-engineer/ic1.toml, line 8: a comma is missing between this text of the list and the next
would correct framework/tracks/software-engineer/ic1.toml, line 12: there is a space from a web page or a word processor (a non-breaking one) outside of the quotes
4 problems in 1 file.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["check", "--fix"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
corrected framework/tracks/software-engineer/ic1.toml, line 3: the sentence stands in curly quotes; straight ones are needed
corrected framework/tracks/software-engineer/ic1.toml, line 4: the sentence is wrapped over 2 lines; it must stand on one
corrected framework/tracks/software-engineer/ic1.toml, line 8: a comma is missing between this text of the list and the next
corrected framework/tracks/software-engineer/ic1.toml, line 12: there is a space from a web page or a word processor (a non-breaking one) outside of the quotes
No problem found.

"#]]
    );
    assert_data_eq!(
        place.read(PAGE),
        str![[r##"
# Mine.
[scope]
tasks = "I say “no”."
help = "I ask for help early."
list.text = "I do."
list.examples = [
  "One",
  "Two"
]

b = "I do."

"##]]
    );
}

#[test]
fn a_doubled_key_names_both_lines() {
    assert_data_eq!(
        check(PAGE, "[scope]\na = \"One.\"\nb = \"Two.\"\na = \"Three.\"\n"),
        str![[r#"
exit 1
--- stdout
  × `a` is written twice; it stands already on line 2
   ╭─[framework/tracks/software-engineer/ic1.toml:4:1]
 4 │ a = "Three."
   · ┬
   · ╰── the second one
   ╰────
  help: give one of the two another key, or delete it

--- stderr
1 problem in 1 file.

"#]]
    );
    assert_data_eq!(
        check(PAGE, "[scope]\na = \"One.\"\n\n[scope]\nb = \"Two.\"\n"),
        str![[r#"
exit 1
--- stdout
  × `scope` is written twice; it stands already on line 1
   ╭─[framework/tracks/software-engineer/ic1.toml:4:2]
 4 │ [scope]
   ·  ──┬──
   ·    ╰── the second one
   ╰────
  help: give one of the two another key, or delete it

--- stderr
1 problem in 1 file.

"#]]
    );
}

#[test]
fn values_of_the_wrong_type_say_what_belongs_there() {
    let text = "\
summary = 5
[scope]
years = 3
list = [\"One.\"]
about = true
tools.examples = \"A tool\"
missing.was = [\"scope/other\"]
[[results]]
a = \"One.\"
";
    assert_data_eq!(
        check(PAGE, text),
        str![[r#"
exit 1
--- stdout
  × `summary` should be a text in quotes, and is a number
   ╭─[framework/tracks/software-engineer/ic1.toml:1:11]
 1 │ summary = 5
   ·           ─
   ╰────
  help: write this instead:
        summary = "5"

  × `years` should be a sentence in quotes, and is a number
   ╭─[framework/tracks/software-engineer/ic1.toml:3:9]
 3 │ years = 3
   ·         ─
   ╰────
  help: write this instead:
        years = "3"

  × `list` should be a sentence in quotes, and is a list
   ╭─[framework/tracks/software-engineer/ic1.toml:4:8]
 4 │ list = ["One."]
   ·        ────────
   ╰────
  help: write this instead:
        list = "One."

  × `about` should be a text in quotes, and is true or false
   ╭─[framework/tracks/software-engineer/ic1.toml:5:9]
 5 │ about = true
   ·         ────
   ╰────
  help: write this instead:
        about = "true"

  × the behavior `tools` has no sentence
   ╭─[framework/tracks/software-engineer/ic1.toml:6:1]
 6 │ tools.examples = "A tool"
   · ─────
   ╰────
  help: add `tools.text = "…"`

  × the behavior `missing` has no sentence
   ╭─[framework/tracks/software-engineer/ic1.toml:7:1]
 7 │ missing.was = ["scope/other"]
   · ───────
   ╰────
  help: add `missing.text = "…"`

  × a heading stands in single brackets
   ╭─[framework/tracks/software-engineer/ic1.toml:8:3]
 8 │ [[results]]
   ·   ───────
   ╰────
  help: write this instead:
        [results]

--- stderr
7 problems in 1 file. `rungs check --fix` corrects 3 of them.

"#]]
    );
}

#[test]
fn what_no_rule_knows_still_names_the_place() {
    assert_data_eq!(
        check(PAGE, "[scope]\na = \"One.\" # fine\nb = 12:30\n"),
        str![[r#"
exit 1
--- stdout
  × `b` should be a sentence in quotes, and is a date
   ╭─[framework/tracks/software-engineer/ic1.toml:3:5]
 3 │ b = 12:30
   ·     ─────
   ╰────
  help: write this instead:
        b = "12:30"

--- stderr
1 problem in 1 file. `rungs check --fix` corrects it.

"#]]
    );
}

#[test]
fn a_broken_framework_file_brings_no_avalanche() {
    assert_data_eq!(
        check("framework/framework.toml", "name = “Ours”\n[ladders.ic]\nlevels = [\"ic1\"]\n"),
        str![[r#"
exit 1
--- stdout
  × the sentence stands in curly quotes; straight ones are needed
   ╭─[framework/framework.toml:1:1]
 1 │ name = “Ours”
   · ─────────────
   ╰────
  help: write this instead:
        name = "Ours"

--- stderr
1 problem in 1 file. `rungs check --fix` corrects it.

"#]]
    );
    assert_data_eq!(
        check("framework/tracks/software-engineer/track.toml", "name: Engineer\n"),
        str![[r#"
exit 1
--- stdout
  × there is a colon where an equals sign belongs
   ╭─[framework/tracks/software-engineer/track.toml:1:1]
 1 │ name: Engineer
   · ──────────────
   ╰────
  help: write this instead:
        name = "Engineer"

--- stderr
1 problem in 1 file. `rungs check --fix` corrects it.

"#]]
    );
}

#[test]
fn marks_of_other_systems_are_no_mistake() {
    let text = "\u{feff}[scope]\r\ntasks = \"I finish tasks\u{a0}of a few days.\"\r\n";
    assert_data_eq!(
        check(PAGE, text),
        str![[r#"
exit 0
--- stdout
stray-spaces

  ☞ there are doubled or hidden spaces in this text
   ╭─[framework/tracks/software-engineer/ic1.toml:2:10]
 2 │ tasks = "I finish tasks of a few days."
   ·          ─────────────────────────────
   ╰────
  help: take them out; or turn `stray-spaces` off under [lint] in policy.toml

--- stderr
No problem found. 1 piece of advice.

"#]]
    );
}

#[test]
fn a_file_that_is_not_utf_8_says_how_to_save_it() {
    assert_data_eq!(
        check(PAGE, b"[scope]\ntasks = \"I am na\xefve.\"\n"),
        str![[r#"
exit 1
--- stdout
  × the file is not saved as UTF-8
   ╭─[framework/tracks/software-engineer/ic1.toml:2:17]
 2 │ tasks = "I am na�ve."
   ·                 ┬
   ·                 ╰── here
   ╰────
  help: open the file in an editor and save it with the encoding UTF-8

--- stderr
1 problem in 1 file.

"#]]
    );
    let place = started();
    place.write(PAGE, b"[scope]\ntasks = \"I am na\xefve.\"\n");
    assert_data_eq!(
        place.rungs(&["fmt"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
  × framework/tracks/software-engineer/ic1.toml is not saved as UTF-8
  help: open it in an editor and save it with the encoding UTF-8

error: what cannot be read cannot be formatted; the other files are done

"#]]
    );
}

#[test]
fn a_long_line_is_shown_around_the_place() {
    let sentence = "I finish tasks of a few days with guidance, and I ask for help before I am stuck for a day";
    let text = format!("[scope]\ntasks = \"{sentence}.\"\nmore.text = \"{sentence}.\"\nmore.sample = \"{sentence}\"\n");
    assert_data_eq!(
        check(PAGE, text),
        str![[r#"
exit 1
--- stdout
  × `more.sample` means nothing: a key has no dot
   ╭─[framework/tracks/software-engineer/ic1.toml:4:6]
 4 │ more.sample = "I finish tasks of a few days with guidance, and I ask …
   ·      ──────
   ╰────
  help: write `more-sample`, or one of more.text, more.examples, more.was,
        more.overrides

--- stderr
1 problem in 1 file.

"#]]
    );
}

#[test]
fn text_that_steers_terminals_is_shown_harmless() {
    let shown = check(PAGE, "[scope]\na = \u{201c}\u{202e}I do \u{1b}[31mred.\u{201d}\n");
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
}
