//! Which sentence became which. Surest first: what the author declares, what did not change, the
//! same key in the same place, the same text elsewhere; then likeness, weighing words by rarity
//! and place as a prior, always as the best pairing overall; last what was split or merged.
//! Deterministic: ties break by position in reading order.

pub(super) mod assignment;
mod exact;
mod gap;
mod joined;
mod likeness;
mod regroup;
mod shared;

use rustc_hash::FxHashSet;

use crate::parallel;

use super::change::{Match, MatchRule};
use super::lexicon::{Lexicon, Sentence, Tokens};
use super::reach::Readers;
use super::sides::Sides;
use super::structure::Joined;

/// The links found between both sides; positions are those of [`Sides`].
#[derive(Debug)]
pub(super) struct Links {
    /// For each behavior of before the one it became, and how that was found.
    pub(super) forward: Vec<Option<(usize, Match)>>,
    /// For each behavior of after the one it was.
    pub(super) backward: Vec<Option<usize>>,
    /// Further behaviors of after that came out of one of before that has a link already.
    pub(super) splits: Vec<(usize, usize)>,
    /// Further behaviors of before that went into one of after that has a link already.
    pub(super) merges: Vec<(usize, usize)>,
    /// Shared behaviors of before that have a link already, each with what a page says instead of it.
    pub(super) replacing: Vec<(usize, usize, Match)>,
    /// What pages said, each with the shared behavior of after, linked already, that they read instead.
    pub(super) giving_way: Vec<(usize, usize, Match)>,
}

impl Links {
    fn none(sides: &Sides<'_>) -> Self {
        Self {
            forward: vec![None; sides.before.len()],
            backward: vec![None; sides.after.len()],
            splits: Vec::new(),
            merges: Vec::new(),
            replacing: Vec::new(),
            giving_way: Vec::new(),
        }
    }

    fn link(&mut self, before: usize, after: usize, by: MatchRule, score: f64) {
        self.forward[before] = Some((after, Match { by, score }));
        self.backward[after] = Some(before);
    }

    /// The behaviors of before that are linked to nothing, in order.
    fn free_before(&self) -> Vec<usize> {
        let merged = self.merges.iter().map(|(before, _)| *before);
        let told: FxHashSet<usize> = self.giving_way.iter().map(|(before, ..)| *before).chain(merged).collect();
        (0..self.forward.len()).filter(|index| self.forward[*index].is_none() && !told.contains(index)).collect()
    }

    /// The behaviors of after that are linked to nothing, in order.
    fn free_after(&self) -> Vec<usize> {
        let split = self.splits.iter().map(|(_, after)| *after);
        let told: FxHashSet<usize> = self.replacing.iter().map(|(_, after, _)| *after).chain(split).collect();
        (0..self.backward.len()).filter(|index| self.backward[*index].is_none() && !told.contains(index)).collect()
    }
}

/// The sentences that matter to likeness as numbers.
pub(super) struct Reading {
    pub(super) lexicon: Lexicon,
    pub(super) before: ReadSide,
    pub(super) after: ReadSide,
}

/// The sentences of one side that matter to likeness: of hundreds of thousands there may be few.
pub(super) struct ReadSide {
    /// For each sentence its place among the tokens, from 1; 0 where it does not matter.
    places: Vec<u32>,
    tokens: Vec<Tokens>,
}

impl ReadSide {
    /// Returns so many sentences, some of which were read.
    fn of(count: usize, read: &[usize], tokens: Vec<Option<Tokens>>) -> Self {
        let mut out = Self { places: vec![0; count], tokens: Vec::with_capacity(read.len()) };
        for (index, tokens) in read.iter().zip(tokens) {
            if let Some(tokens) = tokens {
                out.tokens.push(tokens);
                out.places[*index] = out.tokens.len() as u32;
            }
        }
        out
    }

    /// A sentence as numbers, if it matters.
    pub(super) fn get(&self, index: usize) -> Option<&Tokens> {
        self.tokens.get((self.places[index] as usize).checked_sub(1)?)
    }
}

/// Up to this many sentences, all are read, so that rarity is judged by the whole framework; above
/// it those that differ are enough, being many.
const READ_ALL: usize = 20_000;

/// From how many sentences on they are read on several threads.
const MANY: usize = 4_096;

impl Reading {
    fn of(sides: &Sides<'_>, links: &Links, joined: &Joined) -> Self {
        let mut lexicon = Lexicon::new();
        let all = sides.before.len() + sides.after.len() <= READ_ALL;
        let differs = |before: usize, after: usize| sides.before[before].text != sides.after[after].text;
        let wanted_before = |index: usize| links.forward[index].is_none_or(|(after, _)| differs(index, after));
        let wanted_after = |index: usize| links.backward[index].is_none_or(|before| differs(before, index));
        // Of what stands on both sides alike, one is read and counted for both.
        let read = joined::Pages::of(joined);
        let old = sides.before.iter().enumerate().filter_map(|(index, entry)| {
            let differs = wanted_before(index);
            let compared = differs || read.before(&entry.sheet.address);
            let times = if differs { 1 } else { 2 };
            (all || compared).then_some((index, Sentence { text: &entry.behavior.text, times, compared }))
        });
        let new = sides.after.iter().enumerate().filter_map(|(index, entry)| {
            let differs = wanted_after(index);
            let compared = differs || read.after(&entry.sheet.address);
            let times = u32::from(differs);
            compared.then_some((index, Sentence { text: &entry.behavior.text, times, compared }))
        });
        let (mut places, mut sentences): (Vec<usize>, Vec<Sentence<'_>>) = old.unzip();
        let first_new = places.len();
        for (index, sentence) in new {
            places.push(index);
            sentences.push(sentence);
        }
        let mut before = lexicon.read(&sentences);
        let mut after = before.split_off(first_new);
        lexicon.settle();
        let weigh = |side: &mut Vec<Option<Tokens>>| side.iter_mut().flatten().for_each(|read| lexicon.weigh(read));
        parallel::join(sentences.len() > MANY, || weigh(&mut before), || weigh(&mut after));
        let before = ReadSide::of(sides.before.len(), &places[..first_new], before);
        let after = ReadSide::of(sides.after.len(), &places[first_new..], after);
        Self { lexicon, before, after }
    }

    fn likeness(&self, before: usize, after: usize) -> f64 {
        match (self.before.get(before), self.after.get(after)) {
            (Some(b), Some(a)) => f64::from(super::lexicon::likeness(&self.lexicon, b, a)),
            _ => 0.0,
        }
    }

    /// How many of their words two sentences share, rare or not.
    fn overlap(&self, before: usize, after: usize) -> f64 {
        match (self.before.get(before), self.after.get(after)) {
            (Some(b), Some(a)) => f64::from(super::lexicon::overlap(&self.lexicon, b, a)),
            _ => 0.0,
        }
    }
}

/// Returns the links between both sides.
pub(super) fn find_links(sides: &Sides<'_>, structure: &super::structure::Structure, readers: &Readers<'_>) -> Links {
    let mut links = Links::none(sides);
    exact::link_declared(sides, structure, &mut links);
    exact::link_unchanged(sides, &mut links);
    exact::link_same_text_in_place(sides, &mut links);
    let reading = Reading::of(sides, &links, &structure.joined);
    exact::link_same_key_in_place(sides, &reading, &mut links);
    exact::link_same_text_elsewhere(sides, &reading, readers, &mut links);
    likeness::link_alike(sides, &reading, readers, &mut links);
    shared::find(sides, &reading, readers, &mut links, None);
    gap::link_in_the_same_gap(sides, &reading, &mut links);
    joined::find(sides, &reading, readers, &structure.joined, &mut links);
    regroup::find_splits_and_merges(sides, &reading, &mut links);
    links
}
