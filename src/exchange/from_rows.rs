//! Rows to a framework.

use std::collections::HashSet;

use super::build::{BuildOptions, Builder, Built};
use super::rows::{ReadRows, Row};
use super::statement::{NotTaken, Role, Statement, folded};

/// The name of the section for what introduces pages.
pub(super) const SUMMARY: &str = "Summary";

/// The name of the track for rows that have none.
pub(super) const NO_TRACK: &str = "Framework";

/// Returns the framework that rows make up; `file` is what the places of rows are called. Empty
/// statements are not taken; everything else is.
pub fn framework_from_rows(files: Vec<(String, ReadRows)>, options: &BuildOptions) -> Built {
    let mut builder = Builder::new(options);
    let all = || files.iter().flat_map(|(_, read)| &read.rows);
    let sections: HashSet<String> = all().filter_map(|(_, row)| row.section.as_deref()).map(folded).collect();
    let mut ids = 0;
    for (file, read) in &files {
        for (line, row) in &read.rows {
            let place = format!("{file}, line {line}");
            match statement(row, |name| sections.contains(name)) {
                Err(why) => {
                    let texts = std::iter::once(row.text.clone()).chain(row.examples.iter().cloned());
                    texts.for_each(|text| builder.leave(NotTaken::new(place.clone(), why, text)));
                }
                Ok(mut statement) => {
                    if statement.role != Role::Behavior {
                        for example in std::mem::take(&mut statement.examples) {
                            builder.leave(NotTaken::new(place.clone(), "a summary has no examples", example));
                        }
                        ids += usize::from(statement.id.is_some());
                    }
                    builder.take(statement);
                }
            }
        }
        read.not_taken.iter().for_each(|found| builder.leave(found.clone()));
    }
    if ids > 0 {
        builder.note(format!("summaries have no keys: {ids} ids of rows of the section {SUMMARY} are not kept"));
    }
    builder.finish()
}

/// Returns the row as a statement, or why it is none. `is_section` tells the names of sections, so
/// that an introduction of `CI / CD` is told from one of the responsibility `CD` of `CI`.
fn statement(row: &Row, is_section: impl Fn(&str) -> bool) -> Result<Statement, &'static str> {
    let name = |name: &Option<String>| name.as_deref().map(folded).filter(|name| !name.is_empty());
    let mut statement = Statement {
        track: name(&row.track).unwrap_or_else(|| NO_TRACK.to_owned()),
        level: name(&row.level).unwrap_or_else(|| "all".to_owned()),
        section: name(&row.section),
        responsibility: name(&row.responsibility),
        role: Role::Behavior,
        id: name(&row.id),
        text: folded(&row.text),
        examples: row.examples.iter().map(|example| folded(example)).filter(|text| !text.is_empty()).collect(),
    };
    if statement.section.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(SUMMARY)) {
        statement.role = if statement.responsibility.is_some() { Role::About } else { Role::Summary };
        statement.section = statement.responsibility.take();
        if let Some(name) = statement.section.clone().filter(|name| !is_section(name))
            && let Some((section, responsibility)) = name.split_once(" / ")
        {
            statement.section = Some(section.to_owned());
            statement.responsibility = Some(responsibility.to_owned());
        }
    }
    match statement.text.is_empty() {
        true if statement.role != Role::Behavior || statement.examples.is_empty() => Err("the statement is empty"),
        true if statement.section.is_none() => Err("examples stand at a statement or a section"),
        _ => Ok(statement),
    }
}
