//! Results as text: for terminals, GitHub, browsers and programs. Everything a framework says is
//! untrusted and is neutralised here, in the renderer that shows it.

pub mod diagnostic;
pub mod drift;
pub mod escape;
mod excerpt;
pub mod explain;
pub mod github;
pub mod history;
pub mod html;
pub mod json;
mod map;
pub mod markdown;
pub mod matrix;
mod outline;
pub mod page;
pub mod page_html;
pub mod patch;
mod phrases;
pub mod proposal;
pub mod release;
pub mod review;
pub mod text;

/// What a side of a comparison is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SideName {
    /// As the user named it.
    pub spec: String,
    /// The commit's hash, where it is one.
    pub commit: Option<String>,
}

/// A file's path from the top of the repository.
pub fn in_repository(folder: &str, file: &str) -> String {
    if folder.is_empty() || file.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}
