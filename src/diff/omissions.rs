//! Shared behaviors that a page newly leaves out, or no longer does.

use rustc_hash::FxHashMap;

use crate::model::{Address, Framework, PageAddress, Sheet};

use super::behaviors::bare;
use super::change::{Change, Item};
use super::classify::{self, Verdict};
use super::compare::Context;
use super::copies::{self, Copies, Read};
use super::kind::Kind;
use super::matching::Links;
use super::sides::{Entry, Sides, address_afterwards};

/// Returns the omissions that came and went. Where the shared behavior itself came or went, or
/// changed its key, that says it all.
pub(super) fn changes<'f>(
    context: &Context<'f, '_>,
    sides: &Sides<'f>,
    links: &Links,
    copies: &Copies<'_, 'f, '_>,
) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    if !context.readers.any_left_out() {
        return out;
    }
    let olds: FxHashMap<PageAddress, &'f Sheet> =
        context.before.sheets().map(|sheet| (address_afterwards(&sheet.address, context.structure), sheet)).collect();
    for new in context.after.sheets().filter(|sheet| !sheet.address.is_core()) {
        let old = olds.get(&new.address).copied();
        for (address, _) in new.without.iter().filter(|(address, _)| !has(old, address)) {
            let Some(page) = old.map_or_else(|| stood(context, new), |sheet| Some(sheet.address.clone())) else {
                continue;
            };
            let stays = |index: usize| links.forward[index].is_some();
            let Some(entry) = named(&sides.before, stays, address, context.before, &page) else { continue };
            out.push(omitted(context, copies, entry, new, &page));
        }
    }
    for old in context.before.sheets().filter(|sheet| !sheet.without.is_empty() && !sheet.address.is_core()) {
        let page = address_afterwards(&old.address, context.structure);
        let new = context.after.sheet(&page);
        if new.is_none() && !page.is_for_every_level() {
            continue;
        }
        for (address, _) in old.without.iter().filter(|(address, _)| !has(new, address)) {
            let stays = |index: usize| links.backward[index].is_some();
            let Some(entry) = named(&sides.after, stays, address, context.after, &page) else { continue };
            out.push(restored(context, copies, entry, &page));
        }
    }
    out
}

fn has(sheet: Option<&Sheet>, address: &Address) -> bool {
    sheet.is_some_and(|sheet| sheet.without.iter().any(|(other, _)| other == address))
}

/// For a track's shared sheet that is new, the pages it is for existed before all the same.
fn stood(context: &Context<'_, '_>, new: &Sheet) -> Option<PageAddress> {
    let track = context.structure.tracks.pairs.iter().find(|(_, (after, _))| *after == new.address.track);
    let (before, _) = track.filter(|_| new.address.is_for_every_level())?;
    Some(PageAddress { track: before.clone(), level: new.address.level.clone() })
}

fn omitted<'f>(
    context: &Context<'f, '_>,
    copies: &Copies<'_, 'f, '_>,
    entry: &Entry<'f>,
    sheet: &Sheet,
    page: &PageAddress,
) -> Change<'f> {
    // What is gone is named as it was called before.
    let item = Item::of_behavior_on(entry.sheet, entry.heading, entry.behavior, page);
    let mut change = bare(Kind::Omitted, vec![item], Vec::new());
    let verdict = classify::of_departure(&entry.behavior.text, context.scales);
    let pages = context.readers.and_above(context.readers.of_sheet(sheet));
    let read: Vec<PageAddress> = context.readers.before_of(entry);
    let pages: Vec<PageAddress> = pages.into_iter().filter(|page| read.contains(page)).collect();
    change.reaches = copies.reach(&[Read::new(entry.text, pages)], &[], &verdict);
    settle(context, change, verdict)
}

fn restored<'f>(
    context: &Context<'f, '_>,
    copies: &Copies<'_, 'f, '_>,
    entry: &Entry<'f>,
    page: &PageAddress,
) -> Change<'f> {
    let item = Item::of_behavior_on(entry.sheet, entry.heading, entry.behavior, page);
    let mut change = bare(Kind::Restored, Vec::new(), vec![item]);
    let verdict = classify::of_arrival(&entry.behavior.text, context.scales);
    let above = context.readers.and_above(vec![page.clone()]);
    let on = |other: &PageAddress| {
        if page.is_for_every_level() { other.track == page.track } else { above.contains(other) }
    };
    let read = context.readers.after_of(entry);
    let pages: Vec<PageAddress> = read.into_iter().filter(on).collect();
    change.reaches = copies.reach(&[], &[Read::new(entry.text, pages)], &verdict);
    settle(context, change, verdict)
}

fn settle<'f>(context: &Context<'f, '_>, mut change: Change<'f>, mut verdict: Verdict) -> Change<'f> {
    copies::explain(&mut change, &mut verdict, &context.readers, false);
    classify::settle(&mut change, &verdict, &context.readers);
    change.because = verdict.because;
    change
}

/// The shared behavior that an address relative to a page names, if it is one that stays.
fn named<'s, 'f>(
    entries: &'s [Entry<'f>],
    stays: impl Fn(usize) -> bool,
    address: &Address,
    framework: &Framework,
    page: &PageAddress,
) -> Option<&'s Entry<'f>> {
    let found = entries
        .iter()
        .enumerate()
        .find(|(index, entry)| names_shared(entry, address, framework, page) && stays(*index));
    found.map(|(_, entry)| entry)
}

/// Whether an entry is the shared behavior that an address relative to a page names.
fn names_shared(entry: &Entry<'_>, address: &Address, framework: &Framework, page: &PageAddress) -> bool {
    let sheet = &entry.sheet.address;
    if !sheet.is_shared() || sheet == page || !entry.heading.is_named(&entry.behavior.key, address) {
        return false;
    }
    let included = framework.pages_including(sheet);
    if page.is_for_every_level() {
        included.iter().any(|other| other.track == page.track)
    } else {
        included.contains(page)
    }
}
