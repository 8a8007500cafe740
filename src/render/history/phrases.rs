//! The words for what happened in the past, the same in every form.

use indexmap::IndexMap;

use crate::diff::{Bar, Facet, Impact, Kind, Mixture};
use crate::history::{Event, History, Provenance, Sentence};
use crate::render::outline;

use super::About;

/// The sign for what an event does to the bar.
pub(super) fn sign(event: &Event<String>) -> &'static str {
    match (event.kind, event.bar) {
        (Kind::Added | Kind::PageAdded | Kind::TrackAdded | Kind::LevelAdded | Kind::SectionAdded, _) => "+",
        (Kind::Removed | Kind::PageRemoved | Kind::TrackRemoved | Kind::LevelRemoved | Kind::SectionRemoved, _) => {
            "\u{2212}"
        }
        (_, Bar::AsksMore) => "\u{25b2}",
        (_, Bar::AsksLess) => "\u{25bc}",
        (_, Bar::Mixed) => "\u{25c6}",
        (_, Bar::Unclear) => "?",
        (_, Bar::Same) => "=",
    }
}

/// Returns what happened, in a few words: `asks more · reworded`, with where it stands as far as what
/// the history is about does not say it.
pub(super) fn what(event: &Event<String>, about: About) -> String {
    let mut parts = Vec::new();
    let comes_or_goes = matches!(event.kind, Kind::Added | Kind::Removed);
    if event.impact == Impact::Expectation && !comes_or_goes && !event.kind.is_structural() {
        let word = match event.bar {
            Bar::Mixed => outline::mixed_word(Mixture::of_signals(&event.signals)),
            bar => outline::bar_word(bar),
        };
        parts.push(word.to_owned());
    }
    let place = event.after.first().or(event.before.first());
    if about == About::Pages && !event.kind.is_structural() {
        parts.extend(place.map(|side| side.page.clone()).filter(|page| !page.is_empty()));
    }
    if about != About::Sentence && !event.kind.is_structural() {
        parts.extend(place.map(|side| side.heading.clone()).filter(|heading| !heading.is_empty()));
    }
    parts.push(happened(event));
    parts.join(" \u{b7} ")
}

fn happened(event: &Event<String>) -> String {
    let has = |facet| event.facets.contains(&facet);
    let before = event.before.first();
    let reworded = if has(Facet::Reworded) { " and reworded" } else { "" };
    match event.kind {
        Kind::Added if event.back_from.is_some() => "back again".to_owned(),
        Kind::Added => match &event.copied_from {
            Some(from) => format!("introduced, the same as {from}"),
            None => "introduced".to_owned(),
        },
        Kind::Removed => "removed".to_owned(),
        Kind::Reworded if event.back_from.is_some() => "the words are back".to_owned(),
        Kind::Reworded => "reworded".to_owned(),
        Kind::Moved => format!("moved from {}{reworded}", moved_from(event)),
        Kind::Rekeyed => format!("got another key: it was {}", before.map(key).unwrap_or_default()),
        Kind::Split => format!("split: one became {}", event.after.len()),
        Kind::Merged => format!("merged: {} became one", event.before.len()),
        Kind::Overridden => {
            format!("replaces the sentence of {}", before.map(|side| side.page.as_str()).unwrap_or_default())
        }
        Kind::Omitted => {
            format!("left out here; it stands in {}", before.map(|side| side.page.as_str()).unwrap_or_default())
        }
        Kind::Restored => match event.after.first().filter(|_| before.is_some()) {
            Some(after) => format!("gives way to the sentence of {}", after.page),
            None => "the shared sentence applies again".to_owned(),
        },
        Kind::ExampleAdded => "example added".to_owned(),
        Kind::ExampleRemoved => "example removed".to_owned(),
        Kind::ExampleReworded => "example reworded".to_owned(),
        Kind::FactChanged => "fact changed".to_owned(),
        Kind::Reordered => "in another order".to_owned(),
        Kind::TextChanged => "summary, title or introduction changed".to_owned(),
        _ if event.kind.is_structural() && event.sentence.ends_with("there from the start.") => {
            "there from the start".to_owned()
        }
        _ => event.kind.as_str().replace('-', " "),
    }
}

/// Where a sentence came from, as near as tells it apart: the page, else the heading.
fn moved_from(event: &Event<String>) -> String {
    let (Some(old), Some(new)) = (event.before.first(), event.after.first()) else { return String::new() };
    if old.page != new.page {
        old.page.clone()
    } else if old.heading != new.heading {
        old.heading.clone()
    } else {
        old.at.clone()
    }
}

fn key(side: &Sentence) -> &str {
    side.at.rsplit('/').next().unwrap_or_default()
}

/// Whether the words of an event show what happened; for structure its sentence does.
pub(super) fn shows_words(event: &Event<String>) -> bool {
    !event.kind.is_structural() && !matches!(event.kind, Kind::Reordered | Kind::FactChanged)
}

/// Returns the sentence of an event in which it came or went as a whole, so that no word needs a
/// mark.
pub(super) fn whole(event: &Event<String>) -> Option<&str> {
    match (&event.before[..], &event.after[..], event.kind) {
        ([], [one], Kind::Added) | ([one], [], Kind::Removed) => Some(&one.text),
        _ => None,
    }
}

/// Returns the lines that say why an event is judged as it is.
pub(super) fn evidence(event: &Event<String>) -> Vec<String> {
    let signal = |signal: &crate::diff::Signal| {
        let (new, gone) = outline::come_and_gone(signal);
        let words = match (signal.before.is_empty(), signal.after.is_empty()) {
            (true, _) => format!("\u{201c}{}\u{201d} is {new}", signal.after),
            (_, true) => format!("\u{201c}{}\u{201d} is {gone}", signal.before),
            _ => format!("\u{201c}{}\u{201d} \u{2192} \u{201c}{}\u{201d}", signal.before, signal.after),
        };
        format!("{}: {words}: {}", signal.scale, outline::bar_word(signal.bar))
    };
    let mut out: Vec<String> = event.signals.iter().map(signal).collect();
    out.extend(event.because.clone());
    out
}

/// Returns what is to be known of an event besides its words.
pub(super) fn remarks(event: &Event<String>, commits: &IndexMap<String, Provenance>) -> Vec<String> {
    let mut out = Vec::new();
    let named = |hash: &str| match commits.get(hash) {
        Some(commit) => format!("{} ({})", short(hash), commit.date),
        None => short(hash).to_owned(),
    };
    if let Some(back) = &event.back_from {
        let came = matches!(event.kind, Kind::Added | Kind::PageAdded | Kind::TrackAdded);
        let what = if came { "removed" } else { "replaced" };
        out.push(format!("as it was before {} {what} it", named(back)));
    }
    out.extend(event.part_of.clone());
    if event.by_merge {
        out.push("the merge itself changed this: it is on neither side that was joined".to_owned());
    }
    if event.uncertain {
        out.push("the file could not be read just before, so it may have happened there already".to_owned());
    }
    if let Some(commit) = commits.get(&event.revision) {
        out.extend(commit.reverts.as_ref().map(|hash| format!("reverts {}", named(hash))));
        out.extend(commit.picked_from.as_ref().map(|hash| format!("taken over from {}", named(hash))));
    }
    out
}

/// Returns who made a change, when and where: `Ana Lindqvist · 1a2b3c4 Raise the bar · v1.1.0`.
pub(super) fn source(commit: &Provenance) -> String {
    let mut parts = vec![commit.author.clone(), format!("{} {}", short(&commit.commit), commit.subject)];
    let told = commit.pull_request.map(|number| format!("#{number}"));
    parts
        .extend(told.filter(|told| !commit.subject.contains(told.as_str())).map(|told| format!("pull request {told}")));
    parts.join(" \u{b7} ")
}

/// Returns the release that first had a change, for the end of a line.
pub(super) fn release(commit: &Provenance) -> String {
    match &commit.release {
        Some(tag) => format!("since {tag}"),
        None => "not released".to_owned(),
    }
}

/// Returns the reasons that proposals give.
pub(super) fn reasons(commit: &Provenance) -> Vec<String> {
    let reason = |reason: &crate::history::Reason| {
        let sponsor = reason.sponsor.as_ref().map(|name| format!(" (sponsor: {name})")).unwrap_or_default();
        let (title, why) = (reason.title.trim(), reason.why.split_whitespace().collect::<Vec<_>>().join(" "));
        let stop = if title.ends_with(['.', '!', '?']) { "" } else { "." };
        format!("Why: {title}{stop} {why}{sponsor}")
    };
    commit.reasons.iter().map(reason).collect()
}

/// Returns what is not known of a history.
pub(super) fn unknown(history: &History<String>, commits: &IndexMap<String, Provenance>) -> Vec<String> {
    let day = |hash: &String| commits.get(hash).map(|commit| format!(" of {}", commit.date)).unwrap_or_default();
    let mut out = Vec::new();
    for unread in &history.unread {
        out.push(format!(
            "At {}{} the file {} could not be read, line {}: {}. It was looked past.",
            short(&unread.revision),
            day(&unread.revision),
            unread.file.file,
            unread.file.line,
            unread.file.message.trim_end_matches('.').replace('\n', " ")
        ));
    }
    for cut in &history.cut {
        out.push(format!(
            "Nothing is known of what was before {}{}: this clone is shallow. `git fetch --unshallow` gets the rest.",
            short(cut),
            day(cut)
        ));
    }
    out
}

/// What is said where no event is told.
pub(super) fn nothing(history: &History<String>) -> &'static str {
    if history.cut.is_empty() { "Nothing happened to it in this range." } else { "No change of it is known here." }
}

/// The short form of a commit's hash.
pub(super) fn short(hash: &str) -> &str {
    hash.get(..7).unwrap_or(hash)
}
