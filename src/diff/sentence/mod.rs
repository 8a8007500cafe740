//! Every change as one plain sentence, always the same for the same change.

mod structural;
mod subject;

use crate::model::{Framework, PageAddress};

use super::change::{Change, ChangeSet, Item};
use super::kind::{Facet, Kind};

impl ChangeSet<'_> {
    /// The change as one plain sentence that a leader understands, always the same for the same
    /// change: `IC4 Security Engineer asks more: Impact: "many of my team's goals" is now "most of
    /// my team's goals".`
    pub fn sentence(&self, change: &Change<'_>) -> String {
        if change.kind.is_structural() {
            return self.structural_sentence(change);
        }
        let what = self.what_happened(change);
        format!("{}: {what}.", self.subject(change))
    }

    /// What people call a page, in the spelling of afterwards; one that is gone may have stood on a track that has
    /// another name now.
    pub fn page_name(&self, page: &PageAddress) -> String {
        let known_before = self.before.sheet(page).is_some() || !self.after.tracks.contains_key(&page.track);
        let gone = self.after.sheet(page).is_none() && known_before;
        name(if gone { self.before } else { self.after }, page)
    }

    fn what_happened(&self, change: &Change<'_>) -> String {
        let heading = self.heading(change);
        let text = |items: &[Item<'_>]| quote(&items.iter().map(Item::text).collect::<Vec<_>>().join(" "));
        let list = |items: &[Item<'_>]| join(items.iter().map(|item| quote(item.text())).collect());
        let example = change.examples.first();
        match change.kind {
            Kind::Added => format!("{heading}new: {}", text(&change.after)),
            Kind::Removed => format!("{heading}no longer asked: {}", text(&change.before)),
            Kind::Reworded => format!("{heading}{}", exchange(change)),
            Kind::Moved => self.movement(change, &heading),
            Kind::Split => format!("{heading}{} is now {}", text(&change.before), list(&change.after)),
            Kind::Merged => format!("{heading}{} are now one: {}", list(&change.before), text(&change.after)),
            Kind::Rekeyed => format!("{heading}only the key of {} changed", text(&change.after)),
            Kind::Reordered => format!("{heading}the behaviors stand in another order"),
            Kind::Overridden => {
                let shared = shared(&change.before);
                format!("{heading}{shared}{} is replaced by {}", text(&change.before), text(&change.after))
            }
            Kind::Omitted => format!("{heading}the shared {} is left out", text(&change.before)),
            Kind::Restored if change.matched.is_some() => {
                let shared = shared(&change.after);
                format!("{heading}{} gives way to {shared}{}", text(&change.before), text(&change.after))
            }
            Kind::Restored => format!("{heading}the shared {} applies again", text(&change.after)),
            Kind::ExampleAdded => format!(
                "{heading}an example was added to {}: {}",
                text(&change.after),
                quote(example.and_then(|example| example.after).unwrap_or_default())
            ),
            Kind::ExampleRemoved => format!(
                "{heading}an example of {} is gone: {}",
                text(&change.after),
                quote(example.and_then(|example| example.before).unwrap_or_default())
            ),
            Kind::ExampleReworded => format!("{heading}an example of {}: {}", text(&change.after), exchange(change)),
            Kind::FactChanged => self.fact(change),
            _ => self.text_changed(change, &heading),
        }
    }

    /// The names of the section and responsibility a change stands under, `Results, Ownership: `.
    fn heading(&self, change: &Change<'_>) -> String {
        let side = change
            .after
            .first()
            .map(|item| (self.after, item))
            .or(change.before.first().map(|item| (self.before, item)));
        let Some((framework, item)) = side else { return String::new() };
        let Some(section) = item.section() else { return String::new() };
        let core = crate::model::Id::new("core");
        let Ok(core) = core else { return String::new() };
        let track = item.page().map_or(&core, |page| &page.track);
        match item.responsibility() {
            Some(id) => format!("{}: ", framework.responsibility_name(track, section, id)),
            None => format!("{}: ", framework.section_name(track, section)),
        }
    }

    fn movement(&self, change: &Change<'_>, heading: &str) -> String {
        let ([before, ..], [after, ..]) = (&change.before[..], &change.after[..]) else { return String::new() };
        let reworded = change.facets.contains(&Facet::Reworded);
        let words = if reworded { format!(", and {}", exchange(change)) } else { String::new() };
        let place = |framework: &Framework, item: &Item<'_>| {
            let Some((page, section)) = item.page().zip(item.section()) else { return String::new() };
            match item.responsibility() {
                Some(id) => framework.responsibility_name(&page.track, section, id).to_owned(),
                None => framework.section_name(&page.track, section).to_owned(),
            }
        };
        let page =
            |framework: &Framework, item: &Item<'_>| item.page().map(|page| name(framework, page)).unwrap_or_default();
        let sentence = quote(after.text());
        let from_to =
            if change.facets.iter().any(|facet| matches!(facet, Facet::MovedSection | Facet::MovedResponsibility))
                && !change.facets.iter().any(|facet| {
                    matches!(facet, Facet::MovedLevel | Facet::MovedTrack | Facet::ToCore | Facet::FromCore)
                })
            {
                format!("from {} to {}", place(self.before, before), place(self.after, after))
            } else {
                format!("from {} to {}", page(self.before, before), page(self.after, after))
            };
        format!("{heading}{sentence} moved {from_to}{words}")
    }

    fn fact(&self, change: &Change<'_>) -> String {
        let at = change.after.first().or(change.before.first()).map(Item::at).unwrap_or_default();
        let id = at.rsplit('/').next().unwrap_or_default();
        let definition = self.after.facts.get(id).or_else(|| self.before.facts.get(id));
        let fact = definition.map_or(id, |definition| &definition.name);
        match (change.before.first(), change.after.first()) {
            (Some(before), Some(after)) => format!("{fact} is now {} instead of {}", after.text(), before.text()),
            (None, Some(after)) => match self.fact_of_other(change, fact) {
                Some(before) => format!("{fact} is now {} instead of {before}", after.text()),
                None => format!("{fact} is set to {}", after.text()),
            },
            (Some(before), None) => match self.fact_of_other(change, fact) {
                Some(after) => format!("{fact} is now {after} instead of {}", before.text()),
                None => format!("{fact} is no longer set; it was {}", before.text()),
            },
            (None, None) => String::new(),
        }
    }

    /// The value of a fact on the page that the one it is about went into, or came out of.
    fn fact_of_other(&self, change: &Change<'_>, fact: &str) -> Option<String> {
        let page = &change.reaches.first()?.page;
        let verdict = self.pages.iter().find(|verdict| verdict.page == *page)?;
        let (framework, other) = match (&verdict.into, &verdict.out_of) {
            (Some(into), _) => (self.after, into),
            (_, Some(from)) => (self.before, from),
            _ => return None,
        };
        let page = framework.effective_page(other)?;
        page.facts.into_iter().find(|(name, _)| name == fact).map(|(_, value)| value)
    }

    fn text_changed(&self, change: &Change<'_>, heading: &str) -> String {
        let at = change.after.first().or(change.before.first()).map(Item::at).unwrap_or_default();
        let what = match at.rsplit('/').next() {
            Some("title") => "title",
            Some("about") => "introduction",
            Some("examples") => "example",
            Some("name") => "name",
            _ => "summary",
        };
        match (change.before.first(), change.after.first()) {
            (Some(_), Some(_)) if what == "example" => format!("{heading}an example: {}", exchange(change)),
            (Some(_), Some(_)) => format!("{heading}the {what}: {}", exchange(change)),
            (None, Some(after)) if what == "example" => format!("{heading}an example is new: {}", quote(after.text())),
            (Some(before), None) if what == "example" => {
                format!("{heading}an example is gone: {}", quote(before.text()))
            }
            (None, Some(after)) => format!("{heading}the {what} is new: {}", quote(after.text())),
            (Some(before), None) => format!("{heading}the {what} is gone: {}", quote(before.text())),
            (None, None) => String::new(),
        }
    }
}

/// What people call a page within a sentence.
fn name(framework: &Framework, page: &PageAddress) -> String {
    framework.page_name(page)
}

/// What a behavior is called beside those of a page's own, in front of its sentence.
fn shared(items: &[Item<'_>]) -> &'static str {
    let is_shared = items.iter().filter_map(Item::sheet).any(|sheet| sheet.address.is_shared());
    if is_shared { "the shared " } else { "" }
}

/// The words that were exchanged, with a few around them: `"many of my team's goals" is now "most
/// of my team's goals"`.
fn exchange(change: &Change<'_>) -> String {
    let runs = change.words();
    let changed = runs.iter().filter(|run| run.op != super::change::WordOp::Equal).count();
    let side = |without| {
        let text: String = runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect();
        text
    };
    let (before, after) = (side(super::change::WordOp::Insert), side(super::change::WordOp::Delete));
    if changed <= 2
        && let Some((before, after)) = excerpt(&runs)
    {
        return format!("{} is now {}", exactly(&before), exactly(&after));
    }
    format!("{} is now {}", exactly(&before), exactly(&after))
}

/// How many words around an exchange are shown with it.
const AROUND: usize = 4;

fn excerpt(runs: &[super::change::Word]) -> Option<(String, String)> {
    let first = runs.iter().position(|run| run.op != super::change::WordOp::Equal)?;
    let last = runs.iter().rposition(|run| run.op != super::change::WordOp::Equal)?;
    let lead = first.checked_sub(1).map(|index| tail(&runs[index].text)).unwrap_or_default();
    let rest = runs.get(last + 1).map(|run| head(&run.text)).unwrap_or_default();
    let middle = |without: super::change::WordOp| -> String {
        runs[first..=last].iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
    };
    let (before, after) = (middle(super::change::WordOp::Insert), middle(super::change::WordOp::Delete));
    Some((format!("{lead}{before}{rest}"), format!("{lead}{after}{rest}")))
}

fn tail(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    if words.len() <= AROUND { text.to_owned() } else { format!("\u{2026} {}", words[words.len() - AROUND..].concat()) }
}

fn head(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    if words.len() <= AROUND + 1 {
        text.to_owned()
    } else {
        format!("{} \u{2026}", words[..AROUND].concat().trim_end())
    }
}

fn quote(text: &str) -> String {
    exactly(text.trim().trim_end_matches('.'))
}

/// A text in quotes as it stands, its full stop included: where that may be all that changed.
fn exactly(text: &str) -> String {
    format!("\u{201c}{}\u{201d}", text.trim())
}

fn join(mut parts: Vec<String>) -> String {
    match parts.pop() {
        Some(last) if !parts.is_empty() => format!("{} and {last}", parts.join(", ")),
        Some(last) => last,
        None => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
