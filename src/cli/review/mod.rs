//! `rungs review`.

mod at_github;
mod event;
mod gather;
mod judge;
mod post;
mod range;
mod read;
mod show;
mod target;

use std::path::PathBuf;

use crate::diff::ChangeSet;
use crate::github::CommentMode;
use crate::policy::Policy;
use crate::review::{self, Review, Verdict};
use crate::revision;

use super::clock::today_by_the_clock;
use super::commits::{Commits, Local};
use super::context::{Context, Outcome};
use super::error::CommandError;
use super::place;

use event::{Event, Started};
use gather::Gathered;
use read::Reviewed;
use target::Target;

pub(super) use gather::submitted;
pub(super) use judge::judge_alone;
pub(super) use range::Range;
pub(super) use read::Change;

/// Say what a change still needs: who must agree, who has, what waits and what must be mended
///
/// Judges by the policy of the branch the change is for. Without a range: what is at hand against the
/// main branch, or in a workflow of GitHub Actions the pull request it was started for. Exits with 0
/// when nothing waits, with 1 when something waits or is refused, with 2 when it could not be judged.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs review                         what reviewers of my work would face
  rungs review main...raise-the-bar    a branch, from where it parted from main
  rungs review acme/handbook#12        a pull request on GitHub, without a clone
  rungs review main...HEAD --approvals reviews.json --author ana
  rungs review --format json -o review.json
  rungs review --post                  in a workflow: comment, check, status, labels, reviewers
  rungs review --post --dry-run        the requests that would be sent to GitHub")]
pub(super) struct Args {
    /// REV...REV (from where they parted), REV..REV, REV (up to the work tree), or a pull request
    /// OWNER/REPOSITORY#NUMBER
    #[arg(value_name = "RANGE")]
    range: Option<String>,
    /// Reviews people gave, as GitHub's API lists those of a pull request
    #[arg(long, value_name = "FILE")]
    approvals: Option<PathBuf>,
    /// Who wrote the change: a GitHub user, whose own approval does not count
    #[arg(long, value_name = "USER")]
    author: Option<String>,
    /// Judge freezes as on this day (today, UTC, by default)
    #[arg(long, value_name = "DAY")]
    day: Option<jiff::civil::Date>,
    /// Post the result at GitHub: a comment, a check, the commit's status, labels, and ask reviewers
    #[arg(long)]
    post: bool,
    /// Print the requests that posting would send, and send none
    #[arg(long, requires = "post")]
    dry_run: bool,
    /// What becomes of an earlier comment
    #[arg(long, value_name = "MODE", default_value = "update", requires = "post")]
    comment: Comment,
    /// The name by which several frameworks of a repository are told apart (the folder by default)
    #[arg(long, value_name = "NAME", requires = "post")]
    key: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a review is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For GitHub
    Markdown,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// What becomes of an earlier comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Comment {
    /// Bring it up to date
    Update,
    /// Keep it, and write a new one
    New,
    /// Fold it away as outdated, and write a new one
    HideAndNew,
    /// Delete it, and write a new one
    DeleteAndNew,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let named = args.range.as_deref().and_then(revision::PullRequest::of);
    let event = match (&named, &args.range) {
        (Some(named), _) => return at_github::named(args, context, named),
        (None, Some(_)) => None,
        (None, None) => match Event::of_environment()? {
            Some(Started::Stage(stage)) => return at_github::second_stage(args, context, &stage),
            Some(Started::Change(event)) => Some(*event),
            None => None,
        },
    };
    if args.post && event.is_none() {
        return Err(CommandError::with_hint(
            "there is no pull request to post on",
            "--post works in a workflow of GitHub Actions, or for a pull request: rungs review owner/repo#12 --post",
        ));
    }
    let (repository, place) = place::repository(context)?;
    let range = match (&args.range, &event) {
        (Some(named), _) => Range::named(&repository, named)?,
        (None, Some(event)) => Range::of_event(&repository, event)?,
        (None, None) => Range::at_hand(&repository)?,
    };
    let local = Local { repository: &repository, place: &place };
    let change = match &range.head {
        Some((to, head)) => Change::read(&local, &range, (to, *head))?,
        None => Change::read_work_tree(&local, &range)?,
    };
    review(args, context, (&local, &range, &change), event.as_ref())
}

/// Judges a change that was read, shows what was found, and posts it where that is asked for.
fn review(
    args: &Args,
    context: &mut Context,
    (source, range, change): (&impl Commits, &Range, &Change),
    event: Option<&Event>,
) -> Result<Outcome, CommandError> {
    let set = change.compared();
    let gathered = gathered(args, context, event, &change.pair.policy_before.policy)?;
    let hashes = review::commits_to_read(&gathered.submitted, gathered.author.as_deref());
    let head = range.head.as_ref().map(|(_, head)| head.to_string());
    let others = hashes.iter().filter(|hash| head.as_ref() != Some(hash));
    let reviewed: Vec<Reviewed> = others.map(|hash| change.read_reviewed(source, range, hash)).collect();
    let day = args.day.unwrap_or_else(today_by_the_clock);
    let found = judge::judge((change, &change.proposals), &set, gathered, &reviewed, day);
    show::show(args, context, &found, &set)?;
    show::tell_actions(context, &found, &set)?;
    if let Some(event) = event.filter(|_| args.post) {
        post(args, context, event, (&found, &set))?;
    }
    Ok(match found.verdict {
        Verdict::Ready => Outcome::Done,
        Verdict::Waiting | Verdict::Refused => Outcome::Found,
        Verdict::Unjudged => Outcome::Unknown,
    })
}

/// Posts a review. One that could not be posted is what it is nevertheless, and says so.
fn post(
    args: &Args,
    context: &mut Context,
    event: &Event,
    (review, set): (&Review, &ChangeSet<'_>),
) -> Result<(), CommandError> {
    let client = super::github::client(context, args.dry_run)?;
    let folder = [&set.after.folder, &set.before.folder].into_iter().find(|folder| !folder.is_empty());
    let key = args.key.clone().or_else(|| folder.cloned()).unwrap_or_else(|| "framework".to_owned());
    let mode = match args.comment {
        Comment::Update => CommentMode::Update,
        Comment::New => CommentMode::New,
        Comment::HideAndNew => CommentMode::HideAndNew,
        Comment::DeleteAndNew => CommentMode::DeleteAndNew,
    };
    let report = match Target::of_event(&client, event, key) {
        Ok(target) => post::post(&post::Posting { client: &client, target: &target, review, set, mode }),
        Err(error) => post::Report::nothing(&error),
    };
    report.say(context, args.dry_run);
    if args.dry_run {
        show::planned(context, &client.planned())?;
    } else if report.remarks_missing && std::env::var_os("GITHUB_ACTIONS").is_some() && args.format != Format::Github {
        // GitHub reads them from what the step prints.
        context.deliver(None, crate::render::review::annotations(review, set).as_bytes())?;
    }
    Ok(())
}

/// What people said: as the command line gives it, else as GitHub does for a workflow's event.
fn gathered(args: &Args, context: &Context, event: Option<&Event>, policy: &Policy) -> Result<Gathered, CommandError> {
    let mut found = match (&args.approvals, event) {
        (Some(path), _) => Gathered { submitted: gather::from_file(context, path)?, ..Gathered::default() },
        (None, Some(event)) => gather::from_github(context, event, policy)?,
        (None, None) => Gathered::default(),
    };
    let of_event = event.and_then(|event| event.pull.as_ref()).map(|pull| pull.author.login.clone());
    let given = args.author.as_deref().map(|login| login.strip_prefix('@').unwrap_or(login).to_owned());
    found.author = given.or(found.author).or(of_event).filter(|login| !login.is_empty());
    if found.author.is_none() && !found.submitted.is_empty() {
        context.say("Who wrote the change is not known, so nobody's approval is left out as their own: use --author.");
    }
    Ok(found)
}
