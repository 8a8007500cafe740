//! The verdict on each page: what all changes that reach it do to it together.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::model::{Framework, Id, PageAddress};

use super::change::{Change, ChangeSet, Item, PageVerdict};
use super::compare::Context;
use super::kind::{Bar, Kind, PageBar};
use super::sides::address_afterwards;

/// Returns the verdicts of the pages and shared sheets that changed, in reading order.
pub(super) fn verdicts(context: &Context<'_, '_>, changes: &[Change<'_>]) -> Vec<PageVerdict> {
    let mut found: IndexMap<PageAddress, (Bar, Vec<usize>), FxBuildHasher> = IndexMap::default();
    for (index, change) in changes.iter().enumerate() {
        for reach in &change.reaches {
            let entry = found.entry(reach.page.clone()).or_insert((Bar::Same, Vec::new()));
            entry.0 = entry.0.and(reach.bar);
            if entry.1.last() != Some(&index) {
                entry.1.push(index);
            }
        }
        for (page, bar) in shared_sheets(context, change) {
            let entry = found.entry(page).or_insert((Bar::Same, Vec::new()));
            entry.0 = entry.0.and(bar);
            if entry.1.last() != Some(&index) {
                entry.1.push(index);
            }
        }
    }
    let standing = Standing::of(context);
    let mut out: Vec<PageVerdict> = found
        .into_iter()
        .map(|(page, (bar, changes))| {
            let incomplete = is_incomplete(context, &page);
            // What the rest of the page says is not known, so neither is which way its bar moves.
            let bar = if incomplete { Bar::Unclear } else { bar };
            PageVerdict { changes, ..verdict(context, page_bar(context, &standing, &page, bar), page, incomplete) }
        })
        .collect();
    out.extend(pages_without_text(context, &standing, &out));
    sort(context, &mut out);
    out
}

/// A verdict that no change says something of.
fn verdict(context: &Context<'_, '_>, bar: PageBar, page: PageAddress, incomplete: bool) -> PageVerdict {
    let joined = context.structure.joined.page(&page);
    let into = joined.filter(|joined| joined.merged).map(|joined| joined.after.clone());
    let out_of = joined.filter(|joined| !joined.merged).map(|joined| joined.before.clone());
    PageVerdict { page, bar, changes: Vec::new(), incomplete, into, out_of }
}

/// The shared sheets that a change stands on, with what it does to those who read them.
fn shared_sheets(context: &Context<'_, '_>, change: &Change<'_>) -> Vec<(PageAddress, Bar)> {
    let mut out: Vec<(PageAddress, Bar)> = Vec::new();
    // What one page replaces or leaves out stays as it is where it is shared.
    let (before, after) = match change.kind {
        Kind::Overridden => (&[][..], &change.after[..]),
        Kind::Restored => (&change.before[..], &[][..]),
        Kind::Omitted => (&[][..], &[][..]),
        _ => (&change.before[..], &change.after[..]),
    };
    for item in before.iter().chain(after) {
        let Some(page) = item.page().filter(|page| page.is_shared()) else { continue };
        let page = address_afterwards(page, context.structure);
        if out.iter().all(|(other, _)| *other != page) {
            out.push((page, change.bar));
        }
    }
    out
}

/// The pages that each side has, all in the names they have afterwards.
struct Standing {
    before: IndexSet<PageAddress, FxBuildHasher>,
    after: IndexSet<PageAddress, FxBuildHasher>,
}

impl Standing {
    fn of(context: &Context<'_, '_>) -> Self {
        Self {
            before: context.before.pages().map(|page| address_afterwards(&page, context.structure)).collect(),
            after: context.after.pages().collect(),
        }
    }
}

fn page_bar(context: &Context<'_, '_>, standing: &Standing, page: &PageAddress, bar: Bar) -> PageBar {
    if page.is_shared() {
        return PageBar::Bar(bar);
    }
    if context.structure.joined.page(page).is_some() {
        return PageBar::Bar(bar);
    }
    match (standing.before.contains(page), standing.after.contains(page)) {
        (false, true) => PageBar::New,
        (true, false) if !context.structure.unread.sheet(page) => PageBar::Withdrawn,
        _ => PageBar::Bar(bar),
    }
}

/// New and withdrawn pages without a single behavior still belong in the list.
fn pages_without_text(context: &Context<'_, '_>, standing: &Standing, found: &[PageVerdict]) -> Vec<PageVerdict> {
    let Standing { before, after } = standing;
    let listed: FxHashSet<&PageAddress> = found.iter().map(|verdict| &verdict.page).collect();
    let known = |page: &PageAddress| listed.contains(page);
    let mut out = Vec::new();
    let new = after.iter().filter(|page| !before.contains(*page) && !known(page));
    let gone =
        before.iter().filter(|page| !after.contains(*page) && !known(page) && !context.structure.unread.sheet(page));
    // What could not be read may have changed: a person must look.
    let unread = after.union(before).filter(|page| !known(page) && is_incomplete(context, page));
    for page in unread.filter(|_| context.structure.unread.is_any()) {
        out.push(verdict(context, PageBar::Bar(Bar::Unclear), page.clone(), true));
    }
    for page in new.chain(gone) {
        out.push(verdict(context, page_bar(context, standing, page, Bar::Same), page.clone(), false));
    }
    out
}

/// Whether a file that the page needs could not be read on either side.
fn is_incomplete(context: &Context<'_, '_>, page: &PageAddress) -> bool {
    let ladder = |framework: &Framework| framework.tracks.get(&page.track).map(|track| track.ladder.clone());
    let needed = |framework: &Framework| {
        let ladder = ladder(framework);
        framework.unreadable.iter().any(|unreadable| needs(page, ladder.as_ref(), &unreadable.file))
    };
    needed(context.after) || needed(context.before)
}

/// Whether a page needs a file to be read whole.
fn needs(page: &PageAddress, ladder: Option<&Id>, file: &str) -> bool {
    let parts: Vec<&str> = file.trim_end_matches(".toml").split('/').collect();
    match parts[..] {
        ["framework"] => true,
        ["core", id] if page.is_core() => page.level == *id,
        ["core", id] => id == "all" || page.level == *id || ladder.is_some_and(|ladder| *ladder == *id),
        ["tracks", track, name] => page.track == *track && (name == "track" || name == "all" || page.level == *name),
        _ => false,
    }
}

/// Sorts pages as the framework lists them afterwards: tracks in order, junior to senior; shared
/// sheets first; what is gone last.
fn sort(context: &Context<'_, '_>, pages: &mut [PageVerdict]) {
    let mut order: rustc_hash::FxHashMap<PageAddress, usize> = rustc_hash::FxHashMap::default();
    let before = context.before.sheets().map(|sheet| address_afterwards(&sheet.address, context.structure));
    for address in context.after.sheets().map(|sheet| sheet.address.clone()).chain(before) {
        let next = order.len();
        order.entry(address).or_insert(next);
    }
    let place = |page: &PageAddress| order.get(page).copied().unwrap_or(usize::MAX);
    pages.sort_by(|a, b| place(&a.page).cmp(&place(&b.page)).then_with(|| a.page.cmp(&b.page)));
}

impl ChangeSet<'_> {
    /// Whether every file was read on both sides. If not, no version and no approval may be derived.
    pub fn is_whole(&self) -> bool {
        self.before.unreadable.is_empty() && self.after.unreadable.is_empty()
    }

    /// The pages that need a file of one of the frameworks, in reading order.
    pub fn pages_needing(&self, framework: &Framework, file: &str) -> Vec<PageAddress> {
        let ladder = |page: &PageAddress| framework.tracks.get(&page.track).map(|track| &track.ladder);
        framework.pages().filter(|page| needs(page, ladder(page), file)).collect()
    }

    /// Leaves only the changes that concern these pages, and what they are a part of.
    pub fn keep_pages(&mut self, pages: &[PageAddress]) {
        self.narrowed = true;
        let concerns = |change: &Change<'_>| {
            let mut stands_on = change.before.iter().chain(&change.after).filter_map(Item::page);
            stands_on.any(|page| pages.contains(page)) || change.reaches.iter().any(|reach| pages.contains(&reach.page))
        };
        let mut keep: Vec<bool> = self.changes.iter().map(concerns).collect();
        for index in 0..keep.len() {
            if let (true, Some(parent)) = (keep[index], self.changes[index].part_of) {
                keep[parent] = true;
            }
        }
        let mut moved = vec![None; keep.len()];
        let kept = keep.iter().enumerate().filter(|(_, keep)| **keep).map(|(index, _)| index);
        kept.enumerate().for_each(|(to, from)| moved[from] = Some(to));
        let mut index = 0;
        self.changes.retain(|_| {
            index += 1;
            keep[index - 1]
        });
        for change in &mut self.changes {
            change.part_of = change.part_of.and_then(|parent| moved[parent]);
        }
        let renumber = |list: &mut Vec<usize>| *list = list.iter().filter_map(|index| moved[*index]).collect();
        self.pages.retain(|verdict| pages.contains(&verdict.page));
        self.pages.iter_mut().for_each(|verdict| renumber(&mut verdict.changes));
        self.groups.iter_mut().for_each(|group| renumber(&mut group.changes));
        self.groups.retain(|group| !group.changes.is_empty());
    }
}
