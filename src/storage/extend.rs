//! Adding to `framework.toml` what a framework has more of, with everything that stands in the file
//! (comments, order, spelling) kept.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};

use crate::model::{Framework, Id, Ladder};
use crate::source::{Diagnostic, Source};

use super::{slips, write};

/// Returns the text of `framework.toml` with the ladders, levels, sections and responsibilities that
/// `framework` has and the text does not.
///
/// # Errors
/// The problems of a text that does not parse.
pub fn extend(text: &str, framework: &Framework) -> Result<String, Vec<Diagnostic>> {
    let mut document: DocumentMut =
        text.parse().map_err(|error| slips::explain(&Source::new("framework.toml", text), &error))?;
    let has = |document: &DocumentMut, table: &str, id: &Id| {
        document.get(table).and_then(Item::as_table_like).is_some_and(|table| table.contains_key(id.as_str()))
    };
    let mut new = String::new();
    for ladder in framework.ladders.values() {
        if has(&document, "ladders", &ladder.id) {
            extend_ladder(&mut document, ladder);
        } else {
            write::write_ladder(&mut new, ladder);
        }
    }
    for level in framework.levels.values().filter(|level| !has(&document, "levels", &level.id)) {
        write::write_level(&mut new, level);
    }
    for section in framework.sections.values() {
        if has(&document, "sections", &section.id) {
            let names = section.responsibilities.values().map(|found| (&found.id, found.name.as_str()));
            extend_section(&mut document, &section.id, names);
        } else {
            write::write_section(&mut new, section);
        }
    }
    let mut out = document.to_string();
    if !new.is_empty() {
        if !out.ends_with('\n') && !out.is_empty() {
            out.push('\n');
        }
        out.push('\n');
        out.push_str(new.trim_start_matches('\n'));
    }
    super::format("framework.toml", &out)
}

fn extend_ladder(document: &mut DocumentMut, ladder: &Ladder) {
    let levels = document["ladders"][ladder.id.as_str()].get_mut("levels").and_then(Item::as_array_mut);
    let Some(levels) = levels else { return };
    let known: Vec<String> = levels
        .iter()
        .flat_map(|value| match value.as_array() {
            Some(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            None => value.as_str().map(str::to_owned).into_iter().collect::<Vec<String>>(),
        })
        .collect();
    for (at, rank) in ladder.ranks.iter().enumerate() {
        if rank.iter().any(|level| known.iter().any(|known| level == known.as_str())) {
            continue;
        }
        let mut values: Vec<Value> = rank.iter().map(|level| Value::from(level.as_str())).collect();
        let value = match values.len() {
            1 => values.remove(0),
            _ => Value::Array(Array::from_iter(values)),
        };
        levels.insert(at.min(levels.len()), value);
    }
}

fn extend_section<'n>(document: &mut DocumentMut, section: &Id, names: impl Iterator<Item = (&'n Id, &'n str)>) {
    let Some(table) = document["sections"][section.as_str()].as_table_like_mut() else { return };
    for (id, name) in names {
        if !table.contains_key("responsibilities") {
            let mut dotted = InlineTable::new();
            dotted.set_dotted(true);
            table.insert("responsibilities", Item::Value(Value::InlineTable(dotted)));
        }
        let Some(found) = table.get_mut("responsibilities").and_then(Item::as_table_like_mut) else { return };
        if !found.contains_key(id.as_str()) {
            found.insert(id.as_str(), Item::Value(Value::from(name)));
        }
    }
}
