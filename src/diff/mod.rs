//! Two frameworks and what changed from one to the other: which sentence became which, what kind
//! of change that is, whether it asks more or less of whom, and the words that show it. Pure: no
//! I/O, and nothing of how results are shown.

mod change;
mod compare;
mod kind;

pub use change::{
    Change, ChangeSet, Group, Item, Match, MatchRule, OtherItem, PageVerdict, Reach, Signal, Summary, Word, WordOp,
};
pub use compare::{Options, compare};
pub use kind::{Bar, Bump, Facet, Impact, Kind, PageBar};
