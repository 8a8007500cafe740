//! Career frameworks as data: what a company expects of people at every level of every
//! discipline, what a change to that means, who must agree to it, and which version applied when.
//!
//! The library is layered; a module may use only what stands above it in this list:
//!
//! | layer | modules |
//! |---|---|
//! | 0 | [`source`] (files and diagnostics), [`model`] (the framework itself) |
//! | 1 | [`storage`] (TOML and model), [`diff`] (two models and what changed) |
//! | 2 | [`exchange`] (frameworks in other formats) |
//! | edge | [`revision`] (git) |
//! | 4 | [`render`] (results as text) |
//! | 6 | [`cli`] (the command line) |
//!
//! A test reads the imports and holds them to the table in `CONTRIBUTING.md`.

pub mod cli;
pub mod diff;
pub mod exchange;
pub mod model;
pub mod render;
pub mod revision;
pub mod source;
pub mod storage;
