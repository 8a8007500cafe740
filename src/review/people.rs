//! Who may agree: people as named, and teams as far as somebody says who belongs to them.

use crate::policy::{Approver, Policy};

use super::given::{Given, Membership, MembershipState};

/// Whether a person is meant by an approver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    Yes,
    No,
    /// A team of which nobody says whether the person belongs to it; why.
    Unverified(String),
}

/// Answers who is meant by the approvers of a policy.
#[derive(Debug)]
pub(super) struct People<'g> {
    policy: &'g Policy,
    memberships: &'g [Membership],
    author: Option<&'g str>,
}

/// What is said of a team where nothing is known of it.
const NOBODY_SAYS: &str = "neither [teams] in policy.toml nor GitHub says who belongs to it";

impl<'g> People<'g> {
    pub(super) fn of(given: &'g Given<'_>) -> Self {
        Self { policy: &given.policy.policy, memberships: &given.memberships, author: given.author.as_deref() }
    }

    pub(super) fn is_author(&self, user: &str) -> bool {
        self.author.is_some_and(|author| author.eq_ignore_ascii_case(user))
    }

    /// Whether an approver means a person.
    pub(super) fn means(&self, approver: &Approver, user: &str) -> Meant {
        let yes_or_no = |yes: bool| if yes { Meant::Yes } else { Meant::No };
        let Approver::Team { slug, .. } = approver else { return yes_or_no(approver.is_user(user)) };
        let of_team = || self.answers(approver);
        let own = of_team().find(|answer| answer.user.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(user)));
        match own.map(|answer| &answer.state) {
            Some(MembershipState::Member) => return Meant::Yes,
            Some(MembershipState::NotMember) => return Meant::No,
            _ => {}
        }
        if let Some(members) = self.policy.members(slug) {
            return yes_or_no(members.iter().any(|member| member.eq_ignore_ascii_case(user)));
        }
        let why = own.into_iter().chain(of_team().filter(|answer| answer.user.is_none()));
        let mut why = why.filter_map(|answer| match &answer.state {
            MembershipState::Unverified(because) => Some(because.clone()),
            _ => None,
        });
        Meant::Unverified(why.next().unwrap_or_else(|| NOBODY_SAYS.to_owned()))
    }

    /// Why it cannot be said who belongs to a team; none where `[teams]` or GitHub says it.
    pub(super) fn unknown_team(&self, team: &Approver) -> Option<String> {
        let Approver::Team { slug, .. } = team else { return None };
        let verified = |answer: &&Membership| !matches!(answer.state, MembershipState::Unverified(_));
        if self.policy.members(slug).is_some() || self.answers(team).any(|answer| verified(&answer)) {
            return None;
        }
        let because = self.answers(team).find_map(|answer| match &answer.state {
            MembershipState::Unverified(because) => Some(because.clone()),
            _ => None,
        });
        Some(because.unwrap_or_else(|| NOBODY_SAYS.to_owned()))
    }

    /// Whether it is known of everybody whether an approver means them.
    pub(super) fn is_listed(&self, approver: &Approver) -> bool {
        match approver {
            Approver::User(_) => true,
            Approver::Team { slug, .. } => self.policy.members(slug).is_some(),
        }
    }

    /// The people known to be meant by any of these approvers, without the author, sorted.
    pub(super) fn known(&self, approvers: &[&Approver]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for approver in approvers {
            match approver {
                Approver::User(name) => out.push(name.clone()),
                Approver::Team { slug, .. } => {
                    out.extend(self.policy.members(slug).into_iter().flatten().map(str::to_owned));
                    let users = self.answers(approver).filter_map(|answer| answer.user.clone());
                    out.extend(users);
                    out.retain(|user| approvers.iter().any(|approver| self.means(approver, user) == Meant::Yes));
                }
            }
        }
        out.retain(|user| !self.is_author(user));
        out.sort_by_key(|user| user.to_ascii_lowercase());
        out.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
        out
    }

    fn answers(&self, team: &Approver) -> impl Iterator<Item = &'g Membership> {
        let name = team.to_string();
        self.memberships
            .iter()
            .filter(move |answer| format!("@{}/{}", answer.organization, answer.team).eq_ignore_ascii_case(&name))
    }
}
