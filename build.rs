//! Works out the scales that ship while the program is built: `scales.toml` as the numbers that are looked
//! up, which would take longer to make than all the rest of a small comparison. Uses the very code that
//! reads the scales of a framework's own.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use diff::signals::scales::table::{Table, sample};

/// The part of the program that tells words apart.
#[allow(dead_code, unreachable_pub)]
#[path = "src/diff"]
mod diff {
    pub mod stopwords;
    pub mod tokens;
    pub mod signals {
        mod reading;
        mod spelling;
        mod words;
        pub mod scales {
            mod definition;
            pub mod table;
        }
    }
}

const SOURCE: &str = "src/diff/signals/scales/scales.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SOURCE}");
    let table = Table::of(toml::from_str(&std::fs::read_to_string(SOURCE)?)?);
    let folder = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("scales.rs"), source(&table)?)?;
    Ok(())
}

/// A table in Rust: its parts print as they are written.
fn source(table: &Table) -> Result<String, std::fmt::Error> {
    let Table { names, scales, terms, phrases, words } = table;
    let mut out = String::new();
    writeln!(out, "pub(super) const SAMPLE: u64 = {:?};", sample())?;
    writeln!(out, "pub(super) static NAMES: [&str; {}] = {names:?};", names.len())?;
    writeln!(out, "pub(super) static SCALES: [Scale; {}] = {scales:?};", scales.len())?;
    writeln!(out, "pub(super) static TERMS: [Term; {}] = {terms:?};", terms.len())?;
    writeln!(out, "pub(super) static PHRASES: [Span; {}] = {phrases:?};", phrases.len())?;
    writeln!(out, "pub(super) static WORDS: [u64; {}] = {words:?};", words.len())?;
    Ok(out)
}
