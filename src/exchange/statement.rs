//! Statements: what every format that comes in is read into before it becomes a framework, and the
//! texts that were not taken. Knows no format and no file.

/// What a statement is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// What the page is called.
    Title,
    /// A paragraph that introduces the page.
    Summary,
    /// An introduction of a section or responsibility.
    About,
    /// An expected sentence; one without text is only its examples.
    Behavior,
}

/// A text and where it belongs, by the names people use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The track's name; `core` for what all tracks share.
    pub track: String,
    /// The level's name; `all` for every level.
    pub level: String,
    /// The section's name.
    pub section: Option<String>,
    /// The responsibility's name.
    pub responsibility: Option<String>,
    /// What it is.
    pub role: Role,
    /// An id that it has in its source.
    pub id: Option<String>,
    /// The text, white space folded.
    pub text: String,
    /// Its illustrations.
    pub examples: Vec<String>,
}

/// A text of the input that is not in the framework.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NotTaken {
    /// Where it stands: a file, with its line or row where there is one.
    pub place: String,
    /// Why it was not taken.
    pub why: String,
    /// The text.
    pub text: String,
}

impl NotTaken {
    /// Returns the note that a text at a place was not taken, and why.
    pub(super) fn new(place: impl Into<String>, why: impl Into<String>, text: impl Into<String>) -> Self {
        Self { place: place.into(), why: why.into(), text: text.into() }
    }
}

/// Returns a text with every run of white space, non-breaking spaces included, as one space.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text as a page shows it: white space folded, and without the marks that cannot be seen.
pub(super) fn seen(text: &str) -> String {
    if !text.contains(is_invisible) {
        return folded(text);
    }
    folded(&text.chars().filter(|character| !is_invisible(*character)).collect::<String>())
}

/// Whether a character takes no room and says nothing: zero-width spaces, soft hyphens, byte-order
/// marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

/// Whether a text says something: has a letter or a digit.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
