//! `rungs propose`.

mod ask;
mod open;
mod steps;
mod told;

use jiff::civil::Date;

use crate::diff::{ChangeSet, Impact};
use crate::proposal::{self, Proposal};
use crate::render;
use crate::review::Review;

use super::commits::Local;
use super::context::{Context, Outcome};
use super::error::CommandError;
use super::place;
use super::review::{Change, Range, judge_alone};

use steps::Steps;

/// Propose what was changed: write down why, commit it on a branch, and open a pull request
///
/// Looks at the work tree against the main branch, asks at the terminal for what no option tells, and
/// writes proposals/NAME.toml. Run again, it takes up the proposal that is there.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs propose                       asks for title, reason, sponsor, day and kind
  rungs propose --dry-run             what would be written, committed and opened
  rungs propose --title \"On-call is part of IC4\" --why \"Trust is our main promise\" \\
      --sponsor @cto --effective 2027-04-01 --declared expectation --open")]
pub(super) struct Args {
    /// What the proposal is called
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Why the change is to be made
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// Who stands behind it, such as @cto
    #[arg(long, value_name = "WHO")]
    sponsor: Option<String>,
    /// From when on it is to hold
    #[arg(long, value_name = "DAY")]
    effective: Option<Date>,
    /// What it is (by default what its words say)
    #[arg(long, value_name = "KIND")]
    declared: Option<Declared>,
    /// The name of the file and the branch (made of the title by default)
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// The branch to commit on (the current one, or one of the proposal's name when that is the main branch)
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,
    /// The branch the change is for (the main branch by default)
    #[arg(long, value_name = "BRANCH")]
    onto: Option<String>,
    /// Push the branch with git and open a pull request on GitHub
    #[arg(long)]
    open: bool,
    /// The remote repository to push to
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    /// Show all that would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What an author says a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Declared {
    /// The bar moves or may
    Expectation,
    /// Wording and examples
    Clarification,
    /// Typography, spelling, order, names
    Editorial,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let (repository, place) = place::repository(context)?;
    let range = match &args.onto {
        Some(onto) => Range::of_work_tree(&repository, onto)?,
        None => Range::at_hand(&repository)?,
    };
    let change = Change::read_work_tree(&Local { repository: &repository, place: &place }, &range)?;
    let set = change.compared();
    can_be_proposed(&set, &range.onto.0)?;
    let found = set.changes.iter().map(|change| change.impact).max().unwrap_or(Impact::Editorial);
    context.say(&format!("{} Compared with {}.", render::proposal::in_short(&set), range.onto.0));
    let told = args.title.is_some() || args.why.is_some();
    let (proposal, text) = match change.proposals.first() {
        Some(there) if !told => (there.clone(), None),
        _ => {
            let new = told::proposal(args, found)?;
            let text = proposal::new_file(&new);
            (new, Some(text))
        }
    };
    let review = judge_alone(&change, &set, &proposal);
    warn(context, &set, &proposal, &review);
    let body = render::proposal::description(&proposal, &set, &review);
    let folder = &set.after.folder;
    let steps = Steps::plan(args, &repository, folder, &proposal, text, &range.onto.0)?;
    if args.dry_run {
        write!(context.out(), "{}", steps.shown(args.open.then_some(body.as_str()), args))?;
        context.say("Nothing was done: this was a dry run.");
        return Ok(Outcome::Done);
    }
    if ask::somebody() && !ask::agrees(&format!("Commit this on the branch {}?", steps.branch))? {
        context.say("Nothing was done.");
        return Ok(Outcome::Done);
    }
    steps.take(context, &repository)?;
    if args.open {
        open::open(args, context, &repository, &steps, &body)?;
    } else {
        context.say("Next: rungs propose --open");
    }
    Ok(Outcome::Done)
}

fn can_be_proposed(set: &ChangeSet<'_>, onto: &str) -> Result<(), CommandError> {
    if let Some(file) = set.after.unreadable.first().or(set.before.unreadable.first()) {
        return Err(CommandError::with_hint(
            format!("{} cannot be read, so what would be proposed is not known", file.file),
            "`rungs check` shows what to mend",
        ));
    }
    if set.changes.is_empty() {
        return Err(CommandError::with_hint(
            format!("nothing of what the framework says differs from {onto}"),
            "change the framework's files first; `rungs diff` shows what a change means",
        ));
    }
    Ok(())
}

/// Says what reviewers will see first, while it is easily mended.
fn warn(context: &Context, set: &ChangeSet<'_>, proposal: &Proposal, review: &Review) {
    for found in &review.contradictions {
        let sentence = set.sentence(&set.changes[found.change.index]);
        let declared = proposal.declared.as_ref().map_or("", |declared| declared.value.as_str());
        let said = format!("{declared} is declared, and reviewers will see first: {sentence}");
        context.say(&render::escape::visible(&said));
    }
    for freeze in &review.freezes {
        context.say(&render::escape::visible(&format!(
            "It would take effect on {}, within \u{201c}{}\u{201d} ({} to {}), and wait until that is over; --effective sets a later day.",
            freeze.effective, freeze.name, freeze.from, freeze.until
        )));
    }
}
