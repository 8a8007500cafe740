//! A comparison for GitHub: verdicts first, then what moves the bar, then the rest, folded.

use std::fmt::Write as _;

use crate::diff::{Bar, Change, ChangeSet, Kind, PageBar, Word, WordOp};

use super::escape::markdown as plain;
use super::{SideName, outline};

/// Returns a comparison as Markdown.
pub fn diff(set: &ChangeSet<'_>, (from, to): (&SideName, &SideName)) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "## {}\n", plain(&outline::headline(set)));
    let _ = writeln!(out, "{} \u{2192} {}\n", plain(&from.spec), plain(&to.spec));
    unreadable(set, &mut out);
    verdicts(set, &mut out);
    let parts = outline::Parts::of(set);
    section(set, "What asks more or less", &parts.bar, false, &mut out);
    section(set, "Structure", &parts.structure, parts.structure.len() > 12, &mut out);
    section(set, "Wording and examples", &parts.wording, true, &mut out);
    section(set, "Editorial", &parts.editorial, true, &mut out);
    for group in &set.groups {
        let places = outline::plural(group.changes.len(), "place");
        let _ = writeln!(
            out,
            "\u{201c}{}\u{201d} is called \u{201c}{}\u{201d} in {places}.\n",
            plain(&group.before),
            plain(&group.after)
        );
    }
    let _ = writeln!(out, "{}", plain(&outline::footer(set)));
    out
}

fn sign(bar: PageBar) -> &'static str {
    match bar {
        PageBar::Bar(Bar::AsksMore) => "\u{25b2}",
        PageBar::Bar(Bar::AsksLess) => "\u{25bc}",
        PageBar::Bar(Bar::Mixed) => "\u{25c6}",
        PageBar::Bar(Bar::Unclear) => "?",
        PageBar::Bar(Bar::Same) => "=",
        PageBar::New => "+",
        PageBar::Withdrawn => "\u{2212}",
    }
}

fn unreadable(set: &ChangeSet<'_>, out: &mut String) {
    for file in outline::unreadable(set) {
        let (what, why, therefore) = (plain(&file.what), plain(&file.why), plain(&file.therefore));
        let _ = writeln!(out, "> **{what}**, {why}\n>\n> {therefore}\n");
    }
}

fn verdicts(set: &ChangeSet<'_>, out: &mut String) {
    let moved: Vec<_> = set.pages.iter().filter(|page| page.bar != PageBar::Bar(Bar::Same)).collect();
    if moved.is_empty() {
        return;
    }
    out.push_str("| | Page | Verdict | Changes |\n|---|---|---|---|\n");
    for verdict in moved {
        let name = plain(&outline::page_name(set, &verdict.page));
        let part = if verdict.incomplete { ", read only in part" } else { "" };
        let word = outline::verdict_word(verdict.bar);
        let _ = writeln!(out, "| {} | {name} | {word}{part} | {} |", sign(verdict.bar), verdict.changes.len());
    }
    out.push('\n');
}

fn section(set: &ChangeSet<'_>, title: &str, changes: &[usize], folded: bool, out: &mut String) {
    if changes.is_empty() {
        return;
    }
    if folded {
        let _ = writeln!(out, "<details><summary>{title} ({})</summary>\n", changes.len());
    } else {
        let _ = writeln!(out, "### {title} ({})\n", changes.len());
    }
    let mut last = String::new();
    for index in changes {
        let change = &set.changes[*index];
        let place = outline::place(set, change);
        if place != last && !change.kind.is_structural() {
            let _ = writeln!(out, "\n**{}**\n", plain(&place));
            last = place;
        }
        one(set, change, out);
    }
    out.push_str(if folded { "\n</details>\n\n" } else { "\n" });
}

fn one(set: &ChangeSet<'_>, change: &Change<'_>, out: &mut String) {
    let sign = sign(PageBar::Bar(change.bar));
    if change.kind.is_structural() || matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        let _ = writeln!(out, "- {sign} {}", plain(&set.sentence(change)));
        return;
    }
    let _ = writeln!(out, "- {sign} {}  \n  {}", plain(&outline::what(set, change)), words(&change.words()));
    for line in outline::evidence(change) {
        let _ = writeln!(out, "  - <sub>{}</sub>", plain(&line));
    }
}

/// Words of a text: what went struck through, what came in bold.
pub(super) fn words(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        let text = word.text.as_str();
        let inner = text.trim();
        let (lead, tail) = match text.find(inner) {
            Some(at) if !inner.is_empty() => (&text[..at], &text[at + inner.len()..]),
            _ => (text, ""),
        };
        let mark = match word.op {
            WordOp::Equal => "",
            WordOp::Delete => "del",
            WordOp::Insert => "ins",
        };
        let space = |text: &str| if text.is_empty() { "" } else { " " };
        if mark.is_empty() || inner.is_empty() {
            let _ = write!(out, "{}{}{}", space(lead), inline(inner), space(tail));
        } else {
            // GitHub draws <ins> underlined; bold makes it seen everywhere.
            let (open, close) = if mark == "ins" { ("<ins><b>", "</b></ins>") } else { ("<del>", "</del>") };
            let _ = write!(out, "{}{open}{}{close}{}", space(lead), inline(inner), space(tail));
        }
    }
    out.trim().to_owned()
}

/// A text within a line: as [`plain`], but what begins a list or heading may not stand first here.
fn inline(text: &str) -> String {
    plain(text)
}
