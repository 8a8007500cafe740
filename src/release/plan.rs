//! The steps of a release, in order, each with whether it is done already: so that it can be printed
//! beforehand, stopped at any point, and run again to its end.

use semver::Version;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Whether it is done already.
    pub done: bool,
}

/// A step of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// Write the record.
    WriteRecord,
    /// Put the entry into the changelog.
    WriteChangelog,
    /// Write the version into `framework.toml`.
    WriteVersion,
    /// Remove the proposals that the record now holds.
    RemoveProposals,
    /// Commit these files, and nothing else.
    Commit,
    /// Tag the commit.
    Tag,
    /// Push branch and tag, both or neither.
    Push,
    /// Publish the notes on GitHub.
    Publish,
    /// Push a branch and propose the commit on GitHub.
    Propose,
}

/// How far things are.
#[derive(Debug, Clone, Default)]
pub struct Situation {
    /// Whether the record's file reads already as it is to.
    pub record: bool,
    /// Whether the changelog does.
    pub changelog: bool,
    /// Whether `framework.toml` does.
    pub version: bool,
    /// Whether the proposals' files are gone.
    pub proposals: bool,
    /// Whether the commit is made.
    pub committed: bool,
    /// Whether the tag is there, and names that commit.
    pub tagged: bool,
    /// Whether there is a remote repository to push to.
    pub remote: bool,
    /// Whether it has branch and tag.
    pub pushed: bool,
    /// Whether the release is to be published on GitHub.
    pub publish: bool,
    /// Whether it stands there with these notes; with a pull request, whether that is open.
    pub published: bool,
    /// Whether the main branch is protected, so that the commit is proposed and the tag comes later.
    pub by_pull_request: bool,
}

/// The steps of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The version.
    pub version: Version,
    /// The tag's name.
    pub tag: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Returns the plan of a release. The tag comes only after the record is committed.
    pub fn of(version: Version, tag: String, situation: &Situation) -> Self {
        let committed = situation.committed;
        let mut steps = vec![
            Step { kind: StepKind::WriteRecord, done: committed || situation.record },
            Step { kind: StepKind::WriteChangelog, done: committed || situation.changelog },
            Step { kind: StepKind::WriteVersion, done: committed || situation.version },
            Step { kind: StepKind::RemoveProposals, done: committed || situation.proposals },
            Step { kind: StepKind::Commit, done: committed },
        ];
        if situation.by_pull_request {
            steps.push(Step { kind: StepKind::Propose, done: situation.published });
            return Self { version, tag, steps };
        }
        steps.push(Step { kind: StepKind::Tag, done: situation.tagged });
        if situation.remote {
            steps.push(Step { kind: StepKind::Push, done: situation.pushed });
        }
        if situation.publish {
            steps.push(Step { kind: StepKind::Publish, done: situation.published });
        }
        Self { version, tag, steps }
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.steps.iter().all(|step| step.done)
    }

    /// The steps that are left, in order.
    pub fn left(&self) -> impl Iterator<Item = &StepKind> {
        self.steps.iter().filter(|step| !step.done).map(|step| &step.kind)
    }
}
