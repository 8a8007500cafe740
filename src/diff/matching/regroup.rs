//! Splits and merges: what is left over beside a link that explains only a part of a sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::lexicon::{Lexicon, Tokens, shared_weight};
use crate::diff::sides::{Entry, Sides};
use crate::parallel;

use super::{Links, Reading};

/// How much of the single sentence the left-over one must explain that its partner does not.
const GAIN: f32 = 0.20;
/// How much of the single sentence both together must explain.
const EXPLAINED: f32 = 0.55;
/// How much of the left-over sentence the single one must explain.
const OF_THE_PART: f32 = 0.30;

/// Where nearly all of the left-over sentence stands in the single one, less gain is enough.
const LESSER_GAIN: f32 = 0.08;
const MOSTLY_WITHIN: f32 = 0.5;

/// From how many left-over sentences on they are looked at on several threads.
const MANY: usize = 256;

/// Finds behaviors that came out of one that has a link already, and behaviors that went into one.
pub(super) fn find_splits_and_merges(sides: &Sides<'_>, reading: &Reading, links: &mut Links) {
    let changed = |before: usize, after: usize| sides.before[before].text != sides.after[after].text;
    let partner = |before: usize| links.forward[before].map(|(after, _)| after).filter(|after| changed(before, *after));
    let wholes = by_section(&sides.before, partner);
    let free = links.free_after();
    let whole_of = |part: usize| {
        let place = sides.after[part].place;
        let candidates = wholes.get(&(place.track, place.level, place.section))?;
        let gain = |(whole, partner): &(usize, usize)| {
            let (before, after) = (&reading.before, &reading.after);
            explained(&reading.lexicon, before.get(*whole)?, after.get(*partner)?, after.get(part)?)
        };
        most(candidates, gain).map(|whole| (whole, part))
    };
    let splits: Vec<(usize, usize)> =
        parallel::map(&free, MANY, |part| whole_of(*part)).into_iter().flatten().collect();
    let partner = |after: usize| links.backward[after].filter(|before| changed(*before, after));
    let wholes = by_section(&sides.after, partner);
    let free = links.free_before();
    let whole_of = |part: usize| {
        let place = sides.before[part].place;
        let candidates = wholes.get(&(place.track, place.level, place.section))?;
        let gain = |(whole, partner): &(usize, usize)| {
            let (before, after) = (&reading.before, &reading.after);
            explained(&reading.lexicon, after.get(*whole)?, before.get(*partner)?, before.get(part)?)
        };
        most(candidates, gain).map(|whole| (part, whole))
    };
    let merges = parallel::map(&free, MANY, |part| whole_of(*part)).into_iter().flatten();
    // A sentence is split or merged, not both: two of each side that share words are two rewordings.
    let split_wholes: FxHashSet<usize> = splits.iter().map(|(whole, _)| *whole).collect();
    let whole = |after: usize| links.backward[after].is_none_or(|before| !split_wholes.contains(&before));
    let merges: Vec<(usize, usize)> = merges.filter(|(_, after)| whole(*after)).collect();
    links.splits.extend(splits);
    links.merges.extend(merges);
}

/// The sentences of each section of a page that have a partner, with it.
fn by_section(
    entries: &[Entry<'_>],
    partner: impl Fn(usize) -> Option<usize>,
) -> FxHashMap<(u32, u32, u32), Vec<(usize, usize)>> {
    let mut out: FxHashMap<(u32, u32, u32), Vec<(usize, usize)>> = FxHashMap::default();
    for (index, partner) in (0..entries.len()).filter_map(|index| Some((index, partner(index)?))) {
        let place = entries[index].place;
        out.entry((place.track, place.level, place.section)).or_default().push((index, partner));
    }
    out
}

/// Of some sentences that have a partner, the first of those that gain most.
fn most(candidates: &[(usize, usize)], gain: impl Fn(&(usize, usize)) -> Option<f32>) -> Option<usize> {
    let gains = candidates.iter().filter_map(|candidate| Some((gain(candidate)?, candidate.0)));
    gains.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, whole)| whole)
}

/// What `part` explains of `whole` beyond `partner`, as a share of its weight, if it is enough for
/// the whole to have been cut into (or made of) the two.
fn explained(lexicon: &Lexicon, whole: &Tokens, partner: &Tokens, part: &Tokens) -> Option<f32> {
    if whole.weight <= 0.0 || part.weight <= 0.0 || part.content < 2 {
        return None;
    }
    let rest = without(whole.stems(), partner.stems());
    let by_part = shared_weight(lexicon, &rest, part.stems());
    let by_partner = shared_weight(lexicon, whole.stems(), partner.stems());
    let gain = by_part / whole.weight;
    let within = shared_weight(lexicon, whole.stems(), part.stems()) / part.weight;
    let together = (by_part + by_partner) / whole.weight;
    let cut = gain >= GAIN && together >= EXPLAINED && by_part / part.weight >= OF_THE_PART;
    let repeated = gain >= LESSER_GAIN && within >= MOSTLY_WITHIN;
    ((cut || repeated) && by_partner / whole.weight < 0.85).then_some(gain)
}

/// The stems of a sorted list that another does not have, each as often as it is missing.
fn without(stems: &[u32], other: &[u32]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut j = 0;
    for stem in stems {
        while j < other.len() && other[j] < *stem {
            j += 1;
        }
        if j < other.len() && other[j] == *stem {
            j += 1;
        } else {
            out.push(*stem);
        }
    }
    out
}
