//! Which changes a requirement is for: by what a change means and whom it concerns, not by the file
//! it stands in. In doubt a requirement is for a change: asking once too often costs a minute.

use crate::diff::{Bar, Change, ChangeSet, Impact, Item, Kind};
use crate::model::{Framework, Id, PageAddress, Status};
use crate::source::Placed;

use super::rules::Condition;

/// Matches conditions with the changes of a comparison.
#[derive(Debug)]
pub struct Matcher<'s> {
    set: &'s ChangeSet<'s>,
    /// Names that go on under another one: what it is, before and after.
    renames: Vec<(What, String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Track,
    Level,
    Section,
}

/// A page that a change concerns, and what the change does to it.
struct Concerned {
    page: PageAddress,
    bar: Bar,
}

impl<'s> Matcher<'s> {
    /// Returns a matcher for a comparison.
    pub fn of(set: &'s ChangeSet<'s>) -> Self {
        let mut renames = Vec::new();
        for change in &set.changes {
            let what = match change.kind {
                Kind::TrackRenamed | Kind::TrackMerged | Kind::TrackSplit => What::Track,
                Kind::LevelRenamed | Kind::LevelMerged | Kind::LevelSplit => What::Level,
                Kind::SectionRenamed | Kind::SectionMerged | Kind::SectionSplit => What::Section,
                _ => continue,
            };
            for (old, new) in change.before.iter().flat_map(|old| change.after.iter().map(move |new| (old, new))) {
                let id = |item: &Item<'_>| match (what, item.section()) {
                    (What::Section, Some(section)) => section.to_string(),
                    _ => item.at(),
                };
                renames.push((what, id(old), id(new)));
            }
        }
        Self { set, renames }
    }

    /// Returns the pages of a change that a condition is for, in reading order; none where it is not
    /// for the change. The list is empty where it is for the change and no page is concerned.
    pub fn pages(&self, condition: &Condition, change: &Change<'_>) -> Option<Vec<PageAddress>> {
        let impact = condition.impact.is_empty() || condition.impact.contains(&change.impact);
        let kind = condition.kinds.is_empty() || condition.kinds.contains(&change.kind);
        if !impact || !kind || !self.in_core(condition, change) || !self.in_section(condition, change) {
            return None;
        }
        let concerned = concerned(change);
        if concerned.is_empty() {
            return self.without_page(condition, change).then(Vec::new);
        }
        let holds = |found: &Concerned| {
            self.names(What::Track, &condition.tracks, &found.page.track)
                && self.names(What::Level, &condition.levels, &found.page.level)
                && (condition.bar.is_empty() || condition.bar.contains(&found.bar))
                && self.page_has_status(condition, change, &found.page)
        };
        let pages: Vec<PageAddress> = concerned.into_iter().filter(holds).map(|found| found.page).collect();
        if pages.is_empty() { None } else { Some(pages) }
    }

    /// The pages that a change concerns, in reading order.
    pub fn all_pages(&self, change: &Change<'_>) -> Vec<PageAddress> {
        concerned(change).into_iter().map(|found| found.page).collect()
    }

    /// Whether a list names an id, under its name before or after; an empty list names all.
    fn names(&self, what: What, list: &[Placed<Id>], id: &Id) -> bool {
        let other = |name: &str| {
            let mut renames = self.renames.iter().filter(|(of, _, _)| *of == what);
            renames.any(|(_, old, new)| (old == name && *id == new.as_str()) || (new == name && *id == old.as_str()))
        };
        list.is_empty() || list.iter().any(|named| named.value == *id || other(named.value.as_str()))
    }

    fn in_core(&self, condition: &Condition, change: &Change<'_>) -> bool {
        let in_core = sides(change).filter_map(Item::page).any(PageAddress::is_core);
        condition.core.is_none_or(|wanted| wanted == in_core)
    }

    fn in_section(&self, condition: &Condition, change: &Change<'_>) -> bool {
        if condition.sections.is_empty() {
            return true;
        }
        let of_structure = |item: &Item<'_>| {
            let word = change.kind.as_str();
            let structure = word.starts_with("section-") || word.starts_with("responsibility-");
            let at = item.at();
            if structure { Id::new(at.split('/').next().unwrap_or_default()).ok() } else { None }
        };
        sides(change)
            .filter_map(|item| item.section().cloned().or_else(|| of_structure(item)))
            .any(|section| self.names(What::Section, &condition.sections, &section))
    }

    /// Whether a page's track has the status wanted; text of the core has that of the tracks it reaches.
    fn page_has_status(&self, condition: &Condition, change: &Change<'_>, page: &PageAddress) -> bool {
        if page.is_core() && !change.reaches.is_empty() {
            return change.reaches.iter().any(|reach| self.has_status(condition, &reach.page.track));
        }
        self.has_status(condition, &page.track)
    }

    fn has_status(&self, condition: &Condition, track: &Id) -> bool {
        if condition.status.is_empty() {
            return true;
        }
        let of = |framework: &Framework| framework.tracks.get(track).map(|track| track.status);
        let before = of(self.set.before).or_else(|| {
            let old = self.renames.iter().find(|(what, _, new)| *what == What::Track && *track == new.as_str())?;
            self.set.before.tracks.get(old.1.as_str()).map(|track| track.status)
        });
        let statuses: Vec<Status> = before.into_iter().chain(of(self.set.after)).collect();
        // Of text that nobody reads yet nothing is known, and in doubt somebody is asked.
        statuses.is_empty() || statuses.iter().any(|status| condition.status.contains(status))
    }

    /// Whether a condition is for a change that stands on no page: a name, an order, a rule.
    fn without_page(&self, condition: &Condition, change: &Change<'_>) -> bool {
        let rule = matches!(change.kind, Kind::PolicyChanged | Kind::ScaleChanged) && !is_of_a_track(change);
        let about_pages = !condition.tracks.is_empty() || !condition.levels.is_empty() || !condition.status.is_empty();
        if rule && about_pages {
            return false;
        }
        if !condition.bar.is_empty() && !condition.bar.contains(&change.bar) {
            return false;
        }
        let word = change.kind.as_str();
        let named = |what: What, list: &[Placed<Id>]| {
            sides(change).any(|item| {
                let at = item.at();
                Id::new(at.split('/').next().unwrap_or_default()).is_ok_and(|id| self.names(what, list, &id))
            })
        };
        if word.starts_with("track-") || change.kind == Kind::StatusChanged || is_of_a_track(change) {
            let id = sides(change).next().map(Item::at).unwrap_or_default();
            let track = Id::new(id.split('/').next().unwrap_or_default());
            return named(What::Track, &condition.tracks)
                && track.is_ok_and(|track| self.has_status(condition, &track));
        }
        if word.starts_with("level-") && change.kind != Kind::LevelReordered {
            return named(What::Level, &condition.levels);
        }
        true
    }
}

fn sides<'c, 'f>(change: &'c Change<'f>) -> impl Iterator<Item = &'c Item<'f>> {
    change.before.iter().chain(&change.after)
}

/// Whether a change is of a track as a whole: of a text that introduces it and is on nobody's page, or
/// of the ladder it is on.
fn is_of_a_track(change: &Change<'_>) -> bool {
    let introduces = || sides(change).all(|item| item.section().is_none() && item.page().is_none());
    let ladder = || sides(change).all(|item| item.at().ends_with("/ladder"));
    change.kind == Kind::TextChanged && introduces() || change.kind == Kind::PolicyChanged && ladder()
}

/// The pages that a change concerns: those it stands on, and those whose bar it reaches. An
/// expectation change that leaves a page's bar where it is does not concern that page.
fn concerned(change: &Change<'_>) -> Vec<Concerned> {
    let mut out: Vec<Concerned> = Vec::new();
    let mut note = |page: &PageAddress, bar: Bar| {
        if out.iter().all(|other| other.page != *page) {
            out.push(Concerned { page: page.clone(), bar });
        }
    };
    for item in sides(change) {
        if let Some(page) = item.page() {
            let reached = change.reaches.iter().find(|reach| reach.page == *page);
            note(page, reached.map_or(change.bar, |reach| reach.bar));
        }
    }
    for reach in change.reaches.iter().filter(|reach| change.impact != Impact::Expectation || reach.bar != Bar::Same) {
        note(&reach.page, reach.bar);
    }
    out
}
