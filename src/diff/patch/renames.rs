//! New ids of tracks, levels, ladders, sections, responsibilities, pages and headings, all given at
//! once, so that two may change places.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diff::kind::Kind;
use crate::model::{Framework, Heading, Id, PageAddress, SectionDefinition, Sheet, Track};

use super::slot::bare_section;
use super::{Record, Side};

/// A heading of one sheet: its address, section and responsibility.
type HeadingOfPage = (PageAddress, Id, Option<Id>);

/// Which ids become which.
#[derive(Debug, Default)]
pub(super) struct Renames {
    tracks: HashMap<Id, Id>,
    levels: HashMap<Id, Id>,
    ladders: HashMap<Id, Id>,
    sections: HashMap<Id, Id>,
    responsibilities: HashMap<(Id, Id), (Id, Id)>,
    pages: HashMap<PageAddress, PageAddress>,
    /// Headings that one sheet alone renames, by the sheet's address before.
    headings: HashMap<HeadingOfPage, (Id, Option<Id>)>,
    /// Names exchanged, by the kind of thing and its id before.
    names: HashMap<(Kind, String), (String, String)>,
}

impl Renames {
    /// Returns the renames among some changes.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut out = Self::default();
        for record in records {
            if let ([before], [after]) = (&record.before[..], &record.after[..]) {
                out.add(record.kind, before, after);
            }
        }
        out
    }

    fn add(&mut self, kind: Kind, before: &Side, after: &Side) -> Option<()> {
        let id = |text: &str| Id::new(text).ok();
        match kind {
            Kind::TrackRenamed => drop(self.tracks.insert(id(&before.at)?, id(&after.at)?)),
            Kind::LevelRenamed => drop(self.levels.insert(id(&before.at)?, id(&after.at)?)),
            Kind::LadderRenamed => drop(self.ladders.insert(id(&before.at)?, id(&after.at)?)),
            Kind::PageRenamed => drop(self.pages.insert(before.at.parse().ok()?, after.at.parse().ok()?)),
            Kind::SectionRenamed | Kind::ResponsibilityRenamed => {
                let (old, new): (Vec<&str>, Vec<&str>) =
                    (before.at.split('/').collect(), after.at.split('/').collect());
                match (&old[..], &new[..]) {
                    ([old], [new]) => drop(self.sections.insert(id(old)?, id(new)?)),
                    ([old, own], [new, other]) => {
                        self.responsibilities.insert((id(old)?, id(own)?), (id(new)?, id(other)?));
                    }
                    ([track, level, old @ ..], [_, _, new @ ..]) => {
                        let page = PageAddress { track: id(track)?, level: id(level)? };
                        let heading = |parts: &[&str]| match parts {
                            [section] => Some((id(section)?, None)),
                            [section, own] => Some((id(section)?, Some(id(own)?))),
                            _ => None,
                        };
                        let ((section, own), to) = (heading(old)?, heading(new)?);
                        self.headings.insert((page, section, own), to);
                        return None;
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
        self.names.insert((kind, before.at.clone()), (before.text.clone(), after.text.clone()));
        None
    }

    /// Gives a framework the new ids and names.
    pub(super) fn make(&self, framework: &mut Framework) {
        let ladder_of = |id: &Id| self.ladders.get(id).cloned().unwrap_or_else(|| id.clone());
        let level_of = |id: &Id| self.levels.get(id).cloned().unwrap_or_else(|| id.clone());
        framework.ladders = std::mem::take(&mut framework.ladders)
            .into_iter()
            .map(|(id, mut ladder)| {
                self.name(Kind::LadderRenamed, id.as_str(), &mut ladder.name);
                ladder.id = ladder_of(&id);
                ladder.ranks.iter_mut().flatten().for_each(|level| *level = level_of(level));
                (ladder.id.clone(), ladder)
            })
            .collect();
        framework.levels = std::mem::take(&mut framework.levels)
            .into_iter()
            .map(|(id, mut level)| {
                self.name(Kind::LevelRenamed, id.as_str(), &mut level.name);
                level.id = level_of(&id);
                (level.id.clone(), level)
            })
            .collect();
        self.rename_sections(&mut framework.sections);
        let sheets = std::mem::take(&mut framework.core).into_values().collect::<Vec<Sheet>>();
        let mut moved: Vec<Sheet> = sheets.into_iter().map(|sheet| self.sheet(sheet)).collect();
        let tracks: Vec<Track> = std::mem::take(&mut framework.tracks).into_values().collect();
        for mut track in tracks {
            let own = track.all.take().into_iter().chain(std::mem::take(&mut track.pages).into_values());
            moved.extend(own.map(|sheet| self.sheet(sheet)));
            self.name(Kind::TrackRenamed, track.id.as_str(), &mut track.name);
            if let Some(id) = self.tracks.get(&track.id) {
                track.id = id.clone();
            }
            track.ladder = ladder_of(&track.ladder);
            self.rename_sections(&mut track.sections);
            framework.tracks.insert(track.id.clone(), track);
        }
        for sheet in moved {
            let place = super::slot::sheet_mut(framework, &sheet.address.clone());
            *place = sheet;
        }
    }

    fn name(&self, kind: Kind, id: &str, name: &mut String) {
        if let Some((before, after)) = self.names.get(&(kind, id.to_owned()))
            && before == name
        {
            name.clone_from(after);
        }
    }

    /// Where a page goes: as declared, or with its track and level.
    fn page(&self, address: &PageAddress) -> PageAddress {
        if let Some(page) = self.pages.get(address) {
            return page.clone();
        }
        let track = self.tracks.get(&address.track).unwrap_or(&address.track).clone();
        let level = self.levels.get(&address.level);
        let level = level.or_else(|| self.ladders.get(&address.level)).unwrap_or(&address.level).clone();
        PageAddress { track, level }
    }

    fn sheet(&self, mut sheet: Sheet) -> Sheet {
        let was = sheet.address.clone();
        sheet.address = self.page(&was);
        if sheet.address != was {
            sheet.file = sheet.address.file().into();
        }
        if self.sections.is_empty() && self.responsibilities.is_empty() && self.headings.is_empty() {
            return sheet;
        }
        let headings = std::mem::take(&mut sheet.headings);
        for heading in headings {
            let (section, own) = self.heading(&was, &heading);
            let place = sheet.heading_mut(&section, own.as_ref());
            let Heading { about, examples, was, behaviors, line, .. } = heading;
            place.about = place.about.take().or(about);
            place.examples.extend(examples);
            place.was.extend(was);
            place.behaviors.extend(behaviors);
            place.line = line;
        }
        sheet
    }

    fn heading(&self, page: &PageAddress, heading: &Heading) -> (Id, Option<Id>) {
        let key = (page.clone(), heading.section.clone(), heading.responsibility.clone());
        if let Some(to) = self.headings.get(&key) {
            return to.clone();
        }
        match &heading.responsibility {
            None => (self.section(&heading.section), None),
            Some(own) => {
                let (section, own) = self.responsibility(&heading.section, own);
                (section, Some(own))
            }
        }
    }

    fn section(&self, id: &Id) -> Id {
        self.sections.get(id).unwrap_or(id).clone()
    }

    fn responsibility(&self, section: &Id, id: &Id) -> (Id, Id) {
        let renamed = self.responsibilities.get(&(section.clone(), id.clone())).cloned();
        renamed.unwrap_or_else(|| (self.section(section), id.clone()))
    }

    fn rename_sections(&self, sections: &mut IndexMap<Id, SectionDefinition>) {
        if self.sections.is_empty() && self.responsibilities.is_empty() {
            return;
        }
        let old: Vec<SectionDefinition> = std::mem::take(sections).into_values().collect();
        for section in &old {
            let id = self.section(&section.id);
            let mut made = SectionDefinition { id: id.clone(), responsibilities: IndexMap::new(), ..section.clone() };
            self.name(Kind::SectionRenamed, section.id.as_str(), &mut made.name);
            sections.insert(id, made);
        }
        for section in old {
            for (own, mut found) in section.responsibilities {
                let (to, id) = self.responsibility(&section.id, &own);
                self.name(Kind::ResponsibilityRenamed, &format!("{}/{own}", section.id), &mut found.name);
                found.id = id.clone();
                let target = sections.entry(to.clone()).or_insert_with(|| bare_section(&to));
                target.responsibilities.insert(id, found);
            }
        }
    }
}
