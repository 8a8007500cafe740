//! What is not as an approver saw it.

use crate::proposal::Proposal;

use super::approvals::LastReview;
use super::coverage::Seen;
use super::declared::in_repository;
use super::given::{Given, Reviewed};
use super::result::{ChangeRef, ProposalMoved, Since};

/// Returns what is not as an approver saw it: changes, pages, proposals.
pub(super) fn since(given: &Given<'_>, refs: &[ChangeRef], review: &LastReview, seen: &Seen) -> Since {
    let mut out = Since {
        changes: refs.iter().filter(|one| !seen.saw(one.index)).cloned().collect(),
        pages: seen.moved.values().cloned().collect(),
        ..Since::default()
    };
    let at = |reviewed: &&Reviewed<'_>| Some(reviewed.commit()) == review.commit.as_deref();
    let Some(Reviewed::At { set, proposals, .. }) = given.reviewed.iter().find(at) else { return out };
    if let Some(then) = set {
        let gone = then.changes.iter().filter(|change| {
            let id = change.id();
            refs.iter().all(|reference| reference.id != id)
        });
        out.withdrawn = gone.map(|change| then.sentence(change)).collect();
    }
    let moved = given.proposals.iter().flat_map(|now| {
        let then = proposals.iter().find(|then| then.file == now.file);
        moved(&in_repository(given.set, &now.file), then, now)
    });
    out.proposals = moved.collect();
    out
}

/// What a proposal says that it did not say then.
fn moved(file: &str, then: Option<&Proposal>, now: &Proposal) -> Vec<ProposalMoved> {
    let found = |what: &str, then: Option<String>, now: Option<String>| ProposalMoved {
        file: file.to_owned(),
        what: what.to_owned(),
        then,
        now,
    };
    let Some(then) = then else { return vec![found("file", None, Some(now.title.clone()))] };
    let said = |proposal: &Proposal| {
        let declared = proposal.declared.as_ref().map(|declared| declared.value.as_str().to_owned());
        let effective = proposal.effective.as_ref().map(|day| day.value.to_string());
        let (title, why) = (Some(proposal.title.clone()), Some(proposal.why.clone()));
        [
            ("title", title),
            ("why", why),
            ("sponsor", proposal.sponsor.clone()),
            ("declared", declared),
            ("effective", effective),
        ]
    };
    let pairs = said(then).into_iter().zip(said(now));
    pairs.filter(|((_, then), (_, now))| then != now).map(|((what, then), (_, now))| found(what, then, now)).collect()
}
