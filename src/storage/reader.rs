//! What all file readers share: values with their places, and problems in plain words.

use std::ops::Range;
use std::sync::Arc;

use toml_edit::{Item, Key, TableLike, Value};

use crate::model::{Address, FactValue, Id, InvalidId, RESERVED, Text};
use crate::source::{Diagnostic, Source};

/// Reads one file, collecting its problems.
pub(super) struct Reader {
    pub(super) source: Arc<Source>,
    pub(super) problems: Vec<Diagnostic>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Reader {
    pub(super) fn new(source: Arc<Source>) -> Self {
        let ends = source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { source, problems: Vec::new(), lines }
    }

    /// The line, from 1, that a byte stands on.
    pub(super) fn line(&self, offset: usize) -> u32 {
        self.lines.partition_point(|start| *start <= offset) as u32
    }

    /// Notes a problem at a place.
    pub(super) fn problem(&mut self, code: &'static str, span: Range<usize>, message: String, help: impl Into<String>) {
        let found = Diagnostic::error(code, message).in_source(&self.source).at(span, "").help(help);
        self.problems.push(found);
    }

    /// The id a key spells, or a problem that says how to spell it.
    pub(super) fn id(&mut self, key: &Key) -> Option<Id> {
        match Id::new(key.get()) {
            Ok(id) => Some(id),
            Err(InvalidId(text)) => {
                let span = key.span().unwrap_or_default();
                let slug = crate::model::slug(&text);
                let help = if slug.is_empty() {
                    "use the letters a to z, digits and hyphens".to_owned()
                } else {
                    format!("write `{slug}`; the name that people read is set with `name = \"{text}\"`")
                };
                self.problem(
                    "bad-id",
                    span,
                    format!("`{text}` cannot be a key: keys are made of a to z, 0 to 9 and `-`"),
                    help,
                );
                None
            }
        }
    }

    /// Whether a key is a word with a meaning of its own, noting where it belongs if so.
    pub(super) fn is_reserved(&mut self, key: &Key) -> bool {
        if !RESERVED.contains(&key.get()) {
            return false;
        }
        let place = match key.get() {
            "title" | "summary" | "without" | "status" | "facts" => {
                "it belongs at the top of the file, before the first [section]"
            }
            "about" => "it belongs directly under a [section] or [section.responsibility]",
            "text" | "overrides" => "it belongs to one behavior: `key.text = \"…\"`, `key.overrides = true`",
            "examples" => "it belongs to a behavior (`key.examples = [\"…\"]`) or directly under a section",
            _ => "it takes a list of addresses: `was = [\"section/key\"]`",
        };
        let span = key.span().unwrap_or_default();
        self.problem("reserved-word", span, format!("`{}` is out of place here", key.get()), place);
        true
    }

    /// A string, or a problem that says so.
    pub(super) fn string(&mut self, what: &str, item: &Item, span: Range<usize>) -> Option<Text> {
        let place = item.span().unwrap_or(span);
        match item.as_str() {
            Some(text) => Some(Text { text: text.to_owned(), line: self.line(place.start) }),
            None => {
                self.wrong_type(what, "a text in quotes", item, place);
                None
            }
        }
    }

    pub(super) fn wrong_type(&mut self, what: &str, wanted: &str, item: &Item, span: Range<usize>) {
        let found = match item {
            Item::Value(Value::String(_)) => "a text",
            Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
            Item::Value(Value::Boolean(_)) => "true or false",
            Item::Value(Value::Datetime(_)) => "a date",
            Item::Value(Value::Array(_)) => "a list",
            _ => "a table",
        };
        let message = format!("`{what}` should be {wanted}, and is {found}");
        let spelled = item.to_string().trim().to_owned();
        let in_quotes = wanted.ends_with("in quotes");
        let problem = Diagnostic::error("wrong-type", message).in_source(&self.source).at(span.clone(), "");
        self.problems.push(match item {
            Item::Value(Value::Array(list)) if in_quotes => problem.help(match list.iter().next() {
                Some(Value::String(text)) if list.len() == 1 => {
                    format!("write this instead:\n{what} = {}", super::write::quoted(text.value()))
                }
                _ => "write one sentence; others are behaviors of their own, each on a line with a key".to_owned(),
            }),
            Item::Value(Value::InlineTable(_)) | Item::Table(_) | Item::ArrayOfTables(_) if in_quotes => {
                problem.help(format!("write {what} = \"\u{2026}\"; a heading in [brackets] ends at the next one"))
            }
            Item::Value(_) if in_quotes && !spelled.is_empty() => {
                problem.help(format!("write this instead:\n{what} = \"{spelled}\"")).fix(span, format!("\"{spelled}\""))
            }
            _ => problem.help(format!("write {what} = \u{2026} with {wanted}")),
        });
    }

    /// A text or a list of texts.
    pub(super) fn texts(&mut self, what: &str, item: &Item, span: Range<usize>) -> Vec<Text> {
        let Some(list) = item.as_array() else {
            return self.string(what, item, span).into_iter().collect();
        };
        let mut out = Vec::new();
        for value in list {
            let place = value.span().unwrap_or(span.clone());
            match value.as_str() {
                Some(text) => out.push(Text { text: text.to_owned(), line: self.line(place.start) }),
                None => self.problem(
                    "wrong-type",
                    place,
                    format!("`{what}` holds something that is no text"),
                    "put every entry in quotes",
                ),
            }
        }
        out
    }

    /// An address or a list of addresses.
    pub(super) fn addresses(&mut self, what: &str, item: &Item, span: Range<usize>) -> Vec<(Address, u32)> {
        let places: Vec<(String, Range<usize>)> = match item.as_array() {
            Some(list) => list
                .iter()
                .filter_map(|value| Some((value.as_str()?.to_owned(), value.span().unwrap_or(span.clone()))))
                .collect(),
            None => match item.as_str() {
                Some(text) => vec![(text.to_owned(), item.span().unwrap_or(span))],
                None => {
                    self.wrong_type(what, "an address or a list of addresses", item, span);
                    return Vec::new();
                }
            },
        };
        let mut out = Vec::new();
        for (text, place) in places {
            match text.parse() {
                Ok(address) => out.push((address, self.line(place.start))),
                Err(_) => self.problem(
                    "bad-address",
                    place,
                    format!("`{text}` is no address"),
                    "an address is ids joined with `/`, for example `results/ownership/some-key`",
                ),
            }
        }
        out
    }

    /// The addresses of a `was`.
    pub(super) fn was(&mut self, item: &Item, span: Range<usize>) -> Vec<Address> {
        self.addresses("was", item, span).into_iter().map(|(address, _)| address).collect()
    }

    /// The value of a fact as one reads it.
    pub(super) fn fact(&mut self, id: &Id, item: &Item, span: Range<usize>) -> Option<FactValue> {
        let line = self.line(item.span().unwrap_or(span.clone()).start);
        let (text, number) = match item.as_value() {
            Some(Value::String(text)) => (text.value().clone(), None),
            Some(Value::Integer(number)) => (number.value().to_string(), Some(*number.value() as f64)),
            Some(Value::Float(number)) => (number.value().to_string(), Some(*number.value())),
            Some(Value::Boolean(value)) => (if *value.value() { "yes" } else { "no" }.to_owned(), None),
            Some(Value::Datetime(date)) => (date.value().to_string(), None),
            _ => {
                self.wrong_type(id.as_str(), "a number or a text", item, span);
                return None;
            }
        };
        Some(FactValue { text, number, line })
    }

    /// The facts of a table.
    pub(super) fn facts(&mut self, item: &Item, span: Range<usize>) -> indexmap::IndexMap<Id, FactValue> {
        let mut out = indexmap::IndexMap::new();
        let Some(table) = item.as_table_like() else {
            self.wrong_type("facts", "a table", item, span);
            return out;
        };
        for (key, item) in entries(table) {
            let Some(id) = self.id(&key) else { continue };
            if let Some(value) = self.fact(&id, &item, key.span().unwrap_or_default()) {
                out.insert(id, value);
            }
        }
        out
    }

    /// Notes a key that nothing reads, with the nearest one that would be.
    pub(super) fn unknown(&mut self, key: &Key, known: &[&str]) {
        let near = crate::source::nearest(key.get(), known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("what can stand here: {}", known.join(", ")),
        };
        let span = key.span().unwrap_or_default();
        self.problem("unknown-key", span, format!("`{}` means nothing here", key.get()), help);
    }
}

/// The keys and items of a table, in order.
pub(super) fn entries(table: &dyn TableLike) -> Vec<(Key, Item)> {
    table.iter().filter_map(|(name, item)| Some((table.key(name)?.clone(), item.clone()))).collect()
}
