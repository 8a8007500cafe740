//! A proposal as leaders read it: the description of its pull request.

use std::fmt::Write as _;

use crate::diff::{Bar, ChangeSet, Impact, PageBar};
use crate::proposal::Proposal;
use crate::review::Review;

use super::escape::markdown as plain;
use super::outline::{headline, plural, verdict_name, verdict_word};

/// How many pages and sentences are listed; the comment of the review has all of them.
const PAGES: usize = 20;
const SENTENCES: usize = 20;

/// Returns the verdict on a change in one sentence.
pub fn in_short(set: &ChangeSet<'_>) -> String {
    headline(set)
}

/// Returns the description of the pull request for a proposal, as Markdown: why, from when on, what it
/// asks of whom, and who must agree. Short enough for any change.
pub fn description(proposal: &Proposal, set: &ChangeSet<'_>, review: &Review) -> String {
    let mut out = String::new();
    for paragraph in proposal.why.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let _ = writeln!(out, "{}\n", plain(paragraph));
    }
    if let Some(sponsor) = &proposal.sponsor {
        let _ = writeln!(out, "Sponsor: {}\n", plain(sponsor));
    }
    match &proposal.effective {
        Some(day) => {
            let _ = writeln!(out, "To hold from {} on.\n", day.value);
        }
        None => out.push_str("To hold as soon as it is released.\n\n"),
    }
    let _ = writeln!(out, "## {}\n", plain(&headline(set)));
    pages(set, &mut out);
    sentences(set, &mut out);
    people(review, &mut out);
    out
}

fn pages(set: &ChangeSet<'_>, out: &mut String) {
    let moved: Vec<_> =
        set.pages.iter().filter(|page| page.bar != PageBar::Bar(Bar::Same) && !page.page.is_shared()).collect();
    if moved.is_empty() {
        return;
    }
    out.push_str("| Page | Verdict |\n|---|---|\n");
    for verdict in moved.iter().take(PAGES) {
        let _ = writeln!(out, "| {} | {} |", plain(&verdict_name(set, verdict)), verdict_word(set, verdict));
    }
    out.push('\n');
    if moved.len() > PAGES {
        let _ = writeln!(out, "\u{2026} and {} more\n", plural(moved.len() - PAGES, "page"));
    }
}

fn sentences(set: &ChangeSet<'_>, out: &mut String) {
    let (bar, rest): (Vec<_>, Vec<_>) = set.changes.iter().partition(|change| change.impact == Impact::Expectation);
    for change in bar.iter().take(SENTENCES) {
        let _ = writeln!(out, "- {}", plain(&set.sentence(change)));
    }
    if bar.len() > SENTENCES {
        let _ = writeln!(out, "- \u{2026} and {} more", plural(bar.len() - SENTENCES, "change"));
    }
    if !bar.is_empty() {
        out.push('\n');
    }
    if !rest.is_empty() {
        let _ = writeln!(out, "{} of wording, examples, names or order only.\n", plural(rest.len(), "change"));
    }
}

fn people(review: &Review, out: &mut String) {
    if review.requirements.is_empty() {
        return;
    }
    out.push_str("## Who must agree\n\n");
    for requirement in &review.requirements {
        let names = requirement.approvers.join(", ");
        let who = if requirement.approvers.len() > 1 { format!("{} of {names}", requirement.count) } else { names };
        let reason = requirement.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let _ = writeln!(out, "- {}", plain(&format!("{who}{reason}")));
    }
}
