//! Which ladder, level, section, responsibility and track of one framework is which of the other:
//! settled before any sentence is compared, so that a rename is one change and never a hundred
//! moves. An author's `was` comes first, then content and names weighed against ids.

mod align;
mod joined;
mod overlap;
mod renamed;
mod things;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::model::{Address, Framework, Id, PageAddress};
use crate::parallel;

use super::change::Match;
use super::unread::Unread;
use align::{align, align_responsibilities};
pub(super) use joined::{Joined, JoinedPage};
pub(super) use things::text_hash;
use things::{Thing, Things};

/// A responsibility is told apart by its section.
pub(super) type ResponsibilityKey = (Id, Id);

/// What each thing of before is afterwards, and how that was found.
pub(super) type Pairs<K> = IndexMap<K, (K, Match), FxBuildHasher>;

/// One kind of thing of a framework, aligned.
#[derive(Debug, Clone)]
pub(super) struct Alignment<K> {
    /// What each thing of before is afterwards, and how that was found.
    pub(super) pairs: Pairs<K>,
    /// Things of before that went into one of after which also continues another: several to one.
    pub(super) merged: Vec<Join<K>>,
    /// Things of after that came out of one of before which also goes on elsewhere: one to several.
    pub(super) split: Vec<Join<K>>,
}

/// A thing of before and one of after, of which one goes on as another or did so.
#[derive(Debug, Clone)]
pub(super) struct Join<K> {
    pub(super) before: K,
    pub(super) after: K,
    pub(super) found: Match,
}

impl<K> Join<K> {
    fn declared(before: K, after: K) -> Self {
        Self { before, after, found: Match::DECLARED }
    }
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
    /// Pages that went into another, and pages that came out of another.
    pub(super) joined: Joined,
    /// What could not be read and so is not compared.
    pub(super) unread: Unread,
    /// The hashes of the texts of all behaviors of before and of after, sheet by sheet.
    pub(super) texts: [Vec<u64>; 2],
}

/// From how many sheets on the two sides are looked at on two threads.
const MANY_SHEETS: usize = 16;

impl Structure {
    /// Returns how the structure of `before` continues in `after`.
    pub(super) fn align(before: &Framework, after: &Framework) -> Self {
        let unread = Unread::of(before, after);
        let much = before.sheets().nth(MANY_SHEETS).is_some();
        let (mut old, mut new) = parallel::join(much, || Things::of(before), || Things::of(after));
        if !new.are_called_as(&old) {
            parallel::join(much, || old.fill(before), || new.fill(after));
        }
        let texts = [std::mem::take(&mut old.texts), std::mem::take(&mut new.texts)];
        let pages = declared_pages(before, after);
        let (mut old_ladders, mut new_ladders) = (things::ladders(before), things::ladders(after));
        if unread.framework() {
            // Without the names on a side, everything is taken to be called as on the other.
            let known = |side: &Framework| side.unreadable.iter().all(|file| &*file.file != "framework.toml");
            if known(before) {
                (new.levels, new_ladders) = (things::bare(&old.levels), things::bare(&old_ladders));
            } else {
                (old.levels, old_ladders) = (things::bare(&new.levels), things::bare(&new_ladders));
            }
            things::complete(&mut old.sections, &mut new.sections);
            things::complete(&mut old.responsibilities, &mut new.responsibilities);
        }
        let half_read = |thing: &Thing<Id>| unread.track(&thing.key);
        if old.tracks.iter().chain(&new.tracks).any(half_read) {
            things::complete(&mut old.tracks, &mut new.tracks);
        }
        let (old_headings, new_headings) = ((old.sections, old.responsibilities), (new.sections, new.responsibilities));
        let ((mut tracks, levels), (sections, responsibilities)) = parallel::join(
            much,
            || (align(old.tracks, new.tracks), align(old.levels, new.levels)),
            || {
                let sections = align(old_headings.0, new_headings.0);
                let responsibilities = align_responsibilities(old_headings.1, new_headings.1, &sections);
                (sections, responsibilities)
            },
        );
        renamed::pair(&mut tracks, before, after, &unread);
        let ladders = align(old_ladders, new_ladders);
        let joined = Joined::default();
        let mut out = Self { ladders, levels, tracks, sections, responsibilities, pages, joined, unread, texts };
        joined::join(&mut out, before, after);
        out
    }
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
                found.split.push(Join::declared(address, sheet.address.clone()));
            } else if position > 0 {
                found.merged.push(Join::declared(address, sheet.address.clone()));
            } else {
                found.pairs.insert(address, (sheet.address.clone(), Match::DECLARED));
            }
        }
    }
    found
}
