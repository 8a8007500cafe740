//! The documents of words, for a terminal.

use std::fmt::Write as _;

use crate::diff::explain::Topic;

/// Returns all words, by what they are words for.
pub fn list(topics: &[Topic], width: usize) -> String {
    let mut out = String::new();
    let mut about = None;
    let longest = topics.iter().map(|topic| topic.word.len()).max().unwrap_or(0);
    for topic in topics {
        if about != Some(topic.about) {
            let gap = if about.is_some() { "\n" } else { "" };
            let _ = writeln!(out, "{gap}{}", capital(topic.about.as_str()));
            about = Some(topic.about);
        }
        let first = format!("  {:longest$}  ", topic.word);
        fill(&mut out, &topic.what, &first, &" ".repeat(longest + 4), width);
    }
    out
}

/// Returns the documents of some words.
pub fn topics(topics: &[&Topic], width: usize) -> String {
    let mut out = String::new();
    for (index, topic) in topics.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{} ({})\n", topic.word, topic.about.as_str());
        fill(&mut out, &topic.what, "  ", "  ", width);
        out.push('\n');
        fill(&mut out, &topic.rule, "  ", "  ", width);
        out.push_str("\n  Example:\n");
        for line in topic.example.lines() {
            fill(&mut out, line, "    ", "      ", width);
        }
    }
    out
}

fn fill(out: &mut String, text: &str, first: &str, next: &str, width: usize) {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(next);
    out.push_str(&textwrap::fill(text, options));
    out.push('\n');
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
