//! Changes of texts that are not behaviors: names, titles, summaries, introductions, illustrations
//! of headings.

use std::borrow::Cow;

use indexmap::IndexSet;
use rustc_hash::FxHashMap;

use crate::model::{Framework, Heading, Id, PageAddress, SectionDefinition, Sheet, Text, Track};

use super::behaviors::{bare, pair_texts};
use super::change::{Change, Item, OtherItem};
use super::classify::{self, Verdict};
use super::compare::Context;
use super::facts;
use super::kind::{Bar, Impact, Kind};
use super::sides::address_afterwards;
use super::structural::Parents;

/// Returns the changes of texts and facts; those of a sheet that is new or gone are a part of what
/// brought it or took it away.
pub(super) fn changes<'f>(context: &Context<'f, '_>, parents: &Parents) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    let unread = &context.structure.unread;
    let mut old: FxHashMap<PageAddress, &'f Sheet> = FxHashMap::default();
    for sheet in context.before.sheets().filter(|sheet| !unread.sheet(&sheet.address)) {
        old.insert(address_afterwards(&sheet.address, context.structure), sheet);
    }
    for new in context.after.sheets().filter(|sheet| !unread.sheet(&sheet.address)) {
        let was = old.get(&new.address).copied();
        let start = out.len();
        of_sheet(context, was, Some(new), &mut out);
        if was.is_none() {
            let parent = parents.of_added(&new.address);
            out[start..].iter_mut().for_each(|change| change.part_of = parent);
        }
    }
    for sheet in context.before.sheets().filter(|sheet| !unread.sheet(&sheet.address)) {
        let goes_on = address_afterwards(&sheet.address, context.structure);
        let follows = old.get(&goes_on).is_some_and(|found| std::ptr::eq(*found, sheet));
        if (context.after.sheet(&goes_on).is_none() || !follows) && !unread.sheet(&goes_on) {
            let start = out.len();
            of_sheet(context, Some(sheet), None, &mut out);
            let parent = parents.of_removed(&sheet.address);
            out[start..].iter_mut().for_each(|change| change.part_of = parent);
        }
    }
    of_names(context, &mut out);
    of_definitions(context, &mut out);
    of_tracks(context, &mut out);
    facts::of_framework(context, &mut out);
    out
}

/// A text of a sheet and what it is.
struct Place<'f> {
    page: Option<PageAddress>,
    at: String,
    section: Option<&'f Id>,
    responsibility: Option<&'f Id>,
    file: &'f str,
}

impl<'f> Place<'f> {
    fn item(&self, text: &'f Text) -> Item<'f> {
        Item::of_other(OtherItem {
            page: self.page.clone(),
            at: self.at.clone(),
            section: self.section,
            responsibility: self.responsibility,
            file: self.file,
            line: text.line,
            text: Cow::Borrowed(&text.text),
        })
    }
}

fn place<'f>(sheet: &'f Sheet, heading: Option<&'f Heading>, what: &str) -> Place<'f> {
    let mut at = sheet.address.to_string();
    for id in heading.into_iter().flat_map(|heading| std::iter::once(&heading.section).chain(&heading.responsibility)) {
        at = format!("{at}/{id}");
    }
    Place {
        page: Some(sheet.address.clone()),
        at: format!("{at}/{what}"),
        section: heading.map(|heading| &heading.section),
        responsibility: heading.and_then(|heading| heading.responsibility.as_ref()),
        file: &sheet.file,
    }
}

fn of_sheet<'f>(context: &Context<'f, '_>, old: Option<&'f Sheet>, new: Option<&'f Sheet>, out: &mut Vec<Change<'f>>) {
    let Some(some) = new.or(old) else { return };
    let places = |heading: Option<&'f Heading>, what: &str| {
        (place(old.unwrap_or(some), heading, what), place(new.unwrap_or(some), heading, what))
    };
    let readers = std::cell::OnceCell::new();
    let readers = || -> &Vec<PageAddress> {
        readers.get_or_init(|| match new {
            Some(new) => context.readers.of_sheet(new),
            None => context.readers.of_sheet_before(some),
        })
    };
    let title = |sheet: Option<&'f Sheet>| sheet.and_then(|sheet| sheet.title.as_ref());
    let (before, after) = (title(old), title(new));
    if before.map(|text| &text.text) != after.map(|text| &text.text) {
        let (from, to) = places(None, "title");
        let items = (items(before, &from), items(after, &to));
        out.push(text_change(context, items, readers(), Verdict::same(Impact::Editorial)));
    }
    let summary = |sheet: Option<&'f Sheet>| sheet.map_or(&[][..], |sheet| &sheet.summary);
    let pairs = pair_texts(summary(old), summary(new));
    if !pairs.is_empty() {
        // What introduces a whole track or framework describes it; what introduces a page is the page's.
        let own = !some.address.is_for_every_level();
        let framework = if new.is_some() { context.after } else { context.before };
        let reads = |page: &&PageAddress| {
            // A page whose own summary goes reads it no longer, and is still the page it is about.
            own && (new.is_none() || !some.address.is_shared() || reads_summary_of(framework, page, some))
        };
        let summary_readers: Vec<PageAddress> = readers().iter().filter(reads).cloned().collect();
        let (from, to) = places(None, "summary");
        for pair in pairs {
            texts(context, pair, (&from, &to), &summary_readers, out);
        }
    }
    headings(context, (old, new), some, &readers, out);
    facts::of_sheet(context, old, new, out);
}

/// Whether a page's summary is the one of this sheet: the nearest that has one counts.
fn reads_summary_of(framework: &Framework, page: &PageAddress, sheet: &Sheet) -> bool {
    let sheets = framework.sheets_of_page(page);
    let nearest = sheets.iter().rev().find(|sheet| !sheet.summary.is_empty());
    nearest.is_none_or(|nearest| nearest.address == sheet.address)
}

fn headings<'f, 'r>(
    context: &Context<'f, '_>,
    (old, new): (Option<&'f Sheet>, Option<&'f Sheet>),
    some: &'f Sheet,
    readers: &dyn Fn() -> &'r Vec<PageAddress>,
    out: &mut Vec<Change<'f>>,
) {
    let told = |heading: &&'f Heading| heading.about.is_some() || !heading.examples.is_empty();
    let of = |sheet: Option<&'f Sheet>| sheet.into_iter().flat_map(|sheet| &sheet.headings);
    if !of(old).chain(of(new)).any(|heading| told(&heading)) {
        return;
    }
    let goes_to = |heading: &Heading| heading_afterwards(context, heading);
    let olds: indexmap::IndexMap<_, &'f Heading> = of(old).map(|heading| (goes_to(heading), heading)).collect();
    let news: indexmap::IndexMap<_, &'f Heading> =
        of(new).map(|heading| ((heading.section.clone(), heading.responsibility.clone()), heading)).collect();
    let keys: IndexSet<_> = news.keys().chain(olds.keys()).collect();
    for key in keys {
        let (before, after) = (olds.get(key).copied(), news.get(key).copied());
        let Some(one) = after.or(before) else { continue };
        let places = |what| {
            let from = place(old.unwrap_or(some), before.or(Some(one)), what);
            (from, place(new.unwrap_or(some), Some(one), what))
        };
        let about = |heading: Option<&'f Heading>| heading.and_then(|heading| heading.about.as_ref());
        let (was, is) = (about(before), about(after));
        if was.map(|text| &text.text) != is.map(|text| &text.text) {
            let (from, to) = places("about");
            texts(context, (was, is), (&from, &to), readers(), out);
        }
        let examples = |heading: Option<&'f Heading>| heading.map_or(&[][..], |heading| &heading.examples);
        for (was, is) in pair_texts(examples(before), examples(after)) {
            let (from, to) = places("examples");
            let items = (items(was, &from), items(is, &to));
            out.push(text_change(context, items, readers(), Verdict::same(Impact::Clarification)));
        }
    }
}

/// The section and responsibility that a heading of before is afterwards.
fn heading_afterwards(context: &Context<'_, '_>, heading: &Heading) -> (Id, Option<Id>) {
    let sections = &context.structure.sections.pairs;
    let responsibilities = &context.structure.responsibilities.pairs;
    let section = || sections.get(&heading.section).map_or_else(|| heading.section.clone(), |(to, _)| to.clone());
    match &heading.responsibility {
        None => (section(), None),
        Some(id) => match responsibilities.get(&(heading.section.clone(), id.clone())) {
            Some(((to, after), _)) => (to.clone(), Some(after.clone())),
            None => (section(), Some(id.clone())),
        },
    }
}

fn items<'f>(text: Option<&'f Text>, place: &Place<'f>) -> Vec<Item<'f>> {
    text.map(|text| place.item(text)).into_iter().collect()
}

/// One text of a page that came, went or changed. Reworded ones are judged as behaviors are; one
/// that comes or goes describes, it does not ask.
fn texts<'f>(
    context: &Context<'f, '_>,
    (before, after): (Option<&'f Text>, Option<&'f Text>),
    (old, new): (&Place<'f>, &Place<'f>),
    readers: &[PageAddress],
    out: &mut Vec<Change<'f>>,
) {
    if before.is_none() && after.is_none() {
        return;
    }
    let verdict = match (before, after) {
        (Some(before), Some(after)) => classify::of_rewording(&before.text, &after.text, true, context.scales),
        _ => Verdict::same(Impact::Clarification),
    };
    out.push(text_change(context, (items(before, old), items(after, new)), readers, verdict));
}

fn text_change<'f>(
    context: &Context<'f, '_>,
    (before, after): (Vec<Item<'f>>, Vec<Item<'f>>),
    readers: &[PageAddress],
    verdict: Verdict,
) -> Change<'f> {
    let mut change = bare(Kind::TextChanged, before, after);
    change.reaches = context.readers.reach(readers, readers, &verdict);
    // Of a page that is new no words were others before.
    let moved = change.reaches.iter_mut().filter(|reach| reach.bar != Bar::Same);
    moved.filter(|reach| !context.readers.stood(&reach.page)).for_each(|reach| reach.bar = Bar::Same);
    if readers.is_empty() {
        // Read by nobody as a page's own words: it describes the framework.
        change.impact = verdict.impact.min(Impact::Clarification);
        change.because = Some("it introduces the whole and is on nobody's page".to_owned());
        change.signals = verdict.signals;
        return change;
    } else {
        classify::settle(&mut change, &verdict, &context.readers);
    }
    change.signals = verdict.signals;
    change.because = verdict.because;
    change
}

/// What the framework and its facts are called.
fn of_names<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    if context.structure.unread.framework() {
        return;
    }
    let mut name = |at: String, (before, after): (&'f str, &'f str), lines: (u32, u32)| {
        if before == after {
            return;
        }
        let side = |text: &'f str, line: u32| {
            let item = OtherItem {
                at: at.clone(),
                text: Cow::Borrowed(text),
                file: "framework.toml",
                line,
                ..OtherItem::default()
            };
            if text.is_empty() { Vec::new() } else { vec![Item::of_other(item)] }
        };
        out.push(bare(Kind::TextChanged, side(before, lines.0), side(after, lines.1)));
    };
    name("framework/name".to_owned(), (&context.before.name, &context.after.name), (1, 1));
    for (id, new) in &context.after.facts {
        let Some(old) = context.before.facts.get(id) else { continue };
        name(format!("facts/{id}/name"), (&old.name, &new.name), (old.origin.line, new.origin.line));
    }
}

/// What introduces a track as a whole.
fn of_tracks<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let pairs = &context.structure.tracks.pairs;
    let unread = &context.structure.unread;
    let at = |track: &'f Track| Place {
        page: Id::new("all").ok().map(|level| PageAddress { track: track.id.clone(), level }),
        at: format!("{}/summary", track.id),
        section: None,
        responsibility: None,
        file: &track.origin.file,
    };
    let mut summaries = |old: Option<&'f Track>, new: Option<&'f Track>| {
        let Some(some) = new.or(old).filter(|track| !unread.track(&track.id)) else { return };
        let summary = |track: Option<&'f Track>| track.map_or(&[][..], |track| &track.summary);
        for (before, after) in pair_texts(summary(old), summary(new)) {
            let items = (items(before, &at(old.unwrap_or(some))), items(after, &at(new.unwrap_or(some))));
            out.push(text_change(context, items, &[], Verdict::same(Impact::Clarification)));
        }
    };
    for new in context.after.tracks.values() {
        let was = pairs.iter().find(|(_, (after, _))| *after == new.id);
        summaries(was.and_then(|(id, _)| context.before.tracks.get(id)), Some(new));
    }
    for old in context.before.tracks.values().filter(|track| !pairs.contains_key(&track.id)) {
        summaries(Some(old), None);
    }
}

/// Introductions of sections where the framework or a track defines them.
fn of_definitions<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    if context.structure.unread.framework() {
        return;
    }
    of_sections(context, None, (&context.before.sections, &context.after.sections), out);
    let empty = EMPTY.get_or_init(Sections::new);
    let pairs = &context.structure.tracks.pairs;
    for new in context.after.tracks.values().filter(|track| !context.structure.unread.track(&track.id)) {
        let was = pairs.iter().find(|(_, (after, _))| *after == new.id);
        let old = was.and_then(|(id, _)| context.before.tracks.get(id)).map_or(empty, |track| &track.sections);
        of_sections(context, Some(new), (old, &new.sections), out);
    }
    let gone = |track: &&Track| !pairs.contains_key(&track.id) && !context.structure.unread.track(&track.id);
    for old in context.before.tracks.values().filter(gone) {
        of_sections(context, Some(old), (&old.sections, empty), out);
    }
}

type Sections = indexmap::IndexMap<Id, SectionDefinition>;

static EMPTY: std::sync::OnceLock<Sections> = std::sync::OnceLock::new();

fn of_sections<'f>(
    context: &Context<'f, '_>,
    owner: Option<&'f Track>,
    (old, new): (&'f Sections, &'f Sections),
    out: &mut Vec<Change<'f>>,
) {
    for (before, after) in definitions(context, old, new) {
        let Some(some) = after.or(before) else { continue };
        let about = |section: Option<&'f SectionDefinition>| section.and_then(|section| section.about.as_ref());
        if about(before).map(|text| &text.text) == about(after).map(|text| &text.text) {
            continue;
        }
        let at = |section: &'f SectionDefinition| Place {
            page: owner.and_then(|track| Some(PageAddress { track: track.id.clone(), level: Id::new("all").ok()? })),
            at: match owner {
                Some(track) => format!("{}/{}/about", track.id, section.id),
                None => format!("{}/about", section.id),
            },
            section: Some(&section.id),
            responsibility: None,
            file: &section.origin.file,
        };
        let framework = if after.is_some() { context.after } else { context.before };
        let readers = readers_of_definition(framework, owner, some);
        let readers: Vec<PageAddress> = match after {
            Some(_) => readers,
            None => readers.iter().map(|page| address_afterwards(page, context.structure)).collect(),
        };
        let places = (at(before.unwrap_or(some)), at(after.unwrap_or(some)));
        texts(context, (about(before), about(after)), (&places.0, &places.1), &readers, out);
    }
}

/// The definitions of both sides in pairs: as the sections go on, and what is left by its id.
fn definitions<'f>(
    context: &Context<'f, '_>,
    old: &'f Sections,
    new: &'f Sections,
) -> Vec<(Option<&'f SectionDefinition>, Option<&'f SectionDefinition>)> {
    let pairs = &context.structure.sections.pairs;
    let mut olds: FxHashMap<&Id, &'f SectionDefinition> = FxHashMap::default();
    let mut left: Vec<&'f SectionDefinition> = Vec::new();
    for section in old.values() {
        match pairs.get(&section.id).map(|(to, _)| to).filter(|to| new.contains_key(*to)) {
            Some(to) => drop(olds.insert(to, section)),
            None => left.push(section),
        }
    }
    left.retain(|section| {
        let free = new.contains_key(&section.id) && !olds.contains_key(&section.id);
        if free {
            olds.insert(&section.id, section);
        }
        !free
    });
    let stay = new.values().map(|section| (olds.get(&section.id).copied(), Some(section)));
    stay.chain(left.into_iter().map(|section| (Some(section), None))).collect()
}

/// The pages that show the introduction of a section as it is defined, having none of their own.
fn readers_of_definition(
    framework: &Framework,
    owner: Option<&Track>,
    section: &SectionDefinition,
) -> Vec<PageAddress> {
    if owner.is_some() && framework.sections.contains_key(&section.id) {
        return Vec::new();
    }
    let shows = |page: &PageAddress| {
        let here = |heading: &&Heading| heading.section == section.id;
        let sheets = framework.sheets_of_page(page);
        let found: Vec<&Heading> = sheets.iter().flat_map(|sheet| &sheet.headings).filter(here).collect();
        let own = found.iter().any(|heading| heading.responsibility.is_none() && heading.about.is_some());
        !found.is_empty() && !own
    };
    let of_owner = |page: &PageAddress| owner.is_none_or(|track| page.track == track.id);
    framework.pages().filter(of_owner).filter(shows).collect()
}
