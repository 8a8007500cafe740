//! Text that may not grow beyond a limit, made of whole pieces: nothing is ever cut inside markup.

/// Returns how long a text is as GitHub may count it: in units of UTF-16, never less than its
/// characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A text with what may still be added to it.
#[derive(Debug)]
pub(super) struct Fitted {
    text: String,
    left: usize,
}

impl Fitted {
    /// Returns an empty text that may take so much.
    pub(super) fn new(limit: usize) -> Self {
        Self { text: String::new(), left: limit }
    }

    /// How much may still be added.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Keeps room for what is added later.
    pub(super) fn reserve(&mut self, room: usize) {
        self.left = self.left.saturating_sub(room);
    }

    /// Gives room back that was kept.
    pub(super) fn release(&mut self, room: usize) {
        self.left += room;
    }

    /// Adds a piece if it fits as a whole; returns whether it did.
    pub(super) fn add(&mut self, piece: &str) -> bool {
        let needed = length(piece);
        let fits = needed <= self.left;
        if fits {
            self.text.push_str(piece);
            self.left -= needed;
        }
        fits
    }

    /// Adds pieces until one does not fit or so much is used; returns how many were added.
    pub(super) fn add_each<'p>(&mut self, pieces: impl Iterator<Item = &'p String>, at_most: usize) -> usize {
        let end = self.left.saturating_sub(at_most);
        let mut added = 0;
        for piece in pieces {
            if self.left.saturating_sub(length(piece)) < end || !self.add(piece) {
                break;
            }
            added += 1;
        }
        added
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Fitted, length};

    #[test]
    fn only_whole_pieces_are_added() {
        let mut text = Fitted::new(10);
        assert!(text.add("1234567"));
        assert!(!text.add("12345"));
        assert!(text.add("123"));
        assert_eq!((text.left(), text.into_text().as_str()), (0, "1234567123"));
    }

    #[test]
    fn pieces_stop_where_their_share_ends() {
        let pieces: Vec<String> = ["aaaa", "bbbb", "cccc"].map(str::to_owned).to_vec();
        let mut text = Fitted::new(100);
        assert_eq!(text.add_each(pieces.iter(), 9), 2);
        assert_eq!(text.left(), 92);
    }

    #[test]
    fn length_is_never_less_than_github_counts() {
        assert_eq!(length("a\u{e9}\u{1f469}"), 4);
    }
}
