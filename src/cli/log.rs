//! `rungs log`.

use std::path::PathBuf;

use crate::history::Extent;
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::past::GitPast;
use super::progress::{self, Progress};
use super::{place, provenance, target};

/// Show how a sentence came to read as it does, or what changed for a page
///
/// A sentence is followed when it is reworded, split, merged, given another key, or moved: to other
/// pages, levels and tracks, to and from shared text. What was removed can be asked by its last
/// address.
///
/// History is followed as `git log FILE` follows it: where branches were merged, along the branch
/// that the words came from. A merge is shown only when it itself changed something against everything
/// it joined.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs log security-engineer                        everything that changed for a track
  rungs log ic4                                      for a level on every track
  rungs log security-engineer/ic4                    everything that changed for a page
  rungs log security-engineer/ic4/craft              for one section of it
  rungs log security-engineer/ic4/craft/threat-fluency/track-trends
  rungs log -n 1 security-engineer/ic4/scope/own-team-goals
  rungs log --since v1.0.0 security-engineer/ic4 --format markdown")]
pub(super) struct Args {
    /// A track, a level or a section; a page, a section or responsibility of it; or one behavior
    address: String,
    /// Start from this revision
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// Only what happened after this revision was made
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Only the latest so many events
    #[arg(short = 'n', long = "max-count", value_name = "COUNT")]
    count: Option<usize>,
    /// Follow only the main line: what a merge brought is the merge's
    #[arg(long)]
    first_parent: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How the past is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For a terminal
    Text,
    /// For GitHub and other places that read Markdown
    Markdown,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    progress::stay_on_this_thread();
    let (repository, folder) = place::repository(context)?;
    let head = repository.commit(&args.at)?;
    let since = match &args.since {
        Some(revision) => Some(repository.describe(repository.commit(revision)?)?.seconds + 1),
        None => None,
    };
    let merges = repository.list_merges(head);
    let progress = Progress::new("reading history", context.quiet());
    let mut past = GitPast::new(&repository, &folder, args.first_parent, progress)?;
    let start = past.start(head)?;
    let found = target::find(&mut past, start, &args.address, Extent { count: args.count, since })?;
    let history = &found.history;
    let revisions: Vec<_> = history
        .events
        .iter()
        .flat_map(|event| [Some(event.revision), event.back_from])
        .flatten()
        .chain(history.unread.iter().map(|unread| unread.revision))
        .chain(history.cut.iter().copied())
        .collect();
    let changes: Vec<_> = history.events.iter().map(|event| (event.revision.commit, event.id.clone())).collect();
    let commits = provenance::of(&repository, &past, merges, (&revisions, &changes))?;
    let about = match found.target {
        target::Target::Sentence(_) => render::history::About::Sentence,
        target::Target::Part(_) => render::history::About::Page,
        target::Target::Whole(_) => render::history::About::Pages,
    };
    let history = found.history.map(|revision| revision.commit.to_string());
    let address = found.target.to_string();
    let told = render::history::Told {
        address: &address,
        name: &found.name,
        about,
        went_on: found.went_on.as_deref(),
        history: &history,
        commits: &commits,
    };
    let to_file = args.output.is_some();
    let bytes = match args.format {
        Format::Text => render::history::log_text(&told, context.text_options(to_file)).into_bytes(),
        Format::Markdown => render::history::log_markdown(&told).into_bytes(),
        Format::Json => json(&render::history::json::log(&told))?,
    };
    context.deliver(args.output.as_deref(), &bytes)?;
    Ok(Outcome::Done)
}

/// Returns a value as JSON for people and programs.
pub(super) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, CommandError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(std::io::Error::from)?;
    bytes.push(b'\n');
    Ok(bytes)
}
