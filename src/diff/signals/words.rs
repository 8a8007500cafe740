//! The words that judging compares: contractions and abbreviations spelled out, American spelling, inflections
//! taken off. Each is worked out once for every thread that meets it.

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
    pub(super) opener: bool,
}

/// One word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) form: Rc<Form>,
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
                || !is_function_word(lower) && !matches!(lower, "e" | "g" | "eg" | "ex" | "ie" | "etc"),
            negation: matches!(
                lower,
                "not" | "no" | "never" | "without" | "cannot" | "neither" | "nor" | "none" | "nobody"
            ),
            level_name: is_level_name(lower),
            number: number(lower),
            opener: matches!(
                lower,
                "g" | "eg"
                    | "ex"
                    | "as"
                    | "example"
                    | "examples"
                    | "instance"
                    | "include"
                    | "includes"
                    | "are"
                    | "by"
                    | "through"
            ),
        }
    }

    /// Whether it carries content of its own.
    pub(super) fn is_content(&self) -> bool {
        self.content
    }

    /// Whether it says that somebody needs something.
    pub(super) fn speaks_of_need(&self) -> bool {
        matches!(&*self.lower, "need" | "needs" | "needing" | "require" | "requires" | "requiring")
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
pub(super) struct Vocabulary {
    /// By the hashes of the tokens: two that share one of 64 bits do not occur.
    tokens: FxHashMap<u64, usize>,
    forms: Vec<Vec<Rc<Form>>>,
}

thread_local! {
    pub(super) static VOCABULARY: RefCell<Vocabulary> = RefCell::default();
}

impl Vocabulary {
    /// The forms that a stretch of letters stands for: one, or several where it is a contraction.
    pub(super) fn forms(&mut self, token: &str) -> &[Rc<Form>] {
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
