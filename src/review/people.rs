//! Who may agree: people as named, and teams as far as somebody says who belongs to them.

use crate::policy::{Approver, Policy};

use super::given::{Given, TeamMembers};

/// Whether a person is meant by an approver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    Yes,
    No,
    /// A team of which nobody says who belongs to it; why.
    Unverified(String),
}

/// Answers who is meant by the approvers of a policy.
#[derive(Debug)]
pub(super) struct People<'g> {
    policy: &'g Policy,
    teams: &'g [TeamMembers],
    author: Option<&'g str>,
}

/// What is said of a team where nothing is known of it.
const NOBODY_SAYS: &str = "neither [teams] in policy.toml nor GitHub says who belongs to it";

impl<'g> People<'g> {
    pub(super) fn of(given: &'g Given<'_>) -> Self {
        Self { policy: &given.policy.policy, teams: &given.teams, author: given.author.as_deref() }
    }

    pub(super) fn is_author(&self, user: &str) -> bool {
        self.author.is_some_and(|author| author.eq_ignore_ascii_case(user))
    }

    /// Everyone whom an approver means: for a team what GitHub says, else what `[teams]` says.
    ///
    /// # Errors
    /// Why nobody says it, in plain words.
    fn members<'a>(&'a self, approver: &'a Approver) -> Result<Vec<&'a str>, String> {
        let slug = match approver {
            Approver::User(name) => return Ok(vec![name]),
            Approver::Team { slug, .. } => slug,
        };
        let name = approver.to_string();
        let is_this = |team: &&TeamMembers| format!("@{}/{}", team.organization, team.team).eq_ignore_ascii_case(&name);
        let answer = self.teams.iter().find(is_this).map(|team| &team.members);
        if let Some(Ok(members)) = answer {
            return Ok(members.iter().map(String::as_str).collect());
        }
        let because = || answer.and_then(|answer| answer.as_ref().err()).cloned();
        self.policy.members(slug).ok_or_else(|| because().unwrap_or_else(|| NOBODY_SAYS.to_owned()))
    }

    /// Whether an approver means a person.
    pub(super) fn means(&self, approver: &Approver, user: &str) -> Meant {
        match self.members(approver) {
            Ok(members) if members.iter().any(|member| member.eq_ignore_ascii_case(user)) => Meant::Yes,
            Ok(_) => Meant::No,
            Err(because) => Meant::Unverified(because),
        }
    }

    /// Why it cannot be said whom an approver means; none where it can.
    pub(super) fn unknown(&self, approver: &Approver) -> Option<String> {
        self.members(approver).err()
    }

    /// The people known to be meant by any of these approvers, without the author, sorted.
    pub(super) fn known(&self, approvers: &[&Approver]) -> Vec<String> {
        let members = approvers.iter().filter_map(|approver| self.members(approver).ok()).flatten();
        let mut out: Vec<String> = members.filter(|user| !self.is_author(user)).map(str::to_owned).collect();
        out.sort_by_key(|user| user.to_ascii_lowercase());
        out.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
        out
    }
}
