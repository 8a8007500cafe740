//! `rungs show`.

use crate::model::{Framework, PageAddress};
use crate::render;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{load, place, releases};

/// Show a page as a person reads it, shared text included
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs show security-engineer/ic4
  rungs show security-engineer/ic4 --at v1.0.0
  rungs show security-engineer/ic4 --at 2026-03-31    as it applied on that day")]
pub(super) struct Args {
    /// The page: track/level
    page: String,
    /// As it was at this release or revision, or as it applied on this day
    #[arg(long, value_name = "REV|DAY")]
    at: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For GitHub and other places that read Markdown
    Markdown,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = match &args.at {
        Some(text) => {
            let (repository, folder) = place::repository(context)?;
            let at = releases::at(&repository, &folder, text)?;
            if let Some(why) = &at.why {
                context.say(why);
            }
            load::at_revision(context, &at.spec)?
        }
        None => load::at_hand(context)?,
    };
    load::say_unreadable(context, &loaded.framework);
    let address = page(&loaded.framework, &args.page)?;
    let Some(found) = loaded.framework.effective_page(&address) else {
        return Err(CommandError::new(format!("there is no page {address}")));
    };
    let text = match args.format {
        Format::Text => render::page::text(&found, context.width(), context.color(), context.verbose()),
        Format::Markdown => render::page::markdown(&found),
    };
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}

/// Returns the page that a word on the command line names, or the nearest names.
pub(super) fn page(framework: &Framework, name: &str) -> Result<PageAddress, CommandError> {
    let known: Vec<PageAddress> = framework.pages().collect();
    if let Some(found) = name.parse().ok().filter(|address: &PageAddress| known.contains(address)) {
        return Ok(found);
    }
    if let Some(file) = framework.unreadable.iter().find(|file| *file.file == *format!("tracks/{name}.toml")) {
        let message =
            format!("the page {name} cannot be read: line {}: {}", file.line, file.message.replace('\n', " "));
        return Err(CommandError::with_hint(message, "`rungs check` shows the place"));
    }
    let likeness = |page: &PageAddress| {
        let part = page.track == *name || page.level == *name;
        if part { 2.0 } else { strsim::jaro_winkler(name, &page.to_string()) }
    };
    let mut near: Vec<(f64, String)> = known.iter().map(|page| (likeness(page), page.to_string())).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let names: Vec<String> = near.into_iter().take(3).map(|(_, page)| page).collect();
    let hint = if names.is_empty() {
        "the framework has no page yet".to_owned()
    } else {
        format!("the nearest names are {}; `rungs matrix` shows all", names.join(", "))
    };
    Err(CommandError::with_hint(format!("there is no page `{name}`"), hint))
}
