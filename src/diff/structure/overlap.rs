//! How many texts the things of both sides have in common, counted through an index of the texts.

use rustc_hash::FxHashMap;

use super::things::Thing;

/// How many texts each thing of before has in common with each of after, where any.
pub(super) struct Common {
    pub(super) of: FxHashMap<(usize, usize), u32>,
}

/// A text that stands in more things than this tells nothing about which is which.
const EVERYWHERE: usize = 64;

impl Common {
    /// Counts through an index of the texts, so that things without a common text cost nothing.
    pub(super) fn count<K>(before: &[Thing<K>], after: &[Thing<K>]) -> Self {
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
