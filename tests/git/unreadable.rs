//! Files that cannot be read on one side: nothing of them is taken as removed, everything else is
//! still compared, and what needs them is marked.

use snapbox::{assert_data_eq, str};

use super::{PAGE, raise};
use crate::support::Workspace;

/// Adds a line that is no TOML.
fn break_file(place: &Workspace, path: &str) {
    let text = place.read(path);
    place.write(path, format!("{text}and this sentence stands alone\n"));
}

#[test]
fn a_page_that_cannot_be_read_is_marked_and_the_rest_compared() {
    let place = Workspace::example();
    break_file(&place, PAGE);
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

! framework/tracks/security-engineer/ic4.toml cannot be read (after): line 42:
this line is neither a heading nor `key = "sentence"`; it may be the rest of the
line above; put every sentence on one line: key = "sentence"
  Nothing of it is compared or taken as removed; IC4 Security Engineer needs it.
  No version is derived until it can be read.

Not all could be judged: 1 file cannot be read. In what can: IC4 Security
Engineer may ask more or less: a person must decide.

  ? unclear: please decide IC4 Security Engineer  (read only in part)

0 changes of expectations, 0 clarifying, 0 editorial. No version can be derived
while a file cannot be read.
--- stderr
A file cannot be read; `rungs check` shows what to mend.

"#]]
    );
    place.edit("framework/core/ic4.toml", "I consistently mentor", "I often mentor");
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

! framework/tracks/security-engineer/ic4.toml cannot be read (after): line 42:
this line is neither a heading nor `key = "sentence"`; it may be the rest of the
line above; put every sentence on one line: key = "sentence"
  Nothing of it is compared or taken as removed; IC4 Security Engineer needs it.
  No version is derived until it can be read.

Not all could be judged: 1 file cannot be read. In what can: 2 pages ask less;
IC4 Security Engineer may ask more or less: a person must decide.

  ▼ asks less              every IC4 page (shared: core/ic4)  (1 change)
  ▼ asks less              IC4 Reliability Engineer  (1 change)
  ? unclear: please decide IC4 Security Engineer  (1 change; read only in part)
  ▼ asks less              IC4 Software Engineer  (1 change)

What asks more or less (1)

  every IC4 page (shared: core/ic4)
    ▼ asks less · Talent, Talent Development · reworded
      I [-consistently-]{+often+} mentor engineers on my team, and I can point
      to work they now do without me.
      └ frequency: “consistently” → “often”: asks less

1 change of expectations, 0 clarifying, 0 editorial. No version can be derived
while a file cannot be read.
--- stderr
A file cannot be read; `rungs check` shows what to mend.

"#]]
    );
    place.commit("Broken");
    let nothing = place.rungs(&["diff"]).expect(0);
    assert!(nothing.contains("No change in what can be read"), "{nothing}");
    // Mending it brings nothing new either.
    place.git(&["checkout", "--quiet", "HEAD~1", "--", "."]);
    assert_data_eq!(
        place.rungs(&["diff"]).expect(0),
        str![[r#"
HEAD → work tree

! framework/tracks/security-engineer/ic4.toml cannot be read (before): line 42:
this line is neither a heading nor `key = "sentence"`; it may be the rest of the
line above; put every sentence on one line: key = "sentence"
  Nothing of it is compared or taken as removed; IC4 Security Engineer needs it.
  No version is derived until it can be read.

Not all could be judged: 1 file cannot be read. In what can: 2 pages ask more;
IC4 Security Engineer may ask more or less: a person must decide.

  ▲ asks more              every IC4 page (shared: core/ic4)  (1 change)
  ▲ asks more              IC4 Reliability Engineer  (1 change)
  ? unclear: please decide IC4 Security Engineer  (1 change; read only in part)
  ▲ asks more              IC4 Software Engineer  (1 change)

What asks more or less (1)

  every IC4 page (shared: core/ic4)
    ▲ asks more · Talent, Talent Development · reworded
      I [-often-]{+consistently+} mentor engineers on my team, and I can point
      to work they now do without me.
      └ frequency: “often” → “consistently”: asks more

1 change of expectations, 0 clarifying, 0 editorial. No version can be derived
while a file cannot be read.

"#]]
    );
}

#[test]
fn files_that_everything_needs_mark_everything() {
    for file in ["framework/framework.toml", "framework/core/all.toml", "framework/core/m.toml"] {
        let place = Workspace::example();
        break_file(&place, file);
        raise(&place, "");
        let shown = place.rungs(&["diff"]).expect(0);
        let gone = ["no longer asked", "withdrawn", "is gone"];
        assert!(!gone.iter().any(|word| shown.contains(word)), "{file}: {shown}");
        let verdict = if file.ends_with("m.toml") { "▲ asks more" } else { "? unclear" };
        assert!(shown.contains(&format!("\n  {verdict}")), "{file}: {shown}");
    }
}

#[test]
fn a_track_whose_file_cannot_be_read_keeps_its_name_and_pages() {
    let place = Workspace::example();
    break_file(&place, "framework/tracks/security-engineer/track.toml");
    place.git(&["mv", "framework/tracks/security-engineer", "framework/tracks/security"]);
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

! framework/tracks/security/track.toml cannot be read (after): line 11: this
line is neither a heading nor `key = "sentence"`; it may be the rest of the line
above; put every sentence on one line: key = "sentence"
  Nothing of it is compared or taken as removed; 5 pages need it (IC2 Security
  Engineer, IC3 Security Engineer, IC4 Security Engineer and 2 more). No version
  is derived until it can be read.

Not all could be judged: 1 file cannot be read. In what can: 5 pages may ask
more or less: a person must decide.

  ? unclear: please decide IC2 Security Engineer  (read only in part)
  ? unclear: please decide IC3 Security Engineer  (read only in part)
  ? unclear: please decide IC4 Security Engineer  (read only in part)
  ? unclear: please decide IC5 Security Engineer  (read only in part)
  ? unclear: please decide IC6 Security Engineer  (read only in part)

Structure (1)
  = Track “Security Engineer” keeps its name; its id is now security instead of
  security-engineer.

0 changes of expectations, 0 clarifying, 1 editorial. No version can be derived
while a file cannot be read.
--- stderr
A file cannot be read; `rungs check` shows what to mend.

"#]]
    );
}

#[test]
fn a_single_bad_value_removes_nothing() {
    let place = Workspace::example();
    let line = "independence = ";
    let text = place.read(PAGE);
    assert!(text.contains(line), "{text}");
    place.write(
        PAGE,
        text.lines()
            .map(|text| if text.starts_with(line) { "independence = 5\n".to_owned() } else { format!("{text}\n") })
            .collect::<String>(),
    );
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

! framework/tracks/security-engineer/ic4.toml cannot be read (after): line 7:
`independence` should be a sentence in quotes, and is a number; write this
instead: independence = "5"
  Nothing of it is compared or taken as removed; IC4 Security Engineer needs it.
  No version is derived until it can be read.

Not all could be judged: 1 file cannot be read. In what can: IC4 Security
Engineer may ask more or less: a person must decide.

  ? unclear: please decide IC4 Security Engineer  (read only in part)

0 changes of expectations, 0 clarifying, 0 editorial. No version can be derived
while a file cannot be read.
--- stderr
A file cannot be read; `rungs check` shows what to mend.

"#]]
    );
}

#[test]
fn no_gate_passes_on_half_a_framework() {
    let place = Workspace::example();
    break_file(&place, PAGE);
    assert_data_eq!(place.rungs(&["diff", "--fail-on", "expectation", "--quiet"]).code.to_string(), "1");
    let json = place.rungs(&["diff", "--format", "json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["summary"]["bump"], serde_json::Value::Null);
    assert_eq!(json["unreadable"][0]["pages"], serde_json::json!(["security-engineer/ic4"]));
    assert_data_eq!(
        place.rungs(&["diff", "--format", "markdown"]).expect(0),
        str![[r###"
## Not all could be judged: 1 file cannot be read. In what can: IC4 Security Engineer may ask more or less: a person must decide.

HEAD → work tree

> [!CAUTION]
> **framework/tracks/security-engineer/ic4.toml cannot be read /(after/)**, line 42: this line is neither a heading nor /`key = "sentence"/`; it may be the rest of the line above; put every sentence on one line: key = "sentence"
>
> Nothing of it is compared or taken as removed; IC4 Security Engineer needs it. No version is derived until it can be read.

| | Page | Verdict | Changes |
|---|---|---|---|
| ? | IC4 Security Engineer | unclear: please decide | read only in part |

0 changes of expectations, 0 clarifying, 0 editorial. No version can be derived while a file cannot be read.

"###]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "--format", "github"]).expect(0),
        str![[r#"
::error file=framework/tracks/security-engineer/ic4.toml,line=42,title=Cannot be read::this line is neither a heading nor `key = "sentence"`; it may be the rest of the line above; put every sentence on one line: key = "sentence"

"#]]
    );
}
