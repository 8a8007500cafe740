//! Links between sentences as changes: added, removed, reworded, moved, split, merged, rekeyed,
//! reordered, overridden, omitted, restored, and what happened to their illustrations.

mod examples;
mod order;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Behavior, Heading, PageAddress, Sheet};
use crate::parallel;

use super::change::{Change, ExampleChange, Item, Match};
use super::classify::{self, Verdict};
use super::compare::Context;
use super::copies::{self, Copies, Read};
use super::kind::{Facet, Impact, Kind};
use super::matching::Links;
use super::sides::{Entry, Place, Sides};
use super::structural::Parents;
use super::structure::text_hash;
pub(super) use examples::pair_texts;
pub(super) use order::sort_into_reading_order;

/// A shared behavior of one side.
type Shared<'f> = (&'f Sheet, &'f Heading, &'f Behavior);

/// How many behaviors one thread looks at in a row.
const PART: usize = 512;

/// Adds the changes of behaviors, without any order. There may be hundreds of thousands: they are never held
/// twice.
pub(super) fn add_changes<'f>(
    context: &Context<'f, '_>,
    links: &Links,
    parents: &Parents,
    copies: &Copies<'_, 'f, '_>,
    out: &mut Vec<Change<'f>>,
) {
    let sides = copies.sides();
    let builder = Builder::of(context, links, parents, copies);
    let told_before: FxHashSet<usize> = links.merges.iter().map(|(before, _)| *before).collect();
    let linked = |range: Range<usize>| -> Vec<Change<'f>> {
        let mut part = Vec::new();
        for before in range {
            match links.forward[before] {
                Some((after, found)) => builder.linked(before, after, found, &mut part),
                None if told_before.contains(&before) => {}
                None => part.push(builder.removed(before)),
            }
        }
        part
    };
    let parts: Vec<usize> = (0..sides.before.len()).step_by(PART).collect();
    let linked = parallel::map(&parts, 2, |start| linked(*start..(start + PART).min(sides.before.len())));
    let told_after: FxHashSet<usize> = links.splits.iter().map(|(_, after)| *after).collect();
    let is_new = |after: &usize| links.backward[*after].is_none() && !told_after.contains(after);
    let new: Vec<usize> = (0..sides.after.len()).filter(is_new).collect();
    let reordered = order::reordered(context, sides, links);
    out.reserve_exact(linked.iter().map(Vec::len).sum::<usize>() + new.len() + reordered.len());
    linked.into_iter().for_each(|part| out.extend(part));
    out.extend(parallel::map(&new, PART, |after| builder.added(*after)));
    out.extend(reordered);
}

struct Builder<'b, 'f, 's> {
    context: &'b Context<'f, 's>,
    sides: &'b Sides<'f>,
    links: &'b Links,
    parents: &'b Parents,
    copies: &'b Copies<'b, 'f, 's>,
    /// The further parts of what was split, and the further sources of what was merged.
    splits: FxHashMap<usize, Vec<usize>>,
    merges: FxHashMap<usize, Vec<usize>>,
    /// What pages say instead of a shared sentence, by theirs; what shared sentence they read instead.
    replacing: FxHashMap<usize, (usize, Match)>,
    giving_way: FxHashMap<usize, (usize, Match)>,
    /// For shared sentences of before and of after, the pages that have a change of their own about them.
    told: [FxHashMap<usize, Vec<PageAddress>>; 2],
}

fn item<'f>(entry: &Entry<'f>) -> Item<'f> {
    Item::of_behavior(entry.sheet, entry.heading, entry.behavior)
}

/// Returns a change with nothing settled but its kind and sides.
pub(super) fn bare<'f>(kind: Kind, before: Vec<Item<'f>>, after: Vec<Item<'f>>) -> Change<'f> {
    Change::of_sides(kind, before, after)
}

impl<'b, 'f, 's> Builder<'b, 'f, 's> {
    fn of(
        context: &'b Context<'f, 's>,
        links: &'b Links,
        parents: &'b Parents,
        copies: &'b Copies<'b, 'f, 's>,
    ) -> Self {
        let mut out = Self {
            context,
            sides: copies.sides(),
            links,
            parents,
            copies,
            splits: FxHashMap::default(),
            merges: FxHashMap::default(),
            replacing: links.replacing.iter().map(|(shared, own, found)| (*own, (*shared, *found))).collect(),
            giving_way: links.giving_way.iter().map(|(own, shared, found)| (*own, (*shared, *found))).collect(),
            told: [FxHashMap::default(), FxHashMap::default()],
        };
        links.splits.iter().for_each(|(before, after)| out.splits.entry(*before).or_default().push(*after));
        links.merges.iter().for_each(|(before, after)| out.merges.entry(*after).or_default().push(*before));
        for (shared, own, _) in &links.replacing {
            let pages = context.readers.after_of(&out.sides.after[*own]);
            out.told[0].entry(*shared).or_default().extend(pages);
        }
        for (own, shared, _) in &links.giving_way {
            let pages = context.readers.before_of(&out.sides.before[*own]);
            out.told[1].entry(*shared).or_default().extend(pages);
        }
        if context.readers.any_left_out() {
            out.note_overrides();
        }
        out
    }

    /// Notes for shared sentences which pages newly replace them, or no longer do.
    fn note_overrides(&mut self) {
        let shared = |entries: &[Entry<'f>]| -> FxHashMap<*const Behavior, usize> {
            let shared = entries.iter().enumerate().filter(|(_, entry)| entry.sheet.address.is_shared());
            shared.map(|(index, entry)| (std::ptr::from_ref(entry.behavior), index)).collect()
        };
        let overriding = |entry: &&Entry<'f>| entry.behavior.overrides();
        let places = shared(&self.sides.before);
        let free = self.sides.after.iter().enumerate().filter(|(after, _)| self.links.backward[*after].is_none());
        for entry in free.map(|(_, entry)| entry).filter(overriding) {
            let found = self.shared_before(entry).and_then(|(.., behavior)| places.get(&std::ptr::from_ref(behavior)));
            if let Some(index) = found {
                let pages = self.context.readers.after_of(entry);
                self.told[0].entry(*index).or_default().extend(pages);
            }
        }
        let places = shared(&self.sides.after);
        let free = self.sides.before.iter().enumerate().filter(|(before, _)| self.links.forward[*before].is_none());
        for entry in free.map(|(_, entry)| entry).filter(overriding) {
            let found = self.shared_after(entry).and_then(|(.., behavior)| places.get(&std::ptr::from_ref(behavior)));
            if let Some(index) = found {
                let pages = self.context.readers.before_of(entry);
                self.told[1].entry(*index).or_default().extend(pages);
            }
        }
    }

    /// A sentence of before with the pages that read it.
    fn read_before(&self, index: usize) -> Read {
        let entry = &self.sides.before[index];
        let told_elsewhere = self.told[0].get(&index).cloned().unwrap_or_default();
        Read { text: entry.text, pages: self.context.readers.before_of(entry), told_elsewhere }
    }

    /// A sentence of after with the pages that read it.
    fn read_after(&self, index: usize) -> Read {
        let entry = &self.sides.after[index];
        let told_elsewhere = self.told[1].get(&index).cloned().unwrap_or_default();
        Read { text: entry.text, pages: self.context.readers.after_of(entry), told_elsewhere }
    }

    fn finish(&self, mut change: Change<'f>, olds: &[Read], news: &[Read], mut verdict: Verdict) -> Change<'f> {
        change.reaches = self.copies.reach(olds, news, &verdict);
        if matches!(change.kind, Kind::Added | Kind::Removed) {
            let told = olds.iter().chain(news).any(|read| !read.told_elsewhere.is_empty());
            copies::explain(&mut change, &mut verdict, &self.context.readers, told);
        }
        classify::settle(&mut change, &verdict, &self.context.readers);
        change.signals = verdict.signals;
        // There may be hundreds of thousands of changes, most with a signal or two.
        change.signals.shrink_to_fit();
        change.because = change.because.take().or(verdict.because);
        change
    }

    fn added(&self, after: usize) -> Change<'f> {
        let entry = &self.sides.after[after];
        if let Some((shared, found)) = self.replacing.get(&after) {
            let shared = &self.sides.before[*shared];
            return self.replaced((shared.sheet, shared.heading, shared.behavior), after, Some(*found));
        }
        if let Some(shared) = entry.behavior.overrides().then(|| self.shared_before(entry)).flatten() {
            return self.replaced(shared, after, None);
        }
        let mut change = bare(Kind::Added, Vec::new(), vec![item(entry)]);
        change.part_of = self.parents.of_added(&entry.sheet.address);
        change.copied_from = self.copies.origin(self.links, entry);
        let verdict = classify::of_arrival(&entry.behavior.text, self.context.scales);
        self.finish(change, &[], &[self.read_after(after)], verdict)
    }

    /// A shared sentence of before that a page has one of its own instead of.
    fn replaced(&self, (sheet, heading, behavior): Shared<'f>, own: usize, found: Option<Match>) -> Change<'f> {
        let entry = &self.sides.after[own];
        let mut change = bare(Kind::Overridden, vec![Item::of_behavior(sheet, heading, behavior)], vec![item(entry)]);
        change.matched = found;
        let new = self.read_after(own);
        let mut pages = self.context.readers.before(sheet, heading, &behavior.key);
        pages.retain(|page| new.pages.contains(page));
        let verdict = classify::of_rewording(&behavior.text, &entry.behavior.text, true, self.context.scales);
        self.finish(change, &[Read::new(text_hash(&behavior.text), pages)], &[new], verdict)
    }

    /// The shared behavior of before that an overriding one replaces, if it was read on the page.
    fn shared_before(&self, entry: &Entry<'f>) -> Option<Shared<'f>> {
        let page = &entry.sheet.address;
        // The page may have had another name.
        let is_page = |old: &PageAddress| super::sides::address_afterwards(old, self.context.structure) == *page;
        let kept = || self.context.before.sheet(page).map(|_| page.clone()).filter(|page| is_page(page));
        let was = kept().or_else(|| self.context.before.pages().find(is_page))?;
        let found = self.context.before.behaviors_of_page(&was).into_iter().find(|old| {
            !std::ptr::eq(old.sheet, entry.sheet)
                && old.sheet.address.is_shared()
                && old.heading.section == entry.heading.section
                && old.heading.responsibility == entry.heading.responsibility
                && old.behavior.key == entry.behavior.key
        })?;
        Some((found.sheet, found.heading, found.behavior))
    }

    /// The shared behavior of after that an overriding one had replaced.
    fn shared_after(&self, entry: &Entry<'f>) -> Option<Shared<'f>> {
        let address = super::sides::address_afterwards(&entry.sheet.address, self.context.structure);
        let found = self.context.after.behaviors_of_page(&address).into_iter().find(|new| {
            new.sheet.address.is_shared()
                && new.heading.section == entry.heading.section
                && new.heading.responsibility == entry.heading.responsibility
                && new.behavior.key == entry.behavior.key
        })?;
        Some((found.sheet, found.heading, found.behavior))
    }

    fn removed(&self, before: usize) -> Change<'f> {
        let entry = &self.sides.before[before];
        if let Some((shared, found)) = self.giving_way.get(&before) {
            let shared = &self.sides.after[*shared];
            return self.given_way(before, (shared.sheet, shared.heading, shared.behavior), Some(*found));
        }
        if let Some(shared) = entry.behavior.overrides().then(|| self.shared_after(entry)).flatten() {
            return self.given_way(before, shared, None);
        }
        let mut change = bare(Kind::Removed, vec![item(entry)], Vec::new());
        change.part_of = self.parents.of_removed(&entry.sheet.address);
        let verdict = classify::of_departure(&entry.behavior.text, self.context.scales);
        self.finish(change, &[self.read_before(before)], &[], verdict)
    }

    /// A sentence of a page's own that the page has a shared one instead of.
    fn given_way(&self, own: usize, (sheet, heading, behavior): Shared<'f>, found: Option<Match>) -> Change<'f> {
        let entry = &self.sides.before[own];
        let mut change = bare(Kind::Restored, vec![item(entry)], vec![Item::of_behavior(sheet, heading, behavior)]);
        change.matched = found;
        let old = self.read_before(own);
        let mut pages = self.context.readers.after(sheet, heading, &behavior.key);
        pages.retain(|page| old.pages.contains(page));
        let verdict = classify::of_rewording(&entry.behavior.text, &behavior.text, true, self.context.scales);
        self.finish(change, &[old], &[Read::new(text_hash(&behavior.text), pages)], verdict)
    }

    fn linked(&self, before: usize, after: usize, found: Match, out: &mut Vec<Change<'f>>) {
        let (old, new) = (&self.sides.before[before], &self.sides.after[after]);
        if self.splits.contains_key(&before) || self.merges.contains_key(&after) {
            out.push(self.regrouped(before, after, found));
            return;
        }
        let same_text = old.behavior.text == new.behavior.text;
        let same_place = old.place == new.place;
        let same_key = old.behavior.key == new.behavior.key;
        let examples = examples::changes(old.behavior, new.behavior);
        if same_text && same_place && same_key {
            out.extend(examples.into_iter().map(|example| self.example(old, new, example)));
            return;
        }
        let kind = match (same_place, same_text) {
            (false, _) => Kind::Moved,
            (true, false) => Kind::Reworded,
            (true, true) => Kind::Rekeyed,
        };
        let mut change = bare(kind, vec![item(old)], vec![item(new)]);
        change.matched = Some(found);
        change.facets =
            facets(self.sides, old, new, !same_text, !same_key && kind != Kind::Rekeyed, !examples.is_empty());
        change.examples = examples;
        let (olds, news) = ([self.read_before(before)], [self.read_after(after)]);
        // Only who reads it newly, or no longer, is to be told whether it limits rather than asks.
        let moved = olds[0].pages != news[0].pages || self.copies.stands_elsewhere(old.text, new.text);
        let least = least_impact(&change);
        let verdict = if same_text {
            classify::of_same_text(&new.behavior.text, moved, least, self.context.scales)
        } else {
            let verdict = classify::of_rewording(&old.behavior.text, &new.behavior.text, moved, self.context.scales);
            Verdict { impact: verdict.impact.max(least), ..verdict }
        };
        out.push(self.finish(change, &olds, &news, verdict));
    }

    fn example(&self, old: &Entry<'f>, new: &Entry<'f>, example: ExampleChange<'f>) -> Change<'f> {
        let kind = match (example.before, example.after) {
            (None, _) => Kind::ExampleAdded,
            (_, None) => Kind::ExampleRemoved,
            _ => Kind::ExampleReworded,
        };
        let mut change = bare(kind, vec![item(old)], vec![item(new)]);
        change.examples = vec![example];
        let mut verdict = Verdict::same(Impact::Clarification);
        if let (Some(before), Some(after)) = (example.before, example.after) {
            let judged = super::signals::judge(before, after, self.context.scales);
            verdict.impact = judged.impact.min(Impact::Clarification);
            verdict.signals = judged.signals;
            if !verdict.signals.is_empty() {
                verdict.because = Some("an illustration is never an expectation; worth a look all the same".to_owned());
            }
        }
        let read = Read::new(new.text, self.context.readers.after_of(new));
        self.finish(change, &[], &[read], verdict)
    }

    fn regrouped(&self, before: usize, after: usize, found: Match) -> Change<'f> {
        let mut olds = vec![before];
        olds.extend(self.merges.get(&after).into_iter().flatten());
        let mut news = vec![after];
        news.extend(self.splits.get(&before).into_iter().flatten());
        olds.sort_unstable();
        news.sort_unstable();
        let kind = if news.len() > 1 { Kind::Split } else { Kind::Merged };
        let entries = |list: &[Entry<'f>], indexes: &[usize]| -> Vec<Entry<'f>> {
            indexes.iter().map(|index| list[*index]).collect()
        };
        let (old, new) = (entries(&self.sides.before, &olds), entries(&self.sides.after, &news));
        let mut change = bare(kind, old.iter().map(item).collect(), new.iter().map(item).collect());
        change.matched = Some(found);
        change.facets = facets(self.sides, &old[0], &new[0], false, false, false);
        let join = |entries: &[Entry<'f>]| {
            let texts: Vec<&str> = entries.iter().map(|entry| entry.behavior.text.trim()).collect();
            texts.join(", and ")
        };
        let verdict = classify::of_rewording(&join(&old), &join(&new), true, self.context.scales);
        let verdict = Verdict { impact: verdict.impact.max(Impact::Clarification), ..verdict };
        let olds: Vec<Read> = olds.into_iter().map(|index| self.read_before(index)).collect();
        let news: Vec<Read> = news.into_iter().map(|index| self.read_after(index)).collect();
        self.finish(change, &olds, &news, verdict)
    }
}

/// What a change is at the least by its facets: illustrations are a clarification; another place
/// within the page or another key is editorial.
fn least_impact(change: &Change<'_>) -> Impact {
    if change.examples.is_empty() { Impact::Editorial } else { Impact::Clarification }
}

/// Returns what else happened to a sentence besides its kind.
fn facets(
    sides: &Sides<'_>,
    old: &Entry<'_>,
    new: &Entry<'_>,
    reworded: bool,
    rekeyed: bool,
    examples: bool,
) -> Vec<Facet> {
    let (b, a): (Place, Place) = (old.place, new.place);
    let core = |place: Place| place.track == sides.core;
    let shared = |entry: &Entry<'_>| entry.sheet.address.is_shared();
    let to_core = !shared(old) && shared(new) || !core(b) && core(a);
    let from_core = shared(old) && !shared(new) || core(b) && !core(a);
    let mut out = Vec::new();
    let mut note = |holds: bool, facet: Facet| {
        if holds {
            out.push(facet);
        }
    };
    let between = !to_core && !from_core;
    note(between && b.level != a.level, Facet::MovedLevel);
    note(b.section != a.section, Facet::MovedSection);
    note(b.section == a.section && b.responsibility != a.responsibility, Facet::MovedResponsibility);
    note(between && b.track != a.track, Facet::MovedTrack);
    note(to_core, Facet::ToCore);
    note(from_core, Facet::FromCore);
    note(reworded, Facet::Reworded);
    note(rekeyed, Facet::Rekeyed);
    note(examples, Facet::Examples);
    out
}
