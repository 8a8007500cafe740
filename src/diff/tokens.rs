//! Cuts texts into the words that are compared: lower case, with plain apostrophes inside words; `&`
//! counts as `and`, `%` as a word of its own. Words are told apart by hashes, so that a sentence is
//! read without making a string of any word; knows nothing of what words mean.

use std::borrow::Cow;
use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// The hash by which the word is known: two words that share one of 64 bits do not occur.
    pub(super) hash: u64,
    start: u32,
    end: u32,
}

impl Token {
    /// The word as it is compared; `text` is the one it was read from.
    pub(super) fn spelled(self, text: &str) -> Cow<'_, str> {
        match &text[self.start as usize..self.end as usize] {
            "&" => Cow::Borrowed("and"),
            word if is_plain(word) => Cow::Borrowed(word),
            word => Cow::Owned(folded(word)),
        }
    }
}

/// What a byte can be to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Never part of a word.
    Outside,
    /// A small letter or a digit.
    Plain,
    /// A capital letter.
    Capital,
    /// An apostrophe: within a word, part of it.
    Apostrophe,
    /// A full stop or comma: between digits, part of a number.
    Point,
    /// Part of a character beyond ASCII: looked at as such.
    Wide,
}

/// The class of every byte.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Outside; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Class::Plain,
            b'A'..=b'Z' => Class::Capital,
            b'\'' => Class::Apostrophe,
            b'.' | b',' => Class::Point,
            0x80.. => Class::Wide,
            _ => Class::Outside,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Words longer than this are read the slow way.
const SHORT: usize = 48;

/// Calls `each` with every word of a text, in order.
pub(super) fn for_each(text: &str, each: impl FnMut(Token)) {
    for_each_in(text, 0..text.len(), each);
}

/// As [`for_each`], of a part of a text that begins and ends between words.
pub(super) fn for_each_in(text: &str, part: Range<usize>, mut each: impl FnMut(Token)) {
    let text = &text[..part.end];
    let bytes = text.as_bytes();
    let mut at = part.start;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let hash = match (class(*byte), *byte) {
            (Class::Plain | Class::Capital, _) => match ascii_word(bytes, start) {
                Some((end, plain)) => {
                    at = end;
                    hash_of(&bytes[start..end], plain)
                }
                None => {
                    at += word_length(&text[start..]);
                    hash(folded(&text[start..at]).as_bytes())
                }
            },
            (Class::Wide, _) => match word_length(&text[start..]) {
                0 => {
                    at += text[start..].chars().next().map_or(1, char::len_utf8);
                    continue;
                }
                length => {
                    at += length;
                    hash(folded(&text[start..at]).as_bytes())
                }
            },
            (_, sign) => {
                at += 1;
                match sign {
                    b'&' => hash(b"and"),
                    b'%' => hash(b"%"),
                    _ => continue,
                }
            }
        };
        each(Token { hash, start: start as u32, end: at as u32 });
    }
}

/// Calls `each` with the spelling of every word of a text, in order.
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(&str)) {
    for_each(text, |token| each(&token.spelled(text)));
}

/// Where the word that begins at `start` ends, and whether it is in lower case already; `None` where
/// a character beyond ASCII may be part of it.
fn ascii_word(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut plain = true;
    let mut at = start;
    loop {
        let Some(byte) = bytes.get(at) else { return Some((at, plain)) };
        let joins = match class(*byte) {
            Class::Plain => true,
            Class::Capital => {
                plain = false;
                true
            }
            Class::Outside => false,
            Class::Point => bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            Class::Apostrophe => match bytes.get(at + 1).map(|next| class(*next)) {
                Some(Class::Wide) => return None,
                next => matches!(next, Some(Class::Plain | Class::Capital)),
            },
            Class::Wide => return None,
        };
        if !joins {
            return Some((at, plain));
        }
        at += 1;
    }
}

/// The bytes of the word that a text begins with, whatever its letters.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let apostrophe = matches!(character, '\'' | '\u{2019}' | '\u{2bc}') && next.is_some_and(char::is_alphanumeric);
        let decimal =
            matches!(character, '.' | ',') && last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
        if !character.is_alphanumeric() && !apostrophe && !decimal {
            return index;
        }
        last = character;
    }
    text.len()
}

fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// A word in lower case, with plain apostrophes.
fn folded(word: &str) -> String {
    let apostrophe = |c: char| if matches!(c, '\u{2019}' | '\u{2bc}') { '\'' } else { c };
    word.chars().map(apostrophe).flat_map(char::to_lowercase).collect()
}

/// The hash of an ASCII word, in lower case or not.
fn hash_of(word: &[u8], plain: bool) -> u64 {
    if plain {
        return hash(word);
    }
    let mut buffer = [0; SHORT];
    match buffer.get_mut(..word.len()) {
        Some(lower) => {
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            hash(lower)
        }
        None => hash(&word.to_ascii_lowercase()),
    }
}

fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

/// One hash for several words in order.
pub(super) fn hash_of_all(tokens: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    tokens.for_each(|token| hasher.write_u64(token));
    hasher.finish()
}

/// The hash of a word as it is compared.
pub(super) fn hash_of_word(word: &str) -> u64 {
    hash(word.as_bytes())
}

/// The words of some tokens of a text, joined by spaces.
pub(super) fn joined(text: &str, tokens: &[Token], range: Range<usize>) -> String {
    let mut out = String::new();
    for token in &tokens[range] {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.spelled(text));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{for_each, for_each_word, hash_of_word};

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for_each_word(text, |word| out.push(word.to_owned()));
        out
    }

    #[test]
    fn words_are_cut_as_people_read_them() {
        assert_eq!(
            words("R&D: Don\u{2019}t cut 1.5% of 10,000 (or more)."),
            ["r", "and", "d", "don't", "cut", "1.5", "%", "of", "10,000", "or", "more"]
        );
        assert_eq!(
            words("the team's goals' end. Na\u{ef}ve \u{c9}clair\u{2019}s x'\u{e9}"),
            ["the", "team's", "goals", "end", "na\u{ef}ve", "\u{e9}clair's", "x'\u{e9}"]
        );
        assert_eq!(words("  \u{2014} \u{2018}done\u{2019} a.b 3. 4,x "), ["done", "a", "b", "3", "4", "x"]);
    }

    #[test]
    fn a_hash_is_that_of_the_word_as_it_is_compared() {
        let text = "Own R&D, \u{c9}clair, DON'T, 10,000";
        for_each(text, |token| assert_eq!(token.hash, hash_of_word(&token.spelled(text))));
    }
}
