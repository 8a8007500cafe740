//! What a review found: plain data, and at once the published JSON of `rungs review --format json`,
//! version 1. Fields may be added; those that are there keep their meaning.

use schemars::JsonSchema;
use serde::Serialize;

/// What a change still needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// The version of this format: 1.
    pub version: u32,
    /// Whether anything waits or is refused.
    pub verdict: Verdict,
    /// The base: where the change parted from the branch it is for.
    pub from: Side,
    /// The head of the change.
    pub to: Side,
    /// The day it was judged on, UTC.
    pub day: String,
    /// The part of the version that must go up: `major`, `minor`, `patch` or `none`. None where that
    /// could not be judged.
    pub bump: Option<String>,
    /// Why nothing can be said: files that cannot be read. Then nothing below is a verdict.
    pub unjudged: Vec<Problem>,
    /// What must be mended in the change's own files before it may be merged.
    pub refusals: Vec<Problem>,
    /// Changes more serious than their author declared: what reviewers should see first.
    pub contradictions: Vec<Contradiction>,
    /// Expectation changes without a written reason, where the policy wants one.
    pub unexplained: Vec<ChangeRef>,
    /// Freezes in which the change would take effect.
    pub freezes: Vec<FreezeHit>,
    /// Who must agree to what, those of the gate itself first, then in the order of the policy; only
    /// those that the change meets.
    pub requirements: Vec<Requirement>,
    /// Changes of the rules themselves, which everyone whom the policy names must agree to.
    pub gate: Vec<ChangeRef>,
    /// Whether the policy of the base names nobody at all, so that a change waits for nobody.
    pub nobody_required: bool,
    /// What each reviewer's last review is worth.
    pub approvals: Vec<Approval>,
    /// What people knowingly accept, and whether it counts.
    pub acceptances: Vec<Acceptance>,
    /// Teams of which nobody could say who belongs to them.
    pub unverifiable_teams: Vec<UnverifiableTeam>,
    /// The reasons that come with the change.
    pub proposals: Vec<ProposalLine>,
    /// The changes, in the order of the comparison.
    pub changes: Vec<ReviewedChange>,
}

/// Whether anything waits or is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing waits.
    Ready,
    /// Somebody must still agree, or a freeze must end.
    Waiting,
    /// Something of the change itself must be mended first.
    Refused,
    /// It could not be judged.
    Unjudged,
}

impl Verdict {
    /// The word for it, as JSON spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Refused => "refused",
            Self::Unjudged => "unjudged",
        }
    }
}

/// A revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// As it was asked for.
    pub spec: String,
    /// The commit, where it is one.
    pub commit: Option<String>,
}

/// A change, by its place in the comparison and by its fingerprint; JSON has the fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct ChangeRef {
    /// The index into the comparison's changes.
    #[serde(skip)]
    pub index: usize,
    /// The fingerprint.
    pub id: String,
}

/// A change as a review speaks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewedChange {
    /// The fingerprint.
    pub id: String,
    /// What happened: `added`, `removed`, `reworded` …
    pub kind: String,
    /// `expectation`, `clarification` or `editorial`.
    pub impact: String,
    /// `asks-more`, `asks-less`, `mixed`, `unclear` or `same`.
    pub bar: String,
    /// The change as one plain sentence.
    pub sentence: String,
    /// Its file, from the top of the repository; empty where it has none.
    pub file: String,
    /// Its line, from 1; 0 where it has none.
    pub line: u32,
}

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// `from` or `to`: at which revision.
    pub side: String,
    /// The file, from the top of the repository; empty where it is no file's.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why somebody must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// A `[[require]]` of the policy.
    Policy,
    /// The gate guards itself: a change of the rules needs everyone whom they name.
    Gate,
}

/// Who must agree to which of the changes, and who has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Requirement {
    /// Why somebody must agree.
    pub asks: Asks,
    /// The policy's own words for why.
    pub reason: Option<String>,
    /// Which changes it is for, in words.
    pub when: String,
    /// The line in the base's `policy.toml`, from 1.
    pub line: u32,
    /// Who may agree, as the policy names them: `@ana`, `@organization/team`.
    pub approvers: Vec<String>,
    /// How many of them must.
    pub count: usize,
    /// The changes that need it.
    pub changes: Vec<ChangeRef>,
    /// The pages that these changes concern, as far as the requirement is for them.
    pub pages: Vec<String>,
    /// The people known to be able to agree, without the author.
    pub people: Vec<String>,
    /// Teams among the approvers of which not everyone could be verified.
    pub unverified: Vec<String>,
    /// Who has agreed, and to which of the changes.
    pub agreed: Vec<Agreement>,
    /// The changes that too few have agreed to.
    pub waiting: Vec<ChangeRef>,
    /// How many more must agree, for the change that lacks most; 0 when it is met.
    pub missing: usize,
    /// Whom to ask: the approvers who have not agreed to all of it, as the policy names them.
    pub ask: Vec<String>,
    /// Whether it can never be met as things stand: too few others than the author are named.
    pub impossible: bool,
}

/// Somebody's agreement to some of the changes of a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agreement {
    /// The GitHub user, without the `@`.
    pub user: String,
    /// The commit they saw.
    pub commit: String,
    /// The changes they agreed to.
    pub changes: Vec<ChangeRef>,
    /// Pages of the requirement on which they are asked again, as the verdict is another now.
    pub again: Vec<PageMoved>,
}

/// A page whose verdict is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageMoved {
    /// Its address.
    pub page: String,
    /// The verdict at the reviewed commit; none where the page had no change.
    pub then: Option<String>,
    /// The verdict now; none where the page has no change any more.
    pub now: Option<String>,
}

/// What a person's last review is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Approval {
    /// The GitHub user, without the `@`; empty where the account is gone.
    pub user: String,
    /// The commit they saw.
    pub commit: Option<String>,
    /// When, as GitHub says.
    pub submitted_at: Option<String>,
    /// Whether it counts, and why not.
    pub standing: ApprovalStanding,
    /// More about why not, in plain words.
    pub because: Option<String>,
    /// The changes it covers.
    pub covers: Vec<ChangeRef>,
    /// What is not as they saw it.
    pub since: Since,
}

/// Whether a review counts as an approval, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalStanding {
    /// It counts for what it covers.
    Counts,
    /// Their last word asks for changes.
    ChangesRequested,
    /// It was dismissed.
    Dismissed,
    /// It is the author's own.
    Own,
    /// Who gave it, or when or on what, is not known.
    Unverifiable,
    /// The commit they saw is gone everywhere.
    CommitGone,
}

/// What is not as an approver saw it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Since {
    /// Changes that are new or read differently now.
    pub changes: Vec<ChangeRef>,
    /// Changes they saw that are no longer part of it, each as one sentence.
    pub withdrawn: Vec<String>,
    /// Pages with another verdict.
    pub pages: Vec<PageMoved>,
    /// Proposals that say something else now, or are new.
    pub proposals: Vec<ProposalMoved>,
}

/// A proposal that does not say what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposalMoved {
    /// Its file, from the top of the repository.
    pub file: String,
    /// What differs: `title`, `why`, `sponsor`, `declared` or `effective`. `file` where all of it is new.
    pub what: String,
    /// What it said; none where it said nothing.
    pub then: Option<String>,
    /// What it says; none where it says nothing.
    pub now: Option<String>,
}

/// A change that is more serious than its author declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contradiction {
    /// The change.
    pub change: ChangeRef,
    /// The proposal's file, from the top of the repository.
    pub proposal: String,
    /// What the author declared: `clarification` or `editorial`.
    pub declared: String,
    /// What the words say: `expectation` or `clarification`.
    pub found: String,
    /// The words that say so.
    pub evidence: Vec<String>,
    /// Who knowingly accepts it, with an approving review; then it does not hold anything up.
    pub accepted_by: Vec<String>,
}

/// What somebody knowingly accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Acceptance {
    /// The proposal's file, from the top of the repository.
    pub proposal: String,
    /// The line there.
    pub line: u32,
    /// The change's fingerprint, as written.
    pub id: String,
    /// Who, without the `@`.
    pub who: String,
    /// Why.
    pub reason: Option<String>,
    /// Whether it counts.
    pub standing: AcceptanceStanding,
}

/// Whether an acceptance counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptanceStanding {
    /// The person's approving review covers the change.
    Counts,
    /// No change has that fingerprint (any more).
    Stale,
    /// The person has not approved the change.
    NotApproved,
    /// The policy asks others to agree to this change.
    NotAsked,
    /// It is the author's own.
    Own,
}

/// A freeze in which the change would take effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FreezeHit {
    /// What the freeze is for.
    pub name: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub until: String,
    /// The line in the base's `policy.toml`, from 1.
    pub line: u32,
    /// The day the change would take effect.
    pub effective: String,
    /// The expectation changes that wait.
    pub changes: Vec<ChangeRef>,
}

/// A team of which nobody could say who belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnverifiableTeam {
    /// `@organization/team`.
    pub team: String,
    /// Why, in plain words.
    pub because: String,
    /// Reviewers whose approval could count if they belong to it.
    pub reviewers: Vec<String>,
}

/// A reason that comes with the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposalLine {
    /// Its file, from the top of the repository.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Why.
    pub why: String,
    /// Who stands behind it.
    pub sponsor: Option<String>,
    /// What the author declares.
    pub declared: Option<String>,
    /// From when on it is to hold.
    pub effective: Option<String>,
}

impl Review {
    /// The requirements that are not met.
    pub fn waiting(&self) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(|requirement| !requirement.waiting.is_empty())
    }
}

/// Returns the JSON Schema of the format.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Review).to_value()
}
