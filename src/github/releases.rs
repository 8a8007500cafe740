//! Releases: the notes that belong to a tag.

use serde_json::{Value, json};

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, Method};

/// A finished release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The tag, which must be there.
    pub tag: String,
    /// The title.
    pub name: String,
    /// The notes, as Markdown.
    pub notes: String,
    /// Whether it comes before the real one.
    pub prerelease: bool,
}

const PERMISSION: &str = "contents: write";

impl Client {
    /// Makes the release of a tag, or brings it up to date, and returns where it can be read. One that
    /// says so already is left alone.
    ///
    /// # Errors
    /// When a request fails for good.
    pub fn post_release(&self, repository: &RepositoryName, release: &Release) -> Result<String, GitHubError> {
        let look = || self.release_of(repository, &release.tag);
        let path = format!("{}/releases", repository.route());
        let call = |method, path, body| {
            let (what, permission) = ("write the release", PERMISSION);
            Call { method, path, body: Some(body), what, permission, repeat: method == Method::Patch }
        };
        let body = json!({
            "tag_name": release.tag, "name": release.name, "body": release.notes,
            "draft": false, "prerelease": release.prerelease,
        });
        let found = match look()? {
            Some(found) if release.is(&found) => found,
            Some(found) => {
                let id = found.get("id").and_then(Value::as_u64);
                let id = id.ok_or_else(|| GitHubError::unreadable("read the release", "it has no number"))?;
                let changed = self.change(&call(Method::Patch, format!("{path}/{id}"), body))?.body;
                if self.is_dry_run() { found } else { changed }
            }
            None => match self.create(&call(Method::Post, path, body), |answer| Ok(answer.body.clone()), look) {
                // Another run made it between the look and now.
                Err(error) if error.reason == Reason::Refused => look()?.ok_or(error)?,
                other => other?,
            },
        };
        Ok(found.get("html_url").and_then(Value::as_str).unwrap_or("").to_owned())
    }
}

impl Client {
    /// Whether the release of a tag stands there and says so already.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_release(&self, repository: &RepositoryName, release: &Release) -> Result<bool, GitHubError> {
        Ok(self.release_of(repository, &release.tag)?.is_some_and(|found| release.is(&found)))
    }

    fn release_of(&self, repository: &RepositoryName, tag: &str) -> Result<Option<Value>, GitHubError> {
        let path = format!("{}/releases/tags/{}", repository.route(), segment(tag));
        Ok(self.find(path, "read the release", "contents: read")?.map(|answer| answer.body))
    }
}

impl Release {
    fn is(&self, found: &Value) -> bool {
        let text = |name: &str| found.get(name).and_then(Value::as_str).unwrap_or("").replace("\r\n", "\n");
        text("name") == self.name
            && text("body") == self.notes
            && found.get("prerelease").and_then(Value::as_bool) == Some(self.prerelease)
            && found.get("draft").and_then(Value::as_bool) == Some(false)
    }
}
