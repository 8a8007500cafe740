//! Edits of structure: levels, tracks, sections, pages, status, and what is declared.

use rungs::model::{Address, Framework, Id, Sheet};

use super::edit::{Edit, next, with_behavior};
use super::generate::{id, put, sentence};

/// Makes an edit of structure.
pub(crate) fn make(framework: &mut Framework, edit: &Edit, number: usize) {
    let track_at = |framework: &Framework, choice: u8| -> Option<Id> {
        let ids: Vec<Id> = framework.tracks.keys().cloned().collect();
        if ids.is_empty() { None } else { Some(ids[usize::from(choice) % ids.len()].clone()) }
    };
    match edit {
        Edit::Status(track, choice) => {
            if let Some(track) = track_at(framework, *track).and_then(|id| framework.tracks.get_mut(&id)) {
                track.status = next(track.status, *choice);
            }
        }
        Edit::RenameLevel(choice) => {
            let ids: Vec<Id> = framework.levels.keys().cloned().collect();
            let Some(old) = ids.get(usize::from(*choice) % ids.len().max(1)) else { return };
            rename_level(framework, old, &id(&format!("level-{number}")));
        }
        Edit::RenameTrack(choice) => {
            let Some(old) = track_at(framework, *choice) else { return };
            let Some(mut track) = framework.tracks.shift_remove(&old) else { return };
            track.id = id(&format!("track-{number}"));
            track.origin = Default::default();
            let new = track.id.clone();
            track.all.iter_mut().chain(track.pages.values_mut()).for_each(|sheet| sheet.address.track = new.clone());
            framework.tracks.insert(new, track);
        }
        Edit::RenameSection(choice) => {
            let ids: Vec<Id> = framework.sections.keys().cloned().collect();
            let Some(old) = ids.get(usize::from(*choice) % ids.len().max(1)) else { return };
            let new = id(&format!("section-{number}"));
            framework.sections = std::mem::take(&mut framework.sections)
                .into_iter()
                .map(|(id, mut section)| {
                    if id == *old {
                        section.id = new.clone();
                    }
                    (section.id.clone(), section)
                })
                .collect();
            for_each_sheet(framework, |sheet| {
                let headings = sheet.headings.iter_mut().filter(|heading| heading.section == *old);
                headings.for_each(|heading| heading.section = new.clone());
                for (address, _) in &mut sheet.without {
                    let ids = address.ids().iter().map(|id| if id == old { new.clone() } else { id.clone() });
                    *address = rungs::model::Address::new(ids.collect());
                }
            });
        }
        Edit::RenameResponsibility => {
            let new = id(&format!("own-{number}"));
            let Some(section) = framework.sections.values_mut().find(|section| !section.responsibilities.is_empty())
            else {
                return;
            };
            let Some((old, mut found)) = section.responsibilities.shift_remove_index(0) else { return };
            found.id = new.clone();
            found.name = format!("Own {number}");
            section.responsibilities.insert(new.clone(), found);
            let section = section.id.clone();
            for_each_sheet(framework, |sheet| {
                let here = |heading: &&mut rungs::model::Heading| {
                    heading.section == section && heading.responsibility.as_ref() == Some(&old)
                };
                sheet.headings.iter_mut().filter(here).for_each(|heading| heading.responsibility = Some(new.clone()));
            });
        }
        Edit::TurnSections => framework.sections.reverse(),
        Edit::RemoveTrack(choice) => {
            if let Some(id) = track_at(framework, *choice).filter(|_| framework.tracks.len() > 1) {
                framework.tracks.shift_remove(&id);
            }
        }
        Edit::AddTrack(choice) => {
            let Some(first) = framework.tracks.values().next() else { return };
            let mut track = first.clone();
            track.id = id(&format!("added-{number}"));
            track.name = format!("Added {number}");
            let new = track.id.clone();
            track.all = None;
            for sheet in track.pages.values_mut() {
                let level = sheet.address.level.clone();
                *sheet = Sheet::new(rungs::model::PageAddress { track: new.clone(), level }, "");
                let heading = sheet.heading_mut(&id("scope"), None);
                heading.behaviors.push(rungs::model::Behavior::new(id("first"), sentence(*choice).as_str(), 0));
            }
            framework.tracks.insert(new, track);
        }
        Edit::RemovePage(choice) => {
            let pages: Vec<_> = framework.pages().collect();
            if let Some(page) = pages.get(usize::from(*choice) % pages.len().max(1))
                && let Some(track) = framework.tracks.get_mut(&page.track)
            {
                track.pages.shift_remove(&page.level);
            }
        }
        Edit::Version => framework.version = Some(format!("2.0.{number}")),
        Edit::Cumulative => {
            framework.ladders.values_mut().for_each(|ladder| ladder.cumulative = !ladder.cumulative);
        }
        Edit::Was(place, other) => {
            let mut places: Vec<String> = Vec::new();
            for sheet in framework.sheets() {
                for (heading, behavior) in sheet.behaviors() {
                    let own = heading.responsibility.iter().map(|own| format!("/{own}")).collect::<String>();
                    places.push(format!("{}/{}{own}/{}", sheet.address, heading.section, behavior.key));
                }
            }
            let Some(was) = places.get(usize::from(*other) % places.len().max(1)) else { return };
            let index = usize::from(*place) % places.len();
            let Ok(was) = was.parse() else { return };
            with_behavior(framework, index, |behavior| {
                let mut attributes = behavior.attributes.take().unwrap_or_default();
                attributes.was = vec![was];
                behavior.attributes = Some(attributes);
            });
        }
        Edit::MergeTracks(one, other) => {
            let (Some(to), Some(from)) = (track_at(framework, *one), track_at(framework, *other)) else { return };
            if to == from {
                return;
            }
            let Some(gone) = framework.tracks.shift_remove(&from) else { return };
            for mut sheet in gone.pages.into_values().chain(gone.all) {
                sheet.address.track = to.clone();
                join(framework, sheet);
            }
            if let Some(track) = framework.tracks.get_mut(&to) {
                track.was = [to, from].into_iter().map(|id| Address::new(vec![id])).collect();
            }
        }
        Edit::MergeLevels(choice) => {
            let ids: Vec<Id> = framework.levels.keys().cloned().collect();
            let above = 1 + usize::from(*choice) % ids.len().max(1);
            let (Some(to), Some(from)) = (ids.get(above - 1), ids.get(above)) else { return };
            framework.levels.shift_remove(from);
            framework.ladders.values_mut().flat_map(|ladder| &mut ladder.ranks).for_each(|rank| {
                rank.retain(|level| level != from);
            });
            framework.ladders.values_mut().for_each(|ladder| ladder.ranks.retain(|rank| !rank.is_empty()));
            let core = framework.core.shift_remove(from);
            let pages = framework.tracks.values_mut().filter_map(|track| track.pages.shift_remove(from));
            for mut sheet in pages.chain(core).collect::<Vec<Sheet>>() {
                sheet.address.level = to.clone();
                join(framework, sheet);
            }
            if let Some(level) = framework.levels.get_mut(to) {
                level.was = [to, from].into_iter().map(|id| Address::new(vec![id.clone()])).collect();
            }
        }
        _ => {}
    }
}

/// Adds a sheet, to the one that stands at its address if one does.
fn join(framework: &mut Framework, sheet: Sheet) {
    let address = sheet.address.clone();
    for heading in &sheet.headings {
        for behavior in &heading.behaviors {
            let at = (heading.section.as_str(), heading.responsibility.as_ref().map(Id::as_str));
            put(framework, &address, at, behavior.key.as_str(), &behavior.text);
        }
    }
}

fn rename_level(framework: &mut Framework, old: &Id, new: &Id) {
    let follow = |id: &Id| if id == old { new.clone() } else { id.clone() };
    for ladder in framework.ladders.values_mut() {
        ladder.ranks.iter_mut().flatten().for_each(|level| *level = follow(level));
    }
    framework.levels = std::mem::take(&mut framework.levels)
        .into_iter()
        .map(|(id, mut level)| {
            level.id = follow(&id);
            (level.id.clone(), level)
        })
        .collect();
    for_each_sheet(framework, |sheet| sheet.address.level = follow(&sheet.address.level));
    framework.core = std::mem::take(&mut framework.core).into_iter().map(|(id, sheet)| (follow(&id), sheet)).collect();
    for track in framework.tracks.values_mut() {
        track.pages = std::mem::take(&mut track.pages).into_iter().map(|(id, sheet)| (follow(&id), sheet)).collect();
    }
}

fn for_each_sheet(framework: &mut Framework, change: impl FnMut(&mut Sheet)) {
    let tracks = framework.tracks.values_mut().flat_map(|track| track.all.iter_mut().chain(track.pages.values_mut()));
    framework.core.values_mut().chain(tracks).for_each(change);
}
