//! What an address on the command line means in a framework's past: a track, level or section, a page,
//! a part of one, or one sentence, there now or once.

use crate::history::{Extent, Version};
use crate::history::{History, Part, Past as _, Scope, life, life_of_page, life_of_part};
use crate::model::{Address, BehaviorAddress, Framework, Id, PageAddress};

use super::error::CommandError;
use super::past::{GitPast, Revision};

/// What an address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A page, a section or a responsibility.
    Part(Scope),
    /// A track, or a level or section on every track.
    Whole(Part),
    /// One sentence.
    Sentence(BehaviorAddress),
}

/// Something with what happened to it.
pub(super) struct Found {
    pub(super) target: Target,
    /// What people call the page, and section and responsibility.
    pub(super) name: String,
    pub(super) history: History<Revision>,
    /// The address at which a sentence went on that no longer stands at the one asked about.
    pub(super) went_on: Option<String>,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sentence(address) => address.fmt(f),
            Self::Whole(part) => part.id().fmt(f),
            Self::Part(scope) => {
                scope.page.fmt(f)?;
                scope.section.iter().chain(&scope.responsibility).try_for_each(|id| write!(f, "/{id}"))
            }
        }
    }
}

/// Returns what an address names at a revision or named last before it, with what happened to it.
pub(super) fn find(past: &mut GitPast<'_>, at: Revision, text: &str, extent: Extent) -> Result<Found, CommandError> {
    if let Ok(id) = Id::new(text.trim_matches('/')) {
        return whole(past, at, &id, extent);
    }
    let (page, inner) = parse(text)?;
    if inner.len() > 1 {
        past.prepare(at, &page);
    }
    let framework = match past.version(at, &page)? {
        Version::Unreadable(file) => {
            return Err(CommandError::with_hint(
                format!("{} cannot be read there: line {}: {}", file.file, file.line, file.message),
                "mend it first, or start from an earlier revision: --at REV",
            ));
        }
        Version::Sheet(_) => Some(past.reading(at, &page)?),
        Version::Absent => None,
    };
    if let Some(framework) = &framework
        && let Some(target) = standing(framework, &page, &inner)
    {
        let history = match &target {
            Target::Sentence(address) => life(past, at, address, extent)?.unwrap_or_default(),
            Target::Part(scope) => life_of_page(past, at, scope, extent)?,
            Target::Whole(part) => life_of_part(past, at, part, extent)?,
        };
        let name = name(framework, &target);
        return Ok(Found { target, name, history, went_on: None });
    }
    for target in once(&page, &inner) {
        let history = match &target {
            Target::Sentence(address) => life(past, at, address, extent)?,
            Target::Part(scope) => Some(life_of_page(past, at, scope, extent)?),
            Target::Whole(part) => Some(life_of_part(past, at, part, extent)?),
        };
        // A page has its first line even where a heading was never on it.
        let whole = !matches!(&target, Target::Part(scope) if scope.section.is_some());
        let told =
            |history: &History<Revision>| history.events.iter().any(|event| whole || !event.kind.is_structural());
        if let Some(history) = history.filter(|history| told(history) || extent.since.is_some()) {
            let side = history.events.iter().flat_map(|event| event.before.iter().chain(&event.after)).next();
            let name = side.map(|side| joined(&side.page, &side.heading)).unwrap_or_default();
            let latest = history.events.first();
            let went_on = latest.and_then(|event| event.after.first()).map(|side| side.at.clone());
            let went_on = went_on.filter(|at| matches!(target, Target::Sentence(_)) && *at != target.to_string());
            return Ok(Found { target, name, history, went_on });
        }
    }
    Err(unknown(text, framework.as_ref(), &page))
}

/// Returns what a single id names: a track, a level or a section, there now or a track that was once.
fn whole(past: &mut GitPast<'_>, at: Revision, id: &Id, extent: Extent) -> Result<Found, CommandError> {
    let shared =
        PageAddress { track: id.clone(), level: Id::new("all").map_err(|wrong| CommandError::new(wrong.to_string()))? };
    let framework = past.reading(at, &shared)?;
    let parts = [Part::Track(id.clone()), Part::Level(id.clone()), Part::Section(id.clone())];
    let standing = parts.iter().find(|part| part.is_in(&framework));
    let part = standing.unwrap_or(&parts[0]).clone();
    let history = life_of_part(past, at, &part, extent)?;
    if standing.is_none() && history.events.is_empty() {
        return Err(no_part(&past.whole(at)?, id));
    }
    let name = match history.events.first().and_then(|event| event.before.first()) {
        Some(side) if standing.is_none() => side.text.clone(),
        _ => part.name(&framework),
    };
    Ok(Found { target: Target::Whole(part), name, history, went_on: None })
}

/// The error for a single id that names nothing, with what it could have meant.
fn no_part(framework: &Framework, id: &Id) -> CommandError {
    let message = format!("there is no track, level or section `{id}`, and never was");
    if let Some(ladder) = framework.ladders.get(id) {
        let levels: Vec<&str> = ladder.levels().map(Id::as_str).collect();
        return CommandError::with_hint(message, format!("it is a ladder; its levels are {}", levels.join(", ")));
    }
    let known = framework.tracks.keys().chain(framework.levels.keys()).chain(framework.sections.keys());
    let likeness = |other: &&Id| strsim::jaro_winkler(id.as_str(), other.as_str());
    match known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a))) {
        Some(near) => CommandError::with_hint(message, format!("did you mean {near}?")),
        None => CommandError::new(message),
    }
}

/// Cuts an address into the page and what is on it.
fn parse(text: &str) -> Result<(PageAddress, Vec<Id>), CommandError> {
    let address: Option<Address> = text.trim_matches('/').parse().ok();
    match address.as_ref().map(Address::ids) {
        Some([track, level, inner @ ..]) if inner.len() <= 3 => {
            Ok((PageAddress { track: track.clone(), level: level.clone() }, inner.to_vec()))
        }
        _ => Err(CommandError::with_hint(
            format!("`{text}` is no address of a page or of something on one"),
            "name a track (security-engineer), a page (security-engineer/ic4), a section of it (\u{2026}/craft), a responsibility or a behavior (\u{2026}/craft/threat-fluency/track-trends)",
        )),
    }
}

/// Returns what ids name on a page as it is: a heading before a sentence, the page's own text before
/// what it shares with others.
fn standing(framework: &Framework, page: &PageAddress, inner: &[Id]) -> Option<Target> {
    let part = |section: Option<&Id>, responsibility: Option<&Id>| {
        let scope = Scope { page: page.clone(), section: section.cloned(), responsibility: responsibility.cloned() };
        Some(Target::Part(scope))
    };
    let mut sheets = framework.sheets_of_page(page);
    sheets.extend(framework.sheet(page));
    sheets.reverse();
    let headings = || sheets.iter().flat_map(|sheet| &sheet.headings);
    let sentence = |section: &Id, responsibility: Option<&Id>, key: &Id| {
        let of = |sheet: &&&crate::model::Sheet| BehaviorAddress {
            page: sheet.address.clone(),
            section: section.clone(),
            responsibility: responsibility.cloned(),
            key: key.clone(),
        };
        let found = sheets.iter().find(|sheet| {
            sheet.behaviors().any(|(heading, behavior)| {
                heading.section == *section && heading.responsibility.as_ref() == responsibility && behavior.key == *key
            })
        });
        found.as_ref().map(of).map(Target::Sentence)
    };
    match inner {
        [] => part(None, None),
        [section] => headings().any(|heading| heading.section == *section).then(|| part(Some(section), None))?,
        [section, id] => {
            let is_heading =
                headings().any(|heading| heading.section == *section && heading.responsibility.as_ref() == Some(id));
            if is_heading { part(Some(section), Some(id)) } else { sentence(section, None, id) }
        }
        [section, responsibility, key] => sentence(section, Some(responsibility), key),
        _ => None,
    }
}

/// What ids may have named once.
fn once(page: &PageAddress, inner: &[Id]) -> Vec<Target> {
    let part = |section: Option<&Id>, responsibility: Option<&Id>| {
        Target::Part(Scope { page: page.clone(), section: section.cloned(), responsibility: responsibility.cloned() })
    };
    let sentence = |section: &Id, responsibility: Option<&Id>, key: &Id| {
        Target::Sentence(BehaviorAddress {
            page: page.clone(),
            section: section.clone(),
            responsibility: responsibility.cloned(),
            key: key.clone(),
        })
    };
    match inner {
        [] => vec![part(None, None)],
        [section] => vec![part(Some(section), None)],
        [section, id] => vec![sentence(section, None, id), part(Some(section), Some(id))],
        [section, responsibility, key] => vec![sentence(section, Some(responsibility), key)],
        _ => Vec::new(),
    }
}

/// What people call a target.
fn name(framework: &Framework, target: &Target) -> String {
    let heading = |page: &PageAddress, section: &Id, responsibility: Option<&Id>| {
        let name = framework.section_name(&page.track, section);
        match responsibility {
            Some(id) => format!("{name}, {}", framework.responsibility_name(&page.track, section, id)),
            None => name.to_owned(),
        }
    };
    match target {
        Target::Whole(part) => part.name(framework),
        Target::Sentence(address) => joined(
            &framework.page_name(&address.page),
            &heading(&address.page, &address.section, address.responsibility.as_ref()),
        ),
        Target::Part(scope) => {
            let inner = scope.section.as_ref().map(|id| heading(&scope.page, id, scope.responsibility.as_ref()));
            joined(&framework.page_name(&scope.page), &inner.unwrap_or_default())
        }
    }
}

fn joined(page: &str, heading: &str) -> String {
    if heading.is_empty() { page.to_owned() } else { format!("{page} \u{b7} {heading}") }
}

/// The error for an address that never named anything, with the nearest that do.
fn unknown(text: &str, framework: Option<&Framework>, page: &PageAddress) -> CommandError {
    let message = format!("nothing is or ever was at `{text}`");
    let Some(framework) = framework else {
        return CommandError::with_hint(message, format!("there is no page {page}; `rungs matrix` shows all pages"));
    };
    let mut known: Vec<String> = Vec::new();
    for found in framework.behaviors_of_page(page) {
        let mut at = format!("{page}/{}", found.heading.section);
        known.push(at.clone());
        if let Some(responsibility) = &found.heading.responsibility {
            at = format!("{at}/{responsibility}");
            known.push(at.clone());
        }
        known.push(format!("{at}/{}", found.behavior.key));
    }
    // The same key under another heading is nearer than a like one under the same.
    let last = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
    let score =
        |address: &String| strsim::jaro_winkler(text, address) + if last(address) == last(text) { 1.0 } else { 0.0 };
    let near = known.iter().max_by(|a, b| score(a).total_cmp(&score(b)));
    match near {
        Some(near) => CommandError::with_hint(message, format!("did you mean {near}?")),
        None => CommandError::new(message),
    }
}
