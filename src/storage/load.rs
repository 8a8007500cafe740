//! Files to a framework.

use std::sync::Arc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use toml_edit::Document;

use crate::model::{Framework, Id, Level, Origin, PageAddress, Sheet, Track, UnreadableFile};
use crate::parallel;
use crate::source::{Diagnostic, RawFile, Source};

use super::reader::Reader;
use super::{framework_file, plain, sheet_file, slips, track_file};

/// A framework as read, with everything that is wrong with its files.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read.
    pub framework: Framework,
    /// What is wrong, file by file in order of their paths, top to bottom.
    pub problems: Vec<Diagnostic>,
    /// The files as text, by path relative to the framework's folder, for pointing into.
    pub sources: IndexMap<String, Arc<Source>>,
}

/// Files larger than this are not read: no framework's text is.
const TOO_LARGE: usize = 20 * 1024 * 1024;

/// From how many files on they are read on several threads.
const MANY: usize = 32;

/// What a file turned out to be.
#[derive(Clone)]
enum Read {
    Framework(Box<Framework>),
    Track(Box<Track>),
    Sheet(Box<Sheet>),
    Nothing,
}

/// One file of a framework, read on its own; [`join`] makes a framework of several.
#[derive(Clone)]
pub struct ReadFile {
    path: String,
    read: Read,
    unreadable: Option<UnreadableFile>,
    problems: Vec<Diagnostic>,
    source: Option<Arc<Source>>,
}

impl std::fmt::Debug for ReadFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Returns the framework that files make up, and their problems. `files` may be a part of a
/// framework's files, with paths relative to its folder; `folder` is that folder within the
/// repository, for messages. Files that are not part of the framework's text (policy, proposals,
/// releases) are passed over.
pub fn load(files: Vec<RawFile>, folder: &str) -> Loaded {
    join(read_files(files, folder), folder)
}

/// Returns files read one by one, for whoever wants frameworks of many revisions that share most of
/// them. `folder` is as for [`load`].
pub fn read_files(files: Vec<RawFile>, folder: &str) -> Vec<ReadFile> {
    parallel::map_into(files, MANY, |file| read_file(file, folder))
}

/// As [`load`], of two sides of a comparison, each with its folder: what is the same on both is read
/// once.
pub fn load_both((before, old_folder): (Vec<RawFile>, &str), (after, new_folder): (Vec<RawFile>, &str)) -> [Loaded; 2] {
    let places: FxHashMap<&str, usize> =
        before.iter().enumerate().map(|(index, file)| (file.path.as_str(), index)).collect();
    let same = |file: &RawFile| {
        let place = places.get(file.path.as_str()).copied();
        place.filter(|place| old_folder == new_folder && before[*place].bytes == file.bytes)
    };
    let same: Vec<Option<usize>> = after.iter().map(same).collect();
    let first_after = before.len();
    let others = after.into_iter().zip(&same).filter(|(_, same)| same.is_none()).map(|(file, _)| (file, new_folder));
    let all = before.into_iter().map(|file| (file, old_folder)).chain(others).collect();
    let mut old = parallel::map_into(all, MANY, |(file, folder)| read_file(file, folder));
    let mut others = old.split_off(first_after).into_iter();
    let new = same.into_iter().filter_map(|same| match same {
        Some(place) => Some(old[place].clone()),
        None => others.next(),
    });
    let new = new.collect();
    [join(old, old_folder), join(new, new_folder)]
}

/// Returns the framework that files make up which were read with the same folder.
pub fn join(mut read: Vec<ReadFile>, folder: &str) -> Loaded {
    read.sort_by(|a, b| a.path.cmp(&b.path));
    let mut framework = Framework { folder: folder.to_owned(), ..Framework::default() };
    let (mut problems, mut sources) = (Vec::new(), IndexMap::new());
    let (mut tracks, mut sheets) = (IndexMap::new(), Vec::new());
    for file in read {
        problems.extend(file.problems);
        if let Some(source) = file.source {
            sources.insert(file.path, source);
        }
        match file.read {
            Read::Framework(found) => {
                let unreadable = std::mem::take(&mut framework.unreadable);
                framework = Framework { folder: folder.to_owned(), unreadable, ..*found };
            }
            Read::Track(track) => {
                tracks.insert(track.id.clone(), *track);
            }
            Read::Sheet(sheet) => sheets.push(*sheet),
            Read::Nothing => {}
        }
        framework.unreadable.extend(file.unreadable);
    }
    assemble(&mut framework, tracks, sheets);
    Loaded { framework, problems, sources }
}

fn read_file(file: RawFile, folder: &str) -> ReadFile {
    let RawFile { path, bytes } = file;
    let shown = if folder.is_empty() { path.clone() } else { format!("{folder}/{path}") };
    let Some(kind) = FileKind::of(&path) else {
        // The policy is read by its own module; of what nobody reads, checking says so.
        let source = (path != "policy.toml").then(|| Source::new(shown, String::new()));
        return ReadFile { path, read: Read::Nothing, unreadable: None, problems: Vec::new(), source };
    };
    if bytes.len() > TOO_LARGE {
        let message = format!("the file has {} MB; a framework's file has a few KB", bytes.len() / 1_000_000);
        let problem = Diagnostic::error("too-large", message).help("is this really the file? move it elsewhere");
        return unreadable(path, Source::new(shown, ""), problem);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => ArcStr::from(text.strip_prefix('\u{feff}').unwrap_or(&text)),
        Err(error) => return not_utf8(path, shown, &error),
    };
    if let FileKind::Sheet(address) = &kind {
        let path_shared: Arc<str> = path.as_str().into();
        if let Some(sheet) = plain::read(&text, address, &path_shared) {
            let source = Source::new(shown, text);
            let read = Read::Sheet(Box::new(sheet));
            return ReadFile { path, read, unreadable: None, problems: Vec::new(), source: Some(source) };
        }
    }
    let source = Source::new(shown, text);
    let document = match Document::parse(source.text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            let found = slips::explain(&source, &error);
            return unreadable_with(path, source, found);
        }
    };
    let mut reader = Reader::new(Arc::clone(&source));
    let root = document.as_table();
    let read = match kind {
        FileKind::Framework => Read::Framework(Box::new(framework_file::read(&mut reader, root))),
        FileKind::Track(id) => Read::Track(Box::new(track_file::read(&mut reader, root, id, path.as_str().into()))),
        FileKind::Sheet(address) => {
            Read::Sheet(Box::new(sheet_file::read(&mut reader, root, address, path.as_str().into())))
        }
    };
    // What the reader complains of is not in the model, or not as it was meant.
    let unreadable = first_problem(&path, &reader.problems);
    ReadFile { path, read, unreadable, problems: reader.problems, source: Some(source) }
}

fn not_utf8(path: String, shown: String, error: &std::string::FromUtf8Error) -> ReadFile {
    let good = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let source = Source::new(shown, text);
    let found = Diagnostic::error("not-utf-8", "the file is not saved as UTF-8")
        .in_source(&source)
        .at(good..good + 3, "here")
        .help("open the file in an editor and save it with the encoding UTF-8");
    unreadable_with(path, source, vec![found])
}

fn unreadable(path: String, source: Arc<Source>, problem: Diagnostic) -> ReadFile {
    let problem = problem.in_source(&source);
    unreadable_with(path, source, vec![problem])
}

fn unreadable_with(path: String, source: Arc<Source>, problems: Vec<Diagnostic>) -> ReadFile {
    let unreadable = first_problem(&path, &problems);
    ReadFile { path, read: Read::Nothing, unreadable, problems, source: Some(source) }
}

fn first_problem(path: &str, problems: &[Diagnostic]) -> Option<UnreadableFile> {
    let first = problems.first()?;
    let message = match &first.help {
        Some(help) => format!("{}; {help}", first.message),
        None => first.message.clone(),
    };
    Some(UnreadableFile { file: path.into(), line: first.position().0.max(1), message })
}

/// What a file is by its path.
pub(super) enum FileKind {
    Framework,
    Track(Id),
    Sheet(PageAddress),
}

impl FileKind {
    /// Returns what the file at a path is, or `None` for what is not the framework's text.
    pub(super) fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let id = |name: &str| Id::new(name.strip_suffix(".toml")?).ok();
        match parts[..] {
            ["framework.toml"] => Some(Self::Framework),
            ["core", file] => Some(Self::Sheet(PageAddress { track: Id::new("core").ok()?, level: id(file)? })),
            ["tracks", track, "track.toml"] => Some(Self::Track(Id::new(track).ok()?)),
            ["tracks", track, file] => Some(Self::Sheet(PageAddress { track: Id::new(track).ok()?, level: id(file)? })),
            _ => None,
        }
    }
}

/// Puts tracks and sheets into the framework: every sheet under its track, levels in the ladder's
/// order. What is used and nowhere declared is kept all the same; checking says so.
fn assemble(framework: &mut Framework, mut tracks: IndexMap<Id, Track>, sheets: Vec<Sheet>) {
    declare_levels_of_ladders(framework);
    for sheet in sheets {
        let PageAddress { track, level } = sheet.address.clone();
        if track == "core" {
            framework.core.insert(level, sheet);
            continue;
        }
        let found = tracks.entry(track.clone()).or_insert_with(|| undeclared_track(framework, &track, &level));
        if level == "all" {
            found.all = Some(sheet);
        } else {
            found.pages.insert(level, sheet);
        }
    }
    framework.tracks = tracks;
    framework.put_in_order();
}

/// A level that a ladder lists needs no table of its own.
fn declare_levels_of_ladders(framework: &mut Framework) {
    let listed: Vec<(Id, Origin)> = framework
        .ladders
        .values()
        .flat_map(|ladder| ladder.levels().map(|level| (level.clone(), ladder.origin.clone())))
        .collect();
    let order: Vec<Id> = listed.iter().map(|(id, _)| id.clone()).collect();
    for (id, origin) in listed {
        framework.levels.entry(id.clone()).or_insert_with(|| Level {
            name: id.as_str().to_uppercase(),
            id,
            was: Vec::new(),
            origin,
        });
    }
    let place = |id: &Id| order.iter().position(|other| other == id).unwrap_or(usize::MAX);
    framework.levels.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
}

fn undeclared_track(framework: &Framework, id: &Id, level: &Id) -> Track {
    let ladder = framework.ladder_of(level).or_else(|| framework.ladders.values().next());
    let ladder = ladder.map_or_else(|| level.clone(), |ladder| ladder.id.clone());
    Track { ladder, ..Track::new(id.clone()) }
}
