//! Lines of a page as text: bullets, plain lines, marks.

use std::collections::HashMap;

use crate::exchange::statement::{has_words, seen};
use crate::model::slug;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It begins with a bullet.
    Bullet,
    /// It has words and no bullet.
    Plain,
    /// It has neither letters nor digits.
    Mark,
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    pub(super) kind: Kind,
    /// Its text without the bullet, white space folded.
    pub(super) text: String,
}

impl Line {
    /// Whether it is running text: a sentence, or long.
    pub(super) fn is_paragraph(&self) -> bool {
        const LONG: usize = 120;
        self.text.ends_with(['.', '!', '?']) || self.text.chars().count() > LONG
    }

    /// Whether it can be a heading: few words, or all that matter with a capital.
    pub(super) fn is_name(&self) -> bool {
        const WORDS: usize = 4;
        const MATTERS: usize = 4;
        let words: Vec<&str> = self.text.split(' ').filter(|word| has_words(word)).collect();
        let capital = |word: &&str| word.chars().find(|first| first.is_alphabetic()).is_none_or(char::is_uppercase);
        let titled = || words.iter().filter(|word| word.chars().count() >= MATTERS).all(capital);
        !self.is_paragraph() && (words.len() <= WORDS || titled())
    }
}

/// Characters that begin an item.
const BULLETS: &[char] =
    &['\u{2022}', '\u{25e6}', '\u{25aa}', '\u{25cf}', '\u{25cb}', '\u{2023}', '\u{2043}', '\u{b7}'];

/// Returns the lines of a text that are not blank. A line that goes on with a small letter right below
/// a bullet is that bullet's.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut after_blank = true;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let plain = seen(line);
        if plain.is_empty() {
            after_blank = true;
            continue;
        }
        let bulleted = bulleted(&plain);
        let goes_on = bulleted.is_none() && !after_blank && plain.starts_with(char::is_lowercase);
        after_blank = false;
        match out.last_mut().filter(|last| goes_on && last.kind == Kind::Bullet) {
            Some(last) => last.text = format!("{} {plain}", last.text),
            None => {
                let kind = match &bulleted {
                    _ if !has_words(&plain) => Kind::Mark,
                    Some(_) => Kind::Bullet,
                    None => Kind::Plain,
                };
                out.push(Line { number: index + 1, kind, text: bulleted.unwrap_or(plain) });
            }
        }
    }
    out
}

/// The text after a bullet.
fn bulleted(line: &str) -> Option<String> {
    let rest = line.strip_prefix(BULLETS).or_else(|| {
        let marks = ["- ", "* ", "\u{2013} ", "o "];
        // "o " is how some programs write a hollow bullet; a sentence does not begin with it.
        marks.iter().find_map(|mark| line.strip_prefix(mark))
    })?;
    Some(rest.trim().to_owned())
}

/// The words of the head of a table, as this kind of page has them.
const HEADS: &[(&str, &str)] = &[
    ("responsibility", "key-behaviors"),
    ("responsibility", "key-behaviours"),
    ("responsibility", "behaviors"),
    ("competency", "behaviors"),
    ("competency", "key-behaviors"),
];

/// Returns the numbers of the lines that are the heads of tables: two plain lines, one below the
/// other, known as such or repeated word for word.
pub(super) fn table_heads(lines: &[Line]) -> Vec<usize> {
    let pairs: Vec<(&Line, &Line)> = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| line.kind == Kind::Plain && !line.is_paragraph()))
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for (first, second) in &pairs {
        *counts.entry((slug(&first.text), slug(&second.text))).or_default() += 1;
    }
    let is_head = |(first, second): &(&Line, &Line)| {
        let pair = (slug(&first.text), slug(&second.text));
        let known = HEADS.iter().any(|(one, two)| pair.0 == *one && pair.1 == *two);
        known || counts.get(&pair).is_some_and(|count| *count > 1)
    };
    let mut out: Vec<usize> = Vec::new();
    for pair in pairs.iter().filter(|pair| is_head(pair)) {
        // What follows a head may repeat as well: each line is of one head.
        if !out.contains(&pair.0.number) {
            out.extend([pair.0.number, pair.1.number]);
        }
    }
    out
}
