//! The law of the mirror: swapping the sides gives the same links, with kinds, bars and words mirrored.
//!
//! What is rightly not so, and not asked here: identity that is declared (`was` says what something was, not what
//! it will be), the sentence of which an arrival is a copy, why a verdict is what it is, and the impact of
//! what only came (nobody's bar moves) or only went (somebody's page is gone) of the structure. Nor is it asked
//! which pages read a change that asks nothing else of them: of pages that came or went each direction knows others.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rungs::diff::{Bar, Change, ChangeSet, Facet, Impact, Item, Kind, Options, PageBar, Signal, compare};
use rungs::model::Framework;

use super::config;
use super::edit::{Edit, edited, edits};
use super::generate::plan;

/// What is compared of a comparison, every name as the first side has it.
#[derive(Debug, Default)]
struct Picture {
    changes: Vec<String>,
    pages: Vec<String>,
    groups: Vec<String>,
}

/// Returns what `set` tells, as it is or as its mirror would tell it.
fn picture(set: &ChangeSet<'_>, mirrored: bool) -> Picture {
    let names = Names::of(set, mirrored);
    let bar = |bar: Bar| if mirrored { bar.mirror() } else { bar };
    let page_bar = |found: PageBar| match found {
        PageBar::New if mirrored => PageBar::Withdrawn,
        PageBar::Withdrawn if mirrored => PageBar::New,
        PageBar::Bar(found) => PageBar::Bar(bar(found)),
        other => other,
    };
    let mut changes: Vec<String> = set.changes.iter().map(|change| told(change, mirrored, &names)).collect();
    let mut pages: Vec<String> = set
        .pages
        .iter()
        .filter(|verdict| verdict.bar != PageBar::Bar(Bar::Same))
        .map(|verdict| format!("{} {:?}", names.page(&verdict.page.to_string()), page_bar(verdict.bar)))
        .collect();
    let swapped = |before: &str, after: &str| {
        if mirrored { format!("{after} > {before}") } else { format!("{before} > {after}") }
    };
    let mut groups: Vec<String> = set.groups.iter().map(|group| swapped(&group.before, &group.after)).collect();
    changes.sort();
    pages.sort();
    groups.sort();
    Picture { changes, pages, groups }
}

/// What tracks, levels and pages are called on the first side, where they are called otherwise on the second.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(set: &ChangeSet<'_>, mirrored: bool) -> Self {
        let mut names = BTreeMap::new();
        let at = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
        for change in set.changes.iter().filter(|change| change.kind.is_structural()) {
            let word = change.kind.as_str();
            if !mirrored && ["track-renamed", "level-renamed", "page-renamed"].contains(&word) {
                names.insert(at(&change.after), at(&change.before));
            }
        }
        Self(names)
    }

    /// The address of a page that is given in the names of afterwards.
    fn page(&self, page: &str) -> String {
        if let Some(whole) = self.0.get(page) {
            return whole.clone();
        }
        let name = |id: &str| self.0.get(id).cloned().unwrap_or_else(|| id.to_owned());
        page.split('/').map(name).collect::<Vec<_>>().join("/")
    }
}

fn told(change: &Change<'_>, mirrored: bool, names: &Names) -> String {
    // To replace or leave out what is shared is given up in one and the same way.
    let kind = match change.kind {
        Kind::Overridden | Kind::Omitted => Kind::Restored,
        kind if mirrored => kind.mirror(),
        kind => kind,
    };
    let bar = |bar: Bar| if mirrored { bar.mirror() } else { bar };
    let side =
        |items: &[Item<'_>]| items.iter().map(|item| format!("{} {}", item.at(), item.text())).collect::<Vec<_>>();
    let sides = if mirrored {
        (side(&change.after), side(&change.before))
    } else {
        (side(&change.before), side(&change.after))
    };
    let facet = |facet: &Facet| match facet {
        Facet::ToCore if mirrored => Facet::FromCore,
        Facet::FromCore if mirrored => Facet::ToCore,
        other => *other,
    };
    let mut facets: Vec<Facet> = change.facets.iter().map(facet).collect();
    facets.sort();
    let mut reaches: Vec<String> = change
        .reaches
        .iter()
        .filter(|reach| reach.bar != Bar::Same)
        .map(|reach| format!("{} {:?}", names.page(&reach.page.to_string()), bar(reach.bar)))
        .collect();
    reaches.sort();
    let one_sided = change.kind.is_structural() && (change.before.is_empty() || change.after.is_empty());
    let impact = if one_sided { Impact::Editorial } else { change.impact };
    // What one side declares, the other is found by what stands there.
    let joins =
        ["merged", "split"].iter().any(|end| change.kind.is_structural() && change.kind.as_str().ends_with(end));
    let matched = change.matched.filter(|_| !joins).map(|found| format!("{:?} {:.3}", found.by, found.score));
    format!(
        "{kind:?} {facets:?} {:?} > {:?}\n    {impact:?} {:?} {matched:?}\n    {:?}\n    {:?}\n    {:?}\n    {reaches:?}",
        sides.0,
        sides.1,
        bar(change.bar),
        signals(&change.signals, mirrored),
        super::words::exchanges(&change.words(), mirrored),
        examples(change, mirrored),
    )
}

/// Signals as they are or as the mirror has them, in any order.
pub(super) fn signals(signals: &[Signal], mirrored: bool) -> Vec<(String, String, String, Bar)> {
    let one = |signal: &Signal| {
        let Signal { scale, before, after, bar } = signal.clone();
        if mirrored { (scale, after, before, bar.mirror()) } else { (scale, before, after, bar) }
    };
    let mut out: Vec<_> = signals.iter().map(one).collect();
    out.sort();
    out
}

fn examples(change: &Change<'_>, mirrored: bool) -> Vec<(Option<String>, Option<String>)> {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let mut out: Vec<_> =
        change
            .examples
            .iter()
            .map(|found| {
                if mirrored { (text(found.after), text(found.before)) } else { (text(found.before), text(found.after)) }
            })
            .collect();
    out.sort();
    out
}

/// What differs between two comparisons of which one is the mirror of the other; nothing where they are.
pub(crate) fn unlike(before: &Framework, after: &Framework) -> Option<String> {
    let (forth, back) = (compare(before, after, &Options::default()), compare(after, before, &Options::default()));
    let (forth, back) = (picture(&forth, false), picture(&back, true));
    let mut out = String::new();
    for (one, other) in [(&forth.changes, &back.changes), (&forth.pages, &back.pages), (&forth.groups, &back.groups)] {
        let only = |list: &[String], than: &[String], whose: &str| {
            list.iter().filter(|told| !than.contains(told)).map(|told| format!("{whose}: {told}\n")).collect::<String>()
        };
        out.push_str(&only(one, other, "forth"));
        out.push_str(&only(other, one, "back"));
    }
    (!out.is_empty()).then_some(out)
}

/// Whether what an edit does has a mirror: where a heading gets another id and sentences are put under the old
/// one, which of the two goes on is anybody's guess, and each direction may have its own.
fn has_a_mirror(edit: &Edit) -> bool {
    !matches!(edit, Edit::RenameSection(_) | Edit::RenameResponsibility)
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_mirror_tells_the_same(plan in plan(), edits in edits(false)) {
        let before = plan.framework();
        let edits: Vec<Edit> = edits.into_iter().filter(has_a_mirror).collect();
        let after = edited(&before, &edits);
        let unlike = unlike(&before, &after);
        prop_assert!(unlike.is_none(), "{}\n{edits:?}\n{}", unlike.unwrap_or_default(), super::both(&before, &after));
    }
}
