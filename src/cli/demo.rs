//! `rungs demo`.

use std::path::PathBuf;

use crate::diff::{Options, compare};
use crate::render::{self, SideName};
use crate::revision::{Repository, Signature};
use crate::storage;

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{example, files, load};

/// See it work: a framework, a proposal to change it, and what that means
///
/// Makes a git repository with the framework that ships with rungs, released as v1.0.0, and a branch
/// with a realistic proposal; then shows what the proposal changes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Put the repository into this folder instead of a temporary one
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

/// The edits of the proposal: a file, what stands there, and what is to stand there instead.
const PROPOSAL: &[(&str, &str, &str)] = &[
    // A core sentence that asks more.
    (
        "core/ic4.toml",
        "I consistently mentor engineers on my team, and",
        "I consistently mentor engineers on my team and on neighboring teams, and",
    ),
    // A number that rises.
    ("tracks/security-engineer/ic4.toml", "carried out by two or more teams", "carried out by three or more teams"),
    // Weaker.
    ("tracks/reliability-engineer/ic3.toml", "find most causes within minutes", "find many causes within minutes"),
    // Typography.
    ("core/ic3.toml", "I tell them afterward what", "I tell them afterwards what"),
    // One becomes two.
    (
        "tracks/security-engineer/ic4.toml",
        "respond-to-incidents = \"I lead complex incidents that involve several teams, and I keep decisions calm, recorded, and timely.\"",
        "lead-incidents = \"I lead complex incidents that involve several teams.\"\nincident-decisions = \"I keep decisions in incidents calm, recorded, and timely.\"",
    ),
    // New.
    (
        "tracks/security-engineer/ic4.toml",
        "model-threats = ",
        "supplier-risk = \"I assess the security of suppliers before we depend on them.\"\nmodel-threats = ",
    ),
    // Gone.
    (
        "tracks/reliability-engineer/ic3.toml",
        "partner-functions = \"I work with vendors to resolve failures in services we buy.\"\n",
        "",
    ),
    // Moved down a level.
    (
        "tracks/reliability-engineer/ic4.toml",
        "growing-engineers = \"I coach engineers to lead incidents, reviews, and reliability projects in my place.\"\n",
        "",
    ),
    (
        "tracks/reliability-engineer/ic3.toml",
        "better-operations = ",
        "growing-engineers = \"I coach engineers to lead incidents, reviews, and reliability projects in my place.\"\nbetter-operations = ",
    ),
    // Other words, the same bar.
    (
        "tracks/engineering-manager/m3.toml",
        "I support people during and after incidents",
        "I look after people during and after incidents",
    ),
    // An illustration.
    (
        "core/all.toml",
        "or I ask someone I trust to do it.\"]",
        "or I ask someone I trust to do it.\", \"I decline a gift that could look like a favor.\"]",
    ),
    // A heading by another name.
    ("framework.toml", "decision-making = \"Decision Making\"", "decision-making = \"Decisions\""),
];

/// The day on which the demonstration takes place: 5 January 2026, noon UTC.
const DAY: i64 = 1_767_614_400;

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let folder = match &args.into {
        Some(given) => context.path(given),
        None => free_folder()?,
    };
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("{} is not empty", folder.display());
        return Err(CommandError::with_hint(message, "name a folder that is not there yet"));
    }
    std::fs::create_dir_all(&folder).map_err(|error| CommandError::io("make", &folder, &error))?;
    make(&folder)?;
    context.say(&format!(
        "A framework was released as v1.0.0, and the branch raise-the-bar proposes to change it.\nThe repository is in {}\n",
        folder.display()
    ));
    let before = storage::load(example::files(), "framework");
    let after = load::folder(&folder)?;
    let set = compare(&before.framework, &after.framework, &Options::default());
    let name = |spec: &str| SideName { spec: spec.to_owned(), commit: None };
    let options = render::text::TextOptions { width: context.width(), color: context.color(), all: context.verbose() };
    render::text::diff(&set, (&name("v1.0.0"), &name("raise-the-bar")), &options, context.out())?;
    let place = folder.display().to_string();
    let place = if place.contains(char::is_whitespace) { format!("\"{place}\"") } else { place };
    writeln!(
        context.out(),
        "\nTry next:\n  rungs -C {place} show security-engineer/ic4\n  rungs -C {place} diff v1.0.0..raise-the-bar --format html -o redline.html\n  rungs -C {place} compare security-engineer/ic3 security-engineer/ic4"
    )?;
    Ok(Outcome::Done)
}

/// Makes a folder among the temporary ones: `rungs-demo`, or numbered where that is taken. The name
/// is short and mostly the same, so that what is printed can be compared and copied.
fn free_folder() -> Result<PathBuf, CommandError> {
    let base = std::env::temp_dir();
    let names = std::iter::once("rungs-demo".to_owned()).chain((2..1000).map(|number| format!("rungs-demo-{number}")));
    for name in names {
        let folder = base.join(name);
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CommandError::io("make", &folder, &error)),
        }
    }
    Err(CommandError::with_hint(
        "there are too many demonstrations among the temporary files",
        "give a folder with --into",
    ))
}

/// Makes the repository: the release, the branch and the proposal.
fn make(folder: &std::path::Path) -> Result<(), CommandError> {
    let who =
        |seconds| Signature { name: "Ana Lindqvist".to_owned(), email: "ana@escrowtab.example".to_owned(), seconds };
    let repository = Repository::init(folder)?;
    let inner = folder.join("framework");
    files::write_files(&inner, &example::files())?;
    repository.commit_all("Write down what we expect at every level\n", &who(DAY))?;
    repository.tag("v1.0.0", "Framework 1.0.0\n", &who(DAY))?;
    repository.start_branch("raise-the-bar")?;
    for (path, old, new) in PROPOSAL {
        let path = inner.join(path);
        let text = std::fs::read_to_string(&path).map_err(|error| CommandError::io("read", &path, &error))?;
        files::write_file(&path, text.replacen(old, new, 1).as_bytes())?;
    }
    repository.commit_all(
        "Raise the bar for senior engineers\n\nTrust in our platform has become our main promise.\n",
        &who(DAY + 3600),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{PROPOSAL, example};

    #[test]
    fn every_edit_of_the_proposal_applies() {
        let mut files: std::collections::BTreeMap<&str, String> =
            example::FILES.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
        for (path, old, new) in PROPOSAL {
            let text = files.get_mut(path).unwrap();
            assert_eq!(text.matches(old).count(), 1, "{path}: {old}");
            *text = text.replacen(old, new, 1);
        }
    }

    #[test]
    fn no_file_of_the_framework_was_forgotten() {
        fn list(folder: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    list(&path, out);
                } else if path.extension().is_some_and(|ending| ending == "toml") {
                    out.push(path);
                }
            }
        }
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("framework");
        let mut found = Vec::new();
        list(&root, &mut found);
        let mut found: Vec<String> = found
            .iter()
            .map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"))
            .filter(|path| !path.starts_with("proposals/") && !path.starts_with("releases/"))
            .collect();
        found.sort();
        let embedded: Vec<&str> = example::FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(found, embedded);
    }
}
