//! `rungs init`.

use std::path::{Path, PathBuf};

use crate::source::RawFile;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{example, files};

/// Start a framework: an empty one with comments that say what to write where, or the example
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to put the folder `framework/` (the current folder by default)
    #[arg(value_name = "DIRECTORY")]
    into: Option<PathBuf>,
    /// Start from the framework that ships with rungs
    #[arg(long)]
    example: bool,
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
    let folder = match (context.framework(), &args.into) {
        (Some(given), _) => given,
        (None, Some(into)) => context.path(into).join("framework"),
        (None, None) => context.path(Path::new("framework")),
    };
    let new: Vec<RawFile> = if args.example {
        example::files()
    } else {
        SKELETON
            .iter()
            .map(|(path, text)| RawFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })
            .collect()
    };
    let taken = new.iter().find(|file| folder.join(&file.path).exists());
    if let Some(file) = taken {
        return Err(CommandError::with_hint(
            format!("{} is there already", folder.join(&file.path).display()),
            "rungs init overwrites nothing; choose another folder",
        ));
    }
    if args.dry_run {
        for file in &new {
            context.say(&format!("would write {}", folder.join(&file.path).display()));
        }
        return Ok(Outcome::Done);
    }
    files::write_files(&folder, &new)?;
    context.say(&format!("Wrote {} files to {}.", new.len(), folder.display()));
    context.say("Next: open framework.toml, then `rungs check` and `rungs matrix`.");
    Ok(Outcome::Done)
}
