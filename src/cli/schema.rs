//! `rungs schema`.

use crate::{policy, proposal, render, review};

use super::context::{Context, Outcome};
use super::error::CommandError;

/// Print the JSON Schema of a format
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which format
    format: Format,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// What `rungs diff --format json` prints
    Diff,
    /// What `rungs check --format json` prints
    Check,
    /// What `rungs log --format json` prints
    Log,
    /// What `rungs blame --format json` prints
    Blame,
    /// What `rungs drift --format json` prints
    Drift,
    /// What `rungs stats --format json` prints
    Stats,
    /// `policy.toml`
    Policy,
    /// `proposals/<slug>.toml`
    Proposal,
    /// What `rungs review --format json` prints
    Review,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let schema = match args.format {
        Format::Diff => render::json::schema(),
        Format::Check => render::diagnostic::schema(),
        Format::Log => render::history::json::log_schema(),
        Format::Blame => render::history::json::blame_schema(),
        Format::Drift => render::drift::schema(),
        Format::Stats => render::history::stats::schema(),
        Format::Policy => policy::schema(),
        Format::Proposal => proposal::schema(),
        Format::Review => review::schema(),
    };
    let mut text = serde_json::to_string_pretty(&schema).map_err(std::io::Error::from)?;
    text.push('\n');
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}
