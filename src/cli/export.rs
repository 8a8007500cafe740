//! `rungs export`.

use std::path::{Path, PathBuf};

use crate::exchange::{RowFormat, lost_in_rows, matrix_csv, rows_of, rows_of_pages, write_rows};
use crate::model::{EffectivePage, Framework, PageAddress};
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{files, load, show};

/// Write the framework in another format
///
/// Rows and CSV hold each sentence once, shared ones under the track `core`, and come back with
/// `rungs import`. The other formats hold the pages as people read them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs export --to csv -o framework.csv             for a spreadsheet; import brings it back
  rungs export --to matrix-csv -o matrix.csv         levels side by side
  rungs export --to html -o pages/                   one file for each page
  rungs export security-engineer/ic4 --to markdown   one page
  rungs export --to csv --effective                  every page with its shared text")]
pub(super) struct Args {
    /// The pages: track/level; all by default
    pages: Vec<String>,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "rows")]
    to: To,
    /// In rows and CSV, write each page as a person reads it, shared text included
    #[arg(long)]
    effective: bool,
    /// Where to write; a folder gets one file for each page (Markdown and HTML)
    #[arg(short, long, value_name = "FILE|FOLDER/")]
    output: Option<PathBuf>,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum To {
    /// One statement a line, as JSON Lines
    Rows,
    /// One statement a line, as CSV
    Csv,
    /// A CSV table with a column for each level
    MatrixCsv,
    /// Pages as Markdown
    Markdown,
    /// Pages as HTML
    Html,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    let framework = &loaded.framework;
    if let Some(file) = framework.unreadable.first() {
        return Err(CommandError::with_hint(
            format!("{}, line {}: {}", file.file, file.line, file.message),
            "an export of half a framework would look whole; mend what `rungs check` shows",
        ));
    }
    let pages = match &args.pages[..] {
        [] => framework.pages().collect(),
        names => names.iter().map(|name| show::page(framework, name)).collect::<Result<Vec<_>, _>>()?,
    };
    match args.to {
        To::Rows => rows(args, framework, &pages, RowFormat::JsonLines, context)?,
        To::Csv => rows(args, framework, &pages, RowFormat::Csv, context)?,
        To::MatrixCsv => context.deliver(args.output.as_deref(), matrix_csv(framework)?.as_bytes())?,
        To::Markdown | To::Html => documents(args, framework, &pages, context)?,
    }
    Ok(Outcome::Done)
}

fn rows(
    args: &Args,
    framework: &Framework,
    pages: &[PageAddress],
    format: RowFormat,
    context: &mut Context,
) -> Result<(), CommandError> {
    let effective = args.effective || !args.pages.is_empty();
    let rows = if effective { rows_of_pages(framework, pages) } else { rows_of(framework) };
    let lost = lost_in_rows(framework);
    if !effective && !lost.is_empty() {
        context.say(&format!("Rows have no place for: {}.", lost.join("; ")));
    }
    context.deliver(args.output.as_deref(), write_rows(&rows, format)?.as_bytes())
}

/// Writes pages as documents: all in one, or one file each where a folder is named.
fn documents(
    args: &Args,
    framework: &Framework,
    pages: &[PageAddress],
    context: &mut Context,
) -> Result<(), CommandError> {
    let found: Vec<EffectivePage<'_>> = pages.iter().filter_map(|page| framework.effective_page(page)).collect();
    let text = |pages: &[EffectivePage<'_>]| match args.to {
        To::Html => render::page_html::document(pages, &framework.name),
        _ => pages.iter().map(render::page::markdown).collect::<Vec<_>>().join("\n"),
    };
    let folder = args.output.as_deref().filter(|path| is_folder(path, context));
    let Some(folder) = folder else { return context.deliver(args.output.as_deref(), text(&found).as_bytes()) };
    let ending = if args.to == To::Html { "html" } else { "md" };
    for page in &found {
        let file = folder.join(format!("{}-{}.{ending}", page.address.level, page.address.track));
        files::write_file(&context.path(&file), text(std::slice::from_ref(page)).as_bytes())?;
    }
    context.say(&format!("{} pages written to {}.", found.len(), folder.display()));
    Ok(())
}

/// Whether a path names a folder: there is one, or it ends as folders do.
fn is_folder(path: &Path, context: &Context) -> bool {
    let ends = path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    ends || context.path(path).is_dir()
}
