//! A redline: a comparison as one self-contained page for a browser or a printer. Reads without a
//! script, without color and aloud.

mod entry;
mod place;

use std::io::{self, Write};

use askama::Template;

use crate::diff::{Bar, ChangeSet, PageBar, PageVerdict};
use crate::model::{Behavior, PageAddress};

use super::escape::visible;
use super::map::{self, Map};
use super::{SideName, outline};
use entry::{Entry, Link, Tag, anchor, entry};
use place::{End, HeadingKey, Line, Places, Role, SheetChanges};

/// Up to how many changes the sentences that stay are in the page, folded; beyond, only the nearest.
const WITH_CONTEXT: usize = 4000;

/// Writes a comparison as one page of HTML.
///
/// # Errors
/// When `out` cannot be written.
pub fn redline(set: &ChangeSet<'_>, (from, to): (&SideName, &SideName), out: &mut dyn Write) -> io::Result<()> {
    let places = Places::of(set);
    let views = Views { set, places: &places, context: set.changes.len() <= WITH_CONTEXT };
    let (moved, same): (Vec<_>, Vec<_>) = places.sheets.iter().partition(|(page, sheet)| views.moves(page, sheet));
    let name = if set.after.name.is_empty() { &set.before.name } else { &set.after.name };
    let head = Head {
        name: visible(name),
        from: visible(&from.spec),
        to: visible(&to.spec),
        headline: visible(&outline::headline(set)),
        footer: visible(&outline::footer(set)),
        alerts: outline::unreadable(set).iter().map(Alert::of).collect(),
        maps: map::maps(set),
        shared: views.shared(),
        structure: views.structure(),
        groups: outline::groups(set).iter().map(|group| visible(group)).collect(),
        nothing: outline::nothing(set),
    };
    write(out, &head)?;
    for (title, id, pages) in
        [("What moved, page by page", "moved", &moved), ("Wording, names and order only", "wording", &same)]
    {
        let mut shown = pages.iter().map(|(page, sheet)| views.page(page, sheet, id == "wording")).peekable();
        if shown.peek().is_some() {
            writeln!(out, "<h2 id=\"{id}\">{title}</h2>")?;
        }
        for page in shown {
            write(out, &page)?;
        }
    }
    write(out, &Foot {})
}

fn write(out: &mut dyn Write, template: &impl Template) -> io::Result<()> {
    let text = template.render().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

#[derive(Template)]
#[template(path = "redline/head.html")]
struct Head {
    name: String,
    from: String,
    to: String,
    headline: String,
    footer: String,
    alerts: Vec<Alert>,
    maps: Vec<Map>,
    shared: Vec<SharedRow>,
    structure: Vec<StructureLine>,
    groups: Vec<String>,
    nothing: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "redline/foot.html")]
struct Foot {}

/// A file that cannot be read.
struct Alert {
    what: String,
    why: String,
    therefore: String,
}

impl Alert {
    fn of(file: &outline::Unreadable) -> Self {
        Self { what: visible(&file.what), why: visible(&file.why), therefore: visible(&file.therefore) }
    }
}

/// A shared sheet with changes, listed below the map.
struct SharedRow {
    tag: Tag,
    name: String,
    count: String,
    to: String,
}

/// A change of structure.
struct StructureLine {
    id: String,
    tag: Option<Tag>,
    sentence: String,
    evidence: Vec<String>,
}

/// A page, or a shared sheet, with its changes in place.
#[derive(Template)]
#[template(path = "redline/page.html")]
struct PageView {
    id: String,
    name: String,
    address: String,
    tag: Option<Tag>,
    /// How many changes do what.
    tally: String,
    incomplete: bool,
    folded: bool,
    /// Changes of the page as a whole that move its bar.
    top: Vec<Entry>,
    /// Those of its wording.
    top_wording: Vec<Entry>,
    headings: Vec<HeadingView>,
    /// Changes that reach the page, stand elsewhere and move its bar.
    elsewhere: Vec<Elsewhere>,
    /// Those that stand elsewhere and leave its bar as it is, and the line that folds them.
    elsewhere_same: Vec<Elsewhere>,
    elsewhere_summary: String,
    /// The headings without a change.
    unchanged: Vec<HeadingView>,
    unchanged_summary: String,
}

/// A change of shared text, or of a level below on a cumulative ladder, seen from a page it reaches.
struct Elsewhere {
    tag: Option<Tag>,
    link: Link,
}

struct HeadingView {
    name: String,
    lines: Vec<LineView>,
}

/// A line under a heading.
enum LineView {
    /// A sentence that stays, next to a change.
    Same(String),
    /// Sentences that stay, folded.
    Folded { summary: String, sentences: Vec<String> },
    /// A change.
    Change(Box<Entry>),
}

/// Builds the views of the parts of a page.
struct Views<'a, 'f> {
    set: &'a ChangeSet<'f>,
    places: &'a Places<'f>,
    context: bool,
}

impl<'f> Views<'_, 'f> {
    fn verdict(&self, page: &PageAddress) -> Option<&PageVerdict> {
        self.places.verdicts.get(page).map(|at| &self.set.pages[*at])
    }

    /// Whether the bar of a page moves, or a change that moves some bar stands on it.
    fn moves(&self, page: &PageAddress, _: &SheetChanges<'f>) -> bool {
        self.verdict(page).is_none_or(|verdict| verdict.bar != PageBar::Bar(Bar::Same) || verdict.incomplete)
    }

    fn shared(&self) -> Vec<SharedRow> {
        let shared = self.set.pages.iter().filter(|verdict| verdict.page.is_shared());
        let row = |verdict: &PageVerdict| SharedRow {
            tag: Tag::of_page(self.set, verdict),
            name: visible(&outline::verdict_name(self.set, verdict)),
            count: outline::plural(verdict.changes.len(), "change"),
            to: map::anchor(&verdict.page),
        };
        shared.map(row).collect()
    }

    fn structure(&self) -> Vec<StructureLine> {
        let line = |index: &usize| {
            let change = &self.set.changes[*index];
            StructureLine {
                id: anchor(End { change: *index, role: Role::Whole }),
                tag: Tag::of_change(self.set, change, None, change.bar),
                sentence: visible(&self.set.sentence(change)),
                evidence: outline::evidence(self.set, change).iter().map(|line| visible(line)).collect(),
            }
        };
        self.places.structure.iter().map(line).collect()
    }

    fn page(&self, page: &PageAddress, sheet: &SheetChanges<'f>, folded: bool) -> PageView {
        let verdict = self.verdict(page);
        let mut headings = Vec::new();
        let mut unchanged = Vec::new();
        for key in self.places.headings(sheet) {
            let heading = self.heading(page, sheet, &key);
            let changed = heading.lines.iter().any(|line| matches!(line, LineView::Change(_)));
            if changed { headings.push(heading) } else { unchanged.push(heading) }
        }
        unchanged.retain(|heading| !heading.lines.is_empty() && self.context);
        let count = |heading: &HeadingView| heading.lines.iter().map(LineView::sentences).sum::<usize>();
        let names: Vec<String> =
            unchanged.iter().map(|heading| format!("{} ({})", heading.name, count(heading))).collect();
        let elsewhere = verdict.map(|verdict| self.elsewhere(verdict)).unwrap_or_default();
        let (elsewhere, elsewhere_same): (Vec<_>, Vec<_>) =
            elsewhere.into_iter().partition(|other| other.tag.is_some());
        let (top_wording, top) = sheet.top.iter().map(|end| entry(self.set, *end)).partition(|entry| entry.folded);
        PageView {
            id: map::anchor(page),
            name: visible(&format!(
                "{}{}",
                outline::bare_page_name(self.set, page),
                verdict.map(|verdict| outline::other_page(self.set, verdict)).unwrap_or_default()
            )),
            address: page.to_string(),
            tag: verdict.map(|verdict| Tag::of_page(self.set, verdict)),
            tally: verdict.map(|verdict| outline::tally(self.set, verdict)).unwrap_or_default(),
            incomplete: verdict.is_some_and(|verdict| verdict.incomplete),
            folded,
            top,
            top_wording,
            headings,
            elsewhere,
            elsewhere_summary: match elsewhere_same.len() {
                1 => "1 change of text that stands elsewhere leaves what this page asks as it is".to_owned(),
                count => format!("{count} changes of text that stands elsewhere leave what this page asks as it is"),
            },
            elsewhere_same,
            unchanged,
            unchanged_summary: format!("Unchanged: {}", names.join(", ")),
        }
    }

    fn heading(&self, page: &PageAddress, sheet: &SheetChanges<'f>, key: &HeadingKey) -> HeadingView {
        let tops = sheet.headings.get(key).into_iter().flatten();
        let mut lines: Vec<LineView> = tops.map(|end| LineView::Change(Box::new(entry(self.set, *end)))).collect();
        let mut run: Vec<&Behavior> = Vec::new();
        let (mut after_change, mut last_sentence) = (!lines.is_empty(), None);
        for line in self.places.lines(sheet, key) {
            match line {
                Line::Same(behavior) => run.push(behavior),
                Line::Change(end) => {
                    self.same(&mut lines, &mut run, after_change, true);
                    let mut entry = entry(self.set, end);
                    // Several illustrations of one sentence: the sentence once.
                    if entry.context.is_some() && entry.context == last_sentence {
                        entry.context = None;
                    } else {
                        last_sentence.clone_from(&entry.context);
                    }
                    lines.push(LineView::Change(Box::new(entry)));
                    after_change = true;
                }
            }
        }
        self.same(&mut lines, &mut run, after_change, false);
        HeadingView { name: visible(&outline::heading_name(self.set, page, &key.0, key.1.as_ref())), lines }
    }

    /// Adds sentences that stay: those next to a change shown, the others folded.
    fn same(&self, lines: &mut Vec<LineView>, run: &mut Vec<&Behavior>, after: bool, before: bool) {
        let text = |behavior: &&Behavior| visible(&behavior.text);
        let (first, last) = (usize::from(after), run.len().saturating_sub(usize::from(before)));
        if last <= first + 1 && (after || before) {
            lines.extend(run.iter().map(text).map(LineView::Same));
        } else if !run.is_empty() {
            lines.extend(run[..first].iter().map(text).map(LineView::Same));
            let folded = &run[first..last];
            lines.push(LineView::Folded {
                summary: format!("{} unchanged", outline::plural(folded.len(), "sentence")),
                sentences: if self.context { folded.iter().map(text).collect() } else { Vec::new() },
            });
            lines.extend(run[last..].iter().map(text).map(LineView::Same));
        }
        run.clear();
    }

    /// The changes that reach a page and stand on another.
    fn elsewhere(&self, verdict: &PageVerdict) -> Vec<Elsewhere> {
        let here = self.places.ends_on(&verdict.page);
        let others = verdict.changes.iter().filter(|index| !here.contains(*index));
        let view = |index: &usize| {
            let change = &self.set.changes[*index];
            let bar = change.reaches.iter().find(|reach| reach.page == verdict.page).map(|reach| reach.bar);
            let bar = bar.unwrap_or(change.bar);
            Elsewhere {
                tag: Tag::of_change(self.set, change, Some(&verdict.page), bar),
                link: Link {
                    to: anchor(End { change: *index, role: Role::Whole }),
                    text: visible(&outline::shortened(&self.set.sentence(change), 160)),
                },
            }
        };
        others.map(view).collect()
    }
}

impl LineView {
    fn sentences(&self) -> usize {
        match self {
            Self::Same(_) => 1,
            Self::Folded { sentences, .. } => sentences.len(),
            Self::Change(_) => 0,
        }
    }
}
