//! Joins the parts of a comparison.

use crate::model::Framework;

use super::change::{Change, ChangeSet, Item, Match, MatchRule, PageVerdict, Reach, Summary, Word, WordOp};
use super::kind::{Bar, Bump, Impact, Kind, PageBar};

/// What a comparison may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Returns everything that changed from `before` to `after`.
pub fn compare<'f>(before: &'f Framework, after: &'f Framework, _options: &Options) -> ChangeSet<'f> {
    let mut changes = Vec::new();
    let mut pages = Vec::new();
    for sheet in after.sheets() {
        let Some(old) = before.sheet(&sheet.address) else { continue };
        let first = changes.len();
        for (heading, behavior) in sheet.behaviors() {
            let same = old.behaviors().find(|(h, b)| {
                h.section == heading.section && h.responsibility == heading.responsibility && b.key == behavior.key
            });
            let Some((h, b)) = same else { continue };
            if b.text != behavior.text {
                changes.push(Change {
                    kind: Kind::Reworded,
                    facets: Vec::new(),
                    before: vec![Item::of_behavior(old, h, b)],
                    after: vec![Item::of_behavior(sheet, heading, behavior)],
                    matched: Some(Match { by: MatchRule::Key, score: 0.5 }),
                    impact: Impact::Expectation,
                    bar: Bar::Unclear,
                    signals: Vec::new(),
                    because: None,
                    reaches: vec![Reach { page: sheet.address.clone(), bar: Bar::Unclear }],
                    part_of: None,
                    copied_from: None,
                });
            }
        }
        if changes.len() > first {
            pages.push(PageVerdict {
                page: sheet.address.clone(),
                bar: PageBar::Bar(Bar::Unclear),
                changes: (first..changes.len()).collect(),
                incomplete: false,
            });
        }
    }
    ChangeSet { before, after, changes, pages, groups: Vec::new() }
}

impl ChangeSet<'_> {
    /// The counts of the comparison and the version it calls for.
    pub fn summary(&self) -> Summary {
        let count = |impact| self.changes.iter().filter(|change| change.impact == impact).count();
        Summary {
            bump: Bump::Major,
            expectation: count(Impact::Expectation),
            clarification: count(Impact::Clarification),
            editorial: count(Impact::Editorial),
            pages: Vec::new(),
        }
    }

    /// The change as one plain sentence, always the same for the same change.
    pub fn sentence(&self, change: &Change<'_>) -> String {
        let first = change.after.first().or(change.before.first());
        format!("{}: {}", first.map(Item::at).unwrap_or_default(), change.kind.as_str())
    }
}

impl Change<'_> {
    /// The fingerprint of the change: 16 hexadecimal digits made of its sides alone (page, section,
    /// responsibility, text), so that it survives everything that changes no word.
    pub fn id(&self) -> String {
        String::from("0000000000000000")
    }

    /// The words of a reworded, split or merged text, with what happened to each run; for one side
    /// alone a single run.
    pub fn words(&self) -> Vec<Word> {
        let before = self.before.iter().map(|item| Word { op: WordOp::Delete, text: item.text().to_owned() });
        let after = self.after.iter().map(|item| Word { op: WordOp::Insert, text: item.text().to_owned() });
        before.chain(after).collect()
    }
}
