//! The past for people and programs: what happened to a sentence or a page, and which change each
//! sentence of a page owes its meaning to.

mod blame;
pub mod chart;
pub mod json;
mod log;
mod phrases;
pub mod stats;

pub use blame::{markdown as blame_markdown, text as blame_text};
pub use log::{markdown as log_markdown, text as log_text};

use indexmap::IndexMap;

use crate::history::{History, Provenance};

/// What a history is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Several pages.
    Pages,
    /// One page or a part of it.
    Page,
    /// One sentence.
    Sentence,
}

/// What happened to something, ready to be shown; revisions are commits' hashes.
#[derive(Debug)]
pub struct Told<'h> {
    /// The address that was asked about.
    pub address: &'h str,
    /// What people call it: the page, and section and responsibility.
    pub name: &'h str,
    /// What was asked about, so that it need not be named again at everything that happened.
    pub about: About,
    /// The address at which it went on, where it no longer stands at the one that was asked about.
    pub went_on: Option<&'h str>,
    /// What happened.
    pub history: &'h History<String>,
    /// Where the changes come from, by commit.
    pub commits: &'h IndexMap<String, Provenance>,
}
