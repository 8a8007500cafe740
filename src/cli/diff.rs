//! `rungs diff`.

use std::path::PathBuf;

use crate::diff::{Options, compare};
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load;

/// Show what a change means: which pages ask more or less, and by which words
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to compare
    revisions: Vec<String>,
    /// How to show it
    #[arg(long, default_value = "json")]
    format: String,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let paths: Vec<PathBuf> = args.revisions.iter().map(PathBuf::from).collect();
    let pair = load::folders(&paths[0], &paths[1])?;
    let set = compare(&pair.before.framework, &pair.after.framework, &Options::default());
    let shown = render::json::diff(&set, &pair.from, &pair.to);
    serde_json::to_writer_pretty(context.out(), &shown).map_err(std::io::Error::from)?;
    writeln!(context.out())?;
    Ok(Outcome::Done)
}
