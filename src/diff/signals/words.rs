//! A sentence as the words that judging compares: contractions and abbreviations spelled out,
//! American spelling, inflections taken off, illustrations in parentheses known as such.

use std::cell::RefCell;
use std::ops::{Deref, Range};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::diff::stopwords::is_function_word;
use crate::diff::tokens::hash_of_word;

use super::spelling::base;

/// A word wherever it stands. Each is worked out once for every thread that meets it.
#[derive(Debug)]
pub(super) struct Form {
    /// The word without inflection and in American spelling, as a hash: what is compared. Two bases that
    /// share one of 64 bits do not occur.
    pub(super) base: u64,
    /// In lower case, as it stands.
    pub(super) lower: Box<str>,
    content: bool,
    negation: bool,
    level_name: bool,
    number: Option<f64>,
    /// Whether it may end the words that open an illustration.
    opener: bool,
}

/// One word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    form: Rc<Form>,
    /// The bytes of the sentence that it is made of.
    pub(super) range: Range<usize>,
    /// Whether it stands in an illustration: `(e.g. …)`, `such as …`.
    pub(super) illustration: bool,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
    /// Whether a comma, a semicolon or the end of a sentence stands before it.
    pub(super) after_break: bool,
}

impl Deref for Word {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.form
    }
}

impl Word {
    /// Whether this is made of the first letters of other words, at least two.
    pub(super) fn is_short_for(&self, long: &[Self]) -> bool {
        let letters = self.lower.strip_suffix('s').filter(|_| self.lower.len() > 2).unwrap_or(&self.lower);
        letters.len() >= 2
            && letters.len() == long.len()
            && letters.chars().zip(long).all(|(letter, word)| word.lower.starts_with(letter))
    }
}

impl Form {
    fn of(lower: &str) -> Self {
        Self {
            base: hash_of_word(&base(lower)),
            lower: lower.into(),
            // Where something is done may be all that changes: `within`, now `within and between`.
            content: matches!(lower, "across" | "between" | "beyond" | "outside")
                || !is_function_word(lower) && !matches!(lower, "e" | "g" | "eg" | "ie" | "etc"),
            negation: matches!(
                lower,
                "not" | "no" | "never" | "without" | "cannot" | "neither" | "nor" | "none" | "nobody"
            ),
            level_name: is_level_name(lower),
            number: number(lower),
            opener: matches!(lower, "g" | "eg" | "as" | "example" | "instance"),
        }
    }

    /// Whether it carries content of its own.
    pub(super) fn is_content(&self) -> bool {
        self.content
    }

    /// Whether it turns a statement into its opposite.
    pub(super) fn is_negation(&self) -> bool {
        self.negation
    }

    /// Its value where it is a number, in digits or spelled out.
    pub(super) fn number(&self) -> Option<f64> {
        self.number
    }

    /// Whether it is the name of a level, as frameworks spell them: IC4, L5, M3, senior2.
    pub(super) fn is_level_name(&self) -> bool {
        self.level_name
    }
}

fn number(lower: &str) -> Option<f64> {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        let (digits, times) = match lower.strip_suffix('k') {
            Some(digits) => (digits, 1e3),
            None => lower.strip_suffix('m').map_or((lower, 1.0), |digits| (digits, 1e6)),
        };
        return digits.replace(',', "").parse::<f64>().ok().map(|value| value * times);
    }
    let small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match lower {
        "once" => Some(1.0),
        "twice" | "both" => Some(2.0),
        "dozen" => Some(12.0),
        "hundred" => Some(100.0),
        "thousand" => Some(1000.0),
        _ => {
            let below_twenty = small.iter().position(|word| *word == lower).map(|value| value as f64);
            below_twenty.or_else(|| tens.iter().position(|word| *word == lower).map(|tens| tens as f64 * 10.0 + 20.0))
        }
    }
}

fn is_level_name(lower: &str) -> bool {
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < lower.len()
        && matches!(letters, "ic" | "l" | "m" | "e" | "t" | "p" | "s" | "d" | "senior" | "level")
}

/// The words a thread has met: as they stand in a text, and what they are made of.
#[derive(Default)]
struct Vocabulary {
    /// By the hashes of the tokens: two that share one of 64 bits do not occur.
    tokens: FxHashMap<u64, usize>,
    forms: Vec<Vec<Rc<Form>>>,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::default();
}

impl Vocabulary {
    /// The forms that a stretch of letters stands for: one, or several where it is a contraction.
    fn forms(&mut self, token: &str) -> &[Rc<Form>] {
        let hash = hash_of_word(token);
        let known = self.tokens.get(&hash).copied();
        let index = known.unwrap_or_else(|| self.learn(hash, token));
        &self.forms[index]
    }

    fn learn(&mut self, hash: u64, token: &str) -> usize {
        let lower = token.to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'");
        let forms = match spelled_out(&lower) {
            Some(words) => words.iter().map(|word| Rc::new(Form::of(word))).collect(),
            None => vec![Rc::new(Form::of(lower.strip_suffix("'s").unwrap_or(&lower)))],
        };
        self.forms.push(forms);
        self.tokens.insert(hash, self.forms.len() - 1);
        self.forms.len() - 1
    }
}

/// What a word stands for that is written in a shorter way.
fn spelled_out(lower: &str) -> Option<&'static [&'static str]> {
    Some(match lower {
        "i'm" => &["i", "am"],
        "i've" => &["i", "have"],
        "i'll" => &["i", "will"],
        "you'll" => &["you", "will"],
        "you've" => &["you", "have"],
        "we'll" => &["we", "will"],
        "we've" => &["we", "have"],
        "they'll" => &["they", "will"],
        "they've" => &["they", "have"],
        "it's" => &["it", "is"],
        "they're" => &["they", "are"],
        "we're" => &["we", "are"],
        "you're" => &["you", "are"],
        "don't" => &["do", "not"],
        "doesn't" => &["does", "not"],
        "didn't" => &["did", "not"],
        "isn't" => &["is", "not"],
        "aren't" => &["are", "not"],
        "wasn't" => &["was", "not"],
        "can't" | "cannot" => &["can", "not"],
        "won't" => &["will", "not"],
        "shouldn't" => &["should", "not"],
        "mustn't" => &["must", "not"],
        "wouldn't" => &["would", "not"],
        "haven't" => &["have", "not"],
        "hasn't" => &["has", "not"],
        "needn't" => &["need", "not"],
        "wrt" => &["with", "regards", "to"],
        "org" => &["organization"],
        "orgs" => &["organizations"],
        "eng" => &["engineering"],
        _ => return None,
    })
}

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
                    illustrated |= starts_illustration(&self.words);
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
                illustrated |= starts_illustration(&self.words);
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
fn starts_illustration(words: &[Word]) -> bool {
    if words.last().is_none_or(|word| !word.form.opener) {
        return false;
    }
    let last = |back: usize| words.len().checked_sub(back).map_or("", |index| &*words[index].lower);
    (last(2) == "e" && last(1) == "g")
        || last(1) == "eg"
        || (last(2) == "such" && last(1) == "as")
        || (last(2) == "for" && matches!(last(1), "example" | "instance"))
}

/// Whether a full stop just read belongs to an abbreviation.
fn is_abbreviation(words: &[Word]) -> bool {
    words.last().is_some_and(|word| matches!(&*word.lower, "e" | "g" | "eg" | "i" | "ie" | "etc" | "vs"))
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
