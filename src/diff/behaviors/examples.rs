//! What happened to the illustrations of a behavior, and how two short lists of texts are paired.

use crate::diff::change::ExampleChange;
use crate::diff::matching::assignment::best_pairs;
use crate::diff::tokens::for_each_word;
use crate::model::{Behavior, Text};

/// Returns how the illustrations of a behavior changed: the same ones leave no trace, the rest are
/// paired in order of likeness.
pub(super) fn changes<'f>(old: &'f Behavior, new: &'f Behavior) -> Vec<ExampleChange<'f>> {
    pair_texts(old.examples(), new.examples())
        .into_iter()
        .map(|(before, after)| ExampleChange { before: before.map(text_of), after: after.map(text_of) })
        .collect()
}

fn text_of(text: &Text) -> &str {
    &text.text
}

/// Pairs the texts of two short lists that differ: equal ones are left out, alike ones together.
pub(in crate::diff) fn pair_texts<'f>(old: &'f [Text], new: &'f [Text]) -> Vec<(Option<&'f Text>, Option<&'f Text>)> {
    let mut gone: Vec<&Text> = old.iter().collect();
    let mut come: Vec<&Text> = Vec::new();
    for text in new {
        match gone.iter().position(|other| other.text == text.text) {
            Some(index) => {
                gone.remove(index);
            }
            None => come.push(text),
        }
    }
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    let mut scored = Vec::new();
    for (i, before) in gone.iter().enumerate() {
        for (j, after) in come.iter().enumerate() {
            let likeness = alike(&before.text, &after.text);
            if likeness >= 0.4 {
                scored.push((i, j, likeness));
            }
        }
    }
    let pairs = best_pairs(&scored);
    let mut out: Vec<(Option<&Text>, Option<&Text>)> =
        pairs.iter().map(|(i, j)| (Some(gone[*i]), Some(come[*j]))).collect();
    let left = |index: usize| pairs.iter().all(|(i, _)| *i != index);
    out.extend(gone.iter().enumerate().filter(|(i, _)| left(*i)).map(|(_, text)| (Some(*text), None)));
    let right = |index: usize| pairs.iter().all(|(_, j)| *j != index);
    out.extend(come.iter().enumerate().filter(|(j, _)| right(*j)).map(|(_, text)| (None, Some(*text))));
    out
}

/// The share of words two short texts have in common, 0 to 1.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| {
        let mut out = Vec::new();
        for_each_word(text, |word| out.push(word.to_owned()));
        out
    };
    let (a, mut b) = (words(a), words(b));
    let total = a.len() + b.len();
    let mut common = 0;
    for word in a {
        if let Some(index) = b.iter().position(|other| *other == word) {
            b.swap_remove(index);
            common += 1;
        }
    }
    if total == 0 { 1.0 } else { 2.0 * f64::from(common) / total as f64 }
}
