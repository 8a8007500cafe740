//! A comparison for a terminal: verdicts first, then what moves the bar, then the rest. Signs and
//! words say everything; color only repeats it.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use crate::diff::{Bar, Change, ChangeSet, Impact, Kind, PageBar, Word, WordOp};
use crate::model::PageAddress;
use crate::parallel;

use super::escape::clean;
use super::{SideName, outline};

/// How a comparison is shown.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// The columns to use.
    pub width: usize,
    /// Whether to use color.
    pub color: bool,
    /// Whether to show every change in full, wording-only ones too.
    pub all: bool,
}

const DELETED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
const INSERTED: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How many wording-only changes are shown before the rest is only counted.
const SHOWN: usize = 10;

/// Writes a comparison as text.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff(
    set: &ChangeSet<'_>,
    (from, to): (&SideName, &SideName),
    options: &TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Printer { out: String::new(), options: *options };
    page.line(0, &format!("{} \u{2192} {}", clean(&from.spec), clean(&to.spec)), DIM);
    unreadable(set, &mut page);
    if set.changes.is_empty() && set.pages.is_empty() {
        if set.is_whole() {
            page.line(0, "No change of what the framework says.", Style::new());
        } else {
            page.blank();
            page.line(0, "No change in what can be read.", Style::new());
        }
        return out.write_all(page.out.as_bytes());
    }
    page.blank();
    page.line(0, &outline::headline(set), BOLD);
    verdicts(set, &mut page);
    out.write_all(page.out.as_bytes())?;
    let parts = outline::Parts::of(set);
    section(set, &parts.structure, "Structure", usize::MAX, options, out)?;
    section(set, &parts.bar, "What asks more or less", usize::MAX, options, out)?;
    let shown = if options.all { usize::MAX } else { SHOWN };
    section(set, &parts.wording, "Wording and examples", shown, options, out)?;
    section(set, &parts.editorial, "Editorial", if options.all { usize::MAX } else { 0 }, options, out)?;
    page.out.clear();
    groups(set, &mut page);
    page.blank();
    page.line(0, &outline::footer(set), DIM);
    out.write_all(page.out.as_bytes())
}

/// Lays out lines, wrapped and in color where wanted.
pub(super) struct Printer {
    pub(super) out: String,
    pub(super) options: TextOptions,
}

impl Printer {
    /// Adds an empty line.
    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Adds blanks.
    pub(super) fn indent(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
    }

    /// Adds a text in a style, where that is wanted.
    pub(super) fn styled(&mut self, text: &str, style: Style) {
        if self.options.color && style != Style::new() {
            // Writing to a string cannot fail.
            let _ = write!(self.out, "{style}{text}{style:#}");
        } else {
            self.out.push_str(text);
        }
    }

    /// Adds a text, wrapped and indented, in one style.
    pub(super) fn line(&mut self, indent: usize, text: &str, style: Style) {
        let width = self.options.width.saturating_sub(indent).max(20);
        if !text.contains('\n') && columns(text) <= width {
            self.indent(indent);
            self.styled(text.trim_end_matches(' '), style);
            self.out.push('\n');
            return;
        }
        let options = textwrap::Options::new(width)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(text, options) {
            self.indent(indent);
            self.styled(&line, style);
            self.out.push('\n');
        }
    }

    /// Adds words, wrapped, what went and came marked.
    pub(super) fn words(&mut self, indent: usize, words: &[Word]) {
        let width = self.options.width.saturating_sub(indent).max(20);
        let color = self.options.color;
        let (mut column, mut space) = (0, false);
        self.indent(indent);
        for word in words {
            let text = clean(&word.text);
            let (style, open, close) = match word.op {
                WordOp::Equal => (Style::new(), "", ""),
                WordOp::Delete => (DELETED, "[-", "-]"),
                WordOp::Insert => (INSERTED, "{+", "+}"),
            };
            let (open, close) = if color { ("", "") } else { (open, close) };
            let mut rest: &str = &text;
            let mut open = open;
            while !rest.is_empty() {
                let end = rest.bytes().position(|byte| matches!(byte, b' ' | b'\n'));
                let bare = &rest[..end.unwrap_or(rest.len())];
                rest = end.map_or("", |end| &rest[end + 1..]);
                let close = if rest.is_empty() { close } else { "" };
                let length = open.len() + columns(bare) + close.len();
                if column > 0 && column + usize::from(space) + length > width {
                    self.out.push('\n');
                    self.indent(indent);
                    column = 0;
                } else if space {
                    self.out.push(' ');
                    column += 1;
                }
                self.out.push_str(open);
                self.styled(bare, style);
                self.out.push_str(close);
                column += length;
                space = end.is_some();
                open = "";
            }
        }
        self.out.push('\n');
    }
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    let plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    if plain { text.len() } else { textwrap::core::display_width(text) }
}

/// The sign and color for a bar.
fn sign(bar: Bar) -> (&'static str, Style) {
    match bar {
        Bar::AsksMore => ("\u{25b2}", AnsiColor::Yellow.on_default().bold()),
        Bar::AsksLess => ("\u{25bc}", AnsiColor::Cyan.on_default().bold()),
        Bar::Mixed => ("\u{25c6}", AnsiColor::Magenta.on_default().bold()),
        Bar::Unclear => ("?", AnsiColor::Magenta.on_default().bold()),
        Bar::Same => ("=", DIM),
    }
}

fn unreadable(set: &ChangeSet<'_>, page: &mut Printer) {
    for file in outline::unreadable(set) {
        page.blank();
        let text = format!("! {}: {}", clean(&file.what), clean(&file.why));
        page.line(0, &text, AnsiColor::Red.on_default().bold());
        page.line(2, &clean(&file.therefore), Style::new());
    }
}

/// How many pages are listed one by one.
const PAGES: usize = 40;

fn verdicts(set: &ChangeSet<'_>, page: &mut Printer) {
    page.blank();
    let moved: Vec<_> = set.pages.iter().filter(|verdict| verdict.bar != PageBar::Bar(Bar::Same)).collect();
    for verdict in moved.iter().take(if page.options.all { usize::MAX } else { PAGES }) {
        let (sign, style) = match verdict.bar {
            PageBar::Bar(bar) => sign(bar),
            PageBar::New => ("+", AnsiColor::Green.on_default().bold()),
            PageBar::Withdrawn => ("\u{2212}", AnsiColor::Red.on_default().bold()),
        };
        let word = outline::verdict_word(verdict.bar);
        let name = outline::page_name(set, &verdict.page);
        let count = outline::plural(verdict.changes.len(), "change");
        let mark = if verdict.incomplete { ", read only in part" } else { "" };
        let text = format!("{sign} {word:<22} {}  ({count}{mark})", clean(&name));
        page.line(2, &text, style);
    }
    if moved.len() > PAGES && !page.options.all {
        page.line(
            2,
            &format!("\u{2026} and {} more (-v shows all)", outline::plural(moved.len() - PAGES, "page")),
            DIM,
        );
    }
    let same =
        set.pages.iter().filter(|verdict| verdict.bar == PageBar::Bar(Bar::Same) && !verdict.page.is_shared()).count();
    if same > 0 {
        let pages = outline::plural(same, "page");
        page.line(2, &format!("= {:<22} {pages} with changes of wording or names only", "asks the same"), DIM);
    }
}

/// How many changes are laid out at once, and how many of these by one thread in a row.
const BATCH: usize = 4096;
const CHUNK: usize = 64;

fn section(
    set: &ChangeSet<'_>,
    changes: &[usize],
    title: &str,
    shown: usize,
    options: &TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut page = Printer { out: String::new(), options: *options };
    page.blank();
    page.line(0, &format!("{title} ({})", changes.len()), BOLD);
    out.write_all(page.out.as_bytes())?;
    let all = &changes[..shown.min(changes.len())];
    for start in (0..all.len()).step_by(BATCH) {
        let batch = start..(start + BATCH).min(all.len());
        let starts: Vec<usize> = batch.clone().step_by(CHUNK).collect();
        let chunks = parallel::map(&starts, 2, |start| {
            let mut page = Printer { out: String::with_capacity(CHUNK * 400), options: *options };
            let mut last = start.checked_sub(1).map(|before| {
                let change = &set.changes[all[before]];
                (outline::page_of(change), outline::place(set, change))
            });
            for change in &all[*start..(start + CHUNK).min(batch.end)] {
                under_its_place(set, &set.changes[*change], &mut last, &mut page);
            }
            page.out
        });
        for chunk in chunks {
            out.write_all(chunk.as_bytes())?;
        }
    }
    if changes.len() > shown {
        let rest = changes.len() - shown;
        let text = if shown == 0 {
            format!("{} of typography, spelling, order or names (-v shows them)", outline::plural(rest, "change"))
        } else {
            format!("\u{2026} and {rest} more (-v shows all)")
        };
        page.out.clear();
        page.line(2, &text, DIM);
        out.write_all(page.out.as_bytes())?;
    }
    Ok(())
}

/// Adds a change, with the name of its page before it where the last one stood on another.
fn under_its_place<'s>(
    set: &'s ChangeSet<'_>,
    change: &'s Change<'_>,
    last: &mut Option<(Option<&'s PageAddress>, String)>,
    page: &mut Printer,
) {
    let address = outline::page_of(change);
    if !change.kind.is_structural() && last.as_ref().is_none_or(|last| last.0 != address) {
        let place = outline::place(set, change);
        if last.as_ref().is_none_or(|last| last.1 != place) {
            page.blank();
            page.line(2, &clean(&place), BOLD);
        }
        *last = Some((address, place));
    }
    one(set, change, page);
}

fn one(set: &ChangeSet<'_>, change: &Change<'_>, page: &mut Printer) {
    let (sign, style) = sign(change.bar);
    if change.kind.is_structural() || matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        page.line(2, &format!("{sign} {}", clean(&set.sentence(change))), Style::new());
        return;
    }
    let head = format!("{sign} {}", outline::what(set, change));
    page.line(4, &clean(&head), if change.impact == Impact::Expectation { style } else { Style::new() });
    page.words(6, &change.words());
    for line in outline::evidence(change) {
        page.line(6, &clean(&format!("\u{2514} {line}")), DIM);
    }
}

fn groups(set: &ChangeSet<'_>, page: &mut Printer) {
    for group in &set.groups {
        page.blank();
        let text = format!(
            "\u{201c}{}\u{201d} is called \u{201c}{}\u{201d} in {}.",
            group.before,
            group.after,
            outline::plural(group.changes.len(), "place")
        );
        page.line(0, &clean(&text), Style::new());
    }
}
