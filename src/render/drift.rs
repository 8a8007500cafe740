//! Copies that have drifted apart, and those that are still the same.

use std::fmt::Write as _;

use anstyle::Style;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diff::{Bar, Copies, Drifted, Item, PageBar, Repeated};
use crate::model::Framework;

use super::escape::{self, clean};
use super::outline::{bar_word, plural};
use super::phrases::sign;
use super::text::{Printer, TextOptions};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How many sentences that are still the same are listed.
const SHOWN: usize = 10;

/// Returns what was found in one sentence.
fn headline(found: &Copies<'_>) -> String {
    let moved = found.drifted.iter().filter(|drifted| drifted.judgment.bar != Bar::Same).count();
    match found.drifted.len() {
        0 => "No copy has drifted from its original.".to_owned(),
        1 => format!(
            "1 copy reads differently by now; {} something else.",
            if moved == 1 { "it asks" } else { "none asks" }
        ),
        all => format!("{all} copies read differently by now; {moved} of them ask something else."),
    }
}

/// What a copy asks: `asks more than every IC4 page`.
fn what(framework: &Framework, drifted: &Drifted<'_>) -> String {
    let original = drifted.original.page().map(|page| framework.page_name(page)).unwrap_or_default();
    match drifted.judgment.bar {
        Bar::AsksMore => format!("asks more than {original}"),
        Bar::AsksLess => format!("asks less than {original}"),
        Bar::Same => format!("asks the same as {original} in other words"),
        Bar::Mixed => format!("asks more in one way and less in another than {original}"),
        Bar::Unclear => format!("may ask more or less than {original}: please decide"),
    }
}

fn evidence(drifted: &Drifted<'_>) -> Vec<String> {
    let signal = |signal: &crate::diff::Signal| {
        let words = match (signal.before.is_empty(), signal.after.is_empty()) {
            (true, _) => format!("\u{201c}{}\u{201d} is only in the copy", signal.after),
            (_, true) => format!("\u{201c}{}\u{201d} is only in the original", signal.before),
            _ => format!("\u{201c}{}\u{201d} \u{2192} \u{201c}{}\u{201d}", signal.before, signal.after),
        };
        format!("{}: {words}: {}", signal.scale, bar_word(signal.bar))
    };
    let mut out: Vec<String> = drifted.judgment.signals.iter().map(signal).collect();
    out.extend(drifted.judgment.because.clone());
    out
}

/// Where a sentence that stands at several places could be said once.
fn advice(repeated: &Repeated<'_>) -> String {
    let first = repeated.places.first().and_then(Item::page);
    if first == Some(&repeated.shared) {
        format!("{} says it already: the copies can go", repeated.shared)
    } else {
        format!("core/{}.toml could say it once for all tracks", repeated.shared.level)
    }
}

/// Returns the copies for a terminal.
pub fn text(framework: &Framework, found: &Copies<'_>, options: TextOptions) -> String {
    let mut page = Printer { out: String::new(), options };
    page.line(0, &headline(found), BOLD);
    for drifted in &found.drifted {
        page.blank();
        page.line(0, &clean(&drifted.copy.at()), BOLD);
        page.line(
            2,
            &clean(&format!("{} {}", sign(PageBar::Bar(drifted.judgment.bar)), what(framework, drifted))),
            Style::new(),
        );
        page.words(4, &drifted.words);
        for line in evidence(drifted) {
            page.line(4, &clean(&format!("\u{2514} {line}")), DIM);
        }
        page.line(4, &clean(&format!("\u{2514} copied from {}", drifted.original.at())), DIM);
    }
    if found.repeated.is_empty() {
        return page.out;
    }
    page.blank();
    page.line(0, &format!("{} word for word at several places:", plural(found.repeated.len(), "sentence")), BOLD);
    let shown = if options.all { usize::MAX } else { SHOWN };
    for repeated in found.repeated.iter().take(shown) {
        page.blank();
        page.line(2, &clean(repeated.places[0].text()).replace('\n', " "), Style::new());
        for place in &repeated.places {
            page.line(4, &clean(&place.at()), DIM);
        }
        page.line(4, &clean(&format!("\u{2514} {}", advice(repeated))), DIM);
    }
    if found.repeated.len() > shown {
        page.blank();
        page.line(2, &format!("\u{2026} and {} more (-v shows all)", found.repeated.len() - shown), DIM);
    }
    if found.drifted.iter().any(|drifted| drifted.original.page().is_some_and(crate::model::PageAddress::is_core)) {
        page.blank();
        page.line(
            0,
            "`rungs drift --adopt ADDRESS` takes a copy out of its page, so that the shared sentence applies.",
            Style::new(),
        );
    }
    page.out
}

/// Returns the copies as Markdown.
pub fn markdown(framework: &Framework, found: &Copies<'_>) -> String {
    let plain = escape::markdown;
    let mut out = format!("{}\n", plain(&headline(found)));
    for drifted in &found.drifted {
        let _ = writeln!(
            out,
            "\n- **{}** {} {}  \n  {}",
            plain(&drifted.copy.at()),
            sign(PageBar::Bar(drifted.judgment.bar)),
            plain(&what(framework, drifted)),
            super::markdown::words(&drifted.words)
        );
        for line in evidence(drifted) {
            let _ = writeln!(out, "  - <sub>{}</sub>", plain(&line));
        }
        let _ = writeln!(out, "  - <sub>copied from {}</sub>", plain(&drifted.original.at()));
    }
    if !found.repeated.is_empty() {
        let _ = writeln!(out, "\n## {} word for word at several places", plural(found.repeated.len(), "sentence"));
    }
    for repeated in &found.repeated {
        let _ = writeln!(out, "\n- {}", plain(repeated.places[0].text()));
        for place in &repeated.places {
            let _ = writeln!(out, "  - {}", plain(&place.at()));
        }
        let _ = writeln!(out, "  - <sub>{}</sub>", plain(&advice(repeated)));
    }
    out
}

/// Returns what adopting a shared sentence did, in one sentence.
pub fn adopted(framework: &Framework, copy: &str, original: &Item<'_>) -> String {
    let from = original.page().map(|page| framework.page_name(page)).unwrap_or_default();
    clean(&format!("{copy} is left to the sentence of {from} ({}):\n  {}", original.at(), original.text())).into_owned()
}

/// Returns the lines of a file that an edit takes out or puts in.
pub fn lines_gone(before: &str, after: &str) -> String {
    let mut out = String::new();
    for change in similar::TextDiff::from_lines(before, after).iter_all_changes() {
        let sign = match change.tag() {
            similar::ChangeTag::Delete => '-',
            similar::ChangeTag::Insert => '+',
            similar::ChangeTag::Equal => continue,
        };
        let _ = writeln!(out, "{sign}{}", clean(change.value().trim_end_matches(['\r', '\n'])));
    }
    out
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Drift {
    /// The version of this format: 1.
    pub version: u32,
    /// Copies that read differently by now.
    pub drifted: Vec<Copy>,
    /// Sentences that stand word for word at several places.
    pub repeated: Vec<Same>,
}

/// A copy that reads differently by now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copy {
    /// What it was copied from.
    pub original: Place,
    /// The copy.
    pub copy: Place,
    /// How alike they are, 0 to 1.
    pub likeness: f64,
    /// `expectation`, `clarification` or `editorial`.
    pub impact: String,
    /// What the copy asks, held against the original: `asks-more`, `asks-less`, `mixed`, `unclear` or `same`.
    pub bar: String,
    /// The words, in runs: what only the original has is deleted, what only the copy has inserted.
    pub words: Vec<super::json::Word>,
    /// The words that speak for the bar.
    pub signals: Vec<super::json::Signal>,
    /// Why, where no signal says it.
    pub because: Option<String>,
}

/// A sentence that stands word for word at several places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Same {
    /// The places, shared text first.
    pub places: Vec<Place>,
    /// The shared sheet that could say it once, or does already.
    pub shared: String,
}

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The address.
    pub at: String,
    /// The file, relative to the framework's folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The sentence.
    pub text: String,
}

/// Returns the copies in the published format.
pub fn json(found: &Copies<'_>) -> Drift {
    let place = |item: &Item<'_>| Place {
        at: item.at(),
        file: item.file().to_owned(),
        line: item.line(),
        text: item.text().to_owned(),
    };
    let copy = |drifted: &Drifted<'_>| Copy {
        original: place(&drifted.original),
        copy: place(&drifted.copy),
        likeness: (drifted.likeness * 1000.0).round() / 1000.0,
        impact: drifted.judgment.impact.as_str().to_owned(),
        bar: drifted.judgment.bar.as_str().to_owned(),
        words: drifted.words.iter().cloned().map(Into::into).collect(),
        signals: drifted.judgment.signals.iter().map(Into::into).collect(),
        because: drifted.judgment.because.clone(),
    };
    let same = |repeated: &Repeated<'_>| Same {
        places: repeated.places.iter().map(place).collect(),
        shared: repeated.shared.to_string(),
    };
    Drift {
        version: 1,
        drifted: found.drifted.iter().map(copy).collect(),
        repeated: found.repeated.iter().map(same).collect(),
    }
}

/// Returns the JSON Schema of the copies.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Drift).to_value()
}
