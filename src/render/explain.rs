//! The documents of words, for a terminal.

use std::fmt::Write as _;

use crate::diff::explain::Topic;
use crate::lint::Rule;

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

/// Returns the rules of writing, as a part of the list of all words.
pub fn rule_list(rules: &[Rule], width: usize) -> String {
    let mut out = String::from("\nRules of writing\n");
    let longest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        fill(&mut out, rule.summary, &format!("  {:longest$}  ", rule.name), &" ".repeat(longest + 4), width);
    }
    out
}

/// Returns the document of a rule of writing: what it looks for, why, and an example mended.
pub fn rule(rule: &Rule, width: usize) -> String {
    let mut out = format!("{} (a rule of writing)\n\n", rule.name);
    fill(&mut out, rule.summary, "  ", "  ", width);
    for paragraph in rule.explanation.split("\n\n") {
        let plain = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push('\n');
        fill(&mut out, &plain, "  ", "  ", width);
    }
    for (title, files) in [("Found in", rule.bad), ("Mended", rule.good)] {
        let _ = write!(out, "\n  {title}:\n");
        for (path, text) in files {
            let _ = writeln!(out, "    # {path}");
            text.lines().filter(|line| !line.is_empty()).for_each(|line| {
                let _ = writeln!(out, "    {line}");
            });
        }
    }
    let _ = write!(
        out,
        "\n  How strict it is: [lint] {} = \"off\", \"advice\", \"warning\" or \"error\" in policy.toml\n",
        rule.name
    );
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
