//! Which thing of before is which of after: what authors declare first, then ids, names and content
//! weighed against one another; what is left over may have gone into another or come out of one.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::change::{Match, MatchRule};
use crate::diff::matching::assignment::best_pairs;
use crate::model::Id;

use super::overlap::{Common, overlap};
use super::things::{Thing, called_alike};
use super::{Alignment, Join, Pairs, ResponsibilityKey};

/// How sure it must be that two different ids mean the same thing.
const SAME_THING: f64 = 0.45;
/// What the same id and the same name are worth beside the share of common texts.
const ID_WORTH: f64 = 0.35;
const NAME_WORTH: f64 = 0.25;

pub(super) fn align<K: Clone + Eq + Hash + Ord>(before: Vec<Thing<K>>, after: Vec<Thing<K>>) -> Alignment<K> {
    if let Some(same) = as_it_was(&before, &after, |_| true) {
        return same;
    }
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

pub(super) fn align_responsibilities(
    before: Vec<Thing<ResponsibilityKey>>,
    after: Vec<Thing<ResponsibilityKey>>,
    sections: &Alignment<Id>,
) -> Alignment<ResponsibilityKey> {
    let section_of = |id: &Id| sections.pairs.get(id).map_or_else(|| id.clone(), |(after, _)| after.clone());
    if let Some(same) = as_it_was(&before, &after, |(section, _)| section_of(section) == *section) {
        return same;
    }
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

/// Where both sides have the same ids in the same order and nothing is declared, each goes on as itself,
/// whatever became of its text, and no text need be looked at. `stays` says whether an id still means what
/// it did.
fn as_it_was<K: Clone + Eq + Hash>(
    before: &[Thing<K>],
    after: &[Thing<K>],
    stays: impl Fn(&K) -> bool,
) -> Option<Alignment<K>> {
    if !called_alike(before, after) || !before.iter().all(|thing| stays(&thing.key)) {
        return None;
    }
    let found = Match { by: MatchRule::Key, score: 1.0 };
    let pairs = after.iter().map(|thing| (thing.key.clone(), (thing.key.clone(), found))).collect();
    Some(Alignment { pairs, merged: Vec::new(), split: Vec::new() })
}

fn align_by<K: Clone + Eq + Hash + Ord>(
    before: Vec<Thing<K>>,
    after: Vec<Thing<K>>,
    score: impl Fn(&Thing<K>, &Thing<K>, u32) -> Option<f64>,
) -> Alignment<K> {
    let common = Common::count(&before, &after);
    let mut aligning = Aligning::of(&before, &after);
    aligning.link_declared();
    aligning.link_best(&common, score);
    aligning.find_merged_and_split(&common);
    aligning.found
}

/// An alignment in the making.
struct Aligning<'t, K> {
    before: &'t [Thing<K>],
    after: &'t [Thing<K>],
    taken_before: Vec<bool>,
    taken_after: Vec<bool>,
    found: Alignment<K>,
}

impl<'t, K: Clone + Eq + Hash + Ord> Aligning<'t, K> {
    fn of(before: &'t [Thing<K>], after: &'t [Thing<K>]) -> Self {
        Self {
            before,
            after,
            taken_before: vec![false; before.len()],
            taken_after: vec![false; after.len()],
            found: Alignment { pairs: Pairs::default(), merged: Vec::new(), split: Vec::new() },
        }
    }

    fn link(&mut self, before: usize, after: usize, found: Match) {
        self.taken_before[before] = true;
        self.taken_after[after] = true;
        self.found.pairs.insert(self.before[before].key.clone(), (self.after[after].key.clone(), found));
    }

    /// Links what authors declare.
    fn link_declared(&mut self) {
        for (index, new) in self.after.iter().enumerate().filter(|(_, new)| !new.was.is_empty()) {
            for old in self.declared_by(new) {
                let Some(found) = self.before.iter().position(|thing| thing.key == *old) else { continue };
                if self.taken_before[found] {
                    continue;
                }
                // What still stands under its id goes on there; this came out of it.
                let stays = self.after.iter().any(|other| other.key == *old && !other.was.contains(old));
                if *old != new.key && stays {
                    if !self.taken_after[index] {
                        self.found.split.push(Join::declared(old.clone(), new.key.clone()));
                    }
                } else if self.taken_after[index] {
                    self.taken_before[found] = true;
                    self.found.merged.push(Join::declared(old.clone(), new.key.clone()));
                } else {
                    self.link(found, index, Match::DECLARED);
                }
            }
        }
    }

    /// What a thing declares to have been, as far as that says something of this change: itself first, as
    /// what kept its id goes on under it and the others went into it.
    fn declared_by(&self, new: &'t Thing<K>) -> Vec<&'t K> {
        let itself = self.before.iter().any(|thing| thing.key == new.key)
            && self.after.iter().all(|other| other.key == new.key || !other.was.contains(&new.key));
        let known = self.before.iter().find(|thing| thing.key == new.key).map_or(&[][..], |thing| &thing.was);
        let others = new.was.iter().filter(|old| **old != new.key && !known.contains(old));
        itself.then_some(&new.key).into_iter().chain(others).collect()
    }

    /// Links what scores most together.
    fn link_best(&mut self, common: &Common, score: impl Fn(&Thing<K>, &Thing<K>, u32) -> Option<f64>) {
        let (before, after) = (self.before, self.after);
        let same_ids = before.len() == after.len() && before.iter().zip(after).all(|(b, a)| b.key == a.key);
        let keys = |things: &'t [Thing<K>]| things.iter().map(|thing| &thing.key).collect::<FxHashSet<&K>>();
        let (old_keys, new_keys) = (keys(before), keys(after));
        let mut scored = Vec::new();
        for (i, j) in candidates(before, after, common) {
            if self.taken_before[i] || self.taken_after[j] || (same_ids && i != j) {
                continue;
            }
            // One sentence that moved makes no other thing of what still stands under its id.
            let stands = new_keys.contains(&before[i].key) || old_keys.contains(&after[j].key);
            if before[i].key != after[j].key && stands && common.between(i, j) < 2 {
                continue;
            }
            if let Some(score) = score(&before[i], &after[j], common.between(i, j)) {
                scored.push((i, j, score));
            }
        }
        for (i, j) in best_pairs(&scored) {
            let found = if before[i].key == after[j].key {
                Match { by: MatchRule::Key, score: 1.0 }
            } else {
                let share = overlap(&before[i], &after[j], common.between(i, j));
                Match { by: MatchRule::Text, score: share.min(1.0) }
            };
            self.link(i, j, found);
        }
    }

    /// Of what is left, finds what mostly went into another thing or came out of one. What has copies of another
    /// that keeps them is new or gone by itself.
    fn find_merged_and_split(&mut self, common: &Common) {
        for (i, b) in self.before.iter().enumerate().filter(|(i, _)| !self.taken_before[*i]) {
            let others = self.after.iter().enumerate().filter(|(_, a)| a.key != b.key);
            if let Some((a, found)) = mostly_within(b, others.map(|(j, a)| (a, common.between(i, j)))) {
                let was = self.found.pairs.iter().find(|(_, (to, _))| *to == a.key).map(|(from, _)| from);
                let own = self.before.iter().find(|thing| Some(&thing.key) == was);
                if is_moved(b, a, own) {
                    self.found.merged.push(Join { before: b.key.clone(), after: a.key.clone(), found });
                }
            }
        }
        for (j, a) in self.after.iter().enumerate().filter(|(j, _)| !self.taken_after[*j]) {
            let others = self.before.iter().enumerate().filter(|(_, b)| b.key != a.key);
            if self.found.split.iter().any(|known| known.after == a.key) {
                continue;
            }
            if let Some((b, found)) = mostly_within(a, others.map(|(i, b)| (b, common.between(i, j)))) {
                let is = self.found.pairs.get(&b.key).map(|(to, _)| to);
                let own = self.after.iter().find(|thing| Some(&thing.key) == is);
                if is_moved(a, b, own) {
                    self.found.split.push(Join { before: b.key.clone(), after: a.key.clone(), found });
                }
            }
        }
    }
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

/// Whether most of what a part has in common with the whole on the other side is not in what the whole is on
/// the part's own side: it went from one to the other. What stands there anyway was copied, or given up.
fn is_moved<K>(part: &Thing<K>, whole: &Thing<K>, own: Option<&Thing<K>>) -> bool {
    let count = |thing: &Thing<K>| {
        let mut out: FxHashMap<u64, u32> = FxHashMap::default();
        thing.contents.iter().for_each(|text| *out.entry(*text).or_default() += 1);
        out
    };
    let (within, there) = (count(whole), own.map(count).unwrap_or_default());
    let (mut common, mut moved) = (0, 0);
    for (text, times) in count(part) {
        let of = |list: &FxHashMap<u64, u32>| list.get(&text).copied().unwrap_or(0);
        common += times.min(of(&within));
        moved += times.min(of(&within).saturating_sub(of(&there)));
    }
    2 * moved > common
}

/// The thing that holds most of the texts of `part`, if one does and they are more than a few. With
/// each thing comes how many texts it shares with the part.
fn mostly_within<'t, K: 't>(
    part: &Thing<K>,
    others: impl Iterator<Item = (&'t Thing<K>, u32)>,
) -> Option<(&'t Thing<K>, Match)> {
    let enough = |count: u32| count >= 2 && f64::from(count) >= 0.6 * part.contents.len() as f64;
    let mut best: Option<(u32, &Thing<K>)> = None;
    for (other, count) in others {
        if enough(count) && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, other));
        }
    }
    let share = |count: u32| (f64::from(count) / part.contents.len() as f64).min(1.0);
    best.map(|(count, thing)| (thing, Match { by: MatchRule::Text, score: share(count) }))
}
