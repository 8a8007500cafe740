//! The places of texts that are no behaviors, and of facts, by their addresses.

use crate::model::{FactValue, Framework, Heading, Id, PageAddress, SectionDefinition, Sheet, Text};

/// Where a text or fact stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    FrameworkName,
    FactName(Id),
    TrackSummary(Id),
    /// The introduction of a section, of the framework or of a track.
    SectionAbout(Option<Id>, Id),
    Title(PageAddress),
    Summary(PageAddress),
    About(PageAddress, Id, Option<Id>),
    Examples(PageAddress, Id, Option<Id>),
    Fact(Owner, Id),
}

/// Who sets a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    Framework,
    Track(Id),
    Sheet(PageAddress),
}

impl Slot {
    /// Returns the place that an address names, if it is one.
    pub(super) fn of(at: &str) -> Option<Self> {
        let parts: Vec<&str> = at.split('/').collect();
        let id = |text: &str| Id::new(text).ok();
        let page = |track: &str, level: &str| Some(PageAddress { track: id(track)?, level: id(level)? });
        Some(match parts[..] {
            ["framework", "name"] => Self::FrameworkName,
            ["framework", "facts", fact] => Self::Fact(Owner::Framework, id(fact)?),
            ["facts", fact, "name"] => Self::FactName(id(fact)?),
            [track, "facts", fact] => Self::Fact(Owner::Track(id(track)?), id(fact)?),
            [track, level, "facts", fact] => Self::Fact(Owner::Sheet(page(track, level)?), id(fact)?),
            [track, "summary"] => Self::TrackSummary(id(track)?),
            [section, "about"] => Self::SectionAbout(None, id(section)?),
            [track, section, "about"] => Self::SectionAbout(Some(id(track)?), id(section)?),
            [track, level, "title"] => Self::Title(page(track, level)?),
            [track, level, "summary"] => Self::Summary(page(track, level)?),
            [track, level, section, "about"] => Self::About(page(track, level)?, id(section)?, None),
            [track, level, section, "examples"] => Self::Examples(page(track, level)?, id(section)?, None),
            [track, level, section, own, "about"] => Self::About(page(track, level)?, id(section)?, Some(id(own)?)),
            [track, level, section, own, "examples"] => {
                Self::Examples(page(track, level)?, id(section)?, Some(id(own)?))
            }
            _ => return None,
        })
    }

    /// The texts that stand there now; none where there is no such place.
    pub(super) fn texts<'f>(&self, framework: &'f Framework) -> &'f [Text] {
        let heading = |page: &PageAddress, section: &Id, own: &Option<Id>| -> Option<&'f Heading> {
            let here = |heading: &&Heading| heading.section == *section && heading.responsibility == *own;
            framework.sheet(page)?.headings.iter().find(here)
        };
        let one = |text: Option<&'f Text>| text.map_or(&[][..], std::slice::from_ref);
        match self {
            Self::TrackSummary(track) => framework.tracks.get(track).map_or(&[], |track| &track.summary),
            Self::SectionAbout(track, section) => {
                let sections = match track {
                    Some(track) => framework.tracks.get(track).map(|track| &track.sections),
                    None => Some(&framework.sections),
                };
                one(sections.and_then(|sections| sections.get(section)?.about.as_ref()))
            }
            Self::Title(page) => one(framework.sheet(page).and_then(|sheet| sheet.title.as_ref())),
            Self::Summary(page) => framework.sheet(page).map_or(&[], |sheet| &sheet.summary),
            Self::About(page, section, own) => {
                one(heading(page, section, own).and_then(|heading| heading.about.as_ref()))
            }
            Self::Examples(page, section, own) => heading(page, section, own).map_or(&[], |heading| &heading.examples),
            Self::FrameworkName | Self::FactName(_) | Self::Fact(..) => &[],
        }
    }

    /// The value of the fact that stands there.
    pub(super) fn fact<'f>(&self, framework: &'f Framework) -> Option<&'f FactValue> {
        let Self::Fact(owner, id) = self else { return None };
        match owner {
            Owner::Framework => framework.fact_values.get(id),
            Owner::Track(track) => framework.tracks.get(track)?.facts.get(id),
            Owner::Sheet(page) => framework.sheet(page)?.facts.get(id),
        }
    }

    /// The name that stands there.
    pub(super) fn name<'f>(&self, framework: &'f mut Framework) -> Option<&'f mut String> {
        match self {
            Self::FrameworkName => Some(&mut framework.name),
            Self::FactName(id) => framework.facts.get_mut(id).map(|fact| &mut fact.name),
            _ => None,
        }
    }

    /// Changes the texts that stand there; those that can be one at the most keep the first.
    pub(super) fn change(&self, framework: &mut Framework, change: impl FnOnce(&mut Vec<Text>)) {
        let one = |slot: &mut Option<Text>, change: &mut dyn FnMut(&mut Vec<Text>)| {
            let mut list: Vec<Text> = slot.take().into_iter().collect();
            change(&mut list);
            *slot = list.into_iter().next();
        };
        let mut change = Some(change);
        let mut change = |list: &mut Vec<Text>| {
            if let Some(change) = change.take() {
                change(list);
            }
        };
        match self {
            Self::TrackSummary(track) => change(&mut track_mut(framework, track).summary),
            Self::SectionAbout(track, section) => {
                let sections = match track {
                    Some(track) => &mut track_mut(framework, track).sections,
                    None => &mut framework.sections,
                };
                let section = sections.entry(section.clone()).or_insert_with(|| bare_section(section));
                one(&mut section.about, &mut change);
            }
            Self::Title(page) => one(&mut sheet_mut(framework, page).title, &mut change),
            Self::Summary(page) => change(&mut sheet_mut(framework, page).summary),
            Self::About(page, section, own) => {
                one(&mut sheet_mut(framework, page).heading_mut(section, own.as_ref()).about, &mut change);
            }
            Self::Examples(page, section, own) => {
                change(&mut sheet_mut(framework, page).heading_mut(section, own.as_ref()).examples);
            }
            Self::FrameworkName | Self::FactName(_) | Self::Fact(..) => {}
        }
    }

    /// The facts that the fact is one of.
    pub(super) fn facts<'f>(&self, framework: &'f mut Framework) -> Option<&'f mut indexmap::IndexMap<Id, FactValue>> {
        let Self::Fact(owner, _) = self else { return None };
        Some(match owner {
            Owner::Framework => &mut framework.fact_values,
            Owner::Track(track) => &mut track_mut(framework, track).facts,
            Owner::Sheet(page) => &mut sheet_mut(framework, page).facts,
        })
    }
}

/// A section with nothing but its id.
pub(super) fn bare_section(id: &Id) -> SectionDefinition {
    SectionDefinition {
        id: id.clone(),
        name: id.to_string(),
        about: None,
        responsibilities: indexmap::IndexMap::new(),
        was: Vec::new(),
        origin: crate::model::Origin::default(),
    }
}

/// The track of an id, made where there is none.
pub(super) fn track_mut<'f>(framework: &'f mut Framework, id: &Id) -> &'f mut crate::model::Track {
    framework.tracks.entry(id.clone()).or_insert_with(|| crate::model::Track::new(id.clone()))
}

/// The sheet of an address, made where there is none.
pub(super) fn sheet_mut<'f>(framework: &'f mut Framework, page: &PageAddress) -> &'f mut Sheet {
    let made = || Sheet::new(page.clone(), page.file());
    if page.is_core() {
        return framework.core.entry(page.level.clone()).or_insert_with(made);
    }
    let track = track_mut(framework, &page.track);
    if page.is_for_every_level() {
        track.all.get_or_insert_with(made)
    } else {
        track.pages.entry(page.level.clone()).or_insert_with(made)
    }
}
