//! A comparison that also says where things stood before that did not change themselves: sentences
//! of a page, level, track or heading that has another id. For whoever follows one through time.

use crate::model::{Framework, Id, PageAddress};

use super::change::{ChangeSet, Item};
use super::compare::{Options, compare_linked};
use super::kind::Kind;
use super::matching::Links;
use super::sides::{Sides, address_afterwards};
use super::structure::Structure;

/// A comparison, and the way back from what stands afterwards.
#[derive(Debug)]
pub struct Trace<'f> {
    /// The comparison.
    pub set: ChangeSet<'f>,
    structure: Structure,
    /// Behaviors that are the same on both sides and have another address: where they stand and
    /// where they stood.
    elsewhere: Vec<(Item<'f>, Item<'f>)>,
}

/// Where a behavior was before.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'t, 'f> {
    /// Something happened to it: an index into [`ChangeSet::changes`].
    Changed(usize),
    /// It only has another address, because what it stands in has.
    Elsewhere(&'t Item<'f>),
    /// Nothing is known of it: it did not change, or is not there.
    Same,
}

/// Returns everything that changed from `before` to `after`, and the way back.
pub fn trace<'f>(before: &'f Framework, after: &'f Framework, options: &Options) -> Trace<'f> {
    let (set, linked) = compare_linked(before, after, options);
    let elsewhere = elsewhere(&linked.sides, &linked.links);
    Trace { set, structure: linked.structure, elsewhere }
}

/// The behaviors that are the same on both sides while something around them has another id.
fn elsewhere<'f>(sides: &Sides<'f>, links: &Links) -> Vec<(Item<'f>, Item<'f>)> {
    let mut out = Vec::new();
    for (before, link) in links.forward.iter().enumerate() {
        let Some((after, _)) = link else { continue };
        let (old, new) = (&sides.before[before], &sides.after[*after]);
        let same_ids = old.sheet.address == new.sheet.address
            && old.heading.section == new.heading.section
            && old.heading.responsibility == new.heading.responsibility;
        if !same_ids && old.place == new.place && old.key == new.key && old.text == new.text {
            let item = |entry: &super::sides::Entry<'f>| Item::of_behavior(entry.sheet, entry.heading, entry.behavior);
            out.push((item(new), item(old)));
        }
    }
    out
}

impl<'f> Trace<'f> {
    /// Returns where the behavior that stands at an address afterwards was before.
    pub fn origin(&self, at: &str) -> Origin<'_, 'f> {
        let about = |kind: Kind| !matches!(kind, Kind::Omitted | Kind::Restored | Kind::Reordered);
        let changed = self.set.changes.iter().position(|change| {
            about(change.kind) && change.after.iter().any(|item| item.behavior().is_some() && item.at() == at)
        });
        if let Some(index) = changed {
            return Origin::Changed(index);
        }
        match self.elsewhere.iter().find(|(after, _)| after.at() == at) {
            Some((_, before)) => Origin::Elsewhere(before),
            None => Origin::Same,
        }
    }

    /// Returns a behavior that stood at an address before and is the same afterwards at another, because
    /// what it stands in has another id: where it stands, and where it stood.
    pub fn same_elsewhere(&self, at: &str) -> Option<&(Item<'f>, Item<'f>)> {
        self.elsewhere.iter().find(|(_, before)| before.at() == at)
    }

    /// Returns what became of the behavior that stood at an address before: an index into
    /// [`ChangeSet::changes`].
    pub fn outcome(&self, at: &str) -> Option<usize> {
        let about = |kind: Kind| !matches!(kind, Kind::Omitted | Kind::Overridden | Kind::Reordered);
        self.set.changes.iter().position(|change| {
            about(change.kind) && change.before.iter().any(|item| item.behavior().is_some() && item.at() == at)
        })
    }

    /// Returns the pages of before that a page of afterwards goes on from: itself, or what its track
    /// or level was called; several where tracks or levels were merged.
    pub fn pages_before(&self, page: &PageAddress) -> Vec<PageAddress> {
        let sheets = self.set.before.sheets().map(|sheet| &sheet.address);
        sheets.filter(|old| address_afterwards(old, &self.structure) == *page).cloned().collect()
    }

    /// Returns the index of the structural change that says why a behavior has another address.
    pub fn renaming(&self, before: &Item<'_>, after: &Item<'_>) -> Option<usize> {
        let (old, new) = (before.page()?, after.page()?);
        let (kinds, id): (&[Kind], &Id) = if old.track != new.track {
            (&[Kind::TrackRenamed, Kind::TrackMerged, Kind::TrackSplit], &old.track)
        } else if old.level != new.level {
            (&[Kind::LevelRenamed, Kind::LevelMerged, Kind::LevelSplit, Kind::LadderRenamed], &old.level)
        } else if before.section() != after.section() {
            (&[Kind::SectionRenamed, Kind::SectionMerged, Kind::SectionSplit], before.section()?)
        } else {
            let kinds = &[Kind::ResponsibilityRenamed, Kind::ResponsibilityMerged, Kind::ResponsibilitySplit];
            (kinds, before.responsibility()?)
        };
        let names = |item: &Item<'_>| item.at().rsplit('/').next() == Some(id.as_str());
        self.set.changes.iter().position(|change| kinds.contains(&change.kind) && change.before.iter().any(names))
    }
}
