//! What went wrong in a file that is no TOML, in words for people who have never heard of TOML, with
//! the corrected line to paste. One look at the parser's error, then one at every line, so that all
//! slips of a file are found in one run.

use std::sync::Arc;

use crate::source::{Diagnostic, Source};

/// Returns the problems of a file that does not parse. `shift` is where the parsed text begins.
pub(super) fn explain(source: &Arc<Source>, shift: usize, error: &toml_edit::TomlError) -> Vec<Diagnostic> {
    let mut found = slips(source);
    if let Some(doubled) = doubled_key(source, shift, error) {
        found.push(doubled);
    }
    if found.is_empty() {
        let span = error.span().map_or(0..0, |span| span.start + shift..(span.end + shift).min(source.text.len()));
        let message = error.message().trim().replace('\n', ", ");
        found.push(
            Diagnostic::error("not-toml", format!("this cannot be read: {message}"))
                .in_source(source)
                .at(span, "here")
                .help("each line is `key = \"sentence\"`, a heading in [brackets], a # comment, or empty"),
        );
    }
    found.sort_by_key(|problem| problem.labels.first().map_or(0, |label| label.span.start));
    found
}

fn doubled_key(source: &Arc<Source>, shift: usize, error: &toml_edit::TomlError) -> Option<Diagnostic> {
    if !error.message().contains("duplicate") {
        return None;
    }
    let span = error.span()?;
    let span = span.start + shift..span.end + shift;
    let key = source.text.get(span.clone())?.trim().trim_matches(['[', ']']).to_owned();
    let line = source.position(span.start).0;
    let first = source.text.lines().take(line as usize - 1).position(|text| {
        let text = text.trim_start().trim_start_matches('[');
        text.strip_prefix(key.as_str()).is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
    });
    let elsewhere = first.map(|index| format!("; it stands already on line {}", index + 1)).unwrap_or_default();
    Some(
        Diagnostic::error("doubled-key", format!("`{key}` is written twice{elsewhere}"))
            .in_source(source)
            .at(span, "the second one")
            .help("give one of the two another key, or delete it"),
    )
}

/// Looks at every line for the usual slips.
fn slips(source: &Arc<Source>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut offset = 0;
    let mut depth = 0_i32;
    let mut multiline = false;
    for raw in source.text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let start = offset;
        offset += raw.len();
        if line.matches("\"\"\"").count() % 2 == 1 || line.matches("'''").count() % 2 == 1 {
            multiline = !multiline;
            continue;
        }
        let text = line.trim_start_matches('\u{feff}').trim();
        if multiline || depth > 0 || text.is_empty() || text.starts_with('#') {
            depth += brackets(text);
            continue;
        }
        let span = start..start + line.len();
        if let Some((code, message, corrected)) = slip(text) {
            let help = match corrected {
                Some(corrected) => format!("write it so:\n{corrected}"),
                None => "put every sentence on one line: key = \"sentence\"".to_owned(),
            };
            out.push(Diagnostic::error(code, message).in_source(source).at(span, "").help(help));
        } else if !text.starts_with('[') {
            depth += brackets(text).max(0);
        }
    }
    out
}

/// How many lists a line opens more than it closes, outside of quotes.
fn brackets(text: &str) -> i32 {
    let (mut depth, mut quote) = (0, None);
    let mut escaped = false;
    for character in text.chars() {
        match (quote, character) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), close) if open == close && !escaped => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') => break,
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            _ => {}
        }
        escaped = false;
    }
    depth
}

type Slip = (&'static str, String, Option<String>);

/// What is wrong with one line that stands alone, and the line as it should be.
fn slip(text: &str) -> Option<Slip> {
    if text.starts_with('[') {
        return heading_slip(text);
    }
    let Some((key, value)) = text.split_once('=') else {
        return Some(line_without_equals(text));
    };
    let (key, value) = (key.trim(), value.trim());
    if key.contains(['"', '\'', '\u{201c}']) && !key.starts_with(['"', '\'']) {
        return Some(line_without_equals(text));
    }
    let spelled: Vec<&str> = key.split('.').map(str::trim).collect();
    let bare =
        |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !spelled.iter().all(bare) && !key.starts_with(['"', '\'']) {
        let slug = crate::model::slug(key);
        let message = format!("`{key}` cannot be a key: keys are made of a to z, 0 to 9 and `-`");
        return Some(("bad-key", message, Some(format!("{slug} = {}", fixed_value(value)))));
    }
    value_slip(key, value)
}

fn heading_slip(text: &str) -> Option<Slip> {
    let inside = text.trim_start_matches('[').trim_end_matches(|c: char| c != ']').trim_end_matches(']');
    if !text.contains(']') {
        let name = text.trim_start_matches('[').trim();
        return Some(("open-heading", "the heading has no closing bracket".to_owned(), Some(format!("[{name}]"))));
    }
    let parts: Vec<String> = inside.split('.').map(crate::model::slug).collect();
    let good = inside.split('.').zip(&parts).all(|(given, slug)| given.trim() == slug);
    if good || inside.contains('"') {
        return None;
    }
    let message = format!("the heading `{inside}` has characters that no id has");
    Some(("bad-heading", message, Some(format!("[{}]", parts.join(".")))))
}

fn line_without_equals(text: &str) -> Slip {
    let key_value = text.split_once(": ").filter(|(key, _)| crate::model::Id::is_valid(key.trim()));
    if let Some((key, value)) = key_value {
        let corrected = format!("{} = {}", key.trim(), fixed_value(value.trim()));
        return ("colon", "there is a colon where an equals sign belongs".to_owned(), Some(corrected));
    }
    (
        "wrapped-line",
        "this line is neither a heading nor `key = \"sentence\"`; it may be the rest of the line above".to_owned(),
        None,
    )
}

fn value_slip(key: &str, value: &str) -> Option<Slip> {
    let correct = |value: &str| Some(format!("{key} = {}", fixed_value(value)));
    let first = value.chars().next();
    match first {
        None => Some(("no-value", format!("`{key}` has no sentence"), Some(format!("{key} = \"…\"")))),
        Some('\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}' | '\u{ab}') => Some((
            "curly-quotes",
            "the sentence stands in curly quotes; straight ones are needed".to_owned(),
            correct(value),
        )),
        Some('"') if !value.starts_with("\"\"\"") => {
            let body = &value[1..];
            let closed = closing_quote(body);
            match closed {
                None => Some(("open-quote", "the closing quote is missing".to_owned(), correct(value))),
                Some(end) if !is_rest_harmless(&body[end + 1..]) => {
                    Some(("inner-quotes", "there are quotes within the sentence".to_owned(), correct(value)))
                }
                Some(_) => None,
            }
        }
        Some('[') => list_slip(key, value),
        Some('\'' | '{') => None,
        Some(character) if character.is_alphabetic() && !matches!(value, "true" | "false" | "inf" | "nan") => {
            Some(("no-quotes", "the sentence stands in no quotes".to_owned(), correct(value)))
        }
        _ => None,
    }
}

fn closing_quote(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, byte) in body.bytes().enumerate() {
        match byte {
            b'\\' if !escaped => {
                escaped = true;
                continue;
            }
            b'"' if !escaped => return Some(index),
            _ => {}
        }
        escaped = false;
    }
    None
}

fn is_rest_harmless(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// A list on one line whose commas are missing.
fn list_slip(key: &str, value: &str) -> Option<Slip> {
    let inside = value.strip_prefix('[')?.trim_end().strip_suffix(']')?;
    let missing = inside.split('"').skip(2).step_by(2).any(|between| between.trim().is_empty());
    let texts: Vec<&str> = inside.split('"').skip(1).step_by(2).collect();
    let between: Vec<&str> = inside.split('"').skip(2).step_by(2).collect();
    let gaps = between.iter().take(texts.len().saturating_sub(1));
    if !missing || !gaps.clone().any(|gap| gap.trim().is_empty()) || texts.is_empty() {
        return None;
    }
    let listed: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    Some((
        "missing-comma",
        "a comma is missing between two texts of the list".to_owned(),
        Some(format!("{key} = [{}]", listed.join(", "))),
    ))
}

/// Returns a value as it was surely meant: the same text in quotes that fit.
fn fixed_value(value: &str) -> String {
    let quotes: &[char] = &['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];
    let trimmed = value.trim().trim_end_matches(',');
    let text = trimmed.strip_prefix(quotes).unwrap_or(trimmed);
    let text = text.strip_suffix(quotes).unwrap_or(text);
    super::write::quoted(&text.replace("\\\"", "\""))
}
