//! Which ladder, level, section, responsibility and track of one framework is which of the other:
//! settled before any sentence is compared, so that a rename is one change and never a hundred
//! moves. An author's `was` comes first, then content and names weighed against ids.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use std::hash::{Hash, Hasher as _};

use indexmap::IndexMap;

use crate::model::{Address, Framework, Id, PageAddress};
use crate::parallel;

use super::change::MatchRule;
use super::matching::assignment::best_pairs;
use super::unread::Unread;

/// A responsibility is told apart by its section.
pub(super) type ResponsibilityKey = (Id, Id);

/// What each thing of before is afterwards, and how that was found.
pub(super) type Pairs<K> = IndexMap<K, (K, MatchRule), FxBuildHasher>;

/// One kind of thing of a framework, aligned.
#[derive(Debug, Clone)]
pub(super) struct Alignment<K> {
    /// What each thing of before is afterwards, and how that was found.
    pub(super) pairs: Pairs<K>,
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
    /// Pages that another one declares to continue; all others follow their track and level.
    pub(super) pages: Alignment<PageAddress>,
    /// What could not be read and so is not compared.
    pub(super) unread: Unread,
    /// The hashes of the texts of all behaviors of before and of after, sheet by sheet.
    pub(super) texts: [Vec<u64>; 2],
}

/// One thing on one side: what declares it, what it is called and what stands in it, texts as hashes.
struct Thing<K> {
    key: K,
    name: String,
    was: Vec<K>,
    contents: Vec<u64>,
}

/// From how many sheets on the two sides are looked at on two threads.
const MANY_SHEETS: usize = 16;

impl Structure {
    /// Returns how the structure of `before` continues in `after`.
    pub(super) fn align(before: &Framework, after: &Framework) -> Self {
        let unread = Unread::of(before, after);
        let much = before.sheets().nth(MANY_SHEETS).is_some();
        let (mut old, mut new) = parallel::join(much, || Things::of(before), || Things::of(after));
        let texts = [std::mem::take(&mut old.texts), std::mem::take(&mut new.texts)];
        let pages = declared_pages(before, after);
        let (mut old_ladders, mut new_ladders) = (ladder_things(before), ladder_things(after));
        if unread.framework() {
            // Without the names on a side, everything is taken to be called as on the other.
            let known = |side: &Framework| side.unreadable.iter().all(|file| &*file.file != "framework.toml");
            if known(before) {
                (new.levels, new_ladders) = (bare_things(&old.levels), bare_things(&old_ladders));
            } else {
                (old.levels, old_ladders) = (bare_things(&new.levels), bare_things(&new_ladders));
            }
            complete(&mut old.sections, &mut new.sections);
            complete(&mut old.responsibilities, &mut new.responsibilities);
        }
        let half_read = |thing: &Thing<Id>| unread.track(&thing.key);
        if old.tracks.iter().chain(&new.tracks).any(half_read) {
            complete(&mut old.tracks, &mut new.tracks);
        }
        let tracks = align(old.tracks, new.tracks);
        let levels = align(old.levels, new.levels);
        let sections = align(old.sections, new.sections);
        let responsibilities = align_responsibilities(old.responsibilities, new.responsibilities, &sections);
        let ladders = align(old_ladders, new_ladders);
        Self { ladders, levels, tracks, sections, responsibilities, pages, unread, texts }
    }
}

/// Things of the same ids, nothing else being known.
fn bare_things<K: Clone>(things: &[Thing<K>]) -> Vec<Thing<K>> {
    things.iter().map(|known| thing(known.key.clone(), &known.name, Vec::new())).collect()
}

/// Gives each side what only the other has, so that nothing unread counts as added or removed.
fn complete<K: Clone + Eq>(old: &mut Vec<Thing<K>>, new: &mut Vec<Thing<K>>) {
    let missing = |of: &[Thing<K>], other: &[Thing<K>]| -> Vec<Thing<K>> {
        let lacks = |known: &&Thing<K>| of.iter().all(|thing| thing.key != known.key);
        other.iter().filter(lacks).map(|known| thing(known.key.clone(), &known.name, Vec::new())).collect()
    };
    let (gone, come) = (missing(new, old), missing(old, new));
    new.extend(gone);
    old.extend(come);
}

/// Pages that say which pages they were.
fn declared_pages(before: &Framework, after: &Framework) -> Alignment<PageAddress> {
    let mut found = Alignment { pairs: Pairs::default(), merged: Vec::new(), split: Vec::new() };
    let declaring = || after.sheets().filter(|sheet| !sheet.was.is_empty());
    let itself = |sheet: &&crate::model::Sheet| before.sheet(&sheet.address).is_some();
    // A page that goes on where it was comes before others that came out of it.
    for sheet in declaring().filter(itself).chain(declaring().filter(|sheet| !itself(sheet))) {
        let named = |address: &Address| match address.ids() {
            [level] => Some(PageAddress { track: sheet.address.track.clone(), level: level.clone() }),
            [track, level] => Some(PageAddress { track: track.clone(), level: level.clone() }),
            _ => None,
        };
        let known = before.sheet(&sheet.address).map_or(&[][..], |sheet| &sheet.was);
        let new = sheet.was.iter().filter(|address| !known.contains(address));
        let old = new.filter_map(named).filter(|address| before.sheet(address).is_some());
        let mut old: Vec<PageAddress> = old.collect();
        // What a page was itself goes on first; the others went into it.
        old.sort_by_key(|address| *address != sheet.address);
        for (position, address) in old.into_iter().enumerate() {
            if found.pairs.contains_key(&address) {
                found.split.push((address, sheet.address.clone()));
            } else if position > 0 {
                found.merged.push((address, sheet.address.clone()));
            } else {
                found.pairs.insert(address, (sheet.address.clone(), MatchRule::Declared));
            }
        }
    }
    found
}

/// The hash by which texts are told apart: white space does not count.
pub(super) fn text_hash(text: &str) -> u64 {
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
struct Things {
    tracks: Vec<Thing<Id>>,
    levels: Vec<Thing<Id>>,
    sections: Vec<Thing<Id>>,
    responsibilities: Vec<Thing<ResponsibilityKey>>,
    /// The hashes of the texts of all behaviors, sheet by sheet.
    texts: Vec<u64>,
}

impl Things {
    /// Returns the things of a framework, each text read once.
    fn of(framework: &Framework) -> Self {
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
        let mut sections = section_things(framework);
        let mut responsibilities = responsibility_things(framework);
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

fn ladder_things(framework: &Framework) -> Vec<Thing<Id>> {
    let of = |ladder: &crate::model::Ladder| {
        let mut found = thing(ladder.id.clone(), &ladder.name, single(&ladder.was));
        found.contents.extend(ladder.levels().map(|level| text_hash(level.as_str())));
        found
    };
    framework.ladders.values().map(of).collect()
}

fn section_things(framework: &Framework) -> IndexMap<Id, Thing<Id>> {
    let mut found: IndexMap<Id, Thing<Id>> = IndexMap::new();
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    for section in framework.sections.values().chain(own) {
        found
            .entry(section.id.clone())
            .or_insert_with(|| thing(section.id.clone(), &section.name, single(&section.was)));
    }
    found
}

fn responsibility_things(framework: &Framework) -> IndexMap<ResponsibilityKey, Thing<ResponsibilityKey>> {
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

/// How many texts each thing of before has in common with each of after, where any.
struct Common {
    of: FxHashMap<(usize, usize), u32>,
}

/// A text that stands in more things than this tells nothing about which is which.
const EVERYWHERE: usize = 64;

impl Common {
    /// Counts through an index of the texts, so that things without a common text cost nothing.
    fn count<K>(before: &[Thing<K>], after: &[Thing<K>]) -> Self {
        let mut places: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
        for (j, thing) in after.iter().enumerate() {
            for text in &thing.contents {
                let list = places.entry(*text).or_default();
                match list.last_mut() {
                    Some((last, count)) if *last == j as u32 => *count += 1,
                    _ => list.push((j as u32, 1)),
                }
            }
        }
        let mut of: FxHashMap<(usize, usize), u32> = FxHashMap::default();
        for (i, thing) in before.iter().enumerate() {
            let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
            for text in &thing.contents {
                let Some(list) = places.get(text) else { continue };
                let seen = counts.entry(*text).or_default();
                *seen += 1;
                if list.len() > EVERYWHERE {
                    let own = list.iter().filter(|(j, count)| after[*j as usize].name == thing.name && *seen <= *count);
                    own.for_each(|(j, _)| *of.entry((i, *j as usize)).or_default() += 1);
                    continue;
                }
                for (j, _) in list.iter().filter(|(_, count)| *seen <= *count) {
                    *of.entry((i, *j as usize)).or_default() += 1;
                }
            }
        }
        Self { of }
    }

    fn between(&self, before: usize, after: usize) -> u32 {
        self.of.get(&(before, after)).copied().unwrap_or(0)
    }
}

/// The share of texts that two things have in common, 0 to 1.
fn overlap<K>(a: &Thing<K>, b: &Thing<K>, common: u32) -> f64 {
    if a.contents.is_empty() || b.contents.is_empty() {
        return 0.0;
    }
    2.0 * f64::from(common) / (a.contents.len() + b.contents.len()) as f64
}

/// How sure it must be that two different ids mean the same thing.
const SAME_THING: f64 = 0.45;
/// What the same id and the same name are worth beside the share of common texts.
const ID_WORTH: f64 = 0.35;
const NAME_WORTH: f64 = 0.25;

fn align<K: Clone + Eq + Hash + Ord>(before: Vec<Thing<K>>, after: Vec<Thing<K>>) -> Alignment<K> {
    let score = |b: &Thing<K>, a: &Thing<K>, common: u32| {
        let id = if b.key == a.key { ID_WORTH } else { 0.0 };
        let name = if !b.name.is_empty() && b.name == a.name { NAME_WORTH } else { 0.0 };
        let content = overlap(b, a, common);
        let enough =
            b.key == a.key || content >= SAME_THING || (name > 0.0 && content > 0.2) || contained(b, a, common);
        enough.then_some(content + id + name)
    };
    align_by(before, after, score)
}

/// Whether nearly everything of the smaller one stands in the other: what a thing that grew or
/// shrank under a new name looks like.
fn contained<K>(b: &Thing<K>, a: &Thing<K>, common: u32) -> bool {
    let smaller = b.contents.len().min(a.contents.len());
    smaller >= 4 && f64::from(common) >= 0.75 * smaller as f64
}

fn align_responsibilities(
    before: Vec<Thing<ResponsibilityKey>>,
    after: Vec<Thing<ResponsibilityKey>>,
    sections: &Alignment<Id>,
) -> Alignment<ResponsibilityKey> {
    let section_of = |id: &Id| sections.pairs.get(id).map_or_else(|| id.clone(), |(after, _)| after.clone());
    let score = |b: &Thing<ResponsibilityKey>, a: &Thing<ResponsibilityKey>, common: u32| {
        let same_section = section_of(&b.key.0) == a.key.0;
        let same_id = b.key.1 == a.key.1;
        let content = overlap(b, a, common);
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
    score: impl Fn(&Thing<K>, &Thing<K>, u32) -> Option<f64>,
) -> Alignment<K> {
    let common = Common::count(&before, &after);
    let mut pairs: Pairs<K> = Pairs::default();
    let (mut merged, mut split) = (Vec::new(), Vec::new());
    let mut taken_after: Vec<bool> = vec![false; after.len()];
    let mut taken_before: Vec<bool> = vec![false; before.len()];
    for (index, new) in after.iter().enumerate().filter(|(_, new)| !new.was.is_empty()) {
        // What kept its id goes on under it; the others went into it.
        let itself = before.iter().any(|thing| thing.key == new.key)
            && after.iter().all(|other| other.key == new.key || !other.was.contains(&new.key));
        let others = new.was.iter().filter(|old| **old != new.key);
        let known = before.iter().find(|thing| thing.key == new.key).map_or(&[][..], |thing| &thing.was);
        let others = others.filter(|old| !known.contains(old));
        let declared: Vec<&K> = itself.then_some(&new.key).into_iter().chain(others).collect();
        for old in declared {
            let Some(found) = before.iter().position(|thing| thing.key == *old) else { continue };
            if taken_before[found] {
                continue;
            }
            // What still stands under its id goes on there; this came out of it.
            let stays = after.iter().any(|other| other.key == *old && !other.was.contains(old));
            if *old != new.key && stays {
                if !taken_after[index] {
                    split.push((old.clone(), new.key.clone()));
                }
                continue;
            }
            taken_before[found] = true;
            if taken_after[index] {
                merged.push((old.clone(), new.key.clone()));
            } else {
                taken_after[index] = true;
                pairs.insert(old.clone(), (new.key.clone(), MatchRule::Declared));
            }
        }
    }
    let same_ids = before.len() == after.len() && before.iter().zip(&after).all(|(b, a)| b.key == a.key);
    let mut scored = Vec::new();
    for (i, j) in candidates(&before, &after, &common) {
        if taken_before[i] || taken_after[j] || (same_ids && i != j) {
            continue;
        }
        if let Some(score) = score(&before[i], &after[j], common.between(i, j)) {
            scored.push((i, j, score));
        }
    }
    for (i, j) in best_pairs(&scored) {
        let rule = if before[i].key == after[j].key { MatchRule::Key } else { MatchRule::Text };
        taken_before[i] = true;
        taken_after[j] = true;
        pairs.insert(before[i].key.clone(), (after[j].key.clone(), rule));
    }
    for (i, b) in before.iter().enumerate().filter(|(i, _)| !taken_before[*i]) {
        let others = after.iter().enumerate().filter(|(_, a)| a.key != b.key);
        if let Some(a) = mostly_within(b, others.map(|(j, a)| (a, common.between(i, j)))) {
            merged.push((b.key.clone(), a.key.clone()));
        }
    }
    for (j, a) in after.iter().enumerate().filter(|(j, _)| !taken_after[*j]) {
        let others = before.iter().enumerate().filter(|(_, b)| b.key != a.key);
        if split.iter().any(|(_, known)| *known == a.key) {
            continue;
        }
        if let Some(b) = mostly_within(a, others.map(|(i, b)| (b, common.between(i, j)))) {
            split.push((b.key.clone(), a.key.clone()));
        }
    }
    Alignment { pairs, merged, split }
}

/// The pairs worth a look: those of one id or name, and those with common texts; in order.
fn candidates<K: Eq + Hash>(before: &[Thing<K>], after: &[Thing<K>], common: &Common) -> Vec<(usize, usize)> {
    let mut keys: FxHashMap<&K, usize> = FxHashMap::default();
    let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (j, thing) in after.iter().enumerate() {
        keys.insert(&thing.key, j);
        names.entry(&thing.name).or_default().push(j);
    }
    let mut out: Vec<(usize, usize)> = common.of.keys().copied().collect();
    for (i, thing) in before.iter().enumerate() {
        out.extend(keys.get(&thing.key).map(|j| (i, *j)));
        let named = names.get(thing.name.as_str()).filter(|_| !thing.name.is_empty());
        out.extend(named.into_iter().flatten().map(|j| (i, *j)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The thing that holds most of the texts of `part`, if one does and they are more than a few. With
/// each thing comes how many texts it shares with the part.
fn mostly_within<'t, K: 't>(
    part: &Thing<K>,
    others: impl Iterator<Item = (&'t Thing<K>, u32)>,
) -> Option<&'t Thing<K>> {
    let enough = |count: u32| count >= 2 && f64::from(count) >= 0.6 * part.contents.len() as f64;
    let mut best: Option<(u32, &Thing<K>)> = None;
    for (other, count) in others {
        if enough(count) && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, other));
        }
    }
    best.map(|(_, thing)| thing)
}
