//! Asking people and teams to look at a pull request.

use serde_json::{Value, json};

use super::address::RepositoryName;
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, Method};

/// People and teams.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewers {
    /// Logins.
    pub users: Vec<String>,
    /// Teams of the owner, by their short names.
    pub teams: Vec<String>,
}

/// Somebody GitHub would not ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The login or the team.
    pub who: String,
    /// Why.
    pub why: String,
}

impl Client {
    /// Asks people and teams for their review. Who cannot be asked is returned with the reason and
    /// keeps nobody else from being asked.
    ///
    /// # Errors
    /// When a request fails for another reason than whom it names.
    pub fn request_reviewers(
        &self,
        repository: &RepositoryName,
        number: u64,
        wanted: &Reviewers,
    ) -> Result<Vec<Refused>, GitHubError> {
        let path = format!("{}/pulls/{number}/requested_reviewers", repository.route());
        let mut refused = self.request(&path, "reviewers", &wanted.users)?;
        // A workflow's own token may not ask teams; the people are asked nevertheless.
        match self.request(&path, "team_reviewers", &wanted.teams) {
            Ok(more) => refused.extend(more),
            Err(error) if matches!(error.reason, Reason::Forbidden | Reason::Missing) => {
                let why = |team: &String| Refused { who: team.clone(), why: error.message.clone() };
                refused.extend(wanted.teams.iter().map(why));
            }
            Err(error) => return Err(error),
        }
        Ok(refused)
    }

    fn request(&self, path: &str, field: &str, names: &[String]) -> Result<Vec<Refused>, GitHubError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let ask = |names: &[String]| {
            let mut body = json!({});
            body[field] = names.iter().map(|name| Value::from(name.as_str())).collect();
            self.change(&Call {
                method: Method::Post,
                path: path.to_owned(),
                body: Some(body),
                what: "ask for a review",
                permission: "pull-requests: write",
                // Who is asked already is not asked again.
                repeat: true,
            })
        };
        match ask(names) {
            Ok(_) => return Ok(Vec::new()),
            // One who is no collaborator keeps GitHub from asking any of them.
            Err(error) if error.reason == Reason::Refused && names.len() > 1 => {}
            Err(error) if error.reason == Reason::Refused => {
                return Ok(vec![Refused { who: names[0].clone(), why: error.message }]);
            }
            Err(error) => return Err(error),
        }
        let mut out = Vec::new();
        for name in names {
            match ask(std::slice::from_ref(name)) {
                Ok(_) => {}
                Err(error) if error.reason == Reason::Refused => {
                    out.push(Refused { who: name.clone(), why: error.message });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(out)
    }
}
