//! The command line: arguments, the joining of the other modules, output and exit codes. The only
//! place that prints.

mod apply;
mod blame;
mod changelog;
mod check;
mod clock;
mod commits;
mod compare;
mod completions;
mod context;
mod demo;
mod diff;
mod drift;
mod error;
mod example;
mod explain;
mod export;
mod files;
mod fmt;
mod github;
mod import;
mod init;
mod load;
mod log;
mod matrix;
mod needed;
mod past;
mod place;
mod progress;
mod propose;
mod provenance;
mod release;
mod releases;
mod remembered;
mod remote;
mod review;
mod schema;
mod show;
mod stats;
mod store;
mod target;
mod workflows;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use context::{Context, Outcome};
use error::CommandError;

/// Keep a career framework in git, and see what a change to it means.
///
/// A framework is the ladders, levels and tracks of a company and what it expects of people at each.
/// rungs keeps it as TOML, says which page of it asks more or less after a change, and releases it
/// in versions people can be held to.
#[derive(Debug, Parser)]
#[command(name = "rungs", version, max_term_width = 100, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: GlobalOptions,
    #[command(subcommand)]
    command: Command,
}

/// Options that mean the same for every command.
#[derive(Debug, Clone, clap::Args)]
struct GlobalOptions {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// The framework's folder (found from the current folder upward by default)
    #[arg(long, value_name = "DIR", global = true)]
    framework: Option<PathBuf>,
    /// The address of GitHub's interface: an Enterprise server's, such as github.example.org/api/v3
    #[arg(
        long,
        value_name = "URL",
        global = true,
        env = "GITHUB_API_URL",
        hide_env_values = true,
        hide_short_help = true
    )]
    github_api: Option<String>,
    /// When to use color
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: ColorChoice,
    /// Say less
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

/// When to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    /// On terminals
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Init(init::Args),
    Import(import::Args),
    Export(export::Args),
    Check(check::Args),
    Fmt(fmt::Args),
    Show(show::Args),
    Matrix(matrix::Args),
    Compare(compare::Args),
    Diff(diff::Args),
    Apply(apply::Args),
    Release(release::Args),
    Changelog(changelog::Args),
    Propose(propose::Args),
    Review(review::Args),
    Log(log::Args),
    Blame(blame::Args),
    Drift(drift::Args),
    Stats(stats::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(completions::ManArgs),
}

/// Runs the program with these arguments and returns its exit code: 0 done; 1 done, and what was to
/// be checked was found; 2 could not be done.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; what clap cannot print, nobody can read.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut context = Context::new(cli.global);
    let result = match &cli.command {
        Command::Demo(args) => demo::run(args, &mut context),
        Command::Init(args) => init::run(args, &mut context),
        Command::Import(args) => import::run(args, &mut context),
        Command::Export(args) => export::run(args, &mut context),
        Command::Check(args) => check::run(args, &mut context),
        Command::Fmt(args) => fmt::run(args, &mut context),
        Command::Show(args) => show::run(args, &mut context),
        Command::Matrix(args) => matrix::run(args, &mut context),
        Command::Compare(args) => compare::run(args, &mut context),
        Command::Diff(args) => diff::run(args, &mut context),
        Command::Apply(args) => apply::run(args, &mut context),
        Command::Release(args) => release::run(args, &mut context),
        Command::Changelog(args) => changelog::run(args, &mut context),
        Command::Propose(args) => propose::run(args, &mut context),
        Command::Review(args) => review::run(args, &mut context),
        Command::Log(args) => log::run(args, &mut context),
        Command::Blame(args) => blame::run(args, &mut context),
        Command::Drift(args) => drift::run(args, &mut context),
        Command::Stats(args) => stats::run(args, &mut context),
        Command::Explain(args) => explain::run(args, &mut context),
        Command::Schema(args) => schema::run(args, &mut context),
        Command::Completions(args) => completions::run(args, &mut context),
        Command::Man(args) => completions::man(args, &mut context),
    };
    match result.and_then(|outcome| context.finish().map(|()| outcome)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Unknown) => ExitCode::from(2),
        Err(CommandError::ClosedPipe) => ExitCode::SUCCESS,
        Err(error) => {
            context.report(&error);
            ExitCode::from(2)
        }
    }
}
