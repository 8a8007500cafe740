//! The rules of a policy as values.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::diff::{Bar, BumpRules, Impact, Kind, ScaleDefinition, Scales};
use crate::model::{Id, Status};
use crate::source::{Placed, Severity, Source};

use super::approver::Approver;

/// What stands before the version in the name of a release's tag, unless a policy says otherwise.
pub(super) const TAG_PREFIX: &str = "v";

/// Everything a policy says. The default says nothing: a change waits for nobody.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Whether an expectation change needs a written reason.
    pub proposals: Proposals,
    /// Groups of people by name, used where GitHub's own teams cannot be read.
    pub teams: IndexMap<String, Team>,
    /// Who must agree to what, in file order.
    pub requirements: Vec<Requirement>,
    /// Times in which the bar does not move, in file order.
    pub freezes: Vec<Freeze>,
    /// How version numbers are counted.
    pub scheme: Scheme,
    /// What stands before the version in the name of a release's tag, where it is not `v`.
    pub tag_prefix: Option<String>,
    /// What the company wants other than the usual version for a change.
    pub bump_rules: BumpRules,
    /// How strict each rule of writing is, by the rule's name; none where it is off.
    pub lint: IndexMap<String, Placed<Option<Severity>>>,
    /// Own graded words by the name of their scale, laid over the shipped ones.
    pub scales: IndexMap<String, Placed<ScaleDefinition>>,
    /// The file; none where there is no policy.
    pub source: Option<Arc<Source>>,
}

impl Policy {
    /// What stands before the version in the name of a release's tag.
    pub fn tag_prefix(&self) -> &str {
        self.tag_prefix.as_deref().unwrap_or(TAG_PREFIX)
    }
}

/// Whether an expectation change needs a written reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Proposals {
    /// One is welcome.
    #[default]
    Optional,
    /// Without one it is refused.
    Required,
}

impl Proposals {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}

/// How version numbers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// By what changed: major, minor, patch.
    #[default]
    SemVer,
    /// By the calendar: year, month, and a number within the month.
    CalVer,
}

impl Scheme {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SemVer => "semver",
            Self::CalVer => "calver",
        }
    }
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// GitHub users, without the `@`.
    pub members: Vec<Placed<String>>,
    /// The line of its name, from 1.
    pub line: u32,
    /// The place of its name.
    pub span: std::ops::Range<usize>,
}

/// Who must agree to which changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Which changes.
    pub when: Condition,
    /// Who may agree.
    pub approvers: Vec<Placed<Approver>>,
    /// How many of them must, at least 1.
    pub count: usize,
    /// Why, for those who are asked.
    pub reason: Option<String>,
    /// The line of its heading, from 1.
    pub line: u32,
    /// The place of its heading.
    pub span: std::ops::Range<usize>,
}

/// Which changes a requirement is for: all that is given must hold, and of each list one entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Condition {
    /// How serious.
    pub impact: Vec<Impact>,
    /// What it does to what is asked.
    pub bar: Vec<Bar>,
    /// Whose pages.
    pub tracks: Vec<Placed<Id>>,
    /// Which levels' pages.
    pub levels: Vec<Placed<Id>>,
    /// Under which headings.
    pub sections: Vec<Placed<Id>>,
    /// What happened.
    pub kinds: Vec<Kind>,
    /// Whether it stands in the core.
    pub core: Option<bool>,
    /// The state of the track.
    pub status: Vec<Status>,
}

/// A time in which the bar does not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freeze {
    /// What it is for.
    pub name: String,
    /// The first day, UTC.
    pub from: Date,
    /// The last day, UTC.
    pub until: Date,
    /// The line of its heading, from 1.
    pub line: u32,
    /// The place of its heading.
    pub span: std::ops::Range<usize>,
}

impl Freeze {
    /// Whether a day lies within it; the first and the last do.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

impl Policy {
    /// The graded words to judge by; none where the shipped ones do.
    pub fn scales(&self) -> Option<Scales> {
        if self.scales.is_empty() {
            return None;
        }
        Some(Scales::with(self.scales.iter().map(|(name, scale)| (name.clone(), scale.value.clone())).collect()))
    }

    /// The freezes that hold on a day, in file order.
    pub fn freezes_on(&self, day: Date) -> impl Iterator<Item = &Freeze> {
        self.freezes.iter().filter(move |freeze| freeze.holds_on(day))
    }

    /// Everyone whom a requirement names, each once, in file order.
    pub fn approvers(&self) -> Vec<&Approver> {
        let mut out: Vec<&Approver> = Vec::new();
        for approver in self.requirements.iter().flat_map(|requirement| &requirement.approvers) {
            if out.iter().all(|other| !other.is_same(&approver.value)) {
                out.push(&approver.value);
            }
        }
        out
    }

    /// The members that `[teams]` lists for a team, by its short name; none where it lists no such
    /// team.
    pub fn members(&self, slug: &str) -> Option<Vec<&str>> {
        let found = self.teams.iter().find(|(name, _)| name.eq_ignore_ascii_case(slug));
        found.map(|(_, team)| team.members.iter().map(|member| member.value.as_str()).collect())
    }
}

impl Condition {
    /// The condition as people read it, always the same for the same condition: `impact =
    /// expectation, tracks = security-engineer`; `any change` where nothing is given.
    pub fn describe(&self) -> String {
        let mut parts = Vec::new();
        let mut list = |name: &str, words: Vec<String>| {
            if !words.is_empty() {
                parts.push(format!("{name} = {}", words.join(" or ")));
            }
        };
        let ids = |ids: &[Placed<Id>]| ids.iter().map(|id| id.value.to_string()).collect();
        list("impact", self.impact.iter().map(|impact| impact.as_str().to_owned()).collect());
        list("bar", self.bar.iter().map(|bar| bar.as_str().to_owned()).collect());
        list("tracks", ids(&self.tracks));
        list("levels", ids(&self.levels));
        list("sections", ids(&self.sections));
        list("kinds", self.kinds.iter().map(|kind| kind.as_str().to_owned()).collect());
        list("core", self.core.iter().map(ToString::to_string).collect());
        list("status", self.status.iter().map(|status| status.as_str().to_owned()).collect());
        if parts.is_empty() { "any change".to_owned() } else { parts.join(", ") }
    }
}
