//! A release for people: its entry in the changelog, the notes on GitHub, an announcement that a
//! leader can send. All told from the record alone, so that each can be written anew.

use std::fmt::Write as _;

use crate::diff::Impact;
use crate::release::{Finding, Plan, Record, RecordedChange, RecordedPage, Refusal, Severity, StepKind};

use super::escape::{markdown, markdown_file, visible};
use super::outline::plural;

/// How many changes of wording an entry lists; the record has all.
const WORDING_SHOWN: usize = 40;

/// Where notes are read: how the text of the framework is neutralised there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a Markdown file of the repository.
    File,
    /// In a release or comment on GitHub, where mentions reach people.
    GitHub,
    /// In the message of a tag.
    Tag,
}

impl Place {
    fn plain(self, text: &str) -> String {
        match self {
            Self::File => markdown_file(text),
            Self::GitHub => markdown(text),
            Self::Tag => visible(text),
        }
    }
}

/// Returns the entry of a release in the changelog, as Markdown, with its heading.
pub fn entry(record: &Record) -> String {
    let mut out = format!("## [{}] - {}\n\n", record.version, record.date);
    out.push_str(&notes(record, Place::File));
    out
}

/// Returns the notes of a release as Markdown: what it asks of whom, why, and what changed.
///
/// On GitHub they are never longer than it takes: the changes then stand in the record alone.
pub fn notes(record: &Record, place: Place) -> String {
    let whole = all_notes(record, place, true);
    if place != Place::GitHub || whole.chars().count() <= LONGEST {
        return whole;
    }
    let short = all_notes(record, place, false);
    let more = format!("All {} changes are in `{}`.\n", record.changes.len(), crate::release::file_of(&record.version));
    short + &more
}

/// What a release on GitHub takes, with room to spare: 125,000 characters.
const LONGEST: usize = 120_000;

fn all_notes(record: &Record, place: Place, with_changes: bool) -> String {
    let mut out = String::new();
    if record.effective > record.date {
        let _ = writeln!(out, "In force from {}.\n", record.effective);
    }
    if let Some(reason) = &record.lower_because {
        let called_for = record.called_for.as_str();
        let _ = writeln!(out, "By its content this is a {called_for} version: {}\n", place.plain(reason));
    }
    asks(record, place, &mut out);
    reasons(record, place, &mut out);
    if !with_changes {
        return out;
    }
    for (title, of) in [
        ("Added", is_added as fn(&RecordedChange) -> bool),
        ("Changed", |change| !is_added(change) && !is_removed(change)),
        ("Removed", is_removed),
    ] {
        changes(record, (title, of), place, &mut out);
    }
    wording(record, place, &mut out);
    if record.changes.is_empty() {
        let first = record.follows.is_none();
        out.push_str(if first { "The first release.\n" } else { "Nothing that the framework says changed.\n" });
    }
    out
}

fn is_added(change: &RecordedChange) -> bool {
    change.kind.ends_with("added")
}

fn is_removed(change: &RecordedChange) -> bool {
    change.kind.ends_with("removed")
}

fn sign(bar: &str) -> &'static str {
    match bar {
        "asks-more" => "\u{25b2}",
        "asks-less" => "\u{25bc}",
        "mixed" => "\u{25c6}",
        "unclear" => "?",
        "new" => "+",
        "withdrawn" => "\u{2212}",
        _ => "=",
    }
}

/// The words for what changed for a page, after its name.
fn verb(bar: &str) -> &'static str {
    match bar {
        "asks-more" => "asks more",
        "asks-less" => "asks less",
        "mixed" => "asks more in one way and less in another",
        "unclear" => "may ask more or less",
        "new" => "is new",
        "withdrawn" => "is withdrawn",
        _ => "asks the same",
    }
}

fn asks(record: &Record, place: Place, out: &mut String) {
    let moved: Vec<&RecordedPage> = record.pages.iter().filter(|page| page.bar != "same").collect();
    if record.pages.is_empty() {
        return;
    }
    out.push_str("### What this asks of whom\n\n");
    for page in &moved {
        let reached = record.of_impact(Impact::Expectation).filter(|change| change.pages.contains(&page.page)).count();
        let count = if reached == 0 { String::new() } else { format!(" ({})", plural(reached, "change")) };
        let _ = writeln!(out, "- {} **{}** {}{count}", sign(&page.bar), place.plain(&page.name), verb(&page.bar));
    }
    let same = record.pages.len() - moved.len();
    match (moved.is_empty(), same) {
        (true, _) => out.push_str("Nobody's bar moves.\n"),
        (_, 0) => {}
        _ => {
            let _ = writeln!(out, "- = {} with changes of wording or names only", plural(same, "page"));
        }
    }
    out.push('\n');
}

fn reasons(record: &Record, place: Place, out: &mut String) {
    if record.proposals.is_empty() {
        return;
    }
    out.push_str("### Why\n\n");
    for proposal in &record.proposals {
        let _ = write!(out, "- **{}**: {}", place.plain(&proposal.title), place.plain(&one_line(&proposal.why)));
        if let Some(sponsor) = &proposal.sponsor {
            let _ = write!(out, " (sponsor: {})", place.plain(sponsor));
        }
        if !proposal.approved_by.is_empty() {
            let _ = write!(out, " (approved by {})", place.plain(&proposal.approved_by.join(", ")));
        }
        out.push('\n');
    }
    out.push('\n');
}

fn changes(record: &Record, (title, of): (&str, fn(&RecordedChange) -> bool), place: Place, out: &mut String) {
    let listed: Vec<_> = record.of_impact(Impact::Expectation).filter(|change| of(change)).collect();
    if listed.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {title}\n");
    for change in listed {
        let _ = writeln!(out, "- {} {}", sign(&change.bar), place.plain(&change.sentence));
    }
    out.push('\n');
}

fn wording(record: &Record, place: Place, out: &mut String) {
    let clarified: Vec<_> = record.of_impact(Impact::Clarification).collect();
    let editorial = record.of_impact(Impact::Editorial).count();
    if clarified.is_empty() && editorial == 0 {
        return;
    }
    out.push_str("### Wording\n\n");
    for change in clarified.iter().take(WORDING_SHOWN) {
        let _ = writeln!(out, "- {}", place.plain(&change.sentence));
    }
    if clarified.len() > WORDING_SHOWN {
        let more = clarified.len() - WORDING_SHOWN;
        let _ = writeln!(out, "- and {more} more, in `{}`", crate::release::file_of(&record.version));
    }
    if editorial > 0 {
        let what = "of typography, spelling, order or names";
        let _ = writeln!(out, "- {} {what}", plural(editorial, "change"));
    }
    out.push('\n');
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns two paragraphs that a leader can send: what changes for whom, and why; plain text.
pub fn announcement(record: &Record, framework: &str, what: &str) -> String {
    let of = |bar: &str| record.pages.iter().filter(|page| page.bar == bar).map(|page| page.name.clone()).collect();
    let mut parts = Vec::new();
    for (bar, one, many) in [
        ("asks-more", "asks more than before", "ask more than before"),
        ("asks-less", "asks less than before", "ask less than before"),
        ("mixed", "asks more in one way and less in another", "ask more in one way and less in another"),
        (
            "unclear",
            "reads differently in a way that people must weigh",
            "read differently in a way that people must weigh",
        ),
        ("new", "is new", "are new"),
        ("withdrawn", "is withdrawn", "are withdrawn"),
    ] {
        let names: Vec<String> = of(bar);
        if !names.is_empty() {
            parts.push(format!("{} {}", listed(&names), if names.len() == 1 { one } else { many }));
        }
    }
    let mut first = format!("{what} of {} ", visible(framework));
    if parts.is_empty() {
        first.push_str("changes nobody's bar: only wording, examples or names read differently.");
    } else {
        let _ = write!(first, "changes what we expect. {}.", parts.join(". "));
        if record.pages.iter().any(|page| page.bar == "same") {
            first.push_str(" Everywhere else the bar stays where it was.");
        }
    }
    if record.effective > record.date {
        let _ = write!(first, " It holds from {}; until then the version before applies.", record.effective);
    }
    let mut second: Vec<String> = record
        .proposals
        .iter()
        .map(|proposal| {
            let why = one_line(&proposal.why);
            let end = if why.ends_with(['.', '!', '?']) { "" } else { "." };
            format!("{}: {why}{end}", proposal.title)
        })
        .collect();
    if second.is_empty() {
        let told = record.of_impact(Impact::Expectation).take(3).map(|change| change.sentence.clone());
        second.extend(told);
    }
    second.push(
        "If a page concerns you, compare its two versions yourself, and ask your manager what is unclear.".to_owned(),
    );
    format!("{}\n\n{}\n", visible(&first), visible(&second.join(" ")))
}

/// Names in a row: `a`, `a and b`, `a, b and c`; of many, the first and how many more.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let (mut shown, more) = (names.iter().take(SHOWN).cloned().collect::<Vec<_>>(), names.len().saturating_sub(SHOWN));
    if more > 0 {
        shown.push(plural(more, "other page"));
    }
    match &shown[..] {
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

/// Returns the steps of a release, one a line, those that are done marked.
pub fn plan(plan: &Plan, files: &[String], remote: Option<&str>) -> String {
    let mut out = String::new();
    for step in &plan.steps {
        let what = match &step.kind {
            StepKind::WriteRecord => "write the record".to_owned(),
            StepKind::WriteChangelog => "put the entry into CHANGELOG.md".to_owned(),
            StepKind::WriteVersion => format!("write version {} into framework.toml", plan.version),
            StepKind::RemoveProposals => "remove the proposals that the record now holds".to_owned(),
            StepKind::Commit => format!("commit {}, and nothing else", files.join(", ")),
            StepKind::Tag => format!("tag the commit {}", plan.tag),
            StepKind::Push => format!("push branch and tag to {}, both or neither", remote.unwrap_or("the remote")),
            StepKind::Publish => "publish the notes as a release on GitHub".to_owned(),
            StepKind::Propose => {
                "push a branch and open a pull request; after its merge: rungs release --tag".to_owned()
            }
        };
        let _ = writeln!(out, "  {} {}", if step.done { "done " } else { "to do" }, visible(&what));
    }
    out
}

/// Returns what is to be said of a release, as text.
pub fn findings(tag: &str, findings: &[Finding]) -> String {
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Wrong);
    let word = if wrong { "does not tell the truth" } else { "tells the truth" };
    let mut out = format!(
        "{} {} {word}
",
        if wrong { "\u{d7}" } else { "\u{2713}" },
        visible(tag)
    );
    for finding in findings {
        let sign = if finding.severity == Severity::Wrong { "\u{d7}" } else { "\u{b7}" };
        let _ = writeln!(out, "    {sign} {}", visible(&finding.message));
    }
    out
}

/// Returns what of a file changes, as a unified diff.
pub fn file_diff(path: &str, old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let (from, to) = (if old.is_empty() { "/dev/null" } else { path }, if new.is_empty() { "/dev/null" } else { path });
    visible(&diff.unified_diff().context_radius(2).header(from, to).to_string())
}

/// Returns the reasons against a release, each with what to do.
pub fn refusals(found: &[Refusal]) -> String {
    let mut out = String::new();
    for refusal in found {
        let _ = writeln!(out, "  \u{d7} {}\n    {}", visible(&refusal.message), visible(&refusal.help));
    }
    out
}
