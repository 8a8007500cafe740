//! What version the content calls for, and the counts of a comparison.

use super::change::{Change, ChangeSet, Summary};
use super::kind::{Bar, Bump, Impact, Kind, PageBar};

impl ChangeSet<'_> {
    /// The counts of the comparison and the version it calls for: an expectation change on a page in
    /// force, or a track, level or page removed, is major; new tracks, levels and pages that touch
    /// nobody and clarifications are minor; editorial changes are a patch.
    pub fn summary(&self) -> Summary {
        let count = |impact| self.changes.iter().filter(|change| change.impact == impact).count();
        let order = [
            PageBar::Bar(Bar::AsksMore),
            PageBar::Bar(Bar::AsksLess),
            PageBar::Bar(Bar::Mixed),
            PageBar::Bar(Bar::Unclear),
            PageBar::Bar(Bar::Same),
            PageBar::New,
            PageBar::Withdrawn,
        ];
        let pages = order
            .into_iter()
            .map(|bar| {
                let found = self.pages.iter().filter(|page| page.bar == bar && !page.page.is_shared());
                (bar, found.count())
            })
            .collect();
        Summary {
            bump: self.changes.iter().map(|change| self.bump_of(change)).max().unwrap_or(Bump::None),
            expectation: count(Impact::Expectation),
            clarification: count(Impact::Clarification),
            editorial: count(Impact::Editorial),
            pages,
        }
    }

    /// The version one change calls for.
    pub fn bump_of(&self, change: &Change<'_>) -> Bump {
        match change.impact {
            Impact::Editorial => Bump::Patch,
            Impact::Clarification => Bump::Minor,
            Impact::Expectation if self.touches_somebody(change) => Bump::Major,
            Impact::Expectation => Bump::Minor,
        }
    }

    /// Whether an expectation change concerns anybody: a page that existed, or the removal of one.
    fn touches_somebody(&self, change: &Change<'_>) -> bool {
        if change.kind.is_structural() || change.reaches.is_empty() {
            return matches!(change.kind, Kind::TrackRemoved | Kind::LevelRemoved | Kind::PageRemoved)
                || change.bar != Bar::Same
                || !change.kind.is_structural() && change.kind != Kind::Added;
        }
        change.reaches.iter().any(|reach| reach.bar != Bar::Same && !self.is_new(reach))
    }

    fn is_new(&self, reach: &super::change::Reach) -> bool {
        // Pages are in reading order, not sorted; the lists are short where this is asked.
        self.pages.iter().find(|page| page.page == reach.page).is_some_and(|page| page.bar == PageBar::New)
    }
}
