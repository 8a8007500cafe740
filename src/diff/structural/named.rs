//! What has a name and an id: ladders, levels, tracks, sections, responsibilities; which of them are
//! new, gone, renamed, merged or split.

use std::borrow::Cow;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::diff::behaviors::bare;
use crate::diff::change::{Change, Item, MatchRule, OtherItem};
use crate::diff::compare::Context;
use crate::diff::kind::{Impact, Kind};
use crate::diff::sides::Sides;
use crate::diff::structure::{Alignment, ResponsibilityKey};
use crate::model::{Framework, Id, Origin, SectionDefinition, Sheet, Status};

use super::clarifying;

/// What a structural change of one kind of thing needs to know of it.
#[derive(Clone)]
struct Named<'f> {
    at: String,
    name: &'f str,
    file: &'f str,
    line: u32,
}

impl<'f> Named<'f> {
    fn of(at: String, name: &'f str, origin: &'f Origin) -> Self {
        Self { at, name, file: &origin.file, line: origin.line }
    }

    fn item(&self) -> Item<'f> {
        Item::of_other(OtherItem {
            at: self.at.clone(),
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

type List<'f, K> = IndexMap<K, Named<'f>>;

fn aligned<'f, K: Clone + Eq + Hash + 'f>(
    alignment: &Alignment<K>,
    (before, after): (&List<'f, K>, &List<'f, K>),
    kinds: &Kinds,
    out: &mut Vec<Change<'f>>,
) {
    for (id, (to, found)) in &alignment.pairs {
        let (Some(old), Some(new)) = (before.get(id), after.get(to)) else { continue };
        if id == to && old.name == new.name {
            continue;
        }
        let mut change = bare(kinds.renamed, vec![old.item()], vec![new.item()]);
        change.matched = Some(*found);
        if found.by == MatchRule::Likeness {
            let doubt = "known by its name and by what its pages are about, as hardly a sentence is the same; \
                         `was` says it for certain";
            change.because = Some(doubt.to_owned());
        }
        out.push(change);
    }
    for (kind, joined) in [(kinds.merged, &alignment.merged), (kinds.split, &alignment.split)] {
        for join in joined {
            if let (Some(old), Some(new)) = (before.get(&join.before), after.get(&join.after)) {
                let mut change = clarifying(bare(kind, vec![old.item()], vec![new.item()]));
                change.matched = Some(join.found);
                out.push(change);
            }
        }
    }
    for (key, named) in after {
        let known =
            alignment.pairs.values().any(|(to, _)| to == key) || alignment.split.iter().any(|join| join.after == *key);
        if !known {
            out.push(clarifying(bare(kinds.added, Vec::new(), vec![named.item()])));
        }
    }
    for (key, named) in before {
        let known = alignment.pairs.contains_key(key) || alignment.merged.iter().any(|join| join.before == *key);
        if !known {
            out.push(clarifying(bare(kinds.removed, vec![named.item()], Vec::new())));
        }
    }
}

/// Ladders.
pub(super) fn ladders<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> List<'f, Id> {
        let named = |ladder: &'f crate::model::Ladder| Named::of(ladder.id.to_string(), &ladder.name, &ladder.origin);
        framework.ladders.values().map(|ladder| (ladder.id.clone(), named(ladder))).collect()
    };
    let kinds = Kinds {
        added: Kind::LadderAdded,
        removed: Kind::LadderRemoved,
        renamed: Kind::LadderRenamed,
        merged: Kind::LadderRemoved,
        split: Kind::LadderAdded,
    };
    aligned(&context.structure.ladders, (&list(context.before), &list(context.after)), &kinds, out);
}

/// Levels. What a level asked goes with it, so its removal is an expectation change where anybody
/// was asked anything.
pub(super) fn levels<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> List<'f, Id> {
        let named = |level: &'f crate::model::Level| Named::of(level.id.to_string(), &level.name, &level.origin);
        let mut found: List<'f, Id> = framework.levels.values().map(|level| (level.id.clone(), named(level))).collect();
        for sheet in framework.undeclared_levels() {
            let level = &sheet.address.level;
            let name = level.as_str();
            let named = Named { at: level.to_string(), name, file: &sheet.file, line: 1 };
            found.entry(level.clone()).or_insert(named);
        }
        found
    };
    let kinds = Kinds {
        added: Kind::LevelAdded,
        removed: Kind::LevelRemoved,
        renamed: Kind::LevelRenamed,
        merged: Kind::LevelMerged,
        split: Kind::LevelSplit,
    };
    let start = out.len();
    aligned(&context.structure.levels, (&list(context.before), &list(context.after)), &kinds, out);
    for change in out[start..].iter_mut().filter(|change| change.kind == Kind::LevelRemoved) {
        let level = change.before.first().map(Item::at).unwrap_or_default();
        let asks = |sheet: &&Sheet| sheet.address.level == level.as_str() && sheet.behaviors().next().is_some();
        let mut asking = context.before.sheets().filter(asks).peekable();
        if asking.peek().is_none() {
            change.impact = Impact::Editorial;
            change.because = Some("no page of the level asked for anything".to_owned());
        } else {
            let draft = asking.all(|sheet| is_draft(context.before, &sheet.address.track));
            takes_away(change, draft);
        }
    }
}

/// What is gone asked something of somebody, unless it was a draft.
pub(super) fn takes_away(change: &mut Change<'_>, draft: bool) {
    if draft {
        change.impact = Impact::Clarification;
        change.because = Some("it was a draft and asked nothing of anyone".to_owned());
    } else {
        change.impact = Impact::Expectation;
    }
}

/// Whether a track is a draft.
pub(super) fn is_draft(framework: &Framework, track: &Id) -> bool {
    framework.tracks.get(track).is_some_and(|track| track.status == Status::Draft)
}

/// Tracks.
pub(super) fn tracks<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let unread = &context.structure.unread;
    let list = |framework: &'f Framework| -> List<'f, Id> {
        let named = |track: &'f crate::model::Track| Named::of(track.id.to_string(), &track.name, &track.origin);
        framework.tracks.values().map(|track| (track.id.clone(), named(track))).collect()
    };
    let kinds = Kinds {
        added: Kind::TrackAdded,
        removed: Kind::TrackRemoved,
        renamed: Kind::TrackRenamed,
        merged: Kind::TrackMerged,
        split: Kind::TrackSplit,
    };
    let start = out.len();
    aligned(&context.structure.tracks, (&list(context.before), &list(context.after)), &kinds, out);
    // Of a track whose file could not be read the name is unknown, and whether it is there.
    let found = out.split_off(start);
    out.extend(found.into_iter().filter(|change| {
        let ids: Vec<String> = change.before.iter().chain(&change.after).map(Item::at).collect();
        let renamed = ids.len() == 2 && ids[0] != ids[1];
        renamed || !ids.iter().any(|id| unread.track_named(id))
    }));
    for change in out[start..].iter_mut().filter(|change| change.kind == Kind::TrackRemoved) {
        let track = change.before.first().map(Item::at).unwrap_or_default();
        let draft = context.before.tracks.get(track.as_str()).is_some_and(|track| track.status == Status::Draft);
        takes_away(change, draft);
    }
}

/// The definitions of sections in force, the framework's before those of single tracks.
fn definitions(framework: &Framework) -> impl Iterator<Item = &SectionDefinition> {
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    framework.sections.values().chain(own)
}

/// Sections, those that nothing names among them.
pub(super) fn sections<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> List<'f, Id> {
        let mut seen = List::new();
        for section in definitions(framework) {
            let named = || Named::of(section.id.to_string(), &section.name, &section.origin);
            seen.entry(section.id.clone()).or_insert_with(named);
        }
        for (sheet, heading) in headings(framework) {
            let id = &heading.section;
            let named = || Named { at: id.to_string(), name: id.as_str(), file: &sheet.file, line: heading.line };
            seen.entry(id.clone()).or_insert_with(named);
        }
        seen
    };
    let kinds = Kinds {
        added: Kind::SectionAdded,
        removed: Kind::SectionRemoved,
        renamed: Kind::SectionRenamed,
        merged: Kind::SectionMerged,
        split: Kind::SectionSplit,
    };
    aligned(&context.structure.sections, (&list(context.before), &list(context.after)), &kinds, out);
}

fn headings(framework: &Framework) -> impl Iterator<Item = (&Sheet, &crate::model::Heading)> {
    framework.sheets().flat_map(|sheet| sheet.headings.iter().map(move |heading| (sheet, heading)))
}

/// Responsibilities, those that nothing names among them; those of single pages that were only renamed
/// there are said to be elsewhere.
pub(super) fn responsibilities<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, out: &mut Vec<Change<'f>>) {
    let list = |framework: &'f Framework| -> List<'f, ResponsibilityKey> {
        let mut seen = List::new();
        for section in definitions(framework) {
            for responsibility in section.responsibilities.values() {
                let at = || format!("{}/{}", section.id, responsibility.id);
                let named = || Named::of(at(), &responsibility.name, &responsibility.origin);
                seen.entry((section.id.clone(), responsibility.id.clone())).or_insert_with(named);
            }
        }
        for (sheet, heading) in headings(framework) {
            let Some(id) = &heading.responsibility else { continue };
            let at = || format!("{}/{id}", heading.section);
            let named = || Named { at: at(), name: id.as_str(), file: &sheet.file, line: heading.line };
            seen.entry((heading.section.clone(), id.clone())).or_insert_with(named);
        }
        seen
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
    let lists = (&list(context.before), &list(context.after));
    aligned(&context.structure.responsibilities, lists, &kinds, out);
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
    let on_a_page = |change: &Change<'_>| {
        let at = |items: &[Item<'_>]| items.first().map(Item::at);
        sides.renamed_headings.iter().any(|rename| match change.kind {
            Kind::ResponsibilityAdded | Kind::ResponsibilitySplit => at(&change.after) == of_heading(rename.after.1),
            Kind::ResponsibilityRemoved | Kind::ResponsibilityMerged => {
                at(&change.before) == of_heading(rename.before.1)
            }
            _ => false,
        })
    };
    let found = out.split_off(start);
    out.extend(found.into_iter().filter(|change| !follows(change) && !on_a_page(change)));
}

/// The address of a heading's responsibility within the framework.
fn of_heading(heading: &crate::model::Heading) -> Option<String> {
    heading.responsibility.as_ref().map(|id| format!("{}/{id}", heading.section))
}
