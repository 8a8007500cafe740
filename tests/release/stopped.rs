//! A release that is stopped at any step and run again finishes: one commit, one tag, its record.

use super::{changed, propose};
use crate::support::Workspace;

/// A git that ends the program that started it, before or after it does what it is asked.
const DEADLY: &str = "#!/bin/sh
for word in \"$@\"; do
  if [ \"$word\" = \"$STOP_AT\" ]; then
    [ \"$STOP_WHEN\" = before ] && { kill -9 $PPID; exit 1; }
    \"$REAL_GIT\" \"$@\"
    kill -9 $PPID
    exit 1
  fi
done
exec \"$REAL_GIT\" \"$@\"
";

fn real_git() -> String {
    let paths = std::env::var_os("PATH").expect("a path");
    let found = std::env::split_paths(&paths).map(|folder| folder.join("git")).find(|path| path.is_file());
    found.expect("git").to_string_lossy().into_owned()
}

/// Runs the release with a git that ends it at a step.
#[cfg(unix)]
fn stop(place: &Workspace, step: &str, when: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let bin = place.root().parent().expect("a parent").join("home/bin");
    std::fs::create_dir_all(&bin).expect("a folder");
    let script = bin.join("git");
    std::fs::write(&script, DEADLY).expect("a script");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("its permissions");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
    let status = place
        .command(&["release"])
        .env("PATH", path)
        .env("REAL_GIT", real_git())
        .env("STOP_AT", step)
        .env("STOP_WHEN", when)
        .output()
        .expect("rungs runs")
        .status;
    assert!(!status.success(), "it was not stopped {when} {step}");
}

#[cfg(unix)]
#[track_caller]
fn is_released_once(place: &Workspace, what: &str) {
    let subjects = place.git(&["log", "--format=%s"]);
    assert_eq!(subjects.matches("Release 2.0.0").count(), 1, "{what}: {subjects}");
    assert_eq!(place.git(&["rev-parse", "v2.0.0^{commit}"]), place.git(&["rev-parse", "HEAD"]), "{what}");
    assert!(place.git(&["show", "v2.0.0:framework/releases/2.0.0.toml"]).contains("version = \"2.0.0\""), "{what}");
    assert!(place.git(&["ls-remote", "origin"]).contains("refs/tags/v2.0.0"), "{what}");
    assert_eq!(place.git(&["status", "--porcelain"]), "", "{what}");
    assert_eq!(place.rungs(&["release", "--verify", "v2.0.0"]).code, 0, "{what}");
}

#[cfg(unix)]
#[test]
fn stopped_at_any_step_it_finishes() {
    for step in ["add", "commit", "tag", "push"] {
        for when in ["before", "after"] {
            let place = changed();
            propose(&place, "");
            stop(&place, step, when);
            place.rungs(&["release"]).expect(0);
            is_released_once(&place, &format!("stopped {when} {step}"));
        }
    }
}

#[cfg(unix)]
#[test]
fn stopped_between_two_files_it_finishes() {
    for undone in ["framework/CHANGELOG.md", "framework/framework.toml", "framework/proposals/span-more-teams.toml"] {
        let place = changed();
        propose(&place, "");
        stop(&place, "add", "before");
        place.git(&["checkout", "--quiet", "HEAD", "--", undone]);
        place.rungs(&["release"]).expect(0);
        is_released_once(&place, undone);
    }
}

#[cfg(unix)]
#[test]
fn what_a_stopped_release_wrote_on_another_day_is_known_again() {
    let place = changed();
    stop(&place, "add", "before");
    let run = place.command(&["release"]).env("SOURCE_DATE_EPOCH", "1767787200").output().expect("rungs runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(place.read("framework/releases/2.0.0.toml").contains("date = 2026-01-05"));
}

#[cfg(unix)]
#[test]
fn a_push_that_is_refused_can_be_made_later() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = changed();
    let hook = place.path("remote.git/hooks/pre-receive");
    std::fs::write(&hook, "#!/bin/sh\necho 'main is protected' >&2\nexit 1\n").expect("a hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("its permissions");
    let refused = place.rungs(&["release"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("main is protected") && refused.err.contains("run `rungs release` again"),
        "{}",
        refused.err
    );
    std::fs::remove_file(&hook).expect("no hook");
    place.rungs(&["release"]).expect(0);
    is_released_once(&place, "refused push");
}

#[cfg(unix)]
#[test]
fn a_framework_that_changed_after_the_record_is_not_tagged() {
    let place = changed();
    stop(&place, "tag", "before");
    place.edit("framework/tracks/security-engineer/ic4.toml", "three or more teams", "four or more teams");
    place.commit("Ask for even more");
    let refused = place.rungs(&["release"]);
    assert_eq!(refused.code, 1, "{}", refused.all());
    assert!(refused.err.contains("the framework changed since"), "{}", refused.err);
    assert!(!place.git(&["tag"]).contains("v2.0.0"));
}
