//! What cannot be compared because a file could not be read on one side: nothing of it may be taken
//! as added, removed or changed.

use rustc_hash::FxHashSet;

use crate::model::{Framework, Id, PageAddress};

/// The files that could not be read on either side.
#[derive(Debug, Default)]
pub(super) struct Unread {
    files: FxHashSet<String>,
}

impl Unread {
    /// Returns what could not be read of two frameworks.
    pub(super) fn of(before: &Framework, after: &Framework) -> Self {
        let files = before.unreadable.iter().chain(&after.unreadable);
        Self { files: files.map(|unreadable| unreadable.file.to_string()).collect() }
    }

    /// Whether anything could not be read.
    pub(super) fn is_any(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether the names and order of ladders, levels and sections are unknown on a side.
    pub(super) fn framework(&self) -> bool {
        self.is_any() && self.files.contains("framework.toml")
    }

    /// Whether the names of some sections and responsibilities are unknown on a side.
    pub(super) fn names(&self) -> bool {
        self.framework() || self.files.iter().any(|file| file.ends_with("/track.toml"))
    }

    /// Whether what a track is called, and its status, are unknown on a side.
    pub(super) fn track(&self, id: &Id) -> bool {
        self.track_named(id.as_str())
    }

    /// As [`Self::track`], for an id that is not one yet.
    pub(super) fn track_named(&self, id: &str) -> bool {
        self.is_any() && self.files.contains(&format!("tracks/{id}/track.toml"))
    }

    /// Whether the text of a page or shared sheet is unknown on a side.
    pub(super) fn sheet(&self, address: &PageAddress) -> bool {
        self.is_any() && self.files.contains(&address.file())
    }
}
