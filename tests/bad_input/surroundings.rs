//! What is wrong around the files: folders, sizes, links, permissions, pipes.

use snapbox::{assert_data_eq, str};

use super::{PAGE, started};
use crate::support::{Workspace, not_run};

#[test]
fn without_a_framework_every_command_says_where_it_looked() {
    let place = Workspace::new();
    for command in [&["check"][..], &["show", "a/b"], &["matrix"], &["fmt"]] {
        assert_data_eq!(
            place.rungs(command).all(),
            str![[r#"
exit 2
--- stdout
--- stderr
error: there is no framework here
  help: name its folder with --framework DIR, or start one with `rungs init`

"#]]
        );
    }
    assert_data_eq!(
        place.rungs(&["--framework", "nowhere", "check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no framework in nowhere
  help: a framework's folder holds a framework.toml; `rungs init` starts one

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "nowhere", "check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot open nowhere: it does not exist

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this is not a git repository
  help: run it within one, or compare two folders: rungs diff FOLDER FOLDER

"#]]
    );
}

#[test]
fn nothing_is_overwritten_by_starting_anew() {
    let place = started();
    assert_data_eq!(
        place.rungs(&["init"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: framework/framework.toml is there already
  help: rungs init overwrites nothing; choose another folder

"#]]
    );
    place.write("full/note.txt", "mine");
    assert_data_eq!(
        place.rungs(&["demo", "--into", "full"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: full is not empty
  help: name a folder that is not there yet

"#]]
    );
}

#[test]
fn a_huge_file_is_not_read() {
    let place = started();
    place.write(PAGE, vec![b'#'; 50_000_000]);
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × framework/tracks/software-engineer/ic1.toml: the file has 50 MB; a
  │ framework's file has a few KB
  help: is this really the file? move it elsewhere

--- stderr
1 problem in 1 file.

"#]]
    );
}

#[test]
fn a_file_that_is_something_else_is_told_in_part() {
    let place = started();
    let lines: String = (0..20_000).map(|number| format!("key-{number} = \u{201c}Text.\u{201d}\n")).collect();
    place.write(PAGE, format!("[scope]\n{lines}"));
    let run = place.rungs(&["check"]);
    assert_data_eq!(
        run.out.lines().skip(788).collect::<Vec<_>>().join("\n"),
        str![[r#"
     ╰────
  help: write this instead:
        key-98 = "Text."

  × the sentence stands in curly quotes; straight ones are needed
     ╭─[framework/tracks/software-engineer/ic1.toml:101:1]
 101 │ key-99 = “Text.”
     · ────────────────
     ╰────
  help: write this instead:
        key-99 = "Text."

  × from here on this file was not looked at any more
     ╭─[framework/tracks/software-engineer/ic1.toml:102:1]
 102 │ key-100 = “Text.”
     · ─────────────────
     ╰────
  help: mend the lines above first, then check again

"#]]
    );
    assert_data_eq!(
        run.err,
        str![[r#"
101 problems in 1 file. `rungs check --fix` corrects 100 of them.

"#]]
    );
}

#[cfg(unix)]
#[test]
fn links_may_neither_turn_in_circles_nor_lead_out() {
    use std::os::unix::fs::symlink;
    let place = started();
    symlink(".", place.path("framework/core/again")).expect("a link");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: framework/core/again lies too deep for a framework's folder
  help: is there a link that leads back to its own folder?

"#]]
    );
    let place = started();
    symlink("loop.toml", place.path("framework/core/loop.toml")).expect("a link");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: framework/core/loop.toml is a link that leads nowhere, or in a circle
  help: replace it by the file itself, or delete it

"#]]
    );
    let place = started();
    place.write("secret.toml", "secret");
    symlink("../../secret.toml", place.path("framework/core/ic1.toml")).expect("a link");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: framework/core/ic1.toml is a link that leads out of the framework's folder
  help: replace it by the file itself

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = started();
    let file = place.path(PAGE);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::read(&file).is_ok() {
        return not_run("root may read everything");
    }
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot read framework/tracks/software-engineer/ic1.toml: the permission is missing

"#]]
    );
}

/// A folder below a file cannot be made by anybody, root included.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let place = Workspace::example();
    place.write("file", "");
    assert_data_eq!(
        place.rungs(&["init", "file/inside"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot write file/inside/framework/framework.toml: a part of its path is a file, not a folder

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "-o", "file/out.txt"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot write file/out.txt: there is a file where a folder should be

"#]]
    );
    assert_data_eq!(
        place.rungs(&["demo", "--into", "file"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot make file: there is a file where a folder should be

"#]]
    );
    place.git(&["diff", "--exit-code"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_leaves_files_as_they_were() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = started();
    place.write(PAGE, "[scope]\na   =   \"One.\"\n");
    let folder = place.path("framework/tracks/software-engineer");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).expect("permissions");
    let run = place.rungs(&["fmt"]);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).expect("permissions");
    if run.code == 0 {
        return not_run("root may write everywhere");
    }
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: cannot write framework/tracks/software-engineer/ic1.toml: the permission is missing

"#]]
    );
    assert_eq!(place.read(PAGE), "[scope]\na   =   \"One.\"\n");
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_left_in_peace() {
    use std::process::Stdio;
    let place = Workspace::example();
    for arguments in [&["show", "security-engineer/ic4"][..], &["diff"], &["check", "--format", "json"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = place.command(arguments);
        let output = command.stdout(writer).stderr(Stdio::piped()).output().expect("rungs runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("error") && !said.contains("panicked"), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn arguments_that_are_none_say_what_there_is() {
    let place = Workspace::new();
    assert_data_eq!(
        place.rungs(&["chekc"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: unrecognized subcommand 'chekc'

  tip: some similar subcommands exist: 'schema', 'check'

Usage: rungs [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["check", "--formt", "json"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: unexpected argument '--formt' found

  tip: a similar argument exists: '--format'

Usage: rungs check --format <FORMAT> [REV|DIR]

For more information, try '--help'.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["diff", "--format", "pdf"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: invalid value 'pdf' for '--format <FORMAT>'
  [possible values: text, markdown, html, json, github]

For more information, try '--help'.

"#]]
    );
}
