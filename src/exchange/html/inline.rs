//! Text within a block: runs that are bold or italic or neither, and what a paragraph made of them is.

use scraper::{ElementRef, Node};

use crate::exchange::statement::seen;

use super::elements::{is_silent, name};

/// A piece of text and how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// How text looks where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    bold: bool,
    italic: bool,
}

impl Look {
    /// How text looks within an element.
    pub(super) fn within(self, element: &ElementRef<'_>) -> Self {
        let style = element.value().attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        let heavy = ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800"];
        Self {
            bold: self.bold
                || matches!(name(element), "b" | "strong")
                || heavy.iter().any(|heavy| style.contains(heavy)),
            italic: self.italic || matches!(name(element), "i" | "em") || style.contains("font-style:italic"),
        }
    }
}

/// Adds the text within an element to runs; line breaks are line feeds, links' targets are noted.
pub(super) fn collect(element: &ElementRef<'_>, look: Look, runs: &mut Vec<Run>, targets: &mut Vec<String>) {
    if is_silent(element) {
        return;
    }
    if name(element) == "br" {
        runs.push(Run { text: "\n".to_owned(), bold: look.bold, italic: look.italic });
        return;
    }
    if let Some(target) = element.value().attr("href").filter(|target| !target.is_empty() && !target.starts_with('#')) {
        targets.push(target.to_owned());
    }
    let look = look.within(element);
    for child in element.children() {
        match child.value() {
            Node::Text(text) => push(runs, text, look),
            _ => {
                if let Some(inner) = ElementRef::wrap(child) {
                    collect(&inner, look, runs, targets);
                }
            }
        }
    }
}

/// Adds a text to runs.
pub(super) fn push(runs: &mut Vec<Run>, text: &str, look: Look) {
    runs.push(Run { text: text.to_owned(), bold: look.bold, italic: look.italic });
}

/// What a paragraph turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// A heading: bold, short, and first.
    pub(super) heading: Option<String>,
    /// What is said in running text.
    pub(super) text: Option<String>,
    /// Lines that begin with a bullet.
    pub(super) items: Vec<String>,
}

/// Returns what runs are: a bold lead is a heading when nothing follows it, or only italics or lines
/// with bullets.
pub(super) fn paragraph(runs: &[Run]) -> Paragraph {
    let blank = |run: &Run| run.text.trim().is_empty();
    let lead = runs.iter().take_while(|run| run.bold || blank(run)).count();
    let joined = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let (head, rest) = (seen(&joined(&runs[..lead])), &runs[lead..]);
    let (text, items) = lines(&joined(rest));
    let italic = rest.iter().all(|run| run.italic || blank(run));
    if is_name(&head) && (text.is_none() || italic) {
        return Paragraph { heading: Some(head), text, items };
    }
    let (text, items) = lines(&joined(runs));
    Paragraph { heading: None, text, items }
}

/// Whether a text is short enough for a heading and is no sentence.
pub(super) fn is_name(text: &str) -> bool {
    const LONG: usize = 60;
    const WORDS: usize = 8;
    let ends = text.ends_with(['.', '!', ';', ',']);
    !text.is_empty() && !ends && text.chars().count() <= LONG && text.split(' ').count() <= WORDS
}

/// A text as running text and lines that begin with a bullet. Lines count as items only where they
/// are all there is, or two or more.
fn lines(text: &str) -> (Option<String>, Vec<String>) {
    let bullet = |line: &str| {
        let line = line.trim_start();
        let rest = ["- ", "\u{2022}", "\u{2013} ", "\u{25e6}", "\u{25aa}", "\u{b7} "]
            .iter()
            .find_map(|bullet| line.strip_prefix(bullet))?;
        Some(rest.to_owned())
    };
    let all: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let first = all.iter().position(|line| bullet(line).is_some());
    let whole = || (Some(seen(text)).filter(|text| !text.is_empty()), Vec::new());
    let Some(first) = first else { return whole() };
    if first > 0 && all[first..].iter().filter(|line| bullet(line).is_some()).count() < 2 {
        return whole();
    }
    let mut items: Vec<String> = Vec::new();
    for line in &all[first..] {
        match (bullet(line), items.last_mut()) {
            (Some(item), _) => items.push(item),
            (None, Some(last)) => *last = format!("{last} {line}"),
            (None, None) => {}
        }
    }
    let before = seen(&all[..first].join(" "));
    let items = items.iter().map(|item| seen(item)).filter(|item| !item.is_empty()).collect();
    (Some(before).filter(|text| !text.is_empty()), items)
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, Run, paragraph};

    fn runs(parts: &[(&str, &str)]) -> Vec<Run> {
        parts
            .iter()
            .map(|(look, text)| Run { text: (*text).to_owned(), bold: look.contains('b'), italic: look.contains('i') })
            .collect()
    }

    #[test]
    fn a_bold_lead_is_a_heading_when_no_sentence_follows_it() {
        let found = paragraph(&runs(&[("b", "Sco"), ("b", "pe"), ("", "\n"), ("i", "What I own")]));
        let expected = Paragraph { heading: Some("Scope".into()), text: Some("What I own".into()), items: Vec::new() };
        assert_eq!(found, expected);
        let found = paragraph(&runs(&[("b", "Note:"), ("", " this is running text.")]));
        assert_eq!(found.heading, None);
        assert_eq!(found.text.as_deref(), Some("Note: this is running text."));
        let found = paragraph(&runs(&[("b", "I lead all of the work that this team does, from its start to its end")]));
        assert_eq!(found.heading, None, "too long");
    }

    #[test]
    fn lines_with_bullets_are_items() {
        let found = paragraph(&runs(&[("b", "Tone"), ("", "\n- I set it\n  for others\n- I keep it")]));
        assert_eq!(found.items, ["I set it for others", "I keep it"]);
        let found = paragraph(&runs(&[("", "It is\n- as they say - fine")]));
        assert_eq!(found.text.as_deref(), Some("It is - as they say - fine"));
        assert_eq!(found.items, Vec::<String>::new());
    }
}
