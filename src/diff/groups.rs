//! What many changes have in common: the same term replaced in many places.

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::change::{Change, Group};
use super::kind::{Bar, Impact, Kind};
use super::lexicon::{for_each_word, hashes};
use super::stopwords::is_function_word;

/// From how many places on a replacement is a change of terms rather than of sentences.
const PLACES: usize = 3;

/// Finds terms replaced in many places. Where such a replacement is all that a change does, it is
/// editorial: the same thing is called by another name.
pub(super) fn find(changes: &mut [Change<'_>]) -> Vec<Group> {
    let exchanged: Vec<Vec<(String, String)>> = changes.par_iter().map(exchanged).collect();
    let mut found: IndexMap<&(String, String), Vec<usize>> = IndexMap::new();
    for (index, pairs) in exchanged.iter().enumerate() {
        pairs.iter().for_each(|pair| found.entry(pair).or_default().push(index));
    }
    let only = |index: usize| exchanged[index].len() == 1;
    let extended = with_one_word_more(&exchanged);
    let mut out = Vec::new();
    for ((before, after), mut places) in found {
        let term = names_something(before) && names_something(after) && before.split(' ').count() <= 3;
        let graded = places.iter().any(|index| only(*index) && moves_the_bar(&changes[*index]));
        if !term || places.len() < PLACES || graded {
            continue;
        }
        let further = extended.get(&(before.as_str(), after.as_str())).into_iter().flatten();
        places.extend(further.filter(|index| !moves_the_bar(&changes[**index])));
        places.sort_unstable();
        places.dedup();
        for index in places.iter().filter(|index| only(**index)) {
            settle(&mut changes[*index], before, after);
        }
        out.push(Group { kind: "terminology", before: before.clone(), after: after.clone(), changes: places });
    }
    out
}

/// Whether words can be a term: articles, pronouns and the like alone name nothing.
fn names_something(words: &str) -> bool {
    words.split(' ').any(|word| !word.is_empty() && !is_function_word(word))
}

/// The stretches of words that a change of one text exchanges for others.
fn exchanged(change: &Change<'_>) -> Vec<(String, String)> {
    let reworded = matches!(change.kind, Kind::Reworded | Kind::Moved | Kind::TextChanged | Kind::ExampleReworded);
    let ([before], [after], true) = (&change.before[..], &change.after[..], reworded) else { return Vec::new() };
    let (before, after) = match change.examples.first().filter(|_| change.kind == Kind::ExampleReworded) {
        Some(example) => (example.before.unwrap_or_default(), example.after.unwrap_or_default()),
        None => (before.text(), after.text()),
    };
    if before == after { Vec::new() } else { exchanges(before, after) }
}

/// The changes whose only exchange is one term for another with one more word for the grammar on
/// either side (`RFCs and …` is now `Writes proposals and …`), by the terms.
fn with_one_word_more(exchanged: &[Vec<(String, String)>]) -> FxHashMap<(&str, &str), Vec<usize>> {
    let mut out: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (index, pairs) in exchanged.iter().enumerate() {
        let [(gone, come)] = &pairs[..] else { continue };
        if let Some((_, term)) = gone.split_once(' ') {
            out.entry((term, come)).or_default().push(index);
        }
        if let Some((_, term)) = come.split_once(' ') {
            out.entry((gone, term)).or_default().push(index);
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

/// The short stretches of words that were exchanged for others, singular and lower case.
fn exchanges(before: &str, after: &str) -> Vec<(String, String)> {
    let (old, new) = (hashes(before), hashes(after));
    let mut out = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if operation.tag() == DiffTag::Equal {
            continue;
        }
        let (gone, come) = (operation.old_range(), operation.new_range());
        // Where something was added or taken away as well, it is marked, so that no exchange is the
        // only change.
        let exchange = !gone.is_empty() && !come.is_empty() && gone.len() <= 3 && come.len() <= 3;
        let (gone, come) = (words_at(before, gone), words_at(after, come));
        let (gone, come) = without_articles(gone, come);
        out.push(if exchange { (singular(gone), singular(come)) } else { (gone, come) });
    }
    if out.iter().any(|(before, after)| before.is_empty() || after.is_empty()) && out.len() == 1 {
        out.clear();
    }
    out
}

/// Takes away the article that both begin with: `an RFC` became `a proposal` as `RFC` did `proposal`.
fn without_articles(gone: String, come: String) -> (String, String) {
    let rest = |words: &str| {
        let (article, rest) = words.split_once(' ')?;
        matches!(article, "a" | "an" | "the").then(|| rest.to_owned())
    };
    match (rest(&gone), rest(&come)) {
        (Some(gone), Some(come)) => (gone, come),
        _ => (gone, come),
    }
}

/// Some of the words of a text, joined by spaces.
fn words_at(text: &str, places: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    let mut index = 0;
    if !places.is_empty() {
        for_each_word(text, |word| {
            if places.contains(&index) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            index += 1;
        });
    }
    out
}

fn singular(words: String) -> String {
    match words.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
        _ => words,
    }
}
