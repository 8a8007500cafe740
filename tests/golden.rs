//! Golden cases: a folder of `tests/golden` holds a framework before and after, and what a comparison
//! of the two prints in each format. `SNAPSHOTS=overwrite` writes what is expected anew; read every
//! sentence of it as the person concerned would.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rungs::diff::{Options, compare};
use rungs::model::Framework;
use rungs::source::RawFile;
use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::Workspace;

/// The formats of a case and the files that hold them.
const FORMATS: &[(&str, &str)] = &[("text", "diff.txt"), ("markdown", "diff.md"), ("json", "diff.json")];

/// The folders of all cases, in order.
pub(crate) fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut out: Vec<PathBuf> = children(&root);
    out.retain(|path| path.is_dir());
    assert!(out.len() >= 50, "the cases are gone: {}", root.display());
    out
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut out: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    out.sort();
    out
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// The comparison of each case in the published format.
pub(crate) fn diffs() -> Vec<(String, Value)> {
    let read = |case: PathBuf| {
        let path = case.join("diff.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name(&case), serde_json::from_str(&text).expect("JSON"))
    };
    cases().into_iter().map(read).collect()
}

#[test]
fn every_case_prints_what_is_expected() {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let cases = cases();
    let of_each = |case: &PathBuf| {
        let place = Workspace::new();
        for side in ["before", "after"] {
            place.copy(&case.join(side), side);
        }
        let compare = |(format, file): &(&str, &str)| {
            let printed = place.rungs(&["diff", "before", "after", "--format", format]).expect(0);
            let wanted = Data::read_from(&case.join(file), Some(DataFormat::Text)).raw();
            let told = format!("{}/{file}", name(case));
            assert.try_eq(Some(&told), printed.into(), wanted).err().map(|error| error.to_string())
        };
        FORMATS.iter().filter_map(compare).collect::<Vec<String>>()
    };
    let halves = cases.chunks(cases.len().div_ceil(2));
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let run =
            |cases| scope.spawn(move || Iterator::flat_map(<[PathBuf]>::iter(cases), of_each).collect::<Vec<_>>());
        let running: Vec<_> = halves.map(run).collect();
        running.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_of_a_case_is_forgotten_or_unused() {
    let wanted: BTreeSet<&str> = ["before", "after"].into_iter().chain(FORMATS.iter().map(|(_, file)| *file)).collect();
    for case in cases() {
        let found: BTreeSet<String> = children(&case).iter().map(|path| name(path)).collect();
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, wanted, "{}", case.display());
    }
}

#[test]
fn every_comparison_keeps_to_the_schema() {
    let schema: Value = serde_json::from_str(&Workspace::new().rungs(&["schema", "diff"]).expect(0)).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema that can be used");
    for (case, diff) in diffs() {
        let wrong: Vec<String> = validator.iter_errors(&diff).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{case}: {}", wrong.join("\n"));
    }
}

/// The framework in a folder.
pub(crate) fn framework(folder: &Path) -> Framework {
    fn walk(folder: &Path, prefix: &str, out: &mut Vec<RawFile>) {
        for path in children(folder) {
            let relative = format!("{prefix}{}", name(&path));
            if path.is_dir() {
                walk(&path, &format!("{relative}/"), out);
            } else {
                out.push(RawFile { path: relative, bytes: std::fs::read(&path).expect("a file read") });
            }
        }
    }
    let mut files = Vec::new();
    walk(folder, "", &mut files);
    rungs::storage::load(files, "").framework
}

/// Cases in which an author declares what something was: there is no way to declare what it will be, so that the
/// other way around the same is found with less certainty, or not at all.
const DECLARED: &[&str] = &[
    "behavior-declared",
    "behavior-declared-by-one-that-stays",
    "behavior-declared-split",
    "behavior-declared-to-have-gone-into-one-that-stays",
    "behaviors-declared-merged",
    "draft-track-merged",
    "level-declared",
    "levels-merged-with-shared-text",
    "page-renamed-by-declaration",
    "page-split-by-declaration",
    "pages-merged-by-declaration",
    "responsibility-renamed-by-declaration",
    "section-declared",
    "tracks-merged",
    "tracks-merged-with-a-level-of-their-own",
];

#[test]
fn every_case_and_its_mirror_tell_the_same() {
    let mut wrong = Vec::new();
    for case in cases() {
        // Of what cannot be read it is not known what it held; what went unread is not said to be gone.
        if DECLARED.contains(&&*name(&case)) || name(&case).starts_with("unreadable") {
            continue;
        }
        let (before, after) = (framework(&case.join("before")), framework(&case.join("after")));
        if let Some(unlike) = crate::laws::mirror::unlike(&before, &after) {
            wrong.push(format!("{}\n{unlike}", name(&case)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_side_of_a_change_stands_where_it_says() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|case| !name(case).starts_with("unreadable")) {
        let (before, after) = (framework(&case.join("before")), framework(&case.join("after")));
        let set = compare(&before, &after, &Options::default());
        for change in &set.changes {
            let old = change.before.iter().map(|item| (item, &before));
            for (item, side) in old.chain(change.after.iter().map(|item| (item, &after))) {
                if !change.stands_in(item, side) {
                    wrong.push(format!("{}: {} {}: {}", name(case), change.kind.as_str(), item.at(), item.text()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_change_has_its_place_in_the_redline() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (before, after) = (framework(&case.join("before")), framework(&case.join("after")));
        let set = compare(&before, &after, &Options::default());
        let side = |spec: &str| rungs::render::SideName { spec: spec.to_owned(), commit: None };
        let mut page = Vec::new();
        rungs::render::html::redline(&set, (&side("before"), &side("after")), &mut page).expect("a page");
        let page = String::from_utf8(page).expect("UTF-8");
        for (index, change) in set.changes.iter().enumerate() {
            if !page.contains(&format!("id=\"change-{}\"", index + 1)) {
                wrong.push(format!("{}: {}", name(&case), set.sentence(change)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
