//! Pages added to a framework that has shared text: what they say word for word as shared text does
//! is left to it, and shared text that they do not say is left out on them, so that each page reads
//! as it came in.

use crate::model::{Address, Framework, PageAddress};

/// Leaves to shared sheets what they say; `added` are the pages that are new. Returns what was decided.
pub(super) fn leave_to_shared(framework: &mut Framework, added: &[PageAddress]) -> Vec<String> {
    let mut notes = Vec::new();
    for page in added.iter().filter(|address| !address.is_shared()) {
        let (mut said, mut without, mut abouts) = (Vec::new(), Vec::new(), Vec::new());
        {
            let sheets = framework.sheets_of_page(page);
            let Some((own, shared)) = sheets.split_last() else { continue };
            for (heading, behavior) in shared.iter().flat_map(|sheet| sheet.behaviors()) {
                let mut address = vec![heading.section.clone()];
                address.extend(heading.responsibility.clone());
                let place = (heading.section.clone(), heading.responsibility.clone(), behavior.text.clone());
                let found = own.behaviors().any(|(own, other)| {
                    own.section == place.0 && own.responsibility == place.1 && other.text == place.2
                });
                if found && !said.contains(&place) {
                    said.push(place);
                } else {
                    address.push(behavior.key.clone());
                    without.push(Address::new(address));
                }
            }
            for heading in shared.iter().flat_map(|sheet| &sheet.headings) {
                abouts.extend(
                    heading
                        .about
                        .iter()
                        .map(|about| (heading.section.clone(), heading.responsibility.clone(), about.text.clone())),
                );
            }
        }
        let definitions = framework.sections.clone();
        let Some(sheet) = framework.tracks.get_mut(&page.track).and_then(|track| track.pages.get_mut(&page.level))
        else {
            continue;
        };
        for (section, responsibility, text) in said {
            let heading = sheet.heading_mut(&section, responsibility.as_ref());
            if let Some(at) = heading.behaviors.iter().position(|behavior| behavior.text == text) {
                heading.behaviors.remove(at);
            }
        }
        for heading in &mut sheet.headings {
            let Some(about) = heading.about.as_ref().map(|about| about.text.clone()) else { continue };
            let of_section = definitions.get(&heading.section).and_then(|section| section.about.as_ref());
            let same = abouts.contains(&(heading.section.clone(), heading.responsibility.clone(), about.clone()))
                || heading.responsibility.is_none() && of_section.is_some_and(|found| found.text == about);
            if same {
                heading.about = None;
            }
        }
        sheet
            .headings
            .retain(|heading| !heading.behaviors.is_empty() || heading.about.is_some() || !heading.examples.is_empty());
        if !without.is_empty() {
            notes.push(format!(
                "{page} does not say {} of the sentences that pages of its level share; it leaves them out (`without`)",
                without.len()
            ));
        }
        sheet.without.extend(without.into_iter().map(|address| (address, 0)));
    }
    notes
}
