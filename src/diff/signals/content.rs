//! Content gained and lost that no graded word explains: clauses, items of enumerations, modifiers,
//! and words exchanged for others.

use std::ops::Range;

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::graded::Explained;
use super::words::Word;
use super::{Comparison, Hunk};

/// What the content of two sentences says.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) signals: Vec<Signal>,
    /// Whether words with meaning differ at all.
    pub(super) changed: bool,
    /// Whether enough differs that the bar may have moved though no word says which way.
    pub(super) substantial: bool,
    pub(super) because: Option<String>,
}

/// How many words with content a clause has at the least.
const CLAUSE: usize = 3;

/// Returns what content was gained, lost and exchanged.
pub(super) fn judge(comparison: &Comparison<'_>, explained: &Explained) -> Content {
    let mut content = Content::default();
    let moved = moved_words(comparison);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for hunk in &comparison.hunks {
        let old = telling(&comparison.before, hunk.before.clone(), &explained.before, &moved);
        let new = telling(&comparison.after, hunk.after.clone(), &explained.after, &moved);
        content.changed |= differs(comparison, hunk);
        let illustrated = hunk.before.clone().all(|at| comparison.before[at].illustration)
            && hunk.after.clone().all(|at| comparison.after[at].illustration);
        if illustrated || is_whole_aside(comparison, hunk) {
            continue;
        }
        let (old, new) =
            (without_illustrations(&comparison.before, old), without_illustrations(&comparison.after, new));
        if let Some(signal) = hunk_signal(comparison, hunk, &old, &new) {
            content.signals.push(signal);
        } else {
            gone.extend(old);
            come.extend(new);
        }
    }
    weigh_exchange(comparison, &gone, &come, &mut content);
    content
}

/// Whether a stretch is all that stands in a pair of brackets, put in or taken out: it says what is
/// meant, not more of it.
fn is_whole_aside(comparison: &Comparison<'_>, hunk: &Hunk) -> bool {
    let whole = |words: &[Word], range: &Range<usize>, other: &Range<usize>| {
        let open = |at: Option<usize>| at.and_then(|at| words.get(at)).is_none_or(|word| !word.bracketed);
        !range.is_empty()
            && other.is_empty()
            && words[range.clone()].iter().all(|word| word.bracketed)
            && open(range.start.checked_sub(1))
            && open(Some(range.end))
    };
    whole(&comparison.after, &hunk.after, &hunk.before) || whole(&comparison.before, &hunk.before, &hunk.after)
}

/// Whether a stretch differs in more than articles and other words without content.
fn differs(comparison: &Comparison<'_>, hunk: &Hunk) -> bool {
    let harmless = |word: &Word| matches!(&*word.lower, "a" | "an" | "the" | "that" | "of" | "s");
    hunk.before.clone().any(|at| !harmless(&comparison.before[at]))
        || hunk.after.clone().any(|at| !harmless(&comparison.after[at]))
}

/// The bases of words with content that only stand elsewhere in the sentence.
fn moved_words(comparison: &Comparison<'_>) -> Vec<u64> {
    let bases = |words: &[Word], ranges: Vec<Range<usize>>| -> Vec<u64> {
        let all = ranges.into_iter().flatten();
        all.filter(|at| words[*at].is_content()).map(|at| words[at].base).collect()
    };
    let old = bases(&comparison.before, comparison.hunks.iter().map(|hunk| hunk.before.clone()).collect());
    let mut new = bases(&comparison.after, comparison.hunks.iter().map(|hunk| hunk.after.clone()).collect());
    old.into_iter()
        .filter(|base| match new.iter().position(|other| other == base) {
            Some(index) => {
                new.swap_remove(index);
                true
            }
            None => false,
        })
        .collect()
}

fn telling(words: &[Word], range: Range<usize>, explained: &[bool], moved: &[u64]) -> Vec<usize> {
    range.filter(|at| words[*at].is_content() && !explained[*at] && !moved.contains(&words[*at].base)).collect()
}

fn without_illustrations(words: &[Word], places: Vec<usize>) -> Vec<usize> {
    places.into_iter().filter(|at| !words[*at].illustration).collect()
}

/// The signal of one stretch: something was only added, or only taken away, or far more of the one
/// than of the other.
fn hunk_signal(comparison: &Comparison<'_>, hunk: &Hunk, old: &[usize], new: &[usize]) -> Option<Signal> {
    let gained = new.len() >= old.len() + CLAUSE || (old.is_empty() && !new.is_empty());
    let lost = old.len() >= new.len() + CLAUSE || (new.is_empty() && !old.is_empty());
    if gained {
        let part = part_of(&comparison.after, &hunk.after, new)?;
        let bar = match part {
            Part::Clause | Part::Item => Bar::AsksMore,
            Part::Alternative | Part::Condition | Part::Restriction | Part::Modifier => Bar::Unclear,
        };
        return Some(signal(part, String::new(), comparison.text_after(hunk.after.clone()), bar));
    }
    if lost {
        let part = part_of(&comparison.before, &hunk.before, old)?;
        let bar = match part {
            Part::Clause | Part::Item => Bar::AsksLess,
            Part::Alternative | Part::Condition | Part::Restriction | Part::Modifier => Bar::Unclear,
        };
        return Some(signal(part, comparison.text_before(hunk.before.clone()), String::new(), bar));
    }
    None
}

fn signal(part: Part, before: String, after: String, bar: Bar) -> Signal {
    let scale = match part {
        Part::Clause => "clause",
        Part::Item => "enumeration",
        Part::Alternative => "alternative",
        Part::Condition => "condition",
        Part::Restriction => "restriction",
        Part::Modifier => "modifier",
    };
    Signal { scale: scale.to_owned(), before: without_joints(&before), after: without_joints(&after), bar }
}

/// What a stretch of added or lost words is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A clause: something more to do or to reach.
    Clause,
    /// One more item of an enumeration.
    Item,
    /// `or …`: another way to meet the same bar.
    Alternative,
    /// `when …`, `if …`: when the sentence holds.
    Condition,
    /// `that …`, `which …`: which of the things named are meant; it may add to them or narrow them.
    Restriction,
    /// A word or two that describe another.
    Modifier,
}

fn part_of(words: &[Word], range: &Range<usize>, telling: &[usize]) -> Option<Part> {
    let first = words.get(range.start)?;
    let has = |list: &[&str]| range.clone().any(|at| list.contains(&&*words[at].lower));
    let next = words.get(range.end).map_or("", |word| &*word.lower);
    let joins = matches!(&*first.lower, "and" | "plus" | "including" | "while" | "as" | "by" | "to" | "also");
    if matches!(&*first.lower, "or") || next == "or" {
        return Some(Part::Alternative);
    }
    if is_relative(words, range) {
        return Some(Part::Restriction);
    }
    if matches!(&*first.lower, "when" | "if" | "where" | "once" | "until" | "unless" | "whenever" | "during") {
        return Some(Part::Condition);
    }
    if telling.len() >= CLAUSE || (joins && !telling.is_empty()) {
        return Some(Part::Clause);
    }
    if first.after_break
        || has(&["and"])
        || next == "and"
        || words.get(range.end).is_some_and(|word| word.after_break && range.len() <= 3 && listed(words, range))
    {
        return Some(Part::Item);
    }
    Some(Part::Modifier)
}

/// Whether a stretch is a relative clause right behind what it restricts.
fn is_relative(words: &[Word], range: &Range<usize>) -> bool {
    let first = &words[range.start];
    let behind = range.start > 0 && !first.after_break && words[range.start - 1].is_content();
    behind && matches!(&*first.lower, "that" | "which" | "who" | "whose")
}

/// Whether a stretch stands in an enumeration: a comma before or `and` after it.
fn listed(words: &[Word], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map(|at| &words[at]);
    before.is_some_and(|word| word.after_break) || words.get(range.start).is_some_and(|word| word.after_break)
}

/// A stretch of words without the conjunctions at its ends, which only join it to the rest.
fn without_joints(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let mut text = text.trim_matches(ends);
    for joint in ["and", "or", "but"] {
        text = text.strip_suffix(joint).filter(|rest| rest.ends_with(ends)).unwrap_or(text).trim_matches(ends);
        text = text.strip_prefix(joint).filter(|rest| rest.starts_with(ends)).unwrap_or(text).trim_matches(ends);
    }
    text.to_owned()
}

/// Judges words exchanged for others where no signal explains them.
fn weigh_exchange(comparison: &Comparison<'_>, gone: &[usize], come: &[usize], content: &mut Content) {
    let exchanged = gone.len().max(come.len());
    if exchanged == 0 {
        return;
    }
    let size = |words: &[Word]| words.iter().filter(|word| word.is_content()).count();
    let total = size(&comparison.before).max(size(&comparison.after)).max(1);
    let share = exchanged as f64 / total as f64;
    if exchanged >= 2 || share >= 0.2 {
        content.substantial = true;
        content.because = Some(match (gone.is_empty(), come.is_empty()) {
            (false, false) => "words with another meaning, and no graded word says which way".to_owned(),
            (true, _) => "new content, and no graded word says which way".to_owned(),
            _ => "lost content, and no graded word says which way".to_owned(),
        });
    }
}
