//! Who can be asked to agree: people and teams of GitHub.

use std::fmt;
use std::str::FromStr;

/// A person or a team that a requirement names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Approver {
    /// A GitHub user, without the `@`.
    User(String),
    /// A team of a GitHub organization.
    Team {
        /// The organization, without the `@`.
        organization: String,
        /// The team's short name there.
        slug: String,
    },
}

/// Why a text names no approver: what is wrong, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InvalidApprover {
    /// What is wrong.
    pub message: String,
    /// How to write it.
    pub help: String,
}

/// Whether a text can be the name of a GitHub user or organization.
pub fn is_login(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let ends = text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric()) && !text.ends_with('-');
    ends && text.len() <= 39 && text.bytes().all(inner)
}

impl Approver {
    /// Whether this is the user of that name; GitHub's names know no case.
    pub fn is_user(&self, login: &str) -> bool {
        matches!(self, Self::User(name) if name.eq_ignore_ascii_case(login))
    }

    /// Whether both name the same person or team; GitHub's names know no case.
    pub fn is_same(&self, other: &Self) -> bool {
        self.to_string().eq_ignore_ascii_case(&other.to_string())
    }
}

impl fmt::Display for Approver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(name) => write!(f, "@{name}"),
            Self::Team { organization, slug } => write!(f, "@{organization}/{slug}"),
        }
    }
}

impl FromStr for Approver {
    type Err = InvalidApprover;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |message: String, help: String| Err(InvalidApprover { message, help });
        let team = |slug: &str| {
            !slug.is_empty()
                && slug.len() <= 100
                && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        let Some(name) = text.strip_prefix('@') else {
            if text.contains('@') {
                let help = "write the person's GitHub name: \"@ana\"";
                return wrong(format!("`{text}` is an email address"), help.to_owned());
            }
            return wrong(format!("`{text}` does not begin with @"), format!("write \"@{}\"", text.trim()));
        };
        match name.split_once('/') {
            None if is_login(name) => Ok(Self::User(name.to_owned())),
            Some((organization, slug)) if is_login(organization) && team(slug) => {
                Ok(Self::Team { organization: organization.to_owned(), slug: slug.to_owned() })
            }
            _ => wrong(
                format!("`{text}` is neither a GitHub user nor a team"),
                "a user is \"@ana\", a team \"@organization/team-name\"".to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Approver;

    #[test]
    fn users_and_teams_are_told_apart() {
        let user: Approver = "@ana".parse().unwrap();
        assert_eq!(user, Approver::User("ana".to_owned()));
        let team: Approver = "@escrowtab/security-leads".parse().unwrap();
        assert_eq!(team.to_string(), "@escrowtab/security-leads");
        assert!(team.is_same(&"@EscrowTab/Security-Leads".parse().unwrap()));
    }

    #[test]
    fn whoever_is_misspelled_is_refused_with_the_spelling() {
        let wrong = |text: &str| text.parse::<Approver>().unwrap_err();
        assert_eq!(wrong("ana").help, "write \"@ana\"");
        assert!(wrong("ana@escrowtab.example").message.contains("email"));
        for text in ["@", "@/team", "@org/", "@a b", "@org/team/more", "@-ana", "@ana\u{202e}"] {
            assert!(text.parse::<Approver>().is_err(), "{text}");
        }
    }
}
