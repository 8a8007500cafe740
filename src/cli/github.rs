//! GitHub as the command line reaches it: whom the environment says to ask, with which token.

use std::time::Duration;

use crate::github::{ApiAddress, Client, GitHubError, Patience, Settings, Token};
use crate::render::escape;

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
