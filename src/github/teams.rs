//! Who is in a team.

use serde_json::Value;

use super::address::segment;
use super::client::Client;
use super::error::{GitHubError, Reason};

impl Client {
    /// Returns the logins of a team's members, those of its child teams too; none where the token may
    /// not see the team. GitHub does not say whether such a team exists.
    ///
    /// # Errors
    /// When the request fails for another reason.
    pub fn team_members(&self, organization: &str, team: &str) -> Result<Option<Vec<String>>, GitHubError> {
        let path = format!("/orgs/{}/teams/{}/members", segment(organization), segment(team));
        match self.pages(&path, "", "read the members of a team", "members: read (of the organization)") {
            Ok(members) => {
                let login = |member: &Value| member.get("login").and_then(Value::as_str).map(str::to_owned);
                Ok(Some(members.iter().filter_map(login).collect()))
            }
            Err(error) if matches!(error.reason, Reason::Forbidden | Reason::Missing | Reason::Token) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
