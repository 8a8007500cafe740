//! What the parts of a comparison cost: reading files, matching sentences, judging a rewording, showing it
//! all. `cargo bench` runs them; `benches/against-git.sh` compares whole processes.

use divan::{Bencher, counter::ItemsCount};
use rungs::diff::{Options, Scales, compare, judge, words};
use rungs::model::Framework;
use rungs::render::{SideName, text};
use rungs::source::RawFile;
use rungs::storage;

fn main() {
    divan::main();
}

/// How many pages a framework has; each has sixty sentences.
const PAGES: &[usize] = &[2, 20, 200];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

const VERBS: &[&str] = &["lead", "share", "improve", "review", "shape", "coach", "plan", "deliver", "question", "own"];
const HOW: &[&str] = &["often", "sometimes", "with guidance", "independently", "consistently", "in time", "openly"];
const WHAT: &[&str] = &["goals", "designs", "incidents", "reviews", "plans", "risks", "decisions", "tools", "tests"];
const WHOSE: &[&str] =
    &["my own", "my team's", "several teams'", "the organization's", "our customers'", "most of the"];
const WHY: &[&str] =
    &["so that others can rely on them", "and say why", "before they matter", "without being asked", "within a week"];

fn sentence(dice: &mut Dice) -> String {
    let (verb, whose, what) = (dice.pick(VERBS), dice.pick(WHOSE), dice.pick(WHAT));
    let (how, why, also) = (dice.pick(HOW), dice.pick(WHY), dice.pick(WHAT));
    format!("I {verb} {whose} {what} {how}, {why}, and keep {also} number {} in mind.", dice.roll(1000))
}

/// The files of a framework, and those of one in which three of five sentences are worded otherwise.
fn files(pages: usize) -> [Vec<RawFile>; 2] {
    let file = |path: String, text: &str| RawFile { path, bytes: text.as_bytes().to_vec() };
    let levels: Vec<String> = (1..=10).map(|level| format!("\"ic{level}\"")).collect();
    let top = format!(
        "name = \"Ours\"\n[ladders.ic]\nname = \"Individual\"\nlevels = [{}]\n[sections.scope]\nname = \"Scope\"\n",
        levels.join(", ")
    );
    let mut dice = Dice(7);
    let mut out = [vec![file("framework.toml".to_owned(), &top)], vec![file("framework.toml".to_owned(), &top)]];
    for page in 0..pages {
        let (track, level) = (page / 10, page % 10 + 1);
        let mut texts = ["[scope]\n".to_owned(), "[scope]\n".to_owned()];
        for key in 0..60 {
            let before = sentence(&mut dice);
            let after = if dice.roll(5) < 3 { before.replace("keep", dice.pick(VERBS)) } else { before.clone() };
            texts[0] += &format!("sentence-{key} = \"{before}\"\n");
            texts[1] += &format!("sentence-{key} = \"{after}\"\n");
        }
        for (side, text) in out.iter_mut().zip(&texts) {
            if level == 1 {
                side.push(file(format!("tracks/t{track}/track.toml"), "name = \"Track\"\nladder = \"ic\"\n"));
            }
            side.push(file(format!("tracks/t{track}/ic{level}.toml"), text));
        }
    }
    out
}

fn frameworks(pages: usize) -> [Framework; 2] {
    files(pages).map(|files| storage::load(files, "framework").framework)
}

#[divan::bench(args = PAGES)]
fn loading(bencher: Bencher<'_, '_>, pages: usize) {
    let [before, _] = files(pages);
    let bencher = bencher.counter(ItemsCount::new(60 * pages));
    bencher.with_inputs(|| before.clone()).bench_values(|files| storage::load(files, "framework"));
}

#[divan::bench(args = PAGES)]
fn matching_nothing_changed(bencher: Bencher<'_, '_>, pages: usize) {
    let [before, _] = frameworks(pages);
    let bencher = bencher.counter(ItemsCount::new(60 * pages));
    bencher.bench_local(|| compare(&before, &before, &Options::default()).changes.len());
}

#[divan::bench(args = PAGES)]
fn matching_and_judging_a_rewrite(bencher: Bencher<'_, '_>, pages: usize) {
    let [before, after] = frameworks(pages);
    let bencher = bencher.counter(ItemsCount::new(60 * pages));
    bencher.bench_local(|| compare(&before, &after, &Options::default()).changes.len());
}

#[divan::bench(args = PAGES)]
fn showing_a_rewrite(bencher: Bencher<'_, '_>, pages: usize) {
    let [before, after] = frameworks(pages);
    let set = compare(&before, &after, &Options::default());
    let name = SideName::default();
    let options = text::TextOptions { width: 80, color: false, all: false };
    let bencher = bencher.counter(ItemsCount::new(60 * pages));
    bencher.bench_local(|| {
        let mut out = Vec::new();
        text::diff(&set, (&name, &name), &options, &mut out).map(|()| out.len())
    });
}

const BEFORE: &str = "I help define the goals of my team with some guidance, and review 2 designs a month.";
const AFTER: &str = "I define many of the goals of several teams, and review 3 designs a month (e.g. of new tools).";

#[divan::bench]
fn signals_of_one_rewording() -> rungs::diff::Judgment {
    judge(divan::black_box(BEFORE), divan::black_box(AFTER), Scales::shipped())
}

#[divan::bench]
fn words_of_one_rewording() -> Vec<rungs::diff::Word> {
    words(divan::black_box(BEFORE), divan::black_box(AFTER))
}
