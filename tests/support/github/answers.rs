//! The server's answers in full, as GitHub's description of its interface wants them.

use base64::Engine as _;
use serde_json::{Map, Value, json};

use super::state::{Check, Comment, Label, Pull, State};

const DATE: &str = "2026-01-05T12:00:00Z";

/// The number of something in GraphQL.
pub(super) fn node(id: u64) -> String {
    format!("NODE_{id}")
}

/// An object with addresses of these names, and more fields.
fn object(address: &str, names: &[&str], more: Value) -> Value {
    let address = address.replace('[', "%5B").replace(']', "%5D");
    let mut out: Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), json!(format!("https://example.org/{address}")))).collect();
    out.extend(more.as_object().cloned().unwrap_or_default());
    Value::Object(out)
}

pub(super) fn user(login: &str) -> Value {
    const NAMES: &[&str] = &[
        "avatar_url",
        "events_url",
        "followers_url",
        "following_url",
        "gists_url",
        "html_url",
        "organizations_url",
        "received_events_url",
        "repos_url",
        "starred_url",
        "subscriptions_url",
        "url",
    ];
    let kind = if login.ends_with("[bot]") { "Bot" } else { "User" };
    let more = json!({"login": login, "id": 7, "node_id": "U_7", "gravatar_id": "", "type": kind, "site_admin": false});
    object(login, NAMES, more)
}

pub(super) fn whole_user(login: &str) -> Value {
    let mut out = user(login);
    for name in ["bio", "company", "email", "hireable", "location", "name"] {
        out[name] = Value::Null;
    }
    out["blog"] = json!("");
    for name in ["followers", "following", "public_gists", "public_repos"] {
        out[name] = json!(0);
    }
    out["user_view_type"] = json!("public");
    (out["created_at"], out["updated_at"]) = (json!(DATE), json!(DATE));
    out
}

fn repository(full_name: &str) -> Value {
    const NAMES: &[&str] = &[
        "archive_url",
        "assignees_url",
        "blobs_url",
        "branches_url",
        "collaborators_url",
        "comments_url",
        "commits_url",
        "compare_url",
        "contents_url",
        "contributors_url",
        "deployments_url",
        "downloads_url",
        "events_url",
        "forks_url",
        "git_commits_url",
        "git_refs_url",
        "git_tags_url",
        "hooks_url",
        "html_url",
        "issue_comment_url",
        "issue_events_url",
        "issues_url",
        "keys_url",
        "labels_url",
        "languages_url",
        "merges_url",
        "milestones_url",
        "notifications_url",
        "pulls_url",
        "releases_url",
        "stargazers_url",
        "statuses_url",
        "subscribers_url",
        "subscription_url",
        "tags_url",
        "teams_url",
        "trees_url",
        "url",
        "clone_url",
        "git_url",
        "ssh_url",
        "svn_url",
    ];
    let (owner, name) = full_name.split_once('/').unwrap_or(("acme", "handbook"));
    let more = json!({
        "id": 1, "node_id": "R_1", "name": name, "full_name": full_name, "owner": user(owner), "private": false,
        "fork": owner != "acme", "description": null, "default_branch": "main", "forks": 0, "forks_count": 0,
        "has_downloads": true, "has_issues": true, "has_projects": false, "has_wiki": false, "has_pages": false,
        "homepage": null, "language": null, "archived": false, "disabled": false, "mirror_url": null,
        "open_issues": 1, "open_issues_count": 1, "license": null, "pushed_at": DATE, "size": 1,
        "stargazers_count": 0, "watchers": 0, "watchers_count": 0, "created_at": DATE, "updated_at": DATE,
    });
    object(full_name, NAMES, more)
}

pub(super) fn simple_pull(pull: &Pull, base: &str) -> Value {
    const NAMES: &[&str] = &[
        "comments_url",
        "commits_url",
        "diff_url",
        "issue_url",
        "patch_url",
        "review_comment_url",
        "review_comments_url",
        "statuses_url",
        "url",
    ];
    let side = |branch: &str, commit: &str, name: &str| {
        let owner = name.split('/').next().unwrap_or("acme");
        json!({
            "label": format!("{owner}:{branch}"), "ref": branch, "sha": commit,
            "repo": repository(name), "user": user(owner),
        })
    };
    let links = ["comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self"];
    let links: Map<String, Value> = links.iter().map(|name| ((*name).to_owned(), json!({"href": base}))).collect();
    let label = |name: &String| {
        json!({"id": 5, "node_id": "L_5", "url": base, "name": name, "description": "", "color": "ededed",
               "default": false})
    };
    let team = |slug: &String| {
        json!({
            "id": 3, "node_id": "T_3", "url": base, "members_url": base, "name": slug, "description": null,
            "permission": "pull", "html_url": "https://example.org/", "repositories_url": "https://example.org/",
            "slug": slug, "parent": null, "type": "organization",
        })
    };
    let more = json!({
        "id": 12, "node_id": "PR_12", "number": 12, "state": "open", "locked": false, "title": pull.title,
        "html_url": "https://github.example/acme/handbook/pull/12",
        "body": pull.body, "user": user(&pull.author), "draft": pull.draft, "assignee": null, "milestone": null,
        "labels": pull.labels.iter().map(label).collect::<Vec<_>>(),
        "base": side(&pull.base_branch, &pull.base, "acme/handbook"),
        "head": side(&pull.head_branch, &pull.head, &pull.head_repository),
        "requested_reviewers": pull.users.iter().map(|login| user(login)).collect::<Vec<_>>(),
        "requested_teams": pull.teams.iter().map(team).collect::<Vec<_>>(),
        "closed_at": null, "created_at": DATE, "updated_at": DATE, "merged_at": null, "merge_commit_sha": null,
        "author_association": "CONTRIBUTOR", "auto_merge": null, "_links": links,
    });
    object("pull/12", NAMES, more)
}

pub(super) fn pull(pull: &Pull, base: &str) -> Value {
    let mut out = simple_pull(pull, base);
    for name in ["additions", "changed_files", "comments", "commits", "deletions", "review_comments"] {
        out[name] = json!(1);
    }
    (out["mergeable"], out["mergeable_state"]) = (json!(true), json!("clean"));
    (out["merged"], out["merged_by"], out["maintainer_can_modify"]) = (json!(false), Value::Null, json!(false));
    out
}

pub(super) fn comment(comment: &Comment) -> Value {
    let url = format!("https://github.example/acme/handbook/pull/12#issuecomment-{}", comment.id);
    let more = json!({
        "id": comment.id, "node_id": node(comment.id), "user": user(&comment.login), "body": comment.body,
        "html_url": url, "author_association": "NONE", "created_at": DATE, "updated_at": DATE,
    });
    object("comment", &["url", "issue_url"], more)
}

pub(super) fn reviews(state: &State) -> Value {
    let one = |(index, review): (usize, &super::state::Review)| {
        json!({
            "id": index + 1, "node_id": node(index as u64 + 1), "user": user(&review.login), "body": review.body,
            "state": review.state, "commit_id": review.commit, "submitted_at": DATE,
            "html_url": "https://example.org/", "pull_request_url": "https://example.org/",
            "_links": {"html": {"href": "https://example.org/"}, "pull_request": {"href": "https://example.org/"}},
            "author_association": "MEMBER",
        })
    };
    state.reviews.iter().enumerate().map(one).collect()
}

pub(super) fn check(check: &Check) -> Value {
    json!({
        "id": check.id, "node_id": node(check.id), "head_sha": check.head, "name": check.name,
        "external_id": check.external, "status": "completed", "conclusion": check.conclusion,
        "url": "https://example.org/", "html_url": "https://example.org/", "details_url": "https://example.org/",
        "started_at": DATE, "completed_at": DATE, "check_suite": {"id": 1}, "app": null, "pull_requests": [],
        "output": {
            "title": check.title, "summary": check.summary, "text": null,
            "annotations_count": check.annotations.len(), "annotations_url": "https://example.org/",
        },
    })
}

pub(super) fn status(id: u64, (context, state, description): (&str, &str, &str), login: &str) -> Value {
    json!({
        "id": id, "node_id": node(id), "url": "https://example.org/", "avatar_url": "https://example.org/",
        "state": state, "description": description, "target_url": null, "context": context,
        "created_at": DATE, "updated_at": DATE, "creator": user(login),
    })
}

pub(super) fn label(label: &Label) -> Value {
    json!({
        "id": 5, "node_id": "L_5", "url": "https://example.org/", "name": label.name,
        "description": label.description, "color": label.color, "default": false,
    })
}

pub(super) fn release(id: u64, body: &Value, login: &str) -> Value {
    const NAMES: &[&str] = &["assets_url", "upload_url", "tarball_url", "zipball_url", "url"];
    let more = json!({
        "id": id, "node_id": node(id), "tag_name": body["tag_name"], "name": body["name"], "body": body["body"],
        "html_url": format!("https://github.example/acme/handbook/releases/tag/{}", body["tag_name"].as_str().unwrap_or("")),
        "draft": body["draft"], "prerelease": body["prerelease"], "target_commitish": "main", "assets": [],
        "created_at": DATE, "published_at": DATE, "author": user(login),
    });
    object("release", NAMES, more)
}

/// A tree from the repository itself; a commit means its own.
pub(super) fn tree(state: &State, name: &str) -> Option<Value> {
    let hash = state.git(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{tree}}")])?;
    let hash = String::from_utf8(hash).ok()?.trim().to_owned();
    let list = String::from_utf8(state.git(&["ls-tree", &hash])?).ok()?;
    let entry = |line: &str| {
        let (meta, path) = line.split_once('\t')?;
        let mut meta = meta.split(' ');
        let (mode, kind, hash) = (meta.next()?, meta.next()?, meta.next()?);
        Some(json!({"path": path, "mode": mode, "type": kind, "sha": hash, "url": "https://example.org/"}))
    };
    let entries: Vec<Value> = list.lines().filter_map(entry).collect();
    Some(json!({"sha": hash, "url": "https://example.org/", "tree": entries, "truncated": false}))
}

pub(super) fn blob(state: &State, hash: &str) -> Option<Value> {
    let bytes = state.git(&["cat-file", "blob", hash])?;
    let packed = base64::engine::general_purpose::STANDARD.encode(&bytes);
    // GitHub breaks the lines of what it encodes.
    let lines: Vec<String> =
        packed.as_bytes().chunks(60).map(|line| String::from_utf8_lossy(line).into_owned() + "\n").collect();
    Some(json!({
        "sha": hash, "node_id": "B_1", "size": bytes.len(), "url": "https://example.org/", "encoding": "base64",
        "content": lines.concat(),
    }))
}

pub(super) fn comparison(state: &State, range: &str) -> Option<Value> {
    let (base, head) = range.split_once("...")?;
    let found = String::from_utf8(state.git(&["merge-base", base, head])?).ok()?;
    let commit = |hash: &str| {
        let who = json!({"name": "Ana", "email": "ana@escrowtab.example", "date": DATE});
        json!({
            "url": "https://example.org/", "sha": hash, "node_id": "C_1", "html_url": "https://example.org/",
            "comments_url": "https://example.org/", "author": null, "committer": null, "parents": [],
            "commit": {
                "url": "https://example.org/", "author": who, "committer": who, "message": "A commit",
                "comment_count": 0, "tree": {"sha": hash, "url": "https://example.org/"},
            },
        })
    };
    const NAMES: &[&str] = &["url", "html_url", "permalink_url", "diff_url", "patch_url"];
    let more = json!({
        "base_commit": commit(base), "merge_base_commit": commit(found.trim()), "status": "diverged",
        "ahead_by": 1, "behind_by": 1, "total_commits": 1, "commits": [commit(head)], "files": [],
    });
    Some(object("compare", NAMES, more))
}
