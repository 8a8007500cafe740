//! `rungs compare`.

use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{load, show};

/// Show two pages beside one another, heading by heading: what the next level asks
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  rungs compare security-engineer/ic3 security-engineer/ic4")]
pub(super) struct Args {
    /// One page: track/level
    left: String,
    /// The other page
    right: String,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    load::say_unreadable(context, &loaded.framework);
    let left = show::page(&loaded.framework, &args.left)?;
    let right = show::page(&loaded.framework, &args.right)?;
    let pages = (loaded.framework.effective_page(&left), loaded.framework.effective_page(&right));
    let (Some(left), Some(right)) = pages else { return Err(CommandError::new("one of the pages is not there")) };
    let text = render::page::compare(&left, &right, context.width(), context.color());
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}
