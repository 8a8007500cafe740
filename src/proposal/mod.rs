//! `proposals/<slug>.toml`: why something is to change, who stands behind it, what its author says
//! it is, and what people knowingly accept. Reads the files, with every problem at its place; writes
//! them; and says where the words of a change contradict what was declared. Knows nothing of the
//! policy, of git or of GitHub.

mod declared;
mod read;
mod schema;
mod write;

use jiff::civil::Date;

use crate::diff::Impact;
use crate::source::Placed;

pub use declared::{Contradiction, contradictions};
pub use read::{Loaded, load};
pub use schema::schema;
pub use write::{add_acceptance, new_file};

/// A change with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its short name: the file's, without `.toml`.
    pub slug: String,
    /// The file, relative to the framework's folder.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Why the change is to be made.
    pub why: String,
    /// Who stands behind it, as written: usually a GitHub user, `@cto`.
    pub sponsor: Option<String>,
    /// What the author says this is; none where nothing is said.
    pub declared: Option<Placed<Impact>>,
    /// From when on it is to hold; none: as soon as it is released.
    pub effective: Option<Placed<Date>>,
    /// What people say they know and accept.
    pub acceptances: Vec<Acceptance>,
}

/// "Yes, we know": somebody accepts a change as it is judged. Counts only with that person's
/// approving review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The fingerprint of the change.
    pub change: String,
    /// Who accepts it: a GitHub user, without the `@`.
    pub who: String,
    /// Why.
    pub reason: Option<String>,
    /// The line of its heading, from 1.
    pub line: u32,
}
