//! What authors see: starting a framework, reading it, comparing levels, keeping its files in form.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

const TRACK: &str = "framework/tracks/software-engineer";

/// Returns a folder with a small framework of two pages.
fn small() -> Workspace {
    let place = Workspace::new();
    place.rungs(&["init", "--quiet"]).expect(0);
    place.edit(&format!("{TRACK}/track.toml"), "status = \"draft\"", "status = \"active\"");
    place.write(
        &format!("{TRACK}/ic2.toml"),
        "[scope]\ntasks = \"I finish projects of a few weeks with some guidance.\"\nplans = \"I plan my own weeks and tell my team when a plan changes.\"\n\n[results]\nabout = \"What I achieve\"\nexamples = [\"A feature that customers use\"]\n\n[results.impact]\nexamples = [\"Fewer support tickets\"]\ncustomer-value = \"I check whether what I shipped helps customers.\"\n",
    );
    place
}

#[test]
fn starting_a_framework_says_what_to_do_next() {
    let place = Workspace::new();
    assert_data_eq!(
        place.rungs(&["init", "--dry-run"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
would write framework/framework.toml
would write framework/policy.toml
would write framework/core/all.toml
would write framework/tracks/software-engineer/track.toml
would write framework/tracks/software-engineer/ic1.toml

"#]]
    );
    assert!(!place.path("framework").exists());
    assert_data_eq!(
        place.rungs(&["init"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Wrote 5 files to framework.
Next:
  framework/framework.toml   name your ladders, levels and sections
  rungs check                finds mistakes, and says what to do
  rungs matrix               shows the pages there are

"#]]
    );
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
No problem found.

"#]]
    );
    assert_data_eq!(
        place.read("framework/framework.toml"),
        str![[r##"
# What the framework is called, its ladders and levels, and the headings of every page.
# A line that starts with # is a note for people; rungs does not read it.
# Texts stand in straight quotes. Names on the left use a to z, digits and hyphens.
name = "Our Career Framework"
version = "0.1.0"

# A ladder is a row of levels, junior to senior.
[ladders.ic]
name = "Individual contributor"
levels = ["ic1", "ic2", "ic3"]

[levels.ic1]
name = "IC1"

[levels.ic2]
name = "IC2"

[levels.ic3]
name = "IC3"

# Sections are the headings of every page, in this order.
[sections.scope]
name = "Scope"
about = "What you answer for"

# A section may have headings of its own: responsibilities.
[sections.results]
name = "Results"
responsibilities.impact = "Impact"
responsibilities.ownership = "Ownership"

# Each track names its own responsibilities of Craft, in its track.toml.
[sections.craft]
name = "Craft"

"##]]
    );
    assert_data_eq!(
        place.read("framework/tracks/software-engineer/ic1.toml"),
        str![[r##"
# One page: what this track asks at this level, beside the shared text in core/.
summary = "I am learning to build software with a team."

[scope]
tasks = "I finish tasks of a few days with guidance."

[craft.code]
tested-changes.text = "I write tests for the code I add."
# Examples illustrate a behavior; they are never an expectation themselves.
tested-changes.examples = ["A test that fails before the change and passes after it"]

"##]]
    );
    place.rungs(&["fmt", "--check"]).expect(0);
    assert_data_eq!(
        place.rungs(&["init", "--example", "other"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Wrote 40 files to other/framework.
Next:
  rungs -C other matrix                       shows the pages there are
  rungs -C other show security-engineer/ic4   shows one of them
  other/framework/framework.toml              has the names, to make them yours

"#]]
    );
    place.rungs(&["--framework", "other", "check"]).expect(0);
    place.rungs(&["check", "other"]).expect(0);
    place.rungs(&["check", "other/", "--fix", "--dry-run"]).expect(0);
    let nowhere = place.rungs(&["check", "nowhere", "--fix"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("there is no folder `nowhere`, and what a revision holds cannot be corrected"));
}

#[test]
fn a_page_is_shown_as_one_reads_it() {
    let place = small();
    assert_data_eq!(
        place.rungs(&["show", "software-engineer/ic2"]).all(),
        str![[r#"
exit 0
--- stdout
IC2 Software Engineer

Scope
  What you answer for
  • I finish projects of a few weeks with some guidance.
  • I plan my own weeks and tell my team when a plan changes.

Results
  What I achieve
  for example: A feature that customers use

  Impact
    • I check whether what I shipped helps customers.
    for example: Fewer support tickets

  Ownership
    • I say early when something I did went wrong.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["show", "software-engineer/ic1", "--verbose"]).expect(0),
        str![[r#"
IC1 Software Engineer

I am learning to build software with a team.

Scope
  What you answer for
  • I finish tasks of a few days with guidance.

Results

  Ownership
    • I say early when something I did went wrong. (core/all)

Craft

  Code
    • I write tests for the code I add.
      for example: A test that fails before the change and passes after it

"#]]
    );
    assert_data_eq!(
        place.rungs(&["show", "software-engineer/ic2", "--format", "markdown"]).expect(0),
        str![[r#"
# IC2 Software Engineer

## Scope

What you answer for

- I finish projects of a few weeks with some guidance.
- I plan my own weeks and tell my team when a plan changes.

## Results

What I achieve

For example: A feature that customers use

### Impact

- I check whether what I shipped helps customers.

For example: Fewer support tickets

### Ownership

- I say early when something I did went wrong.

"#]]
    );
}

#[test]
fn a_narrow_terminal_is_enough() {
    let mut place = small();
    place.set("COLUMNS", "40");
    assert_data_eq!(
        place.rungs(&["show", "software-engineer/ic2"]).expect(0),
        str![[r#"
IC2 Software Engineer

Scope
  What you answer for
  • I finish projects of a few weeks
    with some guidance.
  • I plan my own weeks and tell my team
    when a plan changes.

Results
  What I achieve
  for example: A feature that customers
    use

  Impact
    • I check whether what I shipped
      helps customers.
    for example: Fewer support tickets

  Ownership
    • I say early when something I did
      went wrong.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["compare", "software-engineer/ic1", "software-engineer/ic2"]).expect(0),
        str![[r#"
IC1 Software Engineer → IC2 Software Engineer

Scope
      I finish tasks of a few days with
      guidance.
    → I finish projects of a few weeks
      with some guidance.
    + I plan my own weeks and tell my
      team when a plan changes.

Results

  Impact
    + I check whether what I shipped
      helps customers.

  Ownership
    = I say early when something I did
      went wrong.

Craft

  Code
    − I write tests for the code I add.

= on both pages, → grows out of the line
above it, − only on the first, + only on
the second

"#]]
    );
    let levels: Vec<String> = (1..=12).map(|number| format!("\"ic{number}\"")).collect();
    place.edit(
        "framework/framework.toml",
        "levels = [\"ic1\", \"ic2\", \"ic3\"]",
        &format!("levels = [{}]", levels.join(", ")),
    );
    assert_data_eq!(
        place.rungs(&["matrix"]).expect(0),
        str![[r#"
Individual contributor   IC1   IC2   IC3
Software Engineer          3     4     ·

Individual contributor   IC4   IC5   IC6
Software Engineer          ·     ·     ·

Individual contributor   IC7   IC8   IC9
Software Engineer          ·     ·     ·

Individual contributor  IC10  IC11  IC12
Software Engineer          ·     ·     ·

behaviors on each page, shared ones included; · no page

"#]]
    );
}

#[test]
fn two_levels_stand_beside_one_another() {
    let place = small();
    assert_data_eq!(
        place.rungs(&["compare", "software-engineer/ic1", "software-engineer/ic2"]).all(),
        str![[r#"
exit 0
--- stdout
IC1 Software Engineer → IC2 Software Engineer

Scope
      I finish tasks of a few days with guidance.
    → I finish projects of a few weeks with some guidance.
    + I plan my own weeks and tell my team when a plan changes.

Results

  Impact
    + I check whether what I shipped helps customers.

  Ownership
    = I say early when something I did went wrong.

Craft

  Code
    − I write tests for the code I add.

= on both pages, → grows out of the line above it, − only on the first, + only
on the second
--- stderr

"#]]
    );
}

#[test]
fn the_matrix_shows_every_page_and_no_other() {
    let place = small();
    place.write("framework/tracks/data-scientist/track.toml", "name = \"Data Scientist\"\nladder = \"ds\"\n");
    place.write("framework/tracks/data-scientist/ds1.toml", "[scope]\ntasks = \"I answer questions with data.\"\n");
    assert_data_eq!(
        place.rungs(&["matrix"]).all(),
        str![[r#"
exit 0
--- stdout
Individual contributor   IC1   IC2   IC3
Software Engineer          3     4     ·

Data Scientist is on no ladder: ds1

behaviors on each page, shared ones included; · no page
--- stderr

"#]]
    );
    let place = Workspace::new();
    place.write("framework/framework.toml", "name = \"Nothing yet\"\n");
    assert_data_eq!(
        place.rungs(&["matrix"]).all(),
        str![[r#"
exit 0
--- stdout
There is no page yet. A page is a file such as tracks/software-engineer/ic1.toml.
--- stderr

"#]]
    );
}

#[test]
fn what_cannot_be_read_is_said_before_what_can() {
    let place = small();
    place.write(&format!("{TRACK}/ic1.toml"), "[scope\n");
    assert_data_eq!(
        place.rungs(&["show", "software-engineer/ic1"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
warning: framework/tracks/software-engineer/ic1.toml cannot be read in full; `rungs check` shows what to mend
error: the page software-engineer/ic1 cannot be read: line 1: the heading has no closing bracket; write this instead: [scope]
  help: `rungs check` shows the place

"#]]
    );
    assert_data_eq!(
        place.rungs(&["matrix"]).all(),
        str![[r#"
exit 0
--- stdout
Individual contributor   IC1   IC2   IC3
Software Engineer          ·     4     ·

behaviors on each page, shared ones included; · no page
--- stderr
warning: framework/tracks/software-engineer/ic1.toml cannot be read in full; `rungs check` shows what to mend

"#]]
    );
}

#[test]
fn formatting_keeps_comments_and_order_and_changes_no_word() {
    let place = small();
    let page = format!("{TRACK}/ic1.toml");
    place.write(
        &page,
        "\u{feff}# Ours.\r\n\r\n\r\n[scope]   # what I answer for\r\n  tasks='I finish tasks.'\r\nplans = {text = \"I plan.\", examples=[\"A week\"]} # why\r\n# for later\r\n[craft.code]\r\n\r\ntests   =   \"I write \\\"good\\\" tests.\"\r\n",
    );
    let before = place.rungs(&["show", "software-engineer/ic1"]).expect(0);
    assert_data_eq!(
        place.rungs(&["fmt", "--check"]).all(),
        str![[r#"
exit 1
--- stdout
framework/tracks/software-engineer/ic1.toml
--- stderr
`rungs fmt` writes them in canonical form.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["fmt"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
formatted framework/tracks/software-engineer/ic1.toml

"#]]
    );
    assert_data_eq!(
        place.read(&page),
        str![[r##"
# Ours.

[scope]   # what I answer for
tasks = "I finish tasks."
plans.text = "I plan." # why
plans.examples = ["A week"]

# for later
[craft.code]

tests = 'I write "good" tests.'

"##]]
    );
    assert_data_eq!(
        place.rungs(&["fmt"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Every file is in canonical form.

"#]]
    );
    assert_eq!(place.rungs(&["show", "software-engineer/ic1"]).expect(0), before);
}

#[test]
fn color_is_for_terminals_and_on_request() {
    let place = small();
    let shown = place.rungs(&["show", "software-engineer/ic2", "--color", "always"]).expect(0);
    assert!(shown.contains("\u{1b}[1m"));
    assert!(!place.rungs(&["show", "software-engineer/ic2"]).expect(0).contains('\u{1b}'));
}

#[test]
fn the_demonstration_is_a_repository_to_try_things_in() {
    let place = Workspace::new();
    let shown = place.rungs(&["demo", "--into", "demo"]).expect(0);
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    let tries: Vec<&str> = shown.lines().filter_map(|line| line.trim().strip_prefix("rungs ")).collect();
    assert_eq!(tries.len(), 3, "{shown}");
    for command in tries {
        place.rungs(&command.split_whitespace().collect::<Vec<_>>()).expect(0);
    }
    let again = place.rungs(&["-C", "demo", "diff", "v1.0.0..raise-the-bar"]).expect(0);
    assert!(shown.starts_with(again.trim_end()), "the demonstration shows what diff shows");
    place.rungs(&["-C", "demo", "check"]).expect(0);
    place.rungs(&["-C", "demo", "fmt", "--check"]).expect(0);
}
