//! The order of behaviors: headings whose sentences stand in another one, and the reading order in which
//! changes are listed.

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use crate::diff::change::{Change, Item, OtherItem};
use crate::diff::classify::Verdict;
use crate::diff::compare::Context;
use crate::diff::kind::{Impact, Kind};
use crate::diff::matching::Links;
use crate::diff::sides::{Entry, Place, Sides, address_afterwards};
use crate::model::PageAddress;

use super::bare;

/// One change per heading whose behaviors that stayed stand in another order.
pub(super) fn reordered<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, links: &Links) -> Vec<Change<'f>> {
    let mut last: IndexMap<Place, (usize, bool, usize), rustc_hash::FxBuildHasher> = IndexMap::default();
    for before in 0..sides.before.len() {
        let Some((after, _)) = links.forward[before] else { continue };
        if sides.before[before].place != sides.after[after].place {
            continue;
        }
        let (furthest, turned, _) = last.entry(sides.before[before].place).or_insert((after, false, before));
        if after < *furthest {
            *turned = true;
        }
        *furthest = (*furthest).max(after);
    }
    let mut out = Vec::new();
    for (place, (_, turned, before)) in last {
        if !turned {
            continue;
        }
        let Some((after, _)) = links.forward[before] else { continue };
        // The behaviors of a heading follow one another.
        let keys = |entries: &[Entry<'f>], one: usize| {
            let here = |index: &usize| entries[*index].place == place;
            let start = (0..one).rev().take_while(here).last().unwrap_or(one);
            let keys = (start..entries.len()).take_while(here).map(|index| entries[index].behavior.key.as_str());
            keys.collect::<Vec<_>>().join(", ")
        };
        let side = |entry: &Entry<'f>, keys: String| {
            let mut at = format!("{}/{}", entry.sheet.address, entry.heading.section);
            if let Some(responsibility) = &entry.heading.responsibility {
                at = format!("{at}/{responsibility}");
            }
            Item::of_other(OtherItem {
                page: Some(entry.sheet.address.clone()),
                at,
                section: Some(&entry.heading.section),
                responsibility: entry.heading.responsibility.as_ref(),
                file: &entry.sheet.file,
                line: entry.heading.line,
                text: keys.into(),
            })
        };
        let (old, new) = (&sides.before[before], &sides.after[after]);
        let mut change = bare(
            Kind::Reordered,
            vec![side(old, keys(&sides.before, before))],
            vec![side(new, keys(&sides.after, after))],
        );
        let pages = context.readers.of_sheet(new.sheet);
        change.reaches = context.readers.reach(&pages, &pages, &Verdict::same(Impact::Editorial));
        out.push(change);
    }
    out
}

/// Sorts changes into reading order: by sheet as the framework lists them afterwards (what is gone
/// where it stood), then by line.
pub(in crate::diff) fn sort_into_reading_order(context: &Context<'_, '_>, changes: &mut [Change<'_>]) {
    let mut afterwards: FxHashMap<PageAddress, usize> = FxHashMap::default();
    for sheet in context.after.sheets() {
        let next = afterwards.len();
        afterwards.entry(sheet.address.clone()).or_insert(next);
    }
    // What is gone from a page stands where the page does, whatever that is called now.
    let mut before: FxHashMap<PageAddress, usize> = FxHashMap::default();
    for (index, sheet) in context.before.sheets().enumerate() {
        let stands = afterwards.get(&address_afterwards(&sheet.address, context.structure)).copied();
        before.insert(sheet.address.clone(), stands.unwrap_or(afterwards.len() + index));
    }
    let mut sorted: Vec<usize> = (0..changes.len()).collect();
    {
        let positions: Vec<Position<'_>> =
            changes.iter().map(|change| position((&before, &afterwards), change)).collect();
        sorted.sort_by(|a, b| positions[*a].cmp(&positions[*b]));
    }
    put_in_order(changes, sorted);
}

/// Where a change is listed: sheet, line, whether it is gone, kind, and at last its text.
type Position<'c> = (usize, u32, bool, Kind, Option<&'c str>);

type Order = FxHashMap<PageAddress, usize>;

fn position<'c>((before, afterwards): (&Order, &Order), change: &'c Change<'_>) -> Position<'c> {
    // What a page says no longer is told of that page, whatever it reads instead.
    let new = change.after.first().filter(|_| change.kind != Kind::Restored || change.before.is_empty());
    let (first, order) = match new {
        Some(new) => (Some(new), afterwards),
        None => (change.before.first(), before),
    };
    let sheet = first.and_then(Item::page).and_then(|page| order.get(page)).copied().unwrap_or(usize::MAX);
    (sheet, first.map_or(0, Item::line), change.after.is_empty(), change.kind, first.map(Item::text))
}

/// Puts changes in the order that a list of their places gives.
fn put_in_order(changes: &mut [Change<'_>], mut order: Vec<usize>) {
    for place in 0..order.len() {
        // What belongs here may have made room for another already: follow it to where it went.
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        changes.swap(place, from);
        order[place] = from;
    }
}
