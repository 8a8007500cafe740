//! `rungs drift`.

use std::path::PathBuf;

use crate::diff::{Copies, Impact, Scales, copies};
use crate::model::{BehaviorAddress, Framework, PageAddress};
use crate::render::drift as shown;
use crate::storage;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::log::{Format, json};
use super::past::file_of;
use super::{files, load};

/// Show sentences that tracks copied from one another or from shared text, and that differ by now
///
/// Copies that are still the same are listed, too: shared text could say them once. Levels of one
/// track are not held against each other; sentences that grow from level to level are no copies.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs drift
  rungs drift security-engineer/ic4
  rungs drift --adopt security-engineer/ic4/results/ownership/finish-work --dry-run")]
pub(super) struct Args {
    /// Only copies on these pages
    #[arg(value_name = "PAGE")]
    pages: Vec<String>,
    /// Take this copy out of its page, so that the shared sentence applies there instead
    #[arg(long, value_name = "ADDRESS", conflicts_with = "pages")]
    adopt: Option<String>,
    /// With --adopt: say what would be done, and do nothing
    #[arg(long, requires = "adopt")]
    dry_run: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if a copy asks something else than its original
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    let (rules, _) = load::rules_at_hand(context)?;
    let scales = rules.policy.scales().unwrap_or_else(|| Scales::shipped().clone());
    let mut found = copies(&loaded.framework, &scales);
    if let Some(address) = &args.adopt {
        return adopt(address, &loaded.framework, &found, args.dry_run, context);
    }
    keep_pages(&mut found, &args.pages)?;
    let options = context.text_options(args.output.is_some());
    let bytes = match args.format {
        Format::Text => shown::text(&loaded.framework, &found, options).into_bytes(),
        Format::Markdown => shown::markdown(&loaded.framework, &found).into_bytes(),
        Format::Json => json(&shown::json(&found))?,
    };
    context.deliver(args.output.as_deref(), &bytes)?;
    let serious = found.drifted.iter().any(|drifted| drifted.judgment.impact == Impact::Expectation);
    Ok(if args.exit_code && serious { Outcome::Found } else { Outcome::Done })
}

/// Leaves only copies on the given pages.
fn keep_pages(found: &mut Copies<'_>, pages: &[String]) -> Result<(), CommandError> {
    if pages.is_empty() {
        return Ok(());
    }
    let read = |page: &String| {
        page.parse::<PageAddress>().map_err(|_| {
            CommandError::with_hint(format!("`{page}` is no page"), "a page is track/level: security-engineer/ic4")
        })
    };
    let wanted: Vec<PageAddress> = pages.iter().map(read).collect::<Result<_, _>>()?;
    let on = |item: &crate::diff::Item<'_>| item.page().is_some_and(|page| wanted.contains(page));
    found.drifted.retain(|drifted| on(&drifted.original) || on(&drifted.copy));
    found.repeated.retain(|repeated| repeated.places.iter().any(on));
    Ok(())
}

/// Takes a copy out of its page where shared text says the same or what it was copied from.
fn adopt(
    text: &str,
    framework: &Framework,
    found: &Copies<'_>,
    dry_run: bool,
    context: &mut Context,
) -> Result<Outcome, CommandError> {
    let drifted = found.drifted.iter().find(|drifted| drifted.copy.at() == text).map(|drifted| &drifted.original);
    let repeated = found.repeated.iter().find(|repeated| repeated.places.iter().any(|place| place.at() == text));
    let original = drifted.or_else(|| repeated.and_then(|repeated| repeated.places.first()));
    let Some(original) = original.filter(|original| original.at() != text) else {
        let message = format!("`{text}` is no copy of a shared sentence");
        return Err(CommandError::with_hint(message, "`rungs drift` lists the copies with their addresses"));
    };
    if !original.page().is_some_and(PageAddress::is_core) {
        let message = format!("`{text}` was not copied from shared text but from {}", original.at());
        let hint = "put the sentence that is to stay into a file of core/ first; then every copy can adopt it";
        return Err(CommandError::with_hint(message, hint));
    }
    let copy = behavior(framework, text)?;
    let folder = files::find_framework(context)?;
    let path = folder.join(file_of(&copy.page));
    let before = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
    let after = storage::without_behavior(&before, &copy).map_err(CommandError::new)?;
    let done = shown::adopted(framework, text, original);
    if dry_run {
        context.deliver(None, format!("{done}\n{}", shown::lines_gone(&before, &after)).as_bytes())?;
        context.say("Nothing was written: leave out --dry-run to do it.");
    } else {
        files::write_file(&path, after.as_bytes())?;
        context.deliver(None, format!("{done}\n").as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Returns the address of the behavior that a text names.
fn behavior(framework: &Framework, text: &str) -> Result<BehaviorAddress, CommandError> {
    let all = framework.sheets().flat_map(|sheet| {
        sheet.behaviors().map(move |(heading, behavior)| BehaviorAddress::of(sheet, heading, behavior))
    });
    let mut named = all.filter(|address| address.to_string() == text);
    named.next().ok_or_else(|| CommandError::new(format!("there is no behavior at `{text}`")))
}
