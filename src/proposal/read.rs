//! Reading `proposals/<slug>.toml`.

use toml_edit::TableLike;

use crate::diff::Impact;
use crate::model::Id;
use crate::source::{Diagnostic, Placed, RawFile, Source, ValueReader, entries};

use super::{Acceptance, Proposal};

pub(super) const KEYS: &[&str] = &["title", "why", "sponsor", "declared", "effective", "accept"];
pub(super) const ACCEPT: &[&str] = &["change", "who", "reason"];

/// Proposals as read, with everything that is wrong with their files.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What could be read, in order of the files' names.
    pub proposals: Vec<Proposal>,
    /// What is wrong, file by file, top to bottom.
    pub problems: Vec<Diagnostic>,
    /// Files that could not be read at all, relative to the framework's folder.
    pub unreadable: Vec<String>,
}

/// Returns the proposals of a framework's files; others than `proposals/<slug>.toml` are passed over.
/// `folder` is the framework's folder within the repository, for messages.
pub fn load(files: &[RawFile], folder: &str) -> Loaded {
    let mut out = Loaded::default();
    let mut files: Vec<&RawFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for file in files {
        let slug = file.path.strip_prefix("proposals/").and_then(|name| name.strip_suffix(".toml"));
        let Some(slug) = slug.filter(|slug| !slug.contains('/')) else { continue };
        match one(file, slug, folder) {
            Ok((proposal, mut problems)) => {
                problems.sort_by_key(Diagnostic::position);
                out.problems.extend(problems);
                out.proposals.push(proposal);
            }
            Err(problem) => {
                out.problems.push(*problem);
                out.unreadable.push(file.path.clone());
            }
        }
    }
    out
}

fn one(file: &RawFile, slug: &str, folder: &str) -> Result<(Proposal, Vec<Diagnostic>), Box<Diagnostic>> {
    let source = Source::of_file(file, folder)?;
    let (mut reader, document) = ValueReader::open(&source)?;
    if !Id::is_valid(slug) {
        let help = format!("rename it to {}.toml", crate::model::slug(slug));
        reader.error("bad-id", 0..0, "the file's name is made of more than a to z, 0 to 9 and `-`", help);
    }
    let mut out = Proposal {
        slug: slug.to_owned(),
        file: file.path.clone(),
        title: String::new(),
        why: String::new(),
        sponsor: None,
        declared: None,
        effective: None,
        acceptances: Vec::new(),
    };
    for (key, item) in entries(document.as_table()) {
        match key.get() {
            "title" => out.title = reader.string(key, item).map(|text| text.value).unwrap_or_default(),
            "why" => out.why = reader.string(key, item).map(|text| text.value).unwrap_or_default(),
            "sponsor" => out.sponsor = reader.string(key, item).map(|text| text.value),
            "declared" => {
                let all = [Impact::Expectation, Impact::Clarification, Impact::Editorial];
                let of = |word: &str| all.into_iter().find(|impact| impact.as_str() == word);
                let words = ["expectation", "clarification", "editorial"];
                let found = reader.choice(key, item, &words, of);
                out.declared = found.map(|value| Placed { value, span: reader.place_of_key(key) });
            }
            "effective" => out.effective = reader.date(key, item),
            "accept" => {
                let tables = reader.tables(key, item);
                out.acceptances = tables.into_iter().filter_map(|table| acceptance(&mut reader, table)).collect();
            }
            _ => reader.unknown(key, KEYS),
        }
    }
    missing(&mut reader, &out);
    Ok((out, reader.problems))
}

fn missing(reader: &mut ValueReader, proposal: &Proposal) {
    let reported = |key: &str, reader: &ValueReader| {
        reader.problems.iter().any(|problem| problem.message.contains(&format!("`{key}`")))
    };
    for (key, text, example) in
        [("title", &proposal.title, "title = \"On-call is part of IC4\""), ("why", &proposal.why, "why = \"…\"")]
    {
        if text.trim().is_empty() && !reported(key, reader) {
            let help = format!("add a line {example}");
            reader.error("missing-text", 0..0, format!("the proposal has no `{key}`"), help);
        }
    }
}

fn acceptance(reader: &mut ValueReader, table: Placed<&dyn TableLike>) -> Option<Acceptance> {
    let (mut change, mut who, mut reason) = (None, None, None);
    for (key, item) in entries(table.value) {
        match key.get() {
            "change" => change = Some(reader.string(key, item)),
            "who" => who = Some(reader.string(key, item)),
            "reason" => reason = reader.string(key, item).map(|text| text.value),
            _ => reader.unknown(key, ACCEPT),
        }
    }
    for (what, absent, example) in [
        ("change", change.is_none(), "the id that `rungs diff --format json` gives it"),
        ("who", who.is_none(), "@ana"),
    ] {
        if absent {
            let message = format!("this acceptance has no `{what}`");
            reader.error("missing-text", table.span.clone(), message, format!("add a line {what} = \"…\": {example}"));
        }
    }
    let (change, who) = (change??, who??);
    let is_fingerprint = change.value.len() == 16 && change.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_fingerprint {
        let message = format!("`{}` is no change's id", change.value);
        let help =
            "an id has 16 characters, 0 to 9 and a to f; `rungs review` and `rungs diff --format json` show them";
        reader.error("bad-fingerprint", change.span, message, help);
        return None;
    }
    let name = who.value.strip_prefix('@').unwrap_or(&who.value);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        let message = format!("`{}` is no GitHub user", who.value);
        reader.error("bad-user", who.span, message, "an acceptance is one person's: who = \"@ana\"");
        return None;
    }
    Some(Acceptance {
        change: change.value.to_ascii_lowercase(),
        who: name.to_owned(),
        reason,
        line: reader.line(&table.span),
    })
}
