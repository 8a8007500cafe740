//! A review put where GitHub shows it: the comment, the check, the status, labels and reviewers. Each
//! is tried whatever became of the others, and what was and was not posted is said.

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::diff::ChangeSet;
use crate::github::{
    Annotation, AnnotationLevel, CheckRun, Client, CommentMode, Conclusion, GitHubError, Label, Marker, Posted, Reason,
    ReviewComment, Reviewers, Status, StatusState,
};
use crate::policy::Approver;
use crate::render::{escape, review as words};
use crate::review::{Review, Verdict};

use super::target::Target;

/// What was and was not posted, in words.
#[derive(Debug, Default)]
pub(super) struct Report {
    done: Vec<String>,
    failed: Vec<String>,
    /// Something worth knowing beside it.
    note: Option<&'static str>,
    /// Whether the remarks at lines are not at GitHub, so that they must be said otherwise.
    pub(super) remarks_missing: bool,
}

/// A review to post.
pub(super) struct Posting<'p> {
    pub(super) client: &'p Client,
    pub(super) target: &'p Target,
    pub(super) review: &'p Review,
    pub(super) set: &'p ChangeSet<'p>,
    pub(super) mode: CommentMode,
}

/// Posts a review everywhere.
pub(super) fn post(posting: &Posting<'_>) -> Report {
    let mut report = Report::default();
    let untouched = words::is_untouched(posting.review);
    let place = posting.comment(untouched, &mut report);
    if let Place::Newer { same_head: true } = place {
        report.note = Some("Nothing is posted: a later run has posted on this commit already.");
        return report;
    }
    if let Place::ReadOnly = place {
        report.remarks_missing = true;
        report.failed.push(
            "check, status, labels, reviewers: the token of a pull request from a fork only reads; \
             the job summary and the annotations of this run have it all (docs/github.md, \u{201c}Forks\u{201d})"
                .to_owned(),
        );
        return report;
    }
    if !untouched {
        posting.check(&mut report);
    }
    posting.status(untouched, &mut report);
    if let Place::Current = place {
        posting.labels(&mut report);
        posting.reviewers(&mut report);
    }
    report
}

/// What posting the comment showed of the place.
enum Place {
    /// The state that was judged is the pull request's present one, as far as is known.
    Current,
    /// A later run has posted.
    Newer { same_head: bool },
    /// The token only reads.
    ReadOnly,
}

impl Posting<'_> {
    fn comment(&self, untouched: bool, report: &mut Report) -> Place {
        let Some(pull) = &self.target.pull else { return Place::Current };
        let text = if untouched { words::resolved().to_owned() } else { self.text() };
        let wanted = ReviewComment {
            marker: Marker { key: self.target.key.clone(), head: self.target.head.clone(), run: self.target.run },
            text,
            mode: if untouched { CommentMode::Update } else { self.mode },
            create: !untouched,
        };
        let posted = self
            .client
            .identity()
            .and_then(|identity| self.client.post_comment(&self.target.repository, pull.number, &identity, &wanted));
        let at = |url: &String| if url.is_empty() { String::new() } else { format!(": {url}") };
        match posted {
            Ok(Posted::Created(url)) => report.done.push(format!("comment{}", at(&url))),
            Ok(Posted::Updated(url)) => report.done.push(format!("comment, brought up to date{}", at(&url))),
            Ok(Posted::Unchanged) => report.done.push("comment, which said so already".to_owned()),
            Ok(Posted::Silent) => {}
            Ok(Posted::Superseded(head)) => return Place::Newer { same_head: head == self.target.head },
            Err(error) => {
                let read_only = error.reason == Reason::Forbidden && pull.is_from_fork();
                report.fail("comment", &error);
                if read_only {
                    return Place::ReadOnly;
                }
            }
        }
        Place::Current
    }

    /// The comment's text, as long as GitHub takes; the job summary has what does not fit.
    fn text(&self) -> String {
        let key = self.target.key.as_str();
        let options = words::CommentOptions {
            framework: (key != USUAL).then_some(key),
            summary_url: self.target.run_url.as_deref(),
            limit: words::COMMENT_LIMIT,
        };
        words::comment(self.review, self.set, &options)
    }

    fn check(&self, report: &mut Report) {
        let conclusion = match self.review.verdict {
            Verdict::Ready => Conclusion::Success,
            // The status is what waits; a check that fails for it would look like something broken.
            Verdict::Waiting => Conclusion::Neutral,
            Verdict::Refused | Verdict::Unjudged => Conclusion::Failure,
        };
        let annotation = |remark: words::Remark| Annotation {
            path: remark.file,
            line: remark.line,
            level: match remark.weight {
                words::Weight::Notice => AnnotationLevel::Notice,
                words::Weight::Warning => AnnotationLevel::Warning,
                words::Weight::Failure => AnnotationLevel::Failure,
            },
            title: remark.title,
            message: remark.message,
        };
        let headline = words::headline(self.review);
        let whole = words::markdown(self.review, self.set);
        let check = CheckRun {
            name: format!("rungs: {}", self.target.key),
            head: self.target.head.clone(),
            conclusion,
            // A summary that does not fit is said in the comment and the job summary.
            summary: if whole.len() <= LONGEST_SUMMARY { whole } else { escape::markdown(&headline) },
            title: headline,
            annotations: words::remarks(self.review, self.set).into_iter().map(annotation).collect(),
            details: self.target.run_url.clone(),
        };
        match self.client.post_check(&self.target.repository, &check) {
            Ok(()) => report.done.push(match check.annotations.len() {
                0 => "check".to_owned(),
                1 => "check with 1 remark".to_owned(),
                count => format!("check with {count} remarks"),
            }),
            Err(error) => {
                report.remarks_missing = true;
                report.fail("check", &error);
            }
        }
    }

    fn status(&self, untouched: bool, report: &mut Report) {
        let queue = self.target.pull.is_none();
        let (state, name) = match self.review.verdict {
            Verdict::Ready => (StatusState::Success, "success"),
            // A merge queue waits for nobody: what is not agreed leaves it.
            Verdict::Waiting if queue => (StatusState::Failure, "failure"),
            Verdict::Waiting => (StatusState::Pending, "pending"),
            Verdict::Refused => (StatusState::Failure, "failure"),
            Verdict::Unjudged => (StatusState::Error, "error"),
        };
        let description = if untouched { words::untouched().to_owned() } else { words::headline(self.review) };
        let url = self.target.run_url.clone();
        let context = format!("rungs/{}", self.target.key);
        let status = Status { head: self.target.head.clone(), context, state, description, url };
        match self.client.post_status(&self.target.repository, &status) {
            Ok(()) => report.done.push(format!("status `{}`: {name}", status.context)),
            Err(error) => report.fail("status", &error),
        }
    }

    fn labels(&self, report: &mut Report) {
        let Some(pull) = &self.target.pull else { return };
        // GitHub takes 50 characters; what distinguishes frameworks of a long path is its end.
        let longest = 50 - words::LABELS.iter().map(|label| label.name.len()).max().unwrap_or(0) - 2;
        let skipped = self.target.key.chars().count().saturating_sub(longest);
        let prefix: String = self.target.key.chars().skip(skipped).collect();
        let name = |label: &words::LabelText| format!("{prefix}: {}", label.name);
        let wanted: Vec<Label> = words::labels(self.review, self.set)
            .iter()
            .map(|label| Label { name: name(label), color: label.color.into(), description: label.description.into() })
            .collect();
        let ours: Vec<String> = words::LABELS.iter().map(name).collect();
        let is_ours = |label: &str| ours.iter().any(|ours| ours.eq_ignore_ascii_case(label));
        let at = (&self.target.repository, pull.number);
        match self.client.post_labels(at, &pull.labels, &wanted, is_ours) {
            Ok((added, removed)) => {
                let signed = added.iter().map(|name| format!("+ {name}"));
                let all: Vec<String> = signed.chain(removed.iter().map(|name| format!("- {name}"))).collect();
                if !all.is_empty() {
                    report.done.push(format!("labels: {}", all.join(", ")));
                }
            }
            Err(error) => report.fail("labels", &error),
        }
    }

    fn reviewers(&self, report: &mut Report) {
        let Some(pull) = &self.target.pull else { return };
        if pull.draft || !pull.open {
            return;
        }
        let wanted = reviewers(self.review, pull);
        if wanted == Reviewers::default() {
            return;
        }
        match self.client.request_reviewers(&self.target.repository, pull.number, &wanted) {
            Ok(refused) => {
                let asked = wanted.users.iter().chain(&wanted.teams);
                let asked: Vec<String> = asked
                    .filter(|who| !refused.iter().any(|refused| refused.who == **who))
                    .map(|who| format!("@{who}"))
                    .collect();
                if !asked.is_empty() {
                    report.done.push(format!("asked for a review: {}", asked.join(", ")));
                }
                for refused in &refused {
                    let why = escape::visible(&refused.why);
                    report.failed.push(format!("asking {} for a review: {why}", escape::visible(&refused.who)));
                }
            }
            Err(error) => report.fail("asking for reviews", &error),
        }
    }
}

/// The folder of the framework where a repository has but one.
const USUAL: &str = "framework";

/// The most bytes of a check's summary.
const LONGEST_SUMMARY: usize = 65_535;

/// Whom a review waits for and who has not been asked yet.
fn reviewers(review: &Review, pull: &crate::github::PullRequest) -> Reviewers {
    let mut out = Reviewers::default();
    let known = |list: &[String], name: &str| list.iter().any(|other| other.eq_ignore_ascii_case(name));
    let owner = pull.base.repository.as_ref().map_or("", |repository| repository.owner.as_str());
    for name in review.waiting().flat_map(|requirement| &requirement.ask) {
        match name.parse::<Approver>() {
            Ok(Approver::User(user)) => {
                let author = pull.author.login.eq_ignore_ascii_case(&user);
                if !author && !known(&pull.requested_users, &user) && !known(&out.users, &user) {
                    out.users.push(user);
                }
            }
            // A team of another organization cannot be asked.
            Ok(Approver::Team { organization, slug })
                if organization.eq_ignore_ascii_case(owner)
                    && !known(&pull.requested_teams, &slug)
                    && !known(&out.teams, &slug) =>
            {
                out.teams.push(slug);
            }
            _ => {}
        }
    }
    out
}

impl Report {
    /// Returns the report of a posting that could not begin.
    pub(super) fn nothing(error: &CommandError) -> Self {
        let why = match error {
            CommandError::User { message, .. } | CommandError::Files { message, .. } => message.clone(),
            CommandError::ClosedPipe => "whoever read the output stopped reading".to_owned(),
        };
        Self { failed: vec![format!("anything: {why}")], remarks_missing: true, ..Self::default() }
    }

    fn fail(&mut self, what: &str, error: &GitHubError) {
        let hint = error.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        self.failed.push(escape::visible(&format!("{what}: {}{hint}", error.message)));
    }

    /// Says what was and was not posted.
    pub(super) fn say(&self, context: &Context, dry_run: bool) {
        let (did, failed) = if dry_run { ("would post", "could not post") } else { ("posted", "NOT posted") };
        if let Some(note) = self.note {
            context.say(note);
        }
        for line in &self.done {
            context.say(&format!("{did}: {line}"));
        }
        for line in &self.failed {
            // Heard even where less is to be said: what is missing there must not go unnoticed.
            context.warn(&format!("{failed}: {line}"));
        }
    }
}
