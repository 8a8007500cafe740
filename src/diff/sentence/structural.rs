//! Changes of structure as plain sentences.

use crate::diff::change::{Change, ChangeSet, Item};
use crate::diff::kind::{Bar, Kind};
use crate::model::Direction;

use super::{capital, quote};

impl ChangeSet<'_> {
    pub(super) fn structural_sentence(&self, change: &Change<'_>) -> String {
        let word = change.kind.as_str();
        let thing = word.split('-').next().unwrap_or_default();
        let what = capital(thing);
        let name = |items: &[Item<'_>]| items.first().map(|item| item.text().to_owned()).unwrap_or_default();
        let at = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
        let (before, after) = (name(&change.before), name(&change.after));
        match change.kind {
            Kind::StatusChanged => {
                let id = at(&change.after);
                let track = self.after.tracks.get(id.as_str()).map_or(id.as_str(), |track| track.name.as_str());
                format!("Track {} was {before} and is now {after}{}.", quote(track), effect(change.bar))
            }
            Kind::PolicyChanged | Kind::ScaleChanged => self.rule_sentence(change, (&before, &after)),
            _ if word.ends_with("-added") => format!("{what} {} is new.", quote(&after)),
            _ if word.ends_with("-removed") => format!("{what} {} is gone.", quote(&before)),
            _ if word.ends_with("-merged") => {
                format!("{what} {} went into {}{}.", quote(&before), quote(&after), newly_read(change))
            }
            _ if word.ends_with("-split") => {
                format!("{what} {} came out of {}{}.", quote(&after), quote(&before), newly_read(change))
            }
            _ if word.ends_with("-reordered") => {
                let things =
                    if thing == "responsibility" { "responsibilities".to_owned() } else { format!("{thing}s") };
                format!("The {things}{} stand in another order: {after}.", self.owner(&at(&change.after), thing))
            }
            _ if change.after.first().is_some_and(|item| item.section().is_some()) => {
                let page = change.after.first().and_then(Item::page).map(|page| self.after.page_name(page));
                format!("{what} {} is now called {} on {}.", quote(&before), quote(&after), page.unwrap_or_default())
            }
            _ if before == after => {
                format!(
                    "{what} {} keeps its name; its id is now {} instead of {}.",
                    quote(&after),
                    at(&change.after),
                    at(&change.before)
                )
            }
            _ => format!("{what} {} is now called {}{}.", quote(&before), quote(&after), newly_read(change)),
        }
    }

    /// A change of the rules by which the framework is judged.
    fn rule_sentence(&self, change: &Change<'_>, (before, after): (&str, &str)) -> String {
        let at = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
        let (was, place) = (at(&change.before), at(&change.after));
        let definition = change.kind == Kind::PolicyChanged;
        if let Some(track) = place.strip_suffix("/ladder").filter(|_| definition) {
            let track = self.after.tracks.get(track).map_or(track, |track| track.name.as_str());
            return format!("Track {} is on the ladder {} instead of {}.", quote(track), quote(after), quote(before));
        }
        if let Some(id) = place.strip_prefix("ladders/").filter(|_| definition) {
            let ladder = self.after.ladders.get(id);
            let now = ladder.is_some_and(|ladder| ladder.cumulative);
            let what = if now { "now also asks" } else { "no longer asks" };
            let name = quote(ladder.map_or(id, |ladder| &ladder.name));
            return format!("On the ladder {name} a level {what} what the levels below it ask.");
        }
        if let Some(id) = place.strip_prefix("facts/").filter(|_| definition) {
            let fact = self.after.facts.get(id);
            let name = quote(fact.map_or(id, |fact| &fact.name));
            return match fact.and_then(|fact| fact.higher) {
                Some(Direction::AsksMore) => format!("A higher value of {name} now counts as asking more."),
                Some(Direction::AsksLess) => format!("A higher value of {name} now counts as asking less."),
                None => format!("Which way {name} counts is no longer said."),
            };
        }
        let place = if place.is_empty() { was } else { place };
        match (before.is_empty(), after.is_empty()) {
            (true, _) => format!("The rules changed: {place} is new: {after}."),
            (_, true) => format!("The rules changed: {place} is gone; it was {before}."),
            _ => format!("The rules changed: {place} was {before} and is now {after}."),
        }
    }

    /// Whose order changed: ` of the track “Security Engineer”`, ` of “Craft”`.
    fn owner(&self, at: &str, thing: &str) -> String {
        let mut ids: Vec<&str> = at.split('/').collect();
        let section = if thing == "responsibility" { ids.pop() } else { None };
        let track = ids.first().and_then(|id| self.after.tracks.get(*id));
        let ladder = self.after.ladders.get(at).filter(|_| thing == "level" && self.after.ladders.len() > 1);
        let own = |id: &str| track.and_then(|track| track.sections.get(id)).or_else(|| self.after.sections.get(id));
        let mut out = String::new();
        if let Some(section) = section {
            out.push_str(&format!(" of {}", quote(own(section).map_or(section, |section| &section.name))));
        }
        if let Some(ladder) = ladder {
            out.push_str(&format!(" of {}", quote(&ladder.name)));
        }
        if let Some(track) = track {
            out.push_str(&format!(" of the track {}", quote(&track.name)));
        }
        out
    }
}

fn effect(bar: Bar) -> &'static str {
    match bar {
        Bar::AsksMore => ": its pages now ask what they say",
        Bar::AsksLess => ": its pages no longer ask anything",
        _ => "",
    }
}

/// How many sentences that did not change are read newly by the people of a page, and no longer.
fn newly_read(change: &Change<'_>) -> String {
    let count = |gone: bool| change.signals.iter().filter(|signal| signal.after.is_empty() == gone).count();
    let sentences = |count: usize| if count == 1 { "1 sentence".to_owned() } else { format!("{count} sentences") };
    match (count(false), count(true)) {
        (0, 0) => String::new(),
        (come, 0) => format!(": its people newly read {}", sentences(come)),
        (0, gone) => format!(": its people no longer read {}", sentences(gone)),
        (come, gone) => format!(": its people newly read {} and no longer read {gone}", sentences(come)),
    }
}
