//! Numbers and names of levels, compared as such.

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::graded::Graded;
use super::words::Word;

/// Numbers and level names that were exchanged.
pub(super) fn numbers(comparison: &Comparison<'_>, graded: &mut Graded) {
    for hunk in &comparison.hunks {
        let free =
            |range: &std::ops::Range<usize>, words: &[Word], explained: &[bool], wanted: &dyn Fn(&Word) -> bool| {
                range
                    .clone()
                    .filter(|at| !explained[*at] && !words[*at].illustration && wanted(&words[*at]))
                    .collect::<Vec<_>>()
            };
        let number = |word: &Word| word.number().is_some();
        let olds = free(&hunk.before, &comparison.before, &graded.explained.before, &number);
        let news = free(&hunk.after, &comparison.after, &graded.explained.after, &number);
        for (old, new) in olds.iter().zip(&news) {
            let (Some(from), Some(to)) = (comparison.before[*old].number(), comparison.after[*new].number()) else {
                continue;
            };
            if from == to {
                graded.explained.before[*old] = true;
                graded.explained.after[*new] = true;
                continue;
            }
            let bar = number_direction(comparison, *new, from, to);
            push(comparison, graded, "number", *old, *new, bar);
        }
        let level = |word: &Word| word.is_level_name();
        let olds = free(&hunk.before, &comparison.before, &graded.explained.before, &level);
        let news = free(&hunk.after, &comparison.after, &graded.explained.after, &level);
        for (old, new) in olds.iter().zip(&news) {
            push(comparison, graded, "level", *old, *new, Bar::Unclear);
        }
    }
}

fn push(comparison: &Comparison<'_>, graded: &mut Graded, scale: &str, old: usize, new: usize, bar: Bar) {
    graded.signals.push(Signal {
        scale: scale.to_owned(),
        before: comparison.text_before(old..old + 1),
        after: comparison.text_after(new..new + 1),
        bar,
    });
    graded.explained.before[old] = true;
    graded.explained.after[new] = true;
}

/// More asks more, unless the number is a limit: a longer time in which to do something asks less
/// (`within 5 days`), of other limits (`at most 2`) a person must say.
fn number_direction(comparison: &Comparison<'_>, at: usize, from: f64, to: f64) -> Bar {
    let words = &comparison.after;
    let near = &words[at.saturating_sub(3)..at];
    let limit = near.iter().any(|word| {
        matches!(&*word.lower, "within" | "under" | "below" | "most" | "maximum" | "than" | "every" | "up" | "to")
    });
    let least = near.iter().any(|word| matches!(&*word.lower, "least" | "minimum" | "more" | "over"));
    let deadline = near.last().is_some_and(|word| &*word.lower == "within")
        && words.get(at + 1).is_some_and(|unit| {
            matches!(unit.lower.trim_end_matches('s'), "second" | "minute" | "hour" | "day" | "week" | "month")
        });
    match (to > from, limit && !least) {
        (more, _) if deadline => {
            if more {
                Bar::AsksLess
            } else {
                Bar::AsksMore
            }
        }
        (_, true) => Bar::Unclear,
        (true, false) => Bar::AsksMore,
        (false, false) => Bar::AsksLess,
    }
}
