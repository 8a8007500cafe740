//! `rungs completions` and `rungs man`.

use clap::CommandFactory as _;

use super::context::{Context, Outcome};
use super::error::CommandError;

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "rungs", &mut bytes);
    context.deliver(None, &bytes)?;
    Ok(Outcome::Done)
}

/// Print the manual page
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {}

pub(super) fn man(_args: &ManArgs, context: &mut Context) -> Result<Outcome, CommandError> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(super::Cli::command()).render(&mut bytes)?;
    context.deliver(None, &bytes)?;
    Ok(Outcome::Done)
}
