//! `rungs matrix`.

use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load;

/// Show which tracks have which levels, and how much each page asks
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  rungs matrix
  rungs show security-engineer/ic4     one of its pages")]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    load::say_unreadable(context, &loaded.framework);
    let text = render::matrix::text(&loaded.framework, context.width());
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}
