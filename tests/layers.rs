//! The layers of the house (see CONTRIBUTING.md): who may use whom.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module and the modules it may use, from the table in CONTRIBUTING.md.
fn layers() -> BTreeMap<String, Vec<String>> {
    let document = include_str!("../CONTRIBUTING.md");
    let (_, section) = document.split_once("\n## Layers\n").expect("a section on layers");
    let section = section.split("\n## ").next().expect("its text");
    let mut out = BTreeMap::new();
    for line in section.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, module, _, uses] = cells[..] else { panic!("a row of four cells: {line}") };
        let Some(module) = module.strip_prefix('`').and_then(|name| name.strip_suffix('`')) else { continue };
        let uses = uses.split(", ").filter(|name| *name != "–");
        out.insert(module.to_owned(), uses.map(|name| name.trim_matches('`').to_owned()).collect());
    }
    assert!(out.len() >= 16, "the table of layers: {out:?}");
    out
}

/// Names that say nothing of what is behind them.
const NO_ROOMS: &[&str] = &["utils", "util", "common", "helpers", "helper", "prelude", "misc"];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> =
            folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// The module a file belongs to: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(root).expect("below src");
    let first = inside.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end].lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
}

/// Every word that follows `crate::`, in groups such as `crate::{a::B, c}` too.
fn crate_paths(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => out.push(std::mem::take(&mut word)),
                    other if depth == 0 => word.push(other),
                    _ => {}
                }
            }
            out.push(word);
        } else {
            out.push(rest.to_owned());
        }
    }
    let first = |path: String| {
        let name: String = path.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        name
    };
    out.into_iter().map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn modules_use_only_the_layers_they_may() {
    let layers = layers();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(allowed) = layers.get(module.as_str()) else {
            wrong.push(format!("{}: the module `{module}` is in no layer", path.display()));
            continue;
        };
        // A multi-line `use crate::{` is seen as one line.
        let joined = code(&text).map(|(_, line)| line).collect::<Vec<_>>().join(" ");
        for name in crate_paths(&joined) {
            if name != module && !allowed.contains(&name) {
                wrong.push(format!("{}: `{module}` may not use `{name}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn edges_printing_and_names_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module_of(&path);
        let mut note = |line: usize, what: &str| wrong.push(format!("{}:{line}: {what}", path.display()));
        for part in path.iter().filter_map(|part| part.to_str()) {
            if NO_ROOMS.contains(&part.trim_end_matches(".rs")) {
                note(1, "a name that says nothing");
            }
        }
        for (number, line) in code(&text) {
            if line.contains("git2::") && module != "revision" {
                note(number, "git2 outside `revision`");
            }
            if line.contains("octocrab::") && module != "github" {
                note(number, "octocrab outside `github`");
            }
            let prints = ["println!", "eprintln!", "print!(", "io::stdout", "io::stderr", "anstream::"];
            if prints.iter().any(|print| line.contains(print)) && module != "cli" {
                note(number, "printing outside `cli`");
            }
            if line.contains("use super::*") || (line.contains("pub use") && line.contains("::*")) {
                note(number, "a glob import or re-export");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
