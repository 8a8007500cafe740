//! The line of a source that a problem is about, cut to the width there is, with the place to
//! underline. Keeps the numbers of the line and column in the whole file.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use textwrap::core::display_width;

use crate::source::Source;

use super::escape::clean;

/// What stands for text that is left out.
const GAP: char = '\u{2026}';

/// One line of a file, or what fits of it.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    /// The bytes of `text` to underline.
    pub(super) place: Range<usize>,
    /// From 0, in the whole file.
    line: usize,
    /// From 0 and in characters, of the place's start.
    column: usize,
}

impl Excerpt {
    /// Returns the line on which a span of a source starts, in at most `width` columns.
    pub(super) fn of(source: &Source, span: &Range<usize>, width: usize) -> Self {
        let (line, column) = source.position(span.start);
        let text = source.text.as_str();
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let at = floor(span.start);
        let start = text[..at].rfind('\n').map_or(0, |index| index + 1);
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |index| at + index);
        let stop = floor(span.end).clamp(at, end);
        let shown = |text: &str| clean(text.trim_start_matches('\u{feff}')).replace('\t', " ");
        let parts = [shown(&text[start..at]), shown(&text[at..stop]), shown(&text[stop..end])];
        let (text, place) = fit(&parts, width.max(20));
        Self {
            name: clean(&source.path).into_owned(),
            text,
            place,
            line: line.saturating_sub(1) as usize,
            column: column.saturating_sub(1) as usize,
        }
    }
}

/// Cuts what stands before, at and behind a place so that the whole fits, the place's start in view.
fn fit([before, place, after]: &[String; 3], width: usize) -> (String, Range<usize>) {
    let lead = display_width(before);
    let whole = lead + display_width(place) + display_width(after);
    let before = if whole <= width || lead <= width / 3 {
        before.clone()
    } else {
        // What stands behind may leave more room than a quarter of it.
        let behind = display_width(place) + display_width(after) + 1;
        let keep = (width / 4).max(width.saturating_sub(behind));
        let mut tail: Vec<char> = Vec::new();
        for character in before.chars().rev() {
            if tail.len() >= keep {
                break;
            }
            tail.push(character);
        }
        std::iter::once(GAP).chain(tail.into_iter().rev()).collect()
    };
    let mut left = width.saturating_sub(display_width(&before));
    let (place, cut) = head(place, left);
    left = left.saturating_sub(display_width(&place));
    let after = if cut { String::new() } else { head(after, left).0 };
    let range = before.len()..before.len() + place.len();
    (format!("{before}{place}{after}"), range)
}

/// The start of a text that fits, and whether something was cut.
fn head(text: &str, width: usize) -> (String, bool) {
    if display_width(text) <= width {
        return (text.to_owned(), false);
    }
    let (mut out, mut used) = (String::new(), 1);
    for character in text.chars() {
        used += textwrap::core::display_width(character.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        out.push(character);
    }
    out.push(GAP);
    (out, true)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without lines around it the place itself is asked for, for its position; else what to show.
        let (span, column) = if lines_before == 0 { (*span, self.column) } else { ((0, self.text.len()).into(), 0) };
        let data = &self.text.as_bytes()[span.offset()..span.offset() + span.len()];
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, span, self.line, column, 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;
    use crate::source::Source;

    fn shown(text: &str, word: &str, width: usize) -> (String, String) {
        let source = Source::new("a.toml", text);
        let at = text.find(word).unwrap();
        let excerpt = Excerpt::of(&source, &(at..at + word.len()), width);
        (excerpt.text.clone(), excerpt.text[excerpt.place].to_owned())
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(shown("x = 1\ny = two\nz", "two", 40), ("y = two".to_owned(), "two".to_owned()));
        assert_eq!(shown("a\tb\r\nc", "b", 40), ("a b".to_owned(), "b".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{} word {}", "a".repeat(100), "b".repeat(100));
        let (line, place) = shown(&text, "word", 40);
        assert_eq!(place, "word");
        assert!(line.starts_with('…') && line.ends_with('…') && line.chars().count() <= 40, "{line}");
        let (line, place) = shown(&text, &text, 30);
        assert_eq!((line.chars().count(), &line), (30, &place));
    }

    #[test]
    fn treacherous_characters_are_made_visible_and_do_not_shift_the_place() {
        assert_eq!(shown("\u{202e}x = bad", "bad", 40), ("<U+202E>x = bad".to_owned(), "bad".to_owned()));
    }
}
