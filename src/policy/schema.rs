//! The form of `policy.toml` as a JSON Schema, for editors. Types of its own: what is read is read by
//! [`super::read`], which finds every problem and not the first only; a test holds the two together.

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// Returns the JSON Schema of `policy.toml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(PolicyFile).to_value()
}

/// Who must agree to which changes, when changes wait, how versions are counted and how strict the
/// checks are.
#[derive(JsonSchema)]
#[schemars(title = "policy.toml", deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct PolicyFile {
    /// Whether a change of what is expected needs a written reason in proposals/.
    proposals: Option<ProposalsWord>,
    /// Groups of people by their short name: GitHub users, without the @.
    teams: Option<BTreeMap<String, OneOrMany<String>>>,
    /// Who must agree to what.
    require: Option<Vec<RequireTable>>,
    /// Times in which the bar does not move.
    freeze: Option<Vec<FreezeTable>>,
    /// How version numbers are counted.
    version: Option<VersionTable>,
    /// How strict each rule of writing is.
    lint: Option<BTreeMap<String, LintWord>>,
    /// Own graded words by the name of their scale.
    scales: Option<BTreeMap<String, ScaleTable>>,
}

/// One value or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes a file, and is never made")]
enum OneOrMany<T> {
    /// One.
    One(T),
    /// Several.
    Many(Vec<T>),
}

macro_rules! words {
    ($(#[doc = $about:literal] $name:ident: $($variant:ident)*;)*) => {$(
        #[doc = $about]
        #[derive(JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[allow(dead_code, reason = "describes a file, and is never made")]
        enum $name { $($variant),* }
    )*};
}

words! {
    /// Whether a written reason is needed.
    ProposalsWord: Optional Required;
    /// How serious a change is.
    ImpactWord: Expectation Clarification Editorial;
    /// What a change does to what is asked.
    BarWord: AsksMore AsksLess Mixed Unclear Same;
    /// The state of a track.
    StatusWord: Active Draft Deprecated;
    /// A part of a version number.
    BumpWord: Major Minor Patch None;
    /// How strict a rule is.
    LintWord: Off Advice Warning Error;
    /// How version numbers are counted.
    SchemeWord: Semver Calver;
    /// What a higher step says.
    HigherWord: AsksMore AsksLess;
}

/// Who must agree to which changes.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct RequireTable {
    /// Which changes: all that is given must hold. Left out: every change.
    when: Option<WhenTable>,
    /// Users ("@ana") and teams ("@organization/team-name") who may agree.
    approvers: OneOrMany<String>,
    /// How many of them must agree; 1 unless said otherwise.
    #[schemars(range(min = 1))]
    count: Option<u32>,
    /// Why, for those who are asked.
    reason: Option<String>,
}

/// Which changes a requirement is for.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct WhenTable {
    /// How serious.
    impact: Option<OneOrMany<ImpactWord>>,
    /// What it does to what is asked.
    bar: Option<OneOrMany<BarWord>>,
    /// Whose pages, by track id.
    tracks: Option<OneOrMany<String>>,
    /// Which levels' pages, by level id.
    levels: Option<OneOrMany<String>>,
    /// Under which sections, by section id.
    sections: Option<OneOrMany<String>>,
    /// What happened: "removed", "moved" …
    kinds: Option<OneOrMany<KindWord>>,
    /// Whether it stands in the core.
    core: Option<bool>,
    /// The state of the track.
    status: Option<OneOrMany<StatusWord>>,
}

/// A kind of change.
struct KindWord;

impl JsonSchema for KindWord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "KindWord".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let words: Vec<&str> = crate::diff::Kind::all().map(crate::diff::Kind::as_str).collect();
        schemars::json_schema!({ "description": "A kind of change.", "type": "string", "enum": words })
    }
}

/// A time in which the bar does not move.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct FreezeTable {
    /// What it is for.
    name: Option<String>,
    /// The first day, UTC.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// The last day, UTC.
    #[schemars(extend("format" = "date"))]
    until: String,
}

/// How version numbers are counted, and other versions than the usual ones by impact or by bar.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct VersionTable {
    /// By what changed, or by the calendar.
    scheme: Option<SchemeWord>,
    /// What stands before the version in the name of a release's tag: "v" unless said otherwise.
    tag_prefix: Option<String>,
    /// For changes that move the bar or may.
    expectation: Option<BumpWord>,
    /// For changes of wording and examples.
    clarification: Option<BumpWord>,
    /// For changes of typography, order and names.
    editorial: Option<BumpWord>,
    /// For changes that ask more.
    asks_more: Option<BumpWord>,
    /// For changes that ask less.
    asks_less: Option<BumpWord>,
    /// For changes that ask more in one way and less in another.
    mixed: Option<BumpWord>,
    /// For changes that a person must judge.
    unclear: Option<BumpWord>,
    /// For expectation changes that leave the bar where it is.
    same: Option<BumpWord>,
}

/// Graded words.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "describes a file, and is never made")]
struct ScaleTable {
    /// What a word further down the list says; "asks-more" unless said otherwise.
    higher: Option<HigherWord>,
    /// The step, from 1, of a sentence without any of the words.
    absent: Option<f64>,
    /// The words of each step, from the least to the most.
    steps: Vec<Vec<String>>,
    /// Words right after which a word of the scale means something else.
    not_after: Option<Vec<String>>,
    /// Words right before which a word of the scale means something else; with that word itself where only
    /// it does: `lead to`.
    not_before: Option<Vec<String>>,
    /// Words that say nothing where they come or go alone, and count only where exchanged for others.
    exchanged_only: Option<Vec<String>>,
    /// Words that, exchanged for one another, leave it to a person which way the bar moves.
    doubtful: Option<Vec<String>>,
    /// Words shortly after a word of the scale that turn around what it says.
    reversed_by: Option<Vec<String>>,
    /// Words of which one stands before a word of the scale where it counts.
    governed_by: Option<Vec<String>>,
    /// Whether the steps are groups of words that mean the same, in no order.
    synonyms: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = super::schema();
        let keys = |table: &serde_json::Value| -> Vec<String> {
            let mut keys: Vec<String> = table["properties"].as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let sorted = |list: &[&str]| -> Vec<String> {
            let mut list: Vec<String> = list.iter().map(|key| (*key).to_owned()).collect();
            list.sort();
            list
        };
        let of = |name: &str| &schema["$defs"][name];
        assert_eq!(keys(&schema), sorted(read::KEYS));
        assert_eq!(keys(of("RequireTable")), sorted(read::REQUIRE));
        assert_eq!(keys(of("WhenTable")), sorted(read::WHEN));
        assert_eq!(keys(of("FreezeTable")), sorted(read::FREEZE));
        let scale: toml::Table = keys(of("ScaleTable"))
            .into_iter()
            .map(|key| {
                let value = match key.as_str() {
                    "steps" => toml::Value::Array(Vec::new()),
                    "higher" => toml::Value::String("asks-less".to_owned()),
                    "absent" => toml::Value::Float(1.5),
                    "synonyms" => toml::Value::Boolean(true),
                    _ => toml::Value::Array(vec!["a".into()]),
                };
                (key, value)
            })
            .collect();
        assert!(scale.try_into::<crate::diff::ScaleDefinition>().is_ok());
        assert_eq!(keys(of("VersionTable")), sorted(&[read::VERSION, read::IMPACTS, read::BARS].concat()));
    }
}
