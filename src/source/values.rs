//! Values of a TOML file, every problem of them noted at its place in plain words. Knows TOML, and
//! nothing of what a file means.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml_edit::{Document, Item, Key, TableLike, Value};

use super::{Diagnostic, RawFile, Source, nearest};

/// A value and the bytes of the file that spell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// The bytes of the source's text.
    pub span: Range<usize>,
}

/// Reads the values of one file, collecting what is wrong with them.
#[derive(Debug)]
pub struct ValueReader {
    source: Arc<Source>,
    /// What was wrong so far, in the order in which it was met.
    pub problems: Vec<Diagnostic>,
    shift: usize,
}

impl Source {
    /// Returns the text of a file of a framework, called as it lies within the repository; `folder`
    /// is the framework's folder there.
    ///
    /// # Errors
    /// When the file is not UTF-8: the problem, at its place.
    pub fn of_file(file: &RawFile, folder: &str) -> Result<Arc<Self>, Box<Diagnostic>> {
        let shown = if folder.is_empty() { file.path.clone() } else { format!("{folder}/{}", file.path) };
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => Ok(Self::new(shown, text)),
            Err(error) => {
                let good = error.valid_up_to();
                let source = Self::new(shown, String::from_utf8_lossy(&file.bytes));
                let problem = Diagnostic::error("not-utf-8", "the file is not saved as UTF-8")
                    .in_source(&source)
                    .at(good..good + 3, "here")
                    .help("open the file in an editor and save it with the encoding UTF-8");
                Err(Box::new(problem))
            }
        }
    }
}

impl ValueReader {
    /// Returns a reader for a file and the file's values.
    ///
    /// # Errors
    /// When the file is no TOML: the problem, at its place.
    pub fn open(source: &Arc<Source>) -> Result<(Self, Document<String>), Box<Diagnostic>> {
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        let shift = source.text.len() - text.len();
        match Document::parse(text.to_owned()) {
            Ok(document) => Ok((Self { source: Arc::clone(source), problems: Vec::new(), shift }, document)),
            Err(error) => {
                let span = error.span().map_or(0..0, |span| span.start + shift..span.end + shift);
                let message = error.message().trim().replace('\n', ", ");
                let problem = Diagnostic::error("not-toml", format!("this cannot be read: {message}"))
                    .in_source(source)
                    .at(span, "here")
                    .help("each line is `key = value`, a heading in [brackets], a # comment, or empty; texts stand in straight quotes");
                Err(Box::new(problem))
            }
        }
    }

    /// The file that is read.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The line, from 1, that a place begins on.
    pub fn line(&self, span: &Range<usize>) -> u32 {
        self.source.position(span.start).0
    }

    /// The place of a key, in bytes of the whole file.
    pub fn place_of_key(&self, key: &Key) -> Range<usize> {
        self.shifted(key.span().unwrap_or_default())
    }

    /// The place of a value; `key` is where it is set, for values that have no place of their own.
    pub fn place_of(&self, item: &Item, key: &Key) -> Range<usize> {
        self.shifted(item.span().or_else(|| key.span()).unwrap_or_default())
    }

    fn shifted(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.shift..span.end + self.shift
    }

    /// Notes an error at a place, with what to do about it.
    pub fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let found = Diagnostic::error(code, message).in_source(&self.source).at(span, "").help(help);
        self.problems.push(found);
    }

    /// Notes a key that nothing reads, with the nearest one that would be.
    pub fn unknown(&mut self, key: &Key, known: &[&str]) {
        let help = match nearest(key.get(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("what can stand here: {}", known.join(", ")),
        };
        self.error("unknown-key", self.place_of_key(key), format!("`{}` means nothing here", key.get()), help);
    }

    /// Notes that a value is of another kind than it should be.
    pub fn wrong_type(&mut self, key: &Key, item: &Item, wanted: &str) {
        let found = match item {
            Item::Value(Value::String(_)) => "a text",
            Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
            Item::Value(Value::Boolean(_)) => "true or false",
            Item::Value(Value::Datetime(_)) => "a date",
            Item::Value(Value::Array(_)) | Item::ArrayOfTables(_) => "a list",
            _ => "a table",
        };
        let name = key.get();
        let message = format!("`{name}` should be {wanted}, and is {found}");
        self.error("wrong-type", self.place_of(item, key), message, format!("write `{name} = …` with {wanted}"));
    }

    /// A text.
    pub fn string(&mut self, key: &Key, item: &Item) -> Option<Placed<String>> {
        match item.as_str() {
            Some(text) => Some(Placed { value: text.to_owned(), span: self.place_of(item, key) }),
            None => {
                self.wrong_type(key, item, "a text in quotes");
                None
            }
        }
    }

    /// A text or a list of texts.
    pub fn strings(&mut self, key: &Key, item: &Item) -> Vec<Placed<String>> {
        let Some(list) = item.as_array() else {
            if item.as_str().is_none() {
                self.wrong_type(key, item, "a text in quotes or a list of them");
                return Vec::new();
            }
            return self.string(key, item).into_iter().collect();
        };
        let mut out = Vec::new();
        for value in list {
            let span = self.shifted(value.span().unwrap_or_default());
            match value.as_str() {
                Some(text) => out.push(Placed { value: text.to_owned(), span }),
                None => self.error(
                    "wrong-type",
                    span,
                    format!("`{}` holds something that is no text", key.get()),
                    "put every entry in quotes",
                ),
            }
        }
        out
    }

    /// One word of several.
    pub fn choice<T>(
        &mut self,
        key: &Key,
        item: &Item,
        known: &[&'static str],
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.string(key, item)?;
        self.word(&text, key.get(), known, of)
    }

    /// What a word means, or a problem that names the words there are.
    pub fn word<T>(
        &mut self,
        text: &Placed<String>,
        what: &str,
        known: &[&'static str],
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if let Some(found) = of(&text.value) {
            return Some(found);
        }
        let help = match nearest(&text.value, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write one of: {}", known.join(", ")),
        };
        self.error("unknown-word", text.span.clone(), format!("`{}` is no word for `{what}`", text.value), help);
        None
    }

    /// A whole number of at least `least`.
    pub fn number(&mut self, key: &Key, item: &Item, least: i64) -> Option<i64> {
        match item.as_integer() {
            Some(number) if number >= least => Some(number),
            Some(number) => {
                let message = format!("`{}` is {number} and should be at least {least}", key.get());
                self.error("out-of-range", self.place_of(item, key), message, format!("write {least} or more"));
                None
            }
            None => {
                self.wrong_type(key, item, "a whole number");
                None
            }
        }
    }

    /// Yes or no.
    pub fn truth(&mut self, key: &Key, item: &Item) -> Option<bool> {
        let found = item.as_bool();
        if found.is_none() {
            self.wrong_type(key, item, "true or false");
        }
        found
    }

    /// A day, with or without quotes.
    pub fn date(&mut self, key: &Key, item: &Item) -> Option<Placed<Date>> {
        let span = self.place_of(item, key);
        let text = match item.as_value() {
            Some(Value::Datetime(date)) => date.value().to_string(),
            Some(Value::String(text)) => text.value().clone(),
            _ => {
                self.wrong_type(key, item, "a day such as 2027-02-01");
                return None;
            }
        };
        let whole = text.len() == "2027-02-01".len();
        match text.parse::<Date>() {
            Ok(value) if whole => Some(Placed { value, span }),
            _ => {
                let message = format!("`{text}` is no day of the calendar");
                self.error("bad-date", span, message, "write year, month and day: 2027-02-01");
                None
            }
        }
    }

    /// A table, written with a heading or in braces.
    pub fn table<'i>(&mut self, key: &Key, item: &'i Item) -> Option<&'i dyn TableLike> {
        let found = item.as_table_like();
        if found.is_none() {
            self.wrong_type(key, item, "a table");
        }
        found
    }

    /// Tables: `[[key]]` once or several times, or a list of tables in braces. Each with its place.
    pub fn tables<'i>(&mut self, key: &Key, item: &'i Item) -> Vec<Placed<&'i dyn TableLike>> {
        if let Some(list) = item.as_array_of_tables() {
            let place = |table: &toml_edit::Table| self.shifted(table.span().unwrap_or_default());
            return list.iter().map(|table| Placed { value: table as &dyn TableLike, span: place(table) }).collect();
        }
        let inline = item.as_array().map(|list| list.iter().map(|value| (value.as_inline_table(), value.span())));
        let found: Option<Vec<_>> = inline.and_then(|list| {
            list.map(|(table, span)| Some(Placed { value: table? as &dyn TableLike, span: self.shifted(span?) }))
                .collect()
        });
        found.unwrap_or_else(|| {
            let name = key.get();
            let message = format!("`{name}` should be one or several tables");
            self.error("wrong-type", self.place_of(item, key), message, format!("begin each with a line [[{name}]]"));
            Vec::new()
        })
    }
}

/// The keys and items of a table, in order.
pub fn entries(table: &dyn TableLike) -> Vec<(&Key, &Item)> {
    table.iter().filter_map(|(name, item)| Some((table.key(name)?, item))).collect()
}
