//! `rungs stats`.

use std::path::PathBuf;

use crate::diff::compare;
use crate::history::Statistics;
use crate::render::history::{chart, stats};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{load, log, place, releases, store};

/// Show releases in numbers: what each level and section asks, which pages changed, how much of that
/// moved expectations
///
/// What has changed since the last release is shown as a last column of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs stats
  rungs stats --format svg -o framework.svg
  rungs stats --format html -o framework.html    the picture and its tables, for a browser or a printer
  rungs stats --last 4")]
pub(super) struct Args {
    /// Only the latest so many releases
    #[arg(long, value_name = "COUNT")]
    last: Option<usize>,
    /// Up to this revision
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// A picture
    Svg,
    /// A page with the picture and its tables
    Html,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let statistics = statistics(args, context)?;
    let bytes = match args.format {
        Format::Text => stats::text(&statistics, context.width()).into_bytes(),
        Format::Json => log::json(&stats::json(&statistics))?,
        Format::Svg => chart::svg(&statistics).into_bytes(),
        Format::Html => chart::page(&statistics).into_bytes(),
    };
    context.deliver(args.output.as_deref(), &bytes)?;
    Ok(Outcome::Done)
}

fn statistics(args: &Args, context: &Context) -> Result<Statistics, CommandError> {
    let (repository, place) = place::repository(context)?;
    let head = repository.commit(&args.at)?;
    let released = releases::dated(&repository, &place, head)?;
    let mut points = Vec::new();
    for release in released.iter().filter(|release| release.version.pre.is_empty()) {
        let commit = repository.commit(&format!("refs/tags/{}", release.tag))?;
        let snapshot = repository.snapshot(&release.tag, commit, &place)?;
        // What was tagged before there was a framework has no numbers.
        if snapshot.has_framework() {
            points.push((release.tag.clone(), release.released.to_string(), commit, snapshot));
        }
    }
    if points.last().is_none_or(|(_, _, commit, _)| *commit != head) {
        let day = super::provenance::day(repository.describe(head)?.seconds);
        points.push((args.at.clone(), day, head, repository.snapshot(&args.at, head, &place)?));
    }
    if let Some(last) = args.last {
        points.drain(..points.len().saturating_sub(last.max(1)));
    }
    let mut out = Statistics::default();
    for (index, (name, day, _, snapshot)) in points.iter().enumerate() {
        let loaded = load::whole(&repository, snapshot)?;
        if index == 0 {
            out.add(name, day, &loaded.framework, None);
            continue;
        }
        let pair = store::snapshots(&repository, &points[index - 1].3, snapshot)?;
        let set = compare(&pair.before.framework, &pair.after.framework, &pair.options());
        out.add(name, day, &loaded.framework, Some(&set));
    }
    Ok(out)
}
