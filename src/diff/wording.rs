//! The words of a change for showing: what stayed, what went, what came.

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
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match operation.tag() {
            DiffTag::Equal => push(&mut runs, WordOp::Equal, &old[operation.old_range()]),
            _ => {
                push(&mut runs, WordOp::Delete, &old[operation.old_range()]);
                push(&mut runs, WordOp::Insert, &new[operation.new_range()]);
            }
        }
    }
    join_over_gaps(runs)
}

fn push(runs: &mut Vec<Word>, op: WordOp, pieces: &[&str]) {
    if !pieces.is_empty() {
        runs.push(Word { op, text: pieces.concat() });
    }
}

/// Cuts a text into words, runs of white space and single other characters.
fn pieces(text: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Word,
        Space,
        Other,
    }
    let mut out = Vec::with_capacity(48);
    let mut start = 0;
    let mut last = None;
    for (index, character) in text.char_indices() {
        let class = if character.is_alphanumeric() || matches!(character, '\'' | '\u{2019}') {
            Class::Word
        } else if character.is_whitespace() {
            Class::Space
        } else {
            Class::Other
        };
        if last.is_some_and(|last| last != class || class == Class::Other) {
            out.push(&text[start..index]);
            start = index;
        }
        last = Some(class);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
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
