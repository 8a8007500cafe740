//! A comparison for a terminal: verdicts first, then what moves the bar, then the rest. Signs and
//! words say everything; color only repeats it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use crate::diff::{Bar, Change, ChangeSet, Impact, Kind, PageBar, WordOp};

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
    let mut page = Printer { out, options: *options };
    page.line(0, &format!("{} \u{2192} {}", clean(&from.spec), clean(&to.spec)), DIM)?;
    unreadable(set, &mut page)?;
    if set.changes.is_empty() && set.pages.is_empty() {
        return page.line(0, "No change of what the framework says.", Style::new());
    }
    page.blank()?;
    page.line(0, &outline::headline(set), BOLD)?;
    verdicts(set, &mut page)?;
    let parts = outline::Parts::of(set);
    section(set, &parts.structure, "Structure", usize::MAX, &mut page)?;
    section(set, &parts.bar, "What asks more or less", usize::MAX, &mut page)?;
    let shown = if options.all { usize::MAX } else { SHOWN };
    section(set, &parts.wording, "Wording and examples", shown, &mut page)?;
    section(set, &parts.editorial, "Editorial", if options.all { usize::MAX } else { 0 }, &mut page)?;
    groups(set, &mut page)?;
    page.blank()?;
    page.line(0, &outline::footer(set), DIM)
}

/// Writes lines, wrapped and in color where wanted.
struct Printer<'o> {
    out: &'o mut dyn Write,
    options: TextOptions,
}

impl Printer<'_> {
    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Writes a text, wrapped and indented, in one style.
    fn line(&mut self, indent: usize, text: &str, style: Style) -> io::Result<()> {
        let width = self.options.width.saturating_sub(indent).max(20);
        for line in textwrap::wrap(text, width) {
            if self.options.color && style != Style::new() {
                writeln!(self.out, "{:indent$}{style}{line}{style:#}", "")?;
            } else {
                writeln!(self.out, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }

    /// Writes the words of a change, wrapped, what went and came marked.
    fn words(&mut self, indent: usize, change: &Change<'_>) -> io::Result<()> {
        let width = self.options.width.saturating_sub(indent).max(20);
        let mut column = 0;
        write!(self.out, "{:indent$}", "")?;
        for word in change.words() {
            let text = clean(&word.text).replace('\n', " ");
            let (style, open, close) = match word.op {
                WordOp::Equal => (Style::new(), "", ""),
                WordOp::Delete => (DELETED, "[-", "-]"),
                WordOp::Insert => (INSERTED, "{+", "+}"),
            };
            let color = self.options.color;
            let (open, close) = if color { ("", "") } else { (open, close) };
            let pieces: Vec<&str> = text.split_inclusive(' ').collect();
            let last = pieces.len().saturating_sub(1);
            for (index, piece) in pieces.iter().enumerate() {
                let mut shown = String::new();
                if index == 0 {
                    shown.push_str(open);
                }
                let bare = piece.trim_end_matches(' ');
                shown.push_str(bare);
                let spaced = bare.len() < piece.len();
                if index == last {
                    shown.push_str(close);
                }
                let length = textwrap::core::display_width(&shown);
                if column > 0 && column + length > width {
                    write!(self.out, "\n{:indent$}", "")?;
                    column = 0;
                }
                if color && style != Style::new() {
                    write!(self.out, "{style}{shown}{style:#}")?;
                } else {
                    write!(self.out, "{shown}")?;
                }
                column += length;
                if spaced {
                    write!(self.out, " ")?;
                    column += 1;
                }
            }
        }
        writeln!(self.out)
    }
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

fn unreadable(set: &ChangeSet<'_>, page: &mut Printer<'_>) -> io::Result<()> {
    for (side, framework) in [("before", set.before), ("after", set.after)] {
        for file in &framework.unreadable {
            page.blank()?;
            let text = format!(
                "! {} cannot be read ({side}), line {}: {}",
                clean(&file.file),
                file.line,
                clean(&file.message).replace('\n', " ")
            );
            page.line(0, &text, AnsiColor::Red.on_default().bold())?;
            page.line(
                2,
                "Nothing of it is taken as removed; pages that need it are marked, and no version is derived.",
                Style::new(),
            )?;
        }
    }
    Ok(())
}

/// How many pages are listed one by one.
const PAGES: usize = 40;

fn verdicts(set: &ChangeSet<'_>, page: &mut Printer<'_>) -> io::Result<()> {
    page.blank()?;
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
        page.line(2, &text, style)?;
    }
    if moved.len() > PAGES && !page.options.all {
        page.line(
            2,
            &format!("\u{2026} and {} more (-v shows all)", outline::plural(moved.len() - PAGES, "page")),
            DIM,
        )?;
    }
    let same =
        set.pages.iter().filter(|verdict| verdict.bar == PageBar::Bar(Bar::Same) && !verdict.page.is_shared()).count();
    if same > 0 {
        let pages = outline::plural(same, "page");
        page.line(2, &format!("= {:<22} {pages} with changes of wording or names only", "asks the same"), DIM)?;
    }
    Ok(())
}

fn section(
    set: &ChangeSet<'_>,
    changes: &[usize],
    title: &str,
    shown: usize,
    page: &mut Printer<'_>,
) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.line(0, &format!("{title} ({})", changes.len()), BOLD)?;
    let mut last = String::new();
    for index in changes.iter().take(shown) {
        let change = &set.changes[*index];
        let place = outline::place(set, change);
        if place != last && !change.kind.is_structural() {
            page.blank()?;
            page.line(2, &clean(&place), BOLD)?;
            last = place;
        }
        one(set, change, page)?;
    }
    if changes.len() > shown {
        let rest = changes.len() - shown;
        let text = if shown == 0 {
            format!("{} of typography, spelling, order or names (-v shows them)", outline::plural(rest, "change"))
        } else {
            format!("\u{2026} and {rest} more (-v shows all)")
        };
        page.line(2, &text, DIM)?;
    }
    Ok(())
}

fn one(set: &ChangeSet<'_>, change: &Change<'_>, page: &mut Printer<'_>) -> io::Result<()> {
    let (sign, style) = sign(change.bar);
    if change.kind.is_structural() || matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        return page.line(2, &format!("{sign} {}", clean(&set.sentence(change))), Style::new());
    }
    let head = format!("{sign} {}", outline::what(set, change));
    page.line(4, &clean(&head), if change.impact == Impact::Expectation { style } else { Style::new() })?;
    page.words(6, change)?;
    for line in outline::evidence(change) {
        page.line(6, &clean(&format!("\u{2514} {line}")), DIM)?;
    }
    Ok(())
}

fn groups(set: &ChangeSet<'_>, page: &mut Printer<'_>) -> io::Result<()> {
    for group in &set.groups {
        page.blank()?;
        let text = format!(
            "\u{201c}{}\u{201d} is called \u{201c}{}\u{201d} in {}.",
            group.before,
            group.after,
            outline::plural(group.changes.len(), "place")
        );
        page.line(0, &clean(&text), Style::new())?;
    }
    Ok(())
}
