//! Whatever comes in, nothing panics: bytes and broken TOML as files, any JSON as changes, any texts
//! as sentences.

use proptest::prelude::*;
use rungs::diff::{Options, Scales, apply, compare, judge, limiting_phrase, words};
use rungs::source::RawFile;
use rungs::{render, storage};
use serde_json::Value;

use super::edit::{edited, edits};
use super::generate::plan;
use super::{config, json, set};

const PATHS: &[&str] = &["framework.toml", "core/all.toml", "tracks/a/track.toml", "tracks/a/ic1.toml", "core/x.toml"];

/// Pieces of TOML that mean something to a framework, and some that break it.
const PIECES: &[&str] = &[
    "[scope]\n",
    "[scope.own]\n",
    "[[scope]]\n",
    "[ladders.ic]\n",
    "[levels.ic1]\n",
    "[sections.scope]\n",
    "[facts]\n",
    "levels = [\"ic1\", [\"ic2\", \"ic3\"]]\n",
    "name = \"N\"\n",
    "a = \"A\"\n",
    "a.text = \"A\"\n",
    "a.was = [\"x/y\"]\n",
    "a.examples = [\"e\"]\n",
    "a.overrides = true\n",
    "without = [\"scope/a\"]\n",
    "was = \"a\"\n",
    "about = 3\n",
    "cumulative = true\n",
    "higher = \"asks-more\"\n",
    "points = 1e400\n",
    "points = nan\n",
    "x = \"\"\"\n",
    "\"",
    "'",
    "\u{feff}",
    "\r\n",
    "\t",
    "= \n",
    "#\u{1}\n",
    "\u{201c}quoted\u{201d} = \u{201c}x\u{201d}\n",
    "a.b.c.d = \"deep\"\n",
    "status = \"draft\"\n",
    "ladder = \"ic\"\n",
    "summary = [\"one\", \"two\"]\n",
    "title = \"T\"\n",
    "d = 2026-01-01\n",
    "\u{0}",
    "é",
    "[",
    "]",
    "{",
];

/// Reads files, and does with them everything that is done with a framework.
fn use_all(files: Vec<RawFile>) {
    for file in &files {
        if let Ok(text) = std::str::from_utf8(&file.bytes) {
            let _ = storage::format(&file.path, text);
            let _ = storage::rewrite(text, file.clone());
        }
    }
    let loaded = storage::load(files, "folder");
    let _ = storage::validate(&loaded);
    let framework = &loaded.framework;
    let again = storage::load(storage::write(framework), "").framework;
    let set = compare(framework, &again, &Options::default());
    let _ = json(&set);
    framework.pages().for_each(|page| drop(framework.effective_page(&page)));
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn any_bytes_are_read(files in prop::collection::vec((0..PATHS.len(), prop::collection::vec(any::<u8>(), 0..120)), 0..4)) {
        use_all(files.into_iter().map(|(path, bytes)| RawFile { path: PATHS[path].to_owned(), bytes }).collect());
    }

    #[test]
    fn any_pieces_of_toml_are_read(files in prop::collection::vec(
        (0..PATHS.len(), prop::collection::vec(prop::sample::select(PIECES), 0..12)), 0..5,
    )) {
        let file = |(path, pieces): (usize, Vec<&str>)| RawFile { path: PATHS[path].to_owned(), bytes: pieces.concat().into_bytes() };
        use_all(files.into_iter().map(file).collect());
    }

    #[test]
    fn broken_files_are_compared(plan in plan(), cuts in prop::collection::vec((any::<u16>(), any::<u16>(), 0..PIECES.len()), 1..4)) {
        let before = plan.framework();
        let mut files = storage::write(&before);
        for (file, place, piece) in cuts {
            let count = files.len();
            let file = &mut files[usize::from(file) % count];
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            let place = text.char_indices().map(|(index, _)| index).nth(usize::from(place) % text.len().max(1)).unwrap_or(0);
            file.bytes = format!("{}{}{}", &text[..place], PIECES[piece], &text[place..]).into_bytes();
        }
        let after = storage::load(files, "").framework;
        for set in [set(&before, &after), set(&after, &before)] {
            let told = json(&set);
            let _ = render::markdown::diff(&set, (&Default::default(), &Default::default()));
            if set.is_whole() {
                prop_assert!(apply(set.before, &set.patch()).is_ok());
            }
            drop(told);
        }
    }

    #[test]
    fn any_json_is_applied_or_refused(
        plan in plan(), edits in edits(true), places in prop::collection::vec((any::<u16>(), text()), 1..6),
    ) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let mut told = serde_json::to_value(json(&set(&before, &after))).expect("JSON");
        let mut leaves = 0;
        visit(&mut told, &mut |_| leaves += 1);
        for (place, text) in places {
            let wanted = usize::from(place) % leaves.max(1);
            let mut index = 0;
            visit(&mut told, &mut |leaf| {
                if index == wanted {
                    *leaf = text.clone();
                }
                index += 1;
            });
        }
        if let Ok(diff) = serde_json::from_value::<render::json::Diff>(told)
            && let Ok(patch) = render::patch::of(&diff)
        {
            let _ = apply(&before, &patch);
            let _ = apply(&after, &patch);
        }
    }

    #[test]
    fn any_sentences_are_judged(before in any_text(), after in any_text()) {
        let _ = judge(&before, &after, Scales::shipped());
        let _ = limiting_phrase(&before, Scales::shipped());
        let _ = words(&before, &after);
    }
}

/// Calls with every text of a value.
fn visit(value: &mut Value, with: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => with(text),
        Value::Array(list) => list.iter_mut().for_each(|value| visit(value, with)),
        Value::Object(map) => map.values_mut().for_each(|value| visit(value, with)),
        _ => {}
    }
}

/// Addresses, kinds and other words that a comparison might hold.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9/-]{0,24}",
        "\\PC{0,8}",
        prop::sample::select(vec![
            "core/all/scope/k0",
            "data/ic1/scope/k1",
            "data/ic1/summary",
            "framework/facts/points",
            "data/facts/x",
            "",
            "/",
            "pages/data/ic1/headings",
            "tracks",
            "ladders/ic/levels",
            "levels",
            "moved",
            "reordered",
            "page-renamed",
            "section-renamed",
            "omitted",
            "restored",
            "data/ic1/scope",
            "scope/own",
            "//",
            "a//b/c/d",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Texts of words that mean something to the scales, and of anything at all.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "must", "may", "not", "can't", "(e.g.", "such as", "1,000", "2.5", "IC4", "and", "or", ",", ";", "with guidance", "[a](b)",
            "*most*", "`all`", "teams", "I", "—", "…", "ﬁ", "\u{200d}", "\u{202e}", "https://x.y/z?q", "\u{1f600}", "quarterly", "3rd",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => ".{0,3}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}
