//! Small edits of a file that leave everything else of it, comments too, as it stands.

use toml_edit::{Document, DocumentMut, Item, TableLike, Value};

use crate::model::BehaviorAddress;

/// Returns `framework.toml` with another version.
///
/// # Errors
/// When the text is no TOML: what the parser says.
pub fn with_version(text: &str, version: &str) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().trim().to_owned())?;
    let mut value = Value::from(version);
    if let Some(old) = document.get("version").and_then(toml_edit::Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    let is_new = !document.contains_key("version");
    document["version"] = toml_edit::Item::Value(value);
    if is_new {
        // A key of the top must stand before the first table; behind the name it reads best.
        let place = |key: &str| if key == "name" { 0 } else { usize::from(key != "version") + 1 };
        document.sort_values_by(|a, _, b, _| place(a.get()).cmp(&place(b.get())));
    }
    Ok(document.to_string())
}

/// Returns the version that a `framework.toml` names.
pub fn version(text: &str) -> Option<String> {
    let document: DocumentMut = text.parse().ok()?;
    document.get("version")?.as_str().map(str::to_owned)
}

/// Returns a sheet's file without a behavior. The comments above it stay, and one behind it becomes a
/// line of its own.
///
/// # Errors
/// When the text is no TOML or has no such behavior: what is wrong.
pub fn without_behavior(text: &str, behavior: &BehaviorAddress) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.message().trim().to_owned())?;
    let mut table: &dyn TableLike = document.as_table();
    for id in std::iter::once(&behavior.section).chain(&behavior.responsibility) {
        let inner = table.get(id.as_str()).and_then(Item::as_table_like);
        table = inner.ok_or_else(|| format!("there is no heading `{id}` in the file"))?;
    }
    let item = table.get(behavior.key.as_str()).ok_or_else(|| format!("there is no `{}` in the file", behavior.key))?;
    let key = table.key(behavior.key.as_str()).and_then(toml_edit::Key::span);
    let mut spans = Vec::new();
    match item.as_table().filter(|table| table.is_dotted()) {
        // Each attribute written with a dot has a line of its own.
        Some(attributes) => {
            for (name, value) in attributes.iter() {
                let start = attributes.key(name).and_then(toml_edit::Key::span);
                spans.extend(start.zip(value.span()).map(|(key, value)| key.start..value.end));
            }
        }
        None => spans.extend(key.zip(item.span()).map(|(key, value)| key.start..value.end)),
    }
    if spans.is_empty() {
        return Err(format!("the lines of `{}` cannot be told apart", behavior.key));
    }
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut out = text.to_owned();
    for span in spans {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1);
        let behind = text[span.end..end].trim();
        let comment = if behind.starts_with('#') { format!("{behind}\n") } else { String::new() };
        out.replace_range(start..end, &comment);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use crate::model::{BehaviorAddress, Id};

    use super::{with_version, without_behavior};

    #[test]
    fn everything_else_stays() {
        let text = "# Ours\nname = \"F\"\nversion = \"1.0.0\"  # released\n\n[levels.a]\nname = \"A\"\n";
        assert_eq!(with_version(text, "1.1.0").unwrap(), text.replace("1.0.0", "1.1.0"));
        assert_eq!(
            with_version("name = \"F\"\n\n[levels.a]\nname = \"A\"\n", "1.0.0").unwrap(),
            "name = \"F\"\nversion = \"1.0.0\"\n\n[levels.a]\nname = \"A\"\n"
        );
    }

    #[test]
    fn a_behavior_goes_and_its_comments_stay() {
        let id = |text: &str| Id::new(text).unwrap();
        let address = |key: &str| BehaviorAddress {
            page: "security/ic4".parse().unwrap(),
            section: id("scope"),
            responsibility: None,
            key: id(key),
        };
        let text = "[scope]\n# Why\na = \"A.\" # agreed\nb.text = \"B.\"\nb.examples = [\n  \"x\",\n]\nc = \"C.\"\n";
        assert_eq!(without_behavior(text, &address("a")).unwrap(), text.replace("a = \"A.\" # agreed\n", "# agreed\n"));
        assert_eq!(without_behavior(text, &address("b")).unwrap(), "[scope]\n# Why\na = \"A.\" # agreed\nc = \"C.\"\n");
        assert!(without_behavior(text, &address("d")).is_err());
    }
}
