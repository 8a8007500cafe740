//! Who approved the proposals of a release, as far as that is known: by reviews of the pull request that
//! brought each, and by what its commits say.

use crate::github::RepositoryName;
use crate::history::{named_approvers, pull_request};
use crate::release::{Record, RecordedProposal};
use crate::render::escape;
use crate::review;
use crate::revision::{Oid, Repository};

use super::super::context::Context;
use super::super::error::CommandError;
use super::super::github;
use super::super::review::submitted;

/// Where a release's proposals are looked for.
pub(super) struct Place<'r> {
    pub(super) repository: &'r Repository,
    /// The commit to release.
    pub(super) head: Oid,
    /// The framework's folder.
    pub(super) folder: &'r str,
    /// The repository on GitHub that the remote is, if it is one.
    pub(super) on_github: Option<RepositoryName>,
}

/// How a proposal came in.
struct Arrival {
    /// What its commit and the merge that brought it say.
    messages: Vec<String>,
    pull_request: Option<u64>,
    /// The main line before it, and with it.
    before: Option<Oid>,
    after: Oid,
}

/// Notes who approved each proposal of a record. What is not known is left out, and said.
pub(super) fn note(record: &mut Record, place: &Place<'_>, context: &Context) -> Result<(), CommandError> {
    for proposal in &mut record.proposals {
        let Some(arrival) = arrival(place, proposal)? else { continue };
        let mut known: Vec<String> = arrival.messages.iter().flat_map(|message| named_approvers(message)).collect();
        if let (Some(number), Some(name)) = (arrival.pull_request, &place.on_github) {
            known.extend(reviewers(place, name, (&arrival, number), context)?);
        }
        known.sort_by_key(|name| name.to_lowercase());
        known.dedup_by_key(|name| name.to_lowercase());
        proposal.approved_by = known;
    }
    Ok(())
}

/// Returns how the text of a proposal as it is came in.
fn arrival(place: &Place<'_>, proposal: &RecordedProposal) -> Result<Option<Arrival>, CommandError> {
    let repository = place.repository;
    let inner = format!("proposals/{}.toml", proposal.slug);
    let path = if place.folder.is_empty() { inner } else { format!("{}/{inner}", place.folder) };
    let Some(commit) = repository.walk(place.head, vec![path], false).first(repository)? else { return Ok(None) };
    let message = repository.describe(commit)?.message;
    if let Some(number) = pull_request(&message) {
        let before = repository.parents(commit)?.first().copied();
        return Ok(Some(Arrival { messages: vec![message], pull_request: Some(number), before, after: commit }));
    }
    let merges = repository.list_merges(place.head).wanted(repository, |message| pull_request(message).is_some())?;
    let Some(merge) = repository.brought_by(&merges, commit) else {
        return Ok(Some(Arrival { messages: vec![message], pull_request: None, before: None, after: commit }));
    };
    Ok(Some(Arrival {
        pull_request: pull_request(&merge.message),
        messages: vec![message, repository.describe(merge.commit)?.message],
        before: Some(merge.parent),
        after: merge.commit,
    }))
}

/// Returns who approved a pull request as it was merged, as GitHub says.
fn reviewers(
    place: &Place<'_>,
    name: &RepositoryName,
    (arrival, number): (&Arrival, u64),
    context: &Context,
) -> Result<Vec<String>, CommandError> {
    if !github::has_token() {
        context.say(&format!("Without GITHUB_TOKEN it is not known who approved #{number}; the record leaves it out."));
        return Ok(Vec::new());
    }
    let client = github::client(context, false)?;
    let asked = client.pull_request(name, number).and_then(|pull| Ok((pull, client.reviews(name, number)?)));
    let (pull, reviews) = match asked {
        Ok(asked) => asked,
        Err(error) => {
            let why = escape::visible(&error.message);
            context.say(&format!("It is not known who approved #{number}, and the record leaves it out: {why}"));
            return Ok(Vec::new());
        }
    };
    let given: Vec<review::Submitted> = reviews.into_iter().map(submitted).collect();
    let mut out = Vec::new();
    for (user, commit) in review::approvers(&given, &pull.author.login) {
        if commit.is_some_and(|commit| saw(place, arrival, &commit)) {
            out.push(user);
        } else {
            let user = escape::visible(&user);
            context.say(&format!(
                "{user} approved #{number} before it read as it was merged; the record leaves that out."
            ));
        }
    }
    Ok(out)
}

/// Whether every file of the framework that came in stood word for word in a commit. What cannot be
/// known does not count.
fn saw(place: &Place<'_>, arrival: &Arrival, commit: &str) -> bool {
    let repository = place.repository;
    let seen = || -> Result<bool, crate::revision::RevisionError> {
        let reviewed = repository.commit_by_hash(commit)?;
        let after = repository.snapshot("", arrival.after, place.folder)?;
        let before = match arrival.before {
            Some(before) => repository.snapshot("", before, &after.folder)?,
            None => repository.nothing("", &after.folder),
        };
        let then = repository.snapshot("", reviewed, &after.folder)?;
        for file in repository.changed(&before, &after)? {
            let path = if then.folder.is_empty() { file.path } else { format!("{}/{}", then.folder, file.path) };
            if repository.file_at(reviewed, &path)? != file.after {
                return Ok(false);
            }
        }
        Ok(true)
    };
    seen().unwrap_or(false)
}
