//! The sure links: declared ones, unchanged behaviors, the same key in place, the same text.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::change::MatchRule;
use crate::diff::reach::Readers;
use crate::diff::sides::{Entry, Place, Sides, address_afterwards};
use crate::diff::structure::Structure;
use crate::model::{Address, Id, PageAddress};

use super::assignment::best_pairs;
use super::{Links, Reading};

/// Links what `was` declares. Several `was` of one behavior are a merge. What was declared before
/// already, and what still stands where it stood, says nothing of this change.
pub(super) fn link_declared(sides: &Sides<'_>, structure: &Structure, links: &mut Links) {
    if sides.after.iter().all(|entry| entry.behavior.was().is_empty()) {
        return;
    }
    let identity = |entry: &Entry<'_>| (entry.place, entry.key);
    let stood: FxHashMap<(Place, u64), usize> =
        sides.before.iter().enumerate().map(|(index, entry)| (identity(entry), index)).collect();
    let stands: FxHashMap<(Place, u64), usize> =
        sides.after.iter().enumerate().map(|(index, entry)| (identity(entry), index)).collect();
    for (after, entry) in sides.after.iter().enumerate().filter(|(_, entry)| !entry.behavior.was().is_empty()) {
        let itself = stood.get(&identity(entry)).copied();
        let known = itself.map(|before| sides.before[before].behavior.was());
        // What did not change is what it was: others can only have gone into it.
        let unchanged = itself.filter(|before| sides.before[*before].text == entry.text);
        for address in entry.behavior.was() {
            if known.is_some_and(|declared| declared.contains(address)) {
                continue;
            }
            let Some(before) = find_declared(sides, structure, &entry.sheet.address, address) else { continue };
            let same = stands.get(&identity(&sides.before[before])).copied();
            if same.is_some_and(|same| same != after && sides.after[same].text == sides.before[before].text) {
                continue;
            }
            if let Some(own) = unchanged.filter(|own| *own != before) {
                if same.is_some() {
                    continue;
                }
                if links.forward[own].is_none() && links.backward[after].is_none() {
                    links.link(own, after, MatchRule::Declared, 1.0);
                }
            }
            if links.forward[before].is_some() || links.merges.iter().any(|(merged, _)| *merged == before) {
                if links.backward[after].is_none() && links.forward[before].is_some_and(|(other, _)| other != after) {
                    links.splits.push((before, after));
                }
                continue;
            }
            if links.backward[after].is_some() {
                links.merges.push((before, after));
            } else if !links.splits.iter().any(|(_, split)| *split == after) {
                links.link(before, after, MatchRule::Declared, 1.0);
            }
        }
    }
}

/// The behavior of before that an address names, relative to a page of after or whole.
fn find_declared(sides: &Sides<'_>, structure: &Structure, page: &PageAddress, address: &Address) -> Option<usize> {
    let ids = address.ids();
    let relative = |index: &usize| {
        let entry = &sides.before[*index];
        address_afterwards(&entry.sheet.address, structure) == *page && names(ids, entry)
    };
    let whole = |index: &usize| {
        let entry = &sides.before[*index];
        ids.len() >= 4
            && entry.sheet.address.track == ids[0]
            && entry.sheet.address.level == ids[1]
            && names(&ids[2..], entry)
    };
    (0..sides.before.len()).find(relative).or_else(|| (0..sides.before.len()).find(whole))
}

fn names(ids: &[Id], entry: &crate::diff::sides::Entry<'_>) -> bool {
    match ids {
        [section, key] => {
            entry.heading.section == *section && entry.heading.responsibility.is_none() && entry.behavior.key == *key
        }
        [section, responsibility, key] => {
            entry.heading.section == *section
                && entry.heading.responsibility.as_ref() == Some(responsibility)
                && entry.behavior.key == *key
        }
        _ => false,
    }
}

/// Links behaviors with the same key and text in the same place.
pub(super) fn link_unchanged(sides: &Sides<'_>, links: &mut Links) {
    link_in_order(sides, links);
    link_by(sides, links, MatchRule::Key, |entry| (entry.place, entry.key, entry.text));
}

/// Links what stands unchanged at the same point of its heading, counted from the start or from the end: most
/// of a framework, and nothing has to be looked up for it.
fn link_in_order(sides: &Sides<'_>, links: &mut Links) {
    let heading = |entries: &[Entry<'_>], start: usize| {
        let place = entries[start].place;
        start..start + entries[start..].iter().take_while(|entry| entry.place == place).count()
    };
    let mut old: FxHashMap<Place, Range<usize>> = FxHashMap::default();
    let mut at = 0;
    while at < sides.before.len() {
        let here = heading(&sides.before, at);
        at = here.end;
        old.entry(sides.before[here.start].place).or_insert(here);
    }
    let mut at = 0;
    while at < sides.after.len() {
        let here = heading(&sides.after, at);
        at = here.end;
        let Some(there) = old.remove(&sides.after[here.start].place) else { continue };
        let stays = |(before, after): &(usize, usize)| {
            let (old, new) = (&sides.before[*before], &sides.after[*after]);
            let free = links.forward[*before].is_none() && links.backward[*after].is_none();
            free && (old.key, old.text) == (new.key, new.text)
        };
        let from_start: Vec<_> = there.clone().zip(here.clone()).take_while(stays).collect();
        let (there, here) = (there.start + from_start.len()..there.end, here.start + from_start.len()..here.end);
        let from_end: Vec<_> = there.rev().zip(here.rev()).take_while(stays).collect();
        for (before, after) in from_start.into_iter().chain(from_end) {
            links.link(before, after, MatchRule::Key, 1.0);
        }
    }
}

/// Links behaviors with the same text in the same place whose key changed.
pub(super) fn link_same_text_in_place(sides: &Sides<'_>, links: &mut Links) {
    link_by(sides, links, MatchRule::Text, |entry| (entry.place, 0, entry.text));
}

fn link_by(
    sides: &Sides<'_>,
    links: &mut Links,
    by: MatchRule,
    identity: impl Fn(&crate::diff::sides::Entry<'_>) -> (Place, u64, u64),
) {
    let free = links.free_before();
    // For each identity the first that has it; for each of before the next of the same identity.
    let mut first: FxHashMap<(Place, u64, u64), u32> =
        FxHashMap::with_capacity_and_hasher(free.len(), rustc_hash::FxBuildHasher);
    let mut next = vec![NONE; sides.before.len()];
    for before in free.into_iter().rev() {
        if let Some(later) = first.insert(identity(&sides.before[before]), before as u32) {
            next[before] = later;
        }
    }
    for after in links.free_after() {
        let Some(waiting) = first.get_mut(&identity(&sides.after[after])).filter(|waiting| **waiting != NONE) else {
            continue;
        };
        let before = *waiting as usize;
        *waiting = next[before];
        links.link(before, after, by, 1.0);
    }
}

/// No behavior: none has so high a position.
const NONE: u32 = u32::MAX;

/// With the same key in the same place, sentences this much alike are the same behavior; below it
/// the key may have been used again for something else, and likeness decides.
const ALIKE_WITH_KEY: f64 = 0.42;

/// Links behaviors with the same key in the same place that are alike enough, except those that stand
/// word for word under that key in another place: there the text is the surer sign.
pub(super) fn link_same_key_in_place(sides: &Sides<'_>, reading: &Reading, links: &mut Links) {
    let (free_before, free_after) = (links.free_before(), links.free_after());
    let whole = |entry: &Entry<'_>| (entry.key, entry.text);
    let gone: FxHashSet<(u64, u64)> = free_before.iter().map(|before| whole(&sides.before[*before])).collect();
    let come: FxHashSet<(u64, u64)> = free_after.iter().map(|after| whole(&sides.after[*after])).collect();
    let mut waiting: FxHashMap<(Place, u64), usize> = FxHashMap::default();
    for before in free_before {
        let entry = &sides.before[before];
        waiting.entry((entry.place, entry.key)).or_insert(before);
    }
    for after in free_after {
        let entry = &sides.after[after];
        let Some(before) = waiting.get(&(entry.place, entry.key)).copied() else { continue };
        if come.contains(&whole(&sides.before[before])) || gone.contains(&whole(entry)) {
            continue;
        }
        let score = reading.likeness(before, after);
        if score >= ALIKE_WITH_KEY {
            waiting.remove(&(entry.place, entry.key));
            links.link(before, after, MatchRule::Key, score);
        }
    }
}

/// Above this many copies of one text on a side, only those that share a page or track are paired.
const MANY_COPIES: usize = 40;

/// Links behaviors with the same text in another place: the nearest of several copies. To a page that read
/// the sentence already, as a shared one, it did not move from another track, nor from a page that still does.
pub(super) fn link_same_text_elsewhere(sides: &Sides<'_>, reading: &Reading, readers: &Readers<'_>, links: &mut Links) {
    let mut by_text: indexmap::IndexMap<u64, (Vec<usize>, Vec<usize>), rustc_hash::FxBuildHasher> =
        indexmap::IndexMap::default();
    for before in links.free_before() {
        by_text.entry(sides.before[before].text).or_default().0.push(before);
    }
    for after in links.free_after() {
        if let Some((_, list)) = by_text.get_mut(&sides.after[after].text) {
            list.push(after);
        }
    }
    by_text.retain(|_, (_, after)| !after.is_empty());
    if by_text.is_empty() {
        return;
    }
    let staying = staying(sides, links, |text| by_text.contains_key(&text));
    for (before, after) in by_text.into_values() {
        let telling = reading.before.get(before[0]).is_none_or(|tokens| tokens.content >= 3);
        let many = before.len().max(after.len()) > MANY_COPIES;
        let old_pages = |b: usize| readers.before_of(&sides.before[b]);
        let new_pages = |a: usize| readers.after_of(&sides.after[a]);
        let shared_before = before.iter().filter(|b| sides.before[**b].sheet.address.is_shared());
        let had: Vec<PageAddress> = shared_before.flat_map(|b| old_pages(*b)).collect();
        let shared_after = after.iter().filter(|a| sides.after[**a].sheet.address.is_shared());
        let has: Vec<PageAddress> = shared_after.flat_map(|a| new_pages(*a)).collect();
        let read_there_already = |b: usize, a: usize| {
            let own = |entry: &Entry<'_>| !entry.sheet.address.is_shared();
            (!had.is_empty() || !has.is_empty())
                && sides.before[b].place.track != sides.after[a].place.track
                && own(&sides.before[b])
                && own(&sides.after[a])
                && (had.contains(&sides.after[a].sheet.address)
                    || old_pages(b).first().is_some_and(|p| has.contains(p)))
        };
        // Between tracks, one of several copies is no more than a copy: the others stay, or stand nearer.
        let stays = staying.contains(&sides.before[before[0]].text);
        let alone = before.len() == 1 && after.len() == 1;
        let is_a_copy = |b: usize, a: usize| {
            let (old, new) = (sides.before[b].place, sides.after[a].place);
            is_between_tracks(sides, old, new) && (stays || (!alone && sides.distance(old, new) > 1))
        };
        let mut scored = Vec::new();
        for b in &before {
            for a in &after {
                if read_there_already(*b, *a) || is_a_copy(*b, *a) {
                    continue;
                }
                let nearness = nearness(sides, sides.before[*b].place, sides.after[*a].place);
                let key = if sides.before[*b].key == sides.after[*a].key { 0.3 } else { 0.0 };
                if nearness >= if telling && !many { 0.2 } else { 0.9 } {
                    scored.push((*b, *a, nearness + key));
                }
            }
        }
        for (b, a) in best_pairs(&scored) {
            links.link(b, a, MatchRule::Text, 1.0);
        }
    }
}

/// Those of some texts that stand unchanged somewhere on both sides.
fn staying(sides: &Sides<'_>, links: &Links, wanted: impl Fn(u64) -> bool) -> FxHashSet<u64> {
    let linked = links.forward.iter().enumerate().filter_map(|(before, link)| Some((before, (*link)?.0)));
    let same = linked.filter(|(before, after)| sides.before[*before].text == sides.after[*after].text);
    same.map(|(before, _)| sides.before[before].text).filter(|text| wanted(*text)).collect()
}

/// Whether two places are on different tracks, neither of them the core.
pub(super) fn is_between_tracks(sides: &Sides<'_>, a: Place, b: Place) -> bool {
    a.track != b.track && a.track != sides.core && b.track != sides.core
}

/// How near two places are: 0 to 2, the nearer the larger.
pub(super) fn nearness(sides: &Sides<'_>, a: Place, b: Place) -> f64 {
    let heading = if a.section == b.section && a.responsibility == b.responsibility {
        0.5
    } else if a.section == b.section {
        0.25
    } else {
        0.0
    };
    let page = if a.same_page(b) {
        1.5
    } else if a.track == b.track {
        match sides.distance(a, b) {
            0 | 1 => 1.0,
            2 => 0.9,
            _ => 0.8,
        }
    } else if a.level == b.level {
        0.7
    } else if a.track == sides.core || b.track == sides.core {
        0.6
    } else {
        0.25
    };
    page + heading
}
