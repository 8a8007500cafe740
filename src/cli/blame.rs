//! `rungs blame`.

use std::path::PathBuf;

use crate::history::{self, Past as _};
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::log::{Format, json};
use super::past::GitPast;
use super::progress::{self, Progress};
use super::{place, provenance, show};

/// Show for each sentence of a page the change that it owes its meaning to: who, when, which release
///
/// Changes of typography, order or keys alone are passed over. Shared sentences are followed where
/// they are written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs blame security-engineer/ic4
  rungs blame security-engineer/ic4 --at v1.0.0
  rungs blame security-engineer/ic4 --format json -o blame.json")]
pub(super) struct Args {
    /// The page: track/level
    page: String,
    /// As it was at this revision
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// Count changes of typography, order and keys, too
    #[arg(long)]
    all: bool,
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

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    progress::stay_on_this_thread();
    let (repository, folder) = place::repository(context)?;
    let head = repository.commit(&args.at)?;
    let merges = repository.list_merges(head);
    let progress = Progress::new("reading history", context.quiet());
    let mut past = GitPast::new(&repository, &folder, args.first_parent, progress)?;
    let start = past.start(head)?;
    let page = match args.page.parse() {
        Ok(page) => page,
        Err(_) => show::page(&past.whole(start)?, &args.page)?,
    };
    past.prepare(start, &page);
    let framework = past.reading(start, &page)?;
    if framework.tracks.get(&page.track).is_none_or(|track| !track.pages.contains_key(&page.level)) {
        show::page(&past.whole(start)?, &args.page)?;
    }
    let history::BlamedPage { sentences, unknown } = history::blame(&mut past, start, &page, args.all)?;
    let revisions: Vec<_> = sentences
        .iter()
        .filter_map(|blamed| blamed.event.as_ref())
        .map(|event| event.revision)
        .chain(unknown.unread.iter().map(|unread| unread.revision))
        .chain(unknown.cut.iter().copied())
        .collect();
    let commits = provenance::of(&repository, &past, merges, (&revisions, &[]))?;
    let spell = |revision: super::past::Revision| revision.commit.to_string();
    let sentences: Vec<_> = sentences.into_iter().map(|blamed| blamed.map(spell)).collect();
    let unknown = unknown.map(spell);
    let title = framework.page_name(&page);
    let known = (&unknown, &commits);
    let bytes = match args.format {
        Format::Text => {
            let options = context.text_options(args.output.is_some());
            render::history::blame_text(&title, &sentences, known, options).into_bytes()
        }
        Format::Markdown => render::history::blame_markdown(&title, &sentences, known).into_bytes(),
        Format::Json => json(&render::history::json::blame((&page.to_string(), &title), &sentences, known))?,
    };
    context.deliver(args.output.as_deref(), &bytes)?;
    Ok(Outcome::Done)
}
