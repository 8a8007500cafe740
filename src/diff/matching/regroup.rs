//! Splits and merges: what is left over beside a link that explains only a part of a sentence.

use rustc_hash::FxHashMap;

use crate::diff::lexicon::{Lexicon, Tokens, shared_weight};
use crate::diff::sides::{Place, Sides};

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

/// Finds behaviors that came out of one that has a link already, and behaviors that went into one.
pub(super) fn find_splits_and_merges(sides: &Sides<'_>, reading: &Reading, links: &mut Links) {
    let by_heading = |linked: &dyn Fn(usize) -> bool, places: &dyn Fn(usize) -> Place, count: usize| {
        let mut out: FxHashMap<(u32, u32, u32), Vec<usize>> = FxHashMap::default();
        for index in (0..count).filter(|index| linked(*index)) {
            let place = places(index);
            out.entry((place.track, place.level, place.section)).or_default().push(index);
        }
        out
    };
    let changed = |b: usize| links.forward[b].is_some_and(|(a, _)| sides.before[b].text != sides.after[a].text);
    let wholes = by_heading(&changed, &|b| sides.before[b].place, sides.before.len());
    let mut splits = Vec::new();
    for part in links.free_after() {
        let place = sides.after[part].place;
        let Some(candidates) = wholes.get(&(place.track, place.level, place.section)) else { continue };
        let best = candidates.iter().filter_map(|whole| {
            let partner = links.forward[*whole]?.0;
            let gain = explained(
                &reading.lexicon,
                reading.before[*whole].as_ref()?,
                reading.after[partner].as_ref()?,
                reading.after[part].as_ref()?,
            )?;
            Some((gain, *whole))
        });
        if let Some((_, whole)) = best.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))) {
            splits.push((whole, part));
        }
    }
    let changed = |a: usize| links.backward[a].is_some_and(|b| sides.before[b].text != sides.after[a].text);
    let wholes = by_heading(&changed, &|a| sides.after[a].place, sides.after.len());
    let mut merges = Vec::new();
    for part in links.free_before() {
        let place = sides.before[part].place;
        let Some(candidates) = wholes.get(&(place.track, place.level, place.section)) else { continue };
        let best = candidates.iter().filter_map(|whole| {
            let partner = links.backward[*whole]?;
            let gain = explained(
                &reading.lexicon,
                reading.after[*whole].as_ref()?,
                reading.before[partner].as_ref()?,
                reading.before[part].as_ref()?,
            )?;
            Some((gain, *whole))
        });
        if let Some((_, whole)) = best.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))) {
            merges.push((part, whole));
        }
    }
    // A sentence is split or merged, not both: two of each side that share words are two rewordings.
    let split_wholes: Vec<usize> = splits.iter().map(|(whole, _)| *whole).collect();
    merges.retain(|(_, after)| links.backward[*after].is_none_or(|before| !split_wholes.contains(&before)));
    links.splits.extend(splits);
    links.merges.extend(merges);
}

/// What `part` explains of `whole` beyond `partner`, as a share of its weight, if it is enough for
/// the whole to have been cut into (or made of) the two.
fn explained(lexicon: &Lexicon, whole: &Tokens, partner: &Tokens, part: &Tokens) -> Option<f32> {
    if whole.weight <= 0.0 || part.weight <= 0.0 || part.content < 2 {
        return None;
    }
    let rest = without(&whole.stems, &partner.stems);
    let by_part = shared_weight(lexicon, &rest, &part.stems);
    let by_partner = shared_weight(lexicon, &whole.stems, &partner.stems);
    let gain = by_part / whole.weight;
    let within = shared_weight(lexicon, &whole.stems, &part.stems) / part.weight;
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
