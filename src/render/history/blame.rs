//! The sentences of a page, each with the change that it owes its meaning to.

use std::fmt::Write as _;

use anstyle::Style;
use indexmap::IndexMap;

use crate::history::{Blamed, History, Provenance};
use crate::render::escape::{self, clean};
use crate::render::text::{Printer, TextOptions};

use super::{About, phrases};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Returns the sentences of a page for a terminal.
pub fn text(
    title: &str,
    sentences: &[Blamed<String>],
    (history, commits): (&History<String>, &IndexMap<String, Provenance>),
    options: TextOptions,
) -> String {
    let mut page = Printer { out: String::new(), options };
    page.line(0, &clean(title), BOLD);
    let mut heading = "";
    for blamed in sentences {
        if blamed.sentence.heading != heading {
            heading = &blamed.sentence.heading;
            page.blank();
            page.line(0, &clean(heading), BOLD);
        }
        page.blank();
        page.line(2, &clean(&blamed.sentence.text).replace('\n', " "), Style::new());
        page.line(4, &clean(&format!("\u{2514} {}", owed_to(blamed, commits))), DIM);
    }
    let unknown = phrases::unknown(history, commits);
    if !unknown.is_empty() {
        page.blank();
    }
    for line in unknown {
        page.line(0, &clean(&format!("! {line}")), Style::new());
    }
    page.out
}

/// Returns to which change a sentence owes its meaning.
fn owed_to(blamed: &Blamed<String>, commits: &IndexMap<String, Provenance>) -> String {
    let Some(event) = &blamed.event else { return "older than what this clone knows".to_owned() };
    let what = format!("{} {}", phrases::sign(event), phrases::what(event, About::Sentence));
    match commits.get(&event.revision) {
        Some(commit) => {
            let request = commit.pull_request.map(|number| format!(" (#{number})")).unwrap_or_default();
            let (short, release) = (phrases::short(&commit.commit), phrases::release(commit));
            format!("{what} \u{b7} {} by {} \u{b7} {release} \u{b7} {short}{request}", commit.date, commit.author)
        }
        None => what,
    }
}

/// Returns the sentences of a page as Markdown.
pub fn markdown(
    title: &str,
    sentences: &[Blamed<String>],
    (history, commits): (&History<String>, &IndexMap<String, Provenance>),
) -> String {
    let plain = escape::markdown;
    let mut out = format!("# {}\n", plain(title));
    let mut heading = "";
    for blamed in sentences {
        if blamed.sentence.heading != heading {
            heading = &blamed.sentence.heading;
            let _ = write!(out, "\n## {}\n\n", plain(heading));
        }
        let owed = format!("\u{2514} {}", owed_to(blamed, commits));
        let commit = blamed.event.as_ref().and_then(|event| commits.get(&event.revision));
        let hash = commit.map_or("", |commit| phrases::short(&commit.commit));
        let owed = escape::markdown_with_commit(&owed, hash);
        let _ = writeln!(out, "- {}  \n  <sub>{owed}</sub>", plain(&blamed.sentence.text));
    }
    for line in phrases::unknown(history, commits) {
        let _ = write!(out, "\n> {}\n", plain(&line));
    }
    out
}
