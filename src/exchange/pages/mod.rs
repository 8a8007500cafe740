//! Documents to a framework: levels and tracks from their titles, what they share to the core, all
//! the rest to their pages.

mod introductions;
mod order;
mod tracks;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::{IndexMap, IndexSet};

use crate::model::slug;

use super::build::{BuildOptions, Builder, Built};
use super::document::{Document, Placed, Statements};
use super::shared::{self, Drift};
use super::statement::{NotTaken, Role, Statement};
use super::{html, markdown, text};

use introductions::common_abouts;
use order::{level_order, reading_order};
use tracks::{Tracks, continued};

/// How documents become a framework.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// What holds for every format; without a name the documents' own is taken.
    pub build: BuildOptions,
    /// Tracks that are to be called otherwise: the job's name, the track's name.
    pub tracks: Vec<(String, String)>,
    /// Whether what tracks share stays on each page.
    pub without_core: bool,
    /// How many bullets belong to each heading whose bullets run together in a page as text.
    pub counts: text::Counts,
}

/// Which of the formats of pages a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// Text copied from a web page.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
}

/// A document as read.
#[derive(Debug)]
pub struct Page(Document);

/// A framework made of documents.
#[derive(Debug)]
pub struct FromPages {
    /// The framework and what was left out.
    pub built: Built,
    /// How many texts became core.
    pub core: usize,
    /// Sentences that almost repeat.
    pub drift: Vec<Drift>,
    /// How many documents became pages.
    pub pages: usize,
}

/// Reads one document; `file` is what its places are called.
///
/// # Errors
/// When text does not say which heading its bullets belong to.
pub fn read_page(
    file: &str,
    content: &str,
    format: PageFormat,
    options: &PageOptions,
) -> Result<Page, text::TextError> {
    let known = &options.build.levels;
    Ok(Page(match format {
        PageFormat::Text => text::read(file, content, known, &options.counts)?,
        PageFormat::Html => html::read(file, content, known),
        PageFormat::Markdown => markdown::read(file, content, known),
    }))
}

/// Returns the framework that documents make up.
pub fn framework_from_pages(pages: Vec<Page>, options: &PageOptions) -> FromPages {
    let documents: Vec<Document> = pages.into_iter().map(|page| page.0).collect();
    let mut found = Found::of(&documents, options);
    found.abouts();
    let names = found.spell_names();
    let mut tracks = Tracks::of(&found.placed, options);
    let mut statements: Vec<Statement> =
        found.placed.iter().map(|(file, placed)| tracks.statement(*file, placed)).collect();
    statements.retain(|statement| statement.role != Role::Title || !is_usual_title(statement));
    let order = reading_order(&found.placed);
    let abouts = common_abouts(&mut statements, options.build.existing.as_ref());
    let core = if options.without_core { 0 } else { shared::move_to_core(&mut statements) };
    let drift = shared::drift(&statements);
    let mut build = options.build.clone();
    build.levels = level_order(&statements, &build.levels);
    if build.name.is_empty() {
        build.name = framework_name(&documents);
    }
    let mut builder = Builder::new(&build);
    let is_known = |track: &str| {
        let mut tracks = options.build.existing.iter().flat_map(|framework| framework.tracks.values());
        tracks.any(|known| slug(&known.name) == slug(track))
    };
    let mut own = own_responsibilities(&statements);
    own.retain(|(track, ..)| !is_known(track));
    for (section, mut responsibilities) in order {
        responsibilities.retain(|name| own.iter().all(|(_, within, own)| *within != section || own != name));
        builder.declare(&section, &responsibilities);
    }
    for (section, about) in &abouts {
        builder.section_about(section, about);
    }
    for (track, section, responsibility) in &own {
        builder.keep_in_track(track, section, responsibility);
    }
    found.not_taken.into_iter().for_each(|text| builder.leave(text));
    let notes = found.notes.into_iter().chain(names).chain(tracks.notes()).chain(continued(&statements, &build.levels));
    notes.for_each(|note| builder.note(note));
    statements.into_iter().for_each(|statement| builder.take(statement));
    FromPages { built: builder.finish(), core, drift, pages: found.pages }
}

/// Whether a title is what a page is called anyway: its level and its track.
fn is_usual_title(title: &Statement) -> bool {
    let Statement { level, track, text, .. } = title;
    *text == format!("{level} {track}") || *text == format!("{track} level {level}") || slug(text) == slug(level)
}

/// The statements of all documents.
#[derive(Default)]
struct Found {
    /// Each with the number of its document.
    placed: Vec<(usize, Placed)>,
    not_taken: Vec<NotTaken>,
    notes: Vec<String>,
    pages: usize,
}

impl Found {
    fn of(documents: &[Document], options: &PageOptions) -> Self {
        let known = &options.build.levels;
        let only = match &known[..] {
            [level] => Some(level.as_str()),
            _ => None,
        };
        let mut out = Self::default();
        let mut emoji: IndexSet<String> = IndexSet::new();
        for (number, document) in documents.iter().enumerate() {
            let Statements { placed, not_taken, notes } = document.statements(known, only);
            out.not_taken.extend(not_taken);
            emoji.extend(document.emoji.iter().cloned());
            if placed.iter().all(|statement| statement.role == Role::Title) && !placed.is_empty() {
                let texts = placed.into_iter().map(|placed| placed.text);
                let file = &document.file;
                out.not_taken.extend(texts.map(|text| NotTaken::new(file.clone(), "a page without any text", text)));
                continue;
            }
            if placed.iter().all(|statement| statement.level.is_none()) {
                let title = document.title.as_deref().unwrap_or("no title");
                let why = format!("no page of a level: its title, \u{201c}{title}\u{201d}, names none");
                let texts = placed.into_iter().flat_map(|placed| std::iter::once(placed.text).chain(placed.examples));
                out.not_taken.extend(texts.map(|text| NotTaken::new(document.file.clone(), why.clone(), text)));
                out.not_taken.extend(
                    document.title.iter().map(|title| NotTaken::new(document.file.clone(), why.clone(), title.clone())),
                );
                continue;
            }
            out.pages += 1;
            out.notes.extend(notes);
            out.placed.extend(placed.into_iter().map(|placed| (number, placed)));
        }
        if !emoji.is_empty() {
            let list: Vec<String> = emoji.into_iter().collect();
            out.notes.push(format!("pictures beside the names of headings were left out: {}", list.join(", ")));
        }
        out
    }

    /// A lone paragraph under a heading is an introduction where other pages say the same as one.
    fn abouts(&mut self) {
        let key = |placed: &Placed| {
            (placed.section.as_deref().map(slug), placed.responsibility.as_deref().map(slug), placed.text.clone())
        };
        let known: BTreeSet<_> = self
            .placed
            .iter()
            .filter(|(_, placed)| placed.role == Role::About)
            .map(|(_, placed)| key(placed))
            .collect();
        for (_, placed) in &mut self.placed {
            if placed.role == Role::Behavior && known.contains(&key(placed)) {
                placed.role = Role::About;
            }
        }
    }

    /// Spells each heading as most pages do, and says which were spelled otherwise.
    fn spell_names(&mut self) -> Vec<String> {
        let mut spellings: IndexMap<String, BTreeMap<String, usize>> = IndexMap::new();
        for (_, placed) in &self.placed {
            for (key, name) in headings(placed) {
                *spellings.entry(key).or_default().entry(name.to_owned()).or_default() += 1;
            }
        }
        let usual: HashMap<String, String> = spellings
            .iter()
            .filter_map(|(key, names)| {
                let best = names.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))?;
                Some((key.clone(), best.0.clone()))
            })
            .collect();
        for (_, placed) in &mut self.placed {
            let found: Vec<Option<String>> = headings(placed).map(|(key, _)| usual.get(&key).cloned()).collect();
            let mut found = found.into_iter();
            placed.section = placed.section.take().and_then(|name| found.next().flatten().or(Some(name)));
            placed.responsibility = placed.responsibility.take().and_then(|name| found.next().flatten().or(Some(name)));
        }
        let several = spellings.into_iter().filter(|(_, names)| names.len() > 1);
        several
            .filter_map(|(key, names)| {
                let usual = usual.get(&key)?;
                let others: Vec<String> = names
                    .into_keys()
                    .filter(|name| name != usual)
                    .map(|name| format!("\u{201c}{name}\u{201d}"))
                    .collect();
                Some(format!("the heading \u{201c}{usual}\u{201d} is also spelled {}", others.join(", ")))
            })
            .collect()
    }
}

/// The headings of a statement: what identifies each, and its name.
fn headings(placed: &Placed) -> impl Iterator<Item = (String, &str)> {
    let section = placed.section.as_deref();
    let within = section.map(slug).unwrap_or_default();
    let responsibility = placed.responsibility.as_deref().map(move |name| (format!("{within}/{}", slug(name)), name));
    section.map(|name| (slug(name), name)).into_iter().chain(responsibility)
}

/// Responsibilities that only one of several tracks has: track, section, responsibility.
fn own_responsibilities(statements: &[Statement]) -> Vec<(String, String, String)> {
    let mut holders: IndexMap<(String, String), BTreeSet<&str>> = IndexMap::new();
    let mut tracks = BTreeSet::new();
    for statement in statements {
        tracks.insert(statement.track.as_str());
        if let (Some(section), Some(responsibility)) = (&statement.section, &statement.responsibility) {
            holders.entry((section.clone(), responsibility.clone())).or_default().insert(&statement.track);
        }
    }
    tracks.remove("core");
    let several = tracks.len() > 1;
    let alone = holders.into_iter().filter_map(|((section, responsibility), tracks)| {
        let only = tracks.first().filter(|track| several && tracks.len() == 1 && **track != "core")?;
        Some(((*only).to_owned(), section, responsibility))
    });
    alone.collect()
}

/// What most documents say the framework is called.
fn framework_name(documents: &[Document]) -> String {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for name in documents.iter().filter_map(|document| document.framework_name.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    // The first of the most common.
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map_or_else(|| "Career Framework".to_owned(), |(name, _)| name.to_owned())
}
