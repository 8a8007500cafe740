//! How serious each change is and what it does to the bar, by its kind and its words.

use super::change::{Change, Signal};
use super::kind::{Bar, Impact};
use super::reach::Readers;
use super::signals::{Scales, judge, limiting_phrase};

/// How one change of text is judged, before it is known whom it reaches.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub(super) impact: Impact,
    /// For those who had it before and have it after.
    pub(super) kept: Bar,
    /// For those who have it newly.
    pub(super) arriving: Bar,
    /// For those who no longer have it.
    pub(super) leaving: Bar,
    pub(super) signals: Vec<Signal>,
    pub(super) because: Option<String>,
}

impl Verdict {
    /// A verdict that moves nobody's bar.
    pub(super) fn same(impact: Impact) -> Self {
        Self { impact, kept: Bar::Same, arriving: Bar::Same, leaving: Bar::Same, signals: Vec::new(), because: None }
    }
}

/// Returns what a sentence that stands on both sides does to the bar of those who had it and have
/// it. `moved` says that others get it or lose it, so that these are to be judged as well.
pub(super) fn of_rewording(before: &str, after: &str, moved: bool, scales: &Scales) -> Verdict {
    let judged = judge(before, after, scales);
    let (arriving, leaving) = to_others((before, after), moved, scales);
    Verdict {
        impact: judged.impact,
        kept: judged.bar,
        arriving,
        leaving,
        signals: judged.signals,
        because: judged.because,
    }
}

/// Returns what a sentence that reads the same on both sides does; `moved` as of [`of_rewording`].
pub(super) fn of_same_text(text: &str, moved: bool, impact: Impact, scales: &Scales) -> Verdict {
    let (arriving, leaving) = to_others((text, text), moved, scales);
    Verdict { arriving, leaving, ..Verdict::same(impact) }
}

/// What a sentence does to those who have it newly, and to those who no longer have it.
fn to_others((before, after): (&str, &str), moved: bool, scales: &Scales) -> (Bar, Bar) {
    let limits = |text: &str| moved && limiting_phrase(text, scales).is_some();
    let new = limits(after);
    let old = if before == after { new } else { limits(before) };
    (if new { Bar::Unclear } else { Bar::AsksMore }, if old { Bar::Unclear } else { Bar::AsksLess })
}

/// Returns what a sentence that arrives does to those it reaches.
pub(super) fn of_arrival(text: &str, scales: &Scales) -> Verdict {
    one_sided(text, scales, Bar::AsksMore, "arrives")
}

/// Returns what a sentence that leaves does to those it reached.
pub(super) fn of_departure(text: &str, scales: &Scales) -> Verdict {
    one_sided(text, scales, Bar::AsksLess, "leaves")
}

fn one_sided(text: &str, scales: &Scales, bar: Bar, verb: &str) -> Verdict {
    let limit = limiting_phrase(text, scales);
    let judged = if limit.is_some() { Bar::Unclear } else { bar };
    Verdict {
        impact: Impact::Expectation,
        kept: Bar::Same,
        arriving: judged,
        leaving: judged,
        signals: Vec::new(),
        because: limit.map(|phrase| {
            format!("a sentence that {verb} with \u{201c}{phrase}\u{201d} may limit or excuse rather than ask")
        }),
    }
}

/// Settles impact and bar of a change from the pages it reaches.
pub(super) fn settle(change: &mut Change<'_>, verdict: &Verdict, readers: &Readers<'_>) {
    let bar = readers.deciding(change).fold(Bar::Same, |bar, reach| bar.and(reach.bar));
    change.bar = if change.reaches.is_empty() { verdict.kept } else { bar };
    let moves = !change.reaches.is_empty() && bar != Bar::Same;
    change.impact = if moves { Impact::Expectation } else { verdict.impact };
}
