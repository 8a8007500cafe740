//! Where two lists of words differ. A shell around [`similar`]: what is plain at a glance, words that
//! stay in their order among others that stand on one side only, is answered without it.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of words of before and what stands there after; one of both may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// Up to so many words of each list are looked at by a glance.
const GLANCE: usize = 64;

/// Returns where two lists of words, each known by its hash, differ; in order, with at least one word in
/// common between two stretches. The other way around the same stretches differ.
pub(super) fn differing(old: &[u64], new: &[u64]) -> Vec<Stretch> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    let before = start.checked_sub(1).map(|at| old[at]);
    let after = old.get(start + gone.len()).copied();
    if let Some(stretches) = at_a_glance((gone, come), start, before, after) {
        return stretches;
    }
    // Where words repeat there are several ways to see it, and which one is found depends on the side that is
    // looked at first: always the shorter, so that both directions see it the same way.
    let turned = (old.len(), old_rest) > (new.len(), new_rest);
    let (first, second) = if turned { (new, old) } else { (old, new) };
    capture_diff_slices(Algorithm::Myers, first, second)
        .into_iter()
        .filter(|operation| operation.tag() != DiffTag::Equal)
        .map(|operation| (operation.old_range(), operation.new_range()))
        .map(|(first, second)| if turned { (second, first) } else { (first, second) })
        .map(|(before, after)| Stretch { before, after })
        .collect()
}

/// Where two stretches differ that begin at `start` of both lists, if there is but one way to see it: the words
/// that each has of the other are the same ones in the same order, so that no more than those can have stayed and
/// each of them only as itself, and no other word is like the one `before` or `after` both.
fn at_a_glance(
    (gone, come): (&[u64], &[u64]),
    start: usize,
    before: Option<u64>,
    after: Option<u64>,
) -> Option<Vec<Stretch>> {
    if gone.len() > GLANCE || come.len() > GLANCE {
        return None;
    }
    let (stayed_old, stayed_new) = (stayed(gone, come), stayed(come, gone));
    let places = |stayed: u64| (0..GLANCE).filter(move |at| stayed >> at & 1 == 1);
    let same = stayed_old.count_ones() == stayed_new.count_ones()
        && places(stayed_old).zip(places(stayed_new)).all(|(old, new)| gone[old] == come[new]);
    let slides = |words: &[u64], stayed: u64| {
        let others = words.iter().enumerate().filter(|(at, _)| stayed >> at & 1 == 0);
        others.into_iter().any(|(_, word)| Some(*word) == before || Some(*word) == after)
    };
    if !same || slides(gone, stayed_old) || slides(come, stayed_new) {
        return None;
    }
    let mut out = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (next_old, next_new) in places(stayed_old).zip(places(stayed_new)).chain([(gone.len(), come.len())]) {
        if next_old > old || next_new > new {
            out.push(Stretch { before: start + old..start + next_old, after: start + new..start + next_new });
        }
        (old, new) = (next_old + 1, next_new + 1);
    }
    Some(out)
}

/// Which words of a list another has as well, a bit for each.
fn stayed(words: &[u64], others: &[u64]) -> u64 {
    // Most words that are not there are told by a few bits of their hashes.
    let seen = others.iter().fold(0_u64, |seen, word| seen | 1 << (word >> 58));
    let has = |word: &u64| seen >> (word >> 58) & 1 == 1 && others.contains(word);
    words.iter().enumerate().filter(|(_, word)| has(word)).fold(0, |stayed, (at, _)| stayed | 1 << at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use similar::{Algorithm, DiffTag, capture_diff_slices};

    use super::{Stretch, differing};

    fn by_library(old: &[u64], new: &[u64]) -> Vec<Stretch> {
        let all = capture_diff_slices(Algorithm::Myers, old, new);
        let differing = all.into_iter().filter(|operation| operation.tag() != DiffTag::Equal);
        differing.map(|found| Stretch { before: found.old_range(), after: found.new_range() }).collect()
    }

    fn turned(stretches: Vec<Stretch>) -> Vec<Stretch> {
        stretches.into_iter().map(|Stretch { before, after }| Stretch { before: after, after: before }).collect()
    }

    proptest! {
        #[test]
        fn a_glance_sees_what_the_library_sees(
            start in prop::collection::vec(0_u64..6, 0..6),
            gone in prop::collection::vec(0_u64..24, 0..8),
            come in prop::collection::vec(0_u64..24, 0..8),
            end in prop::collection::vec(0_u64..6, 0..6),
        ) {
            let (old, new) = ([&start[..], &gone, &end].concat(), [&start[..], &come, &end].concat());
            let found = differing(&old, &new);
            let library = if (old.len(), &old) <= (new.len(), &new) { by_library(&old, &new) } else { turned(by_library(&new, &old)) };
            prop_assert_eq!(&found, &library);
            prop_assert_eq!(found, turned(differing(&new, &old)));
        }
    }
}
