//! Pages that went into another one, which people read instead of it, and pages that came out of another
//! one: as a page itself declares, or because its track or level went into another or came out of one.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::diff::change::Match;
use crate::diff::sides::address_afterwards;
use crate::model::{Framework, Id, PageAddress, Status};

use super::{Alignment, Structure};

/// A page whose people are judged by another page: by the one they read now, or by the one they read before.
#[derive(Debug, Clone)]
pub(in crate::diff) struct JoinedPage {
    /// The page of before, as it was called.
    pub(in crate::diff) before: PageAddress,
    /// The page of after.
    pub(in crate::diff) after: PageAddress,
    /// Whether it went into the page of after, rather than came out of the page of before.
    pub(in crate::diff) merged: bool,
}

/// The pages that went into others and came out of others, by the address under which they are told.
#[derive(Debug, Default)]
pub(in crate::diff) struct Joined {
    pages: IndexMap<PageAddress, JoinedPage, FxBuildHasher>,
    /// For pages of after, those that went into them; for pages of before in the names of afterwards, those
    /// that came out of them.
    into: FxHashMap<PageAddress, Vec<PageAddress>>,
    out_of: FxHashMap<PageAddress, Vec<PageAddress>>,
}

impl Joined {
    /// Whether no page went into another or came out of one.
    pub(in crate::diff) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The page that is told under an address, if it went into another one or came out of one.
    pub(in crate::diff) fn page(&self, page: &PageAddress) -> Option<&JoinedPage> {
        self.pages.get(page)
    }

    /// All of them, each with the address under which it is told.
    pub(in crate::diff) fn pages(&self) -> impl Iterator<Item = (&PageAddress, &JoinedPage)> {
        self.pages.iter()
    }

    /// Adds to pages of after those that went into them: their people read what these say.
    pub(in crate::diff) fn add_merged(&self, pages: &mut Vec<PageAddress>) {
        add(&self.into, pages);
    }

    /// Adds to pages of before, in the names of afterwards, those that came out of them.
    pub(in crate::diff) fn add_split(&self, pages: &mut Vec<PageAddress>) {
        add(&self.out_of, pages);
    }

    fn insert(&mut self, told: PageAddress, page: JoinedPage, origin: &PageAddress) {
        let (of, by) = if page.merged { (&mut self.into, &page.after) } else { (&mut self.out_of, origin) };
        of.entry(by.clone()).or_default().push(told.clone());
        self.pages.insert(told, page);
    }
}

fn add(of: &FxHashMap<PageAddress, Vec<PageAddress>>, pages: &mut Vec<PageAddress>) {
    if of.is_empty() {
        return;
    }
    let further: Vec<PageAddress> = pages.iter().filter_map(|page| of.get(page)).flatten().cloned().collect();
    pages.extend(further);
}

/// Finds the pages that went into others and came out of others. Where only one page leads to another it
/// is that page under another name.
pub(super) fn join(structure: &mut Structure, before: &Framework, after: &Framework) {
    let joins = |alignment: &Alignment<Id>| !alignment.merged.is_empty() || !alignment.split.is_empty();
    let declared = !structure.pages.merged.is_empty() || !structure.pages.split.is_empty();
    if !(declared || joins(&structure.tracks) || joins(&structure.levels)) {
        return;
    }
    let mut goes_on: FxHashSet<PageAddress> = FxHashSet::default();
    let mut gone: Vec<PageAddress> = Vec::new();
    for page in before.pages() {
        let afterwards = address_afterwards(&page, structure);
        if after.sheet(&afterwards).is_some() {
            goes_on.insert(afterwards);
        } else {
            gone.push(page);
        }
    }
    for page in gone {
        let told = address_afterwards(&page, structure);
        let Some((to, found)) = destination(structure, &page).filter(|(to, _)| *to != told) else { continue };
        if !is_judged(structure, (before, &page), (after, &to)) || structure.joined.page(&told).is_some() {
            continue;
        }
        if goes_on.insert(to.clone()) {
            structure.pages.pairs.insert(page, (to, found));
        } else {
            structure.joined.insert(told.clone(), JoinedPage { before: page, after: to, merged: true }, &told);
        }
    }
    let come: Vec<PageAddress> = after.pages().filter(|page| !goes_on.contains(page)).collect();
    for page in come {
        let Some((from, found)) = origin(structure, &page) else { continue };
        if !is_judged(structure, (before, &from), (after, &page)) || structure.joined.page(&page).is_some() {
            continue;
        }
        let stands = address_afterwards(&from, structure);
        if after.sheet(&stands).is_some() {
            structure.joined.insert(page.clone(), JoinedPage { before: from, after: page, merged: false }, &stands);
        } else {
            structure.pages.pairs.insert(from, (page, found));
        }
    }
}

/// Whether both pages are there, could be read, and ask something of people: a draft asks nothing, so
/// that whoever comes from it or goes to it is not asked more or less by what it says.
fn is_judged(structure: &Structure, before: (&Framework, &PageAddress), after: (&Framework, &PageAddress)) -> bool {
    let is_draft = |(framework, page): (&Framework, &PageAddress)| {
        framework.tracks.get(&page.track).is_none_or(|track| track.status == Status::Draft)
    };
    let is_read = |(framework, page): (&Framework, &PageAddress)| {
        framework.sheet(page).is_some() && !structure.unread.sheet(page)
    };
    is_read(before) && is_read(after) && !is_draft(before) && !is_draft(after)
}

/// Where a page of before that does not go on by itself went.
fn destination(structure: &Structure, page: &PageAddress) -> Option<(PageAddress, Match)> {
    if let Some(join) = structure.pages.merged.iter().find(|join| join.before == *page) {
        return Some((join.after.clone(), join.found));
    }
    let mut how = None;
    let mut follow = |id: &Id, alignment: &Alignment<Id>| {
        if let Some((to, _)) = alignment.pairs.get(id) {
            return to.clone();
        }
        let joined = alignment.merged.iter().find(|join| join.before == *id);
        let Some(join) = joined else { return id.clone() };
        how = Some(join.found);
        join.after.clone()
    };
    let track = follow(&page.track, &structure.tracks);
    let level = follow(&page.level, &structure.levels);
    how.map(|found| (PageAddress { track, level }, found))
}

/// Where a page of after that nothing goes on as came from.
fn origin(structure: &Structure, page: &PageAddress) -> Option<(PageAddress, Match)> {
    if let Some(join) = structure.pages.split.iter().find(|join| join.after == *page) {
        return Some((join.before.clone(), join.found));
    }
    let mut how = None;
    let mut follow = |id: &Id, alignment: &Alignment<Id>| {
        if let Some((from, _)) = alignment.pairs.iter().find(|(_, (to, _))| to == id) {
            return from.clone();
        }
        let joined = alignment.split.iter().find(|join| join.after == *id);
        let Some(join) = joined else { return id.clone() };
        how = Some(join.found);
        join.before.clone()
    };
    let track = follow(&page.track, &structure.tracks);
    let level = follow(&page.level, &structure.levels);
    how.map(|found| (PageAddress { track, level }, found))
}
