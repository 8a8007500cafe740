//! Graded words, negations and numbers that differ between two sentences.

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::alignment::Alignment;
use super::numbers::numbers;
use super::scales::{Found, Scales};
use super::words::Word;

/// The signals found, and which words they explain.
#[derive(Debug, Default)]
pub(super) struct Graded {
    pub(super) signals: Vec<Signal>,
    pub(super) explained: Explained,
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
    let mut old = terms(scales, &comparison.before, &changed_before, comparison.hunks.iter().map(|hunk| &hunk.before));
    let mut new = terms(scales, &comparison.after, &changed_after, comparison.hunks.iter().map(|hunk| &hunk.after));
    let same_place = Alignment::of(comparison);
    let touched = |found: &Found, changed: &[bool]| changed[found.range()].contains(&true);
    // `You're able to` against `Able to`: a term whose words only partly changed is held against the
    // term that its other words belong to.
    let (all_old, all_new) = (old.clone(), new.clone());
    let held_against = |found: &Found, others: &[Found], other_changed: &[bool], forward: bool| {
        let places = found.range().filter_map(|at| same_place.other(at, forward)).collect::<Vec<_>>();
        let covers = |other: &&Found| other.scale == found.scale && places.iter().any(|at| other.range().contains(at));
        others.iter().filter(covers).any(|other| touched(other, other_changed))
    };
    old.retain(|found| touched(found, &changed_before) || held_against(found, &all_new, &changed_after, true));
    new.retain(|found| touched(found, &changed_after) || held_against(found, &all_old, &changed_before, false));
    cancel(comparison, &mut old, &mut new, &mut graded.explained);
    for scale in scales_of(&old, &new) {
        let olds: Vec<Found> = old.iter().copied().filter(|found| found.scale == scale).collect();
        let news: Vec<Found> = new.iter().copied().filter(|found| found.scale == scale).collect();
        scale_signal((comparison, &same_place), scales, scale, &olds, &news, &mut graded);
    }
    negations(comparison, &changed_before, &changed_after, &mut graded);
    numbers(comparison, &mut graded);
    graded
}

/// Every term of a sentence that begins or ends near a stretch that differs.
fn terms<'h>(
    scales: &Scales,
    words: &[Word],
    changed: &[bool],
    hunks: impl Iterator<Item = &'h std::ops::Range<usize>>,
) -> Vec<Found> {
    let mut near = changed.to_vec();
    for hunk in hunks {
        near.iter_mut().take(hunk.end + 1).skip(hunk.start.saturating_sub(1)).for_each(|flag| *flag = true);
    }
    scales.find_near(words, |at| near.get(at) == Some(&true))
}

fn changed(words: &[Word], ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    for range in ranges {
        out[range].iter_mut().for_each(|flag| *flag = true);
    }
    out
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
        let same = new.iter().position(|other| other.scale == found.scale && other.step == found.step);
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
            if scales.absent(scale).is_none() && !near(comparison, &old, &new) && !same_place.holds(&old, &new) {
                return;
            }
            (Some(old), Some(new))
        }
        (old, new) => {
            // Within a whole clause that comes or goes, a graded word only describes the clause; what
            // limits or excuses does so wherever it stands.
            let limits = matches!(scales.name(scale), "autonomy" | "requirement");
            let alone = stands_alone(comparison, old.as_ref(), new.as_ref())
                || (scales.is_of_the_verb(scale) && shares_the_verb(comparison, old.as_ref(), new.as_ref()));
            let replaced = scales.is_of_the_verb(scale) && is_exchanged(comparison, old.as_ref(), new.as_ref());
            if scales.absent(scale).is_none() || !(alone || limits) || replaced {
                return;
            }
            (old, new)
        }
    };
    let one = names_one(comparison, same_place, old.as_ref(), new.as_ref()) && scales.name(scale) == "quantity";
    let absent = if one { Some(ONE) } else { scales.absent(scale) };
    let step = |found: Option<Found>| found.map(|found| found.step as f32).or(absent);
    let (Some(from), Some(to)) = (step(old), step(new)) else { return };
    let illustration = old.is_none_or(|found| comparison.before[found.start].illustration)
        && new.is_none_or(|found| comparison.after[found.start].illustration);
    let mut bar = scales.direction(scale, from, to);
    if bar == Bar::Same && old.is_some() != new.is_some() {
        // A word of the very step that a sentence without any stands on (`should`): it is worth a look.
        bar = Bar::Unclear;
    }
    if old.is_some_and(|found| found.doubtful) && new.is_some_and(|found| found.doubtful) {
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
    if matches!(scales.name(scale), "autonomy" | "requirement") {
        explain_limit(comparison, old.as_ref(), new.as_ref(), graded);
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
        if let Some(range) = rest(&hunk.before, &comparison.before, old).filter(|_| hunk.after.is_empty()) {
            graded.explained.before[range].fill(true);
        }
        if let Some(range) = rest(&hunk.after, &comparison.after, new).filter(|_| hunk.before.is_empty()) {
            graded.explained.after[range].fill(true);
        }
    }
}

/// The step of the scale of quantities on which a single thing stands.
const ONE: f32 = 0.5;

/// Whether the side without a word of quantity speaks of one thing: `the team` against `several
/// teams`, `one engineer` against `many engineers`.
fn names_one(comparison: &Comparison<'_>, same_place: &Alignment, old: Option<&Found>, new: Option<&Found>) -> bool {
    let (found, words, others, forward) = match (old, new) {
        (Some(found), None) => (found, &comparison.before, &comparison.after, true),
        (None, Some(found)) => (found, &comparison.after, &comparison.before, false),
        _ => return false,
    };
    let noun = (found.range().end..words.len()).take(3).find(|at| words[*at].lower.ends_with('s'));
    let singular = noun.and_then(|at| same_place.other(at, forward).map(|other| (&words[at], &others[other])));
    if singular.is_some_and(|(many, one)| many.lower.len() > one.lower.len()) {
        return true;
    }
    comparison.hunks.iter().any(|hunk| {
        let (own, other) = if forward { (&hunk.before, &hunk.after) } else { (&hunk.after, &hunk.before) };
        own.contains(&found.start)
            && other.clone().any(|at| matches!(&*others[at].lower, "a" | "an" | "one" | "single" | "another"))
    })
}

/// Whether `help somebody` came or went right before what is done: `create` is now `help managers
/// create`.
fn shares_the_verb(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    comparison.hunks.iter().any(|hunk| {
        let opens = |range: &std::ops::Range<usize>, other: &std::ops::Range<usize>, words: &[Word], found: &Found| {
            let follows = words.get(range.end).is_some_and(|next| !next.after_break && next.is_content());
            let joined = range.clone().skip(1).any(|at| words[at].after_break || &*words[at].lower == "and");
            found.start == range.start && other.is_empty() && range.len() <= MOST_OF_WHOM && follows && !joined
        };
        old.is_some_and(|found| opens(&hunk.before, &hunk.after, &comparison.before, found))
            || new.is_some_and(|found| opens(&hunk.after, &hunk.before, &comparison.after, found))
    })
}

/// How many words `help somebody` may have.
const MOST_OF_WHOM: usize = 5;

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

/// Whether a term came or went with hardly any other word.
fn stands_alone(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let around = |range: &std::ops::Range<usize>, words: &[Word], found: &Found| {
        let holds = range.start < found.start + found.length && found.start < range.end;
        let inside = |at: &usize| *at < found.start || *at >= found.start + found.length;
        holds.then(|| range.clone().filter(inside).filter(|at| words[*at].is_content()).count())
    };
    comparison.hunks.iter().all(|hunk| {
        let before = old.and_then(|found| around(&hunk.before, &comparison.before, found)).unwrap_or(0);
        let after = new.and_then(|found| around(&hunk.after, &comparison.after, found)).unwrap_or(0);
        before <= 1 && after <= 1
    })
}

/// Whether the words that came or went stand against another word of content: `support` is now
/// `look after`, which no scale grades.
fn is_exchanged(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let holds = |range: &std::ops::Range<usize>, found: Option<&Found>| {
        found.is_some_and(|found| range.start < found.start + found.length && found.start < range.end)
    };
    let content = |range: &std::ops::Range<usize>, words: &[Word]| range.clone().any(|at| words[at].is_content());
    comparison.hunks.iter().any(|hunk| {
        (holds(&hunk.before, old) && content(&hunk.after, &comparison.after))
            || (holds(&hunk.after, new) && content(&hunk.before, &comparison.before))
    })
}

/// Whether two terms stand in the same exchange of words.
fn near(comparison: &Comparison<'_>, old: &Found, new: &Found) -> bool {
    comparison.hunks.iter().any(|hunk| {
        let overlaps = |range: &std::ops::Range<usize>, found: &Found| {
            range.start < found.start + found.length && found.start < range.end
        };
        overlaps(&hunk.before, old) && overlaps(&hunk.after, new)
    })
}

/// A negation that comes or goes turns a meaning around; which way the bar moves, a person must say.
fn negations(comparison: &Comparison<'_>, before: &[bool], after: &[bool], graded: &mut Graded) {
    let places = |words: &[Word], changed: &[bool], explained: &[bool]| -> Vec<usize> {
        let counts = |index: &usize| changed[*index] && !explained[*index] && words[*index].is_negation();
        (0..words.len()).filter(counts).collect()
    };
    let old = places(&comparison.before, before, &graded.explained.before);
    let new = places(&comparison.after, after, &graded.explained.after);
    if old.len() == new.len() {
        return;
    }
    let context = |text: String| text;
    graded.signals.push(Signal {
        scale: "negation".to_owned(),
        before: old.first().map(|at| context(comparison.text_before(*at..*at + 1))).unwrap_or_default(),
        after: new.first().map(|at| context(comparison.text_after(*at..*at + 1))).unwrap_or_default(),
        bar: Bar::Unclear,
    });
    old.iter().for_each(|at| graded.explained.before[*at] = true);
    new.iter().for_each(|at| graded.explained.after[*at] = true);
}
