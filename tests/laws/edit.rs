//! Edits as authors make them, by choices that fit any framework.

use proptest::prelude::*;
use rungs::model::{Behavior, Framework, Id, PageAddress, Status};

use super::generate::{HEADINGS, SENTENCES, id, normal, put, sentence, set_fact, sheets, text};

/// What an author does; numbers choose among what there is.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Add(u8, u8, u32),
    Remove(u8),
    Reword(u8, u32),
    OneWord(u8, u8),
    MoveHeading(u8, u8),
    MoveSheet(u8, u8),
    Split(u8),
    Merge(u8, u8),
    Rekey(u8),
    Reorder(u8),
    Example(u8, u32),
    Override(u8, u8, u32),
    Omit(u8, u8),
    Fact(u8, bool, u8),
    UnsetFact(u8),
    Summary(u8, u32),
    About(u8, u8, u32),
    Title(u8, u32),
    Status(u8, u8),
    RenameLevel(u8),
    RenameTrack(u8),
    RenameSection(u8),
    RenameResponsibility,
    TurnSections,
    RemoveTrack(u8),
    AddTrack(u32),
    RemovePage(u8),
    Version,
    Cumulative,
    Was(u8, u8),
    MergeTracks(u8, u8),
    MergeLevels(u8),
}

/// Edits; `declared` says whether identity may be declared, which has no mirror.
pub(crate) fn edits(declared: bool) -> impl Strategy<Value = Vec<Edit>> {
    let n = any::<u8>;
    let s = || 0..SENTENCES;
    let text = prop_oneof![
        3 => (n(), n(), s()).prop_map(|(a, b, c)| Edit::Add(a, b, c)),
        3 => n().prop_map(Edit::Remove),
        3 => (n(), s()).prop_map(|(a, b)| Edit::Reword(a, b)),
        4 => (n(), n()).prop_map(|(a, b)| Edit::OneWord(a, b)),
        3 => (n(), n()).prop_map(|(a, b)| Edit::MoveHeading(a, b)),
        3 => (n(), n()).prop_map(|(a, b)| Edit::MoveSheet(a, b)),
        1 => n().prop_map(Edit::Split),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Merge(a, b)),
        2 => n().prop_map(Edit::Rekey),
        2 => n().prop_map(Edit::Reorder),
        2 => (n(), s()).prop_map(|(a, b)| Edit::Example(a, b)),
        1 => (n(), n(), s()).prop_map(|(a, b, c)| Edit::Override(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Omit(a, b)),
    ];
    let other = prop_oneof![
        (n(), any::<bool>(), 0..20_u8).prop_map(|(a, b, c)| Edit::Fact(a, b, c)),
        n().prop_map(Edit::UnsetFact),
        (n(), s()).prop_map(|(a, b)| Edit::Summary(a, b)),
        (n(), n(), s()).prop_map(|(a, b, c)| Edit::About(a, b, c)),
        (n(), s()).prop_map(|(a, b)| Edit::Title(a, b)),
        (n(), n()).prop_map(|(a, b)| Edit::Status(a, b)),
        n().prop_map(Edit::RenameLevel),
        n().prop_map(Edit::RenameTrack),
        n().prop_map(Edit::RenameSection),
        Just(Edit::RenameResponsibility),
        Just(Edit::TurnSections),
        n().prop_map(Edit::RemoveTrack),
        s().prop_map(Edit::AddTrack),
        n().prop_map(Edit::RemovePage),
        Just(Edit::Version),
        Just(Edit::Cumulative),
    ];
    let any = prop_oneof![4 => text, 1 => other];
    let any = if declared {
        prop_oneof![
            18 => any,
            2 => (n(), n()).prop_map(|(a, b)| Edit::Was(a, b)),
            1 => (n(), n()).prop_map(|(a, b)| Edit::MergeTracks(a, b)),
            1 => n().prop_map(Edit::MergeLevels),
        ]
        .boxed()
    } else {
        any.boxed()
    };
    prop::collection::vec(any, 0..6)
}

/// The framework after some edits.
pub(crate) fn edited(framework: &Framework, edits: &[Edit]) -> Framework {
    let mut out = framework.clone();
    for (number, edit) in edits.iter().enumerate() {
        make(&mut out, edit, number);
        out = normal(&out);
    }
    out
}

/// Calls with the behavior at a position among all.
pub(crate) fn with_behavior(framework: &mut Framework, index: usize, change: impl FnOnce(&mut Behavior)) {
    let core = framework.core.values_mut();
    let tracks = framework.tracks.values_mut().flat_map(|track| track.all.iter_mut().chain(track.pages.values_mut()));
    let mut all = core.chain(tracks).flat_map(|sheet| &mut sheet.headings).flat_map(|heading| &mut heading.behaviors);
    if let Some(behavior) = all.nth(index) {
        change(behavior);
    }
}

fn count(framework: &Framework) -> usize {
    framework.sheets().flat_map(|sheet| sheet.behaviors()).count()
}

fn chosen<T: Clone>(list: &[T], choice: u8) -> Option<T> {
    if list.is_empty() { None } else { Some(list[usize::from(choice) % list.len()].clone()) }
}

/// Takes a behavior out, and says where it stood.
fn take(framework: &mut Framework, choice: u8) -> Option<(PageAddress, (Id, Option<Id>), Behavior)> {
    let index = usize::from(choice) % count(framework).max(1);
    let mut key = None;
    with_behavior(framework, index, |behavior| key = Some(behavior.key.clone()));
    let key = key?;
    let mut found = None;
    for page in sheets(framework) {
        let Some(sheet) = framework.sheet_mut(&page) else { continue };
        for heading in &mut sheet.headings {
            if let Some(place) = heading.behaviors.iter().position(|behavior| behavior.key == key)
                && found.is_none()
            {
                let at = (heading.section.clone(), heading.responsibility.clone());
                found = Some((page.clone(), at, heading.behaviors.remove(place)));
            }
        }
    }
    found
}

fn give(framework: &mut Framework, page: &PageAddress, (section, own): (&str, Option<&str>), behavior: Behavior) {
    put(framework, page, (section, own), behavior.key.as_str(), &behavior.text);
    if let Some(sheet) = framework.sheet_mut(page)
        && let Some(last) = sheet.heading_mut(&id(section), own.map(id).as_ref()).behaviors.last_mut()
    {
        last.attributes = behavior.attributes;
    }
}

fn names(at: &(Id, Option<Id>)) -> (&str, Option<&str>) {
    (at.0.as_str(), at.1.as_ref().map(Id::as_str))
}

/// Exchanges one word of a sentence, or one letter's worth of meaning.
fn one_word(text: &str, choice: u8) -> String {
    let pairs = [
        ("some", "most"),
        ("most", "all"),
        ("2", "3"),
        ("I must", "I may"),
        ("I can", "I cannot"),
        ("of my team", "of several teams"),
        ("review", "inspect"),
        ("quarter", "year"),
        ("I help", "I"),
        (".", ""),
    ];
    let fits: Vec<_> = pairs.iter().filter(|(from, _)| text.contains(from)).collect();
    match fits.get(usize::from(choice) % fits.len().max(1)) {
        Some((from, to)) => text.replacen(from, to, 1),
        None => format!("{text} Always."),
    }
}

fn make(framework: &mut Framework, edit: &Edit, number: usize) {
    let all = sheets(framework);
    let pages: Vec<PageAddress> = framework.pages().collect();
    match edit {
        Edit::Add(sheet, heading, choice) => {
            let (Some(page), Some(at)) = (chosen(&all, *sheet), chosen(HEADINGS, *heading)) else { return };
            put(framework, &page, at, &format!("n{number}"), &sentence(*choice));
        }
        Edit::Remove(place) => drop(take(framework, *place)),
        Edit::Reword(place, choice) => {
            let index = usize::from(*place) % count(framework).max(1);
            with_behavior(framework, index, |behavior| behavior.text = sentence(*choice).into());
        }
        Edit::OneWord(place, choice) => {
            let index = usize::from(*place) % count(framework).max(1);
            with_behavior(framework, index, |behavior| behavior.text = one_word(&behavior.text, *choice).into());
        }
        Edit::MoveHeading(place, heading) => {
            let Some((page, _, behavior)) = take(framework, *place) else { return };
            give(framework, &page, HEADINGS[usize::from(*heading) % HEADINGS.len()], behavior);
        }
        Edit::MoveSheet(place, sheet) => {
            let Some((_, at, behavior)) = take(framework, *place) else { return };
            if let Some(page) = chosen(&all, *sheet) {
                give(framework, &page, names(&at), behavior);
            }
        }
        Edit::Split(place) => {
            let Some((page, at, behavior)) = take(framework, *place) else { return };
            let words: Vec<&str> = behavior.text.split(' ').collect();
            let (first, second) = words.split_at(words.len() / 2);
            put(framework, &page, names(&at), behavior.key.as_str(), &first.join(" "));
            put(framework, &page, names(&at), &format!("s{number}"), &second.join(" "));
        }
        Edit::Merge(one, other) => {
            let (Some((page, at, a)), Some((_, _, b))) = (take(framework, *one), take(framework, *other)) else {
                return;
            };
            put(framework, &page, names(&at), a.key.as_str(), &format!("{} {}", a.text, b.text));
        }
        Edit::Rekey(place) => {
            let index = usize::from(*place) % count(framework).max(1);
            with_behavior(framework, index, |behavior| behavior.key = id(&format!("r{number}")));
        }
        Edit::Reorder(sheet) => {
            let Some(page) = chosen(&all, *sheet) else { return };
            if let Some(sheet) = framework.sheet_mut(&page) {
                sheet.headings.reverse();
                sheet.headings.iter_mut().for_each(|heading| heading.behaviors.reverse());
            }
        }
        Edit::Example(place, choice) => {
            let index = usize::from(*place) % count(framework).max(1);
            with_behavior(framework, index, |behavior| {
                let mut attributes = behavior.attributes.take().unwrap_or_default();
                match attributes.examples.pop() {
                    Some(old) if choice % 3 == 0 => attributes.examples.insert(0, text(&one_word(&old.text, 1))),
                    Some(_) if choice % 3 == 1 => {}
                    _ => attributes.examples.push(text(&sentence(*choice))),
                }
                behavior.attributes = (*attributes != Default::default()).then_some(attributes);
            });
        }
        Edit::Override(place, page, choice) => {
            let (Some(page), Some((_, at, key))) = (chosen(&pages, *page), shared(framework, *place)) else { return };
            let taken = framework.sheet(&page).is_some_and(|sheet| sheet.behaviors().any(|(_, b)| b.key == key));
            if !taken {
                put(framework, &page, names(&at), key.as_str(), &sentence(*choice));
                if let Some(sheet) = framework.sheet_mut(&page)
                    && let Some(last) = sheet.heading_mut(&at.0, at.1.as_ref()).behaviors.last_mut()
                {
                    last.attributes =
                        Some(Box::new(rungs::model::Attributes { overrides: true, ..Default::default() }));
                }
            }
        }
        Edit::Omit(place, page) => {
            let (Some(page), Some((_, at, key))) = (chosen(&pages, *page), shared(framework, *place)) else { return };
            let ids = std::iter::once(at.0).chain(at.1).chain([key]).collect();
            let address = rungs::model::Address::new(ids);
            if let Some(sheet) = framework.sheet_mut(&page) {
                match sheet.without.iter().position(|(other, _)| *other == address) {
                    Some(index) => drop(sheet.without.remove(index)),
                    None => sheet.without.push((address, 0)),
                }
            }
        }
        Edit::Fact(sheet, which, value) => {
            if let Some(page) = chosen(&all, *sheet) {
                set_fact(framework, &page, *which, *value);
            }
        }
        Edit::UnsetFact(sheet) => {
            if let Some(sheet) = chosen(&all, *sheet).and_then(|page| framework.sheet_mut(&page)) {
                sheet.facts.clear();
            }
        }
        Edit::Summary(sheet, choice) => {
            if let Some(sheet) = chosen(&all, *sheet).and_then(|page| framework.sheet_mut(&page)) {
                match choice % 3 {
                    0 => drop(sheet.summary.pop()),
                    1 => sheet.summary.reverse(),
                    _ => sheet.summary.insert(0, text(&sentence(*choice))),
                }
            }
        }
        Edit::About(sheet, heading, choice) => {
            if let Some(sheet) = chosen(&all, *sheet).and_then(|page| framework.sheet_mut(&page)) {
                let place = usize::from(*heading) % sheet.headings.len().max(1);
                if let Some(heading) = sheet.headings.get_mut(place) {
                    heading.about = (choice % 4 != 0).then(|| text(&sentence(*choice)));
                    if choice % 5 == 0 {
                        heading.examples.push(text(&sentence(choice / 5)));
                    }
                }
            }
        }
        Edit::Title(sheet, choice) => {
            if let Some(sheet) = chosen(&pages, *sheet).and_then(|page| framework.sheet_mut(&page)) {
                sheet.title = (choice % 3 != 0).then(|| text(&sentence(*choice)));
            }
        }
        _ => super::restructure::make(framework, edit, number),
    }
}

/// A shared behavior, where there is one.
fn shared(framework: &Framework, choice: u8) -> Option<(PageAddress, (Id, Option<Id>), Id)> {
    let sheets = framework.sheets().filter(|sheet| sheet.address.is_shared());
    let all: Vec<_> = sheets
        .flat_map(|sheet| {
            sheet.behaviors().map(|(heading, behavior)| {
                let at = (heading.section.clone(), heading.responsibility.clone());
                (sheet.address.clone(), at, behavior.key.clone())
            })
        })
        .collect();
    chosen(&all, choice)
}

/// The status after another.
pub(crate) fn next(status: Status, choice: u8) -> Status {
    let all = [Status::Active, Status::Draft, Status::Deprecated];
    let others: Vec<Status> = all.into_iter().filter(|other| *other != status).collect();
    others[usize::from(choice) % others.len()]
}
