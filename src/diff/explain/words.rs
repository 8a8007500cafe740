//! What facets, impacts, bars, versions, rules of matching and signals mean.

use crate::diff::change::MatchRule;
use crate::diff::kind::{Bar, Bump, Facet, Impact};

/// What a facet is, its rule, and an example.
pub(super) fn of_facet(facet: Facet) -> [&'static str; 3] {
    const PLACE: &str = "Says where to; the bar is judged page by page by who reads the sentence before and after.";
    match facet {
        Facet::MovedLevel => {
            ["The sentence stands at another level.", PLACE, "from security-engineer/ic5 to security-engineer/ic4"]
        }
        Facet::MovedSection => ["The sentence stands in another section.", PLACE, "from Scope to Results, Decisions"],
        Facet::MovedResponsibility => {
            ["The sentence stands under another responsibility of its section.", PLACE, "from Threats to Tooling"]
        }
        Facet::MovedTrack => {
            ["The sentence stands on another track.", PLACE, "from security-engineer/ic4 to data-engineer/ic4"]
        }
        Facet::ToCore => [
            "The sentence went from a page or track to text that more pages share.",
            PLACE,
            "from security-engineer/ic4 to core/ic4",
        ],
        Facet::FromCore => [
            "The sentence went from shared text to a page or track of its own.",
            PLACE,
            "from core/ic4 to security-engineer/ic4",
        ],
        Facet::Reworded => [
            "The sentence reads differently as well.",
            "Judged by its words as a `reworded` change is.",
            "moved, and \u{201c}some of\u{201d} is now \u{201c}most of\u{201d}",
        ],
        Facet::Rekeyed => ["The key changed as well.", "Asks nothing.", "from `trends` to `follow-trends`"],
        Facet::Examples => [
            "Illustrations of the behavior changed as well.",
            "At least a clarification.",
            "reworded, and one example more",
        ],
    }
}

/// What an impact is, its rule, and an example.
pub(super) fn of_impact(impact: Impact) -> [&'static str; 3] {
    match impact {
        Impact::Expectation => [
            "The bar of somebody moves, or may.",
            "A major version where a page in force is concerned.",
            "\u{201c}many of\u{201d} is now \u{201c}most of\u{201d}",
        ],
        Impact::Clarification => [
            "Wording or illustrations that leave the bar where it is.",
            "A minor version.",
            "\u{201c}I work with peers\u{201d} is now \u{201c}I work with colleagues\u{201d}",
        ],
        Impact::Editorial => [
            "Typography, spelling, articles, order, links or names.",
            "A patch version.",
            "\u{201c}organise\u{201d} is now \u{201c}organize\u{201d}",
        ],
    }
}

/// What a bar is, its rule, and an example.
pub(super) fn of_bar(bar: Bar) -> [&'static str; 3] {
    match bar {
        Bar::AsksMore => [
            "What is asked of a person at the page rises.",
            "All that is known of the change speaks for more.",
            "a sentence more; \u{201c}with guidance\u{201d} is gone",
        ],
        Bar::AsksLess => [
            "What is asked of a person at the page falls.",
            "All that is known of the change speaks for less.",
            "a sentence less; \u{201c}define\u{201d} is now \u{201c}help define\u{201d}",
        ],
        Bar::Mixed => [
            "More is asked in one way and less in another, or one of both and the rest is unclear.",
            "Signals disagree, or the changes of a page do.",
            "\u{201c}most of my goals, with guidance\u{201d} instead of \u{201c}many of my goals\u{201d}",
        ],
        Bar::Unclear => [
            "The bar may have moved and no word says which way: a person must decide.",
            "Counts as an expectation change until somebody says otherwise in a proposal.",
            "\u{201c}I can merge\u{201d} is now \u{201c}I cannot merge\u{201d}",
        ],
        Bar::Same => [
            "What is asked stays as it is.",
            "Nothing of the change speaks for more or less, on any page that stays; new and withdrawn pages have a verdict of their own.",
            "a sentence written once in the core that each track had for itself",
        ],
    }
}

/// A page that was not there.
pub(super) const NEW: [&str; 3] = [
    "The page was not there before, and no page that was there goes on as this one or was split into it.",
    "Nobody's bar moves: a minor version.",
    "security-engineer/ic6 when the level IC6 is new",
];

/// A page that is no longer there.
pub(super) const WITHDRAWN: [&str; 3] = [
    "The page is no longer there, and its people were given no other one by a merge.",
    "A major version, unless it was a draft.",
    "security-engineer/ic6 when the level IC6 is gone",
];

/// When a version is called for.
pub(super) fn of_bump(bump: Bump) -> [&'static str; 3] {
    const MAPPED: &str = "policy.toml may want another version for a bar or an impact, under [version].";
    match bump {
        Bump::Major => {
            ["What is expected of somebody changes, or a track, level or page is gone.", MAPPED, "from 1.4.2 to 2.0.0"]
        }
        Bump::Minor => {
            ["Clarifications, and new tracks, levels and pages that touch nobody.", MAPPED, "from 1.4.2 to 1.5.0"]
        }
        Bump::Patch => ["Editorial changes only.", MAPPED, "from 1.4.2 to 1.4.3"],
        Bump::None => ["Nothing that anybody reads changes.", MAPPED, "a comment, or the format of a file"],
    }
}

/// How a rule of matching works.
pub(super) fn of_match(rule: MatchRule) -> [&'static str; 3] {
    match rule {
        MatchRule::Declared => [
            "The author says what it was (`was`).",
            "Comes before all other rules, whatever the texts are.",
            "trends.was = [\"craft/technology/follow-trends\"]",
        ],
        MatchRule::Key => [
            "The same key in the same place, with enough likeness.",
            "A key that was used again for an unrelated sentence is no match: one is removed, one added.",
            "goals = \"I reach many goals\" is now goals = \"I reach most goals\"",
        ],
        MatchRule::Text => [
            "The same text, in place or elsewhere; of several copies the nearest.",
            "Comes before likeness, so that an unchanged sentence is never taken for another.",
            "a sentence that went from one level to another word for word",
        ],
        MatchRule::Likeness => [
            "Alike enough: words weighed by how rare they are, their order, and how near the places are. Of tracks: by \
             their names and by what their pages are about.",
            "The best pairing of all sentences that are left, not the first that fits; the score says how sure.",
            "\u{201c}I plan my work\u{201d} became \u{201c}I plan my own work for a quarter\u{201d}",
        ],
    }
}

/// What a shipped scale grades.
pub(super) fn of_scale(name: &str) -> Option<&'static str> {
    Some(match name {
        "quantity" => "How much or how many of something.",
        "frequency" => "How regularly something happens.",
        "autonomy" => "With how much help somebody works.",
        "initiative" => "Whether somebody waits to be asked.",
        "modality" => "Whether something may, can, should or must be done.",
        "proficiency" => "How well somebody knows something.",
        "thoroughness" => "How deeply something is done.",
        "quality" => "How good the work is to be.",
        "agency" => "Whether somebody watches, helps, does or leads.",
        "agency-share" => "Words that turn an action into a share of it: helping to define asks less than defining.",
        "difficulty" => "How hard the work is.",
        "reach" => "How far the work reaches, from a task to the industry.",
        "horizon" => "How far ahead somebody looks.",
        "requirement" => "Phrases that limit or excuse.",
        "coverage" => "Of which ones something is said: one's own, or any.",
        "completeness" => "Whether something holds in part or in full.",
        "sharing" => "Whether something is one's own or shared.",
        "attainment" => "Whether a target is missed, met or exceeded.",
        "composure" => "How somebody fares with what is hard.",
        "stance" => "Whether somebody waits for something or goes for it.",
        "seniority" => "Whom somebody leads, teaches or wins over.",
        "degree" => "Which formal degree is asked for.",
        "recurrence" => "How often something comes around.",
        "synonyms" => "Words that mean the same.",
        _ => return None,
    })
}

/// The signals that are no scale.
pub(super) const SIGNALS: &[(&str, [&str; 3])] = &[
    (
        "number",
        [
            "A number that was exchanged for another.",
            "A larger one asks more; where the number is a limit (within, at most) a smaller one does.",
            "\u{201c}2 projects\u{201d} is now \u{201c}3 projects\u{201d}",
        ],
    ),
    (
        "level",
        [
            "The name of a level that was exchanged for another.",
            "Unclear: a person must decide.",
            "\u{201c}IC3\u{201d} is now \u{201c}IC4\u{201d}",
        ],
    ),
    (
        "negation",
        [
            "A word that turns a meaning around came or went.",
            "Unclear: a person must decide.",
            "\u{201c}can\u{201d} is now \u{201c}cannot\u{201d}",
        ],
    ),
    (
        "lack",
        [
            "What something is without came or went.",
            "Unclear where nothing else says a direction.",
            "\u{201c}with no clear owner\u{201d} is gone",
        ],
    ),
    (
        "order",
        [
            "Words changed places around one that makes their order matter.",
            "Unclear: a person must decide.",
            "\u{201c}speed over polish\u{201d} is now \u{201c}polish over speed\u{201d}",
        ],
    ),
    (
        "clause",
        [
            "A clause came or went.",
            "One more asks more, one less asks less.",
            "\u{201c}, and publish the findings\u{201d} is new",
        ],
    ),
    (
        "enumeration",
        [
            "An item of an enumeration came or went.",
            "One more asks more, one less asks less.",
            "\u{201c}tests, docs\u{201d} is now \u{201c}tests, docs, alerts\u{201d}",
        ],
    ),
    (
        "alternative",
        [
            "Another way to meet the same bar came or went (or \u{2026}).",
            "Unclear: a person must decide.",
            "\u{201c}or a talk\u{201d} is new",
        ],
    ),
    (
        "condition",
        [
            "When a sentence holds came or went (if, when, where).",
            "Unclear where nothing else says a direction.",
            "\u{201c}when asked\u{201d} is gone",
        ],
    ),
    (
        "restriction",
        [
            "Words that restrict what the sentence is about came or went.",
            "Unclear: a person must decide.",
            "\u{201c}only for my team\u{201d} is new",
        ],
    ),
    (
        "sentence",
        [
            "A sentence that did not change, read newly or no longer because pages were merged or split.",
            "Asks more where it is read newly, less where it is read no longer; unclear where it limits or excuses.",
            "the page of IC5 went into that of IC4, which also asks \u{201c}I draw threat models\u{201d}",
        ],
    ),
    (
        "modifier",
        [
            "A word or two that describe another came or went.",
            "Unclear where nothing else says a direction.",
            "\u{201c}of reviews\u{201d} is gone",
        ],
    ),
];

/// A term replaced in many places.
pub(super) const TERMINOLOGY: [&str; 3] = [
    "The same term was replaced in many places.",
    "Where that is all a change does, and no graded word is concerned, it is editorial.",
    "\u{201c}RFC\u{201d} is called \u{201c}proposal\u{201d} throughout",
];
