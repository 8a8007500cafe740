//! `rungs diff`.

use std::path::PathBuf;

use crate::diff::{ChangeSet, Impact, compare};
use crate::model::{Framework, PageAddress};
use crate::render::{self, SideName};
use crate::source::nearest;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load::{self, Range};

/// Show what a change means: which pages ask more or less, and by which words
///
/// Without a revision the work tree is compared with HEAD.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs diff                      what I am about to change
  rungs diff main...my-branch     what a branch changes
  rungs diff v1.0.0 v1.1.0 -- security-engineer/ic4
  rungs diff acme/handbook#12     a pull request on GitHub, without a clone
  rungs diff old-folder new-folder --format json -o diff.json")]
pub(super) struct Args {
    /// REV, REV..REV, REV...REV (from where they parted), two revisions or two folders, or a pull
    /// request OWNER/REPOSITORY#NUMBER
    #[arg(value_name = "REV")]
    revisions: Vec<String>,
    /// Only these pages
    #[arg(last = true, value_name = "PAGE")]
    pages: Vec<String>,
    /// Compare the index with HEAD
    #[arg(long, conflicts_with = "since_release")]
    staged: bool,
    /// Compare the last release with HEAD or REV
    #[arg(long)]
    since_release: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if there is any change
    #[arg(long)]
    exit_code: bool,
    /// Exit with 1 if there is a change of this impact or a more serious one
    #[arg(long, value_name = "IMPACT")]
    fail_on: Option<FailOn>,
}

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For GitHub
    Markdown,
    /// For a browser or a printer: a redline in one page
    Html,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// The impact from which on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Changes that move the bar or may
    Expectation,
    /// Changes of wording or examples, too
    Clarification,
    /// Any change
    Editorial,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let range = match (args.staged, args.since_release) {
        (true, _) => Range::Staged,
        (_, true) => Range::SinceRelease,
        _ => Range::Named,
    };
    let pair = load::pair(context, &args.revisions, range)?;
    let mut set = compare(&pair.before.framework, &pair.after.framework, &pair.options());
    keep_pages(&mut set, &args.pages, context)?;
    if !args.pages.is_empty() {
        context.say("Only what concerns the pages named is shown and counted.");
    }
    show(args, context, &set, (&pair.from, &pair.to))?;
    let gated = args.exit_code || args.fail_on.is_some();
    if !set.is_whole() {
        let checked = if gated { ", so the check cannot pass" } else { "" };
        context.say(&format!("A file cannot be read{checked}; `rungs check` shows what to mend."));
    }
    for (side, policy) in [("before", &pair.policy_before), ("after", &pair.policy_after)] {
        if policy.unreadable {
            context.say(&format!(
                "policy.toml cannot be read ({side}), so its own scales and version rules are not used; `rungs check` says more"
            ));
        }
    }
    let serious = |least: Impact| set.changes.iter().any(|change| change.impact >= least);
    let failed = match args.fail_on {
        Some(FailOn::Expectation) => serious(Impact::Expectation),
        Some(FailOn::Clarification) => serious(Impact::Clarification),
        Some(FailOn::Editorial) => serious(Impact::Editorial),
        None => false,
    };
    let found = failed || (args.exit_code && !set.changes.is_empty()) || (gated && !set.is_whole());
    // The program ends here; giving every sentence back one by one would only take time.
    std::mem::forget(set);
    std::mem::forget(pair);
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

/// Leaves only what concerns the given pages.
fn keep_pages(set: &mut ChangeSet<'_>, pages: &[String], context: &Context) -> Result<(), CommandError> {
    if pages.is_empty() {
        return Ok(());
    }
    let mut wanted: Vec<PageAddress> = Vec::new();
    for page in pages {
        let address: PageAddress = page.parse().map_err(|_| {
            CommandError::with_hint(format!("`{page}` is no page"), "a page is track/level: security-engineer/ic4")
        })?;
        let compared = |framework: &Framework| framework.sheet(&address).is_some();
        if !compared(set.after) && !compared(set.before) {
            known_at_hand(set, context, &address)?;
        }
        wanted.push(address);
    }
    set.keep_pages(&wanted);
    Ok(())
}

/// What did not change may not have been read, so a page that was not compared must at least be
/// there now; else its name is probably misspelled.
fn known_at_hand(set: &ChangeSet<'_>, context: &Context, page: &PageAddress) -> Result<(), CommandError> {
    let at_hand = load::at_hand(context).map(|loaded| loaded.framework).unwrap_or_default();
    if at_hand.sheet(page).is_some() {
        return Ok(());
    }
    let sheets = [set.before, set.after, &at_hand].into_iter().flat_map(Framework::sheets);
    let mut known: Vec<String> = sheets.map(|sheet| sheet.address.to_string()).collect();
    known.sort();
    let message = format!("no change concerns a page `{page}`, and there is none at hand");
    Err(match nearest(&page.to_string(), known.iter().map(String::as_str)) {
        Some(near) => CommandError::with_hint(message, format!("did you mean `{near}`?")),
        None => CommandError::with_hint(message, "`rungs matrix` shows the pages there are"),
    })
}

fn show(
    args: &Args,
    context: &mut Context,
    set: &ChangeSet<'_>,
    (from, to): (&SideName, &SideName),
) -> Result<(), CommandError> {
    let to_file = args.output.is_some();
    let options = render::text::TextOptions {
        width: context.width(),
        color: context.color() && !to_file,
        all: context.verbose(),
    };
    let mut bytes = Vec::new();
    match args.format {
        Format::Text if !to_file => {
            return Ok(render::text::diff(set, (from, to), &options, context.out())?);
        }
        Format::Text => render::text::diff(set, (from, to), &options, &mut bytes)?,
        Format::Markdown => bytes = render::markdown::diff(set, (from, to)).into_bytes(),
        Format::Html => render::html::redline(set, (from, to), &mut bytes)?,
        Format::Json => {
            let shown = render::json::diff(set, from, to);
            serde_json::to_writer_pretty(&mut bytes, &shown).map_err(std::io::Error::from)?;
            bytes.push(b'\n');
        }
        Format::Github => bytes = render::github::annotations(set).into_bytes(),
    }
    context.deliver(args.output.as_deref(), &bytes)
}
