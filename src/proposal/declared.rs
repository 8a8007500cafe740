//! Where the words of a change contradict what its author declared.

use crate::diff::{ChangeSet, Impact};

/// A change that is more serious than was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The change: an index into [`ChangeSet::changes`].
    pub change: usize,
    /// What the author said.
    pub declared: Impact,
    /// What the words say.
    pub found: Impact,
}

/// Returns the changes that are more serious than declared, in their order.
pub fn contradictions(set: &ChangeSet<'_>, declared: Impact) -> Vec<Contradiction> {
    let serious = set.changes.iter().enumerate().filter(|(_, change)| change.impact > declared);
    serious.map(|(index, change)| Contradiction { change: index, declared, found: change.impact }).collect()
}
