//! The matrix: which tracks have which levels, and how much each page asks.

use std::fmt::Write as _;

use textwrap::core::display_width;

use crate::model::{Framework, Id, Ladder, Status, Track};

use super::escape::clean;

/// Returns the table of all pages: how many behaviors each level of each track has, in tables no
/// wider than `width` where a single column fits.
pub fn text(framework: &Framework, width: usize) -> String {
    let mut out = String::new();
    for ladder in framework.ladders.values() {
        let tracks: Vec<&Track> = framework.tracks.values().filter(|track| track.ladder == ladder.id).collect();
        if !tracks.is_empty() {
            table(framework, ladder, &tracks, width, &mut out);
        }
    }
    let loose = framework.tracks.values().filter(|track| !framework.ladders.contains_key(&track.ladder));
    for track in loose {
        let pages: Vec<&str> = track.pages.keys().map(Id::as_str).collect();
        let _ = writeln!(out, "\n{} is on no ladder: {}", clean(&track.name), pages.join(", "));
    }
    if out.is_empty() {
        return "There is no page yet. A page is a file such as tracks/software-engineer/ic1.toml.\n".to_owned();
    }
    out.push_str("\nbehaviors on each page, shared ones included; \u{b7} no page\n");
    out
}

/// One ladder, its levels in as many tables as the width calls for.
fn table(framework: &Framework, ladder: &Ladder, tracks: &[&Track], width: usize, out: &mut String) {
    /// Columns between two others.
    const GAP: usize = 2;
    let levels: Vec<&Id> = ladder.levels().collect();
    let names = tracks.iter().map(|track| display_width(&clean(&track.name)));
    let first = names.chain([display_width(&clean(&ladder.name))]).max().unwrap_or(0);
    let cell = levels.iter().map(|level| display_width(&clean(framework.level_name(level)))).max().unwrap_or(0).max(4);
    let fitting = width.saturating_sub(first) / (cell + GAP);
    for levels in levels.chunks(fitting.max(1)) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&padded(&clean(&ladder.name), first));
        for level in levels {
            let _ = write!(out, "{:GAP$}{}", "", right(&clean(framework.level_name(level)), cell));
        }
        out.push('\n');
        for track in tracks {
            let mut line = padded(&clean(&track.name), first);
            for level in levels {
                let page = track.pages.get(*level).map(|sheet| framework.behaviors_of_page(&sheet.address).len());
                let count = page.map_or_else(|| "\u{b7}".to_owned(), |count| count.to_string());
                let _ = write!(line, "{:GAP$}{}", "", right(&count, cell));
            }
            match track.status {
                Status::Active => {}
                other => {
                    let _ = write!(line, "  ({})", other.as_str());
                }
            }
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:pad$}", "", pad = width.saturating_sub(display_width(text)))
}

fn right(text: &str, width: usize) -> String {
    format!("{:pad$}{text}", "", pad = width.saturating_sub(display_width(text)))
}
