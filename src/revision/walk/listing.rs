//! The walk as the user's own git lists it, read while git still writes.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use git2::Oid;

use crate::revision::snapshot::Changed;

use super::Step;

/// A running `git log`.
#[derive(Debug)]
pub(super) struct Listing {
    git: Child,
    output: BufReader<ChildStdout>,
    /// The commit whose files are being read.
    open: Option<(Oid, Step)>,
}

/// What marks the line of a commit; it can begin no other piece of the output.
const MARK: u8 = 1;

impl Listing {
    /// Starts git; `None` where it cannot be started.
    pub(super) fn start(repository: &git2::Repository, from: Oid, paths: &[String]) -> Option<Self> {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(repository.path()).args(["--literal-pathspecs", "-c", "log.showRoot=true"]);
        command.args(["log", "-z", "--format=%x01%H %ct %P", "--parents", "--raw", "--no-abbrev", "--no-renames"]);
        command.args(["--no-color", "--no-show-signature", "--no-ext-diff", "--no-relative", "--no-notes"]);
        command.arg(from.to_string()).arg("--").args(paths);
        command.env("GIT_NO_REPLACE_OBJECTS", "1").env_remove("GIT_WORK_TREE").env_remove("GIT_DIR");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut git = command.spawn().ok()?;
        let output = BufReader::with_capacity(1 << 16, git.stdout.take()?);
        Some(Self { git, output, open: None })
    }

    /// Returns the next commit of the list; `None` at its end, an error where git failed.
    pub(super) fn next(&mut self) -> Result<Option<(Oid, Step)>, ()> {
        loop {
            let Some(piece) = self.piece()? else {
                let last = self.open.take();
                let ended = last.is_some() || self.git.wait().is_ok_and(|status| status.success());
                return if ended { Ok(last) } else { Err(()) };
            };
            match piece.first() {
                Some(&MARK) => {
                    let next = commit(&piece[1..]).ok_or(())?;
                    if let Some(done) = self.open.replace(next) {
                        return Ok(Some(done));
                    }
                }
                Some(b':') => {
                    let path = self.piece()?.ok_or(())?;
                    let (Some((_, step)), Some((before, after))) = (&mut self.open, objects(&piece)) else {
                        return Err(());
                    };
                    // A path that is not UTF-8 is no file of a framework.
                    if let (Ok(path), Some(changed)) = (String::from_utf8(path), &mut step.changed)
                        && before != after
                    {
                        changed.push(Changed { path, before, after });
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns the output up to the next zero byte, without the line break that git sets before
    /// files.
    fn piece(&mut self) -> Result<Option<Vec<u8>>, ()> {
        let mut piece = Vec::with_capacity(128);
        let read = self.output.read_until(0, &mut piece).map_err(|_| ())?;
        if piece.last() == Some(&0) {
            piece.pop();
        }
        if piece.first() == Some(&b'\n') {
            piece.remove(0);
        }
        Ok((read > 0).then_some(piece))
    }
}

impl Drop for Listing {
    fn drop(&mut self) {
        // Whoever has read enough does not wait for the rest.
        let _ = self.git.kill();
        let _ = self.git.wait();
    }
}

/// Reads `HASH SECONDS PARENT…`.
fn commit(line: &[u8]) -> Option<(Oid, Step)> {
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    let hash = Oid::from_str(words.next()?).ok()?;
    let seconds = words.next()?.parse().ok()?;
    let parents: Vec<Oid> = words.map(Oid::from_str).collect::<Result<_, _>>().ok()?;
    let changed = (parents.len() < 2).then(Vec::new);
    Some((hash, Step { seconds, parents, changed }))
}

/// Reads the two blobs of `:100644 100644 HASH HASH M`; none for what is not there.
fn objects(meta: &[u8]) -> Option<(Option<Oid>, Option<Oid>)> {
    let mut words = std::str::from_utf8(meta).ok()?.split_ascii_whitespace().skip(2);
    let mut object = || {
        let oid = Oid::from_str(words.next()?).ok()?;
        Some(Some(oid).filter(|oid| !oid.is_zero()))
    };
    Some((object()?, object()?))
}
