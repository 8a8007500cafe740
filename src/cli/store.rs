//! Two snapshots of a framework to compare, wherever their files are: in a repository on this machine,
//! or at GitHub. Reads what differs and what that needs, and no more.

use std::collections::HashMap;

use crate::render::SideName;
use crate::revision::{self, Oid, Repository};
use crate::source::RawFile;

use super::error::CommandError;
use super::load::{self, Pair, Side};
use super::needed::{Changed, Needed};

/// Where the files of snapshots are.
pub(super) trait Store {
    /// A framework's folder at one revision.
    type Snapshot;
    /// The content of a file, not yet read.
    type Blob: PartialEq;

    /// Whether the revision has a framework there.
    fn has_framework(&self, snapshot: &Self::Snapshot) -> bool;
    /// How the user named it.
    fn name(&self, snapshot: &Self::Snapshot) -> SideName;
    /// The framework's folder in the repository.
    fn folder<'s>(&self, snapshot: &'s Self::Snapshot) -> &'s str;
    /// The files that differ.
    fn changed(&self, before: &Self::Snapshot, after: &Self::Snapshot) -> Result<Vec<Changed>, CommandError>;
    /// All files.
    fn list(&self, snapshot: &Self::Snapshot) -> Result<Vec<(String, Self::Blob)>, CommandError>;
    /// The files directly within a folder.
    fn list_folder(&self, snapshot: &Self::Snapshot, folder: &str) -> Result<Vec<(String, Self::Blob)>, CommandError>;
    /// The files' contents.
    fn read(&self, blobs: Vec<(String, Self::Blob)>) -> Result<Vec<RawFile>, CommandError>;
    /// What files of two snapshots say, read each with the folder of its own.
    fn sides(
        &self,
        (old, old_folder): (Vec<(String, Self::Blob)>, &str),
        (new, new_folder): (Vec<(String, Self::Blob)>, &str),
    ) -> Result<(Side, Side), CommandError> {
        let (old, new) = read_both(self, old, new)?;
        Ok(Side::both((old, old_folder), (new, new_folder)))
    }
}

impl Store for Repository {
    type Snapshot = revision::Snapshot;
    type Blob = Oid;

    fn has_framework(&self, snapshot: &Self::Snapshot) -> bool {
        snapshot.has_framework()
    }

    fn name(&self, snapshot: &Self::Snapshot) -> SideName {
        load::name(snapshot)
    }

    fn folder<'s>(&self, snapshot: &'s Self::Snapshot) -> &'s str {
        &snapshot.folder
    }

    fn changed(&self, before: &Self::Snapshot, after: &Self::Snapshot) -> Result<Vec<Changed>, CommandError> {
        let changed = Self::changed(self, before, after)?.into_iter();
        let one = |file: revision::Changed| Changed {
            on_one_side: file.before.is_none() || file.after.is_none(),
            path: file.path,
        };
        Ok(changed.map(one).collect())
    }

    fn list(&self, snapshot: &Self::Snapshot) -> Result<Vec<(String, Oid)>, CommandError> {
        Ok(Self::list(self, snapshot)?)
    }

    fn list_folder(&self, snapshot: &Self::Snapshot, folder: &str) -> Result<Vec<(String, Oid)>, CommandError> {
        Ok(Self::list_folder(self, snapshot, folder)?)
    }

    fn read(&self, blobs: Vec<(String, Oid)>) -> Result<Vec<RawFile>, CommandError> {
        Ok(Self::read(self, blobs)?)
    }
}

/// Whether a path is one of the framework's texts.
pub(super) fn is_text(path: &str) -> bool {
    path.ends_with(".toml") && !path.starts_with("proposals/") && !path.starts_with("releases/")
}

/// Compares two snapshots, reading what differs and what that needs.
pub(super) fn snapshots<S: Store>(store: &S, before: &S::Snapshot, after: &S::Snapshot) -> Result<Pair, CommandError> {
    Ok(snapshots_alike(store, (before, after), &[])?.0)
}

/// Compares two snapshots, reading on both sides what differs between them and, beside that, what a
/// comparison with `others` as the files that differ would read. Returns the files that differ, too.
pub(super) fn snapshots_alike<S: Store>(
    store: &S,
    (before, after): (&S::Snapshot, &S::Snapshot),
    others: &[Changed],
) -> Result<(Pair, Vec<Changed>), CommandError> {
    some_framework((store, before, after))?;
    let changed: Vec<Changed> =
        store.changed(before, after)?.into_iter().filter(|changed| is_text(&changed.path)).collect();
    let needed = Needed::of(changed.iter().chain(others));
    let listed = |snapshot: &S::Snapshot, wanted: &dyn Fn(&str) -> bool| -> Result<_, CommandError> {
        let mut blobs = store.list(snapshot)?;
        blobs.retain(|(path, _)| is_text(path) && wanted(path));
        Ok(blobs)
    };
    let side = |snapshot: &S::Snapshot| -> Result<_, CommandError> {
        if needed.everything {
            return listed(snapshot, &|_| true);
        }
        let mut blobs = store.list_folder(snapshot, "")?;
        blobs.extend(store.list_folder(snapshot, "core")?);
        for track in &needed.tracks {
            let files = store.list_folder(snapshot, &format!("tracks/{track}"))?;
            let whole = needed.whole_tracks.contains(track);
            let shared = |path: &str| path.ends_with("/track.toml") || path.ends_with("/all.toml");
            blobs.extend(files.into_iter().filter(|(path, _)| whole || shared(path) || needed.pages.contains(path)));
        }
        blobs.retain(|(path, _)| is_text(path));
        Ok(blobs)
    };
    let folders = (store.folder(before), store.folder(after));
    let sides = |old, new| store.sides((old, folders.0), (new, folders.1));
    let (mut before_side, mut after_side) = sides(side(before)?, side(after)?)?;
    let cumulative = |side: &Side| side.loaded.framework.ladders.values().any(|ladder| ladder.cumulative);
    let touched = !changed.is_empty() || !others.is_empty();
    if !needed.everything && touched && (cumulative(&before_side) || cumulative(&after_side)) {
        // Each level reads those below it too, so verdicts need all of a touched track.
        let touched = |path: &str| needed.touches(path);
        (before_side, after_side) = sides(listed(before, &touched)?, listed(after, &touched)?)?;
    }
    let pair = load::pair_of(before_side, after_side, store.name(before), store.name(after));
    Ok((Pair { whole: needed.everything, ..pair }, changed))
}

/// The files of two snapshots, what is the same in both read once.
fn read_both<S: Store + ?Sized>(
    store: &S,
    old: Vec<(String, S::Blob)>,
    new: Vec<(String, S::Blob)>,
) -> Result<(Vec<RawFile>, Vec<RawFile>), CommandError> {
    let places: HashMap<&str, usize> =
        old.iter().enumerate().map(|(place, (path, _))| (path.as_str(), place)).collect();
    let same =
        |(path, blob): &(String, S::Blob)| places.get(path.as_str()).copied().filter(|place| old[*place].1 == *blob);
    let same: Vec<Option<usize>> = new.iter().map(same).collect();
    let first_new = old.len();
    let others = new.into_iter().zip(&same).filter(|(_, same)| same.is_none()).map(|(blob, _)| blob);
    let mut old = store.read(old.into_iter().chain(others).collect())?;
    let mut others = old.split_off(first_new).into_iter();
    let new = same.into_iter().filter_map(|same| same.map_or_else(|| others.next(), |place| Some(old[place].clone())));
    let new = new.collect();
    Ok((old, new))
}

/// Refuses to compare nothing with nothing.
fn some_framework<S: Store>((store, before, after): (&S, &S::Snapshot, &S::Snapshot)) -> Result<(), CommandError> {
    if store.has_framework(before) || store.has_framework(after) {
        return Ok(());
    }
    Err(CommandError::with_hint(
        format!("neither {} nor {} has a framework", store.name(before).spec, store.name(after).spec),
        "a framework's folder holds a framework.toml; name it with --framework DIR",
    ))
}
