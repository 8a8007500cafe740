//! Whom a change concerns and what it does to them, as the first words of its sentence.

use crate::diff::change::{Change, ChangeSet};
use crate::diff::kind::{Bar, Facet, Kind};
use crate::diff::mixture::Mixture;
use crate::model::{Framework, PageAddress, Status, Track};

use super::{capital, name};

impl ChangeSet<'_> {
    /// Who, and what it does to them: `IC4 Security Engineer asks more`. Only pages whose bar moves are named as
    /// asking more or less, the one that the change stands on first.
    pub(super) fn subject(&self, change: &Change<'_>) -> String {
        let (before, after) = (change.before.first(), change.after.first());
        // An override that is given up is the page's own, not that of the shared sentence it had replaced.
        let side = match change.kind {
            Kind::Restored => before.map(|item| (self.before, item)).or(after.map(|item| (self.after, item))),
            _ => after.map(|item| (self.after, item)).or(before.map(|item| (self.before, item))),
        };
        let stated = side.and_then(|(framework, item)| Some((framework, item.page()?)));
        if self.deciding(change).all(|reach| reach.bar == Bar::Same) {
            let who = stated.map_or_else(|| "The framework".to_owned(), |(framework, page)| name(framework, page));
            return match left_page(change) {
                Some(from) => capital(&format!("{} and {who}", name(self.before, from))),
                None => format!("{}{}", capital(&who), verb((change.bar, self.mixture(change, None)), 1)),
            };
        }
        if let Some((framework, page)) = stated
            && let Some(bar) = self.one_bar_of_all(change, framework, page)
        {
            return format!("{}{}", capital(&name(framework, page)), verb((bar, self.mixture(change, None)), 1));
        }
        let stated = stated.map(|(_, page)| page);
        let own = change.reaches.iter().find(|reach| Some(&reach.page) == stated).map(|reach| reach.bar);
        let mut bars = vec![Bar::AsksMore, Bar::AsksLess, Bar::Mixed, Bar::Unclear];
        bars.sort_by_key(|bar| Some(*bar) != own);
        let told = bars.into_iter().filter_map(|bar| self.pages_with_bar(change, bar, stated));
        capital(&enumerated(told.collect()))
    }

    /// The pages for which a change has a bar, and that bar: `IC4 Security Engineer and 2 other pages ask more`.
    fn pages_with_bar(&self, change: &Change<'_>, bar: Bar, first: Option<&PageAddress>) -> Option<String> {
        let mut pages: Vec<&PageAddress> =
            self.deciding(change).filter(|reach| reach.bar == bar).map(|reach| &reach.page).collect();
        pages.sort_by_key(|page| Some(*page) != first);
        let called = |page: &PageAddress| self.page_name(page);
        let who = match pages[..] {
            [] => return None,
            [page] => called(page),
            [one, other] => format!("{} and {}", called(one), called(other)),
            [page, ..] => format!("{} and {} other pages", called(page), pages.len() - 1),
        };
        Some(format!("{who}{}", verb((bar, self.mixture(change, Some(pages[0]))), pages.len())))
    }

    /// The bar of a change of shared text, where it is the same for every page that the text is meant for.
    fn one_bar_of_all(&self, change: &Change<'_>, framework: &Framework, shared: &PageAddress) -> Option<Bar> {
        if !shared.is_shared() {
            return None;
        }
        let draft = |track: &Track| track.status == Status::Draft;
        let asks = |page: &PageAddress| !framework.tracks.get(&page.track).is_some_and(draft);
        let meant_for = framework.pages_including(shared).into_iter();
        let meant_for = meant_for.filter(|page| asks(page) && !self.passing.contains(page)).count();
        let reached = || self.deciding(change).filter(|reach| asks(&reach.page));
        let bar = reached().next()?.bar;
        (reached().count() == meant_for && reached().all(|reach| reach.bar == bar)).then_some(bar)
    }
}

/// The page that a sentence left for another level or track.
fn left_page<'c>(change: &'c Change<'_>) -> Option<&'c PageAddress> {
    let moved_away = change.facets.contains(&Facet::MovedLevel) || change.facets.contains(&Facet::MovedTrack);
    match (&change.before[..], &change.after[..]) {
        ([before], [_]) if moved_away => before.page(),
        _ => None,
    }
}

fn verb((bar, mixture): (Bar, Mixture), pages: usize) -> &'static str {
    match (bar, mixture, pages) {
        (Bar::AsksMore, _, 1) => " asks more",
        (Bar::AsksMore, ..) => " ask more",
        (Bar::AsksLess, _, 1) => " asks less",
        (Bar::AsksLess, ..) => " ask less",
        (Bar::Mixed, Mixture::MoreAndLess, 1) => " asks more in one way and less in another",
        (Bar::Mixed, Mixture::MoreAndLess, _) => " ask more in one way and less in another",
        (Bar::Mixed, Mixture::MoreAndUnclear, 1) => " asks more, and in part a person must decide",
        (Bar::Mixed, Mixture::MoreAndUnclear, _) => " ask more, and in part a person must decide",
        (Bar::Mixed, Mixture::LessAndUnclear, 1) => " asks less, and in part a person must decide",
        (Bar::Mixed, Mixture::LessAndUnclear, _) => " ask less, and in part a person must decide",
        (Bar::Unclear, ..) => " may ask more or less (a person must decide)",
        (Bar::Same, ..) => "",
    }
}

/// Clauses as one: `A asks more and B asks less`, with commas where one of them has an `and` of its own.
fn enumerated(mut clauses: Vec<String>) -> String {
    let Some(last) = clauses.pop() else { return String::new() };
    match &clauses[..] {
        [] => last,
        [only] if !only.contains(" and ") && !last.contains(" and ") => format!("{only} and {last}"),
        several => format!("{}, and {last}", several.join(", ")),
    }
}
