//! A review of a pull request without a clone: everything is read through GitHub's interface, as data.

use crate::cli::context::{Context, Outcome};
use crate::cli::error::CommandError;
use crate::cli::github;
use crate::cli::remote::Remote;
use crate::github::{Client, PullRequest, RepositoryName};
use crate::render::escape;
use crate::revision;

use super::event::{Event, Stage};
use super::range::Range;
use super::read::Change;
use super::{Args, review};

/// Reviews a pull request that was named.
pub(super) fn named(
    args: &Args,
    context: &mut Context,
    named: &revision::PullRequest,
) -> Result<Outcome, CommandError> {
    let client = github::client(context, false)?;
    let repository = RepositoryName { owner: named.owner.clone(), name: named.repository.clone() };
    let pull = client.pull_request(&repository, named.number)?;
    pull_request(args, context, &client, (repository, pull))
}

/// Reviews the pull request that the first stage, which could only read, was started for. Nothing of
/// what that stage found is used.
pub(super) fn second_stage(args: &Args, context: &mut Context, stage: &Stage) -> Result<Outcome, CommandError> {
    let client = github::client(context, false)?;
    let named = std::env::var("GITHUB_REPOSITORY").ok().and_then(|name| RepositoryName::parse(&name));
    let repository = named.ok_or_else(|| CommandError::new("GITHUB_REPOSITORY names no repository, OWNER/NAME"))?;
    let mut pulls = client.pull_requests_of(&repository, &stage.owner, &stage.branch)?;
    pulls.retain(|pull| pull.head.commit == stage.head);
    pulls.sort_by_key(|pull| pull.number);
    let numbers: Vec<String> = pulls.iter().map(|pull| format!("#{}", pull.number)).collect();
    if numbers.len() > 1 {
        context.say(&format!("Several pull requests have this commit: {}; all are reviewed.", numbers.join(", ")));
    }
    if pulls.is_empty() {
        let branch = escape::visible(&format!("{}:{}", stage.owner, stage.branch));
        context.say(&format!("No open pull request of {branch} has this commit any more: nothing is reviewed."));
    }
    let mut worst = Outcome::Done;
    for pull in pulls {
        let outcome = pull_request(args, context, &client, (repository.clone(), pull))?;
        worst = match (worst, outcome) {
            (Outcome::Unknown, _) | (_, Outcome::Unknown) => Outcome::Unknown,
            (Outcome::Found, _) | (_, Outcome::Found) => Outcome::Found,
            _ => Outcome::Done,
        };
    }
    Ok(worst)
}

fn pull_request(
    args: &Args,
    context: &mut Context,
    client: &Client,
    (repository, pull): (RepositoryName, PullRequest),
) -> Result<Outcome, CommandError> {
    let base = client.merge_base(&repository, &pull.base.commit, &pull.head.commit)?;
    let remote = Remote::of(context, (client, &repository), &pull, &base)?;
    let event = Event::of_pull(repository.clone(), pull);
    let range = Range::at_github(&event, &base)?;
    let head = range.head.as_ref().map(|(name, commit)| (name.as_str(), *commit));
    let head = head.ok_or_else(|| CommandError::new("the pull request has no head"))?;
    let change = Change::read(&remote, &range, head)?;
    review(args, context, (&remote, &range, &change), Some(&event))
}
