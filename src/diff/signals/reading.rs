//! Reads a sentence into its words: what stands in brackets or illustrates, where a part of it ends, and
//! where a link leads, which is no wording.

use std::ops::Range;
use std::rc::Rc;

use super::words::{Form, VOCABULARY, Vocabulary, Word};

/// Returns the words of a sentence, illustrations marked.
pub(super) fn read(text: &str) -> Vec<Word> {
    VOCABULARY.with_borrow_mut(|vocabulary| Reader::new(vocabulary, text).rest())
}

/// Returns the words of two sentences. What both begin and end with is read once.
pub(super) fn read_both(before: &str, after: &str) -> (Vec<Word>, Vec<Word>) {
    let start = same_start(before, after);
    let end = same_end(&before[start..], &after[start..]);
    VOCABULARY.with_borrow_mut(|vocabulary| {
        let mut reader = Reader::new(vocabulary, before);
        let at_start = reader.stop_at(start);
        let at_end = reader.stop_at(before.len() - end);
        let old = reader.rest();
        let mut reader = Reader::new(vocabulary, after);
        if let Some(stop) = at_start.filter(|stop| stop.stands_apart(&old)) {
            reader.words.extend_from_slice(&old[..stop.words]);
            (reader.at, reader.illustrated, reader.after_break) = (start, stop.illustrated, stop.after_break);
        }
        let here = reader.stop_at(after.len() - end);
        let same = at_end.filter(|stop| here.is_some_and(|here| stop.goes_on_as(here, &old)));
        let Some(stop) = same.filter(|_| end > 0) else { return (old, reader.rest()) };
        let shifted = |place: usize| place + after.len() - before.len();
        let rest = old[stop.words..].iter();
        let rest = rest.map(|word| Word { range: shifted(word.range.start)..shifted(word.range.end), ..word.clone() });
        reader.words.extend(rest);
        let new = reader.words;
        (old, new)
    })
}

/// How many bytes two sentences begin with alike, up to where a word may begin in both.
fn same_start(before: &str, after: &str) -> usize {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    before.as_bytes()[..same].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)
}

/// How many bytes two sentences end with alike, from where a word begins in both.
fn same_end(before: &str, after: &str) -> usize {
    let same = before.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count();
    let bytes = &before.as_bytes()[before.len() - same..];
    // What begins with this letter may be the address of a link, which is no word.
    let begins = |pair: &[u8]| pair[0] == b' ' && pair[1].is_ascii_alphanumeric() && pair[1] != b'h';
    bytes.windows(2).position(begins).map_or(0, |space| bytes.len() - space - 1)
}

struct Reader<'r> {
    vocabulary: &'r mut Vocabulary,
    text: &'r str,
    /// Where reading goes on, in bytes.
    at: usize,
    words: Vec<Word>,
    /// Whether what follows illustrates what was read.
    illustrated: bool,
    /// Whether a break was read after the last word.
    after_break: bool,
    /// How many brackets are open, and how many round ones.
    brackets: usize,
    round: usize,
}

/// How things stand between two words outside of brackets.
#[derive(Clone, Copy)]
struct Stop {
    /// How many words were read.
    words: usize,
    illustrated: bool,
    after_break: bool,
}

impl Stop {
    /// Whether the words that follow read the same after another stop: `read` are all words of this sentence.
    fn goes_on_as(self, other: Self, read: &[Word]) -> bool {
        let same = (self.illustrated, self.after_break) == (other.illustrated, other.after_break);
        same && self.stands_apart(read)
    }

    /// Whether no words behind it open an illustration together with some before it, or make these a part of it.
    fn stands_apart(self, read: &[Word]) -> bool {
        // An opening reaches no further back than this.
        let near = self.words..read.len().min(self.words + OPENING - 1);
        !read[near].iter().any(|word| word.form.opener)
    }
}

impl<'r> Reader<'r> {
    fn new(vocabulary: &'r mut Vocabulary, text: &'r str) -> Self {
        let words = Vec::with_capacity(32);
        Self { vocabulary, text, at: 0, words, illustrated: false, after_break: false, brackets: 0, round: 0 }
    }

    /// Reads up to a place behind a space, or the start: how things stand there, unless it lies within brackets
    /// or a link.
    fn stop_at(&mut self, place: usize) -> Option<Stop> {
        self.read_until(place);
        let outside = self.at == place && self.brackets == 0 && self.round == 0;
        let Self { illustrated, after_break, .. } = *self;
        outside.then_some(Stop { words: self.words.len(), illustrated, after_break })
    }

    /// Reads what is left and returns all words.
    fn rest(mut self) -> Vec<Word> {
        self.read_until(self.text.len());
        self.words
    }

    /// Reads up to the end, or a place behind a space.
    fn read_until(&mut self, place: usize) {
        let text = self.text;
        let mut start: Option<usize> = None;
        let bytes = text.as_bytes();
        while self.at < place {
            let index = self.at;
            let byte = bytes[index];
            if start.is_none() && matches!(byte, b'(' | b'h') {
                let end = link_end(text, index);
                if end > index {
                    self.at = end;
                    continue;
                }
            }
            if byte.is_ascii_alphanumeric() {
                start.get_or_insert(index);
                self.at += bytes[index..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                // Most words end with a space and stand in no brackets.
                if let (Some(b' '), 0, Some(from)) = (bytes.get(self.at), self.brackets, start) {
                    start = None;
                    self.push(from..self.at, self.illustrated);
                    self.at += 1;
                }
                continue;
            }
            let character =
                if byte.is_ascii() { char::from(byte) } else { text[index..].chars().next().unwrap_or_default() };
            self.at += character.len_utf8();
            if character == ' ' && start.is_none() {
                continue;
            }
            if character.is_alphanumeric() || (start.is_some() && goes_on(text, index, character)) {
                start.get_or_insert(index);
                continue;
            }
            if let Some(from) = start.take() {
                self.push(from..index, self.illustrated || in_brackets(self.brackets, &self.words, text));
            }
            self.read_sign(character, index);
        }
        if let Some(from) = start {
            self.push(from..self.at, self.illustrated || in_brackets(self.brackets, &self.words, text));
        }
    }

    /// Reads a character that is no part of a word.
    fn read_sign(&mut self, character: char, index: usize) {
        match character {
            '(' | '[' => {
                self.brackets += 1;
                self.round += usize::from(character == '(');
            }
            ')' | ']' => {
                self.brackets = self.brackets.saturating_sub(1);
                self.round = self.round.saturating_sub(usize::from(character == ')'));
                self.illustrated = false;
            }
            '.' | ';' | '!' | '?' if !is_abbreviation(&self.words) => {
                self.illustrated = false;
                self.after_break = true;
            }
            ',' | ':' => self.after_break = true,
            '&' => self.push_as("and", index..index + 1, self.illustrated),
            _ => {}
        }
    }

    /// Adds a word.
    fn push(&mut self, range: Range<usize>, illustration: bool) {
        let text = self.text;
        self.push_as(&text[range.clone()], range, illustration);
        self.after_break = false;
        self.illustrated |= starts_illustration(&mut self.words);
    }

    fn push_as(&mut self, token: &str, range: Range<usize>, illustration: bool) {
        let (bracketed, after_break) = (self.round > 0, self.after_break);
        let word = |form: &Rc<Form>| Word {
            form: Rc::clone(form),
            range: range.clone(),
            illustration,
            bracketed,
            after_break,
        };
        match self.vocabulary.forms(token) {
            [form] => self.words.push(word(form)),
            forms => self.words.extend(forms.iter().map(word)),
        }
    }
}

/// Whether a word goes on with a character that is neither letter nor digit: an apostrophe before a
/// letter, a point or comma between digits.
fn goes_on(text: &str, index: usize, character: char) -> bool {
    let next = || text[index + character.len_utf8()..].chars().next();
    match character {
        '\'' | '\u{2019}' | '\u{2bc}' => next().is_some_and(char::is_alphanumeric),
        '.' | ',' => {
            next().is_some_and(|next| next.is_ascii_digit()) && text[..index].ends_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Where the target of a link that begins at `at` ends: of `(https://…)` after a link's text, or of an
/// address written out. `at` itself where there is none. Where a link leads is no wording.
fn link_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with('(') {
        let target = text[..at].ends_with(']').then(|| rest.find(')')).flatten();
        return target.map_or(at, |close| at + close + 1);
    }
    if rest.starts_with("https://") || rest.starts_with("http://") {
        let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"');
        let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        return at + address.trim_end_matches(['.', ',', ';', ':']).len();
    }
    at
}

/// Whether words within brackets are an illustration: those that say so (`e.g.`), and short asides.
fn in_brackets(depth: usize, words: &[Word], text: &str) -> bool {
    if depth == 0 {
        return false;
    }
    let open = words.last().map_or(0, |word| word.range.end);
    let rest = &text[open..];
    let aside = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = ["e.g", "eg", "for example", "for instance", "such as", "like "];
    opens.iter().any(|opener| aside.starts_with(opener)) || words.last().is_some_and(|word| word.illustration)
}

/// Whether the last words open an illustration.
fn starts_illustration(words: &mut [Word]) -> bool {
    if words.last().is_none_or(|word| !word.form.opener) {
        return false;
    }
    if names_examples(words) {
        return true;
    }
    let last = |back: usize| words.len().checked_sub(back).map_or("", |index| &*words[index].lower);
    (last(2) == "e" && last(1) == "g") || last(1) == "eg" || (last(2) == "such" && last(1) == "as")
}

/// Whether a sentence or a label just read introduces examples (`Some examples include …`, `Ex: …`, `perhaps by
/// …`), which its words belong to.
fn names_examples(words: &mut [Word]) -> bool {
    let is = |back: usize, list: &[&str]| {
        words.len().checked_sub(back).is_some_and(|index| list.contains(&&*words[index].lower))
    };
    let start = if is(1, &["ex"]) {
        words.len() - 1
    } else if is(1, &["by", "through"]) && is(2, &["perhaps", "maybe"])
        || is(1, &["example", "instance"]) && is(2, &["for"])
    {
        words.len() - 2
    } else if is(1, &["include", "includes", "are"]) && is(2, &["example", "examples"]) {
        let opening = words.len().saturating_sub(OPENING);
        let start = words.iter().rposition(|word| word.after_break).unwrap_or(0);
        if start < opening {
            return false;
        }
        start
    } else {
        return false;
    };
    words[start..].iter_mut().for_each(|word| word.illustration = true);
    true
}

/// How many words such an introduction has at the most.
const OPENING: usize = 4;

/// Whether a full stop just read belongs to an abbreviation.
fn is_abbreviation(words: &[Word]) -> bool {
    words.last().is_some_and(|word| matches!(&*word.lower, "e" | "g" | "eg" | "ex" | "i" | "ie" | "etc" | "vs"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Word, read, read_both};

    type Shown = (String, std::ops::Range<usize>, [bool; 3]);

    fn shown(words: &[Word]) -> Vec<Shown> {
        let flags = |word: &Word| [word.illustration, word.bracketed, word.after_break];
        words.iter().map(|word| (word.lower.to_string(), word.range.clone(), flags(word))).collect()
    }

    /// Sentences of what changes how others are read.
    fn sentence() -> impl Strategy<Value = Vec<&'static str>> {
        let part = prop::sample::select(vec![
            "own ",
            "such as ",
            "as ",
            "(e.g. ",
            "eg ",
            "g ",
            "for ",
            "example ",
            "tests",
            " ",
            ", ",
            ". ",
            ".",
            "(",
            ") ",
            ")",
            "[",
            "](",
            "https://a.b ",
            "don't ",
            "& ",
            "1.5 ",
            "\u{e9}",
            "etc. ",
            "like ",
            "; ",
            "some ",
            "examples ",
            "include ",
            "are ",
            "Ex: ",
            "instance ",
            "perhaps ",
            "by ",
        ]);
        prop::collection::vec(part, 0..8)
    }

    proptest! {
        #[test]
        fn both_are_read_as_each_alone(start in sentence(), old in sentence(), new in sentence(), end in sentence()) {
            let (before, after) = ([&start[..], &old, &end].concat().concat(), [&start[..], &new, &end].concat().concat());
            let (old, new) = read_both(&before, &after);
            prop_assert_eq!(shown(&old), shown(&read(&before)));
            prop_assert_eq!(shown(&new), shown(&read(&after)), "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn illustrations_and_contractions_are_known() {
        let words = read("I don't cut corners (e.g. tests, docs) and I own it");
        let shown: Vec<_> = words.iter().filter(|word| word.illustration).map(|word| word.lower.to_string()).collect();
        assert_eq!(shown, ["e", "g", "tests", "docs"]);
        assert!(words.iter().any(|word| word.is_negation()));
    }

    #[test]
    fn where_a_link_leads_is_no_wording() {
        let lower = |text: &str| read(text).iter().map(|word| word.lower.to_string()).collect::<Vec<_>>();
        assert_eq!(lower("See [our guide](https://a.example/x-1) first"), ["see", "our", "guide", "first"]);
        assert_eq!(lower("See https://a.example/x. Then (really) ask"), ["see", "then", "really", "ask"]);
    }
}
