//! Who must agree to which of the changes, who has, and who is still asked.

use crate::diff::{Change, Item, Kind};
use crate::model::PageAddress;
use crate::policy::{self, Approver, Matcher};

use super::coverage::{Seen, is_rule};
use super::people::{Meant, People};
use super::result::{Agreement, Asks, ChangeRef, PageMoved, Requirement, UnverifiableTeam};

/// Somebody whose last review counts, and what they saw.
#[derive(Debug)]
pub(super) struct Voice<'v> {
    pub(super) user: &'v str,
    pub(super) commit: &'v str,
    pub(super) seen: &'v Seen,
}

/// What requirements are held against.
#[derive(Debug)]
pub(super) struct Hearing<'v> {
    pub(super) matcher: &'v Matcher<'v>,
    pub(super) changes: &'v [Change<'v>],
    pub(super) refs: &'v [ChangeRef],
    pub(super) people: &'v People<'v>,
    pub(super) voices: Vec<Voice<'v>>,
}

/// A change that a requirement is for, and the pages it concerns as far as the requirement goes.
type Matched = Vec<(usize, Vec<PageAddress>)>;

impl Hearing<'_> {
    /// Returns what a requirement of the policy asks for; none where no change meets it.
    pub(super) fn of_policy(&self, requirement: &policy::Requirement) -> Option<Requirement> {
        let matched: Matched = self
            .changes
            .iter()
            .enumerate()
            .filter_map(|(index, change)| Some((index, self.matcher.pages(&requirement.when, change)?)))
            .collect();
        if matched.is_empty() {
            return None;
        }
        let approvers: Vec<&Approver> = requirement.approvers.iter().map(|approver| &approver.value).collect();
        let mut found = self.heard(&matched, &approvers, requirement.count);
        found.reason.clone_from(&requirement.reason);
        found.when = requirement.when.describe();
        found.line = requirement.line;
        Some(found)
    }

    /// Returns what the gate asks for when the rules themselves change: everyone whom they name, each
    /// for themselves. The author's own word is no agreement; where others are named they suffice.
    pub(super) fn of_gate(&self, policy: &policy::Policy) -> Vec<Requirement> {
        let matched: Matched = (0..self.changes.len())
            .filter(|index| is_gate(&self.changes[*index]))
            .map(|index| (index, Vec::new()))
            .collect();
        if matched.is_empty() {
            return Vec::new();
        }
        let all = policy.approvers();
        let own = |approver: &Approver| matches!(approver, Approver::User(name) if self.people.is_author(name));
        let others: Vec<&Approver> = all.iter().filter(|approver| !own(approver)).copied().collect();
        let asked = if others.is_empty() { all } else { others };
        asked
            .into_iter()
            .map(|approver| {
                let mut found = self.heard(&matched, &[approver], 1);
                found.asks = Asks::Gate;
                found.when = "a change of the rules themselves".to_owned();
                found.line = policy
                    .requirements
                    .iter()
                    .find(|requirement| requirement.approvers.iter().any(|other| other.value.is_same(approver)))
                    .map_or(0, |requirement| requirement.line);
                found
            })
            .collect()
    }

    fn heard(&self, matched: &Matched, approvers: &[&Approver], count: usize) -> Requirement {
        let reference = |index: &usize| self.refs[*index].clone();
        let may = |user: &str| approvers.iter().any(|approver| self.people.means(approver, user) == Meant::Yes);
        let pages = pages_of(matched);
        let voices: Vec<&Voice<'_>> = self.voices.iter().filter(|voice| may(voice.user)).collect();
        let covers = |voice: &Voice<'_>, (index, pages): &(usize, Vec<PageAddress>)| voice.seen.covers(*index, pages);
        let agreed: Vec<Agreement> = voices
            .iter()
            .map(|voice| Agreement {
                user: voice.user.to_owned(),
                commit: voice.commit.to_owned(),
                changes: matched.iter().filter(|one| covers(voice, one)).map(|(index, _)| reference(index)).collect(),
                again: again(voice.seen, &pages),
            })
            .collect();
        let lacking = |one: &(usize, Vec<PageAddress>)| {
            count.saturating_sub(voices.iter().filter(|voice| covers(voice, one)).count())
        };
        let waiting: Vec<ChangeRef> =
            matched.iter().filter(|one| lacking(one) > 0).map(|(index, _)| reference(index)).collect();
        let people = self.people.known(approvers);
        let unverified: Vec<String> = approvers
            .iter()
            .filter(|approver| self.people.unknown(approver).is_some())
            .map(ToString::to_string)
            .collect();
        let missing = matched.iter().map(lacking).max().unwrap_or(0);
        let done = |user: &str| {
            agreed.iter().any(|one| one.user.eq_ignore_ascii_case(user) && one.changes.len() == matched.len())
        };
        let open = |approver: &Approver| match approver {
            Approver::User(name) => !self.people.is_author(name) && !done(name),
            Approver::Team { .. } => true,
        };
        let still = approvers.iter().filter(|approver| open(approver)).map(ToString::to_string);
        Requirement {
            asks: Asks::Policy,
            reason: None,
            when: String::new(),
            line: 0,
            approvers: approvers.iter().map(ToString::to_string).collect(),
            count,
            changes: matched.iter().map(|(index, _)| reference(index)).collect(),
            pages: pages.iter().map(ToString::to_string).collect(),
            ask: if waiting.is_empty() { Vec::new() } else { still.collect() },
            impossible: missing > 0 && unverified.is_empty() && people.len() < count,
            people,
            unverified,
            agreed,
            waiting,
            missing,
        }
    }

    /// Returns the teams among these approvers of which nobody says who belongs to them, with the
    /// reviewers whose word could count if they do.
    pub(super) fn unverifiable_teams(&self, approvers: &[Approver]) -> Vec<UnverifiableTeam> {
        let mut out = Vec::new();
        for team in approvers {
            let mut because = self.people.unknown(team);
            let mut reviewers = Vec::new();
            for voice in &self.voices {
                if let Meant::Unverified(why) = self.people.means(team, voice.user) {
                    because.get_or_insert(why);
                    reviewers.push(voice.user.to_owned());
                }
            }
            if let Some(because) = because {
                out.push(UnverifiableTeam { team: team.to_string(), because, reviewers });
            }
        }
        out
    }
}

/// Whether a change is of the rules by which everything else is judged: the policy, the scales, a
/// fact's direction, whether a ladder is cumulative.
pub(super) fn is_gate(change: &Change<'_>) -> bool {
    let of_framework = || {
        let mut places = change.before.iter().chain(&change.after).map(Item::at);
        places.any(|at| at.starts_with("ladders/") || at.starts_with("facts/"))
    };
    is_rule(change) || change.kind == Kind::PolicyChanged && of_framework()
}

fn pages_of(matched: &Matched) -> Vec<PageAddress> {
    let mut out: Vec<PageAddress> = Vec::new();
    for page in matched.iter().flat_map(|(_, pages)| pages) {
        if !out.contains(page) {
            out.push(page.clone());
        }
    }
    out
}

/// The pages on which somebody is asked again.
fn again(seen: &Seen, pages: &[PageAddress]) -> Vec<PageMoved> {
    pages.iter().filter_map(|page| seen.moved.get(page).cloned()).collect()
}
