//! The workflows that adopters get.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

const ACTION: &str = "acme/rungs@0123456789abcdef0123456789abcdef01234567";

#[test]
fn workflows_are_written_for_the_framework_that_is_there() {
    let place = Workspace::example();
    let init = ["init", "--github", "--action", ACTION, "--forks"];
    assert_data_eq!(
        place.rungs(&[&init[..], &["--dry-run"]].concat()).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
would write [FOLDER]/.github/workflows/framework-review.yml
would write [FOLDER]/.github/workflows/framework-review-forks.yml
would write [FOLDER]/.github/workflows/framework-release.yml

"#]]
    );
    assert_data_eq!(
        place.rungs(&init).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
Wrote 3 files to [FOLDER]/.
Next: commit the workflows, then in the settings of the repository at GitHub require the
status `rungs/framework` for the main branch. docs/github.md of rungs says how, and what
an app's token is good for.

"#]]
    );
    assert_data_eq!(
        place.read(".github/workflows/framework-review.yml"),
        str![[r##"
# Says on every pull request what it changes of what is expected of people, asks those who must agree,
# and holds the merge until they have: require the status `rungs/framework` for the main branch.
# Written by `rungs init --github`; docs/github.md of rungs explains every line.
name: Framework review

on:
  pull_request:
    types: [opened, synchronize, reopened, ready_for_review, edited]
  pull_request_review:
    types: [submitted, edited, dismissed]
  merge_group:

permissions: {}

# One after the other for each pull request: the last run sees every approval.
concurrency:
  group: framework-review-${{ github.event.pull_request.number || github.sha }}
  cancel-in-progress: false

jobs:
  review:
    name: Review
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read # the framework
      pull-requests: write # the comment, labels, asking reviewers
      checks: write # remarks at the lines of the framework
      statuses: write # what holds the merge
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: acme/rungs/.github/actions/review@0123456789abcdef0123456789abcdef01234567 # rungs 0.1.0
        with:
          framework: ""

"##]]
    );
    assert_data_eq!(
        place.read(".github/workflows/framework-review-forks.yml"),
        str![[r##"
# The second stage of a review, for pull requests from forks, whose workflows may only read. It runs as
# the main branch has it, checks nothing out and executes nothing of the pull request: rungs reads the
# framework's texts through GitHub's interface, judges them anew, and posts.
# Written by `rungs init --github --forks`; docs/github.md of rungs explains every line.
name: Framework review of forks

on:
  workflow_run: # zizmor: ignore[dangerous-triggers] nothing of the pull request is checked out or run
    workflows: [Framework review]
    types: [completed]

permissions: {}

concurrency:
  group: framework-review-forks-${{ github.event.workflow_run.head_repository.full_name }}-${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: false

jobs:
  post:
    name: Post
    if: github.event.workflow_run.head_repository.full_name != github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read # the framework's texts
      pull-requests: write # the comment, labels, asking reviewers
      checks: write # remarks at the lines of the framework
      statuses: write # what holds the merge
    steps:
      - uses: acme/rungs/.github/actions/review@0123456789abcdef0123456789abcdef01234567 # rungs 0.1.0
        with:
          framework: ""

"##]]
    );
    assert_data_eq!(
        place.rungs(&init).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: [FOLDER]/.github/workflows/framework-review.yml is there already
  help: rungs init overwrites nothing; choose another folder

"#]]
    );
}

#[test]
fn a_new_framework_and_its_workflows_are_started_together_from_any_folder() {
    let place = Workspace::repository();
    place.write("handbook/README.md", "The handbook.\n");
    place.rungs(&["-C", "handbook", "init", "--github", "--action", ACTION, "--framework", "ladders"]).expect(0);
    assert!(place.path("handbook/ladders/framework.toml").is_file());
    let workflow = place.read(".github/workflows/framework-review.yml");
    assert!(workflow.contains("framework: \"handbook/ladders\""), "{workflow}");
}

#[test]
fn an_action_that_is_not_pinned_is_refused() {
    let place = Workspace::example();
    assert_data_eq!(
        place.rungs(&["init", "--github", "--action", "acme/rungs@v1"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: invalid value 'acme/rungs@v1' for '--action <OWNER/NAME@COMMIT>': `v1` is no whole commit hash of 40 digits; a tag or a branch can be moved

For more information, try '--help'.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["init", "--github"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the following required arguments were not provided:
  --action <OWNER/NAME@COMMIT>

Usage: rungs init --github --action <OWNER/NAME@COMMIT> [DIRECTORY]

For more information, try '--help'.

"#]]
    );
}
