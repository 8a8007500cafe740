//! Rules that stand in the framework itself: whether a ladder is cumulative, which way a fact
//! counts, which ladder a track is on, and whether it is in force.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::diff::behaviors::bare;
use crate::diff::change::{Change, Item, OtherItem, Reach};
use crate::diff::classify;
use crate::diff::compare::Context;
use crate::diff::kind::{Bar, Impact, Kind};
use crate::diff::sides::address_afterwards;
use crate::diff::structure::text_hash;
use crate::model::{Direction, FactDefinition, Framework, Id, Ladder, Origin, PageAddress, Status, Track};

fn item<'f>(at: String, text: impl Into<Cow<'f, str>>, origin: &'f Origin) -> Item<'f> {
    Item::of_other(OtherItem { at, text: text.into(), file: &origin.file, line: origin.line, ..OtherItem::default() })
}

/// Rules of `framework.toml`.
pub(super) fn changes<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    for (id, (after, _)) in &context.structure.ladders.pairs {
        if let (Some(old), Some(new)) = (context.before.ladders.get(id), context.after.ladders.get(after))
            && old.cumulative != new.cumulative
        {
            out.push(cumulative(context, old, new));
        }
    }
    for (id, new) in &context.after.facts {
        let Some(old) = context.before.facts.get(id).filter(|old| old.higher != new.higher) else { continue };
        let side = |fact: &'f FactDefinition| item(format!("facts/{id}"), direction(fact), &fact.origin);
        let mut change = super::clarifying(bare(Kind::PolicyChanged, vec![side(old)], vec![side(new)]));
        change.because = Some("which way the fact counts changed; no value of it did".to_owned());
        out.push(change);
    }
}

/// Which way a fact counts, as a rule reads.
pub(in crate::diff) fn direction(fact: &FactDefinition) -> &'static str {
    match fact.higher {
        Some(Direction::AsksMore) => "higher = asks-more",
        Some(Direction::AsksLess) => "higher = asks-less",
        None => "no direction",
    }
}

/// The hashes of what a page asks by itself, on one side.
fn own_texts(context: &Context<'_, '_>, page: &PageAddress, before: bool) -> FxHashSet<u64> {
    let texts = |framework: &Framework, page: &PageAddress| -> FxHashSet<u64> {
        framework.behaviors_of_page(page).iter().map(|found| text_hash(&found.behavior.text)).collect()
    };
    if !before {
        return texts(context.after, page);
    }
    let stood = context.before.pages().find(|old| address_afterwards(old, context.structure) == *page);
    stood.map(|old| texts(context.before, &old)).unwrap_or_default()
}

/// A ladder on which levels begin to add up, or no longer do: every page above another gains or
/// loses what is asked below it.
fn cumulative<'f>(context: &Context<'f, '_>, old: &'f Ladder, new: &'f Ladder) -> Change<'f> {
    let side = |ladder: &'f Ladder| {
        item(format!("ladders/{}", ladder.id), format!("cumulative = {}", ladder.cumulative), &ladder.origin)
    };
    let mut change = bare(Kind::PolicyChanged, vec![side(old)], vec![side(new)]);
    change.impact = Impact::Expectation;
    let (bar, because) = if new.cumulative {
        (Bar::AsksMore, "every level now asks what the levels below it ask, too")
    } else {
        (Bar::AsksLess, "a level no longer asks what the levels below it ask")
    };
    let afterwards = |page: &PageAddress| address_afterwards(page, context.structure);
    // What stands below a page where levels add up, for pages that stand on both sides. What a level
    // asks itself does not count: only what stands on those below it alone.
    let (framework, ladder) = if new.cumulative { (context.after, new) } else { (context.before, old) };
    let below = |page: &PageAddress| {
        let (Some(track), Some(rank)) = (framework.tracks.get(&page.track), ladder.rank(&page.level)) else {
            return false;
        };
        let page = if new.cumulative { page.clone() } else { afterwards(page) };
        let (before, after) = (own_texts(context, &page, true), own_texts(context, &page, false));
        let asks = |level: &Id| {
            // With what is shared at that level alone, too.
            let page = track.pages.get(level).map(|sheet| framework.behaviors_of_page(&sheet.address));
            let mut texts = page.into_iter().flatten().map(|found| text_hash(&found.behavior.text));
            texts.any(|text| !before.contains(&text) && !after.contains(&text))
        };
        track.ladder == ladder.id && ladder.ranks[..rank].iter().flatten().any(asks)
    };
    let pages: Vec<PageAddress> = if new.cumulative {
        let known: Vec<PageAddress> = context.before.pages().map(|page| afterwards(&page)).collect();
        context.after.pages().filter(below).filter(|page| known.contains(page)).collect()
    } else {
        let stays = |page: &PageAddress| context.after.sheet(page).is_some();
        context.before.pages().filter(below).map(|page| afterwards(&page)).filter(stays).collect()
    };
    let pages: Vec<PageAddress> = pages.into_iter().filter(|page| context.readers.is_in_force(page)).collect();
    change.bar = if pages.is_empty() { Bar::Same } else { bar };
    change.reaches = pages.into_iter().map(|page| Reach { page, bar }).collect();
    change.because = Some(because.to_owned());
    change
}

/// Rules of each track.
pub(super) fn of_tracks<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    for (id, (to, _)) in &context.structure.tracks.pairs {
        let (Some(old), Some(new)) = (context.before.tracks.get(id), context.after.tracks.get(to)) else { continue };
        if context.structure.unread.track(id) || context.structure.unread.track(to) {
            continue;
        }
        if old.status != new.status {
            out.push(status(context, old, new));
        }
        let follow = context.structure.ladders.pairs.get(&old.ladder).map_or(&old.ladder, |(after, _)| after);
        if *follow != new.ladder && !context.structure.unread.framework() {
            out.push(ladder(context, old, new));
        }
    }
}

fn status<'f>(context: &Context<'f, '_>, old: &'f Track, new: &'f Track) -> Change<'f> {
    let side = |track: &'f Track| item(track.id.to_string(), track.status.as_str(), &track.origin);
    let mut change = bare(Kind::StatusChanged, vec![side(old)], vec![side(new)]);
    let bar = match (old.status == Status::Draft, new.status == Status::Draft) {
        (true, false) => Bar::AsksMore,
        (false, true) => Bar::AsksLess,
        _ => Bar::Same,
    };
    // Whether a track is in force, or about to go, is what is expected of people, whatever its words.
    change.impact = Impact::Expectation;
    change.bar = bar;
    // A page that came or went with it is new or withdrawn, and that says it all.
    let stood: FxHashSet<PageAddress> =
        old.pages.values().map(|sheet| address_afterwards(&sheet.address, context.structure)).collect();
    let pages = new.pages.values().map(|sheet| sheet.address.clone()).filter(|page| stood.contains(page));
    change.reaches = pages.map(|page| Reach { page, bar }).collect();
    change
}

/// A track on another ladder: its pages gain what that ladder shares and lose what the old one did.
fn ladder<'f>(context: &Context<'f, '_>, old: &'f Track, new: &'f Track) -> Change<'f> {
    let name = |framework: &'f Framework, id: &'f Id| -> &'f str {
        framework.ladders.get(id).map_or(id.as_str(), |ladder| &ladder.name)
    };
    let side = |framework: &'f Framework, track: &'f Track| {
        item(format!("{}/ladder", track.id), name(framework, &track.ladder), &track.origin)
    };
    let mut change = bare(Kind::PolicyChanged, vec![side(context.before, old)], vec![side(context.after, new)]);
    change.impact = Impact::Clarification;
    let sentences = |framework: &'f Framework, ladder: &Id| -> Vec<&'f str> {
        let sheet = framework.core.get(ladder);
        sheet.into_iter().flat_map(|sheet| sheet.behaviors()).map(|(_, behavior)| &*behavior.text).collect()
    };
    let (lost, gained) = (sentences(context.before, &old.ladder), sentences(context.after, &new.ladder));
    let arrivals = gained.iter().filter(|text| !lost.contains(text));
    let departures = lost.iter().filter(|text| !gained.contains(text));
    let bars = arrivals
        .map(|text| classify::of_arrival(text, context.scales).arriving)
        .chain(departures.map(|text| classify::of_departure(text, context.scales).leaving));
    let bar = bars.fold(Bar::Same, Bar::and);
    let stays = |page: &PageAddress| context.after.sheet(&address_afterwards(page, context.structure)).is_some();
    let pages = old.pages.values().map(|sheet| &sheet.address).filter(|page| stays(page));
    for page in pages.map(|page| address_afterwards(page, context.structure)) {
        let bar = if context.readers.is_in_force(&page) { bar } else { Bar::Same };
        change.bar = change.bar.and(bar);
        change.reaches.push(Reach { page, bar });
    }
    if change.bar != Bar::Same {
        change.impact = Impact::Expectation;
        change.because = Some("what the ladders share is asked of the track's pages".to_owned());
    }
    change
}
