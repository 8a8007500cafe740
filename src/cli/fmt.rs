//! `rungs fmt`.

use crate::source::Diagnostic;
use crate::storage;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::files;

/// Write the framework's files in the canonical form, comments and order kept
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs fmt
  rungs fmt --check     list what is not in canonical form, and write nothing")]
pub(super) struct Args {
    /// Only list the files that are not in canonical form, and exit with 1 if there are any
    #[arg(long, visible_alias = "dry-run")]
    check: bool,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let folder = files::find_framework(context)?;
    let shown = files::shown(&folder);
    let (mut problems, mut changed) = (Vec::new(), Vec::new());
    for file in files::read_folder(&folder)? {
        let shown_path = if shown.is_empty() { file.path.clone() } else { format!("{shown}/{}", file.path) };
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            let problem = Diagnostic::error("not-utf-8", format!("{shown_path} is not saved as UTF-8"))
                .help("open it in an editor and save it with the encoding UTF-8");
            problems.push(problem);
            continue;
        };
        match storage::format(&shown_path, text) {
            Ok(formatted) if formatted != text => changed.push((file.path, shown_path, formatted)),
            Ok(_) => {}
            Err(found) => problems.extend(found),
        }
    }
    for (path, shown, text) in &changed {
        if args.check {
            writeln!(context.out(), "{shown}")?;
        } else {
            files::write_file(&folder.join(path), text.as_bytes())?;
            context.say(&format!("formatted {shown}"));
        }
    }
    if !problems.is_empty() {
        let message = "what cannot be read cannot be formatted; the other files are done".to_owned();
        return Err(CommandError::Files { message, problems });
    }
    if changed.is_empty() {
        context.say("Every file is in canonical form.");
    } else if args.check {
        context.say("`rungs fmt` writes them in canonical form.");
    }
    Ok(if args.check && !changed.is_empty() { Outcome::Found } else { Outcome::Done })
}
