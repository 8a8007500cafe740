//! Scales as numbers, ready to be looked up: words are the hashes of what judging compares, in a few flat
//! lists. What ships is worked out by the build script, which reads this file too; scales of a framework's
//! own when they are read.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::diff::tokens::hash_of_word;

use super::definition::{Higher, ScaleDefinition};

/// Scales and all their terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// The names of the scales.
    pub(crate) names: Vec<Cow<'static, str>>,
    /// The scales, in the same order.
    pub(crate) scales: Cow<'static, [Scale]>,
    /// The terms of all scales: those that begin with the same word stand together, the longest first.
    pub(crate) terms: Cow<'static, [Term]>,
    /// Phrases, each a stretch of the words.
    pub(crate) phrases: Cow<'static, [Span]>,
    /// The bases of the words of terms and phrases.
    pub(crate) words: Cow<'static, [u64]>,
}

/// A stretch of one of the lists of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) length: u32,
}

impl Span {
    /// What it is a stretch of.
    pub(crate) fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.start as usize..(self.start + self.length) as usize]
    }
}

/// What is to be known of a scale beside its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) higher: Higher,
    pub(crate) absent: Option<f32>,
    /// A stretch of the phrases, as is the next.
    pub(crate) not_after: Span,
    pub(crate) not_before: Span,
    /// A stretch of the words, as is the next.
    pub(crate) reversed_by: Span,
    pub(crate) governed_by: Span,
    pub(crate) synonyms: bool,
    /// Whether its words limit or excuse, wherever they stand; shorter words of other scales within
    /// one of its phrases say nothing of their own.
    pub(crate) limits: bool,
}

/// A word or phrase of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Span,
    pub(crate) scale: u32,
    pub(crate) step: u32,
    pub(crate) doubtful: bool,
    pub(crate) exchanged_only: bool,
}

impl Table {
    /// Returns scales as written as numbers.
    pub(crate) fn of(definitions: IndexMap<String, ScaleDefinition>) -> Self {
        let mut lists = Lists::default();
        let (mut names, mut scales) = (Vec::new(), Vec::new());
        for (name, definition) in definitions {
            lists.add_terms(scales.len() as u32, &definition);
            scales.push(Scale {
                higher: definition.higher,
                absent: definition.absent,
                not_after: lists.add_phrases(&definition.not_after),
                not_before: lists.add_phrases(&definition.not_before),
                reversed_by: lists.add_words(&definition.reversed_by),
                governed_by: lists.add_words(&definition.governed_by),
                synonyms: definition.synonyms,
                limits: matches!(name.as_str(), "autonomy" | "requirement"),
            });
            names.push(Cow::Owned(name));
        }
        let Lists { mut terms, phrases, words } = lists;
        let first = |term: &Term| term.words.of(&words).first().copied();
        terms.sort_by(|a, b| {
            let longer = b.words.length.cmp(&a.words.length);
            first(a).cmp(&first(b)).then(longer).then(a.scale.cmp(&b.scale)).then(a.step.cmp(&b.step))
        });
        let (scales, terms, phrases, words) = (scales.into(), terms.into(), phrases.into(), words.into());
        Self { names, scales, terms, phrases, words }
    }
}

/// The hash of a word, by which a table made on another machine is known to hold on this one.
pub(crate) fn sample() -> u64 {
    hash_of_word("independently")
}

/// The lists of a [`Table`] as they grow.
#[derive(Default)]
struct Lists {
    terms: Vec<Term>,
    phrases: Vec<Span>,
    words: Vec<u64>,
}

/// What a phrase is compared by.
fn bases(phrase: &str) -> Vec<u64> {
    super::super::reading::read(phrase).iter().map(|word| word.base).collect()
}

impl Lists {
    fn add(&mut self, words: &[u64]) -> Span {
        let start = self.words.len() as u32;
        self.words.extend(words);
        Span { start, length: words.len() as u32 }
    }

    fn add_terms(&mut self, scale: u32, definition: &ScaleDefinition) {
        let doubtful: Vec<Vec<u64>> = definition.doubtful.iter().map(|phrase| bases(phrase)).collect();
        let exchanged: Vec<Vec<u64>> = definition.exchanged_only.iter().map(|phrase| bases(phrase)).collect();
        for (step, phrases) in (1..).zip(&definition.steps) {
            for words in phrases.iter().map(|phrase| bases(phrase)).filter(|words| !words.is_empty()) {
                let (doubtful, exchanged_only) = (doubtful.contains(&words), exchanged.contains(&words));
                let words = self.add(&words);
                self.terms.push(Term { words, scale, step, doubtful, exchanged_only });
            }
        }
    }

    fn add_phrases(&mut self, phrases: &[String]) -> Span {
        let start = self.phrases.len() as u32;
        for phrase in phrases {
            let words = self.add(&bases(phrase));
            self.phrases.push(words);
        }
        Span { start, length: phrases.len() as u32 }
    }

    fn add_words(&mut self, words: &[String]) -> Span {
        let words: Vec<u64> = words.iter().flat_map(|word| bases(word)).collect();
        self.add(&words)
    }
}
