//! Sentences that every track of a ladder repeats.

use std::collections::HashMap;

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Place, Subject};
use crate::model::{Id, Status};
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "same-on-every-track",
    summary: "a sentence that every track of the ladder repeats at a level",
    explanation: "A sentence that all tracks ask at a level is what the level asks. Written once in core/<level>.toml it \
stays the same for everybody; copied into each track, its copies drift with every edit.",
    severity: Severity::Advice,
    bad: &[
        ("tracks/a/ic1.toml", "[scope]\nx = \"I finish tasks of a few days.\"\n"),
        ("tracks/b/ic1.toml", "[scope]\nz = \"I finish tasks of a few days.\"\n"),
    ],
    good: &[
        ("core/ic1.toml", "[scope]\nx = \"I finish tasks of a few days.\"\n"),
        ("tracks/a/ic1.toml", "[scope]\ny = \"I test what I build.\"\n"),
        ("tracks/b/ic1.toml", "[scope]\ny = \"I check what I measure.\"\n"),
    ],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for ladder in subject.framework.ladders.values() {
        let tracks: Vec<_> = subject
            .framework
            .tracks
            .values()
            .filter(|track| track.ladder == ladder.id && track.status == Status::Active)
            .collect();
        for level in ladder.levels() {
            let sheets: Vec<_> = tracks.iter().filter_map(|track| track.pages.get(level)).collect();
            if sheets.len() < 2 {
                continue;
            }
            let mut seen: HashMap<(&Id, &str), Vec<Place<'_>>> = HashMap::new();
            for sheet in &sheets {
                for (heading, behavior) in sheet.behaviors() {
                    let places = seen.entry((&heading.section, &behavior.text)).or_default();
                    if places.last().is_none_or(|last| last.sheet.address != sheet.address) {
                        places.push(Place { sheet, behavior });
                    }
                }
            }
            let mut found: Vec<Place<'_>> =
                seen.into_values().filter(|places| places.len() == sheets.len()).map(|places| places[0]).collect();
            found.sort_by_key(|place| place.behavior.line);
            for place in found {
                let message = format!("all {} tracks say this at {level}", sheets.len());
                out.extend(subject.at_key(place, message, format!("write it once, in core/{level}.toml")));
            }
        }
    }
    out
}
