//! Sentences without a full stop among sentences with one.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Place, Subject};
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "uneven-full-stops",
    summary: "a sentence without a full stop where the others have one, or the other way around",
    explanation: "Readers take a page for less considered when its sentences end in two ways, and a later correction \
shows up as a change of every one of them. The rule follows the greater part of a file.",
    severity: Severity::Advice,
    bad: &[(
        "tracks/a/ic1.toml",
        "[scope]\nx = \"I finish tasks.\"\ny = \"I plan my week.\"\nz = \"I ask for help\"\n",
    )],
    good: &[(
        "tracks/a/ic1.toml",
        "[scope]\nx = \"I finish tasks.\"\ny = \"I plan my week.\"\nz = \"I ask for help.\"\n",
    )],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for sheet in subject.framework.sheets() {
        let places: Vec<Place<'_>> = sheet.behaviors().map(|(_, behavior)| Place { sheet, behavior }).collect();
        let ends = |place: &Place<'_>| place.behavior.text.trim_end().ends_with(['.', '!', '?', ':', '\u{2026}']);
        let with = places.iter().filter(|place| ends(place)).count();
        // Half and half, nobody can say which was meant.
        let (wanted, few) = if with * 2 > places.len() { (true, places.len() - with) } else { (false, with) };
        if few == 0 || with * 2 == places.len() {
            continue;
        }
        for place in places.into_iter().filter(|place| ends(place) != wanted) {
            let (message, help) = if wanted {
                ("this sentence has no full stop, and most here have one", "end it with a full stop")
            } else {
                ("this sentence has a full stop, and most here have none", "leave the full stop out")
            };
            out.extend(subject.at_key(place, message.to_owned(), help));
        }
    }
    out
}
