//! A comparison put into the types of the format.

use crate::diff::{self, ChangeSet, WordOp};
use crate::render::{SideName, in_repository};

use super::{
    Change, Diff, Example, Group, Item, Match, Page, PageCounts, Reach, Setting, Side, Signal, Summary, Unreadable,
    Word,
};

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
            file: in_repository(&framework.folder, &file.file),
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
        file: in_repository(folder, item.file()),
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
        words: change.words().into_iter().map(Word::from).collect(),
        impact: change.impact.as_str().to_owned(),
        bar: change.bar.as_str().to_owned(),
        signals: change.signals.iter().map(Signal::from).collect(),
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

impl From<diff::Word> for Word {
    fn from(word: diff::Word) -> Self {
        let op = match word.op {
            WordOp::Equal => "equal",
            WordOp::Delete => "delete",
            WordOp::Insert => "insert",
        };
        Self { op: op.to_owned(), text: word.text }
    }
}

impl From<&diff::Signal> for Signal {
    fn from(signal: &diff::Signal) -> Self {
        Self {
            scale: signal.scale.clone(),
            before: signal.before.clone(),
            after: signal.after.clone(),
            bar: signal.bar.as_str().to_owned(),
        }
    }
}
