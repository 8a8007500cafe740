//! Releases: made, refused, stopped at every step and finished, proposed, verified.

mod approved;
mod prefixed;
mod published;
mod refused;
mod stopped;
mod verified;

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;
use crate::support::github::{GitHub, PERSON};

/// A repository with a remote, released as 1.0.0, and one change of what is expected since.
fn changed() -> Workspace {
    let mut place = Workspace::example();
    place.set("SOURCE_DATE_EPOCH", "1767614400");
    place.git(&["init", "--quiet", "--bare", "remote.git"]);
    place.write(".git/info/exclude", "remote.git\n");
    place.git(&["remote", "add", "origin", "./remote.git"]);
    place.rungs(&["release"]).expect(0);
    raise(&place);
    place
}

/// As [`changed`], with a GitHub that knows the repository and a token for it.
fn with_github() -> (Workspace, GitHub) {
    let mut place = changed();
    let github = GitHub::start(&place.root());
    place.set("GITHUB_API_URL", &github.url());
    place.set("GITHUB_REPOSITORY", "acme/handbook");
    place.set("RUNGS_GITHUB_PACE", "0");
    place.set("GITHUB_TOKEN", PERSON);
    (place, github)
}

/// Raises the bar, and commits it.
fn raise(place: &Workspace) {
    place.edit("framework/tracks/security-engineer/ic4.toml", "two or more teams", "three or more teams");
    place.commit("Ask security leads for more");
}

/// Writes and commits a proposal.
fn propose(place: &Workspace, more: &str) {
    let text = format!(
        "title = \"Security leads span more teams\"\nwhy = \"Incidents involved three teams and more.\"\nsponsor = \"@cto\"\n{more}"
    );
    place.write("framework/proposals/span-more-teams.toml", text);
    place.commit("Say why");
}

/// The text of the released record, commits' hashes left out.
fn record(place: &Workspace, version: &str) -> String {
    let text = place.read(&format!("framework/releases/{version}.toml"));
    let hidden = |line: &str| match line.split_once(" = \"") {
        Some((key @ ("from" | "to"), _)) => format!("{key} = \"[COMMIT]\"\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(hidden).collect()
}

#[test]
fn a_release_is_recorded_tagged_and_pushed() {
    let place = changed();
    propose(&place, "declared = \"expectation\"\neffective = 2026-04-01\n");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Committed “Release 2.0.0”.
Tagged v2.0.0.
Pushed main and v2.0.0 to origin.
v2.0.0 is released. It holds from 2026-04-01.

"#]]
    );
    assert_data_eq!(
        record(&place, "2.0.0"),
        str![[r##"
# What release 2.0.0 changed, for whom and why. Written by `rungs release`.
version = "2.0.0"
follows = "1.0.0"
date = 2026-01-05
effective = 2026-04-01
from = "[COMMIT]"
to = "[COMMIT]"
called-for = "major"
tool = "0.1.0"
scales = 4

[[pages]]
page = "security-engineer/ic4"
name = "IC4 Security Engineer"
bar = "asks-more"

[[proposals]]
slug = "span-more-teams"
title = "Security leads span more teams"
why = "Incidents involved three teams and more."
sponsor = "@cto"

[[changes]]
id = "224e2cb590c5084d"
kind = "reworded"
impact = "expectation"
bar = "asks-more"
sentence = "IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”."
pages = ["security-engineer/ic4"]

"##]]
    );
    assert_data_eq!(
        place.read("framework/CHANGELOG.md"),
        str![[r#"
# Changelog

What each release of the framework asks of whom. The form is that of Keep a Changelog.

<!-- rungs 2.0.0 -->
## [2.0.0] - 2026-01-05

In force from 2026-04-01.

### What this asks of whom

- ▲ **IC4 Security Engineer** asks more (1 change)

### Why

- **Security leads span more teams**: Incidents involved three teams and more. (sponsor: @cto)

### Changed

- ▲ IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
<!-- /rungs 2.0.0 -->

<!-- rungs 1.0.0 -->
## [1.0.0] - 2026-01-05

The first release.
<!-- /rungs 1.0.0 -->

"#]]
    );
    assert_data_eq!(
        place.git(&["log", "--format=%s%d", "--name-status", "-2"]),
        str![[r#"
Release 2.0.0 (HEAD -> main, tag: v2.0.0, origin/main)

M	framework/CHANGELOG.md
M	framework/framework.toml
D	framework/proposals/span-more-teams.toml
A	framework/releases/2.0.0.toml
Say why

A	framework/proposals/span-more-teams.toml

"#]]
    );
    assert_data_eq!(
        place.git(&["tag", "--list", "--format=%(objecttype) %(contents)", "v2.0.0"]),
        str![[r#"
tag v2.0.0

In force from 2026-04-01.

### What this asks of whom

- ▲ **IC4 Security Engineer** asks more (1 change)

### Why

- **Security leads span more teams**: Incidents involved three teams and more. (sponsor: @cto)

### Changed

- ▲ IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.


"#]]
    );
    let remote = place.git(&["ls-remote", "origin"]);
    assert!(remote.contains("refs/tags/v2.0.0") && remote.contains("refs/heads/main"), "{remote}");
    assert_data_eq!(
        place.rungs(&["release"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Nothing changed since v2.0.0; there is nothing to release.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
No problem found.

"#]]
    );
}

#[test]
fn a_dry_run_shows_everything_and_does_nothing() {
    let place = changed();
    let before = place.git(&["rev-parse", "HEAD"]);
    let shown = place.rungs(&["release", "--dry-run"]).expect(0);
    for wanted in
        ["v2.0.0 after 1.0.0", "tag the commit v2.0.0", "+++ framework/releases/2.0.0.toml", "-version = \"1.0.0\""]
    {
        assert!(shown.contains(wanted), "{wanted} is not in\n{shown}");
    }
    assert_eq!(place.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(place.git(&["status", "--porcelain"]), "");
}

#[test]
fn prose_in_the_changelog_stays() {
    let place = changed();
    place.edit("framework/CHANGELOG.md", "# Changelog\n", "# Changelog\n\nOur own words.\n");
    place.commit("Write an introduction");
    place.rungs(&["release"]).expect(0);
    let text = place.read("framework/CHANGELOG.md");
    assert!(text.contains("Our own words."), "{text}");
    assert!(text.find("[2.0.0]").unwrap() < text.find("[1.0.0]").unwrap(), "{text}");
}

#[test]
fn pre_releases_are_no_baseline_for_the_final() {
    let place = changed();
    propose(&place, "");
    place.rungs(&["release", "--pre", "rc"]).expect(0);
    assert!(place.path("framework/proposals/span-more-teams.toml").exists());
    place.rungs(&["release", "--pre", "rc"]).expect(0);
    assert!(!place.path("framework/releases/2.0.0-rc.2.toml").exists(), "nothing changed since rc.1");
    place.edit("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
    place.commit("Spell a word otherwise");
    place.rungs(&["release", "--pre", "rc"]).expect(0);
    place.rungs(&["release"]).expect(0);
    let final_record = record(&place, "2.0.0");
    assert!(final_record.contains("follows = \"1.0.0\""), "{final_record}");
    assert!(final_record.contains("three or more teams"), "{final_record}");
    assert!(!place.path("framework/proposals/span-more-teams.toml").exists());
}

#[test]
fn a_calendar_counts_where_the_policy_says_so() {
    let place = changed();
    let policy = place.read("framework/policy.toml");
    place.write("framework/policy.toml", format!("{policy}\n[version]\nscheme = \"calver\"\n"));
    place.commit("Count by the calendar");
    place.rungs(&["release"]).expect(0);
    assert!(place.git(&["tag"]).contains("v2026.1.0"));
}

#[test]
fn a_protected_branch_gets_a_pull_request_and_the_tag_after_the_merge() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["release", "--pull-request"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Committed “Release 2.0.0”.
Pushed release-2.0.0 to origin. Open a pull request for it; when it is merged, on main: rungs release --tag

"#]]
    );
    assert!(!place.git(&["tag"]).contains("v2.0.0"));
    place.git(&["switch", "--quiet", "main"]);
    place.rungs(&["release", "--tag"]).expect(2);
    place.git(&["merge", "--quiet", "--no-ff", "--message", "Merge pull request #7", "release-2.0.0"]);
    assert_data_eq!(
        place.rungs(&["release", "--tag"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Tagged v2.0.0.
Pushed main and v2.0.0 to origin.
v2.0.0 is released.

"#]]
    );
    assert!(place.git(&["ls-remote", "origin"]).contains("refs/tags/v2.0.0"));
}

#[test]
fn a_changelog_is_told_for_a_range_a_page_and_an_announcement() {
    let place = changed();
    assert_data_eq!(
        place.rungs(&["changelog"]).all(),
        str![[r#"
exit 0
--- stdout
## v1.0.0 → HEAD

### What this asks of whom

- ▲ **IC4 Security Engineer** asks more (1 change)

### Changed

- ▲ IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.

--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["changelog", "--for-announcement"]).all(),
        str![[r#"
exit 0
--- stdout
The next version of EscrowTab Engineering Career Framework changes what we expect. IC4 Security Engineer asks more than before.

IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”. If a page concerns you, compare its two versions yourself, and ask your manager what is unclear.
--- stderr

"#]]
    );
    let other = place.rungs(&["changelog", "v1.0.0..", "--page", "security-engineer/ic3"]).expect(0);
    assert!(!other.contains("three or more"), "{other}");
}
