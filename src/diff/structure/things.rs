//! The things of one framework that are aligned: what declares each, what it is called and what stands
//! in it. Knows nothing of the other side.

use std::hash::Hasher as _;

use indexmap::IndexMap;
use rustc_hash::FxHasher;

use crate::model::{Address, Framework, Id};

use super::ResponsibilityKey;

/// One thing on one side: what declares it, what it is called and what stands in it, texts as hashes.
pub(super) struct Thing<K> {
    pub(super) key: K,
    pub(super) name: String,
    pub(super) was: Vec<K>,
    pub(super) contents: Vec<u64>,
}

/// The hash by which texts are told apart: white space does not count.
pub(in crate::diff) fn text_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    // Without a way out in the middle, each of these looks at many bytes at once.
    let folded = |bytes: &[u8]| {
        let odd = bytes.iter().fold(false, |odd, byte| odd | !matches!(byte, b' '..=0x7e));
        let doubled =
            bytes.iter().zip(bytes.iter().skip(1)).fold(false, |odd, (a, b)| odd | ((*a == b' ') & (*b == b' ')));
        !odd && !doubled && !matches!(bytes, [b' ', ..] | [.., b' '])
    };
    if folded(text.as_bytes()) {
        hasher.write(text.as_bytes());
        return hasher.finish();
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    hasher.write(plain.as_bytes());
    hasher.finish()
}

/// Things of the same ids, nothing else being known.
pub(super) fn bare<K: Clone>(things: &[Thing<K>]) -> Vec<Thing<K>> {
    things.iter().map(|known| thing(known.key.clone(), &known.name, Vec::new())).collect()
}

/// Gives each side what only the other has, so that nothing unread counts as added or removed.
pub(super) fn complete<K: Clone + Eq>(old: &mut Vec<Thing<K>>, new: &mut Vec<Thing<K>>) {
    let missing = |of: &[Thing<K>], other: &[Thing<K>]| -> Vec<Thing<K>> {
        let lacks = |known: &&Thing<K>| of.iter().all(|thing| thing.key != known.key);
        other.iter().filter(lacks).map(|known| thing(known.key.clone(), &known.name, Vec::new())).collect()
    };
    let (gone, come) = (missing(new, old), missing(old, new));
    new.extend(gone);
    old.extend(come);
}

fn single(addresses: &[Address]) -> Vec<Id> {
    addresses.iter().filter_map(|address| address.ids().last().cloned()).collect()
}

fn thing<K>(key: K, name: &str, was: Vec<K>) -> Thing<K> {
    Thing { key, name: plain_name(name), was, contents: Vec::new() }
}

/// A name for comparison: letters and digits only, so that an emoji or a capital changes nothing.
fn plain_name(name: &str) -> String {
    crate::model::slug(name)
}

/// Everything of one framework that is aligned by what stands in it.
pub(super) struct Things {
    pub(super) tracks: Vec<Thing<Id>>,
    pub(super) levels: Vec<Thing<Id>>,
    pub(super) sections: Vec<Thing<Id>>,
    pub(super) responsibilities: Vec<Thing<ResponsibilityKey>>,
    /// The hashes of the texts of all behaviors, sheet by sheet.
    pub(super) texts: Vec<u64>,
}

impl Things {
    /// Returns the things of a framework, each text read once.
    pub(super) fn of(framework: &Framework) -> Self {
        let mut tracks: IndexMap<Id, Thing<Id>> = framework
            .tracks
            .values()
            .map(|track| (track.id.clone(), thing(track.id.clone(), &track.name, single(&track.was))))
            .collect();
        let mut levels: IndexMap<Id, Thing<Id>> = framework
            .levels
            .values()
            .map(|level| (level.id.clone(), thing(level.id.clone(), &level.name, single(&level.was))))
            .collect();
        for sheet in framework.undeclared_levels() {
            let level = &sheet.address.level;
            levels.entry(level.clone()).or_insert_with(|| thing(level.clone(), level.as_str(), Vec::new()));
        }
        let mut sections = sections(framework);
        let mut responsibilities = responsibilities(framework);
        let mut texts = Vec::new();
        let mut all = Vec::new();
        for sheet in framework.sheets() {
            texts.clear();
            texts.extend(sheet.summary.iter().map(|text| text_hash(&text.text)));
            for heading in &sheet.headings {
                let start = texts.len();
                texts.extend(heading.behaviors.iter().map(|behavior| text_hash(&behavior.text)));
                all.extend_from_slice(&texts[start..]);
                let section = sections
                    .entry(heading.section.clone())
                    .or_insert_with(|| thing(heading.section.clone(), heading.section.as_str(), Vec::new()));
                section.contents.extend_from_slice(&texts[start..]);
                let Some(responsibility) = &heading.responsibility else { continue };
                let key = (heading.section.clone(), responsibility.clone());
                let here = responsibilities
                    .entry(key)
                    .or_insert_with_key(|key| thing(key.clone(), responsibility.as_str(), Vec::new()));
                for address in &heading.was {
                    here.was.extend(responsibility_address(address, &heading.section));
                }
                here.contents.extend_from_slice(&texts[start..]);
            }
            if let Some(level) = levels.get_mut(&sheet.address.level) {
                level.contents.extend_from_slice(&texts);
            }
            if let Some(track) = tracks.get_mut(&sheet.address.track) {
                track.contents.extend_from_slice(&texts);
            }
        }
        Self {
            tracks: tracks.into_values().collect(),
            levels: levels.into_values().collect(),
            sections: sections.into_values().collect(),
            responsibilities: responsibilities.into_values().collect(),
            texts: all,
        }
    }
}

pub(super) fn ladders(framework: &Framework) -> Vec<Thing<Id>> {
    let of = |ladder: &crate::model::Ladder| {
        let mut found = thing(ladder.id.clone(), &ladder.name, single(&ladder.was));
        found.contents.extend(ladder.levels().map(|level| text_hash(level.as_str())));
        found
    };
    framework.ladders.values().map(of).collect()
}

fn sections(framework: &Framework) -> IndexMap<Id, Thing<Id>> {
    let mut found: IndexMap<Id, Thing<Id>> = IndexMap::new();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        found
            .entry(section.id.clone())
            .or_insert_with(|| thing(section.id.clone(), &section.name, single(&section.was)));
    }
    found
}

fn responsibilities(framework: &Framework) -> IndexMap<ResponsibilityKey, Thing<ResponsibilityKey>> {
    let mut found: IndexMap<ResponsibilityKey, Thing<ResponsibilityKey>> = IndexMap::new();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        for responsibility in section.responsibilities.values() {
            let key = (section.id.clone(), responsibility.id.clone());
            let was = responsibility.was.iter().filter_map(|address| responsibility_address(address, &section.id));
            found.entry(key.clone()).or_insert_with(|| thing(key, &responsibility.name, was.collect()));
        }
    }
    found
}

/// What a `was` of a responsibility names: an id of the same section, or section and id.
fn responsibility_address(address: &Address, section: &Id) -> Option<ResponsibilityKey> {
    match address.ids() {
        [responsibility] => Some((section.clone(), responsibility.clone())),
        [.., section, responsibility] => Some((section.clone(), responsibility.clone())),
        [] => None,
    }
}
