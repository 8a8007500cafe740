//! `releases/<version>.toml`: a record as a file.

use jiff::civil::Date;
use semver::Version;
use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use crate::diff::{Bump, Impact};

use super::record::{Record, RecordedChange, RecordedPage, RecordedProposal};

/// Why a file is no record of a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct InvalidRecord {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The file of a release, relative to the framework's folder.
pub fn file_of(version: &Version) -> String {
    format!("releases/{version}.toml")
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
    date: Datetime,
    effective: Datetime,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    to: String,
    called_for: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lower_because: Option<String>,
    tool: String,
    scales: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<Page>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    proposals: Vec<Proposal>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change>,
}

#[derive(Serialize, Deserialize)]
struct Page {
    page: String,
    name: String,
    bar: String,
}

#[derive(Serialize, Deserialize)]
struct Change {
    id: String,
    kind: String,
    impact: String,
    bar: String,
    sentence: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Proposal {
    slug: String,
    title: String,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sponsor: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    approved_by: Vec<String>,
}

/// Returns the text of a record's file.
///
/// # Errors
/// When TOML cannot say it, which no record causes.
pub fn write_record(record: &Record) -> Result<String, toml::ser::Error> {
    let file = File {
        version: record.version.to_string(),
        follows: record.follows.as_ref().map(Version::to_string),
        date: day(record.date),
        effective: day(record.effective),
        from: record.from.clone(),
        to: record.to.clone(),
        called_for: record.called_for.as_str().to_owned(),
        lower_because: record.lower_because.clone(),
        tool: record.tool.clone(),
        scales: record.scales,
        pages: record.pages.iter().map(page).collect(),
        proposals: record.proposals.iter().map(proposal).collect(),
        changes: record.changes.iter().map(change).collect(),
    };
    let text = toml::to_string(&file)?;
    Ok(format!("# What release {} changed, for whom and why. Written by `rungs release`.\n{text}", record.version))
}

fn page(page: &RecordedPage) -> Page {
    Page { page: page.page.clone(), name: page.name.clone(), bar: page.bar.clone() }
}

fn change(change: &RecordedChange) -> Change {
    Change {
        id: change.id.clone(),
        kind: change.kind.clone(),
        impact: change.impact.as_str().to_owned(),
        bar: change.bar.clone(),
        sentence: change.sentence.clone(),
        pages: change.pages.clone(),
    }
}

fn proposal(proposal: &RecordedProposal) -> Proposal {
    Proposal {
        slug: proposal.slug.clone(),
        title: proposal.title.clone(),
        why: proposal.why.clone(),
        sponsor: proposal.sponsor.clone(),
        approved_by: proposal.approved_by.clone(),
    }
}

fn day(date: Date) -> Datetime {
    let (year, month, day) = (date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs());
    Datetime { date: Some(toml::value::Date { year, month, day }), time: None, offset: None }
}

/// Returns the record that a file holds.
///
/// # Errors
/// When it holds none: the line and what is wrong.
pub fn read_record(text: &str) -> Result<Record, InvalidRecord> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        InvalidRecord { line, message: error.message().to_owned() }
    })?;
    let wrong = |key: &str, value: &str, wanted: &str| InvalidRecord {
        line: text.lines().position(|line| line.starts_with(key)).map_or(1, |index| index + 1),
        message: format!("`{key}` is `{value}` and should be {wanted}"),
    };
    let version =
        |key: &str, value: &str| Version::parse(value).map_err(|_| wrong(key, value, "a version such as 1.2.0"));
    let date = |key: &str, value: &Datetime| {
        let found = value.date.and_then(|date| {
            Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
        });
        found.ok_or_else(|| wrong(key, &value.to_string(), "a day such as 2027-04-01"))
    };
    let bumps = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];
    let called_for = bumps.into_iter().find(|bump| bump.as_str() == file.called_for);
    let mut changes = Vec::new();
    for change in file.changes {
        let all = [Impact::Editorial, Impact::Clarification, Impact::Expectation];
        let impact = all.into_iter().find(|impact| impact.as_str() == change.impact);
        let impact =
            impact.ok_or_else(|| wrong("impact", &change.impact, "expectation, clarification or editorial"))?;
        let Change { id, kind, bar, sentence, pages, .. } = change;
        changes.push(RecordedChange { id, kind, impact, bar, sentence, pages });
    }
    let pages = file.pages.into_iter().map(|page| RecordedPage { page: page.page, name: page.name, bar: page.bar });
    let proposals = file.proposals.into_iter().map(|proposal| {
        let Proposal { slug, title, why, sponsor, approved_by } = proposal;
        RecordedProposal { slug, title, why, sponsor, approved_by }
    });
    Ok(Record {
        version: version("version", &file.version)?,
        follows: file.follows.as_deref().map(|text| version("follows", text)).transpose()?,
        date: date("date", &file.date)?,
        effective: date("effective", &file.effective)?,
        from: file.from,
        to: file.to,
        called_for: called_for.ok_or_else(|| wrong("called-for", &file.called_for, "major, minor, patch or none"))?,
        lower_because: file.lower_because,
        tool: file.tool,
        scales: file.scales,
        pages: pages.collect(),
        changes,
        proposals: proposals.collect(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use semver::Version;

    use super::super::record::{Record, RecordedChange, RecordedPage, RecordedProposal};
    use super::{read_record, write_record};
    use crate::diff::{Bump, Impact};

    #[test]
    fn what_is_written_is_read_again() {
        let record = Record {
            version: Version::new(1, 2, 0),
            follows: Some(Version::new(1, 1, 0)),
            date: date(2027, 3, 1),
            effective: date(2027, 4, 1),
            from: Some("a".repeat(40)),
            to: "b".repeat(40),
            called_for: Bump::Major,
            lower_because: Some("it corrects 1.1.0".to_owned()),
            tool: "0.1.0".to_owned(),
            scales: 2,
            pages: vec![RecordedPage {
                page: "se/ic4".to_owned(),
                name: "IC4 \"SE\"".to_owned(),
                bar: "asks-more".to_owned(),
            }],
            changes: vec![RecordedChange {
                id: "0123456789abcdef".to_owned(),
                kind: "reworded".to_owned(),
                impact: Impact::Expectation,
                bar: "asks-more".to_owned(),
                sentence: "IC4 asks more: \u{201c}many\u{201d}\nis now most.".to_owned(),
                pages: vec!["se/ic4".to_owned()],
            }],
            proposals: vec![RecordedProposal {
                slug: "on-call".to_owned(),
                title: "On-call".to_owned(),
                why: "It is.".to_owned(),
                sponsor: None,
                approved_by: vec!["ana".to_owned()],
            }],
        };
        let text = write_record(&record).unwrap();
        assert!(text.contains("date = 2027-03-01\n"), "{text}");
        assert_eq!(read_record(&text).unwrap(), record);
    }

    #[test]
    fn a_broken_record_says_where() {
        let problem = read_record("version = \"1.0.0\"\ndate = 5\n").unwrap_err();
        assert_eq!(problem.line, 2);
    }
}
