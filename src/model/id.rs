//! Ids and keys: `[a-z0-9-]+`, as addresses spell them.

use std::borrow::Borrow;
use std::fmt;

use arcstr::Substr;
use unicode_normalization::UnicodeNormalization;

/// Words that have a meaning of their own in every table of a framework and so cannot be ids.
pub const RESERVED: &[&str] =
    &["about", "summary", "title", "status", "facts", "without", "was", "text", "examples", "overrides"];

/// An id or key: one or more of `a-z`, `0-9` and `-`. Cheap to clone; where it was read from a file, a
/// part of that file's text rather than a copy.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Substr);

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: ids are made of the letters a to z, digits and hyphens")]
pub struct InvalidId(pub String);

impl Id {
    /// Returns the id spelled `text`, or why it is none.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        if Self::is_valid(text) { Ok(Self(text.into())) } else { Err(InvalidId(text.to_owned())) }
    }

    /// Returns the id spelled by a part of a text, without a copy, or why it is none.
    pub fn of_part(text: Substr) -> Result<Self, InvalidId> {
        if Self::is_valid(&text) { Ok(Self(text)) } else { Err(InvalidId(text.to_string())) }
    }

    /// Whether `text` can be an id as it stands.
    pub fn is_valid(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }

    /// Returns the id that a name is given by the slug rule (see [`slug`]), or `None` when nothing
    /// of the name is left.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::new(&slug(name)).ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns a name as an id would spell it: Unicode compatibility form, ASCII only, lower case,
/// every other run of characters a single `-`, none at the ends. Empty when nothing is left.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.nfkd().filter(char::is_ascii) {
        if character.is_ascii_alphanumeric() {
            out.push(character.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, slug};

    #[test]
    fn slug_keeps_ascii_letters_and_digits_only() {
        assert_eq!(slug("🧠 Problem solving"), "problem-solving");
        assert_eq!(slug("  Café — Ownership & Ambiguity (L4) "), "cafe-ownership-ambiguity-l4");
        assert_eq!(slug("👪"), "");
    }

    #[test]
    fn ids_refuse_what_addresses_could_not_spell() {
        assert!(Id::new("ic4").is_ok());
        assert!(Id::new("9f1c7a2e-0b1d-4c57-9a53-000000000000").is_ok());
        for bad in ["", "IC4", "node.js", "a b", "é"] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
    }
}
