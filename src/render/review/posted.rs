//! A review where GitHub shows it in a few words: the status of a commit, labels, remarks at lines,
//! and the comment that is left when nothing concerns the framework any more.

use crate::diff::{Bar, ChangeSet, Impact, PageBar};
use crate::render::escape::visible;
use crate::render::{in_repository, outline};
use crate::review::{Problem, Review, Verdict};

/// The review in one line of plain words.
pub fn headline(review: &Review) -> String {
    visible(&super::outline::headline(review)).replace('\n', " ")
}

/// What is said where a change touches nothing of the framework.
pub fn untouched() -> &'static str {
    "Nothing of the framework changes."
}

/// The comment that stays where an earlier state of the pull request changed the framework and the
/// present one does not.
pub fn resolved() -> &'static str {
    "**Nothing of the framework changes any more.** An earlier state of this pull request changed it.\n"
}

/// A label: what it says behind the framework's name, its color, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelText {
    /// A few words.
    pub name: &'static str,
    /// Six hexadecimal digits.
    pub color: &'static str,
    /// At most 100 characters.
    pub description: &'static str,
}

const fn label(name: &'static str, color: &'static str, description: &'static str) -> LabelText {
    LabelText { name, color, description }
}

/// Every label there is.
pub const LABELS: [LabelText; 8] = [
    label("asks more", "5319e7", "A page asks more of people than before"),
    label("asks less", "1d76db", "A page asks less of people than before"),
    label("mixed", "8250df", "A page asks more in one way and less in another, or is in part unclear"),
    label("unclear", "fbca04", "Whether a page asks more or less must be decided by a person"),
    label("new page", "0e8a16", "A page comes: people are held to something they were not"),
    label("withdrawn page", "6e7781", "A page goes: people are no longer held to it"),
    label("wording only", "c2e0c6", "Nobody is asked for more or less"),
    label("rules", "d4c5f9", "The rules change by which changes are judged"),
];

/// Returns the labels that a change calls for, in a fixed order.
pub fn labels(review: &Review, set: &ChangeSet<'_>) -> Vec<LabelText> {
    let bar = |bar: PageBar| set.pages.iter().any(|page| page.bar == bar);
    let moved = set.changes.iter().any(|change| change.impact == Impact::Expectation);
    let wanted = [
        bar(PageBar::Bar(Bar::AsksMore)),
        bar(PageBar::Bar(Bar::AsksLess)),
        bar(PageBar::Bar(Bar::Mixed)),
        bar(PageBar::Bar(Bar::Unclear)),
        bar(PageBar::New),
        bar(PageBar::Withdrawn),
        !moved && !set.changes.is_empty() && review.unjudged.is_empty(),
        !review.gate.is_empty(),
    ];
    LABELS.iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(label, _)| *label).collect()
}

/// How a remark is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Worth knowing.
    Notice,
    /// Moves the bar, or may.
    Warning,
    /// Must be mended.
    Failure,
}

/// A remark at a line of a file, in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file, from the top of the repository.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// How it is meant.
    pub weight: Weight,
    /// A few words.
    pub title: String,
    /// A sentence.
    pub message: String,
}

/// Returns what is to be said at lines of the files of the change: what must be mended first, then
/// what moves the bar, then other wording. What is gone has no line and is not among it.
pub fn remarks(review: &Review, set: &ChangeSet<'_>) -> Vec<Remark> {
    let own = |problem: &&Problem| problem.side == "to" && !problem.file.is_empty();
    let problems = review.unjudged.iter().chain(&review.refusals).filter(own).map(|problem| Remark {
        file: problem.file.clone(),
        line: problem.line.max(1),
        weight: Weight::Failure,
        title: "Must be mended".to_owned(),
        message: visible(&problem.message),
    });
    let mut out: Vec<Remark> = problems.collect();
    for (impact, weight) in [(Impact::Expectation, Weight::Warning), (Impact::Clarification, Weight::Notice)] {
        for change in set.changes.iter().filter(|change| change.impact == impact) {
            let Some(item) = change.after.first().filter(|item| !item.file().is_empty()) else { continue };
            out.push(Remark {
                file: in_repository(&set.after.folder, item.file()),
                line: item.line().max(1),
                weight,
                title: outline::change_word(set, change, None, change.bar).to_owned(),
                message: visible(&set.sentence(change)),
            });
        }
    }
    out
}

/// Whether a review has nothing to say of a change.
pub fn is_untouched(review: &Review) -> bool {
    let silent = review.changes.is_empty() && review.gate.is_empty() && review.proposals.is_empty();
    silent && review.verdict == Verdict::Ready
}
