//! What is to be read: files, folders, the standard input, and which format they have.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::error::CommandError;

/// What can be brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// HTML pages, whole folders at once
    Html,
    /// Markdown pages, whole folders at once
    Markdown,
    /// A page as text, copied from a web page
    Text,
    /// One statement a line, as JSON Lines or CSV
    Rows,
}

/// A file as text.
pub(super) struct Input {
    /// What its places are called.
    pub(super) name: String,
    pub(super) text: String,
}

/// All that is read, in one format.
pub(super) struct Inputs {
    pub(super) files: Vec<Input>,
    pub(super) format: Format,
}

/// Files larger than this are not read.
const TOO_LARGE: u64 = 100 * 1024 * 1024;

/// How deep folders are followed.
const DEPTH: usize = 8;

/// Reads what the command line names. A folder stands for the files in it that have the format, in
/// order of their names.
pub(super) fn read(paths: &[PathBuf], format: Option<Format>, context: &Context) -> Result<Inputs, CommandError> {
    let mut files: Vec<(PathBuf, String, Option<Format>)> = Vec::new();
    for path in paths {
        let full = context.path(path);
        if path.as_os_str() == "-" {
            files.push((path.clone(), "standard input".to_owned(), None));
        } else if full.is_dir() {
            let mut found = Vec::new();
            walk(&full, 0, &mut found)?;
            let wanted = format.or_else(|| most_common(&found));
            let aside = found.iter().filter(|(_, kind)| kind.is_some() && *kind != wanted).count();
            if aside > 0 && format.is_none() {
                let files = if aside == 1 {
                    "1 file of another format is".to_owned()
                } else {
                    format!("{aside} files of other formats are")
                };
                context.say(&format!("{files} left aside in {}; --from names a format", path.display()));
            }
            found.retain(|(_, kind)| *kind == wanted && kind.is_some());
            if found.is_empty() {
                let message = format!("there is nothing to bring in in {}", path.display());
                return Err(CommandError::with_hint(message, "files end in .html, .md, .txt, .jsonl or .csv"));
            }
            // Named as seen from beside the folder: short, and still told apart.
            let base = full.parent().map(Path::to_path_buf).unwrap_or_default();
            files.extend(found.into_iter().map(|(path, kind)| (path.clone(), shown(&path, &base), kind)));
        } else {
            let kind = of_name(path);
            files.push((full, shown(path, Path::new("")), kind));
        }
    }
    let mut out = Vec::new();
    for (path, name, _) in &files {
        out.push(one(path, name.clone())?);
    }
    let mut formats =
        files.iter().zip(&out).map(|((_, _, kind), input)| kind.unwrap_or_else(|| of_content(&input.text)));
    let first = formats.next().unwrap_or(Format::Html);
    if format.is_none() && formats.any(|other| other != first) {
        return Err(CommandError::with_hint(
            "the files have different formats",
            "import one kind after the other, the later ones with --add; or name the format with --from",
        ));
    }
    Ok(Inputs { files: out, format: format.unwrap_or(first) })
}

/// The format that most files have.
fn most_common(files: &[(PathBuf, Option<Format>)]) -> Option<Format> {
    let count = |format: &Format| files.iter().filter(|(_, kind)| *kind == Some(*format)).count();
    [Format::Rows, Format::Text, Format::Markdown, Format::Html]
        .into_iter()
        .filter(|format| count(format) > 0)
        .max_by_key(count)
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<(PathBuf, Option<Format>)>) -> Result<(), CommandError> {
    if depth > DEPTH {
        return Err(CommandError::with_hint(
            format!("{} lies too deep", folder.display()),
            "is there a link that leads back to its own folder?",
        ));
    }
    let wrong = |error: std::io::Error| CommandError::io("read", folder, &error);
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        entries.push(entry.map_err(wrong)?.path());
    }
    entries.sort();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, depth + 1, out)?;
        } else {
            let kind = of_name(&path);
            out.push((path, kind));
        }
    }
    Ok(())
}

/// The format that a file's name tells.
fn of_name(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    Some(match ending.as_str() {
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        "txt" | "text" => Format::Text,
        "jsonl" | "ndjson" | "json" | "csv" | "tsv" => Format::Rows,
        _ => return None,
    })
}

/// The format that a text looks like.
fn of_content(text: &str) -> Format {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head = start.lines().next().unwrap_or_default().to_ascii_lowercase();
    if start.starts_with('<') {
        Format::Html
    } else if start.starts_with(['{', '[']) || head.contains("text") && head.contains(['\t', ',', ';']) {
        Format::Rows
    } else if start.starts_with("# ") {
        Format::Markdown
    } else {
        Format::Text
    }
}

fn one(path: &Path, name: String) -> Result<Input, CommandError> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .take(TOO_LARGE + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| CommandError::io("read", path, &error))?;
        bytes
    } else {
        let wrong = |error: std::io::Error| CommandError::io("read", path, &error);
        let size = std::fs::metadata(path).map_err(wrong)?.len();
        if size > TOO_LARGE {
            return Err(too_large(&name));
        }
        std::fs::read(path).map_err(wrong)?
    };
    if bytes.len() as u64 > TOO_LARGE {
        return Err(too_large(&name));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        CommandError::with_hint(
            format!("{name}, line {line}: the file is not saved as UTF-8"),
            "open it in an editor and save it with the encoding UTF-8",
        )
    })?;
    Ok(Input { name, text })
}

fn too_large(name: &str) -> CommandError {
    let limit = TOO_LARGE / (1024 * 1024);
    CommandError::new(format!("{name} has more than {limit} MB; a framework's pages have far less"))
}

/// A file as seen from a folder.
fn shown(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
