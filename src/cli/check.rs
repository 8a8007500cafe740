//! `rungs check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::source::{Diagnostic, Fix, Severity, nearest};
use crate::{lint, policy, proposal, render, storage};

use super::context::{Context, Outcome};
use super::error::CommandError;
use super::{files, load};

/// Look for mistakes in the framework, its policy and its proposals, all of them in one run
///
/// Exits with 1 if there is a mistake; advice alone is none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs check
  rungs check --fix --dry-run      what could be corrected for certain
  rungs check v1.0.0               as it was at a revision
  rungs check handbook/framework   the framework in a folder
  rungs check --format github      annotations in a workflow")]
pub(super) struct Args {
    /// Check this revision, or the framework in this folder, instead of the files at hand
    #[arg(value_name = "REV|DIR")]
    what: Option<String>,
    /// How to show what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write to this file instead of showing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Correct what has only one correction (curly quotes, missing commas …), then check
    #[arg(long)]
    fix: bool,
    /// With --fix: only say what would be corrected
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let is_framework = |folder: &&Path| {
        let path = context.path(folder);
        path.is_dir() && (files::framework_in(&path).is_some() || folder.as_os_str().as_encoded_bytes().ends_with(b"/"))
    };
    let folder = args.what.as_deref().map(Path::new).filter(is_framework);
    if let Some(folder) = folder {
        context.use_framework(folder);
    }
    let revision = args.what.as_deref().filter(|_| folder.is_none());
    if let (Some(revision), true) = (revision, args.fix) {
        return Err(CommandError::with_hint(
            format!("there is no folder `{revision}`, and what a revision holds cannot be corrected"),
            "`rungs check --fix` corrects the files at hand",
        ));
    }
    let mut problems = find(revision, context)?;
    if args.fix && correct(args, context, &problems)? {
        problems = find(revision, context)?;
    }
    show(args, context, &problems)?;
    let serious = problems.iter().filter(|problem| problem.severity > Severity::Advice).count();
    context.say(&summary(&problems, serious, args.fix));
    Ok(if serious == 0 { Outcome::Done } else { Outcome::Found })
}

/// Everything that is wrong, file by file, top to bottom.
fn find(revision: Option<&str>, context: &Context) -> Result<Vec<Diagnostic>, CommandError> {
    let (loaded, policy, proposals): (storage::Loaded, policy::Loaded, proposal::Loaded) = match revision {
        Some(revision) => load::everything_at(context, revision)?,
        None => {
            let (policy, proposals) = load::rules_at_hand(context)?;
            (load::at_hand(context)?, policy, proposals)
        }
    };
    let mut problems = storage::validate(&loaded);
    problems.extend(lint::check(&loaded, |rule| match policy.policy.lint.get(rule.name) {
        Some(wanted) => wanted.value,
        None => Some(rule.severity),
    }));
    problems.extend(loaded.problems);
    problems.extend(policy::check(&policy.policy, &loaded.framework));
    problems.extend(unknown_rules(&policy.policy));
    problems.extend(policy.problems);
    problems.extend(proposals.problems);
    problems.sort_by_cached_key(|problem| {
        let file = problem.source.as_ref().map(|source| source.path.clone());
        (file, problem.position(), problem.severity, problem.message.clone())
    });
    Ok(problems)
}

/// Rules that the policy grades and that there are not.
fn unknown_rules(policy: &policy::Policy) -> Vec<Diagnostic> {
    let unknown = policy.lint.iter().filter(|(name, _)| lint::rule(name).is_none());
    let found = unknown.map(|(name, placed)| {
        let help = match nearest(name, lint::RULES.iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let names: Vec<&str> = lint::RULES.iter().map(|rule| rule.name).collect();
                format!("the rules are {}", names.join(", "))
            }
        };
        let problem = Diagnostic::error("unknown-rule", format!("there is no rule `{name}`")).help(help);
        match &policy.source {
            Some(source) => problem.in_source(source).at(placed.span.clone(), ""),
            None => problem,
        }
    });
    found.collect()
}

fn show(args: &Args, context: &mut Context, problems: &[Diagnostic]) -> Result<(), CommandError> {
    let to_file = args.output.is_some();
    let text = match args.format {
        Format::Text => render::diagnostic::all(problems, context.width(), context.color() && !to_file),
        Format::Json => {
            let shown = render::diagnostic::json(problems);
            serde_json::to_string_pretty(&shown).map_err(std::io::Error::from)? + "\n"
        }
        Format::Github => render::diagnostic::annotations(problems),
    };
    context.deliver(args.output.as_deref(), text.as_bytes())
}

fn summary(problems: &[Diagnostic], serious: usize, fixing: bool) -> String {
    let plural = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let advice = problems.len() - serious;
    let advised = match advice {
        0 => String::new(),
        1 => " 1 piece of advice.".to_owned(),
        several => format!(" {several} pieces of advice."),
    };
    if serious == 0 {
        return format!("No problem found.{advised}");
    }
    let in_files = problems.iter().filter(|problem| problem.severity > Severity::Advice);
    let files: std::collections::BTreeSet<&str> =
        in_files.filter_map(|problem| problem.source.as_ref()).map(|source| source.path.as_str()).collect();
    let fixable = problems.iter().filter(|problem| problem.fix.is_some()).count();
    let fix = match fixable {
        _ if fixing => String::new(),
        0 => String::new(),
        1 if problems.len() == 1 => " `rungs check --fix` corrects it.".to_owned(),
        _ if fixable == problems.len() => " `rungs check --fix` corrects them.".to_owned(),
        _ => format!(" `rungs check --fix` corrects {fixable} of them."),
    };
    format!("{} in {}.{advised}{fix}", plural(serious, "problem"), plural(files.len().max(1), "file"))
}

/// Writes the certain corrections. Returns whether any file was written.
fn correct(args: &Args, context: &mut Context, problems: &[Diagnostic]) -> Result<bool, CommandError> {
    let folder = files::find_framework(context)?;
    let shown = files::shown(&folder);
    let mut by_file: BTreeMap<&str, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for problem in problems {
        if let (Some(source), Some(fix)) = (&problem.source, &problem.fix) {
            by_file.entry(&source.path).or_default().push((problem, fix));
        }
    }
    let mut written = false;
    for (path, fixes) in by_file {
        for (problem, _) in &fixes {
            let verb = if args.dry_run { "would correct" } else { "corrected" };
            context.say(&format!("{verb} {path}, line {}: {}", problem.position().0, problem.message));
        }
        let Some(source) = fixes.first().and_then(|(problem, _)| problem.source.as_ref()) else { continue };
        if !args.dry_run {
            let corrected = corrected(&source.text, fixes.iter().map(|(_, fix)| *fix).collect());
            let inside = path.strip_prefix(&shown).unwrap_or(path).trim_start_matches('/');
            files::write_file(&folder.join(inside), corrected.as_bytes())?;
            written = true;
        }
    }
    Ok(written)
}

/// Returns a text with all corrections made that do not overlap.
fn corrected(text: &str, mut fixes: Vec<&Fix>) -> String {
    fixes.sort_by_key(|fix| fix.span.start);
    let mut out = text.to_owned();
    let mut end = text.len();
    for fix in fixes.into_iter().rev().filter(|fix| fix.span.end <= text.len()) {
        if fix.span.end <= end {
            out.replace_range(fix.span.clone(), &fix.text);
            end = fix.span.start;
        }
    }
    out
}
