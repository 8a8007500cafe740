//! What a comparison of two commits needs to read beside the files that differ.

use std::collections::BTreeSet;

/// A file that differs between two snapshots.
pub(super) struct Changed {
    /// Its path, from the framework's folder on.
    pub(super) path: String,
    /// Whether only one of them has it.
    pub(super) on_one_side: bool,
}

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
    pub(super) fn of<'c>(changed: impl IntoIterator<Item = &'c Changed>) -> Self {
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
                    if name == "track.toml" && file.on_one_side {
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
