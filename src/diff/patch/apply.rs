//! Making changes on a framework: first everything that stood before is taken away, then what was
//! renamed gets its new id, then everything that stands after is put in its place. Where a side does
//! not stand as it was recorded, nothing is made and every reason is told.

use crate::diff::kind::Kind;
use crate::model::{Address, Behavior, FactValue, Framework, Id, PageAddress, Status, Text};

use super::renames::Renames;
use super::slot::{Slot, sheet_mut};
use super::{Patch, Record, Refusal, Side, settings};

/// Returns the framework with changes made on it: with all of a comparison's, the framework after, in
/// canonical form (origins and comments aside).
///
/// # Errors
/// Every place where what the changes say stood before does not stand.
pub fn apply(before: &Framework, patch: &Patch) -> Result<Framework, Vec<Refusal>> {
    let mut maker = Maker { before, framework: before.clone(), refusals: Vec::new() };
    for record in &patch.records {
        maker.take(record);
    }
    maker.drop_empty_headings();
    Renames::of(&patch.records).make(&mut maker.framework);
    maker.put_behaviors(&patch.records);
    maker.put_texts(&patch.records);
    maker.order_behaviors(&patch.records);
    for setting in &patch.settings {
        settings::make(&mut maker.framework, setting, &mut maker.refusals);
    }
    maker.framework.put_in_order();
    if maker.refusals.is_empty() { Ok(maker.framework) } else { Err(maker.refusals) }
}

struct Maker<'b> {
    before: &'b Framework,
    framework: Framework,
    refusals: Vec<Refusal>,
}

/// The place of a behavior.
struct Place {
    page: PageAddress,
    section: Id,
    responsibility: Option<Id>,
    key: Id,
}

impl Place {
    fn of(at: &str) -> Option<Self> {
        let ids: Vec<Id> = at.split('/').map(Id::new).collect::<Result<_, _>>().ok()?;
        let (page, rest) = match &ids[..] {
            [track, level, rest @ ..] => (PageAddress { track: track.clone(), level: level.clone() }, rest),
            _ => return None,
        };
        let (section, responsibility, key) = match rest {
            [section, key] => (section, None, key),
            [section, responsibility, key] => (section, Some(responsibility), key),
            _ => return None,
        };
        let responsibility = responsibility.cloned();
        Some(Self { page, section: section.clone(), responsibility, key: key.clone() })
    }

    fn address(&self) -> Address {
        let own = self.responsibility.iter();
        Address::new(std::iter::once(&self.section).chain(own).chain([&self.key]).cloned().collect())
    }
}

/// Whether two texts have the same words.
fn same(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

impl Maker<'_> {
    /// Notes why a place is refused; the first reason says it.
    fn refuse(&mut self, at: &str, reason: impl Into<String>) {
        if self.refusals.iter().any(|known| known.at == at) {
            return;
        }
        self.refusals.push(Refusal { at: at.to_owned(), reason: reason.into() });
    }

    /// The behaviors under the heading of a place, where there is one.
    fn behaviors(&mut self, place: &Place) -> Option<&mut Vec<Behavior>> {
        let sheet = self.framework.sheet_mut(&place.page)?;
        let here = |heading: &&mut crate::model::Heading| {
            heading.section == place.section && heading.responsibility == place.responsibility
        };
        sheet.headings.iter_mut().find(here).map(|heading| &mut heading.behaviors)
    }

    /// Takes away what stood before.
    fn take(&mut self, record: &Record) {
        match record.kind {
            Kind::Added | Kind::Reordered => {}
            Kind::Omitted => record.before.iter().for_each(|side| self.omit(side, true)),
            Kind::Restored if record.before.is_empty() => {
                record.after.iter().for_each(|side| self.omit(side, false));
            }
            Kind::Overridden | Kind::ExampleAdded | Kind::ExampleRemoved | Kind::ExampleReworded => {
                for side in &record.before {
                    self.stands(side);
                }
            }
            Kind::TextChanged | Kind::FactChanged => record.before.iter().for_each(|side| self.take_text(side)),
            kind if kind.is_structural() => {}
            _ => record.before.iter().for_each(|side| self.take_behavior(side)),
        }
    }

    /// Whether a behavior stands as it was recorded; refuses if not.
    fn stands(&mut self, side: &Side) -> bool {
        let Some(place) = Place::of(&side.at) else {
            self.refuse(&side.at, "this is no address of a behavior");
            return false;
        };
        // What a page replaces may be reworded itself, and so be taken away by now: what counts is before.
        let here = |heading: &&crate::model::Heading| {
            heading.section == place.section && heading.responsibility == place.responsibility
        };
        let heading = self.before.sheet(&place.page).and_then(|sheet| sheet.headings.iter().find(here));
        let found = heading.and_then(|heading| heading.behaviors.iter().find(|behavior| behavior.key == place.key));
        let reason = match found {
            Some(found) if same(&found.text, &side.text) => return true,
            Some(found) => {
                format!("it reads \u{201c}{}\u{201d} here, and not \u{201c}{}\u{201d}", found.text, side.text)
            }
            None => format!("there is no such behavior here; it should read \u{201c}{}\u{201d}", side.text),
        };
        self.refuse(&side.at, reason);
        false
    }

    fn take_behavior(&mut self, side: &Side) {
        if !self.stands(side) {
            return;
        }
        if let Some(place) = Place::of(&side.at)
            && let Some(list) = self.behaviors(&place)
        {
            list.retain(|behavior| behavior.key != place.key);
        }
    }

    fn take_text(&mut self, side: &Side) {
        let Some(slot) = Slot::of(&side.at) else { return self.refuse(&side.at, "there is no such place") };
        if let Some(name) = slot.name(&mut self.framework) {
            if *name != side.text {
                let reason = format!("it is \u{201c}{name}\u{201d} here, and not \u{201c}{}\u{201d}", side.text);
                self.refuse(&side.at, reason);
            }
            return;
        }
        if let Slot::Fact(_, id) = &slot {
            let value = slot.fact(&self.framework).map(|value| value.text.clone());
            if value.as_deref() != Some(&side.text) {
                let value = value.unwrap_or_else(|| "not set".to_owned());
                return self.refuse(&side.at, format!("it is {value} here, and not {}", side.text));
            }
            if let Some(facts) = slot.facts(&mut self.framework) {
                facts.shift_remove(id);
            }
            return;
        }
        let found = slot.texts(&self.framework).iter().position(|text| same(&text.text, &side.text));
        match found {
            Some(index) => slot.change(&mut self.framework, |list| drop(list.remove(index))),
            None => self.refuse(&side.at, format!("no text here reads \u{201c}{}\u{201d}", side.text)),
        }
    }

    /// Leaves out a shared behavior on a page, or no longer does.
    fn omit(&mut self, side: &Side, leave_out: bool) {
        let Some(place) = Place::of(&side.at) else {
            return self.refuse(&side.at, "this is no address of a behavior");
        };
        let address = place.address();
        let without = &mut sheet_mut(&mut self.framework, &place.page).without;
        let stands = without.iter().position(|(other, _)| *other == address);
        match (leave_out, stands) {
            (true, None) => without.push((address, 0)),
            (false, Some(index)) => drop(without.remove(index)),
            (true, Some(_)) => self.refuse(&side.at, "the page leaves it out already"),
            // Spelled otherwise after a rename: the order of what is left out says the rest.
            (false, None) => {}
        }
    }

    /// Drops headings that had text and have none left.
    fn drop_empty_headings(&mut self) {
        let before = self.before;
        let is_empty = |heading: &crate::model::Heading| {
            heading.behaviors.is_empty()
                && heading.about.is_none()
                && heading.examples.is_empty()
                && heading.was.is_empty()
        };
        let addresses: Vec<PageAddress> = before.sheets().map(|sheet| sheet.address.clone()).collect();
        for address in addresses {
            let (Some(old), Some(new)) = (before.sheet(&address), self.framework.sheet_mut(&address)) else { continue };
            if new.headings.len() != old.headings.len() {
                new.headings.retain(|heading| !is_empty(heading));
                continue;
            }
            let mut index = 0;
            new.headings.retain(|heading| {
                index += 1;
                !is_empty(heading) || is_empty(&old.headings[index - 1])
            });
        }
    }

    /// Puts every behavior that stands after behind the one it follows, in reading order.
    fn put_behaviors(&mut self, records: &[Record]) {
        let mut waiting: Vec<&Side> = Vec::new();
        for record in records.iter().filter(|record| !record.kind.is_structural()) {
            match record.kind {
                Kind::Removed | Kind::Omitted | Kind::Restored | Kind::TextChanged | Kind::FactChanged => {}
                Kind::Reordered => {}
                Kind::ExampleAdded | Kind::ExampleRemoved | Kind::ExampleReworded => {
                    record.after.iter().for_each(|side| self.exchange_examples(side));
                }
                _ => waiting.extend(&record.after),
            }
        }
        // A behavior may follow one that is yet to be put: as long as any finds its place, go on.
        while !waiting.is_empty() {
            let count = waiting.len();
            waiting.retain(|side| !self.put_behavior(side, false));
            if waiting.len() == count {
                let side = waiting.remove(0);
                self.put_behavior(side, true);
            }
        }
    }

    /// Puts a behavior in its place; `anyhow` also where the one it follows is not there.
    fn put_behavior(&mut self, side: &Side, anyhow: bool) -> bool {
        let Some(place) = Place::of(&side.at) else {
            self.refuse(&side.at, "this is no address of a behavior");
            return true;
        };
        let sheet = sheet_mut(&mut self.framework, &place.page);
        let list = &mut sheet.heading_mut(&place.section, place.responsibility.as_ref()).behaviors;
        if list.iter().any(|behavior| behavior.key == place.key) {
            self.refuse(&side.at, "there is another behavior of this key already");
            return true;
        }
        let follows = side.behavior.as_ref().and_then(|details| details.follows.as_deref());
        let index = match follows {
            None => Some(0),
            Some(key) => list.iter().position(|behavior| behavior.key == key).map(|index| index + 1),
        };
        match index.or(anyhow.then_some(list.len())) {
            Some(index) => {
                list.insert(index, side.to_behavior(place.key));
                true
            }
            None => false,
        }
    }

    fn exchange_examples(&mut self, side: &Side) {
        let made = Place::of(&side.at).and_then(|place| {
            let behavior = side.to_behavior(place.key.clone());
            let list = self.behaviors(&place)?;
            let found = list.iter_mut().find(|other| other.key == place.key)?;
            found.attributes = behavior.attributes;
            Some(())
        });
        if made.is_none() {
            self.refuse(&side.at, "there is no such behavior here");
        }
    }

    /// Puts the texts that stand after, those of a list in its order, and the status of tracks.
    fn put_texts(&mut self, records: &[Record]) {
        let is_text = |record: &&Record| matches!(record.kind, Kind::TextChanged | Kind::FactChanged);
        let mut texts: Vec<&Side> = records.iter().filter(is_text).flat_map(|record| &record.after).collect();
        texts.sort_by_key(|side| side.position);
        texts.into_iter().for_each(|side| self.put_text(side));
        for record in records.iter().filter(|record| record.kind == Kind::StatusChanged) {
            if let ([before], [after]) = (&record.before[..], &record.after[..]) {
                self.change_status(after, &before.text);
            }
        }
    }

    fn change_status(&mut self, side: &Side, before: &str) {
        let statuses = [Status::Active, Status::Draft, Status::Deprecated];
        let named = statuses.into_iter().find(|status| status.as_str() == side.text);
        match (self.framework.tracks.get_mut(side.at.as_str()), named) {
            (Some(track), Some(status)) if track.status.as_str() == before => track.status = status,
            (Some(track), Some(_)) => {
                let reason = format!("the track is {} here, and not {before}", track.status.as_str());
                self.refuse(&side.at, reason);
            }
            (None, _) => self.refuse(&side.at, "there is no such track here"),
            (_, None) => self.refuse(&side.at, format!("`{}` is no status", side.text)),
        }
    }

    fn put_text(&mut self, side: &Side) {
        let Some(slot) = Slot::of(&side.at) else { return self.refuse(&side.at, "there is no such place") };
        if let Some(name) = slot.name(&mut self.framework) {
            name.clone_from(&side.text);
            return;
        }
        if let Slot::Fact(_, id) = &slot {
            let number = side.text.parse().ok().filter(|_| side.number);
            let value = FactValue { text: side.text.clone(), number, line: 0 };
            if slot.fact(&self.framework).is_some() {
                self.refuse(&side.at, "the fact is set already");
            } else if let Some(facts) = slot.facts(&mut self.framework) {
                facts.insert(id.clone(), value);
            }
            return;
        }
        let single = matches!(slot, Slot::Title(_) | Slot::About(..) | Slot::SectionAbout(..));
        if single && !slot.texts(&self.framework).is_empty() {
            return self.refuse(&side.at, "there is another text already");
        }
        let text = Text { text: side.text.clone(), line: 0 };
        slot.change(&mut self.framework, |list| {
            let index = side.position.unwrap_or(list.len()).min(list.len());
            list.insert(index, text);
        });
    }

    /// Puts the behaviors of headings whose order changed in the order after.
    fn order_behaviors(&mut self, records: &[Record]) {
        for record in records.iter().filter(|record| record.kind == Kind::Reordered) {
            for side in &record.after {
                let keys: Vec<&str> = side.text.split(", ").collect();
                // The address of a heading is that of a behavior without its key.
                let Some(place) = Place::of(&format!("{}/key", side.at)) else { continue };
                let Some(list) = self.behaviors(&place) else {
                    self.refuse(&side.at, "there is no such heading here");
                    continue;
                };
                settings::order_by(list, |behavior| behavior.key.to_string(), &keys);
            }
        }
    }
}
