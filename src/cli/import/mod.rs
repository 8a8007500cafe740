//! `rungs import`.

mod inputs;
mod report;
mod target;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::exchange::{
    BuildOptions, Built, Counts, Drift, FromPages, Page, PageFormat, PageOptions, RowFormat, framework_from_pages,
    framework_from_rows, read_page, read_rows,
};

use super::context::{Context, Outcome};
use super::error::CommandError;
use inputs::{Format, Input};
use target::Target;

/// Bring in a framework from HTML or Markdown pages, a page as text, or rows
///
/// Everything that comes in is either in the framework afterwards or in the list of what was not
/// taken and why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs import ladder-pages/                      a folder of HTML or Markdown pages
  rungs import ic4.txt --counts scope=7,reach=3   a page copied as text
  rungs import rows.csv --level Junior --level Senior
  rungs import ic5.html --add                     one more page
  rungs import new-pages/ --framework new         beside the old one, then: rungs diff framework new")]
pub(super) struct Args {
    /// Files or folders to read; `-` for the standard input
    #[arg(required = true, value_name = "FILE|FOLDER")]
    inputs: Vec<PathBuf>,
    /// What they are (told by their names and contents by default)
    #[arg(long, value_name = "FORMAT")]
    from: Option<Format>,
    /// The framework's name (told by the pages by default)
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A level, junior to senior; one option each. For a page whose title names no level, its level
    #[arg(long = "level", value_name = "NAME")]
    levels: Vec<String>,
    /// A job and the track its pages belong to, where titles alone do not tell
    #[arg(long = "track", value_name = "JOB=TRACK", value_parser = track)]
    tracks: Vec<(String, String)>,
    /// How many bullets belong to each heading, where the bullets of a page as text run together
    #[arg(long, value_name = "HEADING=N,…", value_parser = count, value_delimiter = ',')]
    counts: Vec<(String, usize)>,
    /// Leave on every page what all tracks of a level share; two old exports compare best so
    #[arg(long)]
    no_core: bool,
    /// Add the pages to the framework that is there
    #[arg(long, conflicts_with = "replace")]
    add: bool,
    /// Write the framework that is there anew; its policy, proposals and releases stay
    #[arg(long)]
    replace: bool,
    /// Write everything that was not taken or decided to a file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn track(text: &str) -> Result<(String, String), String> {
    let (job, track) =
        text.split_once('=').ok_or("write JOB=TRACK, as in \"Engineering Director=Engineering Manager\"")?;
    if job.trim().is_empty() || track.trim().is_empty() {
        return Err("both names are needed".to_owned());
    }
    Ok((job.trim().to_owned(), track.trim().to_owned()))
}

fn count(text: &str) -> Result<(String, usize), String> {
    let wrong = "write HEADING=N, as in scope=7";
    let (heading, number) = text.split_once('=').ok_or(wrong)?;
    let number = number.trim().parse().map_err(|_| wrong.to_owned())?;
    Ok((crate::model::slug(heading), number))
}

/// What an import brought.
struct Imported {
    built: Built,
    /// How many pages or rows were read.
    read: usize,
    what: &'static str,
    core: usize,
    drift: Vec<Drift>,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let target = Target::of(args, context)?;
    let inputs = inputs::read(&args.inputs, args.from, context)?;
    let options = BuildOptions {
        name: args.name.clone().unwrap_or_default(),
        levels: args.levels.clone(),
        existing: target.existing(),
    };
    let imported = match inputs.format {
        Format::Rows => rows(&inputs.files, options)?,
        Format::Html => pages(&inputs.files, PageFormat::Html, page_options(args, options), context)?,
        Format::Markdown => pages(&inputs.files, PageFormat::Markdown, page_options(args, options), context)?,
        Format::Text => pages(&inputs.files, PageFormat::Text, page_options(args, options), context)?,
    };
    if imported.built.added.is_empty() && imported.built.met.is_empty() {
        report::say(&imported, args.report.as_deref(), context)?;
        return Err(CommandError::with_hint(
            "there is nothing to bring in",
            "a page's title names its level, as in \u{201c}IC4 Security Engineer\u{201d}; give it with --level where it does not",
        ));
    }
    let outcome = target.write(&imported.built, args.dry_run, context)?;
    report::say(&imported, args.report.as_deref(), context)?;
    target.close(&imported.built, args.dry_run, context);
    Ok(outcome)
}

fn page_options(args: &Args, build: BuildOptions) -> PageOptions {
    let without_core = args.no_core || build.existing.is_some();
    let counts: Counts = args.counts.iter().cloned().collect();
    PageOptions { build, tracks: args.tracks.clone(), without_core, counts }
}

fn rows(inputs: &[Input], mut options: BuildOptions) -> Result<Imported, CommandError> {
    let mut files = Vec::new();
    for input in inputs {
        let is_csv = Path::new(&input.name)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv"));
        let starts_as_json = input.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
        let format = if is_csv || !starts_as_json { RowFormat::Csv } else { RowFormat::JsonLines };
        let read = read_rows(&input.name, &input.text, format)
            .map_err(|error| CommandError::new(format!("{}, {error}", input.name)))?;
        files.push((input.name.clone(), read));
    }
    if options.name.is_empty() {
        let stem = inputs.first().and_then(|input| Path::new(&input.name).file_stem());
        options.name = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    }
    let read = files.iter().map(|(_, read)| read.rows.len()).sum();
    let built = framework_from_rows(files, &options);
    Ok(Imported { built, read, what: "row", core: 0, drift: Vec::new() })
}

fn pages(
    inputs: &[Input],
    format: PageFormat,
    options: PageOptions,
    context: &Context,
) -> Result<Imported, CommandError> {
    let progress = context.progress(inputs.len() as u64, "reading pages");
    let read = |input: &Input| {
        let page = read_page(&input.name, &input.text, format, &options);
        progress.inc(1);
        page
    };
    let found: Result<Vec<Page>, _> = inputs.par_iter().map(read).collect();
    progress.finish_and_clear();
    let found = found.map_err(|error| CommandError::with_hint(error.to_string(), error.help.clone()))?;
    let FromPages { built, core, drift, pages } = framework_from_pages(found, &options);
    Ok(Imported { built, read: pages, what: "page", core, drift })
}
