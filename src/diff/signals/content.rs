//! Content gained and lost that no graded word explains: what each stretch of it says of the bar, and words
//! exchanged for others.

use std::ops::Range;

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::alignment::Alignment;
use super::graded::Explained;
use super::parts::{CLAUSE, Part, is_pronoun, names_doer, part_of};
use super::spelling::is_form_of;
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

/// Returns what content was gained, lost and exchanged.
pub(super) fn judge(comparison: &Comparison<'_>, explained: &Explained) -> Content {
    let mut content = Content::default();
    let moved = moved_words(comparison);
    let (mut gone, mut come, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut lost, mut gained) = (0, 0);
    for hunk in &comparison.hunks {
        let old = telling(&comparison.before, hunk.before.clone(), &explained.before, &moved);
        let new = telling(&comparison.after, hunk.after.clone(), &explained.after, &moved);
        content.changed |= differs(comparison, hunk);
        let illustrated = hunk.before.clone().all(|at| comparison.before[at].illustration)
            && hunk.after.clone().all(|at| comparison.after[at].illustration);
        if illustrated || is_aside(comparison, hunk) || is_whole_aside(comparison, hunk) {
            continue;
        }
        let (old, new) =
            (without_illustrations(&comparison.before, old), without_illustrations(&comparison.after, new));
        if old.is_empty() && new.is_empty() {
            content.signals.extend(joint_signal(comparison, hunk).or_else(|| doer_signal(comparison, hunk)));
            continue;
        }
        if let Some(part) = hunk_part(comparison, hunk, &old, &new) {
            lost += old.len();
            gained += new.len();
            parts.push(part);
        } else {
            gone.extend(old);
            come.extend(new);
        }
    }
    let (lost, gained) = (lost + gone.len(), gained + come.len());
    content.signals.extend(parts.into_iter().filter_map(|part| part.signal(comparison, lost, gained)));
    drop_other_forms(comparison, &mut gone, &mut come);
    weigh_exchange(comparison, &gone, &come, &mut content);
    if content.because.is_none() && is_no_longer_an_example(comparison) {
        content.because = Some("what illustrates on one side is said outright on the other".to_owned());
    }
    content
}

/// Whether words stand on both sides and only illustrate on one: `for example by writing` against `by writing`.
fn is_no_longer_an_example(comparison: &Comparison<'_>) -> bool {
    if !comparison.before.iter().chain(&comparison.after).any(|word| word.illustration) {
        return false;
    }
    let introduces = |word: &Word| matches!(&*word.lower, "like" | "including" | "ie" | "i");
    let introduced = comparison.hunks.iter().any(|hunk| {
        let (old, new) = (&comparison.before[hunk.before.clone()], &comparison.after[hunk.after.clone()]);
        old.iter().chain(new).any(introduces)
    });
    let same_place = Alignment::of(comparison);
    let differs = |(at, word): (usize, &Word)| {
        let other = same_place.other(at, true).map(|other| &comparison.after[other]);
        let outright = !word.bracketed && word.is_content();
        outright && other.is_some_and(|other| !other.bracketed && word.illustration != other.illustration)
    };
    !introduced && comparison.before.iter().enumerate().any(differs)
}

/// Whether words only changed within brackets that stand on both sides: they say what is meant.
fn is_aside(comparison: &Comparison<'_>, hunk: &Hunk) -> bool {
    let (old, new) = (&comparison.before[hunk.before.clone()], &comparison.after[hunk.after.clone()]);
    old.iter().chain(new).all(|word| word.bracketed)
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
    // `In order to` says no more than `to`.
    let filler = |at: usize| &*words[at].lower == "order" && words.get(at + 1).is_some_and(|next| &*next.lower == "to");
    range
        .filter(|at| words[*at].is_content() && !explained[*at] && !moved.contains(&words[*at].base) && !filler(*at))
        .collect()
}

fn without_illustrations(words: &[Word], places: Vec<usize>) -> Vec<usize> {
    places.into_iter().filter(|at| !words[*at].illustration).collect()
}

/// What it says that joints were exchanged: `or` for `and` asks for both; `before` for `after` is another
/// condition.
fn joint_signal(comparison: &Comparison<'_>, hunk: &Hunk) -> Option<Signal> {
    const CONDITIONS: &[&str] = &["before", "after", "until", "unless", "except", "despite", "against", "when", "if"];
    let (old, new) = (&comparison.before[hunk.before.clone()], &comparison.after[hunk.after.clone()]);
    let has = |words: &[Word], joint: &str| words.iter().any(|word| &*word.lower == joint);
    let exchanged = |one: &str, other: &str| has(old, one) && !has(new, one) && has(new, other) && !has(old, other);
    let negated = comparison.before[..hunk.before.start].iter().any(|word| word.is_negation());
    let said = |part: Part, bar: Bar| {
        signal(part, comparison.text_before(hunk.before.clone()), comparison.text_after(hunk.after.clone()), bar)
    };
    if !negated && exchanged("or", "and") {
        return Some(said(Part::Alternative, Bar::AsksMore));
    }
    if !negated && exchanged("and", "or") {
        return Some(said(Part::Alternative, Bar::AsksLess));
    }
    let condition = |words: &[Word]| CONDITIONS.iter().find(|word| has(words, word)).copied();
    let (from, to) = (condition(old)?, condition(new)?);
    let alike = |word: &str| matches!(word, "when" | "if");
    (from != to && !(alike(from) && alike(to))).then(|| said(Part::Condition, Bar::Unclear))
}

/// What it says that `by` came or went behind what is done: whoever was mentored by a lead mentors one.
fn doer_signal(comparison: &Comparison<'_>, hunk: &Hunk) -> Option<Signal> {
    let by_others = |words: &[Word], range: &Range<usize>, other: &Range<usize>| {
        let next = words.get(range.end).is_some_and(|next| !next.after_break && &*next.lower != "me");
        range.len() == 1 && other.is_empty() && next && names_doer(words, range)
    };
    let with_verb = |range: &Range<usize>| range.start - 1..range.end;
    if by_others(&comparison.before, &hunk.before, &hunk.after) {
        let was = comparison.text_before(with_verb(&hunk.before));
        return Some(signal(Part::Restriction, was, String::new(), Bar::Unclear));
    }
    by_others(&comparison.after, &hunk.after, &hunk.before).then(|| {
        let is = comparison.text_after(with_verb(&hunk.after));
        signal(Part::Restriction, String::new(), is, Bar::Unclear)
    })
}

/// A stretch that was only added, or only taken away, or that has far more words on one side.
struct Gained<'h> {
    hunk: &'h Hunk,
    part: Part,
    /// Whether it came rather than went.
    came: bool,
    /// How many words with content of its own it has.
    size: usize,
    /// How many such words it stands in the place of.
    instead: usize,
}

/// What one stretch is to its sentence, where something was only added, or only taken away, or far more of
/// the one than of the other.
fn hunk_part<'h>(comparison: &Comparison<'_>, hunk: &'h Hunk, old: &[usize], new: &[usize]) -> Option<Gained<'h>> {
    let came = new.len() >= old.len() + CLAUSE || (old.is_empty() && !new.is_empty());
    let went = old.len() >= new.len() + CLAUSE || (new.is_empty() && !old.is_empty());
    let (words, others, range, telling) = match (came, went) {
        (true, _) => (&comparison.after, &comparison.before, &hunk.after, new),
        (_, true) => (&comparison.before, &comparison.after, &hunk.before, old),
        _ => return None,
    };
    let other = if came { &hunk.before } else { &hunk.after };
    let stands_for = || others[other.clone()].first().is_some_and(|word| is_pronoun(&word.lower));
    let part = if stands_for() { Part::Modifier } else { part_of((words, others), range, telling, other.is_empty())? };
    let instead = if came { old.len() } else { new.len() };
    Some(Gained { hunk, part, came, size: telling.len(), instead })
}

impl Gained<'_> {
    /// The signal of a stretch, with how many words with content all stretches together lost and gained.
    /// Where about as much came as went, something was exchanged: no direction is sure.
    fn signal(self, comparison: &Comparison<'_>, lost: usize, gained: usize) -> Option<Signal> {
        let against = if self.came { lost } else { gained };
        let bar = match self.part {
            Part::Repeated => return None,
            Part::Clause | Part::Item if against > 0 && self.size <= EXCHANGED * against => Bar::Unclear,
            Part::Clause | Part::Item if self.instead > 1 => Bar::Unclear,
            Part::Clause | Part::Item if self.came => Bar::AsksMore,
            Part::Clause | Part::Item => Bar::AsksLess,
            Part::Alternative | Part::Condition | Part::Restriction | Part::Modifier => Bar::Unclear,
        };
        Some(if self.came {
            signal(self.part, String::new(), comparison.text_after(self.hunk.after.clone()), bar)
        } else {
            signal(self.part, comparison.text_before(self.hunk.before.clone()), String::new(), bar)
        })
    }
}

/// How many times the words that went the others must be for what came to be new rather than exchanged.
const EXCHANGED: usize = 2;

fn signal(part: Part, before: String, after: String, bar: Bar) -> Signal {
    let scale = match part {
        Part::Clause => "clause",
        Part::Item => "enumeration",
        Part::Alternative => "alternative",
        Part::Condition => "condition",
        Part::Restriction => "restriction",
        Part::Modifier | Part::Repeated => "modifier",
    };
    Signal { scale: scale.to_owned(), before: without_joints(&before), after: without_joints(&after), bar }
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

/// Takes away words that stand on the other side in another form: `communication` against `communicates`.
fn drop_other_forms(comparison: &Comparison<'_>, gone: &mut Vec<usize>, come: &mut Vec<usize>) {
    let before = gone.len();
    gone.retain(|at| {
        let old = &comparison.before[*at];
        let form = come.iter().position(|at| is_form_of(&old.lower, &comparison.after[*at].lower));
        form.map(|index| come.swap_remove(index)).is_none()
    });
    if gone.len() < before {
        // `Visually` against `in a visual way`.
        let says = |word: &Word| !matches!(&*word.lower, "way" | "ways" | "manner" | "fashion");
        gone.retain(|at| says(&comparison.before[*at]));
        come.retain(|at| says(&comparison.after[*at]));
    }
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
