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
pub(super) fn is_rule(change: &Change<'_>) -> bool {
    matches!(change.kind, Kind::PolicyChanged | Kind::ScaleChanged)
        && change.before.iter().chain(&change.after).any(|item| item.file() == "policy.toml")
}

/// What one approver saw, held against what there is now.
#[derive(Debug)]
pub(super) struct Seen {
    /// What was not seen of each change, in the order of the comparison.
    unseen: Vec<Vec<Unseen>>,
    /// The pages whose verdict is another now.
    pub(super) moved: IndexMap<PageAddress, PageMoved>,
}

/// A part of a change that an approver did not see: the page it is on; none where it is on no page
/// and so everybody's.
type Unseen = Option<PageAddress>;

impl Seen {
    /// Returns what an approver saw at a commit. `then` is the commit, and `set_then` the change as
    /// it was there; none where that is not known, and then every page counts as judged anew.
    pub(super) fn of(
        set: &ChangeSet<'_>,
        (base, head): (&State<'_>, &State<'_>),
        then: &State<'_>,
        set_then: Option<&ChangeSet<'_>>,
    ) -> Self {
        let unseen = set.changes.iter().map(|change| unseen(change, base, head, then)).collect();
        Self { unseen, moved: moved_pages(set_then, set) }
    }

    /// Returns what is seen by whoever looks at the change as it is.
    pub(super) fn everything(set: &ChangeSet<'_>) -> Self {
        Self { unseen: vec![Vec::new(); set.changes.len()], moved: IndexMap::new() }
    }

    /// Whether the approver saw everything that a change says.
    pub(super) fn saw(&self, index: usize) -> bool {
        self.unseen[index].is_empty()
    }

    /// Whether the approver saw what a change says on these pages, and the verdict of none of them is
    /// another now. What the matcher found to be the same sentence on another page does not matter:
    /// it is for those who must agree to that page. No pages mean all.
    pub(super) fn covers(&self, index: usize, pages: &[PageAddress]) -> bool {
        let elsewhere = |page: &Unseen| !pages.is_empty() && page.as_ref().is_some_and(|page| !pages.contains(page));
        self.unseen[index].iter().all(elsewhere) && pages.iter().all(|page| !self.moved.contains_key(page))
    }
}

/// Returns what an approver did not see of a change: what is new against the base and did not stand
/// word for word at the same place, and what is gone against the base and was not gone there.
fn unseen(change: &Change<'_>, base: &State<'_>, head: &State<'_>, then: &State<'_>) -> Vec<Unseen> {
    let mut out: Vec<Unseen> = Vec::new();
    for item in change.after.iter().filter(|item| !base.has(change, item) && !then.has(change, item)) {
        out.extend(read_on(change, item));
    }
    for item in change.before.iter().filter(|item| !head.has(change, item) && then.has(change, item)) {
        out.extend(read_on(change, item));
    }
    for example in &change.examples {
        let has = |state: &State<'_>, items: &[Item<'_>], text: &str| state.has_example(change, items, text);
        let new = |text: &str| !has(base, &change.after, text) && !has(then, &change.after, text);
        let gone = |text: &str| !has(head, &change.before, text) && has(then, &change.before, text);
        if example.after.is_some_and(new) || example.before.is_some_and(gone) {
            out.extend(change.before.iter().chain(&change.after).flat_map(|item| read_on(change, item)));
        }
    }
    out.extend(unseen_pages(change, base, head, then).into_iter().map(Some));
    out
}

/// Where a side of a change is read: its own page, and on a cumulative ladder those above it. For
/// shared text each page is looked at on its own (see [`unseen_pages`]).
fn read_on(change: &Change<'_>, item: &Item<'_>) -> Vec<Unseen> {
    let Some(page) = item.page() else { return vec![None] };
    let mut out = vec![Some(page.clone())];
    if !page.is_shared() {
        let own = |page: &PageAddress| change.before.iter().chain(&change.after).any(|item| item.page() == Some(page));
        out.extend(change.reaches.iter().filter(|reach| !own(&reach.page)).map(|reach| Some(reach.page.clone())));
    }
    out
}

/// The pages that read a shared sentence, leave it out or replace it otherwise than the approver saw:
/// where it arrives on a page it must have been read there, where it leaves one it must not have been.
fn unseen_pages(change: &Change<'_>, base: &State<'_>, head: &State<'_>, then: &State<'_>) -> Vec<PageAddress> {
    let shared = |item: &Item<'_>| item.page().is_some_and(PageAddress::is_shared);
    let by_page = matches!(change.kind, Kind::Omitted | Kind::Restored | Kind::Overridden);
    let sides = || change.before.iter().chain(&change.after);
    if !by_page && !sides().any(shared) {
        return Vec::new();
    }
    let differs = |page: &PageAddress| {
        sides().any(|item| match item.behavior() {
            Some(_) => {
                let now = head.reads(page, item);
                base.reads(page, item) != now && then.reads(page, item) != now
            }
            // What introduces shared text, and facts: seen on each page as where they stand.
            None => {
                let now = head.has(change, item);
                base.has(change, item) != now && then.has(change, item) != now
            }
        })
    };
    change.reaches.iter().map(|reach| &reach.page).filter(|page| differs(page)).cloned().collect()
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
