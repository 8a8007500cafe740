//! Ladders told from the names of levels: `IC1`, `IC2` and `M3`, `M4` are two.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use crate::model::{Framework, Id, Ladder, Level, Origin, Track, slug};

use super::keys::unique;

/// The letters before a level's number, upper case, and the number; `None` for other names.
pub(super) fn family(name: &str) -> Option<(String, u32)> {
    let name = name.trim();
    let letters: String = name.chars().take_while(|character| character.is_ascii_alphabetic()).collect();
    let rest = name[letters.len()..].trim_start_matches([' ', '-']);
    let number = rest.parse().ok().filter(|_| rest.len() <= 2)?;
    Some((letters.to_ascii_uppercase(), number))
}

/// Puts every level that is on no ladder on one, and every track without a ladder on its levels'.
/// Levels of one family go together, and so do families that a track has pages of.
pub(super) fn settle(framework: &mut Framework) {
    let for_ladders = take_names_of_ladders(framework);
    let placed: HashSet<Id> = framework.ladders.values().flat_map(Ladder::levels).cloned().collect();
    let loose: Vec<&Level> = framework.levels.values().filter(|level| !placed.contains(&level.id)).collect();
    let mut groups = groups(&loose, &framework.tracks);
    if groups.is_empty() && framework.ladders.is_empty() && !framework.tracks.is_empty() {
        // Only text for every level: the tracks need a ladder all the same.
        groups.push((IndexSet::new(), Vec::new()));
    }
    let only = groups.len() == 1 && framework.ladders.is_empty();
    for (families, levels) in groups {
        let ranks: Vec<Vec<Id>> = levels.iter().map(|level| vec![level.clone()]).collect();
        if let Some(known) = known_ladder(framework, &families, &levels) {
            extend(framework, &known, levels);
            continue;
        }
        let (id, name) = id_and_name(&families, only);
        let mut taken: HashSet<String> =
            framework.levels.keys().chain(framework.ladders.keys()).map(Id::to_string).collect();
        taken.insert("all".to_owned());
        let id = unique(&id, &mut taken);
        let ladder =
            Ladder { id: id.clone(), name, ranks, cumulative: false, was: Vec::new(), origin: Origin::default() };
        framework.ladders.insert(id, ladder);
    }
    for_ladders.iter().for_each(|id| give_to_ladder(framework, id));
    place_tracks(framework);
}

/// Takes from the levels those that only the core has text for and whose name is a ladder's: the
/// letters of its levels, or `levels`, as an export writes it.
fn take_names_of_ladders(framework: &mut Framework) -> Vec<Id> {
    let used = |id: &Id| framework.tracks.values().any(|track| track.pages.contains_key(id));
    let families: HashSet<String> =
        framework.levels.values().filter_map(|level| family(&level.name)).map(|(letters, _)| slug(&letters)).collect();
    let named = |id: &Id| *id == "levels" || families.contains(id.as_str());
    let found: Vec<Id> = framework
        .core
        .keys()
        .filter(|id| framework.levels.contains_key(*id) && named(id) && !used(id))
        .cloned()
        .collect();
    framework.levels.retain(|id, _| !found.contains(id));
    found
}

/// Makes the core's text of a level that text of the ladder with its letters; without such a ladder
/// it stays a level's.
fn give_to_ladder(framework: &mut Framework, id: &Id) {
    let has_letters = |ladder: &Ladder| {
        ladder.id == *id
            || ladder
                .levels()
                .filter_map(|level| family(framework.level_name(level)))
                .any(|(found, _)| slug(&found) == id.as_str())
    };
    let ladder = framework.ladders.values().find(|ladder| has_letters(ladder)).map(|ladder| ladder.id.clone());
    if let (Some(ladder), Some(mut sheet)) = (ladder, framework.core.shift_remove(id)) {
        sheet.file = format!("core/{ladder}.toml").into();
        sheet.address.level = ladder.clone();
        framework.core.insert(ladder, sheet);
    }
}

/// Loose levels in groups, each with the letters of its families; one group for all when a level has
/// a name of another form.
fn groups(loose: &[&Level], tracks: &IndexMap<Id, Track>) -> Vec<(IndexSet<String>, Vec<Id>)> {
    let mut groups: Vec<(IndexSet<String>, Vec<Id>)> = Vec::new();
    let families: Option<Vec<String>> = loose.iter().map(|level| Some(family(&level.name)?.0)).collect();
    let families = families.unwrap_or_else(|| vec![String::new(); loose.len()]);
    for (level, family) in loose.iter().zip(families) {
        match groups.iter_mut().find(|(known, _)| known.contains(&family)) {
            Some((_, levels)) => levels.push(level.id.clone()),
            None => groups.push((IndexSet::from([family]), vec![level.id.clone()])),
        }
    }
    for track in tracks.values() {
        let mut touched = (0..groups.len()).filter(|at| groups[*at].1.iter().any(|id| track.pages.contains_key(id)));
        let Some(first) = touched.next() else { continue };
        let others: Vec<usize> = touched.collect();
        for at in others.into_iter().rev() {
            let (families, levels) = groups.remove(at);
            groups[first].0.extend(families);
            groups[first].1.extend(levels);
        }
    }
    groups
}

/// The ladder of the framework that levels of these families belong to: one with levels of a family,
/// or of the track whose pages they are.
fn known_ladder(framework: &Framework, families: &IndexSet<String>, levels: &[Id]) -> Option<Id> {
    let of_family = framework.ladders.values().find(|ladder| {
        let names = ladder.levels().filter_map(|id| family(framework.level_name(id)));
        names.into_iter().any(|(letters, _)| families.contains(&letters))
    });
    let of_track = || {
        let tracks = framework.tracks.values().filter(|track| levels.iter().any(|id| track.pages.contains_key(id)));
        tracks.filter_map(|track| framework.ladders.get(&track.ladder)).next()
    };
    of_family.or_else(of_track).map(|ladder| ladder.id.clone())
}

/// Adds levels to a ladder: where their number belongs, else at its end.
fn extend(framework: &mut Framework, ladder: &Id, levels: Vec<Id>) {
    let number = |framework: &Framework, id: &Id| family(framework.level_name(id)).map(|(_, number)| number);
    for level in levels {
        let own = number(framework, &level);
        let Some(ranks) = framework.ladders.get(ladder).map(|ladder| ladder.ranks.clone()) else { continue };
        let above = ranks.iter().position(|rank| {
            let other = rank.first().and_then(|id| number(framework, id));
            matches!((own, other), (Some(own), Some(other)) if other > own)
        });
        if let Some(ladder) = framework.ladders.get_mut(ladder) {
            ladder.ranks.insert(above.unwrap_or(ranks.len()), vec![level]);
        }
    }
}

fn id_and_name(families: &IndexSet<String>, only: bool) -> (String, String) {
    let letters = families.iter().filter(|family| !family.is_empty()).cloned().collect::<Vec<_>>();
    match letters.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["IC"] => ("ic".to_owned(), "Individual contributor".to_owned()),
        ["M"] => ("m".to_owned(), "Management".to_owned()),
        [] => ("levels".to_owned(), "Levels".to_owned()),
        _ if only => ("levels".to_owned(), "Levels".to_owned()),
        _ => (slug(&letters.join(" ")), letters.join(" and ")),
    }
}

/// Gives each track the ladder of its first page, and puts pages in the ladder's order.
fn place_tracks(framework: &mut Framework) {
    let first = framework.ladders.keys().next().cloned();
    let order: Vec<Id> = framework.ladders.values().flat_map(Ladder::levels).cloned().collect();
    let of_level = |level: &Id| framework.ladder_of(level).map(|ladder| ladder.id.clone());
    let ladders: Vec<Option<Id>> = framework
        .tracks
        .values()
        .map(|track| {
            let known = framework.ladders.contains_key(&track.ladder).then(|| track.ladder.clone());
            track.pages.keys().next().and_then(of_level).or(known).or_else(|| first.clone())
        })
        .collect();
    let place = |id: &Id| order.iter().position(|other| other == id);
    for (track, ladder) in framework.tracks.values_mut().zip(ladders) {
        if let Some(ladder) = ladder {
            track.ladder = ladder;
        }
        track.pages.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
    }
    framework.core.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn a_level_is_letters_and_a_number_or_of_no_family() {
        assert_eq!(family("IC4"), Some(("IC".to_owned(), 4)));
        assert_eq!(family("Level 3"), Some(("LEVEL".to_owned(), 3)));
        assert_eq!(family("7"), Some((String::new(), 7)));
        for other in ["Senior", "IC", "IC4b", "2026", ""] {
            assert_eq!(family(other), None, "{other}");
        }
    }
}
