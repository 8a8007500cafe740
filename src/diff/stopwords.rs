//! Words that carry no content of their own: articles, pronouns, prepositions, auxiliaries.

/// Sorted, for a binary search.
const FUNCTION_WORDS: &[&str] = &[
    "a", "able", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being",
    "both", "but", "by", "can", "do", "does", "doing", "each", "etc", "for", "from", "has", "have", "having", "he",
    "her", "his", "how", "i", "i'm", "if", "in", "into", "is", "it", "it's", "its", "may", "me", "might", "more",
    "must", "my", "not", "of", "on", "or", "other", "others", "our", "out", "over", "own", "s", "she", "should", "so",
    "some", "such", "t", "than", "that", "the", "their", "them", "themselves", "then", "there", "these", "they",
    "this", "those", "through", "to", "up", "us", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "whom", "whose", "will", "with", "within", "would", "you", "your",
];

/// Whether a word, in lower case, carries no content of its own.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::FUNCTION_WORDS;

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
