//! The record of a release: what changed for whom, and why. Everything that a changelog or an
//! announcement says can be told from it alone.

use jiff::civil::Date;
use semver::Version;

use crate::diff::{Bump, ChangeSet, Impact, SCALES_VERSION};
use crate::proposal::Proposal;

/// What a release holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The version.
    pub version: Version,
    /// The version it follows; none for the first.
    pub follows: Option<Version>,
    /// The day of the release, UTC.
    pub date: Date,
    /// From when on it holds, UTC.
    pub effective: Date,
    /// The commit of the release before; none for the first.
    pub from: Option<String>,
    /// The commit whose content is released.
    pub to: String,
    /// The part of the version that the content calls for.
    pub called_for: Bump,
    /// Why the version is lower than the content calls for, where it is.
    pub lower_because: Option<String>,
    /// The version of the program that judged.
    pub tool: String,
    /// The version of the graded words it judged by.
    pub scales: u32,
    /// The pages that changed, in reading order; shared sheets are not among them.
    pub pages: Vec<RecordedPage>,
    /// The changes, in reading order.
    pub changes: Vec<RecordedChange>,
    /// The proposals that it fulfills, by their short names.
    pub proposals: Vec<RecordedProposal>,
}

/// A page that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedPage {
    /// Its address.
    pub page: String,
    /// What people call it.
    pub name: String,
    /// The word for what changed for it: `asks-more`, `new` …
    pub bar: String,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    /// Its fingerprint.
    pub id: String,
    /// The word for what happened.
    pub kind: String,
    /// How serious it is.
    pub impact: Impact,
    /// The word for what it does to what is asked.
    pub bar: String,
    /// It, as one sentence.
    pub sentence: String,
    /// The addresses of the pages it reaches.
    pub pages: Vec<String>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedProposal {
    /// Its short name.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Why.
    pub why: String,
    /// Who stands behind it.
    pub sponsor: Option<String>,
    /// Who approved it: GitHub users without the `@`, and names as commits have them; empty where that
    /// is not known.
    pub approved_by: Vec<String>,
}

/// What surrounds a comparison when it is written down as a release.
#[derive(Debug, Clone)]
pub struct Written {
    /// The version.
    pub version: Version,
    /// The version it follows.
    pub follows: Option<Version>,
    /// The day, UTC.
    pub date: Date,
    /// From when on it holds: none means the latest of its proposals', or the day.
    pub effective: Option<Date>,
    /// The commit of the release before.
    pub from: Option<String>,
    /// The commit whose content is released.
    pub to: String,
    /// Why the version is lower than the content calls for.
    pub lower_because: Option<String>,
    /// The version of the program.
    pub tool: String,
}

impl Record {
    /// Returns the record of a release with this content.
    pub fn of(set: &ChangeSet<'_>, proposals: &[Proposal], written: Written) -> Self {
        let latest = proposals.iter().filter_map(|proposal| proposal.effective.as_ref()).map(|day| day.value).max();
        let effective = written.effective.or(latest).unwrap_or(written.date).max(written.date);
        Self {
            version: written.version,
            follows: written.follows,
            date: written.date,
            effective,
            from: written.from,
            to: written.to,
            called_for: set.summary().bump,
            lower_because: written.lower_because,
            tool: written.tool,
            scales: SCALES_VERSION,
            pages: pages(set),
            changes: changes(set),
            proposals: proposals.iter().map(recorded).collect(),
        }
    }

    /// Takes over who approved which proposal from another record of the same release.
    pub fn take_approvals(&mut self, other: &Self) {
        for proposal in &mut self.proposals {
            if let Some(same) = other.proposals.iter().find(|other| other.slug == proposal.slug) {
                proposal.approved_by.clone_from(&same.approved_by);
            }
        }
    }

    /// The changes of an impact.
    pub fn of_impact(&self, impact: Impact) -> impl Iterator<Item = &RecordedChange> {
        self.changes.iter().filter(move |change| change.impact == impact)
    }
}

fn pages(set: &ChangeSet<'_>) -> Vec<RecordedPage> {
    let listed = set.pages.iter().filter(|verdict| !verdict.page.is_shared());
    listed
        .map(|verdict| {
            let name = set.page_name(&verdict.page);
            let name = match &verdict.into {
                Some(into) => format!("{name}, now {}", set.after.page_name(into)),
                None => name,
            };
            RecordedPage { page: verdict.page.to_string(), name, bar: verdict.bar.as_str().to_owned() }
        })
        .collect()
}

fn changes(set: &ChangeSet<'_>) -> Vec<RecordedChange> {
    let recorded = |change: &crate::diff::Change<'_>| RecordedChange {
        id: change.id(),
        kind: change.kind.as_str().to_owned(),
        impact: change.impact,
        bar: change.bar.as_str().to_owned(),
        sentence: set.sentence(change),
        pages: change.reaches.iter().map(|reach| reach.page.to_string()).collect(),
    };
    set.changes.iter().map(recorded).collect()
}

fn recorded(proposal: &Proposal) -> RecordedProposal {
    RecordedProposal {
        slug: proposal.slug.clone(),
        title: proposal.title.clone(),
        why: proposal.why.trim().to_owned(),
        sponsor: proposal.sponsor.clone(),
        approved_by: Vec::new(),
    }
}
