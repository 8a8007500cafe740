//! Formatting: the same content and comments, spelled the canonical way.

use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

use crate::source::{Diagnostic, Source};

use super::slips;

/// Returns a file's text in canonical form: `key = "sentence"`, attributes as dotted keys, one blank
/// line before a heading, LF, no byte-order mark, comments and order kept.
///
/// # Errors
/// The problems of a file that does not parse.
pub fn format(path: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut document: DocumentMut = match text.parse() {
        Ok(document) => document,
        Err(error) => return Err(slips::explain(&Source::new(path, text.clone()), &error)),
    };
    format_table(document.as_table_mut(), 0);
    Ok(tidy_lines(&document.to_string()))
}

fn format_table(table: &mut Table, depth: usize) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        let is_value = table.get(&key).is_some_and(Item::is_value);
        if let Some(mut spelled) = table.key_mut(&key) {
            let decor = spelled.leaf_decor_mut();
            decor.set_suffix(if is_value { " " } else { "" });
            let prefix = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
            decor.set_prefix(unindented(&prefix));
            spelled.dotted_decor_mut().clear();
        }
        let inline = table.get(&key).and_then(Item::as_inline_table).filter(|_| depth > 0).cloned();
        if let Some(inline) = inline.filter(is_attributes) {
            // What stands behind the closing brace, such as a comment, goes behind the sentence.
            let behind = inline.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
            let mut dotted = inline.into_table();
            dotted.set_dotted(true);
            if let Some(text) = dotted.get_mut("text").and_then(Item::as_value_mut) {
                text.decor_mut().set_suffix(behind);
            }
            table.insert(&key, Item::Table(dotted));
        }
        match table.get_mut(&key) {
            Some(Item::Table(inner)) => format_table(inner, depth + 1),
            Some(Item::Value(value)) => format_value(value),
            _ => {}
        }
    }
}

/// Whether an inline table holds the attributes of a behavior.
fn is_attributes(table: &InlineTable) -> bool {
    table.contains_key("text") && table.iter().all(|(key, _)| matches!(key, "text" | "examples" | "was" | "overrides"))
}

fn unindented(prefix: &str) -> String {
    prefix.split('\n').map(str::trim_start).collect::<Vec<_>>().join("\n")
}

fn format_value(value: &mut Value) {
    let decor = value.decor_mut();
    decor.set_prefix(" ");
    let suffix = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().trim().to_owned();
    decor.set_suffix(if suffix.is_empty() { String::new() } else { format!(" {suffix}") });
    if let Value::String(text) = value {
        let canonical = super::write::quoted(text.value());
        let same = text.to_string().trim() == canonical;
        if !same && let Ok(mut spelled) = canonical.parse::<Value>() {
            *spelled.decor_mut() = text.decor().clone();
            *value = spelled;
        }
    }
}

/// Trailing white space off, one blank line between, one before a heading that follows text and
/// before the comment that belongs to it, and a newline at the end.
fn tidy_lines(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut blanks = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blanks += 1;
            continue;
        }
        if line.starts_with('[') && blanks == 0 {
            let comments = out.iter().rev().take_while(|line| line.starts_with('#')).count();
            let above = out.len() - comments;
            if above > 0 && !out[above - 1].is_empty() {
                out.insert(above, "");
            }
        } else if !out.is_empty() && blanks > 0 {
            out.push("");
        }
        blanks = 0;
        out.push(line);
    }
    let mut joined = out.join("\n");
    if !joined.is_empty() {
        joined.push('\n');
    }
    joined
}
