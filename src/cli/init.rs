//! `rungs init`.

use std::path::{Path, PathBuf};

use crate::source::RawFile;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::workflows::{self, ActionSource};
use super::{example, files};

/// Start a framework: an empty one with comments that say what to write where, or the example
///
/// With --github, writes the workflows that review and release the framework on GitHub, for the framework that is
/// there or together with a new one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs init                      an empty framework in the folder framework/
  rungs init --example            one to change into yours
  rungs init --github --action acme/rungs@0123456789abcdef0123456789abcdef01234567")]
pub(super) struct Args {
    /// Where to put the folder `framework/` (the current folder by default)
    #[arg(value_name = "DIRECTORY")]
    into: Option<PathBuf>,
    /// Start from the framework that ships with rungs
    #[arg(long)]
    example: bool,
    /// Write the workflows of GitHub Actions that review and release the framework
    #[arg(long, requires = "action")]
    github: bool,
    /// Where the workflows take rungs from: its repository and a whole commit hash of it
    #[arg(long, value_name = "OWNER/NAME@COMMIT", requires = "github")]
    action: Option<ActionSource>,
    /// Write the second stage too, which posts the review of pull requests from forks
    #[arg(long, requires = "github")]
    forks: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

const SKELETON: &[(&str, &str)] = &[
    ("framework.toml", include_str!("skeleton/framework.toml")),
    ("policy.toml", include_str!("skeleton/policy.toml")),
    ("core/all.toml", include_str!("skeleton/core-all.toml")),
    ("tracks/software-engineer/track.toml", include_str!("skeleton/track.toml")),
    ("tracks/software-engineer/ic1.toml", include_str!("skeleton/page.toml")),
];

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let existing = if args.github { workflows::framework_at_hand(context) } else { None };
    let folder = match (&existing, context.framework(), &args.into) {
        (Some(existing), _, _) => existing.clone(),
        (None, Some(given), _) => given,
        (None, None, Some(directory)) => context.path(directory).join("framework"),
        (None, None, None) => context.path(Path::new("framework")),
    };
    let mut new: Vec<(PathBuf, Vec<RawFile>)> = Vec::new();
    if existing.is_none() {
        new.push((folder.clone(), framework(args.example)));
    }
    if let Some(action) = args.action.as_ref().filter(|_| args.github) {
        new.push(workflows::files(context, &folder, action, args.forks)?);
    }
    let paths = || new.iter().flat_map(|(folder, files)| files.iter().map(|file| folder.join(&file.path)));
    if let Some(taken) = paths().find(|path| path.exists()) {
        return Err(CommandError::with_hint(
            format!("{} is there already", taken.display()),
            "rungs init overwrites nothing; choose another folder",
        ));
    }
    if args.dry_run {
        paths().for_each(|path| context.say(&format!("would write {}", path.display())));
        return Ok(Outcome::Done);
    }
    for (folder, files) in &new {
        files::write_files(folder, files)?;
        let count = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
        context.say(&format!("Wrote {count} to {}.", folder.display()));
    }
    if existing.is_none()
        && let Some((folder, _)) = new.first()
    {
        next_steps(args, context, folder);
    }
    if args.github {
        workflows::next_steps(context);
    }
    Ok(Outcome::Done)
}

/// The files of a new framework.
fn framework(example: bool) -> Vec<RawFile> {
    if example {
        return example::files();
    }
    let file = |(path, text): &(&str, &str)| RawFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() };
    SKELETON.iter().map(file).collect()
}

/// Says what an author does with a framework that was just started.
fn next_steps(args: &Args, context: &Context, folder: &Path) {
    let there = args.into.as_ref().map(|into| format!(" -C {}", into.display())).unwrap_or_default();
    let names = format!("{}/framework.toml", folder.display());
    let steps = if args.example {
        [
            (format!("rungs{there} matrix"), "shows the pages there are"),
            (format!("rungs{there} show security-engineer/ic4"), "shows one of them"),
            (names, "has the names, to make them yours"),
        ]
    } else {
        [
            (names, "name your ladders, levels and sections"),
            (format!("rungs{there} check"), "finds mistakes, and says what to do"),
            (format!("rungs{there} matrix"), "shows the pages there are"),
        ]
    };
    let width = steps.iter().map(|(step, _)| step.chars().count()).max().unwrap_or(0);
    context.say("Next:");
    for (step, what) in steps {
        context.say(&format!("  {step:width$}   {what}"));
    }
}
