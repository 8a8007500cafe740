//! What the documents say is what is there: the picture in the README, the commands it names, the
//! dependencies, the workflow of CI.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::Workspace;

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text between two others that follow one another in a whole.
#[track_caller]
fn between<'t>(whole: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = whole.split_once(start).unwrap_or_else(|| panic!("there is no {start:?}"));
    rest.split_once(end).unwrap_or_else(|| panic!("there is no {end:?} after {start:?}")).0
}

#[test]
fn the_picture_in_the_readme_is_what_the_demonstration_prints() {
    let place = Workspace::new();
    let shown = place.rungs(&["demo", "--into", "demo"]).expect(0);
    let readme = read("README.md");
    let marker = "what the program prints -->\n```text\n";
    let picture = between(&readme, marker, "```\n");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        let new = readme.replacen(&format!("{marker}{picture}"), &format!("{marker}{shown}"), 1);
        std::fs::write(file("README.md"), new).expect("the README written");
        return;
    }
    snapbox::assert_data_eq!(picture, snapbox::Data::text(shown));
}

#[test]
fn every_command_and_option_that_the_readme_names_is_there() {
    let readme = read("README.md");
    let place = Workspace::new();
    let mut named = 0;
    let pieces = readme.split('`').chain(readme.lines());
    for command in pieces.filter_map(|piece| piece.trim().strip_prefix("rungs ")) {
        let words: Vec<&str> = command.split('#').next().unwrap_or_default().split_whitespace().collect();
        let Some(name) = words.first().filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')) else {
            continue;
        };
        if *name == "help" {
            continue;
        }
        let help = place.rungs(&[name, "--help"]).expect(0);
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "`rungs {command}`: there is no {option}");
        }
        named += 1;
    }
    assert!(named > 10, "only {named} commands were found in the README");
}

/// The words in backquotes in the first column of a table below a heading.
fn rows(document: &str, heading: &str) -> BTreeSet<String> {
    let section = between(document, &format!("\n## {heading}\n"), "\n## ");
    let first = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    first.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml_edit::DocumentMut = read("Cargo.toml").parse().expect("TOML");
    let mut wanted = BTreeSet::new();
    for table in ["dependencies", "dev-dependencies"] {
        wanted.extend(manifest[table].as_table().expect(table).iter().map(|(name, _)| name.to_owned()));
    }
    let document = format!("{}\n## ", read("CONTRIBUTING.md"));
    assert_eq!(rows(&document, "Dependencies"), wanted, "the table in CONTRIBUTING.md, and Cargo.toml");
}

#[test]
fn ci_may_read_only_and_runs_pinned_actions() {
    for entry in std::fs::read_dir(file(".github/workflows")).expect("workflows") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a workflow");
        let name = path.display();
        let least = ["\npermissions:\n  contents: read\n", "\npermissions: {}\n"];
        assert!(least.iter().any(|least| text.contains(least)), "{name}: least permissions at the top");
        for line in text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")) {
            let pin = line.split_once('@').map_or("", |(_, rest)| rest.split(' ').next().unwrap_or_default());
            let whole = pin.len() == 40 && pin.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(whole || line.starts_with("./"), "{name}: `{line}` is not pinned by a full commit hash");
        }
    }
}

#[test]
fn the_license_files_are_those_that_the_manifest_names() {
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("license = \"Apache-2.0 OR MIT\""));
    assert!(read("LICENSE-APACHE").contains("Version 2.0, January 2004"));
    assert!(read("LICENSE-MIT").starts_with("MIT License"));
}
