//! Which ladder, level, section, responsibility and track of one framework is which of the other:
//! settled before any sentence is compared, so that a rename is one change and never a hundred
//! moves. An author's `was` comes first, then content and names weighed against ids.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use indexmap::IndexMap;

use crate::model::{Address, Framework, Id};

use super::change::MatchRule;
use super::matching::assignment::best_pairs;

/// A responsibility is told apart by its section.
pub(super) type ResponsibilityKey = (Id, Id);

/// One kind of thing of a framework, aligned.
#[derive(Debug, Clone)]
pub(super) struct Alignment<K> {
    /// What each thing of before is afterwards, and how that was found.
    pub(super) pairs: IndexMap<K, (K, MatchRule)>,
    /// Things of before that went into one of after which also continues another: several to one.
    pub(super) merged: Vec<(K, K)>,
    /// Things of after that came out of one of before which also goes on elsewhere: one to several.
    pub(super) split: Vec<(K, K)>,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) ladders: Alignment<Id>,
    pub(super) levels: Alignment<Id>,
    pub(super) tracks: Alignment<Id>,
    pub(super) sections: Alignment<Id>,
    pub(super) responsibilities: Alignment<ResponsibilityKey>,
}

/// How often each text stands somewhere, texts as hashes.
type Contents = FxHashMap<u64, u32>;

/// One thing on one side: what declares it, what it is called and what stands in it.
struct Thing<K> {
    key: K,
    name: String,
    was: Vec<K>,
    contents: Contents,
    size: u32,
}

impl Structure {
    /// Returns how the structure of `before` continues in `after`.
    pub(super) fn align(before: &Framework, after: &Framework) -> Self {
        let tracks = align(track_things(before), track_things(after));
        let levels = align(level_things(before), level_things(after));
        let sections = align(section_things(before), section_things(after));
        let responsibilities =
            align_responsibilities(responsibility_things(before), responsibility_things(after), &sections);
        let ladders = align(ladder_things(before), ladder_things(after));
        Self { ladders, levels, tracks, sections, responsibilities }
    }
}

/// The hash by which texts are told apart: white space does not count.
pub(super) fn text_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for word in text.split_whitespace() {
        word.hash(&mut hasher);
    }
    hasher.finish()
}

fn single(addresses: &[Address]) -> Vec<Id> {
    addresses.iter().filter_map(|address| address.ids().last().cloned()).collect()
}

fn thing<K>(key: K, name: &str, was: Vec<K>) -> Thing<K> {
    Thing { key, name: plain_name(name), was, contents: Contents::default(), size: 0 }
}

/// A name for comparison: letters and digits only, so that an emoji or a capital changes nothing.
fn plain_name(name: &str) -> String {
    crate::model::slug(name)
}

fn put<K>(thing: &mut Thing<K>, text: &str) {
    *thing.contents.entry(text_hash(text)).or_default() += 1;
    thing.size += 1;
}

fn track_things(framework: &Framework) -> Vec<Thing<Id>> {
    let of = |track: &crate::model::Track| {
        let mut found = thing(track.id.clone(), &track.name, single(&track.was));
        for sheet in track.all.iter().chain(track.pages.values()) {
            sheet.summary.iter().for_each(|text| put(&mut found, &text.text));
            sheet.behaviors().for_each(|(_, behavior)| put(&mut found, &behavior.text));
        }
        found
    };
    framework.tracks.values().map(of).collect()
}

fn level_things(framework: &Framework) -> Vec<Thing<Id>> {
    let mut found: IndexMap<Id, Thing<Id>> = framework
        .levels
        .values()
        .map(|level| (level.id.clone(), thing(level.id.clone(), &level.name, single(&level.was))))
        .collect();
    for sheet in framework.sheets() {
        if let Some(level) = found.get_mut(&sheet.address.level) {
            sheet.summary.iter().for_each(|text| put(level, &text.text));
            sheet.behaviors().for_each(|(_, behavior)| put(level, &behavior.text));
        }
    }
    found.into_values().collect()
}

fn ladder_things(framework: &Framework) -> Vec<Thing<Id>> {
    let of = |ladder: &crate::model::Ladder| {
        let mut found = thing(ladder.id.clone(), &ladder.name, single(&ladder.was));
        ladder.levels().for_each(|level| put(&mut found, level.as_str()));
        found
    };
    framework.ladders.values().map(of).collect()
}

fn section_things(framework: &Framework) -> Vec<Thing<Id>> {
    let mut found: IndexMap<Id, Thing<Id>> = IndexMap::new();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        found
            .entry(section.id.clone())
            .or_insert_with(|| thing(section.id.clone(), &section.name, single(&section.was)));
    }
    for sheet in framework.sheets() {
        for heading in &sheet.headings {
            let section = found
                .entry(heading.section.clone())
                .or_insert_with(|| thing(heading.section.clone(), heading.section.as_str(), Vec::new()));
            heading.behaviors.iter().for_each(|behavior| put(section, &behavior.text));
        }
    }
    found.into_values().collect()
}

fn responsibility_things(framework: &Framework) -> Vec<Thing<ResponsibilityKey>> {
    let mut found: IndexMap<ResponsibilityKey, Thing<ResponsibilityKey>> = IndexMap::new();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        for responsibility in section.responsibilities.values() {
            let key = (section.id.clone(), responsibility.id.clone());
            let was = responsibility.was.iter().filter_map(|address| responsibility_address(address, &section.id));
            found.entry(key.clone()).or_insert_with(|| thing(key, &responsibility.name, was.collect()));
        }
    }
    for sheet in framework.sheets() {
        for heading in &sheet.headings {
            let Some(responsibility) = &heading.responsibility else { continue };
            let key = (heading.section.clone(), responsibility.clone());
            let here =
                found.entry(key.clone()).or_insert_with(|| thing(key.clone(), responsibility.as_str(), Vec::new()));
            for address in &heading.was {
                here.was.extend(responsibility_address(address, &heading.section));
            }
            heading.behaviors.iter().for_each(|behavior| put(here, &behavior.text));
        }
    }
    found.into_values().collect()
}

/// What a `was` of a responsibility names: an id of the same section, or section and id.
fn responsibility_address(address: &Address, section: &Id) -> Option<ResponsibilityKey> {
    match address.ids() {
        [responsibility] => Some((section.clone(), responsibility.clone())),
        [.., section, responsibility] => Some((section.clone(), responsibility.clone())),
        [] => None,
    }
}

/// The share of texts that two things have in common, 0 to 1.
fn overlap<K>(a: &Thing<K>, b: &Thing<K>) -> f64 {
    if a.size == 0 || b.size == 0 {
        return 0.0;
    }
    2.0 * f64::from(common(a, b)) / f64::from(a.size + b.size)
}

fn common<K>(a: &Thing<K>, b: &Thing<K>) -> u32 {
    a.contents.iter().map(|(text, count)| b.contents.get(text).map_or(0, |other| *count.min(other))).sum()
}

/// How sure it must be that two different ids mean the same thing.
const SAME_THING: f64 = 0.45;
/// What the same id and the same name are worth beside the share of common texts.
const ID_WORTH: f64 = 0.35;
const NAME_WORTH: f64 = 0.25;

fn align<K: Clone + Eq + Hash + Ord>(before: Vec<Thing<K>>, after: Vec<Thing<K>>) -> Alignment<K> {
    let score = |b: &Thing<K>, a: &Thing<K>| {
        let id = if b.key == a.key { ID_WORTH } else { 0.0 };
        let name = if !b.name.is_empty() && b.name == a.name { NAME_WORTH } else { 0.0 };
        let content = overlap(b, a);
        let enough = b.key == a.key || content >= SAME_THING || (name > 0.0 && content > 0.2) || contained(b, a);
        enough.then_some(content + id + name)
    };
    align_by(before, after, score)
}

/// Whether nearly everything of the smaller one stands in the other: what a thing that grew or
/// shrank under a new name looks like.
fn contained<K>(b: &Thing<K>, a: &Thing<K>) -> bool {
    let smaller = b.size.min(a.size);
    smaller >= 4 && f64::from(common(b, a)) >= 0.75 * f64::from(smaller)
}

fn align_responsibilities(
    before: Vec<Thing<ResponsibilityKey>>,
    after: Vec<Thing<ResponsibilityKey>>,
    sections: &Alignment<Id>,
) -> Alignment<ResponsibilityKey> {
    let section_of = |id: &Id| sections.pairs.get(id).map_or_else(|| id.clone(), |(after, _)| after.clone());
    let score = |b: &Thing<ResponsibilityKey>, a: &Thing<ResponsibilityKey>| {
        let same_section = section_of(&b.key.0) == a.key.0;
        let same_id = b.key.1 == a.key.1;
        let content = overlap(b, a);
        let id = if same_id && same_section { ID_WORTH } else { 0.0 };
        let name = if b.name == a.name { NAME_WORTH } else { 0.0 };
        let enough =
            (same_id && same_section) || content >= 0.7 || ((same_id || same_section) && content >= SAME_THING);
        enough.then_some(content + id + name)
    };
    align_by(before, after, score)
}

fn align_by<K: Clone + Eq + Hash + Ord>(
    before: Vec<Thing<K>>,
    after: Vec<Thing<K>>,
    score: impl Fn(&Thing<K>, &Thing<K>) -> Option<f64>,
) -> Alignment<K> {
    let mut pairs: IndexMap<K, (K, MatchRule)> = IndexMap::new();
    let mut merged = Vec::new();
    let mut taken_after: Vec<bool> = vec![false; after.len()];
    let mut taken_before: Vec<bool> = vec![false; before.len()];
    for (index, new) in after.iter().enumerate() {
        for (position, old) in new.was.iter().enumerate() {
            let Some(found) = before.iter().position(|thing| thing.key == *old) else { continue };
            if taken_before[found] {
                continue;
            }
            taken_before[found] = true;
            if position > 0 && taken_after[index] {
                merged.push((old.clone(), new.key.clone()));
            } else {
                taken_after[index] = true;
                pairs.insert(old.clone(), (new.key.clone(), MatchRule::Declared));
            }
        }
    }
    let same_ids = before.len() == after.len() && before.iter().zip(&after).all(|(b, a)| b.key == a.key);
    let mut scored = Vec::new();
    for (i, b) in before.iter().enumerate().filter(|(i, _)| !taken_before[*i]) {
        for (j, a) in after.iter().enumerate().filter(|(j, _)| !taken_after[*j]) {
            if same_ids && i != j {
                continue;
            }
            if let Some(score) = score(b, a) {
                scored.push((i, j, score));
            }
        }
    }
    for (i, j) in best_pairs(&scored) {
        let rule = if before[i].key == after[j].key { MatchRule::Key } else { MatchRule::Text };
        taken_before[i] = true;
        taken_after[j] = true;
        pairs.insert(before[i].key.clone(), (after[j].key.clone(), rule));
    }
    let mut split = Vec::new();
    for (i, b) in before.iter().enumerate().filter(|(i, _)| !taken_before[*i]) {
        if let Some(a) = mostly_within(b, after.iter().filter(|a| a.key != b.key)) {
            merged.push((before[i].key.clone(), a.key.clone()));
        }
    }
    for (j, a) in after.iter().enumerate().filter(|(j, _)| !taken_after[*j]) {
        if let Some(b) = mostly_within(a, before.iter().filter(|b| b.key != a.key)) {
            split.push((b.key.clone(), after[j].key.clone()));
        }
    }
    Alignment { pairs, merged, split }
}

/// The thing that holds most of the texts of `part`, if one does and they are more than a few.
fn mostly_within<'t, K: 't>(part: &Thing<K>, others: impl Iterator<Item = &'t Thing<K>>) -> Option<&'t Thing<K>> {
    let enough = |count: u32| count >= 2 && f64::from(count) >= 0.6 * f64::from(part.size);
    let mut best: Option<(u32, &Thing<K>)> = None;
    for other in others {
        let count = common(part, other);
        if enough(count) && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, other));
        }
    }
    best.map(|(_, thing)| thing)
}
