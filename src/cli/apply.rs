//! `rungs apply`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::diff::{Options, apply, compare};
use crate::render::{self, SideName};
use crate::source::RawFile;
use crate::storage::{self, Loaded};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{files, load};

/// Make the changes of a comparison on the framework at hand
///
/// Takes what `rungs diff --format json` printed, whole or a part of its changes. Where something does
/// not stand here as it stood before the changes, nothing is written and every reason is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs diff main my-branch --format json -o diff.json
  rungs apply diff.json --dry-run      what it would mean here
  rungs diff old new --format json | rungs apply - --framework ours")]
pub(super) struct Args {
    /// The comparison as JSON; `-` reads it from the standard input
    #[arg(value_name = "DIFF.json")]
    diff: PathBuf,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let patch = read(&args.diff, context)?;
    let folder = files::find_framework(context)?;
    let loaded = load::at_hand(context)?;
    if let Some(file) = loaded.framework.unreadable.first() {
        let message = format!("{} cannot be read, and no change is made on half a framework", file.file);
        return Err(CommandError::with_hint(message, "`rungs check` shows what to mend"));
    }
    let made = apply(&loaded.framework, &patch).map_err(|refusals| refused(&refusals))?;
    let (changed, gone) = outcome(&loaded, storage::write(&made));
    if args.dry_run {
        let set = compare(&loaded.framework, &made, &Options::default());
        let names = ["now", "with the changes"].map(|name| SideName { spec: name.to_owned(), commit: None });
        let options =
            render::text::TextOptions { width: context.width(), color: context.color(), all: context.verbose() };
        render::text::diff(&set, (&names[0], &names[1]), &options, context.out())?;
    }
    let verb = |done: &'static str, would: &'static str| if args.dry_run { would } else { done };
    for file in &changed {
        let path = folder.join(&file.path);
        let is_new = !path.exists();
        if !args.dry_run {
            files::write_file(&path, &file.bytes)?;
        }
        let what = if is_new { verb("added", "would add") } else { verb("changed", "would change") };
        context.say(&format!("{what} {}", file.path));
    }
    for path in &gone {
        if !args.dry_run {
            let path = folder.join(path);
            std::fs::remove_file(&path).map_err(|error| CommandError::io("remove", &path, &error))?;
        }
        context.say(&format!("{} {path}", verb("removed", "would remove")));
    }
    if changed.is_empty() && gone.is_empty() {
        context.say("Nothing to change.");
    }
    Ok(Outcome::Done)
}

/// The changes of a file.
fn read(path: &Path, context: &Context) -> Result<crate::diff::Patch, CommandError> {
    let mut text = String::new();
    if path == Path::new("-") {
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CommandError::new(format!("cannot read the standard input: {error}")))?;
    } else {
        let path = context.path(path);
        text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
    }
    let hint = "`rungs diff --format json -o FILE` writes one; `rungs schema diff` says what it holds";
    let wrong =
        |reason: String| CommandError::with_hint(format!("{} is no comparison: {reason}", path.display()), hint);
    let diff: render::json::Diff = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    if !diff.unreadable.is_empty() {
        let message = format!("{} was made while {} could not be read", path.display(), diff.unreadable[0].file);
        return Err(CommandError::with_hint(message, "mend the file and compare again"));
    }
    render::patch::of(&diff).map_err(wrong)
}

fn refused(refusals: &[crate::diff::Refusal]) -> CommandError {
    /// As many reasons as one reads.
    const SHOWN: usize = 20;
    let mut lines: Vec<String> = refusals
        .iter()
        .take(SHOWN)
        .map(|refusal| {
            let reason = render::escape::clean(&refusal.reason);
            format!("  {}: {reason}", render::escape::clean(&refusal.at))
        })
        .collect();
    if refusals.len() > SHOWN {
        lines.push(format!("  and {} more", refusals.len() - SHOWN));
    }
    CommandError::with_hint(
        format!("the changes do not fit the framework at hand; nothing was written\n{}", lines.join("\n")),
        "the framework changed since; compare again from what it is now, or take these changes out of the file",
    )
}

/// The files to write, what stays of each spelled as it is, and those to remove.
fn outcome(loaded: &Loaded, wanted: Vec<RawFile>) -> (Vec<RawFile>, Vec<String>) {
    let before = storage::write(&loaded.framework);
    let gone = before.iter().filter(|old| wanted.iter().all(|file| file.path != old.path)).map(|old| old.path.clone());
    let gone: Vec<String> = gone.collect();
    let differs = |file: &RawFile| before.iter().all(|old| old != file);
    let changed = wanted.into_iter().filter(differs).map(|file| match loaded.sources.get(&file.path) {
        Some(source) => storage::rewrite(&source.text, file),
        None => file,
    });
    (changed.collect(), gone)
}
