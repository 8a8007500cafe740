//! A sentence as the words that judging compares: contractions and abbreviations spelled out,
//! American spelling, inflections taken off, illustrations in parentheses known as such.

use std::cell::RefCell;
use std::ops::{Deref, Range};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::diff::stopwords::is_function_word;

/// A word wherever it stands. Each is worked out once for every thread that meets it.
#[derive(Debug)]
pub(super) struct Form {
    /// Without inflection and in American spelling: what is compared.
    pub(super) base: Box<str>,
    /// The number of the base, the same for all forms of this thread that share it.
    pub(super) number_of_base: u32,
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
    fn of(lower: &str, number_of: impl FnOnce(&str) -> u32) -> Self {
        let base = base(lower);
        Self {
            number_of_base: number_of(&base),
            base: base.into(),
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
        return lower.replace(',', "").parse().ok();
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
    tokens: FxHashMap<Box<str>, usize>,
    forms: Vec<Vec<Rc<Form>>>,
    bases: FxHashMap<Box<str>, u32>,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::default();
}

impl Vocabulary {
    /// The forms that a stretch of letters stands for: one, or several where it is a contraction.
    fn forms(&mut self, token: &str) -> &[Rc<Form>] {
        let known = self.tokens.get(token).copied();
        let index = known.unwrap_or_else(|| self.learn(token));
        &self.forms[index]
    }

    fn learn(&mut self, token: &str) -> usize {
        let lower = token.to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'");
        let forms = match spelled_out(&lower) {
            Some(words) => words.iter().map(|word| self.form(word)).collect(),
            None => vec![self.form(lower.strip_suffix("'s").unwrap_or(&lower))],
        };
        self.forms.push(forms);
        self.tokens.insert(token.into(), self.forms.len() - 1);
        self.forms.len() - 1
    }

    fn form(&mut self, lower: &str) -> Rc<Form> {
        let next = self.bases.len() as u32;
        Rc::new(Form::of(lower, |base| *self.bases.entry(base.into()).or_insert(next)))
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
    VOCABULARY.with_borrow_mut(|vocabulary| Reader { vocabulary, text, words: Vec::with_capacity(24) }.read())
}

struct Reader<'r> {
    vocabulary: &'r mut Vocabulary,
    text: &'r str,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Word> {
        let text = self.text;
        let mut depth = 0_usize;
        let mut illustrated = false;
        let mut after_break = false;
        let mut start: Option<usize> = None;
        let mut characters = text.char_indices().peekable();
        let mut skip_to = 0;
        while let Some((index, character)) = characters.next() {
            if index < skip_to {
                continue;
            }
            if start.is_none() && matches!(character, '(' | 'h') {
                let end = link_end(text, index);
                if end > index {
                    skip_to = end;
                    continue;
                }
            }
            if character.is_ascii_alphanumeric() {
                start.get_or_insert(index);
                continue;
            }
            let next = characters.peek().map(|(_, next)| *next);
            let joins = matches!(character, '\'' | '\u{2019}' | '\u{2bc}') && next.is_some_and(char::is_alphanumeric);
            let decimal = matches!(character, '.' | ',')
                && next.is_some_and(|next| next.is_ascii_digit())
                && text[..index].ends_with(|c: char| c.is_ascii_digit());
            if character.is_alphanumeric() || (start.is_some() && (joins || decimal)) {
                start.get_or_insert(index);
                continue;
            }
            if let Some(from) = start.take() {
                let aside = illustrated || in_brackets(depth, &self.words, text);
                self.push(from..index, aside, after_break);
                after_break = false;
                illustrated |= starts_illustration(&self.words);
            }
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
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
            let aside = illustrated || in_brackets(depth, &self.words, text);
            self.push(from..text.len(), aside, after_break);
        }
        self.words
    }

    fn push(&mut self, range: Range<usize>, illustration: bool, after_break: bool) {
        let text = self.text;
        self.push_as(&text[range.clone()], range, illustration, after_break);
    }

    fn push_as(&mut self, token: &str, range: Range<usize>, illustration: bool, after_break: bool) {
        let forms = self.vocabulary.forms(token);
        self.words.extend(forms.iter().map(|form| Word {
            form: Rc::clone(form),
            range: range.clone(),
            illustration,
            after_break,
        }));
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

/// Returns a word without inflection and in American spelling. Not a word of the language: a
/// spelling that all inflections of a word share (`define`, `defines`, `defined`, `defining`).
pub(super) fn base(lower: &str) -> String {
    let irregular = match lower {
        "led" => "lead",
        "taught" => "teach",
        "wrote" | "written" => "write",
        "gave" | "given" => "give",
        "took" | "taken" => "take",
        "made" => "make",
        "built" => "build",
        "has" | "had" | "having" => "have",
        "does" | "did" | "done" | "doing" => "do",
        "are" | "am" | "is" | "was" | "were" | "been" | "being" => "be",
        "an" => "a",
        "learnt" => "learn",
        "people" => "person",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.trim_end_matches('e').to_owned();
    }
    let word = american(lower);
    let mut stem = strip_inflection(&word);
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

fn strip_inflection(word: &str) -> String {
    let cut = |count: usize| word[..word.len() - count].to_owned();
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    if word.ends_with("ies") && word.len() > 4 || word.ends_with("ied") && word.len() > 4 {
        return format!("{}y", cut(3));
    }
    if ["sses", "xes", "ches", "shes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        return cut(2);
    }
    if word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return cut(1);
    }
    if word.ends_with("ing") && word.len() > 5 {
        return undouble(cut(3));
    }
    if word.ends_with("ed") && !word.ends_with("eed") && word.len() > 4 {
        return undouble(cut(2));
    }
    word.to_owned()
}

/// Takes off the consonant that English doubles before an inflection (`planning`).
fn undouble(mut stem: String) -> String {
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !matches!(b, b'l' | b's' | b'z' | b'e' | b'o')
    {
        stem.pop();
    }
    stem
}

/// Returns a British spelling as the American one; other words as they are.
fn american(word: &str) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("isations", "izations"),
        ("isational", "izational"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("ises", "izes"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("ysed", "yzed"),
        ("yses", "yzes"),
        ("our", "or"),
        ("ours", "ors"),
        ("oural", "oral"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ogue", "og"),
        ("ence", "ense"),
        ("elling", "eling"),
        ("elled", "eled"),
        ("ilment", "illment"),
    ];
    if word.len() < 5
        || matches!(
            word,
            "four"
                | "hour"
                | "hours"
                | "your"
                | "yours"
                | "tour"
                | "tours"
                | "exercise"
                | "wise"
                | "rise"
                | "raise"
                | "raised"
                | "raising"
                | "precise"
                | "promise"
                | "expertise"
                | "enterprise"
                | "advise"
                | "otherwise"
        )
    {
        return word.to_owned();
    }
    match word {
        "instils" | "instil" => return word.replace("instil", "instill"),
        "fulfils" | "fulfil" => return word.replace("fulfil", "fulfill"),
        "centre" | "centres" => return word.replace("centre", "center"),
        "programme" | "programmes" => return word.replace("programme", "program"),
        "judgement" | "judgements" => return word.replace("judgement", "judgment"),
        _ => {}
    }
    for (british, ours) in ENDINGS {
        if let Some(stem) = word.strip_suffix(british)
            && stem.len() >= 3
        {
            return format!("{stem}{ours}");
        }
    }
    word.to_owned()
}

/// Whether two different words are the same word spelled differently: a typing error or a variant,
/// in words long enough that this is no accident.
pub(super) fn is_spelling_of(a: &Word, b: &Word) -> bool {
    if a.base == b.base {
        return true;
    }
    let (short, long) = if a.lower.len() <= b.lower.len() { (&a.lower, &b.lower) } else { (&b.lower, &a.lower) };
    short.len() >= 6
        && a.number().is_none()
        && b.number().is_none()
        && !is_function_word(&a.lower)
        && !changes_meaning(short, long)
        && edits(short, long) <= 1
}

/// Whether the difference of two words is an ending or beginning that changes what is meant
/// (`manage`, `manager`; `formal`, `informal`).
fn changes_meaning(short: &str, long: &str) -> bool {
    let endings = ["r", "er", "ly", "al", "y", "t", "n"];
    let added_end = long.strip_prefix(short).is_some_and(|rest| endings.contains(&rest));
    let added_start = long.ends_with(short);
    added_end || added_start
}

/// The number of letters put in, left out, exchanged or turned around between two words, at most 2.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return 2;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a[same_start..].iter().rev().zip(b[same_start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (left, right) = (a.len() - same_start - same_end, b.len() - same_start - same_end);
    if left == 2 && right == 2 && a[same_start] == b[same_start + 1] && a[same_start + 1] == b[same_start] {
        return 1;
    }
    left.max(right)
}

#[cfg(test)]
mod tests {
    use super::{base, is_spelling_of, read};

    #[test]
    fn inflections_share_a_base() {
        for family in [
            &["define", "defines", "defined", "defining"][..],
            &["own", "owns", "owned", "owning"],
            &["plan", "plans", "planned", "planning"],
            &["prioritise", "prioritize", "prioritising", "prioritized"],
            &["strategy", "strategies"],
            &["lead", "leads", "led", "leading"],
        ] {
            assert!(family.iter().all(|word| base(word) == base(family[0])), "{family:?}");
        }
        assert_ne!(base("manage"), base("manager"));
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

    #[test]
    fn typing_errors_are_spelling_and_other_words_are_not() {
        let word = |text: &str| read(text).remove(0);
        assert!(is_spelling_of(&word("experienced"), &word("experiences")));
        assert!(is_spelling_of(&word("recieve"), &word("receive")));
        assert!(!is_spelling_of(&word("manage"), &word("manager")));
        assert!(!is_spelling_of(&word("formal"), &word("informal")));
        assert!(!is_spelling_of(&word("must"), &word("may")));
    }
}
