//! What a change of wording does to the bar, and the words that show it. Every verdict rests on
//! evidence; where there is none, it says so rather than guess.

mod alignment;
mod content;
mod context;
mod graded;
#[cfg(test)]
mod judged;
mod negations;
mod numbers;
mod order;
mod parts;
mod reading;
mod scales;
mod spelling;
mod terms;
mod words;

pub use scales::{Higher, InvalidScales, SCALES_VERSION, ScaleDefinition, Scales};

use super::change::Signal;
use super::kind::{Bar, Impact};
use super::stretches::{Stretch as Hunk, differing};
use words::Word;

/// How a change of wording is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgment {
    /// How serious it is.
    pub impact: Impact,
    /// What it does to the bar.
    pub bar: Bar,
    /// The words that say so.
    pub signals: Vec<Signal>,
    /// Why, where no signal says it.
    pub because: Option<String>,
}

/// Two sentences, word by word.
struct Comparison<'t> {
    texts: (&'t str, &'t str),
    before: Vec<Word>,
    after: Vec<Word>,
    /// The bases of the words of before, and of after.
    bases: (Vec<u64>, Vec<u64>),
    hunks: Vec<Hunk>,
}

/// What is compared of words.
fn bases(words: &[Word]) -> Vec<u64> {
    words.iter().map(|word| word.base).collect()
}

/// Returns what rewording `before` as `after` does to the bar.
pub fn judge(before: &str, after: &str, scales: &Scales) -> Judgment {
    let comparison = Comparison::of(before, after);
    let mut found = graded::signals(&comparison, scales);
    let explained = std::mem::take(&mut found.explained);
    let content = content::judge(&comparison, &explained);
    let mut signals = found.signals;
    signals.extend(content.signals);
    if signals.is_empty() && comparison.hunks.len() > 1 && !content.substantial {
        signals.extend(order::turned_around(&comparison));
    }
    let bar = together(&signals);
    let because = content.because.or_else(|| {
        let graded = found.ungraded.filter(|_| bar == Bar::Same);
        graded.map(|word| format!("\u{201c}{word}\u{201d} stands against words that no scale grades"))
    });
    if bar == Bar::Same && (content.substantial || because.is_some()) {
        return Judgment { impact: Impact::Expectation, bar: Bar::Unclear, signals, because };
    }
    let impact = if bar != Bar::Same {
        Impact::Expectation
    } else if content.changed {
        Impact::Clarification
    } else {
        Impact::Editorial
    };
    Judgment { impact, bar, signals, because }
}

/// What signals say together: those that know a direction decide; a word or two that only describe
/// leave it as it is, and count where nothing else is known.
fn together(signals: &[Signal]) -> Bar {
    let strong = signals.iter().filter(|signal| !is_weak(signal)).fold(Bar::Same, |bar, signal| bar.and(signal.bar));
    if strong == Bar::Same { signals.iter().fold(Bar::Same, |bar, signal| bar.and(signal.bar)) } else { strong }
}

/// Whether a signal counts only where nothing else is known.
pub(super) fn is_weak(signal: &Signal) -> bool {
    signal.bar == Bar::Unclear && matches!(signal.scale.as_str(), "modifier" | "condition" | "lack")
}

/// Whether a sentence that arrives or leaves limits or excuses, so that its arrival does not simply
/// ask more: the phrase that says so.
pub fn limiting_phrase(text: &str, scales: &Scales) -> Option<String> {
    let words = reading::read(text);
    let found = scales.find(&words);
    let limiting = |found: &&scales::Found| match scales.name(found.scale) {
        "requirement" => found.step == 1,
        "autonomy" => found.step <= 2 || found.step == 3 && words[found.start].speaks_of_need(),
        _ => false,
    };
    let hit = found.iter().find(|found| limiting(found) && !found.reversed)?;
    let range = words[hit.start].range.start..words[hit.start + hit.length - 1].range.end;
    Some(text[range].to_owned())
}

impl<'t> Comparison<'t> {
    fn of(before: &'t str, after: &'t str) -> Self {
        let (old, new) = reading::read_both(before, after);
        let bases = (bases(&old), bases(&new));
        let hunks = differing(&bases.0, &bases.1);
        let mut comparison = Self { texts: (before, after), before: old, after: new, bases, hunks };
        comparison.join_hunks();
        comparison.drop_spelling();
        comparison
    }

    /// Joins stretches with nothing but a word without content between them: `of the team` against
    /// `of my product` is one exchange, not two.
    fn join_hunks(&mut self) {
        let mut joined: Vec<Hunk> = Vec::new();
        for hunk in self.hunks.drain(..) {
            if let Some(last) = joined.last_mut() {
                let between =
                    [&self.before[last.before.end..hunk.before.start], &self.after[last.after.end..hunk.after.start]];
                let between_is_nothing =
                    between.iter().all(|words| words.len() <= 1 && words.iter().all(|word| !word.is_content()));
                let one_sided = |range: &std::ops::Range<usize>| range.is_empty();
                let only_added = one_sided(&last.before) && one_sided(&hunk.before);
                let only_dropped = one_sided(&last.after) && one_sided(&hunk.after);
                let exchange = !only_added && !only_dropped;
                if between_is_nothing && exchange {
                    last.before.end = hunk.before.end;
                    last.after.end = hunk.after.end;
                    continue;
                }
            }
            joined.push(hunk);
        }
        self.hunks = joined;
    }

    /// Takes words that are only spelled otherwise off the ends of each stretch.
    fn drop_spelling(&mut self) {
        let (before, after) = (&self.before, &self.after);
        for hunk in &mut self.hunks {
            while !hunk.before.is_empty()
                && !hunk.after.is_empty()
                && spelling::is_spelling_of(&before[hunk.before.start], &after[hunk.after.start])
            {
                hunk.before.start += 1;
                hunk.after.start += 1;
            }
            while !hunk.before.is_empty()
                && !hunk.after.is_empty()
                && spelling::is_spelling_of(&before[hunk.before.end - 1], &after[hunk.after.end - 1])
            {
                hunk.before.end -= 1;
                hunk.after.end -= 1;
            }
        }
        let texts = (&self.before, &self.after);
        self.hunks
            .retain(|hunk| (!hunk.before.is_empty() || !hunk.after.is_empty()) && !abbreviates(hunk, texts.0, texts.1));
    }

    /// The words of before in a range, as they stand in the sentence.
    fn text_before(&self, range: std::ops::Range<usize>) -> String {
        text_of(self.texts.0, &self.before, range)
    }

    /// The words of after in a range, as they stand in the sentence.
    fn text_after(&self, range: std::ops::Range<usize>) -> String {
        text_of(self.texts.1, &self.after, range)
    }
}

/// Whether a stretch only spells out an abbreviation or abbreviates: `TDD` against `test-driven
/// development`, `SMEs` against `subject matter experts (SMEs)`.
fn abbreviates(hunk: &Hunk, before: &[Word], after: &[Word]) -> bool {
    let (old, new) = (&before[hunk.before.clone()], &after[hunk.after.clone()]);
    let beside = |words: &[Word], range: &std::ops::Range<usize>, long: &[Word]| {
        let next = words.get(range.end).is_some_and(|word| word.is_short_for(long));
        next || range.start.checked_sub(1).is_some_and(|at| words[at].is_short_for(long))
    };
    match (old, new) {
        ([short], long) | (long, [short]) => short.is_short_for(long) || is_made_of(&short.lower, long),
        ([], long) => beside(after, &hunk.after, long),
        (long, []) => beside(before, &hunk.before, long),
        _ => false,
    }
}

/// Whether a word is others written together: `roadmap`, `road-map`.
fn is_made_of(whole: &str, parts: &[Word]) -> bool {
    let rest = parts.iter().try_fold(whole, |rest, part| rest.strip_prefix(&*part.lower));
    parts.len() > 1 && rest.is_some_and(|rest| matches!(rest, "" | "s"))
}

fn text_of(text: &str, words: &[Word], range: std::ops::Range<usize>) -> String {
    if range.is_empty() {
        return String::new();
    }
    text[words[range.start].range.start..words[range.end - 1].range.end].to_owned()
}
