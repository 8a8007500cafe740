//! Partial clones: objects that a remote has promised to deliver when somebody needs them. The
//! user's own git fetches them, with the user's own access to the remote.

use std::io::Write as _;
use std::process::{Command, Stdio};

use git2::{ErrorCode, Oid};

use super::error::RevisionError;

/// Returns the remote that has promised what a partial clone leaves out; none for a clone that is
/// whole.
pub(super) fn remote(git: &git2::Repository) -> Option<String> {
    let config = git.config().ok()?.snapshot().ok()?;
    let mut entries = config.entries(None).ok()?;
    while let Some(Ok(entry)) = entries.next() {
        // A name that is no text is not one of these.
        let Ok(name) = entry.name() else { continue };
        let remote = name.strip_prefix("remote.").and_then(|rest| rest.strip_suffix(".promisor"));
        if let Some(remote) = remote.filter(|_| config.get_bool(name).unwrap_or(false)) {
            return Some(remote.to_owned());
        }
    }
    config.get_string("extensions.partialclone").ok()
}

/// Fetches those of some objects that are promised and not here, all in one request.
///
/// # Errors
/// When the remote cannot be reached or does not keep its promise.
pub(super) fn fetch(git: &git2::Repository, objects: &[Oid]) -> Result<(), RevisionError> {
    let Some(remote) = remote(git) else { return Ok(()) };
    let odb = git.odb()?;
    let missing: Vec<Oid> =
        objects.iter().copied().filter(|oid| !odb.exists_ext(*oid, git2::OdbLookupFlags::NO_REFRESH)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    match run(git, &remote, &missing) {
        Ok(()) => Ok(odb.refresh()?),
        Err(said) => {
            let mut reasons = said.lines().filter_map(|line| line.trim().strip_prefix("fatal: "));
            let reason = reasons.next().unwrap_or_else(|| said.trim());
            let message =
                format!("this is a partial clone, and `{remote}` did not deliver what it leaves out ({reason})");
            let hint = "try again when the remote can be reached";
            Err(RevisionError::with_hint(message, hint))
        }
    }
}

/// Runs the request that git itself makes for promised objects. Returns what git said if it failed.
fn run(git: &git2::Repository, remote: &str, objects: &[Oid]) -> Result<(), String> {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(git.path()).args(["-c", "fetch.negotiationAlgorithm=noop", "fetch"]);
    command.args(["--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none"]);
    command.args(["--stdin", "--", remote]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let list: String = objects.iter().map(|oid| format!("{oid}\n")).collect();
    if let Some(mut input) = child.stdin.take() {
        // A git that ends early says why; that is what the user needs, not the broken pipe.
        let _ = input.write_all(list.as_bytes());
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Returns a tree, fetched first where a partial clone leaves it out.
pub(super) fn tree(git: &git2::Repository, oid: Oid) -> Result<git2::Tree<'_>, RevisionError> {
    match git.find_tree(oid) {
        Err(error) if error.code() == ErrorCode::NotFound => {
            fetch(git, &[oid])?;
            Ok(git.find_tree(oid)?)
        }
        found => Ok(found?),
    }
}
