//! What the author declared, what the words say, and who knowingly accepts the difference.

use crate::diff::{Change, ChangeSet, Impact};
use crate::proposal::{self, Proposal};

use super::people::{Meant, People};
use super::requirements::Voice;
use super::result::{Acceptance, AcceptanceStanding, ChangeRef, Contradiction, Requirement};

/// Returns the changes that are more serious than their author declared. Where several proposals come
/// with a change, the most serious declaration counts: nothing says which of them a change is of.
pub(super) fn contradictions(
    set: &ChangeSet<'_>,
    refs: &[ChangeRef],
    proposals: &[Proposal],
    acceptances: &[Acceptance],
) -> Vec<Contradiction> {
    let declared = proposals.iter().filter_map(|proposal| Some((proposal.declared.as_ref()?.value, proposal)));
    let Some((declared, proposal)) = declared.max_by_key(|(declared, _)| *declared) else { return Vec::new() };
    let found = proposal::contradictions(set, declared).into_iter().map(|found| {
        let change = &set.changes[found.change];
        let id = &refs[found.change].id;
        let accepted = acceptances.iter().filter(|accepted| accepted.id == *id);
        Contradiction {
            change: refs[found.change].clone(),
            proposal: in_repository(set, &proposal.file),
            declared: found.declared.as_str().to_owned(),
            found: found.found.as_str().to_owned(),
            evidence: evidence(change),
            accepted_by: accepted
                .filter(|accepted| accepted.standing == AcceptanceStanding::Counts)
                .map(|accepted| accepted.who.clone())
                .collect(),
        }
    });
    found.collect()
}

/// The words that speak for how a change is judged, one signal a line.
fn evidence(change: &Change<'_>) -> Vec<String> {
    let signals = change.signals.iter().map(|signal| {
        let words = match (signal.before.is_empty(), signal.after.is_empty()) {
            (true, _) => format!("\u{201c}{}\u{201d} is new", signal.after),
            (_, true) => format!("\u{201c}{}\u{201d} is gone", signal.before),
            _ => format!("\u{201c}{}\u{201d} is now \u{201c}{}\u{201d}", signal.before, signal.after),
        };
        format!("{}: {words}", signal.scale)
    });
    signals.chain(change.because.clone()).collect()
}

/// Returns what people accept, and whether it counts: only with that person's approving review of
/// the change, and where the policy asks somebody to agree, only theirs.
pub(super) fn acceptances(
    set: &ChangeSet<'_>,
    refs: &[ChangeRef],
    proposals: &[Proposal],
    voices: &[Voice<'_>],
    (people, requirements): (&People<'_>, &[Requirement]),
) -> Vec<Acceptance> {
    let mut out = Vec::new();
    for (proposal, accepted) in
        proposals.iter().flat_map(|one| one.acceptances.iter().map(move |accepted| (one, accepted)))
    {
        let change = refs.iter().find(|found| found.id == accepted.change);
        let voice = voices.iter().find(|voice| voice.user.eq_ignore_ascii_case(&accepted.who));
        let standing = match (change, voice) {
            (None, _) => AcceptanceStanding::Stale,
            _ if people.is_author(&accepted.who) => AcceptanceStanding::Own,
            (Some(change), _) if !is_asked(change, &accepted.who, people, requirements) => AcceptanceStanding::NotAsked,
            (Some(change), Some(voice)) if voice.seen.saw(change.index) => AcceptanceStanding::Counts,
            _ => AcceptanceStanding::NotApproved,
        };
        out.push(Acceptance {
            proposal: in_repository(set, &proposal.file),
            line: accepted.line,
            id: accepted.change.clone(),
            who: accepted.who.clone(),
            reason: accepted.reason.clone(),
            standing,
        });
    }
    out
}

/// Whether somebody is among those who must agree to a change; anybody is where nobody must.
fn is_asked(change: &ChangeRef, who: &str, people: &People<'_>, requirements: &[Requirement]) -> bool {
    let mut asking = requirements.iter().filter(|requirement| requirement.changes.contains(change)).peekable();
    if asking.peek().is_none() {
        return true;
    }
    let names = asking.flat_map(|requirement| &requirement.approvers);
    names.filter_map(|name| name.parse().ok()).any(|approver| people.means(&approver, who) == Meant::Yes)
}

/// The expectation changes that need a written reason and have none: all of them where no proposal
/// comes with the change.
pub(super) fn unexplained(set: &ChangeSet<'_>, refs: &[ChangeRef], proposals: &[Proposal]) -> Vec<ChangeRef> {
    if !proposals.is_empty() {
        return Vec::new();
    }
    let changes = set.changes.iter().zip(refs).filter(|(change, _)| change.impact == Impact::Expectation);
    changes.map(|(_, reference)| reference.clone()).collect()
}

/// A file's path from the top of the repository.
pub(super) fn in_repository(set: &ChangeSet<'_>, file: &str) -> String {
    let folder = &set.after.folder;
    if folder.is_empty() || file.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}
