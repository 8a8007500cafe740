//! `rungs import`.

use std::path::{Path, PathBuf};

use crate::exchange::{BuildOptions, Built, RowFormat, framework_from_rows, read_rows};
use crate::storage;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::files;

/// Bring in a framework from rows, HTML pages or a page as text
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files or folders to read
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// What they are (told by their names by default)
    #[arg(long, value_name = "FORMAT")]
    from: Option<From>,
    /// The levels, junior to senior; one option each
    #[arg(long = "level", value_name = "NAME")]
    levels: Vec<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What can be brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum From {
    /// One statement a line, as JSON Lines or CSV
    Rows,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let target = context.framework().unwrap_or_else(|| context.path(Path::new("framework")));
    let mut rows = Vec::new();
    for input in &args.inputs {
        let path = context.path(input);
        let text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
        let format = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
            RowFormat::Csv
        } else {
            RowFormat::JsonLines
        };
        rows.extend(
            read_rows(&text, format).map_err(|error| CommandError::new(format!("{}, {error}", path.display())))?,
        );
    }
    let name = args.inputs[0].file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let options = BuildOptions { name, levels: args.levels.clone() };
    let Built { framework, not_taken, notes } = framework_from_rows(rows, &options);
    let files = storage::write(&framework);
    if !args.dry_run {
        files::write_files(&target, &files)?;
    }
    for note in notes {
        context.say(&note);
    }
    for (number, row, why) in not_taken {
        context.say(&format!("not taken: row {number}: {why}: {}", row.text));
    }
    Ok(Outcome::Done)
}
