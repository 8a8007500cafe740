//! The behaviors of both sides as flat lists, their places spelled with numbers that mean the same
//! on both sides once the structure is aligned.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::model::{Behavior, Framework, Heading, Id, PageAddress, Sheet};
use crate::parallel;

use super::structure::Structure;

/// Where a behavior stands, in numbers that are the same on both sides for the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) track: u32,
    pub(super) level: u32,
    pub(super) section: u32,
    /// 0 for what stands directly in its section.
    pub(super) responsibility: u32,
}

impl Place {
    /// Whether two places are on the same page or shared sheet.
    pub(super) fn same_page(self, other: Self) -> bool {
        self.track == other.track && self.level == other.level
    }
}

/// One behavior of one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'f> {
    pub(super) sheet: &'f Sheet,
    pub(super) heading: &'f Heading,
    pub(super) behavior: &'f Behavior,
    pub(super) place: Place,
    pub(super) key: u64,
    pub(super) text: u64,
}

/// A heading of one page that has another id on the other side, where the rest of the framework
/// keeps the old one.
#[derive(Debug, Clone)]
pub(super) struct HeadingRename<'f> {
    pub(super) before: (&'f Sheet, &'f Heading),
    pub(super) after: (&'f Sheet, &'f Heading),
}

/// From how many headings on the behaviors of both sides are listed on two threads.
const MANY_HEADINGS: usize = 256;

/// Where a level stands: on which ladder, and how high.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    ladder: usize,
    rank: usize,
}

/// Both sides.
#[derive(Debug)]
pub(super) struct Sides<'f> {
    pub(super) before: Vec<Entry<'f>>,
    pub(super) after: Vec<Entry<'f>>,
    /// Headings renamed on single pages.
    pub(super) renamed_headings: Vec<HeadingRename<'f>>,
    /// The rank of each level (by its number), for telling neighbors.
    pub(super) ranks: FxHashMap<u32, Rank>,
    /// The number of the core as a track.
    pub(super) core: u32,
}

/// The numbers of names.
#[derive(Debug, Default)]
struct Numbers {
    of: FxHashMap<String, u32>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.of.get(name) {
            return *number;
        }
        let next = self.of.len() as u32 + 1;
        self.of.insert(name.to_owned(), next);
        next
    }
}

/// Finds the number of each name of one side, in its own spelling.
struct Spelling<'s, 'f> {
    structure: Option<&'s Structure>,
    numbers: Numbers,
    headings: FxHashMap<(&'f Id, Option<&'f Id>), (u32, u32)>,
}

impl<'f> Spelling<'_, 'f> {
    /// The numbers of a sheet's track and level.
    fn page(&mut self, address: &PageAddress) -> (u32, u32) {
        let declared = self.structure.map(|structure| &structure.pages.pairs).filter(|pairs| !pairs.is_empty());
        let (Some(structure), Some(pairs)) = (self.structure, declared) else {
            return (self.track(&address.track), self.level(&address.level));
        };
        if let Some((after, _)) = pairs.get(address) {
            let track = self.numbers.number(&format!("track {}", after.track));
            return (track, self.numbers.number(&format!("level {}", after.level)));
        }
        // Another page is declared to go on here, so that this one does not.
        let taken = address_afterwards(address, structure);
        if pairs.values().any(|(after, _)| *after == taken) {
            return (self.track(&address.track), self.numbers.number(&format!("page before {address}")));
        }
        (self.track(&address.track), self.level(&address.level))
    }

    /// The number of a track; of before in the name it has afterwards, if any.
    fn track(&mut self, id: &Id) -> u32 {
        let name = match self.structure {
            Some(structure) if *id != "core" => match structure.tracks.pairs.get(id) {
                Some((after, _)) => format!("track {after}"),
                None => format!("track before {id}"),
            },
            _ => format!("track {id}"),
        };
        self.numbers.number(&name)
    }

    fn level(&mut self, id: &Id) -> u32 {
        let name = match self.structure {
            Some(structure) => match (structure.levels.pairs.get(id), structure.ladders.pairs.get(id)) {
                (Some((after, _)), _) | (None, Some((after, _))) => format!("level {after}"),
                (None, None) if *id == "all" => "level all".to_owned(),
                (None, None) => format!("level before {id}"),
            },
            None => format!("level {id}"),
        };
        self.numbers.number(&name)
    }

    fn heading(&mut self, heading: &'f Heading) -> (u32, u32) {
        let key = (&heading.section, heading.responsibility.as_ref());
        if let Some(found) = self.headings.get(&key) {
            return *found;
        }
        let (section, responsibility) = self.heading_names(heading);
        let section = self.numbers.number(&section);
        let responsibility = responsibility.map_or(0, |name| self.numbers.number(&name));
        self.headings.insert(key, (section, responsibility));
        (section, responsibility)
    }

    fn heading_names(&self, heading: &Heading) -> (String, Option<String>) {
        let section = |id: &Id| format!("section {id}");
        let name = |section: &Id, id: &Id| format!("responsibility {section}/{id}");
        let Some(structure) = self.structure else {
            let responsibility = heading.responsibility.as_ref().map(|id| name(&heading.section, id));
            return (section(&heading.section), responsibility);
        };
        let moved = match structure.sections.pairs.get(&heading.section) {
            Some((after, _)) => section(after),
            None => format!("section before {}", heading.section),
        };
        match &heading.responsibility {
            None => (moved, None),
            Some(id) => match structure.responsibilities.pairs.get(&(heading.section.clone(), id.clone())) {
                Some(((to, after), _)) => (section(to), Some(name(to, after))),
                None => (moved, Some(format!("responsibility before {}/{id}", heading.section))),
            },
        }
    }
}

impl<'f> Sides<'f> {
    /// Returns the behaviors of both sides with their places in common numbers.
    pub(super) fn of(before: &'f Framework, after: &'f Framework, structure: &Structure) -> Self {
        let mut spelling = Spelling { structure: None, numbers: Numbers::default(), headings: FxHashMap::default() };
        let new = headings(after, &structure.texts[1], &mut spelling, structure);
        let ranks = ranks(before, after, &mut spelling, structure);
        let core = spelling.numbers.number("track core");
        let mut spelling =
            Spelling { structure: Some(structure), numbers: spelling.numbers, headings: FxHashMap::default() };
        let old = headings(before, &structure.texts[0], &mut spelling, structure);
        let (before, after) = parallel::join(old.len() > MANY_HEADINGS, || entries(&old), || entries(&new));
        let mut sides = Self { before, after, renamed_headings: Vec::new(), ranks, core };
        sides.align_headings_of_pages();
        sides
    }

    /// How many ranks lie between two levels of the same ladder; 9 where that means nothing.
    pub(super) fn distance(&self, a: Place, b: Place) -> usize {
        match (self.ranks.get(&a.level), self.ranks.get(&b.level)) {
            (Some(a), Some(b)) if a.ladder == b.ladder => a.rank.abs_diff(b.rank),
            _ if a.level == b.level => 0,
            _ => 9,
        }
    }

    /// Finds headings that a single page renamed: gone there under one id, new there under another,
    /// with most of the sentences the same.
    fn align_headings_of_pages(&mut self) {
        let (stood, stands) = (places(&self.before), places(&self.after));
        let gone = headings_by_page(&self.before, |place| !stands.contains(place));
        let come = headings_by_page(&self.after, |place| !stood.contains(place));
        for (page, gone) in gone {
            let Some(come) = come.get(&page) else { continue };
            let mut used = Vec::new();
            for (_, old) in &gone {
                let best =
                    come.iter().filter(|(at, _)| !used.contains(*at)).find(|(_, new)| self.mostly_same(old, new));
                let Some((at, new)) = best else { continue };
                used.push(*at);
                let (b, a) = (self.before[old[0]], self.after[new[0]]);
                self.renamed_headings.push(HeadingRename { before: (b.sheet, b.heading), after: (a.sheet, a.heading) });
                for index in old.iter() {
                    self.before[*index].place.section = at.0;
                    self.before[*index].place.responsibility = at.1;
                }
            }
        }
    }

    fn mostly_same(&self, old: &[usize], new: &[usize]) -> bool {
        let mut texts: Vec<u64> = new.iter().map(|index| self.after[*index].text).collect();
        let mut common = 0;
        for index in old {
            if let Some(found) = texts.iter().position(|text| *text == self.before[*index].text) {
                texts.swap_remove(found);
                common += 1;
            }
        }
        common >= 2 && 5 * common >= 3 * old.len().max(new.len())
    }
}

/// The entries of each heading, by page and then by heading, in reading order.
type HeadingsByPage = ByPair<ByPair<Vec<usize>>>;
type ByPair<T> = indexmap::IndexMap<(u32, u32), T, rustc_hash::FxBuildHasher>;

/// The places of all headings of a side.
fn places(entries: &[Entry<'_>]) -> FxHashSet<Place> {
    entries.chunk_by(|one, next| one.place == next.place).map(|heading| heading[0].place).collect()
}

fn headings_by_page(entries: &[Entry<'_>], wanted: impl Fn(&Place) -> bool) -> HeadingsByPage {
    let mut out = HeadingsByPage::default();
    let mut start = 0;
    for heading in entries.chunk_by(|one, next| one.place == next.place) {
        let here = start..start + heading.len();
        start = here.end;
        let place = heading[0].place;
        if wanted(&place) {
            let page = out.entry((place.track, place.level)).or_default();
            page.entry((place.section, place.responsibility)).or_default().extend(here);
        }
    }
    out
}

/// The headings of one side in reading order with the numbers of their places, and with the hashes of the
/// texts of their behaviors.
type Headings<'f, 't> = Vec<(&'f Sheet, &'f Heading, Place, &'t [u64])>;

fn headings<'f, 't>(
    framework: &'f Framework,
    texts: &'t [u64],
    spelling: &mut Spelling<'_, 'f>,
    structure: &Structure,
) -> Headings<'f, 't> {
    let mut out = Vec::new();
    let mut rest = texts;
    for sheet in framework.sheets() {
        let unread = structure.unread.sheet(&sheet.address);
        let (track, level) = if unread { (0, 0) } else { spelling.page(&sheet.address) };
        for heading in &sheet.headings {
            let (texts, further) = rest.split_at(heading.behaviors.len());
            rest = further;
            if !unread {
                let (section, responsibility) = spelling.heading(heading);
                out.push((sheet, heading, Place { track, level, section, responsibility }, texts));
            }
        }
    }
    out
}

fn entries<'f>(headings: &Headings<'f, '_>) -> Vec<Entry<'f>> {
    let mut out = Vec::with_capacity(headings.iter().map(|(.., texts)| texts.len()).sum());
    for (sheet, heading, place, texts) in headings {
        out.extend(heading.behaviors.iter().zip(*texts).map(|(behavior, text)| Entry {
            sheet,
            heading,
            behavior,
            place: *place,
            key: key_hash(behavior.key.as_str()),
            text: *text,
        }));
    }
    out
}

/// The hash by which keys are told apart.
pub(super) fn key_hash(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The rank of every level on either side, afterwards' own first.
fn ranks(
    before: &Framework,
    after: &Framework,
    spelling: &mut Spelling<'_, '_>,
    structure: &Structure,
) -> FxHashMap<u32, Rank> {
    let mut out = FxHashMap::default();
    for (index, ladder) in after.ladders.values().enumerate() {
        for (rank, level) in
            ladder.ranks.iter().enumerate().flat_map(|(rank, ids)| ids.iter().map(move |id| (rank, id)))
        {
            let number = spelling.level(level);
            out.entry(number).or_insert(Rank { ladder: index, rank });
        }
    }
    for (index, ladder) in before.ladders.values().enumerate() {
        let goes_on = structure.ladders.pairs.get(&ladder.id);
        let index = goes_on.and_then(|(to, _)| after.ladders.get_index_of(to)).unwrap_or(after.ladders.len() + index);
        for (rank, ids) in ladder.ranks.iter().enumerate() {
            for id in ids.iter().filter(|id| !structure.levels.pairs.contains_key(*id)) {
                let number = spelling.numbers.number(&format!("level before {id}"));
                out.entry(number).or_insert(Rank { ladder: index, rank });
            }
        }
    }
    out
}

/// The page address that an entry of before has in the spelling of after: where its track and level
/// go on.
pub(super) fn address_afterwards(address: &PageAddress, structure: &Structure) -> PageAddress {
    let follow = |id: &Id, pairs: &super::structure::Pairs<Id>| pairs.get(id).map(|(after, _)| after.clone());
    if let Some((after, _)) = structure.pages.pairs.get(address) {
        return after.clone();
    }
    let track = follow(&address.track, &structure.tracks.pairs).unwrap_or_else(|| address.track.clone());
    let level = follow(&address.level, &structure.levels.pairs)
        .or_else(|| follow(&address.level, &structure.ladders.pairs))
        .unwrap_or_else(|| address.level.clone());
    PageAddress { track, level }
}
