//! What tracks share: a text that stands word for word on every track's page of a level is written
//! once, in the core; one that almost repeats is left alone and listed as drift.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::slug;

use super::statement::{Role, Statement};

/// Sentences of one level that are almost the same on several tracks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The level's name.
    pub level: String,
    /// The section's name.
    pub section: String,
    /// The responsibility's name.
    pub responsibility: Option<String>,
    /// Each wording with the tracks that have it, the most common first.
    pub wordings: Vec<(String, Vec<String>)>,
}

/// Where a text stands, for telling equal ones: section, responsibility, role, text.
type Place = (String, String, Role, String);

fn place(statement: &Statement) -> Place {
    let id = |name: &Option<String>| name.as_deref().map(slug).unwrap_or_default();
    (id(&statement.section), id(&statement.responsibility), statement.role, statement.text.clone())
}

/// Whether a statement can be shared: titles and summaries are each page's own.
fn can_be_shared(statement: &Statement) -> bool {
    matches!(statement.role, Role::Behavior | Role::About)
        && statement.examples.is_empty()
        && !statement.text.is_empty()
}

/// Moves what every track of a level says word for word to the core, and returns how many texts were.
/// A level of one track has no core.
pub(super) fn move_to_core(statements: &mut Vec<Statement>) -> usize {
    let mut tracks: HashMap<String, BTreeSet<String>> = HashMap::new();
    let mut holders: HashMap<(String, Place), BTreeSet<String>> = HashMap::new();
    for statement in statements.iter().filter(|statement| statement.level != "all" && statement.track != "core") {
        tracks.entry(statement.level.clone()).or_default().insert(statement.track.clone());
        if can_be_shared(statement) {
            let key = (statement.level.clone(), place(statement));
            holders.entry(key).or_default().insert(statement.track.clone());
        }
    }
    let whole = |level: &str, found: &BTreeSet<String>| {
        tracks.get(level).is_some_and(|tracks| tracks.len() > 1 && tracks == found)
    };
    let mut moved: HashSet<(String, Place)> = HashSet::new();
    let mut seen: HashSet<(String, String, Place)> = HashSet::new();
    let mut core = Vec::new();
    statements.retain(|statement| {
        let key = (statement.level.clone(), place(statement));
        if !can_be_shared(statement) || !holders.get(&key).is_some_and(|found| whole(&key.0, found)) {
            return true;
        }
        // A text that a page has twice keeps its second.
        if !seen.insert((statement.track.clone(), key.0.clone(), key.1.clone())) {
            return true;
        }
        if moved.insert(key) {
            core.push(Statement { track: "core".to_owned(), ..statement.clone() });
        }
        false
    });
    let count = core.len();
    core.append(statements);
    *statements = core;
    count
}

/// How alike two sentences are when they count as the same one drifted apart, of 1.
const ALIKE: f64 = 0.72;

/// Returns the sentences of each level that are almost the same on several tracks.
pub(super) fn drift(statements: &[Statement]) -> Vec<Drift> {
    let mut places: BTreeMap<(String, String, String), Vec<&Statement>> = BTreeMap::new();
    let own = |statement: &&Statement| {
        statement.role == Role::Behavior
            && statement.track != "core"
            && statement.level != "all"
            && !statement.text.is_empty()
    };
    for statement in statements.iter().filter(own) {
        let (section, responsibility, ..) = place(statement);
        places.entry((statement.level.clone(), section, responsibility)).or_default().push(statement);
    }
    places.values().flat_map(|found| drift_of_place(found)).collect()
}

fn drift_of_place(statements: &[&Statement]) -> Vec<Drift> {
    let mut texts: Vec<(&str, Vec<&Statement>)> = Vec::new();
    for statement in statements {
        match texts.iter_mut().find(|(text, _)| *text == statement.text) {
            Some((_, found)) => found.push(statement),
            None => texts.push((&statement.text, vec![statement])),
        }
    }
    let words: Vec<BTreeSet<String>> = texts.iter().map(|(text, _)| pairs(text)).collect();
    let mut out = Vec::new();
    let mut used = vec![false; texts.len()];
    for first in 0..texts.len() {
        if used[first] {
            continue;
        }
        let mut cluster = vec![first];
        for other in first + 1..texts.len() {
            let apart = !cluster.iter().any(|at| share_track(&texts[*at].1, &texts[other].1));
            if !used[other] && apart && likeness(&words[first], &words[other]) >= ALIKE {
                cluster.push(other);
            }
        }
        if cluster.len() > 1 {
            cluster.iter().for_each(|at| used[*at] = true);
            out.push(drift_of_cluster(&cluster.iter().map(|at| &texts[*at]).collect::<Vec<_>>()));
        }
    }
    out
}

fn drift_of_cluster(cluster: &[&(&str, Vec<&Statement>)]) -> Drift {
    let first = cluster[0].1[0];
    let mut wordings: Vec<(String, Vec<String>)> = cluster
        .iter()
        .map(|(text, found)| ((*text).to_owned(), found.iter().map(|statement| statement.track.clone()).collect()))
        .collect();
    wordings.sort_by_key(|(_, tracks)| std::cmp::Reverse(tracks.len()));
    Drift {
        level: first.level.clone(),
        section: first.section.clone().unwrap_or_default(),
        responsibility: first.responsibility.clone(),
        wordings,
    }
}

/// Whether two wordings stand on the same track: then both are meant.
fn share_track(one: &[&Statement], other: &[&Statement]) -> bool {
    one.iter().any(|statement| other.iter().any(|found| found.track == statement.track))
}

/// The words of a text and their neighbors, for telling how alike two are.
fn pairs(text: &str) -> BTreeSet<String> {
    let slug = slug(text);
    let words: Vec<&str> = slug.split('-').collect();
    let neighbors = words.windows(2).map(|pair| pair.join(" "));
    words.iter().map(|word| (*word).to_owned()).chain(neighbors).collect()
}

fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let common = one.intersection(other).count();
    2.0 * common as f64 / (one.len() + other.len()).max(1) as f64
}
