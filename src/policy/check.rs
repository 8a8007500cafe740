//! What is wrong with a policy whose file reads: names the framework does not have, teams nobody
//! lists, freezes that overlap.

use std::ops::Range;

use crate::model::{Framework, Id};
use crate::source::{Diagnostic, Placed, nearest};

use super::approver::Approver;
use super::rules::Policy;

/// Returns what is wrong with a policy for a framework, top to bottom.
pub fn check(policy: &Policy, framework: &Framework) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    conditions(policy, framework, &mut out);
    approvers(policy, &mut out);
    freezes(policy, &mut out);
    let mut out: Vec<Diagnostic> = out
        .into_iter()
        .map(|(problem, span)| match &policy.source {
            Some(source) => problem.in_source(source).at(span, ""),
            None => problem,
        })
        .collect();
    out.sort_by_key(Diagnostic::position);
    out
}

type Found = Vec<(Diagnostic, Range<usize>)>;

fn conditions(policy: &Policy, framework: &Framework, out: &mut Found) {
    let tracks: Vec<&Id> = framework.tracks.keys().collect();
    let levels: Vec<&Id> = framework.levels.keys().collect();
    let own = framework.tracks.values().flat_map(|track| track.sections.keys());
    let sections: Vec<&Id> = framework.sections.keys().chain(own).collect();
    let mut unknown = |code: &'static str, what: &str, given: &[Placed<Id>], known: &[&Id]| {
        for id in given.iter().filter(|id| !known.contains(&&id.value)) {
            let help = match nearest(id.value.as_str(), known.iter().map(|id| id.as_str())) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("the {what}s are: {}", list(known)),
            };
            let message = format!("there is no {what} `{}`, so nobody would be asked", id.value);
            out.push((Diagnostic::error(code, message).help(help), id.span.clone()));
        }
    };
    for requirement in &policy.requirements {
        unknown("unknown-track", "track", &requirement.when.tracks, &tracks);
        unknown("unknown-level", "level", &requirement.when.levels, &levels);
        unknown("unknown-section", "section", &requirement.when.sections, &sections);
    }
}

fn list(ids: &[&Id]) -> String {
    ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
}

fn approvers(policy: &Policy, out: &mut Found) {
    let names = || policy.teams.keys().map(String::as_str);
    for requirement in &policy.requirements {
        for approver in &requirement.approvers {
            match &approver.value {
                Approver::User(name) if policy.members(name).is_some() => {
                    let message = format!("`{name}` is a team, and is named as if it were a person");
                    let problem =
                        Diagnostic::error("team-as-user", message).help(format!("write \"@your-organization/{name}\""));
                    out.push((problem, approver.span.clone()));
                }
                Approver::Team { slug, .. } if policy.members(slug).is_none() && !policy.teams.is_empty() => {
                    out.push((unlisted(slug, nearest(slug, names())), approver.span.clone()));
                }
                _ => {}
            }
        }
        if let Some(problem) = too_few(policy, requirement) {
            out.push((problem, requirement.span.clone()));
        }
    }
    for (name, team) in policy.teams.iter().filter(|(_, team)| team.members.is_empty()) {
        let problem = Diagnostic::error("empty-team", format!("the team `{name}` has no members"))
            .help("list at least one GitHub user, or delete the team");
        out.push((problem, team.span.clone()));
    }
    for (name, team) in &policy.teams {
        let named =
            |approver: &&Approver| matches!(approver, Approver::Team { slug, .. } if slug.eq_ignore_ascii_case(name));
        if !policy.approvers().iter().any(named) {
            let problem = Diagnostic::warning("unused-team", format!("no requirement names the team `{name}`"))
                .help(format!("name it in `approvers` as \"@your-organization/{name}\", or delete it"));
            out.push((problem, team.span.clone()));
        }
    }
}

fn unlisted(slug: &str, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => Diagnostic::error("unknown-team", format!("[teams] has no `{slug}`"))
            .help(format!("did you mean `{near}`?")),
        None => Diagnostic::warning("unknown-team", format!("[teams] does not list `{slug}`"))
            .help("list its members there; GitHub's own teams can be read only with a token that may"),
    }
}

/// A requirement that can never be met, as fewer people are named than must agree.
fn too_few(policy: &Policy, requirement: &super::rules::Requirement) -> Option<Diagnostic> {
    let mut people: Vec<String> = Vec::new();
    for approver in &requirement.approvers {
        match &approver.value {
            Approver::User(name) => people.push(name.to_ascii_lowercase()),
            Approver::Team { slug, .. } => {
                people.extend(policy.members(slug)?.iter().map(|name| name.to_ascii_lowercase()))
            }
        }
    }
    people.sort();
    people.dedup();
    if people.is_empty() || people.len() >= requirement.count {
        return None;
    }
    let message = format!("{} must agree, and only {} can", requirement.count, people.len());
    Some(Diagnostic::error("too-few-approvers", message).help("lower `count`, or name more people"))
}

fn freezes(policy: &Policy, out: &mut Found) {
    for (index, freeze) in policy.freezes.iter().enumerate() {
        let earlier =
            policy.freezes[..index].iter().find(|other| other.from <= freeze.until && freeze.from <= other.until);
        if let Some(other) = earlier {
            let message = format!(
                "the freeze \u{201c}{}\u{201d} overlaps \u{201c}{}\u{201d}, {} to {}",
                freeze.name, other.name, other.from, other.until
            );
            let problem =
                Diagnostic::error("overlapping-freezes", message).help("give them days apart, or make them one");
            out.push((problem, freeze.span.clone()));
        }
    }
}
