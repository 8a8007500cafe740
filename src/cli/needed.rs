//! What a comparison of two commits needs to read beside the files that differ.

use std::collections::BTreeSet;

use crate::revision::Changed;

/// What a comparison needs beside the files that differ.
pub(super) struct Needed {
    /// Something changed that every page depends on, or a page came or went.
    pub(super) everything: bool,
    /// Tracks with a file that differs.
    pub(super) tracks: BTreeSet<String>,
    /// Tracks of which every page is needed.
    pub(super) whole_tracks: BTreeSet<String>,
    /// The pages that differ.
    pub(super) pages: BTreeSet<String>,
}

impl Needed {
    /// Returns what files that differ call for.
    pub(super) fn of(changed: &[Changed]) -> Self {
        let mut out =
            Self { everything: false, tracks: BTreeSet::new(), whole_tracks: BTreeSet::new(), pages: BTreeSet::new() };
        for file in changed {
            let parts: Vec<&str> = file.path.split('/').collect();
            match parts[..] {
                ["policy.toml"] => {}
                ["tracks", track, name] => {
                    out.tracks.insert(track.to_owned());
                    out.pages.insert(file.path.clone());
                    if matches!(name, "track.toml" | "all.toml") {
                        out.whole_tracks.insert(track.to_owned());
                    }
                    if name == "track.toml" && (file.before.is_none() || file.after.is_none()) {
                        out.everything = true;
                    }
                }
                _ => out.everything = true,
            }
        }
        out
    }

    /// Whether a file may bear on a page that differs.
    pub(super) fn touches(&self, path: &str) -> bool {
        match path.strip_prefix("tracks/").and_then(|rest| rest.split_once('/')) {
            Some((track, _)) => self.tracks.contains(track),
            None => true,
        }
    }
}
