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
            let bar = number_direction((&comparison.before, *old, from), (&comparison.after, *new, to));
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

/// What a number is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// So many, or at least so many.
    Amount,
    /// A time in which to do something: `within 5 days`.
    Deadline,
    /// Another limit: `at most 2`.
    Limit,
}

/// More asks more, unless the number is a limit on either side: a longer time in which to do something asks
/// less, of other limits a person must say.
fn number_direction(before: (&[Word], usize, f64), after: (&[Word], usize, f64)) -> Bar {
    let more = after.2 > before.2;
    match (role(before.0, before.1), role(after.0, after.1)) {
        (Role::Amount, Role::Amount) if more => Bar::AsksMore,
        (Role::Amount, Role::Amount) => Bar::AsksLess,
        (Role::Deadline, Role::Deadline) if more => Bar::AsksLess,
        (Role::Deadline, Role::Deadline) => Bar::AsksMore,
        _ => Bar::Unclear,
    }
}

fn role(words: &[Word], at: usize) -> Role {
    let near = &words[at.saturating_sub(3)..at];
    let limit = near.iter().any(|word| {
        matches!(&*word.lower, "within" | "under" | "below" | "most" | "maximum" | "than" | "every" | "up" | "to")
    });
    let least = near.iter().any(|word| matches!(&*word.lower, "least" | "minimum" | "more" | "over"));
    let deadline = near.last().is_some_and(|word| &*word.lower == "within")
        && words.get(at + 1).is_some_and(|unit| {
            matches!(unit.lower.trim_end_matches('s'), "second" | "minute" | "hour" | "day" | "week" | "month")
        });
    match (deadline, limit && !least) {
        (true, _) => Role::Deadline,
        (false, true) => Role::Limit,
        (false, false) => Role::Amount,
    }
}
