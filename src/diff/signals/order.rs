//! Words that only changed places, where their order says what is meant.

use crate::diff::change::Signal;
use crate::diff::kind::Bar;

use super::Comparison;
use super::words::Word;

/// The words around which two things cannot change places: `speed over polish`.
const TURNING: &[&str] = &[
    "over", "than", "before", "after", "instead", "not", "above", "below", "versus", "vs", "without", "from", "unless",
    "until", "despite", "except", "because", "that", "which", "who", "into",
];

/// Where two sentences have the same words in another order, a word around which they were turned: another
/// preference, another sequence. Which way the bar moves, a person must say.
pub(super) fn turned_around(comparison: &Comparison<'_>) -> Option<Signal> {
    let (before, after) = (&comparison.before, &comparison.after);
    let prefers = |words: &[Word]| words.iter().any(|word| word.lower.starts_with("prefer"));
    let prefers = prefers(before) && prefers(after);
    let turns = |word: &&str| {
        let place = |words: &[Word]| words.iter().position(|other| *other.lower == **word);
        let (Some(old), Some(new)) = (place(before), place(after)) else { return false };
        let (old_right, new_right) = (bases(&before[old..]), bases(&after[new..]));
        let crosses = |left: &[Word], right: &[u64], stays: &[u64]| {
            bases(left).iter().any(|base| right.contains(base) && !stays.contains(base))
        };
        crosses(&before[..old], &new_right, &bases(&after[..new]))
            && crosses(&after[..new], &old_right, &bases(&before[..old]))
    };
    let counted = |words: &[Word]| words.iter().any(|word| matches!(&*word.lower, "first" | "then" | "last"));
    // `To` turns where something is preferred to something else, `and` where there is a sequence.
    let turned = TURNING.iter().any(turns) || prefers && turns(&"to") || counted(before) && turns(&"and");
    let (first, last) = (comparison.hunks.first()?, comparison.hunks.last()?);
    turned.then(|| Signal {
        scale: "order".to_owned(),
        before: comparison.text_before(first.before.start..last.before.end),
        after: comparison.text_after(first.after.start..last.after.end),
        bar: Bar::Unclear,
    })
}

/// The words that may change places: those with content, and those that name somebody.
fn bases(words: &[Word]) -> Vec<u64> {
    let names = |word: &&Word| {
        word.is_content() || matches!(&*word.lower, "others" | "themselves" | "themself" | "yourself" | "myself")
    };
    words.iter().filter(names).map(|word| word.base).collect()
}
