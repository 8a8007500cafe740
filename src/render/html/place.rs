//! Where each change stands in the redline: on which page, under which heading, between which
//! sentences. Knows nothing of markup.

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::{Change, ChangeSet, Item, Kind};
use crate::model::{Behavior, Heading, Id, PageAddress, Sheet};

/// A section and perhaps a responsibility, in the ids that they have afterwards.
pub(super) type HeadingKey = (Id, Option<Id>);

/// An end of a change: which change, and which of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// The index into [`ChangeSet::changes`].
    pub(super) change: usize,
    /// Which end.
    pub(super) role: Role,
}

/// What stands at a place of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The change itself, shown in full.
    Whole,
    /// Where a sentence stood that is elsewhere now: an index into the change's `before`.
    Left(usize),
    /// A further sentence that one became: an index into the change's `after`.
    Part(usize),
}

/// The changes of one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetChanges<'f> {
    /// Changes of the page as a whole: its summary, title, facts.
    pub(super) top: Vec<End>,
    /// Changes under a heading that are of no single sentence there.
    pub(super) headings: IndexMap<HeadingKey, Vec<End>>,
    /// Changes at a sentence that stands there afterwards, by the sentence.
    after: FxHashMap<*const Behavior, Vec<End>>,
    /// Changes at a sentence that stood there before, by the sentence.
    before: FxHashMap<*const Behavior, Vec<End>>,
    /// The sheet on each side.
    pub(super) sheets: (Option<&'f Sheet>, Option<&'f Sheet>),
}

/// A line under a heading.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'f> {
    /// A sentence that stays as it is.
    Same(&'f Behavior),
    /// A change.
    Change(End),
}

/// Where all changes of a comparison stand.
pub(super) struct Places<'f> {
    /// The sheets with changes: those with a verdict in reading order, then any others.
    pub(super) sheets: IndexMap<PageAddress, SheetChanges<'f>>,
    /// Changes of structure and of the framework as a whole, in order.
    pub(super) structure: Vec<usize>,
    /// The verdict on each sheet: an index into [`ChangeSet::pages`].
    pub(super) verdicts: FxHashMap<PageAddress, usize>,
    renames: Renames,
    /// The sentence of after that a sentence of before goes on as.
    goes_on: FxHashMap<*const Behavior, *const Behavior>,
}

impl<'f> Places<'f> {
    /// Finds the place of each change.
    pub(super) fn of(set: &ChangeSet<'f>) -> Self {
        let mut out = Self {
            sheets: set.pages.iter().map(|verdict| (verdict.page.clone(), SheetChanges::default())).collect(),
            structure: Vec::new(),
            verdicts: set.pages.iter().enumerate().map(|(at, verdict)| (verdict.page.clone(), at)).collect(),
            renames: Renames::of(set),
            goes_on: FxHashMap::default(),
        };
        for (index, change) in set.changes.iter().enumerate() {
            // What the framework says of itself, or for every page, stands on none.
            let stands = change.before.iter().chain(&change.after).any(|item| item.page().is_some());
            if change.kind.is_structural() || !stands {
                out.structure.push(index);
            } else {
                out.put(index, change);
            }
        }
        for sheet in set.after.sheets() {
            if let Some(found) = out.sheets.get_mut(&sheet.address) {
                found.sheets.1 = Some(sheet);
            }
        }
        for sheet in set.before.sheets() {
            let page = out.renames.page(&sheet.address);
            if let Some(found) = out.sheets.get_mut(&page) {
                found.sheets.0 = Some(sheet);
            }
        }
        out
    }

    fn put(&mut self, index: usize, change: &Change<'f>) {
        if let ([before], [after]) = (&change.before[..], &change.after[..])
            && let (Some(old), Some(new)) = (before.behavior(), after.behavior())
        {
            self.goes_on.insert(std::ptr::from_ref(old), std::ptr::from_ref(new));
        }
        let whole = End { change: index, role: Role::Whole };
        // What a page no longer says, or reads again, is its own matter, wherever the other side stands.
        let own = matches!(change.kind, Kind::Omitted | Kind::Restored) && !change.before.is_empty();
        match (change.after.first().filter(|_| !own), change.before.first()) {
            (Some(item), _) => self.put_after(item, whole),
            (None, Some(item)) => self.put_before(item, whole),
            (None, None) => {}
        }
        let moves = matches!(change.kind, Kind::Moved | Kind::Merged);
        for (at, item) in change.before.iter().enumerate().filter(|_| moves) {
            self.put_before(item, End { change: index, role: Role::Left(at) });
        }
        for (at, item) in change.after.iter().enumerate().skip(1) {
            self.put_after(item, End { change: index, role: Role::Part(at) });
        }
    }

    fn put_after(&mut self, item: &Item<'f>, end: End) {
        let Some(page) = item.page() else { return };
        let sheet = self.sheets.entry(page.clone()).or_default();
        // A shared sentence as one page reads it has no line in that page's own text.
        let own = item.behavior().filter(|_| item.sheet().is_some_and(|sheet| sheet.address == *page));
        match (own, item.section()) {
            (Some(behavior), _) => sheet.after.entry(std::ptr::from_ref(behavior)).or_default().push(end),
            (None, Some(section)) => {
                let key = (section.clone(), item.responsibility().cloned());
                sheet.headings.entry(key).or_default().push(end);
            }
            (None, None) => sheet.top.push(end),
        }
    }

    fn put_before(&mut self, item: &Item<'f>, end: End) {
        let Some(page) = item.page() else { return };
        let key = item.section().map(|section| self.renames.heading(page, section, item.responsibility()));
        let sheet = self.sheets.entry(self.renames.page(page)).or_default();
        let own = item.behavior().filter(|_| item.sheet().is_some_and(|sheet| sheet.address == *page));
        match (own, key) {
            (Some(behavior), _) => sheet.before.entry(std::ptr::from_ref(behavior)).or_default().push(end),
            (None, Some(key)) => sheet.headings.entry(key).or_default().push(end),
            (None, None) => sheet.top.push(end),
        }
    }

    /// The changes that have an end on a sheet.
    pub(super) fn ends_on(&self, page: &PageAddress) -> FxHashSet<usize> {
        let Some(sheet) = self.sheets.get(page) else { return FxHashSet::default() };
        let at_sentences = sheet.after.values().chain(sheet.before.values()).flatten();
        let ends = sheet.top.iter().chain(sheet.headings.values().flatten()).chain(at_sentences);
        ends.map(|end| end.change).collect()
    }

    /// The headings of a sheet in reading order: afterwards' own, then those that are gone.
    pub(super) fn headings(&self, sheet: &SheetChanges<'f>) -> Vec<HeadingKey> {
        let mut out: Vec<HeadingKey> = Vec::new();
        let mut add = |key: HeadingKey| {
            if !out.contains(&key) {
                out.push(key);
            }
        };
        for heading in sheet.sheets.1.iter().flat_map(|sheet| &sheet.headings) {
            add((heading.section.clone(), heading.responsibility.clone()));
        }
        if let Some(old) = sheet.sheets.0 {
            for heading in &old.headings {
                add(self.renames.heading(&old.address, &heading.section, heading.responsibility.as_ref()));
            }
        }
        sheet.headings.keys().cloned().for_each(add);
        out
    }

    /// The lines under a heading: the sentences as they stand afterwards, with what is gone or
    /// moved away between the neighbors it had.
    pub(super) fn lines(&self, sheet: &SheetChanges<'f>, key: &HeadingKey) -> Vec<Line<'f>> {
        let new = sheet.sheets.1.iter().flat_map(|sheet| &sheet.headings).find(|heading| is_at(heading, key));
        let new: &[Behavior] = new.map_or(&[], |heading| &heading.behaviors);
        // One slot before the first sentence and one after each.
        let mut slots: Vec<Vec<Line<'f>>> = vec![Vec::new(); new.len() + 1];
        self.fill_slots(sheet, key, new, &mut slots);
        let mut slots = slots.into_iter();
        let mut out = slots.next().unwrap_or_default();
        for (behavior, slot) in new.iter().zip(slots) {
            match sheet.after.get(&std::ptr::from_ref(behavior)) {
                Some(ends) => out.extend(ends.iter().map(|end| Line::Change(*end))),
                None => out.push(Line::Same(behavior)),
            }
            out.extend(slot);
        }
        out
    }

    fn fill_slots(&self, sheet: &SheetChanges<'f>, key: &HeadingKey, new: &'f [Behavior], slots: &mut [Vec<Line<'f>>]) {
        let position: FxHashMap<*const Behavior, usize> =
            new.iter().enumerate().map(|(at, behavior)| (std::ptr::from_ref(behavior), at)).collect();
        let by_key: FxHashMap<&Id, usize> = new.iter().enumerate().map(|(at, behavior)| (&behavior.key, at)).collect();
        let old =
            sheet.sheets.0.into_iter().flat_map(|sheet| sheet.headings.iter().map(move |heading| (sheet, heading)));
        let here = old.filter(|(old, heading)| {
            self.renames.heading(&old.address, &heading.section, heading.responsibility.as_ref()) == *key
        });
        let mut slot = 0;
        for behavior in here.flat_map(|(_, heading)| &heading.behaviors) {
            let pointer = std::ptr::from_ref(behavior);
            if let Some(ends) = sheet.before.get(&pointer) {
                slots[slot].extend(ends.iter().map(|end| Line::Change(*end)));
            } else {
                let on = match self.goes_on.get(&pointer) {
                    Some(after) => position.get(after),
                    None => by_key.get(&behavior.key),
                };
                slot = on.map_or(slot, |at| at + 1);
            }
        }
    }
}

fn is_at(heading: &Heading, key: &HeadingKey) -> bool {
    heading.section == key.0 && heading.responsibility == key.1
}

/// What pages, tracks, levels and headings of before are called afterwards.
#[derive(Debug, Default)]
struct Renames {
    pages: FxHashMap<PageAddress, PageAddress>,
    tracks: FxHashMap<String, Id>,
    levels: FxHashMap<String, Id>,
    sections: FxHashMap<String, Id>,
    /// `section/responsibility`.
    responsibilities: FxHashMap<String, HeadingKey>,
    /// `track/level/section[/responsibility]`, for headings that a single page renamed.
    headings: FxHashMap<String, HeadingKey>,
}

impl Renames {
    fn of(set: &ChangeSet<'_>) -> Self {
        let mut out = Self::default();
        for change in &set.changes {
            let ([before, ..], [after, ..]) = (&change.before[..], &change.after[..]) else { continue };
            let (from, to) = (before.at(), after.at());
            if before.page().is_some() && matches!(change.kind, Kind::SectionRenamed | Kind::ResponsibilityRenamed) {
                if let Some(section) = after.section() {
                    out.headings.insert(from, (section.clone(), after.responsibility().cloned()));
                }
                continue;
            }
            let into = match change.kind {
                Kind::PageRenamed => {
                    out.pages.extend(before.page().cloned().zip(after.page().cloned()));
                    continue;
                }
                // A page that went into another one is listed by itself.
                Kind::TrackRenamed => &mut out.tracks,
                Kind::LevelRenamed | Kind::LadderRenamed => &mut out.levels,
                Kind::SectionRenamed | Kind::SectionMerged => &mut out.sections,
                Kind::ResponsibilityRenamed | Kind::ResponsibilityMerged => {
                    if let Some((section, id)) = to.split_once('/')
                        && let (Ok(section), Ok(id)) = (Id::new(section), Id::new(id))
                    {
                        out.responsibilities.insert(from, (section, Some(id)));
                    }
                    continue;
                }
                _ => continue,
            };
            if let Ok(id) = Id::new(&to) {
                into.insert(from, id);
            }
        }
        out
    }

    /// The address a page of before has afterwards.
    fn page(&self, page: &PageAddress) -> PageAddress {
        if let Some(after) = self.pages.get(page) {
            return after.clone();
        }
        let follow = |id: &Id, of: &FxHashMap<String, Id>| of.get(id.as_str()).cloned().unwrap_or_else(|| id.clone());
        PageAddress { track: follow(&page.track, &self.tracks), level: follow(&page.level, &self.levels) }
    }

    /// The ids that a heading of before has afterwards.
    fn heading(&self, page: &PageAddress, section: &Id, responsibility: Option<&Id>) -> HeadingKey {
        if !self.headings.is_empty() {
            let at = match responsibility {
                Some(id) => format!("{page}/{section}/{id}"),
                None => format!("{page}/{section}"),
            };
            if let Some(found) = self.headings.get(&at) {
                return found.clone();
            }
        }
        if let Some(id) = responsibility
            && let Some(found) = self.responsibilities.get(&format!("{section}/{id}"))
        {
            return found.clone();
        }
        let moved = self.sections.get(section.as_str()).unwrap_or(section);
        (moved.clone(), responsibility.cloned())
    }
}
