//! What version the content calls for, and the counts of a comparison.

use super::change::{Change, ChangeSet, Summary};
use super::kind::{Bar, Bump, Impact, Kind, PageBar};

/// What a company wants other than the usual version for a change, by impact or by bar. The bar is
/// the nearer rule and wins; both only concern changes that touch somebody or no bar at all: what is
/// new and touches nobody stays minor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BumpRules {
    /// Instead of the usual version for an impact.
    pub impacts: Vec<(Impact, Bump)>,
    /// Instead of the usual version for an expectation change of a bar.
    pub bars: Vec<(Bar, Bump)>,
}

impl BumpRules {
    /// The version for a change, where a rule says another than the usual one.
    fn of(&self, change: &Change<'_>) -> Option<Bump> {
        let by_bar = self.bars.iter().find(|(bar, _)| *bar == change.bar && change.impact == Impact::Expectation);
        let by_impact = || self.impacts.iter().find(|(impact, _)| *impact == change.impact).map(|(_, bump)| *bump);
        by_bar.map(|(_, bump)| *bump).or_else(by_impact)
    }
}

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
        let usual = match change.impact {
            Impact::Editorial => Bump::Patch,
            Impact::Clarification => Bump::Minor,
            Impact::Expectation if self.touches_somebody(change) => Bump::Major,
            Impact::Expectation => return Bump::Minor,
        };
        self.bump_rules.of(change).unwrap_or(usual)
    }

    /// Whether an expectation change concerns anybody: a page that existed, or the removal of one.
    /// Means nothing for changes of other impact.
    pub fn touches_somebody(&self, change: &Change<'_>) -> bool {
        if change.kind.is_structural() || change.reaches.is_empty() {
            return matches!(change.kind, Kind::TrackRemoved | Kind::LevelRemoved | Kind::PageRemoved)
                || change.bar != Bar::Same
                || !change.kind.is_structural() && change.kind != Kind::Added;
        }
        change.reaches.iter().any(|reach| reach.bar != Bar::Same && !self.is_new(reach))
    }

    fn is_new(&self, reach: &super::change::Reach) -> bool {
        self.new_pages.contains(&reach.page)
    }
}

#[cfg(test)]
mod tests {
    use super::BumpRules;
    use crate::diff::{Bar, Bump, Impact, Kind};

    #[test]
    fn the_bar_is_the_nearer_rule() {
        let rules =
            BumpRules { impacts: vec![(Impact::Expectation, Bump::Major)], bars: vec![(Bar::AsksLess, Bump::Minor)] };
        let mut change = crate::diff::behaviors::bare(Kind::Removed, Vec::new(), Vec::new());
        change.impact = Impact::Expectation;
        change.bar = Bar::AsksLess;
        assert_eq!(rules.of(&change), Some(Bump::Minor));
        change.bar = Bar::AsksMore;
        assert_eq!(rules.of(&change), Some(Bump::Major));
        change.impact = Impact::Clarification;
        assert_eq!(rules.of(&change), None);
    }
}
