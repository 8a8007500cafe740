//! Graded words as data: what scales there are, which words stand on which step, and what moving
//! up says of the bar.

mod definition;
mod table;

use std::borrow::Cow;
use std::sync::LazyLock;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::diff::kind::Bar;

use super::words::Word;
pub use definition::{Higher, ScaleDefinition};
use table::{Span, Table, Term, sample};

/// The version of the scales that ship: goes up whenever a word of them does.
pub const SCALES_VERSION: u32 = 4;

const SHIPPED: &str = include_str!("scales.toml");

/// What ships, as the build script made it of `scales.toml`.
mod shipped {
    use super::definition::Higher::{AsksLess, AsksMore};
    use super::table::{Scale, Span, Term};

    include!(concat!(env!("OUT_DIR"), "/scales.rs"));
}

/// Scales of graded words, ready to be looked up.
#[derive(Debug, Clone)]
pub struct Scales {
    table: Table,
    /// Which terms begin with a word (its base).
    places: FxHashMap<u64, Span>,
    /// The words of the longest term.
    longest: usize,
}

/// A word or phrase of a scale found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// Which scale.
    pub(super) scale: usize,
    /// The step, from 1.
    pub(super) step: u32,
    /// The first word and how many.
    pub(super) start: usize,
    pub(super) length: usize,
    /// Whether, exchanged for another such, it leaves it to a person which way the bar moves.
    pub(super) doubtful: bool,
    /// Whether it says nothing alone.
    pub(super) exchanged_only: bool,
    /// Whether words after it turn around what it says.
    pub(super) reversed: bool,
}

/// How far after a word of a scale those stand that turn it around.
const REVERSED_WITHIN: usize = 2;

/// How far before a word of a scale those stand on which it depends.
const GOVERNED_WITHIN: usize = 6;

impl Found {
    /// The places of its words.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.length
    }
}

/// Why scales cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InvalidScales(String);

impl Scales {
    /// Returns the scales that ship with the program.
    ///
    /// # Panics
    /// Never: a test reads what ships.
    pub fn shipped() -> &'static Self {
        static SCALES: LazyLock<Scales> = LazyLock::new(|| Scales::of(Scales::shipped_table()));
        &SCALES
    }

    /// What ships, as the build script left it; worked out anew where this machine hashes words otherwise
    /// than the one on which the program was built.
    fn shipped_table() -> Table {
        if sample() != shipped::SAMPLE {
            return Table::of(Self::shipped_definitions());
        }
        Table {
            names: shipped::NAMES.iter().map(|name| Cow::Borrowed(*name)).collect(),
            scales: Cow::Borrowed(&shipped::SCALES),
            terms: Cow::Borrowed(&shipped::TERMS),
            phrases: Cow::Borrowed(&shipped::PHRASES),
            words: Cow::Borrowed(&shipped::WORDS),
        }
    }

    /// Returns the scales that ship, as written.
    pub fn shipped_definitions() -> IndexMap<String, ScaleDefinition> {
        toml::from_str(SHIPPED).unwrap_or_default()
    }

    /// Returns the shipped scales with those of a framework laid over them: a scale of the same name
    /// is replaced, others are added. `toml` is a table of scales by name.
    ///
    /// # Errors
    /// When the text is no such table.
    pub fn extended_by(toml: &str) -> Result<Self, InvalidScales> {
        let own: IndexMap<String, ScaleDefinition> =
            toml::from_str(toml).map_err(|error| InvalidScales(error.message().to_owned()))?;
        Ok(Self::with(own))
    }

    /// Returns the shipped scales with others laid over them, by name: one of the same name is
    /// replaced, others are added.
    pub fn with(own: IndexMap<String, ScaleDefinition>) -> Self {
        let mut all = Self::shipped_definitions();
        all.extend(own);
        Self::of(Table::of(all))
    }

    fn of(table: Table) -> Self {
        let mut places = FxHashMap::with_capacity_and_hasher(table.terms.len(), FxBuildHasher);
        let first = |term: &Term| term.words.of(&table.words)[0];
        let mut start = 0;
        for terms in table.terms.chunk_by(|one, next| first(one) == first(next)) {
            let length = terms.len() as u32;
            places.insert(first(&terms[0]), Span { start, length });
            start += length;
        }
        let longest = table.terms.iter().map(|term| term.words.length).max().unwrap_or(0) as usize;
        Self { table, places, longest }
    }

    /// Whether a word is one of some.
    fn is_among(&self, some: Span, word: &Word) -> bool {
        some.of(&self.table.words).contains(&word.base)
    }

    /// The name of a scale.
    pub(super) fn name(&self, scale: usize) -> &str {
        &self.table.names[scale]
    }

    /// The step that a sentence without a word of the scale stands on.
    pub(super) fn absent(&self, scale: usize) -> Option<f32> {
        self.table.scales[scale].absent
    }

    /// Whether the words of a scale go before a verb and take its place when it is missing: `help`,
    /// `support`. Without them, another verb says what is done.
    pub(super) fn is_of_the_verb(&self, scale: usize) -> bool {
        self.name(scale) == "agency-share"
    }

    /// Whether the words of a scale say what somebody does: many others that no scale grades say as much.
    pub(super) fn is_of_actions(&self, scale: usize) -> bool {
        matches!(self.name(scale), "agency" | "agency-share" | "attainment" | "composure" | "stance")
    }

    /// Whether the words of a scale limit or excuse, so that they count wherever they stand.
    pub(super) fn limits(&self, scale: usize) -> bool {
        self.table.scales[scale].limits
    }

    /// What going from one step of a scale to another says of the bar.
    pub(super) fn direction(&self, scale: usize, before: f32, after: f32) -> Bar {
        let up = after > before;
        match self.table.scales[scale].higher {
            _ if (after - before).abs() < f32::EPSILON => Bar::Same,
            Higher::AsksMore => {
                if up {
                    Bar::AsksMore
                } else {
                    Bar::AsksLess
                }
            }
            Higher::AsksLess => {
                if up {
                    Bar::AsksLess
                } else {
                    Bar::AsksMore
                }
            }
        }
    }

    /// Whether the words of a scale mean the same and say nothing of the bar.
    pub(super) fn is_of_synonyms(&self, scale: usize) -> bool {
        self.table.scales[scale].synonyms
    }

    /// Whether a word of a scale that follows these is none of the scale.
    fn means_something_else(&self, scale: usize, before: &[Word]) -> bool {
        let phrases = self.table.scales[scale].not_after.of(&self.table.phrases);
        phrases.iter().map(|phrase| phrase.of(&self.table.words)).any(|phrase| {
            let start = before.len().checked_sub(phrase.len());
            start.is_some_and(|start| before[start..].iter().map(|word| &word.base).eq(phrase))
        })
    }

    /// Whether a term only describes the word after it: `team lead`, `on their own ideas`.
    fn belongs_to_next(&self, scale: usize, words: &[Word], length: usize) -> bool {
        let scale = &self.table.scales[scale];
        let next = words.get(length).filter(|next| !next.after_break);
        next.is_some_and(|next| {
            let means_another = |phrase: &[u64]| match phrase {
                [word] => *word == next.base,
                phrase => {
                    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, base)| word.base == *base)
                }
            };
            let phrases = scale.not_before.of(&self.table.phrases);
            phrases.iter().any(|phrase| means_another(phrase.of(&self.table.words)))
                || scale.limits && &*words[length - 1].lower == "own" && next.is_content()
        })
    }

    /// Whether a term says how somebody feels about a thing (`comfortable with change`), not what they are
    /// able to do (`comfortable leading change`).
    fn is_feeling(&self, scale: usize, words: &[Word], length: usize) -> bool {
        let feels = words[..length].iter().any(|word| matches!(&*word.lower, "comfortable" | "confident"));
        if !feels || self.name(scale) != "modality" {
            return false;
        }
        let mut next = words[length..].iter().take_while(|word| !word.after_break);
        !next.find(|word| !word.lower.ends_with("ly")).is_some_and(|word| word.lower.ends_with("ing"))
    }

    /// Whether `most` says how much something is so (`what matters most`) rather than of how many.
    fn is_superlative(&self, scale: usize, words: &[Word], length: usize) -> bool {
        let alone = length == 1 && &*words[0].lower == "most" && self.name(scale) == "quantity";
        alone
            && words
                .get(1)
                .is_none_or(|next| next.after_break || matches!(&*next.lower, "and" | "or" | "to" | "in" | "for"))
    }

    /// Whether words after a term turn around what it says.
    fn is_reversed(&self, scale: usize, after: &[Word]) -> bool {
        let by = self.table.scales[scale].reversed_by;
        let here = || after.iter().take(REVERSED_WITHIN).take_while(|word| !word.after_break);
        by.length > 0 && here().any(|word| self.is_among(by, word))
    }

    /// Whether a term counts where it stands: one of the words on which it depends stands before it, and
    /// it is not the one who does it (`coached by a senior engineer`).
    fn is_governed(&self, scale: usize, before: &[Word]) -> bool {
        let by = self.table.scales[scale].governed_by;
        let near = &before[before.len().saturating_sub(GOVERNED_WITHIN)..];
        let doer = || near.iter().any(|word| matches!(&*word.lower, "by" | "from"));
        by.length == 0 || near.iter().any(|word| self.is_among(by, word)) && !doer()
    }

    /// Returns every term of a sentence: per scale the longest at each place, not overlapping.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found> {
        self.find_near((words, &super::bases(words)), |_| true, true)
    }

    /// As [`Self::find`], of some words and their bases, only of terms that may reach a place that is `wanted`;
    /// single words that do not, nor hide others, only where they are to be found as well.
    pub(super) fn find_near(
        &self,
        (words, bases): (&[Word], &[u64]),
        wanted: impl Fn(usize) -> bool,
        single_words_beside: bool,
    ) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        // A term that begins before a wanted place may overlap another that would then be in doubt, so
        // some room is left on both sides.
        let mut next = 0;
        let mut last = None;
        for start in 0..words.len() {
            while next < words.len() && next < start + self.longest {
                if wanted(next) {
                    last = Some(next);
                }
                next += 1;
            }
            if last.is_none_or(|last| last + self.longest < start) {
                continue;
            }
            let Some(place) = self.places.get(&bases[start]) else { continue };
            let second = bases.get(start + 1);
            for term in place.of(&self.table.terms) {
                let (scale, phrase) = (term.scale as usize, term.words.of(&self.table.words));
                // Of the many phrases that begin with a common word, nearly all differ in the second.
                let may_fit = phrase.get(1).is_none_or(|word| Some(word) == second);
                if !may_fit || !bases[start..].starts_with(phrase) {
                    continue;
                }
                let length = phrase.len();
                if length == 1 && !single_words_beside && !wanted(start) {
                    continue;
                }
                let covered = |found: &Found| {
                    (found.scale == scale || self.limits(found.scale) && found.length > length)
                        && found.start + found.length > start
                };
                let counts = !self.means_something_else(scale, &words[..start])
                    && !self.belongs_to_next(scale, &words[start..], length)
                    && !self.is_feeling(scale, &words[start..], length)
                    && !self.is_superlative(scale, &words[start..], length)
                    && self.is_governed(scale, &words[..start])
                    && !out.iter().any(covered);
                if counts {
                    let Term { step, doubtful, exchanged_only, .. } = *term;
                    let reversed = self.is_reversed(scale, &words[start + length..]);
                    out.push(Found { scale, step, start, length, doubtful, exchanged_only, reversed });
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::table::Table;
    use super::{SHIPPED, ScaleDefinition, Scales, sample, shipped};

    #[test]
    fn what_the_build_script_left_is_what_is_written() {
        assert_eq!(sample(), shipped::SAMPLE);
        assert!(Scales::shipped_table() == Table::of(Scales::shipped_definitions()));
    }

    #[test]
    fn shipped_scales_read() {
        let scales: indexmap::IndexMap<String, ScaleDefinition> = toml::from_str(SHIPPED).unwrap();
        assert!(scales.len() >= 10);
        assert!(scales.values().all(|scale| scale.steps.len() >= 2 && scale.steps.iter().all(|step| !step.is_empty())));
    }

    #[test]
    fn own_scales_replace_and_add() {
        let own = "[quantity]\nsteps = [['one'], ['two']]\n[warmth]\nabsent = 1\nsteps = [['cool'], ['warm']]\n";
        let scales = Scales::extended_by(own).unwrap();
        let words = super::super::reading::read("many warm words");
        let found = scales.find(&words);
        assert_eq!(found.iter().map(|found| scales.name(found.scale)).collect::<Vec<_>>(), ["warmth"]);
    }
}
