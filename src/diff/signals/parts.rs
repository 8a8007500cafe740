//! What a stretch of words that came or went is to its sentence: a clause, an item of an enumeration, another way,
//! a condition, a restriction or a mere description.

use std::ops::Range;

use super::words::Word;

/// How many words with content a clause has at the least.
pub(super) const CLAUSE: usize = 3;

/// What a stretch of added or lost words is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
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
    /// An item whose words the sentence has anyway: nothing came or went.
    Repeated,
}

/// Returns what a stretch of added or lost words is to its sentence: `words` of one side, `others` of the other,
/// `telling` those of the stretch with content of their own, `alone` whether it stands in the place of no others.
pub(super) fn part_of(
    (words, others): (&[Word], &[Word]),
    range: &Range<usize>,
    telling: &[usize],
    alone: bool,
) -> Option<Part> {
    let first = words.get(range.start)?;
    let has = |list: &[&str]| range.clone().any(|at| list.contains(&&*words[at].lower));
    let next = words.get(range.end).map_or("", |word| &*word.lower);
    if names_role(words, range) || (first.after_break && &*first.lower == "like") {
        return Some(Part::Repeated);
    }
    let joins = matches!(&*first.lower, "and" | "plus" | "including" | "while" | "also")
        || alone && matches!(&*first.lower, "as" | "by" | "to");
    if let Some(part) = choice(words, range).or_else(|| narrowing(words, range)) {
        return Some(part);
    }
    if &*first.lower == "without" && words.get(range.start + 1).is_some_and(|word| word.lower.ends_with("ing")) {
        return Some(Part::Clause);
    }
    let any = |stems: &[&str]| range.clone().any(|at| stems.iter().any(|stem| words[at].lower.starts_with(stem)));
    let with = matches!(&*first.lower, "with" | "under");
    // `With guidance, I explain …` brings something to do, not only a way to do it.
    let goes_on = range.clone().skip(1).any(|at| words[at].after_break);
    if with && !goes_on && any(HELPING) || asks_for_help(words, range) {
        return Some(Part::Modifier);
    }
    // How something is to be done, unless others have a part in it.
    let lacks = words.get(range.start + 1).is_some_and(|word| word.is_negation());
    let manner = &*first.lower == "with" && !lacks && !any(OTHERS);
    if telling.len() >= CLAUSE || (manner && telling.len() > 1) || (joins && !telling.is_empty()) {
        return Some(Part::Clause);
    }
    if first.after_break && is_pronoun(&first.lower) {
        return Some(Part::Clause);
    }
    if first.after_break
        || has(&["and"])
        || next == "and"
        || words.get(range.end).is_some_and(|word| word.after_break && range.len() <= 3 && listed(words, range))
    {
        let stands = |at: &usize| others.iter().any(|word| word.base == words[*at].base);
        return Some(if telling.iter().all(stands) { Part::Repeated } else { Part::Item });
    }
    Some(Part::Modifier)
}

/// What a stretch is that puts one thing beside another of which either is enough; none where it does not.
fn choice(words: &[Word], range: &Range<usize>) -> Option<Part> {
    let is_or = |at: usize| words.get(at).is_some_and(|word| &*word.lower == "or");
    if is_or(range.start) || is_or(range.end) || is_or(range.end - 1) {
        // "Never skips tests or reviews": two things are ruled out, not one of them.
        let goes_on = |word: &&Word| !word.after_break && !matches!(&*word.lower, "and" | "but");
        let mut ruled_out = words[..range.start].iter().rev().take_while(goes_on);
        return Some(if ruled_out.any(|word| word.is_negation()) { Part::Clause } else { Part::Alternative });
    }
    adds_an_alternative(words, range).then_some(Part::Alternative)
}

/// What a stretch is that says which things are meant, when a sentence holds or by whom something is done; none
/// where it does not.
fn narrowing(words: &[Word], range: &Range<usize>) -> Option<Part> {
    let first = &words[range.start];
    // `As we grow, …`, `as appropriate to the task` tell of circumstances; nobody is asked for them.
    let next = words.get(range.start + 1).filter(|_| range.len() > 1);
    let so = |word: &Word| matches!(&*word.lower, "we" | "they" | "it" | "appropriate" | "needed" | "required");
    let when = matches!(&*first.lower, "when" | "if" | "where" | "once" | "until" | "unless" | "whenever" | "during");
    if is_relative(words, range) {
        Some(Part::Restriction)
    } else if when || &*first.lower == "as" && next.is_some_and(so) {
        Some(Part::Condition)
    } else {
        names_doer(words, range).then_some(Part::Restriction)
    }
}

/// Whether a stretch puts things beside others of which one is enough: `the newsletter`, now `the newsletter, a
/// talk, or a workshop`.
fn adds_an_alternative(words: &[Word], range: &Range<usize>) -> bool {
    let here = &words[range.clone()];
    let is = |word: &Word, joint: &str| &*word.lower == joint;
    let opens = here.first().is_some_and(|word| word.after_break);
    let negated = words[..range.start].iter().any(|word| word.is_negation());
    opens
        && !negated
        && here.len() <= MOST_OF_ALTERNATIVES
        && here.iter().any(|word| is(word, "or") && word.after_break)
        && !here.iter().any(|word| is(word, "and") || is(word, "including"))
}

/// How many words such things may have.
const MOST_OF_ALTERNATIVES: usize = 8;

/// Whether a stretch says that somebody needs help: `I still require some support from my mentor` excuses and
/// asks nothing.
fn asks_for_help(words: &[Word], range: &Range<usize>) -> bool {
    let help = |word: &Word| HELP.contains(&&*word.lower);
    let doer = |at: usize| {
        let before = at.checked_sub(1).map_or("", |at| &*words[at].lower);
        matches!(before, "" | "i" | "you" | "they" | "still" | "may" | "might" | "can" | "will" | "but" | "often")
            || words[at].after_break
    };
    range.clone().any(|at| {
        words[at].speaks_of_need() && doer(at) && words[at + 1..range.end.max(at + 1)].iter().take(4).any(help)
    })
}

/// What somebody may still need.
const HELP: &[&str] =
    &["guidance", "help", "support", "assistance", "supervision", "oversight", "direction", "coaching", "mentoring"];

/// Whether a stretch names whom a sentence speaks of, or an aside like it: `As a lead engineer, …`, `as a
/// company`. Behind what is done, another role says in what place somebody does it: `as a chair`.
fn names_role(words: &[Word], range: &Range<usize>) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&*word.lower));
    let opens = range.start == 0 && words.get(range.end).is_some_and(|word| word.after_break);
    let of_all = range.len() == 3 && is(range.start + 2, ALL_OF_US);
    is(range.start, &["as"])
        && is(range.start + 1, &["a", "an", "our", "the"])
        && (opens || of_all)
        && !is(range.start + 2, &["part"])
}

/// What people are together.
const ALL_OF_US: &[&str] = &[
    "business",
    "company",
    "crew",
    "department",
    "firm",
    "function",
    "group",
    "organization",
    "organisation",
    "squad",
    "team",
    "unit",
    "whole",
];

/// Whether a word stands for somebody named elsewhere.
pub(super) fn is_pronoun(lower: &str) -> bool {
    matches!(lower, "i" | "you" | "we" | "they" | "he" | "she" | "them" | "us" | "it")
}

/// Whether a stretch says by whom something is done: `is mentored by a lead` against `mentors`.
pub(super) fn names_doer(words: &[Word], range: &Range<usize>) -> bool {
    let passive = range.start.checked_sub(1).is_some_and(|at| {
        let verb = &*words[at].lower;
        verb.ends_with("ed")
            || matches!(verb, "led" | "set" | "given" | "driven" | "made" | "written" | "done" | "built")
    });
    let does = words.get(range.start + 1).is_some_and(|word| word.lower.ends_with("ing"));
    passive && &*words[range.start].lower == "by" && !does
}

/// How words begin that speak of being helped.
const HELPING: &[&str] = &[
    "guid",
    "help",
    "support",
    "assist",
    "supervis",
    "oversight",
    "coach",
    "mentor",
    "prompt",
    "backing",
    "instruct",
    "manager",
    "senior",
    "experienced",
    "input",
    "advice",
];

/// How words begin that speak of others who may have a part in the work.
const OTHERS: &[&str] = &["direct", "lead", "review", "approv", "partner", "colleague", "peer", "team", "other"];

/// Whether a stretch is a relative clause right behind what it restricts: `leaks that …`, `leaks they find`.
fn is_relative(words: &[Word], range: &Range<usize>) -> bool {
    let first = &words[range.start];
    let behind = range.start > 0 && !first.after_break && words[range.start - 1].is_content();
    let without_pronoun = || matches!(&*first.lower, "i" | "you" | "we" | "they") && range.len() > 1;
    behind && (matches!(&*first.lower, "that" | "which" | "who" | "whose") || without_pronoun())
}

/// Whether a stretch stands in an enumeration: a comma before or `and` after it.
fn listed(words: &[Word], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map(|at| &words[at]);
    before.is_some_and(|word| word.after_break) || words.get(range.start).is_some_and(|word| word.after_break)
}
