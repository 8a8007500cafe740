//! What each kind of change is, how it is judged, and an example. The match is exhaustive: a kind
//! without a document does not compile.

use crate::diff::kind::Kind;

/// Returns what a kind is, its rule, and an example.
pub(super) fn of(kind: Kind) -> [&'static str; 3] {
    match kind {
        Kind::TrackAdded
        | Kind::TrackRemoved
        | Kind::TrackRenamed
        | Kind::TrackMerged
        | Kind::TrackSplit
        | Kind::LevelAdded
        | Kind::LevelRemoved
        | Kind::LevelRenamed
        | Kind::LevelReordered
        | Kind::LevelMerged
        | Kind::LevelSplit
        | Kind::LadderAdded
        | Kind::LadderRemoved
        | Kind::LadderRenamed => of_people(kind),
        Kind::SectionAdded
        | Kind::SectionRemoved
        | Kind::SectionRenamed
        | Kind::SectionReordered
        | Kind::SectionMerged
        | Kind::SectionSplit
        | Kind::ResponsibilityAdded
        | Kind::ResponsibilityRemoved
        | Kind::ResponsibilityRenamed
        | Kind::ResponsibilityReordered
        | Kind::ResponsibilityMerged
        | Kind::ResponsibilitySplit => of_headings(kind),
        Kind::PageAdded
        | Kind::PageRemoved
        | Kind::PageRenamed
        | Kind::PageMerged
        | Kind::PageSplit
        | Kind::StatusChanged
        | Kind::PolicyChanged
        | Kind::ScaleChanged => of_pages_and_rules(kind),
        _ => of_text(kind),
    }
}

const NOBODY: &str = "By itself a clarification; what its pages ask are changes of their own.";
const JOINED: &str = "A clarification by itself. A page of both goes on as the page that its people read afterwards, and is \
                      judged against what they read before.";
const NAME: &str = "Editorial: a name asks nothing. What stood under it stays matched with what it was.";

/// Behaviors, illustrations, facts and other texts.
fn of_text(kind: Kind) -> [&'static str; 3] {
    match kind {
        Kind::Added => [
            "A behavior that was nowhere before; `copied_from` says where the same sentence stands already.",
            "Asks more of every page that reads it, unless the page had the same sentence. A sentence that limits or \
             excuses is unclear. On a new page it is a part of that page's arrival, and nobody's bar moves.",
            "IC4 Security Engineer asks more: Tooling: new: \u{201c}I rotate our secrets every month\u{201d}.",
        ],
        Kind::Removed => [
            "A behavior that is nowhere any more.",
            "Asks less of every page that read it, unless the page still has the same sentence. A sentence that \
             limits or excuses is unclear.",
            "IC4 Security Engineer asks less: Threats: no longer asked: \u{201c}I teach colleagues\u{201d}.",
        ],
        Kind::Reworded => [
            "A behavior whose sentence reads differently, in its place.",
            "By its words: signals that agree give the direction, signals that disagree make it mixed. Other words \
             without a signal are a clarification, or unclear where much is new or lost; typography, spelling, order \
             and links are editorial.",
            "IC4 Security Engineer asks more: Scope: \u{201c}many of my team's goals\u{201d} is now \u{201c}most of my \
             team's goals\u{201d}.",
        ],
        Kind::Moved => [
            "A behavior that stands under another heading, level, track or in the core; its facets say which, and \
             whether it was reworded, too.",
            "A page that has it newly is asked more, one that lost it less; a page that reads it before and after \
             is judged by its words alone. On a cumulative ladder only the levels whose total changes are touched.",
            "IC3 Security Engineer asks more and IC4 Security Engineer asks less: Threats: \u{201c}I teach\u{201d} moved.",
        ],
        Kind::Split => [
            "One behavior became several.",
            "The sentence before is compared with all the sentences after together. At least a clarification.",
            "Scope: \u{201c}I review designs and publish findings\u{201d} is now \u{201c}I review designs\u{201d} and \
             \u{201c}I publish findings\u{201d}.",
        ],
        Kind::Merged => [
            "Several behaviors became one.",
            "All the sentences before together are compared with the one after. At least a clarification.",
            "Scope: \u{201c}I review designs\u{201d} and \u{201c}I publish findings\u{201d} are now one.",
        ],
        Kind::Rekeyed => [
            "Only the key of a behavior changed.",
            "Editorial: the sentence stays, and so do approvals of it.",
            "Threats: only the key of \u{201c}I draw threat models\u{201d} changed.",
        ],
        Kind::Reordered => [
            "The behaviors of a heading stand in another order.",
            "Editorial: the order asks nothing.",
            "IC4 Security Engineer: Scope: the behaviors stand in another order.",
        ],
        Kind::Overridden => [
            "A page has a behavior of its own instead of a shared one: it replaces it (`key.overrides = true`), or the \
             shared one is gone from it and several pages go on from it in words of their own. So has a page that \
             came out of another one, instead of a sentence that stays there.",
            "The shared sentence is compared with the page's own, for that page alone.",
            "Ownership: the shared \u{201c}I take part in reviews\u{201d} is replaced by \u{201c}I lead reviews\u{201d}.",
        ],
        Kind::Omitted => [
            "A page leaves out a shared behavior (`without`).",
            "Asks less of that page, unless the sentence limits or excuses: then it is unclear.",
            "IC4 Security Engineer asks less: Ownership: the shared \u{201c}I hand over work\u{201d} is left out.",
        ],
        Kind::Restored => [
            "A page no longer replaces or leaves out a shared behavior, or what several pages said in words of their \
             own gives way to a shared sentence, or what a page said to a sentence of the page that it went into.",
            "The mirror of `overridden` and `omitted`: judged as a rewording, or as an arrival.",
            "Ownership: the shared \u{201c}I hand over work\u{201d} applies again.",
        ],
        Kind::ExampleAdded => [
            "A behavior has one illustration more.",
            "A clarification: an illustration is never itself an expectation.",
            "Tooling: an example was added to \u{201c}I prepare audits\u{201d}: \u{201c}a checklist\u{201d}.",
        ],
        Kind::ExampleRemoved => [
            "A behavior has one illustration less.",
            "A clarification: an illustration is never itself an expectation.",
            "Tooling: an example of \u{201c}I prepare audits\u{201d} is gone: \u{201c}a checklist\u{201d}.",
        ],
        Kind::ExampleReworded => [
            "An illustration of a behavior reads differently.",
            "A clarification, or editorial; graded words inside it are shown as worth a look.",
            "Tooling: an example of \u{201c}I prepare audits\u{201d}: \u{201c}a talk\u{201d} is now \u{201c}two talks\u{201d}.",
        ],
        Kind::FactChanged => [
            "A fact has another value, or is set or unset: for every page, a track, a core sheet or one page.",
            "Each page is judged by the value nearest to it, by the direction that the fact declares (`higher`). \
             Without a direction or a number it is unclear.",
            "IC4 Security Engineer asks less: Points required is now 10 instead of 14.",
        ],
        _ => [
            "A name, title, summary, introduction or illustration of a heading reads differently, came or went.",
            "A reworded summary or introduction of a page is judged as a behavior is; one that comes or goes is a \
             clarification. Names and titles are editorial.",
            "IC4 Security Engineer asks more: the summary: \u{201c}a team can\u{201d} is now \u{201c}teams can\u{201d}.",
        ],
    }
}

/// Tracks, levels and ladders.
fn of_people(kind: Kind) -> [&'static str; 3] {
    match kind {
        Kind::TrackAdded => [
            "A track is new; its texts are changes of their own that are a part of it.",
            "A minor version: it is asked of nobody who was there before.",
            "Track \u{201c}Data Engineer\u{201d} is new.",
        ],
        Kind::TrackRemoved => [
            "A track is gone.",
            "An expectation change and a major version, unless it was a draft.",
            "Track \u{201c}Data Engineer\u{201d} is gone.",
        ],
        Kind::TrackRenamed => [
            "A track has another id or name.",
            NAME,
            "Track \u{201c}Security\u{201d} is now called \u{201c}Trust\u{201d}.",
        ],
        Kind::TrackMerged => [
            "A track went into another one.",
            JOINED,
            "Track \u{201c}Family Lead\u{201d} went into \u{201c}Lead\u{201d}.",
        ],
        Kind::TrackSplit => [
            "A track came out of another one.",
            JOINED,
            "Track \u{201c}Team Lead\u{201d} came out of \u{201c}Lead\u{201d}.",
        ],
        Kind::LevelAdded => ["A level is new.", NOBODY, "Level \u{201c}IC6\u{201d} is new."],
        Kind::LevelRemoved => [
            "A level is gone.",
            "An expectation change and a major version, unless none of its pages asked for anything.",
            "Level \u{201c}IC6\u{201d} is gone.",
        ],
        Kind::LevelRenamed => {
            ["A level has another id or name.", NAME, "Level \u{201c}IC4\u{201d} is now called \u{201c}Senior\u{201d}."]
        }
        Kind::LevelReordered => [
            "Levels stand above others, or beside them, than before.",
            "An expectation change that is unclear: which level stands above which changed.",
            "The levels stand in another order: IC4, IC3, IC5.",
        ],
        Kind::LevelMerged => {
            ["A level went into another one.", JOINED, "Level \u{201c}IC5\u{201d} went into \u{201c}IC4\u{201d}."]
        }
        Kind::LevelSplit => [
            "A level came out of another one.",
            JOINED,
            "Level \u{201c}IC4 Lead\u{201d} came out of \u{201c}IC4\u{201d}.",
        ],
        Kind::LadderAdded => ["A ladder is new.", NOBODY, "Ladder \u{201c}Management\u{201d} is new."],
        Kind::LadderRemoved => ["A ladder is gone.", NOBODY, "Ladder \u{201c}Management\u{201d} is gone."],
        _ => [
            "A ladder has another id or name.",
            NAME,
            "Ladder \u{201c}Engineers\u{201d} is now called \u{201c}Makers\u{201d}.",
        ],
    }
}

/// Sections and responsibilities.
fn of_headings(kind: Kind) -> [&'static str; 3] {
    const ORDER: &str = "Editorial: the order asks nothing.";
    match kind {
        Kind::SectionAdded => ["A section is new.", NOBODY, "Section \u{201c}Culture\u{201d} is new."],
        Kind::SectionRemoved => ["A section is gone.", NOBODY, "Section \u{201c}Culture\u{201d} is gone."],
        Kind::SectionRenamed => [
            "A section has another id or name.",
            NAME,
            "Section \u{201c}Scope\u{201d} is now called \u{201c}Reach\u{201d}.",
        ],
        Kind::SectionReordered => {
            ["Sections stand in another order.", ORDER, "The sections stand in another order: Craft, Scope."]
        }
        Kind::SectionMerged => [
            "A section went into another one.",
            NOBODY,
            "Section \u{201c}Talent\u{201d} went into \u{201c}People\u{201d}.",
        ],
        Kind::SectionSplit => [
            "A section came out of another one.",
            NOBODY,
            "Section \u{201c}Talent\u{201d} came out of \u{201c}People\u{201d}.",
        ],
        Kind::ResponsibilityAdded => {
            ["A responsibility is new.", NOBODY, "Responsibility \u{201c}Cryptography\u{201d} is new."]
        }
        Kind::ResponsibilityRemoved => {
            ["A responsibility is gone.", NOBODY, "Responsibility \u{201c}Cryptography\u{201d} is gone."]
        }
        Kind::ResponsibilityRenamed => [
            "A responsibility has another id or name, everywhere or on one page.",
            NAME,
            "Responsibility \u{201c}Threats\u{201d} is now called \u{201c}Threat Fluency\u{201d}.",
        ],
        Kind::ResponsibilityReordered => [
            "The responsibilities of a section stand in another order.",
            ORDER,
            "The responsibilities of \u{201c}Craft\u{201d} stand in another order: Tooling, Threats.",
        ],
        Kind::ResponsibilityMerged => [
            "A responsibility went into another one.",
            NOBODY,
            "Responsibility \u{201c}Tooling\u{201d} went into \u{201c}Security\u{201d}.",
        ],
        _ => [
            "A responsibility came out of another one.",
            NOBODY,
            "Responsibility \u{201c}Tooling\u{201d} came out of \u{201c}Security\u{201d}.",
        ],
    }
}

/// Pages, status, and the rules by which a framework is judged.
fn of_pages_and_rules(kind: Kind) -> [&'static str; 3] {
    match kind {
        Kind::PageAdded => [
            "A page is new on a track and a level that were there; its texts are a part of it.",
            "A minor version: it is asked of nobody who was there before.",
            "Page \u{201c}IC5 Data Engineer\u{201d} is new.",
        ],
        Kind::PageRemoved => [
            "A page is gone, its track and level are not.",
            "An expectation change and a major version, unless it was a draft.",
            "Page \u{201c}IC5 Data Engineer\u{201d} is gone.",
        ],
        Kind::PageRenamed => [
            "A page goes on at another address, as its `was` declares.",
            NAME,
            "Page \u{201c}IC4 Security Engineer\u{201d} is now called \u{201c}IC5 Security Engineer\u{201d}.",
        ],
        Kind::PageMerged => [
            "A page went into another one: that one's `was` declares it, or its track or level did, and its people \
             newly read sentences or no longer read some.",
            "The page is judged by what its people read before and what they read now. The sentences that did not \
             change and are read newly, or no longer, are told here; an expectation change where there are any.",
            "Page \u{201c}IC3 Design\u{201d} went into \u{201c}IC4 Design\u{201d}: its people newly read 2 \
             sentences.",
        ],
        Kind::PageSplit => [
            "A page came out of another one: its `was` declares it, or its track or level did, and its people newly \
             read sentences or no longer read some.",
            "The page is judged by what its people read before, on the page it came out of, and what they read now. \
             The sentences that did not change and are read no longer, or newly, are told here; an expectation \
             change where there are any.",
            "Page \u{201c}IC3 Design\u{201d} came out of \u{201c}IC4 Design\u{201d}: its people no longer read 1 \
             sentence.",
        ],
        Kind::StatusChanged => [
            "A track came into force, became a draft or was deprecated.",
            "A draft that comes into force asks more of its pages, a track that becomes a draft asks less; what was \
             reworded while it was a draft moves nobody's bar. A deprecated track asks what it asked; that it goes is \
             for those to agree to who agree to expectations, and calls for a minor version.",
            "Track \u{201c}Security Engineer\u{201d} was draft and is now active: its pages now ask what they say.",
        ],
        Kind::PolicyChanged => [
            "A rule changed: who must agree, a freeze, what a fact's direction is, whether a ladder is cumulative, \
             or which ladder a track is on.",
            "Needs every approver of the policy before. Where pages gain or lose what is shared or stands below them, \
             an expectation change for these pages.",
            "On the ladder \u{201c}Engineers\u{201d} a level now also asks what the levels below it ask.",
        ],
        _ => [
            "The graded words by which changes are judged changed (`[scales]` in policy.toml).",
            "Moves no bar by itself; needs every approver of the policy before.",
            "The rules changed: scales.quantity was \u{2026} and is now \u{2026}.",
        ],
    }
}
