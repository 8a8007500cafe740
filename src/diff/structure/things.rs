//! The things of one framework that are aligned: what declares each, what it is called and what stands
//! in it. Knows nothing of the other side.

use std::hash::Hasher as _;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

use crate::model::{Address, Framework, Id};

use super::ResponsibilityKey;

/// One thing on one side: what declares it, what it is called and, once that is asked for, what stands in it, texts
/// as hashes.
pub(super) struct Thing<K> {
    pub(super) key: K,
    pub(super) name: String,
    pub(super) was: Vec<K>,
    pub(super) contents: Vec<u64>,
}

/// Things by what declares them.
type ById<K> = IndexMap<K, Thing<K>, FxBuildHasher>;

/// The hash by which texts are told apart: white space does not count. Its lowest bit says whether a text ends with
/// a full stop, see [`without_stop`].
pub(in crate::diff) fn text_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    // Without a way out in the middle, each of these looks at many bytes at once.
    let folded = |bytes: &[u8]| {
        let odd = bytes.iter().fold(false, |odd, byte| odd | !matches!(byte, b' '..=0x7e));
        let doubled =
            bytes.iter().zip(bytes.iter().skip(1)).fold(false, |odd, (a, b)| odd | ((*a == b' ') & (*b == b' ')));
        !odd && !doubled && !matches!(bytes, [b' ', ..] | [.., b' '])
    };
    let mut write = |plain: &[u8]| {
        let bare = plain.strip_suffix(b".");
        hasher.write(bare.unwrap_or(plain));
        hasher.finish() & !1 | u64::from(bare.is_some())
    };
    if folded(text.as_bytes()) {
        return write(text.as_bytes());
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    write(plain.as_bytes())
}

/// The same hash for a text with and without a full stop at its end: one that was put to every sentence of a level
/// makes it no other level.
fn without_stop(hash: u64) -> u64 {
    hash & !1
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
    /// Returns the things of a framework without their contents, and every text, read once.
    pub(super) fn of(framework: &Framework) -> Self {
        let tracks = framework.tracks.values();
        let tracks = tracks.map(|track| thing(track.id.clone(), &track.name, single(&track.was))).collect();
        let mut levels: ById<Id> = framework
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
        let mut texts = Vec::with_capacity(framework.sheets().map(|sheet| sheet.behaviors().count()).sum());
        let mut known: FxHashSet<(&Id, Option<&Id>)> = FxHashSet::default();
        for heading in framework.sheets().flat_map(|sheet| &sheet.headings) {
            texts.extend(heading.behaviors.iter().map(|behavior| text_hash(&behavior.text)));
            let is_new = known.insert((&heading.section, heading.responsibility.as_ref()));
            if is_new && !sections.contains_key(&heading.section) {
                let section = thing(heading.section.clone(), heading.section.as_str(), Vec::new());
                sections.insert(heading.section.clone(), section);
            }
            let Some(responsibility) = heading.responsibility.as_ref().filter(|_| is_new || !heading.was.is_empty())
            else {
                continue;
            };
            let key = (heading.section.clone(), responsibility.clone());
            let here = responsibilities
                .entry(key)
                .or_insert_with_key(|key| thing(key.clone(), responsibility.as_str(), Vec::new()));
            for address in &heading.was {
                here.was.extend(responsibility_address(address, &heading.section));
            }
        }
        Self {
            tracks,
            levels: levels.into_values().collect(),
            sections: sections.into_values().collect(),
            responsibilities: responsibilities.into_values().collect(),
            texts,
        }
    }

    /// Whether these are called as those of another framework, in the same order, and declare nothing. Then what
    /// stands in them need not be known.
    pub(super) fn are_called_as(&self, before: &Self) -> bool {
        called_alike(&before.tracks, &self.tracks)
            && called_alike(&before.levels, &self.levels)
            && called_alike(&before.sections, &self.sections)
            && called_alike(&before.responsibilities, &self.responsibilities)
    }

    /// Notes what stands in each.
    pub(super) fn fill(&mut self, framework: &Framework) {
        let tracks = places(&self.tracks, |key| key.clone());
        let levels = places(&self.levels, |key| key.clone());
        let sections = places(&self.sections, |key| (key.clone(), None::<Id>));
        let responsibilities = places(&self.responsibilities, |(section, id)| (section.clone(), Some(id.clone())));
        let mut rest = &self.texts[..];
        for sheet in framework.sheets() {
            let (here, further) = rest.split_at(sheet.behaviors().count());
            rest = further;
            let here: Vec<u64> = here.iter().map(|hash| without_stop(*hash)).collect();
            let summary: Vec<u64> = sheet.summary.iter().map(|text| without_stop(text_hash(&text.text))).collect();
            if let Some(at) = levels.get(&sheet.address.level) {
                self.levels[*at].contents.extend(summary.iter().chain(&here));
            }
            if let Some(at) = tracks.get(&sheet.address.track) {
                self.tracks[*at].contents.extend(summary.iter().chain(&here));
            }
            let mut here = &here[..];
            for heading in &sheet.headings {
                let (texts, further) = here.split_at(heading.behaviors.len());
                here = further;
                let section = (heading.section.clone(), None);
                if let Some(at) = sections.get(&section) {
                    self.sections[*at].contents.extend_from_slice(texts);
                }
                let responsibility = (section.0, heading.responsibility.clone());
                if let Some(at) = responsibilities.get(&responsibility) {
                    self.responsibilities[*at].contents.extend_from_slice(texts);
                }
            }
        }
    }
}

/// Whether the things of both sides have the same ids in the same order and those of after declare nothing.
pub(super) fn called_alike<K: Eq>(old: &[Thing<K>], new: &[Thing<K>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.key == new.key && new.was.is_empty())
}

/// Where each thing stands in a list.
fn places<K, N: Eq + std::hash::Hash>(things: &[Thing<K>], name: impl Fn(&K) -> N) -> FxHashMap<N, usize> {
    things.iter().enumerate().map(|(index, thing)| (name(&thing.key), index)).collect()
}

pub(super) fn ladders(framework: &Framework) -> Vec<Thing<Id>> {
    let of = |ladder: &crate::model::Ladder| {
        let mut found = thing(ladder.id.clone(), &ladder.name, single(&ladder.was));
        found.contents.extend(ladder.levels().map(|level| text_hash(level.as_str())));
        found
    };
    framework.ladders.values().map(of).collect()
}

fn sections(framework: &Framework) -> ById<Id> {
    let mut found: ById<Id> = IndexMap::default();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        found
            .entry(section.id.clone())
            .or_insert_with(|| thing(section.id.clone(), &section.name, single(&section.was)));
    }
    found
}

fn responsibilities(framework: &Framework) -> ById<ResponsibilityKey> {
    let mut found: ById<ResponsibilityKey> = IndexMap::default();
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
