//! What an import says: what came in, what was decided, what was not taken and why, what almost
//! repeats.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use indexmap::IndexMap;

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::files;
use crate::exchange::{Drift, NotTaken};
use crate::model::Sheet;

use super::Imported;

/// How many entries of a list are shown on a terminal without `-v`.
const SHOWN: usize = 3;

/// Says what an import brought, and writes all of it to a file where one is named.
pub(super) fn say(imported: &Imported, file: Option<&Path>, context: &Context) -> Result<(), CommandError> {
    if let Some(file) = file {
        files::write_file(&context.path(file), text(imported, usize::MAX, usize::MAX).as_bytes())?;
    }
    let shown = if context.verbose() { usize::MAX } else { SHOWN };
    context.say(text(imported, shown, context.width()).trim_end());
    Ok(())
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

fn text(imported: &Imported, shown: usize, width: usize) -> String {
    let built = &imported.built;
    let added: BTreeSet<_> = built.added.iter().collect();
    let sheets = || built.framework.sheets().filter(|sheet| added.contains(&sheet.address));
    let tracks: BTreeSet<_> =
        sheets().filter(|sheet| !sheet.address.is_core()).map(|sheet| &sheet.address.track).collect();
    let levels: BTreeSet<_> =
        sheets().filter(|sheet| !sheet.address.is_shared()).map(|sheet| &sheet.address.level).collect();
    let sentences = sheets().flat_map(Sheet::behaviors).count();
    let mut out = match imported.read {
        0 => "No page or row was read.\n".to_owned(),
        _ => format!(
            "{} read: {} of {} at {}.\n",
            plural(imported.read, imported.what),
            plural(sentences, "sentence"),
            plural(tracks.len(), "track"),
            plural(levels.len(), "level")
        ),
    };
    if imported.core > 0 {
        let (what, verb) = if imported.core == 1 { ("text", "stands") } else { ("texts", "stand") };
        let _ = writeln!(
            out,
            "{} {what} {verb} word for word on every track of a level: written once, in core/.",
            imported.core
        );
    }
    list(&mut out, "Decided on the way", &built.notes, shown, width);
    left(&mut out, &built.not_taken, shown, width);
    drift(&mut out, &imported.drift, shown, width);
    out
}

/// Writes wrapped lines with a hanging indent.
fn wrapped(out: &mut String, text: &str, width: usize, first: &str, rest: &str) {
    let text = crate::render::escape::clean(text);
    if width == usize::MAX {
        let _ = writeln!(out, "{first}{text}");
        return;
    }
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    let _ = writeln!(out, "{}", textwrap::fill(&text, options));
}

fn list(out: &mut String, head: &str, entries: &[String], shown: usize, width: usize) {
    if entries.is_empty() {
        return;
    }
    let _ = write!(out, "\n{head}:\n");
    entries.iter().take(shown).for_each(|entry| wrapped(out, entry, width, "  - ", "    "));
    more(out, entries.len(), shown, "  ");
}

fn more(out: &mut String, all: usize, shown: usize, indent: &str) {
    if all > shown {
        let _ = writeln!(out, "{indent}and {} more (-v shows all)", all - shown);
    }
}

/// Writes what was not taken by reason; a text that stands in many files is shown once.
fn left(out: &mut String, texts: &[NotTaken], shown: usize, width: usize) {
    if texts.is_empty() {
        return;
    }
    let mut reasons: IndexMap<&str, IndexMap<&str, Vec<&str>>> = IndexMap::new();
    for text in texts {
        reasons.entry(&text.why).or_default().entry(&text.text).or_default().push(&text.place);
    }
    let _ = write!(out, "\nNot taken:\n");
    for (why, texts) in reasons {
        let count: usize = texts.values().map(Vec::len).sum();
        let each = if texts.len() == count { String::new() } else { format!(", {} different", texts.len()) };
        wrapped(out, &format!("{why} ({}{each})", plural(count, "text")), width, "  - ", "    ");
        for (text, places) in texts.iter().take(shown) {
            let place = match &places[..] {
                [one] => (*one).to_owned(),
                [first, ..] => format!("{first} and {} more", places.len() - 1),
                [] => String::new(),
            };
            let text = if width == usize::MAX { (*text).to_owned() } else { short(text) };
            wrapped(out, &format!("\u{201c}{text}\u{201d}, {place}"), width, "      ", "        ");
        }
        more(out, texts.len(), shown, "      ");
    }
}

fn short(text: &str) -> String {
    const LONG: usize = 100;
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    format!("{}\u{2026}", text.chars().take(LONG - 1).collect::<String>())
}

fn drift(out: &mut String, found: &[Drift], shown: usize, width: usize) {
    if found.is_empty() {
        return;
    }
    let _ = write!(out, "\nAlmost the same on several tracks, each left as it is ({}):\n", found.len());
    for drift in found.iter().take(shown) {
        let place: Vec<&str> =
            [Some(drift.level.as_str()), Some(drift.section.as_str()), drift.responsibility.as_deref()]
                .into_iter()
                .flatten()
                .filter(|name| !name.is_empty())
                .collect();
        wrapped(out, &place.join(", "), width, "  - ", "    ");
        for (text, tracks) in &drift.wordings {
            let tracks = match &tracks[..] {
                [one] => one.clone(),
                [one, other] => format!("{one} and {other}"),
                [first, ..] => format!("{first} and {} more", tracks.len() - 1),
                [] => String::new(),
            };
            wrapped(out, &format!("{tracks}: {text}"), width, "      ", "        ");
        }
    }
    more(out, found.len(), shown, "  ");
}
