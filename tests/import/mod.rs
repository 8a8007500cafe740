//! Bringing frameworks in from other formats, and writing them out again.

mod adding;
mod exports;
mod html;
pub(crate) mod ladder;
mod laws;
mod rows;
mod text;
