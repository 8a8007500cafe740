//! Frameworks in other formats: rows, pages as text, HTML pages. Whatever comes in is either in the
//! framework or in the list of what was not taken and why.

mod build;
mod keys;
mod rows;

pub use build::{BuildOptions, Built, framework_from_rows};
pub use rows::{Row, RowError, RowFormat, read_rows, rows_of, write_rows};
