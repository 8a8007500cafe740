//! Tracks told from the jobs that titles name: `Staff Security Engineer` is a page of `Security
//! Engineer`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::{IndexMap, IndexSet};

use crate::exchange::document::Placed;
use crate::exchange::statement::Statement;
use crate::exchange::{ladders, title};
use crate::model::slug;

use super::PageOptions;

/// The track of each document and level.
pub(super) struct Tracks {
    /// The track of a document's job.
    names: HashMap<(usize, String), String>,
    /// Jobs that lost words on the way to a track's name.
    shortened: BTreeMap<String, BTreeSet<String>>,
}

impl Tracks {
    pub(super) fn of(placed: &[(usize, Placed)], options: &PageOptions) -> Self {
        let mut jobs: IndexSet<(usize, String)> = IndexSet::new();
        let mut levels: HashMap<(usize, String), BTreeSet<String>> = HashMap::new();
        for (file, placed) in placed {
            let key = (*file, placed.job.clone());
            jobs.insert(key.clone());
            levels.entry(key).or_default().extend(placed.level.clone());
        }
        let mut out = Self { names: HashMap::new(), shortened: BTreeMap::new() };
        let mut taken: HashMap<(String, String), String> = HashMap::new();
        for key in jobs {
            let levels = &levels[&key];
            let given =
                options.tracks.iter().find(|(job, _)| slug(job) == slug(&key.1)).map(|(_, track)| track.clone());
            let short = given.unwrap_or_else(|| title::without_seniority(&key.1));
            let renamed =
                options.tracks.iter().find(|(job, _)| slug(job) == slug(&short)).map(|(_, track)| track.clone());
            let mut name = renamed.unwrap_or(short);
            if name.is_empty() {
                name = crate::exchange::from_rows::NO_TRACK.to_owned();
            }
            // Two jobs of one level would share a page: then each keeps its whole name.
            let met = |name: &str| {
                levels.iter().any(|level| taken.get(&(slug(name), level.clone())).is_some_and(|job| *job != key.1))
            };
            if met(&name) && !key.1.is_empty() {
                name.clone_from(&key.1);
            }
            for level in levels {
                taken.insert((slug(&name), level.clone()), key.1.clone());
            }
            if name != key.1 && !key.1.is_empty() {
                out.shortened.entry(name.clone()).or_default().insert(key.1.clone());
            }
            out.names.insert(key, name);
        }
        out
    }

    pub(super) fn statement(&mut self, file: usize, placed: &Placed) -> Statement {
        let track = self.names.get(&(file, placed.job.clone())).cloned().unwrap_or_else(|| placed.job.clone());
        Statement {
            track,
            level: placed.level.clone().unwrap_or_else(|| "all".to_owned()),
            section: placed.section.clone(),
            responsibility: placed.responsibility.clone(),
            role: placed.role,
            id: None,
            text: placed.text.clone(),
            examples: placed.examples.clone(),
        }
    }

    /// Says which jobs were taken as which track.
    pub(super) fn notes(&self) -> Vec<String> {
        let list = |jobs: &BTreeSet<String>| jobs.iter().cloned().collect::<Vec<_>>().join(", ");
        self.shortened
            .iter()
            .map(|(track, jobs)| format!("the track {track} holds the pages of {}", list(jobs)))
            .collect()
    }
}

/// Says of a track that begins where another ends, both alone at their levels, that they may be one.
pub(super) fn continued(statements: &[Statement], order: &[String]) -> Vec<String> {
    let mut levels: IndexMap<&str, BTreeSet<usize>> = IndexMap::new();
    for statement in statements.iter().filter(|statement| statement.track != "core") {
        let place = order.iter().position(|level| *level == statement.level);
        levels.entry(&statement.track).or_default().extend(place);
    }
    let alone = |track: &str| {
        let others = || levels.iter().filter(|(other, _)| **other != track).flat_map(|(_, found)| found);
        levels.get(track).is_some_and(|own| !own.is_empty() && others().all(|level| !own.contains(level)))
    };
    let families = |place: usize| order.get(place).and_then(|level| ladders::family(level)).map(|(letters, _)| letters);
    let mut out = Vec::new();
    for (first, lower) in levels.iter().filter(|(track, _)| alone(track)) {
        for (second, upper) in levels.iter().filter(|(track, _)| alone(track)) {
            let (Some(end), Some(start)) = (lower.last(), upper.first()) else { continue };
            if end + 1 == *start && families(*end) == families(*start) {
                out.push(format!(
                    "{second} begins at {}, where {first} ends; if they are one track, say --track \"{second}={first}\"",
                    order[*start]
                ));
            }
        }
    }
    out
}
