//! Which repository a command is about, and where in it the framework is.

use std::path::Path;

use crate::revision::Repository;

use super::context::Context;
use super::error::CommandError;
use super::files;

/// The repository at hand and the framework's folder within it. A framework in a submodule belongs
/// to the submodule's repository.
pub(super) fn repository(context: &Context) -> Result<(Repository, String), CommandError> {
    let found = files::locate_framework(context)?;
    let given = context.framework().filter(|path| path.exists());
    let start = found.clone().or(given).unwrap_or_else(|| context.directory());
    let repository = Repository::discover(&start)?.ok_or_else(|| {
        CommandError::with_hint(
            "this is not a git repository",
            "run it within one, or compare two folders: rungs diff FOLDER FOLDER",
        )
    })?;
    let place = match (found, context.framework_as_given()) {
        (Some(found), _) => repository.folder_of(&found).unwrap_or_else(|| "framework".to_owned()),
        (None, Some(given)) => gone_folder(context, &repository, given),
        (None, None) => "framework".to_owned(),
    };
    Ok((repository, place))
}

/// The place within the repository of a folder that is not in the work tree, or not any more.
fn gone_folder(context: &Context, repository: &Repository, given: &Path) -> String {
    let root = repository.work_tree().and_then(|root| root.canonicalize().ok());
    let start = context.directory().canonicalize().ok();
    let inside = root.zip(start).and_then(|(root, start)| Some(start.join(given).strip_prefix(&root).ok()?.to_owned()));
    inside.as_deref().unwrap_or(given).to_string_lossy().replace('\\', "/").trim_matches('/').to_owned()
}
