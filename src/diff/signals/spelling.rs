//! When two words are one: inflections, American and British spelling, typing errors.

use crate::diff::stopwords::is_function_word;

use super::words::Word;

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

/// British endings and the American ones for them.
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
    ("ences", "enses"),
    ("enced", "ensed"),
    ("encing", "ensing"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("ilment", "illment"),
];

/// Returns a British spelling as the American one; other words as they are.
fn american(word: &str) -> String {
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
                | "exercises"
                | "exercised"
                | "exercising"
                | "wise"
                | "rise"
                | "rises"
                | "rising"
                | "raise"
                | "raises"
                | "raised"
                | "raising"
                | "precise"
                | "promise"
                | "promises"
                | "promised"
                | "expertise"
                | "enterprise"
                | "enterprises"
                | "advise"
                | "advises"
                | "advised"
                | "advising"
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
        && !is_function_word(&b.lower)
        && !changes_meaning(short, long)
        && edits(short, long) <= 1
}

/// Whether two words are forms of one: `deliver`, `delivery`; `clear`, `clearly`. Not those who do what a
/// word says (`manage`, `manager`).
pub(super) fn is_form_of(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "e", "es", "s", "ed", "ing", "ion", "ions", "ation", "ations", "ive", "ively", "ly", "ment", "ments",
        "ity", "y", "ies", "ance", "ence", "ness", "ship", "al",
    ];
    let same = a.bytes().zip(b.bytes()).take_while(|(one, other)| one == other).count();
    same >= FORM && a.is_char_boundary(same) && ENDINGS.contains(&&a[same..]) && ENDINGS.contains(&&b[same..])
}

/// How many letters forms of one word share at the least.
const FORM: usize = 5;

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
    use super::super::reading::read;
    use super::{base, is_spelling_of};

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
    fn typing_errors_are_spelling_and_other_words_are_not() {
        let word = |text: &str| read(text).remove(0);
        assert!(is_spelling_of(&word("experienced"), &word("experiences")));
        assert!(is_spelling_of(&word("recieve"), &word("receive")));
        assert!(!is_spelling_of(&word("manage"), &word("manager")));
        assert!(!is_spelling_of(&word("formal"), &word("informal")));
        assert!(!is_spelling_of(&word("must"), &word("may")));
    }
}
