//! Negations that came or went.

use std::ops::Range;

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::graded::Graded;
use super::words::Word;

/// A negation that comes or goes turns a meaning around; which way the bar moves, a person must say. `With
/// no` and `without` say less: what something lacks, not that it is not done.
pub(super) fn negations(comparison: &Comparison<'_>, before: &[bool], after: &[bool], graded: &mut Graded) {
    let places = |words: &[Word], changed: &[bool], explained: &[bool]| -> Vec<usize> {
        let counts = |index: &usize| changed[*index] && !explained[*index] && words[*index].is_negation();
        (0..words.len()).filter(counts).collect()
    };
    let mut old = places(&comparison.before, before, &graded.explained.before);
    let mut new = places(&comparison.after, after, &graded.explained.after);
    for hunk in &comparison.hunks {
        if hunk.after.is_empty() && is_clause(&comparison.before, &hunk.before) {
            old.retain(|at| !hunk.before.contains(at));
        }
        if hunk.before.is_empty() && is_clause(&comparison.after, &hunk.after) {
            new.retain(|at| !hunk.after.contains(at));
        }
    }
    if old.len() == new.len() {
        return;
    }
    let lacks =
        old.iter().all(|at| is_lack(&comparison.before, *at)) && new.iter().all(|at| is_lack(&comparison.after, *at));
    graded.signals.push(Signal {
        scale: if lacks { "lack" } else { "negation" }.to_owned(),
        before: old.first().map(|at| comparison.text_before(*at..*at + 1)).unwrap_or_default(),
        after: new.first().map(|at| comparison.text_after(*at..*at + 1)).unwrap_or_default(),
        bar: Bar::Unclear,
    });
    old.iter().for_each(|at| graded.explained.before[*at] = true);
    new.iter().for_each(|at| graded.explained.after[*at] = true);
}

/// Whether a stretch is a clause of its own (`and does not wait to be asked`): a negation in it turns
/// nothing around that stands on both sides.
fn is_clause(words: &[Word], range: &Range<usize>) -> bool {
    let first = &words[range.start];
    let content = words[range.clone()].iter().filter(|word| word.is_content() && !word.is_negation()).count();
    content >= 2 && (first.after_break || &*first.lower == "and")
}

/// Whether a negation only says what something is without: `with no clear owner`.
fn is_lack(words: &[Word], at: usize) -> bool {
    let after_with = at.checked_sub(1).is_some_and(|before| &*words[before].lower == "with");
    &*words[at].lower == "without" || (&*words[at].lower == "no" && after_with)
}
