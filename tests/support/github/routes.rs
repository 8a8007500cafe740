//! Which path does what: tokens and permissions, and everything that only reads.

use serde_json::{Value, json};

use super::http::{Request, Response, decoded};
use super::state::{Account, State};
use super::{answers, write_routes};

/// Does what a request asks.
pub(super) fn answer(request: &Request, state: &mut State, base: &str) -> Response {
    let account = match &request.token {
        None => None,
        Some(token) => match state.tokens.get(token.as_str()) {
            Some(account) => Some(account.clone()),
            None => return Response::error(401, "Bad credentials"),
        },
    };
    let path = request.path.strip_prefix("/api/v3").unwrap_or(&request.path);
    let parts: Vec<String> = path.trim_matches('/').split('/').map(decoded).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let whole = match (request.method.as_str(), &parts[..]) {
        ("GET", ["user"]) => match account {
            Some(account) if !account.is_bot() => Response::new(200, answers::whole_user(&account.login)),
            Some(_) => Response::error(403, "Resource not accessible by integration"),
            None => Response::error(401, "Requires authentication"),
        },
        ("POST", ["graphql"] | ["api", "graphql"]) => graphql(request, state, account.as_ref()),
        ("GET", ["orgs", organization, "teams", team, "members"]) => {
            members(state, account.as_ref(), organization, team)
        }
        (method, ["repos", "acme", "handbook", rest @ ..]) => {
            let repository = Repository { request, account: account.as_ref(), base };
            if method == "GET" { repository.read(state, rest) } else { write_routes::answer(&repository, state, rest) }
        }
        _ => Response::error(404, "Not Found"),
    };
    paged(request, whole, base)
}

/// A request to the repository.
pub(super) struct Repository<'a> {
    pub(super) request: &'a Request,
    pub(super) account: Option<&'a Account>,
    pub(super) base: &'a str,
}

impl Repository<'_> {
    /// What is wrong unless the token may do this; without a token what is public can be read.
    pub(super) fn refuse(&self, permission: &str) -> Option<Response> {
        match self.account {
            Some(account) if account.may.contains(permission) => None,
            Some(_) => Some(Response::error(403, "Resource not accessible by integration")),
            None if permission.ends_with(":read") => None,
            None => Some(Response::error(401, "Requires authentication")),
        }
    }

    fn read(&self, state: &State, parts: &[&str]) -> Response {
        let permission = match parts {
            ["git" | "compare" | "releases", ..] => "contents:read",
            ["commits", ..] => "checks:read",
            _ => "pull_requests:read",
        };
        if let Some(refused) = self.refuse(permission) {
            return refused;
        }
        let read = || match parts {
            ["pulls", "12"] => Some(answers::pull(&state.pull, self.base)),
            ["pulls"] => {
                let asked = |name: &str| self.request.query.iter().find(|(n, _)| n == name).map(|(_, value)| value);
                let fits = |pull: &&super::state::Pull| {
                    let owner = pull.head_repository.split('/').next().unwrap_or("acme");
                    asked("head").is_none_or(|head| *head == format!("{owner}:{}", pull.head_branch))
                        && asked("base").is_none_or(|base| *base == pull.base_branch)
                };
                let all = std::iter::once(&state.pull).chain(&state.opened);
                Some(all.filter(fits).map(|pull| answers::simple_pull(pull, self.base)).collect())
            }
            ["pulls", "12", "reviews"] => Some(answers::reviews(state)),
            ["issues", "12", "comments"] => Some(state.comments.iter().map(answers::comment).collect()),
            ["commits", commit, "check-runs"] => {
                let name = self.request.query.iter().find(|(name, _)| name == "check_name").map(|(_, name)| name);
                let fits =
                    |check: &&super::state::Check| check.head == **commit && name.is_none_or(|n| *n == check.name);
                let runs: Vec<Value> = state.checks.iter().filter(fits).map(answers::check).collect();
                Some(json!({"total_count": runs.len(), "check_runs": runs}))
            }
            ["git", "trees", tree] => answers::tree(state, tree),
            ["git", "blobs", blob] => answers::blob(state, blob),
            ["compare", range] => answers::comparison(state, range),
            ["releases", "tags", tag] => state.releases.iter().find(|release| release["tag_name"] == **tag).cloned(),
            _ => None,
        };
        read().map_or_else(|| Response::error(404, "Not Found"), |body| Response::new(200, body))
    }
}

fn members(state: &State, account: Option<&Account>, organization: &str, team: &str) -> Response {
    if account.is_none_or(|account| !account.may.contains("members:read")) {
        return Response::error(403, "Resource not accessible by integration");
    }
    match state.teams.get(team) {
        Some(members) if organization == "acme" => {
            Response::new(200, members.iter().map(|login| answers::user(login)).collect())
        }
        _ => Response::error(404, "Not Found"),
    }
}

fn graphql(request: &Request, state: &mut State, account: Option<&Account>) -> Response {
    let Some(account) = account else { return Response::error(401, "Requires authentication") };
    let query = request.body["query"].as_str().unwrap_or("");
    if query.contains("viewer") {
        return Response::new(200, json!({"data": {"viewer": {"login": account.login}}}));
    }
    let subject = request.body["variables"]["id"].as_str().unwrap_or("");
    let refused = |message: &str| {
        let errors = json!([{"type": "FORBIDDEN", "message": message}]);
        Response::new(200, json!({"data": {"minimizeComment": null}, "errors": errors}))
    };
    if !account.may.contains("pull_requests:write") {
        return refused("Resource not accessible by integration");
    }
    match state.comments.iter_mut().find(|comment| answers::node(comment.id) == subject) {
        Some(comment) if query.contains("minimizeComment") => {
            comment.hidden = true;
            Response::new(200, json!({"data": {"minimizeComment": {"minimizedComment": {"isMinimized": true}}}}))
        }
        _ => refused("Could not resolve to a node"),
    }
}

/// Cuts a list into pages, and names the next one in a `Link` header of this server.
fn paged(request: &Request, mut whole: Response, base: &str) -> Response {
    if request.method != "GET" {
        return whole;
    }
    let Some(Value::Array(items)) = &whole.body else { return whole };
    let number = |name: &str| request.query.iter().find(|(n, _)| n == name).and_then(|(_, value)| value.parse().ok());
    let size: usize = number("per_page").unwrap_or(30).clamp(1, 100);
    let page: usize = number("page").unwrap_or(1).max(1);
    let rest = items.iter().skip((page - 1) * size);
    if rest.len() > size {
        let next = format!("<{base}{}?per_page={size}&page={}>; rel=\"next\"", request.path, page + 1);
        whole.headers.push(("link".to_owned(), next));
    }
    let items: Vec<Value> = rest.take(size).cloned().collect();
    Response { body: Some(Value::Array(items)), ..whole }
}
