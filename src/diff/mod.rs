//! Two frameworks and what changed from one to the other: which sentence became which, what kind
//! of change that is, whether it asks more or less of whom, and the words that show it. Pure: no
//! I/O, and nothing of how results are shown.

mod behaviors;
mod change;
mod classify;
mod compare;
mod copies;
mod drift;
pub mod explain;
mod facts;
mod fingerprint;
mod groups;
mod kind;
mod lexicon;
mod matching;
mod mixture;
mod omissions;
mod pages;
mod patch;
mod reach;
mod sentence;
mod sides;
mod signals;
mod standing;
mod stopwords;
mod stretches;
mod structural;
mod structure;
mod texts;
mod tokens;
mod trace;
mod unread;
mod version;
mod wording;

pub use change::{
    Change, ChangeSet, ExampleChange, Group, Item, Match, MatchRule, OtherItem, PageVerdict, Reach, Signal, Summary,
    Word, WordOp,
};
pub use compare::{Options, RuleChange, compare};
pub use drift::{Copies, Drifted, Repeated, copies};
pub use kind::{Bar, Bump, Facet, Impact, Kind, PageBar};
pub use mixture::Mixture;
pub use patch::{Details, Patch, Record, Refusal, Setting, Side, apply};
pub use signals::{Higher, InvalidScales, Judgment, SCALES_VERSION, ScaleDefinition, Scales, judge, limiting_phrase};
pub use trace::{Origin, Trace, trace};
pub use version::BumpRules;
pub use wording::words;
