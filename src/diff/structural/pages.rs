//! Pages that are new, gone or renamed where their track and level are not, and headings
//! that single pages renamed.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::diff::behaviors::bare;
use crate::diff::change::{Change, Item, Match, MatchRule, OtherItem, Reach};
use crate::diff::compare::Context;
use crate::diff::kind::{Bar, Kind};
use crate::diff::sides::{HeadingRename, Sides, address_afterwards};
use crate::diff::structure::Pairs;
use crate::model::{Framework, Heading, Id, PageAddress, Sheet};

use super::clarifying;
use super::joined::{NewlyRead, tell};
use super::named::{is_draft, takes_away};

/// Headings that a single page renamed; those of sections that went into one another or came out of
/// one another are told with the sections.
pub(super) fn renamed_headings<'f>(context: &Context<'f, '_>, sides: &Sides<'f>, out: &mut Vec<Change<'f>>) {
    let name = |framework: &'f Framework, sheet: &Sheet, heading: &'f Heading| -> &'f str {
        let track = &sheet.address.track;
        match &heading.responsibility {
            Some(id) => framework.responsibility_name(track, &heading.section, id),
            None => framework.section_name(track, &heading.section),
        }
    };
    let sections = &context.structure.sections;
    let told = |rename: &HeadingRename<'f>| {
        let pair = (&rename.before.1.section, &rename.after.1.section);
        sections.merged.iter().chain(&sections.split).any(|join| (&join.before, &join.after) == pair)
    };
    for rename in sides.renamed_headings.iter().filter(|rename| !told(rename)) {
        let side = |framework: &'f Framework, (sheet, heading): (&'f Sheet, &'f Heading)| {
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
                text: Cow::Borrowed(name(framework, sheet, heading)),
            })
        };
        let kind = match (&rename.before.1.responsibility, &rename.after.1.responsibility) {
            (Some(_), _) | (_, Some(_)) => Kind::ResponsibilityRenamed,
            _ => Kind::SectionRenamed,
        };
        let sides = (vec![side(context.before, rename.before)], vec![side(context.after, rename.after)]);
        let mut change = bare(kind, sides.0, sides.1);
        change.matched = Some(Match { by: MatchRule::Text, score: 1.0 });
        let readers = context.readers.of_sheet(rename.after.0);
        change.reaches = readers.into_iter().map(|page| Reach { page, bar: Bar::Same }).collect();
        out.push(change);
    }
}

/// Pages that are new, gone or renamed by themselves.
pub(super) fn changes<'f>(context: &Context<'f, '_>, newly_read: &mut NewlyRead, out: &mut Vec<Change<'f>>) {
    let structure = context.structure;
    let unread = |page: &PageAddress| structure.unread.sheet(page);
    let declared = &structure.pages;
    for (old, (new, found)) in declared.pairs.iter().filter(|(old, (new, _))| *old != new && !new.is_shared()) {
        let mut change = bare(Kind::PageRenamed, vec![item(context.before, old)], vec![item(context.after, new)]);
        change.matched = Some(*found);
        change.reaches = vec![Reach { page: new.clone(), bar: Bar::Same }];
        if let Some(signals) = newly_read.remove(new) {
            tell(&mut change, new, signals);
        }
        out.push(change);
    }
    let old: Vec<(PageAddress, PageAddress)> =
        context.before.pages().map(|page| (address_afterwards(&page, structure), page)).collect();
    let new: Vec<PageAddress> = context.after.pages().collect();
    let (was, is): (FxHashSet<&PageAddress>, FxHashSet<&PageAddress>) =
        (old.iter().map(|(after, _)| after).collect(), new.iter().collect());
    let goes_on = |id: &Id, pairs: &Pairs<Id>| pairs.values().any(|(to, _)| to == id);
    for page in new.iter().filter(|page| !was.contains(page) && !unread(page)) {
        let stays = goes_on(&page.track, &structure.tracks.pairs) && goes_on(&page.level, &structure.levels.pairs);
        if stays && declared.split.iter().all(|join| join.after != *page) && structure.joined.page(page).is_none() {
            out.push(clarifying(bare(Kind::PageAdded, Vec::new(), vec![item(context.after, page)])));
        }
    }
    for (_, page) in old.iter().filter(|(after, page)| !is.contains(after) && !unread(after) && !unread(page)) {
        let stays =
            structure.tracks.pairs.contains_key(&page.track) && structure.levels.pairs.contains_key(&page.level);
        if stays && declared.merged.iter().all(|join| join.before != *page) && structure.joined.page(page).is_none() {
            let mut change = bare(Kind::PageRemoved, vec![item(context.before, page)], Vec::new());
            takes_away(&mut change, is_draft(context.before, &page.track));
            out.push(change);
        }
    }
}

pub(super) fn item<'f>(framework: &'f Framework, page: &PageAddress) -> Item<'f> {
    let sheet = framework.sheet(page);
    Item::of_other(OtherItem {
        page: Some(page.clone()),
        at: page.to_string(),
        text: Cow::Owned(framework.page_name(page)),
        file: sheet.map_or("", |sheet| &sheet.file),
        line: 1,
        ..OtherItem::default()
    })
}
