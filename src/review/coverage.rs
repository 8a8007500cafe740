//! What an approving review covers: the words its author saw, at the place where they stood. No
//! matcher has a say in it.

use std::cell::RefCell;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use crate::diff::{Change, ChangeSet, Item, Kind, PageBar};
use crate::model::{Framework, Id, PageAddress};
use crate::policy::{Policy, has_rule};

use super::result::PageMoved;

/// A revision as an approval is held against it.
#[derive(Debug)]
pub(super) struct State<'g> {
    framework: &'g Framework,
    policy: &'g Policy,
    /// The sentences of each page as it is read, shared text included.
    pages: RefCell<FxHashMap<PageAddress, Vec<Sentence<'g>>>>,
}

/// A sentence and the heading it is read under; white space does not count.
type Sentence<'g> = (&'g Id, Option<&'g Id>, String);

impl<'g> State<'g> {
    pub(super) fn of(framework: &'g Framework, policy: &'g Policy) -> Self {
        Self { framework, policy, pages: RefCell::default() }
    }

    /// Whether a side of a change stands here, word for word and at the same place.
    fn has(&self, change: &Change<'_>, item: &Item<'_>) -> bool {
        if is_rule(change) {
            has_rule(self.policy, &item.at(), item.text())
        } else {
            change.stands_in(item, self.framework)
        }
    }

    fn has_example(&self, change: &Change<'_>, items: &[Item<'_>], text: &str) -> bool {
        items.iter().any(|item| change.example_stands_in(item, text, self.framework))
    }

    /// Whether a sentence is read on a page.
    fn reads(&self, page: &PageAddress, item: &Item<'_>) -> bool {
        let Some(section) = item.section() else { return false };
        let mut pages = self.pages.borrow_mut();
        let sentences = pages.entry(page.clone()).or_insert_with(|| {
            let behaviors = self.framework.behaviors_of_page(page).into_iter();
            behaviors
                .map(|read| {
                    let heading = read.heading;
                    (&heading.section, heading.responsibility.as_ref(), words(&read.behavior.text))
                })
                .collect()
        });
        let wanted = words(item.text());
        sentences.iter().any(|(other, responsibility, text)| {
            *other == section && *responsibility == item.responsibility() && *text == wanted
        })
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a change is of a rule of `policy.toml`, rather than of one in the framework's own files.
fn is_rule(change: &Change<'_>) -> bool {
    let of_framework = |item: &Item<'_>| item.at().starts_with("ladders/") || item.at().starts_with("facts/");
    matches!(change.kind, Kind::PolicyChanged | Kind::ScaleChanged)
        && !change.before.iter().chain(&change.after).any(of_framework)
}

/// What one approver saw, held against what there is now.
#[derive(Debug)]
pub(super) struct Seen {
    /// Whether the words of each change were seen, in the order of the comparison.
    covered: Vec<bool>,
    /// The pages whose verdict is another now.
    pub(super) moved: IndexMap<PageAddress, PageMoved>,
}

impl Seen {
    /// Returns what an approver saw at a commit. `then` is the commit, and `set_then` the change as
    /// it was there; none where that is not known, and then every page counts as judged anew.
    pub(super) fn of(
        set: &ChangeSet<'_>,
        (base, head): (&State<'_>, &State<'_>),
        then: &State<'_>,
        set_then: Option<&ChangeSet<'_>>,
    ) -> Self {
        let covered = set.changes.iter().map(|change| saw_all(change, base, head, then)).collect();
        Self { covered, moved: moved_pages(set_then, set) }
    }

    /// Returns what is seen by whoever looks at the change as it is.
    pub(super) fn everything(set: &ChangeSet<'_>) -> Self {
        Self { covered: vec![true; set.changes.len()], moved: IndexMap::new() }
    }

    /// Whether the approver saw everything that a change says.
    pub(super) fn saw(&self, index: usize) -> bool {
        self.covered[index]
    }

    /// Whether the approver saw a change, and the verdict of none of these pages is another now.
    pub(super) fn covers(&self, index: usize, pages: &[PageAddress]) -> bool {
        self.saw(index) && pages.iter().all(|page| !self.moved.contains_key(page))
    }
}

/// Whether what is new against the base stood at a commit word for word at the same place, and what
/// is gone against the base was gone there.
fn saw_all(change: &Change<'_>, base: &State<'_>, head: &State<'_>, then: &State<'_>) -> bool {
    let new = change.after.iter().all(|item| base.has(change, item) || then.has(change, item));
    let gone = change.before.iter().all(|item| head.has(change, item) || !then.has(change, item));
    let examples = || {
        change.examples.iter().all(|example| {
            let stands = |state: &State<'_>, items: &[Item<'_>], text: &str| state.has_example(change, items, text);
            let new =
                example.after.is_none_or(|text| stands(base, &change.after, text) || stands(then, &change.after, text));
            let gone = example
                .before
                .is_none_or(|text| stands(head, &change.before, text) || !stands(then, &change.before, text));
            new && gone
        })
    };
    new && gone && examples() && saw_pages(change, base, head, then)
}

/// The same for the pages that read a shared sentence, leave it out or replace it: where it arrives
/// on a page it must have been read there, and where it leaves the page it must not have been.
fn saw_pages(change: &Change<'_>, base: &State<'_>, head: &State<'_>, then: &State<'_>) -> bool {
    let shared = |item: &Item<'_>| item.page().is_some_and(PageAddress::is_shared);
    let by_page = matches!(change.kind, Kind::Omitted | Kind::Restored | Kind::Overridden);
    let sides = || change.before.iter().chain(&change.after).filter(|item| item.behavior().is_some());
    if !by_page && !sides().any(shared) {
        return true;
    }
    change.reaches.iter().all(|reach| {
        sides().all(|item| {
            let now = head.reads(&reach.page, item);
            base.reads(&reach.page, item) == now || then.reads(&reach.page, item) == now
        })
    })
}

/// The pages whose verdict is not what it was, those of now first.
fn moved_pages(before: Option<&ChangeSet<'_>>, after: &ChangeSet<'_>) -> IndexMap<PageAddress, PageMoved> {
    let verdicts = |set: &ChangeSet<'_>| -> IndexMap<PageAddress, PageBar> {
        set.pages.iter().map(|verdict| (verdict.page.clone(), verdict.bar)).collect()
    };
    let (before, after) = (before.map(verdicts).unwrap_or_default(), verdicts(after));
    let word = |bar: Option<&PageBar>| bar.map(|bar| bar.as_str().to_owned());
    let gone = before.keys().filter(|page| !after.contains_key(*page));
    after
        .keys()
        .chain(gone)
        .filter(|page| before.get(*page) != after.get(*page))
        .map(|page| {
            let (then, now) = (word(before.get(page)), word(after.get(page)));
            (page.clone(), PageMoved { page: page.to_string(), then, now })
        })
        .collect()
}
