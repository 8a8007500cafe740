//! `policy.toml`: who must agree to what, when changes wait, how versions are counted, how strict the
//! checks are, and own words for judging. Reads the file, with every problem at its place, and says
//! what changed of it. Knows nothing of proposals, of git or of GitHub.

mod approver;
mod changes;
mod check;
mod matching;
mod read;
mod rules;
mod scales;
mod schema;

pub use approver::{Approver, InvalidApprover, is_login};
pub use changes::{has_rule, rule_changes};
pub use check::check;
pub use matching::Matcher;
pub use read::{Loaded, load};
pub use rules::{Condition, Freeze, Policy, Proposals, Requirement, Scheme, Team};
pub use schema::schema;
