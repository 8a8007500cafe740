//! `rungs review`.

mod event;
mod gather;
mod range;
mod read;
mod show;

use std::path::PathBuf;

use crate::diff::{ChangeSet, compare};
use crate::policy::Policy;
use crate::render::SideName;
use crate::review::{self, Given, Review, Side, Verdict};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::place;

use event::Event;
use gather::Gathered;
use range::Range;
use read::{Change, Reviewed};

/// Say what a change still needs: who must agree, who has, what waits and what must be mended
///
/// Judges by the policy of the branch the change is for. Without a range: what is at hand against the
/// main branch, or in a workflow of GitHub Actions the pull request it was started for. Exits with 0
/// when nothing waits, with 1 when something waits or is refused, with 2 when it could not be judged.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs review                         what reviewers of my work would face
  rungs review main...raise-the-bar    a branch, from where it parted from main
  rungs review main...HEAD --approvals reviews.json --author ana
  rungs review --format json -o review.json")]
pub(super) struct Args {
    /// REV...REV (from where they parted), REV..REV, or REV (up to the work tree)
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

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let (repository, place) = place::repository(context)?;
    let event = if args.range.is_none() { Event::of_environment()? } else { None };
    let range = match (&args.range, &event) {
        (Some(named), _) => Range::named(&repository, named)?,
        (None, Some(event)) => Range::of_event(&repository, event)?,
        (None, None) => Range::at_hand(&repository)?,
    };
    let change = Change::read(&repository, &place, &range)?;
    let set = change.compared();
    let gathered = gathered(args, context, event.as_ref(), &change.pair.policy_before.policy)?;
    let hashes = review::commits_to_read(&gathered.submitted, gathered.author.as_deref());
    let head = range.head.as_ref().map(|(_, head)| head.to_string());
    let reviewed: Vec<Reviewed> = hashes
        .iter()
        .filter(|hash| head.as_ref() != Some(hash))
        .map(|hash| change.read_reviewed(&repository, &place, &range, hash))
        .collect();
    let day = args.day.unwrap_or_else(|| jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date());
    let found = judge(&change, &set, gathered, &reviewed, day);
    show::show(args, context, &found, &set)?;
    show::tell_actions(context, &found, &set)?;
    Ok(match found.verdict {
        Verdict::Ready => Outcome::Done,
        Verdict::Waiting | Verdict::Refused => Outcome::Found,
        Verdict::Unjudged => Outcome::Unknown,
    })
}

/// Joins what was read and what people said.
fn judge(
    change: &Change,
    set: &ChangeSet<'_>,
    gathered: Gathered,
    reviewed: &[Reviewed],
    day: jiff::civil::Date,
) -> Review {
    // Each commit is compared with where it parted from the base, by the rules of the base.
    let options = |pair: &super::load::Pair| crate::diff::Options {
        scales: change.pair.policy_before.policy.scales(),
        ..pair.options()
    };
    let then: Vec<Option<ChangeSet<'_>>> = reviewed
        .iter()
        .map(|one| match one {
            Reviewed::At { pair, related: true, .. } => {
                Some(compare(&pair.before.framework, &pair.after.framework, &options(pair)))
            }
            _ => None,
        })
        .collect();
    let seen = reviewed.iter().zip(&then).map(|(one, set)| match one {
        Reviewed::At { commit, pair, .. } => review::Reviewed::At {
            commit: commit.clone(),
            framework: &pair.after.framework,
            policy: &pair.policy_after.policy,
            set: set.as_ref(),
        },
        Reviewed::Gone { commit, because } => {
            review::Reviewed::Gone { commit: commit.clone(), because: because.clone() }
        }
    });
    let side = |name: &SideName| Side { spec: name.spec.clone(), commit: name.commit.clone() };
    review::judge(&Given {
        set,
        from: side(&change.pair.from),
        to: side(&change.pair.to),
        policy: &change.pair.policy_before,
        policy_after: &change.pair.policy_after,
        proposals: &change.proposals,
        proposals_after: &change.proposals_after,
        problems_after: change.problems_after.clone(),
        author: gathered.author,
        day,
        submitted: gathered.submitted,
        teams: gathered.teams,
        reviewed: seen.collect(),
    })
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
    Ok(found)
}
