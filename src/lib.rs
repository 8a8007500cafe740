//! Career frameworks as data: what a company expects of people at every level of every
//! discipline, what a change to that means, who must agree to it, and which version applied when.
//!
//! The library is layered; a module may use only what stands above it in this list:
//!
//! | layer | modules |
//! |---|---|
//! | 0 | [`source`] (files and diagnostics), [`model`] (the framework itself), `parallel` (threads) |
//! | 1 | [`storage`] (TOML and model), [`diff`] (two models and what changed) |
//! | 2 | [`policy`] (who must agree to what), [`proposal`] (why), [`exchange`] (frameworks in other formats), [`lint`] (advice on writing) |
//! | 3 | [`review`] (what a change still needs), [`release`] (versions, records, changelog) |
//! | edge | [`revision`] (git), [`github`] (GitHub) |
//! | 4 | [`render`] (results as text) |
//! | 6 | [`cli`] (the command line) |
//!
//! A test reads the imports and holds them to the table in `CONTRIBUTING.md`.
//!
//! # Example
//!
//! Two revisions of a framework in git, and one plain sentence for every change between them:
//!
//! ```
//! use rungs::diff::{Options, compare};
//! use rungs::model::Framework;
//! use rungs::revision::{Repository, RevisionError};
//! use rungs::storage;
//!
//! /// The framework in the folder `framework` at a revision.
//! fn framework_at(repository: &Repository, revision: &str) -> Result<Framework, RevisionError> {
//!     let commit = repository.commit(revision)?;
//!     let snapshot = repository.snapshot(revision, commit, "framework")?;
//!     let files = repository.files(&snapshot, |path| path.ends_with(".toml"))?;
//!     Ok(storage::load(files, &snapshot.folder).framework)
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let temporary = tempfile::tempdir()?;
//! # let folder = temporary.path();
//! # let who = rungs::revision::Signature { name: "Ana".into(), email: "ana@escrowtab.example".into(), seconds: 0 };
//! # let made = Repository::init(folder)?;
//! # std::fs::create_dir_all(folder.join("framework/tracks/engineer"))?;
//! # std::fs::write(
//! #     folder.join("framework/framework.toml"),
//! #     "name = \"Ours\"\n[ladders.ic]\nlevels = [\"ic1\"]\n[sections.scope]\nname = \"Scope\"\n",
//! # )?;
//! # std::fs::write(folder.join("framework/tracks/engineer/track.toml"), "name = \"Engineer\"\nladder = \"ic\"\n")?;
//! # for word in ["some", "most"] {
//! #     let page = format!("[scope]\ngoals = \"I reach {word} of my goals.\"\n");
//! #     std::fs::write(folder.join("framework/tracks/engineer/ic1.toml"), page)?;
//! #     made.commit_all("An edit\n", &who)?;
//! # }
//! let repository = Repository::discover(folder)?.ok_or("not a git repository")?;
//! let before = framework_at(&repository, "HEAD~1")?;
//! let after = framework_at(&repository, "HEAD")?;
//!
//! let changes = compare(&before, &after, &Options::default());
//! for change in &changes.changes {
//!     println!("{}", changes.sentence(change));
//! }
//! # assert_eq!(changes.changes.len(), 1);
//! # assert!(changes.sentence(&changes.changes[0]).starts_with("IC1 Engineer asks more: "));
//! # Ok(())
//! # }
//! ```

pub mod cli;
pub mod diff;
pub mod exchange;
pub mod github;
pub mod history;
pub mod lint;
pub mod model;
mod parallel;
pub mod policy;
pub mod proposal;
pub mod release;
pub mod render;
pub mod review;
pub mod revision;
pub mod source;
pub mod storage;
