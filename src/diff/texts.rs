//! Changes of texts that are not behaviors: titles, summaries, introductions, and of facts.

use std::borrow::Cow;

use crate::model::{FactValue, Framework, Heading, Id, PageAddress, Sheet, Text};

use super::behaviors::{bare, pair_texts};
use super::change::{Change, Item, OtherItem};
use super::classify::{self, Verdict};
use super::compare::Context;
use super::kind::{Bar, Impact, Kind};
use super::sides::address_afterwards;

/// Returns the changes of texts and facts.
pub(super) fn changes<'f>(context: &Context<'f, '_>) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    let mut old: rustc_hash::FxHashMap<PageAddress, &'f Sheet> = rustc_hash::FxHashMap::default();
    for sheet in context.before.sheets() {
        old.insert(address_afterwards(&sheet.address, context.structure), sheet);
    }
    for new in context.after.sheets() {
        if let Some(old) = old.get(&new.address) {
            of_sheet(context, old, new, &mut out);
        }
    }
    of_definitions(context, &mut out);
    of_framework_facts(context, &mut out);
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

fn of_sheet<'f>(context: &Context<'f, '_>, old: &'f Sheet, new: &'f Sheet, out: &mut Vec<Change<'f>>) {
    let readers = context.readers.of_sheet(new);
    let title = |sheet: &'f Sheet| sheet.title.as_ref();
    if let (Some(before), Some(after)) = (title(old), title(new))
        && before.text != after.text
    {
        let items = (vec![place(old, None, "title").item(before)], vec![place(new, None, "title").item(after)]);
        out.push(text_change(context, items, &readers, Verdict::same(Impact::Editorial)));
    }
    // What introduces a whole track or framework describes it; what introduces a page is the page's.
    let own = !new.address.is_for_every_level();
    let reads = |page: &&PageAddress| own && reads_summary_of(context.after, page, new);
    let summary_readers: Vec<PageAddress> = readers.iter().filter(reads).cloned().collect();
    for (before, after) in pair_texts(&old.summary, &new.summary) {
        texts(
            context,
            (before, after),
            (&place(old, None, "summary"), &place(new, None, "summary")),
            &summary_readers,
            out,
        );
    }
    headings(context, old, new, &readers, out);
    facts(context, old, new, &readers, out);
}

/// Whether a page's summary is the one of this sheet: the nearest that has one counts.
fn reads_summary_of(framework: &Framework, page: &PageAddress, sheet: &Sheet) -> bool {
    let sheets = framework.sheets_of_page(page);
    let nearest = sheets.iter().rev().find(|sheet| !sheet.summary.is_empty());
    nearest.is_none_or(|nearest| nearest.address == sheet.address)
}

fn headings<'f>(
    context: &Context<'f, '_>,
    old: &'f Sheet,
    new: &'f Sheet,
    readers: &[PageAddress],
    out: &mut Vec<Change<'f>>,
) {
    let sections = &context.structure.sections.pairs;
    let responsibilities = &context.structure.responsibilities.pairs;
    let goes_to = |heading: &Heading| match &heading.responsibility {
        None => (sections.get(&heading.section).map_or_else(|| heading.section.clone(), |(to, _)| to.clone()), None),
        Some(id) => {
            let key = (heading.section.clone(), id.clone());
            let (section, id) = responsibilities.get(&key).map_or(key, |(to, _)| to.clone());
            (section, Some(id))
        }
    };
    for heading in &new.headings {
        let key = (heading.section.clone(), heading.responsibility.clone());
        let before = old.headings.iter().find(|other| goes_to(other) == key);
        let old_about = before.and_then(|before| before.about.as_ref());
        if old_about.map(|about| &about.text) != heading.about.as_ref().map(|about| &about.text) {
            let places = (&place(old, before.or(Some(heading)), "about"), &place(new, Some(heading), "about"));
            texts(context, (old_about, heading.about.as_ref()), places, readers, out);
        }
        let old_examples = before.map_or(&[][..], |before| &before.examples);
        for (from, to) in pair_texts(old_examples, &heading.examples) {
            let places = (place(old, before.or(Some(heading)), "examples"), place(new, Some(heading), "examples"));
            let items = (items(from, &places.0), items(to, &places.1));
            out.push(text_change(context, items, readers, Verdict::same(Impact::Clarification)));
        }
    }
    for heading in old.headings.iter().filter(|heading| heading.about.is_some() || !heading.examples.is_empty()) {
        let key = goes_to(heading);
        let gone = new.headings.iter().all(|other| (other.section.clone(), other.responsibility.clone()) != key);
        if gone {
            let at = place(old, Some(heading), "about");
            texts(context, (heading.about.as_ref(), None), (&at, &at), readers, out);
            let at = place(old, Some(heading), "examples");
            for example in &heading.examples {
                let items = (vec![at.item(example)], Vec::new());
                out.push(text_change(context, items, readers, Verdict::same(Impact::Clarification)));
            }
        }
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
    if readers.is_empty() {
        // Read by nobody as a page's own words: it describes the framework.
        change.impact = verdict.impact.min(Impact::Clarification);
        change.because = Some("it introduces the framework and is on nobody's page".to_owned());
        change.signals = verdict.signals;
        return change;
    } else {
        classify::settle(&mut change, &verdict);
    }
    change.signals = verdict.signals;
    change.because = verdict.because;
    change
}

fn facts<'f>(
    context: &Context<'f, '_>,
    old: &'f Sheet,
    new: &'f Sheet,
    readers: &[PageAddress],
    out: &mut Vec<Change<'f>>,
) {
    let owner = |sheet: &'f Sheet| Place {
        page: Some(sheet.address.clone()),
        at: sheet.address.to_string(),
        section: None,
        responsibility: None,
        file: &sheet.file,
    };
    fact_changes(context, (&old.facts, &owner(old)), (&new.facts, &owner(new)), readers, out);
}

type Facts = indexmap::IndexMap<Id, FactValue>;

fn fact_changes<'f>(
    context: &Context<'f, '_>,
    (old, from): (&'f Facts, &Place<'f>),
    (new, to): (&'f Facts, &Place<'f>),
    readers: &[PageAddress],
    out: &mut Vec<Change<'f>>,
) {
    let item = |place: &Place<'f>, id: &Id, value: &'f FactValue| {
        Item::of_other(OtherItem {
            page: place.page.clone(),
            at: format!("{}/facts/{id}", place.at),
            file: place.file,
            line: value.line,
            text: Cow::Borrowed(&value.text),
            ..OtherItem::default()
        })
    };
    let ids: indexmap::IndexSet<&Id> = old.keys().chain(new.keys()).collect();
    for id in ids {
        let (before, after) = (old.get(id), new.get(id));
        if before.map(|value| &value.text) == after.map(|value| &value.text) {
            continue;
        }
        let bar = fact_bar(context, id, before, after);
        let mut verdict = Verdict::same(Impact::Expectation);
        verdict.kept = bar;
        let items = (
            before.map(|value| item(from, id, value)).into_iter().collect(),
            after.map(|value| item(to, id, value)).into_iter().collect(),
        );
        let mut change = text_change(context, items, readers, verdict);
        change.kind = Kind::FactChanged;
        change.impact = Impact::Expectation;
        change.bar = bar;
        out.push(change);
    }
}

/// What a changed fact does to the bar: by the declared direction, else unclear.
fn fact_bar(context: &Context<'_, '_>, id: &Id, before: Option<&FactValue>, after: Option<&FactValue>) -> Bar {
    let higher = context.after.facts.get(id).or_else(|| context.before.facts.get(id)).and_then(|fact| fact.higher);
    let number = |value: Option<&FactValue>| value.and_then(|value| value.number);
    let (Some(higher), Some(before), Some(after)) = (higher, number(before), number(after)) else {
        return Bar::Unclear;
    };
    let more = (after > before) == (higher == crate::model::Direction::AsksMore);
    match (before == after, more) {
        (true, _) => Bar::Same,
        (_, true) => Bar::AsksMore,
        _ => Bar::AsksLess,
    }
}

/// Facts set for every page of a track, or for every page.
fn of_framework_facts<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let whole = |_: &'f Framework| Place {
        page: None,
        at: "framework".to_owned(),
        section: None,
        responsibility: None,
        file: "framework.toml",
    };
    let (from, to) = (whole(context.before), whole(context.after));
    let everyone: Vec<PageAddress> = context.after.pages().collect();
    fact_changes(context, (&context.before.fact_values, &from), (&context.after.fact_values, &to), &everyone, out);
    for (id, (after, _)) in &context.structure.tracks.pairs {
        let (Some(old), Some(new)) = (context.before.tracks.get(id), context.after.tracks.get(after)) else { continue };
        let owner = |track: &'f crate::model::Track| Place {
            page: None,
            at: track.id.to_string(),
            section: None,
            responsibility: None,
            file: &track.origin.file,
        };
        let readers: Vec<PageAddress> = new.pages.values().map(|sheet| sheet.address.clone()).collect();
        fact_changes(context, (&old.facts, &owner(old)), (&new.facts, &owner(new)), &readers, out);
        for (before, after) in pair_texts(&old.summary, &new.summary) {
            let items = (items(before, &about(owner(old), "summary")), items(after, &about(owner(new), "summary")));
            out.push(text_change(context, items, &[], Verdict::same(Impact::Clarification)));
        }
    }
}

fn about<'f>(mut place: Place<'f>, what: &str) -> Place<'f> {
    place.at = format!("{}/{what}", place.at);
    place
}

/// Introductions of sections where the framework or a track defines them.
fn of_definitions<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    for (id, (after, _)) in &context.structure.sections.pairs {
        let (Some(old), Some(new)) = (context.before.sections.get(id), context.after.sections.get(after)) else {
            continue;
        };
        if old.about.as_ref().map(|text| &text.text) == new.about.as_ref().map(|text| &text.text) {
            continue;
        }
        let at = |section: &'f crate::model::SectionDefinition| Place {
            page: None,
            at: format!("{}/about", section.id),
            section: Some(&section.id),
            responsibility: None,
            file: &section.origin.file,
        };
        let readers: Vec<PageAddress> = context
            .after
            .sheets()
            .filter(|sheet| !sheet.address.is_shared())
            .filter(|sheet| sheet.headings.iter().any(|heading| heading.section == new.id && heading.about.is_none()))
            .map(|sheet| sheet.address.clone())
            .collect();
        texts(context, (old.about.as_ref(), new.about.as_ref()), (&at(old), &at(new)), &readers, out);
    }
}
