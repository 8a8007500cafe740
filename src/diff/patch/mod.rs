//! Changes as data of their own, apart from the frameworks they were found in: what is needed to
//! make the framework after from the one before, or to bring the same changes to a third.

mod apply;
mod renames;
mod settings;
mod slot;

pub use apply::apply;

use crate::model::{Attributes, Behavior, Framework, Text};

use super::change::{Change, ChangeSet, Item};
use super::kind::Kind;
use slot::Slot;

/// Everything that changed, apart from the frameworks it was found in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    /// The changes of names and texts.
    pub records: Vec<Record>,
    /// What else differs and nobody reads on a page: order, declared identities, definitions. They
    /// hold after the changes, and no text of a page is among them.
    pub settings: Vec<Setting>,
}

/// One change: what stood before, and what stands after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What happened.
    pub kind: Kind,
    /// What stood before.
    pub before: Vec<Side>,
    /// What stands after.
    pub after: Vec<Side>,
}

/// One side of a change, whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// The address.
    pub at: String,
    /// The sentence, text, name or value.
    pub text: String,
    /// Where it is a behavior: what it has besides its sentence.
    pub behavior: Option<Details>,
    /// Where it is one of several texts: its place among them, from 0.
    pub position: Option<usize>,
    /// Where it is the value of a fact: whether it is a number.
    pub number: bool,
}

/// What a behavior has besides its sentence, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// The key of the behavior before it under its heading; none for the first.
    pub follows: Option<String>,
    /// Its illustrations.
    pub examples: Vec<String>,
    /// The addresses it declares to have stood at.
    pub was: Vec<String>,
    /// Whether it replaces a shared behavior.
    pub overrides: bool,
}

/// Something that is not read on a page and differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it is: `framework/version`, `ladders/ic/levels`, `security-engineer/ic4/headings` …
    pub at: String,
    /// What it was, a value or a list; empty where it was not set.
    pub before: Vec<String>,
    /// What it is.
    pub after: Vec<String>,
}

/// Why a change cannot be made on a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The address where it cannot be made.
    pub at: String,
    /// Why, in plain words.
    pub reason: String,
}

impl ChangeSet<'_> {
    /// Returns the changes as data of their own. Made from the changes alone, and completed by what
    /// else is not as it is after.
    pub fn patch(&self) -> Patch {
        let records: Vec<Record> = self.changes.iter().map(|change| self.record(change)).collect();
        let mut patch = Patch { records, settings: Vec::new() };
        if !self.narrowed
            && self.is_whole()
            && let Ok(made) = apply(self.before, &patch)
        {
            patch.settings = settings::differences(&made, self.after);
        }
        patch
    }

    fn record(&self, change: &Change<'_>) -> Record {
        let sides = |items: &[Item<'_>], framework: &Framework| {
            items.iter().map(|item| side(change.kind, item, framework)).collect()
        };
        Record {
            kind: change.kind,
            before: sides(&change.before, self.before),
            after: sides(&change.after, self.after),
        }
    }
}

fn side(kind: Kind, item: &Item<'_>, framework: &Framework) -> Side {
    let mut out = Side { at: item.at(), text: item.text().to_owned(), ..Side::default() };
    if let (Some(behavior), Some(heading)) = (item.behavior(), item.heading()) {
        let place = heading.behaviors.iter().position(|other| std::ptr::eq(other, behavior));
        let before = place.and_then(|place| place.checked_sub(1)).map(|place| &heading.behaviors[place]);
        out.behavior = Some(Details {
            follows: before.map(|before| before.key.to_string()),
            examples: behavior.examples().iter().map(|text| text.text.clone()).collect(),
            was: behavior.was().iter().map(ToString::to_string).collect(),
            overrides: behavior.overrides(),
        });
    }
    if matches!(kind, Kind::TextChanged | Kind::FactChanged)
        && let Some(slot) = Slot::of(&out.at)
    {
        out.number = slot.fact(framework).is_some_and(|value| value.number.is_some());
        let texts: &[Text] = slot.texts(framework);
        out.position = texts.iter().position(|text| text.text == out.text);
    }
    out
}

impl Side {
    /// Returns the behavior that a side describes, in no file yet.
    fn to_behavior(&self, key: crate::model::Id) -> Behavior {
        let details = self.behavior.clone().unwrap_or_default();
        let attributes = Attributes {
            examples: details.examples.iter().map(|text| Text { text: text.clone(), line: 0 }).collect(),
            was: details.was.iter().filter_map(|address| address.parse().ok()).collect(),
            overrides: details.overrides,
        };
        let mut behavior = Behavior::new(key, self.text.as_str(), 0);
        behavior.attributes = (attributes != Attributes::default()).then(|| Box::new(attributes));
        behavior
    }
}
