//! The workflows of GitHub Actions that `rungs init --github` writes.

use std::path::Path;

use crate::github::RepositoryName;
use crate::revision::Repository;
use crate::source::RawFile;

use super::context::Context;
use super::error::CommandError;
use super::files;

/// Where the action of rungs comes from: a repository, at a whole commit hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ActionSource {
    repository: String,
    commit: String,
}

impl std::str::FromStr for ActionSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (repository, commit) = text.split_once('@').ok_or("it lacks @COMMIT")?;
        if RepositoryName::parse(repository).is_none() {
            return Err(format!("`{repository}` is no repository, OWNER/NAME"));
        }
        let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !whole {
            return Err(format!("`{commit}` is no whole commit hash of 40 digits; a tag or a branch can be moved"));
        }
        Ok(Self { repository: repository.to_owned(), commit: commit.to_owned() })
    }
}

const REVIEW: (&str, &str) = ("framework-review.yml", include_str!("workflows/framework-review.yml"));
const RELEASE: (&str, &str) = ("framework-release.yml", include_str!("workflows/framework-release.yml"));
const FORKS: (&str, &str) = ("framework-review-forks.yml", include_str!("workflows/framework-review-forks.yml"));

/// Returns the workflows for a framework's folder, and the folder of the repository they belong into.
pub(super) fn files(
    context: &Context,
    framework: &Path,
    action: &ActionSource,
    forks: bool,
) -> Result<(std::path::PathBuf, Vec<RawFile>), CommandError> {
    let start = context.directory();
    let found = Repository::discover(&start)?;
    let root = found.as_ref().and_then(Repository::work_tree).map_or(start, Path::to_owned);
    let place = within(&root, framework)?;
    if !place.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-' | b' ')) {
        return Err(CommandError::with_hint(
            format!("the folder `{place}` cannot be named in a workflow"),
            "letters, digits, blanks, `/`, `.`, `_` and `-` can",
        ));
    }
    let templates = if forks { vec![REVIEW, FORKS, RELEASE] } else { vec![REVIEW, RELEASE] };
    let file = |(name, template): (&str, &str)| RawFile {
        path: format!(".github/workflows/{name}"),
        bytes: filled(template, action, &place).into_bytes(),
    };
    Ok((root, templates.into_iter().map(file).collect()))
}

/// The path of a folder, which need not be there yet, within another.
fn within(root: &Path, folder: &Path) -> Result<String, CommandError> {
    let current = std::env::current_dir().map_err(|error| CommandError::io("open", Path::new("."), &error))?;
    let real = |path: &Path| {
        let path = current.join(path);
        // As much of it as is there, with what is not there yet behind it.
        let known = path.ancestors().find_map(|part| Some((part.canonicalize().ok()?, path.strip_prefix(part).ok()?)));
        known.map_or_else(|| path.clone(), |(known, rest)| known.join(rest))
    };
    let (root, folder) = (real(root), real(folder));
    let inside = folder.strip_prefix(&root).map_err(|_| {
        CommandError::with_hint(
            format!("{} is not in the repository {}", folder.display(), root.display()),
            "start rungs in the repository, or name it with -C DIR",
        )
    })?;
    Ok(inside.to_string_lossy().replace('\\', "/"))
}

/// A template with what is particular to a repository.
fn filled(template: &str, action: &ActionSource, place: &str) -> String {
    let of = |name: &str| format!("{}/.github/actions/{name}@{}", action.repository, action.commit);
    let named = if place == "framework" { "" } else { place };
    let version = format!(" # rungs {}", env!("CARGO_PKG_VERSION"));
    template
        .replace("[REVIEW]", &format!("{}{version}", of("review")))
        .replace("[SETUP]", &format!("{}{version}", of("setup")))
        .replace("[FRAMEWORK]", named)
}

/// Says what else must be done at GitHub.
pub(super) fn next_steps(context: &Context) {
    context.say("Next: commit the workflows, then in the settings of the repository at GitHub require the");
    context.say("status `rungs/framework` for the main branch. docs/github.md of rungs says how, and what");
    context.say("an app's token is good for.");
}

/// Returns the framework at hand, if there is one.
pub(super) fn framework_at_hand(context: &Context) -> Option<std::path::PathBuf> {
    files::find_framework(context).ok()
}

#[cfg(test)]
mod tests {
    use super::ActionSource;

    #[test]
    fn an_action_is_pinned_to_a_whole_commit() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        assert!(format!("acme/rungs@{hash}").parse::<ActionSource>().is_ok());
        for bad in ["acme/rungs", "acme/rungs@v1", "acme/rungs@0123abc", &format!("rungs@{hash}")] {
            assert!(bad.parse::<ActionSource>().is_err(), "{bad}");
        }
    }
}
