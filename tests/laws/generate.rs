//! Frameworks as people write them, small: some levels, tracks, sections, shared text, and sentences
//! from a grammar of the field's own words.

use proptest::prelude::*;
use rungs::model::{Framework, Id, PageAddress};
use rungs::source::RawFile;

const SUBJECTS: &[&str] = &["I", "I usually", "With guidance, I", "I can", "I must", "I help"];
const VERBS: &[&str] = &["review", "plan", "write", "lead", "support", "define", "test", "explain"];
const AMOUNTS: &[&str] = &["some", "most", "all", "2", "3", "the", "several"];
const OBJECTS: &[&str] =
    &["threat models", "design documents", "incidents", "dashboards", "interviews", "data pipelines", "migrations"];
const PLACES: &[&str] =
    &["of my team", "across the company", "for new services", "in a quarter", "with peers", "alone"];

/// A sentence by its choices.
pub(crate) fn sentence(choice: u32) -> String {
    let mut left = choice as usize;
    let mut pick = |list: &[&'static str]| {
        let word = list[left % list.len()];
        left /= list.len();
        word
    };
    let (subject, verb, amount) = (pick(SUBJECTS), pick(VERBS), pick(AMOUNTS));
    let (object, place) = (pick(OBJECTS), pick(PLACES));
    format!("{subject} {verb} {amount} {object} {place}.")
}

/// How many sentences there are.
pub(crate) const SENTENCES: u32 = (6 * 8 * 7 * 7 * 6) as u32;

/// The choices that make up a framework.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    levels: usize,
    tracks: usize,
    cumulative: bool,
    draft: bool,
    /// Behaviors: sheet, heading, sentence.
    behaviors: Vec<(u8, u8, u32)>,
    /// Examples of behaviors, by their position.
    examples: Vec<(u8, u32)>,
    /// Facts: the sheet, which fact, value.
    facts: Vec<(u8, bool, u8)>,
    /// Summaries and introductions: the sheet, whether an introduction, sentence.
    texts: Vec<(u8, bool, u32)>,
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    (
        2..4_usize,
        1..4_usize,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
        prop::collection::vec((any::<u8>(), any::<u8>(), 0..SENTENCES), 1..24),
        prop::collection::vec((any::<u8>(), 0..SENTENCES), 0..4),
        prop::collection::vec((any::<u8>(), any::<bool>(), 0..20_u8), 0..4),
        prop::collection::vec((any::<u8>(), any::<bool>(), 0..SENTENCES), 0..4),
    )
        .prop_map(|(levels, tracks, cumulative, draft, behaviors, examples, facts, texts)| Plan {
            levels,
            tracks,
            cumulative,
            draft,
            behaviors,
            examples,
            facts,
            texts,
        })
}

/// The headings that text may stand under.
pub(crate) const HEADINGS: &[(&str, Option<&str>)] = &[
    ("scope", None),
    ("results", Some("ownership")),
    ("results", Some("decisions")),
    ("craft", None),
    ("craft", Some("tools")),
];

impl Plan {
    /// The framework that the choices make up.
    pub(crate) fn framework(&self) -> Framework {
        let mut framework = empty(self.levels, self.tracks, self.cumulative, self.draft);
        let sheets = sheets(&framework);
        for (number, (sheet, heading, choice)) in self.behaviors.iter().enumerate() {
            let page = &sheets[usize::from(*sheet) % sheets.len()];
            let (section, own) = HEADINGS[usize::from(*heading) % HEADINGS.len()];
            put(&mut framework, page, (section, own), &format!("k{number}"), &sentence(*choice));
        }
        for (place, choice) in &self.examples {
            let count = framework.sheets().flat_map(|sheet| sheet.behaviors()).count();
            super::edit::with_behavior(&mut framework, usize::from(*place) % count.max(1), |behavior| {
                let mut attributes = behavior.attributes.take().unwrap_or_default();
                attributes.examples.push(text(&sentence(*choice)));
                behavior.attributes = Some(attributes);
            });
        }
        for (sheet, which, value) in &self.facts {
            let page = &sheets[usize::from(*sheet) % sheets.len()];
            set_fact(&mut framework, page, *which, *value);
        }
        for (sheet, about, choice) in &self.texts {
            let page = &sheets[usize::from(*sheet) % sheets.len()];
            if let Some(sheet) = framework.sheet_mut(page) {
                match sheet.headings.first_mut().filter(|_| *about) {
                    Some(heading) => heading.about = Some(text(&sentence(*choice))),
                    None => sheet.summary.push(text(&sentence(*choice))),
                }
            }
        }
        normal(&framework)
    }
}

pub(crate) fn text(text: &str) -> rungs::model::Text {
    rungs::model::Text { text: text.to_owned(), line: 0 }
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

/// Sets one of two facts, of which one has a direction.
pub(crate) fn set_fact(framework: &mut Framework, page: &PageAddress, which: bool, value: u8) {
    let name = if which { "points" } else { "reports" };
    let value = rungs::model::FactValue { text: value.to_string(), number: Some(f64::from(value)), line: 0 };
    if let Some(sheet) = framework.sheet_mut(page) {
        sheet.facts.insert(id(name), value);
    }
}

/// Every sheet that may hold text, whether it is there or not.
pub(crate) fn sheets(framework: &Framework) -> Vec<PageAddress> {
    let levels: Vec<Id> = framework.ladders.values().flat_map(|ladder| ladder.levels().cloned()).collect();
    let mut out = Vec::new();
    for track in std::iter::once(id("core")).chain(framework.tracks.keys().cloned()) {
        for level in std::iter::once(id("all")).chain(levels.iter().cloned()) {
            out.push(PageAddress { track: track.clone(), level });
        }
    }
    out
}

fn empty(levels: usize, tracks: usize, cumulative: bool, draft: bool) -> Framework {
    let ids: Vec<String> = (1..=levels).map(|level| format!("\"ic{level}\"")).collect();
    let mut files = vec![(
        "framework.toml".to_owned(),
        format!(
            "name = \"Ours\"\nversion = \"1.0.0\"\n[ladders.ic]\nname = \"Engineers\"\nlevels = [{}]\ncumulative = {cumulative}\n\
             [sections.scope]\nname = \"Scope\"\nabout = \"How far work reaches\"\n\
             [sections.results]\nname = \"Results\"\nresponsibilities.ownership = \"Ownership\"\n\
             responsibilities.decisions = \"Decisions\"\n[sections.craft]\nname = \"Craft\"\n\
             responsibilities.tools = \"Tools\"\n[facts.points]\nname = \"Points\"\nhigher = \"asks-more\"\n\
             [facts.reports]\nname = \"Reports\"\n",
            ids.join(", ")
        ),
    )];
    for (index, name) in ["data", "security", "web"].iter().take(tracks).enumerate() {
        let status = if draft && index == 0 { "status = \"draft\"\n" } else { "" };
        files.push((
            format!("tracks/{name}/track.toml"),
            format!("name = \"{name} engineer\"\nladder = \"ic\"\n{status}"),
        ));
        for level in 1..=levels {
            files.push((format!("tracks/{name}/ic{level}.toml"), String::new()));
        }
    }
    let files = files.into_iter().map(|(path, text)| RawFile { path, bytes: text.into_bytes() }).collect();
    rungs::storage::load(files, "").framework
}

/// Puts a behavior at the end of a heading, made where there is none.
pub(crate) fn put(
    framework: &mut Framework,
    page: &PageAddress,
    (section, own): (&str, Option<&str>),
    key: &str,
    sentence: &str,
) {
    if framework.sheet(page).is_none() {
        let sheet = rungs::model::Sheet::new(page.clone(), page.file());
        if page.is_core() {
            framework.core.insert(page.level.clone(), sheet);
        } else if let Some(track) = framework.tracks.get_mut(&page.track) {
            if page.is_for_every_level() {
                track.all = Some(sheet);
            } else {
                track.pages.insert(page.level.clone(), sheet);
            }
        }
    }
    let own = own.map(id);
    if let Some(sheet) = framework.sheet_mut(page) {
        let heading = sheet.heading_mut(&id(section), own.as_ref());
        let mut key = key.to_owned();
        while heading.behaviors.iter().any(|behavior| behavior.key == key.as_str()) {
            key.push('x');
        }
        heading.behaviors.push(rungs::model::Behavior::new(id(&key), sentence, 0));
    }
}

/// The framework as its files in canonical form say it.
pub(crate) fn normal(framework: &Framework) -> Framework {
    let loaded = rungs::storage::load(rungs::storage::write(framework), "");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    // Headings that came to hold nothing leave no trace in a file that is read.
    rungs::storage::load(rungs::storage::write(&loaded.framework), "").framework
}
