//! Comments of every size: never longer than they may be, never cut inside markup, the verdict first.

use indexmap::IndexMap;

use super::{COMMENT_LIMIT, CommentOptions, SUMMARY_LIMIT, comment};
use crate::diff::{ChangeSet, Options, compare};
use crate::model::{Behavior, Framework, Id, Ladder, Level, Origin, PageAddress, Sheet, Track};
use crate::review::{Review, Side, Verdict};

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

/// A framework of so many tracks with three levels, each page with so many sentences.
fn framework(tracks: usize, sentences: usize, sentence: &dyn Fn(usize, usize, usize) -> String) -> Framework {
    let levels = ["ic1", "ic2", "ic3"].map(id);
    let level = |level: &Id| Level {
        id: level.clone(),
        name: level.as_str().to_uppercase(),
        was: Vec::new(),
        origin: Origin::default(),
    };
    let ladder = Ladder {
        id: id("ic"),
        name: "Individual contributor".to_owned(),
        ranks: levels.iter().map(|level| vec![level.clone()]).collect(),
        cumulative: false,
        was: Vec::new(),
        origin: Origin::default(),
    };
    let mut out = Framework {
        name: "Framework".to_owned(),
        ladders: IndexMap::from([(id("ic"), ladder)]),
        levels: levels.iter().map(|one| (one.clone(), level(one))).collect(),
        ..Framework::default()
    };
    for number in 0..tracks {
        let track = id(&format!("track-{number}"));
        let pages = levels.iter().enumerate().map(|(rank, level)| {
            let address = PageAddress { track: track.clone(), level: level.clone() };
            let mut sheet = Sheet::new(address, format!("tracks/{track}/{level}.toml"));
            let heading = sheet.heading_mut(&id("scope"), None);
            for at in 0..sentences {
                let text = sentence(number, rank, at);
                if !text.is_empty() {
                    heading.behaviors.push(Behavior::new(id(&format!("key-{at}")), text, at as u32 + 1));
                }
            }
            (level.clone(), sheet)
        });
        let pages = pages.collect();
        let track = Track { name: format!("Track {number}"), ladder: id("ic"), pages, ..Track::new(track.clone()) };
        out.tracks.insert(track.id.clone(), track);
    }
    out
}

fn review(set: &ChangeSet<'_>) -> Review {
    let side = |spec: &str| Side { spec: spec.to_owned(), commit: Some("0123456789abcdef".to_owned()) };
    Review {
        version: 1,
        verdict: Verdict::Waiting,
        from: side("main"),
        to: side("raise-the-bar"),
        day: "2027-01-01".to_owned(),
        bump: Some(set.summary().bump.as_str().to_owned()),
        unjudged: Vec::new(),
        refusals: Vec::new(),
        contradictions: Vec::new(),
        unexplained: Vec::new(),
        freezes: Vec::new(),
        requirements: Vec::new(),
        gate: Vec::new(),
        nobody_required: false,
        approvals: Vec::new(),
        acceptances: Vec::new(),
        unverifiable_teams: Vec::new(),
        proposals: Vec::new(),
        changes: Vec::new(),
    }
}

/// A comparison in which every page asks more, asks less, is reworded, and loses a sentence.
fn changed(tracks: usize, sentences: usize, word: &'static str) -> (Framework, Framework) {
    let place = |track, rank, at| format!("topic{track}x{rank}x{at} {word}");
    let before = framework(tracks, sentences, &move |track, rank, at| {
        format!("I deliver many of the goals of {} on time with care.", place(track, rank, at))
    });
    let after = framework(tracks, sentences, &move |track, rank, at| {
        let place = place(track, rank, at);
        match at % 4 {
            0 => format!("I deliver most of the goals of {place} on time with care."),
            1 => format!("I deliver some of the goals of {place} on time with care."),
            2 => format!("I deliver many of the goals of {place} on time with patience."),
            _ => String::new(),
        }
    });
    (before, after)
}

fn made(before: &Framework, after: &Framework, limit: usize) -> (String, usize) {
    let set = compare(before, after, &Options::default());
    let url = Some("https://github.example/o/r/actions/runs/1");
    let options = CommentOptions { framework: None, summary_url: url, limit };
    (comment(&review(&set), &set, &options), set.changes.len())
}

fn assert_whole(text: &str, limit: usize) {
    assert!(super::length(text) <= limit, "{} of {limit}", super::length(text));
    for tag in ["details", "summary", "del", "ins", "b", "sub"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        assert_eq!(text.matches(&open).count(), text.matches(&close).count(), "{tag}");
    }
    let first: String = text.chars().take(200).collect();
    assert!(first.starts_with("## \u{23f3} Waits for"), "{first}");
    assert!(first.contains("pages ask") || first.contains("asks"), "{first}");
    assert!(text.ends_with("main \u{2192} raise-the-bar</sub>\n"), "the end is there");
}

#[test]
fn a_small_change_is_shown_whole() {
    let (before, after) = changed(1, 4, "work");
    let (text, _) = made(&before, &after, COMMENT_LIMIT);
    assert_whole(&text, COMMENT_LIMIT);
    assert!(!text.contains("job summary"), "{text}");
    assert_eq!(text.matches("<sub>quantity").count(), 6, "{text}");
}

#[test]
fn whatever_does_not_fit_is_counted() {
    let (before, after) = changed(40, 40, "work");
    let (text, count) = made(&before, &after, COMMENT_LIMIT);
    assert!(count > 4000);
    assert_whole(&text, COMMENT_LIMIT);
    assert!(text.contains("in the [job summary](https://github.example/o/r/actions/runs/1)"), "{text}");
    // Those shown and those counted are all of those that ask more.
    let rest = text.lines().find(|line| line.starts_with("\u{2026} and more in the")).expect("a count of the rest");
    let counted = |what: &str| -> usize {
        let end = rest.find(&format!("** {what}")).unwrap_or(0);
        rest[..end].rsplit("**").next().map_or(0, |digits| digits.parse().unwrap_or(0))
    };
    let shown = |sign: &str| text.lines().filter(|line| line.starts_with(&format!("- {sign} "))).count();
    let gone_or_less = shown("\u{25bc}") + counted("no longer asked") + counted("asking less");
    assert!(rest.contains("asking"), "{rest}");
    assert_eq!((shown("\u{25b2}") + counted("asking more"), gone_or_less), (1200, 2400));
}

#[test]
fn the_least_important_goes_first() {
    let (before, after) = changed(12, 12, "work");
    let (text, _) = made(&before, &after, COMMENT_LIMIT);
    assert_whole(&text, COMMENT_LIMIT);
    // All that moves the bar is there, if with fewer words; wording is folded, and gone where there
    // is no room.
    assert_eq!(text.lines().filter(|line| line.starts_with("- \u{25b2} ")).count(), 108);
    assert!(text.find("What asks more or less").expect("it is there") < text.find("Typography").expect("it is there"));
}

#[test]
fn any_limit_is_kept() {
    let (before, after) = changed(6, 8, "@all <b> | ``` https://a.example [x](y) \u{202e} </details>");
    for limit in [2_000, 5_000, 9_000, 20_000, 40_000, SUMMARY_LIMIT] {
        let (text, _) = made(&before, &after, limit);
        assert_whole(&text, limit);
        assert!(!text.contains("<b> |") && !text.contains("@all"), "{text}");
    }
}
