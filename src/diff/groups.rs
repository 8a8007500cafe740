//! What many changes have in common: the same term replaced in many places.

use std::borrow::Cow;
use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::parallel;

use super::change::{Change, Group, Signal};
use super::kind::{Bar, Impact, Kind};
use super::stopwords::is_function_word;
use super::tokens::{self, Token};
use super::wording::passages;

/// From how many places on a replacement is a change of terms rather than of sentences.
const PLACES: u32 = 3;

/// From how many changes on they are looked at on several threads.
const MANY: usize = 256;

/// Words that were exchanged for others, both by their hashes: most are met once, and nobody asks how
/// those are spelled.
type Exchange = (u64, u64);

/// What one change exchanges.
#[derive(Default)]
struct Exchanged {
    all: Box<[Exchange]>,
    /// Its only exchange without the first word of what went, and of what came.
    shortened: [Option<Exchange>; 2],
}

/// Finds terms replaced in many places. Where such a replacement is all that a change does, it is
/// editorial: the same thing is called by another name.
pub(super) fn find(changes: &mut [Change<'_>]) -> Vec<Group> {
    let exchanged: Vec<Exchanged> = parallel::map_mut(changes, MANY, |change| {
        change.passages = change.texts().map(|(before, after)| passages(before, after));
        exchanged(change)
    });
    // Of hundreds of thousands nearly all are met once: they are counted before their places are noted.
    let mut times: FxHashMap<Exchange, u32> = FxHashMap::default();
    exchanged
        .iter()
        .flat_map(|exchanged| &exchanged.all)
        .for_each(|exchange| *times.entry(*exchange).or_default() += 1);
    let mut found: IndexMap<Exchange, Vec<usize>, FxBuildHasher> = IndexMap::default();
    for (index, exchanged) in exchanged.iter().enumerate() {
        for exchange in exchanged.all.iter().filter(|exchange| times[*exchange] >= PLACES) {
            found.entry(*exchange).or_default().push(index);
        }
    }
    drop(times);
    let only = |index: usize| exchanged[index].all.len() == 1;
    let extended = with_one_word_more(&exchanged, |exchange| found.contains_key(exchange));
    let mut out = Vec::new();
    for (exchange, mut places) in found {
        let Some((before, after)) = spelled(&changes[places[0]], exchange) else { continue };
        let term = names_something(&before) && names_something(&after) && before.split(' ').count() <= 3;
        let is_graded = |index: &usize| {
            let change = &changes[*index];
            if only(*index) { has_meaning(change) } else { tells_apart(change, &before, &after) }
        };
        if !term || is_one_word(&before, &after) || places.iter().any(is_graded) {
            continue;
        }
        let further = extended.get(&exchange).into_iter().flatten();
        places.extend(further.filter(|index| !has_meaning(&changes[**index])));
        places.sort_unstable();
        places.dedup();
        for index in places.iter().filter(|index| only(**index)) {
            settle(&mut changes[*index], &before, &after);
        }
        out.push(Group { kind: "terminology", before, after, changes: places });
    }
    out
}

/// Whether words can be a term: articles, pronouns and the like alone name nothing.
fn names_something(words: &str) -> bool {
    words.split(' ').any(|word| !word.is_empty() && !is_function_word(word))
}

/// Whether a term and what stands for it are one word, with an apostrophe or in another number: `crews` against
/// `crew's` is spelling and no other name.
fn is_one_word(before: &str, after: &str) -> bool {
    before.trim_end_matches(['s', '\'']) == after.trim_end_matches(['s', '\''])
}

/// The stretches of words that a change of one text exchanges for others.
fn exchanged(change: &Change<'_>) -> Exchanged {
    let Some(read) = Reading::of(change) else { return Exchanged::default() };
    match &read.stretches[..] {
        [(gone, come)] if gone.is_empty() || come.is_empty() => Exchanged::default(),
        [only] => {
            let (gone, come) = read.without_articles(only);
            let shortened = [
                (gone.len() > 1).then(|| read.exchange_of(only, (gone.start + 1..gone.end, come.clone()))),
                (come.len() > 1).then(|| read.exchange_of(only, (gone.clone(), come.start + 1..come.end))),
            ];
            Exchanged { all: Box::new([read.exchange(only)]), shortened }
        }
        several => {
            Exchanged { all: several.iter().map(|stretch| read.exchange(stretch)).collect(), shortened: [None; 2] }
        }
    }
}

/// How an exchange of a change is spelled.
fn spelled(change: &Change<'_>, exchange: Exchange) -> Option<(String, String)> {
    let read = Reading::of(change)?;
    let stretch = read.stretches.iter().find(|stretch| read.exchange(stretch) == exchange)?;
    let (gone, come) = read.without_articles(stretch);
    let (gone, come) =
        (tokens::joined(read.texts.0, &read.before, gone), tokens::joined(read.texts.1, &read.after, come));
    Some(if is_exchange(stretch) { (singular(gone), singular(come)) } else { (gone, come) })
}

/// A stretch of words that went, and of those that came for it.
type Stretch = (Range<usize>, Range<usize>);

/// Where something was added or taken away as well, this is no exchange of terms.
fn is_exchange((gone, come): &Stretch) -> bool {
    !gone.is_empty() && !come.is_empty() && gone.len() <= 3 && come.len() <= 3
}

/// What differs between two texts, as words.
struct Reading<'t> {
    texts: (&'t str, &'t str),
    /// The words of what went, of all stretches one after the other.
    before: Vec<Token>,
    /// The words of what came.
    after: Vec<Token>,
    stretches: Vec<Stretch>,
}

impl<'t> Reading<'t> {
    /// Returns what a change of one text for another exchanges; nothing for any other change.
    fn of(change: &'t Change<'_>) -> Option<Self> {
        let texts = change.texts()?;
        let known = change.passages.as_deref();
        let found = known.map_or_else(|| Cow::Owned(passages(texts.0, texts.1).into_vec()), Cow::Borrowed);
        let mut read = Self { texts, before: Vec::new(), after: Vec::new(), stretches: Vec::new() };
        let mut rest = &found[..];
        while let Some(first) = rest.first() {
            let mut last = first;
            rest = &rest[1..];
            // With no word between, two passages are one to a reader.
            while let Some(next) = rest.first().filter(|next| !has_word(&texts.0[last.gone().end..next.gone().start])) {
                last = next;
                rest = &rest[1..];
            }
            read.add(first.gone().start..last.gone().end, first.come().start..last.come().end);
        }
        Some(read)
    }

    /// Adds the words of two parts of the texts, without those at both ends that are the same.
    fn add(&mut self, gone: Range<usize>, come: Range<usize>) {
        let (old, new) = (self.before.len(), self.after.len());
        tokens::for_each_in(self.texts.0, gone, |token| self.before.push(token));
        tokens::for_each_in(self.texts.1, come, |token| self.after.push(token));
        let (before, after) = (&self.before[old..], &self.after[new..]);
        let start = before.iter().zip(after).take_while(|(a, b)| a.hash == b.hash).count();
        let ends = before[start..].iter().rev().zip(after[start..].iter().rev());
        let end = ends.take_while(|(a, b)| a.hash == b.hash).count();
        let stretch = (old + start..self.before.len() - end, new + start..self.after.len() - end);
        if !stretch.0.is_empty() || !stretch.1.is_empty() {
            self.stretches.push(stretch);
        }
    }

    /// The words of a stretch, singular where they may be a term, as hashes.
    fn exchange(&self, stretch: &Stretch) -> Exchange {
        self.exchange_of(stretch, self.without_articles(stretch))
    }

    /// A stretch without the article that both its sides begin with: `an RFC` became `a proposal` as `RFC`
    /// did `proposal`.
    fn without_articles(&self, (gone, come): &Stretch) -> Stretch {
        let article = |text: &str, tokens: &[Token], words: &Range<usize>| {
            words.len() > 1 && matches!(&*tokens[words.start].spelled(text), "a" | "an" | "the")
        };
        let both = article(self.texts.0, &self.before, gone) && article(self.texts.1, &self.after, come);
        let by = usize::from(both);
        (gone.start + by..gone.end, come.start + by..come.end)
    }

    /// As [`Self::exchange`], of a part of a stretch that ends as it does.
    fn exchange_of(&self, whole: &Stretch, (gone, come): Stretch) -> Exchange {
        let term = is_exchange(whole);
        let whole = self.without_articles(whole);
        let hash = |text: &str, tokens: &[Token], whole: &Range<usize>, part: Range<usize>| {
            let last = part.end.saturating_sub(1).max(part.start)..part.end;
            let shorter = if term { singular_of(text, &tokens[whole.clone()]) } else { None };
            match shorter {
                Some(last_hash) => tokens::hash_of_all(
                    tokens[part.start..last.start].iter().map(|token| token.hash).chain([last_hash]),
                ),
                None => tokens::hash_of_all(tokens[part].iter().map(|token| token.hash)),
            }
        };
        (hash(self.texts.0, &self.before, &whole.0, gone), hash(self.texts.1, &self.after, &whole.1, come))
    }
}

/// The hash of the last of some words in the singular, where it is in the plural.
fn singular_of(text: &str, words: &[Token]) -> Option<u64> {
    let last = words.last()?.spelled(text);
    if !last.ends_with('s') {
        return None;
    }
    let joined = tokens::joined(text, words, 0..words.len());
    let length = joined.len();
    let one = singular(joined);
    (one.len() < length).then(|| tokens::hash_of_word(&last[..last.len() - 1]))
}

/// Whether there is a word in a text.
fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The changes whose only exchange is one term for another with one more word for the grammar on
/// either side (`RFCs and …` is now `Writes proposals and …`), by the terms.
fn with_one_word_more(exchanged: &[Exchanged], wanted: impl Fn(&Exchange) -> bool) -> FxHashMap<Exchange, Vec<usize>> {
    let mut out: FxHashMap<Exchange, Vec<usize>> = FxHashMap::default();
    for (index, exchanged) in exchanged.iter().enumerate() {
        for shortened in exchanged.shortened.iter().flatten().filter(|exchange| wanted(exchange)) {
            out.entry(*shortened).or_default().push(index);
        }
    }
    out
}

/// The signals of words that came, went or were exchanged without being graded: of themselves, they do not
/// say that one term means something else than another.
const NOT_GRADED: &[&str] = &["clause", "enumeration", "alternative", "condition", "restriction", "modifier"];

/// Whether a signal tells two words apart: a direction, or words that never mean the same (levels, numbers,
/// negations, words of one scale), though a person must say which way.
fn is_graded(signal: &Signal) -> bool {
    matches!(signal.bar, Bar::AsksMore | Bar::AsksLess | Bar::Mixed) || !NOT_GRADED.contains(&signal.scale.as_str())
}

/// Whether graded words were exchanged, so that a replacement is no mere change of terms.
fn has_meaning(change: &Change<'_>) -> bool {
    change.signals.iter().any(is_graded)
}

/// Whether a change that exchanges more than two terms has a signal about these two.
fn tells_apart(change: &Change<'_>, before: &str, after: &str) -> bool {
    let is_about = |words: &str, term: &str| {
        let words = words.to_lowercase();
        !words.is_empty() && (words.contains(term) || term.contains(&words))
    };
    let graded = change.signals.iter().filter(|signal| is_graded(signal));
    graded.filter(|signal| is_about(&signal.before, before)).any(|signal| is_about(&signal.after, after))
}

fn settle(change: &mut Change<'_>, before: &str, after: &str) {
    if change.kind != Kind::Reworded && change.kind != Kind::TextChanged && change.kind != Kind::ExampleReworded {
        return;
    }
    change.impact = Impact::Editorial;
    change.bar = Bar::Same;
    change.signals.clear();
    change.reaches.iter_mut().for_each(|reach| reach.bar = Bar::Same);
    change.because = Some(format!("\u{201c}{before}\u{201d} is called \u{201c}{after}\u{201d} throughout"));
}

fn singular(words: String) -> String {
    match words.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::is_one_word;

    #[test]
    fn an_apostrophe_makes_no_other_term() {
        assert!(is_one_word("crew", "crew'"));
        assert!(is_one_word("crews", "crew's"));
        assert!(!is_one_word("crew", "team"));
    }
}
