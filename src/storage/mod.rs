//! Framework TOML and the model: reading files, with every problem at its place; writing them in
//! canonical form; formatting them without losing a comment. Knows no git and no folder: files come
//! and go as [`RawFile`](crate::source::RawFile)s.

mod edit;
mod extend;
mod format;
mod framework_file;
mod load;
mod plain;
mod reader;
mod rewrite;
mod sheet_file;
mod slips;
mod stand_in;
mod track_file;
mod validate;
mod write;

pub use edit::{version, with_version, without_behavior};
pub use extend::extend;
pub use format::format;
pub use load::{Loaded, ReadFile, join, load, load_both, read_files};
pub use rewrite::rewrite;
pub use stand_in::stand_in;
pub use validate::validate;
pub use write::{write, write_sheet};
