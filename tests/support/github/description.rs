//! GitHub's own description of its interface, which every request and every answer is held to. It is
//! not part of this repository: `RUNGS_SHARED` names the folder it is in, else `../shared` is looked
//! into. Where it is not there, tests run without it and say so.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::http::Request;

/// Where the description is, or would be.
pub(crate) fn place() -> PathBuf {
    let shared = std::env::var_os("RUNGS_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    shared.join("github/github-rest-api.json")
}

/// The description, in the dialect of JSON Schema that validators know.
struct Description {
    whole: Value,
    validators: Mutex<BTreeMap<String, &'static Validator>>,
}

#[allow(clippy::print_stderr, reason = "shown beside a test that fails")]
fn description() -> Option<&'static Description> {
    static DESCRIPTION: OnceLock<Option<Description>> = OnceLock::new();
    let read = || {
        let place = place();
        let Ok(text) = std::fs::read_to_string(&place) else {
            eprintln!("not held to GitHub's description of its interface: there is no {}", place.display());
            return None;
        };
        let mut whole: Value = serde_json::from_str(&text).expect("the description is JSON");
        convert(&mut whole);
        Some(Description { whole, validators: Mutex::default() })
    };
    DESCRIPTION.get_or_init(read).as_ref()
}

/// Whether the description is at hand.
pub(crate) fn is_there() -> bool {
    description().is_some()
}

/// Replaces `nullable: true`, which JSON Schema does not know.
fn convert(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(convert),
        Value::Object(fields) => {
            fields.values_mut().for_each(convert);
            if fields.get("nullable").and_then(Value::as_bool) == Some(true) {
                fields.remove("nullable");
                let inner = Value::Object(std::mem::take(fields));
                fields.insert("anyOf".to_owned(), json!([inner, {"type": "null"}]));
            }
        }
        _ => {}
    }
}

impl Description {
    /// The operation that a request means.
    fn operation(&self, request: &Request) -> Option<(&str, &Value)> {
        let path = request.path.strip_prefix("/api/v3").unwrap_or(&request.path);
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |template: &str| {
            let names: Vec<&str> = template.split('/').collect();
            names.len() == parts.len()
                && names.iter().zip(&parts).all(|(name, part)| name.starts_with('{') || name == part)
        };
        let paths = self.whole["paths"].as_object()?;
        // `/releases/latest` is more exact than `/releases/{release_id}`.
        let found =
            paths.iter().filter(|(template, _)| fits(template)).min_by_key(|(path, _)| path.matches('{').count());
        let (template, methods) = found?;
        Some((template, methods.get(request.method.to_lowercase())?))
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.whole.pointer(reference.trim_start_matches('#')).unwrap_or(value),
            None => value,
        }
    }

    /// The violations of a schema; compiled once for each name.
    fn violations(&self, name: &str, schema: &Value, instance: &Value) -> Vec<String> {
        let mut validators = self.validators.lock().expect("the validators");
        let validator = *validators.entry(name.to_owned()).or_insert_with(|| {
            let whole = json!({"allOf": [schema], "components": self.whole["components"]});
            let built = jsonschema::options().with_draft(Draft::Draft4).build(&whole);
            Box::leak(Box::new(built.unwrap_or_else(|error| panic!("the schema of {name}: {error}"))))
        });
        drop(validators);
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

/// What of a request is against the description; none where it is not at hand.
pub(super) fn request_violation(request: &Request) -> Option<String> {
    let description = description()?;
    // GraphQL is another interface, which this description does not describe.
    if request.path.ends_with("/graphql") {
        return None;
    }
    let shown = format!("{} {}", request.method, request.target);
    let Some((template, operation)) = description.operation(request) else {
        return Some(format!("{shown}: there is no such path and method"));
    };
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let parameters: Vec<&Value> = parameters.iter().map(|parameter| description.resolved(parameter)).collect();
    let parameters: Vec<Value> = parameters.into_iter().cloned().collect();
    for (name, value) in &request.query {
        let Some(found) = parameters.iter().find(|p| p["in"] == "query" && p["name"] == name.as_str()) else {
            return Some(format!("{shown}: there is no parameter `{name}`"));
        };
        let typed = value.parse::<u64>().map_or_else(|_| json!(value), |number| json!(number));
        let key = format!("{} {template} ?{name}", request.method);
        // A text that looks like a number is a text nevertheless.
        let either = [typed, json!(value)].map(|value| description.violations(&key, &found["schema"], &value));
        if either.iter().all(|violations| !violations.is_empty()) {
            return Some(format!("{shown}: `{name}`: {}", either[0].join("; ")));
        }
    }
    let schema = &description.resolved(&operation["requestBody"])["content"]["application/json"]["schema"];
    if schema.is_null() {
        return (!request.body.is_null()).then(|| format!("{shown}: no content is described"));
    }
    let key = format!("{} {template} request", request.method);
    let mut violations = description.violations(&key, schema, &request.body);
    if let (Some(known), Some(sent)) = (schema.get("properties").and_then(Value::as_object), request.body.as_object()) {
        violations
            .extend(sent.keys().filter(|name| !known.contains_key(*name)).map(|name| format!("`{name}` is unknown")));
    }
    (!violations.is_empty()).then(|| format!("{shown}: {}", violations.join("; ")))
}

/// What of an answer is against the description. Failures that it does not describe are let through:
/// GitHub has more of them than it describes.
pub(super) fn answer_violation(request: &Request, status: u16, body: Option<&Value>) -> Option<String> {
    let description = description()?;
    let (template, operation) = description.operation(request)?;
    let shown = format!("{} {} answered {status}", request.method, request.target);
    let described = operation["responses"].get(status.to_string());
    let Some(described) = described else {
        return (status < 300).then(|| format!("{shown}: this status is not described"));
    };
    let schema = &description.resolved(described)["content"]["application/json"]["schema"];
    match (schema.is_null(), body) {
        (true, None) => None,
        (true, Some(_)) if status >= 400 => None,
        (true, Some(_)) => Some(format!("{shown}: no content is described")),
        (false, None) => Some(format!("{shown}: content is missing")),
        (false, Some(body)) => {
            let key = format!("{} {template} {status}", request.method);
            let violations = description.violations(&key, schema, body);
            (!violations.is_empty()).then(|| format!("{shown}: {}", violations.join("; ")))
        }
    }
}
