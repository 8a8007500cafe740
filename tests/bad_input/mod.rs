//! Everything that can be wrong with what people give to rungs: each is met with the place, what is
//! wrong in plain words, and what to do. Nothing is half-written, nothing panics.

mod names;
mod slips;
mod surroundings;

use crate::support::Workspace;

const PAGE: &str = "framework/tracks/software-engineer/ic1.toml";

/// Returns a folder with the framework that `rungs init` starts.
fn started() -> Workspace {
    let place = Workspace::new();
    place.rungs(&["init", "--quiet"]).expect(0);
    place
}

/// What `rungs check` says of the started framework with another text for one of its files.
fn check(path: &str, text: impl AsRef<[u8]>) -> String {
    let place = started();
    place.write(path, text);
    place.rungs(&["check"]).all()
}
