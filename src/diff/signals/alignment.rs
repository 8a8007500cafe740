//! Which words of two sentences are the same.

use super::scales::Found;
use super::{Comparison, Hunk};

/// Which word of one sentence is which of the other, for those that did not change.
pub(super) struct Alignment {
    /// Per word of before, its place after; per word of after, its place before.
    forward: Vec<Option<usize>>,
    backward: Vec<Option<usize>>,
}

impl Alignment {
    pub(super) fn of(comparison: &Comparison<'_>) -> Self {
        let mut forward = vec![None; comparison.before.len()];
        let mut backward = vec![None; comparison.after.len()];
        let (mut old, mut new) = (0, 0);
        let end = Hunk { before: forward.len()..forward.len(), after: backward.len()..backward.len() };
        for hunk in comparison.hunks.iter().chain(std::iter::once(&end)) {
            while old < hunk.before.start && new < hunk.after.start {
                forward[old] = Some(new);
                backward[new] = Some(old);
                (old, new) = (old + 1, new + 1);
            }
            (old, new) = (hunk.before.end, hunk.after.end);
        }
        Self { forward, backward }
    }

    /// Whether words of a term of before stand in a term of after.
    pub(super) fn holds(&self, old: &Found, new: &Found) -> bool {
        old.range().filter_map(|at| self.other(at, true)).any(|at| new.range().contains(&at))
    }

    /// The place of a word on the other side, where it stands there too.
    pub(super) fn other(&self, at: usize, forward: bool) -> Option<usize> {
        let places = if forward { &self.forward } else { &self.backward };
        places.get(at).copied().flatten()
    }
}
