//! Small edits of a file that leave everything else of it, comments too, as it stands.

use toml_edit::{DocumentMut, Value};

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

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn everything_else_stays() {
        let text = "# Ours\nname = \"F\"\nversion = \"1.0.0\"  # released\n\n[levels.a]\nname = \"A\"\n";
        assert_eq!(with_version(text, "1.1.0").unwrap(), text.replace("1.0.0", "1.1.0"));
        assert_eq!(
            with_version("name = \"F\"\n\n[levels.a]\nname = \"A\"\n", "1.0.0").unwrap(),
            "name = \"F\"\nversion = \"1.0.0\"\n\n[levels.a]\nname = \"A\"\n"
        );
    }
}
