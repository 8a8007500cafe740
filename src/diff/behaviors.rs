//! Links between sentences as changes: added, removed, reworded, moved, split, merged, rekeyed,
//! reordered, overridden, omitted, restored, and what happened to their illustrations.

use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Behavior, PageAddress, Text};
use crate::parallel;

use super::change::{Change, ExampleChange, Item, Match, OtherItem};
use super::classify::{self, Verdict};
use super::compare::Context;
use super::copies::{self, Copies};
use super::kind::{Facet, Impact, Kind};
use super::matching::Links;
use super::sides::{Entry, Place, Sides};
use super::structural::Parents;

/// How many behaviors one thread looks at in a row.
const PART: usize = 512;

/// Returns the changes of behaviors, without any order.
pub(super) fn changes<'f>(
    context: &Context<'f, '_>,
    sides: &Sides<'f>,
    links: &Links,
    parents: &Parents,
) -> Vec<Change<'f>> {
    let mut splits: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (before, after) in &links.splits {
        splits.entry(*before).or_default().push(*after);
    }
    let mut merges: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (before, after) in &links.merges {
        merges.entry(*after).or_default().push(*before);
    }
    let split_off: FxHashSet<usize> = links.splits.iter().map(|(_, after)| *after).collect();
    let merged_in: FxHashSet<usize> = links.merges.iter().map(|(before, _)| *before).collect();
    let copies = Copies::of(sides, links, &context.readers);
    let builder = Builder { context, sides, links, parents, copies };
    let linked = |range: Range<usize>| -> Vec<Change<'f>> {
        let mut out = Vec::new();
        for before in range {
            match links.forward[before] {
                Some((after, found)) => {
                    out.extend(builder.linked(before, after, found, splits.get(&before), merges.get(&after)));
                }
                None if merged_in.contains(&before) => {}
                None => out.push(builder.removed(before)),
            }
        }
        out
    };
    let parts: Vec<usize> = (0..sides.before.len()).step_by(PART).collect();
    let linked = parallel::map(&parts, 2, |start| linked(*start..(start + PART).min(sides.before.len())));
    let mut out: Vec<Change<'f>> = linked.into_iter().flatten().collect();
    for after in (0..sides.after.len()).filter(|after| links.backward[*after].is_none() && !split_off.contains(after)) {
        out.push(builder.added(after));
    }
    out.extend(reordered(context, sides, links));
    out
}

struct Builder<'b, 'f, 's> {
    context: &'b Context<'f, 's>,
    sides: &'b Sides<'f>,
    links: &'b Links,
    parents: &'b Parents,
    copies: Copies<'b, 'f, 's>,
}

fn item<'f>(entry: &Entry<'f>) -> Item<'f> {
    Item::of_behavior(entry.sheet, entry.heading, entry.behavior)
}

/// Returns a change with nothing settled but its kind and sides.
pub(super) fn bare<'f>(kind: Kind, before: Vec<Item<'f>>, after: Vec<Item<'f>>) -> Change<'f> {
    Change {
        kind,
        facets: Vec::new(),
        before,
        after,
        matched: None,
        impact: Impact::Editorial,
        bar: super::kind::Bar::Same,
        examples: Vec::new(),
        signals: Vec::new(),
        because: None,
        reaches: Vec::new(),
        part_of: None,
        copied_from: None,
    }
}

impl<'f> Builder<'_, 'f, '_> {
    fn readers_before(&self, entry: &Entry<'f>) -> Vec<PageAddress> {
        self.context.readers.before(entry.sheet, entry.heading, &entry.behavior.key)
    }

    fn readers_after(&self, entry: &Entry<'f>) -> Vec<PageAddress> {
        self.context.readers.after(entry.sheet, entry.heading, &entry.behavior.key)
    }

    fn finish(
        &self,
        mut change: Change<'f>,
        before: (Option<u64>, &[PageAddress]),
        after: (Option<u64>, &[PageAddress]),
        mut verdict: Verdict,
    ) -> Change<'f> {
        change.reaches = self.copies.reach(before, after, &verdict);
        if matches!(change.kind, Kind::Added | Kind::Removed) {
            copies::explain(&mut change, &mut verdict, &self.context.readers);
        }
        classify::settle(&mut change, &verdict);
        change.signals = verdict.signals;
        // There may be hundreds of thousands of changes, most with a signal or two.
        change.signals.shrink_to_fit();
        change.because = change.because.take().or(verdict.because);
        change
    }

    fn added(&self, after: usize) -> Change<'f> {
        let entry = &self.sides.after[after];
        let replaced = entry.behavior.overrides().then(|| self.shared_before(entry)).flatten();
        if let Some((sheet, heading, behavior)) = replaced {
            let change = bare(Kind::Overridden, vec![Item::of_behavior(sheet, heading, behavior)], vec![item(entry)]);
            let pages = self.readers_after(entry);
            let verdict = classify::of_rewording(&behavior.text, &entry.behavior.text, false, self.context.scales);
            return self.finish(change, (None, &pages), (None, &pages), verdict);
        }
        let mut change = bare(Kind::Added, Vec::new(), vec![item(entry)]);
        change.part_of = self.parents.of_added(&entry.sheet.address);
        change.copied_from = self.copies.origin(self.links, entry);
        let verdict = classify::of_arrival(&entry.behavior.text, self.context.scales);
        self.finish(change, (None, &[]), (Some(entry.text), &self.readers_after(entry)), verdict)
    }

    /// The shared behavior of before that an overriding one replaces, if it was read on the page.
    fn shared_before(
        &self,
        entry: &Entry<'f>,
    ) -> Option<(&'f crate::model::Sheet, &'f crate::model::Heading, &'f Behavior)> {
        let page = &entry.sheet.address;
        let found = self.context.before.behaviors_of_page(page).into_iter().find(|old| {
            !std::ptr::eq(old.sheet, entry.sheet)
                && old.sheet.address.is_shared()
                && old.heading.section == entry.heading.section
                && old.heading.responsibility == entry.heading.responsibility
                && old.behavior.key == entry.behavior.key
        })?;
        Some((found.sheet, found.heading, found.behavior))
    }

    fn removed(&self, before: usize) -> Change<'f> {
        let entry = &self.sides.before[before];
        if entry.behavior.overrides() {
            let address = super::sides::address_afterwards(&entry.sheet.address, self.context.structure);
            let shared = self.context.after.behaviors_of_page(&address).into_iter().find(|new| {
                new.sheet.address.is_shared()
                    && new.heading.section == entry.heading.section
                    && new.heading.responsibility == entry.heading.responsibility
                    && new.behavior.key == entry.behavior.key
            });
            if let Some(shared) = shared {
                let after = Item::of_behavior(shared.sheet, shared.heading, shared.behavior);
                let change = bare(Kind::Restored, vec![item(entry)], vec![after]);
                let pages = self.readers_before(entry);
                let verdict =
                    classify::of_rewording(&entry.behavior.text, &shared.behavior.text, false, self.context.scales);
                return self.finish(change, (None, &pages), (None, &pages), verdict);
            }
        }
        let mut change = bare(Kind::Removed, vec![item(entry)], Vec::new());
        change.part_of = self.parents.of_removed(&entry.sheet.address);
        let verdict = classify::of_departure(&entry.behavior.text, self.context.scales);
        self.finish(change, (Some(entry.text), &self.readers_before(entry)), (None, &[]), verdict)
    }

    fn linked(
        &self,
        before: usize,
        after: usize,
        found: Match,
        parts: Option<&Vec<usize>>,
        sources: Option<&Vec<usize>>,
    ) -> Vec<Change<'f>> {
        let (old, new) = (&self.sides.before[before], &self.sides.after[after]);
        if parts.is_some() || sources.is_some() {
            return vec![self.regrouped(before, after, found, parts, sources)];
        }
        let same_text = old.behavior.text == new.behavior.text;
        let same_place = old.place == new.place;
        let same_key = old.behavior.key == new.behavior.key;
        let examples = example_changes(old.behavior, new.behavior);
        if same_text && same_place && same_key {
            return examples.into_iter().map(|example| self.example(old, new, example)).collect();
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
        let (readers_before, readers_after) = (self.readers_before(old), self.readers_after(new));
        let verdict = if same_text {
            let same = Verdict::same(self.least_impact(&change));
            let leaving = classify::of_departure(&old.behavior.text, self.context.scales).leaving;
            let arriving = classify::of_arrival(&new.behavior.text, self.context.scales).arriving;
            Verdict { leaving, arriving, ..same }
        } else {
            let moved = readers_before != readers_after;
            let mut verdict =
                classify::of_rewording(&old.behavior.text, &new.behavior.text, moved, self.context.scales);
            verdict.impact = verdict.impact.max(self.least_impact(&change));
            verdict
        };
        let (before, after) = ((Some(old.text), &readers_before[..]), (Some(new.text), &readers_after[..]));
        vec![self.finish(change, before, after, verdict)]
    }

    /// What a change is at the least by its facets: illustrations are a clarification; another place
    /// within the page or another key is editorial.
    fn least_impact(&self, change: &Change<'f>) -> Impact {
        if !change.examples.is_empty() { Impact::Clarification } else { Impact::Editorial }
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
        let pages = self.readers_after(new);
        self.finish(change, (None, &pages), (None, &pages), verdict)
    }

    fn regrouped(
        &self,
        before: usize,
        after: usize,
        found: Match,
        parts: Option<&Vec<usize>>,
        sources: Option<&Vec<usize>>,
    ) -> Change<'f> {
        let mut olds = vec![before];
        olds.extend(sources.into_iter().flatten());
        let mut news = vec![after];
        news.extend(parts.into_iter().flatten());
        olds.sort_unstable();
        news.sort_unstable();
        let kind = if news.len() > 1 { Kind::Split } else { Kind::Merged };
        let olds: Vec<&Entry<'f>> = olds.into_iter().map(|index| &self.sides.before[index]).collect();
        let news: Vec<&Entry<'f>> = news.into_iter().map(|index| &self.sides.after[index]).collect();
        let mut change =
            bare(kind, olds.iter().map(|entry| item(entry)).collect(), news.iter().map(|entry| item(entry)).collect());
        change.matched = Some(found);
        change.facets = facets(self.sides, olds[0], news[0], false, false, false);
        let join = |entries: &[&Entry<'f>]| {
            let texts: Vec<&str> = entries.iter().map(|entry| entry.behavior.text.trim()).collect();
            texts.join(", and ")
        };
        let verdict = classify::of_rewording(&join(&olds), &join(&news), true, self.context.scales);
        let union = |pages: Vec<Vec<PageAddress>>| {
            let mut all: Vec<PageAddress> = pages.into_iter().flatten().collect();
            let mut seen = std::collections::HashSet::new();
            all.retain(|page| seen.insert(page.clone()));
            all
        };
        let readers_before = union(olds.iter().map(|entry| self.readers_before(entry)).collect());
        let readers_after = union(news.iter().map(|entry| self.readers_after(entry)).collect());
        let verdict = Verdict { impact: verdict.impact.max(Impact::Clarification), ..verdict };
        self.finish(change, (None, &readers_before), (None, &readers_after), verdict)
    }
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

/// Returns how the illustrations of a behavior changed: the same ones leave no trace, the rest are
/// paired in order of likeness.
fn example_changes<'f>(old: &'f Behavior, new: &'f Behavior) -> Vec<ExampleChange<'f>> {
    pair_texts(old.examples(), new.examples())
        .into_iter()
        .map(|(before, after)| ExampleChange { before: before.map(text_of), after: after.map(text_of) })
        .collect()
}

fn text_of(text: &Text) -> &str {
    &text.text
}

/// Pairs the texts of two short lists that differ: equal ones are left out, alike ones together.
pub(super) fn pair_texts<'f>(old: &'f [Text], new: &'f [Text]) -> Vec<(Option<&'f Text>, Option<&'f Text>)> {
    let mut gone: Vec<&Text> = old.iter().collect();
    let mut come: Vec<&Text> = Vec::new();
    for text in new {
        match gone.iter().position(|other| other.text == text.text) {
            Some(index) => {
                gone.remove(index);
            }
            None => come.push(text),
        }
    }
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    let mut scored = Vec::new();
    for (i, before) in gone.iter().enumerate() {
        for (j, after) in come.iter().enumerate() {
            let likeness = alike(&before.text, &after.text);
            if likeness >= 0.4 {
                scored.push((i, j, likeness));
            }
        }
    }
    let pairs = super::matching::assignment::best_pairs(&scored);
    let mut out: Vec<(Option<&Text>, Option<&Text>)> =
        pairs.iter().map(|(i, j)| (Some(gone[*i]), Some(come[*j]))).collect();
    let left = |index: usize| pairs.iter().all(|(i, _)| *i != index);
    out.extend(gone.iter().enumerate().filter(|(i, _)| left(*i)).map(|(_, text)| (Some(*text), None)));
    let right = |index: usize| pairs.iter().all(|(_, j)| *j != index);
    out.extend(come.iter().enumerate().filter(|(j, _)| right(*j)).map(|(_, text)| (None, Some(*text))));
    out
}

/// The share of words two short texts have in common, 0 to 1.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| {
        let mut out = Vec::new();
        super::tokens::for_each_word(text, |word| out.push(word.to_owned()));
        out
    };
    let (a, mut b) = (words(a), words(b));
    let total = a.len() + b.len();
    let mut common = 0;
    for word in a {
        if let Some(index) = b.iter().position(|other| *other == word) {
            b.swap_remove(index);
            common += 1;
        }
    }
    if total == 0 { 1.0 } else { 2.0 * f64::from(common) / total as f64 }
}

/// One change per heading whose behaviors that stayed stand in another order.
fn reordered<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, links: &Links) -> Vec<Change<'f>> {
    let mut last: IndexMap<Place, (usize, bool, usize), rustc_hash::FxBuildHasher> = IndexMap::default();
    for before in 0..sides.before.len() {
        let Some((after, _)) = links.forward[before] else { continue };
        if sides.before[before].place != sides.after[after].place {
            continue;
        }
        let (furthest, turned, _) = last.entry(sides.before[before].place).or_insert((after, false, before));
        if after < *furthest {
            *turned = true;
        }
        *furthest = (*furthest).max(after);
    }
    let mut out = Vec::new();
    for (place, (_, turned, before)) in last {
        if !turned {
            continue;
        }
        let Some((after, _)) = links.forward[before] else { continue };
        // The behaviors of a heading follow one another.
        let keys = |entries: &[Entry<'f>], one: usize| {
            let here = |index: &usize| entries[*index].place == place;
            let start = (0..one).rev().take_while(here).last().unwrap_or(one);
            let keys = (start..entries.len()).take_while(here).map(|index| entries[index].behavior.key.as_str());
            keys.collect::<Vec<_>>().join(", ")
        };
        let side = |entry: &Entry<'f>, keys: String| {
            let mut at = format!("{}/{}", entry.sheet.address, entry.heading.section);
            if let Some(responsibility) = &entry.heading.responsibility {
                at = format!("{at}/{responsibility}");
            }
            Item::of_other(OtherItem {
                page: Some(entry.sheet.address.clone()),
                at,
                section: Some(&entry.heading.section),
                responsibility: entry.heading.responsibility.as_ref(),
                file: &entry.sheet.file,
                line: entry.heading.line,
                text: keys.into(),
            })
        };
        let (old, new) = (&sides.before[before], &sides.after[after]);
        let mut change = bare(
            Kind::Reordered,
            vec![side(old, keys(&sides.before, before))],
            vec![side(new, keys(&sides.after, after))],
        );
        let pages = context.readers.of_sheet(new.sheet);
        change.reaches = context.readers.reach(&pages, &pages, &Verdict::same(Impact::Editorial));
        out.push(change);
    }
    out
}

/// Sorts changes into reading order: by sheet as the framework lists them afterwards (what is gone
/// where it stood), then by line.
pub(super) fn sort_into_reading_order(context: &Context<'_, '_>, changes: &mut [Change<'_>]) {
    let mut order: FxHashMap<PageAddress, usize> = FxHashMap::default();
    for sheet in context.after.sheets().chain(context.before.sheets()) {
        let next = order.len();
        order.entry(sheet.address.clone()).or_insert(next);
    }
    let mut sorted: Vec<usize> = (0..changes.len()).collect();
    {
        let positions: Vec<Position<'_>> = changes.iter().map(|change| position(&order, change)).collect();
        sorted.sort_by(|a, b| positions[*a].cmp(&positions[*b]));
    }
    put_in_order(changes, sorted);
}

/// Where a change is listed: sheet, line, whether it is gone, kind, and at last its text.
type Position<'c> = (usize, u32, bool, Kind, Option<&'c str>);

fn position<'c>(order: &FxHashMap<PageAddress, usize>, change: &'c Change<'_>) -> Position<'c> {
    let first = change.after.first().or(change.before.first());
    let sheet = first.and_then(Item::page).and_then(|page| order.get(page)).copied().unwrap_or(usize::MAX);
    (sheet, first.map_or(0, Item::line), change.after.is_empty(), change.kind, first.map(Item::text))
}

/// Puts changes in the order that a list of their places gives.
fn put_in_order(changes: &mut [Change<'_>], mut order: Vec<usize>) {
    for place in 0..order.len() {
        // What belongs here may have made room for another already: follow it to where it went.
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        changes.swap(place, from);
        order[place] = from;
    }
}
