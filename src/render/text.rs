//! A comparison for a terminal: verdicts first, then what moves the bar, then the rest. Signs and
//! words say everything; color only repeats it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use crate::diff::{Bar, Change, ChangeSet, Impact, Kind, PageBar, Word, WordOp};
use crate::model::PageAddress;
use crate::parallel;

use super::escape::{self, clean};
use super::outline::Listed;
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
    if let Some(nothing) = outline::nothing(set) {
        page.blank();
        page.line(0, nothing, Style::new());
        return out.write_all(page.out.as_bytes());
    }
    page.blank();
    page.line(0, &outline::headline(set), BOLD);
    verdicts(set, &mut page);
    out.write_all(page.out.as_bytes())?;
    let parts = outline::Parts::of(set);
    let limit = |shown: usize| if options.all { usize::MAX } else { shown };
    // What moves the bar stands first among the changes of structure and is never left out.
    let serious = parts.structure.iter().filter(|listed| set.changes[listed.change].impact == Impact::Expectation);
    section(set, &parts.structure, "Structure", limit(serious.count().max(SHOWN)), options, out)?;
    section(set, &parts.bar, "What asks more or less", usize::MAX, options, out)?;
    section(set, &parts.wording, "Wording and examples", limit(SHOWN), options, out)?;
    section(set, &parts.editorial, "Editorial", limit(0), options, out)?;
    page.out.clear();
    groups(set, &mut page);
    page.blank();
    page.line(0, &outline::footer(set), DIM);
    out.write_all(page.out.as_bytes())
}

/// Blanks to indent with.
const BLANK: &str = "                                ";

/// How text is wrapped: at spaces, so that ids and paths stay whole where they can.
fn wrapping<'t>(width: usize) -> textwrap::Options<'t> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
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
        match BLANK.get(..columns) {
            Some(blank) => self.out.push_str(blank),
            None => self.out.extend(std::iter::repeat_n(' ', columns)),
        }
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
        let plain = escape::plain_columns(text);
        let text = if plain.is_some() { Cow::Borrowed(text) } else { escape::line(text) };
        if plain.unwrap_or_else(|| columns(&text)) <= width {
            self.indent(indent);
            self.styled(text.trim_end_matches(' '), style);
            self.out.push('\n');
            return;
        }
        for line in textwrap::wrap(&text, wrapping(width)) {
            self.indent(indent);
            self.styled(&line, style);
            self.out.push('\n');
        }
    }

    /// Adds a line of the verdict table: sign and words in a column, then a text, wrapped behind it.
    fn labeled(&mut self, bar: PageBar, word: &str, text: &str) {
        let narrow = self.options.width < 60;
        let sign = outline::sign(bar);
        let label = if narrow { format!("  {sign} {word}: ") } else { format!("  {sign} {word:<VERDICT$} ") };
        let indent = if narrow { 4 } else { VERDICT + 5 };
        let options = wrapping(self.options.width).initial_indent(&label).subsequent_indent(&BLANK[..indent]);
        let style = style(bar);
        for line in textwrap::wrap(&escape::line(text), options) {
            self.styled(line.trim_end(), style);
            self.out.push('\n');
        }
    }

    /// Adds words, wrapped, what went and came marked.
    pub(super) fn words(&mut self, indent: usize, words: &[Word]) {
        let width = self.options.width.saturating_sub(indent).max(20);
        let color = self.options.color;
        let (mut column, mut space) = (0, false);
        self.out.reserve(words.iter().map(|word| word.text.len() + 4).sum::<usize>() * 9 / 8 + indent);
        self.indent(indent);
        for word in words {
            let text = if color { clean(&word.text) } else { escape::without_marks(&word.text) };
            let (style, open, close) = match word.op {
                WordOp::Equal => (Style::new(), "", ""),
                WordOp::Delete => (DELETED, "[-", "-]"),
                WordOp::Insert => (INSERTED, "{+", "+}"),
            };
            let (open, close) = if color { ("", "") } else { (open, close) };
            let plain = escape::is_printable_ascii(&text);
            let mut rest: &str = &text;
            let mut open = open;
            while !rest.is_empty() {
                let room = width.saturating_sub(column + usize::from(space) + open.len());
                let end = if plain { last_break(rest, room, close.len()) } else { next_break(rest) };
                let bare = &rest[..end.unwrap_or(rest.len())];
                rest = end.map_or("", |end| &rest[end + 1..]);
                let close = if rest.is_empty() { close } else { "" };
                let length = open.len() + if plain { bare.len() } else { columns(bare) } + close.len();
                if column > 0 && column + usize::from(space) + length > width {
                    self.out.push('\n');
                    self.indent(indent);
                    column = 0;
                } else if space {
                    self.out.push(' ');
                    column += 1;
                }
                if color {
                    self.styled(bare, style);
                } else {
                    self.out.push_str(open);
                    self.out.push_str(bare);
                    self.out.push_str(close);
                }
                column += length;
                space = end.is_some();
                open = "";
            }
        }
        self.out.push('\n');
    }
}

/// Where the first word of a text ends; nothing where it is all of it.
fn next_break(text: &str) -> Option<usize> {
    text.bytes().position(|byte| matches!(byte, b' ' | b'\n'))
}

/// Where the words of a text on one line end that fit into some columns, one at least; nothing where all do,
/// and what is behind them.
fn last_break(text: &str, room: usize, behind: usize) -> Option<usize> {
    if text.len() + behind <= room {
        // A blank at the end belongs between this and what follows.
        return text.ends_with(' ').then(|| text.len() - 1);
    }
    let most = text.as_bytes().get(..=room).unwrap_or(text.as_bytes());
    // With nothing but a blank left, what is behind follows at once.
    let fits = |at: usize| at + 1 < text.len() || at + behind <= room;
    (0..most.len()).rev().find(|at| most[*at] == b' ' && fits(*at)).or_else(|| next_break(text))
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    escape::plain_columns(text).unwrap_or_else(|| textwrap::core::display_width(text))
}

/// The color for a verdict.
fn style(bar: PageBar) -> Style {
    let color = match bar {
        PageBar::Bar(Bar::AsksMore) => AnsiColor::Yellow,
        PageBar::Bar(Bar::AsksLess) => AnsiColor::Cyan,
        PageBar::Bar(Bar::Mixed | Bar::Unclear) => AnsiColor::Magenta,
        PageBar::Bar(Bar::Same) => return DIM,
        PageBar::New => AnsiColor::Green,
        PageBar::Withdrawn => AnsiColor::Red,
    };
    color.on_default().bold()
}

fn unreadable(set: &ChangeSet<'_>, page: &mut Printer) {
    for file in outline::unreadable(set) {
        page.blank();
        page.line(0, &format!("! {}: {}", file.what, file.why), AnsiColor::Red.on_default().bold());
        page.line(2, &file.therefore, Style::new());
    }
}

/// How many pages are listed one by one.
const PAGES: usize = 40;

/// The columns of the verdict's words, so that the names of pages stand below one another.
const VERDICT: usize = 22;

fn verdicts(set: &ChangeSet<'_>, page: &mut Printer) {
    let moved: Vec<_> = set.pages.iter().filter(|verdict| verdict.bar != PageBar::Bar(Bar::Same)).collect();
    let same =
        |verdict: &&crate::diff::PageVerdict| verdict.bar == PageBar::Bar(Bar::Same) && !verdict.page.is_shared();
    let (same, part) = set.pages.iter().filter(same).partition::<Vec<_>, _>(|verdict| !verdict.incomplete);
    if !(moved.is_empty() && same.is_empty() && part.is_empty()) {
        page.blank();
    }
    for verdict in moved.iter().take(if page.options.all { usize::MAX } else { PAGES }).chain(&part) {
        let name = outline::verdict_name(set, verdict);
        let text = format!("{name}  ({})", outline::tally(set, verdict));
        page.labeled(verdict.bar, outline::verdict_word(set, verdict), &text);
    }
    if moved.len() > PAGES && !page.options.all {
        let rest = outline::plural(moved.len() - PAGES, "page");
        page.line(2, &format!("\u{2026} and {rest} more (-v shows all)"), DIM);
    }
    if !same.is_empty() {
        let pages = outline::plural(same.len(), "page");
        let text = format!("{pages} with changes of wording or names only");
        page.labeled(PageBar::Bar(Bar::Same), "asks the same", &text);
    }
}

/// How many changes are laid out at once, and how many of these by one thread in a row.
const BATCH: usize = 4096;
const CHUNK: usize = 64;

fn section(
    set: &ChangeSet<'_>,
    changes: &[Listed],
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
    page.line(0, &format!("{title} ({})", outline::count(changes)), BOLD);
    out.write_all(page.out.as_bytes())?;
    // Nobody is told that one or two more are left out.
    let shown = if shown > 0 && changes.len() <= shown.saturating_add(2) { changes.len() } else { shown };
    let all = &changes[..shown.min(changes.len())];
    for start in (0..all.len()).step_by(BATCH) {
        let batch = start..(start + BATCH).min(all.len());
        let starts: Vec<usize> = batch.clone().step_by(CHUNK).collect();
        let chunks = parallel::map(&starts, 2, |start| {
            let mut page = Printer { out: String::with_capacity(CHUNK * 400), options: *options };
            let mut last = start.checked_sub(1).map(|before| outline::place(set, all[before]));
            for listed in &all[*start..(start + CHUNK).min(batch.end)] {
                under_its_place(set, *listed, &mut last, &mut page);
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
            format!("{} of typography, spelling, order or names (-v shows all)", outline::plural(rest, "change"))
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
    listed: Listed,
    last: &mut Option<Option<&'s PageAddress>>,
    page: &mut Printer,
) {
    if !set.changes[listed.change].kind.is_structural() {
        let place = outline::place(set, listed);
        if *last != Some(place) {
            page.blank();
            let name = place.map_or_else(|| "The framework".to_owned(), |place| outline::page_name(set, place));
            page.line(2, &name, BOLD);
            *last = Some(place);
        }
    }
    one(set, listed, page);
}

fn one(set: &ChangeSet<'_>, listed: Listed, page: &mut Printer) {
    let change = &set.changes[listed.change];
    let bar = PageBar::Bar(outline::bar_listed(set, listed));
    let sign = outline::sign_listed(set, listed);
    let style = if change.impact == Impact::Expectation { style(bar) } else { Style::new() };
    if change.kind.is_structural() {
        page.line(2, &format!("{sign} {}", set.sentence(change)), style);
        evidence(set, change, 4, page);
        return;
    }
    if matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged) {
        page.line(4, &format!("{sign} {}", set.sentence(change)), style);
        return;
    }
    page.line(4, &format!("{sign} {}", outline::what(set, listed)), style);
    for line in outline::shown(change, listed.left) {
        page.words(6, &line);
    }
    if listed.left.is_none() {
        evidence(set, change, 6, page);
    }
}

fn evidence(set: &ChangeSet<'_>, change: &Change<'_>, indent: usize, page: &mut Printer) {
    for line in outline::evidence(set, change) {
        page.line(indent, &format!("\u{2514} {line}"), DIM);
    }
}

fn groups(set: &ChangeSet<'_>, page: &mut Printer) {
    let groups = outline::groups(set);
    let shown = if page.options.all || groups.len() <= SHOWN + 2 { groups.len() } else { SHOWN };
    for group in &groups[..shown] {
        page.blank();
        page.line(0, group, Style::new());
    }
    if groups.len() > shown {
        page.blank();
        page.line(0, &format!("\u{2026} and {} more such terms (-v shows all)", groups.len() - shown), DIM);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Printer, TextOptions};
    use crate::diff::{Word, WordOp};

    /// Runs of words of a sentence, some of which went or came.
    fn runs() -> impl Strategy<Value = Vec<Word>> {
        let op = prop::sample::select(vec![WordOp::Equal, WordOp::Delete, WordOp::Insert]);
        let run = (op, " ?[ab]{1,9}( [ab]{1,9}){0,6} ?").prop_map(|(op, text)| Word { op, text });
        prop::collection::vec(run, 1..6)
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for_and_nothing_is_lost(runs in runs()) {
            let options = TextOptions { width: 30, color: false, all: true };
            let mut page = Printer { out: String::new(), options };
            page.words(2, &runs);
            for line in page.out.lines() {
                let alone = !line.trim().contains(' ');
                prop_assert!(line.trim_end().len() <= 30 || alone, "{line:?}");
            }
            let marked = runs.iter().map(|run| match run.op {
                WordOp::Equal => run.text.clone(),
                WordOp::Delete => format!("[-{}-]", run.text.trim_end()) + &run.text[run.text.trim_end().len()..],
                WordOp::Insert => format!("{{+{}+}}", run.text.trim_end()) + &run.text[run.text.trim_end().len()..],
            });
            let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without_blanks(&page.out), without_blanks(&marked.collect::<String>()));
        }
    }
}
