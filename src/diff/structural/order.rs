//! The order of levels, sections and responsibilities, where what stays stands in another one.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::diff::behaviors::bare;
use crate::diff::change::{Change, Item, OtherItem};
use crate::diff::compare::Context;
use crate::diff::kind::{Bar, Impact, Kind};
use crate::model::{Framework, Id, Ladder, Origin, SectionDefinition};

/// Levels that stand above others, or beside them, than before.
pub(super) fn of_levels<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    for (id, (to, _)) in &context.structure.ladders.pairs {
        let (Some(old), Some(new)) = (context.before.ladders.get(id), context.after.ladders.get(to)) else { continue };
        let pairs = &context.structure.levels.pairs;
        let stays = |level: &Id| pairs.get(level).map(|(after, _)| after).filter(|after| new.rank(after).is_some());
        let before: Vec<Vec<&Id>> =
            without_empty(old.ranks.iter().map(|rank| rank.iter().filter_map(&stays).collect()));
        let known = |level: &&Id| before.iter().flatten().any(|other| other == level);
        let after = without_empty(new.ranks.iter().map(|rank| rank.iter().filter(known).collect()));
        if before == after {
            continue;
        }
        let side = |framework: &'f Framework, ladder: &'f Ladder| {
            item(ladder.id.to_string(), levels_in_order(framework, ladder), &ladder.origin)
        };
        let mut change = bare(Kind::LevelReordered, vec![side(context.before, old)], vec![side(context.after, new)]);
        change.impact = Impact::Expectation;
        change.bar = Bar::Unclear;
        change.because = Some("which level stands above which changed".to_owned());
        out.push(change);
    }
}

fn without_empty<'f>(ranks: impl Iterator<Item = Vec<&'f Id>>) -> Vec<Vec<&'f Id>> {
    ranks.filter(|rank| !rank.is_empty()).collect()
}

fn item<'f>(at: String, order: String, origin: &'f Origin) -> Item<'f> {
    Item::of_other(OtherItem {
        at,
        text: Cow::Owned(order),
        file: &origin.file,
        line: origin.line,
        ..OtherItem::default()
    })
}

type Sections = IndexMap<Id, SectionDefinition>;

/// Sections and responsibilities that stand in another order, of the framework and of each track.
pub(super) fn of_sections<'f>(context: &Context<'f, '_>, out: &mut Vec<Change<'f>>) {
    of_owner(context, "", (&context.before.sections, &context.after.sections), out);
    for (id, (to, _)) in &context.structure.tracks.pairs {
        if let (Some(old), Some(new)) = (context.before.tracks.get(id), context.after.tracks.get(to))
            && !context.structure.unread.track(to)
        {
            of_owner(context, &format!("{to}/"), (&old.sections, &new.sections), out);
        }
    }
}

fn of_owner<'f>(
    context: &Context<'f, '_>,
    owner: &str,
    (old, new): (&'f Sections, &'f Sections),
    out: &mut Vec<Change<'f>>,
) {
    let follow = |id: &Id| context.structure.sections.pairs.get(id).map(|(after, _)| after.clone());
    if let (true, Some(first), Some(now)) =
        (is_turned(old.keys().filter_map(follow), new.keys()), old.values().next(), new.values().next())
    {
        let at = format!("{owner}sections");
        let sides = (vec![item(at.clone(), names_of(old), &first.origin)], vec![item(at, names_of(new), &now.origin)]);
        out.push(bare(Kind::SectionReordered, sides.0, sides.1));
    }
    for (id, section) in old {
        let Some(now) = follow(id).and_then(|id| new.get(&id)) else { continue };
        let follow = |responsibility: &Id| {
            let key = (id.clone(), responsibility.clone());
            let (to, after) = context.structure.responsibilities.pairs.get(&key).map(|(after, _)| after.clone())?;
            (to == now.id).then_some(after)
        };
        if is_turned(section.responsibilities.keys().filter_map(follow), now.responsibilities.keys()) {
            let side = |section: &'f SectionDefinition| {
                item(format!("{owner}{}", section.id), names_within(section), &section.origin)
            };
            out.push(bare(Kind::ResponsibilityReordered, vec![side(section)], vec![side(now)]));
        }
    }
}

/// Whether what stands in both lists stands in another order.
fn is_turned<'f>(old: impl Iterator<Item = Id>, new: impl Iterator<Item = &'f Id> + Clone) -> bool {
    let old: Vec<Id> = old.filter(|id| new.clone().any(|other| other == id)).collect();
    let new: Vec<&Id> = new.filter(|id| old.contains(id)).collect();
    old.iter().ne(new)
}

/// The levels of a ladder as people read their order.
fn levels_in_order(framework: &Framework, ladder: &Ladder) -> String {
    let rank = |rank: &Vec<Id>| rank.iter().map(|level| framework.level_name(level)).collect::<Vec<_>>().join(" or ");
    ladder.ranks.iter().map(rank).collect::<Vec<_>>().join(", ")
}

fn names_of(sections: &Sections) -> String {
    sections.values().map(|section| &*section.name).collect::<Vec<_>>().join(", ")
}

fn names_within(section: &SectionDefinition) -> String {
    section.responsibilities.values().map(|found| &*found.name).collect::<Vec<_>>().join(", ")
}

/// The order that a framework has at the address of a change of order.
pub(in crate::diff) fn at(framework: &Framework, kind: Kind, at: &str) -> Option<String> {
    if kind == Kind::LevelReordered {
        return framework.ladders.get(at).map(|ladder| levels_in_order(framework, ladder));
    }
    let (sections, name) = match at.split_once('/') {
        Some((track, name)) => (&framework.tracks.get(track)?.sections, name),
        None => (&framework.sections, at),
    };
    match kind {
        Kind::SectionReordered => Some(names_of(sections)),
        Kind::ResponsibilityReordered => sections.get(name).map(names_within),
        _ => None,
    }
}
