//! What a mixed verdict is made of: more and less, or one of them beside what is unclear. "Mixed" alone would
//! make readers believe that something is taken away where nobody knows that.

use crate::model::PageAddress;

use super::change::{Change, ChangeSet, PageVerdict, Signal};
use super::kind::Bar;
use super::signals::is_weak;

/// What a mixed verdict is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mixture {
    /// More is asked in one way and less in another.
    MoreAndLess,
    /// More is asked in one way, and of the rest nobody knows.
    MoreAndUnclear,
    /// Less is asked in one way, and of the rest nobody knows.
    LessAndUnclear,
}

impl Mixture {
    /// What signals that disagree are made of.
    pub fn of_signals(signals: &[Signal]) -> Self {
        let mut ways = Ways::default();
        ways.add_signals(signals);
        ways.mixture()
    }
}

/// The ways that something points.
#[derive(Debug, Clone, Copy, Default)]
struct Ways {
    more: bool,
    less: bool,
    unclear: bool,
}

impl Ways {
    fn add(&mut self, bar: Bar) {
        match bar {
            Bar::AsksMore => self.more = true,
            Bar::AsksLess => self.less = true,
            Bar::Mixed => (self.more, self.less) = (true, true),
            Bar::Unclear => self.unclear = true,
            Bar::Same => {}
        }
    }

    fn add_signals(&mut self, signals: &[Signal]) {
        signals.iter().filter(|signal| !is_weak(signal)).for_each(|signal| self.add(signal.bar));
    }

    fn add_change(&mut self, change: &Change<'_>, bar: Bar) {
        if bar != Bar::Mixed {
            return self.add(bar);
        }
        let mut own = Self::default();
        own.add_signals(&change.signals);
        // Without signals that disagree it is known that it is mixed and no more.
        if own.unclear && own.more != own.less {
            (self.more, self.less, self.unclear) = (self.more | own.more, self.less | own.less, true);
        } else {
            self.add(Bar::Mixed);
        }
    }

    fn mixture(self) -> Mixture {
        match self {
            Self { more: true, less: false, unclear: true } => Mixture::MoreAndUnclear,
            Self { more: false, less: true, unclear: true } => Mixture::LessAndUnclear,
            _ => Mixture::MoreAndLess,
        }
    }
}

impl ChangeSet<'_> {
    /// What the bar of a change is made of where that is mixed: for one page, or for all that decide it. Means
    /// nothing where it is not mixed.
    pub fn mixture(&self, change: &Change<'_>, page: Option<&PageAddress>) -> Mixture {
        let mut ways = Ways::default();
        match page.and_then(|page| change.reaches.iter().find(|reach| reach.page == *page)) {
            Some(here) => ways.add_change(change, here.bar),
            None if change.reaches.is_empty() => ways.add_change(change, change.bar),
            // A shared sheet is none of the pages that it reaches.
            None => self.deciding(change).for_each(|reach| ways.add_change(change, reach.bar)),
        }
        ways.mixture()
    }

    /// What the verdict on a page is made of where that is mixed. Means nothing where it is not.
    pub fn mixture_of_page(&self, verdict: &PageVerdict) -> Mixture {
        let mut ways = Ways::default();
        for change in verdict.changes.iter().map(|index| &self.changes[*index]) {
            let reach = change.reaches.iter().find(|reach| reach.page == verdict.page);
            ways.add_change(change, reach.map_or(change.bar, |reach| reach.bar));
        }
        ways.mixture()
    }
}
