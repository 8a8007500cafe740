//! Statements to a framework: names become ids, sentences get keys, nothing is lost.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{
    Attributes, Behavior, Framework, Id, Level, Origin, PageAddress, ResponsibilityDefinition, SectionDefinition,
    Sheet, Text, Track, slug,
};

use super::keys::key;
use super::names::Names;
use super::statement::{NotTaken, Role, Statement};
use super::{inherit, ladders, settle};

/// The id and name of the section for statements that have none. No name is given this id.
pub(super) const NO_SECTION: (&str, &str) = ("no-section", "General");

/// How statements become a framework.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// The framework's name.
    pub name: String,
    /// The levels' names from junior to senior; others follow in order of their first appearance.
    pub levels: Vec<String>,
    /// A framework to add to: what it has stays as it is.
    pub existing: Option<Framework>,
}

/// A framework made of statements.
#[derive(Debug)]
pub struct Built {
    /// The framework.
    pub framework: Framework,
    /// Texts of the input that are not in it, and why.
    pub not_taken: Vec<NotTaken>,
    /// What was decided on the way and may surprise.
    pub notes: Vec<String>,
    /// The sheets that are new.
    pub added: Vec<PageAddress>,
    /// The sheets that the framework to add to has already; nothing was added to them.
    pub met: Vec<PageAddress>,
}

/// Puts statements in their places, one after another.
pub(super) struct Builder {
    framework: Framework,
    notes: Vec<String>,
    not_taken: Vec<NotTaken>,
    tracks: Names,
    levels: Names,
    sections: Names,
    responsibilities: HashMap<Id, Names>,
    keys: HashMap<PageAddress, HashSet<String>>,
    existing: HashSet<PageAddress>,
    met: BTreeSet<PageAddress>,
    own_responsibilities: HashSet<(String, String, String)>,
}

impl Builder {
    /// Returns a builder with the levels that the options name, and what the framework to add to has.
    pub(super) fn new(options: &BuildOptions) -> Self {
        let mut framework = options.existing.clone().unwrap_or_default();
        if framework.name.is_empty() {
            framework.name.clone_from(&options.name);
        }
        let existing = framework.sheets().map(|sheet| sheet.address.clone()).collect();
        let mut builder = Self {
            notes: Vec::new(),
            not_taken: Vec::new(),
            tracks: Names::default(),
            levels: Names::default(),
            sections: Names::default(),
            responsibilities: HashMap::new(),
            keys: HashMap::new(),
            existing,
            met: BTreeSet::new(),
            own_responsibilities: HashSet::new(),
            framework,
        };
        builder.know_names();
        for name in &options.levels {
            builder.level(name);
        }
        builder
    }

    /// Keeps ids that mean something, and those that names of the framework to add to have.
    fn know_names(&mut self) {
        self.tracks.reserve("core");
        self.levels.reserve("all");
        self.sections.reserve(NO_SECTION.0);
        let framework = &self.framework;
        framework.tracks.values().for_each(|track| self.tracks.know(&track.name, &track.id));
        framework.levels.values().for_each(|level| self.levels.know(&level.name, &level.id));
        let own = framework.tracks.values().flat_map(|track| track.sections.values());
        for section in own.chain(framework.sections.values()) {
            self.sections.know(&section.name, &section.id);
            let names = self.responsibilities.entry(section.id.clone()).or_default();
            section.responsibilities.values().for_each(|found| names.know(&found.name, &found.id));
        }
    }

    /// Says that a responsibility is one track's alone: it is declared there.
    pub(super) fn keep_in_track(&mut self, track: &str, section: &str, responsibility: &str) {
        self.own_responsibilities.insert((track.to_owned(), section.to_owned(), responsibility.to_owned()));
    }

    /// Declares a section and its responsibilities in reading order, before their text comes.
    pub(super) fn declare(&mut self, section: &str, responsibilities: &[String]) {
        let id = self.section(section);
        for name in responsibilities {
            self.declare_responsibility(&id, None, name);
        }
    }

    /// Sets what a section is about on every page that says nothing else.
    pub(super) fn section_about(&mut self, name: &str, about: &str) {
        let id = self.section(name);
        if let Some(definition) = self.framework.sections.get_mut(&id)
            && definition.about.is_none()
        {
            definition.about = Some(text(about));
        }
    }

    /// Notes that a text is not taken.
    pub(super) fn leave(&mut self, found: NotTaken) {
        self.not_taken.push(found);
    }

    /// Notes what was decided.
    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    fn level(&mut self, name: &str) -> Option<Id> {
        if name.eq_ignore_ascii_case("all") {
            return fixed("all");
        }
        let id = self.levels.id(name, "level");
        self.framework.levels.entry(id.clone()).or_insert_with(|| Level {
            id: id.clone(),
            name: name.to_owned(),
            was: Vec::new(),
            origin: Origin::default(),
        });
        Some(id)
    }

    fn track(&mut self, name: &str) -> Option<Id> {
        if name.eq_ignore_ascii_case("core") {
            return fixed("core");
        }
        let id = self.tracks.id(name, "track");
        self.framework.tracks.entry(id.clone()).or_insert_with(|| new_track(&id, name));
        Some(id)
    }

    /// Puts a statement where it belongs.
    pub(super) fn take(&mut self, statement: Statement) {
        let (Some(track), Some(level)) = (self.track(&statement.track), self.level(&statement.level)) else { return };
        let address = PageAddress { track, level };
        if self.existing.contains(&address) {
            self.met.insert(address);
            return;
        }
        match statement.role {
            Role::Title => sheet_of(&mut self.framework, &address).title = Some(text(&statement.text)),
            Role::Summary => sheet_of(&mut self.framework, &address).summary.push(text(&statement.text)),
            Role::About => self.take_about(&address, &statement),
            Role::Behavior => self.take_behavior(&address, statement),
        }
    }

    fn take_about(&mut self, address: &PageAddress, statement: &Statement) {
        let (section, responsibility) = self.place(statement);
        if address.is_core() && address.is_for_every_level() && responsibility.is_none() {
            let definition = self.framework.sections.get_mut(&section);
            return append(definition.map(|definition| &mut definition.about), &statement.text);
        }
        let heading = sheet_of(&mut self.framework, address).heading_mut(&section, responsibility.as_ref());
        append(Some(&mut heading.about), &statement.text);
    }

    fn take_behavior(&mut self, address: &PageAddress, statement: Statement) {
        let (section, responsibility) = self.place(&statement);
        let examples: Vec<Text> = statement.examples.iter().map(|example| text(example)).collect();
        if statement.text.is_empty() {
            let sheet = sheet_of(&mut self.framework, address);
            sheet.heading_mut(&section, responsibility.as_ref()).examples.extend(examples);
            return;
        }
        let key = self.key(address, &statement);
        let mut behavior = Behavior::new(key, statement.text, 0);
        if !examples.is_empty() {
            behavior.attributes = Some(Box::new(Attributes { examples, ..Attributes::default() }));
        }
        let sheet = sheet_of(&mut self.framework, address);
        sheet.heading_mut(&section, responsibility.as_ref()).behaviors.push(behavior);
    }

    /// The ids of the section and the responsibility that a statement stands under.
    fn place(&mut self, statement: &Statement) -> (Id, Option<Id>) {
        let section = match statement.section.as_deref() {
            Some(name) => self.section(name),
            None => self.no_section(),
        };
        let responsibility =
            statement.responsibility.as_deref().map(|name| self.responsibility(&section, statement, name));
        (section, responsibility)
    }

    fn section(&mut self, name: &str) -> Id {
        let id = self.sections.id(name, "section");
        self.framework.sections.entry(id.clone()).or_insert_with(|| new_section(&id, name));
        id
    }

    fn no_section(&mut self) -> Id {
        let (id, name) = NO_SECTION;
        let mut names = Names::default();
        let id = names.id(id, id);
        self.framework.sections.entry(id.clone()).or_insert_with(|| new_section(&id, name));
        id
    }

    fn responsibility(&mut self, section: &Id, statement: &Statement, name: &str) -> Id {
        let place = (statement.track.clone(), statement.section.clone().unwrap_or_default(), name.to_owned());
        let track = self.own_responsibilities.contains(&place).then(|| self.track(&statement.track)).flatten();
        self.declare_responsibility(section, track.as_ref(), name)
    }

    /// Declares a responsibility of the framework's section, or of a track's.
    fn declare_responsibility(&mut self, section: &Id, track: Option<&Id>, name: &str) -> Id {
        let id = self.responsibilities.entry(section.clone()).or_default().id(name, "responsibility");
        let section_name = self.framework.sections.get(section).map(|section| section.name.clone()).unwrap_or_default();
        let definition = match track.and_then(|track| self.framework.tracks.get_mut(track)) {
            Some(track) => {
                Some(track.sections.entry(section.clone()).or_insert_with(|| new_section(section, &section_name)))
            }
            None => self.framework.sections.get_mut(section),
        };
        if let Some(definition) = definition {
            definition.responsibilities.entry(id.clone()).or_insert_with(|| ResponsibilityDefinition {
                id: id.clone(),
                name: name.to_owned(),
                was: Vec::new(),
                origin: Origin::default(),
            });
        }
        id
    }

    fn key(&mut self, address: &PageAddress, statement: &Statement) -> Id {
        let taken = self.keys.entry(address.clone()).or_default();
        let Some(given) = statement.id.as_deref().filter(|id| !slug(id).is_empty()) else {
            return key(&statement.text, taken);
        };
        let id = slug(given);
        let key = super::keys::unique(&id, taken);
        if key != given {
            let why = if key == id.as_str() { "ids are lower case letters, digits and hyphens" } else { "it is taken" };
            self.notes.push(format!("{address}: the id `{given}` is written `{key}`: {why}"));
        }
        key
    }

    /// Settles ladders, leaves to shared text what shared text says, and moves apart keys that would
    /// be read as headings or meet on a page.
    pub(super) fn finish(mut self) -> Built {
        ladders::settle(&mut self.framework);
        let mut added: Vec<PageAddress> = self.framework.sheets().map(|sheet| sheet.address.clone()).collect();
        added.retain(|address| !self.existing.contains(address));
        if !self.existing.is_empty() {
            self.notes.extend(inherit::leave_to_shared(&mut self.framework, &added));
        }
        settle::keys(&mut self.framework, &added);
        Built {
            framework: self.framework,
            not_taken: self.not_taken,
            notes: self.notes,
            added,
            met: self.met.into_iter().collect(),
        }
    }
}

/// An id that means the same in every framework.
fn fixed(word: &str) -> Option<Id> {
    Id::new(word).ok()
}

fn text(text: &str) -> Text {
    Text { text: text.to_owned(), line: 0 }
}

/// Adds a paragraph to an introduction.
fn append(about: Option<&mut Option<Text>>, paragraph: &str) {
    match about {
        Some(Some(about)) => about.text = format!("{}\n\n{paragraph}", about.text),
        Some(empty) => *empty = Some(text(paragraph)),
        None => {}
    }
}

fn new_section(id: &Id, name: &str) -> SectionDefinition {
    SectionDefinition {
        id: id.clone(),
        name: name.to_owned(),
        about: None,
        responsibilities: IndexMap::new(),
        was: Vec::new(),
        origin: Origin::default(),
    }
}

/// A track that has its name and no ladder yet.
fn new_track(id: &Id, name: &str) -> Track {
    Track { name: name.to_owned(), ..Track::new(id.clone()) }
}

/// The sheet at an address, made if there is none.
pub(super) fn sheet_of<'f>(framework: &'f mut Framework, address: &PageAddress) -> &'f mut Sheet {
    let make = |file: String| Sheet::new(address.clone(), Arc::from(file));
    if address.is_core() {
        let file = format!("core/{}.toml", address.level);
        return framework.core.entry(address.level.clone()).or_insert_with(|| make(file));
    }
    let file = format!("tracks/{}/{}.toml", address.track, address.level);
    let track = framework
        .tracks
        .entry(address.track.clone())
        .or_insert_with(|| new_track(&address.track, address.track.as_str()));
    if address.is_for_every_level() {
        track.all.get_or_insert_with(|| make(file))
    } else {
        track.pages.entry(address.level.clone()).or_insert_with(|| make(file))
    }
}
