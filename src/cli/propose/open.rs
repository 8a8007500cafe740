//! Pushing a proposal's branch and opening its pull request.

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::github;
use crate::github::{NewPullRequest, RepositoryName};
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
    let address = repository.remote_url(&args.remote).ok_or_else(|| {
        CommandError::with_hint(
            format!("there is no remote `{}` to push to; the commit is on {}", args.remote, steps.branch),
            "add one with git remote add, then run `rungs propose --open` again",
        )
    })?;
    repository.user_git(&["push", "--quiet", "--set-upstream", &args.remote, &steps.branch])?;
    context.say(&format!("Pushed {} to {}.", steps.branch, args.remote));
    let of_environment = || std::env::var("GITHUB_REPOSITORY").ok().and_then(|name| RepositoryName::parse(&name));
    let Some((host, name)) = repository_of(&address).or_else(|| Some((String::new(), of_environment()?))) else {
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

/// The host and the repository that the address of a remote names: `https://host/owner/name.git`,
/// `ssh://git@host/owner/name`, `git@host:owner/name.git`.
fn repository_of(address: &str) -> Option<(String, RepositoryName)> {
    let rest = match address.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.to_owned(),
        Some(_) => return None,
        None => address.replacen(':', "/", 1),
    };
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit('@').next().unwrap_or(host);
    let name = path.trim_end_matches('/').trim_end_matches(".git");
    Some((host.split(':').next().unwrap_or(host).to_owned(), RepositoryName::parse(name)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_address_of_a_remote_names_the_repository() {
        let of = |address: &str| super::repository_of(address).map(|(host, name)| format!("{host} {name}"));
        let found = Some("github.com acme/handbook".to_owned());
        for address in [
            "https://github.com/acme/handbook",
            "https://ana:secret@github.com/acme/handbook.git",
            "ssh://git@github.com:22/acme/handbook.git",
            "git@github.com:acme/handbook.git",
        ] {
            assert_eq!(of(address), found, "{address}");
        }
        assert_eq!(of("/srv/git/handbook.git"), None);
        assert_eq!(of("file:///srv/acme/handbook"), None);
    }
}
