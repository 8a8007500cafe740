//! The past of a framework: the life of every sentence (introduced, reworded, moved, split, merged,
//! removed, back again), what changed for a page over time, and which change last altered what a
//! sentence means. Works on a sequence of models that somebody else fetches, see [`Past`]. Knows no
//! git, no file and nothing of how results are shown.

mod blame;
mod event;
mod follow;
mod life;
mod page;
mod parts;
mod past;
mod provenance;
mod recurrence;
mod statistics;

pub use blame::{Blamed, BlamedPage, blame};
pub use event::{Event, ExampleText, Sentence};
pub use life::life;
pub use page::{Scope, life_of_page};
pub use parts::{Part, life_of_part};
pub use past::{Before, Comparable, Extent, History, Past, Unread, Version, Watched};
pub use provenance::{Provenance, Reason, named_approvers, picked_from, pull_request, reverts};
pub use statistics::{Count, PageChurn, ReleaseCounts, Statistics};
