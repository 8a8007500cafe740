//! The words of a change for showing: what stayed, what went, what came.

use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::change::{Change, Item, Word, WordOp};

impl Change<'_> {
    /// The words of a reworded, split or merged text, with what happened to each run; for one side
    /// alone a single run. Several sentences of a side are joined by a space.
    pub fn words(&self) -> Vec<Word> {
        if let Some(example) = self.examples.first().filter(|_| self.kind.is_about_examples()) {
            return words(example.before.unwrap_or_default(), example.after.unwrap_or_default());
        }
        let join = |items: &[Item<'_>]| items.iter().map(Item::text).collect::<Vec<_>>().join(" ");
        words(&join(&self.before), &join(&self.after))
    }
}

/// Returns how one text became another, in runs of words.
pub fn words(before: &str, after: &str) -> Vec<Word> {
    let one = |op, text: &str| if text.is_empty() { Vec::new() } else { vec![Word { op, text: text.to_owned() }] };
    if before == after {
        return one(WordOp::Equal, before);
    }
    if before.is_empty() || after.is_empty() {
        return [one(WordOp::Delete, before), one(WordOp::Insert, after)].concat();
    }
    let (old, new) = (pieces(before), pieces(after));
    let mut runs: Vec<Word> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &hashes(before, &old), &hashes(after, &new)) {
        let text = |text: &str, pieces: &[Range<usize>]| match (pieces.first(), pieces.last()) {
            (Some(first), Some(last)) => text[first.start..last.end].to_owned(),
            _ => String::new(),
        };
        let (gone, come) = (&old[operation.old_range()], &new[operation.new_range()]);
        if operation.tag() == DiffTag::Equal {
            push(&mut runs, WordOp::Equal, text(before, gone));
        } else {
            push_exchange(&mut runs, text(before, gone), text(after, come));
        }
    }
    join_over_gaps(runs)
}

fn push(runs: &mut Vec<Word>, op: WordOp, text: String) {
    match runs.last_mut() {
        Some(last) if last.op == op => last.text.push_str(&text),
        _ if text.is_empty() => {}
        _ => runs.push(Word { op, text }),
    }
}

/// Adds what went and what came, without the white space that both begin with.
fn push_exchange(runs: &mut Vec<Word>, gone: String, come: String) {
    let space = |text: &str| text.len() - text.trim_start().len();
    let shared = space(&gone).min(space(&come));
    if shared > 0 && gone[..shared] == come[..shared] {
        push(runs, WordOp::Equal, gone[..shared].to_owned());
        push(runs, WordOp::Delete, gone[shared..].to_owned());
        push(runs, WordOp::Insert, come[shared..].to_owned());
    } else {
        push(runs, WordOp::Delete, gone);
        push(runs, WordOp::Insert, come);
    }
}

/// Cuts a text into words and single other characters, each with the white space before it.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(32);
    let (mut start, mut in_word) = (0, false);
    for (index, character) in text.char_indices() {
        let word = character.is_alphanumeric() || matches!(character, '\'' | '\u{2019}');
        if word && in_word {
            continue;
        }
        if in_word {
            out.push(start..index);
            start = index;
        }
        in_word = word;
        if !word && !character.is_whitespace() {
            let end = index + character.len_utf8();
            out.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// The hashes by which pieces are compared.
fn hashes(text: &str, pieces: &[Range<usize>]) -> Vec<u64> {
    let hash = |piece: &Range<usize>| {
        let mut hasher = FxHasher::default();
        hasher.write(text[piece.clone()].as_bytes());
        hasher.finish()
    };
    pieces.iter().map(hash).collect()
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
    use super::{Word, WordOp, words};

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
        ] {
            let runs = words(before, after);
            assert_eq!(side(&runs, WordOp::Insert), before);
            assert_eq!(side(&runs, WordOp::Delete), after);
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
