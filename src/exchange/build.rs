//! Rows to a framework: names become ids, sentences get keys, nothing is lost.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{
    Attributes, Behavior, Framework, Id, Ladder, Level, Origin, PageAddress, ResponsibilityDefinition,
    SectionDefinition, Sheet, Status, Text, Track, slug,
};

use super::keys::{key, unique};
use super::rows::Row;

/// The name of the section for rows that have none.
pub(super) const NO_SECTION: &str = "General";

/// How rows become a framework.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// The framework's name.
    pub name: String,
    /// The levels' names from junior to senior; others follow in order of their first appearance.
    pub levels: Vec<String>,
}

/// A framework made of rows.
#[derive(Debug)]
pub struct Built {
    /// The framework.
    pub framework: Framework,
    /// Rows that were not taken (their numbers from 1), and why.
    pub not_taken: Vec<(usize, Row, String)>,
    /// What was decided on the way and may surprise.
    pub notes: Vec<String>,
}

/// Gives names their ids: the slug, numbered where two names share it.
#[derive(Debug, Default)]
struct Names {
    ids: IndexMap<String, Id>,
    taken: HashSet<String>,
}

impl Names {
    fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    fn id(&mut self, name: &str, otherwise: &str) -> Id {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let base = slug(name);
        let id = unique(if base.is_empty() { otherwise } else { &base }, &mut self.taken);
        self.ids.insert(name.to_owned(), id.clone());
        id
    }
}

/// Returns the framework that rows make up. Empty statements are not taken; everything else is.
pub fn framework_from_rows(rows: Vec<Row>, options: &BuildOptions) -> Built {
    let mut builder = Builder::new(options);
    let mut not_taken = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if row.text.trim().is_empty() {
            not_taken.push((index + 1, row, "the statement is empty".to_owned()));
        } else {
            builder.take(row);
        }
    }
    let Builder { framework, notes, .. } = builder.finish();
    Built { framework, not_taken, notes }
}

struct Builder {
    framework: Framework,
    notes: Vec<String>,
    tracks: Names,
    levels: Names,
    sections: Names,
    responsibilities: HashMap<Id, Names>,
    taken: HashMap<PageAddress, HashSet<String>>,
}

/// Returns a text with white space folded, as rows are compared.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Builder {
    fn new(options: &BuildOptions) -> Self {
        let (mut tracks, mut levels, sections) = (Names::default(), Names::default(), Names::default());
        tracks.reserve("core");
        levels.reserve("all");
        let framework = Framework { name: options.name.clone(), ..Framework::default() };
        let mut builder = Self {
            framework,
            notes: Vec::new(),
            tracks,
            levels,
            sections,
            responsibilities: HashMap::new(),
            taken: HashMap::new(),
        };
        for name in &options.levels {
            builder.level(name);
        }
        builder
    }

    fn level(&mut self, name: &str) -> Id {
        if name == "all" {
            return self.levels.ids.get("all").cloned().unwrap_or_else(|| self.fixed("all"));
        }
        let id = self.levels.id(name, "level");
        self.framework.levels.entry(id.clone()).or_insert_with(|| Level {
            id: id.clone(),
            name: name.to_owned(),
            was: Vec::new(),
            origin: Origin::default(),
        });
        id
    }

    /// An id that means the same in every framework.
    fn fixed(&mut self, word: &str) -> Id {
        let mut nothing = HashSet::new();
        let id = unique(word, &mut nothing);
        self.levels.ids.insert(word.to_owned(), id.clone());
        id
    }

    fn track(&mut self, name: &str) -> Id {
        if name == "core" {
            if let Some(id) = self.tracks.ids.get("core") {
                return id.clone();
            }
            let id = unique("core", &mut HashSet::new());
            self.tracks.ids.insert("core".to_owned(), id.clone());
            return id;
        }
        let id = self.tracks.id(name, "track");
        self.framework.tracks.entry(id.clone()).or_insert_with(|| Track {
            id: id.clone(),
            name: name.to_owned(),
            ladder: id.clone(),
            status: Status::Active,
            summary: Vec::new(),
            sections: IndexMap::new(),
            facts: IndexMap::new(),
            was: Vec::new(),
            all: None,
            pages: IndexMap::new(),
            origin: Origin::default(),
        });
        id
    }

    fn take(&mut self, row: Row) {
        let track = self.track(row.track.as_deref().map_or("Framework", str::trim));
        let level = self.level(row.level.as_deref().map_or("all", str::trim));
        let address = PageAddress { track, level };
        let summary = row.section.as_deref().is_some_and(|name| slug(name) == "summary");
        if summary {
            let text = Text { text: folded(&row.text), line: 0 };
            if let Some(section) = row.responsibility.as_deref().filter(|name| !name.trim().is_empty()) {
                // An introduction of a section rather than of the page.
                let section = self.section(section);
                let heading = sheet_of(&mut self.framework, &address).heading_mut(&section, None);
                if heading.about.is_none() {
                    heading.about = Some(text);
                    return;
                }
            }
            sheet_of(&mut self.framework, &address).summary.push(text);
            return;
        }
        let section = self.section(row.section.as_deref().unwrap_or(NO_SECTION));
        let responsibility = row.responsibility.as_deref().map(|name| self.responsibility(&section, name));
        let key = self.key(&address, &row);
        let mut behavior = Behavior::new(key, folded(&row.text), 0);
        if !row.examples.is_empty() {
            let examples = row.examples.iter().map(|text| Text { text: folded(text), line: 0 }).collect();
            behavior.attributes = Some(Box::new(Attributes { examples, ..Attributes::default() }));
        }
        let sheet = sheet_of(&mut self.framework, &address);
        sheet.heading_mut(&section, responsibility.as_ref()).behaviors.push(behavior);
    }

    fn section(&mut self, name: &str) -> Id {
        let id = self.sections.id(name, "section");
        self.framework.sections.entry(id.clone()).or_insert_with(|| SectionDefinition {
            id: id.clone(),
            name: name.to_owned(),
            about: None,
            responsibilities: IndexMap::new(),
            was: Vec::new(),
            origin: Origin::default(),
        });
        id
    }

    fn responsibility(&mut self, section: &Id, name: &str) -> Id {
        let id = self.responsibilities.entry(section.clone()).or_default().id(name, "responsibility");
        if let Some(definition) = self.framework.sections.get_mut(section) {
            definition.responsibilities.entry(id.clone()).or_insert_with(|| ResponsibilityDefinition {
                id: id.clone(),
                name: name.to_owned(),
                was: Vec::new(),
                origin: Origin::default(),
            });
        }
        id
    }

    fn key(&mut self, address: &PageAddress, row: &Row) -> Id {
        let taken = self.taken.entry(address.clone()).or_default();
        // A responsibility's id cannot be a key of the same section; telling words rarely are one.
        match row.id.as_deref().map(slug).filter(|id| !id.is_empty()) {
            Some(id) => {
                let key = unique(&id, taken);
                if key != id.as_str() {
                    self.notes.push(format!("{address}: the id `{id}` stands there twice; the second is `{key}`"));
                }
                key
            }
            None => key(&row.text, taken),
        }
    }

    /// Settles the ladder, and moves apart keys that would be read as headings or meet shared ones.
    fn finish(mut self) -> Self {
        let mut taken: HashSet<String> = self.framework.levels.keys().map(Id::to_string).collect();
        taken.insert("all".to_owned());
        let ladder = unique("levels", &mut taken);
        let ranks = self.framework.levels.keys().map(|level| vec![level.clone()]).collect();
        self.framework.ladders.insert(
            ladder.clone(),
            Ladder {
                id: ladder.clone(),
                name: "Levels".to_owned(),
                ranks,
                cumulative: false,
                was: Vec::new(),
                origin: Origin::default(),
            },
        );
        for track in self.framework.tracks.values_mut() {
            track.ladder = ladder.clone();
        }
        let order: Vec<Id> = self.framework.levels.keys().cloned().collect();
        let place = |id: &Id| order.iter().position(|other| other == id);
        for track in self.framework.tracks.values_mut() {
            track.pages.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        }
        self.framework.core.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        let headings: HashSet<(Id, String)> = self
            .framework
            .sections
            .values()
            .flat_map(|section| section.responsibilities.keys().map(|id| (section.id.clone(), id.to_string())))
            .collect();
        let shared = shared_keys(&self.framework);
        for sheet in sheets_mut(&mut self.framework) {
            let mut all: HashSet<String> = sheet.behaviors().map(|(_, behavior)| behavior.key.to_string()).collect();
            let own = sheet.address.clone();
            for heading in &mut sheet.headings {
                for behavior in &mut heading.behaviors {
                    let key = behavior.key.to_string();
                    let is_heading =
                        heading.responsibility.is_none() && headings.contains(&(heading.section.clone(), key.clone()));
                    let is_shared = !own.is_core()
                        && shared.get(&key).is_some_and(|sheets| sheets.iter().any(|sheet| meets(sheet, &own)));
                    if is_heading || is_shared {
                        behavior.key = unique(&format!("{key}-2"), &mut all);
                    }
                }
            }
        }
        self
    }
}

/// Whether text of a shared sheet is read together with a sheet's own.
fn meets(shared: &PageAddress, own: &PageAddress) -> bool {
    shared != own
        && (shared.is_core() || shared.track == own.track)
        && (shared.is_for_every_level() || own.is_for_every_level() || shared.level == own.level)
}

fn shared_keys(framework: &Framework) -> HashMap<String, Vec<PageAddress>> {
    let mut out: HashMap<String, Vec<PageAddress>> = HashMap::new();
    for sheet in framework.sheets().filter(|sheet| sheet.address.is_shared()) {
        for (_, behavior) in sheet.behaviors() {
            out.entry(behavior.key.to_string()).or_default().push(sheet.address.clone());
        }
    }
    out
}

fn sheets_mut(framework: &mut Framework) -> impl Iterator<Item = &mut Sheet> {
    let tracks = framework.tracks.values_mut().flat_map(|track| track.all.iter_mut().chain(track.pages.values_mut()));
    framework.core.values_mut().chain(tracks)
}

/// The sheet at an address, made if there is none.
fn sheet_of<'f>(framework: &'f mut Framework, address: &PageAddress) -> &'f mut Sheet {
    let make = |file: String| Sheet::new(address.clone(), Arc::from(file));
    if address.is_core() {
        let file = format!("core/{}.toml", address.level);
        return framework.core.entry(address.level.clone()).or_insert_with(|| make(file));
    }
    let file = format!("tracks/{}/{}.toml", address.track, address.level);
    let track = framework.tracks.entry(address.track.clone()).or_insert_with(|| Track {
        id: address.track.clone(),
        name: address.track.to_string(),
        ladder: address.track.clone(),
        status: Status::Active,
        summary: Vec::new(),
        sections: IndexMap::new(),
        facts: IndexMap::new(),
        was: Vec::new(),
        all: None,
        pages: IndexMap::new(),
        origin: Origin::default(),
    });
    if address.is_for_every_level() {
        track.all.get_or_insert_with(|| make(file))
    } else {
        track.pages.entry(address.level.clone()).or_insert_with(|| make(file))
    }
}
