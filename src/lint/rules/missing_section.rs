//! Levels that say nothing where the levels beside them do.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::Subject;
use crate::model::{Framework, Id, PageAddress, Status};
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-section",
    summary: "a level without any behavior where the levels below and above have some",
    explanation: "When a page says something about a heading at one level and at the next but one, people look for it \
between them. An empty place there is nearly always forgotten, and reads as if the level asked nothing of the kind.",
    severity: Severity::Advice,
    bad: &[
        ("tracks/a/ic1.toml", "[scope]\nx = \"I finish tasks.\"\n[results]\ny = \"I check my work.\"\n"),
        ("tracks/a/ic2.toml", "[scope]\nx = \"I finish projects.\"\n"),
        ("tracks/a/ic3.toml", "[scope]\nx = \"I lead projects.\"\n[results]\ny = \"I set measures.\"\n"),
    ],
    good: &[
        ("tracks/a/ic1.toml", "[scope]\nx = \"I finish tasks.\"\n[results]\ny = \"I check my work.\"\n"),
        ("tracks/a/ic2.toml", "[scope]\nx = \"I finish projects.\"\n[results]\ny = \"I define checks.\"\n"),
        ("tracks/a/ic3.toml", "[scope]\nx = \"I lead projects.\"\n[results]\ny = \"I set measures.\"\n"),
    ],
    find,
};

/// A section, and a responsibility of it where it is one.
type Topic = (Id, Option<Id>);

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let framework = subject.framework;
    let mut out = Vec::new();
    for track in framework.tracks.values().filter(|track| track.status == Status::Active) {
        let Some(ladder) = framework.ladders.get(&track.ladder) else { continue };
        let pages: Vec<(&Id, Vec<Topic>)> = ladder
            .levels()
            .filter_map(|level| Some((level, topics(framework, &track.pages.get(level)?.address))))
            .collect();
        for beside in pages.windows(3) {
            let [(_, below), (level, here), (_, above)] = beside else { continue };
            let Some(sheet) = track.pages.get(*level) else { continue };
            for (section, responsibility) in below.iter().filter(|topic| above.contains(topic) && !here.contains(topic))
            {
                let section_name = framework.section_name(&track.id, section);
                let name = match responsibility {
                    Some(id) => format!("{section_name}, {}", framework.responsibility_name(&track.id, section, id)),
                    None => section_name.to_owned(),
                };
                let message = format!("nothing under {name}, and the levels below and above have something there");
                let heading = match responsibility {
                    Some(id) => format!("[{section}.{id}]"),
                    None => format!("[{section}]"),
                };
                let help = format!("add a behavior under {heading}, if the level asks something of the kind");
                out.extend(subject.at((&sheet.file, 1), "", message, help));
            }
        }
    }
    out
}

/// What a page says something about.
fn topics(framework: &Framework, page: &PageAddress) -> Vec<Topic> {
    let mut out: Vec<Topic> = Vec::new();
    for found in framework.behaviors_of_page(page) {
        let topic = (found.heading.section.clone(), found.heading.responsibility.clone());
        if !out.contains(&topic) {
            out.push(topic);
        }
    }
    out
}
