//! What many changes have in common: the same term replaced in many places.

use indexmap::IndexMap;
use rayon::prelude::*;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::change::{Change, Group};
use super::kind::{Bar, Impact, Kind};

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
    let mut out = Vec::new();
    for ((before, after), mut places) in found {
        let term = !before.is_empty() && !after.is_empty() && before.split(' ').count() <= 3;
        let graded = places.iter().any(|index| only(*index) && moves_the_bar(&changes[*index]));
        if !term || places.len() < PLACES || graded {
            continue;
        }
        let further = (0..changes.len()).filter(|index| holds(&exchanged[*index], before, after));
        let further: Vec<usize> = further.filter(|index| !moves_the_bar(&changes[*index])).collect();
        places.extend(further);
        places.sort_unstable();
        places.dedup();
        for index in places.iter().filter(|index| only(**index)) {
            settle(&mut changes[*index], before, after);
        }
        out.push(Group { kind: "terminology", before: before.clone(), after: after.clone(), changes: places });
    }
    out
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

/// Whether the only exchange is of the same term, with one more word for the grammar (`RFCs and …`
/// is now `Writes proposals and …`).
fn holds(exchanged: &[(String, String)], before: &str, after: &str) -> bool {
    let [(gone, come)] = exchanged else { return false };
    let extra = |words: &str, term: &str| words.strip_suffix(term).map(|rest| rest.split_whitespace().count());
    matches!((extra(gone, before), extra(come, after)), (Some(0), Some(1)) | (Some(1), Some(0)))
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
    let words = |text: &str| {
        let mut out = Vec::new();
        super::lexicon::for_each_word(text, |word| out.push(word.to_owned()));
        out
    };
    let (old, new) = (words(before), words(after));
    let mut out = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if operation.tag() == DiffTag::Equal {
            continue;
        }
        let (gone, come) = (&old[operation.old_range()], &new[operation.new_range()]);
        if gone.is_empty() || come.is_empty() || gone.len() > 3 || come.len() > 3 {
            // Something was added or taken away as well: mark it, so that it is not the only change.
            out.push((gone.join(" "), come.join(" ")));
            continue;
        }
        out.push((singular(gone), singular(come)));
    }
    if out.iter().any(|(before, after)| before.is_empty() || after.is_empty()) && out.len() == 1 {
        out.clear();
    }
    out
}

fn singular(words: &[String]) -> String {
    let joined = words.join(" ");
    match joined.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
        _ => joined,
    }
}
