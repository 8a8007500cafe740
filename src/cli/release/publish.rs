//! A release on GitHub: its notes beside the tag, or a pull request where the branch is protected.

use crate::github::{NewPullRequest, Release as Published};
use crate::release::Record;
use crate::render::{self, escape, release::Place};
use crate::revision::Repository;

use super::super::context::Context;
use super::super::error::CommandError;
use super::super::github;
use super::Args;

/// Whether the remote is a repository of GitHub, and there is a token to write there with.
pub(super) fn is_wanted(args: &Args, repository: &Repository) -> bool {
    !args.no_publish && github::has_token() && github::repository_of(repository, &args.remote).is_some()
}

/// Whether the notes stand there already.
pub(super) fn is_done(
    args: &Args,
    context: &Context,
    (repository, tag): (&Repository, &str),
    record: &Record,
) -> Result<bool, CommandError> {
    let Some((_, name)) = github::repository_of(repository, &args.remote) else { return Ok(false) };
    Ok(github::client(context, false)?.has_release(&name, &published(tag, record))?)
}

/// Publishes the notes, or brings them up to date.
pub(super) fn publish(
    args: &Args,
    context: &Context,
    (repository, tag): (&Repository, &str),
    record: &Record,
) -> Result<(), CommandError> {
    let Some((_, name)) = github::repository_of(repository, &args.remote) else { return Ok(()) };
    let client = github::client(context, false)?;
    let place = client.post_release(&name, &published(tag, record)).map_err(|error| {
        CommandError::with_hint(
            format!(
                "{tag} is tagged and pushed, and its notes were not published: {}",
                escape::visible(&error.message)
            ),
            "when that is mended, run `rungs release` again: it finishes",
        )
    })?;
    context.say(&format!("Published the notes: {}", escape::visible(&place)));
    Ok(())
}

/// Opens the pull request for a release's commit, where GitHub can be reached with a token; says how
/// to do it otherwise.
pub(super) fn open_pull_request(
    args: &Args,
    context: &Context,
    repository: &Repository,
    record: &Record,
    branch: &str,
) -> Result<(), CommandError> {
    let after = format!("when it is merged, on {}: rungs release --tag", args.branch);
    let found = github::repository_of(repository, &args.remote).filter(|_| github::has_token());
    let Some((_, name)) = found else {
        context.say(&format!("Pushed {branch} to {}. Open a pull request for it; {after}", args.remote));
        return Ok(());
    };
    let new = NewPullRequest {
        title: format!("Release {}", record.version),
        body: render::release::notes(record, Place::GitHub),
        head: branch.to_owned(),
        base: args.branch.clone(),
    };
    let place = github::client(context, false)?.open_pull_request(&name, &new)?;
    context.say(&format!("Opened {}; {after}", escape::visible(&place)));
    Ok(())
}

fn published(tag: &str, record: &Record) -> Published {
    Published {
        name: tag.to_owned(),
        tag: tag.to_owned(),
        notes: render::release::notes(record, Place::GitHub),
        prerelease: !record.version.pre.is_empty(),
    }
}
