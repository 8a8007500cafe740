//! Graded words, negations and numbers that differ between two sentences.

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::alignment::Alignment;
use super::context::{
    MOST_OF_WHOM, counts_harm, counts_needs, describes_its_clause, is_built_anew, is_denied, is_exchanged, is_one_more,
    is_said_before, keeps_its_word, names_one, near, shares_the_verb, stands_alone,
};
use super::negations::negations;
use super::numbers::{numbers, spans};
use super::scales::{Found, Scales};
use super::terms::{changed, changed_terms};
use super::words::Word;

/// The signals found, and which words they explain.
#[derive(Debug, Default)]
pub(super) struct Graded {
    pub(super) signals: Vec<Signal>,
    pub(super) explained: Explained,
    /// A graded word that stands against words no scale grades, so that nobody can say which way.
    pub(super) ungraded: Option<String>,
}

/// Words that a signal explains already, by position.
#[derive(Debug, Default)]
pub(super) struct Explained {
    pub(super) before: Vec<bool>,
    pub(super) after: Vec<bool>,
}

/// Returns the signals of graded words, negations, numbers and level names.
pub(super) fn signals(comparison: &Comparison<'_>, scales: &Scales) -> Graded {
    let mut graded = Graded {
        signals: Vec::new(),
        ungraded: None,
        explained: Explained {
            before: vec![false; comparison.before.len()],
            after: vec![false; comparison.after.len()],
        },
    };
    if comparison.hunks.is_empty() {
        return graded;
    }
    let changed_before = changed(&comparison.before, comparison.hunks.iter().map(|hunk| hunk.before.clone()));
    let changed_after = changed(&comparison.after, comparison.hunks.iter().map(|hunk| hunk.after.clone()));
    let same_place = Alignment::of(comparison);
    let changed = (&changed_before[..], &changed_after[..]);
    let (mut old, mut new) = changed_terms((comparison, &same_place), scales, changed);
    spans(comparison, changed, &mut graded);
    let compared = |found: &Found, explained: &[bool]| explained[found.range()].contains(&true);
    old.retain(|found| !compared(found, &graded.explained.before));
    new.retain(|found| !compared(found, &graded.explained.after));
    cancel(comparison, &mut old, &mut new, &mut graded.explained);
    for scale in scales_of(&old, &new) {
        let olds: Vec<Found> = old.iter().copied().filter(|found| found.scale == scale).collect();
        let news: Vec<Found> = new.iter().copied().filter(|found| found.scale == scale).collect();
        scale_signal((comparison, &same_place), scales, scale, &olds, &news, &mut graded);
    }
    graded.ungraded = exchanged_for_ungraded(comparison, scales, (&old, &new), &graded.explained);
    negations(comparison, &changed_before, &changed_after, &mut graded);
    numbers(comparison, &mut graded);
    graded
}

fn scales_of(old: &[Found], new: &[Found]) -> Vec<usize> {
    let mut out: Vec<usize> = old.iter().chain(new).map(|found| found.scale).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Takes away what stands on both sides, in another order or by another word of the same step: it
/// says the same. So does a word in another form: `clearly` against `in a clear way`.
fn cancel(comparison: &Comparison<'_>, old: &mut Vec<Found>, new: &mut Vec<Found>, explained: &mut Explained) {
    old.retain(|found| {
        let same = new
            .iter()
            .position(|other| (other.scale, other.step, other.reversed) == (found.scale, found.step, found.reversed));
        if let Some(index) = same {
            let other = new.remove(index);
            explained.before[found.range()].fill(true);
            explained.after[other.range()].fill(true);
        }
        same.is_none()
    });
    let hunks = &comparison.hunks;
    old.retain(|found| {
        let form =
            form_among(&comparison.before[found.start], found, hunks.iter().map(|h| &h.after), &comparison.after);
        if let Some(at) = form {
            explained.before[found.range()].fill(true);
            explained.after[at] = true;
        }
        form.is_none()
    });
    new.retain(|found| {
        let form =
            form_among(&comparison.after[found.start], found, hunks.iter().map(|h| &h.before), &comparison.before);
        if let Some(at) = form {
            explained.after[found.range()].fill(true);
            explained.before[at] = true;
        }
        form.is_none()
    });
}

/// The place of another form of a single word among the words that differ on the other side.
fn form_among<'h>(
    word: &Word,
    found: &Found,
    hunks: impl Iterator<Item = &'h std::ops::Range<usize>>,
    others: &[Word],
) -> Option<usize> {
    let adverb = word.lower.strip_suffix("ly").filter(|stem| found.length == 1 && stem.len() >= 4)?;
    hunks.flat_map(Clone::clone).find(|at| others[*at].lower.starts_with(adverb))
}

fn scale_signal(
    (comparison, same_place): (&Comparison<'_>, &Alignment),
    scales: &Scales,
    scale: usize,
    olds: &[Found],
    news: &[Found],
    graded: &mut Graded,
) {
    if scales.is_of_synonyms(scale) {
        return;
    }
    let strongest = |list: &[Found]| list.iter().copied().max_by_key(|found| (found.step, usize::MAX - found.start));
    let (old, new) = match (strongest(olds), strongest(news)) {
        (Some(old), Some(new)) => {
            // Words exchanged at far ends of a sentence are not measured against each other, unless
            // the scale knows what a sentence without them says.
            let far = scales.absent(scale).is_none() || old.exchanged_only || new.exchanged_only;
            if far && !near(comparison, &old, &new) && !same_place.holds(&old, &new) {
                return;
            }
            (Some(old), Some(new))
        }
        (old, new) => {
            if !measures_alone((comparison, same_place), scales, scale, old.as_ref(), new.as_ref()) {
                return;
            }
            (old, new)
        }
    };
    let counted = matches!(scales.name(scale), "quantity" | "frequency");
    let one = counted && names_one(comparison, same_place, old.as_ref(), new.as_ref());
    let absent = if one { Some(ONE) } else { scales.absent(scale) };
    let step = |found: Option<Found>| found.map(|found| found.step as f32).or(absent);
    let (Some(from), Some(to)) = (step(old), step(new)) else { return };
    let illustration = old.is_none_or(|found| comparison.before[found.start].illustration)
        && new.is_none_or(|found| comparison.after[found.start].illustration);
    let mut bar = bar_of(scales.direction(scale, from, to), old, new);
    if bar != Bar::Same && is_open(comparison, scales.name(scale), (old, new)) {
        bar = Bar::Unclear;
    }
    if bar == Bar::Same || illustration {
        return;
    }
    graded.signals.push(Signal {
        scale: scales.name(scale).to_owned(),
        before: old.map(|found| comparison.text_before(found.start..found.start + found.length)).unwrap_or_default(),
        after: new.map(|found| comparison.text_after(found.start..found.start + found.length)).unwrap_or_default(),
        bar,
    });
    for found in olds {
        graded.explained.before[found.range()].fill(true);
    }
    for found in news {
        graded.explained.after[found.range()].fill(true);
    }
    if scales.is_of_the_verb(scale) {
        explain_whom(comparison, old.as_ref(), new.as_ref(), graded);
    }
    if scales.limits(scale) {
        explain_limit(comparison, old.as_ref(), new.as_ref(), graded);
    }
}

/// Whether it depends on what is done, or by whom, which way a graded word moves the bar.
fn is_open(comparison: &Comparison<'_>, scale: &str, (old, new): (Option<Found>, Option<Found>)) -> bool {
    let sides = || [(old, &comparison.before), (new, &comparison.after)].into_iter();
    let of_others = scale == "frequency"
        && sides().any(|(found, _)| doubtful(found))
        && sides().any(|(_, words)| is_of_others(words));
    let depends = |found: &Found, words: &[Word]| counts_needs(words, found) || counts_harm(words, found);
    let counted = matches!(scale, "quantity" | "frequency");
    of_others
        || sides().any(|(found, words)| turns(found.as_ref(), words))
        || counted && sides().any(|(found, words)| found.is_some_and(|found| depends(&found, words)))
}

/// Whether a graded word that only one side has is measured against the step of a sentence without any.
fn measures_alone(
    (comparison, same_place): (&Comparison<'_>, &Alignment),
    scales: &Scales,
    scale: usize,
    old: Option<&Found>,
    new: Option<&Found>,
) -> bool {
    let (limits, verb, quantity) =
        (scales.limits(scale), scales.is_of_the_verb(scale), scales.name(scale) == "quantity");
    // Within a whole clause that comes or goes, a graded word only describes the clause; what limits or
    // excuses does so wherever it stands.
    let exchanged_only = old.or(new).is_some_and(|found| found.exchanged_only);
    let whole = (verb || quantity)
        && !names_one(comparison, same_place, old, new)
        && (exchanged_only || !keeps_its_word(comparison, same_place, old, new));
    let alone =
        stands_alone(comparison, old, new) && !whole || (verb && shares_the_verb(comparison, old, new)) || limits;
    // `Can handle` against `takes part in` are other things; `must` and `is accountable for` say more than that.
    let weak = |found: &Found| found.step <= 4;
    let exchangeable = match scales.name(scale) {
        "modality" => old.or(new).is_some_and(weak),
        name => verb || matches!(name, "thoroughness" | "initiative"),
    };
    let replaced = exchangeable && is_exchanged(comparison, old, new);
    // `never` alone turns a sentence around, and of "no" against "some" nobody can say which is better:
    // negations, not measures.
    let denies = turns(old, &comparison.before)
        || turns(new, &comparison.after)
        || (quantity && is_denied(comparison, old, new));
    // "Does not need to be told" excuses nobody, where it stands against "needs to be told".
    let apart = |found: Option<&Found>, forward: bool| {
        let kept = |found: &Found| found.range().any(|at| same_place.other(at, forward).is_some());
        limits && found.is_some_and(|found| found.reversed && !kept(found))
    };
    let of_clause = verb
        && (is_one_more(comparison, old, new)
            || is_built_anew(comparison, old, new)
            || is_said_before(comparison, old, new))
        || limits && limits_its_clause(comparison, old, new)
        || matches!(scales.name(scale), "frequency" | "modality") && describes_its_clause(comparison, old, new);
    scales.absent(scale).is_some()
        && alone
        && !replaced
        && !denies
        && !of_clause
        && !apart(old, true)
        && !apart(new, false)
}

/// Whether a term turns a sentence around (`never`) with nothing after it that says what is turned.
fn turns(found: Option<&Found>, words: &[Word]) -> bool {
    found.is_some_and(|found| found.length == 1 && !found.reversed && words[found.start].is_negation())
}

/// Whether what limits or excuses does so for a clause that came or went with it (`, and leads reviews when
/// asked`): it is no limit of what stands on both sides.
fn limits_its_clause(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let within = |range: &std::ops::Range<usize>, words: &[Word], found: Option<&Found>| {
        found.filter(|found| range.contains(&found.start)).is_some_and(|found| {
            let first = &words[range.start];
            let before = words[range.start..found.start].iter().filter(|word| word.is_content()).count();
            let rest = found.range().end..range.end.max(found.range().end);
            // "With guidance, I lead reviews" that came as a whole.
            let leads = words.get(rest.start).is_some_and(|word| word.after_break)
                && words[rest].iter().filter(|word| word.is_content()).count() > 1;
            leads || before > 1 || before == 1 && (first.after_break || &*first.lower == "and")
        })
    };
    comparison
        .hunks
        .iter()
        .any(|hunk| within(&hunk.before, &comparison.before, old) || within(&hunk.after, &comparison.after, new))
}

/// Whether a term, exchanged for another such, leaves it to a person which way the bar moves.
fn doubtful(found: Option<Found>) -> bool {
    found.is_some_and(|found| found.doubtful)
}

/// Whether a sentence is about what others do with somebody's work: how often a manager checks it asks the
/// opposite of how often one does something.
fn is_of_others(words: &[Word]) -> bool {
    let possessive = words.first().is_some_and(|word| matches!(&*word.lower, "my" | "your" | "their" | "the" | "own"));
    let Some(first) = words.get(usize::from(possessive)) else { return false };
    match first.lower.trim_end_matches('s') {
        "manager" | "supervisor" | "colleague" | "peer" | "teammate" | "other" => true,
        // `Leads` and `works` are what one does.
        "bos" | "lead" | "work" | "code" => possessive,
        _ => false,
    }
}

/// What the direction of a scale says, with what its words are said of.
fn bar_of(direction: Bar, old: Option<Found>, new: Option<Found>) -> Bar {
    match (old.map(|found| found.reversed), new.map(|found| found.reversed)) {
        // A word of the very step that a sentence without any stands on (`should`): it is worth a look.
        (None, Some(_)) | (Some(_), None) if direction == Bar::Same => Bar::Unclear,
        (Some(true), Some(true) | None) | (None, Some(true)) => direction.mirror(),
        (Some(one), Some(other)) if one != other => Bar::Unclear,
        _ if doubtful(old) && doubtful(new) => Bar::Unclear,
        _ => direction,
    }
}

/// What follows a limit that came or went belongs to it: `with guidance from a senior engineer`.
fn explain_limit(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>, graded: &mut Graded) {
    let rest = |range: &std::ops::Range<usize>, words: &[Word], found: Option<&Found>| {
        let found = found.filter(|found| found.start == range.start)?;
        let end = (found.range().end..range.end).find(|at| words[*at].after_break || &*words[*at].lower == "and");
        Some(found.start..end.unwrap_or(range.end))
    };
    for hunk in &comparison.hunks {
        if let Some(range) =
            rest(&hunk.before, &comparison.before, old).filter(|_| hunk.after.is_empty() || new.is_some())
        {
            graded.explained.before[range].fill(true);
        }
        if let Some(range) =
            rest(&hunk.after, &comparison.after, new).filter(|_| hunk.before.is_empty() || old.is_some())
        {
            graded.explained.after[range].fill(true);
        }
    }
}

/// The step of the scale of quantities on which a single thing stands.
const ONE: f32 = 0.5;

/// Whom is helped belongs to the helping, not to what is done.
fn explain_whom(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>, graded: &mut Graded) {
    if !shares_the_verb(comparison, old, new) {
        return;
    }
    for hunk in comparison.hunks.iter().filter(|hunk| hunk.before.len() + hunk.after.len() <= MOST_OF_WHOM) {
        if hunk.after.is_empty() && old.is_some_and(|found| found.start == hunk.before.start) {
            graded.explained.before[hunk.before.clone()].fill(true);
        }
        if hunk.before.is_empty() && new.is_some_and(|found| found.start == hunk.after.start) {
            graded.explained.after[hunk.after.clone()].fill(true);
        }
    }
}

/// The first graded word without a signal that stands against other words with content: `medium-sized`
/// against `company-sized`.
fn exchanged_for_ungraded(
    comparison: &Comparison<'_>,
    scales: &Scales,
    (old, new): (&[Found], &[Found]),
    explained: &Explained,
) -> Option<String> {
    let graded = |found: &&Found, words: &[Word], explained: &[bool]| {
        let tells = !scales.is_of_synonyms(found.scale) && !scales.is_of_actions(found.scale);
        tells && !words[found.start].bracketed && !explained[found.range()].contains(&true)
    };
    let old = old.iter().find(|found| {
        graded(found, &comparison.before, &explained.before) && is_exchanged(comparison, Some(*found), None)
    });
    if let Some(found) = old {
        return Some(comparison.text_before(found.range()));
    }
    let new = new.iter().find(|found| {
        graded(found, &comparison.after, &explained.after) && is_exchanged(comparison, None, Some(*found))
    });
    new.map(|found| comparison.text_after(found.range()))
}
