//! Changes of structure: tracks, levels, ladders, sections, responsibilities, pages, status, and the
//! rules by which the framework is judged.

use std::borrow::Cow;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::model::{Framework, Id, PageAddress};

use super::behaviors::bare;
use super::change::{Change, Item, Match, MatchRule, OtherItem, Reach};
use super::compare::{Context, RuleChange};
use super::kind::{Bar, Impact, Kind};
use super::sides::{Sides, address_afterwards};
use super::structure::{Alignment, ResponsibilityKey};

/// Which structural change a behavior of a new or removed page is a part of.
#[derive(Debug, Default)]
pub(super) struct Parents {
    added: IndexMap<String, usize>,
    removed: IndexMap<String, usize>,
}

impl Parents {
    /// Returns the parents among these changes.
    pub(super) fn of(changes: &[Change<'_>]) -> Self {
        let mut out = Self::default();
        for (index, change) in changes.iter().enumerate() {
            let side = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
            match change.kind {
                Kind::TrackAdded | Kind::LevelAdded | Kind::PageAdded => {
                    out.added.insert(format!("{} {}", change.kind.as_str(), side(&change.after)), index);
                }
                Kind::TrackRemoved | Kind::LevelRemoved | Kind::PageRemoved => {
                    out.removed.insert(format!("{} {}", change.kind.as_str(), side(&change.before)), index);
                }
                _ => {}
            }
        }
        out
    }

    /// The change that a behavior added on a page is a part of.
    pub(super) fn of_added(&self, page: &PageAddress) -> Option<usize> {
        Self::find(&self.added, "added", page)
    }

    /// The change that a behavior removed from a page is a part of.
    pub(super) fn of_removed(&self, page: &PageAddress) -> Option<usize> {
        Self::find(&self.removed, "removed", page)
    }

    fn find(of: &IndexMap<String, usize>, what: &str, page: &PageAddress) -> Option<usize> {
        let track = of.get(&format!("track-{what} {}", page.track));
        let level = || of.get(&format!("level-{what} {}", page.level));
        let own = || of.get(&format!("page-{what} {page}"));
        track.or_else(level).or_else(own).copied()
    }
}

/// Returns the changes of structure, in a fixed order of kinds and then of the framework.
pub(super) fn changes<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, rules: &[RuleChange]) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    out.extend(rules.iter().map(rule));
    out.extend(definitions(context));
    ladders(context, &mut out);
    levels(context, &mut out);
    tracks(context, &mut out);
    sections(context, &mut out);
    responsibilities(context, &mut out);
    headings_of_pages(context, sides, &mut out);
    pages(context, &mut out);
    out
}

fn rule<'f>(rule: &RuleChange) -> Change<'f> {
    let side = |text: &str| {
        let item = OtherItem {
            at: rule.at.clone(),
            text: Cow::Owned(text.to_owned()),
            file: rule.file,
            line: rule.line,
            ..OtherItem::default()
        };
        if text.is_empty() { Vec::new() } else { vec![Item::of_other(item)] }
    };
    let kind = if rule.scale { Kind::ScaleChanged } else { Kind::PolicyChanged };
    bare(kind, side(&rule.before), side(&rule.after))
}

/// Rules that stand in the framework itself: whether a ladder is cumulative, which way a fact counts.
fn definitions<'f>(context: &Context<'f, '_>) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    let item = |at: String, text: String, file: &'f str, line: u32| {
        Item::of_other(OtherItem { at, text: Cow::Owned(text), file, line, ..OtherItem::default() })
    };
    for (id, (after, _)) in &context.structure.ladders.pairs {
        let (Some(old), Some(new)) = (context.before.ladders.get(id), context.after.ladders.get(after)) else {
            continue;
        };
        if old.cumulative != new.cumulative {
            let side = |ladder: &'f crate::model::Ladder| {
                let text = format!("cumulative = {}", ladder.cumulative);
                item(format!("ladders/{}", ladder.id), text, &ladder.origin.file, ladder.origin.line)
            };
            let mut change = bare(Kind::PolicyChanged, vec![side(old)], vec![side(new)]);
            change.impact = Impact::Expectation;
            change.bar = Bar::Unclear;
            change.because = Some("whether levels add up changes what every page asks".to_owned());
            out.push(change);
        }
    }
    for (id, new) in &context.after.facts {
        let Some(old) = context.before.facts.get(id) else { continue };
        if old.higher != new.higher {
            let side = |fact: &'f crate::model::FactDefinition| {
                item(format!("facts/{id}"), direction(fact).to_owned(), &fact.origin.file, fact.origin.line)
            };
            out.push(bare(Kind::PolicyChanged, vec![side(old)], vec![side(new)]));
        }
    }
    out
}

/// Which way a fact counts, as a rule reads.
pub(super) fn direction(fact: &crate::model::FactDefinition) -> &'static str {
    match fact.higher {
        Some(crate::model::Direction::AsksMore) => "higher = asks-more",
        Some(crate::model::Direction::AsksLess) => "higher = asks-less",
        None => "no direction",
    }
}

/// What a structural change of one kind of thing needs to know of it.
struct Named<'f> {
    at: String,
    name: &'f str,
    file: &'f str,
    line: u32,
}

impl<'f> Named<'f> {
    fn item(self) -> Item<'f> {
        Item::of_other(OtherItem {
            at: self.at,
            text: Cow::Borrowed(self.name),
            file: self.file,
            line: self.line,
            ..OtherItem::default()
        })
    }
}

/// The kinds of change of one kind of thing.
struct Kinds {
    added: Kind,
    removed: Kind,
    renamed: Kind,
    merged: Kind,
    split: Kind,
}

fn aligned<'f, K: Clone + Eq + Hash + 'f>(
    alignment: &Alignment<K>,
    before: &[(K, Named<'f>)],
    after: &[(K, Named<'f>)],
    kinds: &Kinds,
    out: &mut Vec<Change<'f>>,
) {
    let find = |list: &[(K, Named<'f>)], key: &K| {
        list.iter().find(|(other, _)| other == key).map(|(_, named)| named.copy().item())
    };
    for (id, (to, rule)) in &alignment.pairs {
        let names = (before.iter().find(|(key, _)| key == id), after.iter().find(|(key, _)| key == to));
        let (Some((_, old)), Some((_, new))) = names else { continue };
        if id == to && old.name == new.name {
            continue;
        }
        let mut change = bare(kinds.renamed, vec![old.copy().item()], vec![new.copy().item()]);
        change.matched = Some(Match { by: *rule, score: 1.0 });
        out.push(change);
    }
    for (from, to) in &alignment.merged {
        if let (Some(old), Some(new)) = (find(before, from), find(after, to)) {
            out.push(clarifying(bare(kinds.merged, vec![old], vec![new])));
        }
    }
    for (from, to) in &alignment.split {
        if let (Some(old), Some(new)) = (find(before, from), find(after, to)) {
            out.push(clarifying(bare(kinds.split, vec![old], vec![new])));
        }
    }
    for (key, named) in after {
        let known =
            alignment.pairs.values().any(|(to, _)| to == key) || alignment.split.iter().any(|(_, to)| to == key);
        if !known {
            out.push(clarifying(bare(kinds.added, Vec::new(), vec![named.copy().item()])));
        }
    }
    for (key, named) in before {
        let known = alignment.pairs.contains_key(key) || alignment.merged.iter().any(|(from, _)| from == key);
        if !known {
            let mut change = bare(kinds.removed, vec![named.copy().item()], Vec::new());
            change.impact = if matches!(kinds.removed, Kind::TrackRemoved | Kind::LevelRemoved) {
                Impact::Expectation
            } else {
                Impact::Clarification
            };
            out.push(change);
        }
    }
}

impl<'f> Named<'f> {
    fn copy(&self) -> Self {
        Self { at: self.at.clone(), name: self.name, file: self.file, line: self.line }
    }
}

fn clarifying(mut change: Change<'_>) -> Change<'_> {
    change.impact = Impact::Clarification;
    change
}

fn ladders<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> Vec<(Id, Named<'f>)> {
        let named = |ladder: &'f crate::model::Ladder| Named {
            at: ladder.id.to_string(),
            name: &ladder.name,
            file: &ladder.origin.file,
            line: ladder.origin.line,
        };
        framework.ladders.values().map(|ladder| (ladder.id.clone(), named(ladder))).collect()
    };
    let kinds = Kinds {
        added: Kind::LadderAdded,
        removed: Kind::LadderRemoved,
        renamed: Kind::LadderRenamed,
        merged: Kind::LadderRenamed,
        split: Kind::LadderAdded,
    };
    aligned(&context.structure.ladders, &list(context.before), &list(context.after), &kinds, out);
}

fn levels<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> Vec<(Id, Named<'f>)> {
        let named = |level: &'f crate::model::Level| Named {
            at: level.id.to_string(),
            name: &level.name,
            file: &level.origin.file,
            line: level.origin.line,
        };
        framework.levels.values().map(|level| (level.id.clone(), named(level))).collect()
    };
    let kinds = Kinds {
        added: Kind::LevelAdded,
        removed: Kind::LevelRemoved,
        renamed: Kind::LevelRenamed,
        merged: Kind::LevelMerged,
        split: Kind::LevelSplit,
    };
    let start = out.len();
    aligned(&context.structure.levels, &list(context.before), &list(context.after), &kinds, out);
    for change in &mut out[start..] {
        if change.kind == Kind::LevelRemoved && !has_text(context.before, change) {
            change.impact = Impact::Editorial;
            change.because = Some("no page of the level asked for anything".to_owned());
        }
    }
    level_order(context, out);
}

/// Whether any page of the level that a change removes asked for anything.
fn has_text(framework: &Framework, change: &Change<'_>) -> bool {
    let level = change.before.first().map(Item::at).unwrap_or_default();
    framework.sheets().any(|sheet| sheet.address.level == level.as_str() && sheet.behaviors().next().is_some())
}

fn level_order<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    for (id, (to, _)) in &context.structure.ladders.pairs {
        let (Some(old), Some(new)) = (context.before.ladders.get(id), context.after.ladders.get(to)) else { continue };
        let pairs = &context.structure.levels.pairs;
        let stays = |level: &&Id| pairs.get(*level).is_some_and(|(after, _)| new.levels().any(|other| other == after));
        let before: Vec<&Id> = old.levels().filter(stays).map(|level| &pairs[level].0).collect();
        let after: Vec<&Id> = new.levels().filter(|level| before.contains(level)).collect();
        if before != after {
            let side = |ladder: &'f crate::model::Ladder| {
                let order = ladder.levels().map(Id::as_str).collect::<Vec<_>>().join(", ");
                Item::of_other(OtherItem {
                    at: ladder.id.to_string(),
                    text: Cow::Owned(order),
                    file: &ladder.origin.file,
                    line: ladder.origin.line,
                    ..OtherItem::default()
                })
            };
            let mut change = bare(Kind::LevelReordered, vec![side(old)], vec![side(new)]);
            change.impact = Impact::Expectation;
            change.bar = Bar::Unclear;
            change.because = Some("which level stands above which changed".to_owned());
            out.push(change);
        }
    }
}

fn tracks<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> Vec<(Id, Named<'f>)> {
        let named = |track: &'f crate::model::Track| Named {
            at: track.id.to_string(),
            name: &track.name,
            file: &track.origin.file,
            line: track.origin.line,
        };
        framework.tracks.values().map(|track| (track.id.clone(), named(track))).collect()
    };
    let kinds = Kinds {
        added: Kind::TrackAdded,
        removed: Kind::TrackRemoved,
        renamed: Kind::TrackRenamed,
        merged: Kind::TrackMerged,
        split: Kind::TrackSplit,
    };
    aligned(&context.structure.tracks, &list(context.before), &list(context.after), &kinds, out);
    for (id, (to, _)) in &context.structure.tracks.pairs {
        let (Some(old), Some(new)) = (context.before.tracks.get(id), context.after.tracks.get(to)) else { continue };
        if old.status == new.status {
            continue;
        }
        let side = |track: &'f crate::model::Track| {
            Item::of_other(OtherItem {
                at: track.id.to_string(),
                text: Cow::Borrowed(track.status.as_str()),
                file: &track.origin.file,
                line: track.origin.line,
                ..OtherItem::default()
            })
        };
        let mut change = bare(Kind::StatusChanged, vec![side(old)], vec![side(new)]);
        let draft = crate::model::Status::Draft;
        let bar = match (old.status == draft, new.status == draft) {
            (true, false) => Bar::AsksMore,
            (false, true) => Bar::AsksLess,
            _ => Bar::Same,
        };
        change.impact = if bar == Bar::Same { Impact::Clarification } else { Impact::Expectation };
        change.bar = bar;
        change.reaches = new.pages.values().map(|sheet| Reach { page: sheet.address.clone(), bar }).collect();
        out.push(change);
    }
}

fn sections<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> Vec<(Id, Named<'f>)> {
        let own = framework.tracks.values().flat_map(|track| track.sections.values());
        let mut seen = IndexMap::new();
        for section in framework.sections.values().chain(own) {
            seen.entry(section.id.clone()).or_insert_with(|| Named {
                at: section.id.to_string(),
                name: &section.name,
                file: &section.origin.file,
                line: section.origin.line,
            });
        }
        seen.into_iter().collect()
    };
    let kinds = Kinds {
        added: Kind::SectionAdded,
        removed: Kind::SectionRemoved,
        renamed: Kind::SectionRenamed,
        merged: Kind::SectionMerged,
        split: Kind::SectionSplit,
    };
    let (before, after) = (list(context.before), list(context.after));
    aligned(&context.structure.sections, &before, &after, &kinds, out);
    let pairs = &context.structure.sections.pairs;
    let old: Vec<&Id> = context.before.sections.keys().filter_map(|id| pairs.get(id).map(|(to, _)| to)).collect();
    let old: Vec<&Id> = old.into_iter().filter(|id| context.after.sections.contains_key(*id)).collect();
    let new: Vec<&Id> = context.after.sections.keys().filter(|id| old.contains(id)).collect();
    if old != new {
        let side = |framework: &'f Framework| {
            let order = framework.sections.keys().map(Id::as_str).collect::<Vec<_>>().join(", ");
            Item::of_other(OtherItem { at: "sections".to_owned(), text: Cow::Owned(order), ..OtherItem::default() })
        };
        out.push(bare(Kind::SectionReordered, vec![side(context.before)], vec![side(context.after)]));
    }
}

fn responsibilities<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> Vec<(ResponsibilityKey, Named<'f>)> {
        let own = framework.tracks.values().flat_map(|track| track.sections.values());
        let mut seen = IndexMap::new();
        for section in framework.sections.values().chain(own) {
            for responsibility in section.responsibilities.values() {
                let key = (section.id.clone(), responsibility.id.clone());
                seen.entry(key).or_insert_with(|| Named {
                    at: format!("{}/{}", section.id, responsibility.id),
                    name: &responsibility.name,
                    file: &responsibility.origin.file,
                    line: responsibility.origin.line,
                });
            }
        }
        seen.into_iter().collect()
    };
    let kinds = Kinds {
        added: Kind::ResponsibilityAdded,
        removed: Kind::ResponsibilityRemoved,
        renamed: Kind::ResponsibilityRenamed,
        merged: Kind::ResponsibilityMerged,
        split: Kind::ResponsibilitySplit,
    };
    let sections = &context.structure.sections.pairs;
    let start = out.len();
    aligned(&context.structure.responsibilities, &list(context.before), &list(context.after), &kinds, out);
    // A responsibility that only follows the new name of its section did not change itself.
    let follows = |change: &Change<'_>| {
        let (Some(old), Some(new)) = (change.before.first(), change.after.first()) else { return false };
        let (before, after) = (old.at(), new.at());
        let (Some((section, id)), Some((to, same))) = (before.split_once('/'), after.split_once('/')) else {
            return false;
        };
        let renamed = sections.iter().any(|(from, (into, _))| *from == section && *into == to && from != into);
        change.kind == Kind::ResponsibilityRenamed && renamed && id == same && old.text() == new.text()
    };
    let mut index = start;
    while index < out.len() {
        if follows(&out[index]) {
            out.remove(index);
        } else {
            index += 1;
        }
    }
}

/// Headings that a single page renamed; those of sections that went into one another or came out of
/// one another are told with the sections.
fn headings_of_pages<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, out: &mut Vec<Change<'f>>) {
    let sections = &context.structure.sections;
    let told = |rename: &super::sides::HeadingRename<'f>| {
        let pair = (&rename.before.1.section, &rename.after.1.section);
        sections.merged.iter().chain(&sections.split).any(|(from, to)| (from, to) == pair)
    };
    for rename in sides.renamed_headings.iter().filter(|rename| !told(rename)) {
        let side = |framework: &'f Framework,
                    (sheet, heading): (&'f crate::model::Sheet, &'f crate::model::Heading)| {
            let track = &sheet.address.track;
            let name = match &heading.responsibility {
                Some(id) => framework.responsibility_name(track, &heading.section, id),
                None => framework.section_name(track, &heading.section),
            };
            let mut at = format!("{}/{}", sheet.address, heading.section);
            if let Some(responsibility) = &heading.responsibility {
                at = format!("{at}/{responsibility}");
            }
            Item::of_other(OtherItem {
                page: Some(sheet.address.clone()),
                at,
                section: Some(&heading.section),
                responsibility: heading.responsibility.as_ref(),
                file: &sheet.file,
                line: heading.line,
                text: Cow::Borrowed(name),
            })
        };
        let kind = match (&rename.before.1.responsibility, &rename.after.1.responsibility) {
            (Some(_), _) | (_, Some(_)) => Kind::ResponsibilityRenamed,
            _ => Kind::SectionRenamed,
        };
        let (old, new) = (side(context.before, rename.before), side(context.after, rename.after));
        let mut change = bare(kind, vec![old], vec![new]);
        change.matched = Some(Match { by: MatchRule::Text, score: 1.0 });
        change.reaches = vec![Reach { page: rename.after.0.address.clone(), bar: Bar::Same }];
        out.push(change);
    }
}

/// Pages that are new or gone where their track and level are not.
fn pages<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let structure = context.structure;
    let item = |framework: &'f Framework, page: &PageAddress| {
        let sheet = framework.sheet(page);
        Item::of_other(OtherItem {
            page: Some(page.clone()),
            at: page.to_string(),
            text: Cow::Owned(framework.page_name(page)),
            file: sheet.map_or("", |sheet| &sheet.file),
            line: 1,
            ..OtherItem::default()
        })
    };
    let old: Vec<(PageAddress, PageAddress)> =
        context.before.pages().map(|page| (address_afterwards(&page, structure), page)).collect();
    let new: Vec<PageAddress> = context.after.pages().collect();
    let known_track = |id: &Id| structure.tracks.pairs.values().any(|(to, _)| to == id);
    let known_level = |id: &Id| structure.levels.pairs.values().any(|(to, _)| to == id);
    for page in new.iter().filter(|page| old.iter().all(|(after, _)| after != *page)) {
        if known_track(&page.track) && known_level(&page.level) {
            out.push(clarifying(bare(Kind::PageAdded, Vec::new(), vec![item(context.after, page)])));
        }
    }
    for (after, page) in old.iter().filter(|(after, _)| !new.contains(after)) {
        let stays =
            structure.tracks.pairs.contains_key(&page.track) && structure.levels.pairs.contains_key(&page.level);
        let unreadable = context
            .after
            .unreadable
            .iter()
            .any(|file| *file.file == *format!("tracks/{}/{}.toml", after.track, after.level));
        if stays && !unreadable {
            let mut change = bare(Kind::PageRemoved, vec![item(context.before, page)], Vec::new());
            change.impact = Impact::Expectation;
            out.push(change);
        }
    }
}
