//! A framework as files in canonical form.

use std::fmt::Write as _;

use crate::model::{
    Attributes, Direction, FactValue, Framework, Heading, Id, Ladder, Level, SectionDefinition, Sheet, Status, Text,
    Track,
};
use crate::source::RawFile;

/// Returns the files of a framework in canonical form, in order of their paths.
pub fn write(framework: &Framework) -> Vec<RawFile> {
    let file = |path: String, text: String| RawFile { path, bytes: text.into_bytes() };
    let mut out = vec![file("framework.toml".to_owned(), framework_file(framework))];
    for (id, sheet) in &framework.core {
        out.push(file(format!("core/{id}.toml"), write_sheet(sheet)));
    }
    for track in framework.tracks.values() {
        out.push(file(format!("tracks/{}/track.toml", track.id), track_file(track)));
        for sheet in track.all.iter().chain(track.pages.values()) {
            out.push(file(format!("tracks/{}/{}.toml", track.id, sheet.address.level), write_sheet(sheet)));
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// Returns the text of a sheet's file in canonical form.
pub fn write_sheet(sheet: &Sheet) -> String {
    let mut out = String::new();
    if let Some(title) = &sheet.title {
        line(&mut out, "title", &quoted(&title.text));
    }
    if !sheet.summary.is_empty() {
        line(&mut out, "summary", &one_or_list(&sheet.summary));
    }
    if !sheet.was.is_empty() {
        line(&mut out, "was", &addresses(sheet.was.iter()));
    }
    if !sheet.without.is_empty() {
        line(&mut out, "without", &addresses(sheet.without.iter().map(|(address, _)| address)));
    }
    facts_table(&mut out, "facts", &sheet.facts);
    for heading in &sheet.headings {
        let name = match &heading.responsibility {
            Some(responsibility) => format!("{}.{responsibility}", heading.section),
            None => heading.section.to_string(),
        };
        table(&mut out, &name);
        write_heading(&mut out, heading);
    }
    out
}

fn write_heading(out: &mut String, heading: &Heading) {
    if let Some(about) = &heading.about {
        line(out, "about", &quoted(&about.text));
    }
    if !heading.examples.is_empty() {
        line(out, "examples", &list(&heading.examples));
    }
    if !heading.was.is_empty() {
        line(out, "was", &addresses(heading.was.iter()));
    }
    for behavior in &heading.behaviors {
        let key = behavior.key.as_str();
        match behavior.attributes.as_deref() {
            None => line(out, key, &quoted(&behavior.text)),
            Some(Attributes { examples, was, overrides }) => {
                line(out, &format!("{key}.text"), &quoted(&behavior.text));
                if *overrides {
                    line(out, &format!("{key}.overrides"), "true");
                }
                if !examples.is_empty() {
                    line(out, &format!("{key}.examples"), &list(examples));
                }
                if !was.is_empty() {
                    line(out, &format!("{key}.was"), &addresses(was.iter()));
                }
            }
        }
    }
}

fn framework_file(framework: &Framework) -> String {
    let mut out = String::new();
    line(&mut out, "name", &quoted(&framework.name));
    if let Some(version) = &framework.version {
        line(&mut out, "version", &quoted(version));
    }
    for (id, value) in framework.fact_values.iter().filter(|(id, _)| !framework.facts.contains_key(*id)) {
        line(&mut out, &format!("facts.{id}"), &fact_value(value));
    }
    for ladder in framework.ladders.values() {
        write_ladder(&mut out, ladder);
    }
    for level in framework.levels.values() {
        write_level(&mut out, level);
    }
    for section in framework.sections.values() {
        write_section(&mut out, section);
    }
    for (id, fact) in &framework.facts {
        table(&mut out, &format!("facts.{id}"));
        line(&mut out, "name", &quoted(&fact.name));
        match fact.higher {
            Some(Direction::AsksMore) => line(&mut out, "higher", "\"asks-more\""),
            Some(Direction::AsksLess) => line(&mut out, "higher", "\"asks-less\""),
            None => {}
        }
        if let Some(value) = framework.fact_values.get(id) {
            line(&mut out, "value", &fact_value(value));
        }
    }
    out
}

pub(super) fn write_level(out: &mut String, level: &Level) {
    table(out, &format!("levels.{}", level.id));
    line(out, "name", &quoted(&level.name));
    if !level.was.is_empty() {
        line(out, "was", &addresses(level.was.iter()));
    }
}

pub(super) fn write_ladder(out: &mut String, ladder: &Ladder) {
    table(out, &format!("ladders.{}", ladder.id));
    line(out, "name", &quoted(&ladder.name));
    let ranks: Vec<String> = ladder
        .ranks
        .iter()
        .map(|rank| match &rank[..] {
            [level] => format!("\"{level}\""),
            levels => {
                let levels: Vec<String> = levels.iter().map(|level| format!("\"{level}\"")).collect();
                format!("[{}]", levels.join(", "))
            }
        })
        .collect();
    line(out, "levels", &format!("[{}]", ranks.join(", ")));
    if ladder.cumulative {
        line(out, "cumulative", "true");
    }
    if !ladder.was.is_empty() {
        line(out, "was", &addresses(ladder.was.iter()));
    }
}

pub(super) fn write_section(out: &mut String, section: &SectionDefinition) {
    table(out, &format!("sections.{}", section.id));
    line(out, "name", &quoted(&section.name));
    if let Some(about) = &section.about {
        line(out, "about", &quoted(&about.text));
    }
    if !section.was.is_empty() {
        line(out, "was", &addresses(section.was.iter()));
    }
    for responsibility in section.responsibilities.values() {
        let key = format!("responsibilities.{}", responsibility.id);
        if responsibility.was.is_empty() {
            line(out, &key, &quoted(&responsibility.name));
        } else {
            line(out, &format!("{key}.name"), &quoted(&responsibility.name));
            line(out, &format!("{key}.was"), &addresses(responsibility.was.iter()));
        }
    }
}

fn track_file(track: &Track) -> String {
    let mut out = String::new();
    line(&mut out, "name", &quoted(&track.name));
    line(&mut out, "ladder", &quoted(track.ladder.as_str()));
    if track.status != Status::Active {
        line(&mut out, "status", &quoted(track.status.as_str()));
    }
    if !track.summary.is_empty() {
        line(&mut out, "summary", &one_or_list(&track.summary));
    }
    if !track.was.is_empty() {
        line(&mut out, "was", &addresses(track.was.iter()));
    }
    facts_table(&mut out, "facts", &track.facts);
    for section in track.sections.values() {
        write_section(&mut out, section);
    }
    out
}

fn facts_table(out: &mut String, name: &str, facts: &indexmap::IndexMap<Id, FactValue>) {
    if facts.is_empty() {
        return;
    }
    table(out, name);
    for (id, value) in facts {
        line(out, id.as_str(), &fact_value(value));
    }
}

fn fact_value(value: &FactValue) -> String {
    match value.number {
        Some(_) => value.text.clone(),
        None => quoted(&value.text),
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn table(out: &mut String, name: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "[{name}]");
}

fn addresses<'a>(addresses: impl Iterator<Item = &'a crate::model::Address>) -> String {
    let all: Vec<String> = addresses.map(|address| format!("\"{address}\"")).collect();
    format!("[{}]", all.join(", "))
}

fn list(texts: &[Text]) -> String {
    let all: Vec<String> = texts.iter().map(|text| quoted(&text.text)).collect();
    format!("[{}]", all.join(", "))
}

fn one_or_list(texts: &[Text]) -> String {
    match texts {
        [one] => quoted(&one.text),
        several => list(several),
    }
}

/// Returns a text as TOML: in double quotes, or in single ones where that spares escaping.
pub(super) fn quoted(text: &str) -> String {
    let control = |character: char| character.is_control() && character != '\t';
    if (text.contains('"') || text.contains('\\')) && !text.contains('\'') && !text.chars().any(control) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push('\t'),
            other if other.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
