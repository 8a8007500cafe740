//! The map of verdicts, for pages that show one: a table of levels for each ladder, track by track.
//! Names in it are free of what steers or hides; markup is the business of who shows it.

use crate::diff::{ChangeSet, PageBar, PageVerdict};
use crate::model::{Framework, Id, PageAddress};

use super::escape::visible;
use super::outline;

/// One table of the map.
#[derive(Debug)]
pub(super) struct Map {
    /// The ladder's name; empty where there is only one.
    pub(super) name: String,
    /// The names of the levels, junior to senior.
    pub(super) levels: Vec<String>,
    /// A row for each track.
    pub(super) rows: Vec<MapRow>,
}

/// A track in the map.
#[derive(Debug)]
pub(super) struct MapRow {
    /// The track's name.
    pub(super) name: String,
    /// A cell for each level.
    pub(super) cells: Vec<Option<Cell>>,
}

/// A page that changed.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) bar: PageBar,
    /// What a screen reader adds.
    pub(super) aloud: String,
    pub(super) count: usize,
    /// The anchor of the page's part of the redline.
    pub(super) to: String,
}

impl Cell {
    /// The sign of its verdict.
    pub(super) fn sign(&self) -> &'static str {
        outline::sign(self.bar)
    }

    /// The word next to the sign.
    pub(super) fn word(&self) -> &'static str {
        outline::short_word(self.bar)
    }
}

/// Returns the tables of the map, a table for each ladder that has a page that changed.
pub(super) fn maps(set: &ChangeSet<'_>) -> Vec<Map> {
    let listed: Vec<&PageVerdict> = set.pages.iter().filter(|verdict| !verdict.page.is_shared()).collect();
    let mut tables: Vec<(String, Vec<Id>, Vec<&PageVerdict>)> = Vec::new();
    for verdict in listed {
        let (name, levels) = ladder(set, &verdict.page);
        match tables.iter_mut().find(|(other, known, _)| *other == name && *known == levels) {
            Some((_, _, pages)) => pages.push(verdict),
            None => tables.push((name, levels, vec![verdict])),
        }
    }
    let several = tables.len() > 1;
    tables
        .into_iter()
        .map(|(name, levels, pages)| table(set, if several { visible(&name) } else { String::new() }, &levels, &pages))
        .collect()
}

/// The name and levels of the ladder a page is on, as it is afterwards, else as it was.
fn ladder(set: &ChangeSet<'_>, page: &PageAddress) -> (String, Vec<Id>) {
    let find = |framework: &Framework| {
        let ladder = framework.ladder_of(&page.level)?;
        Some((ladder.name.clone(), ladder.levels().cloned().collect::<Vec<_>>()))
    };
    match (find(set.after), find(set.before)) {
        (Some(found), _) => found,
        // A level that is gone is shown with those that it stood among.
        (None, Some((name, before))) => {
            let after = set.after.ladders.values().find(|ladder| ladder.levels().any(|id| before.contains(id)));
            match after {
                Some(ladder) => (ladder.name.clone(), ladder.levels().cloned().collect()),
                None => (name, before),
            }
        }
        (None, None) => (String::new(), vec![page.level.clone()]),
    }
}

fn table(set: &ChangeSet<'_>, name: String, levels: &[Id], pages: &[&PageVerdict]) -> Map {
    let mut levels: Vec<&Id> = levels.iter().collect();
    let mut tracks: Vec<&Id> = Vec::new();
    for verdict in pages {
        if !tracks.contains(&&verdict.page.track) {
            tracks.push(&verdict.page.track);
        }
        if !levels.contains(&&verdict.page.level) {
            let at = place_of_gone(set.before, &verdict.page.level, &levels);
            levels.insert(at, &verdict.page.level);
        }
    }
    let side = |after: bool| if after { set.after } else { set.before };
    let level = |id: &&Id| visible(side(set.after.levels.contains_key(*id)).level_name(id));
    let name_of = |track: &Id| side(set.after.tracks.contains_key(track)).track_name(track).to_owned();
    // Tracks of the same name are told apart by their ids.
    let alone = |name: &str| tracks.iter().filter(|track| name_of(track) == *name).count() == 1;
    let named = |track: &Id| {
        let name = name_of(track);
        if alone(&name) { name } else { format!("{name} ({track})") }
    };
    let rows = tracks.iter().map(|track| MapRow {
        name: visible(&named(track)),
        cells: levels
            .iter()
            .map(|level| {
                let found = pages.iter().find(|verdict| verdict.page.track == **track && verdict.page.level == **level);
                found.map(|verdict| cell(set, verdict))
            })
            .collect(),
    });
    Map { name, levels: levels.iter().map(level).collect(), rows: rows.collect() }
}

/// Where a level that is gone stood among those that are left.
fn place_of_gone(before: &Framework, level: &Id, levels: &[&Id]) -> usize {
    let Some(ladder) = before.ladder_of(level) else { return levels.len() };
    let below =
        ladder.levels().take_while(|id| *id != level).filter_map(|id| levels.iter().position(|other| *other == id));
    below.last().map_or(0, |at| at + 1)
}

fn cell(set: &ChangeSet<'_>, verdict: &PageVerdict) -> Cell {
    Cell {
        bar: verdict.bar,
        aloud: visible(&format!(
            ": {}, {}",
            outline::verdict_name(set, verdict),
            outline::plural(verdict.changes.len(), "change")
        )),
        count: verdict.changes.len(),
        to: anchor(&verdict.page),
    }
}

/// The anchor of a page's part of the redline.
pub(super) fn anchor(page: &PageAddress) -> String {
    format!("page-{}-{}", page.track, page.level)
}
