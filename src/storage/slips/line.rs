//! What is wrong with one line, and the line as it should be.

use crate::model::{Id, slug};

use super::quotes::{CURLY, closing, is_rest_harmless, outside, with_commas};

/// A slip of a line.
pub(super) struct Slip {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// The line as it should be, or as it could be where it is not certain.
    pub(super) corrected: Option<String>,
    /// Whether nothing else can have been meant.
    pub(super) certain: bool,
}

impl Slip {
    pub(super) fn certain(code: &'static str, message: impl Into<String>, corrected: String) -> Self {
        Self { code, message: message.into(), corrected: Some(corrected), certain: true }
    }

    pub(super) fn uncorrected(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), corrected: None, certain: false }
    }

    fn likely(code: &'static str, message: impl Into<String>, corrected: String) -> Self {
        Self { certain: false, ..Self::certain(code, message, corrected) }
    }
}

/// Whether a line gives something a value.
pub(super) fn is_assignment(text: &str) -> bool {
    let Some((key, value)) = text.split_once('=') else { return false };
    key.trim().split('.').all(|part| Id::is_valid(part.trim())) && !value.trim().is_empty()
}

/// Spaces that look like spaces and are none, from web pages and word processors, where TOML knows
/// only plain ones.
pub(super) fn special_spaces(line: &str) -> Option<Slip> {
    if line.is_ascii() || line.contains(CURLY) {
        return None;
    }
    let corrected = outside(line, |character, _| match character {
        ' ' | '\t' => None,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Some(""),
        other if other.is_whitespace() => Some(" "),
        _ => None,
    });
    let message = "there is a space from a web page or a word processor (a non-breaking one) outside of the quotes";
    (corrected != line).then(|| Slip::certain("special-space", message, corrected.trim().to_owned()))
}

/// What is wrong with a line within a list that spans several; `next` is the line behind it.
pub(super) fn list_entry(text: &str, next: Option<&str>) -> Option<Slip> {
    if text.starts_with(CURLY) {
        let comma = if text.ends_with(',') || next.is_some_and(|next| !next.starts_with(']')) { "," } else { "" };
        let corrected = format!("{}{comma}", fixed_value(text));
        return Some(Slip::certain("curly-quotes", CURLY_MESSAGE, corrected));
    }
    let ends = text.ends_with('"') && text.starts_with('"') && text.len() > 1;
    let goes_on = next.is_some_and(|next| next.starts_with(['"', '\'']));
    (ends && goes_on).then(|| {
        let message = "a comma is missing between this text of the list and the next";
        Slip::certain("missing-comma", message, format!("{text},"))
    })
}

const CURLY_MESSAGE: &str = "the sentence stands in curly quotes; straight ones are needed";

/// What is wrong with one line that stands alone, and the line as it should be.
pub(super) fn slip(text: &str) -> Option<Slip> {
    if text.starts_with('[') {
        return heading(text);
    }
    let Some((key, value)) = text.split_once('=') else {
        return Some(without_equals(text));
    };
    let (key, value) = (key.trim(), value.trim());
    if key.contains(['"', '\'', '\u{201c}']) && !key.starts_with(['"', '\'']) {
        return Some(without_equals(text));
    }
    let bare =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !key.split('.').all(|part| bare(part.trim())) && !key.starts_with(['"', '\'']) {
        let message = format!("`{key}` cannot be a key: keys are made of a to z, 0 to 9 and `-`");
        return Some(Slip::likely("bad-key", message, format!("{} = {}", slug(key), fixed_value(value))));
    }
    value_slip(key, value)
}

fn heading(text: &str) -> Option<Slip> {
    if text.starts_with("[[") && text.ends_with("]]") {
        return None;
    }
    if !text.contains(']') {
        let name = text.trim_start_matches('[').trim();
        return Some(Slip::certain("open-heading", "the heading has no closing bracket", format!("[{name}]")));
    }
    let inside = text.trim_start_matches('[').trim_end_matches(|c: char| c != ']').trim_end_matches(']');
    let parts: Vec<String> = inside.split('.').map(slug).collect();
    let good = inside.split('.').zip(&parts).all(|(given, slug)| given.trim() == slug);
    if good || inside.contains('"') {
        return None;
    }
    let message = format!("the heading `{inside}` has characters that no id has");
    Some(Slip::likely("bad-heading", message, format!("[{}]", parts.join("."))))
}

fn without_equals(text: &str) -> Slip {
    let key_and = |separator| text.split_once(separator).filter(|(key, _): &(&str, &str)| Id::is_valid(key.trim()));
    if let Some((key, value)) = key_and(": ") {
        let corrected = format!("{} = {}", key.trim(), fixed_value(value.trim()));
        return Slip::certain("colon", "there is a colon where an equals sign belongs", corrected);
    }
    let quoted = |value: &str| value.trim_start().starts_with('"') || value.trim_start().starts_with(CURLY);
    if let Some((key, value)) = key_and(" ").filter(|(_, value)| quoted(value)) {
        let corrected = format!("{key} = {}", fixed_value(value.trim()));
        return Slip::certain("no-equals", "the equals sign is missing", corrected);
    }
    if let Some(name) = text.strip_suffix(']').filter(|name| name.split('.').all(Id::is_valid)) {
        return Slip::certain("open-heading", "the heading has no opening bracket", format!("[{name}]"));
    }
    let message = "this line is neither a heading nor `key = \"sentence\"`; it may be the rest of the line above";
    Slip::uncorrected("wrapped-line", message)
}

fn value_slip(key: &str, value: &str) -> Option<Slip> {
    let corrected = || format!("{key} = {}", fixed_value(value));
    let first = value.chars().next();
    match first {
        None => Some(Slip::likely("no-value", format!("`{key}` has no sentence"), format!("{key} = \"…\""))),
        Some(quote) if CURLY.contains(&quote) => Some(Slip::certain("curly-quotes", CURLY_MESSAGE, corrected())),
        Some('"') if !value.starts_with("\"\"\"") => double_quoted(key, value),
        Some('\'') if !value.starts_with("'''") => single_quoted(key, value),
        Some('[' | '{') => {
            let message = "a comma is missing between two entries";
            with_commas(value).map(|value| Slip::certain("missing-comma", message, format!("{key} = {value}")))
        }
        Some(character) if character.is_alphabetic() && !matches!(value, "true" | "false" | "inf" | "nan") => {
            Some(Slip::certain("no-quotes", "the sentence stands in no quotes", corrected()))
        }
        _ => None,
    }
}

fn double_quoted(key: &str, value: &str) -> Option<Slip> {
    let corrected = || format!("{key} = {}", fixed_value(value));
    let body = &value[1..];
    let Some(end) = closing(body) else {
        return Some(Slip::likely("open-quote", "the closing quote is missing", corrected()));
    };
    let (inside, rest) = (&body[..end], body[end + 1..].trim());
    if matches!(rest, "," | ";") {
        let message = format!("there is a `{rest}` behind the closing quote");
        return Some(Slip::certain("text-behind-quote", message, format!("{key} = \"{inside}\"")));
    }
    if rest == "." {
        let message = "the full stop stands behind the closing quote";
        return Some(Slip::certain("text-behind-quote", message, format!("{key} = \"{inside}.\"")));
    }
    if !is_rest_harmless(rest) {
        return Some(if rest.contains('"') {
            Slip::certain("inner-quotes", "there are quotes within the sentence", corrected())
        } else {
            Slip::likely("text-behind-quote", "there is text behind the closing quote", corrected())
        });
    }
    let bytes = inside.as_bytes();
    let mut index = 0;
    while let Some(at) = inside[index..].find('\\') {
        let escape = bytes.get(index + at + 1).copied().unwrap_or(b' ');
        if !br#"btnfre"\uUx"#.contains(&escape) {
            let message = "there is a backslash in the sentence, which has a meaning of its own in double quotes";
            let corrected = format!("{key} = {}", crate::storage::write::quoted(inside));
            return Some(Slip::certain("backslash", message, corrected));
        }
        index += at + 2;
    }
    None
}

fn single_quoted(key: &str, value: &str) -> Option<Slip> {
    let body = &value[1..];
    let text = body.trim_end_matches([',', ';']).trim_end();
    let text = text.strip_suffix('\'').unwrap_or(text);
    let corrected = format!("{key} = {}", crate::storage::write::quoted(text));
    match body.find('\'') {
        None => Some(Slip::likely("open-quote", "the closing quote is missing", corrected)),
        Some(end) if !is_rest_harmless(&body[end + 1..]) => {
            let message = "an apostrophe ends the sentence early; double quotes allow it";
            Some(Slip::certain("inner-quotes", message, corrected))
        }
        Some(_) => None,
    }
}

/// Returns a value as it was surely meant: the same text in quotes that fit.
fn fixed_value(value: &str) -> String {
    let is_quote = |character: char| character == '"' || CURLY.contains(&character);
    let trimmed = value.trim().trim_end_matches(',');
    let text = trimmed.strip_prefix(is_quote).unwrap_or(trimmed);
    let text = text.strip_suffix(is_quote).unwrap_or(text);
    crate::storage::write::quoted(&text.replace("\\\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::{slip, special_spaces};

    #[track_caller]
    fn corrected(line: &str) -> (String, bool) {
        let found = special_spaces(line).or_else(|| slip(line)).unwrap_or_else(|| panic!("{line} is fine"));
        let text = found.corrected.unwrap_or_default();
        if found.certain && !text.starts_with('[') {
            let parsed: Result<toml_edit::DocumentMut, _> = text.parse();
            assert!(parsed.is_ok(), "{line}: {text} is not TOML either");
        }
        (text, found.certain)
    }

    #[test]
    fn certain_slips_are_corrected_to_what_was_meant() {
        for (line, right) in [
            ("a = “I say so.”", "a = \"I say so.\""),
            ("a = “I say “so”.”", "a = \"I say “so”.\""),
            ("a = \"I say \"no\" often.\"", "a = 'I say \"no\" often.'"),
            ("a = \"I'd say \"no\".\"", "a = \"I'd say \\\"no\\\".\""),
            ("a = 'I don't.'", "a = \"I don't.\""),
            ("a: \"I do.\"", "a = \"I do.\""),
            ("a \"I do.\"", "a = \"I do.\""),
            ("a = I do.", "a = \"I do.\""),
            ("a = \"I do.\",", "a = \"I do.\""),
            ("a = \"I do\".", "a = \"I do.\""),
            ("a = \"C:\\dir\"", "a = 'C:\\dir'"),
            ("a = [\"b\" \"c\"]", "a = [\"b\", \"c\"]"),
            ("a = { b = \"B\" c = \"C\" }", "a = { b = \"B\", c = \"C\" }"),
            ("a\u{a0}= \"I do.\"", "a = \"I do.\""),
            ("a = \"I do.\"\u{a0}", "a = \"I do.\""),
            ("[scope", "[scope]"),
            ("scope]", "[scope]"),
        ] {
            assert_eq!(corrected(line), (right.to_owned(), true), "{line}");
        }
    }

    #[test]
    fn what_could_mean_something_else_is_not_certain() {
        for line in ["a = \"I do", "My Key = \"I do.\"", "[Threat Fluency]", "a =", "a = \"I do.\" and more"] {
            assert!(!corrected(line).1, "{line}");
        }
    }

    #[test]
    fn good_lines_have_no_slip() {
        for line in [
            "a = \"I do. # not a comment\" # a comment",
            "a = 'I say \"no\".'",
            "a.examples = [\"b, c\", \"d\"]",
            "a = \"tab\\tand \\u00e9\"",
            "a = \"a\u{a0}b\"",
            "[scope]",
            "[craft.threat-fluency] # comment",
            "a = 2027-04-01",
            "a = { b = \"B\", c = \"C\" }",
        ] {
            assert!(special_spaces(line).is_none() && slip(line).is_none(), "{line}");
        }
    }
}
