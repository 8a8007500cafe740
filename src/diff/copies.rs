//! What a change does to each page it reaches, judged by all that the page says before and after. A
//! sentence that arrives on a page which had it already asks nothing new of it, and one that leaves a page
//! which still has it takes nothing away; so text that tracks had each for themselves can be written once
//! in the core, and nobody's bar moves.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::PageAddress;

use super::change::{Change, Item, Reach};
use super::classify::Verdict;
use super::kind::{Bar, Impact};
use super::matching::Links;
use super::reach::Readers;
use super::sides::{Entry, Sides};

/// One sentence of a side of a change: its hash, and the pages that read it.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) text: u64,
    pub(super) pages: Vec<PageAddress>,
    /// Pages for which another change says what became of it, or what it was.
    pub(super) told_elsewhere: Vec<PageAddress>,
}

impl Read {
    /// A sentence of which no other change tells anything.
    pub(super) fn new(text: u64, pages: Vec<PageAddress>) -> Self {
        Self { text, pages, told_elsewhere: Vec::new() }
    }

    fn is_told_of(&self, page: &PageAddress) -> bool {
        self.pages.contains(page) && !self.told_elsewhere.contains(page)
    }
}

/// Where each sentence that came or went stands on both sides.
pub(super) struct Copies<'c, 'f, 'r> {
    sides: &'c Sides<'f>,
    readers: &'c Readers<'r>,
    before: FxHashMap<u64, Vec<u32>>,
    after: FxHashMap<u64, Vec<u32>>,
}

impl<'c, 'f, 'r> Copies<'c, 'f, 'r> {
    /// Returns the places of all sentences that are not simply where they were.
    pub(super) fn of(sides: &'c Sides<'f>, links: &Links, readers: &'c Readers<'r>) -> Self {
        let stays = |before: usize, after: usize| {
            let (old, new) = (&sides.before[before], &sides.after[after]);
            old.place == new.place && old.text == new.text
        };
        // What a page may leave out is wanted wherever it stands.
        let omissible = |entry: &Entry<'f>| readers.any_left_out() && entry.sheet.address.is_shared();
        let gone = (0..sides.before.len())
            .filter(|b| links.forward[*b].is_none_or(|(a, _)| !stays(*b, a)) || omissible(&sides.before[*b]));
        let come = (0..sides.after.len())
            .filter(|a| links.backward[*a].is_none_or(|b| !stays(b, *a)) || omissible(&sides.after[*a]));
        let mut wanted: FxHashSet<u64> = gone.map(|index| sides.before[index].text).collect();
        wanted.extend(come.map(|index| sides.after[index].text));
        // One that stays may have been joined with others, or others may have come out of it.
        for (before, after) in links.splits.iter().chain(&links.merges) {
            let whole = links.forward[*before].map(|(after, _)| after).unwrap_or(*after);
            wanted.insert(sides.after[whole].text);
            wanted.extend(links.backward[whole].map(|before| sides.before[before].text));
        }
        let places = |entries: &[Entry<'f>]| {
            let mut out: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            if !wanted.is_empty() {
                for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| wanted.contains(&entry.text)) {
                    out.entry(entry.text).or_default().push(index as u32);
                }
            }
            out
        };
        Self { sides, readers, before: places(&sides.before), after: places(&sides.after) }
    }

    /// The behaviors of both sides.
    pub(super) fn sides(&self) -> &'c Sides<'f> {
        self.sides
    }

    /// Whether a sentence stands somewhere afterwards although it changed, or another stood before already.
    pub(super) fn stands_elsewhere(&self, old: u64, new: u64) -> bool {
        self.after.contains_key(&old) || self.before.contains_key(&new)
    }

    /// Whether a page had a sentence of this hash before.
    fn had(&self, text: u64, page: &PageAddress) -> bool {
        let list = self.before.get(&text).map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|index| &self.sides.before[*index as usize])
            .any(|entry| self.readers.before_of(entry).contains(page))
    }

    /// Whether a page has a sentence of this hash after.
    fn has(&self, text: u64, page: &PageAddress) -> bool {
        let list = self.after.get(&text).map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|index| &self.sides.after[*index as usize])
            .any(|entry| self.readers.after_of(entry).contains(page))
    }

    /// Returns what a verdict means for each page that read one of the sentences before or reads one after:
    /// where one went and one came, they are judged together; where only one did, as leaving or arriving.
    pub(super) fn reach(&self, olds: &[Read], news: &[Read], verdict: &Verdict) -> Vec<Reach> {
        let mut out: Vec<Reach> = Vec::with_capacity(news.first().or(olds.first()).map_or(0, |read| read.pages.len()));
        for page in news.iter().chain(olds).flat_map(|read| &read.pages) {
            let told = |read: &Read| read.is_told_of(page);
            if out.iter().any(|known| known.page == *page) || !(olds.iter().any(told) || news.iter().any(told)) {
                continue;
            }
            let gone = || olds.iter().any(|old| told(old) && !self.has(old.text, page));
            let come = || news.iter().any(|new| told(new) && !self.had(new.text, page));
            let bar = if [verdict.kept, verdict.leaving, verdict.arriving] == [Bar::Same; 3] {
                Bar::Same
            } else {
                match (gone(), come()) {
                    (true, true) => verdict.kept,
                    (true, false) => verdict.leaving,
                    (false, true) => verdict.arriving,
                    (false, false) => Bar::Same,
                }
            };
            out.push(Reach { page: page.clone(), bar: self.readers.if_in_force(page, bar) });
        }
        out
    }

    /// The address of a place where a sentence that is new stood already and still does.
    pub(super) fn origin(&self, links: &Links, entry: &Entry<'f>) -> Option<String> {
        let stays = |before: &&u32| {
            links.forward[**before as usize].is_some_and(|(after, _)| self.sides.after[after].text == entry.text)
        };
        let found = self.before.get(&entry.text)?.iter().find(stays)?;
        let (after, _) = links.forward[*found as usize]?;
        let origin = &self.sides.after[after];
        Some(Item::of_behavior(origin.sheet, origin.heading, origin.behavior).at())
    }
}

/// Says so where a sentence came or went and no page that is in force notices.
pub(super) fn explain(change: &mut Change<'_>, verdict: &mut Verdict, readers: &Readers<'_>, told_elsewhere: bool) {
    let unnoticed = readers.deciding(change).all(|reach| reach.bar == Bar::Same);
    let in_force = told_elsewhere || readers.deciding(change).any(|reach| readers.is_in_force(&reach.page));
    if unnoticed && in_force && verdict.impact == Impact::Expectation {
        verdict.impact = Impact::Editorial;
        let because = if told_elsewhere {
            "every page it reaches has a sentence in its place, which is judged against it"
        } else {
            "every page it reaches has the same sentence before and after"
        };
        verdict.because = Some(because.to_owned());
    }
}
