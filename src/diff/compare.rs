//! Joins the parts of a comparison: structure, links, changes, verdicts.

use crate::model::Framework;

use super::change::ChangeSet;
use super::copies::Copies;
use super::kind::PageBar;
use super::matching::Links;
use super::reach::Readers;
use super::sides::Sides;
use super::signals::Scales;
use super::structure::Structure;
use super::version::BumpRules;
use super::{behaviors, groups, matching, omissions, pages, structural, texts};

/// What a comparison may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The graded words to judge by; the shipped ones when none.
    pub scales: Option<Scales>,
    /// What changed of the rules themselves (who must agree, the scales), as found by whoever read
    /// them; each is a change of its own.
    pub rules: Vec<RuleChange>,
    /// What the company wants other than the usual version.
    pub bump_rules: BumpRules,
}

/// A change of the rules by which a framework is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// The file, relative to the framework's folder.
    pub file: &'static str,
    /// The line of the rule in the file after, from 1; of before's where the rule is gone.
    pub line: u32,
    /// What the rule is about, `require`, `teams.security-leads`, `scales.quantity`.
    pub at: String,
    /// The rule before, as written; empty where it is new.
    pub before: String,
    /// The rule after; empty where it is gone.
    pub after: String,
    /// Whether it is a scale rather than policy.
    pub scale: bool,
}

/// Everything that the parts of a comparison share.
pub(super) struct Context<'f, 's> {
    pub(super) before: &'f Framework,
    pub(super) after: &'f Framework,
    pub(super) structure: &'s Structure,
    pub(super) readers: Readers<'s>,
    pub(super) scales: &'s Scales,
}

/// What a comparison rests on.
pub(super) struct Linked<'f> {
    pub(super) structure: Structure,
    pub(super) sides: Sides<'f>,
    pub(super) links: Links,
}

/// Returns everything that changed from `before` to `after`.
pub fn compare<'f>(before: &'f Framework, after: &'f Framework, options: &Options) -> ChangeSet<'f> {
    compare_linked(before, after, options).0
}

/// As [`compare`], with what it rests on.
pub(super) fn compare_linked<'f>(
    before: &'f Framework,
    after: &'f Framework,
    options: &Options,
) -> (ChangeSet<'f>, Linked<'f>) {
    let structure = Structure::align(before, after);
    let sides = Sides::of(before, after, &structure);
    let readers = Readers::of(before, after, &structure);
    let links = matching::find_links(&sides, &structure, &readers);
    let scales = options.scales.as_ref().unwrap_or_else(|| Scales::shipped());
    let context = Context { before, after, structure: &structure, readers, scales };
    let mut changes = structural::changes(&context, &sides, &links, &options.rules);
    let parents = structural::Parents::of(&changes);
    let structural_count = changes.len();
    changes.extend(texts::changes(&context, &parents));
    let copies = Copies::of(&sides, &links, &context.readers);
    behaviors::add_changes(&context, &links, &parents, &copies, &mut changes);
    changes.extend(omissions::changes(&context, &sides, &links, &copies));
    behaviors::sort_into_reading_order(&context, &mut changes[structural_count..]);
    let groups = groups::find(&mut changes);
    let pages = pages::verdicts(&context, &changes);
    let new = pages.iter().filter(|verdict| verdict.bar == PageBar::New);
    let new_pages = new.map(|verdict| verdict.page.clone()).collect();
    let bump_rules = options.bump_rules.clone();
    let passing = context.readers.into_passing();
    let set = ChangeSet { before, after, changes, pages, groups, narrowed: false, bump_rules, new_pages, passing };
    (set, Linked { structure, sides, links })
}
