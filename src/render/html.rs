//! A redline: a comparison as one self-contained page for a browser or a printer. Reads without a
//! script, without color and aloud.

use std::fmt::Write as _;

use crate::diff::{Bar, Change, ChangeSet, Kind, PageBar, WordOp};
use crate::model::{Id, PageAddress};

use super::escape::html as plain;
use super::{SideName, outline};

const STYLE: &str = include_str!("templates/redline.css");

/// Returns a comparison as one page of HTML.
pub fn redline(set: &ChangeSet<'_>, (from, to): (&SideName, &SideName)) -> String {
    let name = if set.after.name.is_empty() { &set.before.name } else { &set.after.name };
    let mut out = String::with_capacity(64 * 1024);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{} \u{2192} {}: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<header>\n<p class=\"where\">{} \u{b7} {} \u{2192} {}</p>\n\
         <h1>{}</h1>\n<p class=\"soft\">{}</p>\n</header>\n<main>\n",
        plain(&from.spec),
        plain(&to.spec),
        plain(name),
        plain(name),
        plain(&from.spec),
        plain(&to.spec),
        plain(&outline::headline(set)),
        plain(&outline::footer(set)),
    );
    unreadable(set, &mut out);
    map(set, &mut out);
    out.push_str("<div id=\"changes\">\n");
    let parts = outline::Parts::of(set);
    section(set, "What asks more or less", &parts.bar, false, &mut out);
    section(set, "Structure", &parts.structure, false, &mut out);
    section(set, "Wording and examples", &parts.wording, true, &mut out);
    section(set, "Editorial", &parts.editorial, true, &mut out);
    groups(set, &mut out);
    out.push_str("</div>\n</main>\n<footer><p>The evidence is the tool's; the decision is yours. Marked words: ");
    out.push_str("<del>gone</del>, <ins>new</ins>.</p></footer>\n</body>\n</html>\n");
    out
}

fn unreadable(set: &ChangeSet<'_>, out: &mut String) {
    for file in outline::unreadable(set) {
        let (what, why, therefore) = (plain(&file.what), plain(&file.why), plain(&file.therefore));
        let _ = writeln!(out, "<p class=\"alert\"><strong>{what}</strong>, {why}<br>{therefore}</p>");
    }
}

fn class(bar: PageBar) -> &'static str {
    bar.as_str()
}

fn sign(bar: PageBar) -> &'static str {
    match bar {
        PageBar::Bar(Bar::AsksMore) => "\u{25b2} more",
        PageBar::Bar(Bar::AsksLess) => "\u{25bc} less",
        PageBar::Bar(Bar::Mixed) => "\u{25c6} mixed",
        PageBar::Bar(Bar::Unclear) => "? unclear",
        PageBar::Bar(Bar::Same) => "= same",
        PageBar::New => "+ new",
        PageBar::Withdrawn => "\u{2212} gone",
    }
}

/// The map of levels by tracks: what moved where.
fn map(set: &ChangeSet<'_>, out: &mut String) {
    let listed: Vec<_> = set.pages.iter().filter(|verdict| !verdict.page.is_shared()).collect();
    if listed.is_empty() {
        return;
    }
    let mut tracks: Vec<&Id> = Vec::new();
    let mut levels: Vec<&Id> = Vec::new();
    for verdict in &listed {
        if !tracks.contains(&&verdict.page.track) {
            tracks.push(&verdict.page.track);
        }
        if !levels.contains(&&verdict.page.level) {
            levels.push(&verdict.page.level);
        }
    }
    let rank = |level: &Id| {
        let place = |framework: &crate::model::Framework| framework.levels.get_index_of(level);
        place(set.after).or_else(|| place(set.before)).unwrap_or(usize::MAX)
    };
    levels.sort_by_key(|level| rank(level));
    out.push_str("<h2>Who is affected</h2>\n<div class=\"map\" tabindex=\"0\" role=\"region\" aria-label=\"Verdicts by track and level\">\n<table>\n<thead><tr><td></td>");
    let framework = |known: bool| if known { set.after } else { set.before };
    for level in &levels {
        let name = framework(set.after.levels.contains_key(*level)).level_name(level);
        let _ = write!(out, "<th scope=\"col\">{}</th>", plain(name));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for track in &tracks {
        let name = framework(set.after.tracks.contains_key(*track)).track_name(track);
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", plain(name));
        for level in &levels {
            let found = listed.iter().find(|verdict| verdict.page.track == **track && verdict.page.level == **level);
            match found {
                Some(verdict) => {
                    let (class, sign) = (class(verdict.bar), sign(verdict.bar));
                    let label = plain(&format!(
                        "{}: {}",
                        outline::page_name(set, &verdict.page),
                        outline::verdict_word(verdict.bar)
                    ));
                    let first = verdict.changes.first().map(|index| format!("change-{index}")).unwrap_or_default();
                    if first.is_empty() {
                        let _ = write!(out, "<td class=\"{class}\">{sign}</td>");
                    } else {
                        let _ = write!(
                            out,
                            "<td class=\"{class}\"><a href=\"#{first}\" aria-label=\"{label}\">{sign}</a></td>"
                        );
                    }
                }
                None => out.push_str("<td><span class=\"hidden\">no change</span></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn section(set: &ChangeSet<'_>, title: &str, changes: &[usize], folded: bool, out: &mut String) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{title} <span class=\"soft\">({})</span></h2>", changes.len());
    if folded {
        let _ = writeln!(out, "<details>\n<summary>Show {}</summary>", outline::plural(changes.len(), "change"));
    }
    let mut last = String::new();
    for index in changes {
        let change = &set.changes[*index];
        let place = outline::place(set, change);
        if place != last && !change.kind.is_structural() {
            let _ = writeln!(out, "<h3>{}</h3>", plain(&place));
            last = place;
        }
        one(set, *index, change, out);
    }
    if folded {
        out.push_str("</details>\n");
    }
}

fn one(set: &ChangeSet<'_>, index: usize, change: &Change<'_>, out: &mut String) {
    let bar = PageBar::Bar(change.bar);
    let _ = write!(out, "<article id=\"change-{index}\">");
    if change.kind.is_structural() || matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        let _ = write!(out, "<p>{}</p>", plain(&set.sentence(change)));
    } else {
        let what = plain(&outline::what(set, change));
        let _ = write!(out, "<p class=\"where\"><span class=\"tag {}\">{}</span> {what}</p>", class(bar), sign(bar));
        let _ = write!(out, "<p>{}</p>", words(change));
    }
    let evidence = outline::evidence(change);
    if !evidence.is_empty() {
        out.push_str("<ul class=\"why\">");
        for line in evidence {
            let _ = write!(out, "<li>{}</li>", plain(&line));
        }
        out.push_str("</ul>");
    }
    others(set, change, out);
    out.push_str("</article>\n");
}

/// The pages that a change also reaches, and the other end of a move.
fn others(set: &ChangeSet<'_>, change: &Change<'_>, out: &mut String) {
    let own: Vec<&PageAddress> =
        change.before.iter().chain(&change.after).filter_map(crate::diff::Item::page).collect();
    let reached: Vec<String> = change
        .reaches
        .iter()
        .filter(|reach| change.reaches.len() > 1 || !own.contains(&&reach.page))
        .map(|reach| format!("{}: {}", outline::page_name(set, &reach.page), outline::bar_word(reach.bar)))
        .collect();
    if !reached.is_empty() {
        let _ = write!(out, "<p class=\"soft\">Reaches {}</p>", plain(&reached.join("; ")));
    }
}

fn words(change: &Change<'_>) -> String {
    let mut out = String::new();
    for word in change.words() {
        let text = plain(&word.text);
        let _ = match word.op {
            WordOp::Equal => write!(out, "{text}"),
            WordOp::Delete => write!(out, "<del><span class=\"hidden\">deleted: </span>{text}</del>"),
            WordOp::Insert => write!(out, "<ins><span class=\"hidden\">inserted: </span>{text}</ins>"),
        };
    }
    out
}

fn groups(set: &ChangeSet<'_>, out: &mut String) {
    for group in &set.groups {
        let places = outline::plural(group.changes.len(), "place");
        let _ = writeln!(
            out,
            "<p>\u{201c}{}\u{201d} is called \u{201c}{}\u{201d} in {places}.</p>",
            plain(&group.before),
            plain(&group.after)
        );
    }
}
