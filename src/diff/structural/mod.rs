//! Changes of structure: tracks, levels, ladders, sections, responsibilities, pages, status, and the
//! rules by which the framework is judged. One thing that happened is one change; the behaviors of
//! what came or went are changes of their own that say what they are a part of.

mod definitions;
mod joined;
mod named;
mod order;
mod pages;

pub(super) use definitions::direction;
pub(super) use order::at as order_at;

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::model::PageAddress;

use super::behaviors::bare;
use super::change::{Change, Item, OtherItem};
use super::compare::{Context, RuleChange};
use super::kind::{Impact, Kind};
use super::matching::Links;
use super::sides::Sides;

/// Returns the changes of structure, in a fixed order of kinds and then of the framework.
pub(super) fn changes<'f>(
    context: &Context<'f, '_>,
    sides: &Sides<'f>,
    links: &Links,
    rules: &[RuleChange],
) -> Vec<Change<'f>> {
    let mut out = Vec::new();
    out.extend(rules.iter().map(rule));
    if !context.structure.unread.framework() {
        definitions::changes(context, &mut out);
        named::ladders(context, &mut out);
        named::levels(context, &mut out);
        order::of_levels(context, &mut out);
    }
    named::tracks(context, &mut out);
    definitions::of_tracks(context, &mut out);
    if !context.structure.unread.names() {
        named::sections(context, &mut out);
        named::responsibilities(context, sides, &mut out);
        order::of_sections(context, &mut out);
    }
    pages::renamed_headings(context, sides, &mut out);
    let mut newly_read = joined::newly_read(context, sides, links);
    joined::changes(context, &mut newly_read, &mut out);
    pages::changes(context, &mut newly_read, &mut out);
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

/// Marks a change as one of wording rather than of names.
fn clarifying(mut change: Change<'_>) -> Change<'_> {
    change.impact = Impact::Clarification;
    change
}

/// Which structural change a behavior of a new or removed page is a part of.
#[derive(Debug, Default)]
pub(super) struct Parents {
    added: IndexMap<(&'static str, String), usize>,
    removed: IndexMap<(&'static str, String), usize>,
}

impl Parents {
    /// Returns the parents among these changes.
    pub(super) fn of(changes: &[Change<'_>]) -> Self {
        let mut out = Self::default();
        for (index, change) in changes.iter().enumerate() {
            let side = |items: &[Item<'_>]| items.first().map(Item::at).unwrap_or_default();
            let what = match change.kind {
                Kind::TrackAdded | Kind::TrackRemoved | Kind::TrackSplit | Kind::TrackMerged => "track",
                Kind::LevelAdded | Kind::LevelRemoved | Kind::LevelSplit | Kind::LevelMerged => "level",
                Kind::PageAdded | Kind::PageRemoved | Kind::PageSplit | Kind::PageMerged => "page",
                _ => continue,
            };
            match change.kind.as_str().rsplit('-').next() {
                Some("added" | "split") => out.added.insert((what, side(&change.after)), index),
                _ => out.removed.insert((what, side(&change.before)), index),
            };
        }
        out
    }

    /// The change that a text added on a page is a part of.
    pub(super) fn of_added(&self, page: &PageAddress) -> Option<usize> {
        Self::find(&self.added, page)
    }

    /// The change that a text removed from a page is a part of.
    pub(super) fn of_removed(&self, page: &PageAddress) -> Option<usize> {
        Self::find(&self.removed, page)
    }

    fn find(of: &IndexMap<(&'static str, String), usize>, page: &PageAddress) -> Option<usize> {
        let track = of.get(&("track", page.track.to_string()));
        let level = || of.get(&("level", page.level.to_string()));
        let own = || of.get(&("page", page.to_string()));
        track.or_else(level).or_else(own).copied()
    }
}
