//! Which change last altered what each sentence of a page means.

use crate::model::{BehaviorAddress, PageAddress};

use super::event::{Event, Sentence};
use super::follow::Follower;
use super::past::{History, Past};

/// A sentence of a page and the change that it owes its meaning to.
#[derive(Debug, Clone, PartialEq)]
pub struct Blamed<R> {
    /// The sentence, where it is written.
    pub sentence: Sentence,
    /// The change; none where the clone does not reach back to it.
    pub event: Option<Event<R>>,
}

/// The sentences of a page in reading order, each with the change that it owes its meaning to.
#[derive(Debug, Clone, PartialEq)]
pub struct BlamedPage<R> {
    /// The sentences.
    pub sentences: Vec<Blamed<R>>,
    /// What is not known; holds no events.
    pub unknown: History<R>,
}

impl<R> Blamed<R> {
    /// Returns the same, its revisions spelled another way.
    pub fn map<S>(self, spell: impl Fn(R) -> S) -> Blamed<S> {
        Blamed { sentence: self.sentence, event: self.event.map(|event| event.map(spell)) }
    }
}

/// Returns the sentences of a page in reading order, each with the last change that altered it;
/// with `all` also where only its typography, key or place within the page changed.
///
/// # Errors
/// When a revision cannot be fetched.
pub fn blame<P: Past>(
    past: &mut P,
    at: P::Revision,
    page: &PageAddress,
    all: bool,
) -> Result<BlamedPage<P::Revision>, P::Error> {
    let framework = past.reading(at, page)?;
    let mut out = Vec::new();
    let mut addresses = Vec::new();
    for section in framework.effective_page(page).into_iter().flat_map(|page| page.sections) {
        let inner = section.responsibilities.into_iter().flat_map(|responsibility| responsibility.behaviors);
        for found in section.behaviors.into_iter().chain(inner) {
            let item = crate::diff::Item::of_behavior(found.sheet, found.heading, found.behavior);
            addresses.push(BehaviorAddress::of(found.sheet, found.heading, found.behavior));
            out.push(Blamed { sentence: Sentence::of(&framework, &item), event: None });
        }
    }
    let mut follower = Follower::new(past, false);
    for (owner, address) in addresses.into_iter().enumerate() {
        follower.add(owner, at, address)?;
    }
    while follower.next_seconds().is_some() {
        follower.step(&mut |owner, event| {
            let slot = &mut out[owner].event;
            // After a merge two ways lead back; the latest change on either is the one.
            if slot.is_some() || !(all || event.is_meaningful()) {
                return slot.is_none();
            }
            *slot = Some(event);
            false
        })?;
    }
    let Follower { unread, cut, .. } = follower;
    Ok(BlamedPage { sentences: out, unknown: History { events: Vec::new(), unread, cut } })
}
