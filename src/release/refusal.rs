//! What speaks against a release now: all reasons at once, each with what to do.

use jiff::civil::Date;

use crate::diff::{ChangeSet, Impact};
use crate::policy::{Policy, Proposals};
use crate::proposal::{Proposal, contradictions};

/// Why something is not released, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable name for the reason, `freeze`.
    pub code: &'static str,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// Returns a reason.
    pub fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}

/// What surrounds a comparison that is to be released.
#[derive(Debug)]
pub struct Facts<'r> {
    /// The comparison with the release before.
    pub set: &'r ChangeSet<'r>,
    /// The rules.
    pub policy: &'r Policy,
    /// The proposals.
    pub proposals: &'r [Proposal],
    /// Files that cannot be read: policy and proposals; the framework's own are known to the set.
    pub unreadable: Vec<String>,
    /// Files with changes that are not committed, relative to the repository.
    pub uncommitted: Vec<String>,
    /// The branch at hand; none where there is none.
    pub branch: Option<String>,
    /// The branch that releases are made from.
    pub release_branch: String,
    /// From when on the release is to hold, UTC.
    pub effective: Date,
}

/// Returns everything that speaks against a release, in a fixed order.
pub fn refusals(facts: &Facts<'_>) -> Vec<Refusal> {
    let mut out = Vec::new();
    surroundings(facts, &mut out);
    reasons(facts, &mut out);
    declarations(facts, &mut out);
    freezes(facts, &mut out);
    out
}

fn surroundings(facts: &Facts<'_>, out: &mut Vec<Refusal>) {
    if facts.branch.as_deref() != Some(facts.release_branch.as_str()) {
        let here = facts.branch.as_deref().map_or_else(|| "no branch".to_owned(), |branch| format!("`{branch}`"));
        out.push(Refusal::new(
            "wrong-branch",
            format!("releases are made from `{}`, and this is {here}", facts.release_branch),
            format!("git switch {}, or name this one with --branch", facts.release_branch),
        ));
    }
    if !facts.uncommitted.is_empty() {
        out.push(Refusal::new(
            "uncommitted",
            format!("there are changes that are not committed: {}", some(&facts.uncommitted)),
            "commit them or put them aside (git stash), then release",
        ));
    }
    let own = facts.set.after.unreadable.iter().map(|file| file.file.to_string());
    let unreadable: Vec<String> = own.chain(facts.unreadable.iter().cloned()).collect();
    if !unreadable.is_empty() {
        out.push(Refusal::new(
            "unreadable",
            format!("not everything can be read: {}", some(&unreadable)),
            "`rungs check` shows the places; no version is derived from half a framework",
        ));
    }
}

/// The first names of a list.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

fn reasons(facts: &Facts<'_>, out: &mut Vec<Refusal>) {
    let moves = facts.set.changes.iter().filter(|change| change.impact == Impact::Expectation).count();
    if facts.policy.proposals == Proposals::Required && facts.proposals.is_empty() && moves > 0 {
        let changes = if moves == 1 { "1 change".to_owned() } else { format!("{moves} changes") };
        out.push(Refusal::new(
            "no-proposal",
            format!("{changes} of what is expected without a written reason, which the policy requires"),
            "`rungs propose` writes one",
        ));
    }
}

/// A change may be as serious as the most serious declaration; where a proposal declares nothing, it
/// may be anything. What somebody knowingly accepts is no contradiction.
fn declarations(facts: &Facts<'_>, out: &mut Vec<Refusal>) {
    let declared: Option<Vec<Impact>> =
        facts.proposals.iter().map(|proposal| proposal.declared.as_ref().map(|declared| declared.value)).collect();
    let Some(most) = declared.and_then(|all| all.into_iter().max()) else { return };
    let accepted = |id: &str| {
        facts.proposals.iter().flat_map(|proposal| &proposal.acceptances).any(|acceptance| acceptance.change == id)
    };
    for found in contradictions(facts.set, most) {
        let change = &facts.set.changes[found.change];
        let id = change.id();
        if accepted(&id) {
            continue;
        }
        out.push(Refusal::new(
            "contradicted",
            format!("declared as {}, but: {}", found.declared.as_str(), facts.set.sentence(change)),
            format!("declare what it is, or have somebody accept it: [[accept]] change = \"{id}\""),
        ));
    }
}

/// Changes of what is expected wait for the end of a freeze, or take effect after it.
fn freezes(facts: &Facts<'_>, out: &mut Vec<Refusal>) {
    if !facts.set.changes.iter().any(|change| change.impact == Impact::Expectation) {
        return;
    }
    for freeze in facts.policy.freezes_on(facts.effective) {
        out.push(Refusal::new(
            "freeze",
            format!(
                "what is expected does not change during \u{201c}{}\u{201d}, {} to {}, and this would hold from {}",
                freeze.name, freeze.from, freeze.until, facts.effective
            ),
            format!("release it with a later day: --effective {}", freeze.until.tomorrow().unwrap_or(freeze.until)),
        ));
    }
}
