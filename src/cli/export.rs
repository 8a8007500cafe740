//! `rungs export`.

use crate::exchange::{RowFormat, rows_of, write_rows};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load;

/// Write the framework in another format
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "rows")]
    to: To,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum To {
    /// One statement a line, as JSON Lines
    Rows,
    /// One statement a line, as CSV
    Csv,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    let format = match args.to {
        To::Rows => RowFormat::JsonLines,
        To::Csv => RowFormat::Csv,
    };
    let text = write_rows(&rows_of(&loaded.framework), format)?;
    context.out().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
