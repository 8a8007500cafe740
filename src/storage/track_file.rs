//! `tracks/<track>/track.toml`.

use std::sync::Arc;

use toml_edit::Table;

use crate::model::{Id, Origin, Status, Track};

use super::framework_file::sections;
use super::reader::{Reader, entries};

const KEYS: &[&str] = &["name", "ladder", "status", "summary", "sections", "facts", "was"];

/// Reads a `track.toml`.
pub(super) fn read(reader: &mut Reader, root: &Table, id: Id, file: Arc<str>) -> Track {
    let mut out = Track { origin: Origin { file: Arc::clone(&file), line: 1 }, ..Track::new(id) };
    for (key, item) in entries(root) {
        let span = key.span().unwrap_or_default();
        match key.get() {
            "name" => out.name = reader.string("name", &item, span).map_or_else(|| out.name.clone(), |text| text.text),
            "ladder" => {
                if let Some(text) = reader.string("ladder", &item, span.clone()) {
                    match Id::new(&text.text) {
                        Ok(ladder) => out.ladder = ladder,
                        Err(error) => {
                            reader.problem("bad-id", span, error.to_string(), "name a ladder of framework.toml")
                        }
                    }
                }
            }
            "status" => match item.as_str() {
                Some("active") => out.status = Status::Active,
                Some("draft") => out.status = Status::Draft,
                Some("deprecated") => out.status = Status::Deprecated,
                _ => reader.problem(
                    "bad-status",
                    item.span().unwrap_or(span),
                    "this is no status".to_owned(),
                    "write \"active\", \"draft\" (asks nothing of anyone yet) or \"deprecated\"",
                ),
            },
            "summary" => out.summary = reader.texts("summary", &item, span),
            "sections" => out.sections = sections(reader, &item, &key, &file),
            "facts" => out.facts = reader.facts(&item, span),
            "was" => out.was = reader.was(&item, span),
            _ => reader.unknown(&key, KEYS),
        }
    }
    out
}
