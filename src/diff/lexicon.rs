//! Words as numbers: every distinct word of a comparison once, with its stem, how rare it is and
//! whether it carries content. Sentences become short lists of these numbers, so that comparing
//! two costs no text work.

use std::hash::Hasher as _;

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};

use super::stopwords::is_function_word;

/// The number of a word in a [`Lexicon`].
pub(super) type WordId = u32;

/// One distinct word.
#[derive(Debug)]
struct Word {
    stem: u32,
    function: bool,
}

/// What a word without content weighs at the most.
const FUNCTION_WEIGHT: f32 = 0.35;

/// The words of a sentence and, where it has brackets, those outside of them.
type WithoutBrackets<T> = Option<(Vec<T>, Option<Vec<T>>)>;

/// All distinct words of a comparison.
pub(super) struct Lexicon {
    /// The words by their hashes: two that share one of 64 bits do not occur.
    ids: FxHashMap<u64, WordId>,
    words: Vec<Word>,
    stems: FxHashMap<Box<str>, u32>,
    /// In how many sentences each stem stands.
    frequency: Vec<u32>,
    weights: Vec<f32>,
    sentences: u32,
    stemmer: Stemmer,
}

/// A sentence as numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    /// The stems, sorted, repeated ones repeated.
    pub(super) stems: Vec<u32>,
    /// The stems of neighboring words that carry content, as pairs, sorted.
    pub(super) pairs: Vec<u64>,
    /// The sum of the weights of `stems`; set by [`Lexicon::weigh`].
    pub(super) weight: f32,
    /// How many words carry content.
    pub(super) content: u32,
    /// The sentence without what stands in brackets, where something does.
    pub(super) bare: Option<Box<Tokens>>,
}

impl Lexicon {
    /// Returns a lexicon without words.
    pub(super) fn new() -> Self {
        Self {
            ids: FxHashMap::default(),
            words: Vec::new(),
            stems: FxHashMap::default(),
            frequency: Vec::new(),
            weights: Vec::new(),
            sentences: 0,
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// Returns sentences as numbers, `None` where a text is, and counts their words.
    pub(super) fn read(&mut self, texts: &[Option<&str>]) -> Vec<Option<Tokens>> {
        let hashed: Vec<WithoutBrackets<u64>> = texts
            .par_iter()
            .map(|text| text.map(|text| (hashes(text), without_brackets(text).map(|bare| hashes(&bare)))))
            .collect();
        let words: Vec<WithoutBrackets<WordId>> = hashed
            .into_iter()
            .zip(texts)
            .map(|(hashed, text)| {
                let (whole, bare) = hashed?;
                self.sentences += 1;
                let whole = self.intern(&whole, text.unwrap_or_default());
                self.count(&whole);
                Some((whole, bare.map(|bare| self.intern(&bare, text.unwrap_or_default()))))
            })
            .collect();
        let of = |words: &[WordId]| self.tokens(words);
        let tokens = |(whole, bare): (Vec<WordId>, Option<Vec<WordId>>)| {
            let bare = bare.map(|bare| of(&bare)).filter(|bare| bare.content >= 2);
            Tokens { bare: bare.map(Box::new), ..of(&whole) }
        };
        words.into_par_iter().map(|words| words.map(tokens)).collect()
    }

    /// Counts the words of one more sentence.
    fn count(&mut self, words: &[WordId]) {
        for (index, word) in words.iter().enumerate() {
            if !words[..index].contains(word) {
                self.frequency[self.words[*word as usize].stem as usize] += 1;
            }
        }
    }

    fn tokens(&self, words: &[WordId]) -> Tokens {
        let mut stems: Vec<u32> = words.iter().map(|word| self.words[*word as usize].stem).collect();
        let telling: Vec<u32> = words
            .iter()
            .filter(|word| !self.words[**word as usize].function)
            .map(|word| self.words[*word as usize].stem)
            .collect();
        let mut pairs: Vec<u64> =
            telling.windows(2).map(|pair| (u64::from(pair[0]) << 32) | u64::from(pair[1])).collect();
        stems.sort_unstable();
        pairs.sort_unstable();
        Tokens { stems, pairs, weight: 0.0, content: telling.len() as u32, bare: None }
    }

    /// The numbers of words given by their hashes; `text` is read again where one is new.
    fn intern(&mut self, hashes: &[u64], text: &str) -> Vec<WordId> {
        let missing = hashes.iter().any(|hash| !self.ids.contains_key(hash));
        if missing {
            for_each_word(text, |word| self.learn(word));
        }
        hashes.iter().filter_map(|hash| self.ids.get(hash).copied()).collect()
    }

    fn learn(&mut self, word: &str) {
        let hash = hash(word);
        if self.ids.contains_key(&hash) {
            return;
        }
        let stem_text = self.stemmer.stem(word).into_owned();
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(stem_text.into_boxed_str()).or_insert(next);
        if stem == next {
            self.frequency.push(0);
        }
        self.ids.insert(hash, self.words.len() as WordId);
        self.words.push(Word { stem, function: is_function_word(word) });
    }

    /// Settles how rare each word is; to be called once, after all sentences are read.
    pub(super) fn settle(&mut self) {
        let total = self.sentences.max(1) as f32;
        self.weights = self.frequency.iter().map(|count| (1.0 + total / (*count).max(1) as f32).ln()).collect();
        for word in &self.words {
            if word.function {
                let weight = &mut self.weights[word.stem as usize];
                *weight = weight.min(1.0) * FUNCTION_WEIGHT;
            }
        }
    }

    /// Sets the weight of a sentence.
    pub(super) fn weigh(&self, tokens: &mut Tokens) {
        tokens.weight = tokens.stems.iter().map(|stem| self.weights[*stem as usize]).sum();
        if let Some(bare) = &mut tokens.bare {
            self.weigh(bare);
        }
    }

    /// The weight of a stem: the rarer, the heavier; words without content hardly count.
    pub(super) fn weight(&self, stem: u32) -> f32 {
        self.weights[stem as usize]
    }

    /// How many stems there are.
    pub(super) fn stem_count(&self) -> usize {
        self.frequency.len()
    }
}

/// The hash by which a word is known.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The hashes of the words of a text, in order.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(24);
    for_each_word(text, |word| out.push(hash(word)));
    out
}

/// Calls `each` with every word of a text: lower case, with plain apostrophes inside words; `&`
/// counts as `and`, `%` as a word of its own.
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut buffer = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            match byte {
                b'&' => each("and"),
                b'%' => each("%"),
                _ => {}
            }
            at += 1;
            continue;
        }
        let (length, plain) = word_length(&text[at..]);
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &text[at..at + length];
        if plain {
            each(word);
        } else {
            buffer.clear();
            let apostrophe = |c: char| if matches!(c, '\u{2019}' | '\u{2bc}') { '\'' } else { c };
            buffer.extend(word.chars().map(apostrophe).flat_map(char::to_lowercase));
            each(&buffer);
        }
        at += length;
    }
}

/// The bytes of the word that a text begins with, and whether it is in lower case ASCII already.
fn word_length(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
    // Most words end here: at a space, a full stop before one, or the end.
    if matches!(bytes[plain..], [] | [b' ', ..] | [b'.' | b',' | b'-', b' ' | b'a'..=b'z', ..]) && plain > 0 {
        return (plain, true);
    }
    let mut characters = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let apostrophe = matches!(character, '\'' | '\u{2019}' | '\u{2bc}') && next.is_some_and(char::is_alphanumeric);
        let decimal =
            matches!(character, '.' | ',') && last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
        if !character.is_alphanumeric() && !apostrophe && !decimal {
            return (index, index == plain);
        }
        last = character;
    }
    (text.len(), text.len() == plain)
}

/// How many of their words two sentences share, rare or not, brackets aside: 0 to 1; nothing where
/// fewer than two of those carry content.
pub(super) fn overlap(lexicon: &Lexicon, a: &Tokens, b: &Tokens) -> f32 {
    let (a, b) = (a.bare.as_deref().unwrap_or(a), b.bare.as_deref().unwrap_or(b));
    let (mut i, mut j, mut shared, mut telling) = (0, 0, 0_u32, 0_u32);
    while i < a.stems.len() && j < b.stems.len() {
        match a.stems[i].cmp(&b.stems[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                telling += u32::from(lexicon.weight(a.stems[i]) > FUNCTION_WEIGHT);
                i += 1;
                j += 1;
            }
        }
    }
    if telling < 2 { 0.0 } else { 2.0 * shared as f32 / (a.stems.len() + b.stems.len()) as f32 }
}

/// A text without what stands in round brackets; `None` where nothing does.
fn without_brackets(text: &str) -> Option<String> {
    if !text.contains('(') {
        return None;
    }
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(character),
            _ => {}
        }
    }
    Some(out)
}

/// The weight that two sorted lists of stems share, each stem as often as both have it.
pub(super) fn shared_weight(lexicon: &Lexicon, a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += lexicon.weight(a[i]);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// How alike two sentences are, 0 to 1: the weight of the words they share against that of all
/// their words, a part of it for words that follow one another in both, and some credit for a
/// sentence that stands whole in a longer one. What stands in brackets explains and counts half where
/// the rest is more alike.
pub(super) fn likeness(lexicon: &Lexicon, a: &Tokens, b: &Tokens) -> f32 {
    let whole = likeness_of_all(lexicon, a, b);
    if a.bare.is_none() && b.bare.is_none() {
        return whole;
    }
    let bare = likeness_of_all(lexicon, a.bare.as_deref().unwrap_or(a), b.bare.as_deref().unwrap_or(b));
    whole.max((whole + bare) / 2.0)
}

fn likeness_of_all(lexicon: &Lexicon, a: &Tokens, b: &Tokens) -> f32 {
    if a.weight <= 0.0 || b.weight <= 0.0 {
        return 0.0;
    }
    let shared = shared_weight(lexicon, &a.stems, &b.stems);
    let dice = 2.0 * shared / (a.weight + b.weight);
    let contained = shared / a.weight.min(b.weight);
    let pairs = if a.pairs.is_empty() || b.pairs.is_empty() {
        dice
    } else {
        2.0 * count_shared(&a.pairs, &b.pairs) as f32 / (a.pairs.len() + b.pairs.len()) as f32
    };
    let few = a.content.min(b.content) < 3;
    let whole = if few { dice } else { 0.45 * dice + 0.55 * contained };
    (0.62 * dice + 0.18 * pairs + 0.20 * whole).clamp(0.0, 1.0)
}

/// How many numbers two sorted lists share.
fn count_shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}
