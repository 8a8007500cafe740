//! What changed from one policy to another, rule by rule. Comments, order and layout do not count.

use crate::diff::{Bar, Bump, Higher, Impact, RuleChange, ScaleDefinition};
use crate::source::{Placed, Severity};

use super::rules::{Policy, Requirement};

/// A rule as compared: what it is about, how it reads, its line.
struct Rule {
    at: String,
    text: String,
    line: u32,
    scale: bool,
}

/// Returns every rule that came, went or reads differently.
pub fn rule_changes(before: &Policy, after: &Policy) -> Vec<RuleChange> {
    let (mut old, mut new) = (rules(before), rules(after));
    // What is the same on both sides is left out, one for one.
    old.retain(|rule| match new.iter().position(|other| other.at == rule.at && other.text == rule.text) {
        Some(index) => {
            new.remove(index);
            false
        }
        None => true,
    });
    let mut out = Vec::new();
    for rule in old {
        let partner = new.iter().position(|other| other.at == rule.at).map(|index| new.remove(index));
        let line = partner.as_ref().map_or(rule.line, |partner| partner.line);
        let after = partner.map(|partner| partner.text).unwrap_or_default();
        out.push(RuleChange { file: "policy.toml", line, at: rule.at, before: rule.text, after, scale: rule.scale });
    }
    for rule in new {
        let Rule { at, text, line, scale } = rule;
        out.push(RuleChange { file: "policy.toml", line, at, before: String::new(), after: text, scale });
    }
    out
}

/// Whether a policy has a rule: what it is about and how it reads, both as a change of it says.
pub fn has_rule(policy: &Policy, at: &str, text: &str) -> bool {
    rules(policy).iter().any(|rule| rule.at == at && rule.text == text)
}

fn rules(policy: &Policy) -> Vec<Rule> {
    let line = |span: &std::ops::Range<usize>| policy.source.as_ref().map_or(0, |source| source.position(span.start).0);
    let plain = |at: String, text: String, line: u32| Rule { at, text, line, scale: false };
    let mut out = vec![plain("proposals".to_owned(), policy.proposals.as_str().to_owned(), 1)];
    for (name, team) in &policy.teams {
        let mut members: Vec<String> = team.members.iter().map(|member| member.value.to_ascii_lowercase()).collect();
        members.sort();
        let text = if members.is_empty() { "nobody".to_owned() } else { members.join(", ") };
        out.push(plain(format!("team {name}"), text, team.line));
    }
    for requirement in &policy.requirements {
        out.push(plain(
            format!("requirement for {}", requirement.when.describe()),
            consent(requirement),
            requirement.line,
        ));
    }
    for freeze in &policy.freezes {
        out.push(plain(format!("freeze {}", freeze.name), format!("{} to {}", freeze.from, freeze.until), freeze.line));
    }
    out.push(plain("version scheme".to_owned(), policy.scheme.as_str().to_owned(), 1));
    out.push(plain("version tag prefix".to_owned(), policy.tag_prefix().to_owned(), 1));
    let bump = |word: &str, bump: Bump| plain(format!("version for {word}"), bump.as_str().to_owned(), 1);
    out.extend(policy.bump_rules.impacts.iter().map(|(impact, to)| bump(Impact::as_str(*impact), *to)));
    out.extend(policy.bump_rules.bars.iter().map(|(bar, to)| bump(Bar::as_str(*bar), *to)));
    for (name, level) in &policy.lint {
        out.push(plain(format!("writing rule {name}"), strictness(level).to_owned(), line(&level.span)));
    }
    for (name, scale) in &policy.scales {
        let text = graded(&scale.value);
        out.push(Rule { at: format!("scale {name}"), text, line: line(&scale.span), scale: true });
    }
    out
}

/// Who must agree, as one reads it.
fn consent(requirement: &Requirement) -> String {
    let mut names: Vec<String> = requirement.approvers.iter().map(|approver| approver.value.to_string()).collect();
    names.sort();
    format!("{} of {}", requirement.count, names.join(", "))
}

fn strictness(level: &Placed<Option<Severity>>) -> &'static str {
    match level.value {
        None => "off",
        Some(Severity::Advice) => "advice",
        Some(Severity::Warning) => "warning",
        Some(Severity::Error) => "error",
    }
}

fn graded(scale: &ScaleDefinition) -> String {
    let steps: Vec<String> = scale.steps.iter().map(|words| words.join(", ")).collect();
    let higher = if scale.higher == Higher::AsksLess { "; higher asks less" } else { "" };
    let absent = scale.absent.map(|step| format!("; absent {step}")).unwrap_or_default();
    let words = |what: &str, words: &[String]| {
        if words.is_empty() { String::new() } else { format!("; {what} {}", words.join(", ")) }
    };
    let settings = [
        words("not after", &scale.not_after),
        words("not before", &scale.not_before),
        words("exchanged only", &scale.exchanged_only),
        words("in doubt", &scale.doubtful),
        words("reversed by", &scale.reversed_by),
        words("governed by", &scale.governed_by),
    ]
    .concat();
    let between = if scale.synonyms { " or " } else { " < " };
    format!("{}{higher}{absent}{settings}", steps.join(between))
}
