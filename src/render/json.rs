//! A comparison as JSON, version 1: types of its own, so that the code may change and the format
//! does not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diff::{self, ChangeSet, WordOp};

use super::SideName;

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

/// Returns a comparison in the published format.
pub fn diff(set: &ChangeSet<'_>, from: &SideName, to: &SideName) -> Diff {
    let ids: Vec<String> = set.changes.iter().map(diff::Change::id).collect();
    let listed = |changes: &[usize]| changes.iter().map(|index| ids[*index].clone()).collect();
    let side = |name: &SideName| Side { spec: name.spec.clone(), commit: name.commit.clone() };
    let pages = set.pages.iter().map(|page| Page {
        page: page.page.to_string(),
        bar: page.bar.as_str().to_owned(),
        changes: listed(&page.changes),
        incomplete: page.incomplete,
        into: page.into.as_ref().map(ToString::to_string),
        out_of: page.out_of.as_ref().map(ToString::to_string),
    });
    let groups = set.groups.iter().map(|group| Group {
        kind: group.kind.to_owned(),
        before: group.before.clone(),
        after: group.after.clone(),
        changes: listed(&group.changes),
    });
    let patch = set.patch();
    let both = set.changes.iter().zip(&patch.records);
    let changes = both.zip(&ids).map(|(change, id)| self::change(set, change, id, &ids));
    let setting = |setting: &diff::Setting| Setting {
        at: setting.at.clone(),
        before: setting.before.clone(),
        after: setting.after.clone(),
    };
    Diff {
        version: 1,
        from: side(from),
        to: side(to),
        summary: summary(&set.summary(), set.is_whole()),
        pages: pages.collect(),
        unreadable: unreadable(set),
        groups: groups.collect(),
        settings: patch.settings.iter().map(setting).collect(),
        changes: changes.collect(),
    }
}

fn summary(summary: &diff::Summary, whole: bool) -> Summary {
    let mut pages = PageCounts::default();
    for (bar, count) in &summary.pages {
        let slot = match bar.as_str() {
            "asks-more" => &mut pages.asks_more,
            "asks-less" => &mut pages.asks_less,
            "mixed" => &mut pages.mixed,
            "unclear" => &mut pages.unclear,
            "new" => &mut pages.new,
            "withdrawn" => &mut pages.withdrawn,
            _ => &mut pages.same,
        };
        *slot = *count;
    }
    Summary {
        bump: whole.then(|| summary.bump.as_str().to_owned()),
        expectation: summary.expectation,
        clarification: summary.clarification,
        editorial: summary.editorial,
        pages,
    }
}

fn unreadable(set: &ChangeSet<'_>) -> Vec<Unreadable> {
    let of = |side: &str, framework: &crate::model::Framework| -> Vec<Unreadable> {
        let listed = framework.unreadable.iter().map(|file| Unreadable {
            side: side.to_owned(),
            file: super::in_repository(&framework.folder, &file.file),
            line: file.line,
            message: file.message.clone(),
            pages: set.pages_needing(framework, &file.file).iter().map(ToString::to_string).collect(),
        });
        listed.collect()
    };
    [of("from", set.before), of("to", set.after)].concat()
}

fn item(item: &diff::Item<'_>, side: &diff::Side, folder: &str) -> Item {
    let details = side.behavior.clone().unwrap_or_default();
    Item {
        at: side.at.clone(),
        file: super::in_repository(folder, item.file()),
        line: item.line(),
        text: side.text.clone(),
        follows: details.follows,
        examples: details.examples,
        was: details.was,
        overrides: details.overrides,
        position: side.position,
        number: side.number,
    }
}

fn change(
    set: &ChangeSet<'_>,
    (change, record): (&diff::Change<'_>, &diff::Record),
    id: &str,
    ids: &[String],
) -> Change {
    let items = |items: &[diff::Item<'_>], sides: &[diff::Side], folder: &str| -> Vec<Item> {
        items.iter().zip(sides).map(|(item, side)| self::item(item, side, folder)).collect()
    };
    let words = change.words().into_iter().map(|word| Word {
        op: match word.op {
            WordOp::Equal => "equal",
            WordOp::Delete => "delete",
            WordOp::Insert => "insert",
        }
        .to_owned(),
        text: word.text,
    });
    let signal = |signal: &diff::Signal| Signal {
        scale: signal.scale.clone(),
        before: signal.before.clone(),
        after: signal.after.clone(),
        bar: signal.bar.as_str().to_owned(),
    };
    let example = |example: &diff::ExampleChange<'_>| Example {
        before: example.before.map(str::to_owned),
        after: example.after.map(str::to_owned),
    };
    Change {
        id: id.to_owned(),
        kind: change.kind.as_str().to_owned(),
        facets: change.facets.iter().map(|facet| facet.as_str().to_owned()).collect(),
        before: items(&change.before, &record.before, &set.before.folder),
        after: items(&change.after, &record.after, &set.after.folder),
        matched: change
            .matched
            .map(|found| Match { by: found.by.as_str().to_owned(), score: (found.score * 1000.0).round() / 1000.0 }),
        words: words.collect(),
        impact: change.impact.as_str().to_owned(),
        bar: change.bar.as_str().to_owned(),
        signals: change.signals.iter().map(signal).collect(),
        because: change.because.clone(),
        examples: change.examples.iter().map(example).collect(),
        reaches: change
            .reaches
            .iter()
            .map(|reach| Reach { page: reach.page.to_string(), bar: reach.bar.as_str().to_owned() })
            .collect(),
        part_of: change.part_of.map(|index| ids[index].clone()),
        copied_from: change.copied_from.clone(),
        sentence: set.sentence(change),
    }
}

/// Returns the JSON Schema of the format.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Diff).to_value()
}
