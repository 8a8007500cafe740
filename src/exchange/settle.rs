//! Keys that meet: a key stands once on a page, shared text included, and is no heading's name.

use std::collections::{HashMap, HashSet};

use crate::model::{Framework, Id, PageAddress, Sheet};

use super::keys::unique;

/// Gives new sheets other keys where one would be read as a heading or stands on a page already.
/// What is most widely shared keeps its keys.
pub(super) fn keys(framework: &mut Framework, fresh: &[PageAddress]) {
    let headings: HashSet<(Id, String)> = headings(framework);
    let fresh: HashSet<&PageAddress> = fresh.iter().collect();
    let mut order: Vec<PageAddress> = framework.sheets().map(|sheet| sheet.address.clone()).collect();
    order.sort_by_key(|address| (width(framework, address), fresh.contains(address)));
    let mut settled: HashMap<PageAddress, HashSet<String>> = HashMap::new();
    for address in order {
        let near = neighbors(framework, &address);
        let shared: HashSet<String> = near.iter().filter_map(|other| settled.get(other)).flatten().cloned().collect();
        let Some(sheet) = sheet_mut(framework, &address) else { continue };
        let mut own: HashSet<String> = sheet.behaviors().map(|(_, behavior)| behavior.key.to_string()).collect();
        own.extend(shared.iter().cloned());
        let mut keys = HashSet::new();
        for heading in &mut sheet.headings {
            for behavior in &mut heading.behaviors {
                let key = behavior.key.to_string();
                let is_heading =
                    heading.responsibility.is_none() && headings.contains(&(heading.section.clone(), key.clone()));
                if fresh.contains(&address) && !behavior.overrides() && (is_heading || shared.contains(&key)) {
                    behavior.key = unique(&format!("{key}-2"), &mut own);
                }
                keys.insert(behavior.key.to_string());
            }
        }
        settled.insert(address, keys);
    }
}

fn headings(framework: &Framework) -> HashSet<(Id, String)> {
    let own = framework.tracks.values().flat_map(|track| track.sections.values());
    framework
        .sections
        .values()
        .chain(own)
        .flat_map(|section| section.responsibilities.keys().map(|id| (section.id.clone(), id.to_string())))
        .collect()
}

/// How narrowly a sheet is shared: 0 for every page, 4 for one.
fn width(framework: &Framework, address: &PageAddress) -> u8 {
    match (address.is_core(), address.is_for_every_level()) {
        (true, true) => 0,
        (true, false) if framework.ladders.contains_key(&address.level) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 4,
    }
}

/// The more widely shared sheets that are read together with one on some page.
fn neighbors(framework: &Framework, address: &PageAddress) -> Vec<PageAddress> {
    let mut out = Vec::new();
    for page in framework.pages_including(address) {
        for sheet in framework.sheets_of_page(&page) {
            if sheet.address != *address && !out.contains(&sheet.address) {
                out.push(sheet.address.clone());
            }
        }
    }
    out
}

fn sheet_mut<'f>(framework: &'f mut Framework, address: &PageAddress) -> Option<&'f mut Sheet> {
    if address.is_core() {
        return framework.core.get_mut(&address.level);
    }
    let track = framework.tracks.get_mut(&address.track)?;
    if address.is_for_every_level() { track.all.as_mut() } else { track.pages.get_mut(&address.level) }
}
