//! Numbers, spans of time and names of levels, compared as such.

use std::ops::Range;

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::graded::{Explained, Graded};
use super::words::Word;

/// Numbers and level names that were exchanged.
pub(super) fn numbers(comparison: &Comparison<'_>, graded: &mut Graded) {
    for hunk in &comparison.hunks {
        let free = |range: &Range<usize>, words: &[Word], explained: &[bool], wanted: &dyn Fn(&Word) -> bool| {
            let counts = |at: &usize| !explained[*at] && !words[*at].illustration && wanted(&words[*at]);
            range.clone().filter(counts).collect::<Vec<_>>()
        };
        let number = |word: &Word| word.number().is_some();
        let olds = free(&hunk.before, &comparison.before, &graded.explained.before, &number);
        let news = free(&hunk.after, &comparison.after, &graded.explained.after, &number);
        for (old, new) in olds.iter().zip(&news) {
            let old = Amount::of_number(comparison.texts.0, &comparison.before, *old);
            let new = Amount::of_number(comparison.texts.1, &comparison.after, *new);
            if old.most == new.most {
                graded.explained.mark(&old.range, &new.range);
            } else {
                push(comparison, graded, "number", &old.range, &new.range, direction(&old, &new));
            }
        }
        let level = |word: &Word| word.is_level_name();
        let olds = free(&hunk.before, &comparison.before, &graded.explained.before, &level);
        let news = free(&hunk.after, &comparison.after, &graded.explained.after, &level);
        for (old, new) in olds.iter().zip(&news) {
            push(comparison, graded, "level", &(*old..*old + 1), &(*new..*new + 1), Bar::Unclear);
        }
    }
}

/// Spans of time that differ (`three to five years`, `6 months`), where both sides have as many. What
/// was compared is explained, and neither its number nor its unit counts on its own.
pub(super) fn spans(comparison: &Comparison<'_>, (before, after): (&[bool], &[bool]), graded: &mut Graded) {
    let old = changed_spans(comparison.texts.0, &comparison.before, before);
    let new = changed_spans(comparison.texts.1, &comparison.after, after);
    if old.len() != new.len() {
        return;
    }
    for (old, new) in old.iter().zip(&new) {
        if (old.least, old.most) == (new.least, new.most) {
            graded.explained.mark(&old.range, &new.range);
        } else {
            push(comparison, graded, "number", &old.range, &new.range, direction(old, new));
        }
    }
}

fn changed_spans(text: &str, words: &[Word], changed: &[bool]) -> Vec<Amount> {
    let mut spans: Vec<Amount> = Vec::new();
    for at in (0..words.len()).filter(|at| words[*at].number().is_some() && !words[*at].illustration) {
        if spans.last().is_some_and(|last| last.range.contains(&at)) {
            continue;
        }
        let span = Amount::of_time(text, words, at);
        spans.extend(span.filter(|span| changed[span.range.clone()].contains(&true)));
    }
    spans
}

fn push(
    comparison: &Comparison<'_>,
    graded: &mut Graded,
    scale: &str,
    old: &Range<usize>,
    new: &Range<usize>,
    bar: Bar,
) {
    graded.signals.push(Signal {
        scale: scale.to_owned(),
        before: comparison.text_before(old.clone()),
        after: comparison.text_after(new.clone()),
        bar,
    });
    graded.explained.mark(old, new);
}

impl Explained {
    fn mark(&mut self, before: &Range<usize>, after: &Range<usize>) {
        self.before[before.clone()].fill(true);
        self.after[after.clone()].fill(true);
    }
}

/// A number, or two that bound a span of time, and what it is to its sentence.
struct Amount {
    range: Range<usize>,
    least: f64,
    most: f64,
    role: Role,
}

/// What a number is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// So many, or at least so many.
    Amount,
    /// The less, the more is asked: `within 5 days`, `fewer than 2 incidents`.
    Bound,
    /// Another limit: `at most 2`.
    Limit,
}

impl Amount {
    fn of_number(text: &str, words: &[Word], at: usize) -> Self {
        let (value, end) = value_of(words, at);
        let range = at..end;
        let role = role(text, words, &range, false);
        Self { range, least: value, most: value, role }
    }

    /// The span of time that begins with the number at a place: `6 months`, `three to five years`.
    fn of_time(text: &str, words: &[Word], at: usize) -> Option<Self> {
        let (least, mut end) = value_of(words, at);
        let mut most = least;
        let joined = words.get(end).is_some_and(|word| matches!(&*word.lower, "to" | "or"));
        let second = end + usize::from(joined);
        if words.get(second).is_some_and(|word| word.number().is_some() && !word.after_break) {
            (most, end) = value_of(words, second);
        }
        end +=
            usize::from(words.get(end).is_some_and(|word| matches!(&*word.lower, "business" | "working" | "calendar")));
        let days = days_of(&words.get(end)?.lower)?;
        let range = at..end + 1;
        let role = role(text, words, &range, true);
        Some(Self { range, least: least * days, most: most * days, role })
    }
}

/// The value of the number at a place with what multiplies it (`2 million`), and where it ends.
fn value_of(words: &[Word], at: usize) -> (f64, usize) {
    let value = words[at].number().unwrap_or_default();
    let times = words.get(at + 1).filter(|word| !word.after_break).map_or(1.0, |word| match &*word.lower {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "millions" => 1e6,
        "billion" | "billions" => 1e9,
        _ => 1.0,
    });
    (value * times, at + 1 + usize::from(times > 1.0))
}

fn days_of(unit: &str) -> Option<f64> {
    Some(match unit.strip_suffix('s').unwrap_or(unit) {
        "second" => 1.0 / 86_400.0,
        "minute" => 1.0 / 1440.0,
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "sprint" | "iteration" => 14.0,
        "month" => 30.4,
        "quarter" => 91.3,
        "year" => 365.0,
        _ => return None,
    })
}

/// More asks more, unless the number is a limit on either side: where less is harder, less asks more; of other
/// limits a person must say.
fn direction(before: &Amount, after: &Amount) -> Bar {
    let more = after.least >= before.least && after.most >= before.most;
    let less = after.least <= before.least && after.most <= before.most;
    match (before.role, after.role) {
        _ if more == less => Bar::Unclear,
        (Role::Amount, Role::Amount) if more => Bar::AsksMore,
        (Role::Amount, Role::Amount) => Bar::AsksLess,
        (Role::Bound, Role::Bound) if more => Bar::AsksLess,
        (Role::Bound, Role::Bound) => Bar::AsksMore,
        _ => Bar::Unclear,
    }
}

fn role(text: &str, words: &[Word], range: &Range<usize>, time: bool) -> Role {
    let back = |count: usize| range.start.checked_sub(count).map_or("", |at| &*words[at].lower);
    let near = &words[range.start.saturating_sub(6)..range.start];
    let unwanted = near.iter().any(|word| is_unwanted(&word.lower));
    let than = |words: &[&str]| back(1) == "than" && words.contains(&back(2));
    let least = matches!(back(1), "least" | "minimum" | "over" | "above") || (than(&["more"]) && back(3) != "no");
    let most = matches!(back(1), "under" | "below" | "most" | "maximum")
        || than(&["less", "fewer", "lower", "shorter"])
        || (than(&["more"]) && back(3) == "no");
    let end = words[range.end - 1].range.end;
    let share = text[end..].starts_with('%') || words.get(range.end).is_some_and(|word| &*word.lower == "percent");
    let rated =
        || share && near.iter().any(|word| matches!(&*word.lower, "rate" | "rates" | "share" | "cost" | "costs"));
    let timed = || time && near.iter().any(|word| is_of_time(&word.lower));
    match back(1) {
        "within" if time || share => Role::Bound,
        "top" => Role::Bound,
        "within" | "every" | "after" => Role::Limit,
        _ if most && (unwanted || rated() || timed()) => Role::Bound,
        "to" if unwanted && back(2) == "up" => Role::Bound,
        _ if most || unwanted => Role::Limit,
        "than" if !least => Role::Limit,
        _ => Role::Amount,
    }
}

/// Whether of what a word names there is better less.
fn is_unwanted(lower: &str) -> bool {
    let one = lower.strip_suffix('s').unwrap_or(lower);
    matches!(
        one,
        "error"
            | "mistake"
            | "defect"
            | "bug"
            | "incident"
            | "outage"
            | "downtime"
            | "failure"
            | "regression"
            | "complaint"
            | "attrition"
            | "churn"
            | "rework"
            | "overrun"
            | "deviation"
            | "variance"
            | "latency"
    )
}

/// Whether a word speaks of how long something takes.
fn is_of_time(lower: &str) -> bool {
    let stems = ["time", "respon", "answer", "repl", "resol", "recover", "restor", "turnaround", "acknowledg"];
    stems.iter().any(|stem| lower.starts_with(stem))
}
