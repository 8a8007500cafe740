//! The id of a change: a hash of its sides alone.

use sha2::{Digest, Sha256};

use super::change::{Change, Item};

impl Change<'_> {
    /// The fingerprint of the change: 16 hexadecimal digits made of its sides alone (page, section,
    /// responsibility, text). It survives everything that changes no word: another key, position,
    /// order, format, kind or a better matcher; and changes when any word does.
    pub fn id(&self) -> String {
        let mut hash = Sha256::new();
        for (mark, side) in [("before", &self.before), ("after", &self.after)] {
            let mut parts: Vec<String> = side.iter().map(describe).collect();
            parts.sort_unstable();
            hash.update(mark);
            hash.update((parts.len() as u64).to_le_bytes());
            for part in parts {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        for example in &self.examples {
            for side in [example.before, example.after] {
                hash.update(if side.is_some() { "example" } else { "none" });
                hash.update(side.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        let digest = hash.finalize();
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One side as the fingerprint sees it; white space does not count.
fn describe(item: &Item<'_>) -> String {
    let text = item.text().split_whitespace().collect::<Vec<_>>().join(" ");
    match item.behavior() {
        Some(_) => format!(
            "{}\n{}\n{}\n{text}",
            item.page().map(ToString::to_string).unwrap_or_default(),
            item.section().map_or("", |id| id.as_str()),
            item.responsibility().map_or("", |id| id.as_str()),
        ),
        None => format!("{}\n{text}", item.at()),
    }
}
