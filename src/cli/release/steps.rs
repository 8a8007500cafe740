//! Taking the steps of a release.

use crate::release::StepKind;
use crate::render;

use super::super::context::Context;
use super::super::error::CommandError;
use super::super::files;
use super::prepare::{File, Release};
use super::{Args, publish};

/// Takes the steps that are left, one after another, saying what is done.
pub(super) fn take(release: &Release, args: &Args, context: &Context) -> Result<(), CommandError> {
    let left: Vec<StepKind> = release.plan.left().cloned().collect();
    for step in left {
        take_one(&step, release, args, context)?;
    }
    let from = release.record.effective;
    let when = if from > release.record.date { format!(" It holds from {from}.") } else { String::new() };
    if args.pull_request {
        return Ok(());
    }
    context.say(&format!("{} is released.{when}", release.plan.tag));
    if !release.has_remote {
        let why = if args.no_push { "as asked" } else { "there is no remote repository" };
        context.say(&format!(
            "Nothing was pushed: {why}. Later: git push --atomic {} {} {}",
            args.remote, args.branch, release.plan.tag
        ));
    }
    Ok(())
}

fn take_one(step: &StepKind, release: &Release, args: &Args, context: &Context) -> Result<(), CommandError> {
    match step {
        StepKind::WriteRecord => write(release, &crate::release::file_of(&release.record.version)),
        StepKind::WriteChangelog => write(release, "CHANGELOG.md"),
        StepKind::WriteVersion => write(release, "framework.toml"),
        StepKind::RemoveProposals => remove_proposals(release),
        StepKind::Commit => commit(release, args, context),
        StepKind::Tag => tag(release, context),
        StepKind::Push => push(release, args, context),
        StepKind::Publish => publish::publish(args, context, (&release.repository, &release.plan.tag), &release.record),
        StepKind::Propose => propose(release, args, context),
    }
}

fn write(release: &Release, end: &str) -> Result<(), CommandError> {
    for file in release.files.iter().filter(|file| file.path.ends_with(end)) {
        if let Some(text) = &file.new {
            files::write_file(&file.place, text.as_bytes())?;
        }
    }
    Ok(())
}

fn remove_proposals(release: &Release) -> Result<(), CommandError> {
    for file in release.files.iter().filter(|file| file.new.is_none()) {
        match std::fs::remove_file(&file.place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(CommandError::io("remove", &file.place, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The branch on which the commit is made where it is to be proposed.
fn proposed_branch(release: &Release) -> String {
    format!("release-{}", release.record.version)
}

fn commit(release: &Release, args: &Args, context: &Context) -> Result<(), CommandError> {
    if args.pull_request {
        release.repository.user_git(&["switch", "--create", &proposed_branch(release)])?;
    }
    let (kept, gone): (Vec<&File>, Vec<&File>) = release.files.iter().partition(|file| file.new.is_some());
    run(release, &["add", "--"], &kept)?;
    if !gone.is_empty() {
        run(release, &["rm", "--quiet", "--cached", "--ignore-unmatch", "--"], &gone)?;
    }
    let message = format!("Release {}", release.record.version);
    let all: Vec<&File> = release.files.iter().collect();
    run(release, &["commit", "--quiet", &format!("--message={message}"), "--only", "--"], &all)?;
    context.say(&format!("Committed \u{201c}{message}\u{201d}."));
    Ok(())
}

/// Runs the user's git on some files.
fn run(release: &Release, command: &[&str], files: &[&File]) -> Result<(), CommandError> {
    let paths = files.iter().map(|file| file.path.as_str());
    let whole: Vec<&str> = command.iter().copied().chain(paths).collect();
    release.repository.user_git(&whole)?;
    Ok(())
}

/// Tags the commit with the notes as message; git signs it where the user's git is told to.
fn tag(release: &Release, context: &Context) -> Result<(), CommandError> {
    let name = &release.plan.tag;
    let message = format!("{name}\n\n{}", render::release::notes(&release.record, render::release::Place::Tag));
    release.repository.user_git(&[
        "tag",
        "--annotate",
        "--cleanup=whitespace",
        &format!("--message={message}"),
        name,
    ])?;
    context.say(&format!("Tagged {name}."));
    Ok(())
}

fn push(release: &Release, args: &Args, context: &Context) -> Result<(), CommandError> {
    let tag = format!("refs/tags/{}", release.plan.tag);
    let branch = format!("HEAD:refs/heads/{}", args.branch);
    let pushed = release.repository.user_git(&["push", "--quiet", "--atomic", &args.remote, &branch, &tag]);
    if let Err(error) = pushed {
        return Err(CommandError::with_hint(
            format!("{} is committed and tagged here, and was not pushed: {}", release.plan.tag, error.message),
            "when that is mended, run `rungs release` again: it finishes. Where the branch is protected: \
             undo with `git tag --delete` and `git reset`, and use --pull-request",
        ));
    }
    context.say(&format!("Pushed {} and {} to {}.", args.branch, release.plan.tag, args.remote));
    Ok(())
}

fn propose(release: &Release, args: &Args, context: &Context) -> Result<(), CommandError> {
    let branch = proposed_branch(release);
    if !release.has_remote {
        context.say(&format!("The commit is on the branch {branch}. When it is merged: rungs release --tag"));
        return Ok(());
    }
    release.repository.user_git(&["push", "--quiet", "--set-upstream", &args.remote, &branch])?;
    publish::open_pull_request(args, context, &release.repository, &release.record, &branch)
}
