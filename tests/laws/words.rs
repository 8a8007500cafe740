//! Laws of words alone: what a sentence became, and how that is judged.

use proptest::prelude::*;
use rungs::diff::{Bar, Impact, Scales, Word, WordOp, judge, words};

use super::config;
use super::generate::{SENTENCES, sentence};

/// The text of one side that runs make up.
pub(crate) fn side(runs: &[Word], before: bool) -> String {
    let without = if before { WordOp::Insert } else { WordOp::Delete };
    runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
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
    fn any_two_texts_make_words(before in "\\PC{0,60}", after in "\\PC{0,60}") {
        let runs = words(&before, &after);
        prop_assert_eq!(side(&runs, true), before);
        prop_assert_eq!(side(&runs, false), after);
    }
}
