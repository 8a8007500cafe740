//! Git: which revisions a user means, the files of a framework at each, and what differs between
//! two; and the few things that are written (commits, tags, branches). The only module that knows
//! git. Knows nothing of what is in the files.

mod error;
mod fetch;
mod history;
mod merges;
mod promised;
mod repository;
mod snapshot;
mod spec;
mod trees;
mod user_git;
mod walk;
mod write;

pub use error::RevisionError;
pub use git2::Oid;
pub use history::{Commit, Release};
pub use merges::{Merge, MergeList};
pub use repository::Repository;
pub use snapshot::{Changed, Snapshot};
pub use spec::{PullRequest, Spec};
pub use walk::{Step, Walk};
pub use write::Signature;
