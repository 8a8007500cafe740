//! What proposing does to the repository: the file, the branch and the commit, planned first and done
//! through the user's own git.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::files;
use crate::proposal::Proposal;
use crate::revision::Repository;

use super::Args;

/// The steps of a proposal.
pub(super) struct Steps {
    /// The proposal's title.
    pub(super) title: String,
    /// The file to write and its text; none where the proposal is there already.
    file: Option<(PathBuf, String)>,
    /// The file's path from the top of the repository.
    shown_file: String,
    /// The branch to commit on.
    pub(super) branch: String,
    /// Whether the branch is yet to be made.
    is_new: bool,
    /// The branch that the change is for, as it is called at the remote.
    pub(super) onto: String,
    /// The framework's folder.
    folder: String,
    /// The files to commit.
    changed: Vec<String>,
    /// The message of the commit.
    message: String,
}

impl Steps {
    /// Plans the steps; changes nothing.
    pub(super) fn plan(
        args: &Args,
        repository: &Repository,
        folder: &str,
        proposal: &Proposal,
        text: Option<String>,
        onto: &str,
    ) -> Result<Self, CommandError> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let shown_file = format!("{prefix}{}", proposal.file);
        let root = repository.work_tree().unwrap_or(std::path::Path::new("")).to_owned();
        let path = root.join(&shown_file);
        if text.is_some() && path.exists() {
            return Err(CommandError::with_hint(
                format!("{shown_file} is there already"),
                "edit it and run `rungs propose` without --title and --why; or give another --slug",
            ));
        }
        let onto = onto.strip_prefix(&format!("{}/", args.remote)).unwrap_or(onto).to_owned();
        let current = repository.branch().filter(|current| *current != onto);
        let branch = args.branch.clone().or(current.clone()).unwrap_or_else(|| proposal.slug.clone());
        let mut changed: Vec<String> =
            repository.uncommitted(folder)?.into_iter().filter(|file| file.starts_with(&prefix)).collect();
        if text.is_some() && !changed.contains(&shown_file) {
            changed.push(shown_file.clone());
            changed.sort();
        }
        let why = textwrap::fill(proposal.why.trim(), 72);
        Ok(Self {
            title: proposal.title.clone(),
            file: text.map(|text| (path, text)),
            shown_file,
            is_new: current.as_ref() != Some(&branch),
            branch,
            onto,
            folder: folder.to_owned(),
            changed,
            message: format!("{}\n\n{why}\n", proposal.title),
        })
    }

    /// Everything that would be done, in order.
    pub(super) fn shown(&self, body: Option<&str>, args: &Args) -> String {
        let mut out = String::new();
        let indented = |text: &str| {
            text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect::<String>()
        };
        // Writing to a string cannot fail.
        if let Some((_, text)) = &self.file {
            let _ = writeln!(out, "Write {}:\n\n{}", self.shown_file, indented(text));
        }
        if self.is_new {
            let _ = writeln!(out, "Make the branch {} and go onto it.\n", self.branch);
        }
        if !self.changed.is_empty() {
            let _ = writeln!(out, "Commit on {}:\n\n{}", self.branch, indented(&self.changed.join("\n")));
            let _ = writeln!(out, "  with the message\n\n{}", indented(&self.message));
        }
        if let Some(body) = body {
            let _ = writeln!(out, "Push {} to {}.\n", self.branch, args.remote);
            // What keeps GitHub from making links and mentions of words says nothing at a terminal.
            let plain = [("\u{2060}", ""), ("&#58;", ":"), ("&#64;", "@"), ("&#35;", "#")];
            let body = plain.iter().fold(body.to_owned(), |body, (from, to)| body.replace(from, to));
            let _ = writeln!(out, "Open a pull request for {}: {}\n\n{}", self.onto, self.title, indented(&body));
        }
        crate::render::escape::visible(&out)
    }

    /// Writes the file, makes the branch and commits.
    pub(super) fn take(&self, context: &Context, repository: &Repository) -> Result<(), CommandError> {
        if self.is_new {
            repository.user_git(&["switch", "--quiet", "--create", &self.branch])?;
            context.say(&format!("Went onto the new branch {}.", self.branch));
        }
        if let Some((path, text)) = &self.file {
            files::write_file(path, text.as_bytes())?;
            context.say(&format!("Wrote {}.", self.shown_file));
        }
        if self.changed.is_empty() {
            return Ok(());
        }
        let folder = if self.folder.is_empty() { "." } else { &self.folder };
        repository.user_git(&["add", "--all", "--", folder])?;
        repository.user_git(&["commit", "--quiet", "--message", &self.message, "--", folder])?;
        context.say(&format!("Committed {} on {}.", files_in_words(self.changed.len()), self.branch));
        Ok(())
    }
}

fn files_in_words(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
