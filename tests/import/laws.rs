//! What holds for everything that comes in: nothing is lost, and rows come back as they went in.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use rungs::exchange::{
    BuildOptions, Built, Counts, PageFormat, PageOptions, ReadRows, Row, RowFormat, framework_from_pages,
    framework_from_rows, read_page, read_rows, rows_of, write_rows,
};
use rungs::model::{Framework, Id};
use rungs::source::Severity;
use rungs::storage;

use super::ladder::LadderPage;

const WORDS: &[&str] = &[
    "I",
    "lead",
    "my",
    "team\u{2019}s",
    "goals",
    "often",
    "and",
    "the",
    "harbor",
    "\"quoted\"",
    "R&D",
    "a<b",
    "(e.g. this)",
    "node.js",
    "back\\slash",
    "it's",
    "\u{fc}ber",
    "\u{2014}",
    "semi-annual/annual",
    "3",
    "100%",
    "work",
    "*well*",
    "#1",
];

fn sentence() -> impl Strategy<Value = String> {
    (prop::collection::vec(prop::sample::select(WORDS), 2..9), prop::bool::ANY).prop_map(|(words, dot)| {
        let mut text = format!("We {}", words.join(" "));
        if dot {
            text.push('.');
        }
        text
    })
}

fn name(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(names).prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = Row> {
    let track = prop_oneof![name(&["core", "Pilot", "C++ Engineer", "All", "Caf\u{e9}"])];
    let level = prop_oneof![name(&["all", "IC1", "IC2", "M1", "Senior", "\u{1f9e0}"])];
    let section = prop::option::of(name(&[
        "Summary",
        "Scope",
        "scope",
        "About",
        "General",
        "No section",
        "\u{1f3c6}",
        "CI / CD",
    ]));
    let responsibility = prop::option::of(name(&["Ownership", "Summary", "We lead", "CI / CD", "a"]));
    let id = prop::option::of(name(&["own-goals", "9f1c7a2e-0b1d-4c57-9a53-000000000001", "about", "x-2"]));
    let text = prop_oneof![9 => sentence(), 1 => Just(String::new())];
    (track, level, section, responsibility, id, text, prop::collection::vec(sentence(), 0..3)).prop_map(
        |(track, level, section, responsibility, id, text, examples)| Row {
            track: Some(track),
            level: Some(level),
            section,
            responsibility,
            id,
            text,
            examples,
        },
    )
}

/// Rows of a framework that has a level.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..30).prop_map(|mut rows| {
        rows[0].track = Some("Pilot".into());
        rows[0].level = Some("IC2".into());
        rows[0].text = "We are all at some level".into();
        rows
    })
}

/// A framework as it reads once its files are written and read again; everything must be in order.
fn written_and_read(framework: &Framework) -> Framework {
    let files = storage::write(framework);
    for file in &files {
        let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
        assert_eq!(storage::format(&file.path, &text).expect("a file that parses"), text, "{} is canonical", file.path);
    }
    let loaded = storage::load(files, "framework");
    let mut problems = loaded.problems.clone();
    problems.extend(storage::validate(&loaded));
    // A track or page without text is said, and not wrong.
    problems.retain(|problem| problem.severity == Severity::Error);
    assert!(problems.is_empty(), "{problems:?}");
    loaded.framework
}

/// Every text of a framework: what pages say, and what things are called.
fn texts(framework: &Framework) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut add = |text: &str| out.extend(text.split("\n\n").map(str::to_owned));
    add(&framework.name);
    framework.levels.values().for_each(|level| add(&level.name));
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        add(&section.name);
        section.about.iter().for_each(|about| add(&about.text));
        section.responsibilities.values().for_each(|found| add(&found.name));
    }
    framework.tracks.values().for_each(|track| add(&track.name));
    for sheet in framework.sheets() {
        sheet.title.iter().chain(&sheet.summary).for_each(|text| add(&text.text));
        for heading in &sheet.headings {
            heading.about.iter().chain(&heading.examples).for_each(|text| add(&text.text));
            for behavior in &heading.behaviors {
                add(&behavior.text);
                behavior.examples().iter().for_each(|text| add(&text.text));
            }
        }
    }
    out
}

/// Asserts that a text is in the framework or among what was not taken.
fn assert_accounted(wanted: &str, built: &Built, framework: &Framework) {
    let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    let left =
        || built.not_taken.iter().any(|found| found.text.split_whitespace().collect::<Vec<_>>().join(" ") == wanted);
    assert!(wanted.is_empty() || texts(framework).contains(&wanted) || left(), "lost: {wanted}");
}

/// Rows as one would compare them: those that a key was made for have no id, places follow in any
/// order.
fn sorted(rows: &[Row]) -> Vec<String> {
    let mut out: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).expect("a row")).collect();
    out.sort();
    out
}

fn from_rows(rows: &[Row], levels: &[String]) -> Built {
    let read = ReadRows { rows: rows.iter().cloned().enumerate().collect(), not_taken: Vec::new() };
    framework_from_rows(
        vec![("rows".to_owned(), read)],
        &BuildOptions { name: "Ladders".into(), levels: levels.to_vec(), existing: None },
    )
}

/// The rows that can come back: with words or examples that have a place, ids that are keys and given
/// once, and summaries that are only a text.
fn kept(mut rows: Vec<Row>) -> Vec<Row> {
    let mut ids = BTreeSet::new();
    for row in &mut rows {
        let summary = row.section.as_deref() == Some("Summary");
        if row.id.as_deref() == Some("about") || summary || row.text.is_empty() {
            row.id = None;
        }
        if summary {
            row.examples.clear();
        }
        if let Some(id) = row.id.clone()
            && !ids.insert(id)
        {
            row.id = None;
        }
    }
    rows.retain(|row| !row.text.is_empty() || !row.examples.is_empty() && row.section.is_some());
    rows
}

proptest! {
    #![proptest_config(crate::laws::config(96))]

    #[test]
    fn rows_come_back(rows in rows()) {
        let rows = kept(rows);
        let framework = written_and_read(&from_rows(&rows, &[]).framework);
        let back = rows_of(&framework);
        // Examples that stand at a heading are one row of it.
        let split = |rows: &[Row]| -> Vec<Row> {
            rows.iter().flat_map(|row| match row.text.is_empty() {
                true => row.examples.iter().map(|text| Row { examples: vec![text.clone()], ..row.clone() }).collect(),
                false => vec![row.clone()],
            }).collect()
        };
        prop_assert_eq!(sorted(&split(&rows)), sorted(&split(&back)));
        // A second time nothing moves any more, order and keys included.
        let levels: Vec<String> = framework.levels.values().map(|level| level.name.clone()).collect();
        let again = written_and_read(&from_rows(&back, &levels).framework);
        prop_assert_eq!(&back, &rows_of(&again));
        for format in [RowFormat::JsonLines, RowFormat::Csv] {
            let text = write_rows(&back, format).expect("rows written");
            let read: Vec<Row> = read_rows("rows", &text, format).expect("rows read").rows.into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(&back, &read);
        }
    }

    #[test]
    fn no_row_is_lost(rows in rows()) {
        let built = from_rows(&rows, &[]);
        let framework = written_and_read(&built.framework);
        for row in &rows {
            assert_accounted(&row.text, &built, &framework);
            row.examples.iter().for_each(|text| assert_accounted(text, &built, &framework));
        }
    }
}

const SECTIONS: &[&str] = &["Results", "Direction", "Talent", "Culture"];
const RESPONSIBILITIES: &[&str] = &["Ownership", "Decision Making", "Agility", "R&D", "Hiring"];

fn page() -> impl Strategy<Value = LadderPage> {
    let sentences = || prop::collection::vec(sentence(), 1..4);
    let dimension = (sentences(), sentences());
    let responsibilities = prop::collection::vec(sentences(), 1..4);
    let section = (prop::option::of(sentence()), responsibilities);
    (sentence(), dimension, prop::collection::vec(section, 1..4)).prop_map(|(summary, (scope, reach), sections)| {
        let full = |text: String| if text.ends_with('.') { text } else { format!("{text}.") };
        LadderPage {
            level: "IC1".into(),
            track: "Pilot".into(),
            summary: full(format!("In short: {summary}")),
            dimensions: vec![
                ("Scope".into(), "What somebody may decide without asking anyone".into(), scope),
                ("Collaborative Reach".into(), "How far the work of somebody can be felt".into(), reach),
            ],
            sections: sections
                .into_iter()
                .zip(SECTIONS)
                .map(|((about, found), name)| {
                    let found =
                        found.into_iter().zip(RESPONSIBILITIES).map(|(texts, name)| ((*name).to_owned(), texts));
                    let about = about.map(|text| full(format!("About this: {text}"))).unwrap_or_default();
                    ((*name).to_owned(), about, found.collect())
                })
                .collect(),
        }
    })
}

/// Pages of two tracks at two levels; some sentences are the same on all of them.
fn pages() -> impl Strategy<Value = Vec<LadderPage>> {
    (prop::collection::vec(page(), 4), sentence()).prop_map(|(mut pages, shared)| {
        for (index, page) in pages.iter_mut().enumerate() {
            page.level = format!("IC{}", 1 + index / 2);
            page.track = ["Pilot", "Keeper"][index % 2].to_owned();
            page.dimensions[0].2.push(format!("Everybody: {shared}"));
        }
        pages
    })
}

fn import(files: &[(String, String)], format: PageFormat, counts: Counts) -> Built {
    let options = PageOptions { counts, ..PageOptions::default() };
    let read = files.iter().map(|(name, text)| read_page(name, text, format, &options).expect("a page"));
    framework_from_pages(read.collect(), &options).built
}

/// The sentences of each page as people read it.
fn sentences(framework: &Framework) -> BTreeMap<String, Vec<(String, String, String)>> {
    let pages = framework.pages().map(|address| {
        let page = framework.effective_page(&address).expect("a page");
        let mut out = Vec::new();
        for section in &page.sections {
            let direct = section.behaviors.iter().map(|found| (String::new(), found));
            let within = section
                .responsibilities
                .iter()
                .flat_map(|inner| inner.behaviors.iter().map(|found| (inner.name.to_owned(), found)));
            out.extend(
                direct
                    .chain(within)
                    .map(|(name, found)| (section.name.to_owned(), name, found.behavior.text.to_string())),
            );
        }
        out.sort();
        (page.title, out)
    });
    pages.collect()
}

fn expected(pages: &[LadderPage]) -> BTreeMap<String, Vec<(String, String, String)>> {
    pages
        .iter()
        .map(|page| {
            let mut all = page.sentences();
            all.sort();
            (page.title(), all)
        })
        .collect()
}

proptest! {
    #![proptest_config(crate::laws::config(24))]

    #[test]
    fn pages_come_in_whole_whichever_markup(pages in pages()) {
        let divs = (LadderPage::as_divs as fn(&LadderPage) -> String, PageFormat::Html);
        let headings = (LadderPage::as_headings as fn(&LadderPage) -> String, PageFormat::Html);
        let markdown = (LadderPage::as_markdown as fn(&LadderPage) -> String, PageFormat::Markdown);
        for (markup, format) in [divs, headings, markdown] {
            let files: Vec<_> = pages.iter().map(|page| (format!("{}.page", page.title()), markup(page))).collect();
            let built = import(&files, format, Counts::default());
            let framework = written_and_read(&built.framework);
            prop_assert_eq!(expected(&pages), sentences(&framework));
            for text in pages.iter().flat_map(LadderPage::texts) {
                assert_accounted(&text, &built, &framework);
            }
            let shared = framework.core.get(&Id::new("ic1").expect("an id")).expect("a core");
            prop_assert!(shared.behaviors().any(|(_, behavior)| behavior.text.starts_with("Everybody: ")));
        }
    }

    #[test]
    fn a_page_as_text_comes_in_whole(page in page()) {
        let counts = page.dimensions.iter().map(|(name, _, texts)| (rungs::model::slug(name), texts.len())).collect();
        let built = import(&[("page.txt".to_owned(), page.as_text())], PageFormat::Text, counts);
        let framework = written_and_read(&built.framework);
        prop_assert_eq!(expected(std::slice::from_ref(&page)), sentences(&framework));
        for line in page.as_text().lines() {
            let line = line.trim().trim_start_matches('\u{2022}');
            if line.trim() != page.title() {
                assert_accounted(line, &built, &framework);
            }
        }
    }

    #[test]
    fn no_text_of_any_html_is_lost(parts in prop::collection::vec((0..9_usize, sentence()), 1..25)) {
        let body: String = parts.iter().map(|(kind, text)| {
            let text = super::ladder::html(text);
            match kind {
                0 => format!("<h2>{text}</h2>"),
                1 => format!("<p>{text}</p>"),
                2 => format!("<ul><li>{text}</li></ul>"),
                3 => format!("<div><b>{text}</b></div>"),
                4 => format!("<table><tr><td>{text}</td></tr></table>"),
                5 => format!("<table><tr><th>{text}</th><th>x1</th></tr><tr><td>y1</td><td>z1</td></tr></table>"),
                6 => format!("<ol><li>one<ul><li>{text}</li></ul></li></ol>"),
                7 => format!("<nav><a href=\"a\">{text}</a></nav>"),
                _ => format!("<dl><dt>{text}</dt><dd>d1</dd></dl>"),
            }
        }).collect();
        let built = import(&[("p.html".to_owned(), format!("<h1>IC1 Pilot</h1><p>I fly.</p>{body}"))], PageFormat::Html, Counts::default());
        let framework = written_and_read(&built.framework);
        let all = texts(&framework);
        for (_, text) in &parts {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // Names deeper than a responsibility are joined; marks around a heading are dropped.
            let bare = text.trim_end_matches([':', '\u{2014}', '#', '*', ' ']);
            let left = built.not_taken.iter().any(|found| found.text.contains(bare));
            prop_assert!(left || all.iter().any(|known| known.contains(bare)), "lost: {text}\n{body}");
        }
    }
}
