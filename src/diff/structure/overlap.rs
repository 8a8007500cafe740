//! How many texts the things of both sides have in common.

use rustc_hash::FxHashMap;

use super::things::Thing;

/// How many texts each thing of before has in common with each of after, where any.
pub(super) struct Common {
    pub(super) of: FxHashMap<(usize, usize), u32>,
}

/// A text that stands in more things than this tells nothing about which is which.
const EVERYWHERE: usize = 64;

/// How often a text stands in a thing.
struct Place {
    text: u64,
    thing: u32,
    count: u32,
}

/// Every text of some things, sorted, with each thing that has it, in order.
fn counted<K>(things: &[Thing<K>]) -> Vec<Place> {
    let of = |(index, thing): (usize, &Thing<K>)| -> Vec<(u64, u32)> {
        thing.contents.iter().map(|text| (*text, index as u32)).collect()
    };
    let mut all: Vec<(u64, u32)> = things.iter().enumerate().flat_map(of).collect();
    all.sort_unstable();
    let together = all.chunk_by(|one, other| one == other);
    together.map(|same| Place { text: same[0].0, thing: same[0].1, count: same.len() as u32 }).collect()
}

impl Common {
    /// Counts along the texts of both sides, sorted, so that things without a common text cost nothing.
    pub(super) fn count<K>(before: &[Thing<K>], after: &[Thing<K>]) -> Self {
        let (old, new) = (counted(before), counted(after));
        let mut of: FxHashMap<(usize, usize), u32> = FxHashMap::default();
        // Both lists are sorted by text: those of one text stand together in each.
        let mut rest = &new[..];
        for here in old.chunk_by(|one, other| one.text == other.text) {
            rest = &rest[rest.partition_point(|place| place.text < here[0].text)..];
            let there = &rest[..rest.iter().take_while(|place| place.text == here[0].text).count()];
            let telling = here.len().max(there.len()) <= EVERYWHERE;
            for Place { thing: i, count: gone, .. } in here {
                for Place { thing: j, count: come, .. } in there {
                    if telling || before[*i as usize].name == after[*j as usize].name {
                        *of.entry((*i as usize, *j as usize)).or_default() += gone.min(come);
                    }
                }
            }
        }
        Self { of }
    }

    pub(super) fn between(&self, before: usize, after: usize) -> u32 {
        self.of.get(&(before, after)).copied().unwrap_or(0)
    }
}

/// The share of texts that two things have in common, 0 to 1.
pub(super) fn overlap<K>(a: &Thing<K>, b: &Thing<K>, common: u32) -> f64 {
    if a.contents.is_empty() || b.contents.is_empty() {
        return 0.0;
    }
    2.0 * f64::from(common) / (a.contents.len() + b.contents.len()) as f64
}
