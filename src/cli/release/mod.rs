//! `rungs release`.

mod approvals;
mod prepare;
mod publish;
mod steps;
mod verify;

use jiff::civil::Date;
use semver::Version;

use crate::diff::{Bump, Impact};
use crate::release::{self, Plan, VersionProblem};
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use prepare::{Prepared, Release};

/// Release the framework: version, record, changelog, commit, tag, push
///
/// The version comes from what changed since the last release. A release that contradicts what its
/// proposals declare, the policy or a freeze is refused, with the reasons. Stopped at any point and
/// run again, it finishes.
#[derive(Debug, clap::Args)]
#[command(disable_version_flag = true)]
#[command(after_help = "Examples:
  rungs release --dry-run               what would be done, and what it rests on
  rungs release                         do it
  rungs release --effective 2027-04-01  in force from that day on
  rungs release --pull-request          where the main branch is protected; then, after the merge:
  rungs release --tag
  rungs release --verify v1.2.0         does that release still tell the truth?
  rungs release --verify --all          does every one?")]
pub(super) struct Args {
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Release as this version (higher than the content calls for; lower only with --override)
    #[arg(long = "version", value_name = "VERSION")]
    wanted: Option<Version>,
    /// Why the version may be lower than the content calls for; it is recorded
    #[arg(long = "override", value_name = "REASON", requires = "wanted")]
    lower_because: Option<String>,
    /// Release a pre-release with this label, such as rc
    #[arg(long, value_name = "LABEL")]
    pre: Option<String>,
    /// From when on it holds (by default the latest day of its proposals, or today)
    #[arg(long, value_name = "DAY")]
    effective: Option<Date>,
    /// The branch that releases are made from
    #[arg(long, value_name = "BRANCH", default_value = "main")]
    branch: String,
    /// The remote repository to push to, if there is one
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    /// Do everything but push
    #[arg(long)]
    no_push: bool,
    /// Publish nothing on GitHub
    #[arg(long)]
    no_publish: bool,
    /// Commit on a branch of its own and propose it, where the main branch is protected
    #[arg(long, conflicts_with = "tag")]
    pull_request: bool,
    /// Tag and push a release whose commit was merged
    #[arg(long)]
    tag: bool,
    /// Say whether a release tells the truth, instead of releasing
    #[arg(long, value_name = "TAG", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["dry_run", "tag", "pull_request"])]
    verify: Option<String>,
    /// With --verify: every release
    #[arg(long, requires = "verify")]
    all: bool,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    if let Some(tag) = &args.verify {
        return verify::run(tag, args, context);
    }
    let release = match prepare::prepare(args, context)? {
        Prepared::Release(release) => *release,
        Prepared::Nothing { last } => {
            context.say(&format!("Nothing changed since {last}; there is nothing to release."));
            return Ok(Outcome::Done);
        }
    };
    if !release.refusals.is_empty() {
        if args.dry_run {
            show(&release, args, context)?;
        }
        let shown = render::release::refusals(&release.refusals);
        context.say(&format!("{} is not released:\n{shown}", release.plan.tag));
        return Ok(Outcome::Found);
    }
    if args.dry_run {
        show(&release, args, context)?;
        context.say("Nothing was done: this was a dry run.");
        return Ok(Outcome::Done);
    }
    if release.plan.is_done() {
        context.say(&format!("{} is released already; there is nothing left to do.", release.plan.tag));
        return Ok(Outcome::Done);
    }
    steps::take(&release, args, context)?;
    Ok(Outcome::Done)
}

/// Shows what a release is made of: what the version rests on, the steps, and the files as a diff.
fn show(release: &Release, args: &Args, context: &mut Context) -> Result<(), CommandError> {
    let remote = release.has_remote.then_some(args.remote.as_str());
    let files: Vec<String> = release.files.iter().map(|file| file.path.clone()).collect();
    let plan = render::release::plan(&release.plan, &files, remote);
    let mut text = format!("{}\n\nSteps:\n{plan}", rests_on(release));
    for file in &release.files {
        text.push('\n');
        text.push_str(&render::release::file_diff(&file.path, &file.old, file.new.as_deref().unwrap_or_default()));
    }
    write!(context.out(), "{text}")?;
    Ok(())
}

/// What the version rests on, in one sentence.
fn rests_on(release: &Release) -> String {
    let record = &release.record;
    let count = |impact| record.of_impact(impact).count();
    let (expectation, clarification, editorial) =
        (count(Impact::Expectation), count(Impact::Clarification), count(Impact::Editorial));
    let after = record.follows.as_ref().map_or_else(String::new, |last| format!(" after {last}"));
    let first = record.follows.is_none();
    let why = match record.called_for {
        _ if first => "it is the first release".to_owned(),
        Bump::None => "nothing changed".to_owned(),
        bump => format!(
            "{expectation} of expectations, {clarification} clarifying and {editorial} editorial changes call for a {} version",
            bump.as_str()
        ),
    };
    format!("{}{after}, in force from {}: {why}.", release.plan.tag, record.effective)
}

fn version_error(problem: &VersionProblem) -> CommandError {
    let hint = match problem {
        VersionProblem::TooLow { .. } => {
            "leave out --version, or say why it may be lower with --override REASON, which is recorded"
        }
        VersionProblem::NotAfter { .. } => "name a later version, or leave out --version",
        VersionProblem::BadLabel(_) => "rungs release --pre rc",
        VersionProblem::NothingChanged => "there is nothing to release",
    };
    CommandError::with_hint(problem.to_string(), hint)
}

fn plan_of(version: Version, prefix: &str, situation: &release::Situation) -> Plan {
    let tag = format!("{prefix}{version}");
    Plan::of(version, tag, situation)
}
