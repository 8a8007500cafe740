//! Frameworks in folders: finding them, reading them, writing them whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::revision::Repository;
use crate::source::RawFile;

use super::context::Context;
use super::error::CommandError;

/// Returns the framework's folder: as given, found from the current folder upward, or the only one
/// of the repository.
pub(super) fn find_framework(context: &Context) -> Result<PathBuf, CommandError> {
    locate_framework(context)?.ok_or_else(|| match context.framework() {
        Some(given) => CommandError::with_hint(
            format!("there is no framework in {}", given.display()),
            "a framework's folder holds a framework.toml; `rungs init` starts one",
        ),
        None => CommandError::with_hint(
            "there is no framework here",
            "name its folder with --framework DIR, or start one with `rungs init`",
        ),
    })
}

/// As [`find_framework`], or `None` where there is none.
pub(super) fn locate_framework(context: &Context) -> Result<Option<PathBuf>, CommandError> {
    if let Some(given) = context.framework() {
        return Ok(framework_in(&given));
    }
    let start = context.directory();
    let start = start.canonicalize().map_err(|error| CommandError::io("open", &start, &error))?;
    if let Some(found) = start.ancestors().find_map(framework_in) {
        return Ok(Some(found));
    }
    // Outside of any repository, and where git cannot be read, there is nowhere else to look.
    let Ok(Some(repository)) = Repository::discover(&start) else { return Ok(None) };
    let Some(root) = repository.work_tree() else { return Ok(None) };
    match &repository.folders_in_work_tree("framework.toml")[..] {
        [] => Ok(None),
        [one] => Ok(Some(root.join(one))),
        several => Err(CommandError::with_hint(
            format!("there are several frameworks in this repository: {}", several.join(", ")),
            format!("name one: --framework {}", several[0]),
        )),
    }
}

/// Returns the framework's folder that a folder is or holds.
pub(super) fn framework_in(folder: &Path) -> Option<PathBuf> {
    let inner = folder.join("framework");
    if folder.join("framework.toml").is_file() {
        Some(folder.to_owned())
    } else if inner.join("framework.toml").is_file() {
        Some(inner)
    } else {
        None
    }
}

/// A path as people should see it in messages: as they would type it.
pub(super) fn shown(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|current| current.canonicalize());
    // A link is named, not what it leads to.
    let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
    let real = match parent.zip(path.file_name()) {
        Some((parent, name)) => Ok(parent.join(name)),
        None => path.canonicalize(),
    };
    let relative = match (&current, &real) {
        (Ok(current), Ok(real)) => real.strip_prefix(current).ok().map(Path::to_path_buf),
        _ => None,
    };
    let path = relative.unwrap_or_else(|| path.to_owned());
    path.to_string_lossy().replace('\\', "/")
}

/// How deep a framework's files lie, with room to spare: a loop of links ends here.
const DEPTH: usize = 6;

/// Returns the TOML files of a framework's folder, in order of their paths. Links are followed as
/// long as they stay within the folder.
pub(super) fn read_folder(folder: &Path) -> Result<Vec<RawFile>, CommandError> {
    let root = folder.canonicalize().map_err(|error| CommandError::io("open", folder, &error))?;
    let mut out = Vec::new();
    read_into(&root, &root, "", 0, &mut out)?;
    out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

fn read_into(
    root: &Path,
    folder: &Path,
    prefix: &str,
    depth: usize,
    out: &mut Vec<RawFile>,
) -> Result<(), CommandError> {
    if depth > DEPTH {
        let message = format!("{} lies too deep for a framework's folder", shown(folder));
        return Err(CommandError::with_hint(message, "is there a link that leads back to its own folder?"));
    }
    let entries = std::fs::read_dir(folder).map_err(|error| CommandError::io("read", folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| CommandError::io("read", folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') || prefix.is_empty() && matches!(name.as_str(), "proposals" | "releases") {
            continue;
        }
        let path = entry.path();
        let kind = match std::fs::metadata(&path) {
            Ok(kind) => kind,
            Err(_) if path.is_symlink() => {
                return Err(CommandError::with_hint(
                    format!("{} is a link that leads nowhere, or in a circle", shown(&path)),
                    "replace it by the file itself, or delete it",
                ));
            }
            Err(error) => return Err(CommandError::io("read", &path, &error)),
        };
        let inside = path.canonicalize().is_ok_and(|real| real.starts_with(root));
        if !inside {
            return Err(CommandError::with_hint(
                format!("{} is a link that leads out of the framework's folder", shown(&path)),
                "replace it by the file itself",
            ));
        }
        let relative = format!("{prefix}{name}");
        if kind.is_dir() {
            read_into(root, &path, &format!("{relative}/"), depth + 1, out)?;
        } else if name.ends_with(".toml") {
            let bytes = std::fs::read(&path).map_err(|error| CommandError::io("read", &path, &error))?;
            out.push(RawFile { path: relative, bytes });
        }
    }
    Ok(())
}

/// Returns a framework's `policy.toml`; none where there is none.
pub(super) fn read_policy(framework: &Path) -> Result<Option<RawFile>, CommandError> {
    let path = framework.join("policy.toml");
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(RawFile { path: "policy.toml".to_owned(), bytes })),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CommandError::io("read", &path, &error)),
    }
}

/// Returns the files of a framework's proposals, in order of their paths; paths are relative to the
/// framework's folder.
pub(super) fn read_proposals(framework: &Path) -> Result<Vec<RawFile>, CommandError> {
    let folder = framework.join("proposals");
    let Ok(root) = folder.canonicalize() else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    read_into(&root, &root, "proposals/", 0, &mut out)?;
    out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

/// Writes a file whole or not at all: it is put beside its place first and then moved there.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wrong = |error: std::io::Error| CommandError::io("write", path, &error);
    std::fs::create_dir_all(folder).map_err(wrong)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(wrong)?;
    file.write_all(bytes).map_err(wrong)?;
    set_permissions(&file, path).map_err(wrong)?;
    file.persist(path).map_err(|error| wrong(error.error))?;
    Ok(())
}

/// Gives a new file the permissions of the one it replaces, or those that new files have.
#[cfg(unix)]
fn set_permissions(file: &tempfile::NamedTempFile, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = match std::fs::metadata(path) {
        Ok(old) => old.permissions(),
        Err(_) => std::fs::Permissions::from_mode(0o644),
    };
    std::fs::set_permissions(file.path(), permissions)
}

#[cfg(not(unix))]
fn set_permissions(_file: &tempfile::NamedTempFile, _path: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Writes files into a folder.
pub(super) fn write_files(folder: &Path, files: &[RawFile]) -> Result<(), CommandError> {
    files.iter().try_for_each(|file| write_file(&folder.join(&file.path), &file.bytes))
}
