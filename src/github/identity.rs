//! Who the token speaks for.

use serde_json::{Value, json};

use super::client::Client;
use super::comments::Owner;
use super::error::{GitHubError, Reason};
use super::send::{Call, GRAPHQL, Method};

/// Who the token speaks for: a person, or the bot of an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The login, `ana` or `github-actions[bot]`.
    pub login: String,
}

impl Identity {
    /// Whether something on GitHub is this identity's own. A bot is named with `[bot]` in one interface
    /// and without it in the other; a person whose login is a bot's without `[bot]` is somebody else.
    pub fn is(&self, owner: &Owner) -> bool {
        let plain = |login: &str| login.to_ascii_lowercase().trim_end_matches("[bot]").to_owned();
        let bot = self.login.ends_with("[bot]");
        plain(&self.login) == plain(&owner.login) && bot == (owner.is_bot || owner.login.ends_with("[bot]"))
    }
}

impl Client {
    /// Returns who the token speaks for.
    ///
    /// # Errors
    /// When GitHub does not say.
    pub fn identity(&self) -> Result<Identity, GitHubError> {
        let what = "say whom the token belongs to";
        let installation = self.settings.token.as_ref().is_some_and(super::token::Token::is_installation);
        if !installation {
            // An app's token may not ask this way, whatever it looks like.
            match self.read("/user".to_owned(), what, "") {
                Ok(answer) => return login(&answer.body["login"], what),
                Err(error) if error.reason == Reason::Forbidden => {}
                Err(error) => return Err(error),
            }
        }
        let answer = self.call(&Call {
            method: Method::Post,
            path: GRAPHQL.to_owned(),
            body: Some(json!({"query": "query { viewer { login } }"})),
            what,
            permission: "metadata: read",
            repeat: true,
        })?;
        let found = login(&answer.body["data"]["viewer"]["login"], what)?;
        let bot = installation && !found.login.ends_with("[bot]");
        Ok(if bot { Identity { login: format!("{}[bot]", found.login) } } else { found })
    }
}

fn login(value: &Value, what: &str) -> Result<Identity, GitHubError> {
    let login = value.as_str().ok_or_else(|| GitHubError::unreadable(what, "there is no login in it"))?;
    Ok(Identity { login: login.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Identity, Owner};

    #[test]
    fn a_bot_is_not_the_person_of_the_same_name() {
        let own = Identity { login: "rungs[bot]".into() };
        let owner = |login: &str, is_bot| Owner { login: login.into(), is_bot };
        assert!(own.is(&owner("rungs[bot]", true)));
        assert!(own.is(&owner("rungs", true)));
        assert!(!own.is(&owner("rungs", false)));
        assert!(!own.is(&owner("other[bot]", true)));
        let person = Identity { login: "Ana".into() };
        assert!(person.is(&owner("ana", false)));
        assert!(!person.is(&owner("ana", true)));
    }
}
