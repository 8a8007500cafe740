//! Revisions and storage joined: what the user named becomes a framework.

use std::path::Path;

use crate::render::SideName;
use crate::storage::{self, Loaded};

use super::context::Context;
use super::error::CommandError;
use super::files;

/// Two frameworks to compare, and what they are called.
pub(super) struct Pair {
    pub(super) before: Loaded,
    pub(super) after: Loaded,
    pub(super) from: SideName,
    pub(super) to: SideName,
}

/// Returns the framework of a folder.
pub(super) fn folder(path: &Path) -> Result<Loaded, CommandError> {
    let found = files::framework_in(path).ok_or_else(|| {
        CommandError::with_hint(
            format!("there is no framework in {}", path.display()),
            "a framework's folder holds a framework.toml",
        )
    })?;
    Ok(storage::load(files::read_folder(&found)?, ""))
}

/// Returns the framework at hand, from the work tree.
pub(super) fn at_hand(context: &Context) -> Result<Loaded, CommandError> {
    folder(&files::find_framework(context)?)
}

/// Returns the frameworks of two folders.
pub(super) fn folders(before: &Path, after: &Path) -> Result<Pair, CommandError> {
    let name = |path: &Path| SideName { spec: path.display().to_string(), commit: None };
    Ok(Pair { before: folder(before)?, after: folder(after)?, from: name(before), to: name(after) })
}
