//! Pushing a proposal's branch and opening its pull request.

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::github;
use crate::github::NewPullRequest;
use crate::revision::Repository;

use super::Args;
use super::steps::Steps;

/// Pushes the branch through the user's git and opens the pull request; one that is open already is
/// left as it is.
pub(super) fn open(
    args: &Args,
    context: &mut Context,
    repository: &Repository,
    steps: &Steps,
    body: &str,
) -> Result<(), CommandError> {
    if repository.remote_url(&args.remote).is_none() {
        return Err(CommandError::with_hint(
            format!("there is no remote `{}` to push to; the commit is on {}", args.remote, steps.branch),
            "add one with git remote add, then run `rungs propose --open` again",
        ));
    }
    repository.user_git(&["push", "--quiet", "--set-upstream", &args.remote, &steps.branch])?;
    context.say(&format!("Pushed {} to {}.", steps.branch, args.remote));
    let Some((host, name)) = github::repository_of(repository, &args.remote) else {
        return Err(CommandError::with_hint(
            "the branch is pushed; the address of the remote names no repository of GitHub".to_owned(),
            "set GITHUB_REPOSITORY to OWNER/NAME, or open the pull request there yourself",
        ));
    };
    if !github::has_token() {
        let page = format!("https://{host}/{name}/compare/{}...{}?expand=1", steps.onto, steps.branch);
        return Err(CommandError::with_hint(
            "the branch is pushed; without a token no pull request can be opened",
            format!("open it at {page}, or set GITHUB_TOKEN or GH_TOKEN and run `rungs propose --open` again"),
        ));
    }
    let new = NewPullRequest {
        title: steps.title.clone(),
        body: body.to_owned(),
        head: steps.branch.clone(),
        base: steps.onto.clone(),
    };
    let place = github::client(context, false)?.open_pull_request(&name, &new)?;
    writeln!(context.out(), "{}", crate::render::escape::visible(&place))?;
    Ok(())
}
