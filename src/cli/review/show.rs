//! A review where it was asked for, and where GitHub Actions looks for it.

use std::io::Write as _;
use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::diff::ChangeSet;
use crate::github::Planned;
use crate::render::{self, text::TextOptions};
use crate::review::Review;

use super::{Args, Format};

/// Shows a review as asked.
pub(super) fn show(
    args: &Args,
    context: &mut Context,
    review: &Review,
    set: &ChangeSet<'_>,
) -> Result<(), CommandError> {
    let to_file = args.output.is_some();
    let bytes = match args.format {
        Format::Text => {
            let color = context.color() && !to_file;
            let options = TextOptions { width: context.width(), color, all: context.verbose() };
            render::review::text(review, set, &options).into_bytes()
        }
        Format::Markdown => whole(review, set, usize::MAX).into_bytes(),
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(review).map_err(std::io::Error::from)?;
            bytes.push(b'\n');
            bytes
        }
        Format::Github => render::review::annotations(review, set).into_bytes(),
    };
    context.deliver(args.output.as_deref(), &bytes)
}

/// The review and all changes as Markdown, no longer than a limit.
fn whole(review: &Review, set: &ChangeSet<'_>, limit: usize) -> String {
    let options = render::review::CommentOptions { framework: None, summary_url: None, limit };
    render::review::comment(review, set, &options)
}

/// Prints requests that would be sent.
pub(super) fn planned(context: &mut Context, planned: &[Planned]) -> Result<(), CommandError> {
    for plan in planned {
        let mut text = format!("\n{} {}\n", plan.method, plan.path);
        if let Some(body) = &plan.body {
            text.push_str(&serde_json::to_string_pretty(body).map_err(std::io::Error::from)?);
            text.push('\n');
        }
        context.deliver(None, text.as_bytes())?;
    }
    Ok(())
}

/// Writes the job summary and the outputs of a step, where GitHub Actions asks for them: `verdict`,
/// `waiting` (whom it waits for), and `bump` (the part of the version that must go up).
pub(super) fn tell_actions(context: &Context, review: &Review, set: &ChangeSet<'_>) -> Result<(), CommandError> {
    append("GITHUB_STEP_SUMMARY", &whole(review, set, render::review::SUMMARY_LIMIT))?;
    let mut waiting: Vec<&str> =
        review.waiting().flat_map(|requirement| &requirement.ask).map(String::as_str).collect();
    waiting.sort_unstable();
    waiting.dedup();
    let bump = review.bump.as_deref().unwrap_or_default();
    let outputs = format!("verdict={}\nwaiting={}\nbump={bump}\n", review.verdict.as_str(), waiting.join(","));
    if append("GITHUB_OUTPUT", &outputs)? {
        context.say(&format!("The review is {}.", review.verdict.as_str()));
    }
    Ok(())
}

/// Adds to the file that a variable of the environment names; returns whether it names one.
fn append(variable: &str, text: &str) -> Result<bool, CommandError> {
    let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from) else {
        return Ok(false);
    };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| CommandError::io("write", &path, &error))?;
    Ok(true)
}
