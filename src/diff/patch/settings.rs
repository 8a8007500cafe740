//! What nobody reads on a page and a framework holds all the same: order, declared identities,
//! definitions, as a flat list of addresses and values. Texts of pages are never among the values;
//! where only their order matters they are told apart by hashes.

use indexmap::IndexMap;

use crate::diff::structure::text_hash;
use crate::model::{
    Address, Attributes, Direction, FactDefinition, Framework, Heading, Id, Ladder, Level, Origin, PageAddress,
    ResponsibilityDefinition, SectionDefinition, Sheet, Status, Text, Track,
};

use super::slot::{bare_section, sheet_mut, track_mut};
use super::{Refusal, Setting};

/// Returns the settings in which two frameworks differ.
pub(super) fn differences(before: &Framework, after: &Framework) -> Vec<Setting> {
    let (old, new) = (of(before), of(after));
    let mut out = Vec::new();
    for (at, values) in &new {
        let was = old.get(at).cloned().unwrap_or_default();
        if was != *values {
            out.push(Setting { at: at.clone(), before: was, after: values.clone() });
        }
    }
    for (at, values) in old.into_iter().filter(|(at, _)| !new.contains_key(at)) {
        out.push(Setting { at, before: values, after: Vec::new() });
    }
    out
}

/// The settings of a framework by address; those without a value are left out.
fn of(framework: &Framework) -> IndexMap<String, Vec<String>> {
    let mut list = List::default();
    list.add("framework/version", framework.version.iter().cloned());
    list.add("ladders", framework.ladders.keys());
    for ladder in framework.ladders.values() {
        let at = format!("ladders/{}", ladder.id);
        list.add(&format!("{at}/name"), [&ladder.name]);
        let rank = |rank: &Vec<Id>| rank.iter().map(Id::as_str).collect::<Vec<_>>().join(" or ");
        list.add(&format!("{at}/levels"), ladder.ranks.iter().map(rank));
        list.add(&format!("{at}/cumulative"), ladder.cumulative.then_some("true"));
        list.add(&format!("{at}/was"), &ladder.was);
    }
    list.add("levels", framework.levels.keys());
    for level in framework.levels.values() {
        list.add(&format!("levels/{}/name", level.id), [&level.name]);
        list.add(&format!("levels/{}/was", level.id), &level.was);
    }
    list.sections("sections", &framework.sections);
    list.add("facts", framework.facts.keys());
    for fact in framework.facts.values() {
        list.add(&format!("facts/{}/name", fact.id), [&fact.name]);
        let higher = fact.higher.map(|higher| match higher {
            Direction::AsksMore => "asks-more",
            Direction::AsksLess => "asks-less",
        });
        list.add(&format!("facts/{}/higher", fact.id), higher);
    }
    list.add("framework/facts", framework.fact_values.keys());
    list.add("core", framework.core.keys());
    list.add("tracks", framework.tracks.keys());
    for track in framework.tracks.values() {
        list.track(track);
    }
    for sheet in framework.sheets() {
        list.sheet(sheet);
    }
    list.0
}

/// Addresses and values under collection.
#[derive(Default)]
struct List(IndexMap<String, Vec<String>>);

impl List {
    fn add<T: ToString>(&mut self, at: &str, values: impl IntoIterator<Item = T>) {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        if !values.is_empty() {
            self.0.insert(at.to_owned(), values);
        }
    }

    fn texts(&mut self, at: &str, texts: &[Text]) {
        // The order of one text is no news.
        if texts.len() > 1 {
            self.add(at, texts.iter().map(hash));
        }
    }

    fn sections(&mut self, at: &str, sections: &IndexMap<Id, SectionDefinition>) {
        self.add(at, sections.keys());
        for section in sections.values() {
            let at = format!("{at}/{}", section.id);
            self.add(&format!("{at}/name"), [&section.name]);
            self.add(&format!("{at}/was"), &section.was);
            self.add(&format!("{at}/responsibilities"), section.responsibilities.keys());
            for found in section.responsibilities.values() {
                let at = format!("{at}/responsibilities/{}", found.id);
                self.add(&format!("{at}/name"), [&found.name]);
                self.add(&format!("{at}/was"), &found.was);
            }
        }
    }

    fn track(&mut self, track: &Track) {
        let at = format!("tracks/{}", track.id);
        self.add(&format!("{at}/name"), [&track.name]);
        self.add(&format!("{at}/ladder"), [&track.ladder]);
        self.add(&format!("{at}/status"), (track.status != Status::Active).then_some(track.status.as_str()));
        self.add(&format!("{at}/was"), &track.was);
        self.texts(&format!("{at}/summary"), &track.summary);
        self.add(&format!("{at}/facts"), track.facts.keys());
        let all = track.all.as_ref().map(|sheet| &sheet.address.level);
        self.add(&format!("{at}/pages"), all.into_iter().chain(track.pages.keys()));
        self.sections(&format!("{at}/sections"), &track.sections);
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let at = format!("pages/{}", sheet.address);
        self.add(&format!("{at}/was"), &sheet.was);
        self.add(&format!("{at}/without"), sheet.without.iter().map(|(address, _)| address));
        self.texts(&format!("{at}/summary"), &sheet.summary);
        self.add(&format!("{at}/facts"), sheet.facts.keys());
        self.add(&format!("{at}/headings"), sheet.headings.iter().map(name_of));
        for heading in &sheet.headings {
            let at = format!("{at}/headings/{}", name_of(heading));
            self.add(&format!("{at}/was"), &heading.was);
            self.texts(&format!("{at}/examples"), &heading.examples);
            for behavior in heading.behaviors.iter().filter(|behavior| behavior.attributes.is_some()) {
                let at = format!("{at}/{}", behavior.key);
                self.add(&format!("{at}/was"), behavior.was());
                self.texts(&format!("{at}/examples"), behavior.examples());
                self.add(&format!("{at}/overrides"), behavior.overrides().then_some("true"));
            }
        }
    }
}

/// A heading's name within its sheet: `scope`, `craft.threats`.
fn name_of(heading: &Heading) -> String {
    match &heading.responsibility {
        Some(id) => format!("{}.{id}", heading.section),
        None => heading.section.to_string(),
    }
}

fn hash(text: &Text) -> String {
    format!("{:016x}", text_hash(&text.text))
}

/// Makes one setting.
pub(super) fn make(framework: &mut Framework, setting: &Setting, refusals: &mut Vec<Refusal>) {
    let parts: Vec<&str> = setting.at.split('/').collect();
    if make_at(framework, &parts, setting).is_none() {
        let reason = "there is no such thing here".to_owned();
        if !setting.after.is_empty() {
            refusals.push(Refusal { at: setting.at.clone(), reason });
        }
    }
}

fn make_at(framework: &mut Framework, parts: &[&str], setting: &Setting) -> Option<()> {
    let values = &setting.after;
    match parts {
        ["framework", "version"] => framework.version = values.first().cloned(),
        ["framework", "facts"] => order_map(&mut framework.fact_values, values),
        ["ladders"] => keep(&mut framework.ladders, setting, ladder),
        ["ladders", id, what] => {
            let ladder = framework.ladders.get_mut(*id)?;
            match *what {
                "name" => ladder.name = values.first()?.clone(),
                "levels" => {
                    let rank = |rank: &String| rank.split(" or ").filter_map(|id| Id::new(id).ok()).collect();
                    ladder.ranks = values.iter().map(rank).collect();
                }
                "cumulative" => ladder.cumulative = !values.is_empty(),
                _ => ladder.was = addresses(&ladder.was, setting),
            }
        }
        ["levels"] => keep(&mut framework.levels, setting, level),
        ["levels", id, what] => {
            let level = framework.levels.get_mut(*id)?;
            match *what {
                "name" => level.name = values.first()?.clone(),
                _ => level.was = addresses(&level.was, setting),
            }
        }
        ["sections", rest @ ..] => sections(&mut framework.sections, rest, setting)?,
        ["facts"] => keep(&mut framework.facts, setting, fact),
        ["facts", id, what] => {
            let fact = framework.facts.get_mut(*id)?;
            match (*what, values.first().map(String::as_str)) {
                ("name", name) => fact.name = name?.to_owned(),
                (_, Some("asks-more")) => fact.higher = Some(Direction::AsksMore),
                (_, Some("asks-less")) => fact.higher = Some(Direction::AsksLess),
                _ => fact.higher = None,
            }
        }
        ["core"] => {
            let core = PageAddress { track: Id::new("core").ok()?, level: Id::new("all").ok()? };
            keep_sheets(framework, &core, setting);
        }
        ["tracks"] => keep(&mut framework.tracks, setting, |id| Track::new(id.clone())),
        ["tracks", id, rest @ ..] => of_track(framework, &Id::new(id).ok()?, rest, setting)?,
        ["pages", track, level, rest @ ..] => {
            let page = PageAddress { track: Id::new(track).ok()?, level: Id::new(level).ok()? };
            of_sheet(framework.sheet_mut(&page)?, rest, setting)?;
        }
        _ => return None,
    }
    Some(())
}

fn of_track(framework: &mut Framework, id: &Id, parts: &[&str], setting: &Setting) -> Option<()> {
    let values = &setting.after;
    framework.tracks.get(id)?;
    if parts == ["pages"] {
        let any = PageAddress { track: id.clone(), level: Id::new("all").ok()? };
        keep_sheets(framework, &any, setting);
        return Some(());
    }
    let track = track_mut(framework, id);
    match parts {
        ["name"] => track.name = values.first()?.clone(),
        ["ladder"] => track.ladder = Id::new(values.first()?).ok()?,
        ["status"] => {
            let named = [Status::Draft, Status::Deprecated].into_iter().find(|status| *values == [status.as_str()]);
            track.status = named.unwrap_or_default();
        }
        ["was"] => track.was = addresses(&track.was, setting),
        ["summary"] => order_by(&mut track.summary, hash, values),
        ["facts"] => order_map(&mut track.facts, values),
        ["sections", rest @ ..] => sections(&mut track.sections, rest, setting)?,
        _ => return None,
    }
    Some(())
}

fn sections(sections: &mut IndexMap<Id, SectionDefinition>, parts: &[&str], setting: &Setting) -> Option<()> {
    let values = &setting.after;
    let [id, rest @ ..] = parts else {
        keep(sections, setting, bare_section);
        return Some(());
    };
    let section = sections.get_mut(*id)?;
    match rest {
        ["name"] => section.name = values.first()?.clone(),
        ["was"] => section.was = addresses(&section.was, setting),
        ["responsibilities"] => keep(&mut section.responsibilities, setting, responsibility),
        ["responsibilities", id, what] => {
            let found = section.responsibilities.get_mut(*id)?;
            match *what {
                "name" => found.name = values.first()?.clone(),
                _ => found.was = addresses(&found.was, setting),
            }
        }
        _ => return None,
    }
    Some(())
}

fn of_sheet(sheet: &mut Sheet, parts: &[&str], setting: &Setting) -> Option<()> {
    let values = &setting.after;
    match parts {
        ["was"] => sheet.was = addresses(&sheet.was, setting),
        ["without"] => {
            let old: Vec<Address> = sheet.without.iter().map(|(address, _)| address.clone()).collect();
            sheet.without = addresses(&old, setting).into_iter().map(|address| (address, 0)).collect();
        }
        ["summary"] => order_by(&mut sheet.summary, hash, values),
        ["facts"] => order_map(&mut sheet.facts, values),
        ["headings"] => {
            for name in values {
                let (section, own) = name.split_once('.').map_or((name.as_str(), None), |(a, b)| (a, Some(b)));
                let own = own.and_then(|own| Id::new(own).ok());
                sheet.heading_mut(&Id::new(section).ok()?, own.as_ref());
            }
            // What holds text stays, whoever wrote it.
            let empty = |heading: &Heading| heading.behaviors.is_empty() && heading.about.is_none();
            let gone = |heading: &Heading| {
                let name = name_of(heading);
                empty(heading) && setting.before.contains(&name) && !values.contains(&name)
            };
            sheet.headings.retain(|heading| !gone(heading));
            order_by(&mut sheet.headings, name_of, values);
        }
        ["headings", name, rest @ ..] => {
            let heading = sheet.headings.iter_mut().find(|heading| name_of(heading) == **name)?;
            match rest {
                ["was"] => heading.was = addresses(&heading.was, setting),
                ["examples"] => order_by(&mut heading.examples, hash, values),
                [key, what] => {
                    let behavior = heading.behaviors.iter_mut().find(|behavior| behavior.key == **key)?;
                    let mut attributes = behavior.attributes.take().unwrap_or_default();
                    match *what {
                        "was" => attributes.was = addresses(&attributes.was, setting),
                        "examples" => order_by(&mut attributes.examples, hash, values),
                        _ => attributes.overrides = !values.is_empty(),
                    }
                    behavior.attributes = (*attributes != Attributes::default()).then_some(attributes);
                }
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

/// Adds what is new, takes away what is gone, and puts the rest in order; what others added stays.
fn keep<V>(map: &mut IndexMap<Id, V>, setting: &Setting, made: impl Fn(&Id) -> V) {
    for id in setting.after.iter().filter_map(|id| Id::new(id).ok()) {
        map.entry(id.clone()).or_insert_with(|| made(&id));
    }
    map.retain(|id, _| !is_gone(id.as_str(), setting));
    order_map(map, &setting.after);
}

fn is_gone(id: &str, setting: &Setting) -> bool {
    let has = |list: &[String]| list.iter().any(|other| other == id);
    has(&setting.before) && !has(&setting.after)
}

/// Makes the sheets that are new and takes away those that are gone and hold no behavior.
fn keep_sheets(framework: &mut Framework, any: &PageAddress, setting: &Setting) {
    for level in setting.after.iter().filter_map(|id| Id::new(id).ok()) {
        sheet_mut(framework, &PageAddress { track: any.track.clone(), level });
    }
    let goes = |level: &Id, sheet: &Sheet| is_gone(level.as_str(), setting) && sheet.behaviors().next().is_none();
    if any.is_core() {
        framework.core.retain(|level, sheet| !goes(level, sheet));
    } else if let Some(track) = framework.tracks.get_mut(&any.track) {
        track.pages.retain(|level, sheet| !goes(level, sheet));
        track.all = track.all.take().filter(|sheet| !goes(&any.level, sheet));
    }
}

/// The addresses of a list with what came and without what went, in the order after.
fn addresses(now: &[Address], setting: &Setting) -> Vec<Address> {
    let mut out: Vec<Address> = now.iter().filter(|address| !is_gone(&address.to_string(), setting)).cloned().collect();
    for address in setting.after.iter().filter_map(|address| address.parse().ok()) {
        if !out.contains(&address) {
            out.push(address);
        }
    }
    order_by(&mut out, ToString::to_string, &setting.after);
    out
}

fn order_map<V>(map: &mut IndexMap<Id, V>, order: &[String]) {
    let place = |id: &Id| order.iter().position(|other| other == id.as_str()).unwrap_or(usize::MAX);
    map.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
}

/// Puts a list in an order; what the order does not name comes last.
pub(super) fn order_by<T, N: PartialEq<O>, O>(list: &mut [T], name: impl Fn(&T) -> N, order: &[O]) {
    let place = |item: &T| {
        let name = name(item);
        order.iter().position(|other| name == *other).unwrap_or(usize::MAX)
    };
    list.sort_by_cached_key(place);
}

fn ladder(id: &Id) -> Ladder {
    Ladder {
        id: id.clone(),
        name: id.to_string(),
        ranks: Vec::new(),
        cumulative: false,
        was: Vec::new(),
        origin: Origin::default(),
    }
}

fn level(id: &Id) -> Level {
    Level { id: id.clone(), name: id.as_str().to_uppercase(), was: Vec::new(), origin: Origin::default() }
}

fn fact(id: &Id) -> FactDefinition {
    FactDefinition { id: id.clone(), name: id.to_string(), higher: None, origin: Origin::default() }
}

fn responsibility(id: &Id) -> ResponsibilityDefinition {
    ResponsibilityDefinition { id: id.clone(), name: id.to_string(), was: Vec::new(), origin: Origin::default() }
}
