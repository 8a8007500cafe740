//! Rows.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

const ROWS: &str = r#"{"track": "core", "level": "all", "section": "Values", "responsibility": null, "id": null, "text": "I say what I see", "examples": []}
{"track": "Sailor", "level": "Deckhand", "section": "Summary", "responsibility": null, "id": null, "text": "I learn the ropes.", "examples": []}
{"track": "Sailor", "level": "Deckhand", "section": "Summary", "responsibility": null, "id": null, "text": "I ask when a knot is new to me.", "examples": []}
{"track": "Sailor", "level": "Deckhand", "section": "Rigging", "responsibility": "Knots", "id": "7d1c7a2e-0b1d-4c57-9a53-0123456789ab", "text": "I tie  five\u00a0knots", "examples": ["bowline", "cleat hitch"]}
{"track": "Sailor", "level": "Deckhand", "section": null, "responsibility": null, "id": "Own Words", "text": "I keep watch", "examples": []}
{"track": "Sailor", "level": "all", "section": "Rigging", "responsibility": "Knots", "id": null, "text": "I check every knot twice", "examples": []}
{"track": "Sailor", "level": "Bosun", "section": "Summary", "responsibility": "Rigging", "id": null, "text": "A bosun answers for all of it.", "examples": ["lost"]}
{"track": "Sailor", "level": "Bosun", "section": "Rigging", "responsibility": "Knots", "id": null, "text": "  ", "examples": []}
{"track": "Sailor", "level": "Bosun", "section": "Rigging", "responsibility": "Knots", "id": null, "text": "I teach knots", "owner": "Ana"}
"#;

#[test]
fn rows_come_in_and_go_out_again() {
    let place = Workspace::new();
    place.write("ladder.jsonl", ROWS);
    assert_data_eq!(
        place.rungs(&["import", "ladder.jsonl", "--level", "Deckhand", "--level", "Bosun"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
9 rows read: 5 sentences of 1 track at 2 levels.

Decided on the way:
  - sailor/deckhand: the id `Own Words` is written `own-words`: ids are lower
    case letters, digits and hyphens

Not taken:
  - a summary has no examples (1 text)
      “lost”, ladder.jsonl, line 7
  - the statement is empty (1 text)
      “  ”, ladder.jsonl, line 8
  - rows have no column `owner` (1 text)
      “Ana”, ladder.jsonl, line 9
The framework is in framework; look at a page with `rungs show sailor/deckhand`.

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/sailor/deckhand.toml"),
        str![[r#"
summary = ["I learn the ropes.", "I ask when a knot is new to me."]

[rigging.knots]
7d1c7a2e-0b1d-4c57-9a53-0123456789ab.text = "I tie five knots"
7d1c7a2e-0b1d-4c57-9a53-0123456789ab.examples = ["bowline", "cleat hitch"]

[no-section]
own-words = "I keep watch"

"#]]
    );
    place.rungs(&["check"]).expect(0);
    place.rungs(&["fmt", "--check"]).expect(0);
    assert_data_eq!(
        place.rungs(&["export"]).all(),
        str![[r#"
exit 0
--- stdout
{"track":"core","level":"all","section":"Values","responsibility":null,"id":null,"text":"I say what I see","examples":[]}
{"track":"Sailor","level":"all","section":"Rigging","responsibility":"Knots","id":null,"text":"I check every knot twice","examples":[]}
{"track":"Sailor","level":"Deckhand","section":"Summary","responsibility":null,"id":null,"text":"I learn the ropes.","examples":[]}
{"track":"Sailor","level":"Deckhand","section":"Summary","responsibility":null,"id":null,"text":"I ask when a knot is new to me.","examples":[]}
{"track":"Sailor","level":"Deckhand","section":"Rigging","responsibility":"Knots","id":"7d1c7a2e-0b1d-4c57-9a53-0123456789ab","text":"I tie five knots","examples":["bowline","cleat hitch"]}
{"track":"Sailor","level":"Deckhand","section":null,"responsibility":null,"id":"own-words","text":"I keep watch","examples":[]}
{"track":"Sailor","level":"Bosun","section":"Summary","responsibility":"Rigging","id":null,"text":"A bosun answers for all of it.","examples":[]}
{"track":"Sailor","level":"Bosun","section":"Rigging","responsibility":"Knots","id":null,"text":"I teach knots","examples":[]}
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["export", "--to", "csv"]).expect(0),
        str![[r#"
track,level,section,responsibility,id,text,examples
core,all,Values,,,I say what I see,
Sailor,all,Rigging,Knots,,I check every knot twice,
Sailor,Deckhand,Summary,,,I learn the ropes.,
Sailor,Deckhand,Summary,,,I ask when a knot is new to me.,
Sailor,Deckhand,Rigging,Knots,7d1c7a2e-0b1d-4c57-9a53-0123456789ab,I tie five knots,"bowline
cleat hitch"
Sailor,Deckhand,,,own-words,I keep watch,
Sailor,Bosun,Summary,Rigging,,A bosun answers for all of it.,
Sailor,Bosun,Rigging,Knots,,I teach knots,

"#]]
    );
}

#[test]
fn a_framework_goes_out_as_a_spreadsheet_and_comes_back_the_same() {
    let place = Workspace::example();
    let out = place.rungs(&["export", "--to", "csv", "-o", "all.csv"]);
    assert_data_eq!(
        out.all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Rows have no place for: 18 titles of pages; 9 facts.

"#]]
    );
    place
        .rungs(&["import", "all.csv", "--framework", "back", "--name", "EscrowTab Engineering Career Framework", "-q"])
        .expect(0);
    place.rungs(&["check", "--framework", "back"]).expect(0);
    let again = place.rungs(&["export", "--to", "csv", "--framework", "back"]).expect(0);
    assert_eq!(place.read("all.csv"), again);
}

#[test]
fn what_is_wrong_with_rows_is_said_with_its_line() {
    let place = Workspace::new();
    place.write("a.jsonl", "{\"text\": \"fine\"}\n{\"text\": 5, \"examples\": 3}\n");
    assert_data_eq!(
        place.rungs(&["import", "a.jsonl"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: a.jsonl, line 2: `examples` is a list of texts: ["…"]

"#]]
    );
    place.write("b.csv", "track,level,text\nCook,L1,I cook, and I bake\n");
    assert_data_eq!(
        place.rungs(&["import", "b.csv"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: b.csv, line 2: there are 4 fields, and 3 columns: put a text with a comma in double quotes

"#]]
    );
    place.write("c.csv", "track;level;name\nCook;L1;I cook\n");
    assert_data_eq!(
        place.rungs(&["import", "c.csv"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: c.csv, line 1: there is no column `text`; the first line names the columns: track, level, section, responsibility, id, text, examples

"#]]
    );
    place.write("d.csv", b"track,text\nCook,I saut\xe9\n".as_slice());
    assert_data_eq!(
        place.rungs(&["import", "d.csv"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: d.csv, line 2: the file is not saved as UTF-8
  help: open it in an editor and save it with the encoding UTF-8

"#]]
    );
    assert_data_eq!(
        place.rungs(&["import", "none.csv"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot read none.csv: it does not exist

"#]]
    );
    assert!(!place.path("framework").exists());
    place.write("e.csv", "\u{feff}Track;Level;Text\r\nCook;L1;\"I cook; and I bake\"\r\n");
    place.rungs(&["import", "e.csv"]).expect(0);
    assert!(place.read("framework/tracks/cook/l1.toml").contains("= \"I cook; and I bake\""));
}

#[test]
fn what_remains_to_be_done_by_hand_is_said() {
    let place = Workspace::new();
    place.write("values.csv", "track,section,text\nCook,Values,I share\n");
    assert_data_eq!(
        place.rungs(&["import", "values.csv"]).all(),
        str![[r#"
exit 1
--- stdout
  × the ladder `levels` has no level
   ╭─[framework/framework.toml:3:10]
 3 │ [ladders.levels]
   ·          ──────
   ╰────
  help: list its levels, junior to senior:
        levels = ["ic1", "ic2"]

--- stderr
1 row read: 1 sentence of 1 track at 0 levels.
The framework is in framework.

"#]]
    );
}
