//! The form of `proposals/<slug>.toml` as a JSON Schema, for editors; a test holds it to what is read.

use schemars::JsonSchema;

/// Returns the JSON Schema of `proposals/<slug>.toml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ProposalFile).to_value()
}

/// Why something is to change, who stands behind it, and what its author says it is.
#[derive(JsonSchema)]
#[schemars(title = "proposals/<slug>.toml", deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct ProposalFile {
    /// What the proposal is called.
    title: String,
    /// Why the change is to be made.
    why: String,
    /// Who stands behind it: "@cto".
    sponsor: Option<String>,
    /// What the author says this is.
    declared: Option<Declared>,
    /// From when on it is to hold.
    #[schemars(extend("format" = "date"))]
    effective: Option<String>,
    /// What people say they know and accept.
    accept: Option<Vec<Accept>>,
}

/// How serious the author says the change is.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "describes a file, and is never made")]
enum Declared {
    /// The bar moves or may.
    Expectation,
    /// Wording and examples.
    Clarification,
    /// Typography, spelling, order, names.
    Editorial,
}

/// "Yes, we know": counts only with that person's approving review.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct Accept {
    /// The change's id, as `rungs review` and `rungs diff --format json` show it.
    #[schemars(regex(pattern = "^[0-9a-fA-F]{16}$"))]
    change: String,
    /// Who accepts it: "@ana".
    who: String,
    /// Why.
    reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = super::schema();
        let keys = |table: &serde_json::Value| -> Vec<String> {
            table["properties"].as_object().unwrap().keys().cloned().collect()
        };
        let mut all = keys(&schema);
        let mut known = read::KEYS.to_vec();
        all.sort();
        known.sort_unstable();
        assert_eq!(all, known);
        let mut accept = keys(&schema["$defs"]["Accept"]);
        let mut known = read::ACCEPT.to_vec();
        accept.sort();
        known.sort_unstable();
        assert_eq!(accept, known);
    }
}
