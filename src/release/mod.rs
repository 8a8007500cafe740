//! Releases: which version the content calls for, what speaks against releasing it now, the record of
//! what changed for whom, where it stands in the changelog, the steps in order, and whether an
//! earlier release still tells the truth. Pure: who calls brings the comparison, the rules and the
//! clock, and takes the steps.

mod changelog;
mod in_force;
mod plan;
mod record;
mod record_file;
mod refusal;
mod verify;
mod version;

pub use changelog::{ChangelogProblem, splice};
pub use in_force::{Dated, in_force, successor};
pub use plan::{Plan, Situation, Step, StepKind};
pub use record::{Record, RecordedChange, RecordedPage, RecordedProposal, Written};
pub use record_file::{InvalidRecord, file_of, read_record, write_record};
pub use refusal::{Facts, Refusal, refusals};
pub use verify::{Finding, Severity, verify};
pub use version::{Derived, VersionProblem, Wish, bump_between, derive};
