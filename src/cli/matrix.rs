//! `rungs matrix`.

use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load;

/// Show which tracks have which levels, and how much each page asks
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    let text = render::page::matrix(&loaded.framework);
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}
