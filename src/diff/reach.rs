//! Whom a change reaches: the pages that have a sentence before, and those that have it after.

use rustc_hash::FxHashSet;

use crate::model::{Framework, Heading, Id, PageAddress, Sheet, Status};

use super::change::{Change, Reach};
use super::classify::Verdict;
use super::kind::Bar;
use super::sides::{Entry, address_afterwards};
use super::structure::Structure;

/// Finds the pages that a text of a sheet is read on.
pub(super) struct Readers<'f> {
    before: &'f Framework,
    after: &'f Framework,
    structure: &'f Structure,
    cumulative: bool,
    stays_cumulative: bool,
    leaves_out: bool,
    /// Pages that one side has and the other has not, as they are called afterwards.
    passing: FxHashSet<PageAddress>,
}

impl<'f> Readers<'f> {
    /// Returns a finder for two aligned frameworks.
    pub(super) fn of(before: &'f Framework, after: &'f Framework, structure: &'f Structure) -> Self {
        let cumulative = |framework: &Framework| framework.ladders.values().any(|ladder| ladder.cumulative);
        let replaces = |sheet: &Sheet| sheet.behaviors().any(|(_, behavior)| behavior.overrides());
        let leaves_out =
            |framework: &Framework| framework.sheets().any(|sheet| !sheet.without.is_empty() || replaces(sheet));
        Self {
            before,
            after,
            structure,
            cumulative: cumulative(before) || cumulative(after),
            stays_cumulative: cumulative(before) && cumulative(after),
            leaves_out: leaves_out(before) || leaves_out(after),
            passing: passing(before, after, structure),
        }
    }

    /// Those of the pages that a change reaches which decide what it is: those that stay, as what becomes of the
    /// others is told by their being new or withdrawn; all, where none stays.
    pub(super) fn deciding<'c>(&self, change: &'c Change<'_>) -> impl Iterator<Item = &'c Reach> {
        change.deciding(&self.passing)
    }

    /// The pages that one side has and the other has not, as they are called afterwards.
    pub(super) fn into_passing(self) -> FxHashSet<PageAddress> {
        self.passing
    }

    /// Whether any sheet of either side leaves out or replaces a shared behavior.
    pub(super) fn any_left_out(&self) -> bool {
        self.leaves_out
    }

    /// The pages of before on which a behavior is read, spelled as they are afterwards, and those that came
    /// out of these.
    pub(super) fn before(&self, sheet: &Sheet, heading: &Heading, key: &Id) -> Vec<PageAddress> {
        let pages = readers(self.before, sheet, Some((heading, key)), self.cumulative);
        let mut pages = pages.into_iter().map(|page| address_afterwards(&page, self.structure)).collect();
        self.structure.joined.add_split(&mut pages);
        pages
    }

    /// As [`Self::before`], of a sentence of that side.
    pub(super) fn before_of(&self, entry: &Entry<'_>) -> Vec<PageAddress> {
        self.before(entry.sheet, entry.heading, &entry.behavior.key)
    }

    /// The pages of after on which a behavior is read, and those that went into these.
    pub(super) fn after(&self, sheet: &Sheet, heading: &Heading, key: &Id) -> Vec<PageAddress> {
        let mut pages = readers(self.after, sheet, Some((heading, key)), self.cumulative);
        self.structure.joined.add_merged(&mut pages);
        pages
    }

    /// As [`Self::after`], of a sentence of that side.
    pub(super) fn after_of(&self, entry: &Entry<'_>) -> Vec<PageAddress> {
        self.after(entry.sheet, entry.heading, &entry.behavior.key)
    }

    /// Adds to pages of after, on a cumulative ladder, those above them; where ladders become cumulative or no
    /// longer are, that says it all.
    pub(super) fn and_above(&self, mut pages: Vec<PageAddress>) -> Vec<PageAddress> {
        if self.stays_cumulative {
            let own = pages.len();
            add_higher_levels(self.after, &mut pages);
            let above = pages.split_off(own);
            pages.extend(above.into_iter().filter(|page| self.stood(page)));
        }
        pages
    }

    /// The pages of after that a sheet is a part of.
    pub(super) fn of_sheet(&self, sheet: &Sheet) -> Vec<PageAddress> {
        readers(self.after, sheet, None, false)
    }

    /// The pages that a sheet which is gone was a part of, spelled as they are afterwards.
    pub(super) fn of_sheet_before(&self, sheet: &Sheet) -> Vec<PageAddress> {
        let pages = readers(self.before, sheet, None, false);
        pages.into_iter().map(|page| address_afterwards(&page, self.structure)).collect()
    }

    /// Whether a page of after was there before, whatever it was called.
    pub(super) fn stood(&self, page: &PageAddress) -> bool {
        let is_it = |old: &PageAddress| address_afterwards(old, self.structure) == *page;
        (self.before.sheet(page).is_some() && is_it(page)) || self.before.pages().any(|old| is_it(&old))
    }

    /// Whether a page asks anything of anyone on every side that has it: a draft does not, and when
    /// one comes into force or goes out of it, the change of its status says so for all its text.
    pub(super) fn is_in_force(&self, page: &PageAddress) -> bool {
        let status = |framework: &Framework, id: &Id| framework.tracks.get(id).map(|track| track.status);
        let old = self.structure.tracks.pairs.iter().find(|(_, (after, _))| *after == page.track);
        let before = status(self.before, old.map_or(&page.track, |(before, _)| before));
        let after = status(self.after, &page.track);
        before != Some(Status::Draft) && after != Some(Status::Draft)
    }

    /// Returns what a verdict means for each page that had the text before or has it after.
    pub(super) fn reach(&self, before: &[PageAddress], after: &[PageAddress], verdict: &Verdict) -> Vec<Reach> {
        let mut out = Vec::with_capacity(before.len().max(after.len()));
        for page in after {
            let bar = if before.contains(page) { verdict.kept } else { verdict.arriving };
            out.push(Reach { page: page.clone(), bar: self.if_in_force(page, bar) });
        }
        for page in before.iter().filter(|page| !after.contains(page)) {
            out.push(Reach { page: page.clone(), bar: self.if_in_force(page, verdict.leaving) });
        }
        out
    }

    /// A bar as far as it holds for a page: nothing is asked of anyone where it is not in force.
    pub(super) fn if_in_force(&self, page: &PageAddress, bar: Bar) -> Bar {
        if self.is_in_force(page) { bar } else { Bar::Same }
    }
}

fn passing(before: &Framework, after: &Framework, structure: &Structure) -> FxHashSet<PageAddress> {
    let old: FxHashSet<PageAddress> = before.pages().map(|page| address_afterwards(&page, structure)).collect();
    let new: FxHashSet<PageAddress> = after.pages().collect();
    let stays = |page: &PageAddress| structure.joined.page(page).is_some() || structure.unread.sheet(page);
    old.symmetric_difference(&new).filter(|page| !stays(page)).cloned().collect()
}

fn readers(
    framework: &Framework,
    sheet: &Sheet,
    behavior: Option<(&Heading, &Id)>,
    cumulative: bool,
) -> Vec<PageAddress> {
    let mut pages =
        if sheet.address.is_shared() { framework.pages_including(&sheet.address) } else { vec![sheet.address.clone()] };
    if let (true, Some((heading, key))) = (sheet.address.is_shared(), behavior) {
        pages.retain(|page| !drops(framework, page, sheet, heading, key));
    }
    if cumulative {
        add_higher_levels(framework, &mut pages);
    }
    pages
}

/// Whether a page leaves out or replaces a shared behavior.
fn drops(framework: &Framework, page: &PageAddress, shared: &Sheet, heading: &Heading, key: &Id) -> bool {
    framework.sheets_of_page(page).into_iter().filter(|sheet| !std::ptr::eq(*sheet, shared)).any(|sheet| {
        let omitted = sheet.without.iter().any(|(address, _)| heading.is_named(key, address));
        omitted || replaces(sheet, heading, key)
    })
}

/// Whether a sheet replaces a shared behavior by its own.
pub(super) fn replaces(sheet: &Sheet, heading: &Heading, key: &Id) -> bool {
    sheet.headings.iter().any(|own| {
        own.section == heading.section
            && own.responsibility == heading.responsibility
            && own.behaviors.iter().any(|behavior| behavior.overrides() && behavior.key == *key)
    })
}

/// On a cumulative ladder, what a level asks every level above it asks too.
fn add_higher_levels(framework: &Framework, pages: &mut Vec<PageAddress>) {
    let own = pages.clone();
    for page in own {
        let Some(track) = framework.tracks.get(&page.track) else { continue };
        let Some(ladder) = framework.ladders.get(&track.ladder).filter(|ladder| ladder.cumulative) else { continue };
        let Some(rank) = ladder.rank(&page.level) else { continue };
        for level in ladder.ranks.iter().skip(rank + 1).flatten() {
            let higher = PageAddress { track: page.track.clone(), level: level.clone() };
            if track.pages.contains_key(level) && !pages.contains(&higher) {
                pages.push(higher);
            }
        }
    }
}
