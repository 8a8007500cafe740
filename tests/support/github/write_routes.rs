//! What changes something.

use serde_json::{Value, json};

use super::answers;
use super::http::Response;
use super::routes::Repository;
use super::state::{Check, Label, State};

pub(super) fn answer(repository: &Repository<'_>, state: &mut State, parts: &[&str]) -> Response {
    let permission = match parts {
        ["check-runs", ..] => "checks:write",
        ["statuses", ..] => "statuses:write",
        ["releases", ..] => "contents:write",
        _ => "pull_requests:write",
    };
    if let Some(refused) = repository.refuse(permission) {
        return refused;
    }
    let login = repository.account.map(|account| account.login.clone()).unwrap_or_default();
    let body = &repository.request.body;
    match (repository.request.method.as_str(), parts) {
        ("POST", ["pulls"]) => open(repository, state, &login, body),
        ("POST", ["issues", "12", "comments"]) => comment(state, &login, body),
        (method, ["issues", "comments", id]) => change_comment(state, (method, id, &login), body),
        ("POST", ["check-runs"]) => check(state, &login, body),
        ("PATCH", ["check-runs", id]) => change_check(state, id, &login, body),
        ("POST", ["statuses", commit]) => {
            let text = |name: &str| body[name].as_str().unwrap_or("").to_owned();
            if text("description").chars().count() > 140 {
                return Response::error(422, "Validation Failed: description is too long (maximum is 140 characters)");
            }
            let status = ((*commit).to_owned(), text("context"), text("state"), text("description"));
            state.statuses.push(status);
            let id = state.number();
            let (_, context, value, description) = state.statuses.last().expect("a status");
            Response::new(201, answers::status(id, (context, value, description), &login))
        }
        ("POST", ["issues", "12", "labels"]) => add_labels(state, body),
        ("DELETE", ["issues", "12", "labels", name]) => {
            let before = state.pull.labels.len();
            state.pull.labels.retain(|label| label != name);
            if state.pull.labels.len() == before { not_found() } else { Response::new(200, pull_labels(state)) }
        }
        ("POST", ["labels"]) => make_label(state, body),
        ("PATCH", ["labels", name]) => {
            let Some(label) = state.labels.iter_mut().find(|label| label.name == **name) else { return not_found() };
            label.color = body["color"].as_str().unwrap_or("ededed").to_owned();
            label.description = body["description"].as_str().map(str::to_owned);
            Response::new(200, answers::label(label))
        }
        ("POST", ["pulls", "12", "requested_reviewers"]) => ask(repository, state, &login, body),
        ("POST", ["releases"]) => {
            let taken = state.releases.iter().any(|release| release["tag_name"] == body["tag_name"]);
            if taken {
                let errors = json!([{"resource": "Release", "code": "already_exists", "field": "tag_name"}]);
                return refused(&errors);
            }
            let release = answers::release(state.number(), body, &login);
            state.releases.push(release.clone());
            Response::new(201, release)
        }
        ("PATCH", ["releases", id]) => {
            let Ok(id) = id.parse::<u64>() else { return not_found() };
            let release = answers::release(id, body, &login);
            let Some(old) = state.releases.iter_mut().find(|old| old["id"] == id) else { return not_found() };
            *old = release.clone();
            Response::new(200, release)
        }
        _ => not_found(),
    }
}

fn open(repository: &Repository<'_>, state: &mut State, login: &str, body: &Value) -> Response {
    let text = |name: &str| body[name].as_str().unwrap_or("").to_owned();
    let (head_branch, base_branch) = (text("head"), text("base"));
    if state.opened.iter().any(|pull| pull.head_branch == head_branch) {
        let message = format!("A pull request already exists for acme:{head_branch}.");
        return refused(&json!([{"resource": "PullRequest", "code": "custom", "message": message}]));
    }
    let commit = "0123456789".repeat(4);
    let pull = super::state::Pull {
        title: text("title"),
        body: text("body"),
        author: login.to_owned(),
        base_branch,
        base: commit.clone(),
        head_branch,
        head: commit,
        ..state.pull.clone()
    };
    state.opened.push(pull.clone());
    Response::new(201, answers::pull(&pull, repository.base))
}

fn refused(errors: &Value) -> Response {
    let mut refused = Response::error(422, "Validation Failed");
    refused.body.as_mut().expect("a body")["errors"] = errors.clone();
    refused
}

fn not_found() -> Response {
    Response::error(404, "Not Found")
}

fn too_long(body: &Value) -> Option<Response> {
    let long = body["body"].as_str().unwrap_or("").chars().count() > 65_536;
    long.then(|| Response::error(422, "Validation Failed: body is too long (maximum is 65536 characters)"))
}

fn comment(state: &mut State, login: &str, body: &Value) -> Response {
    if let Some(refused) = too_long(body) {
        return refused;
    }
    state.comment(login, body["body"].as_str().unwrap_or(""));
    Response::new(201, answers::comment(state.comments.last().expect("a comment")))
}

fn change_comment(state: &mut State, (method, id, login): (&str, &str, &str), body: &Value) -> Response {
    let Some(index) = state.comments.iter().position(|comment| comment.id.to_string() == id) else {
        return not_found();
    };
    // An app's installation may change its own comments alone.
    if state.comments[index].login != login {
        return Response::error(403, "Resource not accessible by integration");
    }
    if method == "DELETE" {
        state.comments.remove(index);
        return Response::empty(204);
    }
    if let Some(refused) = too_long(body) {
        return refused;
    }
    let comment = &mut state.comments[index];
    comment.body = body["body"].as_str().unwrap_or("").to_owned();
    comment.edits += 1;
    Response::new(200, answers::comment(comment))
}

/// What GitHub refuses of a check beside what its description says.
fn refuse_check(body: &Value) -> Option<Response> {
    let annotations = body["output"]["annotations"].as_array().map_or(0, Vec::len);
    if annotations > 50 {
        return Some(Response::error(422, "Invalid request: no more than 50 annotations"));
    }
    if body["status"] == "completed" && body["conclusion"].is_null() {
        return Some(Response::error(422, "Invalid request: a completed check needs a conclusion"));
    }
    let summary = body["output"]["summary"].as_str().unwrap_or("").len();
    (summary > 65_535).then(|| Response::error(422, "Invalid request: summary exceeds a maximum of 65535 bytes"))
}

fn check(state: &mut State, login: &str, body: &Value) -> Response {
    if let Some(refused) = refuse_check(body) {
        return refused;
    }
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let check = Check {
        id: state.number(),
        login: login.to_owned(),
        name: text(&body["name"]),
        head: text(&body["head_sha"]),
        external: text(&body["external_id"]),
        conclusion: String::new(),
        title: String::new(),
        summary: String::new(),
        annotations: Vec::new(),
    };
    state.checks.push(check);
    Response::new(201, fill(state.checks.last_mut().expect("a check"), body))
}

fn change_check(state: &mut State, id: &str, login: &str, body: &Value) -> Response {
    if let Some(refused) = refuse_check(body) {
        return refused;
    }
    match state.checks.iter_mut().find(|check| check.id.to_string() == id) {
        Some(check) if check.login == login => Response::new(200, fill(check, body)),
        Some(_) => Response::error(403, "Invalid app_id: another app made this check"),
        None => not_found(),
    }
}

/// Annotations are added to those there are, as GitHub does.
fn fill(check: &mut Check, body: &Value) -> Value {
    let set = |field: &mut String, value: &Value| {
        if let Some(text) = value.as_str() {
            *field = text.to_owned();
        }
    };
    set(&mut check.conclusion, &body["conclusion"]);
    set(&mut check.title, &body["output"]["title"]);
    set(&mut check.summary, &body["output"]["summary"]);
    check.annotations.extend(body["output"]["annotations"].as_array().into_iter().flatten().cloned());
    answers::check(check)
}

fn pull_labels(state: &State) -> Value {
    let has = |label: &&Label| state.pull.labels.contains(&label.name);
    state.labels.iter().filter(has).map(answers::label).collect()
}

fn add_labels(state: &mut State, body: &Value) -> Response {
    let names = body["labels"].as_array().cloned().unwrap_or_default();
    for name in names.iter().filter_map(Value::as_str) {
        if !state.labels.iter().any(|label| label.name == name) {
            if !state.makes_labels {
                return not_found();
            }
            state.labels.push(Label { name: name.to_owned(), color: "ededed".to_owned(), description: None });
        }
        if !state.pull.labels.iter().any(|label| label == name) {
            state.pull.labels.push(name.to_owned());
        }
    }
    Response::new(200, pull_labels(state))
}

fn make_label(state: &mut State, body: &Value) -> Response {
    let name = body["name"].as_str().unwrap_or("");
    let description = body["description"].as_str().map(str::to_owned);
    let long = name.chars().count() > 50 || description.as_ref().is_some_and(|text| text.chars().count() > 100);
    if long || state.labels.iter().any(|label| label.name == name) {
        let code = if long { "too_long" } else { "already_exists" };
        let errors = json!([{"resource": "Label", "code": code, "field": "name"}]);
        return refused(&errors);
    }
    let color = body["color"].as_str().unwrap_or("ededed").to_owned();
    state.labels.push(Label { name: name.to_owned(), color, description });
    Response::new(201, answers::label(state.labels.last().expect("a label")))
}

fn ask(repository: &Repository<'_>, state: &mut State, login: &str, body: &Value) -> Response {
    let names = |field: &str| -> Vec<String> {
        let names = body[field].as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    };
    let (users, teams) = (names("reviewers"), names("team_reviewers"));
    if users.contains(&state.pull.author) {
        return Response::error(422, "Review cannot be requested from pull request author.");
    }
    if !users.iter().all(|user| state.collaborators.contains(user)) {
        return Response::error(422, "Reviews may only be requested from collaborators.");
    }
    let sees_teams = repository.account.is_some_and(|account| account.may.contains("members:read"));
    if !teams.is_empty() && !sees_teams {
        return Response::error(403, "Resource not accessible by integration");
    }
    if !teams.iter().all(|team| state.teams.contains_key(team)) {
        return Response::error(422, "Could not resolve to a node with the global id");
    }
    let _ = login;
    for (new, list) in [(users, &mut state.pull.users), (teams, &mut state.pull.teams)] {
        for name in new {
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    Response::new(201, answers::simple_pull(&state.pull, repository.base))
}
