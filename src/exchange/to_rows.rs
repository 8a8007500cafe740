//! A framework to rows, and what rows have no place for.

use std::collections::HashMap;

use crate::model::{EffectiveBehavior, Framework, Heading, Id, PageAddress, RESERVED, Sheet, Text};

use super::build::NO_SECTION;
use super::from_rows::SUMMARY;
use super::keys;
use super::rows::Row;

/// Returns a framework as rows: the core first, then track by track, each sheet's summary before its
/// behaviors. A key that an import would make from the sentence is no id of the row.
pub fn rows_of(framework: &Framework) -> Vec<Row> {
    let made = MadeKeys::of(framework);
    let abouts = abouts_of_sections(framework).map(|(name, about)| Row {
        track: Some("core".to_owned()),
        level: Some("all".to_owned()),
        section: Some(SUMMARY.to_owned()),
        responsibility: Some(name.to_owned()),
        text: about.to_owned(),
        ..Row::default()
    });
    abouts.chain(framework.sheets().flat_map(|sheet| rows_of_sheet(framework, sheet, &made))).collect()
}

fn rows_of_sheet(framework: &Framework, sheet: &Sheet, made: &MadeKeys) -> Vec<Row> {
    let address = &sheet.address;
    let row = |section: Option<&str>, responsibility: Option<&str>, text: &str| Row {
        track: Some(if address.is_core() { "core" } else { framework.track_name(&address.track) }.to_owned()),
        level: Some(level_name(framework, address).to_owned()),
        section: section.map(str::to_owned),
        responsibility: responsibility.map(str::to_owned),
        id: None,
        text: text.to_owned(),
        examples: Vec::new(),
    };
    let mut out: Vec<Row> = sheet.summary.iter().map(|text| row(Some(SUMMARY), None, &text.text)).collect();
    for heading in &sheet.headings {
        let section = framework.section_name(&address.track, &heading.section);
        let responsibility = heading
            .responsibility
            .as_ref()
            .map(|id| framework.responsibility_name(&address.track, &heading.section, id));
        let name = responsibility.map_or_else(|| section.to_owned(), |name| format!("{section} / {name}"));
        let paragraphs = heading.about.iter().flat_map(|about| about.text.split("\n\n"));
        out.extend(paragraphs.map(|paragraph| row(Some(SUMMARY), Some(&name), paragraph)));
        let section = Some(section).filter(|_| heading.section != NO_SECTION.0);
        if !heading.examples.is_empty() {
            let examples = heading.examples.iter().map(|example| example.text.clone()).collect();
            out.push(Row { examples, ..row(section, responsibility, "") });
        }
        out.extend(heading.behaviors.iter().map(|behavior| Row {
            id: (!made.has(framework, heading, &behavior.key, &behavior.text)).then(|| behavior.key.to_string()),
            examples: behavior.examples().iter().map(|example| example.text.clone()).collect(),
            ..row(section, responsibility, &behavior.text)
        }));
    }
    out
}

/// Returns pages as people read them as rows: shared text included, what a page leaves out or replaces
/// left out.
pub fn rows_of_pages(framework: &Framework, pages: &[PageAddress]) -> Vec<Row> {
    pages.iter().flat_map(|page| rows_of_page(framework, page)).collect()
}

fn rows_of_page(framework: &Framework, address: &PageAddress) -> Vec<Row> {
    let Some(page) = framework.effective_page(address) else { return Vec::new() };
    let row = |section: &str, responsibility: Option<&str>, text: &str| Row {
        track: Some(framework.track_name(&address.track).to_owned()),
        level: Some(framework.level_name(&address.level).to_owned()),
        section: Some(section.to_owned()).filter(|_| section != NO_SECTION.1),
        responsibility: responsibility.map(str::to_owned),
        id: None,
        text: text.to_owned(),
        examples: Vec::new(),
    };
    let about = |name: &str, about: Option<&str>| {
        let paragraphs = about.into_iter().flat_map(|about| about.split("\n\n"));
        paragraphs.map(|paragraph| row(SUMMARY, Some(name), paragraph)).collect::<Vec<_>>()
    };
    let behaviors = |section: &str, responsibility: Option<&str>, found: &[EffectiveBehavior<'_>]| {
        let rows = found.iter().map(|found| Row {
            id: Some(found.behavior.key.to_string()),
            examples: found.behavior.examples().iter().map(|example| example.text.clone()).collect(),
            ..row(section, responsibility, &found.behavior.text)
        });
        rows.collect::<Vec<_>>()
    };
    let of_heading = |section: &str, responsibility: Option<&str>, examples: &[&Text]| {
        let examples: Vec<String> = examples.iter().map(|example| example.text.clone()).collect();
        (!examples.is_empty()).then(|| Row { examples, ..row(section, responsibility, "") })
    };
    let mut out: Vec<Row> = page.summary.iter().map(|text| row(SUMMARY, None, &text.text)).collect();
    for section in &page.sections {
        out.extend(about(section.name, section.about));
        out.extend(of_heading(section.name, None, &section.examples));
        out.extend(behaviors(section.name, None, &section.behaviors));
        for found in &section.responsibilities {
            out.extend(about(&format!("{} / {}", section.name, found.name), found.about));
            out.extend(of_heading(section.name, Some(found.name), &found.examples));
            out.extend(behaviors(section.name, Some(found.name), &found.behaviors));
        }
    }
    out
}

/// What sections are about on every page, paragraph by paragraph.
fn abouts_of_sections(framework: &Framework) -> impl Iterator<Item = (&str, &str)> {
    framework.sections.values().flat_map(|section| {
        let paragraphs = section.about.iter().flat_map(|about| about.text.split("\n\n"));
        paragraphs.map(|paragraph| (section.name.as_str(), paragraph))
    })
}

/// The name of a level; for text of a whole ladder the ladder's id.
fn level_name<'f>(framework: &'f Framework, address: &'f PageAddress) -> &'f str {
    match framework.ladders.get(&address.level) {
        Some(ladder) if address.is_core() => ladder.id.as_str(),
        _ if address.is_for_every_level() => "all",
        _ => framework.level_name(&address.level),
    }
}

/// The keys that an import makes from the sentences of a framework.
struct MadeKeys {
    /// How many sentences each key is made from, before it is numbered.
    bases: HashMap<String, usize>,
}

impl MadeKeys {
    fn of(framework: &Framework) -> Self {
        let mut bases = HashMap::new();
        for (_, behavior) in framework.sheets().flat_map(Sheet::behaviors) {
            *bases.entry(keys::telling(&behavior.text)).or_default() += 1;
        }
        Self { bases }
    }

    /// Whether an import would make a behavior's key from its sentence: it is the telling words,
    /// numbered only where something else has them.
    fn has(&self, framework: &Framework, heading: &Heading, key: &Id, text: &str) -> bool {
        let base = keys::telling(text);
        let Some(rest) = key.as_str().strip_prefix(base.as_str()) else { return false };
        if rest.is_empty() {
            return true;
        }
        let numbered = rest.split('-').skip(1).all(|part| part.parse::<u32>().is_ok()) && rest.starts_with('-');
        let section = framework.sections.get(&heading.section);
        let met = self.bases.get(&base).is_some_and(|count| *count > 1)
            || RESERVED.contains(&base.as_str())
            || section.is_some_and(|section| section.responsibilities.contains_key(base.as_str()));
        numbered && met
    }
}

/// Returns what a framework has and rows have no place for, in words with their counts.
pub fn lost_in_rows(framework: &Framework) -> Vec<String> {
    let sheets = || framework.sheets();
    let behaviors = || sheets().flat_map(Sheet::behaviors).map(|(_, behavior)| behavior);
    let tracks = || framework.tracks.values();
    let counts = [
        (sheets().filter(|sheet| sheet.title.is_some()).count(), "titles of pages"),
        (tracks().filter(|track| !track.summary.is_empty()).count(), "introductions of tracks"),
        (sheets().map(|sheet| sheet.without.len()).sum(), "shared sentences that a page leaves out (`without`)"),
        (
            behaviors().filter(|behavior| behavior.overrides()).count(),
            "sentences that replace shared ones (`overrides`)",
        ),
        (
            framework.fact_values.len()
                + sheets().map(|sheet| sheet.facts.len()).sum::<usize>()
                + tracks().map(|track| track.facts.len()).sum::<usize>(),
            "facts",
        ),
        (behaviors().filter(|behavior| !behavior.was().is_empty()).count(), "former addresses (`was`)"),
        (tracks().filter(|track| track.status != crate::model::Status::Active).count(), "statuses of tracks"),
        (framework.ladders.values().filter(|ladder| ladder.cumulative).count(), "ladders that add up (`cumulative`)"),
    ];
    counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
}
