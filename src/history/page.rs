//! What changed for a page over time, or for a section or responsibility of it: every change that
//! reaches its readers, written on it or in shared text.

use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use crate::diff::{Change, ChangeSet, Item, Kind, PageVerdict, Trace, trace};
use crate::model::{Id, PageAddress};

use super::event::Event;
use super::past::{Extent, History, Past, Unread, Version, Watched, readable};
use super::recurrence;

/// A page, a section of it, or a responsibility of that.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The page or shared sheet.
    pub page: PageAddress,
    /// The section; none for the whole page.
    pub section: Option<Id>,
    /// The responsibility within the section.
    pub responsibility: Option<Id>,
}

/// A scope at the revision that made what its readers read as it is.
type Waiting<R> = (i64, R, Scope);

/// Returns what changed for a page, or a part of it, up to a revision.
///
/// # Errors
/// When a revision cannot be fetched.
pub fn life_of_page<P: Past>(
    past: &mut P,
    at: P::Revision,
    scope: &Scope,
    extent: Extent,
) -> Result<History<P::Revision>, P::Error> {
    let mut walk =
        PageWalk { past, waiting: BinaryHeap::new(), seen: FxHashSet::default(), history: History::default() };
    walk.add(at, scope.clone())?;
    while let Some((seconds, made, scope)) = walk.waiting.pop() {
        if extent.ends_before(seconds) || extent.is_full(walk.history.events.len()) {
            break;
        }
        walk.step(made, &scope)?;
    }
    let mut history = walk.history;
    recurrence::mark(&mut history.events);
    if let Some(count) = extent.count {
        history.events.truncate(count);
    }
    Ok(history)
}

struct PageWalk<'p, P: Past> {
    past: &'p mut P,
    waiting: BinaryHeap<Waiting<P::Revision>>,
    seen: FxHashSet<(P::Revision, Scope)>,
    history: History<P::Revision>,
}

impl<P: Past> PageWalk<'_, P> {
    fn add(&mut self, at: P::Revision, scope: Scope) -> Result<(), P::Error> {
        let Some(made) = self.past.made(at, Watched::Reading(&scope.page))? else { return Ok(()) };
        if self.seen.insert((made, scope.clone())) {
            let seconds = self.past.seconds(made)?;
            self.waiting.push((seconds, made, scope));
        }
        Ok(())
    }

    /// Goes on before a revision without the page, to where it was once.
    fn add_once_there(&mut self, at: P::Revision, scope: Scope) -> Result<(), P::Error> {
        let Some(made) = self.past.made(at, Watched::File(&scope.page))? else { return Ok(()) };
        if self.seen.insert((made, scope.clone())) {
            let seconds = self.past.seconds(made)?;
            self.waiting.push((seconds, made, scope));
        }
        Ok(())
    }

    fn step(&mut self, made: P::Revision, scope: &Scope) -> Result<(), P::Error> {
        let before = self.past.before(made)?;
        if before.revisions.is_empty() {
            if before.cut {
                self.history.cut.push(made);
            } else {
                let framework = self.past.reading(made, &scope.page)?;
                self.history.events.extend(Event::page_from_the_start(made, &framework, &scope.page));
            }
            return Ok(());
        }
        let version = self.past.version(made, &scope.page)?;
        if matches!(version, Version::Unreadable(_)) {
            let earlier = readable(self.past, made, &scope.page, &mut self.history.unread)?;
            return earlier.map_or(Ok(()), |earlier| self.add(earlier.revision, scope.clone()));
        }
        let merge = before.revisions.len() > 1;
        let mut sides: Vec<Vec<Event<P::Revision>>> = Vec::new();
        for revision in before.revisions {
            let Some(earlier) = readable(self.past, revision, &scope.page, &mut self.history.unread)? else { continue };
            let revision = earlier.revision;
            let both = self.past.pair(revision, made)?;
            for file in both.after.unreadable.iter().filter(|file| is_of(scope, &file.file)) {
                let unread = Unread { revision: made, file: file.clone() };
                if !self.history.unread.contains(&unread) {
                    self.history.unread.push(unread);
                }
            }
            let trace = trace(&both.before, &both.after, &both.options);
            let told = events(made, &trace, scope);
            sides.push(
                told.into_iter().map(|event| Event { by_merge: merge, uncertain: earlier.skipped, ..event }).collect(),
            );
            let earlier = earlier_scopes(&trace, scope);
            if earlier.is_empty() {
                self.add_once_there(revision, scope.clone())?;
            }
            for scope in earlier {
                self.add(revision, scope)?;
            }
        }
        // A merge made itself what it has against everything it joined.
        let Some(first) = sides.first_mut() else { return Ok(()) };
        let mut first = std::mem::take(first);
        first.retain(|event| sides[1..].iter().all(|other| other.iter().any(|same| same.id == event.id)));
        self.history.events.extend(first);
        Ok(())
    }
}

/// Whether a file is one that readers of a page need.
fn is_of(scope: &Scope, file: &str) -> bool {
    let page = &scope.page;
    file == "framework.toml" || file.starts_with("core/") || {
        let rest = file.strip_prefix("tracks/").and_then(|rest| rest.strip_prefix(page.track.as_str()));
        let name = rest.and_then(|rest| rest.strip_prefix('/')).and_then(|name| name.strip_suffix(".toml"));
        name.is_some_and(|name| name == page.level.as_str() || name == "all" || name == "track")
    }
}

/// Returns the changes of a comparison that concern a scope.
fn events<R: Copy>(made: R, trace: &Trace<'_>, scope: &Scope) -> Vec<Event<R>> {
    let set = &trace.set;
    let old_pages = trace.pages_before(&scope.page);
    let concerned = |change: &Change<'_>| concerns(set, change, scope, &old_pages);
    // A page that went into another one, or came out of one, is judged sentence by sentence.
    let joined = |verdict: &PageVerdict| verdict.into.is_some() || verdict.out_of.is_some();
    let is_joined = set.pages.iter().any(|verdict| verdict.page == scope.page && joined(verdict));
    let mut out = Vec::new();
    for change in set.changes.iter().filter(|change| concerned(change)) {
        // What came or went with the whole page is told by the page's own line.
        if !is_joined && change.part_of.is_some_and(|parent| concerned(&set.changes[parent])) {
            continue;
        }
        out.push(Event::of(made, set, change));
    }
    out
}

fn concerns(set: &ChangeSet<'_>, change: &Change<'_>, scope: &Scope, old_pages: &[PageAddress]) -> bool {
    let (page, sides) = (&scope.page, change.before.iter().chain(&change.after));
    let on = |item: &Item<'_>| item.page().is_some_and(|at| at == page || old_pages.contains(at));
    let last_id = |item: &Item<'_>, id: &Id| item.at().rsplit('/').next() == Some(id.as_str());
    let mut sides = sides;
    match change.kind {
        Kind::TrackAdded | Kind::TrackRemoved | Kind::TrackRenamed | Kind::TrackMerged | Kind::TrackSplit => {
            sides.any(|item| last_id(item, &page.track))
        }
        Kind::StatusChanged => sides.any(|item| last_id(item, &page.track)),
        Kind::LevelAdded | Kind::LevelRemoved | Kind::LevelRenamed | Kind::LevelMerged | Kind::LevelSplit => {
            sides.any(|item| last_id(item, &page.level))
        }
        Kind::PageAdded | Kind::PageRemoved | Kind::PageRenamed => sides.any(on),
        Kind::PolicyChanged | Kind::ScaleChanged => false,
        _ if change.kind.is_structural() => {
            names_heading(change, scope) || sides.any(on) || scope.section.is_none() && heads(change, set, page)
        }
        _ => {
            let reaches = change.reaches.iter().any(|reach| reach.page == *page || old_pages.contains(&reach.page));
            let mut sides_again = change.before.iter().chain(&change.after);
            (reaches || sides.any(on)) && sides_again.any(|item| is_under(item, scope))
        }
    }
}

/// Whether a change of sections or responsibilities is about one that a page has text under; asked
/// for a whole page.
fn heads(change: &Change<'_>, set: &ChangeSet<'_>, page: &PageAddress) -> bool {
    let mut sheets = set.after.sheets_of_page(page);
    sheets.extend(set.after.sheet(page));
    let has = |at: &str| {
        sheets.iter().flat_map(|sheet| &sheet.headings).any(|heading| match &heading.responsibility {
            Some(responsibility) => {
                at == format!("{}/{responsibility}", heading.section) || at == heading.section.as_str()
            }
            None => at == heading.section.as_str(),
        })
    };
    change.after.iter().any(|item| has(&item.at()))
}

/// Whether a change of sections or responsibilities is about the one in question.
fn names_heading(change: &Change<'_>, scope: &Scope) -> bool {
    let Some(section) = &scope.section else { return false };
    let whole = match &scope.responsibility {
        Some(responsibility) => format!("{section}/{responsibility}"),
        None => section.to_string(),
    };
    change.before.iter().chain(&change.after).any(|item| item.at() == whole || item.at() == *section.as_str())
}

fn is_under(item: &Item<'_>, scope: &Scope) -> bool {
    scope.section.as_ref().is_none_or(|section| {
        item.section() == Some(section)
            && scope.responsibility.as_ref().is_none_or(|id| item.responsibility() == Some(id))
    })
}

/// Returns what a scope was before: under the names that page, section and responsibility had.
/// Empty where there was no such page.
fn earlier_scopes(trace: &Trace<'_>, scope: &Scope) -> Vec<Scope> {
    let renamed = |kind: Kind, at: &str| -> Option<String> {
        let mut changes = trace.set.changes.iter().filter(|change| change.kind == kind);
        changes.find_map(|change| {
            let after = change.after.first()?.at();
            let named = after == at || after == format!("{}/{at}", scope.page);
            if named { Some(change.before.first()?.at()) } else { None }
        })
    };
    let last = |at: &str| at.rsplit('/').next().and_then(|id| Id::new(id).ok());
    let section = scope.section.as_ref().map(|section| {
        renamed(Kind::SectionRenamed, section.as_str()).and_then(|at| last(&at)).unwrap_or_else(|| section.clone())
    });
    let responsibility = scope.section.as_ref().zip(scope.responsibility.as_ref()).map(|(section, id)| {
        let before = renamed(Kind::ResponsibilityRenamed, &format!("{section}/{id}"));
        before.and_then(|at| last(&at)).unwrap_or_else(|| id.clone())
    });
    let pages = trace.pages_before(&scope.page);
    pages
        .into_iter()
        .map(|page| Scope { page, section: section.clone(), responsibility: responsibility.clone() })
        .collect()
}
