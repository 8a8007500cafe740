//! What comes back: sentences that had been removed once, words that had been replaced once.

use crate::diff::{WordOp, words};
use crate::model::{BehaviorAddress, PageAddress, Sheet};

use super::event::{Event, find};
use super::past::{Past, Version, Watched};

/// The last time that something stood in a file.
pub(super) struct Last<R> {
    /// The last revision with it.
    pub(super) last: R,
    /// The revision that took it away.
    pub(super) gone: R,
    /// Where it stood.
    pub(super) address: BehaviorAddress,
}

/// Goes back from a revision to the last one in which the file of a page held what is wanted.
pub(super) fn last_with<P: Past>(
    past: &mut P,
    start: P::Revision,
    page: &PageAddress,
    wanted: &dyn Fn(&Sheet) -> Option<BehaviorAddress>,
) -> Result<Option<Last<P::Revision>>, P::Error> {
    let mut at = start;
    loop {
        let Some(gone) = past.made(at, Watched::File(page))? else { return Ok(None) };
        let before = past.before(gone)?.revisions;
        let mut next = before.first().copied();
        for revision in before {
            match past.version(revision, page)? {
                Version::Sheet(sheet) => {
                    if let Some(address) = wanted(&sheet) {
                        return Ok(Some(Last { last: revision, gone, address }));
                    }
                    next = Some(revision);
                }
                Version::Absent | Version::Unreadable(_) => {}
            }
        }
        match next {
            Some(next) => at = next,
            None => return Ok(None),
        }
    }
}

/// Returns the address of the sentence of a sheet that is the same as a given one: word for word
/// wherever it stands, or under the same heading and key with most of its words.
pub(super) fn same_sentence(sheet: &Sheet, address: &BehaviorAddress, text: &str) -> Option<BehaviorAddress> {
    if let Some((heading, behavior)) = find(sheet, address)
        && shares_most_words(&behavior.text, text)
    {
        return Some(BehaviorAddress::of(sheet, heading, behavior));
    }
    let wanted = folded(text);
    let (heading, behavior) = sheet.behaviors().find(|(_, behavior)| folded(&behavior.text) == wanted)?;
    Some(BehaviorAddress::of(sheet, heading, behavior))
}

fn shares_most_words(a: &str, b: &str) -> bool {
    let same: usize = words(a, b).iter().filter(|run| run.op == WordOp::Equal).map(|run| run.text.trim().len()).sum();
    2 * same >= a.len().max(b.len())
}

/// A text by which words are told apart: white space does not count.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Notes of each event whose words had stood before where an earlier event took them away. Events
/// come the latest first.
pub(super) fn mark<R: Copy>(events: &mut [Event<R>]) {
    let texts = |sentences: &[super::event::Sentence]| -> Vec<String> {
        sentences.iter().map(|sentence| folded(&sentence.text)).collect()
    };
    let sides: Vec<(Vec<String>, Vec<String>)> =
        events.iter().map(|event| (texts(&event.before), texts(&event.after))).collect();
    for index in 0..events.len() {
        let (before, after) = &sides[index];
        let [text] = &after[..] else { continue };
        if before.contains(text) {
            continue;
        }
        let took = (index + 1..events.len()).find(|older| {
            let (old, new) = &sides[*older];
            old.contains(text) && !new.contains(text)
        });
        events[index].back_from = took.map(|older| events[older].revision);
    }
}
