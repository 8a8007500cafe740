//! Whether a side of a change stands in some framework: word for word, at the same place. No matching
//! is involved, so that whoever agreed to words agreed to these and no others.

use crate::model::{Framework, Heading, Id, PageAddress, SectionDefinition, Sheet, Text};

use super::change::{Change, Item};
use super::kind::Kind;

impl Change<'_> {
    /// Whether a side of this change stands word for word at its place in a framework. White space
    /// and a behavior's key do not count. Rules of the policy stand in no framework: false.
    pub fn stands_in(&self, item: &Item<'_>, framework: &Framework) -> bool {
        if let (Some(sheet), Some(page)) = (item.sheet(), item.page())
            && sheet.address != *page
        {
            return is_read_on(framework, item, page);
        }
        if item.behavior().is_some() {
            return headings(framework, item)
                .flat_map(|heading| &heading.behaviors)
                .any(|b| same(&b.text, item.text()));
        }
        let at = item.at();
        let word = self.kind.as_str();
        match self.kind {
            Kind::FactChanged => fact(framework, item, &at),
            Kind::TextChanged => text(framework, item, &at),
            Kind::StatusChanged => named(&framework.tracks, &at, item, |track| track.status.as_str()),
            Kind::LevelReordered | Kind::SectionReordered | Kind::ResponsibilityReordered => {
                super::structural::order_at(framework, self.kind, &at).is_some_and(|order| order == item.text())
            }
            Kind::PageAdded | Kind::PageRemoved | Kind::PageRenamed | Kind::PageMerged | Kind::PageSplit => {
                item.page().is_some_and(|page| framework.sheet(page).is_some())
            }
            Kind::PolicyChanged => definition(framework, &at, item.text()),
            _ if item.page().is_some() => headings(framework, item).next().is_some(),
            _ if word.starts_with("track-") => named(&framework.tracks, &at, item, |track| &track.name),
            _ if word.starts_with("level-") => named(&framework.levels, &at, item, |level| &level.name),
            _ if word.starts_with("ladder-") => named(&framework.ladders, &at, item, |ladder| &ladder.name),
            _ if word.starts_with("section-") || word.starts_with("responsibility-") => {
                heading_name(framework, item, &at)
            }
            _ => false,
        }
    }

    /// Whether an illustration stands under the heading of a side of this change.
    pub fn example_stands_in(&self, item: &Item<'_>, example: &str, framework: &Framework) -> bool {
        let mut examples = headings(framework, item).flat_map(|heading| {
            heading.examples.iter().chain(heading.behaviors.iter().flat_map(|behavior| behavior.examples()))
        });
        examples.any(|found| same(&found.text, example))
    }
}

/// Whether two texts have the same words; white space does not count.
fn same(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

fn any(texts: &[Text], text: &str) -> bool {
    texts.iter().any(|found| same(&found.text, text))
}

/// The headings of a framework at the place of a side: same sheet, section and responsibility.
fn headings<'f>(framework: &'f Framework, item: &Item<'_>) -> impl Iterator<Item = &'f Heading> {
    let sheet = item.page().and_then(|page| framework.sheet(page));
    let (section, responsibility) = (item.section().cloned(), item.responsibility().cloned());
    sheet
        .into_iter()
        .flat_map(|sheet: &Sheet| &sheet.headings)
        .filter(move |heading| Some(&heading.section) == section.as_ref() && heading.responsibility == responsibility)
}

fn named<T>(things: &indexmap::IndexMap<Id, T>, at: &str, item: &Item<'_>, name: impl Fn(&T) -> &str) -> bool {
    things.get(at).is_some_and(|thing| name(thing) == item.text())
}

/// Whether a shared behavior is read on a page, or on any page of the track whose pages are meant.
fn is_read_on(framework: &Framework, item: &Item<'_>, page: &PageAddress) -> bool {
    let here = |page: &PageAddress| {
        framework.behaviors_of_page(page).iter().any(|found| {
            Some(&found.heading.section) == item.section()
                && found.heading.responsibility.as_ref() == item.responsibility()
                && found.sheet.address.is_shared()
                && same(&found.behavior.text, item.text())
        })
    };
    if page.is_for_every_level() {
        framework.pages().filter(|other| other.track == page.track).any(|other| here(&other))
    } else {
        here(page)
    }
}

fn fact(framework: &Framework, item: &Item<'_>, at: &str) -> bool {
    let Some((owner, id)) = at.rsplit_once("/facts/") else { return false };
    let values = match owner.split_once('/') {
        Some(_) => item.page().and_then(|page| framework.sheet(page)).map(|sheet| &sheet.facts),
        None if owner == "framework" => Some(&framework.fact_values),
        None => framework.tracks.get(owner).map(|track| &track.facts),
    };
    values.and_then(|values| values.get(id)).is_some_and(|value| value.text == item.text())
}

fn text(framework: &Framework, item: &Item<'_>, at: &str) -> bool {
    let wanted = item.text();
    let parts: Vec<&str> = at.split('/').collect();
    let about = |section: Option<&SectionDefinition>| {
        let about = section.and_then(|section| section.about.as_ref());
        about.is_some_and(|about| same(&about.text, wanted))
    };
    match (&parts[..], item.section()) {
        (["framework", "name"], None) => framework.name == wanted,
        (["facts", id, "name"], None) => framework.facts.get(*id).is_some_and(|fact| fact.name == wanted),
        ([track, "summary"], None) => framework.tracks.get(*track).is_some_and(|track| any(&track.summary, wanted)),
        ([section, "about"], Some(_)) => about(framework.sections.get(*section)),
        ([track, section, "about"], Some(_)) => {
            about(framework.tracks.get(*track).and_then(|track| track.sections.get(*section)))
        }
        _ => text_of_sheet(framework, item, parts.last().copied().unwrap_or_default()),
    }
}

fn text_of_sheet(framework: &Framework, item: &Item<'_>, what: &str) -> bool {
    let wanted = item.text();
    let Some(sheet) = item.page().and_then(|page| framework.sheet(page)) else { return false };
    match (item.section(), what) {
        (None, "title") => sheet.title.as_ref().is_some_and(|title| same(&title.text, wanted)),
        (None, _) => any(&sheet.summary, wanted),
        (Some(_), "about") => headings(framework, item)
            .any(|heading| heading.about.as_ref().is_some_and(|about| same(&about.text, wanted))),
        (Some(_), _) => headings(framework, item).any(|heading| any(&heading.examples, wanted)),
    }
}

/// Whether a rule that stands in the framework itself reads so, as [`super::structural`] spells it.
fn definition(framework: &Framework, at: &str, text: &str) -> bool {
    let Some((of, id)) = at.split_once('/') else { return false };
    let cumulative =
        || framework.ladders.get(id).is_some_and(|ladder| format!("cumulative = {}", ladder.cumulative) == text);
    let direction = || framework.facts.get(id).is_some_and(|fact| super::structural::direction(fact) == text);
    let ladder = || {
        let ladder = framework.tracks.get(of).map(|track| &track.ladder);
        ladder.is_some_and(|id| framework.ladders.get(id).map_or(id.as_str(), |ladder| &ladder.name) == text)
    };
    of == "ladders" && cumulative() || of == "facts" && direction() || id == "ladder" && ladder()
}

/// Whether a section or responsibility has this name, in the framework or in a track.
fn heading_name(framework: &Framework, item: &Item<'_>, at: &str) -> bool {
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    let mut all = framework.sections.values().chain(own);
    // What nothing names is called by its id.
    let mut written = framework.sheets().flat_map(|sheet| &sheet.headings);
    let is_written = match at.split_once('/') {
        None => item.text() == at && written.any(|heading| heading.section == at),
        Some((section, id)) => {
            let own = |heading: &Heading| heading.responsibility.as_ref().is_some_and(|own| *own == id);
            item.text() == id && written.any(|heading| heading.section == section && own(heading))
        }
    };
    is_written
        || match at.split_once('/') {
            None => all.any(|section| section.id == at && section.name == item.text()),
            Some((section, id)) => all.any(|found| {
                found.id == section && found.responsibilities.get(id).is_some_and(|r| r.name == item.text())
            }),
        }
}
