//! Links by likeness: first within each page where nothing is in doubt, then, for what is left,
//! page and wider surroundings together.

use rustc_hash::FxHashMap;

use crate::diff::change::MatchRule;
use crate::diff::reach::Readers;
use crate::diff::sides::{Place, Sides};
use crate::parallel;

use super::assignment::best_pairs;
use super::{Links, Reading, shared};

/// A candidate pair: positions, score with the prior of place, likeness alone.
type Candidate = (usize, usize, f64, f64);

/// Within a page, a pair this much alike needs no look elsewhere.
const SURE: f64 = 0.62;

/// The least likeness by which two sentences can be one, by how far apart they stand.
fn least_likeness(sides: &Sides<'_>, b: Place, a: Place) -> f64 {
    if b.same_page(a) {
        if b.section != a.section {
            0.44
        } else if b.responsibility != a.responsibility {
            0.38
        } else {
            0.24
        }
    } else if b.track == a.track {
        if sides.distance(b, a) <= 1 { 0.56 } else { 0.64 }
    } else if b.track == sides.core || a.track == sides.core {
        0.60
    } else {
        0.72
    }
}

/// What nearness adds to likeness when pairs compete.
fn prior(sides: &Sides<'_>, b: Place, a: Place) -> f64 {
    0.12 * super::exact::nearness(sides, b, a)
}

/// Links behaviors by likeness.
pub(super) fn link_alike(sides: &Sides<'_>, reading: &Reading, readers: &Readers<'_>, links: &mut Links) {
    let (before, after) = (links.free_before(), links.free_after());
    if before.is_empty() || after.is_empty() {
        return;
    }
    let few = before.len() * after.len() <= FEW;
    let local = candidates_within_pages(sides, reading, &before, &after);
    let sure = best(&local).into_iter().filter(|candidate| candidate.3 >= SURE).collect();
    let sure = uncrossed(sides, sure);
    for (b, a, _, likeness) in sure {
        links.link(b, a, MatchRule::Likeness, likeness);
    }
    shared::find(sides, reading, readers, links, Some(shared::SURE));
    let (before, after) = (links.free_before(), links.free_after());
    let mut open: Vec<Candidate> = local
        .into_iter()
        .filter(|(b, a, ..)| before.binary_search(b).is_ok() && after.binary_search(a).is_ok())
        .collect();
    open.extend(candidates_elsewhere(sides, reading, &before, &after));
    if few {
        let all = before.iter().flat_map(|b| after.iter().map(|a| (*b, *a)));
        let known: Vec<(usize, usize)> = open.iter().map(|candidate| (candidate.0, candidate.1)).collect();
        let new = all.filter(|pair| !known.contains(pair));
        open.extend(new.filter_map(|(b, a)| candidate_of_few(sides, reading, b, a)));
    }
    for (b, a, _, likeness) in uncrossed(sides, best(&open)) {
        links.link(b, a, MatchRule::Likeness, likeness);
    }
}

/// The best pairing of candidates overall.
fn best(candidates: &[Candidate]) -> Vec<Candidate> {
    let scored: Vec<(usize, usize, f64)> = candidates.iter().map(|(b, a, score, _)| (*b, *a, *score)).collect();
    let by_pair: FxHashMap<(usize, usize), &Candidate> =
        candidates.iter().map(|candidate| ((candidate.0, candidate.1), candidate)).collect();
    best_pairs(&scored).into_iter().filter_map(|pair| by_pair.get(&pair).map(|candidate| **candidate)).collect()
}

/// Sentences that read the same stand each where they stood: where two of one side are alike to the letter and
/// linked crosswise with what stands in the place of the other, each is linked with what stands in its own.
fn uncrossed(sides: &Sides<'_>, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let old = |candidate: &Candidate| &sides.before[candidate.0];
    let new = |candidate: &Candidate| &sides.after[candidate.1];
    let moved: Vec<usize> =
        (0..found.len()).filter(|index| old(&found[*index]).place != new(&found[*index]).place).collect();
    // Which link leads to a text in a place, and which comes from one.
    let mut to: FxHashMap<(u64, Place), usize> = FxHashMap::default();
    let mut from: FxHashMap<(u64, Place), usize> = FxHashMap::default();
    for index in &moved {
        to.entry((new(&found[*index]).text, new(&found[*index]).place)).or_insert(*index);
        from.entry((old(&found[*index]).text, old(&found[*index]).place)).or_insert(*index);
    }
    for index in moved {
        let (here, there) = (old(&found[index]), new(&found[index]));
        if here.place == there.place {
            continue;
        }
        let crossed =
            |other: &usize| old(&found[*other]).place == there.place && new(&found[*other]).place == here.place;
        let same_after = to.get(&(there.text, here.place)).copied().filter(crossed);
        let same_before = || from.get(&(here.text, there.place)).copied().filter(crossed);
        if let Some(other) = same_after {
            (found[index].1, found[other].1) = (found[other].1, found[index].1);
        } else if let Some(other) = same_before() {
            (found[index].0, found[other].0) = (found[other].0, found[index].0);
        }
    }
    found
}

/// The free behaviors of each page, before and after.
type Pages = indexmap::IndexMap<(u32, u32), (Vec<usize>, Vec<usize>), rustc_hash::FxBuildHasher>;

/// All pairs of free behaviors that stand on the same page and are alike enough.
fn candidates_within_pages(sides: &Sides<'_>, reading: &Reading, before: &[usize], after: &[usize]) -> Vec<Candidate> {
    let mut pages = Pages::default();
    for b in before {
        let place = sides.before[*b].place;
        pages.entry((place.track, place.level)).or_default().0.push(*b);
    }
    for a in after {
        let place = sides.after[*a].place;
        pages.entry((place.track, place.level)).or_default().1.push(*a);
    }
    let pages: Vec<(Vec<usize>, Vec<usize>)> = pages.into_values().collect();
    let found = parallel::map(&pages, MANY_PAGES, |(before, after)| {
        let all = before.iter().flat_map(|b| after.iter().filter_map(move |a| candidate(sides, reading, *b, *a)));
        all.collect::<Vec<Candidate>>()
    });
    found.into_iter().flatten().collect()
}

/// From how many pages, and how many sentences, on the work is shared among threads.
const MANY_PAGES: usize = 8;
const MANY: usize = 256;

/// So few sentences came and went that those that share words are likely the same: up to this many
/// pairs, less likeness is asked for across pages of a track.
const FEW: usize = 4;
const LIKENESS_OF_FEW: f64 = 0.3;
const OVERLAP_OF_FEW: f64 = 0.42;

fn candidate_of_few(sides: &Sides<'_>, reading: &Reading, b: usize, a: usize) -> Option<Candidate> {
    let (old, new) = (sides.before[b].place, sides.after[a].place);
    let likeness = reading.likeness(b, a);
    let near = old.track == new.track && sides.distance(old, new) <= 1;
    let likely = likeness >= LIKENESS_OF_FEW || reading.overlap(b, a) >= OVERLAP_OF_FEW;
    (near && likely).then(|| (b, a, likeness + prior(sides, old, new), likeness))
}

fn candidate(sides: &Sides<'_>, reading: &Reading, b: usize, a: usize) -> Option<Candidate> {
    let (old, new) = (&sides.before[b], &sides.after[a]);
    let between_tracks = super::exact::is_between_tracks(sides, old.place, new.place);
    // Tracks have sentences alike at every level: one that went far is another one. Of one that reads the same
    // it is settled by now whether it moved or was copied.
    if between_tracks && (old.text == new.text || sides.distance(old.place, new.place) > 1) {
        return None;
    }
    let likeness = reading.likeness(b, a);
    let same_key = old.key == new.key && (!between_tracks || old.place.level == new.place.level);
    let least = least_likeness(sides, old.place, new.place) - if same_key { 0.08 } else { 0.0 };
    if likeness < least {
        return None;
    }
    let key = if same_key { 0.15 } else { 0.0 };
    Some((b, a, likeness + prior(sides, old.place, new.place) + key, likeness))
}

/// How many of a sentence's rarest words are looked up, how common a word may be to be looked up,
/// and how many sentences that share them are compared in full.
const WORDS_LOOKED_UP: usize = 6;
const TOO_COMMON: usize = 64;
const COMPARED: usize = 10;

/// Pairs on different pages, found through their rarest words.
fn candidates_elsewhere(sides: &Sides<'_>, reading: &Reading, before: &[usize], after: &[usize]) -> Vec<Candidate> {
    let mut index: Vec<Vec<u32>> = vec![Vec::new(); reading.lexicon.stem_count()];
    for a in after {
        let Some(tokens) = reading.after.get(*a) else { continue };
        let mut last = u32::MAX;
        for stem in tokens.stems() {
            if *stem != last {
                index[*stem as usize].push(*a as u32);
                last = *stem;
            }
        }
    }
    let neighbors = Neighbors::of(sides, after);
    let found = parallel::map(before, MANY, |b| {
        let mut alike = alike_elsewhere(sides, reading, &index, *b);
        alike.extend(neighbors.of_behavior(sides, *b));
        alike.sort_unstable();
        alike.dedup();
        alike.into_iter().filter_map(|a| candidate(sides, reading, *b, a)).collect::<Vec<Candidate>>()
    });
    found.into_iter().flatten().collect()
}

/// Above this many free sentences, those of a neighboring level are only found through their words.
const MANY_NEIGHBORS: usize = 40;

/// The free sentences of after, track by track and level by level: on neighboring levels of a track they
/// are compared whether they share rare words or not, as in a large framework hardly a word is rare.
struct Neighbors {
    tracks: FxHashMap<u32, Vec<(Place, Vec<usize>)>>,
}

impl Neighbors {
    fn of(sides: &Sides<'_>, after: &[usize]) -> Self {
        let mut tracks: FxHashMap<u32, Vec<(Place, Vec<usize>)>> = FxHashMap::default();
        for a in after {
            let place = sides.after[*a].place;
            let pages = tracks.entry(place.track).or_default();
            match pages.iter_mut().find(|(page, _)| page.same_page(place)) {
                Some((_, list)) => list.push(*a),
                None => pages.push((place, vec![*a])),
            }
        }
        Self { tracks }
    }

    /// The free sentences on the levels next to the one that a behavior of before stands on.
    fn of_behavior<'n>(&'n self, sides: &'n Sides<'_>, b: usize) -> impl Iterator<Item = usize> + 'n {
        let place = sides.before[b].place;
        let near = move |page: &Place| !page.same_page(place) && sides.distance(place, *page) <= 1;
        let pages = self.tracks.get(&place.track).into_iter().flatten();
        let pages = pages.filter(move |(page, list)| list.len() <= MANY_NEIGHBORS && near(page));
        pages.flat_map(|(_, list)| list.iter().copied())
    }
}

/// The sentences of after on other pages that share most of the rare words of one of before.
fn alike_elsewhere(sides: &Sides<'_>, reading: &Reading, index: &[Vec<u32>], b: usize) -> Vec<usize> {
    let Some(tokens) = reading.before.get(b) else { return Vec::new() };
    let mut stems = tokens.stems().to_vec();
    stems.dedup();
    stems.retain(|stem| !index[*stem as usize].is_empty());
    let weight = |stem: &u32| reading.lexicon.weight(*stem);
    stems.sort_by(|x, y| weight(y).total_cmp(&weight(x)).then(x.cmp(y)));
    let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
    let listed = stems.iter().filter(|stem| index[**stem as usize].len() <= TOO_COMMON);
    for stem in listed.take(WORDS_LOOKED_UP) {
        for a in &index[*stem as usize] {
            *shared.entry(*a).or_default() += weight(stem);
        }
    }
    let page = sides.before[b].place;
    let mut found: Vec<(u32, f32)> =
        shared.into_iter().filter(|(a, _)| !sides.after[*a as usize].place.same_page(page)).collect();
    found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    found.truncate(COMPARED);
    found.into_iter().map(|(a, _)| a as usize).collect()
}
