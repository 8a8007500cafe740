//! The whole: names and order of ladders, levels, sections, facts, tracks, and their sheets.

use std::sync::Arc;

use indexmap::IndexMap;

use super::address::{Address, PageAddress};
use super::id::Id;
use super::sheet::{Sheet, Text};

/// Where an item stands: plain data, for messages and annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file, relative to the framework's folder, with `/`. Empty for what no file says.
    pub file: Arc<str>,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
}

/// A company's framework at one revision. May hold only a part of the files when a comparison
/// needs no more: then every file that is not held is known to be equal on the other side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Framework {
    /// The framework's name.
    pub name: String,
    /// The version it was last released as.
    pub version: Option<String>,
    /// The ladders, in reading order.
    pub ladders: IndexMap<Id, Ladder>,
    /// The levels; in the order of the ladders, then as written.
    pub levels: IndexMap<Id, Level>,
    /// The sections of every page, in reading order.
    pub sections: IndexMap<Id, SectionDefinition>,
    /// What the facts are called and which direction asks more.
    pub facts: IndexMap<Id, FactDefinition>,
    /// Facts set for every page.
    pub fact_values: IndexMap<Id, FactValue>,
    /// Sheets shared by all tracks: for `all`, a ladder's id, or a level's id.
    pub core: IndexMap<Id, Sheet>,
    /// The tracks, in order of their ids.
    pub tracks: IndexMap<Id, Track>,
    /// Files that could not be read; nothing of them is in the model, and nothing of them may be
    /// taken as removed.
    pub unreadable: Vec<UnreadableFile>,
    /// The framework's folder within the repository, with `/` and without one at the end; empty at
    /// its top.
    pub folder: String,
}

/// A file of the framework that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableFile {
    /// The file, relative to the framework's folder.
    pub file: Arc<str>,
    /// The line of the first problem, from 1.
    pub line: u32,
    /// What is wrong and what to do, in plain words.
    pub message: String,
}

/// Levels in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// Its id, `ic`.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The levels from junior to senior; several at one rank are alternatives.
    pub ranks: Vec<Vec<Id>>,
    /// Whether a level also asks for what the levels below it ask for.
    pub cumulative: bool,
    /// Ids this ladder had before.
    pub was: Vec<Address>,
    /// Where it is written.
    pub origin: Origin,
}

impl Ladder {
    /// All its levels, junior to senior.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = &Id> {
        self.ranks.iter().flatten()
    }

    /// The rank of a level, 0 for the most junior.
    pub fn rank(&self, level: &Id) -> Option<usize> {
        self.ranks.iter().position(|rank| rank.contains(level))
    }
}

/// A rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its id, `ic4`.
    pub id: Id,
    /// Its name for people, `IC4`.
    pub name: String,
    /// Ids this level had before.
    pub was: Vec<Address>,
    /// Where it is written.
    pub origin: Origin,
}

/// A heading of pages.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionDefinition {
    /// Its id, `scope`.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// What it is about, for readers.
    pub about: Option<Text>,
    /// The headings within it, in reading order.
    pub responsibilities: IndexMap<Id, ResponsibilityDefinition>,
    /// Ids this section had before.
    pub was: Vec<Address>,
    /// Where it is written.
    pub origin: Origin,
}

/// A heading within a section.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponsibilityDefinition {
    /// Its id, `ownership`.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// Addresses this responsibility had before: `section/responsibility`, or an id of the same
    /// section.
    pub was: Vec<Address>,
    /// Where it is written.
    pub origin: Origin,
}

/// Which way a larger number moves the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// A larger value asks more.
    AsksMore,
    /// A larger value asks less.
    AsksLess,
}

/// What a fact is called and how to judge a change of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FactDefinition {
    /// Its id, `points-required`.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// What a higher value means; without it a change is unclear.
    pub higher: Option<Direction>,
    /// Where it is written.
    pub origin: Origin,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct FactValue {
    /// The value as one reads it.
    pub text: String,
    /// The value as a number, where it is one.
    pub number: Option<f64>,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// Whether a track asks anything of anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Status {
    /// In force.
    #[default]
    Active,
    /// Being written: asks nothing of anyone yet.
    Draft,
    /// In force, and to be replaced.
    Deprecated,
}

impl Status {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Draft => "draft",
            Self::Deprecated => "deprecated",
        }
    }
}

/// A discipline on a ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// Its id, `security-engineer`.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The ladder its levels are of.
    pub ladder: Id,
    /// Whether it is in force.
    pub status: Status,
    /// What the discipline is, for readers.
    pub summary: Vec<Text>,
    /// Sections of its own, and responsibilities it adds to shared ones.
    pub sections: IndexMap<Id, SectionDefinition>,
    /// Facts set for all its pages.
    pub facts: IndexMap<Id, FactValue>,
    /// Ids this track had before; several when tracks were merged into it.
    pub was: Vec<Address>,
    /// What all its pages share.
    pub all: Option<Sheet>,
    /// Its pages by level, in the ladder's order.
    pub pages: IndexMap<Id, Sheet>,
    /// Where it is written.
    pub origin: Origin,
}

impl Track {
    /// Returns a track with nothing but its id, and the ladder of the same.
    pub fn new(id: Id) -> Self {
        Self {
            name: id.as_str().replace('-', " "),
            ladder: id.clone(),
            id,
            status: Status::Active,
            summary: Vec::new(),
            sections: IndexMap::new(),
            facts: IndexMap::new(),
            was: Vec::new(),
            all: None,
            pages: IndexMap::new(),
            origin: Origin::default(),
        }
    }
}

impl Framework {
    /// Returns the sheet at an address, to be changed.
    pub fn sheet_mut(&mut self, address: &PageAddress) -> Option<&mut Sheet> {
        if address.is_core() {
            return self.core.get_mut(&address.level);
        }
        let track = self.tracks.get_mut(&address.track)?;
        if address.is_for_every_level() { track.all.as_mut() } else { track.pages.get_mut(&address.level) }
    }

    /// Puts levels and sheets into the order of the ladders, tracks into that of their ids.
    pub fn put_in_order(&mut self) {
        let order: Vec<Id> = self.ladders.values().flat_map(Ladder::levels).cloned().collect();
        let place = |id: &Id| order.iter().position(|other| other == id).unwrap_or(usize::MAX);
        let ladders = &self.ladders;
        let core_place = |id: &Id| match () {
            () if *id == "all" => (0, 0),
            () if ladders.contains_key(id) => (1, 0),
            () => (2, place(id)),
        };
        self.core.sort_by(|a, _, b, _| core_place(a).cmp(&core_place(b)).then_with(|| a.cmp(b)));
        self.levels.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        self.tracks.sort_keys();
        for track in self.tracks.values_mut() {
            track.pages.sort_by(|a, _, b, _| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
        }
    }

    /// Returns the sheet at an address: a page's own, a track's `all`, or one of the core.
    pub fn sheet(&self, address: &PageAddress) -> Option<&Sheet> {
        if address.is_core() {
            return self.core.get(&address.level);
        }
        let track = self.tracks.get(&address.track)?;
        if address.is_for_every_level() { track.all.as_ref() } else { track.pages.get(&address.level) }
    }

    /// All sheets: the core's, then track by track its `all` and its pages.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        let tracks = self.tracks.values().flat_map(|track| track.all.iter().chain(track.pages.values()));
        self.core.values().chain(tracks)
    }

    /// The sheets of levels, in the core or in a track, that no ladder and no table declares.
    pub fn undeclared_levels(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets().filter(|sheet| {
            let (address, level) = (&sheet.address, &sheet.address.level);
            let ladder = address.is_core() && self.ladders.contains_key(level);
            !address.is_for_every_level() && !self.levels.contains_key(level) && !ladder
        })
    }

    /// The ladder a level belongs to.
    pub fn ladder_of(&self, level: &Id) -> Option<&Ladder> {
        self.ladders.values().find(|ladder| ladder.levels().any(|id| id == level))
    }

    /// The definition of a section as a track sees it: the framework's, else the track's own.
    pub fn section(&self, track: &Id, section: &Id) -> Option<&SectionDefinition> {
        self.sections.get(section).or_else(|| self.tracks.get(track)?.sections.get(section))
    }

    /// The name of a section for people; its id where nothing names it.
    pub fn section_name<'a>(&'a self, track: &Id, section: &'a Id) -> &'a str {
        let own = |track: &'a Track| track.sections.get(section);
        let of_any = || if *track == "core" { self.tracks.values().find_map(own) } else { None };
        self.section(track, section).or_else(of_any).map_or(section.as_str(), |definition| &definition.name)
    }

    /// The name of a responsibility for people, the track's own before the framework's; its id
    /// where nothing names it.
    pub fn responsibility_name<'a>(&'a self, track: &Id, section: &Id, responsibility: &'a Id) -> &'a str {
        let own = self.tracks.get(track).and_then(|track| track.sections.get(section));
        let in_section = |track: &'a Track| track.sections.get(section)?.responsibilities.get(responsibility);
        // Shared text stands under headings that only tracks may name.
        let of_any = || self.tracks.values().find_map(in_section);
        let found = own
            .and_then(|definition| definition.responsibilities.get(responsibility))
            .or_else(|| self.sections.get(section)?.responsibilities.get(responsibility))
            .or_else(|| if *track == "core" { of_any() } else { None });
        found.map_or(responsibility.as_str(), |definition| &definition.name)
    }

    /// The name of a level for people; its id where nothing names it.
    pub fn level_name<'a>(&'a self, level: &'a Id) -> &'a str {
        self.levels.get(level).map_or(level.as_str(), |level| &level.name)
    }

    /// The name of a track for people; its id where nothing names it.
    pub fn track_name<'a>(&'a self, track: &'a Id) -> &'a str {
        self.tracks.get(track).map_or(track.as_str(), |track| &track.name)
    }

    /// What people call a page or a shared sheet: its title where it has one, else level and
    /// track, `IC4 Security Engineer`; `every IC4 page`, `every page`, `every Security Engineer
    /// page` for shared text.
    pub fn page_name(&self, address: &PageAddress) -> String {
        if address.is_core() {
            return if address.is_for_every_level() {
                "every page".to_owned()
            } else if let Some(ladder) = self.ladders.get(&address.level) {
                format!("every {} page", ladder.name)
            } else {
                format!("every {} page", self.level_name(&address.level))
            };
        }
        if address.is_for_every_level() {
            return format!("every {} page", self.track_name(&address.track));
        }
        match self.sheet(address).and_then(|sheet| sheet.title.as_ref()) {
            Some(title) => title.text.clone(),
            None => {
                let (level, track) = (self.level_name(&address.level), self.track_name(&address.track));
                let bare = level.bytes().all(|byte| byte.is_ascii_digit());
                if bare { format!("{track} level {level}") } else { format!("{level} {track}") }
            }
        }
    }

    /// The addresses of all pages people read, track by track, junior to senior: every sheet of a
    /// track at a level. (A level for which a track writes nothing has no page.)
    pub fn pages(&self) -> impl Iterator<Item = PageAddress> + '_ {
        self.tracks.values().flat_map(|track| track.pages.values().map(|sheet| sheet.address.clone()))
    }

    /// The pages that include a sheet: itself for a page's own, else every page it is shared by.
    pub fn pages_including(&self, address: &PageAddress) -> Vec<PageAddress> {
        if !address.is_shared() {
            return vec![address.clone()];
        }
        self.pages()
            .filter(|page| {
                if address.is_core() {
                    address.is_for_every_level()
                        || address.level == page.level
                        || self.tracks.get(&page.track).is_some_and(|track| track.ladder == address.level)
                } else {
                    page.track == address.track
                }
            })
            .collect()
    }
}
