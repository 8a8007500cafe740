//! What every test stands on: a folder of its own with a fixed date, identity and environment, and
//! the built program run in it.

pub(crate) mod github;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// 2026-01-05T12:00:00Z; every commit of a [`Workspace`] is an hour after the one before.
const FIRST_COMMIT: u32 = 1_767_614_400;

/// A temporary folder in which programs run, untouched by the machine around it.
pub(crate) struct Workspace {
    folder: tempfile::TempDir,
    hours: AtomicU32,
    environment: Vec<(String, String)>,
}

/// What a program printed and how it ended.
pub(crate) struct Run {
    /// Its exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// What it printed as data, with the workspace's own folder shown as `[FOLDER]`.
    pub(crate) out: String,
    /// What it said, likewise.
    pub(crate) err: String,
}

impl Run {
    /// Everything at once, for a snapshot of the whole.
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code, ended(&self.out), ended(&self.err))
    }

    /// Returns the data, or fails with what was said when the exit code is another.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}", self.all());
        self.out
    }
}

/// Says that a test cannot run here, and why.
#[allow(dead_code, clippy::print_stderr, reason = "a test that is passed over should not look like one that passed")]
pub(crate) fn not_run(why: &str) {
    eprintln!("not run: {why}");
}

fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n[no newline]\n") }
}

#[allow(dead_code, reason = "each test file needs a part of it")]
impl Workspace {
    /// Returns an empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("rungs-test-").tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("home")).expect("a home");
        std::fs::create_dir(folder.path().join("work")).expect("a folder to work in");
        Self { folder, hours: AtomicU32::new(0), environment: Vec::new() }
    }

    /// Returns a folder that is a git repository on the branch `main`, without a commit.
    pub(crate) fn repository() -> Self {
        let workspace = Self::new();
        workspace.git(&["init", "--quiet", "--initial-branch", "main"]);
        workspace
    }

    /// Returns a repository whose one commit holds the framework that ships with rungs.
    pub(crate) fn example() -> Self {
        let workspace = Self::repository();
        workspace.rungs(&["init", "--example"]).expect(0);
        workspace.commit("Write down what we expect at every level");
        workspace
    }

    /// Sets a variable of the environment for all programs run afterwards.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// The folder that programs run in.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// A path within the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file written");
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a piece of a file that stands in it exactly once.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{path} has `{old}` not exactly once");
        self.write(path, text.replacen(old, new, 1));
    }

    /// Copies a folder and everything in it to a place within this one.
    pub(crate) fn copy(&self, from: &Path, to: &str) {
        for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
            let entry = entry.expect("an entry");
            let target = format!("{to}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.copy(&entry.path(), &target);
            } else {
                self.write(&target, std::fs::read(entry.path()).expect("a file read"));
            }
        }
    }

    /// Commits everything there is and returns the commit's hash.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// As [`Self::commit`], in a repository within the folder.
    pub(crate) fn commit_in(&self, folder: &str, message: &str) -> String {
        self.git_in(folder, &["add", "--all"]);
        self.git_in(folder, &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git_in(folder, &["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// As [`Self::git`], in a folder within this one.
    #[track_caller]
    pub(crate) fn git_in(&self, folder: &str, arguments: &[&str]) -> String {
        self.git(&[&["-C", folder], arguments].concat())
    }

    /// Whether git, which may not be able to do this, did it.
    pub(crate) fn git_may_fail(&self, arguments: &[&str]) -> bool {
        self.program("git", arguments).output().expect("git runs").status.success()
    }

    /// Runs git, which must succeed, and returns what it printed.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let verb = if arguments.first() == Some(&"-C") { arguments.get(2) } else { arguments.first() };
        if verb.is_some_and(|verb| ["commit", "merge", "tag", "rebase", "cherry-pick", "revert"].contains(verb)) {
            self.hours.fetch_add(1, Ordering::Relaxed);
        }
        let output = self.program("git", arguments).output().expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs rungs.
    pub(crate) fn rungs(&self, arguments: &[&str]) -> Run {
        self.finish(self.command(arguments).output().expect("rungs runs"))
    }

    /// Runs rungs with a text on its standard input.
    pub(crate) fn rungs_with_input(&self, arguments: &[&str], input: &str) -> Run {
        use std::io::Write as _;
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("rungs runs");
        // A program that needs no input may end before it is written.
        let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
        self.finish(child.wait_with_output().expect("rungs ends"))
    }

    /// The program and its environment, not yet run.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.program(env!("CARGO_BIN_EXE_rungs"), arguments)
    }

    /// What a program printed, with this folder's own name taken out.
    pub(crate) fn finish(&self, output: Output) -> Run {
        let clean = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace('\r', "");
            let folder = self.root();
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let text = text.replace(&*real.to_string_lossy(), "[FOLDER]");
            text.replace(&*folder.to_string_lossy(), "[FOLDER]")
        };
        Run { code: output.status.code().unwrap_or(-1), out: clean(&output.stdout), err: clean(&output.stderr) }
    }

    fn program(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        let date = format!("{} +0000", FIRST_COMMIT + 3600 * self.hours.load(Ordering::Relaxed));
        command.args(arguments).current_dir(self.root()).stdin(Stdio::null()).env_clear();
        for kept in ["PATH", "SystemRoot", "TMPDIR", "TEMP", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command
            .env("HOME", self.folder.path().join("home"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("COLUMNS", "80")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.folder.path().join("home/.gitconfig"))
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_AUTHOR_NAME", "Ana Lindqvist")
            .env("GIT_AUTHOR_EMAIL", "ana@escrowtab.example")
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_NAME", "Ana Lindqvist")
            .env("GIT_COMMITTER_EMAIL", "ana@escrowtab.example")
            .env("GIT_COMMITTER_DATE", &date)
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}
