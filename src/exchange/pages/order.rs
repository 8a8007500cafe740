//! Orders: of sections and responsibilities as pages have them, of levels from junior to senior.

use indexmap::{IndexMap, IndexSet};

use crate::exchange::document::Placed;
use crate::exchange::ladders;
use crate::exchange::statement::Statement;
use crate::model::slug;

/// Sections and their responsibilities in reading order: each after what stands before it on the page
/// where it is met first.
pub(super) fn reading_order(placed: &[(usize, Placed)]) -> IndexMap<String, Vec<String>> {
    let mut out: IndexMap<String, Vec<String>> = IndexMap::new();
    let mut here: (usize, Option<String>, Option<String>) = (usize::MAX, None, None);
    for (file, placed) in placed {
        if here.0 != *file {
            here = (*file, None, None);
        }
        let Some(section) = &placed.section else { continue };
        if !out.contains_key(section) {
            let at = here.1.as_ref().and_then(|before| out.get_index_of(before)).map_or(out.len(), |at| at + 1);
            out.shift_insert(at, section.clone(), Vec::new());
        }
        if here.1.as_ref() != Some(section) {
            here = (*file, Some(section.clone()), None);
        }
        let (Some(responsibility), Some(known)) = (&placed.responsibility, out.get_mut(section)) else { continue };
        if !known.contains(responsibility) {
            let before = here.2.as_ref().and_then(|before| known.iter().position(|name| name == before));
            known.insert(before.map_or(known.len(), |at| at + 1), responsibility.clone());
        }
        here.2 = Some(responsibility.clone());
    }
    out
}

/// How senior the levels are that have names and no numbers.
const SENIORITY: &[&[&str]] = &[
    &["trainee", "intern", "apprentice"],
    &["associate", "junior", "jr", "entry-level"],
    &["mid", "mid-level", "intermediate"],
    &["senior", "sr"],
    &["lead", "staff", "senior-staff"],
    &["principal", "senior-principal", "sr-principal"],
    &["distinguished", "fellow"],
];

/// The levels from junior to senior: those given, then by their letters in order of appearance and
/// their numbers.
pub(super) fn level_order(statements: &[Statement], given: &[String]) -> Vec<String> {
    let mut names: IndexSet<&str> = IndexSet::new();
    names.extend(statements.iter().map(|statement| statement.level.as_str()).filter(|level| *level != "all"));
    let mut families: IndexSet<String> = IndexSet::new();
    families.extend(names.iter().filter_map(|name| ladders::family(name)).map(|(letters, _)| letters));
    let mut rest: Vec<&str> = names.iter().copied().filter(|name| given.iter().all(|known| known != name)).collect();
    rest.sort_by_key(|name| match ladders::family(name) {
        Some((letters, number)) => (families.get_index_of(&letters).unwrap_or(0), number as usize),
        None => {
            let word = slug(name.split('(').next().unwrap_or_default());
            let rank = SENIORITY.iter().position(|words| words.contains(&word.as_str()));
            (families.len(), rank.unwrap_or(SENIORITY.len()))
        }
    });
    given.iter().cloned().chain(rest.into_iter().map(str::to_owned)).collect()
}
