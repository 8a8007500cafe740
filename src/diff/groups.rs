//! What many changes have in common: the same term replaced in many places.

use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::parallel;

use super::change::{Change, Group};
use super::kind::{Bar, Impact, Kind};
use super::stopwords::is_function_word;
use super::stretches::differing;
use super::tokens::{self, Token};

/// From how many places on a replacement is a change of terms rather than of sentences.
const PLACES: usize = 3;

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
    let exchanged: Vec<Exchanged> = parallel::map(changes, MANY, exchanged);
    let mut found: IndexMap<Exchange, Vec<usize>, FxBuildHasher> = IndexMap::default();
    for (index, exchanged) in exchanged.iter().enumerate() {
        exchanged.all.iter().for_each(|exchange| found.entry(*exchange).or_default().push(index));
    }
    found.retain(|_, places| places.len() >= PLACES);
    let only = |index: usize| exchanged[index].all.len() == 1;
    let extended = with_one_word_more(&exchanged);
    let mut out = Vec::new();
    for (exchange, mut places) in found {
        let Some((before, after)) = spelled(&changes[places[0]], exchange) else { continue };
        let term = names_something(&before) && names_something(&after) && before.split(' ').count() <= 3;
        let graded = places.iter().any(|index| only(*index) && moves_the_bar(&changes[*index]));
        if !term || graded {
            continue;
        }
        let further = extended.get(&exchange).into_iter().flatten();
        places.extend(further.filter(|index| !moves_the_bar(&changes[**index])));
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

/// The two texts of a change of one text.
fn texts<'c>(change: &'c Change<'_>) -> Option<(&'c str, &'c str)> {
    let reworded = matches!(change.kind, Kind::Reworded | Kind::Moved | Kind::TextChanged | Kind::ExampleReworded);
    let ([before], [after], true) = (&change.before[..], &change.after[..], reworded) else { return None };
    let (before, after) = match change.examples.first().filter(|_| change.kind == Kind::ExampleReworded) {
        Some(example) => (example.before.unwrap_or_default(), example.after.unwrap_or_default()),
        None => (before.text(), after.text()),
    };
    (before != after).then_some((before, after))
}

/// The stretches of words that a change of one text exchanges for others.
fn exchanged(change: &Change<'_>) -> Exchanged {
    let Some((before, after)) = texts(change) else { return Exchanged::default() };
    let read = Reading::of(before, after);
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
    let (before, after) = texts(change)?;
    let read = Reading::of(before, after);
    let stretch = read.stretches.iter().find(|stretch| read.exchange(stretch) == exchange)?;
    let (gone, come) = read.without_articles(stretch);
    let (gone, come) = (tokens::joined(before, &read.before, gone), tokens::joined(after, &read.after, come));
    Some(if is_exchange(stretch) { (singular(gone), singular(come)) } else { (gone, come) })
}

/// A stretch of words that went, and of those that came for it.
type Stretch = (Range<usize>, Range<usize>);

/// Where something was added or taken away as well, this is no exchange of terms.
fn is_exchange((gone, come): &Stretch) -> bool {
    !gone.is_empty() && !come.is_empty() && gone.len() <= 3 && come.len() <= 3
}

/// Two texts as words, and where they differ.
struct Reading<'t> {
    texts: (&'t str, &'t str),
    before: Vec<Token>,
    after: Vec<Token>,
    stretches: Vec<Stretch>,
}

impl<'t> Reading<'t> {
    fn of(before: &'t str, after: &'t str) -> Self {
        let (old, new) = (tokens::read(before), tokens::read(after));
        let hashes = |tokens: &[Token]| tokens.iter().map(|token| token.hash).collect::<Vec<u64>>();
        let differing = differing(&hashes(&old), &hashes(&new));
        let stretches = differing.into_iter().map(|stretch| (stretch.before, stretch.after)).collect();
        Self { texts: (before, after), before: old, after: new, stretches }
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

/// The changes whose only exchange is one term for another with one more word for the grammar on
/// either side (`RFCs and …` is now `Writes proposals and …`), by the terms.
fn with_one_word_more(exchanged: &[Exchanged]) -> FxHashMap<Exchange, Vec<usize>> {
    let mut out: FxHashMap<Exchange, Vec<usize>> = FxHashMap::default();
    for (index, exchanged) in exchanged.iter().enumerate() {
        for shortened in exchanged.shortened.iter().flatten() {
            out.entry(*shortened).or_default().push(index);
        }
    }
    out
}

/// Whether graded words speak for a direction, so that a replacement is no mere change of terms.
fn moves_the_bar(change: &Change<'_>) -> bool {
    change.signals.iter().any(|signal| matches!(signal.bar, Bar::AsksMore | Bar::AsksLess | Bar::Mixed))
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
