//! Two revisions one of which has a file that cannot be read: what the other says there stands in
//! for it, so that nothing of the file is taken as removed, or as new once it is mended.

use crate::model::{Framework, Id, PageAddress, Sheet, UnreadableFile};

use super::load::FileKind;

/// Gives each of two frameworks the other's text for the files that it could not read. The files
/// stay listed as unreadable, for marking what needs them.
pub fn stand_in(before: &mut Framework, after: &mut Framework) {
    if before.unreadable.is_empty() && after.unreadable.is_empty() {
        return;
    }
    let original = before.clone();
    fill(before, after);
    fill(after, &original);
}

fn fill(target: &mut Framework, other: &Framework) {
    let readable = |file: &&UnreadableFile| other.unreadable.iter().all(|unread| unread.file != file.file);
    let files: Vec<UnreadableFile> = target.unreadable.iter().filter(readable).cloned().collect();
    for file in &files {
        match FileKind::of(&file.file) {
            Some(FileKind::Framework) => declarations(target, other),
            Some(FileKind::Track(id)) => track(target, other, &id),
            Some(FileKind::Sheet(address)) => sheet(target, other, &address),
            None => {}
        }
    }
    if !files.is_empty() {
        target.put_in_order();
    }
}

fn declarations(target: &mut Framework, other: &Framework) {
    target.name.clone_from(&other.name);
    target.version.clone_from(&other.version);
    target.ladders.clone_from(&other.ladders);
    target.levels.clone_from(&other.levels);
    target.sections.clone_from(&other.sections);
    target.facts.clone_from(&other.facts);
    target.fact_values.clone_from(&other.fact_values);
}

fn track(target: &mut Framework, other: &Framework, id: &Id) {
    let Some(from) = other.tracks.get(id).or_else(|| only_vanished_track(target, other, id)) else { return };
    let mut taken = from.clone();
    taken.id = id.clone();
    match target.tracks.get_mut(id) {
        Some(found) => {
            taken.all = found.all.take();
            taken.pages = std::mem::take(&mut found.pages);
            *found = taken;
        }
        None => {
            (taken.all, taken.pages) = (None, indexmap::IndexMap::new());
            target.tracks.insert(id.clone(), taken);
        }
    }
}

fn sheet(target: &mut Framework, other: &Framework, address: &PageAddress) {
    let found = other.sheet(address).or_else(|| {
        let track = only_vanished_track(target, other, &address.track)?;
        other.sheet(&PageAddress { track: track.id.clone(), level: address.level.clone() })
    });
    let Some(found) = found else { return };
    let taken = Sheet { address: address.clone(), ..found.clone() };
    if address.is_core() {
        target.core.insert(address.level.clone(), taken);
        return;
    }
    if !target.tracks.contains_key(&address.track) {
        track(target, other, &address.track);
    }
    let Some(track) = target.tracks.get_mut(&address.track) else { return };
    if address.is_for_every_level() {
        track.all = Some(taken);
    } else {
        track.pages.insert(address.level.clone(), taken);
    }
}

/// The track that a track of the target may have been called before: when it is new there, and
/// just one of the other's is gone.
fn only_vanished_track<'o>(target: &Framework, other: &'o Framework, id: &Id) -> Option<&'o crate::model::Track> {
    if other.tracks.contains_key(id) {
        return None;
    }
    let mut vanished = other.tracks.values().filter(|track| !target.tracks.contains_key(&track.id));
    let only = vanished.next();
    only.filter(|_| vanished.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::stand_in;
    use crate::source::RawFile;
    use crate::storage::{self, Loaded};

    fn loaded(files: &[(&str, &str)]) -> Loaded {
        let shared = [
            (
                "framework.toml",
                "name = \"F\"\n[ladders.ic]\nlevels = [\"ic1\", \"ic2\"]\n[sections.scope]\nname = \"Scope\"\n",
            ),
            ("tracks/a/track.toml", "name = \"A\"\nladder = \"ic\"\n"),
            ("tracks/a/ic1.toml", "[scope]\nx = \"X.\"\n"),
        ];
        let mut all: std::collections::BTreeMap<&str, &str> = shared.into_iter().collect();
        all.extend(files.iter().copied());
        let raw = |(path, text): (&&str, &&str)| RawFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() };
        storage::load(all.iter().map(raw).collect(), "")
    }

    #[test]
    fn what_one_side_cannot_read_the_other_says() {
        for broken in [
            ("framework.toml", "name = "),
            ("tracks/a/track.toml", "ladder"),
            ("tracks/a/ic1.toml", "[scope]\nx = “X.”\n"),
            ("tracks/a/ic1.toml", "[scope]\nx = 5\n"),
        ] {
            let (mut good, mut bad) = (loaded(&[]).framework, loaded(&[broken]).framework);
            assert_eq!(bad.unreadable.len(), 1, "{broken:?}");
            stand_in(&mut bad, &mut good);
            bad.unreadable.clear();
            assert_eq!(bad, good, "{broken:?}");
        }
    }

    #[test]
    fn what_neither_side_can_read_is_on_neither() {
        let broken = ("tracks/a/ic1.toml", "[scope\n");
        let (mut before, mut after) = (loaded(&[broken]).framework, loaded(&[broken]).framework);
        stand_in(&mut before, &mut after);
        assert_eq!((before.pages().count(), after.pages().count()), (0, 0));
    }
}
