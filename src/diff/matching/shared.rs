//! One shared sentence that each of several pages continues in words of its own, or the reverse: what
//! pages had each for themselves gives way to one shared sentence. A page is judged by all it says, so each
//! of them is told with its own pair, beside the one link that says what became of the shared sentence.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::diff::change::{Match, MatchRule};
use crate::diff::reach::Readers;
use crate::diff::sides::{Entry, Place, Sides};
use crate::model::PageAddress;

use super::assignment::best_pairs;
use super::{Links, Reading};

/// From here on a page's own sentence continues the shared one whatever else is like it.
pub(super) const SURE: f64 = 0.62;

/// The least likeness of a shared sentence and of what a page says instead, by where they stand.
pub(super) fn least_likeness(shared: Place, own: Place) -> f64 {
    if shared.section != own.section {
        0.48
    } else if shared.responsibility != own.responsibility {
        0.42
    } else {
        0.32
    }
}

/// One direction of looking: from the side that has the shared sentence to the one that has the pages' own.
struct View<'v, 'f> {
    shared: &'v [Entry<'f>],
    own: &'v [Entry<'f>],
    /// The shared sentences that may have been left, and what each is linked to.
    partners: Vec<(usize, Option<usize>)>,
    /// The free sentences of pages.
    free: Vec<usize>,
    readers_of_shared: &'v dyn Fn(&Entry<'f>) -> Vec<PageAddress>,
    readers_of_own: &'v dyn Fn(&Entry<'f>) -> Vec<PageAddress>,
    likeness: &'v dyn Fn(usize, usize) -> f64,
}

/// Finds the pairs that are at least this much alike, or as much as their places ask for.
pub(super) fn find(sides: &Sides<'_>, reading: &Reading, readers: &Readers<'_>, links: &mut Links, sure: Option<f64>) {
    let leaving = |index: &usize| {
        let entry = &sides.before[*index];
        let stays = links.forward[*index]
            .is_some_and(|(a, _)| sides.after[a].place == entry.place && sides.after[a].text == entry.text);
        entry.sheet.address.is_shared() && !stays && links.merges.iter().all(|(merged, _)| merged != index)
    };
    let partners: Vec<_> = (0..sides.before.len())
        .filter(leaving)
        .map(|index| (index, links.forward[index].map(|(after, _)| after)))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    if !partners.is_empty() {
        let view = View {
            shared: &sides.before,
            own: &sides.after,
            partners,
            free: links.free_after(),
            readers_of_shared: &|entry| readers.before_of(entry),
            readers_of_own: &|entry| readers.after_of(entry),
            likeness: &|shared, own| reading.likeness(shared, own),
        };
        let pairs = view.pairs(sure).into_iter();
        found.extend(pairs.map(|(before, after, found)| Found { before, after, found, replaced: true }));
    }
    let arriving = |index: &usize| {
        let entry = &sides.after[*index];
        let stays = links.backward[*index]
            .is_some_and(|b| sides.before[b].place == entry.place && sides.before[b].text == entry.text);
        entry.sheet.address.is_shared() && !stays && links.splits.iter().all(|(_, split)| split != index)
    };
    let partners: Vec<_> =
        (0..sides.after.len()).filter(arriving).map(|index| (index, links.backward[index])).collect();
    if !partners.is_empty() {
        let view = View {
            shared: &sides.after,
            own: &sides.before,
            partners,
            free: links.free_before(),
            readers_of_shared: &|entry| readers.after_of(entry),
            readers_of_own: &|entry| readers.before_of(entry),
            likeness: &|shared, own| reading.likeness(own, shared),
        };
        let pairs = view.pairs(sure).into_iter();
        found.extend(pairs.map(|(after, before, found)| Found { before, after, found, replaced: false }));
    }
    link(found, links);
}

/// A shared sentence and what a page says instead of it, or said before.
struct Found {
    before: usize,
    after: usize,
    found: Match,
    /// Whether the shared sentence is the one before.
    replaced: bool,
}

/// Links the pairs of both directions of looking, the surest first: what is one's own of a track is shared for
/// its pages, and whichever pair is the less sure finds it taken.
fn link(mut found: Vec<Found>, links: &mut Links) {
    found.sort_by(|x, y| {
        y.found.score.total_cmp(&x.found.score).then(x.before.cmp(&y.before)).then(x.after.cmp(&y.after))
    });
    let (mut told_before, mut told_after) = (FxHashSet::default(), FxHashSet::default());
    for Found { before, after, found, replaced } in found {
        let (linked_before, linked_after) = (links.forward[before].is_some(), links.backward[after].is_some());
        if told_before.contains(&before) || told_after.contains(&after) {
            continue;
        }
        match (linked_before, linked_after) {
            (false, false) => links.link(before, after, found.by, found.score),
            (true, false) if replaced => {
                told_after.insert(after);
                links.replacing.push((before, after, found));
            }
            (false, true) if !replaced => {
                told_before.insert(before);
                links.giving_way.push((before, after, found));
            }
            _ => {}
        }
    }
}

impl View<'_, '_> {
    /// The pairs of a shared sentence and what a page says instead: the surest of each shared sentence first.
    fn pairs(&self, sure: Option<f64>) -> Vec<(usize, usize, Match)> {
        let mut sheets: IndexMap<&PageAddress, Vec<usize>, FxBuildHasher> = IndexMap::default();
        for own in self.free.iter().filter(|own| !self.own[**own].sheet.address.is_core()) {
            sheets.entry(&self.own[*own].sheet.address).or_default().push(*own);
        }
        let mut candidates: IndexMap<&PageAddress, Vec<(usize, usize, f64)>, FxBuildHasher> = IndexMap::default();
        let mut likeness: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        for (shared, partner) in &self.partners {
            let entry = &self.shared[*shared];
            let mut left = (self.readers_of_shared)(entry);
            let goes_on = partner.map(|partner| (self.readers_of_own)(&self.own[partner])).unwrap_or_default();
            left.retain(|page| !goes_on.contains(page));
            for (sheet, list) in &sheets {
                for own in list.iter().filter(|own| self.is_read_on(**own, &left) && self.own[**own].text != entry.text)
                {
                    let alike = (self.likeness)(*shared, *own);
                    let place = self.own[*own].place;
                    if alike >= sure.unwrap_or_else(|| least_likeness(entry.place, place)) {
                        let heading = if sure.is_none() { 0.6 - least_likeness(entry.place, place) } else { 0.0 };
                        candidates.entry(sheet).or_default().push((*shared, *own, alike + heading));
                        likeness.insert((*shared, *own), alike);
                    }
                }
            }
        }
        let pairs = candidates.values().flat_map(|scored| best_pairs(scored));
        let mut out: Vec<(usize, usize, Match)> = pairs
            .map(|(shared, own)| (shared, own, Match { by: MatchRule::Likeness, score: likeness[&(shared, own)] }))
            .collect();
        out.sort_by(|x, y| x.0.cmp(&y.0).then(y.2.score.total_cmp(&x.2.score)).then(x.1.cmp(&y.1)));
        out
    }

    /// Whether a page's own sentence is read on one of these pages.
    fn is_read_on(&self, own: usize, pages: &[PageAddress]) -> bool {
        let sheet = &self.own[own].sheet.address;
        if sheet.is_shared() {
            (self.readers_of_own)(&self.own[own]).iter().any(|page| pages.contains(page))
        } else {
            (self.readers_of_own)(&self.own[own]).first().is_some_and(|page| pages.contains(page))
        }
    }
}
