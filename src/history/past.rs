//! What must be known of the past to follow anything through it; and what a walk gives.

use std::hash::Hash;
use std::sync::Arc;

use crate::diff::Options;
use crate::model::{Framework, Id, PageAddress, Sheet, UnreadableFile};

use super::event::Event;

/// The file of a page at one revision.
#[derive(Debug, Clone)]
pub enum Version {
    /// Its text.
    Sheet(Arc<Sheet>),
    /// There is no such file.
    Absent,
    /// It cannot be read.
    Unreadable(UnreadableFile),
}

/// What is looked at while walking back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watched<'p> {
    /// The file of one page or shared sheet.
    File(&'p PageAddress),
    /// Everything that a reader of a page reads: shared text, names of headings, the page's own.
    Reading(&'p PageAddress),
    /// Everything of a track, with shared text and the names of headings; of shared text for `core`.
    Track(&'p Id),
    /// The whole framework.
    Everything,
}

/// What is directly before a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before<R> {
    /// The revisions it came out of, several for a merge; none for the first.
    pub revisions: Vec<R>,
    /// Whether there were more than are known here: the clone is shallow.
    pub cut: bool,
}

/// A framework's revisions, fetched when they are asked for.
pub trait Past {
    /// Names a revision.
    type Revision: Copy + Eq + Ord + Hash + std::fmt::Debug;
    /// Why a revision could not be fetched.
    type Error;

    /// Returns when a revision was made, in seconds since 1970.
    ///
    /// # Errors
    /// When it cannot be fetched.
    fn seconds(&mut self, revision: Self::Revision) -> Result<i64, Self::Error>;

    /// Returns the revision that made what is watched as it is at a revision: the nearest one, at or
    /// before it, in which it differs from every revision directly before. `None` where it never was.
    ///
    /// # Errors
    /// When a revision cannot be fetched.
    fn made(&mut self, at: Self::Revision, watched: Watched<'_>) -> Result<Option<Self::Revision>, Self::Error>;

    /// Returns what is directly before a revision.
    ///
    /// # Errors
    /// When it cannot be fetched.
    fn before(&mut self, revision: Self::Revision) -> Result<Before<Self::Revision>, Self::Error>;

    /// Returns the file of a page at a revision.
    ///
    /// # Errors
    /// When it cannot be fetched.
    fn version(&mut self, at: Self::Revision, page: &PageAddress) -> Result<Version, Self::Error>;

    /// Returns the part of a framework that a reader of a page reads.
    ///
    /// # Errors
    /// When it cannot be fetched.
    fn reading(&mut self, at: Self::Revision, page: &PageAddress) -> Result<Framework, Self::Error>;

    /// Returns the whole framework at a revision.
    ///
    /// # Errors
    /// When it cannot be fetched.
    fn whole(&mut self, at: Self::Revision) -> Result<Framework, Self::Error>;

    /// Returns what is needed of two revisions to compare them.
    ///
    /// # Errors
    /// When one cannot be fetched.
    fn pair(&mut self, before: Self::Revision, after: Self::Revision) -> Result<Comparable, Self::Error>;
}

/// What is needed of two revisions to compare them.
#[derive(Debug)]
pub struct Comparable {
    /// The framework before.
    pub before: Framework,
    /// The framework after.
    pub after: Framework,
    /// By which words and rules to judge.
    pub options: Options,
}

/// Goes back from a revision to the nearest at which the file of a page can be read, and notes those
/// at which it cannot; none where it never could.
pub(super) fn readable<P: Past>(
    past: &mut P,
    start: P::Revision,
    page: &PageAddress,
    unread: &mut Vec<Unread<P::Revision>>,
) -> Result<Option<Readable<P::Revision>>, P::Error> {
    let (mut at, mut skipped) = (start, false);
    loop {
        let version = past.version(at, page)?;
        let Version::Unreadable(file) = version else {
            return Ok(Some(Readable { revision: at, version, skipped }));
        };
        skipped = true;
        let Some(made) = past.made(at, Watched::File(page))? else { return Ok(None) };
        if unread.iter().all(|known| known.revision != made || known.file.file != file.file) {
            unread.push(Unread { revision: made, file });
        }
        match past.before(made)?.revisions.first() {
            Some(before) => at = *before,
            None => return Ok(None),
        }
    }
}

/// A revision at which a file can be read.
pub(super) struct Readable<R> {
    pub(super) revision: R,
    pub(super) version: Version,
    /// Whether unreadable revisions lie between.
    pub(super) skipped: bool,
}

/// How far back to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// At most so many events, the latest.
    pub count: Option<usize>,
    /// Only what happened at or after this time, in seconds since 1970.
    pub since: Option<i64>,
}

impl Extent {
    /// Whether an event at a time is beyond what is looked for.
    pub(super) fn ends_before(&self, seconds: i64) -> bool {
        self.since.is_some_and(|since| seconds < since)
    }

    /// Whether so many events are enough.
    pub(super) fn is_full(&self, events: usize) -> bool {
        self.count.is_some_and(|count| events >= count)
    }
}

/// What happened, the latest first, and what is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct History<R> {
    /// The events, the latest first.
    pub events: Vec<Event<R>>,
    /// Revisions at which the file could not be read, so that it was looked past them.
    pub unread: Vec<Unread<R>>,
    /// Revisions before which nothing is known, because the clone is shallow.
    pub cut: Vec<R>,
}

impl<R> Default for History<R> {
    fn default() -> Self {
        Self { events: Vec::new(), unread: Vec::new(), cut: Vec::new() }
    }
}

impl<R> History<R> {
    /// Returns the same history, its revisions spelled another way.
    pub fn map<S>(self, spell: impl Fn(R) -> S) -> History<S> {
        let unread =
            self.unread.into_iter().map(|unread| Unread { revision: spell(unread.revision), file: unread.file });
        History {
            unread: unread.collect(),
            cut: self.cut.into_iter().map(&spell).collect(),
            events: self.events.into_iter().map(|event| event.map(&spell)).collect(),
        }
    }
}

/// A revision at which a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread<R> {
    /// The revision.
    pub revision: R,
    /// The file, with the first problem.
    pub file: UnreadableFile,
}
