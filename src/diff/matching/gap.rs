//! A sentence that came where another stood: under the same heading, between the same neighbors, and with the same
//! opening (`Manage releases by …` is now `Manage releases so that …`), however little the rest has in common.

use crate::diff::change::MatchRule;
use crate::diff::sides::{Entry, Sides};
use crate::diff::stopwords::is_function_word;

use super::{Links, Reading};

/// How many words with content two sentences open with alike, at the least; or how many words at all.
const CONTENT: usize = 2;
const WORDS: usize = 5;

/// Links what came where another sentence stood and opens as it did.
pub(super) fn link_in_the_same_gap(sides: &Sides<'_>, reading: &Reading, links: &mut Links) {
    let (before, after) = (links.free_before(), links.free_after());
    if before.is_empty() || after.is_empty() {
        return;
    }
    for b in before {
        let Some(a) = in_place_of(sides, links, b).filter(|a| after.binary_search(a).is_ok()) else { continue };
        if open_alike(&sides.before[b].behavior.text, &sides.after[a].behavior.text) {
            links.link(b, a, MatchRule::Likeness, reading.likeness(b, a));
        }
    }
}

/// Whether two sentences begin with the same words, or with the same label (`Scope: …`).
fn open_alike(one: &str, other: &str) -> bool {
    if label(one).is_some_and(|one| label(other).is_some_and(|other| one.eq_ignore_ascii_case(other))) {
        return true;
    }
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let both = one.split_whitespace().zip(other.split_whitespace()).map(|(one, other)| (bare(one), bare(other)));
    let common: Vec<String> = both.take_while(|(one, other)| one == other).map(|(one, _)| one).collect();
    common.len() >= WORDS || common.iter().filter(|word| !is_function_word(word)).count() >= CONTENT
}

/// What a text calls itself before it says something: `Scope` of `**Scope**: the team`.
fn label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let short = !label.is_empty() && label.split_whitespace().count() <= MOST_OF_LABEL;
    (short && !label.contains(['.', '(', '[']) && rest.contains(char::is_alphanumeric)).then_some(label)
}

/// How many words a label has at the most.
const MOST_OF_LABEL: usize = 4;

/// The one behavior of after that stands where one of before stood: the neighbors of both are linked to one another,
/// and not all of them are missing.
fn in_place_of(sides: &Sides<'_>, links: &Links, b: usize) -> Option<usize> {
    let neighbor = |entries: &[Entry<'_>], at: Option<usize>, of: usize| {
        at.filter(|at| entries.get(*at).is_some_and(|entry| entry.place == entries[of].place))
    };
    let old = [b.checked_sub(1), Some(b + 1)].map(|at| neighbor(&sides.before, at, b));
    let linked = |at: usize| links.forward[at].map(|(after, _)| after);
    let a = match old {
        [Some(above), _] => linked(above)? + 1,
        [None, Some(below)] => linked(below)?.checked_sub(1)?,
        [None, None] => return None,
    };
    let entry = sides.after.get(a)?;
    let new = [a.checked_sub(1), Some(a + 1)].map(|at| neighbor(&sides.after, at, a));
    let same = old.iter().zip(new).all(|(old, new)| old.map(linked) == new.map(Some));
    (same && entry.place == sides.before[b].place).then_some(a)
}

#[cfg(test)]
mod tests {
    use super::open_alike;

    #[test]
    fn sentences_open_alike_by_what_they_say() {
        assert!(open_alike("Manage releases through weekly plans", "Manage releases: with care, so that none is late"));
        assert!(open_alike("I am able to cut wood for my crew", "I am able to cut and join boards, to save timber"));
        assert!(open_alike("**Scope**: one stall", "**Scope:** the whole market of a town"));
        assert!(!open_alike("**Scope**: one stall", "**Reach**: the whole market of a town"));
        assert!(!open_alike("I help guests", "I help with the harvest"));
        assert!(!open_alike("Takes part in the fair", "Takes notes"));
    }
}
