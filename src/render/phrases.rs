//! The words for a single change and for a page, the same in every rendering.

use crate::diff::{
    Bar, Change, ChangeSet, Facet, Impact, Item, Kind, Mixture, PageBar, PageVerdict, Signal, Word, WordOp, words,
};
use crate::model::{Framework, Id, PageAddress};

use super::outline::{Listed, plural};

/// The words for what changed for a page.
pub(super) fn verdict_word(set: &ChangeSet<'_>, verdict: &PageVerdict) -> &'static str {
    match verdict.bar {
        PageBar::Bar(Bar::Mixed) => mixed_word(set.mixture_of_page(verdict)),
        PageBar::Bar(bar) => bar_word(bar),
        PageBar::New => "new page",
        PageBar::Withdrawn => "withdrawn",
    }
}

/// The words for a bar of a change, as it is for one page or for all that it reaches.
pub(super) fn change_word(
    set: &ChangeSet<'_>,
    change: &Change<'_>,
    page: Option<&PageAddress>,
    bar: Bar,
) -> &'static str {
    if bar == Bar::Mixed { mixed_word(set.mixture(change, page)) } else { bar_word(bar) }
}

/// The words for what is mixed.
pub(super) fn mixed_word(mixture: Mixture) -> &'static str {
    match mixture {
        Mixture::MoreAndLess => "mixed: more and less",
        Mixture::MoreAndUnclear => "more, and part unclear",
        Mixture::LessAndUnclear => "less, and part unclear",
    }
}

/// The words for a bar.
pub(super) fn bar_word(bar: Bar) -> &'static str {
    match bar {
        Bar::AsksMore => "asks more",
        Bar::AsksLess => "asks less",
        Bar::Mixed => "mixed: more and less",
        Bar::Unclear => "unclear: please decide",
        Bar::Same => "asks the same",
    }
}

/// One word for what changed for a page, next to its sign.
pub(super) fn short_word(bar: PageBar) -> &'static str {
    match bar {
        PageBar::Bar(Bar::AsksMore) => "more",
        PageBar::Bar(Bar::AsksLess) => "less",
        PageBar::Bar(Bar::Mixed) => "mixed",
        PageBar::Bar(Bar::Unclear) => "unclear",
        PageBar::Bar(Bar::Same) => "same",
        PageBar::New => "new",
        PageBar::Withdrawn => "gone",
    }
}

/// A sign that says a verdict without color.
pub(super) fn sign(bar: PageBar) -> &'static str {
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

/// Returns what people call a page of the list of verdicts, with the page that it went into or came out of.
pub(super) fn verdict_name(set: &ChangeSet<'_>, verdict: &PageVerdict) -> String {
    format!("{}{}", page_name(set, &verdict.page), other_page(set, verdict))
}

/// The page that a page went into or came out of, behind its name.
pub(super) fn other_page(set: &ChangeSet<'_>, verdict: &PageVerdict) -> String {
    match (&verdict.into, &verdict.out_of) {
        (Some(into), _) => format!(", now {}", set.after.page_name(into)),
        (_, Some(from)) => format!(", out of {}", set.before.page_name(from)),
        _ => String::new(),
    }
}

/// Returns what people call a page, with its address where the text is shared.
pub(super) fn page_name(set: &ChangeSet<'_>, page: &PageAddress) -> String {
    let name = bare_page_name(set, page);
    if page.is_shared() { format!("{name} (shared: {page})") } else { name }
}

/// Returns what people call a page.
pub(super) fn bare_page_name(set: &ChangeSet<'_>, page: &PageAddress) -> String {
    set.page_name(page)
}

/// Returns what people called a page before.
pub(super) fn page_name_before(set: &ChangeSet<'_>, page: &PageAddress) -> String {
    let framework = if set.before.sheet(page).is_some() { set.before } else { set.after };
    framework.page_name(page)
}

/// Returns the names of a section and responsibility: `Results, Ownership`.
pub(super) fn heading_name(
    set: &ChangeSet<'_>,
    page: &PageAddress,
    section: &Id,
    responsibility: Option<&Id>,
) -> String {
    let name = |framework: &Framework| {
        let name = framework.section_name(&page.track, section).to_owned();
        match responsibility {
            Some(id) => format!("{name}, {}", framework.responsibility_name(&page.track, section, id)),
            None => name,
        }
    };
    let known = set.after.section(&page.track, section).is_some();
    name(if known { set.after } else { set.before })
}

/// The names of section and responsibility that a change stands under.
pub(super) fn heading(set: &ChangeSet<'_>, change: &Change<'_>) -> Option<String> {
    let (framework, item) =
        change.after.first().map(|item| (set.after, item)).or(change.before.first().map(|item| (set.before, item)))?;
    item_heading(framework, item)
}

fn item_heading(framework: &Framework, item: &Item<'_>) -> Option<String> {
    let (page, section) = (item.page()?, item.section()?);
    let name = framework.section_name(&page.track, section);
    Some(match item.responsibility() {
        Some(id) => format!("{name}, {}", framework.responsibility_name(&page.track, section, id)),
        None => name.to_owned(),
    })
}

/// Returns what a listed change does where it is listed: `asks more · Results, Ownership · reworded`.
pub(super) fn what(set: &ChangeSet<'_>, listed: Listed) -> String {
    let change = &set.changes[listed.change];
    let mut parts = Vec::new();
    let bar = super::outline::bar_listed(set, listed);
    if change.impact == Impact::Expectation && bar != Bar::Same {
        parts.push(change_word(set, change, super::outline::place(set, listed), bar).to_owned());
    }
    match listed.left {
        Some(at) => {
            parts.extend(item_heading(set.before, &change.before[at]));
            parts.push(gone_to(set, change));
        }
        None => {
            parts.extend(heading(set, change));
            parts.push(kind_words(set, change));
        }
    }
    parts.join(" \u{b7} ")
}

/// Returns where a sentence went, in a few words.
pub(super) fn gone_to(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let Some(after) = change.after.first() else { return String::new() };
    let to = match after.page() {
        Some(page) if change.before.iter().any(|item| super::outline::page_left(change, item).is_some()) => {
            bare_page_name(set, page)
        }
        _ => item_heading(set.after, after).unwrap_or_default(),
    };
    if change.kind == Kind::Merged { format!("made one with others in {to}") } else { format!("moved to {to}") }
}

/// The words for what a change does, page by page where it asks more of one and less of another.
fn bar_words(set: &ChangeSet<'_>, change: &Change<'_>) -> Option<String> {
    let of = |bar: Bar| {
        let mut pages = change.reaches.iter().filter(|reach| reach.bar == bar).map(|reach| &reach.page);
        let first = pages.next()?;
        let name = page_name(set, first);
        Some(match pages.count() {
            0 => name,
            more => format!("{name} and {}", plural(more, "other page")),
        })
    };
    let (more, less) = (of(Bar::AsksMore)?, of(Bar::AsksLess)?);
    Some(format!("asks more of {more}, less of {less}"))
}

/// Returns what happened, in a few words.
pub(super) fn kind_words(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let sheet = |items: &[Item<'_>]| {
        items.first().and_then(Item::sheet).map(|sheet| bare_page_name(set, &sheet.address)).unwrap_or_default()
    };
    match change.kind {
        Kind::Added => match &change.copied_from {
            Some(from) => format!("new here; the same sentence stands in {}", page_of_address(set, from)),
            None => "new".to_owned(),
        },
        Kind::Removed => "no longer asked".to_owned(),
        Kind::Moved => moved_from(set, change),
        Kind::Split => format!("one became {}", change.after.len()),
        Kind::Merged => format!("{} became one", change.before.len()),
        Kind::Overridden => format!("replaces the sentence of {}", sheet(&change.before)),
        Kind::Omitted => format!("left out here; it stands in {}", sheet(&change.before)),
        Kind::Restored if change.matched.is_some() => format!("gives way to the sentence of {}", sheet(&change.after)),
        Kind::Restored => "applies again".to_owned(),
        Kind::ExampleAdded => "example added".to_owned(),
        Kind::ExampleRemoved => "example removed".to_owned(),
        Kind::ExampleReworded => "example reworded".to_owned(),
        Kind::TextChanged => text_kind(change),
        _ => "reworded".to_owned(),
    }
}

/// The name of the page that a whole address begins with.
fn page_of_address(set: &ChangeSet<'_>, address: &str) -> String {
    let mut ids = address.split('/');
    let page = format!("{}/{}", ids.next().unwrap_or_default(), ids.next().unwrap_or_default());
    page.parse().map_or_else(|_| address.to_owned(), |page| bare_page_name(set, &page))
}

fn moved_from(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let has = |facet| change.facets.contains(&facet);
    let reworded = if has(Facet::Reworded) { " and reworded" } else { "" };
    let elsewhere = [Facet::MovedLevel, Facet::MovedTrack, Facet::ToCore, Facet::FromCore];
    let from = change.before.first().and_then(|item| {
        if elsewhere.iter().any(|facet| has(*facet)) {
            item.page().map(|page| page_name_before(set, page))
        } else {
            item_heading(set.before, item)
        }
    });
    format!("moved here from {}{reworded}", from.unwrap_or_default())
}

fn text_kind(change: &Change<'_>) -> String {
    let at = change.after.first().or(change.before.first()).map(Item::at).unwrap_or_default();
    let what = match at.rsplit('/').next() {
        Some("title") => "title",
        Some("about") => "introduction",
        Some("examples") => "example",
        _ => "summary",
    };
    match (change.before.is_empty(), change.after.is_empty()) {
        (true, _) => format!("{what} added"),
        (_, true) => format!("{what} removed"),
        _ => format!("{what} reworded"),
    }
}

/// What is said of words that came, and of words that went: a sentence that did not change is only read
/// newly, or no longer.
pub(super) fn come_and_gone(signal: &Signal) -> (&'static str, &'static str) {
    if signal.scale == "sentence" { ("newly read", "no longer read") } else { ("new", "gone") }
}

/// Returns the lines that say why a change is judged as it is.
pub(super) fn evidence(set: &ChangeSet<'_>, change: &Change<'_>) -> Vec<String> {
    if change.impact == Impact::Editorial && !change.kind.is_structural() {
        return Vec::new();
    }
    let mut out: Vec<String> = change
        .signals
        .iter()
        .map(|signal| {
            // A sentence that did not change stands nowhere else, so it is shown whole.
            let whole = signal.scale == "sentence";
            let shown = |words: &str| if whole { words.trim().to_owned() } else { shorten(words) };
            let (new, gone) = come_and_gone(signal);
            let words = match (signal.before.is_empty(), signal.after.is_empty()) {
                (true, _) => format!("\u{201c}{}\u{201d} is {new}", shown(&signal.after)),
                (_, true) => format!("\u{201c}{}\u{201d} is {gone}", shown(&signal.before)),
                _ => format!("\u{201c}{}\u{201d} \u{2192} \u{201c}{}\u{201d}", signal.before, signal.after),
            };
            let says = if signal.bar == Bar::Unclear { "which way is unclear" } else { bar_word(signal.bar) };
            format!("{}: {words}: {says}", signal.scale)
        })
        .collect();
    out.extend(change.because.clone());
    // Where one moved from page to page, each page has its own line.
    if change.reaches.len() > 2 {
        out.extend(bar_words(set, change));
    }
    out
}

/// Returns the texts of a listed change as they are shown, a line each: one with its words marked, or
/// where a sentence was split, merged or rewritten, each sentence whole.
pub(super) fn shown(change: &Change<'_>, left: Option<usize>) -> Vec<Vec<Word>> {
    if let Some(at) = left {
        return vec![words(change.before[at].text(), change.before[at].text())];
    }
    let marked = if change.kind.is_about_examples() || (change.before.len() <= 1 && change.after.len() <= 1) {
        let marked = change.words();
        if !is_rewritten(&marked) {
            return vec![marked];
        }
        marked
    } else {
        Vec::new()
    };
    let side = |without: WordOp| -> String {
        marked.iter().filter(|word| word.op != without).map(|word| word.text.as_str()).collect()
    };
    if !marked.is_empty() {
        return vec![words(&side(WordOp::Insert), ""), words("", &side(WordOp::Delete))];
    }
    let gone = change.before.iter().map(|item| words(item.text(), ""));
    gone.chain(change.after.iter().map(|item| words("", item.text()))).collect()
}

/// Whether so little of a sentence is left, or in such small pieces, that its words marked in place
/// could not be read.
fn is_rewritten(words: &[Word]) -> bool {
    let length = |op: WordOp| -> usize { words.iter().filter(|word| word.op == op).map(|word| word.text.len()).sum() };
    let (same, gone, come) = (length(WordOp::Equal), length(WordOp::Delete), length(WordOp::Insert));
    gone > 0 && come > 0 && 3 * same < gone.max(come)
}

fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 10 { words.join(" ") } else { format!("{} \u{2026}", words[..9].join(" ")) }
}

/// Returns a text of at most about so many characters, cut between words.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}\u{2026}", &text[..cut])
        }
    }
}
