//! Frameworks in other formats: rows, pages as text, HTML and Markdown pages. Whatever comes in is either in the
//! framework or in the list of what was not taken and why. Knows no folder and no terminal.

mod build;
mod document;
mod from_rows;
mod html;
mod inherit;
mod keys;
mod ladders;
mod markdown;
mod matrix;
mod names;
mod outline;
mod pages;
mod rows;
mod settle;
mod shared;
mod statement;
mod text;
mod title;
mod to_rows;

pub use build::{BuildOptions, Built};
pub use from_rows::framework_from_rows;
pub use matrix::matrix_csv;
pub use pages::{FromPages, Page, PageFormat, PageOptions, framework_from_pages, read_page};
pub use rows::{ReadRows, Row, RowError, RowFormat, read_rows, write_rows};
pub use shared::Drift;
pub use statement::{NotTaken, Role, Statement};
pub use text::{Counts, TextError};
pub use to_rows::{lost_in_rows, rows_of, rows_of_pages};
