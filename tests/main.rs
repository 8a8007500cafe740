//! The integration tests, one binary: every test runs the built program, in a folder and with an
//! environment of its own, and compares whole outputs. `SNAPSHOTS=overwrite cargo test` writes what
//! is expected anew; read the difference before you commit it.

mod apply;
mod authors;
mod bad_input;
mod documents;
mod explain;
mod git;
mod github;
mod golden;
mod history;
mod hostile;
mod import;
mod laws;
mod layers;
mod release;
mod review;
mod smoke;
mod support;
