//! `rungs fmt`.

use crate::storage;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::files;

/// Write the framework's files in the canonical form, comments and order kept
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only list the files that are not in canonical form, and exit with 1 if there are any
    #[arg(long, visible_alias = "dry-run")]
    check: bool,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let folder = files::find_framework(context)?;
    let (mut problems, mut changed) = (Vec::new(), Vec::new());
    for file in files::read_folder(&folder)? {
        let Ok(text) = String::from_utf8(file.bytes) else {
            problems.extend(storage::load(vec![], "").problems);
            return Err(CommandError::with_hint(
                format!("{} is not saved as UTF-8", file.path),
                "open it in an editor and save it with the encoding UTF-8",
            ));
        };
        match storage::format(&file.path, &text) {
            Ok(formatted) if formatted != text => changed.push((file.path, formatted)),
            Ok(_) => {}
            Err(found) => problems.extend(found),
        }
    }
    for (path, text) in &changed {
        if args.check {
            writeln!(context.out(), "{path}")?;
        } else {
            files::write_file(&folder.join(path), text.as_bytes())?;
            context.say(&format!("formatted {path}"));
        }
    }
    if !problems.is_empty() {
        return Err(CommandError::Files { message: "some files cannot be read".to_owned(), problems });
    }
    Ok(if args.check && !changed.is_empty() { Outcome::Found } else { Outcome::Done })
}
