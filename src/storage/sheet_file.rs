//! A page's file, or one that pages share: `tracks/<track>/<level>.toml`, `core/<level>.toml`.

use std::ops::Range;
use std::sync::Arc;

use toml_edit::{Item, Key, Table, TableLike};

use crate::model::{Attributes, Behavior, Heading, Id, PageAddress, Sheet};

use crate::source::nearest;

use super::reader::{Reader, entries};

/// Reads a sheet.
pub(super) fn read(reader: &mut Reader, root: &Table, address: PageAddress, file: Arc<str>) -> Sheet {
    let mut sheet = Sheet::new(address, file);
    for (key, item) in entries(root) {
        let span = key.span().unwrap_or_default();
        match key.get() {
            "title" => sheet.title = reader.string("title", &item, span),
            "summary" => sheet.summary = reader.texts("summary", &item, span),
            "facts" => sheet.facts = reader.facts(&item, span),
            "without" => sheet.without = reader.addresses("without", &item, span),
            "was" => sheet.was = reader.was(&item, span),
            _ => section(reader, &mut sheet, &key, &item),
        }
    }
    sheet
}

fn section(reader: &mut Reader, sheet: &mut Sheet, key: &Key, item: &Item) {
    if reader.is_reserved(key) {
        return;
    }
    let span = key.span().unwrap_or_default();
    let Some(id) = reader.id(key) else { return };
    if item.is_array_of_tables() {
        let help = format!("write this instead:\n[{id}]");
        return reader.problem("double-brackets", span, "a heading stands in single brackets".to_owned(), help);
    }
    let Some(table) = item.as_table_like() else {
        let words = ["title", "summary", "facts", "without", "was"];
        let help = match nearest(id.as_str(), words) {
            Some(near) => format!("did you mean `{near}`? Behaviors stand under a section, such as [scope]"),
            None => format!("behaviors stand under a section: write a line such as [scope] above `{id} = …`"),
        };
        reader.problem("behavior-without-section", span, format!("`{id}` stands in no section"), help);
        return;
    };
    heading(reader, sheet, table, (&id, None), &span, true);
}

/// Reads what stands under a section or responsibility; within a section, tables with a head of
/// their own are its responsibilities.
fn heading(
    reader: &mut Reader,
    sheet: &mut Sheet,
    table: &dyn TableLike,
    (section, responsibility): (&Id, Option<&Id>),
    span: &Range<usize>,
    outer: bool,
) {
    let mut found = Heading::new(section.clone(), responsibility.cloned());
    found.line = reader.line(span.start);
    let mut inner: Vec<(Id, Key, Item)> = Vec::new();
    for (key, item) in entries(table) {
        let place = key.span().unwrap_or_default();
        match key.get() {
            "about" => found.about = reader.string("about", &item, place),
            "examples" => found.examples = reader.texts("examples", &item, place),
            "was" => found.was = reader.was(&item, place),
            _ if reader.is_reserved(&key) => {}
            _ => {
                let Some(id) = reader.id(&key) else { continue };
                match as_responsibility(&item) {
                    Some(_) if outer => inner.push((id, key, item)),
                    Some(table) if table.is_dotted() => {
                        let rest = table.iter().next().map_or_else(String::new, |(key, _)| key.to_owned());
                        let message = format!("`{id}.{rest}` means nothing: a key has no dot");
                        let help = format!("write `{id}-{rest}`, or one of {}", possible(&id));
                        reader.problem("dotted-key", place, message, help);
                    }
                    Some(_) => reader.problem(
                        "too-deep",
                        place,
                        format!("`{id}` is a heading within a responsibility"),
                        "there are two depths: [section] and [section.responsibility]",
                    ),
                    None => found.behaviors.extend(behavior(reader, &key, id, &item)),
                }
            }
        }
    }
    let empty =
        found.behaviors.is_empty() && found.about.is_none() && found.examples.is_empty() && found.was.is_empty();
    if !empty || inner.is_empty() {
        sheet.headings.push(found);
    }
    for (id, key, item) in inner {
        if let Some(table) = as_responsibility(&item) {
            heading(reader, sheet, table, (section, Some(&id)), &key.span().unwrap_or_default(), false);
        }
    }
}

/// The table of a responsibility: one with a head of its own (`[section.responsibility]`) or, written
/// with dots, one that holds behaviors rather than attributes.
fn as_responsibility(item: &Item) -> Option<&dyn TableLike> {
    let table = item.as_table()?;
    if !table.is_dotted() {
        return Some(table);
    }
    let attributes = ["text", "examples", "was", "overrides"];
    let holds_other = table.iter().any(|(key, _)| !attributes.contains(&key));
    (holds_other && !table.contains_key("text")).then_some(table as &dyn TableLike)
}

/// What a behavior can have beside its sentence, as one writes it.
fn possible(id: &Id) -> String {
    format!("{id}.text, {id}.examples, {id}.was, {id}.overrides")
}

fn behavior(reader: &mut Reader, key: &Key, id: Id, item: &Item) -> Option<Behavior> {
    let span = key.span().unwrap_or_default();
    let line = reader.line(span.start);
    if let Some(text) = item.as_str() {
        return Some(Behavior::new(id, text, line));
    }
    let Some(table) = item.as_table_like() else {
        reader.wrong_type(id.as_str(), "a sentence in quotes", item, item.span().unwrap_or(span));
        return None;
    };
    let (mut text, mut attributes) = (None, Attributes::default());
    for (key, item) in entries(table) {
        let place = key.span().unwrap_or_default();
        match key.get() {
            "text" => text = reader.string("text", &item, place),
            "examples" => attributes.examples = reader.texts("examples", &item, place),
            "was" => attributes.was = reader.was(&item, place),
            "overrides" => match item.as_bool() {
                Some(value) => attributes.overrides = value,
                None => reader.wrong_type("overrides", "true or false", &item, place),
            },
            other => {
                let help = format!("write `{id}-{other}`, or one of {}", possible(&id));
                let message = format!("`{id}.{other}` means nothing: a key has no dot");
                reader.problem("dotted-key", place, message, help);
            }
        }
    }
    let Some(text) = text else {
        let help = format!("add `{id}.text = \"…\"`");
        reader.problem("no-text", span, format!("the behavior `{id}` has no sentence"), help);
        return None;
    };
    let plain = attributes == Attributes::default();
    Some(Behavior {
        key: id,
        text: text.text.into(),
        line: text.line.min(line),
        attributes: (!plain).then(|| Box::new(attributes)),
    })
}
