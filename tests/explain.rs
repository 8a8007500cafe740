//! `rungs explain`: every word a comparison prints has a document.

use std::collections::BTreeSet;

use rungs::diff::Kind;
use rungs::diff::explain::topics;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::golden::diffs;
use crate::support::Workspace;

#[test]
fn a_kind_a_scale_and_a_word_of_two_meanings_are_explained() {
    let place = Workspace::new();
    assert_data_eq!(
        place.rungs(&["explain", "moved"]).all(),
        str![[r#"
exit 0
--- stdout
moved (kind of change)

  A behavior that stands under another heading, level, track or in the core; its
  facets say which, and whether it was reworded, too.

  A page that has it newly is asked more, one that lost it less; a page that
  reads it before and after is judged by its words alone. On a cumulative ladder
  only the levels whose total changes are touched.

  Example:
    IC3 Security Engineer asks more and IC4 Security Engineer asks less:
      Threats: “I teach” moved.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["explain", "horizon"]).all(),
        str![[r#"
exit 0
--- stdout
horizon (signal)

  How far ahead somebody looks.

  A word of a later step asks more. A word that only comes or goes says nothing;
  words exchanged for one another do. policy.toml may replace the scale under
  [scales.horizon].

  Example:
    1. day, days, daily, day-to-day
    2. week, weeks, weekly, sprint
    3. month, months, monthly, medium-term
    4. quarter, quarters, quarterly
    5. half-year, semi-annual, bi-annual, half-yearly
    6. year, years, yearly, annual
    7. multi-year, multiyear, several years, multiple years
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["explain", "Reworded"]).all(),
        str![[r#"
exit 0
--- stdout
reworded (kind of change)

  A behavior whose sentence reads differently, in its place.

  By its words: signals that agree give the direction, signals that disagree
  make it mixed. Other words without a signal are a clarification, or unclear
  where much is new or lost; typography, spelling, order and links are
  editorial.

  Example:
    IC4 Security Engineer asks more: Scope: “many of my team's goals” is now
      “most of my team's goals”.

reworded (facet of a change)

  The sentence reads differently as well.

  Judged by its words as a `reworded` change is.

  Example:
    moved, and “some of” is now “most of”
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["explain", "movd"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: nothing is called `movd` here
  help: did you mean `moved`? `rungs explain` lists all

"#]]
    );
    assert_data_eq!(
        place.rungs(&["explain", "xyz"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: nothing is called `xyz` here
  help: `rungs explain` lists the words there are

"#]]
    );
}

#[test]
fn all_words_are_listed() {
    let listed = Workspace::new().rungs(&["explain"]).expect(0);
    for topic in topics() {
        let starts = |line: &str| line.trim_start().split(' ').next() == Some(topic.word.as_str());
        assert!(listed.lines().any(starts), "{}", topic.word);
    }
    assert!(listed.lines().all(|line| line.chars().count() <= 80), "{listed}");
}

#[test]
fn every_word_that_a_comparison_prints_is_explained() {
    let known: BTreeSet<String> = topics().into_iter().map(|topic| topic.word).collect();
    let mut unknown = BTreeSet::new();
    let mut note = |word: &Value| {
        let word = word.as_str().unwrap_or_default();
        if !word.is_empty() && !known.contains(word) {
            unknown.insert(word.to_owned());
        }
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for (_, diff) in diffs() {
        note(&diff["summary"]["bump"]);
        list(&diff["pages"]).iter().for_each(|page| note(&page["bar"]));
        list(&diff["groups"]).iter().for_each(|group| note(&group["kind"]));
        for change in list(&diff["changes"]) {
            ["kind", "impact", "bar"].iter().for_each(|field| note(&change[field]));
            note(&change["match"]["by"]);
            list(&change["facets"]).iter().for_each(&mut note);
            list(&change["signals"]).iter().for_each(|signal| note(&signal["scale"]));
        }
    }
    assert!(unknown.is_empty(), "words without a document: {unknown:?}");
}

#[test]
fn every_kind_has_a_mirror_and_a_case_that_contains_it() {
    let found: BTreeSet<String> = diffs()
        .iter()
        .flat_map(|(_, diff)| diff["changes"].as_array().cloned().unwrap_or_default())
        .map(|change| change["kind"].as_str().unwrap_or_default().to_owned())
        .collect();
    for kind in Kind::all() {
        let mirror = kind.mirror();
        // What is given up is restored, whether it was an override or an omission.
        let back = mirror.mirror() == kind || mirror == Kind::Restored;
        assert!(back, "{} mirrors {}", kind.as_str(), mirror.as_str());
        let ends = |kind: Kind, end: &str| kind.as_str().ends_with(end);
        for (one, other) in [("added", "removed"), ("merged", "split")] {
            assert_eq!(ends(kind, one), ends(mirror, other), "{}", kind.as_str());
        }
        assert!(found.contains(kind.as_str()), "no case has {}", kind.as_str());
    }
}

#[test]
fn every_sentence_says_what_happened_to_whom() {
    for (case, diff) in diffs() {
        for change in diff["changes"].as_array().expect("changes") {
            let sentence = change["sentence"].as_str().expect("a sentence");
            let whole = sentence.ends_with('.') && sentence.starts_with(|first: char| !first.is_lowercase());
            assert!(whole && !sentence.contains("  ") && !sentence.contains("\u{201c}\u{201d}"), "{case}: {sentence}");
            // Ids are for files; people read names.
            assert!(!sentence.contains("security-engineer/"), "{case}: {sentence}");
        }
    }
}

#[test]
fn a_rule_of_writing_is_explained_and_listed() {
    let place = Workspace::new();
    assert_data_eq!(
        place.rungs(&["explain", "vague-words"]).all(),
        str![[r#"
exit 0
--- stdout
vague-words (a rule of writing)

  words such as “etc.” or “as needed” in a behavior

  Two managers must be able to agree whether a person does what a behavior says.
  “As needed”, “where possible” and “etc.” leave to each of them what that is,
  and people are then held to what somebody else had in mind. Name it, give
  examples, or leave it out.

  Found in:
    # tracks/a/ic1.toml
    [scope]
    x = "I write documents, tests, etc. as needed."

  Mended:
    # tracks/a/ic1.toml
    [scope]
    x = "I write a document and tests for every change that others rely on."

  How strict it is: [lint] vague-words = "off", "advice", "warning" or "error" in policy.toml
--- stderr

"#]]
    );
    let list = place.rungs(&["explain"]).expect(0);
    for rule in rungs::lint::RULES {
        assert!(list.contains(rule.name), "{}", rule.name);
        place.rungs(&["explain", rule.name]).expect(0);
    }
}
