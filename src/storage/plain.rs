//! The fast way to read a sheet in plain form: headings and `key = "sentence"` lines and nothing
//! else. Anything out of the ordinary is left to the full reader, so that both always agree.

use std::sync::Arc;

use arcstr::ArcStr;
use rustc_hash::FxHashSet;

use crate::model::{Behavior, Heading, Id, PageAddress, RESERVED, Sheet, Text};

/// Returns the sheet if every line of it is blank, a comment, a heading or a plain behavior.
pub(super) fn read(whole: &ArcStr, address: &PageAddress, file: &Arc<str>) -> Option<Sheet> {
    let mut sheet = Sheet::new(address.clone(), Arc::clone(file));
    let mut seen: FxHashSet<(usize, &str)> = FxHashSet::default();
    let mut headings: FxHashSet<&str> = FxHashSet::default();
    let mut sections: Vec<&str> = Vec::new();
    for (index, line) in whole.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let number = index as u32 + 1;
        if line.is_empty() || line.starts_with('#') && !line.bytes().any(|byte| byte < 0x20 && byte != b'\t') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            let name = name.strip_suffix(']')?;
            let (section, responsibility) = match name.split_once('.') {
                Some((section, responsibility)) => (section, Some(responsibility)),
                None => (name, None),
            };
            // A section after its responsibilities, or taken up again, is the full reader's.
            if !headings.insert(name) || responsibility.is_none() && sections.contains(&section) {
                return None;
            }
            if sections.last() != Some(&section) {
                if sections.contains(&section) {
                    return None;
                }
                sections.push(section);
            }
            let responsibility = match responsibility {
                Some(id) => Some(plain_id(whole, id)?),
                None => None,
            };
            // An empty section that only heads its responsibilities leaves no trace.
            drop_empty_section(&mut sheet, section);
            let mut heading = Heading::new(plain_id(whole, section)?, responsibility);
            heading.line = number;
            sheet.headings.push(heading);
            continue;
        }
        let (key, text) = key_and_text(line)?;
        let Some(heading_index) = sheet.headings.len().checked_sub(1) else {
            introduce(&mut sheet, key, text, number)?;
            continue;
        };
        let heading = &mut sheet.headings[heading_index];
        if !seen.insert((heading_index, key)) {
            return None;
        }
        if key == "about" && !text.is_empty() {
            heading.about = Some(Text { text: text.to_owned(), line: number });
            continue;
        }
        heading.behaviors.push(Behavior::new(plain_id(whole, key)?, whole.substr_from(text), number));
    }
    responsibilities_are_no_behaviors(&sheet).then_some(sheet)
}

/// The key and the text of a line `key = "text"` without any escape.
fn key_and_text(line: &str) -> Option<(&str, &str)> {
    let end = line.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
    let end = end.count();
    let (key, rest) = match line[end..].strip_prefix(" = \"") {
        Some(rest) => (&line[..end], rest),
        None => line.split_once(" = \"").or_else(|| line.split_once("=\""))?,
    };
    let text = rest.strip_suffix('"')?;
    // Without a way out in the middle, this looks at many bytes at once.
    let special =
        |byte: &u8| (*byte == b'"') | (*byte == b'\\') | ((*byte < 0x20) & (*byte != b'\t')) | (*byte == 0x7f);
    let special = text.as_bytes().iter().fold(false, |found, byte| found | special(byte));
    (!special).then(|| (key.trim_end(), text))
}

/// Takes a title or summary before the first heading; `None` for whatever else stands there.
fn introduce(sheet: &mut Sheet, key: &str, text: &str, line: u32) -> Option<()> {
    let told = || Some(Text { text: text.to_owned(), line }).filter(|told| !told.text.is_empty());
    match key {
        "title" if sheet.title.is_none() => sheet.title = Some(told()?),
        "summary" if sheet.summary.is_empty() => sheet.summary.push(told()?),
        _ => return None,
    }
    Some(())
}

/// The id that a part of a text spells.
fn plain_id(whole: &ArcStr, part: &str) -> Option<Id> {
    if RESERVED.contains(&part) { None } else { Id::of_part(whole.substr_from(part)).ok() }
}

fn drop_empty_section(sheet: &mut Sheet, section: &str) {
    let empty = |heading: &Heading| {
        let nothing = heading.behaviors.is_empty() && heading.about.is_none();
        heading.section == *section && heading.responsibility.is_none() && nothing
    };
    if sheet.headings.last().is_some_and(empty) {
        sheet.headings.pop();
    }
}

/// Whether no responsibility has the id of a behavior that stands directly in its section, which
/// TOML refuses.
fn responsibilities_are_no_behaviors(sheet: &Sheet) -> bool {
    sheet.headings.iter().filter(|heading| heading.responsibility.is_none() && !heading.behaviors.is_empty()).all(
        |direct| {
            let of_section = sheet.headings.iter().filter(|heading| heading.section == direct.section);
            let mut ids = of_section.filter_map(|heading| heading.responsibility.as_ref());
            ids.all(|id| direct.behaviors.iter().all(|behavior| behavior.key != *id))
        },
    )
}
