//! `rungs review --post` in a workflow of GitHub Actions: what is posted, when, and by how many
//! requests; each sentence of the design that is about posting.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use super::scene::Scene;
use crate::support::Workspace;
use crate::support::github::{APP, FORK, Fault, PERSON, WORKFLOW};

const PAGE: &str = "framework/tracks/security-engineer/ic4.toml";

/// The text of the only comment, without its mark.
fn comment(scene: &Scene) -> String {
    let state = scene.github.state();
    assert_eq!(state.comments.len(), 1);
    let (mark, text) = state.comments[0].body.split_once('\n').expect("a mark");
    assert!(mark.starts_with("<!-- rungs review key=framework head="), "{mark}");
    scene.named(text)
}

#[test]
fn a_proposal_is_posted_everywhere_and_waits() {
    let mut scene = Scene::new();
    let run = scene.workflow(&[]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 1
--- stdout
main → topic

Waits for @ciso.

Who must agree
  • @ciso must agree to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

It calls for a major version.
--- stderr
The review is waiting.
posted: comment: https://github.example/acme/handbook/pull/12#issuecomment-1001
posted: check with 1 remark
posted: status `rungs/framework`: pending
posted: labels: + framework: asks more
posted: asked for a review: @ciso

"#]]
    );
    assert_data_eq!(
        comment(&scene),
        str![[r#"
## ⏳ Waits for &#64;ciso.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- &#64;ciso must agree to 1 change
  - The owners of the security ladder agree to what it asks
  - for IC4 Security Engineer

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security.
  - <sub>number: “two” → “three”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    assert_data_eq!(
        scene.named(&scene.place.read("../summary.md")),
        str![[r#"
## ⏳ Waits for &#64;ciso.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- &#64;ciso must agree to 1 change
  - The owners of the security ladder agree to what it asks
  - for IC4 Security Engineer

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security.
  - <sub>number: “two” → “three”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    assert_data_eq!(
        scene.place.read("../output.txt"),
        str![[r#"
verdict=waiting
waiting=@ciso
bump=major

"#]]
    );
    let state = scene.github.state();
    let (_, context, status, description) = &state.statuses[0];
    assert_eq!((context.as_str(), status.as_str()), ("rungs/framework", "pending"));
    assert_eq!(description, "Waits for @ciso.");
    assert_eq!(state.pull.labels, ["framework: asks more"]);
    assert_eq!(state.pull.users, ["ciso"]);
    let check = &state.checks[0];
    assert_eq!((check.name.as_str(), check.conclusion.as_str()), ("rungs: framework", "neutral"));
    assert_eq!(check.head, state.pull.head);
    let annotation = &check.annotations[0];
    assert_eq!(annotation["path"], PAGE);
    let line = annotation["start_line"].as_u64().expect("a line") as usize;
    assert!(scene.place.read(PAGE).lines().nth(line - 1).expect("the line").contains("three or more teams"));
}

#[test]
fn an_approval_makes_it_ready_in_the_same_comment() {
    let mut scene = Scene::new();
    scene.workflow(&[]).expect(1);
    let head = scene.github.state().pull.head.clone();
    scene.github.state().review("ciso", "APPROVED", &head);
    let run = scene.workflow(&[]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 0
--- stdout
main → topic

Nothing waits: everyone who must agree has.

Who must agree
  ✓ ciso agreed to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

Approvals
  ✓ ciso approved everything at [PUSH 1]

It calls for a major version.
--- stderr
The review is ready.
posted: comment, brought up to date: https://github.example/acme/handbook/pull/12#issuecomment-1001
posted: check with 1 remark
posted: status `rungs/framework`: success

"#]]
    );
    assert_data_eq!(
        comment(&scene),
        str![[r#"
## ✓ Nothing waits: everyone who must agree has.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- ✓ ciso agreed to 1 change
  - The owners of the security ladder agree to what it asks
  - for IC4 Security Engineer

### Approvals

- ✓ ciso approved everything at [PUSH 1]

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security.
  - <sub>number: “two” → “three”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    let state = scene.github.state();
    assert_eq!(state.statuses.last().expect("a status").2, "success");
    // The same annotations, so the same check.
    assert_eq!(state.checks.len(), 1);
    assert_eq!(state.checks[0].conclusion, "success");
}

#[test]
fn an_unchanged_state_costs_few_requests_and_changes_nothing() {
    let mut scene = Scene::new();
    scene.workflow(&[]).expect(1);
    scene.github.requests();
    scene.workflow(&[]).expect(1);
    let requests = scene.github.requests();
    let id = scene.github.state().checks[0].id;
    let head = scene.github.state().pull.head.clone();
    let at = |path: &str| format!("GET /repos/acme/handbook/{path}");
    assert_eq!(
        requests,
        [
            at("pulls/12/reviews?per_page=100"),
            at("pulls/12"),
            "POST /graphql".to_owned(),
            at("issues/12/comments?per_page=100"),
            at(&format!("commits/{head}/check-runs?check_name=rungs%3A%20framework&per_page=100")),
            format!("PATCH /repos/acme/handbook/check-runs/{id}"),
            format!("POST /repos/acme/handbook/statuses/{head}"),
        ]
    );
    assert_eq!(scene.github.state().comments[0].edits, 0);
}

#[test]
fn the_first_run_makes_at_most_one_request_for_each_page_batch_and_set() {
    let mut scene = Scene::new();
    scene.workflow(&[]).expect(1);
    let requests = scene.github.requests();
    let count = |start: &str| requests.iter().filter(|request| request.starts_with(start)).count();
    assert_eq!(count("POST /repos/acme/handbook/issues/12/comments"), 1);
    // The look before, and the one after that finds what another run wrote at the same time.
    assert_eq!(count("GET /repos/acme/handbook/issues/12/comments"), 2);
    assert_eq!(count("POST /repos/acme/handbook/check-runs"), 1);
    assert_eq!(count("POST /repos/acme/handbook/issues/12/labels"), 1);
    assert_eq!(count("POST /repos/acme/handbook/pulls/12/requested_reviewers"), 1);
    assert_eq!(count("POST /repos/acme/handbook/statuses/"), 1);
    assert_eq!(requests.len(), 12, "{requests:#?}");
}

#[test]
fn a_plan_prints_every_request_and_sends_none() {
    let mut scene = Scene::new();
    let run = scene.workflow(&["--dry-run"]);
    assert_data_eq!(
        run.all(),
        str![[r###"
exit 1
--- stdout
main → topic

Waits for @ciso.

Who must agree
  • @ciso must agree to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

It calls for a major version.

POST /repos/acme/handbook/issues/12/comments
{
  "body": "<!-- rungs review key=framework head=[PUSH 1] run=101.1 -->/n## ⏳ Waits for &#64;ciso./n/n**IC4 Security Engineer asks more.**/n/n| | Page | Verdict | Changes |/n|---|---|---|---|/n| ▲ | IC4 Security Engineer | asks more | 1 change |/n/n### Who must agree/n/n- &#64;ciso must agree to 1 change/n  - The owners of the security ladder agree to what it asks/n  - for IC4 Security Engineer/n/n### What asks more or less (1)/n/n**IC4 Security Engineer**/n/n- ▲ asks more · Collaborative Reach · reworded  /n  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security./n  - <sub>number: “two” → “three”: asks more</sub>/n/n<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>/n"
}

POST /repos/acme/handbook/check-runs
{
  "name": "rungs: framework",
  "status": "completed",
  "conclusion": "neutral",
  "output": {
    "title": "Waits for @ciso.",
    "summary": "## Waits for &#64;ciso./n/n### Who must agree/n/n- &#64;ciso must agree to 1 change/n  - The owners of the security ladder agree to what it asks/n  - for IC4 Security Engineer/n/nIt calls for a major version./n",
    "annotations": [
      {
        "path": "framework/tracks/security-engineer/ic4.toml",
        "start_line": 12,
        "end_line": 12,
        "annotation_level": "warning",
        "title": "asks more",
        "message": "IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”."
      }
    ]
  },
  "head_sha": "[PUSH 1]",
  "external_id": "rungs 952376baefd161d94e49",
  "details_url": "https://github.example/acme/handbook/actions/runs/101"
}

POST /repos/acme/handbook/statuses/[PUSH 1]
{
  "state": "pending",
  "context": "rungs/framework",
  "description": "Waits for @ciso.",
  "target_url": "https://github.example/acme/handbook/actions/runs/101"
}

POST /repos/acme/handbook/issues/12/labels
{
  "labels": [
    "framework: asks more"
  ]
}

POST /repos/acme/handbook/pulls/12/requested_reviewers
{
  "reviewers": [
    "ciso"
  ]
}
--- stderr
The review is waiting.
would post: comment
would post: check with 1 remark
would post: status `rungs/framework`: pending
would post: labels: + framework: asks more
would post: asked for a review: @ciso

"###]]
    );
    let requests = scene.github.requests();
    assert!(requests.iter().all(|request| request.starts_with("GET ") || request == "POST /graphql"), "{requests:?}");
    let state = scene.github.state();
    assert!(state.comments.is_empty() && state.checks.is_empty() && state.statuses.is_empty());
}

#[test]
fn a_pull_request_that_never_touched_the_framework_stays_silent_and_is_not_held_up() {
    let mut scene = Scene::with(|place| place.write("README.md", "Nothing of the framework.\n"));
    let run = scene.workflow(&[]);
    assert_data_eq!(
        run.err,
        str![[r#"
The review is ready.
posted: status `rungs/framework`: success

"#]]
    );
    assert_eq!(run.code, 0);
    let state = scene.github.state();
    assert!(state.comments.is_empty() && state.checks.is_empty() && state.pull.labels.is_empty());
    assert_eq!(state.statuses[0].2, "success");
    assert_eq!(state.statuses[0].3, "Nothing of the framework changes.");
}

#[test]
fn when_nothing_is_left_the_comment_says_so_and_the_labels_go() {
    let mut scene = Scene::new();
    scene.workflow(&[]).expect(1);
    scene.place.edit(PAGE, "three or more teams", "two or more teams");
    scene.place.commit("Leave it as it was");
    scene.pushed();
    scene.workflow(&[]).expect(0);
    assert_data_eq!(
        comment(&scene),
        str![[r#"
**Nothing of the framework changes any more.** An earlier state of this pull request changed it.

"#]]
    );
    let state = scene.github.state();
    assert!(state.pull.labels.is_empty());
    assert_eq!(state.statuses.last().expect("a status").2, "success");
}

#[test]
fn an_older_run_that_ends_last_changes_nothing() {
    let mut scene = Scene::new();
    let older = scene.event();
    scene.place.edit(PAGE, "three or more teams", "many teams");
    scene.place.commit("Say it otherwise");
    scene.pushed();
    scene.workflow(&[]).expect(1);
    let before = comment(&scene);
    let labels = scene.github.state().pull.labels.clone();
    let run = scene.workflow_numbered(7, &older, WORKFLOW, &[]);
    assert_eq!(run.code, 1);
    assert_eq!(comment(&scene), before);
    let state = scene.github.state();
    assert_eq!(state.pull.labels, labels);
    // On its own commit, which nobody looks at any more, it may say what it found.
    let old_head = older["pull_request"]["head"]["sha"].as_str().expect("a commit");
    assert_eq!(state.statuses.last().expect("a status").0, old_head);
    drop(state);
    // One that judged the same commit says nothing at all.
    let same = scene.event();
    let count = scene.github.state().statuses.len();
    let run = scene.workflow_numbered(8, &same, WORKFLOW, &[]);
    assert_data_eq!(
        run.err,
        str![[r#"
The review is waiting.
Nothing is posted: a later run has posted on this commit already.

"#]]
    );
    assert_eq!(scene.github.state().statuses.len(), count);
}

#[test]
fn a_fork_gets_annotations_and_a_job_summary_and_the_right_exit_code() {
    let mut scene = Scene::new();
    scene.github.state().pull.head_repository = "stranger/handbook".into();
    let run = scene.workflow_as(FORK, &[]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 1
--- stdout
main → topic

Waits for @ciso.

Who must agree
  • @ciso must agree to 1 change
    The owners of the security ladder agree to what it asks
    for IC4 Security Engineer

It calls for a major version.
::warning file=framework/tracks/security-engineer/ic4.toml,line=12,title=asks more::IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.
::warning title=Review::Waits for @ciso.
--- stderr
The review is waiting.
NOT posted: comment: the token may not write a comment: Resource not accessible by integration (it needs the permission `pull-requests: write`; the token of a pull request from a fork only reads)
NOT posted: check, status, labels, reviewers: the token of a pull request from a fork only reads; the job summary and the annotations of this run have it all (docs/github.md, “Forks”)

"#]]
    );
    assert!(scene.place.read("../summary.md").contains("IC4 Security Engineer"));
    let state = scene.github.state();
    assert!(state.comments.is_empty() && state.statuses.is_empty());
}

#[test]
fn what_could_not_be_posted_is_said_and_the_verdict_stands() {
    let mut scene = Scene::new();
    scene.github.state().collaborators.retain(|login| login != "ciso");
    scene.github.fail("POST", "/check-runs", Fault::Answer(403, "Resource not accessible by integration", Vec::new()));
    scene.github.fail("POST", "/labels", Fault::Answer(410, "Gone", Vec::new()));
    scene.github.fail("POST", "/labels", Fault::Answer(410, "Gone", Vec::new()));
    let run = scene.workflow(&["--quiet"]);
    assert_eq!(run.code, 1);
    assert_data_eq!(
        run.err,
        str![[r#"
NOT posted: check: the token may not write a check: Resource not accessible by integration (it needs the permission `checks: write`; the token of a pull request from a fork only reads)
NOT posted: labels: GitHub found nothing when asked to make a label (POST /repos/acme/handbook/labels) (either it is not there, or the token may not see it (permission `pull-requests: write`))
NOT posted: asking ciso for a review: GitHub refuses to ask for a review: Reviews may only be requested from collaborators.

"#]]
    );
    // The remarks that are not in a check are said to the runner.
    assert!(run.out.contains("\n::warning file=framework/tracks/security-engineer/ic4.toml,line="), "{}", run.out);
    assert_eq!(scene.github.state().comments.len(), 1);
    assert_eq!(scene.github.state().statuses.len(), 1);
}

#[test]
fn github_that_fails_for_good_leaves_the_verdict_as_it_is() {
    let mut scene = Scene::new();
    let head = scene.github.state().pull.head.clone();
    scene.github.state().review("ciso", "APPROVED", &head);
    for _ in 0..100 {
        for method in ["POST", "PATCH"] {
            scene.github.fail(method, "/", Fault::Answer(503, "Service Unavailable", Vec::new()));
        }
    }
    let run = scene.workflow(&["--quiet"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert_data_eq!(
        run.err,
        str![[r#"
NOT posted: comment: GitHub failed when asked to say whom the token belongs to (status 503): Service Unavailable (it may pass: run it again later; https://www.githubstatus.com tells of outages)
NOT posted: check: GitHub failed when asked to write a check (status 503): Service Unavailable (it may pass: run it again later; https://www.githubstatus.com tells of outages)
NOT posted: status: GitHub failed when asked to set the status of the commit (status 503): Service Unavailable (it may pass: run it again later; https://www.githubstatus.com tells of outages)
NOT posted: labels: GitHub failed when asked to add a label (status 503): Service Unavailable (it may pass: run it again later; https://www.githubstatus.com tells of outages)

"#]]
    );
    // What decides the verdict is another matter: without the reviews nobody knows who agreed.
    for _ in 0..4 {
        scene.github.fail("GET", "/reviews", Fault::Answer(503, "Service Unavailable", Vec::new()));
    }
    assert_data_eq!(
        scene.workflow(&["--quiet"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: GitHub failed when asked to read the reviews of the pull request (status 503): Service Unavailable
  help: it may pass: run it again later; https://www.githubstatus.com tells of outages

"#]]
    );
}

#[test]
fn the_gate_guards_itself() {
    let mut scene = Scene::with(|place| {
        place.edit(PAGE, "two or more teams", "three or more teams");
        place.edit("framework/policy.toml", "@ciso", "@author");
    });
    let head = scene.github.state().pull.head.clone();
    scene.github.state().review("author", "APPROVED", &head);
    let run = scene.workflow(&[]);
    assert_eq!(run.code, 1);
    let state = scene.github.state();
    assert_eq!(state.pull.users, ["ciso"]);
    assert_eq!(state.pull.labels, ["framework: asks more", "framework: rules"]);
}

#[test]
fn an_approval_belongs_to_content_and_not_to_a_push() {
    let mut scene = Scene::new();
    let head = scene.github.state().pull.head.clone();
    scene.github.state().review("ciso", "APPROVED", &head);
    scene.workflow(&[]).expect(0);
    // The base moves on, and the branch is rebased and reformatted: the sentence is the same.
    scene.place.git(&["switch", "--quiet", "main"]);
    scene.place.write("README.md", "Something else.\n");
    scene.place.commit("Go on");
    scene.place.git(&["switch", "--quiet", "topic"]);
    scene.place.git(&["rebase", "--quiet", "main"]);
    assert_ne!(scene.pushed(), head);
    scene.workflow(&[]).expect(0);
    // Another word in it is another sentence.
    scene.place.edit(PAGE, "three or more teams", "four or more teams");
    scene.place.commit("Ask for one more");
    scene.pushed();
    let run = scene.workflow(&[]);
    assert_eq!(run.code, 1);
    assert_data_eq!(
        comment(&scene),
        str![[r#"
## ⏳ Waits for &#64;ciso.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- &#64;ciso must agree to 1 change
  - The owners of the security ladder agree to what it asks
  - for IC4 Security Engineer

### Approvals

- ciso approved at [PUSH 1], and what there is now is not what was approved
  - since then new or different: 1 change
    - IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by four or more teams …”.
  - no longer part of it: 1 change
    - IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by two or more teams …” is now “… work carried out by three or more teams …”.

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>four</b></ins> or more teams outside security.
  - <sub>number: “two” → “four”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    assert_eq!(scene.github.state().statuses.last().expect("a status").2, "pending");
}

#[test]
fn a_team_that_the_token_may_not_see_is_said_and_is_no_approval() {
    let mut scene = Scene::new();
    scene.place.git(&["switch", "--quiet", "main"]);
    scene.place.edit("framework/policy.toml", "@ciso", "@acme/security-leads");
    scene.place.commit("Ask the team");
    scene.place.git(&["switch", "--quiet", "topic"]);
    scene.place.git(&["rebase", "--quiet", "main"]);
    let head = scene.pushed();
    scene.github.state().teams.insert("security-leads".into(), vec!["bo".into()]);
    scene.github.state().review("bo", "APPROVED", &head);
    scene.workflow(&[]).expect(1);
    assert_data_eq!(
        comment(&scene),
        str![[r#"
## ⏳ Waits for &#64;acme/security-leads.

**IC4 Security Engineer asks more.**

| | Page | Verdict | Changes |
|---|---|---|---|
| ▲ | IC4 Security Engineer | asks more | 1 change |

### Who must agree

- &#64;acme/security-leads must agree to 1 change
  - The owners of the security ladder agree to what it asks
  - for IC4 Security Engineer

### Teams that could not be verified

- &#64;acme/security-leads: this token may not see GitHub's teams, and /[teams/] does not list it
  - so the approval of bo does not count for it

### Approvals

- ✓ bo approved everything at [PUSH 2]

### What asks more or less (1)

**IC4 Security Engineer**

- ▲ asks more · Collaborative Reach · reworded  
  I lead security work carried out by <del>two</del><ins><b>three</b></ins> or more teams outside security.
  - <sub>number: “two” → “three”: asks more</sub>

<sub>1 change of expectations, 0 clarifying, 0 editorial. It calls for a major version: what is expected of somebody changes. main → topic</sub>

"#]]
    );
    // An app's token sees it.
    scene.workflow_as(APP, &[]).expect(0);
    assert_eq!(scene.github.state().statuses.last().expect("a status").2, "success");
}

#[test]
fn a_merge_queue_is_judged_by_the_approvals_of_its_pull_request() {
    let mut scene = Scene::new();
    let (base, head) = {
        let state = scene.github.state();
        (state.pull.base.clone(), state.pull.head.clone())
    };
    let event = json!({"action": "checks_requested", "merge_group": {
        "base_sha": base, "head_sha": head, "base_ref": "refs/heads/main",
        "head_ref": format!("refs/heads/gh-readonly-queue/main/pr-12-{base}"),
    }});
    scene.workflow_of(&event, WORKFLOW, &[]).expect(1);
    assert_eq!(scene.github.state().statuses.last().expect("a status").2, "failure");
    scene.github.state().review("ciso", "APPROVED", &head);
    scene.workflow_of(&event, WORKFLOW, &[]).expect(0);
    let state = scene.github.state();
    assert_eq!(state.statuses.last().expect("a status").2, "success");
    // The comment and the labels belong to the pull request.
    assert!(state.comments.is_empty() && state.pull.labels.is_empty());
}

#[test]
fn several_frameworks_have_comments_checks_statuses_and_labels_of_their_own() {
    let mut scene = Scene::new();
    scene.workflow(&["--key", "prod"]).expect(1);
    scene.workflow(&["--key", "non-prod"]).expect(1);
    scene.workflow(&["--key", "prod"]).expect(1);
    let state = scene.github.state();
    assert_eq!(state.comments.len(), 2);
    assert_eq!(state.pull.labels, ["prod: asks more", "non-prod: asks more"]);
    let names: Vec<&str> = state.checks.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["rungs: prod", "rungs: non-prod"]);
    let contexts: Vec<&str> = state.statuses.iter().map(|(_, context, _, _)| context.as_str()).collect();
    assert_eq!(contexts, ["rungs/prod", "rungs/non-prod", "rungs/prod"]);
}

#[test]
fn nothing_to_post_on_is_said_first() {
    let mut scene = Scene::new();
    assert_data_eq!(
        scene.workflow_of(&json!({"ref": "refs/heads/main"}), PERSON, &[]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this workflow was started by an event that is about no pull request
  help: start it on pull_request, pull_request_review or merge_group; or name a range: rungs review A...B

"#]]
    );
    let place = Workspace::example();
    assert_data_eq!(
        place.rungs(&["review", "main", "--post"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no pull request to post on
  help: --post works in a workflow of GitHub Actions, or for a pull request: rungs review owner/repo#12 --post

"#]]
    );
}

#[test]
fn the_token_is_nowhere() {
    let mut scene = Scene::new();
    for _ in 0..3 {
        scene.github.fail("POST", "/statuses", Fault::Answer(422, "ghs_workflow0secret is bad", Vec::new()));
    }
    for arguments in [&["-v"][..], &["--dry-run"], &["--format", "json"], &["--format", "github"]] {
        let run = scene.workflow(arguments);
        let files = ["../summary.md", "../output.txt"].map(|file| scene.place.read(file)).concat();
        let state = scene.github.state();
        let posted: String = state.comments.iter().map(|comment| comment.body.as_str()).collect();
        assert!(!format!("{}{files}{posted}", run.all()).contains(WORKFLOW), "{arguments:?}");
    }
}

#[test]
fn a_change_that_is_too_large_for_a_comment_says_how_much_is_not_in_it() {
    let mut scene = Scene::with(|place| {
        let mut promises = String::from("\n[impact-levers]\n");
        for index in 0..320 {
            let words = "teams, incidents, reviews, plans, risks, budgets, suppliers, releases ".repeat(3);
            promises.push_str(&format!("promise-{index} = \"I own the number {index} of {words}in my own area.\"\n"));
        }
        let page = place.read(PAGE).replacen("\n[impact-levers]\n", &promises, 1);
        place.write(PAGE, page);
    });
    scene.workflow(&["--quiet"]).expect(1);
    let text = comment(&scene);
    assert!(text.chars().count() < 65_400);
    assert!(text.contains("** asking more"), "{text}");
    let state = scene.github.state();
    assert_eq!(state.checks[0].annotations.len(), 320);
    let batches =
        state.requests.iter().filter(|request| request.contains("/check-runs") && !request.starts_with("GET"));
    assert_eq!(batches.count(), 7);
}
