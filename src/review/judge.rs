//! Joins everything a review is judged on into what it found.

use crate::diff::{Change, ChangeSet, Impact};
use crate::policy::{Approver, Matcher, Proposals};
use crate::source::{Diagnostic, Severity};

use super::approvals::{LastReview, last_reviews};
use super::coverage::{Seen, State};
use super::declared::{acceptances, contradictions, in_repository, unexplained};
use super::given::{Given, Reviewed};
use super::people::People;
use super::requirements::{Hearing, Voice, is_gate};
use super::result::{
    Approval, ChangeRef, FreezeHit, Problem, ProposalLine, Requirement, Review, ReviewedChange, Verdict,
};
use super::since;

/// Returns what a change still needs.
pub fn judge(given: &Given<'_>) -> Review {
    let set = given.set;
    let refs: Vec<ChangeRef> =
        set.changes.iter().enumerate().map(|(index, change)| ChangeRef { index, id: change.id() }).collect();
    let mut review = bare(given, &refs);
    review.unjudged = unjudged(given);
    if !review.unjudged.is_empty() {
        return review;
    }
    review.bump = Some(set.summary().bump.as_str().to_owned());
    review.refusals = refusals(given);
    review.freezes = freezes(given, &refs);
    review.gate = gate(set, &refs);
    if given.policy.policy.proposals == Proposals::Required {
        review.unexplained = unexplained(set, &refs, given.proposals);
    }
    hear(given, &refs, &mut review);
    review.verdict = verdict(&review);
    review
}

/// A review in which nothing is judged yet.
fn bare(given: &Given<'_>, refs: &[ChangeRef]) -> Review {
    let set = given.set;
    let change = |(change, reference): (&Change<'_>, &ChangeRef)| {
        let item = change.after.first().or(change.before.first());
        ReviewedChange {
            id: reference.id.clone(),
            kind: change.kind.as_str().to_owned(),
            impact: change.impact.as_str().to_owned(),
            bar: change.bar.as_str().to_owned(),
            sentence: set.sentence(change),
            file: item.map(|item| in_repository(set, item.file())).unwrap_or_default(),
            line: item.map_or(0, crate::diff::Item::line),
        }
    };
    let proposal = |proposal: &crate::proposal::Proposal| ProposalLine {
        file: in_repository(set, &proposal.file),
        title: proposal.title.clone(),
        why: proposal.why.clone(),
        sponsor: proposal.sponsor.clone(),
        declared: proposal.declared.as_ref().map(|declared| declared.value.as_str().to_owned()),
        effective: proposal.effective.as_ref().map(|day| day.value.to_string()),
    };
    Review {
        version: 1,
        verdict: Verdict::Unjudged,
        from: given.from.clone(),
        to: given.to.clone(),
        day: given.day.to_string(),
        bump: None,
        unjudged: Vec::new(),
        refusals: Vec::new(),
        contradictions: Vec::new(),
        unexplained: Vec::new(),
        freezes: Vec::new(),
        requirements: Vec::new(),
        gate: Vec::new(),
        nobody_required: given.policy.policy.requirements.is_empty(),
        approvals: Vec::new(),
        acceptances: Vec::new(),
        unverifiable_teams: Vec::new(),
        proposals: given.proposals.iter().map(proposal).collect(),
        changes: set.changes.iter().zip(refs).map(change).collect(),
    }
}

/// Why nothing can be said: half a framework or half a policy gives no verdict.
fn unjudged(given: &Given<'_>) -> Vec<Problem> {
    let set = given.set;
    let mut out = Vec::new();
    for (side, framework) in [("from", set.before), ("to", set.after)] {
        let folder = &framework.folder;
        out.extend(framework.unreadable.iter().map(|file| Problem {
            side: side.to_owned(),
            file: if folder.is_empty() { file.file.to_string() } else { format!("{folder}/{}", file.file) },
            line: file.line,
            message: file.message.clone(),
        }));
    }
    // A mistake in the policy that counts may hide somebody who must be asked.
    out.extend(errors("from", &given.policy.problems));
    if given.policy_after.unreadable {
        out.extend(errors("to", &given.policy_after.problems));
    }
    out
}

/// What must be mended in the change's own files.
fn refusals(given: &Given<'_>) -> Vec<Problem> {
    let mut out = given.problems_after.clone();
    out.extend(errors("to", &given.policy_after.problems));
    out.extend(errors("to", &given.proposals_after.problems));
    out
}

fn errors(side: &str, problems: &[Diagnostic]) -> Vec<Problem> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| Problem::of(side, problem)).collect()
}

impl Problem {
    /// Returns a problem of a file as a review tells it.
    pub fn of(side: &str, problem: &Diagnostic) -> Self {
        let message = match &problem.help {
            Some(help) => format!("{}; {help}", problem.message),
            None => problem.message.clone(),
        };
        let file = problem.source.as_ref().map(|source| source.path.clone()).unwrap_or_default();
        Self { side: side.to_owned(), file, line: problem.position().0, message }
    }
}

/// The freezes in which the expectation changes would take effect.
fn freezes(given: &Given<'_>, refs: &[ChangeRef]) -> Vec<FreezeHit> {
    let set = given.set;
    let moves = |change: &Change<'_>| change.impact == Impact::Expectation && set.touches_somebody(change);
    let changes: Vec<ChangeRef> =
        set.changes.iter().zip(refs).filter(|(change, _)| moves(change)).map(|(_, one)| one.clone()).collect();
    if changes.is_empty() {
        return Vec::new();
    }
    // Of several proposals the earliest day counts; without any the change holds at once.
    let planned = given.proposals.iter().map(|one| one.effective.as_ref().map_or(given.day, |day| day.value)).min();
    let effective = planned.unwrap_or(given.day).max(given.day);
    let hit = given.policy.policy.freezes_on(effective).map(|freeze| FreezeHit {
        name: freeze.name.clone(),
        from: freeze.from.to_string(),
        until: freeze.until.to_string(),
        line: freeze.line,
        effective: effective.to_string(),
        changes: changes.clone(),
    });
    hit.collect()
}

fn gate(set: &ChangeSet<'_>, refs: &[ChangeRef]) -> Vec<ChangeRef> {
    let changes = set.changes.iter().zip(refs).filter(|(change, _)| is_gate(change));
    changes.map(|(_, reference)| reference.clone()).collect()
}

/// Holds the reviews people gave against what must be agreed to.
fn hear(given: &Given<'_>, refs: &[ChangeRef], review: &mut Review) {
    let set = given.set;
    let policy = &given.policy.policy;
    let (base, head) = (State::of(set.before, policy), State::of(set.after, &given.policy_after.policy));
    let last = last_reviews(given);
    let seen: Vec<Option<Seen>> = last.iter().map(|one| seen(given, one, (&base, &head))).collect();
    let matcher = Matcher::of(set);
    let people = People::of(given);
    let voices = || {
        let pairs = last.iter().zip(&seen);
        pairs
            .filter_map(|(one, seen)| {
                Some(Voice { user: &one.user, commit: one.commit.as_deref()?, seen: seen.as_ref()? })
            })
            .collect::<Vec<_>>()
    };
    let hearing = Hearing { matcher: &matcher, changes: &set.changes, refs, people: &people, voices: voices() };
    review.requirements = hearing.of_gate(policy);
    review.requirements.extend(policy.requirements.iter().filter_map(|requirement| hearing.of_policy(requirement)));
    review.unverifiable_teams = hearing.unverifiable_teams(&named(&review.requirements));
    review.acceptances = acceptances(set, refs, given.proposals, &hearing.voices, (&people, &review.requirements));
    review.contradictions = contradictions(set, refs, given.proposals, &review.acceptances);
    review.approvals =
        last.iter().zip(&seen).map(|(one, seen)| approval(given, refs, &matcher, (one, seen.as_ref()))).collect();
}

/// Everyone whom requirements name, each once.
fn named(requirements: &[Requirement]) -> Vec<Approver> {
    let mut out: Vec<Approver> = Vec::new();
    let names = requirements.iter().flat_map(|requirement| &requirement.approvers);
    for approver in names.filter_map(|name| name.parse::<Approver>().ok()) {
        if out.iter().all(|other| !other.is_same(&approver)) {
            out.push(approver);
        }
    }
    out
}

/// What somebody saw, where their review counts.
fn seen(given: &Given<'_>, review: &LastReview, (base, head): (&State<'_>, &State<'_>)) -> Option<Seen> {
    if !review.counts() {
        return None;
    }
    let at = |reviewed: &&Reviewed<'_>| Some(reviewed.commit()) == review.commit.as_deref();
    match given.reviewed.iter().find(at) {
        Some(Reviewed::At { framework, policy, set, .. }) => {
            Some(Seen::of(given.set, (base, head), &State::of(framework, policy), *set))
        }
        Some(Reviewed::Gone { .. }) => None,
        Some(Reviewed::Same { .. }) | None => Some(Seen::everything(given.set)),
    }
}

fn approval(
    given: &Given<'_>,
    refs: &[ChangeRef],
    matcher: &Matcher<'_>,
    (review, seen): (&LastReview, Option<&Seen>),
) -> Approval {
    let set = given.set;
    let all = || set.changes.iter().zip(refs);
    let covered = |seen: &Seen, change: &Change<'_>, index: usize| seen.covers(index, &matcher.all_pages(change));
    let covers =
        seen.map(|seen| all().filter(|(change, one)| covered(seen, change, one.index)).map(|(_, one)| one.clone()));
    let since = seen.map(|seen| since::since(given, refs, review, seen)).unwrap_or_default();
    let covers = covers.map(Iterator::collect).unwrap_or_default();
    Approval {
        user: review.user.clone(),
        commit: review.commit.clone(),
        submitted_at: review.submitted_at.clone(),
        standing: review.standing,
        because: review.because.clone(),
        covers,
        since,
    }
}

fn verdict(review: &Review) -> Verdict {
    let contradicted = review.contradictions.iter().any(|found| found.accepted_by.is_empty());
    if contradicted || !review.refusals.is_empty() || !review.unexplained.is_empty() {
        Verdict::Refused
    } else if review.waiting().next().is_some() || !review.freezes.is_empty() {
        Verdict::Waiting
    } else {
        Verdict::Ready
    }
}
