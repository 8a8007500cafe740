//! The matrix: a table with a column for each level and a row for each heading of a track.

use std::collections::BTreeMap;

use crate::model::{Framework, Id, Ladder};

/// Returns a framework's pages, as people read them, as comma-separated values: track, section,
/// responsibility, then a column for each level with its sentences on lines of their own.
///
/// # Errors
/// When a line cannot be written, which no text of a framework causes.
pub fn matrix_csv(framework: &Framework) -> std::io::Result<String> {
    let levels: Vec<&Id> = framework.ladders.values().flat_map(Ladder::levels).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["Track", "Section", "Responsibility"].into_iter();
    writer.write_record(head.chain(levels.iter().map(|level| framework.level_name(level))))?;
    for track in framework.tracks.values() {
        let mut order: Vec<(String, String)> = Vec::new();
        let mut cells: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
        for (column, level) in levels.iter().enumerate() {
            let Some(sheet) = track.pages.get(*level) else { continue };
            let Some(page) = framework.effective_page(&sheet.address) else { continue };
            for section in &page.sections {
                let direct = (String::new(), &section.behaviors);
                let within = section.responsibilities.iter().map(|found| (found.name.to_owned(), &found.behaviors));
                for (name, behaviors) in std::iter::once(direct).chain(within) {
                    if behaviors.is_empty() {
                        continue;
                    }
                    let heading = (section.name.to_owned(), name);
                    let row = order.iter().position(|known| *known == heading).unwrap_or_else(|| {
                        order.push(heading);
                        order.len() - 1
                    });
                    let texts = behaviors.iter().map(|found| found.behavior.text.to_string());
                    cells.entry((row, column)).or_default().extend(texts);
                }
            }
        }
        for (row, (section, responsibility)) in order.iter().enumerate() {
            let texts = (0..levels.len())
                .map(|column| cells.get(&(row, column)).map(|cell| cell.join("\n")).unwrap_or_default());
            let head = [track.name.clone(), section.clone(), responsibility.clone()].into_iter();
            writer.write_record(head.chain(texts))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}
