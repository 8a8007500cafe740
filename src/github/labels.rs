//! The labels of a pull request.

use serde_json::{Value, json};

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, Method};

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The name, at most 50 characters.
    pub name: String,
    /// Six hexadecimal digits.
    pub color: String,
    /// What it means, at most 100 characters.
    pub description: String,
}

/// The color GitHub gives to a label that is made by adding it.
const DEFAULT_COLOR: &str = "ededed";

const PERMISSION: &str = "pull-requests: write";

impl Client {
    /// Gives a pull request these labels and takes from it the others of ours that it has: `present`
    /// is what it has, `is_ours` says of a name whether it is one of these. Labels that the repository
    /// lacks are made. Returns what was added and removed.
    ///
    /// # Errors
    /// When a request fails for good.
    pub fn post_labels(
        &self,
        (repository, number): (&RepositoryName, u64),
        present: &[String],
        wanted: &[Label],
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<(Vec<String>, Vec<String>), GitHubError> {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let missing: Vec<&Label> =
            wanted.iter().filter(|label| !present.iter().any(|name| same(name, &label.name))).collect();
        let stale: Vec<&String> = present
            .iter()
            .filter(|name| is_ours(name) && !wanted.iter().any(|label| same(name, &label.name)))
            .collect();
        let path = format!("{}/issues/{number}/labels", repository.route());
        if !missing.is_empty() {
            self.add_labels(repository, &path, &missing)?;
        }
        for name in &stale {
            let call = call(Method::Delete, format!("{path}/{}", segment(name)), None, "take a label off");
            match self.change(&call) {
                // Somebody else took it off in the meantime.
                Err(error) if error.reason == Reason::Missing => {}
                other => drop(other?),
            }
        }
        let added = missing.iter().map(|label| label.name.clone()).collect();
        Ok((added, stale.into_iter().cloned().collect()))
    }

    fn add_labels(&self, repository: &RepositoryName, path: &str, labels: &[&Label]) -> Result<(), GitHubError> {
        let names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        let add = call(Method::Post, path.to_owned(), Some(json!({ "labels": names })), "add a label");
        let answer = match self.change(&add) {
            Ok(answer) => answer,
            // GitHub makes labels that the repository lacks; a server that does not is helped.
            Err(error) if matches!(error.reason, Reason::Missing | Reason::Refused) => {
                labels.iter().try_for_each(|label| self.make_label(repository, label))?;
                self.change(&add)?
            }
            Err(error) => return Err(error),
        };
        for label in labels {
            let found = answer.body.as_array().into_iter().flatten();
            let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
            let mut new = found.filter(|value| text(value, "name").to_lowercase() == label.name.to_lowercase());
            if new.any(|value| text(value, "color") == DEFAULT_COLOR && text(value, "description").is_empty()) {
                self.dress_label(repository, label)?;
            }
        }
        Ok(())
    }

    fn make_label(&self, repository: &RepositoryName, label: &Label) -> Result<(), GitHubError> {
        let body = json!({"name": label.name, "color": label.color, "description": label.description});
        let made =
            self.change(&call(Method::Post, format!("{}/labels", repository.route()), Some(body), "make a label"));
        match made {
            // It is there already.
            Err(error) if error.reason == Reason::Refused => Ok(()),
            other => other.map(|_| ()),
        }
    }

    /// Gives a label that was just made its color and its meaning.
    fn dress_label(&self, repository: &RepositoryName, label: &Label) -> Result<(), GitHubError> {
        let path = format!("{}/labels/{}", repository.route(), segment(&label.name));
        let body = json!({"color": label.color, "description": label.description});
        self.change(&call(Method::Patch, path, Some(body), "give a label its color")).map(|_| ())
    }
}

/// All of these do the same twice.
fn call(method: Method, path: String, body: Option<Value>, what: &'static str) -> Call<'static> {
    Call { method, path, body, what, permission: PERMISSION, repeat: true }
}
