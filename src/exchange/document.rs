//! A document that came in: its title and outline, and the statements that they make up. Knows one
//! document, not the framework it is of.

use std::collections::BTreeSet;

use crate::model::slug;

use super::outline::{Content, Node};
use super::statement::{NotTaken, Role};
use super::title;

/// One document, whichever format it had.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// What its places are called.
    pub(super) file: String,
    /// Its title.
    pub(super) title: Option<String>,
    /// What it says the framework is called.
    pub(super) framework_name: Option<String>,
    /// Its text.
    pub(super) outline: Node,
    /// Texts that are not of its text, and why.
    pub(super) not_taken: Vec<NotTaken>,
    /// Headings that had a picture or mark beside their words.
    pub(super) emoji: Vec<String>,
}

/// A statement of a document; names are as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// The level's name; none for what holds for every level.
    pub(super) level: Option<String>,
    /// The job that a title or heading names.
    pub(super) job: String,
    pub(super) section: Option<String>,
    pub(super) responsibility: Option<String>,
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) examples: Vec<String>,
}

/// The statements of a document.
#[derive(Debug, Default)]
pub(super) struct Statements {
    pub(super) placed: Vec<Placed>,
    pub(super) not_taken: Vec<NotTaken>,
    pub(super) notes: Vec<String>,
}

/// Where a heading stands.
#[derive(Debug, Clone, Default)]
struct Place {
    level: Option<String>,
    job: String,
    path: Vec<String>,
}

impl Document {
    /// Whether the document is of several levels, though its title may seem to name one: its chief
    /// headings name levels, or its title only says how senior somebody is and headings do as well.
    fn is_of_several_levels(&self, known: &[String]) -> bool {
        let chief = self.outline.children.iter().filter(|node| title::is_level_heading(&node.name, known)).count();
        let title = self.title.as_deref().unwrap_or_default();
        let loose = title::is_seniority_heading(title) && !title::is_level_heading(title, known);
        chief > 1 || loose && levels_by_name(&self.outline).len() > 2
    }

    /// Returns the statements of the document. `known` are the levels that the user names; `only` is
    /// the level for a document that names none.
    pub(super) fn statements(&self, known: &[String], only: Option<&str>) -> Statements {
        let several = self.is_of_several_levels(known);
        let found = self.title.as_deref().filter(|_| !several).and_then(|text| title::read(text, known));
        let level =
            found.as_ref().map(|title| title.level.clone()).or_else(|| only.filter(|_| !several).map(str::to_owned));
        let own = self.title.as_ref().filter(|_| !several);
        let job = found.map(|title| title.job).or_else(|| own.cloned()).unwrap_or_default();
        let mut reader = Reader {
            file: &self.file,
            title: own.map(String::as_str).unwrap_or_default(),
            known,
            has_level: level.is_some(),
            by_name: levels_by_name(&self.outline).len() > 1,
            out: Statements::default(),
            nested: 0,
            deep: 0,
        };
        if let (Some(level), Some(title)) = (&level, own) {
            reader.push(&Place { level: Some(level.clone()), job: job.clone(), path: Vec::new() }, Role::Title, title);
        }
        reader.read(&self.outline, &Place { level, job, path: Vec::new() });
        reader.note();
        let mut out = reader.out;
        out.not_taken.extend(self.not_taken.iter().cloned());
        out
    }
}

/// The headings of levels that have names and no numbers.
fn levels_by_name(node: &Node) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = node.children.iter().flat_map(levels_by_name).collect();
    if title::is_seniority_heading(&node.name) {
        out.insert(slug(&node.name));
    }
    out
}

struct Reader<'d> {
    file: &'d str,
    title: &'d str,
    known: &'d [String],
    /// Whether the title names the level: then no heading does.
    has_level: bool,
    /// Whether headings name levels that have names and no numbers.
    by_name: bool,
    out: Statements,
    nested: usize,
    deep: usize,
}

impl Reader<'_> {
    fn push(&mut self, place: &Place, role: Role, text: &str) {
        let mut names = place.path.iter();
        let section = names.next().cloned();
        let rest: Vec<&str> = names.map(String::as_str).collect();
        self.out.placed.push(Placed {
            level: place.level.clone(),
            job: place.job.clone(),
            section,
            responsibility: (!rest.is_empty()).then(|| rest.join(" / ")),
            role,
            text: text.to_owned(),
            examples: Vec::new(),
        });
    }

    fn leave(&mut self, why: &str, text: &str) {
        self.out.not_taken.push(NotTaken::new(self.file, why, text));
    }

    fn read(&mut self, node: &Node, place: &Place) {
        let has_items = node.content.iter().any(|content| matches!(content, Content::Item { .. }));
        let within = node.children.iter().any(|child| !is_examples(&child.name));
        let leaf = !has_items && !within && !place.path.is_empty();
        self.deep += usize::from(place.path.len() > 2);
        for content in &node.content {
            if self.is_title(content.text()) {
                continue;
            }
            if let Content::Paragraph(text) = content
                && let Some(example) = example(text).filter(|_| !place.path.is_empty())
            {
                self.push(place, Role::Behavior, "");
                self.out.placed.last_mut().into_iter().for_each(|last| last.examples.push(example.to_owned()));
                continue;
            }
            let role = match content {
                Content::Paragraph(_) if leaf => Role::Behavior,
                Content::Paragraph(_) if place.path.is_empty() => Role::Summary,
                Content::Paragraph(_) => Role::About,
                Content::Item { text, nested: true } if self.take_example(text) => continue,
                Content::Item { nested, .. } => {
                    self.nested += usize::from(*nested);
                    Role::Behavior
                }
            };
            self.push(place, role, content.text());
        }
        for child in &node.children {
            self.read_heading(child, place);
        }
    }

    fn read_heading(&mut self, node: &Node, place: &Place) {
        if self.is_title(&node.name) {
            return self.read(node, place);
        }
        if node.is_empty() {
            self.leave("a heading with nothing under it", &node.name);
            return node.children.iter().for_each(|child| self.read_heading(child, place));
        }
        let mut inner = place.clone();
        if self.is_level(node) {
            if let Some(found) = title::read(&node.name, self.known) {
                inner.level = Some(found.level);
                if !found.job.is_empty() {
                    inner.job = found.job;
                    let page = Place { path: Vec::new(), ..inner.clone() };
                    self.push(&page, Role::Title, &node.name);
                }
            }
            return self.read(node, &inner);
        }
        if place.path.is_empty() && self.is_cover(node) {
            self.leave("a heading over other headings, which are the sections", &node.name);
            return self.read(node, place);
        }
        if !place.path.is_empty() && is_examples(&node.name) {
            self.leave("a heading over examples", &node.name);
            return self.examples(node, place);
        }
        inner.path.push(node.name.clone());
        self.read(node, &inner);
    }

    /// Whether a heading names the level of what stands under it.
    fn is_level(&self, node: &Node) -> bool {
        let by_name = self.by_name && title::is_seniority_heading(&node.name);
        !self.has_level && (by_name || title::is_level_heading(&node.name, self.known))
    }

    /// Whether a heading only holds headings that hold others: a cover over sections.
    fn is_cover(&self, node: &Node) -> bool {
        let within = self.headings_within(node);
        !within.is_empty() && within.iter().all(|child| !self.headings_within(child).is_empty())
    }

    /// The headings within one that are sections or responsibilities: what stands within a level's is
    /// the level's, and examples are of what they stand under.
    fn headings_within<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        let is_level = |child: &Node| self.is_level(child);
        let found = node.children.iter().filter(|child| !is_examples(&child.name));
        found.flat_map(|child| if is_level(child) { self.headings_within(child) } else { vec![child] }).collect()
    }

    /// Takes an item within a sentence's item as its example, where it says that it is one.
    fn take_example(&mut self, text: &str) -> bool {
        let Some(example) = example(text) else { return false };
        let Some(last) = self.out.placed.last_mut().filter(|last| last.role == Role::Behavior) else { return false };
        last.examples.push(example.to_owned());
        true
    }

    /// Takes all that stands under a heading as examples of what is above it.
    fn examples(&mut self, node: &Node, place: &Place) {
        self.push(place, Role::Behavior, "");
        let examples = node.content.iter().map(|content| content.text().to_owned()).collect();
        if let Some(last) = self.out.placed.last_mut() {
            last.examples = examples;
        }
        node.children.iter().for_each(|child| self.read_heading(child, place));
    }

    fn is_title(&self, text: &str) -> bool {
        slug(text) == slug(self.title) && !self.title.is_empty()
    }

    /// Says what was decided.
    fn note(&mut self) {
        if self.nested > 0 {
            let count = self.nested;
            self.out.notes.push(format!(
                "{}: {count} items of lists within lists were taken as sentences of their own",
                self.file
            ));
        }
        if self.deep > 0 {
            let count = self.deep;
            self.out.notes.push(format!(
                "{}: {count} headings lie deeper than section and responsibility; their names were joined with those above them",
                self.file
            ));
        }
    }
}

/// The example that a text says it is.
fn example(text: &str) -> Option<&str> {
    let marks = ["For example:", "for example:", "Example:", "E.g.:", "e.g.:"];
    let example = marks.iter().find_map(|mark| text.strip_prefix(mark))?.trim();
    (!example.is_empty()).then_some(example)
}

fn is_examples(name: &str) -> bool {
    matches!(slug(name).as_str(), "example" | "examples" | "for-example" | "e-g" | "illustrations")
}
