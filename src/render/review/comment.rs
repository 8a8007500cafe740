//! The one comment for leadership, and the job summary that carries all: the verdict on each page
//! first, then what waits for whom, then the changes that ask more or less, wording folded. Fits into
//! what GitHub takes: the least important is folded first, then left to the job summary; what is no
//! longer asked and what asks more is shown last of all to go, and never goes uncounted.

use std::fmt::Write as _;

use crate::diff::{Bar, ChangeSet, Impact, Kind, PageBar};
use crate::render::escape::markdown as plain;
use crate::render::outline::{self, Listed, Parts, plural, shortened};
use crate::render::{map, markdown};
use crate::review::{Review, Verdict};

use super::fit::{Fitted, length};
use super::outline::{Line, Section, Tone, headline, sections};

/// How a comment is made.
#[derive(Debug, Clone, Copy)]
pub struct CommentOptions<'a> {
    /// What the framework is called, where there are several in the repository.
    pub framework: Option<&'a str>,
    /// Where the job summary can be read.
    pub summary_url: Option<&'a str>,
    /// The most it may have, in characters as GitHub counts them.
    pub limit: usize,
}

/// The most characters that GitHub takes for a comment, less what the mark in its first line needs.
pub const COMMENT_LIMIT: usize = 65_536 - 1_024;

/// The most that GitHub takes for the summary of a job's step is a mebibyte; a character may need
/// four bytes of it.
pub const SUMMARY_LIMIT: usize = 1_048_576 / 4;

/// From how many pages on the verdicts are drawn as a map.
const MAP_FROM: usize = 10;

/// How much of the room the verdicts, and what waits for whom, may take.
const SHARE: usize = 4;

/// How many terms that are called by other names are told.
const GROUPS: usize = 8;

/// How many characters of a name, of a line of the review, and of a sentence where room is short, are
/// shown.
const NAME: usize = 80;
const LINE: usize = 400;
const SENTENCE: usize = 240;

/// Returns the review and all changes as Markdown, no longer than the limit.
pub fn comment(review: &Review, set: &ChangeSet<'_>, options: &CommentOptions<'_>) -> String {
    let mut out = Fitted::new(options.limit);
    let end = ending(review, set);
    out.reserve(length(&end));
    out.add(&head(review, set, options));
    out.add(&limited_unreadable(set));
    out.add(&reasons(review));
    let share = options.limit / SHARE;
    verdicts(set, share, &mut out);
    waiting(review, set, share, options, &mut out);
    let parts = Parts::of(set);
    let is_serious = |listed: &&Listed| set.changes[listed.change].impact == Impact::Expectation;
    let (serious, structure): (Vec<Listed>, Vec<Listed>) = parts.structure.iter().partition(is_serious);
    let important: Vec<Listed> = serious.into_iter().chain(parts.bar).collect();
    let folded = [
        ("Structure", structure),
        ("Wording and examples", parts.wording),
        ("Typography, order and names", parts.editorial),
    ];
    // A line that counts them is kept for each, whatever else is shown.
    let count_line = |(title, listed): &(&str, Vec<Listed>)| match listed.len() {
        0 => 0,
        count => length(&rest(title, count, options)),
    };
    let kept: usize = folded.iter().map(count_line).sum();
    out.reserve(kept);
    important_changes(set, &important, options, &mut out);
    out.release(kept);
    for (index, (title, listed)) in folded.iter().enumerate() {
        let later: usize = folded[index + 1..].iter().map(count_line).sum();
        out.reserve(later);
        folded_changes(set, title, listed, options, &mut out);
        out.release(later);
    }
    out.add(&markdown::groups(set, GROUPS));
    out.release(length(&end));
    out.add(&end);
    out.into_text()
}

fn head(review: &Review, set: &ChangeSet<'_>, options: &CommentOptions<'_>) -> String {
    let sign = match review.verdict {
        Verdict::Ready => "\u{2713}",
        Verdict::Waiting => "\u{23f3}",
        Verdict::Refused | Verdict::Unjudged => "\u{2717}",
    };
    let framework = options.framework.map(|name| format!("{}: ", plain(&shortened(name, NAME)))).unwrap_or_default();
    let what = plain(&shortened(&outline::headline(set), 3 * LINE));
    let nothing = outline::nothing(set);
    let what = nothing.map_or(what, str::to_owned);
    format!("## {sign} {framework}{}\n\n**{what}**\n\n", plain(&shortened(&headline(review), 2 * LINE)))
}

/// What is said at the end: the counts, the version, and what was judged. Neither a commit nor a day:
/// where nothing else changed, the comment stays as it is.
fn ending(review: &Review, set: &ChangeSet<'_>) -> String {
    let range = format!("{} \u{2192} {}", shortened(&review.from.spec, NAME), shortened(&review.to.spec, NAME));
    let footer = if set.changes.is_empty() { String::new() } else { format!("{} ", outline::footer(set)) };
    format!("<sub>{}{}</sub>\n", plain(&footer), plain(&range))
}

/// The files that cannot be read, no more than a few one by one.
fn limited_unreadable(set: &ChangeSet<'_>) -> String {
    const SHOWN: usize = 8;
    let files = outline::unreadable(set);
    let mut out = String::new();
    for file in files.iter().take(SHOWN) {
        let [what, why] = [&file.what, &file.why].map(|text| plain(&shortened(text, LINE)));
        let therefore = plain(&shortened(&file.therefore, LINE));
        let _ = writeln!(out, "> [!CAUTION]\n> **{what}**, {why}\n>\n> {therefore}\n");
    }
    if files.len() > SHOWN {
        let _ = writeln!(out, "> [!CAUTION]\n> {} cannot be read.\n", plural(files.len() - SHOWN, "more file"));
    }
    out
}

/// Why the change is proposed, in its author's words.
fn reasons(review: &Review) -> String {
    let mut out = String::new();
    for proposal in review.proposals.iter().take(3) {
        let line = |text: &str| plain(&shortened(text, 2 * LINE));
        let _ = write!(out, "> **{}** \u{2014} {}", plain(&shortened(&proposal.title, LINE)), line(&proposal.why));
        for (name, value) in
            [("sponsor", &proposal.sponsor), ("declared as", &proposal.declared), ("from", &proposal.effective)]
        {
            if let Some(value) = value {
                let _ = write!(out, " \u{b7} {name} {}", plain(&shortened(value, NAME)));
            }
        }
        out.push_str("\n\n");
    }
    if review.proposals.len() > 3 {
        let _ = writeln!(out, "> and {}.\n", plural(review.proposals.len() - 3, "other proposal"));
    }
    out
}

/// The verdict on each page: a table, or where there are many a map, with the table folded.
fn verdicts(set: &ChangeSet<'_>, share: usize, out: &mut Fitted) {
    let moved = set.pages.iter().filter(|verdict| verdict.bar != PageBar::Bar(Bar::Same) || verdict.incomplete).count();
    if moved <= MAP_FROM {
        let table = markdown::verdicts(set, usize::MAX, NAME);
        if length(&table) <= share && out.add(&table) {
            return;
        }
    }
    let drawn = map_of(set);
    if length(&drawn) <= share {
        out.add(&drawn);
    }
    // As many rows as there is room for, by halves.
    let mut rows = moved;
    while rows > 0 {
        let table = markdown::verdicts(set, rows, NAME);
        let folded = format!("<details><summary>The verdict on each page</summary>\n\n{table}</details>\n\n");
        if length(&folded) <= share && out.add(&folded) {
            return;
        }
        rows /= 2;
    }
}

/// The map of verdicts as tables, a row for each track.
fn map_of(set: &ChangeSet<'_>) -> String {
    let mut out = String::new();
    for table in map::maps(set) {
        let name = |text: &str| plain(&shortened(text, NAME));
        let _ = write!(out, "| {} |", name(&table.name));
        table.levels.iter().for_each(|level| {
            let _ = write!(out, " {} |", name(level));
        });
        let _ = writeln!(out, "\n|---|{}", ":-:|".repeat(table.levels.len()));
        for row in &table.rows {
            let _ = write!(out, "| {} |", name(&row.name));
            for cell in &row.cells {
                let _ = match cell {
                    Some(cell) => write!(out, " {} {} |", cell.sign(), cell.word()),
                    None => write!(out, " |"),
                };
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// What waits for whom, what must be mended, and what approvals cover.
fn waiting(review: &Review, set: &ChangeSet<'_>, share: usize, options: &CommentOptions<'_>, out: &mut Fitted) {
    let all = sections(review, set);
    let mut room = share;
    let mut left_out = 0;
    for Section { title, lines } in &all {
        let shown: Vec<String> = lines.iter().map(line).collect();
        let head = format!("### {title}\n\n");
        let (before, fits) = (out.left(), length(&head) + shown.first().map_or(0, |line| length(line)) <= room);
        if !(fits && out.add(&head)) {
            left_out += lines.len();
            continue;
        }
        left_out += lines.len() - out.add_each(shown.iter(), room - length(&head));
        out.add("\n");
        room = room.saturating_sub(before - out.left());
    }
    if left_out > 0 {
        out.add(&format!("\u{2026} and {} {}.\n\n", plural(left_out, "more line"), elsewhere(options)));
    }
}

fn line(line: &Line) -> String {
    let mark = if line.tone == Tone::Done { "\u{2713} " } else { "" };
    format!("{}- {mark}{}\n", "  ".repeat(line.depth), plain(&shortened(&line.text, LINE)))
}

/// Where the rest can be read.
fn elsewhere(options: &CommentOptions<'_>) -> String {
    match options.summary_url {
        Some(url) => format!("in the [job summary]({url})"),
        None => "that `rungs diff` shows".to_owned(),
    }
}

fn rest(title: &str, count: usize, options: &CommentOptions<'_>) -> String {
    format!("{title}: {} {}.\n\n", plural(count, "change"), elsewhere(options))
}

/// How much of a change is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Its words, and the evidence.
    Whole,
    /// Its words.
    Words,
    /// One sentence.
    Sentence,
}

/// Returns a change as an item of a list.
fn item(set: &ChangeSet<'_>, listed: Listed, detail: Detail) -> String {
    let whole = match detail {
        Detail::Whole => markdown::change(set, listed),
        Detail::Words => markdown::change_without_evidence(set, listed),
        Detail::Sentence => String::new(),
    };
    // A sentence of many pages is no item of a list.
    if !whole.is_empty() && length(&whole) <= 10 * SENTENCE {
        return whole;
    }
    let sign = outline::sign_listed(set, listed);
    let sentence = set.sentence(&set.changes[listed.change]);
    format!("- {sign} {}\n", plain(&shortened(&sentence, SENTENCE)))
}

/// The changes that move the bar or may: as much of each as there is room for.
fn important_changes(set: &ChangeSet<'_>, changes: &[Listed], options: &CommentOptions<'_>, out: &mut Fitted) {
    if changes.is_empty() {
        return;
    }
    let head = format!("### What asks more or less ({})\n\n", outline::count(changes));
    let room = out.left().saturating_sub(length(&head) + 2);
    let whole = [Detail::Whole, Detail::Words, Detail::Sentence]
        .into_iter()
        .find_map(|detail| list(set, changes, detail, room));
    if let Some(whole) = whole {
        out.add(&head);
        out.add(&whole);
        out.add("\n");
        return;
    }
    // Each change once, the most serious first while there is room, shown in the usual order.
    let count = not_shown(set, changes, &vec![false; changes.len()], options);
    let mut room = room.saturating_sub(2 * length(&count));
    let mut order: Vec<usize> = (0..changes.len()).filter(|at| changes[*at].left.is_none()).collect();
    order.sort_by_key(|at| seriousness(set, changes[*at]));
    let mut shown = vec![false; changes.len()];
    for at in order {
        // With the name of its page, which others may share.
        let needed = length(&item(set, changes[at], Detail::Sentence)) + 4;
        if needed > room {
            break;
        }
        room -= needed;
        shown[at] = true;
    }
    out.add(&head);
    for (listed, _) in changes.iter().zip(&shown).filter(|(_, shown)| **shown) {
        out.add(&item(set, *listed, Detail::Sentence));
    }
    out.add(&format!("\n{}", not_shown(set, changes, &shown, options)));
}

/// What must be seen first: what is gone or asks more, then what asks less, then what is to be decided.
fn seriousness(set: &ChangeSet<'_>, listed: Listed) -> u8 {
    let change = &set.changes[listed.change];
    match change.bar {
        _ if change.kind.is_structural() => 0,
        _ if change.kind == Kind::Removed => 1,
        Bar::AsksMore | Bar::Mixed => 1,
        Bar::AsksLess => 2,
        Bar::Unclear => 3,
        Bar::Same => 4,
    }
}

/// Counts the changes that there was no room for.
fn not_shown(set: &ChangeSet<'_>, changes: &[Listed], shown: &[bool], options: &CommentOptions<'_>) -> String {
    let hidden = changes.iter().zip(shown).filter(|(listed, shown)| !**shown && listed.left.is_none());
    let mut counts = [0usize; 5];
    for (listed, _) in hidden {
        let change = &set.changes[listed.change];
        counts[match change.bar {
            _ if change.kind == Kind::Removed => 0,
            Bar::AsksMore => 1,
            Bar::AsksLess => 2,
            Bar::Mixed => 3,
            Bar::Unclear | Bar::Same => 4,
        }] += 1;
    }
    let words = ["no longer asked", "asking more", "asking less", "asking more and less", "to be decided"];
    let parts: Vec<String> = counts
        .iter()
        .zip(words)
        .filter(|(count, _)| **count > 0)
        .map(|(count, word)| format!("**{count}** {word}"))
        .collect();
    format!("\u{2026} and more {}: {}.\n\n", elsewhere(options), parts.join(", "))
}

/// Returns changes as a list under the names of their pages; none where it is longer than the room.
fn list(set: &ChangeSet<'_>, changes: &[Listed], detail: Detail, room: usize) -> Option<String> {
    let (text, shown) = list_while(set, changes, detail, room);
    (shown == changes.len()).then_some(text)
}

/// Returns as many of the changes as there is room for, and how many these are.
fn list_while(set: &ChangeSet<'_>, changes: &[Listed], detail: Detail, room: usize) -> (String, usize) {
    let mut out = Fitted::new(room);
    let mut last = None;
    let mut shown = 0;
    for listed in changes {
        let place = markdown::heading(set, *listed, &mut last).map(|place| format!("{place}\n\n"));
        let between = if shown > 0 && place.is_some() { "\n" } else { "" };
        if !out.add(&format!("{between}{}{}", place.unwrap_or_default(), item(set, *listed, detail))) {
            break;
        }
        shown += 1;
    }
    (out.into_text(), shown)
}

/// Changes of wording, folded: as many as there is room for, each whole; the rest counted.
fn folded_changes(
    set: &ChangeSet<'_>,
    title: &str,
    changes: &[Listed],
    options: &CommentOptions<'_>,
    out: &mut Fitted,
) {
    if changes.is_empty() {
        return;
    }
    let (open, close) = (format!("<details><summary>{title} ({})</summary>\n\n", changes.len()), "\n</details>\n\n");
    let more = |count: usize| format!("\n\u{2026} and {} {}.\n", plural(count, "more change"), elsewhere(options));
    let room = out.left().saturating_sub(length(&open) + length(close));
    let whole = list(set, changes, Detail::Whole, room).or_else(|| list(set, changes, Detail::Words, room));
    let (text, shown) = match whole {
        Some(text) => (text, changes.len()),
        None => list_while(set, changes, Detail::Words, room.saturating_sub(length(&more(changes.len())))),
    };
    let rest_line = if shown < changes.len() { more(changes.len() - shown) } else { String::new() };
    if shown == 0 || !out.add(&format!("{open}{text}{rest_line}{close}")) {
        out.add(&rest(title, changes.len(), options));
    }
}

#[cfg(test)]
#[path = "comment_tests.rs"]
mod tests;
