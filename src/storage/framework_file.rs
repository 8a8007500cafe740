//! `framework.toml`.

use indexmap::IndexMap;
use toml_edit::{Item, Key, Table};

use crate::model::{
    Direction, FactDefinition, Framework, Id, Ladder, Level, Origin, ResponsibilityDefinition, SectionDefinition,
};

use super::reader::{Reader, entries};

const KEYS: &[&str] = &["name", "version", "ladders", "levels", "sections", "facts"];

/// Reads `framework.toml`.
pub(super) fn read(reader: &mut Reader, root: &Table) -> Framework {
    let mut out = Framework::default();
    for (key, item) in entries(root) {
        let span = key.span().unwrap_or_default();
        match key.get() {
            "name" => out.name = reader.string("name", &item, span).map(|text| text.text).unwrap_or_default(),
            "version" => out.version = reader.string("version", &item, span).map(|text| text.text),
            "ladders" => each(reader, "ladders", &item, &key, |reader, id, item, origin| {
                if let Some(ladder) = ladder(reader, &id, item, origin) {
                    out.ladders.insert(id, ladder);
                }
            }),
            "levels" => each(reader, "levels", &item, &key, |reader, id, item, origin| {
                let level = level(reader, &id, item, origin);
                out.levels.insert(id, level);
            }),
            "sections" => out.sections = sections(reader, &item, &key, "framework.toml"),
            "facts" => facts(reader, &item, &key, &mut out),
            _ => reader.unknown(&key, KEYS),
        }
    }
    out
}

/// Calls `with` for each table of a table of tables.
fn each(reader: &mut Reader, what: &str, item: &Item, key: &Key, mut with: impl FnMut(&mut Reader, Id, &Item, Origin)) {
    let Some(table) = item.as_table_like() else {
        return reader.wrong_type(what, "a table", item, key.span().unwrap_or_default());
    };
    for (key, item) in entries(table) {
        let line = reader.line(key.span().unwrap_or_default().start);
        if let Some(id) = reader.id(&key) {
            with(reader, id, &item, Origin { file: "framework.toml".into(), line });
        }
    }
}

fn ladder(reader: &mut Reader, id: &Id, item: &Item, origin: Origin) -> Option<Ladder> {
    let table = item.as_table_like().or_else(|| {
        reader.wrong_type(id.as_str(), "a table with `name` and `levels`", item, item.span().unwrap_or_default());
        None
    })?;
    let mut out =
        Ladder { id: id.clone(), name: id.to_string(), ranks: Vec::new(), cumulative: false, was: Vec::new(), origin };
    for (key, item) in entries(table) {
        let span = key.span().unwrap_or_default();
        match key.get() {
            "name" => out.name = reader.string("name", &item, span).map_or_else(|| id.to_string(), |text| text.text),
            "levels" => out.ranks = ranks(reader, &item, &key),
            "cumulative" => match item.as_bool() {
                Some(value) => out.cumulative = value,
                None => reader.wrong_type("cumulative", "true or false", &item, span),
            },
            "was" => out.was = reader.was(&item, span),
            _ => reader.unknown(&key, &["name", "levels", "cumulative", "was"]),
        }
    }
    Some(out)
}

fn ranks(reader: &mut Reader, item: &Item, key: &Key) -> Vec<Vec<Id>> {
    let Some(list) = item.as_array() else {
        reader.wrong_type("levels", "a list of level ids, junior to senior", item, key.span().unwrap_or_default());
        return Vec::new();
    };
    let mut out = Vec::new();
    for value in list {
        let alternatives: Vec<&toml_edit::Value> = match value.as_array() {
            Some(list) => list.iter().collect(),
            None => vec![value],
        };
        let mut rank = Vec::new();
        for value in alternatives {
            let span = value.span().unwrap_or_default();
            match value.as_str().map(Id::new) {
                Some(Ok(id)) => rank.push(id),
                Some(Err(wrong)) => {
                    let slug = crate::model::slug(&wrong.0);
                    let help = format!("ids are made of a to z, 0 to 9 and `-`: write \"{slug}\"");
                    reader.problem("bad-id", span, format!("`{}` cannot be a level's id", wrong.0), help);
                }
                None => {
                    let help = "write level ids in quotes: \"ic4\"";
                    reader.problem("bad-id", span, "this is no level id".to_owned(), help);
                }
            }
        }
        if !rank.is_empty() {
            out.push(rank);
        }
    }
    out
}

fn level(reader: &mut Reader, id: &Id, item: &Item, origin: Origin) -> Level {
    let mut out = Level { id: id.clone(), name: id.as_str().to_uppercase(), was: Vec::new(), origin };
    let Some(table) = item.as_table_like() else {
        reader.wrong_type(id.as_str(), "a table with `name`", item, item.span().unwrap_or_default());
        return out;
    };
    for (key, item) in entries(table) {
        let span = key.span().unwrap_or_default();
        match key.get() {
            "name" => out.name = reader.string("name", &item, span).map_or_else(|| out.name.clone(), |text| text.text),
            "was" => out.was = reader.was(&item, span),
            _ => reader.unknown(&key, &["name", "was"]),
        }
    }
    out
}

/// Reads a table of sections, of the framework or of a track.
pub(super) fn sections(reader: &mut Reader, item: &Item, key: &Key, file: &str) -> IndexMap<Id, SectionDefinition> {
    let mut out = IndexMap::new();
    let Some(table) = item.as_table_like() else {
        reader.wrong_type("sections", "a table", item, key.span().unwrap_or_default());
        return out;
    };
    for (key, item) in entries(table) {
        let line = reader.line(key.span().unwrap_or_default().start);
        let Some(id) = reader.id(&key) else { continue };
        let mut section = SectionDefinition {
            id: id.clone(),
            name: id.to_string(),
            about: None,
            responsibilities: IndexMap::new(),
            was: Vec::new(),
            origin: Origin { file: file.into(), line },
        };
        let Some(table) = item.as_table_like() else {
            reader.wrong_type(id.as_str(), "a table with `name`", &item, key.span().unwrap_or_default());
            continue;
        };
        for (key, item) in entries(table) {
            let span = key.span().unwrap_or_default();
            match key.get() {
                "name" => {
                    section.name = reader.string("name", &item, span).map_or_else(|| id.to_string(), |text| text.text);
                }
                "about" => section.about = reader.string("about", &item, span),
                "responsibilities" => responsibilities(reader, &item, &key, file, &mut section),
                "was" => section.was = reader.was(&item, span),
                _ => reader.unknown(&key, &["name", "about", "responsibilities", "was"]),
            }
        }
        out.insert(id, section);
    }
    out
}

fn responsibilities(reader: &mut Reader, item: &Item, key: &Key, file: &str, section: &mut SectionDefinition) {
    let Some(table) = item.as_table_like() else {
        return reader.wrong_type("responsibilities", "a table of names", item, key.span().unwrap_or_default());
    };
    for (key, item) in entries(table) {
        let span = key.span().unwrap_or_default();
        let Some(id) = reader.id(&key) else { continue };
        let mut found = ResponsibilityDefinition {
            id: id.clone(),
            name: id.to_string(),
            was: Vec::new(),
            origin: Origin { file: file.into(), line: reader.line(span.start) },
        };
        if let Some(table) = item.as_table_like() {
            for (key, item) in entries(table) {
                let span = key.span().unwrap_or_default();
                match key.get() {
                    "name" => {
                        found.name = reader.string("name", &item, span).map_or_else(String::new, |text| text.text)
                    }
                    "was" => found.was = reader.was(&item, span),
                    _ => reader.unknown(&key, &["name", "was"]),
                }
            }
        } else if let Some(name) = reader.string(id.as_str(), &item, span) {
            found.name = name.text;
        }
        section.responsibilities.insert(id, found);
    }
}

fn facts(reader: &mut Reader, item: &Item, key: &Key, out: &mut Framework) {
    let Some(table) = item.as_table_like() else {
        return reader.wrong_type("facts", "a table", item, key.span().unwrap_or_default());
    };
    for (key, item) in entries(table) {
        let span = key.span().unwrap_or_default();
        let Some(id) = reader.id(&key) else { continue };
        let Some(table) = item.as_table_like() else {
            if let Some(value) = reader.fact(&id, &item, span) {
                out.fact_values.insert(id, value);
            }
            continue;
        };
        let origin = Origin { file: "framework.toml".into(), line: reader.line(span.start) };
        let mut fact = FactDefinition { id: id.clone(), name: id.to_string(), higher: None, origin };
        for (key, item) in entries(table) {
            let span = key.span().unwrap_or_default();
            match key.get() {
                "name" => fact.name = reader.string("name", &item, span).map_or_else(String::new, |text| text.text),
                "higher" => match item.as_str() {
                    Some("asks-more") => fact.higher = Some(Direction::AsksMore),
                    Some("asks-less") => fact.higher = Some(Direction::AsksLess),
                    _ => reader.problem(
                        "bad-direction",
                        span,
                        "`higher` says whether a larger value asks more or less".to_owned(),
                        "write \"asks-more\" or \"asks-less\"",
                    ),
                },
                "value" => {
                    if let Some(value) = reader.fact(&id, &item, span) {
                        out.fact_values.insert(id.clone(), value);
                    }
                }
                _ => reader.unknown(&key, &["name", "higher", "value"]),
            }
        }
        out.facts.insert(id, fact);
    }
}
