//! GitHub: pull requests and what people said on them, the files of a commit, and the places where a
//! result is shown (comment, check run, commit status, labels, reviewers, releases). The only module
//! that speaks HTTP. Takes finished texts; knows nothing of frameworks, and prints nothing.
//!
//! A request is repeated only where that cannot do harm: what creates something is looked for before
//! it is created again (see [`Client`]).

mod address;
mod answer;
mod checks;
mod client;
mod comments;
mod error;
mod files;
mod identity;
mod labels;
mod marker;
mod patience;
mod propose;
mod pulls;
mod releases;
mod reviewers;
mod send;
mod statuses;
mod teams;
mod token;
mod upsert;

pub use address::{ApiAddress, RepositoryName};
pub use checks::{Annotation, AnnotationLevel, CheckRun, Conclusion};
pub use client::{Client, Planned, Settings};
pub use comments::{Comment, Owner};
pub use error::{GitHubError, Reason};
pub use files::{Changed, Files, Snapshot};
pub use identity::Identity;
pub use labels::Label;
pub use marker::{Marker, Run};
pub use patience::Patience;
pub use propose::NewPullRequest;
pub use pulls::{PullRequest, Review, ReviewState, Side};
pub use releases::Release;
pub use reviewers::{Refused, Reviewers};
pub use statuses::{Status, StatusState};
pub use token::Token;
pub use upsert::{CommentMode, Posted, ReviewComment};
