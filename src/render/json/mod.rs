//! A comparison as JSON, version 1: types of its own, so that the code may change and the format
//! does not.

mod made;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use made::diff;

/// Everything that changed between two revisions of a framework.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// The version of this format: 1.
    pub version: u32,
    /// The revision before.
    pub from: Side,
    /// The revision after.
    pub to: Side,
    /// Counts, and the version the content calls for.
    pub summary: Summary,
    /// The pages that changed and no others; shared text (`core/ic4`) is listed as pages of its own.
    pub pages: Vec<Page>,
    /// Files that could not be read: nothing of them is in the changes.
    pub unreadable: Vec<Unreadable>,
    /// What many changes have in common.
    pub groups: Vec<Group>,
    /// What else differs and nobody reads on a page: order, declared identities, definitions. They hold
    /// after the changes.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// The changes, structure first, then in reading order.
    pub changes: Vec<Change>,
}

/// A revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// As it was asked for.
    pub spec: String,
    /// The commit, where it is one.
    pub commit: Option<String>,
}

/// Counts of changes and pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The part of the version that must go up: `major`, `minor`, `patch` or `none`;
    /// null while a file cannot be read, since half a framework calls for no version.
    pub bump: Option<String>,
    /// Changes that move the bar or may.
    pub expectation: usize,
    /// Changes of wording or examples.
    pub clarification: usize,
    /// Changes of typography, order or names.
    pub editorial: usize,
    /// Pages by verdict; shared text is not counted.
    pub pages: PageCounts,
}

/// Pages by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct PageCounts {
    /// Pages that ask more.
    pub asks_more: usize,
    /// Pages that ask less.
    pub asks_less: usize,
    /// Pages that ask more in one way and less in another.
    pub mixed: usize,
    /// Pages for which a person must decide.
    pub unclear: usize,
    /// Pages that changed and ask the same.
    pub same: usize,
    /// New pages.
    pub new: usize,
    /// Pages that are gone.
    pub withdrawn: usize,
}

/// The verdict on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Its address.
    pub page: String,
    /// `asks-more`, `asks-less`, `mixed`, `unclear`, `same`, `new` or `withdrawn`.
    pub bar: String,
    /// The ids of the changes that reach it.
    pub changes: Vec<String>,
    /// Whether a file the page needs could not be read, so that the verdict rests on a part of it.
    #[serde(default)]
    pub incomplete: bool,
    /// The page that its people read now, where it went into another one: it is judged by what it asked
    /// before and what that one asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// The page of before that it came out of, where that one goes on: it is judged by what that one asked
    /// before and what it asks itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of: Option<String>,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// `from` or `to`.
    pub side: String,
    /// The file.
    pub file: String,
    /// The line of the first problem.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
    /// The pages that need it.
    pub pages: Vec<String>,
}

/// Changes that are one and the same at many places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// What they have in common: `terminology`.
    pub kind: String,
    /// The term before.
    pub before: String,
    /// The term after.
    pub after: String,
    /// The ids of the changes.
    pub changes: Vec<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Its fingerprint: the same as long as no word of its sides changes.
    pub id: String,
    /// What happened: `added`, `removed`, `reworded`, `moved` …
    pub kind: String,
    /// What else happened: `moved-level`, `reworded` …
    pub facets: Vec<String>,
    /// What it was: empty for what is new, several for a merge.
    pub before: Vec<Item>,
    /// What it is: empty for what is gone, several for a split.
    pub after: Vec<Item>,
    /// By what rule the sides were matched; none where there is one side.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// The words of the text, in runs.
    pub words: Vec<Word>,
    /// `expectation`, `clarification` or `editorial`.
    pub impact: String,
    /// `asks-more`, `asks-less`, `mixed`, `unclear` or `same`.
    pub bar: String,
    /// The words that speak for the bar.
    pub signals: Vec<Signal>,
    /// Why, where no signal says it.
    #[serde(default)]
    pub because: Option<String>,
    /// Illustrations that came, went or read differently.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// The pages it reaches.
    pub reaches: Vec<Reach>,
    /// The id of the structural change it is a part of.
    pub part_of: Option<String>,
    /// The address of the same sentence elsewhere, for what was added.
    pub copied_from: Option<String>,
    /// The change as one plain sentence.
    pub sentence: String,
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// The address: page/section[/responsibility]/key for a behavior.
    pub at: String,
    /// The file, from the top of the repository.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The sentence, text, name or value.
    pub text: String,
    /// Of a behavior: the key of the one before it under its heading; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// Of a behavior: its illustrations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Of a behavior: the addresses it declares to have stood at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<String>,
    /// Of a behavior: whether it replaces a shared one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overrides: bool,
    /// Of one of several texts: its place among them, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// Of the value of a fact: whether it is a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub number: bool,
}

/// Something that nobody reads on a page and that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Setting {
    /// What it is: `framework/version`, `ladders/ic/levels`, `pages/security-engineer/ic4/headings` …
    pub at: String,
    /// What it was, a value or a list; empty where it was not set.
    pub before: Vec<String>,
    /// What it is.
    pub after: Vec<String>,
}

/// How two sides were matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Match {
    /// `declared`, `key`, `text` or `likeness`.
    pub by: String,
    /// How alike they are, 0 to 1.
    pub score: f64,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Word {
    /// `equal`, `delete` or `insert`.
    pub op: String,
    /// The words.
    pub text: String,
}

/// Words that speak for a direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signal {
    /// The scale.
    pub scale: String,
    /// The words before; empty where they are new.
    pub before: String,
    /// The words after; empty where they are gone.
    pub after: String,
    /// What it says of the bar.
    pub bar: String,
}

/// An illustration that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// Before; none where it is new.
    pub before: Option<String>,
    /// After; none where it is gone.
    pub after: Option<String>,
}

/// A page that a change reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    /// Its address.
    pub page: String,
    /// What the change does to it.
    pub bar: String,
}

/// Returns the JSON Schema of the format.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Diff).to_value()
}
