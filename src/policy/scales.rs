//! `[scales]`: a company's own graded words. What a scale may hold is the comparison's to say; here
//! it is read from the file and looked at for what nobody means.

use indexmap::IndexMap;
use toml_edit::{Item, Key};

use crate::diff::ScaleDefinition;
use crate::source::{Placed, ValueReader, entries};

/// Reads the scales of a policy, by name.
pub(super) fn read(reader: &mut ValueReader, key: &Key, item: &Item) -> IndexMap<String, Placed<ScaleDefinition>> {
    let mut out = IndexMap::new();
    let Some(table) = reader.table(key, item) else { return out };
    let text = reader.source().text.trim_start_matches('\u{feff}').to_owned();
    let whole: toml::Table = toml::from_str(&text).unwrap_or_default();
    for (name, item) in entries(table) {
        let found = whole.get("scales").and_then(|scales| scales.get(name.get())).cloned();
        let span = reader.place_of_key(name);
        match found.map(toml::Value::try_into::<ScaleDefinition>) {
            Some(Ok(scale)) if is_sound(reader, name, item, &scale) => {
                out.insert(name.get().to_owned(), Placed { value: scale, span });
            }
            Some(Err(error)) => {
                let wrong = error.message().trim().replace('\n', ", ");
                let message = format!("the scale `{}` cannot be read: {wrong}", name.get());
                let help = "list the words of each step, from the least to the most: steps = [[\"some\"], [\"all\"]]";
                reader.error("bad-scale", span, message, help);
            }
            _ => {}
        }
    }
    out
}

/// Notes what is wrong with a scale; returns whether something can go up and down on it.
fn is_sound(reader: &mut ValueReader, name: &Key, item: &Item, scale: &ScaleDefinition) -> bool {
    let place = reader.place_of_key(name);
    if scale.steps.len() < 2 {
        let message = format!("the scale `{}` has fewer than two steps, so nothing can go up on it", name.get());
        let help = "list the words of each step, from the least to the most: steps = [[\"some\"], [\"all\"]]";
        reader.error("short-scale", place, message, help);
        return false;
    }
    if scale.steps.iter().any(|words| words.is_empty() || words.iter().any(|word| word.trim().is_empty())) {
        let message = format!("a step of the scale `{}` has no words", name.get());
        reader.error("empty-step", place.clone(), message, "give every step at least one word");
    }
    let mut seen: Vec<&str> = Vec::new();
    for word in scale.steps.iter().flatten() {
        if seen.iter().any(|other| other.eq_ignore_ascii_case(word)) {
            let message = format!("`{word}` stands twice on the scale `{}`", name.get());
            reader.error("doubled-word", reader.place_of(item, name), message, "leave it on one step");
        }
        seen.push(word);
    }
    true
}
