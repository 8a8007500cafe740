//! The terms of scales that a change of wording touches.

use super::Comparison;
use super::alignment::Alignment;
use super::scales::{Found, Scales};
use super::words::Word;

/// The terms of before and of after of which a word changed, and those that stand where a part of such a term
/// stands on the other side: `You're able to` against `Able to`.
pub(super) fn changed_terms(
    (comparison, same_place): (&Comparison<'_>, &Alignment),
    scales: &Scales,
    changed: (&[bool], &[bool]),
) -> (Vec<Found>, Vec<Found>) {
    let before = (&comparison.before[..], &comparison.bases.0[..]);
    let after = (&comparison.after[..], &comparison.bases.1[..]);
    let olds = |beside| terms(scales, before, changed.0, comparison.hunks.iter().map(|hunk| &hunk.before), beside);
    let news = |beside| terms(scales, after, changed.1, comparison.hunks.iter().map(|hunk| &hunk.after), beside);
    let (mut old, mut new) = (olds(false), news(false));
    let touched = |found: &Found, changed: &[bool]| changed[found.range()].contains(&true);
    // Only a phrase holds words that did not change, which may be a term alone on the other side.
    let phrase = |found: &Found, changed: &[bool]| found.length > 1 && touched(found, changed);
    let of_new = new.iter().any(|found| phrase(found, changed.1));
    let of_old = old.iter().any(|found| phrase(found, changed.0));
    if of_new {
        old = olds(true);
    }
    if of_old {
        new = news(true);
    }
    let held_against = |found: &Found, others: &[Found], other_changed: &[bool], forward: bool| {
        let places = || found.range().filter_map(|at| same_place.other(at, forward));
        let covers = |other: &Found| places().any(|at| other.range().contains(&at));
        let same_scale = others.iter().filter(|other| other.scale == found.scale);
        same_scale.into_iter().any(|other| touched(other, other_changed) && covers(other))
    };
    let all_old = old.clone();
    old.retain(|found| touched(found, changed.0) || held_against(found, &new, changed.1, true));
    new.retain(|found| touched(found, changed.1) || held_against(found, &all_old, changed.0, false));
    (old, new)
}

/// Every term of a sentence that begins or ends near a stretch that differs.
fn terms<'h>(
    scales: &Scales,
    sentence: (&[Word], &[u64]),
    changed: &[bool],
    hunks: impl Iterator<Item = &'h std::ops::Range<usize>>,
    single_words_beside: bool,
) -> Vec<Found> {
    let mut near = changed.to_vec();
    for hunk in hunks {
        near.iter_mut().take(hunk.end + 1).skip(hunk.start.saturating_sub(1)).for_each(|flag| *flag = true);
    }
    scales.find_near(sentence, |at| near.get(at) == Some(&true), single_words_beside)
}

/// Which words lie in some ranges.
pub(super) fn changed(words: &[Word], ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    for range in ranges {
        out[range].iter_mut().for_each(|flag| *flag = true);
    }
    out
}
