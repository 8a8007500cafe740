//! Laws of words alone: what a sentence became, and how that is judged.

use std::sync::LazyLock;

use proptest::prelude::*;
use rungs::diff::{Bar, Impact, Scales, Word, WordOp, judge, words};

use super::config;
use super::generate::{SENTENCES, sentence};

/// The text of one side that runs make up.
pub(crate) fn side(runs: &[Word], before: bool) -> String {
    let without = if before { WordOp::Insert } else { WordOp::Delete };
    runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
}

/// What went and what came, run by run, and what stays, as they are or as the mirror has them.
pub(super) fn exchanges(runs: &[Word], mirrored: bool) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut fresh = true;
    for run in runs {
        if fresh || run.op == WordOp::Equal {
            out.push((String::new(), String::new()));
        }
        fresh = run.op == WordOp::Equal;
        let Some((before, after)) = out.last_mut() else { continue };
        if run.op != WordOp::Insert {
            before.push_str(&run.text);
        }
        if run.op != WordOp::Delete {
            after.push_str(&run.text);
        }
    }
    if mirrored { out.into_iter().map(|(before, after)| (after, before)).collect() } else { out }
}

/// Every term of the scales that ship, and words that are of none.
static TERMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let scales = Scales::shipped_definitions();
    let graded = scales.values().flat_map(|scale| scale.steps.iter().flatten().cloned());
    let plain = [
        "I",
        "and",
        "or",
        "the",
        "a",
        "of",
        "in",
        "to",
        "with",
        "for",
        "that",
        ",",
        ".",
        "when",
        "not",
        "never",
        "without",
        "review",
        "write",
        "plans",
        "migrations",
        "designs",
        "customers",
        "incidents",
        "3",
        "five",
        "within",
        "at most",
        "IC4",
        "(e.g.",
        ")",
        "organise",
        "organize",
        "recieve",
        "clear",
        "clearly",
    ];
    graded.chain(plain.map(str::to_owned)).collect()
});

/// A sentence of terms at random, one that it became, and each of both by changes here and there.
fn rewordings() -> impl Strategy<Value = (String, String)> {
    let term = || {
        (0..3_u8, any::<prop::sample::Index>()).prop_map(|(plain, index)| {
            // Plain words are as frequent as those of all scales together.
            let scales = TERMS.len() - 36;
            if plain == 0 { TERMS[index.index(scales)].clone() } else { TERMS[scales + index.index(36)].clone() }
        })
    };
    let sentence = prop::collection::vec(term(), 1..12);
    let change = (0..3_u8, any::<prop::sample::Index>(), term());
    (sentence, prop::collection::vec(change, 0..5)).prop_map(|(before, changes)| {
        let mut after = before.clone();
        for (what, place, term) in changes {
            let at = place.index(after.len() + 1);
            match what {
                0 => after.insert(at, term),
                1 if at < after.len() => drop(after.remove(at)),
                _ if at < after.len() => after[at] = term,
                _ => after.push(term),
            }
        }
        (before.join(" "), after.join(" "))
    })
}

/// A letter or a short word apart, and a meaning.
const PAIRS: &[(&str, &str)] = &[
    ("I must", "I may"),
    ("I can", "I cannot"),
    ("I can", "I can't"),
    ("I do", "I do not"),
    ("level IC3", "level IC4"),
    ("2 services", "3 services"),
    ("some services", "all services"),
    ("my team", "my company"),
    ("I define", "I help define"),
    ("with guidance", "without guidance"),
    ("sometimes", "always"),
];

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_letter_of_meaning_is_never_editorial(pair in 0..PAIRS.len(), choice in 0..SENTENCES, first in any::<bool>()) {
        let (one, other) = PAIRS[pair];
        let with = |phrase: &str| {
            if first { format!("{phrase} here, and {}", sentence(choice)) } else { format!("{} {phrase} here.", sentence(choice)) }
        };
        for (before, after) in [(with(one), with(other)), (with(other), with(one))] {
            let judged = judge(&before, &after, Scales::shipped());
            prop_assert_eq!(judged.impact, Impact::Expectation, "{} | {}", before, after);
            prop_assert!(judged.bar != Bar::Same && !judged.signals.is_empty(), "{} | {}", before, after);
        }
    }

    #[test]
    fn a_rewording_and_its_mirror_are_judged_alike((before, after) in rewordings()) {
        let (forth, back) = (judge(&before, &after, Scales::shipped()), judge(&after, &before, Scales::shipped()));
        let told = || format!("{before} | {after}\n{forth:?}\n{back:?}");
        prop_assert_eq!(forth.bar, back.bar.mirror(), "{}", told());
        prop_assert_eq!(forth.impact, back.impact, "{}", told());
        let (one, other) = (super::mirror::signals(&forth.signals, false), super::mirror::signals(&back.signals, true));
        prop_assert_eq!(one, other, "{}", told());
        let (forth, back) = (words(&before, &after), words(&after, &before));
        prop_assert_eq!(exchanges(&forth, false), exchanges(&back, true));
    }

    #[test]
    fn any_two_texts_make_words(before in "\\PC{0,60}", after in "\\PC{0,60}") {
        let runs = words(&before, &after);
        prop_assert_eq!(side(&runs, true), before);
        prop_assert_eq!(side(&runs, false), after);
    }
}
