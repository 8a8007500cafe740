//! What every rendering of a comparison says in the same words: the headline, the order of changes,
//! the names of verdicts.

use crate::diff::{Bar, Bump, Change, ChangeSet, Facet, Impact, Item, Kind, PageBar};
use crate::model::PageAddress;

/// The changes of a comparison in the order in which they are shown.
pub(super) struct Parts {
    /// Changes of structure.
    pub(super) structure: Vec<usize>,
    /// Changes that move the bar or may.
    pub(super) bar: Vec<usize>,
    /// Changes of wording and examples.
    pub(super) wording: Vec<usize>,
    /// Changes of typography, order and names.
    pub(super) editorial: Vec<usize>,
}

impl Parts {
    /// Returns the parts of a comparison.
    pub(super) fn of(set: &ChangeSet<'_>) -> Self {
        let mut out = Self { structure: Vec::new(), bar: Vec::new(), wording: Vec::new(), editorial: Vec::new() };
        for (index, change) in set.changes.iter().enumerate() {
            let part = match (change.kind.is_structural(), change.impact) {
                (true, _) => &mut out.structure,
                (_, Impact::Expectation) => &mut out.bar,
                (_, Impact::Clarification) => &mut out.wording,
                (_, Impact::Editorial) => &mut out.editorial,
            };
            part.push(index);
        }
        out
    }
}

/// Returns a count with its noun: `1 page`, `3 pages`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The words for what changed for a page.
pub(super) fn verdict_word(bar: PageBar) -> &'static str {
    match bar {
        PageBar::Bar(bar) => bar_word(bar),
        PageBar::New => "new page",
        PageBar::Withdrawn => "withdrawn",
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

/// Returns the verdict in one sentence.
pub(super) fn headline(set: &ChangeSet<'_>) -> String {
    let count = |bar: PageBar| set.pages.iter().filter(|page| page.bar == bar && !page.page.is_shared()).count();
    let parts: Vec<String> = [
        (PageBar::Bar(Bar::AsksMore), "asks more", "ask more"),
        (PageBar::Bar(Bar::AsksLess), "asks less", "ask less"),
        (
            PageBar::Bar(Bar::Mixed),
            "asks more in one way and less in another",
            "ask more in one way and less in another",
        ),
        (
            PageBar::Bar(Bar::Unclear),
            "may ask more or less: a person must decide",
            "may ask more or less: a person must decide",
        ),
        (PageBar::New, "is new", "are new"),
        (PageBar::Withdrawn, "is withdrawn", "are withdrawn"),
    ]
    .into_iter()
    .filter_map(|(bar, one, many)| match count(bar) {
        0 => None,
        1 => Some(format!("1 page {one}")),
        several => Some(format!("{several} pages {many}")),
    })
    .collect();
    if parts.is_empty() && !set.is_whole() {
        "Nobody's bar moves, as far as can be read.".to_owned()
    } else if parts.is_empty() {
        "Nobody's bar moves.".to_owned()
    } else {
        let mut text = parts.join("; ");
        text.push('.');
        text
    }
}

/// Returns the counts and the version that a comparison calls for.
pub(super) fn footer(set: &ChangeSet<'_>) -> String {
    let summary = set.summary();
    let version = match summary.bump {
        _ if !set.is_whole() => "No version can be derived while a file cannot be read",
        Bump::Major => "It calls for a major version: what is expected of somebody changes",
        Bump::Minor => "It calls for a minor version: nobody's bar moves",
        Bump::Patch => "It calls for a patch version: only typography, order or names change",
        Bump::None => "It calls for no new version: nothing changes",
    };
    format!(
        "{} of expectations, {} clarifying, {} editorial. {version}.",
        plural(summary.expectation, "change"),
        summary.clarification,
        summary.editorial
    )
}

/// A file that could not be read on one side, in words.
pub(super) struct Unreadable {
    /// Which file, and on which side.
    pub(super) what: String,
    /// What is wrong with it, where, and what to do.
    pub(super) why: String,
    /// What that means for this comparison.
    pub(super) therefore: String,
}

/// Returns the files that could not be read, those of before first.
pub(super) fn unreadable(set: &ChangeSet<'_>) -> Vec<Unreadable> {
    let mut out = Vec::new();
    for (side, framework) in [("before", set.before), ("after", set.after)] {
        for file in &framework.unreadable {
            let pages = set.pages_needing(framework, &file.file);
            let named: Vec<String> = pages.iter().take(3).map(|page| framework.page_name(page)).collect();
            let rest = pages.len() - named.len();
            let rest = if rest == 0 { String::new() } else { format!(" and {rest} more") };
            let need = match pages.len() {
                0 => "no page needs it".to_owned(),
                1 => format!("{} needs it", named[0]),
                several => format!("{several} pages need it ({}{rest})", named.join(", ")),
            };
            out.push(Unreadable {
                what: format!("{} cannot be read ({side})", super::in_repository(&framework.folder, &file.file)),
                why: format!("line {}: {}", file.line, file.message.replace('\n', " ")),
                therefore: format!(
                    "Nothing of it is compared or taken as removed; {need}. No version is derived until it can be read."
                ),
            });
        }
    }
    out
}

/// Returns what people call a page.
pub(super) fn page_name(set: &ChangeSet<'_>, page: &PageAddress) -> String {
    let framework = if set.after.sheet(page).is_some() { set.after } else { set.before };
    let name = framework.page_name(page);
    if page.is_shared() { format!("{name} (shared: {page})") } else { name }
}

/// Returns the page that a change is listed under.
pub(super) fn place(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    page_of(change).map_or_else(|| "The framework".to_owned(), |page| page_name(set, page))
}

/// Returns the address of the page that a change is listed under; none for the framework's own.
pub(super) fn page_of<'c>(change: &'c Change<'_>) -> Option<&'c PageAddress> {
    let item = match change.kind {
        Kind::Restored => change.before.first().or(change.after.first()),
        _ => change.after.first().or(change.before.first()),
    };
    item.and_then(Item::page)
}

/// Returns what happened, in a few words: `asks more · Results, Ownership · reworded`.
pub(super) fn what(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let mut parts = Vec::new();
    if change.impact == Impact::Expectation {
        parts.push(bar_words(set, change));
    }
    parts.extend(heading(set, change));
    parts.push(kind_words(set, change));
    parts.join(" \u{b7} ")
}

/// The words for what a change does, page by page where it asks more of one and less of another.
pub(super) fn bar_words(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let of = |bar: Bar| {
        let mut pages = change.reaches.iter().filter(|reach| reach.bar == bar).map(|reach| &reach.page);
        let first = pages.next()?;
        let name = page_name(set, first);
        Some(match pages.count() {
            0 => name,
            more => format!("{name} and {}", plural(more, "other page")),
        })
    };
    let both = [Bar::AsksMore, Bar::AsksLess].iter().all(|bar| change.reaches.iter().any(|reach| reach.bar == *bar));
    if !both {
        return bar_word(change.bar).to_owned();
    }
    match (of(Bar::AsksMore), of(Bar::AsksLess)) {
        (Some(more), Some(less)) if change.reaches.iter().all(|reach| reach.bar != Bar::Mixed) => {
            format!("asks more of {more}, less of {less}")
        }
        _ => bar_word(change.bar).to_owned(),
    }
}

/// The names of section and responsibility that a change stands under.
pub(super) fn heading(set: &ChangeSet<'_>, change: &Change<'_>) -> Option<String> {
    let (framework, item) =
        change.after.first().map(|item| (set.after, item)).or(change.before.first().map(|item| (set.before, item)))?;
    let (page, section) = (item.page()?, item.section()?);
    let name = framework.section_name(&page.track, section);
    Some(match item.responsibility() {
        Some(id) => format!("{name}, {}", framework.responsibility_name(&page.track, section, id)),
        None => name.to_owned(),
    })
}

fn kind_words(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    let page =
        |items: &[Item<'_>]| items.first().and_then(Item::page).map(|page| page_name(set, page)).unwrap_or_default();
    let has = |facet| change.facets.contains(&facet);
    let reworded = if has(Facet::Reworded) { " and reworded" } else { "" };
    match change.kind {
        Kind::Added => "new".to_owned(),
        Kind::Removed => "no longer asked".to_owned(),
        Kind::Moved
            if [Facet::MovedLevel, Facet::MovedTrack, Facet::ToCore, Facet::FromCore]
                .iter()
                .any(|facet| has(*facet)) =>
        {
            let from = change.before.first().and_then(Item::page).map(|page| {
                let framework = if set.before.sheet(page).is_some() { set.before } else { set.after };
                framework.page_name(page)
            });
            format!("moved here from {}{reworded}", from.unwrap_or_default())
        }
        Kind::Moved => {
            let name = |item: &Item<'_>| {
                let (page, section) = (item.page()?, item.section()?);
                Some(match item.responsibility() {
                    Some(id) => set.before.responsibility_name(&page.track, section, id).to_owned(),
                    None => set.before.section_name(&page.track, section).to_owned(),
                })
            };
            format!("moved here from {}{reworded}", change.before.first().and_then(name).unwrap_or_default())
        }
        Kind::Split => format!("one became {}", change.after.len()),
        Kind::Merged => format!("{} became one", change.before.len()),
        Kind::Overridden => format!("replaces the sentence of {}", page(&change.before)),
        Kind::Omitted => {
            let sheet = change.before.first().and_then(Item::sheet).map(|sheet| page_name(set, &sheet.address));
            format!("left out here; it stands in {}", sheet.unwrap_or_default())
        }
        Kind::Restored => "applies again".to_owned(),
        Kind::ExampleAdded => "example added".to_owned(),
        Kind::ExampleRemoved => "example removed".to_owned(),
        Kind::ExampleReworded => "example reworded".to_owned(),
        Kind::TextChanged => text_kind(change),
        _ => "reworded".to_owned(),
    }
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

/// Returns the lines that say why a change is judged as it is.
pub(super) fn evidence(change: &Change<'_>) -> Vec<String> {
    let mut out: Vec<String> = change
        .signals
        .iter()
        .map(|signal| {
            let words = match (signal.before.is_empty(), signal.after.is_empty()) {
                (true, _) => format!("\u{201c}{}\u{201d} is new", shorten(&signal.after)),
                (_, true) => format!("\u{201c}{}\u{201d} is gone", shorten(&signal.before)),
                _ => format!("\u{201c}{}\u{201d} \u{2192} \u{201c}{}\u{201d}", signal.before, signal.after),
            };
            format!("{}: {words}: {}", signal.scale, bar_word(signal.bar))
        })
        .collect();
    out.extend(change.because.clone());
    out
}

fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 10 { words.join(" ") } else { format!("{} \u{2026}", words[..9].join(" ")) }
}
