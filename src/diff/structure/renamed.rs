//! Tracks that have another id and largely other text: known by their names and by what their texts are
//! about, together. Names alone prove nothing (a data scientist is no data engineer), nor do texts that all
//! tracks have in common, so that both are weighed by what sets a track apart from the others.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::change::{Match, MatchRule};
use crate::diff::tokens;
use crate::diff::unread::Unread;
use crate::model::{Framework, Id, Track};

use super::Alignment;

/// How much two texts must be about the same thing where one name holds all words of the other, and where
/// names say nothing.
const ABOUT_THE_SAME_WITH_NAMES: f64 = 0.1;
const ABOUT_THE_SAME: f64 = 0.5;
/// By how much the best must be better than the next, where names say nothing.
const MARGIN: f64 = 0.15;
/// How many further tracks of a side are read to know what sets a track apart.
const OTHERS: usize = 16;

/// Links tracks that are left over on both sides and are each other's best.
pub(super) fn pair(tracks: &mut Alignment<Id>, before: &Framework, after: &Framework, unread: &Unread) {
    let declared = |found: &Match| found.by == MatchRule::Declared;
    let left = |track: &&Track| !unread.track(&track.id) && !track.pages.is_empty();
    let goes_on: FxHashSet<&Id> = tracks.pairs.values().map(|(to, _)| to).collect();
    let gone = |track: &&Track| {
        let told = tracks.merged.iter().any(|join| join.before == track.id && declared(&join.found));
        left(track) && !tracks.pairs.contains_key(&track.id) && !told
    };
    let come = |track: &&Track| {
        let told = tracks.split.iter().any(|join| join.after == track.id && declared(&join.found));
        left(track) && !goes_on.contains(&track.id) && !told
    };
    let gone: Vec<&Track> = before.tracks.values().filter(gone).collect();
    let come: Vec<&Track> = after.tracks.values().filter(come).collect();
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let compared = Compared::of(before, after, (gone, come));
    let mut found: Vec<(Id, Id, Match)> = Vec::new();
    for b in 0..compared.gone {
        for a in 0..compared.come {
            if let Some(score) = compared.score(b, a) {
                let (old, new) = (&compared.before[b].track.id, &compared.after[a].track.id);
                found.push((old.clone(), new.clone(), Match { by: MatchRule::Likeness, score }));
            }
        }
    }
    for (old, new, found) in found {
        tracks.merged.retain(|join| join.before != old);
        tracks.split.retain(|join| join.after != new);
        tracks.pairs.insert(old, (new, found));
    }
}

/// A track, the words of its name, and how often each word stands in its text.
struct Read<'f> {
    track: &'f Track,
    name: BTreeSet<String>,
    words: FxHashMap<u64, f64>,
    length: f64,
}

impl<'f> Read<'f> {
    fn of(track: &'f Track) -> Self {
        let name = crate::model::slug(&track.name);
        let mut words: FxHashMap<u64, f64> = FxHashMap::default();
        let sheets = track.all.iter().chain(track.pages.values());
        for (_, behavior) in sheets.flat_map(|sheet| sheet.behaviors()) {
            tokens::for_each(&behavior.text, |token| *words.entry(token.hash).or_default() += 1.0);
        }
        Self { track, name: name.split('-').map(str::to_owned).collect(), words, length: 0.0 }
    }

    /// How much two texts are about the same thing, 0 to 1.
    fn about_the_same(&self, other: &Self) -> f64 {
        let (few, many) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let shared: f64 = few.words.iter().filter_map(|(word, weight)| Some(weight * many.words.get(word)?)).sum();
        if shared > 0.0 { shared / (self.length * other.length) } else { 0.0 }
    }
}

/// The tracks of both sides, those that are left over first.
struct Compared<'f> {
    before: Vec<Read<'f>>,
    after: Vec<Read<'f>>,
    gone: usize,
    come: usize,
}

impl<'f> Compared<'f> {
    fn of(before: &'f Framework, after: &'f Framework, (gone, come): (Vec<&'f Track>, Vec<&'f Track>)) -> Self {
        let read = |left: &[&'f Track], all: &'f Framework| -> Vec<Read<'f>> {
            let known = |track: &&Track| left.iter().all(|other| other.id != track.id);
            let others = all.tracks.values().filter(known).take(OTHERS);
            left.iter().copied().chain(others).map(Read::of).collect()
        };
        let mut out =
            Self { before: read(&gone, before), after: read(&come, after), gone: gone.len(), come: come.len() };
        let mut tracks: FxHashMap<u64, f64> = FxHashMap::default();
        for word in out.all().flat_map(|read| read.words.keys()) {
            *tracks.entry(*word).or_default() += 1.0;
        }
        let count = out.all().count() as f64;
        for read in out.before.iter_mut().chain(&mut out.after) {
            read.words.retain(|word, weight| {
                *weight = (1.0 + weight.ln()) * (count / tracks[word]).ln();
                *weight > 0.0
            });
            let mut squares: Vec<f64> = read.words.values().map(|weight| weight * weight).collect();
            // The order of a map is no order to add numbers in.
            squares.sort_by(f64::total_cmp);
            read.length = squares.iter().sum::<f64>().sqrt();
        }
        out
    }

    fn all(&self) -> impl Iterator<Item = &Read<'f>> {
        self.before.iter().chain(&self.after)
    }

    /// How sure it is that two tracks that are left over are one, if it is. Each is so with one other at the most.
    fn score(&self, b: usize, a: usize) -> Option<f64> {
        let (old, new) = (&self.before[b], &self.after[a]);
        let content = old.about_the_same(new);
        let names = 2.0 * old.name.intersection(&new.name).count() as f64 / (old.name.len() + new.name.len()) as f64;
        let rivals = |rows: &[Read<'f>], of: &Read<'f>, except: usize| {
            let others = rows.iter().enumerate().filter(|(index, _)| *index != except);
            others.map(|(_, read)| read.about_the_same(of)).fold(0.0, f64::max)
        };
        // Where names speak for it, only tracks that are left over, too, can be meant instead.
        let left = rivals(&self.before[..self.gone], new, b).max(rivals(&self.after[..self.come], old, a));
        let named = self.is_named_alike(old, new) && content >= ABOUT_THE_SAME_WITH_NAMES && content > left;
        // What keeps its name and has it alone is what it was, whatever it says now.
        let alone = |left: &[Read<'f>]| left.iter().filter(|read| read.name == old.name).count() == 1;
        let kept = alone(&self.before[..self.gone]) && alone(&self.after[..self.come]);
        if old.name == new.name && kept {
            return Some((1.0 + content) / 2.0);
        }
        let is_kept = |read: &Read<'f>, others: &[Read<'f>]| others.iter().any(|other| other.name == read.name);
        if is_kept(old, &self.after[..self.come]) || is_kept(new, &self.before[..self.gone]) {
            return None;
        }
        let all = || rivals(&self.before, new, b).max(rivals(&self.after, old, a));
        let told = named || content >= ABOUT_THE_SAME && content >= all() + MARGIN;
        (told && self.have_levels_in_common(old, new)).then(|| ((names + content) / 2.0).clamp(0.0, 1.0))
    }

    /// Whether one name has all the words of the other, one of them being in no other track's name.
    fn is_named_alike(&self, old: &Read<'f>, new: &Read<'f>) -> bool {
        let rare = |word: &String| {
            let elsewhere = |read: &&Read<'f>| read.track.id != old.track.id && read.track.id != new.track.id;
            self.all().filter(elsewhere).all(|read| !read.name.contains(word))
        };
        let within = old.name.is_subset(&new.name) || new.name.is_subset(&old.name);
        within && old.name.intersection(&new.name).any(rare)
    }

    /// Whether most of the levels of the one with fewer are levels of the other.
    fn have_levels_in_common(&self, old: &Read<'f>, new: &Read<'f>) -> bool {
        let common = old.track.pages.keys().filter(|level| new.track.pages.contains_key(*level)).count();
        2 * common >= old.track.pages.len().min(new.track.pages.len())
    }
}
