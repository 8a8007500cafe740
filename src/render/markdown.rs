//! A comparison for GitHub: verdicts first, then what moves the bar, then the rest, folded.

use std::fmt::Write as _;

use crate::diff::{Bar, ChangeSet, Impact, Kind, PageBar, Word, WordOp};
use crate::model::PageAddress;

use super::escape::markdown as plain;
use super::outline::{self, Listed};
use super::{SideName, outline::plural};

/// From how many changes of structure on they are folded.
const STRUCTURE: usize = 12;

/// How many characters of a page's name are shown above its changes.
const NAME: usize = 200;

/// Returns a comparison as Markdown.
pub fn diff(set: &ChangeSet<'_>, (from, to): (&SideName, &SideName)) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "## {}\n", plain(&outline::headline(set)));
    let _ = writeln!(out, "{} \u{2192} {}\n", plain(&from.spec), plain(&to.spec));
    out.push_str(&unreadable(set));
    if let Some(nothing) = outline::nothing(set) {
        let _ = writeln!(out, "{nothing}");
        return out;
    }
    out.push_str(&verdicts(set, usize::MAX, usize::MAX));
    let parts = outline::Parts::of(set);
    let serious = |listed: &Listed| set.changes[listed.change].impact == Impact::Expectation;
    let (serious, other): (Vec<Listed>, Vec<Listed>) = parts.structure.iter().partition(|listed| serious(listed));
    section(set, "Structure: what is expected", &serious, false, &mut out);
    section(set, "What asks more or less", &parts.bar, false, &mut out);
    section(set, "Structure", &other, other.len() > STRUCTURE, &mut out);
    section(set, "Wording and examples", &parts.wording, true, &mut out);
    section(set, "Editorial", &parts.editorial, true, &mut out);
    out.push_str(&groups(set, usize::MAX));
    let _ = writeln!(out, "{}", plain(&outline::footer(set)));
    out
}

/// Returns the sentences for what many changes have in common, no more than so many.
pub(super) fn groups(set: &ChangeSet<'_>, limit: usize) -> String {
    let groups = outline::groups(set);
    let mut out: String = groups.iter().take(limit).map(|group| format!("{}\n\n", plain(group))).collect();
    if groups.len() > limit {
        let _ = writeln!(out, "\u{2026} and {} more such terms.\n", groups.len() - limit);
    }
    out
}

/// Returns an alert that names the files that cannot be read; empty where there is none.
pub(super) fn unreadable(set: &ChangeSet<'_>) -> String {
    let mut out = String::new();
    for file in outline::unreadable(set) {
        let (what, why, therefore) = (plain(&file.what), plain(&file.why), plain(&file.therefore));
        let _ = writeln!(out, "> [!CAUTION]\n> **{what}**, {why}\n>\n> {therefore}\n");
    }
    out
}

/// Returns the table of verdicts, those of pages whose bar moves first: no more than so many rows, and
/// names of about so many characters.
pub(super) fn verdicts(set: &ChangeSet<'_>, limit: usize, name: usize) -> String {
    let longest = name;
    let mut out = String::new();
    let is_same = |verdict: &&crate::diff::PageVerdict| verdict.bar == PageBar::Bar(Bar::Same);
    let (same, moved): (Vec<_>, Vec<_>) = set.pages.iter().partition(|verdict| is_same(verdict) && !verdict.incomplete);
    if !moved.is_empty() {
        out.push_str("| | Page | Verdict | Changes |\n|---|---|---|---|\n");
    }
    for verdict in moved.iter().take(limit) {
        let name = plain(&outline::shortened(&outline::verdict_name(set, verdict), longest));
        let (sign, word) = (outline::sign(verdict.bar), outline::verdict_word(set, verdict));
        let _ = writeln!(out, "| {sign} | {name} | {word} | {} |", outline::tally(set, verdict));
    }
    if !moved.is_empty() {
        out.push('\n');
    }
    if moved.len() > limit {
        let _ = writeln!(out, "\u{2026} and {}.\n", plural(moved.len() - limit, "more page"));
    }
    let pages = same.iter().filter(|verdict| !verdict.page.is_shared()).count();
    if pages > 0 {
        let _ = writeln!(out, "{} with changes of wording or names only.\n", plural(pages, "page"));
    }
    out
}

fn section(set: &ChangeSet<'_>, title: &str, changes: &[Listed], folded: bool, out: &mut String) {
    if changes.is_empty() {
        return;
    }
    if folded {
        let _ = writeln!(out, "<details><summary>{title} ({})</summary>\n", outline::count(changes));
    } else {
        let _ = writeln!(out, "### {title} ({})\n", outline::count(changes));
    }
    let mut last = None;
    for (at, listed) in changes.iter().enumerate() {
        if let Some(place) = heading(set, *listed, &mut last) {
            let _ = writeln!(out, "{}{place}\n", if at > 0 { "\n" } else { "" });
        }
        out.push_str(&change(set, *listed));
    }
    out.push_str(if folded { "\n</details>\n\n" } else { "\n" });
}

/// The name of the page a change is listed under, where the one before it is listed under another.
pub(super) fn heading<'s>(
    set: &'s ChangeSet<'_>,
    listed: Listed,
    last: &mut Option<Option<&'s PageAddress>>,
) -> Option<String> {
    if set.changes[listed.change].kind.is_structural() {
        return None;
    }
    let place = outline::place(set, listed);
    if *last == Some(place) {
        return None;
    }
    *last = Some(place);
    let name = place.map_or_else(|| "The framework".to_owned(), |place| outline::page_name(set, place));
    Some(format!("**{}**", plain(&outline::shortened(&name, NAME))))
}

/// Returns a change as an item of a list, with its words and evidence.
pub(super) fn change(set: &ChangeSet<'_>, listed: Listed) -> String {
    let mut out = change_without_evidence(set, listed);
    if listed.left.is_none() {
        for line in outline::evidence(set, &set.changes[listed.change]) {
            let _ = writeln!(out, "  - <sub>{}</sub>", plain(&line));
        }
    }
    out
}

/// Returns a change as an item of a list, with its words.
pub(super) fn change_without_evidence(set: &ChangeSet<'_>, listed: Listed) -> String {
    let mut out = String::new();
    let change = &set.changes[listed.change];
    let sign = outline::sign_listed(set, listed);
    if change.kind.is_structural() || matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        let _ = writeln!(out, "- {sign} {}", plain(&set.sentence(change)));
    } else {
        let _ = write!(out, "- {sign} {}", plain(&outline::what(set, listed)));
        for line in outline::shown(change, listed.left) {
            let _ = write!(out, "  \n  {}", words(&line));
        }
        out.push('\n');
    }
    out
}

/// Words of a text: what went struck through, what came in bold.
pub(super) fn words(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        let text = word.text.as_str();
        let inner = text.trim();
        let (open, close) = match word.op {
            _ if inner.is_empty() => ("", ""),
            WordOp::Equal => ("", ""),
            WordOp::Delete => ("<del>", "</del>"),
            // GitHub draws <ins> underlined; bold makes it seen everywhere.
            WordOp::Insert => ("<ins><b>", "</b></ins>"),
        };
        let space = |yes: bool| if yes { " " } else { "" };
        let lead = space(text.starts_with(char::is_whitespace));
        let tail = space(!inner.is_empty() && text.ends_with(char::is_whitespace));
        let _ = write!(out, "{lead}{open}{}{close}{tail}", plain(inner));
    }
    out.trim().to_owned()
}
