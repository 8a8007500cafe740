//! A pull request read without a clone.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;
use crate::support::github::{Fault, GitHub, PERSON};

/// The example framework with a change on a branch, and the pull request of it.
fn proposed(changes: impl Fn(&Workspace)) -> (Workspace, GitHub) {
    let place = Workspace::example();
    place.git(&["switch", "--quiet", "--create", "topic"]);
    changes(&place);
    let head = place.commit("Ask more of IC4 Security");
    place.git(&["switch", "--quiet", "main"]);
    place.write("README.md", "Something else on the base, after the branch.\n");
    let base = place.commit("Say what this is");
    let github = GitHub::start(&place.root());
    {
        let mut state = github.state();
        (state.pull.base, state.pull.head) = (base, head);
    }
    (place, github)
}

fn one_sentence(place: &Workspace) {
    place.edit("framework/tracks/security-engineer/ic4.toml", "two or more teams", "three or more teams");
}

/// A folder elsewhere, with the environment of somebody who reads from GitHub.
fn elsewhere(github: &GitHub) -> Workspace {
    let mut place = Workspace::new();
    place.set("GITHUB_API_URL", &github.url());
    place.set("GITHUB_TOKEN", PERSON);
    place.set("RUNGS_GITHUB_PACE", "0");
    place
}

#[test]
fn a_pull_request_is_compared_without_a_clone() {
    let (place, github) = proposed(one_sentence);
    let here = elsewhere(&github);
    assert_data_eq!(
        here.rungs(&["diff", "acme/handbook#12"]).all(),
        str![[r#"
exit 0
--- stdout
acme/handbook@main → acme/handbook#12

IC4 Security Engineer asks more.

  ▲ asks more              IC4 Security Engineer  (1 change)

What asks more or less (1)

  IC4 Security Engineer
    ▲ asks more · Collaborative Reach · reworded
      I lead security work carried out by [-two-]{+three+} or more teams outside
      security.
      └ number: “two” → “three”: asks more

1 change of expectations, 0 clarifying, 0 editorial. It calls for a major
version: what is expected of somebody changes.
--- stderr

"#]]
    );
    let local = place.rungs(&["diff", "main...topic"]).expect(0);
    let remote = here.rungs(&["diff", "acme/handbook#12"]).expect(0);
    let after_title = |text: &str| text.split_once('\n').expect("a line").1.to_owned();
    assert_eq!(after_title(&local), after_title(&remote));
}

#[test]
fn only_the_trees_that_differ_and_the_files_that_are_needed_are_read() {
    let (place, github) = proposed(one_sentence);
    let files = place.git(&["ls-files", "framework"]).lines().count();
    elsewhere(&github).rungs(&["diff", "acme/handbook#12"]).expect(0);
    let requests = github.requests();
    let count = |what: &str| requests.iter().filter(|request| request.contains(what)).count();
    assert_eq!(count("/pulls/12"), 1);
    assert_eq!(count("/compare/"), 1);
    // Of each side the top, the framework, its tracks and the one that differs; core once, as it is the same.
    assert_eq!(count("/git/trees/"), 9, "{requests:#?}");
    // Of files, those of every page and of the track, and the page itself on both sides.
    assert!(count("/git/blobs/") < files / 2, "{} of {files}", count("/git/blobs/"));
    let mut blobs: Vec<&String> = requests.iter().filter(|request| request.contains("/git/blobs/")).collect();
    blobs.sort();
    let all = blobs.len();
    blobs.dedup();
    assert_eq!(blobs.len(), all, "a file is read twice");
}

#[test]
fn a_change_of_core_a_new_track_and_a_removed_page_read_the_same_as_locally() {
    let (place, github) = proposed(|place| {
        let core = place.read("framework/core/all.toml");
        place.write("framework/core/all.toml", core.replacen(" my ", " our ", 1));
        std::fs::remove_file(place.path("framework/tracks/security-engineer/ic3.toml")).expect("a page");
        place.write("framework/tracks/data/track.toml", "name = \"Data\"\nladder = \"ic\"\n");
        place.write("framework/tracks/data/ic3.toml", "[scope]\ngoals = \"I reach most of my goals.\"\n");
    });
    let local = place.rungs(&["diff", "main...topic", "--format", "json"]).expect(0);
    let remote = elsewhere(&github).rungs(&["diff", "acme/handbook#12", "--format", "json"]).expect(0);
    let changes = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON")["changes"].clone();
    assert!(changes(&local).as_array().expect("changes").len() > 3);
    assert_eq!(changes(&local), changes(&remote));
}

#[test]
fn faults_pass_and_failures_are_explained() {
    let (_place, github) = proposed(one_sentence);
    let here = elsewhere(&github);
    github.fail("GET", "/git/blobs/", Fault::CutWithin);
    github.fail("GET", "/git/trees/", Fault::Answer(502, "Bad Gateway", Vec::new()));
    github.fail("GET", "/pulls/12", Fault::Answer(429, "slow down", vec![("retry-after", "30".to_owned())]));
    let run = here.rungs(&["diff", "acme/handbook#12"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert_data_eq!(
        run.err,
        str![[r#"
GitHub asks for a pause because too much was asked in a short time; trying again in 30 seconds
GitHub failed with 502; trying again in 1 second

"#]]
    );
    assert_data_eq!(
        here.rungs(&["diff", "acme/handbook#13"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: GitHub found nothing when asked to read the pull request (GET /repos/acme/handbook/pulls/13)
  help: either it is not there, or the token may not see it (permission `pull-requests: read`)

"#]]
    );
    assert_data_eq!(
        here.rungs(&["diff", "acme/handbook#12", "--framework", "ladder"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: neither acme/handbook@main nor acme/handbook#12 has a framework
  help: a framework's folder holds a framework.toml; name it with --framework DIR

"#]]
    );
    let api = ["--github-api", "http://api.github.com"];
    assert_data_eq!(
        here.rungs(&[&["diff", "acme/handbook#12"], &api[..]].concat()).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the address of GitHub's interface cannot be used: http:// would send the token unencrypted; use https://
  help: it looks like https://api.github.com or https://github.example.org/api/v3

"#]]
    );
}
