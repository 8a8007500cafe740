//! Graded words as data: what scales there are, which words stand on which step, and what moving
//! up says of the bar.

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::diff::kind::Bar;

/// The version of the scales that ship: goes up whenever a word of them does.
pub const SCALES_VERSION: u32 = 4;

const SHIPPED: &str = include_str!("scales.toml");

/// Scales of graded words, ready to be looked up.
#[derive(Debug, Clone)]
pub struct Scales {
    scales: Vec<Scale>,
    /// Terms by their first word (its base, as a hash), the longest first.
    terms: FxHashMap<u64, Vec<Term>>,
    /// The words of the longest term.
    longest: usize,
}

/// One scale as written in TOML.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleDefinition {
    /// What a higher step says: `asks-more` or `asks-less`.
    #[serde(default)]
    pub higher: Higher,
    /// The step, from 1, of a sentence without any word of the scale; none where that says nothing.
    #[serde(default)]
    pub absent: Option<f32>,
    /// The words of each step, from the least to the most.
    pub steps: Vec<Vec<String>>,
    /// Words right after which a word of the scale means something else and is not counted.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words right before which a word of the scale means something else and is not counted; with that word
    /// itself where only it does: `lead to`.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words that say nothing where they come or go alone, and count only where exchanged for others.
    #[serde(default)]
    pub exchanged_only: Vec<String>,
    /// Words that, exchanged for one another, leave it to a person which way the bar moves.
    #[serde(default)]
    pub doubtful: Vec<String>,
    /// Words shortly after a word of the scale that turn around what it says: who rarely misses
    /// deadlines is asked more than who often misses them.
    #[serde(default)]
    pub reversed_by: Vec<String>,
    /// Words of which one stands before a word of the scale where it counts; none where it always does.
    #[serde(default)]
    pub governed_by: Vec<String>,
    /// Whether the steps are groups of words that mean the same, in no order.
    #[serde(default)]
    pub synonyms: bool,
}

/// What a higher step of a scale says of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Higher {
    /// It asks more.
    #[default]
    AsksMore,
    /// It asks less.
    AsksLess,
}

#[derive(Debug, Clone)]
struct Scale {
    name: String,
    higher: Higher,
    absent: Option<f32>,
    not_after: Vec<Vec<u64>>,
    not_before: Vec<Vec<u64>>,
    reversed_by: Vec<u64>,
    governed_by: Vec<u64>,
    synonyms: bool,
    /// Whether its words limit or excuse, wherever they stand; shorter words of other scales within
    /// one of its phrases say nothing of their own.
    limits: bool,
}

#[derive(Debug, Clone)]
struct Term {
    words: Vec<u64>,
    scale: usize,
    step: u32,
    doubtful: bool,
    exchanged_only: bool,
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
        static SCALES: std::sync::LazyLock<Scales> =
            std::sync::LazyLock::new(|| Scales::from_definitions(Scales::shipped_definitions()));
        &SCALES
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
        Self::from_definitions(all)
    }

    fn from_definitions(definitions: IndexMap<String, ScaleDefinition>) -> Self {
        let mut scales = Vec::new();
        let mut terms: FxHashMap<u64, Vec<Term>> = FxHashMap::default();
        let bases =
            |phrase: &String| -> Vec<u64> { super::reading::read(phrase).iter().map(|word| word.base).collect() };
        for (name, definition) in definitions {
            let doubtful: Vec<Vec<u64>> = definition.doubtful.iter().map(bases).collect();
            let exchanged: Vec<Vec<u64>> = definition.exchanged_only.iter().map(bases).collect();
            for (step, words) in definition.steps.iter().enumerate() {
                for phrase in words {
                    let words = bases(phrase);
                    let Some(first) = words.first().copied() else { continue };
                    let (doubtful, exchanged_only) = (doubtful.contains(&words), exchanged.contains(&words));
                    let term = Term { words, scale: scales.len(), step: step as u32 + 1, doubtful, exchanged_only };
                    terms.entry(first).or_default().push(term);
                }
            }
            let not_after = definition.not_after.iter().map(bases).collect();
            let single = |words: &[String]| words.iter().flat_map(bases).collect();
            let (reversed_by, governed_by) = (single(&definition.reversed_by), single(&definition.governed_by));
            let not_before = definition.not_before.iter().map(bases).collect();
            let (higher, absent, synonyms) = (definition.higher, definition.absent, definition.synonyms);
            let limits = matches!(name.as_str(), "autonomy" | "requirement");
            scales.push(Scale {
                name,
                higher,
                absent,
                not_after,
                not_before,
                reversed_by,
                governed_by,
                synonyms,
                limits,
            });
        }
        for list in terms.values_mut() {
            list.sort_by(|a, b| {
                b.words.len().cmp(&a.words.len()).then(a.scale.cmp(&b.scale)).then(a.step.cmp(&b.step))
            });
        }
        let longest = terms.values().flatten().map(|term| term.words.len()).max().unwrap_or(0);
        Self { scales, terms, longest }
    }

    /// The name of a scale.
    pub(super) fn name(&self, scale: usize) -> &str {
        &self.scales[scale].name
    }

    /// The step that a sentence without a word of the scale stands on.
    pub(super) fn absent(&self, scale: usize) -> Option<f32> {
        self.scales[scale].absent
    }

    /// Whether the words of a scale go before a verb and take its place when it is missing: `help`,
    /// `support`. Without them, another verb says what is done.
    pub(super) fn is_of_the_verb(&self, scale: usize) -> bool {
        self.scales[scale].name == "agency-share"
    }

    /// Whether the words of a scale say what somebody does: many others that no scale grades say as much.
    pub(super) fn is_of_actions(&self, scale: usize) -> bool {
        matches!(&*self.scales[scale].name, "agency" | "agency-share" | "attainment" | "composure" | "stance")
    }

    /// Whether the words of a scale limit or excuse, so that they count wherever they stand.
    pub(super) fn limits(&self, scale: usize) -> bool {
        self.scales[scale].limits
    }

    /// What going from one step of a scale to another says of the bar.
    pub(super) fn direction(&self, scale: usize, before: f32, after: f32) -> Bar {
        let up = after > before;
        match self.scales[scale].higher {
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
        self.scales[scale].synonyms
    }

    /// Whether a word of a scale that follows these is none of the scale.
    fn means_something_else(&self, scale: usize, before: &[super::words::Word]) -> bool {
        self.scales[scale].not_after.iter().any(|phrase| {
            let start = before.len().checked_sub(phrase.len());
            start.is_some_and(|start| before[start..].iter().map(|word| &word.base).eq(phrase))
        })
    }

    /// Whether a term only describes the word after it: `team lead`, `on their own ideas`.
    fn belongs_to_next(&self, scale: usize, words: &[super::words::Word], length: usize) -> bool {
        let scale = &self.scales[scale];
        let next = words.get(length).filter(|next| !next.after_break);
        next.is_some_and(|next| {
            let means_another = |phrase: &Vec<u64>| match &phrase[..] {
                [word] => *word == next.base,
                phrase => {
                    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, base)| word.base == *base)
                }
            };
            scale.not_before.iter().any(means_another)
                || scale.limits && &*words[length - 1].lower == "own" && next.is_content()
        })
    }

    /// Whether a term says how somebody feels about a thing (`comfortable with change`), not what they are
    /// able to do (`comfortable leading change`).
    fn is_feeling(&self, scale: usize, words: &[super::words::Word], length: usize) -> bool {
        let feels = words[..length].iter().any(|word| matches!(&*word.lower, "comfortable" | "confident"));
        if !feels || self.scales[scale].name != "modality" {
            return false;
        }
        let mut next = words[length..].iter().take_while(|word| !word.after_break);
        !next.find(|word| !word.lower.ends_with("ly")).is_some_and(|word| word.lower.ends_with("ing"))
    }

    /// Whether words after a term turn around what it says.
    fn is_reversed(&self, scale: usize, after: &[super::words::Word]) -> bool {
        let by = &self.scales[scale].reversed_by;
        let here = || after.iter().take(REVERSED_WITHIN).take_while(|word| !word.after_break);
        !by.is_empty() && here().any(|word| by.contains(&word.base))
    }

    /// Whether a term counts where it stands: one of the words on which it depends stands before it, and
    /// it is not the one who does it (`coached by a senior engineer`).
    fn is_governed(&self, scale: usize, before: &[super::words::Word]) -> bool {
        let by = &self.scales[scale].governed_by;
        let near = &before[before.len().saturating_sub(GOVERNED_WITHIN)..];
        let doer = || near.iter().any(|word| matches!(&*word.lower, "by" | "from"));
        by.is_empty() || near.iter().any(|word| by.contains(&word.base)) && !doer()
    }

    /// Returns every term of a sentence: per scale the longest at each place, not overlapping.
    pub(super) fn find(&self, words: &[super::words::Word]) -> Vec<Found> {
        self.find_near(words, |_| true)
    }

    /// As [`Self::find`], only of terms that may reach a place that is `wanted`.
    pub(super) fn find_near(&self, words: &[super::words::Word], wanted: impl Fn(usize) -> bool) -> Vec<Found> {
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
            let Some(terms) = self.terms.get(&words[start].base) else { continue };
            for term in terms {
                let here = words[start..].iter().map(|word| &word.base);
                let fits = words.len() - start >= term.words.len() && here.zip(&term.words).all(|(a, b)| a == b);
                let covered = |found: &Found| {
                    (found.scale == term.scale || self.limits(found.scale) && found.length > term.words.len())
                        && found.start + found.length > start
                };
                let counts = fits
                    && !self.means_something_else(term.scale, &words[..start])
                    && !self.belongs_to_next(term.scale, &words[start..], term.words.len())
                    && !self.is_feeling(term.scale, &words[start..], term.words.len())
                    && self.is_governed(term.scale, &words[..start])
                    && !out.iter().any(covered);
                if counts {
                    let Term { scale, step, doubtful, exchanged_only, .. } = *term;
                    let length = term.words.len();
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
    use super::{SHIPPED, ScaleDefinition, Scales};

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
