//! What a comparison gives: changes with their sides, evidence and reach, and a verdict per page.

use rustc_hash::FxHashSet;

use crate::model::{Behavior, Framework, Heading, Id, PageAddress, Sheet};

use super::kind::{Bar, Bump, Facet, Impact, Kind, PageBar};
use super::version::BumpRules;
use super::wording::Passage;

/// Everything that changed from one framework to another.
#[derive(Debug)]
pub struct ChangeSet<'f> {
    /// The framework before.
    pub before: &'f Framework,
    /// The framework after.
    pub after: &'f Framework,
    /// The changes: structure first, then page by page in reading order.
    pub changes: Vec<Change<'f>>,
    /// The pages that changed and no others, shared sheets (`core/ic4`) among them, in reading order.
    pub pages: Vec<PageVerdict>,
    /// What many changes have in common.
    pub groups: Vec<Group>,
    /// Whether only the changes of some pages are left.
    pub narrowed: bool,
    /// What the company wants other than the usual version.
    pub bump_rules: BumpRules,
    /// Those of the pages that are new; asked of every change.
    pub(super) new_pages: FxHashSet<PageAddress>,
    /// The pages that one side has and the other has not.
    pub(super) passing: FxHashSet<PageAddress>,
}

/// The verdict on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageVerdict {
    /// Which page or shared sheet.
    pub page: PageAddress,
    /// What changed for it as a whole.
    pub bar: PageBar,
    /// The changes that reach it: indexes into [`ChangeSet::changes`].
    pub changes: Vec<usize>,
    /// Whether a file that the page needs could not be read on a side, so that the verdict rests
    /// on a part of it.
    pub incomplete: bool,
    /// The page that its people read now, where it went into another one: what it asked is judged
    /// against what that one asks.
    pub into: Option<PageAddress>,
    /// The page of before that it came out of, where that one goes on: what it asks is judged against
    /// what that one asked.
    pub out_of: Option<PageAddress>,
}

/// Changes that are one and the same at many places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common: `terminology`.
    pub kind: &'static str,
    /// The term before.
    pub before: String,
    /// The term after.
    pub after: String,
    /// The changes: indexes into [`ChangeSet::changes`].
    pub changes: Vec<usize>,
}

/// One change, with everything that speaks for how it is judged.
#[derive(Debug, Clone)]
pub struct Change<'f> {
    /// What happened.
    pub kind: Kind,
    /// What else happened to the same sentence.
    pub facets: Vec<Facet>,
    /// What it was: empty for what is new, several for a merge.
    pub before: Vec<Item<'f>>,
    /// What it is: empty for what is gone, several for a split.
    pub after: Vec<Item<'f>>,
    /// By what rule the sides were matched and how sure that is; none where there is one side.
    pub matched: Option<Match>,
    /// How serious it is.
    pub impact: Impact,
    /// What it does to what is asked.
    pub bar: Bar,
    /// The illustrations of the behavior that changed: one for the kinds about examples, all of
    /// them where the sentence changed as well (facet `examples`).
    pub examples: Vec<ExampleChange<'f>>,
    /// The words that speak for the bar.
    pub signals: Vec<Signal>,
    /// Why it is judged so where no signal says it: a short clause in plain words.
    pub because: Option<String>,
    /// The pages it reaches and what it does to each; in reading order.
    pub reaches: Vec<Reach>,
    /// The structural change this is a part of: an index into [`ChangeSet::changes`].
    pub part_of: Option<usize>,
    /// The address of a behavior with the same sentence elsewhere, for what was added.
    pub copied_from: Option<String>,
    /// Where the one text that it was and the one that it is differ, once that is known.
    pub(super) passages: Option<Box<[Passage]>>,
}

impl Change<'_> {
    /// What the change does to those pages that decide what it is: those it reaches that are not among the
    /// `passing`, which are new or withdrawn; all, where none stays.
    pub(super) fn deciding(&self, passing: &FxHashSet<PageAddress>) -> impl Iterator<Item = &Reach> {
        let stays = |reach: &&Reach| !passing.contains(&reach.page);
        let any = passing.is_empty() || !self.reaches.iter().any(|reach| stays(&reach));
        self.reaches.iter().filter(move |reach| any || stays(reach))
    }
}

impl ChangeSet<'_> {
    /// What a change does to those pages that decide what it is: those that stay, as what becomes of the others is
    /// told by their being new or withdrawn; all that it reaches, where none stays.
    pub fn deciding<'c>(&self, change: &'c Change<'_>) -> impl Iterator<Item = &'c Reach> {
        change.deciding(&self.passing)
    }
}

impl<'f> Change<'f> {
    /// Returns a change with nothing settled but its kind and sides.
    pub fn of_sides(kind: Kind, before: Vec<Item<'f>>, after: Vec<Item<'f>>) -> Self {
        Self {
            kind,
            facets: Vec::new(),
            before,
            after,
            matched: None,
            impact: Impact::Editorial,
            bar: Bar::Same,
            examples: Vec::new(),
            signals: Vec::new(),
            because: None,
            reaches: Vec::new(),
            part_of: None,
            copied_from: None,
            passages: None,
        }
    }
}

/// An illustration that came, went or reads differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExampleChange<'f> {
    /// The illustration before; none where it is new.
    pub before: Option<&'f str>,
    /// The illustration after; none where it is gone.
    pub after: Option<&'f str>,
}

/// One side of a change: a sentence, or another text, name or value, and where it stands.
#[derive(Debug, Clone)]
pub struct Item<'f> {
    place: Place<'f>,
    /// The page a shared behavior is meant on, where it is not the whole of its sheet.
    on: Option<Box<PageAddress>>,
}

#[derive(Debug, Clone)]
enum Place<'f> {
    Behavior { sheet: &'f Sheet, heading: &'f Heading, behavior: &'f Behavior },
    Other(Box<OtherItem<'f>>),
}

/// A side that is not a behavior: an example, a fact, a summary, a name.
#[derive(Debug, Clone, Default)]
pub struct OtherItem<'f> {
    /// The sheet it stands on, or the page a structural change means.
    pub page: Option<PageAddress>,
    /// The whole address.
    pub at: String,
    /// The section's id.
    pub section: Option<&'f Id>,
    /// The responsibility's id.
    pub responsibility: Option<&'f Id>,
    /// The file, relative to the framework's folder; empty where there is none.
    pub file: &'f str,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The text, name or value.
    pub text: std::borrow::Cow<'f, str>,
}

impl<'f> Item<'f> {
    /// Returns the side for a behavior.
    pub fn of_behavior(sheet: &'f Sheet, heading: &'f Heading, behavior: &'f Behavior) -> Self {
        Self { place: Place::Behavior { sheet, heading, behavior }, on: None }
    }

    /// Returns the side for a shared behavior as it is read on one page, or on those of one track.
    pub fn of_behavior_on(sheet: &'f Sheet, heading: &'f Heading, behavior: &'f Behavior, page: &PageAddress) -> Self {
        Self { on: Some(Box::new(page.clone())), ..Self::of_behavior(sheet, heading, behavior) }
    }

    /// Returns the side for anything else.
    pub fn of_other(item: OtherItem<'f>) -> Self {
        Self { place: Place::Other(Box::new(item)), on: None }
    }

    /// The whole address, as people write it: page/section[/responsibility]/key for a behavior.
    pub fn at(&self) -> String {
        match &self.place {
            Place::Behavior { sheet, heading, behavior } => {
                let page = self.on.as_deref().unwrap_or(&sheet.address);
                match &heading.responsibility {
                    Some(responsibility) => format!("{page}/{}/{responsibility}/{}", heading.section, behavior.key),
                    None => format!("{page}/{}/{}", heading.section, behavior.key),
                }
            }
            Place::Other(other) => other.at.clone(),
        }
    }

    /// The page or shared sheet it stands on, or that a structural change means.
    pub fn page(&self) -> Option<&PageAddress> {
        match &self.place {
            Place::Behavior { sheet, .. } => Some(self.on.as_deref().unwrap_or(&sheet.address)),
            Place::Other(other) => other.page.as_ref(),
        }
    }

    /// The section's id; for structure none.
    pub fn section(&self) -> Option<&'f Id> {
        match &self.place {
            Place::Behavior { heading, .. } => Some(&heading.section),
            Place::Other(other) => other.section,
        }
    }

    /// The responsibility's id.
    pub fn responsibility(&self) -> Option<&'f Id> {
        match &self.place {
            Place::Behavior { heading, .. } => heading.responsibility.as_ref(),
            Place::Other(other) => other.responsibility,
        }
    }

    /// The heading it is written under, where it is a behavior.
    pub fn heading(&self) -> Option<&'f Heading> {
        match &self.place {
            Place::Behavior { heading, .. } => Some(heading),
            Place::Other(_) => None,
        }
    }

    /// The sheet it is written on, where it is a behavior: shared text is read on many pages.
    pub fn sheet(&self) -> Option<&'f Sheet> {
        match &self.place {
            Place::Behavior { sheet, .. } => Some(sheet),
            Place::Other(_) => None,
        }
    }

    /// The file, relative to the framework's folder; empty where there is none.
    pub fn file(&self) -> &'f str {
        match &self.place {
            Place::Behavior { sheet, .. } => &sheet.file,
            Place::Other(other) => other.file,
        }
    }

    /// The line, from 1; 0 where there is none.
    pub fn line(&self) -> u32 {
        match &self.place {
            Place::Behavior { behavior, .. } => behavior.line,
            Place::Other(other) => other.line,
        }
    }

    /// The sentence, text, name or value; empty where there is none.
    pub fn text(&self) -> &str {
        match &self.place {
            Place::Behavior { behavior, .. } => &behavior.text,
            Place::Other(other) => &other.text,
        }
    }

    /// The behavior, where it is one.
    pub fn behavior(&self) -> Option<&'f Behavior> {
        match &self.place {
            Place::Behavior { behavior, .. } => Some(behavior),
            Place::Other(_) => None,
        }
    }
}

/// The rule by which two sides were found to be the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchRule {
    /// The author said so (`was`).
    Declared,
    /// The same key.
    Key,
    /// The same text.
    Text,
    /// Alike enough.
    Likeness,
}

impl MatchRule {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Key => "key",
            Self::Text => "text",
            Self::Likeness => "likeness",
        }
    }
}

/// By what rule two sides were matched and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The rule.
    pub by: MatchRule,
    /// How alike the sides are, 0 to 1.
    pub score: f64,
}

impl Match {
    /// What the author says.
    pub(super) const DECLARED: Self = Self { by: MatchRule::Declared, score: 1.0 };
}

/// A word or phrase that speaks for a direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The scale it is on: `quantity`, `modality`, `number`, `clause` …
    pub scale: String,
    /// The words before; empty where they are new.
    pub before: String,
    /// The words after; empty where they are gone.
    pub after: String,
    /// What it says of the bar.
    pub bar: Bar,
}

/// A page that a change reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The page.
    pub page: PageAddress,
    /// What the change does to it.
    pub bar: Bar,
}

/// What happened to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordOp {
    /// On both sides.
    Equal,
    /// Only before.
    Delete,
    /// Only after.
    Insert,
}

/// A run of words of a sentence and what happened to it. The texts of all but the inserted runs
/// make up the sentence before, of all but the deleted ones the sentence after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What happened.
    pub op: WordOp,
    /// The words, with the space between them.
    pub text: String,
}

/// The counts of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The part of the version that must go up.
    pub bump: Bump,
    /// Changes that move the bar or may.
    pub expectation: usize,
    /// Changes of wording or examples.
    pub clarification: usize,
    /// Changes of typography, order or names.
    pub editorial: usize,
    /// How many pages of each verdict; shared sheets are not counted.
    pub pages: Vec<(PageBar, usize)>,
}
