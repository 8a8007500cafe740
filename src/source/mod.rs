//! Files as text, places in them, and what is wrong there: the words in which every problem of an
//! input is reported. Knows nothing of frameworks.

mod diagnostic;
mod values;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use values::{Placed, ValueReader, entries};

use std::sync::Arc;

use arcstr::ArcStr;

/// A file of a framework as bytes, wherever it came from (a commit, the index, a folder).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Its path relative to the framework's folder, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file's path and text, shared by the diagnostics that point into it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as people should see it.
    pub path: String,
    /// The whole text. What is read from it may be a part of it rather than a copy.
    pub text: ArcStr,
}

impl Source {
    /// Returns a source to point into.
    pub fn new(path: impl Into<String>, text: impl Into<ArcStr>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// The line and column, from 1 and in characters, of a byte offset.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        let start = before.rfind('\n').map_or(0, |index| index + 1);
        (line, before[start..].chars().count() as u32 + 1)
    }
}

/// Returns the candidate most like a word, if one is alike enough to be what was meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|candidate| (strsim::jaro_winkler(word, candidate), candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (best.0 >= 0.8).then_some(best.1)
}
