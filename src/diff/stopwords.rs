//! Words that carry no content of their own: articles, pronouns, prepositions, auxiliaries.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::tokens::hash_of_word;

/// Sorted, for readers.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "able",
    "about",
    "above",
    "across",
    "after",
    "against",
    "all",
    "along",
    "alongside",
    "also",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "despite",
    "do",
    "does",
    "doing",
    "during",
    "each",
    "etc",
    "even",
    "for",
    "from",
    "get",
    "gets",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "his",
    "how",
    "i",
    "i'm",
    "if",
    "in",
    "inside",
    "into",
    "is",
    "it",
    "it's",
    "its",
    "just",
    "let",
    "like",
    "may",
    "me",
    "might",
    "more",
    "must",
    "my",
    "not",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "other",
    "others",
    "our",
    "out",
    "outside",
    "over",
    "own",
    "per",
    "s",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "via",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

/// Whether a word, in lower case, carries no content of its own.
pub(super) fn is_function_word(word: &str) -> bool {
    static HASHES: LazyLock<FxHashSet<u64>> =
        LazyLock::new(|| FUNCTION_WORDS.iter().map(|word| hash_of_word(word)).collect());
    HASHES.contains(&hash_of_word(word))
}

#[cfg(test)]
mod tests {
    use super::{FUNCTION_WORDS, is_function_word};

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn function_words_are_known() {
        assert!(FUNCTION_WORDS.iter().all(|word| is_function_word(word)));
        assert!(!is_function_word("lead"));
    }
}
