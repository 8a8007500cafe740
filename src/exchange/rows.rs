//! Rows: one statement a line, as JSON Lines or CSV.

use serde::{Deserialize, Serialize};

use crate::model::{Framework, Heading, Sheet};

/// One statement and where it stands, by the names people use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Row {
    /// The track's name; `core` for what all tracks share.
    #[serde(default)]
    pub track: Option<String>,
    /// The level's name; `all` for every level.
    #[serde(default)]
    pub level: Option<String>,
    /// The section's name; `Summary` for what introduces a page.
    #[serde(default)]
    pub section: Option<String>,
    /// The responsibility's name.
    #[serde(default)]
    pub responsibility: Option<String>,
    /// An id of the source.
    #[serde(default)]
    pub id: Option<String>,
    /// The statement.
    pub text: String,
    /// Its illustrations.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values with a head line; examples are separated by line breaks.
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

/// The columns of a CSV file.
const COLUMNS: &[&str] = &["track", "level", "section", "responsibility", "id", "text", "examples"];

/// Returns the rows of a text.
///
/// # Errors
/// The first line that is no row.
pub fn read_rows(text: &str, format: RowFormat) -> Result<Vec<Row>, RowError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        RowFormat::JsonLines => read_json_lines(text),
        RowFormat::Csv => read_csv(text),
    }
}

fn read_json_lines(text: &str) -> Result<Vec<Row>, RowError> {
    let mut out = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row = serde_json::from_str(line).map_err(|error| RowError {
            line: index + 1,
            message: format!("this is no row, at column {}: {error}", error.column()),
        })?;
        out.push(row);
    }
    Ok(out)
}

fn read_csv(text: &str) -> Result<Vec<Row>, RowError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).flexible(true).from_reader(text.as_bytes());
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
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let field = |name: &str| {
            let value = column(name).and_then(|index| record.get(index))?;
            (!value.trim().is_empty()).then(|| value.to_owned())
        };
        out.push(Row {
            track: field("track"),
            level: field("level"),
            section: field("section"),
            responsibility: field("responsibility"),
            id: field("id"),
            text: field("text").unwrap_or_default(),
            examples: field("examples").map(|list| list.lines().map(str::to_owned).collect()).unwrap_or_default(),
        });
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

/// Returns a framework as rows: the core first, then track by track, summaries before behaviors.
pub fn rows_of(framework: &Framework) -> Vec<Row> {
    framework.sheets().flat_map(|sheet| rows_of_sheet(framework, sheet)).collect()
}

fn rows_of_sheet(framework: &Framework, sheet: &Sheet) -> Vec<Row> {
    let address = &sheet.address;
    let track = if address.is_core() { "core" } else { framework.track_name(&address.track) };
    let level = match () {
        () if address.is_for_every_level() => "all",
        () => framework
            .ladders
            .get(&address.level)
            .map_or_else(|| framework.level_name(&address.level), |ladder| &ladder.name),
    };
    let row = |section: Option<&str>, responsibility: Option<&str>, text: &str| Row {
        track: Some(track.to_owned()),
        level: Some(level.to_owned()),
        section: section.filter(|name| *name != super::build::NO_SECTION).map(str::to_owned),
        responsibility: responsibility.map(str::to_owned),
        id: None,
        text: text.to_owned(),
        examples: Vec::new(),
    };
    let mut out: Vec<Row> = sheet.summary.iter().map(|text| row(Some("Summary"), None, &text.text)).collect();
    for heading in &sheet.headings {
        let section = framework.section_name(&address.track, &heading.section);
        let responsibility = heading
            .responsibility
            .as_ref()
            .map(|id| framework.responsibility_name(&address.track, &heading.section, id));
        out.extend(heading.about.iter().map(|about| row(Some("Summary"), Some(section), &about.text)));
        out.extend(heading.behaviors.iter().map(|behavior| Row {
            id: source_id(heading, behavior.key.as_str()),
            examples: behavior.examples().iter().map(|example| example.text.clone()).collect(),
            ..row(Some(section), responsibility, &behavior.text)
        }));
    }
    out
}

/// The id of the source that a key is, where it is one: keys made from sentences are none.
fn source_id(_heading: &Heading, key: &str) -> Option<String> {
    let uuid = key.len() == 36 && key.bytes().filter(|byte| *byte == b'-').count() == 4;
    uuid.then(|| key.to_owned())
}
