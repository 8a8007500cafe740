//! The past as JSON, version 1: types of its own, so that the code may change and the format does
//! not.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::history;
use crate::render::json::{Signal, Word};

use super::Told;

/// What happened to a sentence, a page or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Log {
    /// The version of this format: 1.
    pub version: u32,
    /// The address that was asked about.
    pub address: String,
    /// What people call it.
    pub name: String,
    /// The address at which it went on, where it no longer stands at the one that was asked about.
    pub went_on: Option<String>,
    /// What happened, the latest first.
    pub events: Vec<Event>,
    /// The commits of the events.
    pub commits: Vec<Commit>,
    /// Revisions at which a file could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Commits before which nothing is known, because the clone is shallow.
    pub cut: Vec<String>,
}

/// The sentences of a page, each with the last change that altered what it means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Blame {
    /// The version of this format: 1.
    pub version: u32,
    /// The page's address.
    pub page: String,
    /// What people call it.
    pub name: String,
    /// The sentences in reading order.
    pub behaviors: Vec<Behavior>,
    /// The commits of the changes.
    pub commits: Vec<Commit>,
    /// Revisions at which a file could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Commits before which nothing is known, because the clone is shallow.
    pub cut: Vec<String>,
}

/// A sentence of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Behavior {
    /// Where it stands.
    #[serde(flatten)]
    pub sentence: Sentence,
    /// The change; null where the clone does not reach back to it.
    pub event: Option<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The commit in which it happened.
    pub commit: String,
    /// The fingerprint of the change.
    pub id: String,
    /// What happened: `added`, `removed`, `reworded`, `moved` …
    pub kind: String,
    /// What else happened: `moved-level`, `reworded` …
    pub facets: Vec<String>,
    /// What it was: empty for what is new.
    pub before: Vec<Sentence>,
    /// What it is afterwards: empty for what is gone.
    pub after: Vec<Sentence>,
    /// The words of the text, in runs.
    pub words: Vec<Word>,
    /// `expectation`, `clarification` or `editorial`.
    pub impact: String,
    /// `asks-more`, `asks-less`, `mixed`, `unclear` or `same`.
    pub bar: String,
    /// The words that speak for the bar.
    pub signals: Vec<Signal>,
    /// Why, where no signal says it.
    pub because: Option<String>,
    /// Illustrations that changed.
    pub examples: Vec<Example>,
    /// The change as one plain sentence.
    pub sentence: String,
    /// The structural change it is a part of.
    pub part_of: Option<String>,
    /// The address of the same sentence elsewhere, for what was added.
    pub copied_from: Option<String>,
    /// Whether a merge itself changed this.
    pub by_merge: bool,
    /// The earlier commit that took away the words which came back here.
    pub back_from: Option<String>,
    /// Whether the file could not be read just before.
    pub uncertain: bool,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// The address.
    pub at: String,
    /// What people call the page.
    pub page: String,
    /// The names of section and responsibility.
    pub heading: String,
    /// The file, relative to the framework's folder.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The sentence, text, name or value.
    pub text: String,
}

/// An illustration that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// Before; null where it is new.
    pub before: Option<String>,
    /// After; null where it is gone.
    pub after: Option<String>,
}

/// Where a change comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Commit {
    /// Its hash.
    pub hash: String,
    /// Who wrote it.
    pub author: String,
    /// Its day, UTC.
    pub date: String,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// The first line of its message.
    pub subject: String,
    /// The pull request that brought it.
    pub pull_request: Option<u64>,
    /// The commit that it says it reverts.
    pub reverts: Option<String>,
    /// The commit that it says it was taken over from.
    pub picked_from: Option<String>,
    /// The first release that has it.
    pub release: Option<String>,
    /// Why: from the proposals that came with it.
    pub reasons: Vec<Reason>,
}

/// Why a change was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The proposal's title.
    pub title: String,
    /// Why.
    pub why: String,
    /// Who stands behind it.
    pub sponsor: Option<String>,
}

/// A revision at which a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// The commit.
    pub commit: String,
    /// The file, relative to the framework's folder.
    pub file: String,
    /// The line of the first problem.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// Returns a history in the published format.
pub fn log(told: &Told<'_>) -> Log {
    Log {
        version: 1,
        address: told.address.to_owned(),
        name: told.name.to_owned(),
        went_on: told.went_on.map(str::to_owned),
        events: told.history.events.iter().map(event).collect(),
        commits: commits(told.commits),
        unreadable: unreadable(told.history),
        cut: told.history.cut.clone(),
    }
}

/// Returns the sentences of a page in the published format.
pub fn blame(
    (page, name): (&str, &str),
    sentences: &[history::Blamed<String>],
    (unknown, origins): (&history::History<String>, &IndexMap<String, history::Provenance>),
) -> Blame {
    let behavior = |blamed: &history::Blamed<String>| Behavior {
        sentence: sentence(&blamed.sentence),
        event: blamed.event.as_ref().map(event),
    };
    Blame {
        version: 1,
        page: page.to_owned(),
        name: name.to_owned(),
        behaviors: sentences.iter().map(behavior).collect(),
        commits: commits(origins),
        unreadable: unreadable(unknown),
        cut: unknown.cut.clone(),
    }
}

fn commits(commits: &IndexMap<String, history::Provenance>) -> Vec<Commit> {
    let reason = |reason: &history::Reason| Reason {
        title: reason.title.clone(),
        why: reason.why.clone(),
        sponsor: reason.sponsor.clone(),
    };
    let commit = |commit: &history::Provenance| Commit {
        hash: commit.commit.clone(),
        author: commit.author.clone(),
        date: commit.date.clone(),
        seconds: commit.seconds,
        subject: commit.subject.clone(),
        pull_request: commit.pull_request,
        reverts: commit.reverts.clone(),
        picked_from: commit.picked_from.clone(),
        release: commit.release.clone(),
        reasons: commit.reasons.iter().map(reason).collect(),
    };
    commits.values().map(commit).collect()
}

fn unreadable(history: &history::History<String>) -> Vec<Unreadable> {
    let of = |unread: &history::Unread<String>| Unreadable {
        commit: unread.revision.clone(),
        file: unread.file.file.to_string(),
        line: unread.file.line,
        message: unread.file.message.clone(),
    };
    history.unread.iter().map(of).collect()
}

fn sentence(side: &history::Sentence) -> Sentence {
    Sentence {
        at: side.at.clone(),
        page: side.page.clone(),
        heading: side.heading.clone(),
        file: side.file.clone(),
        line: side.line,
        text: side.text.clone(),
    }
}

fn event(event: &history::Event<String>) -> Event {
    let example =
        |example: &history::ExampleText| Example { before: example.before.clone(), after: example.after.clone() };
    Event {
        commit: event.revision.clone(),
        id: event.id.clone(),
        kind: event.kind.as_str().to_owned(),
        facets: event.facets.iter().map(|facet| facet.as_str().to_owned()).collect(),
        before: event.before.iter().map(sentence).collect(),
        after: event.after.iter().map(sentence).collect(),
        words: event.words.iter().cloned().map(Word::from).collect(),
        impact: event.impact.as_str().to_owned(),
        bar: event.bar.as_str().to_owned(),
        signals: event.signals.iter().map(Signal::from).collect(),
        because: event.because.clone(),
        examples: event.examples.iter().map(example).collect(),
        sentence: event.sentence.clone(),
        part_of: event.part_of.clone(),
        copied_from: event.copied_from.clone(),
        by_merge: event.by_merge,
        back_from: event.back_from.clone(),
        uncertain: event.uncertain,
    }
}

/// Returns the JSON Schema of a history.
pub fn log_schema() -> serde_json::Value {
    schemars::schema_for!(Log).to_value()
}

/// Returns the JSON Schema of a blamed page.
pub fn blame_schema() -> serde_json::Value {
    schemars::schema_for!(Blame).to_value()
}
