//! Sentences that stand in several places: one that arrives on a page which had it already asks
//! nothing new of it, and one that leaves a page which still has it takes nothing away. So text that
//! tracks had each for themselves can be written once in the core, and nobody's bar moves.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::PageAddress;

use super::change::{Change, Item, Reach};
use super::classify::Verdict;
use super::kind::{Bar, Impact};
use super::matching::Links;
use super::reach::Readers;
use super::sides::{Entry, Sides};

/// Where each sentence that came or went stands on both sides.
pub(super) struct Copies<'c, 'f, 'r> {
    sides: &'c Sides<'f>,
    readers: &'c Readers<'r>,
    before: FxHashMap<u64, Vec<usize>>,
    after: FxHashMap<u64, Vec<usize>>,
}

impl<'c, 'f, 'r> Copies<'c, 'f, 'r> {
    /// Returns the places of all sentences that are not simply where they were.
    pub(super) fn of(sides: &'c Sides<'f>, links: &Links, readers: &'c Readers<'r>) -> Self {
        let stays = |before: usize, after: usize| sides.before[before].place == sides.after[after].place;
        let gone = (0..sides.before.len()).filter(|b| links.forward[*b].is_none_or(|(a, _)| !stays(*b, a)));
        let come = (0..sides.after.len()).filter(|a| links.backward[*a].is_none_or(|b| !stays(b, *a)));
        let mut wanted: FxHashSet<u64> = gone.map(|index| sides.before[index].text).collect();
        wanted.extend(come.map(|index| sides.after[index].text));
        let places = |entries: &[Entry<'f>]| {
            let mut out: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| wanted.contains(&entry.text)) {
                out.entry(entry.text).or_default().push(index);
            }
            out
        };
        let (before, after) =
            if wanted.is_empty() { Default::default() } else { (places(&sides.before), places(&sides.after)) };
        Self { sides, readers, before, after }
    }

    /// Whether a page had a sentence of this hash before.
    fn had(&self, text: u64, page: &PageAddress) -> bool {
        let list = self.before.get(&text).map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|index| &self.sides.before[*index])
            .any(|entry| self.readers.before(entry.sheet, entry.heading, &entry.behavior.key).contains(page))
    }

    /// Whether a page has a sentence of this hash after.
    fn has(&self, text: u64, page: &PageAddress) -> bool {
        let list = self.after.get(&text).map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|index| &self.sides.after[*index])
            .any(|entry| self.readers.after(entry.sheet, entry.heading, &entry.behavior.key).contains(page))
    }

    /// Returns what a verdict means for each page that had a sentence before or has it after; a text
    /// given as its hash may stand on a page twice.
    pub(super) fn reach(
        &self,
        (old, before): (Option<u64>, &[PageAddress]),
        (new, after): (Option<u64>, &[PageAddress]),
        verdict: &Verdict,
    ) -> Vec<Reach> {
        let mut out = self.readers.reach(before, after, verdict);
        for reach in out.iter_mut().filter(|reach| reach.bar != Bar::Same) {
            let (was, is) = (before.contains(&reach.page), after.contains(&reach.page));
            let twice = match (was, is) {
                (false, true) => new.is_some_and(|text| self.had(text, &reach.page)),
                (true, false) => old.is_some_and(|text| self.has(text, &reach.page)),
                _ => false,
            };
            if twice {
                reach.bar = Bar::Same;
            }
        }
        out
    }

    /// The address of a place where a sentence that is new stood already and still does.
    pub(super) fn origin(&self, links: &Links, entry: &Entry<'f>) -> Option<String> {
        let stays = |before: &&usize| {
            links.forward[**before].is_some_and(|(after, _)| self.sides.after[after].text == entry.text)
        };
        let found = self.before.get(&entry.text)?.iter().find(stays)?;
        let (after, _) = links.forward[*found]?;
        let origin = &self.sides.after[after];
        Some(Item::of_behavior(origin.sheet, origin.heading, origin.behavior).at())
    }
}

/// Says so where a sentence came or went and no page that is in force notices.
pub(super) fn explain(change: &mut Change<'_>, verdict: &mut Verdict, readers: &Readers<'_>) {
    let unnoticed = change.reaches.iter().all(|reach| reach.bar == Bar::Same);
    let in_force = change.reaches.iter().any(|reach| readers.is_in_force(&reach.page));
    if unnoticed && in_force && verdict.impact == Impact::Expectation {
        verdict.impact = Impact::Editorial;
        verdict.because = Some("every page it reaches has the same sentence before and after".to_owned());
    }
}
