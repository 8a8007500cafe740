//! The laws of a comparison, over generated frameworks and edits. `RUNGS_LAWS_CASES=10000 cargo test
//! laws` tries for longer; what it finds becomes a test of its own.

mod anything;
mod edit;
mod generate;
pub(crate) mod mirror;
mod restructure;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use rungs::diff::{Bar, Change, ChangeSet, Item, Kind, Options, PageBar, apply, compare};
use rungs::model::{Framework, PageAddress, Status};
use rungs::render::{self, SideName};

use edit::{edited, edits};
use generate::plan;

/// How many cases each law is tried on: always the same ones, unless more are asked for.
pub(crate) fn config(usual: u32) -> Config {
    let asked = std::env::var("RUNGS_LAWS_CASES").ok().and_then(|count| count.parse().ok());
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(7) };
    let cases = asked.unwrap_or(usual);
    Config { cases, rng_seed, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() }
}

fn set<'f>(before: &'f Framework, after: &'f Framework) -> ChangeSet<'f> {
    compare(before, after, &Options::default())
}

fn json(set: &ChangeSet<'_>) -> render::json::Diff {
    let name = |spec: &str| SideName { spec: spec.to_owned(), commit: None };
    render::json::diff(set, &name("before"), &name("after"))
}

fn files(framework: &Framework) -> BTreeMap<String, String> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    rungs::storage::write(framework).into_iter().map(|file| (file.path, text(file.bytes))).collect()
}

/// What a framework and its changed self hold, for a message.
fn both(before: &Framework, after: &Framework) -> String {
    let show = |framework: &Framework| {
        let all = files(framework).into_iter().filter(|(_, text)| !text.is_empty());
        all.map(|(path, text)| format!("--- {path}\n{text}")).collect::<String>()
    };
    format!("BEFORE\n{}\nAFTER\n{}", show(before), show(after))
}

/// Whether a change of this kind takes a behavior from what it was to what it is; the others only
/// mention one that another change or none is about.
fn carries(kind: Kind, side_before: bool) -> bool {
    match kind {
        Kind::Overridden => !side_before,
        Kind::Restored => side_before,
        Kind::Omitted => false,
        _ => !kind.is_about_examples(),
    }
}

fn behaviors(framework: &Framework) -> Vec<String> {
    let all = framework.sheets().flat_map(|sheet| sheet.behaviors().map(move |found| (sheet, found)));
    all.map(|(sheet, (heading, behavior))| Item::of_behavior(sheet, heading, behavior).at()).collect()
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn nothing_differs_from_itself(plan in plan(), edits in edits(true)) {
        let framework = edited(&plan.framework(), &edits);
        let set = set(&framework, &framework);
        prop_assert!(set.changes.is_empty() && set.pages.is_empty() && set.groups.is_empty());
        prop_assert!(set.patch().settings.is_empty());
    }

    #[test]
    fn every_behavior_is_in_one_change_or_unchanged(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let set = set(&before, &after);
        let mut unchanged = Vec::new();
        for (is_before, framework) in [(true, &before), (false, &after)] {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for change in set.changes.iter().filter(|change| carries(change.kind, is_before)) {
                let side = if is_before { &change.before } else { &change.after };
                for item in side.iter().filter(|item| item.behavior().is_some()) {
                    *seen.entry(item.at()).or_default() += 1;
                }
            }
            let all: BTreeSet<String> = behaviors(framework).into_iter().collect();
            for (at, count) in &seen {
                prop_assert!(*count == 1 && all.contains(at), "{at} in {count} changes\n{}", both(&before, &after));
            }
            unchanged.push(all.len() - seen.len());
        }
        prop_assert_eq!(unchanged[0], unchanged[1], "{}", both(&before, &after));
    }

    #[test]
    fn changes_make_after_from_before(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let set = set(&before, &after);
        let made = apply(&before, &set.patch());
        let made = made.map_err(|refusals| TestCaseError::fail(format!("{refusals:#?}\n{}", both(&before, &after))))?;
        prop_assert_eq!(files(&made), files(&after), "{}", both(&before, &after));
    }

    #[test]
    fn json_holds_all_of_it(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let told = json(&set(&before, &after));
        let text = serde_json::to_string(&told).expect("JSON");
        let read: render::json::Diff = serde_json::from_str(&text).expect("a comparison");
        prop_assert_eq!(&read, &told);
        let patch = render::patch::of(&read).expect("a patch");
        let made = apply(&before, &patch).expect("no refusal");
        prop_assert_eq!(files(&made), files(&after), "{}", both(&before, &after));
    }

    #[test]
    fn settings_hold_no_text_of_a_page(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        for setting in set(&before, &after).patch().settings {
            let sentence = |value: &String| value.ends_with('.') || value.split(' ').count() > 5;
            prop_assert!(!setting.after.iter().any(sentence), "{setting:?}");
        }
    }

    #[test]
    fn words_make_up_both_texts(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        for change in &set(&before, &after).changes {
            let join = |items: &[Item<'_>]| items.iter().map(Item::text).collect::<Vec<_>>().join(" ");
            let (mut old, mut new) = (join(&change.before), join(&change.after));
            if let Some(example) = change.examples.first().filter(|_| change.kind.is_about_examples()) {
                (old, new) = (example.before.unwrap_or_default().to_owned(), example.after.unwrap_or_default().to_owned());
            }
            prop_assert_eq!(words::side(&change.words(), true), old);
            prop_assert_eq!(words::side(&change.words(), false), new);
        }
    }

    #[test]
    fn the_order_of_files_changes_nothing(plan in plan(), edits in edits(true), turn in any::<usize>()) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let turned = |framework: &Framework| {
            let mut files = rungs::storage::write(framework);
            let middle = turn % files.len();
            files.rotate_left(middle);
            files.reverse();
            rungs::storage::load(files, "").framework
        };
        let (other, changed) = (turned(&before), turned(&after));
        prop_assert_eq!(json(&set(&before, &after)), json(&set(&other, &changed)));
    }

    #[test]
    fn ids_survive_order_keys_and_format(plan in plan(), place in any::<u8>(), word in any::<u8>()) {
        let before = plan.framework();
        let after = edited(&before, &[edit::Edit::OneWord(place, word)]);
        let set = set(&before, &after);
        let Some(change) = set.changes.iter().find(|change| change.kind == Kind::Reworded) else { return Ok(()) };
        let mut other = after.clone();
        for track in other.tracks.values_mut() {
            for sheet in track.pages.values_mut().chain(track.all.as_mut()) {
                sheet.headings.reverse();
                for behavior in sheet.headings.iter_mut().flat_map(|heading| &mut heading.behaviors) {
                    behavior.key = generate::id(&format!("{}-again", behavior.key));
                    behavior.line += 7;
                }
            }
        }
        let again = compare(&before, &other, &Options::default());
        prop_assert!(again.changes.iter().any(|found| found.id() == change.id()), "{}", both(&before, &other));
        let further = edited(&after, &[edit::Edit::OneWord(place, word.wrapping_add(1))]);
        let different = compare(&before, &further, &Options::default());
        let same = |found: &Change<'_>| found.id() == change.id() && found.after[0].text() != change.after[0].text();
        prop_assert!(!different.changes.iter().any(same));
    }

    #[test]
    fn a_page_that_reads_the_same_is_the_same(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let set = set(&before, &after);
        // Without new names, a page is the same page where its address is.
        let renamed = set.changes.iter().any(|change| change.kind.as_str().ends_with("-renamed"));
        for verdict in set.pages.iter().filter(|verdict| !renamed && !verdict.page.is_shared()) {
            // Who was on a page that went into another one reads that now.
            let (stood, stands) = (verdict.out_of.as_ref(), verdict.into.as_ref());
            let (stood, stands) = (stood.unwrap_or(&verdict.page), stands.unwrap_or(&verdict.page));
            if let (Some(old), Some(new)) = (read(&before, stood), read(&after, stands))
                && old == new
            {
                let told: Vec<String> = verdict.changes.iter().map(|index| set.sentence(&set.changes[*index])).collect();
                let same = verdict.bar == PageBar::Bar(Bar::Same);
                prop_assert!(same, "{} {:?} {told:#?}\n{}", verdict.page, verdict.bar, both(&before, &after));
            }
        }
    }

    #[test]
    fn a_page_that_reads_otherwise_says_why(plan in plan(), edits in edits(true)) {
        let before = plan.framework();
        let after = edited(&before, &edits);
        let set = set(&before, &after);
        let renamed = set.changes.iter().any(|change| change.kind.as_str().ends_with("-renamed"));
        let sentences = |framework: &Framework, page: &PageAddress| -> Option<BTreeSet<String>> {
            framework.sheet(page)?;
            let track = framework.tracks.get(&page.track).filter(|track| track.status != Status::Draft)?;
            let pages = below(framework, page, &track.ladder);
            let found = pages.iter().flat_map(|page| framework.behaviors_of_page(page));
            Some(found.map(|found| found.behavior.text.to_string()).collect())
        };
        let joined = set.pages.iter().filter_map(|verdict| Some((verdict.page.clone(), verdict.into.clone()?)));
        let stay = before.pages().filter(|page| after.sheet(page).is_some()).map(|page| (page.clone(), page));
        for (old, new) in joined.chain(stay).filter(|_| !renamed) {
            let verdict = set.pages.iter().find(|verdict| verdict.page == old);
            let (read, reads) = (sentences(&before, &old), sentences(&after, &new));
            if read.is_some() && reads.is_some() && read != reads {
                let told = verdict.is_some_and(|verdict| !verdict.changes.is_empty());
                prop_assert!(told, "{old} {verdict:?}\n{}", both(&before, &after));
            }
        }
    }
}

/// What is asked on a page that is in force: its sentences, summary, introductions and facts.
fn read(framework: &Framework, page: &PageAddress) -> Option<Vec<String>> {
    let track = framework.tracks.get(&page.track).filter(|track| track.status != Status::Draft)?;
    let mut out = Vec::new();
    for address in below(framework, page, &track.ladder) {
        let found = framework.behaviors_of_page(&address);
        out.extend(found.iter().map(|found| found.behavior.text.to_string()));
    }
    out.sort();
    out.dedup();
    let page = framework.effective_page(page)?;
    out.extend(page.summary.iter().map(|text| text.text.clone()));
    out.extend(page.facts.iter().map(|(name, value)| format!("{name}: {value}")));
    for section in &page.sections {
        out.extend(section.about.map(str::to_owned));
        out.extend(section.responsibilities.iter().filter_map(|found| found.about).map(str::to_owned));
    }
    Some(out)
}

/// A page and, on a cumulative ladder, those below it.
fn below(framework: &Framework, page: &PageAddress, ladder: &rungs::model::Id) -> Vec<PageAddress> {
    let mut out = vec![page.clone()];
    if let Some(ladder) = framework.ladders.get(ladder).filter(|ladder| ladder.cumulative) {
        let rank = ladder.rank(&page.level).unwrap_or(0);
        let levels = ladder.ranks[..rank].iter().flatten();
        out.extend(levels.map(|level| PageAddress { track: page.track.clone(), level: level.clone() }));
    }
    out
}
