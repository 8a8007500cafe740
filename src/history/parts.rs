//! What changed over time for a part of a framework that is more than a page: a whole track, a level on
//! every track, a section wherever it stands.

use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use crate::diff::{Change, Item, Kind, Trace, trace};
use crate::model::{Framework, Id, PageAddress};

use super::event::{Event, Sentence};
use super::past::{Extent, History, Past, Unread, Watched};
use super::recurrence;

/// A part of a framework that is more than a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A track with all its pages; the shared text where it is `core`.
    Track(Id),
    /// A level on every track.
    Level(Id),
    /// A section on every page.
    Section(Id),
}

impl Part {
    /// Its id.
    pub fn id(&self) -> &Id {
        match self {
            Self::Track(id) | Self::Level(id) | Self::Section(id) => id,
        }
    }

    /// What people call it.
    pub fn name(&self, framework: &Framework) -> String {
        match self {
            Self::Track(id) if *id == "core" => "Shared text".to_owned(),
            Self::Track(id) => framework.tracks.get(id).map_or_else(|| id.to_string(), |track| track.name.clone()),
            Self::Level(id) => framework.level_name(id).to_owned(),
            Self::Section(id) => {
                framework.sections.get(id).map_or_else(|| id.to_string(), |section| section.name.clone())
            }
        }
    }

    /// Whether a framework has it.
    pub fn is_in(&self, framework: &Framework) -> bool {
        match self {
            Self::Track(id) if *id == "core" => !framework.core.is_empty(),
            Self::Track(id) => framework.tracks.contains_key(id),
            Self::Level(id) => framework.levels.contains_key(id),
            Self::Section(id) => framework.sections.contains_key(id),
        }
    }

    fn watched(&self) -> Watched<'_> {
        match self {
            Self::Track(id) => Watched::Track(id),
            Self::Level(_) | Self::Section(_) => Watched::Everything,
        }
    }

    fn has_page(&self, page: &PageAddress) -> bool {
        match self {
            Self::Track(id) => page.track == *id,
            Self::Level(id) => page.level == *id,
            Self::Section(_) => false,
        }
    }

    /// Whether one side of a change is of it.
    fn has(&self, item: &Item<'_>) -> bool {
        let named = |id: &Id| item.at() == id.as_str() || item.at().strip_prefix(id.as_str()).is_some_and(in_it);
        match self {
            Self::Section(id) => item.section() == Some(id) || item.page().is_none() && named(id),
            Self::Track(id) | Self::Level(id) => match item.page() {
                Some(page) => self.has_page(page),
                None => named(id) || item.at().rsplit('/').next() == Some(id.as_str()),
            },
        }
    }

    /// The kinds of change by which it gets another id.
    fn renaming(&self) -> [Kind; 3] {
        match self {
            Self::Track(_) => [Kind::TrackRenamed, Kind::TrackMerged, Kind::TrackSplit],
            Self::Level(_) => [Kind::LevelRenamed, Kind::LevelMerged, Kind::LevelSplit],
            Self::Section(_) => [Kind::SectionRenamed, Kind::SectionMerged, Kind::SectionSplit],
        }
    }

    fn with(&self, id: Id) -> Self {
        match self {
            Self::Track(_) => Self::Track(id),
            Self::Level(_) => Self::Level(id),
            Self::Section(_) => Self::Section(id),
        }
    }

    /// What it was before a change: under the ids that it had.
    fn before(&self, trace: &Trace<'_>) -> Vec<Self> {
        let kinds = self.renaming();
        let became = |change: &&Change<'_>| {
            kinds.contains(&change.kind) && change.after.iter().any(|item| last(item).as_ref() == Some(self.id()))
        };
        let sides = trace.set.changes.iter().filter(became).flat_map(|change| &change.before);
        let mut out: Vec<Self> = sides.filter_map(last).map(|id| self.with(id)).collect();
        out.dedup();
        if out.is_empty() { vec![self.clone()] } else { out }
    }

    fn concerns(&self, change: &Change<'_>) -> bool {
        if matches!(change.kind, Kind::PolicyChanged | Kind::ScaleChanged) {
            return false;
        }
        change.before.iter().chain(&change.after).any(|item| self.has(item))
            || change.reaches.iter().any(|reach| self.has_page(&reach.page))
    }
}

/// Whether what follows an id is inside of what it names.
fn in_it(rest: &str) -> bool {
    rest.starts_with('/')
}

/// The last id of a side's address.
fn last(item: &Item<'_>) -> Option<Id> {
    Id::new(item.at().rsplit('/').next()?).ok()
}

/// Returns what changed for a part of a framework up to a revision.
///
/// # Errors
/// When a revision cannot be fetched.
pub fn life_of_part<P: Past>(
    past: &mut P,
    at: P::Revision,
    part: &Part,
    extent: Extent,
) -> Result<History<P::Revision>, P::Error> {
    let mut walk =
        PartWalk { past, waiting: BinaryHeap::new(), seen: FxHashSet::default(), history: History::default() };
    walk.add(at, part.clone())?;
    while let Some((seconds, made, part)) = walk.waiting.pop() {
        if extent.ends_before(seconds) || extent.is_full(walk.history.events.len()) {
            break;
        }
        walk.step(made, &part)?;
    }
    let mut history = walk.history;
    recurrence::mark(&mut history.events);
    if let Some(count) = extent.count {
        history.events.truncate(count);
    }
    Ok(history)
}

struct PartWalk<'p, P: Past> {
    past: &'p mut P,
    waiting: BinaryHeap<(i64, P::Revision, Part)>,
    seen: FxHashSet<(P::Revision, Part)>,
    history: History<P::Revision>,
}

impl<P: Past> PartWalk<'_, P> {
    fn add(&mut self, at: P::Revision, part: Part) -> Result<(), P::Error> {
        let Some(made) = self.past.made(at, part.watched())? else { return Ok(()) };
        if self.seen.insert((made, part.clone())) {
            let seconds = self.past.seconds(made)?;
            self.waiting.push((seconds, made, part));
        }
        Ok(())
    }

    fn step(&mut self, made: P::Revision, part: &Part) -> Result<(), P::Error> {
        let before = self.past.before(made)?;
        if before.revisions.is_empty() {
            if before.cut {
                self.history.cut.push(made);
            } else {
                let framework = self.past.whole(made)?;
                self.history.events.extend(Event::part_from_the_start(made, &framework, part));
            }
            return Ok(());
        }
        let merge = before.revisions.len() > 1;
        let mut sides: Vec<Vec<Event<P::Revision>>> = Vec::new();
        for revision in before.revisions {
            let both = self.past.pair(revision, made)?;
            self.note_unread(made, &both.after, part);
            let trace = trace(&both.before, &both.after, &both.options);
            let concerned = |change: &&Change<'_>| part.concerns(change);
            // What came or went with a whole page or track is told by that one's own line.
            let part_of_told =
                |change: &&Change<'_>| change.part_of.is_none_or(|parent| !part.concerns(&trace.set.changes[parent]));
            let told = trace.set.changes.iter().filter(concerned).filter(part_of_told);
            sides.push(told.map(|change| Event { by_merge: merge, ..Event::of(made, &trace.set, change) }).collect());
            for earlier in part.before(&trace) {
                self.add(revision, earlier)?;
            }
        }
        // A merge made itself what it has against everything it joined.
        let Some(first) = sides.first_mut() else { return Ok(()) };
        let mut first = std::mem::take(first);
        first.retain(|event| sides[1..].iter().all(|other| other.iter().any(|same| same.id == event.id)));
        self.history.events.extend(first);
        Ok(())
    }

    fn note_unread(&mut self, made: P::Revision, framework: &Framework, part: &Part) {
        for file in &framework.unreadable {
            let of_it = match (part, file.file.strip_prefix("tracks/")) {
                (Part::Track(id), Some(rest)) => rest.strip_prefix(id.as_str()).is_some_and(in_it),
                _ => true,
            };
            let unread = Unread { revision: made, file: file.clone() };
            if of_it && !self.history.unread.contains(&unread) {
                self.history.unread.push(unread);
            }
        }
    }
}

impl<R> Event<R> {
    /// Returns the event of a part that has been there from the first revision on.
    fn part_from_the_start(revision: R, framework: &Framework, part: &Part) -> Option<Self> {
        if !part.is_in(framework) {
            return None;
        }
        let name = part.name(framework);
        let pages = framework.pages().filter(|page| part.has_page(page)).count();
        let (kind, count) = match part {
            Part::Track(_) if pages > 0 => (Kind::TrackAdded, counted(pages)),
            Part::Level(_) => (Kind::LevelAdded, counted(pages)),
            Part::Track(_) => (Kind::TrackAdded, String::new()),
            Part::Section(_) => (Kind::SectionAdded, String::new()),
        };
        let after = Sentence {
            at: part.id().to_string(),
            page: name.clone(),
            heading: String::new(),
            file: String::new(),
            line: 0,
            text: name.clone(),
        };
        let sentence = format!("{name}{count}, there from the start.");
        Some(Self { sentence, ..Self::bare(revision, kind, Vec::new(), vec![after]) })
    }
}

fn counted(pages: usize) -> String {
    if pages == 1 { ": 1 page".to_owned() } else { format!(": {pages} pages") }
}
