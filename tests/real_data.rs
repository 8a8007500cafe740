//! Imports of real frameworks. The data is third-party and not part of this repository: the tests run
//! where its folder is, `../shared` or what `RUNGS_SHARED` names, and say so where it is not.
#![allow(clippy::print_stdout, reason = "a test without a harness says itself what it did")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use rungs::exchange::{
    BuildOptions, Built, PageFormat, PageOptions, Row, RowFormat, framework_from_pages, framework_from_rows, read_page,
    read_rows, rows_of, rows_of_pages,
};
use rungs::model::{Framework, slug};
use rungs::source::Severity;
use rungs::storage;

fn main() -> ExitCode {
    let shared = std::env::var_os("RUNGS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let data = shared.join("data");
    if !data.join("dropbox-html").is_dir() {
        println!("real data: not run, there is no {} (set RUNGS_SHARED to where it is)", data.display());
        return ExitCode::SUCCESS;
    }
    type Test = (&'static str, fn(&Path));
    let tests: [Test; 4] = [
        ("every text of the HTML pages is accounted for", html_is_accounted_for),
        ("the HTML pages hold what readers extracted from them", html_holds_the_rows),
        ("the page as text is complete, and asks before it guesses", text_is_complete),
        ("all rows come back", rows_come_back),
    ];
    for (name, test) in tests {
        test(&data);
        println!("real data: {name} ... ok");
    }
    ExitCode::SUCCESS
}

/// The framework of a folder of HTML pages, written and read again without a problem.
fn html(folder: &Path) -> (Framework, Built) {
    let options = PageOptions::default();
    let pages = files(folder, "html").into_iter().map(|(name, text)| {
        read_page(&name, &text, PageFormat::Html, &options).unwrap_or_else(|error| panic!("{name}: {error}"))
    });
    let built = framework_from_pages(pages.collect(), &options).built;
    (written_and_read(&built.framework), built)
}

fn files(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            out.push((path.to_string_lossy().into_owned(), std::fs::read_to_string(&path).expect("a text")));
        }
    }
    out.sort();
    out
}

fn written_and_read(framework: &Framework) -> Framework {
    let files = storage::write(framework);
    for file in &files {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert_eq!(storage::format(&file.path, &text).as_ref(), Ok(&text), "{} is canonical", file.path);
    }
    let loaded = storage::load(files, "framework");
    // A source may have empty pages and the like, which is said and not wrong.
    let found = loaded.problems.iter().cloned().chain(storage::validate(&loaded));
    let problems: Vec<_> = found.filter(|problem| problem.severity == Severity::Error).collect();
    assert!(problems.is_empty(), "{problems:?}");
    loaded.framework
}

/// A text for comparing: letters and digits alone, for exports cut words into pieces.
fn bare(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn html_is_accounted_for(data: &Path) {
    for year in ["2021", "2023"] {
        let folder = data.join("dropbox-html").join(year);
        let (framework, built) = html(&folder);
        let mut known = String::new();
        let mut add = |text: &str| {
            known.push_str(&bare(text));
            known.push('\n');
        };
        for row in rows_of(&framework) {
            add(&row.text);
            [row.track, row.level, row.section, row.responsibility].iter().flatten().for_each(|name| add(name));
        }
        framework.sheets().filter_map(|sheet| sheet.title.as_ref()).for_each(|title| add(&title.text));
        framework.pages().for_each(|page| add(&framework.page_name(&page)));
        built.not_taken.iter().for_each(|found| add(&found.text));
        add(&framework.name);
        let known = known.to_lowercase();
        let leaf = scraper::Selector::parse("p, li, td, th, h1, h2, h3, div, a").expect("a selector");
        let mut checked = 0;
        for (name, text) in files(&folder, "html") {
            let document = scraper::Html::parse_document(&text);
            let texts = document.select(&leaf).filter(|element| {
                let blocks = scraper::Selector::parse("p, li, td, div, table, ul, em, a").expect("a selector");
                element.select(&blocks).next().is_none()
            });
            for element in texts {
                let whole = element.text().collect::<String>();
                let found = |text: &str| known.contains(&bare(text).to_lowercase());
                // Lines that begin with a bullet are sentences of their own.
                assert!(found(&whole) || whole.lines().all(found), "{name} lost: {whole}");
                checked += usize::from(!bare(&whole).is_empty());
            }
        }
        assert!(checked > 5000, "only {checked} texts were looked at");
        assert!(built.notes.len() < 100 && framework.pages().count() >= 40);
    }
}

/// The rows of a page as readers have extracted them: track without seniority, level, and each
/// statement with its place; what introduces has none.
fn statements(rows: &[Row]) -> BTreeSet<(String, String, String)> {
    let place = |row: &Row| {
        let section = row.section.as_deref().map(slug).unwrap_or_default();
        let responsibility = row.responsibility.as_deref().map(slug).unwrap_or_default();
        if section == "summary" { (section, String::new()) } else { (section, responsibility) }
    };
    let text = |row: &Row| row.text.split_whitespace().collect::<Vec<_>>().join(" ");
    rows.iter().map(|row| (place(row).0, place(row).1, text(row))).collect()
}

fn rows_of_file(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let read = read_rows(&path.to_string_lossy(), &text, RowFormat::JsonLines).expect("rows");
    read.rows.into_iter().map(|(_, row)| row).collect()
}

/// Paragraphs under a bold line that readers took as introductions of the page, where they are a
/// heading and what it says: three pages of 2021.
const OTHERWISE_READ: usize = 6;

fn html_holds_the_rows(data: &Path) {
    let mut missing = Vec::new();
    let mut compared = 0;
    for (year, side) in [("2021", "before.jsonl"), ("2023", "after.jsonl")] {
        let (framework, _) = html(&data.join("dropbox-html").join(year));
        let pages: BTreeMap<(String, String), _> = framework
            .pages()
            .map(|page| ((framework.level_name(&page.level).to_owned(), framework.page_name(&page)), page))
            .collect();
        for case in std::fs::read_dir(data.join("dropbox")).expect("a folder") {
            let case = case.expect("an entry").path();
            if !case.is_dir() {
                continue;
            }
            let rows = rows_of_file(&case.join(side));
            let name = |field: &Option<String>| field.clone().unwrap_or_default();
            let key = (name(&rows[0].level), format!("{} {}", name(&rows[0].level), name(&rows[0].track)));
            let page = pages.get(&key).unwrap_or_else(|| panic!("there is no page {}", key.1));
            let found = statements(&rows_of_pages(&framework, std::slice::from_ref(page)));
            compared += rows.len();
            missing.extend(statements(&rows).into_iter().filter(|row| !found.contains(row)));
        }
    }
    assert!(compared > 3500, "only {compared} rows were compared");
    assert!(missing.len() <= OTHERWISE_READ, "{missing:#?}");
}

fn text_is_complete(data: &Path) {
    let file = data.join("seed/ic4-security-engineer.txt");
    let text = std::fs::read_to_string(&file).expect("the page");
    let options = PageOptions::default();
    let asked = read_page("seed", &text, PageFormat::Text, &options).expect_err("bullets run together");
    assert!(asked.message.contains("18 bullets of Scope, Collaborative Reach and Impact Levers"), "{asked}");
    let counts = [("scope", 7), ("collaborative-reach", 3), ("impact-levers", 8)];
    let counts = counts.map(|(name, count)| (name.to_owned(), count)).into_iter().collect();
    let options = PageOptions { counts, ..options };
    let page = read_page("seed", &text, PageFormat::Text, &options).expect("a page");
    let built = framework_from_pages(vec![page], &options).built;
    let framework = written_and_read(&built.framework);
    let pages: Vec<_> = framework.pages().collect();
    let found = rows_of_pages(&framework, &pages);
    let mut expected = rows_of_file(&data.join("dropbox/ic4_security_engineer/before.jsonl"));
    expected.iter_mut().for_each(|row| row.text = row.text.replace("Dropbox", "EscrowTab"));
    let found = statements(&found);
    let missing: Vec<_> = statements(&expected).into_iter().filter(|row| !found.contains(row)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

fn rows_come_back(data: &Path) {
    let mut count = 0;
    for (name, text) in files(data, "jsonl") {
        let read = read_rows(&name, &text, RowFormat::JsonLines).expect("rows");
        let rows: Vec<Row> = read.rows.iter().map(|(_, row)| row.clone()).collect();
        let built = framework_from_rows(
            vec![(name.clone(), read)],
            &BuildOptions { name: "Rows".into(), ..Default::default() },
        );
        let back = rows_of(&written_and_read(&built.framework));
        assert_eq!(spelled(&rows), spelled(&back), "{name}");
        count += 1;
    }
    assert!(count > 100, "only {count} files of rows were read");
    // The same through the program, once.
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("framework").to_string_lossy().into_owned();
    let rows = data.join("dropbox/ic4_security_engineer/after.jsonl").to_string_lossy().into_owned();
    let status = Command::new(env!("CARGO_BIN_EXE_rungs"))
        .args(["import", &rows, "--from", "rows", "--framework", &target, "--quiet"])
        .status()
        .expect("rungs runs");
    assert!(status.success());
}

/// Rows as one compares them: white space folded, in any order.
fn spelled(rows: &[Row]) -> Vec<String> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: Vec<String> = rows
        .iter()
        .map(|row| {
            let names = [&row.track, &row.level, &row.section, &row.responsibility, &row.id];
            let names: Vec<String> = names.iter().map(|name| fold(name.as_deref().unwrap_or("\u{2205}"))).collect();
            let examples: Vec<String> =
                row.examples.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect();
            format!("{} | {} | {examples:?}", names.join(" | "), fold(&row.text))
        })
        .collect();
    out.sort();
    out
}
