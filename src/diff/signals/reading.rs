//! Reads a sentence into its words: what stands in brackets or illustrates, where a part of it ends, and
//! where a link leads, which is no wording.

use std::ops::Range;
use std::rc::Rc;

use super::words::{Form, VOCABULARY, Vocabulary, Word};

/// Returns the words of a sentence, illustrations marked.
pub(super) fn read(text: &str) -> Vec<Word> {
    VOCABULARY.with_borrow_mut(|vocabulary| {
        Reader { vocabulary, text, words: Vec::with_capacity(32), brackets: 0, round: 0 }.read()
    })
}

struct Reader<'r> {
    vocabulary: &'r mut Vocabulary,
    text: &'r str,
    words: Vec<Word>,
    /// How many brackets are open, and how many round ones.
    brackets: usize,
    round: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Word> {
        let text = self.text;
        let mut illustrated = false;
        let mut after_break = false;
        let mut start: Option<usize> = None;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let index = at;
            if start.is_none() && matches!(byte, b'(' | b'h') {
                let end = link_end(text, index);
                if end > index {
                    at = end;
                    continue;
                }
            }
            if byte.is_ascii_alphanumeric() {
                start.get_or_insert(index);
                at += bytes[index..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                // Most words end with a space and stand in no brackets.
                if let (Some(b' '), 0, Some(from)) = (bytes.get(at), self.brackets, start) {
                    start = None;
                    self.push(from..at, illustrated, after_break);
                    after_break = false;
                    illustrated |= starts_illustration(&mut self.words);
                    at += 1;
                }
                continue;
            }
            let character =
                if byte.is_ascii() { char::from(*byte) } else { text[index..].chars().next().unwrap_or_default() };
            at += character.len_utf8();
            if character == ' ' && start.is_none() {
                continue;
            }
            if character.is_alphanumeric() || (start.is_some() && goes_on(text, index, character)) {
                start.get_or_insert(index);
                continue;
            }
            if let Some(from) = start.take() {
                let aside = illustrated || in_brackets(self.brackets, &self.words, text);
                self.push(from..index, aside, after_break);
                after_break = false;
                illustrated |= starts_illustration(&mut self.words);
            }
            match character {
                '(' | '[' => {
                    self.brackets += 1;
                    self.round += usize::from(character == '(');
                }
                ')' | ']' => {
                    self.brackets = self.brackets.saturating_sub(1);
                    self.round = self.round.saturating_sub(usize::from(character == ')'));
                    illustrated = false;
                }
                '.' | ';' | '!' | '?' if !is_abbreviation(&self.words) => {
                    illustrated = false;
                    after_break = true;
                }
                ',' | ':' => after_break = true,
                '&' => self.push_as("and", index..index + 1, illustrated, after_break),
                _ => {}
            }
        }
        if let Some(from) = start {
            let aside = illustrated || in_brackets(self.brackets, &self.words, text);
            self.push(from..text.len(), aside, after_break);
        }
        self.words
    }

    fn push(&mut self, range: Range<usize>, illustration: bool, after_break: bool) {
        let text = self.text;
        self.push_as(&text[range.clone()], range, illustration, after_break);
    }

    fn push_as(&mut self, token: &str, range: Range<usize>, illustration: bool, after_break: bool) {
        let bracketed = self.round > 0;
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
    (last(2) == "e" && last(1) == "g")
        || last(1) == "eg"
        || (last(2) == "such" && last(1) == "as")
        || (last(2) == "for" && matches!(last(1), "example" | "instance"))
}

/// Whether a sentence or a label just read introduces examples (`Some examples include …`, `Ex: …`), which its
/// words belong to.
fn names_examples(words: &mut [Word]) -> bool {
    let is = |back: usize, list: &[&str]| {
        words.len().checked_sub(back).is_some_and(|index| list.contains(&&*words[index].lower))
    };
    let start = if is(1, &["ex"]) {
        words.len() - 1
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
    use super::read;

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
