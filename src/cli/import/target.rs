//! Where an import goes: a new framework, one that is written anew, or one that pages are added to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::exchange::Built;
use crate::model::{Framework, PageAddress};
use crate::source::{RawFile, Severity};
use crate::storage::{self, Loaded};

use crate::cli::context::{Context, Outcome};
use crate::cli::error::CommandError;
use crate::cli::files;

use super::Args;

/// The folder that an import writes to.
pub(super) struct Target {
    folder: PathBuf,
    mode: Mode,
}

enum Mode {
    /// There is no framework yet.
    New,
    /// There is one; its text is written anew.
    Replace(Vec<RawFile>),
    /// There is one; pages are added.
    Add(Box<Loaded>, Vec<RawFile>),
}

impl Target {
    /// Returns the target that the command line names, or why nothing can be written there.
    pub(super) fn of(args: &Args, context: &Context) -> Result<Self, CommandError> {
        let named = context.framework().unwrap_or_else(|| context.path(Path::new("framework")));
        let Some(folder) = files::framework_in(&named) else {
            if args.add {
                return Err(CommandError::with_hint(
                    format!("there is no framework in {} to add to", named.display()),
                    "leave out --add to start one, or name its folder with --framework",
                ));
            }
            if named.is_file() {
                return Err(CommandError::new(format!("{} is a file, and a framework is a folder", named.display())));
            }
            return Ok(Self { folder: named, mode: Mode::New });
        };
        let present = files::read_folder(&folder)?;
        let mode = if args.add {
            let loaded = storage::load(present.clone(), &folder.to_string_lossy());
            if !loaded.problems.is_empty() {
                return Err(CommandError::Files {
                    message: "the framework to add to has mistakes; mend them first".to_owned(),
                    problems: loaded.problems,
                });
            }
            Mode::Add(Box::new(loaded), present)
        } else if args.replace {
            Mode::Replace(present)
        } else {
            return Err(CommandError::with_hint(
                format!("there is a framework in {} already", folder.display()),
                "--add brings pages it does not have yet; --replace writes it anew; --framework DIR names another folder",
            ));
        };
        Ok(Self { folder, mode })
    }

    /// The framework to add to.
    pub(super) fn existing(&self) -> Option<Framework> {
        match &self.mode {
            Mode::Add(loaded, _) => Some(loaded.framework.clone()),
            _ => None,
        }
    }

    /// Writes what was built, and says what `rungs check` would find in it.
    pub(super) fn write(&self, built: &Built, dry_run: bool, context: &mut Context) -> Result<Outcome, CommandError> {
        if !built.met.is_empty() {
            let pages: Vec<String> = built.met.iter().map(PageAddress::to_string).collect();
            return Err(CommandError::with_hint(
                format!("the framework has {} already", pages.join(", ")),
                "import into another folder with --framework and compare the two with `rungs diff`",
            ));
        }
        let (files, gone) = self.files(built)?;
        let problems = self.problems(&files, &gone);
        if dry_run {
            for file in &files {
                writeln!(context.out(), "would write {}", self.folder.join(&file.path).display())?;
            }
            for path in &gone {
                writeln!(context.out(), "would remove {}", self.folder.join(path).display())?;
            }
        } else {
            files::write_files(&self.folder, &files)?;
            for path in &gone {
                let path = self.folder.join(path);
                std::fs::remove_file(&path).map_err(|error| CommandError::io("remove", &path, &error))?;
                // The track's folder, where this was its last file.
                let _ = path.parent().map(std::fs::remove_dir);
            }
        }
        let (width, color) = (context.width(), context.color());
        write!(context.out(), "{}", crate::render::diagnostic::all(&problems, width, color))?;
        let wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
        Ok(if wrong { Outcome::Found } else { Outcome::Done })
    }

    /// The files to write, and those to remove.
    fn files(&self, built: &Built) -> Result<(Vec<RawFile>, Vec<String>), CommandError> {
        let mut files = storage::write(&built.framework);
        let own = |path: &str| path == "framework.toml" || path.starts_with("core/") || path.starts_with("tracks/");
        match &self.mode {
            Mode::New => Ok((files, Vec::new())),
            Mode::Replace(present) => {
                let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
                let gone = present.iter().map(|file| file.path.clone());
                let gone = gone.filter(|path| own(path) && !written.contains(path.as_str())).collect();
                Ok((files, gone))
            }
            Mode::Add(_, present) => {
                let known: BTreeSet<&str> = present.iter().map(|file| file.path.as_str()).collect();
                files.retain(|file| !known.contains(file.path.as_str()));
                let head = present.iter().find(|file| file.path == "framework.toml");
                let text = head.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
                let extended = storage::extend(&text, &built.framework).map_err(|problems| CommandError::Files {
                    message: "framework.toml cannot be read".into(),
                    problems,
                })?;
                if extended != text {
                    files.push(RawFile { path: "framework.toml".to_owned(), bytes: extended.into_bytes() });
                }
                Ok((files, Vec::new()))
            }
        }
    }

    /// What `rungs check` would find after writing.
    fn problems(&self, files: &[RawFile], gone: &[String]) -> Vec<crate::source::Diagnostic> {
        let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let mut all = files.to_vec();
        if let Mode::Replace(present) | Mode::Add(_, present) = &self.mode {
            let kept =
                present.iter().filter(|file| !written.contains(file.path.as_str()) && !gone.contains(&file.path));
            all.extend(kept.cloned());
        }
        let loaded = storage::load(all, &self.folder.to_string_lossy().replace('\\', "/"));
        let mut problems = loaded.problems.clone();
        problems.extend(storage::validate(&loaded));
        problems
    }

    /// Says what to do next.
    pub(super) fn close(&self, built: &Built, dry_run: bool, context: &Context) {
        let verb = if dry_run { "would be" } else { "is" };
        let first = built.added.iter().find(|address| !address.is_shared());
        let look = first.map(|page| format!("; look at a page with `rungs show {page}`")).unwrap_or_default();
        context.say(&format!("The framework {verb} in {}{look}.", self.folder.display()));
    }
}
