//! The effective page: what a person at a level of a track reads, shared text included.

use super::address::{Address, PageAddress};
use super::framework::{Framework, Status};
use super::id::Id;
use super::sheet::{Behavior, Heading, Sheet, Text};

/// A page as a person reads it: core for all, for the ladder, for the level, the track's text for
/// all its pages, then the page's own, within each responsibility.
#[derive(Debug, Clone)]
pub struct EffectivePage<'f> {
    /// Which page.
    pub address: PageAddress,
    /// Its title, or level and track.
    pub title: String,
    /// Its summary, a paragraph each.
    pub summary: Vec<&'f Text>,
    /// Whether it asks anything of anyone.
    pub status: Status,
    /// Its facts by name, as read.
    pub facts: Vec<(String, String)>,
    /// Its sections in reading order; those without any text are left out.
    pub sections: Vec<EffectiveSection<'f>>,
}

/// A section of a page as a person reads it.
#[derive(Debug, Clone)]
pub struct EffectiveSection<'f> {
    /// The section's id.
    pub id: Id,
    /// Its name for people.
    pub name: &'f str,
    /// Its introduction: the page's, else the section's own.
    pub about: Option<&'f str>,
    /// What stands directly in the section.
    pub behaviors: Vec<EffectiveBehavior<'f>>,
    /// Illustrations of the section as a whole.
    pub examples: Vec<&'f Text>,
    /// Its responsibilities in reading order.
    pub responsibilities: Vec<EffectiveResponsibility<'f>>,
}

/// A responsibility of a page as a person reads it.
#[derive(Debug, Clone)]
pub struct EffectiveResponsibility<'f> {
    /// The responsibility's id.
    pub id: Id,
    /// Its name for people.
    pub name: &'f str,
    /// Its introduction.
    pub about: Option<&'f str>,
    /// Its behaviors, shared ones first.
    pub behaviors: Vec<EffectiveBehavior<'f>>,
    /// Illustrations of the responsibility as a whole.
    pub examples: Vec<&'f Text>,
}

/// A behavior of a page and the sheet it comes from.
#[derive(Debug, Clone, Copy)]
pub struct EffectiveBehavior<'f> {
    /// The sheet it is written in.
    pub sheet: &'f Sheet,
    /// The heading it is written under.
    pub heading: &'f Heading,
    /// The behavior.
    pub behavior: &'f Behavior,
}

impl Framework {
    /// The sheets that make up a page, most widely shared first, its own last. Empty when there is
    /// no such page.
    pub fn sheets_of_page(&self, address: &PageAddress) -> Vec<&Sheet> {
        let Some(track) = self.tracks.get(&address.track) else { return Vec::new() };
        let Some(own) = track.pages.get(&address.level) else { return Vec::new() };
        let core = ["all", track.ladder.as_str(), address.level.as_str()];
        let mut sheets: Vec<&Sheet> = core.iter().filter_map(|id| self.core.get(*id)).collect();
        sheets.extend(&track.all);
        sheets.push(own);
        sheets
    }

    /// The behaviors of a page, shared ones first, without those that it drops or replaces.
    pub fn behaviors_of_page(&self, address: &PageAddress) -> Vec<EffectiveBehavior<'_>> {
        let sheets = self.sheets_of_page(address);
        let mut out: Vec<EffectiveBehavior<'_>> = Vec::new();
        for sheet in &sheets {
            for (heading, behavior) in sheet.behaviors() {
                if behavior.overrides() {
                    let replaced = out.iter().position(|old| old.stands_for(heading, &behavior.key));
                    if let Some(index) = replaced {
                        out[index] = EffectiveBehavior { sheet, heading, behavior };
                        continue;
                    }
                }
                out.push(EffectiveBehavior { sheet, heading, behavior });
            }
        }
        for sheet in &sheets {
            for (address, _) in &sheet.without {
                out.retain(|old| std::ptr::eq(old.sheet, *sheet) || !old.is_named(address));
            }
        }
        out
    }

    /// Returns the page at a track and level as a person reads it, or `None` when there is none.
    pub fn effective_page(&self, address: &PageAddress) -> Option<EffectivePage<'_>> {
        let track = self.tracks.get(&address.track)?;
        let own = track.pages.get(&address.level)?;
        let sheets = self.sheets_of_page(address);
        let behaviors = self.behaviors_of_page(address);
        let sections = self
            .section_order(address, &sheets)
            .into_iter()
            .filter_map(|section| self.effective_section(track.id.clone(), section, &sheets, &behaviors))
            .collect();
        let summary = sheets.iter().rev().find(|sheet| !sheet.summary.is_empty());
        Some(EffectivePage {
            address: address.clone(),
            title: self.page_name(address),
            summary: summary.map(|sheet| sheet.summary.iter().collect()).unwrap_or_default(),
            status: track.status,
            facts: self.facts_of_page(address, own),
            sections,
        })
    }

    /// The sections that have text on a page, in reading order: the framework's, the track's own,
    /// then any that nothing names.
    fn section_order<'f>(&'f self, address: &PageAddress, sheets: &[&'f Sheet]) -> Vec<&'f Id> {
        let own = self.tracks.get(&address.track).into_iter().flat_map(|track| track.sections.keys());
        let mut order: Vec<&Id> = self.sections.keys().collect();
        for id in own.chain(sheets.iter().flat_map(|sheet| sheet.headings.iter().map(|heading| &heading.section))) {
            if !order.contains(&id) {
                order.push(id);
            }
        }
        order
    }

    fn effective_section<'f>(
        &'f self,
        track: Id,
        section: &'f Id,
        sheets: &[&'f Sheet],
        behaviors: &[EffectiveBehavior<'f>],
    ) -> Option<EffectiveSection<'f>> {
        let headings: Vec<&Heading> = sheets
            .iter()
            .flat_map(|sheet| sheet.headings.iter())
            .filter(|heading| heading.section == *section)
            .collect();
        let under = |responsibility: Option<&Id>| -> Vec<EffectiveBehavior<'f>> {
            let here = |found: &&EffectiveBehavior<'f>| {
                found.heading.section == *section && found.heading.responsibility.as_ref() == responsibility
            };
            behaviors.iter().filter(here).copied().collect()
        };
        let about = |responsibility: Option<&Id>| -> Option<&'f str> {
            let here = headings.iter().rev().filter(|heading| heading.responsibility.as_ref() == responsibility);
            here.filter_map(|heading| heading.about.as_ref()).map(|about| about.text.as_str()).next()
        };
        let examples = |responsibility: Option<&Id>| -> Vec<&'f Text> {
            let here = headings.iter().filter(|heading| heading.responsibility.as_ref() == responsibility);
            here.flat_map(|heading| &heading.examples).collect()
        };
        let definition = self.section(&track, section);
        let defined = |definition: &'f super::SectionDefinition| definition.responsibilities.keys();
        let own = self.tracks.get(&track).and_then(|track| track.sections.get(section));
        let mut order: Vec<&'f Id> = definition.into_iter().chain(own).flat_map(defined).collect();
        order.extend(headings.iter().filter_map(|heading| heading.responsibility.as_ref()));
        let mut seen = std::collections::HashSet::new();
        order.retain(|id| seen.insert(*id));
        let responsibilities: Vec<_> = order
            .into_iter()
            .map(|id| EffectiveResponsibility {
                id: id.clone(),
                name: self.responsibility_name(&track, section, id),
                about: about(Some(id)),
                behaviors: under(Some(id)),
                examples: examples(Some(id)),
            })
            .filter(|found| !found.behaviors.is_empty() || found.about.is_some() || !found.examples.is_empty())
            .collect();
        let direct = under(None);
        let own_about = about(None);
        if direct.is_empty() && responsibilities.is_empty() && own_about.is_none() {
            return None;
        }
        Some(EffectiveSection {
            id: section.clone(),
            name: self.section_name(&track, section),
            about: own_about.or_else(|| Some(definition?.about.as_ref()?.text.as_str())),
            behaviors: direct,
            examples: examples(None),
            responsibilities,
        })
    }

    /// The facts of a page, the nearest value of each, by name and in the order they are defined.
    fn facts_of_page(&self, address: &PageAddress, own: &Sheet) -> Vec<(String, String)> {
        let sheets = self.sheets_of_page(address);
        let track = self.tracks.get(&address.track);
        self.facts
            .iter()
            .filter_map(|(id, definition)| {
                let value = own
                    .facts
                    .get(id)
                    .or_else(|| track.and_then(|track| track.facts.get(id)))
                    .or_else(|| sheets.iter().rev().find_map(|sheet| sheet.facts.get(id)))
                    .or_else(|| self.fact_values.get(id))?;
                Some((definition.name.clone(), value.text.clone()))
            })
            .collect()
    }
}

impl EffectiveBehavior<'_> {
    /// Whether this is the behavior of that key under that heading.
    fn stands_for(&self, heading: &Heading, key: &Id) -> bool {
        self.heading.section == heading.section
            && self.heading.responsibility == heading.responsibility
            && self.behavior.key == *key
    }

    /// Whether an address relative to its page (section, perhaps responsibility, key) names it.
    pub fn is_named(&self, address: &Address) -> bool {
        self.heading.is_named(&self.behavior.key, address)
    }
}
