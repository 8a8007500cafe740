//! Where a graded word stands: alone, against other words, with what it speaks of.

use std::ops::Range;

use super::alignment::Alignment;
use super::scales::Found;
use super::words::Word;
use super::{Comparison, Hunk};

/// Whether the side without a word of quantity speaks of one thing: `the team` against `several
/// teams`, `one engineer` against `many engineers`.
pub(super) fn names_one(
    comparison: &Comparison<'_>,
    same_place: &Alignment,
    old: Option<&Found>,
    new: Option<&Found>,
) -> bool {
    let (found, words, others, forward) = match (old, new) {
        (Some(found), None) => (found, &comparison.before, &comparison.after, true),
        (None, Some(found)) => (found, &comparison.after, &comparison.before, false),
        _ => return false,
    };
    let against = |hunk: &Hunk| match (forward, &hunk.before, &hunk.after) {
        (true, own, other) | (false, other, own) => own.contains(&found.start).then(|| other.clone()),
    };
    if &*words[found.start].lower == "any" {
        return false;
    }
    let of_all = |word: &Word| matches!(&*word.lower, "any" | "every" | "each" | "all" | "no");
    if comparison.hunks.iter().filter_map(against).any(|range| others[range].iter().any(of_all)) {
        return false;
    }
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

/// Whether the word that a term speaks of stands on both sides: `projects` of `several projects`. Where it
/// came or went as well, all of it is new or gone.
pub(super) fn keeps_its_word(
    comparison: &Comparison<'_>,
    same_place: &Alignment,
    old: Option<&Found>,
    new: Option<&Found>,
) -> bool {
    let keeps = |found: &Found, words: &[Word], forward: bool| {
        let after =
            (found.range().end..words.len()).take_while(|at| !words[*at].after_break && &*words[*at].lower != "and");
        let mut spoken_of = after.filter(|at| words[*at].is_content()).take(SPOKEN_OF).peekable();
        spoken_of.peek().is_none() || spoken_of.any(|at| same_place.other(at, forward).is_some())
    };
    old.is_none_or(|found| keeps(found, &comparison.before, true))
        && new.is_none_or(|found| keeps(found, &comparison.after, false))
}

/// How many words after a term may be what it speaks of: `all security decisions`.
const SPOKEN_OF: usize = 2;

/// Whether `help somebody` came or went right before what is done: `create` is now `help managers
/// create`.
pub(super) fn shares_the_verb(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    comparison.hunks.iter().any(|hunk| {
        let opens = |range: &Range<usize>, other: &Range<usize>, words: &[Word], found: &Found| {
            let follows = words.get(range.end).is_some_and(|next| !next.after_break && next.is_content());
            // "Helps the client and the team define" names whom; "supports customers, and defines" does two things.
            let helps = words[found.start].lower.starts_with("help");
            let joined = range.clone().skip(1).any(|at| words[at].after_break || !helps && &*words[at].lower == "and");
            found.start == range.start && other.is_empty() && range.len() <= MOST_OF_WHOM && follows && !joined
        };
        old.is_some_and(|found| opens(&hunk.before, &hunk.after, &comparison.before, found))
            || new.is_some_and(|found| opens(&hunk.after, &hunk.before, &comparison.after, found))
    })
}

/// How many words `help somebody` may have.
pub(super) const MOST_OF_WHOM: usize = 6;

/// Whether a term came or went with hardly any other word.
pub(super) fn stands_alone(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let around = |range: &Range<usize>, words: &[Word], found: &Found| {
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

/// Whether a term stands against a negation.
pub(super) fn is_denied(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let within = |range: &Range<usize>, found: Option<&Found>| found.is_some_and(|found| range.contains(&found.start));
    let negated = |range: &Range<usize>, words: &[Word]| words[range.clone()].iter().any(|word| word.is_negation());
    comparison.hunks.iter().any(|hunk| {
        (within(&hunk.before, old) && negated(&hunk.after, &comparison.after))
            || (within(&hunk.after, new) && negated(&hunk.before, &comparison.before))
    })
}

/// Whether the words that came or went stand against another word of content: `support` is now
/// `look after`, which no scale grades.
pub(super) fn is_exchanged(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let holds = |range: &Range<usize>, found: Option<&Found>| {
        found.is_some_and(|found| range.start < found.start + found.length && found.start < range.end)
    };
    let content = |range: &Range<usize>, words: &[Word]| range.clone().any(|at| words[at].is_content());
    comparison.hunks.iter().any(|hunk| {
        (holds(&hunk.before, old) && content(&hunk.after, &comparison.after))
            || (holds(&hunk.after, new) && content(&hunk.before, &comparison.before))
    })
}

/// Whether two terms stand in the same exchange of words.
pub(super) fn near(comparison: &Comparison<'_>, old: &Found, new: &Found) -> bool {
    comparison.hunks.iter().any(|hunk| {
        let overlaps =
            |range: &Range<usize>, found: &Found| range.start < found.start + found.length && found.start < range.end;
        overlaps(&hunk.before, old) && overlaps(&hunk.after, new)
    })
}

/// Whether a term is one more thing that is done (`develops and supports`), and no share of what follows.
pub(super) fn is_one_more(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let joined = |range: &Range<usize>, words: &[Word], found: Option<&Found>| {
        found.filter(|found| range.contains(&found.start) && found.start > range.start).is_some_and(|found| {
            words[found.start].after_break || matches!(&*words[found.start - 1].lower, "and" | "or")
        })
    };
    comparison
        .hunks
        .iter()
        .any(|hunk| joined(&hunk.before, &comparison.before, old) || joined(&hunk.after, &comparison.after, new))
}

/// Whether a term says how often, or whether at all, something is done that came or went with it as a whole
/// (`collaborates and occasionally leads`): it says nothing of what stands on both sides.
pub(super) fn describes_its_clause(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let within = |range: &Range<usize>, other: &Range<usize>, words: &[Word], found: Option<&Found>| {
        found.filter(|found| other.is_empty() && range.contains(&found.start)).is_some_and(|found| {
            let first = &words[found.start];
            let apart = found.start > range.start || first.after_break || &*words[range.end - 1].lower == "and";
            let mut after = (found.range().end..range.end).take_while(|at| !words[*at].after_break);
            apart && after.any(|at| words[at].is_content())
        })
    };
    comparison.hunks.iter().any(|hunk| {
        within(&hunk.before, &hunk.after, &comparison.before, old)
            || within(&hunk.after, &hunk.before, &comparison.after, new)
    })
}

/// Whether a share of something done stands where the sentence is built anew: `tools for` is now `tools to
/// support`, `what supports` is now `with`. It is no share of what somebody does.
pub(super) fn is_built_anew(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let joint = |word: &Word| matches!(&*word.lower, "for" | "with" | "by" | "from" | "as" | "in" | "on" | "at");
    let anew = |range: &Range<usize>, other: &[Word], words: &[Word], found: Option<&Found>| {
        found.filter(|found| range.contains(&found.start)).is_some_and(|found| {
            let aim = found.start > range.start && &*words[found.start - 1].lower == "to";
            aim || !other.is_empty() && other.iter().any(joint)
        })
    };
    comparison.hunks.iter().any(|hunk| {
        let (before, after) = (&comparison.before, &comparison.after);
        anew(&hunk.before, &after[hunk.after.clone()], before, old)
            || anew(&hunk.after, &before[hunk.before.clone()], after, new)
    })
}

/// Whether the same word stands in the sentence before (`helps owners plan and helps draw`): nothing is shared that
/// was not shared anyway.
pub(super) fn is_said_before(comparison: &Comparison<'_>, old: Option<&Found>, new: Option<&Found>) -> bool {
    let repeats = |words: &[Word], found: Option<&Found>| {
        found.is_some_and(|found| words[..found.start].iter().any(|word| word.base == words[found.start].base))
    };
    repeats(&comparison.before, old) || repeats(&comparison.after, new)
}

/// Whether a term counts where somebody needs others: of `needs approval for all changes` against `for some`, more
/// is less.
pub(super) fn counts_needs(words: &[Word], found: &Found) -> bool {
    let clause = words[..found.start].iter().rposition(|word| word.after_break).unwrap_or(0);
    let before = &words[clause..found.start];
    let of_others = |word: &Word| OF_OTHERS.contains(&&*word.lower);
    before.iter().position(|word| word.speaks_of_need()).is_some_and(|need| before[need..].iter().any(of_others))
}

/// What somebody may need of others.
const OF_OTHERS: &[&str] = &[
    "approval",
    "assistance",
    "direction",
    "guidance",
    "help",
    "input",
    "oversight",
    "permission",
    "review",
    "reviews",
    "supervision",
    "support",
];

/// Whether a term counts what should not be: who makes few mistakes is asked more than who makes many.
pub(super) fn counts_harm(words: &[Word], found: &Found) -> bool {
    let after = words[found.range().end..].iter().take_while(|word| !word.after_break).take(2);
    let verb = found.start.checked_sub(1).map(|at| &words[at]);
    let does = |stems: &[&str]| verb.is_some_and(|verb| stems.iter().any(|stem| verb.lower.starts_with(stem)));
    let is_harm = |word: &Word| HARM.iter().any(|stem| word.lower.starts_with(stem));
    let near = found.start.saturating_sub(NEAR_HARM)..words.len().min(found.range().end + 2);
    let hinders = |at: usize| {
        let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&*word.lower));
        is(at, HINDERING) && is(at + 1, HINDERED) || is(at, BREAKING) && (at + 1..at + 4).any(|at| is(at, BROKEN))
    };
    does(&["miss", "caus"])
        || near.into_iter().any(hinders)
        || does(&["introduc", "mak", "leav", "produc", "creat", "ship"]) && after.into_iter().any(is_harm)
}

/// How many words before a term those stand that hinder (`blocks the work of others often`).
const NEAR_HARM: usize = 5;

/// What hinders, the more rarely the better, and how what is hindered begins: who removes blockers or handles
/// interrupts does not hinder.
const HINDERING: &[&str] =
    &["block", "blocks", "blocking", "disrupt", "disrupts", "disrupting", "interrupt", "interrupts", "interrupting"];
const HINDERED: &[&str] =
    &["a", "an", "another", "colleagues", "my", "other", "others", "our", "people", "the", "their"];

/// What is not to be broken: problems are, into parts.
const BREAKING: &[&str] = &["break", "breaks", "breaking"];
const BROKEN: &[&str] = &["build", "builds", "production", "promise", "promises", "rule", "rules", "test", "tests"];

/// How words begin that name what should not be.
const HARM: &[&str] = &["bug", "defect", "error", "fault", "incident", "mistake", "outage", "regression"];
