//! GitHub as the command line reaches it: whom the environment says to ask, with which token.

use std::time::Duration;

use crate::github::{ApiAddress, Client, GitHubError, Patience, RepositoryName, Settings, Token};
use crate::render::escape;
use crate::revision::Repository;

use super::context::Context;
use super::error::CommandError;

impl From<GitHubError> for CommandError {
    fn from(error: GitHubError) -> Self {
        // What GitHub, or whatever answered in its place, says is nobody's own words.
        Self::User { message: escape::visible(&error.message), hint: error.hint.as_deref().map(escape::visible) }
    }
}

/// Returns a client for the address that a flag or the environment names, never one that a
/// repository does.
pub(super) fn client(context: &Context, dry_run: bool) -> Result<Client, CommandError> {
    let address = match context.github_address().filter(|address| !address.trim().is_empty()) {
        Some(address) => ApiAddress::parse(address)?,
        None => ApiAddress::default(),
    };
    let settings = Settings { address, token: token(), patience: patience()?, dry_run };
    Ok(Client::new(settings, Box::new(context.speaker()))?)
}

/// Whether the environment has a token.
pub(super) fn has_token() -> bool {
    token().is_some()
}

/// The token of the environment.
fn token() -> Option<Token> {
    let of = |name: &str| std::env::var(name).ok().and_then(|text| Token::new(&text));
    of("GITHUB_TOKEN").or_else(|| of("GH_TOKEN"))
}

/// How patient to be: `RUNGS_GITHUB_TIMEOUT` says how many seconds an answer may take;
/// `RUNGS_GITHUB_PACE` shortens every wait, for tests, which have no time.
fn patience() -> Result<Patience, CommandError> {
    let usual = Patience::default();
    let number = |name: &str| match std::env::var(name) {
        Ok(text) if !text.is_empty() => match text.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(CommandError::new(format!("{name} is `{}`, which is no number", escape::visible(&text)))),
        },
        _ => Ok(None),
    };
    let answer = number("RUNGS_GITHUB_TIMEOUT")?
        .map_or(usual.answer, |seconds| Duration::from_secs_f64(seconds.clamp(0.1, 3_600.0)));
    let pace = number("RUNGS_GITHUB_PACE")?.unwrap_or(usual.pace);
    Ok(Patience { answer, pace, ..usual })
}

/// The host and the repository on GitHub that a remote is; what the environment says where its address
/// names none, with an empty host then.
pub(super) fn repository_of(repository: &Repository, remote: &str) -> Option<(String, RepositoryName)> {
    let of_environment = || std::env::var("GITHUB_REPOSITORY").ok().and_then(|name| RepositoryName::parse(&name));
    let named = repository.remote_url(remote).and_then(|address| named_by(&address));
    named.or_else(|| Some((String::new(), of_environment()?)))
}

/// The host and the repository that the address of a remote names: `https://host/owner/name.git`,
/// `ssh://git@host/owner/name`, `git@host:owner/name.git`.
fn named_by(address: &str) -> Option<(String, RepositoryName)> {
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
        let of = |address: &str| super::named_by(address).map(|(host, name)| format!("{host} {name}"));
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
