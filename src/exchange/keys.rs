//! Keys made from sentences: a few telling words, readable and unique.

use std::collections::HashSet;

use crate::model::{Id, RESERVED, slug};

/// Words that tell nothing of a sentence.
const PLAIN: &[&str] = &[
    "a", "able", "about", "across", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "both",
    "but", "by", "can", "do", "does", "each", "e", "g", "etc", "for", "from", "get", "has", "have", "how", "i", "if",
    "im", "in", "into", "is", "it", "its", "ive", "make", "makes", "m", "may", "me", "more", "my", "not", "of", "on",
    "or", "other", "others", "our", "out", "own", "re", "s", "so", "such", "t", "than", "that", "the", "their", "them",
    "there", "these", "they", "this", "those", "through", "to", "up", "us", "use", "using", "ve", "was", "we", "well",
    "what", "when", "where", "which", "while", "who", "will", "with", "within", "work", "you", "your",
];

/// The most words a key is made of, and how long it may get.
const WORDS: usize = 4;
const LENGTH: usize = 40;

/// Returns a key for a sentence that is not among `taken`, and takes it. It depends on the sentence
/// alone, so that the same sentence gets the same key whenever it is brought in.
pub(super) fn key(sentence: &str, taken: &mut HashSet<String>) -> Id {
    unique(&telling(sentence), taken)
}

/// Returns the first telling words of a sentence as a key, not yet numbered.
pub(super) fn telling(sentence: &str) -> String {
    let mut seen = HashSet::new();
    let telling = words(sentence).into_iter().filter(|word| !PLAIN.contains(&word.as_str()));
    let mut key = String::new();
    for word in telling.filter(|word| seen.insert(word.clone())).take(WORDS) {
        if !key.is_empty() && key.len() + word.len() >= LENGTH {
            break;
        }
        if !key.is_empty() {
            key.push('-');
        }
        key.push_str(&word);
    }
    let key = if key.is_empty() { slug(sentence) } else { key };
    let cut: String = key.chars().take(LENGTH).collect();
    let cut = cut.trim_matches('-');
    if cut.is_empty() { "behavior".to_owned() } else { cut.to_owned() }
}

/// Returns an id that is not among `taken`, numbered where it must be, and takes it.
pub(super) fn unique(base: &str, taken: &mut HashSet<String>) -> Id {
    let mut candidate = base.to_owned();
    let mut number = 1;
    loop {
        if !RESERVED.contains(&candidate.as_str())
            && !taken.contains(&candidate)
            && let Ok(id) = Id::new(&candidate)
        {
            taken.insert(candidate);
            return id;
        }
        number += 1;
        let stem = if Id::is_valid(base) { base } else { "item" };
        candidate = format!("{stem}-{number}");
    }
}

/// The words of a sentence, without the targets of links.
fn words(sentence: &str) -> Vec<String> {
    let mut plain = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(start) = rest.find("](") {
        let end = rest[start..].find(')').map_or(rest.len(), |end| start + end);
        plain.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    plain.push_str(rest);
    slug(&plain.replace(['\'', '\u{2019}'], "")).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::key;

    #[test]
    fn a_key_is_telling_and_stands_once() {
        let mut taken = HashSet::new();
        assert_eq!(
            key("I\u{2019}m able to read [the charts](https://sea.example) of harbors.", &mut taken),
            "read-charts-harbors"
        );
        assert_eq!(key("I read charts: harbors", &mut taken), "read-charts-harbors-2");
        assert_eq!(key("Summary", &mut taken), "summary-2", "words that mean something are no keys");
        assert_eq!(key("\u{1f9e0}", &mut taken), "behavior");
    }
}
