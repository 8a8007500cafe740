use std::collections::{BTreeMap, BTreeSet};

use crate::source::{RawFile, Severity};
use crate::storage::{self, Loaded};

use super::{Example, RULES, check};

const SMALL: Example = &[
    (
        "framework.toml",
        "name = \"Small\"\n[ladders.ic]\nlevels = [\"ic1\", \"ic2\", \"ic3\"]\n[sections.scope]\nname = \"Scope\"\n[sections.results]\nname = \"Results\"\n",
    ),
    ("tracks/a/track.toml", "name = \"A\"\nladder = \"ic\"\n"),
    ("tracks/b/track.toml", "name = \"B\"\nladder = \"ic\"\n"),
];

fn loaded(example: Example) -> Loaded {
    let files: BTreeMap<&str, &str> = SMALL.iter().chain(example).copied().collect();
    let raw = |(path, text): (&str, &str)| RawFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let loaded = storage::load(files.into_iter().map(raw).collect(), "framework");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded
}

fn names(example: Example) -> BTreeSet<&'static str> {
    check(&loaded(example), |rule| Some(rule.severity)).into_iter().map(|found| found.code).collect()
}

#[test]
fn each_rule_finds_its_bad_example_and_nothing_in_its_good_one() {
    for rule in RULES {
        assert_eq!(names(rule.bad), BTreeSet::from([rule.name]), "the bad example of {}", rule.name);
        assert_eq!(names(rule.good), BTreeSet::new(), "the good example of {}", rule.name);
    }
}

#[test]
fn every_file_of_rules_is_in_the_list_and_in_order() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules");
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.filter(|name| name != "mod.rs").collect();
    files.sort();
    let listed: Vec<String> = RULES.iter().map(|rule| format!("{}.rs", rule.name.replace('-', "_"))).collect();
    assert_eq!(files, listed);
}

#[test]
fn a_rule_that_is_off_finds_nothing_and_a_strict_one_is_an_error() {
    for rule in RULES {
        let bad = loaded(rule.bad);
        assert!(check(&bad, |other| (other.name != rule.name).then_some(other.severity)).is_empty());
        let strict = check(&bad, |_| Some(Severity::Error));
        assert!(strict.iter().all(|found| found.severity == Severity::Error) && !strict.is_empty());
    }
}

#[test]
fn explanations_are_for_people() {
    for rule in RULES {
        assert!(rule.explanation.ends_with('.') && rule.explanation.len() > 100, "{}", rule.name);
        assert!(!rule.summary.ends_with('.'), "{}", rule.name);
    }
}
