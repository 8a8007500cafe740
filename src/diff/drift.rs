//! Sentences of one framework that were copied, and what became of the copies: those that say
//! different things now, and those that are still the same and could be shared. It stands here and not
//! among the lints because it asks what comparisons ask: which sentences are the same, and what
//! a difference of words does to the bar.

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Behavior, Framework, Heading, PageAddress, Sheet, Status};

use super::change::{Item, Word};
use super::lexicon::{Lexicon, Sentence, Tokens, likeness};
use super::sides::key_hash;
use super::signals::{Judgment, Scales, judge};
use super::structure::text_hash;
use super::wording::words;

/// A sentence that was copied from another, and reads differently now.
#[derive(Debug)]
pub struct Drifted<'f> {
    /// The shared sentence, or that of the track which comes first.
    pub original: Item<'f>,
    /// The copy.
    pub copy: Item<'f>,
    /// How alike they are, 0 to 1.
    pub likeness: f64,
    /// What the copy asks, held against the original.
    pub judgment: Judgment,
    /// How the copy differs, in runs of words.
    pub words: Vec<Word>,
}

/// A sentence that stands word for word at several places.
#[derive(Debug)]
pub struct Repeated<'f> {
    /// The places, shared text first.
    pub places: Vec<Item<'f>>,
    /// The shared sheet that could say it once; where it does already, the copies can go.
    pub shared: PageAddress,
}

/// What was copied in a framework.
#[derive(Debug, Default)]
pub struct Copies<'f> {
    /// Copies that have drifted apart: those that move the bar first, then in reading order.
    pub drifted: Vec<Drifted<'f>>,
    /// Copies that are still the same, in reading order.
    pub repeated: Vec<Repeated<'f>>,
}

/// A sentence and the numbers by which it is told apart.
struct Entry<'f> {
    sheet: &'f Sheet,
    heading: &'f Heading,
    behavior: &'f Behavior,
    /// The track's place in the framework; 0 for the core.
    track: usize,
    text: u64,
    key: u64,
}

impl<'f> Entry<'f> {
    fn item(&self) -> Item<'f> {
        Item::of_behavior(self.sheet, self.heading, self.behavior)
    }

    fn same_heading(&self, other: &Self) -> bool {
        self.heading.section == other.heading.section && self.heading.responsibility == other.heading.responsibility
    }
}

/// Copies keep most of their words: from this likeness on, by how much else speaks for a copy.
const ALIKE: f64 = 0.72;
const ALIKE_UNDER_ONE_HEADING: f64 = 0.64;
const ALIKE_WITH_ONE_KEY: f64 = 0.5;

/// Sentences with fewer words that tell anything are alike by chance.
const TELLING: u32 = 3;

/// Returns what was copied in a framework between tracks, and from shared text; drafts are left out.
pub fn copies<'f>(framework: &'f Framework, scales: &Scales) -> Copies<'f> {
    let entries = entries(framework);
    let mut lexicon = Lexicon::new();
    let sentence = |entry: &Entry<'f>| Sentence { text: &entry.behavior.text, times: 1, compared: true };
    let texts: Vec<Sentence<'f>> = entries.iter().map(sentence).collect();
    let mut tokens = lexicon.read(&texts);
    lexicon.settle();
    tokens.par_iter_mut().flatten().for_each(|tokens| lexicon.weigh(tokens));
    let reading = Reading { framework, entries, lexicon, tokens };
    let repeated = reading.repeated();
    let mut drifted = reading.drifted(scales);
    // Stable, so that each part stays in reading order.
    drifted.sort_by_key(|found| std::cmp::Reverse(found.judgment.impact));
    Copies { drifted, repeated }
}

/// The sentences in reading order, shared ones first.
fn entries(framework: &Framework) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    let mut add = |sheet, track| {
        let sheet: &Sheet = sheet;
        for (heading, behavior) in sheet.behaviors() {
            let (text, key) = (text_hash(&behavior.text), key_hash(behavior.key.as_str()));
            out.push(Entry { sheet, heading, behavior, track, text, key });
        }
    };
    framework.core.values().for_each(|sheet| add(sheet, 0));
    for (index, track) in framework.tracks.values().enumerate().filter(|(_, track)| track.status != Status::Draft) {
        track.all.iter().chain(track.pages.values()).for_each(|sheet| add(sheet, index + 1));
    }
    out
}

/// All sentences, read.
struct Reading<'f> {
    framework: &'f Framework,
    entries: Vec<Entry<'f>>,
    lexicon: Lexicon,
    tokens: Vec<Option<Tokens>>,
}

/// How common a word may be to be looked up, and how many of a sentence's rarest are.
const TOO_COMMON: usize = 96;
const WORDS_LOOKED_UP: usize = 8;

impl<'f> Reading<'f> {
    /// Whether one sentence may be a copy of the other: from another track at the same level, or from
    /// text that the page of the other shares. Levels of one track hold progressions, not copies.
    fn comparable(&self, a: &Entry<'f>, b: &Entry<'f>) -> bool {
        let (one, other) = (&a.sheet.address, &b.sheet.address);
        if a.track == b.track {
            return false;
        }
        if one.is_core() {
            return self.reads(other, one);
        }
        one.level == other.level
    }

    /// Whether a page or a track's shared sheet is read together with a sheet of the core.
    fn reads(&self, page: &PageAddress, core: &PageAddress) -> bool {
        let ladder = self.framework.tracks.get(&page.track).map(|track| &track.ladder);
        core.is_for_every_level() || core.level == page.level || ladder == Some(&core.level)
    }

    fn telling(&self, index: usize) -> bool {
        self.tokens[index].as_ref().is_some_and(|tokens| tokens.content >= TELLING)
    }

    /// The sentences that stand word for word at several places.
    fn repeated(&self) -> Vec<Repeated<'f>> {
        let mut by_text: IndexMap<u64, Vec<usize>> = IndexMap::new();
        for (index, entry) in self.entries.iter().enumerate().filter(|(index, _)| self.telling(*index)) {
            by_text.entry(entry.text).or_default().push(index);
        }
        let mut out = Vec::new();
        for places in by_text.into_values().filter(|places| places.len() > 1) {
            let mut done = FxHashSet::default();
            for first in &places {
                let entry = &self.entries[*first];
                if done.contains(first) {
                    continue;
                }
                let alike = places.iter().filter(|other| {
                    *other != first && !done.contains(*other) && self.comparable(entry, &self.entries[**other])
                });
                let mut group: Vec<usize> = alike.copied().collect();
                if group.is_empty() {
                    continue;
                }
                group.insert(0, *first);
                done.extend(group.iter().copied());
                let shared = self.shared_sheet(entry);
                out.push(Repeated { places: group.iter().map(|index| self.entries[*index].item()).collect(), shared });
            }
        }
        out
    }

    /// The sheet of the core that could say a sentence once for all tracks.
    fn shared_sheet(&self, entry: &Entry<'f>) -> PageAddress {
        let address = &entry.sheet.address;
        if address.is_core() {
            return address.clone();
        }
        let core = |level: &crate::model::Id| {
            crate::model::Id::new("core").map(|track| PageAddress { track, level: level.clone() })
        };
        core(&address.level).unwrap_or_else(|_| address.clone())
    }

    /// The sentences that are like another, each with the nearest: shared text before tracks.
    fn drifted(&self, scales: &Scales) -> Vec<Drifted<'f>> {
        let mut index: Vec<Vec<u32>> = vec![Vec::new(); self.lexicon.stem_count()];
        for (entry, tokens) in self.tokens.iter().enumerate() {
            let mut stems = tokens.as_ref().map(|tokens| tokens.stems().to_vec()).unwrap_or_default();
            stems.dedup();
            stems.iter().for_each(|stem| index[*stem as usize].push(entry as u32));
        }
        let found: Vec<Option<(usize, usize, f64)>> =
            (0..self.entries.len()).into_par_iter().map(|copy| self.original_of(&index, copy)).collect();
        let pairs = found.into_iter().flatten();
        let told = pairs.map(|(original, copy, likeness)| {
            let (old, new) = (&self.entries[original], &self.entries[copy]);
            Drifted {
                original: old.item(),
                copy: new.item(),
                likeness,
                judgment: judge(&old.behavior.text, &new.behavior.text, scales),
                words: words(&old.behavior.text, &new.behavior.text),
            }
        });
        told.collect()
    }

    /// The sentence before another in reading order that it was most likely copied from.
    fn original_of(&self, index: &[Vec<u32>], copy: usize) -> Option<(usize, usize, f64)> {
        let entry = &self.entries[copy];
        let tokens = self.tokens[copy].as_ref().filter(|tokens| tokens.content >= TELLING)?;
        let mut stems = tokens.stems().to_vec();
        stems.dedup();
        let weight = |stem: &u32| self.lexicon.weight(*stem);
        stems.sort_by(|x, y| weight(y).total_cmp(&weight(x)).then(x.cmp(y)));
        let listed = stems.iter().filter(|stem| index[**stem as usize].len() <= TOO_COMMON).take(WORDS_LOOKED_UP);
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        listed.flat_map(|stem| &index[*stem as usize]).for_each(|other| *shared.entry(*other).or_default() += 1);
        let mut best: Option<(usize, f64)> = None;
        let mut candidates: Vec<usize> =
            shared.into_keys().map(|other| other as usize).filter(|other| *other < copy).collect();
        candidates.sort_unstable();
        for original in candidates {
            let other = &self.entries[original];
            let Some(words) = &self.tokens[original] else { continue };
            if !self.comparable(other, entry) || !self.telling(original) {
                continue;
            }
            if other.text == entry.text {
                return None;
            }
            let score = f64::from(likeness(&self.lexicon, words, tokens));
            let least = if other.same_heading(entry) && other.key == entry.key {
                ALIKE_WITH_ONE_KEY
            } else if other.same_heading(entry) {
                ALIKE_UNDER_ONE_HEADING
            } else {
                ALIKE
            };
            if score >= least && best.is_none_or(|(_, known)| score > known) {
                best = Some((original, score));
            }
        }
        best.map(|(original, score)| (original, copy, score))
    }
}
