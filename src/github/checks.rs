//! Check runs with annotations at lines of files.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::address::{RepositoryName, segment};
use super::client::Client;
use super::error::{GitHubError, Reason};
use super::send::{Call, Method};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Nothing stands against merging.
    Success,
    /// Somebody must do something else first.
    ActionRequired,
    /// It must not be merged as it is.
    Failure,
    /// There is nothing to say.
    Neutral,
}

/// How serious an annotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnotationLevel {
    /// Worth knowing.
    Notice,
    /// Worth looking at.
    Warning,
    /// Must be mended.
    Failure,
}

/// A remark at a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The file's path in the repository.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// How serious it is.
    pub level: AnnotationLevel,
    /// A few words.
    pub title: String,
    /// Plain text.
    pub message: String,
}

/// A finished check.
#[derive(Debug, Clone)]
pub struct CheckRun {
    /// Its name; there is one of a name per commit.
    pub name: String,
    /// The commit.
    pub head: String,
    /// How it ended.
    pub conclusion: Conclusion,
    /// One line.
    pub title: String,
    /// Markdown, at most 65,535 bytes.
    pub summary: String,
    /// Remarks at lines, of the commit's own files.
    pub annotations: Vec<Annotation>,
    /// Where more can be read.
    pub details: Option<String>,
}

/// How many annotations GitHub takes in one request.
const BATCH: usize = 50;

/// How many bytes GitHub takes for a summary.
const LONGEST_SUMMARY: usize = 65_535;

impl Client {
    /// Posts a check. An earlier one of the same name on the same commit with the same annotations is
    /// brought up to date; annotations cannot be taken back, so with others a new one takes its place.
    ///
    /// # Errors
    /// When a request fails for good.
    pub fn post_check(&self, repository: &RepositoryName, check: &CheckRun) -> Result<(), GitHubError> {
        let external = check.external_id();
        let earlier = self.earlier_check(repository, check, &external)?;
        let path = format!("{}/check-runs", repository.route());
        if let Some(id) = earlier {
            let body = check.body(&[], None);
            match self.change(&call(Method::Patch, format!("{path}/{id}"), body)) {
                Ok(_) => return Ok(()),
                // Another app's, or gone.
                Err(error) if matches!(error.reason, Reason::Forbidden | Reason::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        let mut batches = check.annotations.chunks(BATCH);
        let first = check.body(batches.next().unwrap_or(&[]), Some(&external));
        let id = self.create(
            &call(Method::Post, path.clone(), first),
            |answer| Ok(answer.body.get("id").and_then(Value::as_u64).unwrap_or(0)),
            || self.earlier_check(repository, check, &external),
        )?;
        for batch in batches {
            self.change(&call(Method::Patch, format!("{path}/{id}"), check.body(batch, None)))?;
        }
        Ok(())
    }

    fn earlier_check(
        &self,
        repository: &RepositoryName,
        check: &CheckRun,
        external: &str,
    ) -> Result<Option<u64>, GitHubError> {
        let path = format!(
            "{}/commits/{}/check-runs?check_name={}&per_page=100",
            repository.route(),
            segment(&check.head),
            segment(&check.name)
        );
        let answer = self.read(path, "read the checks of the commit", "checks: read")?;
        let runs = answer.body.get("check_runs").and_then(Value::as_array);
        let same = |run: &&Value| run.get("external_id").and_then(Value::as_str) == Some(external);
        Ok(runs.into_iter().flatten().find(same).and_then(|run| run.get("id")?.as_u64()))
    }
}

fn call(method: Method, path: String, body: Value) -> Call<'static> {
    // An update is not repeated either where it carries annotations: they would stand there twice.
    let repeat = method == Method::Patch && body["output"].get("annotations").is_none();
    let (what, permission) = ("write a check", "checks: write");
    Call { method, path, body: Some(body), what, permission, repeat }
}

impl CheckRun {
    /// What tells this check from one with other annotations.
    fn external_id(&self) -> String {
        let mut hash = Sha256::new();
        for annotation in &self.annotations {
            hash.update(format!("{annotation:?}\n"));
        }
        let hash = hash.finalize();
        let hex: String = hash.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        format!("rungs {hex}")
    }

    fn body(&self, annotations: &[Annotation], external: Option<&str>) -> Value {
        let conclusion = match self.conclusion {
            Conclusion::Success => "success",
            Conclusion::ActionRequired => "action_required",
            Conclusion::Failure => "failure",
            Conclusion::Neutral => "neutral",
        };
        let mut summary = self.summary.as_str();
        while summary.len() > LONGEST_SUMMARY {
            // Cut between lines: whoever finished the text kept to the limit, this is a last resort.
            summary = summary.rsplit_once('\n').map_or("", |(head, _)| head);
        }
        let mut output = json!({"title": self.title, "summary": summary});
        if !annotations.is_empty() {
            output["annotations"] = annotations.iter().map(Annotation::json).collect();
        }
        let mut body = json!({"name": self.name, "status": "completed", "conclusion": conclusion, "output": output});
        if let Some(external) = external {
            body["head_sha"] = json!(self.head);
            body["external_id"] = json!(external);
        }
        if let Some(details) = &self.details {
            body["details_url"] = json!(details);
        }
        body
    }
}

impl Annotation {
    fn json(&self) -> Value {
        let level = match self.level {
            AnnotationLevel::Notice => "notice",
            AnnotationLevel::Warning => "warning",
            AnnotationLevel::Failure => "failure",
        };
        json!({
            "path": self.path, "start_line": self.line, "end_line": self.line, "annotation_level": level,
            "title": self.title.chars().take(255).collect::<String>(), "message": self.message,
        })
    }
}
