//! A sheet: the text of one file, either a page's own or shared by several pages.

use std::sync::Arc;

use arcstr::Substr;
use indexmap::IndexMap;

use super::address::{Address, PageAddress};
use super::framework::FactValue;
use super::id::Id;

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text: a sentence or paragraph with inline Markdown.
    pub text: String,
    /// Its line in the sheet's file, from 1.
    pub line: u32,
}

/// The text of one file: a page's own, or what several pages share (core, a track's `all`).
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What the sheet is the text of.
    pub address: PageAddress,
    /// Its file, relative to the framework's folder, with `/`.
    pub file: Arc<str>,
    /// The page's title where it is not simply level and track.
    pub title: Option<Text>,
    /// The page's summary, a paragraph each.
    pub summary: Vec<Text>,
    /// Facts set here; the nearest to a page wins.
    pub facts: IndexMap<Id, FactValue>,
    /// Shared behaviors that this page leaves out: addresses relative to the page.
    pub without: Vec<(Address, u32)>,
    /// Addresses of pages that this page continues.
    pub was: Vec<Address>,
    /// Sections and responsibilities in file order; the text directly within a section is a
    /// heading without a responsibility.
    pub headings: Vec<Heading>,
}

impl Sheet {
    /// Returns a sheet without any text.
    pub fn new(address: PageAddress, file: impl Into<Arc<str>>) -> Self {
        Self {
            address,
            file: file.into(),
            title: None,
            summary: Vec::new(),
            facts: IndexMap::new(),
            without: Vec::new(),
            was: Vec::new(),
            headings: Vec::new(),
        }
    }

    /// Returns the heading for this section and responsibility, made at the end if there is none.
    pub fn heading_mut(&mut self, section: &Id, responsibility: Option<&Id>) -> &mut Heading {
        let found = self
            .headings
            .iter()
            .position(|heading| heading.section == *section && heading.responsibility.as_ref() == responsibility);
        let index = found.unwrap_or_else(|| {
            self.headings.push(Heading::new(section.clone(), responsibility.cloned()));
            self.headings.len() - 1
        });
        &mut self.headings[index]
    }

    /// All behaviors in file order, each with its heading.
    pub fn behaviors(&self) -> impl Iterator<Item = (&Heading, &Behavior)> {
        self.headings.iter().flat_map(|heading| heading.behaviors.iter().map(move |behavior| (heading, behavior)))
    }
}

/// What a sheet says under one section, or under one responsibility of a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The section's id.
    pub section: Id,
    /// The responsibility's id; none for what stands directly in the section.
    pub responsibility: Option<Id>,
    /// An introduction, replacing the section's own on this page.
    pub about: Option<Text>,
    /// Illustrations of the heading as a whole.
    pub examples: Vec<Text>,
    /// Addresses that this heading's text came from.
    pub was: Vec<Address>,
    /// The behaviors, in file order.
    pub behaviors: Vec<Behavior>,
    /// The line of the table's head in the file, from 1.
    pub line: u32,
}

impl Heading {
    /// Returns a heading with nothing under it.
    pub fn new(section: Id, responsibility: Option<Id>) -> Self {
        Self {
            section,
            responsibility,
            about: None,
            examples: Vec::new(),
            was: Vec::new(),
            behaviors: Vec::new(),
            line: 0,
        }
    }

    /// Whether an address relative to a page (section, perhaps responsibility, key) names the
    /// behavior of that key under this heading.
    pub fn is_named(&self, key: &Id, address: &Address) -> bool {
        match (address.ids(), &self.responsibility) {
            ([section, responsibility, id], Some(own)) => {
                self.section == *section && own == responsibility && key == id
            }
            ([section, id], None) => self.section == *section && key == id,
            _ => false,
        }
    }
}

/// One expected sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Behavior {
    /// Its key: its identity within the heading, kept when it is reworded or moved.
    pub key: Id,
    /// The sentence, with inline Markdown; where it was read from a file, a part of that file's text
    /// rather than a copy.
    pub text: Substr,
    /// Its line in the file, from 1.
    pub line: u32,
    /// What only some behaviors have; none for the usual one.
    pub attributes: Option<Box<Attributes>>,
}

/// What only some behaviors have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    /// Illustrations; never themselves an expectation.
    pub examples: Vec<Text>,
    /// Addresses this behavior stood at before, relative to its page or whole.
    pub was: Vec<Address>,
    /// Whether it replaces the shared behavior of the same key.
    pub overrides: bool,
}

impl Behavior {
    /// Returns a behavior that is a key and a sentence.
    pub fn new(key: Id, text: impl Into<Substr>, line: u32) -> Self {
        Self { key, text: text.into(), line, attributes: None }
    }

    /// Its illustrations.
    pub fn examples(&self) -> &[Text] {
        self.attributes.as_deref().map_or(&[], |attributes| &attributes.examples)
    }

    /// The addresses it declares to have stood at before.
    pub fn was(&self) -> &[Address] {
        self.attributes.as_deref().map_or(&[], |attributes| &attributes.was)
    }

    /// Whether it replaces the shared behavior of the same key.
    pub fn overrides(&self) -> bool {
        self.attributes.as_deref().is_some_and(|attributes| attributes.overrides)
    }
}
