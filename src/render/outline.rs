//! What every rendering of a comparison says in the same order and the same words: the headline, the
//! counts, the order of changes. The words for a single change are in `phrases`.

use rustc_hash::FxHashMap;

use crate::diff::{Bar, Bump, Change, ChangeSet, Group, Impact, Item, Kind, Mixture, PageBar, PageVerdict, Reach};
use crate::model::PageAddress;

pub(super) use super::phrases::{
    bar_word, bare_page_name, change_word, come_and_gone, evidence, gone_to, heading_name, kind_words, mixed_word,
    other_page, page_name, page_name_before, short_word, shortened, shown, sign, verdict_name, verdict_word, what,
};

/// A change as it is listed: under the page it stands on, or under the one that a sentence left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    /// The index into [`ChangeSet::changes`].
    pub(super) change: usize,
    /// Where a sentence left for another page, the index into the change's `before`.
    pub(super) left: Option<usize>,
}

/// The changes of a comparison in the order in which they are shown.
pub(super) struct Parts {
    /// Changes of structure, those that move the bar first.
    pub(super) structure: Vec<Listed>,
    /// Changes that move the bar or may.
    pub(super) bar: Vec<Listed>,
    /// Changes of wording and examples.
    pub(super) wording: Vec<Listed>,
    /// Changes of typography, order and names.
    pub(super) editorial: Vec<Listed>,
}

impl Parts {
    /// Returns the parts of a comparison.
    pub(super) fn of(set: &ChangeSet<'_>) -> Self {
        let mut out = Self { structure: Vec::new(), bar: Vec::new(), wording: Vec::new(), editorial: Vec::new() };
        for (index, change) in set.changes.iter().enumerate() {
            let listed = Listed { change: index, left: None };
            match (change.kind.is_structural(), change.impact) {
                (true, _) => out.structure.push(listed),
                (_, Impact::Clarification) => out.wording.push(listed),
                (_, Impact::Editorial) => out.editorial.push(listed),
                (_, Impact::Expectation) => {
                    out.bar.push(listed);
                    let left = (0..change.before.len()).filter(|at| leaves(set, change, *at));
                    out.bar.extend(left.map(|at| Listed { change: index, left: Some(at) }));
                }
            }
        }
        out.structure.sort_by_key(|listed| set.changes[listed.change].impact != Impact::Expectation);
        // Changes stand in reading order already; what is listed a second time goes where it left.
        if out.bar.iter().any(|listed| listed.left.is_some()) {
            let order: FxHashMap<&PageAddress, usize> =
                set.pages.iter().enumerate().map(|(at, verdict)| (&verdict.page, at)).collect();
            out.bar.sort_by_cached_key(|listed| {
                place(set, *listed).and_then(|page| order.get(page).copied()).unwrap_or(usize::MAX)
            });
        }
        out
    }
}

/// Whether a sentence left a page whose bar that moves.
fn leaves(set: &ChangeSet<'_>, change: &Change<'_>, at: usize) -> bool {
    matches!(change.kind, Kind::Moved | Kind::Merged) && bar_where_it_left(set, change, &change.before[at]) != Bar::Same
}

/// The page or shared sheet that a change is listed under, as it is called afterwards.
pub(super) fn place<'s>(set: &'s ChangeSet<'_>, listed: Listed) -> Option<&'s PageAddress> {
    let change = &set.changes[listed.change];
    if let Some(at) = listed.left {
        return page_left(change, &change.before[at]);
    }
    if matches!(change.kind, Kind::Omitted | Kind::Restored) {
        return change.before.first().or(change.after.first()).and_then(Item::page);
    }
    let reached = change.reaches.first().map(|reach| &reach.page);
    match (change.after.first(), change.before.first()) {
        (Some(after), _) => after.page(),
        (None, Some(before)) => before.page().map(|page| if page.is_shared() { page } else { reached.unwrap_or(page) }),
        (None, None) => None,
    }
}

/// The page or shared sheet that a sentence left for another, as it is called afterwards; none where
/// it stays on the page.
pub(super) fn page_left<'s>(change: &'s Change<'_>, item: &'s Item<'_>) -> Option<&'s PageAddress> {
    let page = item.page()?;
    let stands = |page: &PageAddress| change.after.iter().any(|after| after.page() == Some(page));
    if stands(page) {
        return None;
    }
    if page.is_shared() || change.reaches.iter().any(|reach| reach.page == *page) {
        return Some(page);
    }
    // The page has another name now.
    change.reaches.iter().map(|reach| &reach.page).find(|page| !stands(page))
}

/// What a change does to the page that a sentence left.
pub(super) fn bar_where_it_left(set: &ChangeSet<'_>, change: &Change<'_>, item: &Item<'_>) -> Bar {
    let Some(page) = page_left(change, item) else { return Bar::Same };
    if !page.is_shared() {
        return change.reaches.iter().find(|reach| reach.page == *page).map_or(Bar::Same, |reach| reach.bar);
    }
    let elsewhere = |reach: &&Reach| change.after.iter().all(|item| item.page() != Some(&reach.page));
    set.deciding(change).filter(elsewhere).fold(Bar::Same, |bar, reach| bar.and(reach.bar))
}

/// What a change does to the page it is listed under.
pub(super) fn bar_here(change: &Change<'_>) -> Bar {
    let page = change.after.first().and_then(Item::page).filter(|page| !page.is_shared());
    let reach = page.and_then(|page| change.reaches.iter().find(|reach| reach.page == *page));
    reach.map_or(change.bar, |reach| reach.bar)
}

/// What a listed change does to the page it is listed under.
pub(super) fn bar_listed(set: &ChangeSet<'_>, listed: Listed) -> Bar {
    let change = &set.changes[listed.change];
    listed.left.map_or_else(|| bar_here(change), |at| bar_where_it_left(set, change, &change.before[at]))
}

/// The sign of a listed change; one that comes with a new page or goes with an old one moves nobody's
/// bar, and still comes or goes.
pub(super) fn sign_listed(set: &ChangeSet<'_>, listed: Listed) -> &'static str {
    let change = &set.changes[listed.change];
    match (bar_listed(set, listed), change.kind) {
        (Bar::Same, Kind::Added) => sign(PageBar::New),
        (Bar::Same, Kind::Removed) => sign(PageBar::Withdrawn),
        (bar, _) => sign(PageBar::Bar(bar)),
    }
}

/// Returns a count with its noun: `1 page`, `3 pages`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How verdicts read in the headline, for one page and for several.
const VERDICTS: &[(PageBar, Option<Mixture>, &str, &str)] = &[
    (PageBar::Bar(Bar::AsksMore), None, "asks more", "ask more"),
    (PageBar::Bar(Bar::AsksLess), None, "asks less", "ask less"),
    (
        PageBar::Bar(Bar::Mixed),
        Some(Mixture::MoreAndLess),
        "asks more in one way and less in another",
        "ask more in one way and less in another",
    ),
    (
        PageBar::Bar(Bar::Mixed),
        Some(Mixture::MoreAndUnclear),
        "asks more, and in part a person must decide",
        "ask more, and in part a person must decide",
    ),
    (
        PageBar::Bar(Bar::Mixed),
        Some(Mixture::LessAndUnclear),
        "asks less, and in part a person must decide",
        "ask less, and in part a person must decide",
    ),
    (
        PageBar::Bar(Bar::Unclear),
        None,
        "may ask more or less: a person must decide",
        "may ask more or less: a person must decide",
    ),
    (PageBar::New, None, "is new", "are new"),
    (PageBar::Withdrawn, None, "is withdrawn", "are withdrawn"),
];

/// Returns the verdict in one sentence; a page that is alone in its verdict is named.
pub(super) fn headline(set: &ChangeSet<'_>) -> String {
    let part = |(bar, mixture, one, many): &(PageBar, Option<Mixture>, &str, &str)| {
        let made_so = |page: &&PageVerdict| mixture.is_none_or(|mixture| set.mixture_of_page(page) == mixture);
        let mut pages = set.pages.iter().filter(|page| page.bar == *bar && !page.page.is_shared()).filter(made_so);
        let first = pages.next()?;
        Some(match pages.count() {
            0 => format!("{} {one}", page_name(set, &first.page)),
            others => format!("{} pages {many}", others + 1),
        })
    };
    let parts: Vec<String> = VERDICTS.iter().filter_map(part).collect();
    let unreadable = set.before.unreadable.len().max(set.after.unreadable.len());
    let files = plural(unreadable, "file");
    match (parts.is_empty(), unreadable) {
        (true, 0) if set.changes.iter().any(|change| change.impact == Impact::Expectation) => {
            "No page's bar moves, yet what is expected changes: see below.".to_owned()
        }
        (true, 0) => "Nobody's bar moves.".to_owned(),
        (true, _) => format!("Not all could be judged: {files} cannot be read. In what can, nobody's bar moves."),
        (false, 0) => format!("{}.", capital(&parts.join("; "))),
        (false, _) => format!("Not all could be judged: {files} cannot be read. In what can: {}.", parts.join("; ")),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// What is said where nothing changed.
pub(super) fn nothing(set: &ChangeSet<'_>) -> Option<&'static str> {
    match (set.changes.is_empty() && set.pages.is_empty(), set.is_whole()) {
        (true, true) => Some("No change of what the framework says."),
        (true, false) => Some("No change in what can be read."),
        (false, _) => None,
    }
}

/// Returns the counts and the version that a comparison calls for.
pub(super) fn footer(set: &ChangeSet<'_>) -> String {
    let version = match set.summary().bump {
        _ if !set.is_whole() => "No version can be derived while a file cannot be read",
        Bump::Major => "It calls for a major version: what is expected of somebody changes",
        Bump::Minor if set.changes.iter().any(comes_or_goes) => {
            "It calls for a minor version: what is new or gone touches nobody's page"
        }
        Bump::Minor => "It calls for a minor version: nobody's bar moves",
        Bump::Patch => "It calls for a patch version: only typography, order or names change",
        Bump::None => "It calls for no new version: nothing changes",
    };
    format!("{} {version}.", counts(set))
}

/// Whether a change is of what is expected, and more than the status of what stays.
fn comes_or_goes(change: &Change<'_>) -> bool {
    change.impact == Impact::Expectation && change.kind != Kind::StatusChanged
}

fn counts(set: &ChangeSet<'_>) -> String {
    let summary = set.summary();
    format!(
        "{} of expectations, {} clarifying, {} editorial.",
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

/// How many different changes are listed.
pub(super) fn count(listed: &[Listed]) -> usize {
    listed.iter().filter(|listed| listed.left.is_none()).count()
}

/// Returns how many of a page's changes do what: `2 more, 1 less, 3 wording`; where all do the same
/// only how many there are.
pub(super) fn tally(set: &ChangeSet<'_>, verdict: &PageVerdict) -> String {
    let mut counts = [0usize; 7];
    for index in &verdict.changes {
        let change = &set.changes[*index];
        let reach = change.reaches.iter().find(|reach| reach.page == verdict.page);
        counts[match reach.map_or(change.bar, |reach| reach.bar) {
            Bar::AsksMore => 0,
            Bar::AsksLess => 1,
            Bar::Mixed => match set.mixture(change, Some(&verdict.page)) {
                Mixture::MoreAndLess => 2,
                Mixture::MoreAndUnclear => 3,
                Mixture::LessAndUnclear => 4,
            },
            Bar::Unclear => 5,
            Bar::Same => 6,
        }] += 1;
    }
    let words = ["more", "less", "both ways", "more in part", "less in part", "unclear", "wording"];
    let parts: Vec<String> = counts
        .iter()
        .zip(words)
        .filter(|(count, _)| **count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let count = match parts.len() {
        0 if verdict.incomplete => String::new(),
        0 => "without text".to_owned(),
        1 => plural(verdict.changes.len(), "change"),
        _ => parts.join(", "),
    };
    let part = if verdict.incomplete { "read only in part" } else { "" };
    let between = if count.is_empty() || part.is_empty() { "" } else { "; " };
    format!("{count}{between}{part}")
}

/// Returns the sentences for what many changes have in common. Where a term is itself one that moves
/// the bar, another was not merely given its name.
pub(super) fn groups(set: &ChangeSet<'_>) -> Vec<String> {
    let graded = |group: &Group| {
        let same = |words: &str, term: &str| !term.is_empty() && words.eq_ignore_ascii_case(term);
        group
            .changes
            .iter()
            .flat_map(|index| &set.changes[*index].signals)
            .any(|signal| same(&signal.before, &group.before) || same(&signal.after, &group.after))
    };
    set.groups.iter().filter(|group| !graded(group)).map(|group| group_sentence(set, group)).collect()
}

/// Returns the sentence for changes that are one and the same at many places, the terms as they are
/// written there.
fn group_sentence(set: &ChangeSet<'_>, group: &Group) -> String {
    let written = |term: &str, after: bool| {
        let items = |change: &Change<'_>| {
            let items = if after { &change.after } else { &change.before };
            items.iter().find_map(|item| find_ignoring_case(item.text(), term))
        };
        let found = group.changes.iter().find_map(|index| items(&set.changes[*index]));
        found.unwrap_or_else(|| term.to_owned())
    };
    format!(
        "\u{201c}{}\u{201d} is called \u{201c}{}\u{201d} in {}.",
        written(&group.before, false),
        written(&group.after, true),
        plural(group.changes.len(), "place")
    )
}

/// The first place where a text has a term, as the text spells it.
fn find_ignoring_case(text: &str, term: &str) -> Option<String> {
    text.char_indices()
        .filter_map(|(at, _)| text.get(at..at + term.len()))
        .find(|piece| piece.eq_ignore_ascii_case(term))
        .map(str::to_owned)
}
