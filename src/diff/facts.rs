//! Changes of facts, which may be set for every page, for a core sheet, a track or a page: the
//! nearest to a page counts, so each page is judged by the value it had and the one it has.

use std::borrow::Cow;

use indexmap::IndexSet;

use crate::model::{Direction, FactValue, Framework, Id, PageAddress, Sheet, Track};

use super::behaviors::bare;
use super::change::{Change, Item, OtherItem, Reach};
use super::compare::Context;
use super::kind::{Bar, Impact, Kind};
use super::sides::address_afterwards;

type Facts = indexmap::IndexMap<Id, FactValue>;

/// Where facts are set: what the place is called, and its file.
struct Place<'f> {
    page: Option<PageAddress>,
    at: String,
    file: &'f str,
}

impl<'f> Place<'f> {
    fn of_sheet(sheet: &'f Sheet) -> Self {
        Self { page: Some(sheet.address.clone()), at: sheet.address.to_string(), file: &sheet.file }
    }

    fn of_track(track: &'f Track) -> Self {
        let all = Id::new("all").ok().map(|level| PageAddress { track: track.id.clone(), level });
        Self { page: all, at: track.id.to_string(), file: &track.origin.file }
    }

    fn of_framework() -> Self {
        Self { page: None, at: "framework".to_owned(), file: "framework.toml" }
    }

    fn item(&self, id: &Id, value: &'f FactValue) -> Item<'f> {
        Item::of_other(OtherItem {
            page: self.page.clone(),
            at: format!("{}/facts/{id}", self.at),
            file: self.file,
            line: value.line,
            text: Cow::Borrowed(&value.text),
            ..OtherItem::default()
        })
    }
}

/// The facts of a sheet on both sides; a side that has no such sheet sets none.
pub(super) fn of_sheet<'f>(
    context: &Context<'f, '_>,
    old: Option<&'f Sheet>,
    new: Option<&'f Sheet>,
    out: &mut Vec<Change<'f>>,
) {
    let Some(some) = new.or(old) else { return };
    if old.is_none_or(|sheet| sheet.facts.is_empty()) && new.is_none_or(|sheet| sheet.facts.is_empty()) {
        return;
    }
    let place = |sheet: Option<&'f Sheet>| Place::of_sheet(sheet.unwrap_or(some));
    let facts = |sheet: Option<&'f Sheet>| sheet.map(|sheet| &sheet.facts);
    of_place(context, (facts(old), &place(old)), (facts(new), &place(new)), out);
}

/// Facts set for every page, and for every page of a track.
pub(super) fn of_framework<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let unread = &context.structure.unread;
    let place = Place::of_framework();
    if !unread.framework() {
        let (old, new) = (&context.before.fact_values, &context.after.fact_values);
        of_place(context, (Some(old), &place), (Some(new), &place), out);
    }
    let pairs = &context.structure.tracks.pairs;
    for new in context.after.tracks.values().filter(|track| !unread.track(&track.id)) {
        let was = pairs.iter().find(|(_, (after, _))| *after == new.id);
        let old = was.and_then(|(id, _)| context.before.tracks.get(id));
        let from = Place::of_track(old.unwrap_or(new));
        let sides = ((old.map(|track| &track.facts), &from), (Some(&new.facts), &Place::of_track(new)));
        of_place(context, sides.0, sides.1, out);
    }
    let gone = |track: &&Track| !pairs.contains_key(&track.id) && !unread.track(&track.id);
    for old in context.before.tracks.values().filter(gone) {
        let place = Place::of_track(old);
        of_place(context, (Some(&old.facts), &place), (None, &place), out);
    }
}

fn of_place<'f>(
    context: &Context<'f, '_>,
    (old, from): (Option<&'f Facts>, &Place<'f>),
    (new, to): (Option<&'f Facts>, &Place<'f>),
    out: &mut Vec<Change<'f>>,
) {
    let ids: IndexSet<&Id> = old.into_iter().chain(new).flat_map(|facts| facts.keys()).collect();
    for id in ids {
        let (before, after) = (old.and_then(|facts| facts.get(id)), new.and_then(|facts| facts.get(id)));
        if before.map(|value| &value.text) == after.map(|value| &value.text) {
            continue;
        }
        let items = (
            before.map(|value| from.item(id, value)).into_iter().collect(),
            after.map(|value| to.item(id, value)).into_iter().collect(),
        );
        let mut change = bare(Kind::FactChanged, items.0, items.1);
        change.reaches = reached(context, id, (before, after));
        change.bar = change.reaches.iter().fold(Bar::Same, |bar, reach| bar.and(reach.bar));
        change.impact = if change.bar == Bar::Same { Impact::Clarification } else { Impact::Expectation };
        if change.reaches.is_empty() {
            change.because = Some("every page has a value of its own".to_owned());
        } else if change.bar == Bar::Unclear {
            change.because = Some("the fact has no direction, or no number on a side".to_owned());
        }
        out.push(change);
    }
}

/// The pages for which one of these values is the one that counts, and what each makes of it.
fn reached(context: &Context<'_, '_>, id: &Id, (old, new): (Option<&FactValue>, Option<&FactValue>)) -> Vec<Reach> {
    let is = |value: Option<&FactValue>, wanted: Option<&FactValue>| match (value, wanted) {
        (Some(value), Some(wanted)) => std::ptr::eq(value, wanted),
        _ => false,
    };
    let mut out = Vec::new();
    let mut seen = IndexSet::new();
    let joined = &context.structure.joined;
    let judge = |page: PageAddress, before: Option<&FactValue>, after: Option<&FactValue>| {
        let counts = is(before, old) || is(after, new);
        let bar = if context.readers.is_in_force(&page) { bar(context, id, before, after) } else { Bar::Same };
        counts.then_some(Reach { page, bar })
    };
    for page in context.before.pages() {
        let goes_on = address_afterwards(&page, context.structure);
        let stands = joined.page(&goes_on).filter(|joined| joined.merged).map_or(&goes_on, |joined| &joined.after);
        let after = context.after.sheet(stands).and_then(|_| value_on(context.after, stands, id));
        out.extend(judge(goes_on.clone(), value_on(context.before, &page, id), after));
        seen.insert(goes_on);
    }
    for page in context.after.pages().filter(|page| !seen.contains(page)) {
        let after = value_on(context.after, &page, id);
        let before = joined.page(&page).and_then(|joined| value_on(context.before, &joined.before, id));
        out.extend(judge(page, before, after));
    }
    out
}

/// The value of a fact that counts for a page: the nearest.
fn value_on<'f>(framework: &'f Framework, page: &PageAddress, id: &Id) -> Option<&'f FactValue> {
    let sheets = framework.sheets_of_page(page);
    let track = framework.tracks.get(&page.track);
    sheets
        .last()
        .and_then(|own| own.facts.get(id))
        .or_else(|| track.and_then(|track| track.facts.get(id)))
        .or_else(|| sheets.iter().rev().find_map(|sheet| sheet.facts.get(id)))
        .or_else(|| framework.fact_values.get(id))
}

/// What a changed fact does to the bar: by the declared direction, else unclear.
fn bar(context: &Context<'_, '_>, id: &Id, before: Option<&FactValue>, after: Option<&FactValue>) -> Bar {
    if before.map(|value| &value.text) == after.map(|value| &value.text) {
        return Bar::Same;
    }
    let higher = context.after.facts.get(id).or_else(|| context.before.facts.get(id)).and_then(|fact| fact.higher);
    let number = |value: Option<&FactValue>| value.and_then(|value| value.number);
    let (Some(higher), Some(before), Some(after)) = (higher, number(before), number(after)) else {
        return Bar::Unclear;
    };
    let more = (after > before) == (higher == Direction::AsksMore);
    match (before == after, more) {
        (true, _) => Bar::Same,
        (_, true) => Bar::AsksMore,
        _ => Bar::AsksLess,
    }
}
