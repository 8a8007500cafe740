//! Words as numbers: every distinct word of a comparison once, with its stem, how rare it is and
//! whether it carries content. Sentences become short lists of these numbers, so that comparing
//! two costs no text work.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

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

/// All distinct words of a comparison.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    stems: FxHashMap<Box<str>, u32>,
    /// In how many sentences each stem stands.
    frequency: Vec<u32>,
    weights: Vec<f32>,
    sentences: u32,
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
        }
    }

    /// Returns a sentence as numbers, and counts its words as those of one more sentence.
    pub(super) fn read(&mut self, text: &str) -> Tokens {
        let mut tokens = self.tokens(text);
        let mut last = u32::MAX;
        for stem in &tokens.stems {
            if *stem != last {
                self.frequency[*stem as usize] += 1;
                last = *stem;
            }
        }
        self.sentences += 1;
        let bare = without_brackets(text).map(|text| self.tokens(&text));
        tokens.bare = bare.filter(|bare| bare.content >= 2).map(Box::new);
        tokens
    }

    fn tokens(&mut self, text: &str) -> Tokens {
        let mut words = Vec::with_capacity(24);
        for_each_word(text, |word| words.push(self.intern(word)));
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

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let stem_text = Stemmer::create(Algorithm::English).stem(word).into_owned();
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(stem_text.into_boxed_str()).or_insert(next);
        if stem == next {
            self.frequency.push(0);
        }
        let id = self.words.len() as WordId;
        self.words.push(Word { stem, function: is_function_word(word) });
        self.ids.insert(word.into(), id);
        id
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

/// Calls `each` with every word of a text: lower case, with plain apostrophes inside words; `&`
/// counts as `and`, `%` as a word of its own.
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::with_capacity(24);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() {
            if character.is_ascii() {
                word.push(character.to_ascii_lowercase());
            } else {
                word.extend(character.to_lowercase());
            }
            continue;
        }
        let inside = !word.is_empty() && characters.peek().is_some_and(|next| next.is_alphanumeric());
        if inside && matches!(character, '\'' | '\u{2019}' | '\u{2bc}') {
            word.push('\'');
            continue;
        }
        if inside
            && matches!(character, '.' | ',')
            && word.ends_with(|c: char| c.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit)
        {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            each(&word);
            word.clear();
        }
        match character {
            '&' => each("and"),
            '%' => each("%"),
            _ => {}
        }
    }
    if !word.is_empty() {
        each(&word);
    }
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
