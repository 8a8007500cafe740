//! What people read instead of a sentence of their page where the page went into another one, and what
//! they read before where it came out of one: the other page's sentence goes on by itself, for those who
//! read it anyway, and is told a second time for those who read it newly or no longer.

use rustc_hash::FxHashSet;

use crate::diff::change::{Match, MatchRule};
use crate::diff::reach::Readers;
use crate::diff::sides::Sides;
use crate::diff::structure::Joined;
use crate::model::PageAddress;

use super::assignment::best_pairs;
use super::shared::least_likeness;
use super::{Links, Reading};

/// The pages whose sentences others may give way to, or come instead of, although they did not change.
pub(super) struct Pages<'j> {
    before: FxHashSet<&'j PageAddress>,
    after: FxHashSet<&'j PageAddress>,
}

impl<'j> Pages<'j> {
    /// Returns the pages that others went into or came out of.
    pub(super) fn of(joined: &'j Joined) -> Self {
        let pages = |merged: bool| joined.pages().map(|(_, page)| page).filter(move |page| page.merged == merged);
        Self {
            before: pages(false).map(|page| &page.before).collect(),
            after: pages(true).map(|page| &page.after).collect(),
        }
    }

    /// Whether pages came out of this one of before, or out of some that read it.
    pub(super) fn before(&self, page: &PageAddress) -> bool {
        !self.before.is_empty() && (page.is_shared() || self.before.contains(page))
    }

    /// Whether pages went into this one of after, or into some that read it.
    pub(super) fn after(&self, page: &PageAddress) -> bool {
        !self.after.is_empty() && (page.is_shared() || self.after.contains(page))
    }
}

/// Finds the pairs of a sentence that is gone and of one that is read instead of it, or was read before it.
pub(super) fn find(sides: &Sides<'_>, reading: &Reading, readers: &Readers<'_>, joined: &Joined, links: &mut Links) {
    if joined.is_empty() {
        return;
    }
    let before = |index: usize| readers.before_of(&sides.before[index]);
    let after = |index: usize| readers.after_of(&sides.after[index]);
    let pages = Pages::of(joined);
    let (mut giving_way, mut replacing) = (Vec::<(usize, usize, Match)>::new(), Vec::<(usize, usize, Match)>::new());
    let free: Vec<(usize, Vec<PageAddress>)> =
        links.free_before().into_iter().map(|index| (index, before(index))).collect();
    let stays = |index: &usize| pages.after(&sides.after[*index].sheet.address) && links.backward[*index].is_some();
    let other: Vec<(usize, Vec<PageAddress>)> =
        (0..sides.after.len()).filter(stays).map(|index| (index, after(index))).collect();
    for (told, _) in joined.pages().filter(|(_, page)| page.merged) {
        let read_before = |index: usize| links.backward[index].is_some_and(|b| before(b).contains(told));
        for (old, new, score) in pairs(sides, reading, (&free, &other), told, |_, new| !read_before(new)) {
            giving_way.push((old, new, Match { by: MatchRule::Likeness, score }));
        }
    }
    let free: Vec<(usize, Vec<PageAddress>)> =
        links.free_after().into_iter().map(|index| (index, after(index))).collect();
    let stays = |index: &usize| pages.before(&sides.before[*index].sheet.address) && links.forward[*index].is_some();
    let other: Vec<(usize, Vec<PageAddress>)> =
        (0..sides.before.len()).filter(stays).map(|index| (index, before(index))).collect();
    for (told, _) in joined.pages().filter(|(_, page)| !page.merged) {
        let read_after = |index: usize| links.forward[index].is_some_and(|(a, _)| after(a).contains(told));
        for (old, new, score) in pairs(sides, reading, (&other, &free), told, |old, _| !read_after(old)) {
            replacing.push((old, new, Match { by: MatchRule::Likeness, score }));
        }
    }
    // What several pages share is told once.
    let surest = |x: &Match, y: &Match| y.score.total_cmp(&x.score);
    giving_way.sort_by(|x, y| x.0.cmp(&y.0).then(surest(&x.2, &y.2)).then(x.1.cmp(&y.1)));
    giving_way.dedup_by_key(|(old, ..)| *old);
    replacing.sort_by(|x, y| x.1.cmp(&y.1).then(surest(&x.2, &y.2)).then(x.0.cmp(&y.0)));
    replacing.dedup_by_key(|(_, new, _)| *new);
    links.giving_way.extend(giving_way);
    links.replacing.extend(replacing);
}

/// Positions, each with the pages that read what stands there.
type Readings = [(usize, Vec<PageAddress>)];

/// The best pairs of sentences that are both read by the people of one page, and how alike they are.
fn pairs(
    sides: &Sides<'_>,
    reading: &Reading,
    (olds, news): (&Readings, &Readings),
    told: &PageAddress,
    is_open: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize, f64)> {
    let here = |list: &Readings| -> Vec<usize> {
        list.iter().filter(|(_, pages)| pages.contains(told)).map(|(index, _)| *index).collect()
    };
    let (olds, news) = (here(olds), here(news));
    let mut scored = Vec::new();
    for old in &olds {
        for new in &news {
            let (b, a) = (&sides.before[*old], &sides.after[*new]);
            let likeness = reading.likeness(*old, *new);
            if b.text != a.text && likeness >= least_likeness(b.place, a.place) && is_open(*old, *new) {
                scored.push((*old, *new, likeness));
            }
        }
    }
    let alike = |old: usize, new: usize| reading.likeness(old, new);
    best_pairs(&scored).into_iter().map(|(old, new)| (old, new, alike(old, new))).collect()
}
