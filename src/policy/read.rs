//! Reading `policy.toml`.

use std::sync::Arc;

use indexmap::IndexMap;
use toml_edit::{Item, Key, TableLike};

use crate::diff::{Bar, Bump, Impact, Kind};
use crate::model::{Id, Status};
use crate::source::{Diagnostic, Placed, RawFile, Severity, Source, ValueReader, entries};

use super::approver::{Approver, is_login};
use super::rules::{Condition, Freeze, Policy, Proposals, Requirement, Scheme, Team};
use super::scales;

pub(super) const KEYS: &[&str] = &["proposals", "teams", "require", "freeze", "version", "lint", "scales"];
pub(super) const REQUIRE: &[&str] = &["when", "approvers", "count", "reason"];
pub(super) const WHEN: &[&str] = &["impact", "bar", "tracks", "levels", "sections", "kinds", "core", "status"];
pub(super) const FREEZE: &[&str] = &["name", "from", "until"];
pub(super) const VERSION: &[&str] = &["scheme", "tag-prefix"];
pub(super) const IMPACTS: &[&str] = &["expectation", "clarification", "editorial"];
pub(super) const BARS: &[&str] = &["asks-more", "asks-less", "mixed", "unclear", "same"];
pub(super) const BUMPS: &[&str] = &["major", "minor", "patch", "none"];
pub(super) const LEVELS: &[&str] = &["off", "advice", "warning", "error"];
pub(super) const STATUSES: &[&str] = &["active", "draft", "deprecated"];

/// A policy as read, with everything that is wrong with its file.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What could be read.
    pub policy: Policy,
    /// What is wrong, top to bottom.
    pub problems: Vec<Diagnostic>,
    /// Whether the file could not be read at all, so that nothing is known of the policy.
    pub unreadable: bool,
}

/// Returns the policy of a file; the one that says nothing where there is no file. `folder` is the
/// framework's folder within the repository, for messages.
pub fn load(file: Option<&RawFile>, folder: &str) -> Loaded {
    let Some(file) = file else { return Loaded::default() };
    let unreadable = |problem| Loaded { policy: Policy::default(), problems: vec![problem], unreadable: true };
    let source = match Source::of_file(file, folder) {
        Ok(source) => source,
        Err(problem) => return unreadable(*problem),
    };
    match ValueReader::open(&source) {
        Ok((mut reader, document)) => {
            let policy = policy(&mut reader, document.as_table(), &source);
            reader.problems.sort_by_key(Diagnostic::position);
            Loaded { policy, problems: reader.problems, unreadable: false }
        }
        Err(problem) => unreadable(*problem),
    }
}

fn policy(reader: &mut ValueReader, root: &dyn TableLike, source: &Arc<Source>) -> Policy {
    let mut out = Policy { source: Some(Arc::clone(source)), ..Policy::default() };
    for (key, item) in entries(root) {
        match key.get() {
            "proposals" => {
                let of = |word: &str| match word {
                    "optional" => Some(Proposals::Optional),
                    "required" => Some(Proposals::Required),
                    _ => None,
                };
                if let Some(found) = reader.choice(key, item, &["optional", "required"], of) {
                    out.proposals = found;
                }
            }
            "teams" => teams(reader, key, item, &mut out),
            "require" => {
                let tables = reader.tables(key, item);
                out.requirements = tables.into_iter().map(|table| requirement(reader, table)).collect();
            }
            "freeze" => {
                let tables = reader.tables(key, item);
                out.freezes = tables.into_iter().filter_map(|table| freeze(reader, table)).collect();
            }
            "version" => version(reader, key, item, &mut out),
            "lint" => lint(reader, key, item, &mut out),
            "scales" => out.scales = scales::read(reader, key, item),
            _ => reader.unknown(key, KEYS),
        }
    }
    out
}

fn teams(reader: &mut ValueReader, key: &Key, item: &Item, out: &mut Policy) {
    let Some(table) = reader.table(key, item) else { return };
    for (key, item) in entries(table) {
        let span = reader.place_of_key(key);
        let name = key.get();
        let slug = name.rsplit('/').next().unwrap_or(name);
        if slug != name || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
            let message = format!("`{name}` is no short name of a team");
            reader.error(
                "bad-team",
                span.clone(),
                message,
                format!("write {} = [\"ana\", \"bo\"]", crate::model::slug(slug)),
            );
            continue;
        }
        let mut members: Vec<Placed<String>> = Vec::new();
        for text in reader.strings(key, item) {
            let login = text.value.strip_prefix('@').unwrap_or(&text.value).to_owned();
            if !is_login(&login) {
                let message = format!("`{}` is no name of a GitHub user", text.value);
                reader.error("bad-user", text.span, message, "members are GitHub users, without the @: \"ana\"");
            } else if members.iter().all(|member| !member.value.eq_ignore_ascii_case(&login)) {
                members.push(Placed { value: login, span: text.span });
            }
        }
        out.teams.insert(name.to_owned(), Team { members, line: reader.line(&span), span });
    }
}

fn requirement(reader: &mut ValueReader, table: Placed<&dyn TableLike>) -> Requirement {
    let line = reader.line(&table.span);
    let mut out = Requirement {
        when: Condition::default(),
        approvers: Vec::new(),
        count: 1,
        reason: None,
        line,
        span: table.span.clone(),
    };
    let mut named = 0;
    for (key, item) in entries(table.value) {
        match key.get() {
            "when" => out.when = condition(reader, key, item),
            "approvers" => {
                let texts = reader.strings(key, item);
                named = texts.len();
                out.approvers = approvers(reader, texts);
            }
            "count" => out.count = reader.number(key, item, 1).and_then(|count| count.try_into().ok()).unwrap_or(1),
            "reason" => out.reason = reader.string(key, item).map(|text| text.value),
            _ => reader.unknown(key, REQUIRE),
        }
    }
    if named == 0 {
        reader.error(
            "no-approvers",
            table.span,
            "this requirement names nobody who may agree",
            "add a line approvers = [\"@ana\", \"@organization/team\"]",
        );
    }
    out
}

fn approvers(reader: &mut ValueReader, texts: Vec<Placed<String>>) -> Vec<Placed<Approver>> {
    let mut out: Vec<Placed<Approver>> = Vec::new();
    for text in texts {
        match text.value.parse::<Approver>() {
            Ok(found) if out.iter().any(|other| other.value.is_same(&found)) => {
                let message = format!("{found} is named twice");
                reader.error("doubled-approver", text.span, message, "name each user and team once");
            }
            Ok(value) => out.push(Placed { value, span: text.span }),
            Err(wrong) => reader.error("bad-approver", text.span, wrong.message, wrong.help),
        }
    }
    out
}

fn condition(reader: &mut ValueReader, key: &Key, item: &Item) -> Condition {
    let mut out = Condition::default();
    let Some(table) = reader.table(key, item) else { return out };
    for (key, item) in entries(table) {
        match key.get() {
            "impact" => out.impact = words(reader, key, item, IMPACTS, impact),
            "bar" => out.bar = words(reader, key, item, BARS, bar),
            "tracks" => out.tracks = ids(reader, key, item),
            "levels" => out.levels = ids(reader, key, item),
            "sections" => out.sections = ids(reader, key, item),
            "kinds" => {
                let all: Vec<&'static str> = Kind::all().map(Kind::as_str).collect();
                out.kinds = words(reader, key, item, &all, Kind::from_word);
            }
            "core" => out.core = reader.truth(key, item),
            "status" => {
                let of = |word: &str| {
                    [Status::Active, Status::Draft, Status::Deprecated]
                        .into_iter()
                        .find(|status| status.as_str() == word)
                };
                out.status = words(reader, key, item, STATUSES, of);
            }
            _ => reader.unknown(key, WHEN),
        }
    }
    out
}

fn words<T>(
    reader: &mut ValueReader,
    key: &Key,
    item: &Item,
    known: &[&'static str],
    of: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let texts = reader.strings(key, item);
    not_empty(reader, key, item, texts.len());
    texts.iter().filter_map(|text| reader.word(text, key.get(), known, &of)).collect()
}

fn ids(reader: &mut ValueReader, key: &Key, item: &Item) -> Vec<Placed<Id>> {
    let texts = reader.strings(key, item);
    not_empty(reader, key, item, texts.len());
    let mut out = Vec::new();
    for text in texts {
        match Id::new(&text.value) {
            Ok(value) => out.push(Placed { value, span: text.span }),
            Err(_) => {
                let message = format!("`{}` is no id: ids are made of a to z, 0 to 9 and `-`", text.value);
                let help = format!("write \"{}\"", crate::model::slug(&text.value));
                reader.error("bad-id", text.span, message, help);
            }
        }
    }
    out
}

/// An empty list would hold for nothing, which nobody means.
fn not_empty(reader: &mut ValueReader, key: &Key, item: &Item, count: usize) {
    if count == 0 && item.as_array().is_some() {
        let name = key.get();
        let message = format!("`{name}` lists nothing, so this requirement would hold for no change");
        reader.error("empty-list", reader.place_of(item, key), message, format!("delete `{name}` to mean all of them"));
    }
}

pub(super) fn impact(word: &str) -> Option<Impact> {
    [Impact::Expectation, Impact::Clarification, Impact::Editorial].into_iter().find(|impact| impact.as_str() == word)
}

fn bar(word: &str) -> Option<Bar> {
    [Bar::AsksMore, Bar::AsksLess, Bar::Mixed, Bar::Unclear, Bar::Same].into_iter().find(|bar| bar.as_str() == word)
}

fn freeze(reader: &mut ValueReader, table: Placed<&dyn TableLike>) -> Option<Freeze> {
    let (mut name, mut from, mut until) = (None, None, None);
    for (key, item) in entries(table.value) {
        match key.get() {
            "name" => name = reader.string(key, item).map(|text| text.value),
            "from" => from = Some(reader.date(key, item)),
            "until" => until = Some(reader.date(key, item)),
            _ => reader.unknown(key, FREEZE),
        }
    }
    for (what, missing) in [("from", from.is_none()), ("until", until.is_none())] {
        if missing {
            let message = format!("this freeze has no `{what}`");
            reader.error("no-date", table.span.clone(), message, format!("add a line {what} = 2027-02-01"));
        }
    }
    let (from, until) = (from??, until??);
    if until.value < from.value {
        let message = format!("the freeze ends on {} and begins only on {}", until.value, from.value);
        reader.error("inverted-freeze", until.span, message, "exchange the two days");
        return None;
    }
    let name = name.unwrap_or_else(|| format!("{} to {}", from.value, until.value));
    Some(Freeze { name, from: from.value, until: until.value, line: reader.line(&table.span), span: table.span })
}

fn version(reader: &mut ValueReader, key: &Key, item: &Item, out: &mut Policy) {
    let Some(table) = reader.table(key, item) else { return };
    let bump =
        |word: &str| [Bump::Major, Bump::Minor, Bump::Patch, Bump::None].into_iter().find(|bump| bump.as_str() == word);
    for (key, item) in entries(table) {
        let name = key.get();
        if name == "scheme" {
            let of = |word: &str| [Scheme::SemVer, Scheme::CalVer].into_iter().find(|scheme| scheme.as_str() == word);
            if let Some(found) = reader.choice(key, item, &["semver", "calver"], of) {
                out.scheme = found;
            }
        } else if name == "tag-prefix" {
            out.tag_prefix = tag_prefix(reader, key, item);
        } else if let Some(impact) = impact(name) {
            out.bump_rules.impacts.extend(reader.choice(key, item, BUMPS, bump).map(|bump| (impact, bump)));
        } else if let Some(bar) = bar(name) {
            out.bump_rules.bars.extend(reader.choice(key, item, BUMPS, bump).map(|bump| (bar, bump)));
        } else {
            reader.unknown(key, &[VERSION, IMPACTS, BARS].concat());
        }
    }
}

/// What stands before the version in a tag's name: what git allows there, in the letters that every
/// shell and every address takes.
fn tag_prefix(reader: &mut ValueReader, key: &Key, item: &Item) -> Option<String> {
    let found = reader.string(key, item)?;
    let text = &found.value;
    let letters = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./@+".contains(c));
    let named = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') || text.is_empty();
    let whole = ["..", "//", "/.", "@{", ".lock/"].iter().all(|part| !text.contains(part));
    // A digit just before the version would be read as a part of it.
    if !(letters && named && whole) || text.ends_with(|c: char| c.is_ascii_digit()) {
        let help = "letters, digits, `-`, `_`, `.` and `/`, and no digit at the end: tag-prefix = \"engineering-v\"";
        reader.error("bad-prefix", found.span, "no tag can begin like this".to_owned(), help);
        return None;
    }
    Some(found.value)
}

fn lint(reader: &mut ValueReader, key: &Key, item: &Item, out: &mut Policy) {
    let Some(table) = reader.table(key, item) else { return };
    let mut levels = IndexMap::new();
    for (key, item) in entries(table) {
        let of = |word: &str| match word {
            "off" => Some(None),
            "advice" => Some(Some(Severity::Advice)),
            "warning" => Some(Some(Severity::Warning)),
            "error" => Some(Some(Severity::Error)),
            _ => None,
        };
        if let Some(value) = reader.choice(key, item, LEVELS, of) {
            levels.insert(key.get().to_owned(), Placed { value, span: reader.place_of_key(key) });
        }
    }
    out.lint = levels;
}
