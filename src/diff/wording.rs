//! The words of a change for showing: what stayed, what went, what came.

use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::change::{Change, Item, Word, WordOp};
use super::kind::Kind;
use super::stretches::{Stretch, differing};

/// A part of a text that went and what came for it, in bytes of the two texts; one of both may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    gone: (u32, u32),
    come: (u32, u32),
}

impl Passage {
    /// The bytes that went.
    pub(super) fn gone(&self) -> Range<usize> {
        self.gone.0 as usize..self.gone.1 as usize
    }

    /// The bytes that came.
    pub(super) fn come(&self) -> Range<usize> {
        self.come.0 as usize..self.come.1 as usize
    }
}

impl Change<'_> {
    /// The words of a reworded, split or merged text, with what happened to each run; for one side
    /// alone a single run. Several sentences of a side are joined by a space.
    pub fn words(&self) -> Vec<Word> {
        if let (Some((before, after)), Some(passages)) = (self.texts(), &self.passages) {
            return runs(before, after, passages);
        }
        if let Some(example) = self.examples.first().filter(|_| self.kind.is_about_examples()) {
            return words(example.before.unwrap_or_default(), example.after.unwrap_or_default());
        }
        let join = |items: &[Item<'_>]| items.iter().map(Item::text).collect::<Vec<_>>().join(" ");
        words(&join(&self.before), &join(&self.after))
    }

    /// The two texts of a change of one text for another.
    pub(super) fn texts(&self) -> Option<(&str, &str)> {
        let reworded = matches!(self.kind, Kind::Reworded | Kind::Moved | Kind::TextChanged | Kind::ExampleReworded);
        let ([before], [after], true) = (&self.before[..], &self.after[..], reworded) else { return None };
        let (before, after) = match self.examples.first().filter(|_| self.kind == Kind::ExampleReworded) {
            Some(example) => (example.before.unwrap_or_default(), example.after.unwrap_or_default()),
            None => (before.text(), after.text()),
        };
        (before != after).then_some((before, after))
    }
}

/// Returns how one text became another, in runs of words.
pub fn words(before: &str, after: &str) -> Vec<Word> {
    if before == after {
        return if before.is_empty() { Vec::new() } else { vec![Word { op: WordOp::Equal, text: before.to_owned() }] };
    }
    runs(before, after, &passages(before, after))
}

/// Returns where two texts differ, in order.
pub(super) fn passages(before: &str, after: &str) -> Box<[Passage]> {
    if before.is_empty() || after.is_empty() {
        return Box::new([Passage { gone: (0, before.len() as u32), come: (0, after.len() as u32) }]);
    }
    // Only what lies between the same words at both ends is cut up.
    let start = same_start(before, after);
    let end = same_end(&before[start..], &after[start..]);
    let (gone, come) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    let (old, new) = (pieces(gone), pieces(come));
    let hashes = |pieces: &[Piece]| pieces.iter().map(|piece| piece.hash).collect::<Vec<u64>>();
    let differing = differing(&hashes(&old), &hashes(&new));
    let passage =
        |Stretch { before, after }| Passage { gone: covered(start, &old, &before), come: covered(start, &new, &after) };
    differing.into_iter().map(passage).collect()
}

/// How many bytes of whole pieces two texts begin with alike.
fn same_start(before: &str, after: &str) -> usize {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    (1..same).rev().find(|at| begins_piece(before, *at)).unwrap_or(0)
}

/// How many bytes of whole pieces two texts end with alike.
fn same_end(before: &str, after: &str) -> usize {
    let same = before.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count();
    let begins = |end: &usize| begins_piece(before, before.len() - end) && begins_piece(after, after.len() - end);
    (1..=same).rev().find(begins).unwrap_or(0)
}

/// Whether a piece begins right here, with a space and whatever comes before.
fn begins_piece(text: &str, at: usize) -> bool {
    text.as_bytes()[at] == b' ' && !text[..at].ends_with(char::is_whitespace)
}

/// The bytes that some pieces in a row make up, of a text whose pieces begin at `from`.
fn covered(from: usize, pieces: &[Piece], range: &Range<usize>) -> (u32, u32) {
    let start = range.start.checked_sub(1).map_or(0, |last| pieces[last].end);
    let end = range.end.checked_sub(1).map_or(0, |last| pieces[last].end);
    ((from + start) as u32, (from + end) as u32)
}

/// Returns the runs of words of two texts that differ in some passages.
fn runs(before: &str, after: &str, passages: &[Passage]) -> Vec<Word> {
    let mut runs: Vec<Word> = Vec::with_capacity(2 + 3 * passages.len());
    let mut at = 0;
    for passage in passages {
        let (gone, come) = (passage.gone(), passage.come());
        push(&mut runs, WordOp::Equal, &before[at..gone.start]);
        at = gone.end;
        push_exchange(&mut runs, &before[gone], &after[come]);
    }
    push(&mut runs, WordOp::Equal, &before[at..]);
    join_over_gaps(runs)
}

/// A word or a single other character of a text, with the white space before it.
struct Piece {
    end: usize,
    /// The hash by which pieces are compared.
    hash: u64,
}

fn push(runs: &mut Vec<Word>, op: WordOp, text: &str) {
    match runs.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => runs.push(Word { op, text: text.to_owned() }),
    }
}

/// Adds what went and what came, without the white space that both begin with.
fn push_exchange(runs: &mut Vec<Word>, gone: &str, come: &str) {
    let both = gone.chars().zip(come.chars());
    let shared = both.take_while(|(one, other)| one == other && one.is_whitespace());
    let shared: usize = shared.map(|(one, _)| one.len_utf8()).sum();
    push(runs, WordOp::Equal, &gone[..shared]);
    push(runs, WordOp::Delete, &gone[shared..]);
    push(runs, WordOp::Insert, &come[shared..]);
}

/// Cuts a text into words and single other characters, each with the white space before it.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(48);
    let bytes = text.as_bytes();
    let mut add = |start: usize, end: usize| {
        let mut hasher = FxHasher::default();
        hasher.write(&bytes[start..end]);
        out.push(Piece { end, hash: hasher.finish() });
    };
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let word = word_end(text, at);
        if word > at {
            add(start, word);
            (start, at) = (word, word);
            continue;
        }
        let (length, space) = match bytes[at] {
            byte if byte.is_ascii() => (1, char::from(byte).is_whitespace()),
            _ => text[at..].chars().next().map_or((1, false), |next| (next.len_utf8(), next.is_whitespace())),
        };
        at += length;
        if !space {
            add(start, at);
            start = at;
        }
    }
    if start < text.len() {
        add(start, text.len());
    }
    out
}

/// Where the word that begins at a place of a text ends: the place itself where none does.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || *byte == b'\'' {
            at += 1;
            continue;
        }
        let wide = if byte.is_ascii() { None } else { text[at..].chars().next() };
        match wide.filter(|character| character.is_alphanumeric() || *character == '\u{2019}') {
            Some(character) => at += character.len_utf8(),
            None => break,
        }
    }
    at
}

/// Joins changes with nothing but a space or a punctuation mark between them, so that a phrase that
/// was exchanged reads as one exchange.
fn join_over_gaps(runs: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(runs.len());
    let (mut gone, mut come) = (String::new(), String::new());
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        match run.op {
            WordOp::Delete => gone.push_str(&run.text),
            WordOp::Insert => come.push_str(&run.text),
            WordOp::Equal => {
                let gap = !run.text.chars().any(char::is_alphanumeric) && run.text.chars().count() <= 2;
                if gap && runs.peek().is_some() && !gone.is_empty() && !come.is_empty() {
                    gone.push_str(&run.text);
                    come.push_str(&run.text);
                    continue;
                }
                flush(&mut out, &mut gone, &mut come);
                out.push(run);
            }
        }
    }
    flush(&mut out, &mut gone, &mut come);
    out
}

fn flush(out: &mut Vec<Word>, gone: &mut String, come: &mut String) {
    for (op, text) in [(WordOp::Delete, gone), (WordOp::Insert, come)] {
        if !text.is_empty() {
            out.push(Word { op, text: std::mem::take(text) });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Word, WordOp, pieces, same_end, same_start, words};

    fn side(runs: &[Word], without: WordOp) -> String {
        runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn runs_make_up_both_sentences() {
        for (before, after) in [
            ("I deliver many of my team's goals.", "I deliver most of my team\u{2019}s goals, on time."),
            ("", "new"),
            ("old  text", "old text"),
            ("a b c d", "d c b a"),
            ("a b", "a\u{a0}c"),
            ("a \u{a0}b", "a\u{a0}\u{a0}c"),
        ] {
            let runs = words(before, after);
            assert_eq!(side(&runs, WordOp::Insert), before);
            assert_eq!(side(&runs, WordOp::Delete), after);
        }
    }

    proptest! {
        #[test]
        fn what_both_begin_and_end_with_is_not_cut_up(before in "[ab.\u{e9}\u{a0}'3 ]{0,12}", after in "[ab.\u{e9}\u{a0}'3 ]{0,12}") {
            let runs = words(&before, &after);
            prop_assert_eq!(side(&runs, WordOp::Insert), before.as_str());
            prop_assert_eq!(side(&runs, WordOp::Delete), after.as_str());
            let start = same_start(&before, &after);
            let end = same_end(&before[start..], &after[start..]);
            let ends = |text: &str| pieces(text).iter().map(|piece| piece.end).collect::<Vec<_>>();
            for text in [&before, &after] {
                let all = ends(text);
                prop_assert!(start == 0 || all.contains(&start), "{start} in {all:?}");
                prop_assert!(all.is_empty() || end == 0 || start + end == text.len() || all.contains(&(text.len() - end)));
            }
        }
    }

    #[test]
    fn a_phrase_exchanged_is_one_exchange() {
        let runs = words("I help out now", "I lead it now");
        let ops: Vec<_> = runs.iter().map(|run| (run.op, run.text.as_str())).collect();
        assert_eq!(
            ops,
            [(WordOp::Equal, "I "), (WordOp::Delete, "help out"), (WordOp::Insert, "lead it"), (WordOp::Equal, " now")]
        );
    }
}
