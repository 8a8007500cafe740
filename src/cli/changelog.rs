//! `rungs changelog`.

use std::path::PathBuf;

use semver::Version;

use crate::diff::compare;
use crate::model::PageAddress;
use crate::proposal;
use crate::release::{self, Record, Written};
use crate::render::{self, release::Place};

use super::clock::today;
use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load::{self, Range};
use super::{place, releases};

/// Tell what changed between two revisions, as people read it
///
/// Without a revision: since the last release.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs changelog                                   since the last release
  rungs changelog v1.0.0..v1.2.0
  rungs changelog v1.0.0.. --page security-engineer/ic4
  rungs changelog --for-announcement                two paragraphs to send")]
pub(super) struct Args {
    /// REV..REV, or REV (up to HEAD); since the last release where nothing is named
    #[arg(value_name = "RANGE")]
    range: Option<String>,
    /// Only what concerns this page
    #[arg(long, value_name = "PAGE")]
    page: Option<String>,
    /// Two paragraphs in plain language that a leader can send
    #[arg(long)]
    for_announcement: bool,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "markdown", conflicts_with = "for_announcement")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a changelog is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// As an entry of CHANGELOG.md
    Markdown,
    /// As a redline for a browser or a printer
    Html,
    /// As `rungs diff --format json`
    Json,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let (revisions, range) = match args.range.as_deref() {
        None => (Vec::new(), Range::SinceRelease),
        Some(range) if range.contains("..") => (vec![open_ended(range)], Range::Named),
        Some(from) => (vec![format!("{from}..HEAD")], Range::Named),
    };
    let pair = load::pair(context, &revisions, range)?;
    let mut set = compare(&pair.before.framework, &pair.after.framework, &pair.options());
    let what = format!("{} \u{2192} {}", pair.from.spec, pair.to.spec);
    if let Some(page) = &args.page {
        let address: PageAddress = page.parse().map_err(|_| {
            CommandError::with_hint(format!("`{page}` is no page"), "a page is track/level: security-engineer/ic4")
        })?;
        set.keep_pages(&[address]);
    }
    let bytes = match args.format {
        Format::Html => {
            let mut bytes = Vec::new();
            render::html::redline(&set, (&pair.from, &pair.to), &mut bytes)?;
            bytes
        }
        Format::Json => {
            let shown = render::json::diff(&set, &pair.from, &pair.to);
            let mut bytes = serde_json::to_vec_pretty(&shown).map_err(std::io::Error::from)?;
            bytes.push(b'\n');
            bytes
        }
        Format::Markdown => {
            let (version, record) = record(&set, context, &pair.to.spec)?;
            if args.for_announcement {
                let name = &pair.after.framework.name;
                render::release::announcement(&record, name, &said(version.as_ref())).into_bytes()
            } else {
                format!(
                    "## {}\n\n{}",
                    render::escape::markdown_file(&what),
                    render::release::notes(&record, Place::File)
                )
                .into_bytes()
            }
        }
    };
    context.deliver(args.output.as_deref(), &bytes)?;
    Ok(Outcome::Done)
}

/// `v1.0.0..` goes on to the present.
fn open_ended(range: &str) -> String {
    if range.ends_with("..") { format!("{range}HEAD") } else { range.to_owned() }
}

/// What an announcement calls what it is about.
fn said(version: Option<&Version>) -> String {
    match version {
        Some(version) => format!("Version {version}"),
        None => "The next version".to_owned(),
    }
}

/// What changed, as a release would record it. Where the range ends in a release, that release's own
/// record says when it holds and why.
fn record(
    set: &crate::diff::ChangeSet<'_>,
    context: &Context,
    to: &str,
) -> Result<(Option<Version>, Record), CommandError> {
    let (repository, place) = place::repository(context)?;
    let commit = repository.commit(to)?;
    let snapshot = repository.snapshot(to, commit, &place)?;
    let own = |path: &str| path.starts_with("releases/") || path.starts_with("proposals/");
    let files = repository.files(&snapshot, own)?;
    let version = releases::version_of(to, &releases::prefix(&repository, &place)?);
    let recorded = version.as_ref().and_then(|version| {
        let file = files.iter().find(|file| file.path == release::file_of(version))?;
        release::read_record(std::str::from_utf8(&file.bytes).ok()?).ok()
    });
    let proposals = proposal::load(&files, &snapshot.folder).proposals;
    let date = recorded.as_ref().map_or_else(today, |record| record.date);
    let mut out = Record::of(
        set,
        &proposals,
        Written {
            version: version.clone().unwrap_or(Version::new(0, 0, 0)),
            follows: Some(Version::new(0, 0, 0)),
            date,
            effective: recorded.as_ref().map(|record| record.effective),
            from: None,
            to: commit.to_string(),
            lower_because: None,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
        },
    );
    if let Some(recorded) = recorded {
        out.proposals = recorded.proposals;
    }
    Ok((version, out))
}
