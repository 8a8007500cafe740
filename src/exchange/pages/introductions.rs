//! Introductions of sections: what most pages say of a section is said of it once.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::exchange::statement::{Role, Statement};
use crate::model::{Framework, slug};

/// Takes the introductions of sections that most pages share, for the section itself; others stay on
/// their pages. A section that exists keeps its own.
pub(super) fn common_abouts(statements: &mut Vec<Statement>, existing: Option<&Framework>) -> IndexMap<String, String> {
    let is_about = |statement: &Statement| statement.role == Role::About && statement.responsibility.is_none();
    let mut counts: IndexMap<String, IndexMap<String, usize>> = IndexMap::new();
    let mut with_about: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut pages: BTreeSet<(String, String, String)> = BTreeSet::new();
    for statement in statements.iter() {
        let Some(section) = &statement.section else { continue };
        let page = (statement.track.clone(), statement.level.clone(), section.clone());
        pages.insert(page.clone());
        if is_about(statement) {
            *counts.entry(section.clone()).or_default().entry(statement.text.clone()).or_default() += 1;
            *with_about.entry(page).or_default() += 1;
        }
    }
    let mut out = IndexMap::new();
    for (section, texts) in counts {
        let of_section = |page: &&(String, String, String)| page.2 == section;
        let (all, introduced) = (pages.iter().filter(of_section).count(), with_about.keys().filter(of_section).count());
        let known = existing.and_then(|framework| framework.sections.get(slug(&section).as_str()));
        let known = known.and_then(|section| section.about.as_ref()).map(|about| about.text.clone());
        let best = texts.iter().rev().max_by_key(|(_, count)| **count);
        let fits = |(text, count): &(&String, &usize)| {
            all == introduced && (is_hint(text) || **count > 1) && **count * 2 > all
        };
        let about = known.or_else(|| best.filter(fits).map(|(text, _)| text.clone()));
        out.extend(about.map(|about| (section, about)));
    }
    // A page that says more than this keeps all of it: its own text replaces the section's.
    statements.retain(|statement| {
        let Some(section) = statement.section.as_ref().filter(|_| is_about(statement)) else { return true };
        let page = (statement.track.clone(), statement.level.clone(), section.clone());
        !(with_about.get(&page) == Some(&1) && out.get(section) == Some(&statement.text))
    });
    out
}

/// Whether a text says what a section is about, rather than what is true of somebody: short, and no
/// sentence.
fn is_hint(text: &str) -> bool {
    const LONG: usize = 100;
    text.chars().count() <= LONG && !text.ends_with(['.', '!', '?'])
}
