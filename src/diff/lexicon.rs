//! Words as numbers: every distinct word of a comparison once, with its stem, how rare it is and
//! whether it carries content. Sentences become short lists of these numbers, so that comparing
//! two costs no text work.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use crate::parallel;

use super::stopwords::is_function_word;
use super::tokens::{self, Token};

/// The number of a word in a [`Lexicon`].
type WordId = u32;

/// One distinct word.
#[derive(Debug)]
struct Word {
    stem: u32,
    function: bool,
}

thread_local! {
    /// The stems of words by their hashes: whoever goes through a history compares the same words again
    /// and again.
    static STEMS: RefCell<FxHashMap<u64, Box<str>>> = RefCell::default();
}

/// What a word without content weighs at the most.
const FUNCTION_WEIGHT: f32 = 0.35;

/// All distinct words of a comparison.
pub(super) struct Lexicon {
    /// The words by their hashes.
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
    /// The stems, sorted, and after them the pairs, sorted: there may be hundreds of thousands of sentences.
    numbers: Box<[u32]>,
    /// How many stems there are.
    stem_count: u32,
    /// The sum of the weights of the stems; set by [`Lexicon::weigh`].
    pub(super) weight: f32,
    /// How many words carry content.
    pub(super) content: u32,
    /// The sentence without what stands in brackets, where something does.
    pub(super) bare: Option<Box<Tokens>>,
}

impl Tokens {
    /// The stems, sorted, repeated ones repeated.
    pub(super) fn stems(&self) -> &[u32] {
        &self.numbers[..self.stem_count as usize]
    }

    /// The pairs of neighboring words that carry content, each as a hash of both stems, sorted.
    fn pairs(&self) -> &[u32] {
        &self.numbers[self.stem_count as usize..]
    }
}

/// One number for two stems that follow one another.
fn pair(first: u32, second: u32) -> u32 {
    // The constants of an integer hash (Knuth's golden ratio, and an odd one beside it).
    first.wrapping_mul(0x9E37_79B9).rotate_left(13) ^ second.wrapping_mul(0x85EB_CA6B)
}

/// A sentence to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    /// How often it stands in the comparison.
    pub(super) times: u32,
    /// Whether it is compared with others, rather than only counted.
    pub(super) compared: bool,
}

/// How many sentences one thread reads in a row.
const CHUNK: usize = 1024;

/// Some sentences as numbers of a vocabulary of their own.
#[derive(Default)]
struct Chunk {
    ids: FxHashMap<u64, WordId>,
    words: Vec<ChunkWord>,
    /// The numbers its words have in the lexicon.
    numbers: Vec<WordId>,
    /// The words of all sentences, one after the other.
    sequence: Vec<WordId>,
    /// Where the words of each sentence end.
    ends: Vec<u32>,
}

/// One distinct word of a chunk: where it was first met, in how many sentences it stands and in which
/// last.
struct ChunkWord {
    token: Token,
    text: u32,
    count: u32,
    last: u32,
}

impl Chunk {
    fn of(sentences: &[Sentence<'_>]) -> Self {
        let mut out = Self { sequence: Vec::with_capacity(24 * sentences.len()), ..Self::default() };
        for (index, sentence) in sentences.iter().enumerate() {
            tokens::for_each(sentence.text, |token| out.add(index as u32, token, sentence));
            out.ends.push(out.sequence.len() as u32);
        }
        out
    }

    fn add(&mut self, index: u32, token: Token, sentence: &Sentence<'_>) {
        let next = self.words.len() as WordId;
        let id = *self.ids.entry(token.hash).or_insert(next);
        if id == next {
            self.words.push(ChunkWord { token, text: index, count: sentence.times, last: index });
        } else {
            let word = &mut self.words[id as usize];
            if word.last != index {
                word.last = index;
                word.count += sentence.times;
            }
        }
        if sentence.compared {
            self.sequence.push(id);
        }
    }
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

    /// Returns those of the sentences that are compared as numbers, and counts the words of all.
    pub(super) fn read(&mut self, sentences: &[Sentence<'_>]) -> Vec<Option<Tokens>> {
        self.sentences += sentences.iter().map(|sentence| sentence.times).sum::<u32>();
        let parts: Vec<&[Sentence<'_>]> = sentences.chunks(CHUNK).collect();
        let mut chunks = parallel::map(&parts, 2, |part| Chunk::of(part));
        // A word gets its number where it is first met, whatever thread was quicker.
        for (chunk, part) in chunks.iter_mut().zip(&parts) {
            chunk.numbers = self.learn_all(chunk, part);
        }
        let read: Vec<(Chunk, &[Sentence<'_>])> = chunks.into_iter().zip(parts).collect();
        let tokens = parallel::map_into(read, 2, |(chunk, part)| self.tokens_of(&chunk, part));
        tokens.into_iter().flatten().collect()
    }

    /// The numbers of the words of a chunk, which are counted.
    fn learn_all(&mut self, chunk: &Chunk, sentences: &[Sentence<'_>]) -> Vec<WordId> {
        let number = |word: &ChunkWord| {
            let text = sentences[word.text as usize].text;
            let id = self.ids.get(&word.token.hash).copied();
            let id = id.unwrap_or_else(|| self.learn(word.token.hash, &word.token.spelled(text)));
            self.frequency[self.words[id as usize].stem as usize] += word.count;
            id
        };
        chunk.words.iter().map(number).collect()
    }

    fn tokens_of(&self, chunk: &Chunk, sentences: &[Sentence<'_>]) -> Vec<Option<Tokens>> {
        let mut start = 0;
        let mut words: Vec<WordId> = Vec::new();
        let of = |(sentence, end): (&Sentence<'_>, &u32)| {
            let range = start..*end as usize;
            start = range.end;
            let sentence = Some(sentence).filter(|sentence| sentence.compared)?;
            words.clear();
            words.extend(chunk.sequence[range].iter().map(|id| chunk.numbers[*id as usize]));
            let bare = without_brackets(sentence.text).map(|bare| self.tokens(&self.known(&bare)));
            Some(Tokens { bare: bare.filter(|bare| bare.content >= 2).map(Box::new), ..self.tokens(&words) })
        };
        sentences.iter().zip(&chunk.ends).map(of).collect()
    }

    /// The numbers of those words of a text that are known.
    fn known(&self, text: &str) -> Vec<WordId> {
        let mut out = Vec::new();
        tokens::for_each(text, |token| out.extend(self.ids.get(&token.hash)));
        out
    }

    fn tokens(&self, words: &[WordId]) -> Tokens {
        let mut numbers: Vec<u32> = Vec::with_capacity(2 * words.len());
        numbers.extend(words.iter().map(|word| self.words[*word as usize].stem));
        let (mut content, mut last) = (0, None);
        for word in words.iter().map(|word| &self.words[*word as usize]).filter(|word| !word.function) {
            numbers.extend(last.map(|last| pair(last, word.stem)));
            last = Some(word.stem);
            content += 1;
        }
        let (stems, pairs) = numbers.split_at_mut(words.len());
        stems.sort_unstable();
        pairs.sort_unstable();
        Tokens { numbers: (&numbers[..]).into(), stem_count: words.len() as u32, weight: 0.0, content, bare: None }
    }

    /// Adds a word and returns its number.
    fn learn(&mut self, hash: u64, word: &str) -> WordId {
        let stem = STEMS.with_borrow_mut(|known| {
            let stem = known.entry(hash).or_insert_with(|| self.stemmer.stem(word).into());
            match self.stems.get(&**stem) {
                Some(number) => *number,
                None => {
                    self.stems.insert(stem.clone(), self.frequency.len() as u32);
                    self.frequency.push(0);
                    self.frequency.len() as u32 - 1
                }
            }
        });
        let id = self.words.len() as WordId;
        self.ids.insert(hash, id);
        self.words.push(Word { stem, function: is_function_word(word) });
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
        tokens.weight = tokens.stems().iter().map(|stem| self.weights[*stem as usize]).sum();
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

/// How many of their words two sentences share, rare or not, brackets aside: 0 to 1; nothing where
/// fewer than two of those carry content.
pub(super) fn overlap(lexicon: &Lexicon, a: &Tokens, b: &Tokens) -> f32 {
    let (a, b) = (a.bare.as_deref().unwrap_or(a), b.bare.as_deref().unwrap_or(b));
    let (a, b) = (a.stems(), b.stems());
    let (mut i, mut j, mut shared, mut telling) = (0, 0, 0_u32, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                telling += u32::from(lexicon.weight(a[i]) > FUNCTION_WEIGHT);
                i += 1;
                j += 1;
            }
        }
    }
    if telling < 2 { 0.0 } else { 2.0 * shared as f32 / (a.len() + b.len()) as f32 }
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
    let shared = shared_weight(lexicon, a.stems(), b.stems());
    let dice = 2.0 * shared / (a.weight + b.weight);
    let contained = shared / a.weight.min(b.weight);
    let (old, new) = (a.pairs(), b.pairs());
    let pairs = if old.is_empty() || new.is_empty() {
        dice
    } else {
        2.0 * count_shared(old, new) as f32 / (old.len() + new.len()) as f32
    };
    let few = a.content.min(b.content) < 3;
    let whole = if few { dice } else { 0.45 * dice + 0.55 * contained };
    (0.62 * dice + 0.18 * pairs + 0.20 * whole).clamp(0.0, 1.0)
}

/// How many numbers two sorted lists share.
fn count_shared(a: &[u32], b: &[u32]) -> usize {
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
