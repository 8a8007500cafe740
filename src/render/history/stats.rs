//! Releases in numbers, for terminals and programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::history::{Count, ReleaseCounts, Statistics};
use crate::render::escape::clean;

/// How many pages are listed.
const PAGES: usize = 15;

/// How wide a bar is at the most.
const BAR: usize = 24;

/// Returns the numbers for a terminal.
pub fn text(statistics: &Statistics, width: usize) -> String {
    let mut out = String::new();
    releases(statistics, &mut out);
    counts("Behaviors by level", statistics, |release| &release.levels, width, &mut out);
    counts("Behaviors by section", statistics, |release| &release.sections, width, &mut out);
    churn(statistics, &mut out);
    for release in statistics.releases.iter().filter(|release| !release.unreadable.is_empty()) {
        let files = release.unreadable.join(", ");
        let _ =
            writeln!(out, "\n! {}: {} could not be read, so the numbers lack it.", clean(&release.name), clean(&files));
    }
    out
}

/// The table of releases: what they hold, and what share of their changes moved expectations.
fn releases(statistics: &Statistics, out: &mut String) {
    let name = statistics.releases.iter().map(|release| clean(&release.name).chars().count()).max().unwrap_or(0).max(7);
    let _ = writeln!(
        out,
        "{:name$}  {:10}  {:>5}  {:>9}  {:>7}  of expectations",
        "Release", "Day", "pages", "behaviors", "changes"
    );
    for (index, release) in statistics.releases.iter().enumerate() {
        let changes = if index == 0 { "\u{b7}".to_owned() } else { release.changes().to_string() };
        let line = format!(
            "{:name$}  {:10}  {:>5}  {:>9}  {changes:>7}  {}",
            clean(&release.name),
            release.date,
            release.pages,
            release.behaviors,
            share(release, index == 0)
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// The share of a release's changes that moved expectations: `12 (40%)` and a bar.
fn share(release: &ReleaseCounts, first: bool) -> String {
    if first || release.changes() == 0 {
        return String::new();
    }
    let percent = percent(release.expectation, release.changes());
    format!("{:>3} ({percent:>3}%) {}", release.expectation, "\u{2588}".repeat(percent / 10))
}

fn percent(part: usize, whole: usize) -> usize {
    (100 * part + whole / 2) / whole.max(1)
}

/// The counts of the last release with bars, and how they were in the first.
fn counts(
    title: &str,
    statistics: &Statistics,
    of: impl Fn(&ReleaseCounts) -> &Vec<Count>,
    width: usize,
    out: &mut String,
) {
    let (Some(first), Some(last)) = (statistics.releases.first(), statistics.releases.last()) else { return };
    let now = of(last);
    let most = now.iter().map(|count| count.count).max().unwrap_or(0).max(1);
    let name = now.iter().map(|count| clean(&count.name).chars().count()).max().unwrap_or(0).min(width / 3);
    let _ = writeln!(out, "\n{title} in {}", clean(&last.name));
    for count in now {
        let then = of(first).iter().find(|other| other.id == count.id).map_or(0, |other| other.count);
        let change = match count.count as i64 - then as i64 {
            _ if statistics.releases.len() < 2 => String::new(),
            0 => format!("as in {}", clean(&first.name)),
            difference => format!("{difference:+} since {}", clean(&first.name)),
        };
        let shown: String = clean(&count.name).chars().take(name).collect();
        let bar = "\u{2588}".repeat((count.count * BAR).div_ceil(most));
        let line = format!("  {shown:name$}  {:>5}  {bar:BAR$}  {change}", count.count);
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn churn(statistics: &Statistics, out: &mut String) {
    if statistics.churn.is_empty() {
        return;
    }
    out.push_str("\nPages that changed most\n");
    let shown = &statistics.churn[..statistics.churn.len().min(PAGES)];
    let name = shown.iter().map(|churn| clean(&churn.name).chars().count()).max().unwrap_or(0).min(40);
    for churn in shown {
        let page: String = clean(&churn.name).chars().take(name).collect();
        let (total, releases) =
            (churn.expectation + churn.other, crate::render::outline::plural(churn.releases, "release"));
        let _ = writeln!(
            out,
            "  {page:name$}  {total:>4} changes, {:>4} of expectations, in {releases}",
            churn.expectation
        );
    }
    if statistics.churn.len() > PAGES {
        let _ = writeln!(out, "  \u{2026} and {} more (--format json has all)", statistics.churn.len() - PAGES);
    }
}

/// Releases in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stats {
    /// The version of this format: 1.
    pub version: u32,
    /// The releases, the oldest first.
    pub releases: Vec<Release>,
    /// The pages that changed, those that changed most first.
    pub churn: Vec<Churn>,
}

/// One release in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// What it is called.
    pub name: String,
    /// Its day.
    pub date: String,
    /// Pages in force.
    pub pages: usize,
    /// What all pages in force ask together.
    pub behaviors: usize,
    /// The same by level, junior to senior.
    pub levels: Vec<Counted>,
    /// The same by section.
    pub sections: Vec<Counted>,
    /// Changes since the release before that move the bar or may.
    pub expectation: usize,
    /// Changes of wording or examples.
    pub clarification: usize,
    /// Changes of typography, order or names.
    pub editorial: usize,
    /// Files that could not be read.
    pub unreadable: Vec<String>,
}

/// A name and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// The id.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// How often a page changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Churn {
    /// The page's address.
    pub page: String,
    /// What people call it.
    pub name: String,
    /// Changes that moved its bar or may have.
    pub expectation: usize,
    /// Other changes that reached it.
    pub other: usize,
    /// In how many releases it changed.
    pub releases: usize,
}

/// Returns the numbers in the published format.
pub fn json(statistics: &Statistics) -> Stats {
    let counted = |counts: &[Count]| {
        let one = |count: &Count| Counted { id: count.id.clone(), name: count.name.clone(), count: count.count };
        counts.iter().map(one).collect()
    };
    let release = |release: &ReleaseCounts| Release {
        name: release.name.clone(),
        date: release.date.clone(),
        pages: release.pages,
        behaviors: release.behaviors,
        levels: counted(&release.levels),
        sections: counted(&release.sections),
        expectation: release.expectation,
        clarification: release.clarification,
        editorial: release.editorial,
        unreadable: release.unreadable.clone(),
    };
    let churn = |churn: &crate::history::PageChurn| Churn {
        page: churn.page.to_string(),
        name: churn.name.clone(),
        expectation: churn.expectation,
        other: churn.other,
        releases: churn.releases,
    };
    Stats {
        version: 1,
        releases: statistics.releases.iter().map(release).collect(),
        churn: statistics.churn.iter().map(churn).collect(),
    }
}

/// Returns the JSON Schema of the numbers.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Stats).to_value()
}
