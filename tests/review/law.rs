//! For every golden case: each side of a change stands where it says, whoever approved the change as
//! it is covers all of it, and whoever approved the framework as it was covers no expectation change.

use std::path::{Path, PathBuf};

use rungs::diff::{ChangeSet, Impact, Options, compare};
use rungs::model::Framework;
use rungs::policy::{self, Policy};
use rungs::proposal;
use rungs::review::{self, Given, Review, Reviewed, Side, Submitted};
use rungs::source::RawFile;
use rungs::storage;

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = root.read_dir().expect("the cases").map(|entry| entry.expect("an entry").path());
    let mut out: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    out.sort();
    assert!(out.len() >= 50);
    out
}

fn files(folder: &Path, prefix: &str, out: &mut Vec<RawFile>) {
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            files(&path, &format!("{name}/"), out);
        } else {
            out.push(RawFile { path: name, bytes: std::fs::read(&path).expect("a file") });
        }
    }
}

/// Both sides of a case, each twice: a reviewed commit is read on its own.
fn sides(case: &Path) -> (Framework, Framework) {
    let load = |side: &str| {
        let mut read = Vec::new();
        files(&case.join(side), "", &mut read);
        storage::load(read, "framework").framework
    };
    let (mut before, mut after) = (load("before"), load("after"));
    storage::stand_in(&mut before, &mut after);
    (before, after)
}

#[test]
fn each_side_of_a_change_stands_where_it_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (before, after) = sides(&case);
        let set = compare(&before, &after, &Options::default());
        for change in &set.changes {
            for (name, items, framework) in [("before", &change.before, &before), ("after", &change.after, &after)] {
                for item in items.iter().filter(|item| !change.stands_in(item, framework)) {
                    wrong.push(format!(
                        "{}: {} {name} {}: {}",
                        case.display(),
                        change.kind.as_str(),
                        item.at(),
                        item.text()
                    ));
                }
            }
            let stands = |text: Option<&str>, items: &[rungs::diff::Item<'_>], framework: &Framework| {
                text.is_none_or(|text| items.iter().any(|item| change.example_stands_in(item, text, framework)))
            };
            for example in &change.examples {
                if !stands(example.before, &change.before, &before) || !stands(example.after, &change.after, &after) {
                    wrong.push(format!("{}: {} example {example:?}", case.display(), change.kind.as_str()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Judges a change of which `@ana` approved another state.
fn judged(set: &ChangeSet<'_>, seen: (&Framework, &ChangeSet<'_>)) -> Review {
    let file = RawFile { path: "policy.toml".to_owned(), bytes: b"[[require]]\napprovers = \"@ana\"\n".to_vec() };
    let policy = policy::load(Some(&file), "framework");
    let side = || Side { spec: "here".to_owned(), commit: None };
    review::judge(&Given {
        set,
        from: side(),
        to: side(),
        policy: &policy,
        policy_after: &policy,
        proposals: &[],
        proposals_after: &proposal::Loaded::default(),
        problems_after: Vec::new(),
        author: None,
        day: rungs_day(),
        submitted: vec![Submitted {
            user: Some("ana".to_owned()),
            state: "APPROVED".to_owned(),
            commit: Some("seen".to_owned()),
            submitted_at: Some("2026-01-05T12:00:00Z".to_owned()),
            body: None,
        }],
        teams: Vec::new(),
        reviewed: vec![Reviewed::At {
            commit: "seen".to_owned(),
            framework: seen.0,
            policy: &Policy::default(),
            proposals: &[],
            set: Some(seen.1),
        }],
    })
}

fn rungs_day() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 5)
}

#[test]
fn whoever_saw_it_all_covers_it_all_and_whoever_saw_nothing_covers_nothing() {
    let mut wrong = Vec::new();
    for case in cases() {
        let ((before, after), (old, new)) = (sides(&case), sides(&case));
        let set = compare(&before, &after, &Options::default());
        let (all, nothing) = (compare(&old, &new, &Options::default()), compare(&old, &old, &Options::default()));
        let found = judged(&set, (&new, &all));
        if !found.unjudged.is_empty() || set.changes.is_empty() {
            continue;
        }
        let case = case.display();
        if !found.requirements.iter().all(|one| one.waiting.is_empty()) {
            wrong.push(format!("{case}: {:?} is not covered", found.requirements[0].waiting));
        }
        let found = judged(&set, (&old, &nothing));
        let waiting = &found.requirements[0].waiting;
        for (index, change) in set.changes.iter().enumerate() {
            let moves =
                change.impact == Impact::Expectation && change.reaches.iter().any(|reach| reach.bar.as_str() != "same");
            if moves && waiting.iter().all(|wait| wait.index != index) {
                wrong.push(format!("{case}: covered unseen: {}", set.sentence(change)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
