//! A scale as it is written in TOML. The build script reads this file too, so it uses nothing of the
//! program.

use serde::Deserialize;

/// One scale as written in TOML.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleDefinition {
    /// What a higher step says: `asks-more` or `asks-less`.
    #[serde(default)]
    pub higher: Higher,
    /// The step, from 1, of a sentence without any word of the scale; none where that says nothing.
    #[serde(default)]
    pub absent: Option<f32>,
    /// The words of each step, from the least to the most.
    pub steps: Vec<Vec<String>>,
    /// Words right after which a word of the scale means something else and is not counted.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words right before which a word of the scale means something else and is not counted; with that word
    /// itself where only it does: `lead to`.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words that say nothing where they come or go alone, and count only where exchanged for others.
    #[serde(default)]
    pub exchanged_only: Vec<String>,
    /// Words that, exchanged for one another, leave it to a person which way the bar moves.
    #[serde(default)]
    pub doubtful: Vec<String>,
    /// Words shortly after a word of the scale that turn around what it says: who rarely misses
    /// deadlines is asked more than who often misses them.
    #[serde(default)]
    pub reversed_by: Vec<String>,
    /// Words of which one stands before a word of the scale where it counts; none where it always does.
    #[serde(default)]
    pub governed_by: Vec<String>,
    /// Whether the steps are groups of words that mean the same, in no order.
    #[serde(default)]
    pub synonyms: bool,
}

/// What a higher step of a scale says of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Higher {
    /// It asks more.
    #[default]
    AsksMore,
    /// It asks less.
    AsksLess,
}
