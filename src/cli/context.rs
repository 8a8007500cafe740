//! What every command works with: the global options, where output goes, the terminal.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::error::CommandError;
use super::{ColorChoice, GlobalOptions};

/// What a command that was done found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Done.
    Done,
    /// Done, and what was to be checked was found.
    Found,
    /// Shown as far as it goes; whether it is there could not be told.
    Unknown,
}

/// The surroundings of a command.
pub(super) struct Context {
    options: GlobalOptions,
    out: RefCell<BufWriter<io::Stdout>>,
}

impl Context {
    pub(super) fn new(options: GlobalOptions) -> Self {
        Self { options, out: RefCell::new(BufWriter::with_capacity(1 << 16, io::stdout())) }
    }

    /// Where data goes.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        self.out.get_mut()
    }

    /// Writes data to a file, or to where data goes.
    pub(super) fn deliver(&mut self, file: Option<&Path>, bytes: &[u8]) -> Result<(), CommandError> {
        match file {
            Some(path) => super::files::write_file(&self.path(path), bytes),
            None => Ok(self.out.get_mut().write_all(bytes)?),
        }
    }

    /// Says something to the person at the terminal, unless asked to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.options.quiet {
            // What was printed before comes first; a closed pipe is met at the end.
            let _ = self.out.borrow_mut().flush();
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Says something that must not go unnoticed, even where less is to be said.
    pub(super) fn warn(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// What says something to the person at the terminal, apart from this.
    pub(super) fn speaker(&self) -> impl Fn(&str) + use<> {
        let quiet = self.options.quiet;
        move |text| {
            if !quiet {
                let _ = writeln!(anstream::stderr(), "{}", crate::render::escape::visible(text));
            }
        }
    }

    /// The address of GitHub's interface as given.
    pub(super) fn github_address(&self) -> Option<&str> {
        self.options.github_api.as_deref()
    }

    /// Shows how far a long work is, on a terminal and unless asked to be quiet.
    pub(super) fn progress(&self, length: u64, what: &'static str) -> indicatif::ProgressBar {
        if self.options.quiet || !io::stderr().is_terminal() {
            return indicatif::ProgressBar::hidden();
        }
        let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}");
        let bar = indicatif::ProgressBar::new(length).with_message(what);
        style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
    }

    /// Says what a command could not do.
    pub(super) fn report(&mut self, error: &CommandError) {
        let _ = self.out.get_mut().flush();
        let mut err = anstream::stderr();
        let _ = match error {
            CommandError::User { message, hint } => {
                let hint = hint.as_ref().map(|hint| format!("\n  help: {hint}")).unwrap_or_default();
                writeln!(err, "error: {message}{hint}")
            }
            CommandError::Files { message, problems } => {
                let shown = crate::render::diagnostic::all(problems, self.error_width(), io::stderr().is_terminal());
                writeln!(err, "{shown}error: {message}")
            }
            CommandError::ClosedPipe => Ok(()),
        };
    }

    /// Writes what is left.
    pub(super) fn finish(&mut self) -> Result<(), CommandError> {
        Ok(self.out.get_mut().flush()?)
    }

    /// The folder to work in.
    pub(super) fn directory(&self) -> PathBuf {
        self.options.directory.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// A path as given on the command line, from the folder to work in.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        match &self.options.directory {
            Some(directory) => directory.join(path),
            None => path.to_owned(),
        }
    }

    /// The framework's folder as given on the command line.
    pub(super) fn framework(&self) -> Option<PathBuf> {
        self.options.framework.as_ref().map(|path| self.path(path))
    }

    /// Takes a folder for the framework's, as if it had been given on the command line.
    pub(super) fn use_framework(&mut self, folder: &Path) {
        self.options.framework = Some(folder.to_owned());
    }

    /// The framework's folder exactly as given on the command line.
    pub(super) fn framework_as_given(&self) -> Option<&Path> {
        self.options.framework.as_deref()
    }

    /// Whether data is shown in color.
    pub(super) fn color(&self) -> bool {
        match self.options.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// How many columns text may take.
    pub(super) fn width(&self) -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        columns.unwrap_or_else(|| if io::stdout().is_terminal() { textwrap::termwidth() } else { 80 }).clamp(40, 100)
    }

    /// How text is laid out; what goes to a file has no color.
    pub(super) fn text_options(&self, to_file: bool) -> crate::render::text::TextOptions {
        crate::render::text::TextOptions { width: self.width(), color: self.color() && !to_file, all: self.verbose() }
    }

    /// Whether less is wanted than usual.
    pub(super) fn quiet(&self) -> bool {
        self.options.quiet
    }

    fn error_width(&self) -> usize {
        80
    }

    /// Whether more is wanted than usual.
    pub(super) fn verbose(&self) -> bool {
        self.options.verbose > 0
    }
}
