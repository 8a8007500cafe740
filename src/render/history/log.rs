//! What happened to something, event by event.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::diff::Bar;
use crate::history::Event;
use crate::render::escape::{self, clean};
use crate::render::text::{Printer, TextOptions};

use super::{Told, phrases};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Returns a history for a terminal.
pub fn text(told: &Told<'_>, options: TextOptions) -> String {
    let mut page = Printer { out: String::new(), options };
    page.line(0, &clean(told.address), BOLD);
    if !told.name.is_empty() {
        page.line(0, &clean(told.name), DIM);
    }
    if told.history.events.is_empty() {
        page.blank();
        page.line(0, phrases::nothing(told.history), Style::new());
    }
    for (index, event) in told.history.events.iter().enumerate() {
        let same_commit = index > 0 && told.history.events[index - 1].revision == event.revision;
        one(told, event, same_commit, &mut page);
    }
    if let Some(at) = told.went_on {
        page.blank();
        page.line(0, &clean(&format!("It went on at {at}; `rungs log {at}` tells what happened since.")), Style::new());
    }
    let unknown = phrases::unknown(told.history, told.commits);
    if !unknown.is_empty() {
        page.blank();
    }
    for line in unknown {
        page.line(0, &clean(&format!("! {line}")), Style::new());
    }
    page.out
}

fn color_of(bar: Bar) -> Style {
    match bar {
        Bar::AsksMore => AnsiColor::Yellow.on_default().bold(),
        Bar::AsksLess => AnsiColor::Cyan.on_default().bold(),
        Bar::Mixed | Bar::Unclear => AnsiColor::Magenta.on_default().bold(),
        Bar::Same => BOLD,
    }
}

fn one(told: &Told<'_>, event: &Event<String>, same_commit: bool, page: &mut Printer) {
    let commit = told.commits.get(&event.revision);
    if !same_commit {
        page.blank();
        let source = commit.map(|commit| {
            format!("{} \u{b7} {} \u{b7} {}", commit.date, phrases::source(commit), phrases::release(commit))
        });
        page.line(0, &clean(&source.unwrap_or_default()), DIM);
    }
    let what = format!("{} {}", phrases::sign(event), phrases::what(event, told.about));
    page.line(2, &clean(&what), color_of(event.bar));
    if let Some(whole) = phrases::whole(event) {
        page.line(4, &clean(whole).replace('\n', " "), Style::new());
    } else if phrases::shows_words(event) {
        page.words(4, &event.words);
    } else {
        page.line(4, &clean(&event.sentence), Style::new());
    }
    for line in phrases::evidence(event).into_iter().chain(phrases::remarks(event, told.commits)) {
        page.line(4, &clean(&format!("\u{2514} {line}")), DIM);
    }
    let last = commit.filter(|_| is_last_of_commit(told, event));
    for reason in last.map(phrases::reasons).unwrap_or_default() {
        page.line(4, &clean(&reason), Style::new());
    }
}

/// Whether an event is the last that is told of its commit, where its reason stands.
fn is_last_of_commit(told: &Told<'_>, event: &Event<String>) -> bool {
    let last = told.history.events.iter().rfind(|other| other.revision == event.revision);
    last.is_some_and(|last| std::ptr::eq(last, event))
}

/// Returns a history as Markdown.
pub fn markdown(told: &Told<'_>) -> String {
    let plain = escape::markdown;
    let mut out = format!("# {}\n", plain(told.address));
    if !told.name.is_empty() {
        let _ = write!(out, "\n{}\n", plain(told.name));
    }
    if told.history.events.is_empty() {
        let _ = write!(out, "\n{}\n", phrases::nothing(told.history));
    }
    let mut last = "";
    for event in &told.history.events {
        let commit = told.commits.get(&event.revision);
        if let Some(commit) = commit.filter(|commit| commit.commit != last) {
            let _ = write!(
                out,
                "\n## {} \u{b7} {}\n\n{}\n\n",
                plain(&commit.date),
                plain(&phrases::release(commit)),
                escape::markdown_with_commit(&phrases::source(commit), phrases::short(&commit.commit))
            );
            last = &commit.commit;
        }
        let _ = writeln!(out, "- {} {}  ", phrases::sign(event), plain(&phrases::what(event, told.about)));
        let words = if let Some(whole) = phrases::whole(event) {
            plain(whole)
        } else if phrases::shows_words(event) {
            crate::render::markdown::words(&event.words)
        } else {
            plain(&event.sentence)
        };
        let _ = writeln!(out, "  {words}");
        for line in phrases::evidence(event).into_iter().chain(phrases::remarks(event, told.commits)) {
            let _ = writeln!(out, "  - <sub>{}</sub>", plain(&line));
        }
        for reason in commit.filter(|_| is_last_of_commit(told, event)).map(phrases::reasons).unwrap_or_default() {
            let _ = write!(out, "\n{}\n", plain(&reason));
        }
    }
    if let Some(at) = told.went_on {
        let _ = write!(out, "\nIt went on at {}.\n", plain(at));
    }
    for line in phrases::unknown(told.history, told.commits) {
        let _ = write!(out, "\n> {}\n", plain(&line));
    }
    out
}
