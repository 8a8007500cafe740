//! Tables: rows with a name first, columns with a name above, or mere layout.

use scraper::ElementRef;

use crate::exchange::statement::seen;
use crate::exchange::title::{is_level_heading, is_seniority_heading};

use super::elements::{holds_block, name};
use super::inline::is_name;
use super::walk::{BOLD_RANK, Walker};

/// The most rows and columns that one cell may span: more is a mistake or an attack.
const SPAN: usize = 100;

/// The cells of a table, those that span several places repeated.
type Grid<'e> = Vec<Vec<Option<ElementRef<'e>>>>;

/// Reads a table into the outline.
pub(super) fn table(walker: &mut Walker, element: ElementRef<'_>) {
    let grid = grid(element);
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let ended = walker.has_items || !walker.outline.is_bare(BOLD_RANK) && walker.outline.depth() > 1;
    if walker.is_bold && ended {
        // What was bold and has its text has ended; a bare one is over the table.
        let depth = walker.outline.depth();
        walker.outline.back_to(depth.saturating_sub(1));
    }
    let depth = walker.outline.depth();
    let rank = walker.outline.rank_below(BOLD_RANK);
    let has_head = grid.len() > 1 && columns > 1 && is_head(&grid[0]);
    let body = if has_head { &grid[1..] } else { &grid[..] };
    let labels = label_columns(body, columns);
    let head = has_head.then(|| &grid[0]);
    let deeper = std::mem::replace(&mut walker.deeper, rank + 1 + labels as u8 - BOLD_RANK);
    match head {
        _ if columns < 2 => {
            // A frame around text: what it opens goes on after it.
            walker.deeper = deeper;
            return layout(walker, &grid);
        }
        Some(head) if labels == 0 || body.len() == 1 && columns > 2 && !has_levels(head, &body[0]) => {
            by_column(walker, head, body, rank);
        }
        _ if labels > 0 => by_row(walker, head, body, (labels, rank)),
        _ => {
            walker.deeper = deeper;
            return layout(walker, &grid);
        }
    }
    walker.deeper = deeper;
    walker.outline.back_to(depth);
    (walker.has_items, walker.is_bold) = (false, false);
}

fn grid(table: ElementRef<'_>) -> Grid<'_> {
    let own = |element: &ElementRef<'_>| {
        element.ancestors().filter_map(ElementRef::wrap).find(|above| name(above) == "table") == Some(table)
    };
    let rows = table.descendants().filter_map(ElementRef::wrap).filter(|row| name(row) == "tr" && own(row));
    let mut grid: Grid<'_> = Vec::new();
    // Cells that reach down into rows not yet read: column, rows left.
    let mut reaching: Vec<Option<(ElementRef<'_>, usize)>> = Vec::new();
    for row in rows {
        let mut out: Vec<Option<ElementRef<'_>>> = Vec::new();
        let cells = row.children().filter_map(ElementRef::wrap).filter(|cell| matches!(name(cell), "td" | "th"));
        for cell in cells {
            take_reaching(&mut reaching, &mut out);
            let span = |attribute: &str| {
                let value = cell.value().attr(attribute).and_then(|text| text.trim().parse::<usize>().ok());
                value.unwrap_or(1).clamp(1, SPAN)
            };
            let (wide, high) = (span("colspan"), span("rowspan"));
            for _ in 0..wide {
                let column = out.len();
                out.push(Some(cell));
                if high > 1 {
                    reaching.resize(reaching.len().max(column + 1), None);
                    reaching[column] = Some((cell, high - 1));
                }
            }
        }
        take_reaching(&mut reaching, &mut out);
        grid.push(out);
    }
    grid
}

/// Fills the next places of a row with the cells that reach into them from above.
fn take_reaching<'e>(reaching: &mut [Option<(ElementRef<'e>, usize)>], row: &mut Vec<Option<ElementRef<'e>>>) {
    while let Some(slot) = reaching.get_mut(row.len()) {
        let Some((cell, left)) = slot.take() else { break };
        *slot = (left > 1).then_some((cell, left - 1));
        row.push(Some(cell));
    }
}

fn text(cell: &ElementRef<'_>) -> String {
    seen(&cell.text().collect::<String>())
}

fn has_list(cell: &ElementRef<'_>) -> bool {
    cell.descendants().filter_map(ElementRef::wrap).any(|inner| matches!(name(&inner), "li" | "table"))
}

/// The texts of a cell, paragraph by paragraph.
fn paragraphs(cell: &ElementRef<'_>) -> Vec<String> {
    let mut out = Vec::new();
    fn blocks(element: &ElementRef<'_>, out: &mut Vec<String>) {
        if holds_block(element) {
            element.children().filter_map(ElementRef::wrap).for_each(|inner| blocks(&inner, out));
        } else {
            out.extend(element.text().collect::<String>().split('\n').map(seen));
        }
    }
    blocks(cell, &mut out);
    out.retain(|text| !text.is_empty());
    out
}

/// Whether a row only names what stands below it: every cell is a head, or begins with a name and has
/// no list.
fn is_head(row: &[Option<ElementRef<'_>>]) -> bool {
    let cells = || row.iter().flatten();
    cells().next().is_some()
        && (cells().all(|cell| name(cell) == "th")
            || cells().all(|cell| {
                let first = paragraphs(cell).into_iter().next();
                !has_list(cell) && first.is_none_or(|first| is_name(&first))
            }))
}

/// Whether a table's columns are levels, or the first cell of its only row names it.
fn has_levels(head: &[Option<ElementRef<'_>>], row: &[Option<ElementRef<'_>>]) -> bool {
    let levels =
        head.iter().flatten().map(text).filter(|text| is_level_heading(text, &[]) || is_seniority_heading(text));
    let named = row.first().and_then(Option::as_ref).is_some_and(|cell| name(cell) == "th");
    named || levels.count() > 1
}

/// How many columns at the start only name their rows.
fn label_columns(body: &[Vec<Option<ElementRef<'_>>>], columns: usize) -> usize {
    let is_label = |column: &usize| {
        let cells = || body.iter().filter_map(|row| row.get(*column)?.as_ref()).filter(|cell| !text(cell).is_empty());
        let name_alone = |cell: &ElementRef<'_>| name(cell) == "th" || !has_list(cell) && is_name(&text(cell));
        cells().next().is_some() && cells().all(name_alone)
    };
    (0..columns.saturating_sub(1)).take_while(is_label).count()
}

fn by_column(walker: &mut Walker, head: &[Option<ElementRef<'_>>], body: &[Vec<Option<ElementRef<'_>>>], rank: u8) {
    let depth = walker.outline.depth();
    for (column, cell) in head.iter().enumerate() {
        walker.outline.back_to(depth);
        let mut lines = cell.as_ref().map(paragraphs).unwrap_or_default().into_iter();
        if let Some(name) = lines.next() {
            walker.heading(rank, &name);
        }
        lines.for_each(|line| walker.text(&line));
        for row in body {
            if let Some(Some(cell)) = row.get(column) {
                walker.walk(*cell);
            }
        }
    }
}

fn by_row(
    walker: &mut Walker,
    head: Option<&Vec<Option<ElementRef<'_>>>>,
    body: &[Vec<Option<ElementRef<'_>>>],
    (labels, rank): (usize, u8),
) {
    let heads: Vec<String> =
        head.into_iter().flatten().map(|cell| cell.as_ref().map(text).unwrap_or_default()).collect();
    let depth = walker.outline.depth();
    let several = body.iter().map(Vec::len).max().unwrap_or(0) > labels + 1;
    let unused = if several { &heads[..labels.min(heads.len())] } else { &heads[..] };
    unused.iter().for_each(|head| walker.leave("the head of a column", head));
    let mut open: Vec<String> = Vec::new();
    for row in body {
        let names: Vec<String> =
            row.iter().take(labels).map(|cell| cell.as_ref().map(text).unwrap_or_default()).collect();
        let same = open.iter().zip(&names).take_while(|(open, name)| *open == *name || name.is_empty()).count();
        walker.outline.back_to(depth + same);
        for (index, name) in names.iter().enumerate().skip(same) {
            walker.heading(rank + index as u8, name);
        }
        open.truncate(same);
        open.extend(names.iter().skip(same).cloned());
        let inner = walker.outline.depth();
        for (column, cell) in row.iter().enumerate().skip(labels) {
            walker.outline.back_to(inner);
            if several && let Some(head) = heads.get(column).filter(|head| !head.is_empty()) {
                walker.heading(rank + labels as u8, head);
            }
            if let Some(cell) = cell {
                walker.walk(*cell);
            }
        }
        walker.outline.back_to(inner);
    }
}

fn layout(walker: &mut Walker, grid: &Grid<'_>) {
    let mut last = None;
    for cell in grid.iter().flatten().flatten() {
        if last != Some(*cell) {
            walker.walk(*cell);
        }
        last = Some(*cell);
    }
}
