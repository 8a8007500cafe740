//! The past as git keeps it, fetched for whoever follows something through it: commits, files and
//! frameworks, each read once and only when asked for.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::error::CommandError;
use super::progress::Progress;
use super::releases;
use super::remembered::Remembered;
use super::store;
use crate::history::{Before, Comparable, Past, Version, Watched};
use crate::model::{Framework, PageAddress};
use crate::revision::{Oid, Repository, RevisionError, Snapshot, Step, Walk};

/// A commit and the folder that the framework has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Revision {
    /// The commit.
    pub(super) commit: Oid,
    /// The folder: an index into the folders of [`GitPast`].
    folder: usize,
}

/// The walks back through some files of one folder.
struct Trail {
    folder: usize,
    /// What is watched, from the top of the repository: files or folders.
    paths: Vec<String>,
    walks: Vec<Walk>,
    /// Where commits that were asked about lead: the walk and the commit in it.
    settled: FxHashMap<Oid, Option<(usize, Oid)>>,
}

/// The past of the framework of a repository.
pub(super) struct GitPast<'r> {
    repository: &'r Repository,
    remembered: Remembered<'r>,
    folders: Vec<String>,
    first_parent: bool,
    tag_prefix: String,
    trails: Vec<Trail>,
    /// What each file was read as, by its blob.
    sheets: FxHashMap<(Oid, PageAddress), Version>,
    /// Blobs that walks have told of: by commit and path.
    blobs: FxHashMap<(Oid, String), Option<Oid>>,
    /// Blobs before a commit of a walk, not yet known by the commit they are of.
    blobs_before: FxHashMap<Oid, Vec<(String, Option<Oid>)>>,
    progress: Progress,
}

impl<'r> GitPast<'r> {
    /// Returns the past of the framework in a folder of a repository.
    ///
    /// # Errors
    /// When the policy, which says what tags are releases, cannot be fetched.
    pub(super) fn new(
        repository: &'r Repository,
        folder: &str,
        first_parent: bool,
        progress: Progress,
    ) -> Result<Self, CommandError> {
        Ok(Self {
            repository,
            remembered: Remembered::new(repository),
            folders: vec![folder.to_owned()],
            first_parent,
            trails: Vec::new(),
            sheets: FxHashMap::default(),
            blobs: FxHashMap::default(),
            blobs_before: FxHashMap::default(),
            progress,
            tag_prefix: releases::prefix(repository, folder)?,
        })
    }

    /// What stands before the version in the names of tags that are releases.
    pub(super) fn tag_prefix(&self) -> &str {
        &self.tag_prefix
    }

    /// Returns the framework at a commit as a place to start from.
    pub(super) fn start(&mut self, commit: Oid) -> Result<Revision, CommandError> {
        self.revision(commit, 0, |_| Ok(false))
    }

    /// Returns the whole framework at a revision.
    pub(super) fn whole(&self, at: Revision) -> Result<Framework, CommandError> {
        let snapshot = self.snapshot(at)?;
        let mut blobs = self.repository.list(&snapshot)?;
        blobs.retain(|(path, _)| store::is_text(path));
        Ok(self.remembered.framework(blobs, &snapshot.folder)?.framework)
    }

    /// The path of the framework's folder at a revision.
    pub(super) fn folder(&self, revision: Revision) -> &str {
        &self.folders[revision.folder]
    }

    /// A commit with the folder that the framework has in it: the one it had afterwards, or where
    /// the commit has its only one.
    fn revision(
        &mut self,
        commit: Oid,
        folder: usize,
        taken: impl Fn(&str) -> Result<bool, RevisionError>,
    ) -> Result<Revision, CommandError> {
        let file = path(&self.folders[folder], "framework.toml");
        if self.repository.file_at(commit, &file)?.is_some() {
            return Ok(Revision { commit, folder });
        }
        // Several elsewhere: none of them can be said to be this one.
        let Ok(found) = self.repository.snapshot_beside("", commit, &self.folders[folder], taken) else {
            return Ok(Revision { commit, folder });
        };
        let known = self.folders.iter().position(|known| *known == found.folder);
        let folder = known.unwrap_or_else(|| {
            self.folders.push(found.folder);
            self.folders.len() - 1
        });
        Ok(Revision { commit, folder })
    }

    fn snapshot(&self, at: Revision) -> Result<Snapshot, CommandError> {
        // Where the framework is has been settled; another one elsewhere is not it.
        Ok(self.repository.snapshot_beside(&at.commit.to_string(), at.commit, self.folder(at), |_| Ok(true))?)
    }

    /// The trail on which a file, or everything that is read with a page, is followed.
    fn trail(&mut self, at: Revision, watched: Watched<'_>) -> usize {
        let folder = &self.folders[at.folder];
        let wanted = paths(folder, watched);
        let paths: Vec<String> = match watched {
            // Sentences move within their track and to and from the core, so these are looked at too.
            Watched::File(page) if page.is_core() => vec![path(folder, "core")],
            Watched::File(page) => vec![path(folder, &format!("tracks/{}", page.track)), path(folder, "core")],
            Watched::Reading(_) | Watched::Track(_) | Watched::Everything => wanted.clone(),
        };
        let same = self.trails.iter().position(|trail| trail.folder == at.folder && trail.paths == paths);
        let covers = |trail: &Trail| {
            trail.folder == at.folder
                && trail.settled.contains_key(&at.commit)
                && wanted.iter().all(|wanted| trail.paths.iter().any(|path| is_within(wanted, path)))
        };
        same.or_else(|| self.trails.iter().position(covers)).unwrap_or_else(|| {
            let trail = Trail { folder: at.folder, paths, walks: Vec::new(), settled: FxHashMap::default() };
            self.trails.push(trail);
            self.trails.len() - 1
        })
    }

    /// Starts the walk on which the file of a page will be followed, so that it runs while other things
    /// are read.
    pub(super) fn prepare(&mut self, at: Revision, page: &PageAddress) {
        let trail = self.trail(at, Watched::File(page));
        let found = &mut self.trails[trail];
        found.walks.push(self.repository.walk(at.commit, found.paths.clone(), self.first_parent));
    }

    /// Returns the walk in which a commit is, and where in it.
    fn settle(&mut self, trail: usize, commit: Oid) -> Result<Option<(usize, Oid)>, CommandError> {
        let found = &mut self.trails[trail];
        if let Some(known) = found.settled.get(&commit) {
            return Ok(*known);
        }
        let walk = found.walks.iter().position(|walk| walk.from() == commit).unwrap_or_else(|| {
            found.walks.push(self.repository.walk(commit, found.paths.clone(), self.first_parent));
            found.walks.len() - 1
        });
        let first = found.walks[walk].first(self.repository)?;
        let settled = first.map(|first| (walk, first));
        found.settled.insert(commit, settled);
        Ok(settled)
    }

    /// Notes what is known of a commit at which a walk stops, and of those before it.
    fn note(
        &mut self,
        trail: usize,
        (walk, commit): (usize, Oid),
        changed: Vec<(String, Option<Oid>, Option<Oid>)>,
    ) -> Result<(), CommandError> {
        let parents = self.parents(commit)?;
        let found = &mut self.trails[trail];
        let onward = found.walks[walk].onward(self.repository, commit, &parents)?;
        for (parent, onward) in parents.into_iter().zip(onward) {
            found.settled.entry(parent).or_insert(onward.map(|commit| (walk, commit)));
        }
        found.settled.entry(commit).or_insert(Some((walk, commit)));
        for (path, before, after) in changed {
            self.blobs_before.entry(commit).or_default().push((path.clone(), before));
            self.blobs.insert((commit, path), after);
        }
        Ok(())
    }

    fn parents(&self, commit: Oid) -> Result<Vec<Oid>, CommandError> {
        let mut parents = self.repository.parents(commit)?;
        if self.first_parent {
            parents.truncate(1);
        }
        Ok(parents)
    }

    /// Which parent of a merge has the watched paths as the merge has them; where to go on from it.
    fn same_parent(
        &mut self,
        trail: usize,
        (walk, merge): (usize, Oid),
        wanted: &[String],
    ) -> Result<Option<Option<Oid>>, CommandError> {
        let parents = self.parents(merge)?;
        let objects = |commit: Oid| -> Result<Vec<Option<Oid>>, CommandError> {
            wanted.iter().map(|path| Ok(self.repository.file_at(commit, path)?)).collect()
        };
        let here = objects(merge)?;
        for (index, parent) in parents.iter().enumerate() {
            if objects(*parent)? == here {
                let onward = self.trails[trail].walks[walk].onward(self.repository, merge, &parents)?;
                return Ok(Some(onward[index]));
            }
        }
        Ok(None)
    }

    fn read_sheet(&mut self, blob: Oid, page: &PageAddress, folder: usize) -> Result<Version, CommandError> {
        let key = (blob, page.clone());
        if let Some(known) = self.sheets.get(&key) {
            return Ok(known.clone());
        }
        let file = vec![(file_of(page), blob)];
        let mut framework = self.remembered.framework(file, &self.folders[folder])?.framework;
        let version = match framework.unreadable.pop() {
            Some(file) => Version::Unreadable(file),
            None => match framework.sheet(page) {
                Some(sheet) => Version::Sheet(Arc::new(sheet.clone())),
                None => Version::Absent,
            },
        };
        self.sheets.insert(key, version.clone());
        Ok(version)
    }
}

impl Past for GitPast<'_> {
    type Revision = Revision;
    type Error = CommandError;

    fn seconds(&mut self, revision: Revision) -> Result<i64, CommandError> {
        let walks = self.trails.iter_mut().flat_map(|trail| &mut trail.walks);
        match walks.filter_map(|walk| walk.known(revision.commit)).next() {
            Some(step) => Ok(step.seconds),
            None => Ok(self.repository.describe(revision.commit)?.seconds),
        }
    }

    fn made(&mut self, at: Revision, watched: Watched<'_>) -> Result<Option<Revision>, CommandError> {
        let wanted = paths(&self.folders[at.folder], watched);
        let trail = self.trail(at, watched);
        let Some((walk, mut commit)) = self.settle(trail, at.commit)? else { return Ok(None) };
        loop {
            let step: &Step = self.trails[trail].walks[walk].step(self.repository, commit)?;
            self.progress.tick(step.seconds);
            let onward = match &step.changed {
                Some(changed) => {
                    let ours = changed.iter().filter(|file| wanted.iter().any(|path| is_within(&file.path, path)));
                    let ours: Vec<_> = ours.map(|file| (file.path.clone(), file.before, file.after)).collect();
                    if !ours.is_empty() {
                        self.note(trail, (walk, commit), ours)?;
                        return Ok(Some(Revision { commit, folder: at.folder }));
                    }
                    step.parents.first().copied()
                }
                None => match self.same_parent(trail, (walk, commit), &wanted)? {
                    Some(onward) => onward,
                    None => {
                        self.note(trail, (walk, commit), Vec::new())?;
                        return Ok(Some(Revision { commit, folder: at.folder }));
                    }
                },
            };
            match onward {
                Some(next) => commit = next,
                None => return Ok(None),
            }
        }
    }

    fn before(&mut self, revision: Revision) -> Result<Before<Revision>, CommandError> {
        let parents = self.parents(revision.commit)?;
        if let ([parent], Some(blobs)) = (&parents[..], self.blobs_before.remove(&revision.commit)) {
            self.blobs.extend(blobs.into_iter().map(|(path, blob)| ((*parent, path), blob)));
        }
        let cut = parents.is_empty() && self.repository.is_cut(revision.commit);
        let repository = self.repository;
        let mut revisions = Vec::new();
        for parent in parents {
            // A framework that stands beside this one is not what this one was before it moved.
            let beside = |folder: &str| repository.has_framework(revision.commit, folder);
            revisions.push(self.revision(parent, revision.folder, beside)?);
        }
        Ok(Before { revisions, cut })
    }

    fn version(&mut self, at: Revision, page: &PageAddress) -> Result<Version, CommandError> {
        let path = path(self.folder(at), &file_of(page));
        let blob = match self.blobs.get(&(at.commit, path.clone())) {
            Some(known) => *known,
            None => self.repository.file_at(at.commit, &path)?,
        };
        match blob {
            Some(blob) => self.read_sheet(blob, page, at.folder),
            None => Ok(Version::Absent),
        }
    }

    fn reading(&mut self, at: Revision, page: &PageAddress) -> Result<Framework, CommandError> {
        let snapshot = self.snapshot(at)?;
        let mut blobs = self.repository.list_folder(&snapshot, "")?;
        blobs.extend(self.repository.list_folder(&snapshot, "core")?);
        if !page.is_core() {
            let track = self.repository.list_folder(&snapshot, &format!("tracks/{}", page.track))?;
            let wanted =
                [file_of(page), format!("tracks/{}/track.toml", page.track), format!("tracks/{}/all.toml", page.track)];
            blobs.extend(track.into_iter().filter(|(path, _)| wanted.contains(path)));
        }
        blobs.retain(|(path, _)| store::is_text(path));
        Ok(self.remembered.framework(blobs, &snapshot.folder)?.framework)
    }

    fn whole(&mut self, at: Revision) -> Result<Framework, CommandError> {
        Self::whole(self, at)
    }

    fn pair(&mut self, before: Revision, after: Revision) -> Result<Comparable, CommandError> {
        let (before, after) = (self.snapshot(before)?, self.snapshot(after)?);
        let pair = store::snapshots(&self.remembered, &before, &after)?;
        let options = pair.options();
        Ok(Comparable { before: pair.before.framework, after: pair.after.framework, options })
    }
}

/// A path from the top of the repository.
fn path(folder: &str, inner: &str) -> String {
    if folder.is_empty() { inner.to_owned() } else { format!("{folder}/{inner}") }
}

/// Whether a file is at a path or in the folder there.
fn is_within(file: &str, path: &str) -> bool {
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The file of a page or shared sheet, relative to the framework's folder.
pub(super) fn file_of(page: &PageAddress) -> String {
    if page.is_core() {
        format!("core/{}.toml", page.level)
    } else {
        format!("tracks/{}/{}.toml", page.track, page.level)
    }
}

/// The files or folders that are watched, from the top of the repository.
fn paths(folder: &str, watched: Watched<'_>) -> Vec<String> {
    let all = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    let inner: Vec<String> = match watched {
        Watched::Everything => all(&["framework.toml", "core", "tracks"]),
        Watched::Track(id) if *id == "core" => all(&["framework.toml", "core"]),
        Watched::Track(id) => all(&["framework.toml", "core", &format!("tracks/{id}")]),
        Watched::File(page) => vec![file_of(page)],
        Watched::Reading(page) if page.is_core() => vec!["framework.toml".to_owned(), file_of(page)],
        Watched::Reading(page) => {
            let track = |name: &str| format!("tracks/{}/{name}.toml", page.track);
            let mut paths = vec!["framework.toml".to_owned(), "core".to_owned(), track("track"), track("all")];
            paths.push(file_of(page));
            paths.dedup();
            paths
        }
    };
    inner.iter().map(|inner| path(folder, inner)).collect()
}
