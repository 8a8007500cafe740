//! Git as it really is: every kind of clone, place and state that a framework is found in, made with
//! the git program. Each gives the right comparison or a clear error.

mod clones;
mod places;
mod states;
mod unreadable;

use crate::support::Workspace;

const PAGE: &str = "framework/tracks/security-engineer/ic4.toml";

/// Rewords one sentence so that it asks more.
fn raise(place: &Workspace, folder: &str) {
    let path = if folder.is_empty() { PAGE.to_owned() } else { format!("{folder}/{PAGE}") };
    place.edit(&path, "two or more teams", "three or more teams");
}

/// Returns a repository `origin` with the tag v1.0.0, the branch main after it, and the branch topic
/// that left main at the tag. Beside it, other clones can be made.
fn origin() -> Workspace {
    let place = Workspace::new();
    place.git(&["init", "--quiet", "--initial-branch", "main", "origin"]);
    place.rungs(&["-C", "origin", "init", "--example"]).expect(0);
    place.git_in("origin", &["config", "uploadpack.allowFilter", "true"]);
    place.git_in("origin", &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    place.commit_in("origin", "Write down what we expect at every level");
    place.git_in("origin", &["tag", "--annotate", "--message", "Framework 1.0.0", "v1.0.0"]);
    place.git_in("origin", &["switch", "--quiet", "--create", "topic"]);
    raise(&place, "origin");
    place.commit_in("origin", "Ask for three teams");
    place.git_in("origin", &["switch", "--quiet", "main"]);
    place.edit(
        "origin/framework/tracks/reliability-engineer/ic3.toml",
        "find most causes within minutes",
        "find many causes within minutes",
    );
    place.commit_in("origin", "Allow for causes that hide");
    place
}

/// The address of a folder for git, so that clones are made as over a network.
fn url(place: &Workspace, folder: &str) -> String {
    format!("file://{}", place.path(folder).to_string_lossy().replace('\\', "/"))
}

/// The page verdicts of a comparison as text: the indented lines below its headline.
fn verdicts(shown: &str) -> String {
    let lines = shown.lines().skip_while(|line| !line.starts_with("  ")).take_while(|line| line.starts_with("  "));
    lines.map(|line| format!("{line}\n")).collect()
}
