//! Where two lists of words differ. A shell around [`similar`]: what is plain at a glance, one stretch
//! exchanged for another without a word in common, is answered without it.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of words of before and what stands there after; one of both may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// Above this many pairs of words it is not looked whether two stretches have one in common.
const GLANCE: usize = 100;

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
    if is_plain(gone, come, before, after) {
        return vec![Stretch { before: start..start + gone.len(), after: start..start + come.len() }];
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

/// Whether two stretches have no word in common, nor one with the words beside them, so that there is but
/// one way to see them.
fn is_plain(gone: &[u64], come: &[u64], before: Option<u64>, after: Option<u64>) -> bool {
    let ([first_gone, .., last_gone] | [first_gone @ last_gone]) = gone else { return false };
    let ([first_come, .., last_come] | [first_come @ last_come]) = come else { return false };
    gone.len() * come.len() <= GLANCE
        && before.is_none_or(|before| before != *last_gone && before != *last_come)
        && after.is_none_or(|after| after != *first_gone && after != *first_come)
        && gone.iter().all(|word| !come.contains(word))
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
            gone in prop::collection::vec(0_u64..12, 0..5),
            come in prop::collection::vec(0_u64..12, 0..5),
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
