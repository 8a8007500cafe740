//! A framework among other things that are released from the same repository: its releases are the
//! tags that begin as the policy says, for every command.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::raise;

const PAGE: &str = "security-engineer/ic4";

/// A repository in which something else is released as `v…`, and the framework twice as `ladders-v…`.
fn among_others() -> Workspace {
    let mut place = Workspace::example();
    place.set("SOURCE_DATE_EPOCH", "1767614400");
    let policy = place.read("framework/policy.toml");
    place.write("framework/policy.toml", format!("{policy}\n[version]\ntag-prefix = \"ladders-v\"\n"));
    place.commit("Name releases of the framework apart from those of the site");
    place.rungs(&["release"]).expect(0);
    place.git(&["tag", "v7.0.0"]);
    raise(&place);
    place.rungs(&["release", "--effective", "2026-04-01"]).expect(0);
    place.git(&["tag", "v7.1.0"]);
    place.edit("framework/tracks/security-engineer/ic4.toml", "three or more teams", "several teams");
    place.commit("Count no teams");
    place
}

/// What is said, without the line breaks of the terminal.
fn on_one_line(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_release_follows_those_of_the_framework_alone() {
    let place = among_others();
    assert_eq!(
        place.git(&["tag"]).split_whitespace().collect::<Vec<_>>(),
        ["ladders-v1.0.0", "ladders-v2.0.0", "v7.0.0", "v7.1.0"]
    );
    assert!(place.read("framework/releases/2.0.0.toml").contains("follows = \"1.0.0\""));
    assert_data_eq!(
        place.rungs(&["release", "--verify", "--all"]).all(),
        str![[r#"
exit 0
--- stdout
✓ ladders-v1.0.0 tells the truth
✓ ladders-v2.0.0 tells the truth
--- stderr

"#]]
    );
    let run = place.rungs(&["release", "--verify", "v7.0.0"]);
    assert_eq!(run.code, 2, "{}", run.all());
}

#[test]
fn history_names_the_releases_of_the_framework_alone() {
    let place = among_others();
    for (command, release) in [("log", "ladders-v2.0.0"), ("blame", "ladders-v1.0.0")] {
        let said = on_one_line(&place.rungs(&[command, PAGE]).all());
        assert!(said.contains(&format!("since {release} ")) && said.contains("not released"), "{said}");
        assert!(!said.contains("v7."), "{said}");
    }
    let numbers = place.rungs(&["stats"]).all();
    assert!(numbers.contains("ladders-v1.0.0") && !numbers.contains(" v7."), "{numbers}");
}

#[test]
fn a_day_and_the_last_release_mean_those_of_the_framework() {
    let place = among_others();
    let on = |day: &str| place.rungs(&["show", PAGE, "--at", day]).err;
    assert_data_eq!(
        on("2026-03-31"),
        str![[r#"
On 2026-03-31 ladders-v1.0.0 applied: it holds from 2026-01-05 on (as releases/1.0.0.toml says). ladders-v2.0.0 takes over on 2026-04-01.

"#]]
    );
    assert_data_eq!(
        on("ladders-v2.0.0"),
        str![[r#"
ladders-v2.0.0 holds from 2026-04-01 on (as releases/2.0.0.toml says). No later release takes over yet.

"#]]
    );
    let since = place.rungs(&["diff", "--since-release"]).out;
    assert!(since.contains("ladders-v2.0.0") && since.contains("several teams"), "{since}");
    let told = place.rungs(&["changelog"]).out;
    assert!(told.starts_with("## ladders-v2.0.0") && told.contains("several teams"), "{told}");
    let announced = place.rungs(&["changelog", "ladders-v1.0.0..ladders-v2.0.0", "--for-announcement"]).out;
    assert!(announced.contains("Version 2.0.0"), "{announced}");
    assert!(announced.contains("April 1") || announced.contains("2026-04-01"), "{announced}");
}

#[test]
fn the_policy_of_the_last_commit_counts_where_there_is_no_work_tree() {
    let place = among_others();
    place.git(&["clone", "--quiet", "--bare", ".", "bare.git"]);
    let said = on_one_line(&place.rungs(&["-C", "bare.git", "log", PAGE]).all());
    assert!(said.contains("since ladders-v2.0.0") && !said.contains("v7."), "{said}");
}

#[test]
fn where_no_tag_begins_so_it_is_said() {
    let place = among_others();
    place.edit("framework/policy.toml", "ladders-v", "handbook-");
    assert_data_eq!(
        place.rungs(&["diff", "--since-release"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no release yet
  help: a release is a tag such as handbook-1.0.0 (policy.toml names another beginning with [version] tag-prefix)

"#]]
    );
    place.edit("framework/policy.toml", "\"handbook-\"", "\"hand book\"");
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 1
--- stdout
  × no tag can begin like this
    ╭─[framework/policy.toml:53:14]
 53 │ tag-prefix = "hand book"
    ·              ───────────
    ╰────
  help: letters, digits, `-`, `_`, `.` and `/`, and no digit at the end:
        tag-prefix = "engineering-v"

--- stderr
1 problem in 1 file.

"#]]
    );
}
