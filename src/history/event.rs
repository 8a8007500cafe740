//! One thing that happened: a change with its sides, freed from the frameworks that were compared.

use crate::diff::{Bar, Change, ChangeSet, Facet, Impact, Item, Kind, Signal, Word, words};
use crate::model::{Behavior, Framework, Heading, Sheet};

/// Something that happened to a sentence, or to something else of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Event<R> {
    /// The revision in which it happened.
    pub revision: R,
    /// What happened.
    pub kind: Kind,
    /// What else happened to the same sentence.
    pub facets: Vec<Facet>,
    /// What it was: empty for what is new, several for a merge of sentences.
    pub before: Vec<Sentence>,
    /// What it is afterwards: empty for what is gone, several for a split.
    pub after: Vec<Sentence>,
    /// The words of the text, in runs.
    pub words: Vec<Word>,
    /// How serious it is.
    pub impact: Impact,
    /// What it does to what is asked.
    pub bar: Bar,
    /// The words that speak for the bar.
    pub signals: Vec<Signal>,
    /// Why it is judged so where no signal says it.
    pub because: Option<String>,
    /// The illustrations that changed.
    pub examples: Vec<ExampleText>,
    /// The fingerprint of the change.
    pub id: String,
    /// The change as one plain sentence.
    pub sentence: String,
    /// The structural change it is a part of, as a sentence.
    pub part_of: Option<String>,
    /// The address of the same sentence elsewhere, for what was added.
    pub copied_from: Option<String>,
    /// Whether the revision is a merge that itself changed this, against everything it joined.
    pub by_merge: bool,
    /// The earlier revision that took away the words which came back here.
    pub back_from: Option<R>,
    /// Whether the file could not be read just before, so that it happened here or in the
    /// unreadable revisions.
    pub uncertain: bool,
}

/// A text and where it stands, in words for people too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The address.
    pub at: String,
    /// What people call the page; empty for structure.
    pub page: String,
    /// The names of section and responsibility; empty for structure.
    pub heading: String,
    /// The file, relative to the framework's folder.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The sentence, text, name or value.
    pub text: String,
}

/// An illustration that came, went or reads differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleText {
    /// Before; none where it is new.
    pub before: Option<String>,
    /// After; none where it is gone.
    pub after: Option<String>,
}

impl<R> Event<R> {
    /// Returns a change as an event.
    pub(super) fn of(revision: R, set: &ChangeSet<'_>, change: &Change<'_>) -> Self {
        let sentences =
            |framework, items: &[Item<'_>]| items.iter().map(|item| Sentence::of(framework, item)).collect();
        let example = |example: &crate::diff::ExampleChange<'_>| ExampleText {
            before: example.before.map(str::to_owned),
            after: example.after.map(str::to_owned),
        };
        Self {
            revision,
            kind: change.kind,
            facets: change.facets.clone(),
            before: sentences(set.before, &change.before),
            after: sentences(set.after, &change.after),
            words: change.words(),
            impact: change.impact,
            bar: change.bar,
            signals: change.signals.clone(),
            because: change.because.clone(),
            examples: change.examples.iter().map(example).collect(),
            id: change.id(),
            sentence: set.sentence(change),
            part_of: change.part_of.map(|parent| set.sentence(&set.changes[parent])),
            copied_from: change.copied_from.clone(),
            by_merge: false,
            back_from: None,
            uncertain: false,
        }
    }

    /// Returns the event of a sentence that has been there from the first revision on.
    pub(super) fn from_the_start(revision: R, framework: &Framework, after: Item<'_>) -> Self {
        let sentence = Sentence::of(framework, &after);
        let id = Change::of_sides(Kind::Added, Vec::new(), vec![after]).id();
        Self {
            sentence: format!("{}: {}: there from the start.", sentence.page, sentence.heading),
            words: words("", &sentence.text),
            id,
            ..Self::bare(revision, Kind::Added, Vec::new(), vec![sentence])
        }
    }

    /// Returns the event of a sentence that stayed as it is while what it stands in got another id.
    pub(super) fn renamed(
        revision: R,
        (set, parent): (&ChangeSet<'_>, Option<usize>),
        before: &Item<'_>,
        after: &Item<'_>,
    ) -> Self {
        let (old, new) = (Sentence::of(set.before, before), Sentence::of(set.after, after));
        let structural = parent.map(|index| &set.changes[index]);
        let kind = structural.map_or(Kind::PageRenamed, |change| change.kind);
        let sentence =
            structural.map_or_else(|| format!("{} is now {}.", old.at, new.at), |change| set.sentence(change));
        Self {
            words: words(&old.text, &new.text),
            id: structural.map(Change::id).unwrap_or_default(),
            sentence,
            ..Self::bare(revision, kind, vec![old], vec![new])
        }
    }

    pub(super) fn bare(revision: R, kind: Kind, before: Vec<Sentence>, after: Vec<Sentence>) -> Self {
        Self {
            revision,
            kind,
            facets: Vec::new(),
            before,
            after,
            words: Vec::new(),
            impact: Impact::Editorial,
            bar: Bar::Same,
            signals: Vec::new(),
            because: None,
            examples: Vec::new(),
            id: String::new(),
            sentence: String::new(),
            part_of: None,
            copied_from: None,
            by_merge: false,
            back_from: None,
            uncertain: false,
        }
    }

    /// Returns the same event, its revisions spelled another way.
    pub fn map<S>(self, spell: impl Fn(R) -> S) -> Event<S> {
        Event {
            revision: spell(self.revision),
            back_from: self.back_from.map(&spell),
            kind: self.kind,
            facets: self.facets,
            before: self.before,
            after: self.after,
            words: self.words,
            impact: self.impact,
            bar: self.bar,
            signals: self.signals,
            because: self.because,
            examples: self.examples,
            id: self.id,
            sentence: self.sentence,
            part_of: self.part_of,
            copied_from: self.copied_from,
            by_merge: self.by_merge,
            uncertain: self.uncertain,
        }
    }

    /// Whether it introduces a sentence.
    pub fn introduces(&self) -> bool {
        self.kind == Kind::Added
    }

    /// Whether it altered what the sentence says or where it applies, rather than its typography,
    /// key, order or the names around it.
    pub fn is_meaningful(&self) -> bool {
        self.introduces() || self.impact > Impact::Editorial
    }
}

impl Sentence {
    /// Returns one side of a change.
    pub(super) fn of(framework: &Framework, item: &Item<'_>) -> Self {
        let page = item.page().map(|page| framework.page_name(page)).unwrap_or_default();
        let heading = item.page().zip(item.section()).map(|(page, section)| {
            let name = framework.section_name(&page.track, section);
            match item.responsibility() {
                Some(id) => format!("{name}, {}", framework.responsibility_name(&page.track, section, id)),
                None => name.to_owned(),
            }
        });
        Self {
            at: item.at(),
            page,
            heading: heading.unwrap_or_default(),
            file: item.file().to_owned(),
            line: item.line(),
            text: item.text().to_owned(),
        }
    }
}

/// Returns the behavior that stands at an address of a sheet.
pub(super) fn find<'s>(
    sheet: &'s Sheet,
    address: &crate::model::BehaviorAddress,
) -> Option<(&'s Heading, &'s Behavior)> {
    sheet.behaviors().find(|(heading, behavior)| address.names(heading, behavior))
}

impl<R> Event<R> {
    /// Returns the event of a page that has been there from the first revision on.
    pub(super) fn page_from_the_start(
        revision: R,
        framework: &Framework,
        page: &crate::model::PageAddress,
    ) -> Option<Self> {
        let sheet = framework.sheet(page)?;
        let name = framework.page_name(page);
        let after = Sentence {
            at: page.to_string(),
            page: name.clone(),
            heading: String::new(),
            file: sheet.file.to_string(),
            line: 1,
            text: name.clone(),
        };
        let count = match framework.behaviors_of_page(page).len().max(sheet.behaviors().count()) {
            1 => "1 behavior".to_owned(),
            count => format!("{count} behaviors"),
        };
        let sentence = format!("{name}: {count}, there from the start.");
        Some(Self { sentence, ..Self::bare(revision, Kind::PageAdded, Vec::new(), vec![after]) })
    }
}
