//! Pages that went into another one or came out of one, or go on at another address. What people read on
//! the one and not on the other, or the reverse, moves their bar although no sentence changed: each such
//! sentence is kept as evidence.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::diff::behaviors::bare;
use crate::diff::change::{Change, Item, Match, Reach, Signal};
use crate::diff::classify;
use crate::diff::compare::Context;
use crate::diff::kind::{Bar, Impact, Kind};
use crate::diff::matching::Links;
use crate::diff::sides::{Entry, Sides};
use crate::diff::structure::JoinedPage;
use crate::model::PageAddress;

use super::clarifying;
use super::pages::item;

/// The scale of a sentence that did not change and is read newly, or no longer.
const SENTENCE: &str = "sentence";

/// Pages that were merged or split: those that say so themselves, and those of merged or split tracks and
/// levels whose people read sentences newly or no longer.
pub(super) fn changes<'f>(context: &Context<'f, '_>, signals: &mut NewlyRead, out: &mut Vec<Change<'f>>) {
    let declared = &context.structure.pages;
    for (kind, joined) in [(Kind::PageMerged, &declared.merged), (Kind::PageSplit, &declared.split)] {
        for join in joined {
            let (old, new) = (&join.before, &join.after);
            let of = |(_, page): &(&PageAddress, &JoinedPage)| page.before == *old && page.after == *new;
            let told = context.structure.joined.pages().find(of).map(|(told, _)| told);
            let untold = told.and_then(|told| signals.remove(told).map(|signals| (told, signals)));
            out.push(change(context, kind, (old, new), Some(join.found), untold));
        }
    }
    for (told, page) in context.structure.joined.pages() {
        let Some(untold) = signals.remove(told) else { continue };
        let kind = if page.merged { Kind::PageMerged } else { Kind::PageSplit };
        let parent = parent(out, page);
        let found = parent.and_then(|parent| out[parent].matched);
        let mut change = change(context, kind, (&page.before, &page.after), found, Some((told, untold)));
        change.part_of = parent;
        out.push(change);
    }
}

fn change<'f>(
    context: &Context<'f, '_>,
    kind: Kind,
    (old, new): (&PageAddress, &PageAddress),
    found: Option<Match>,
    untold: Option<(&PageAddress, Vec<Signal>)>,
) -> Change<'f> {
    let sides = (vec![item(context.before, old)], vec![item(context.after, new)]);
    let mut change = clarifying(bare(kind, sides.0, sides.1));
    change.matched = found;
    if let Some((told, signals)) = untold {
        tell(&mut change, told, signals);
    }
    change
}

/// Settles a change by the sentences that did not change and that the people of a page read newly, or no longer.
pub(super) fn tell(change: &mut Change<'_>, page: &PageAddress, signals: Vec<Signal>) {
    change.impact = Impact::Expectation;
    change.bar = signals.iter().fold(Bar::Same, |bar, signal| bar.and(signal.bar));
    change.reaches = vec![Reach { page: page.clone(), bar: change.bar }];
    change.signals = signals;
}

/// By the address under which a page is told, what its people read newly, or no longer, although it did not change.
pub(super) type NewlyRead = FxHashMap<PageAddress, Vec<Signal>>;

/// Returns what the people of pages with another address, or in another page, read newly or no longer.
pub(super) fn newly_read<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, links: &Links) -> NewlyRead {
    Untold::of(context, sides, links).signals(context)
}

/// The merge or split of a track or level that a page follows.
fn parent(changes: &[Change<'_>], page: &JoinedPage) -> Option<usize> {
    let at = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
    changes.iter().position(|change| match (change.kind, page.merged) {
        (Kind::TrackMerged, true) => at(&change.before) == page.before.track.as_str(),
        (Kind::LevelMerged, true) => at(&change.before) == page.before.level.as_str(),
        (Kind::TrackSplit, false) => at(&change.after) == page.after.track.as_str(),
        (Kind::LevelSplit, false) => at(&change.after) == page.after.level.as_str(),
        _ => false,
    })
}

/// For each page that was merged or split, the sentences of both sides that its people read, and those of
/// them that are the same on both sides, so that no other change tells of them.
struct Untold<'s, 'f> {
    before: FxHashMap<&'s PageAddress, Side<'f>>,
    after: FxHashMap<&'s PageAddress, Side<'f>>,
}

#[derive(Default)]
struct Side<'f> {
    all: FxHashSet<u64>,
    same: indexmap::IndexMap<u64, &'f str, FxBuildHasher>,
}

impl<'s, 'f> Untold<'s, 'f> {
    fn of(context: &Context<'f, 's>, sides: &Sides<'f>, links: &Links) -> Self {
        let mut out = Self { before: FxHashMap::default(), after: FxHashMap::default() };
        let structure = context.structure;
        let elsewhere = structure.pages.pairs.iter().filter(|(old, (new, _))| *old != new && !new.is_shared());
        let elsewhere = elsewhere.map(|(_, (new, _))| new).filter(|new| context.readers.is_in_force(new));
        for told in structure.joined.pages().map(|(told, _)| told).chain(elsewhere) {
            out.before.insert(told, Side::default());
            out.after.insert(told, Side::default());
        }
        if out.before.is_empty() {
            return out;
        }
        let (readers, behavior) = (&context.readers, |entry: &Entry<'f>| (entry.sheet, entry.heading, entry.behavior));
        let regrouped: [FxHashSet<usize>; 2] = [
            links.splits.iter().chain(&links.merges).map(|(before, _)| *before).collect(),
            links.splits.iter().chain(&links.merges).map(|(_, after)| *after).collect(),
        ];
        let is_same = |b: usize, a: usize| {
            let (old, new) = (&sides.before[b], &sides.after[a]);
            let same = old.place == new.place && old.text == new.text && old.key == new.key;
            same && !regrouped[0].contains(&b) && !regrouped[1].contains(&a)
        };
        let told_of = |list: &[(usize, usize, Match)], entries: &[Entry<'f>], before: bool| {
            let mut pages: FxHashMap<usize, Vec<PageAddress>> = FxHashMap::default();
            for (b, a, _) in list {
                let (own, shared) = if before { (*a, *b) } else { (*b, *a) };
                let (sheet, heading, behavior) = behavior(&entries[own]);
                let read = if before {
                    readers.after(sheet, heading, &behavior.key)
                } else {
                    readers.before(sheet, heading, &behavior.key)
                };
                pages.entry(shared).or_default().extend(read);
            }
            pages
        };
        let replaced = told_of(&links.replacing, &sides.after, true);
        let given = told_of(&links.giving_way, &sides.before, false);
        for (b, entry) in sides.before.iter().enumerate() {
            let same = links.forward[b].is_some_and(|(a, _)| is_same(b, a));
            let pages = readers.before_of(entry);
            note(&mut out.before, entry, &pages, same, replaced.get(&b));
        }
        for (a, entry) in sides.after.iter().enumerate() {
            let same = links.backward[a].is_some_and(|b| is_same(b, a));
            let pages = readers.after_of(entry);
            note(&mut out.after, entry, &pages, same, given.get(&a));
        }
        out
    }

    /// What came and what went for the people of each page.
    fn signals(&self, context: &Context<'_, '_>) -> NewlyRead {
        let mut out = NewlyRead::default();
        for (told, before) in &self.before {
            let Some(after) = self.after.get(told) else { continue };
            let signal = |before: &str, after: &str, bar: Bar| Signal {
                scale: SENTENCE.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
                bar,
            };
            let come = after.same.iter().filter(|(text, _)| !before.all.contains(text));
            let gone = before.same.iter().filter(|(text, _)| !after.all.contains(text));
            let come = come.map(|(_, text)| signal("", text, classify::of_arrival(text, context.scales).arriving));
            let gone = gone.map(|(_, text)| signal(text, "", classify::of_departure(text, context.scales).leaving));
            let signals: Vec<Signal> = come.chain(gone).collect();
            if !signals.is_empty() {
                out.insert((*told).clone(), signals);
            }
        }
        out
    }
}

/// Notes a sentence for the pages that read it.
fn note<'f>(
    of: &mut FxHashMap<&PageAddress, Side<'f>>,
    entry: &Entry<'f>,
    pages: &[PageAddress],
    same: bool,
    told: Option<&Vec<PageAddress>>,
) {
    for page in pages {
        let Some(side) = of.get_mut(page) else { continue };
        side.all.insert(entry.text);
        if same && told.is_none_or(|told| !told.contains(page)) {
            side.same.insert(entry.text, &entry.behavior.text);
        }
    }
}
