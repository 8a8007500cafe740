//! `rungs check`.

use crate::{policy, render, storage};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::load;

/// Look for mistakes in the framework, its policy and its proposals, all of them in one run
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let loaded = load::at_hand(context)?;
    let mut problems = loaded.problems.clone();
    problems.extend(storage::validate(&loaded));
    let (policy, proposals) = load::rules_at_hand(context)?;
    problems.extend(policy.problems.iter().cloned());
    problems.extend(policy::check(&policy.policy, &loaded.framework));
    problems.extend(proposals.problems);
    let (width, color) = (context.width(), context.color());
    write!(context.out(), "{}", render::diagnostic::all(&problems, width, color))?;
    if problems.is_empty() {
        context.say("No problem found.");
        return Ok(Outcome::Done);
    }
    let files: std::collections::BTreeSet<&str> =
        problems.iter().filter_map(|problem| problem.source.as_ref()).map(|source| source.path.as_str()).collect();
    let count = problems.len();
    let plural = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    context.say(&format!("{} in {}.", plural(count, "problem"), plural(files.len().max(1), "file")));
    Ok(Outcome::Found)
}
