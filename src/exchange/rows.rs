//! Rows: one statement a line, as JSON Lines or CSV. Owns the columns and how they are written, not
//! where a statement belongs.

use serde::Serialize;

use super::statement::NotTaken;

/// One statement and where it stands, by the names people use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Row {
    /// The track's name; `core` for what all tracks share.
    pub track: Option<String>,
    /// The level's name; `all` for every level.
    pub level: Option<String>,
    /// The section's name; `Summary` for what introduces a page or, with a responsibility, a section.
    pub section: Option<String>,
    /// The responsibility's name.
    pub responsibility: Option<String>,
    /// An id of the source.
    pub id: Option<String>,
    /// The statement.
    pub text: String,
    /// Its illustrations.
    pub examples: Vec<String>,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// One JSON object a line; read as one list too.
    JsonLines,
    /// Comma-separated values with a head line; examples are separated by line breaks. Semicolons and
    /// tabs are read too.
    Csv,
}

/// Why rows cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RowError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// Rows as read, with what they hold besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadRows {
    /// The rows, each with its line.
    pub rows: Vec<(usize, Row)>,
    /// Values of columns that rows do not have.
    pub not_taken: Vec<NotTaken>,
}

/// The columns of a CSV file.
const COLUMNS: &[&str] = &["track", "level", "section", "responsibility", "id", "text", "examples"];

/// Returns the rows of a text; `file` is what its places are called.
///
/// # Errors
/// The first line that is no row.
pub fn read_rows(file: &str, text: &str, format: RowFormat) -> Result<ReadRows, RowError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        RowFormat::JsonLines => read_json(file, text),
        RowFormat::Csv => read_csv(file, text),
    }
}

type Fields = serde_json::Map<String, serde_json::Value>;

fn read_json(file: &str, text: &str) -> Result<ReadRows, RowError> {
    let mut out = ReadRows::default();
    if text.trim_start().starts_with('[') {
        let wrong = |error: serde_json::Error| RowError {
            line: error.line(),
            message: format!("this is no list of rows, at column {}: {error}", error.column()),
        };
        let list: Vec<Fields> = serde_json::from_str(text).map_err(wrong)?;
        for (index, fields) in list.into_iter().enumerate() {
            json_row(file, index + 1, fields, &mut out)?;
        }
        return Ok(out);
    }
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields = serde_json::from_str(line).map_err(|error| RowError {
            line: index + 1,
            message: format!("this is no row, at column {}: {error}", error.column()),
        })?;
        json_row(file, index + 1, fields, &mut out)?;
    }
    Ok(out)
}

fn json_row(file: &str, line: usize, mut fields: Fields, out: &mut ReadRows) -> Result<(), RowError> {
    use serde_json::Value;
    let others: Vec<String> = fields.keys().filter(|name| !COLUMNS.contains(&name.as_str())).cloned().collect();
    for name in others {
        let value = fields.remove(&name).unwrap_or_default();
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        leave_column(file, line, &name, &value, out);
    }
    let mut text = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(RowError { line, message: format!("`{name}` is a text: \"{name}\": \"\u{2026}\"") }),
    };
    let row = Row {
        track: text("track")?,
        level: text("level")?,
        section: text("section")?,
        responsibility: text("responsibility")?,
        id: text("id")?,
        text: text("text")?.unwrap_or_default(),
        examples: examples(fields.remove("examples"))
            .ok_or_else(|| RowError { line, message: "`examples` is a list of texts: [\"\u{2026}\"]".to_owned() })?,
    };
    out.rows.push((line, row));
    Ok(())
}

/// The texts of a list; `None` for anything else.
fn examples(value: Option<serde_json::Value>) -> Option<Vec<String>> {
    use serde_json::Value;
    match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(list)) => list.into_iter().map(|text| text.as_str().map(str::to_owned)).collect(),
        Some(_) => None,
    }
}

fn leave_column(file: &str, line: usize, column: &str, value: &str, out: &mut ReadRows) {
    if !value.trim().is_empty() && value != "null" {
        let why = format!("rows have no column `{column}`");
        out.not_taken.push(NotTaken::new(format!("{file}, line {line}"), why, value));
    }
}

/// The character between the fields of a head line: the one of the usual three that it has most of.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|byte| *byte == delimiter).count();
    if count(b',') == 0 && count(b';') + count(b'\t') > 0 {
        return if count(b';') >= count(b'\t') { b';' } else { b'\t' };
    }
    b','
}

fn read_csv(file: &str, text: &str) -> Result<ReadRows, RowError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::Headers)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let wrong = |error: csv::Error| RowError {
        line: error.position().map_or(1, |position| position.line() as usize),
        message: error.to_string(),
    };
    let headers = reader.headers().map_err(wrong)?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    if column("text").is_none() {
        let message = format!("there is no column `text`; the first line names the columns: {}", COLUMNS.join(", "));
        return Err(RowError { line: 1, message });
    }
    let others: Vec<(usize, &str)> = headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(header)))
        .collect();
    let mut out = ReadRows::default();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(1, |position| position.line() as usize);
        if record.len() > headers.len() {
            let message = format!(
                "there are {} fields, and {} columns: put a text with a comma in double quotes",
                record.len(),
                headers.len()
            );
            return Err(RowError { line, message });
        }
        let field = |name: &str| {
            let value = column(name).and_then(|index| record.get(index))?;
            (!value.trim().is_empty()).then(|| value.to_owned())
        };
        for (index, header) in &others {
            leave_column(file, line, header, record.get(*index).unwrap_or_default(), &mut out);
        }
        let row = Row {
            track: field("track"),
            level: field("level"),
            section: field("section"),
            responsibility: field("responsibility"),
            id: field("id"),
            text: field("text").unwrap_or_default(),
            examples: field("examples").map(|list| list.lines().map(str::to_owned).collect()).unwrap_or_default(),
        };
        out.rows.push((line, row));
    }
    Ok(out)
}

/// Returns rows as a text.
///
/// # Errors
/// When a row cannot be written, which no text of a framework causes.
pub fn write_rows(rows: &[Row], format: RowFormat) -> std::io::Result<String> {
    let mut out = Vec::new();
    match format {
        RowFormat::JsonLines => {
            for row in rows {
                serde_json::to_writer(&mut out, row)?;
                out.push(b'\n');
            }
        }
        RowFormat::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            writer.write_record(COLUMNS)?;
            for row in rows {
                let text = |field: &Option<String>| field.clone().unwrap_or_default();
                writer.write_record([
                    text(&row.track),
                    text(&row.level),
                    text(&row.section),
                    text(&row.responsibility),
                    text(&row.id),
                    row.text.clone(),
                    row.examples.join("\n"),
                ])?;
            }
            writer.flush()?;
        }
    }
    String::from_utf8(out).map_err(std::io::Error::other)
}
