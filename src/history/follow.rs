//! Following sentences back through revisions, several at once: what did not change passes on to the
//! revision before, what did is compared and followed to where it stood.

use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::{Item, Origin, Trace, trace};
use crate::model::{BehaviorAddress, PageAddress, Sheet};

use super::event::{Event, find};
use super::past::{Past, Readable, Unread, Version, Watched, readable};
use super::recurrence;

/// A sentence at the revision that made its file as it is. Ordered by time, so that the latest is
/// taken first and those of one file together.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Thread<R> {
    seconds: i64,
    made: R,
    page: PageAddress,
    address: BehaviorAddress,
    owner: usize,
}

/// What became of one sentence between two revisions.
struct Found<R> {
    event: Option<Event<R>>,
    /// Where it stood before; empty for what is new.
    before: Vec<BehaviorAddress>,
}

/// What was found against one of the revisions before.
type FoundAt<R> = (R, Found<R>);

/// When a file was made as it is, in seconds since 1970, and the revision that did.
type Made<R> = (i64, R);

/// What is known of the files of pages at revisions; none where a file never was.
type MadeOf<R> = FxHashMap<(R, PageAddress), Option<Made<R>>>;

/// Sentences on their way back.
pub(super) struct Follower<'p, P: Past> {
    past: &'p mut P,
    waiting: BinaryHeap<Thread<P::Revision>>,
    seen: FxHashSet<(usize, P::Revision, BehaviorAddress)>,
    /// The revision that made a file as it is at another, and when: asked for by every sentence of it.
    made: MadeOf<P::Revision>,
    /// Revisions at which a file could not be read.
    pub(super) unread: Vec<Unread<P::Revision>>,
    /// Revisions before which nothing is known.
    pub(super) cut: Vec<P::Revision>,
    /// Whether what was removed and came back is followed beyond its return.
    beyond: bool,
}

impl<'p, P: Past> Follower<'p, P> {
    pub(super) fn new(past: &'p mut P, beyond: bool) -> Self {
        Self {
            past,
            waiting: BinaryHeap::new(),
            seen: FxHashSet::default(),
            made: FxHashMap::default(),
            unread: Vec::new(),
            cut: Vec::new(),
            beyond,
        }
    }

    /// Adds a sentence as it stands at a revision; `owner` is told of what happened to it.
    pub(super) fn add(&mut self, owner: usize, at: P::Revision, address: BehaviorAddress) -> Result<(), P::Error> {
        let Some((seconds, made)) = self.made(at, &address.page)? else { return Ok(()) };
        if self.seen.insert((owner, made, address.clone())) {
            self.waiting.push(Thread { seconds, made, page: address.page.clone(), address, owner });
        }
        Ok(())
    }

    fn made(&mut self, at: P::Revision, page: &PageAddress) -> Result<Option<Made<P::Revision>>, P::Error> {
        let key = (at, page.clone());
        if let Some(known) = self.made.get(&key) {
            return Ok(*known);
        }
        let made = match self.past.made(at, Watched::File(page))? {
            Some(made) => Some((self.past.seconds(made)?, made)),
            None => None,
        };
        self.made.insert(key, made);
        Ok(made)
    }

    /// The time of the next revision to look at.
    pub(super) fn next_seconds(&self) -> Option<i64> {
        self.waiting.peek().map(|thread| thread.seconds)
    }

    /// Looks at the latest revision that waits. `visit` says whether to follow a sentence further.
    pub(super) fn step(&mut self, visit: &mut dyn FnMut(usize, Event<P::Revision>) -> bool) -> Result<(), P::Error> {
        let Some(first) = self.waiting.pop() else { return Ok(()) };
        let (made, page) = (first.made, first.page.clone());
        let mut threads = vec![(first.owner, first.address)];
        while self.waiting.peek().is_some_and(|next| next.made == made && next.page == page) {
            threads.extend(self.waiting.pop().map(|next| (next.owner, next.address)));
        }
        let before = self.past.before(made)?;
        if before.revisions.is_empty() {
            if before.cut {
                self.cut.push(made);
                return Ok(());
            }
            return self.tell_start(made, &page, threads, visit);
        }
        let Version::Sheet(sheet) = self.past.version(made, &page)? else { return Ok(()) };
        let mut earlier = Vec::new();
        for revision in before.revisions {
            earlier.extend(readable(self.past, revision, &page, &mut self.unread)?);
        }
        let mut changed = Vec::new();
        for (owner, address) in threads {
            match earlier.iter().find(|earlier| is_unchanged(&sheet, &earlier.version, &address)) {
                Some(earlier) => self.add(owner, earlier.revision, address)?,
                None => changed.push((owner, address)),
            }
        }
        if changed.is_empty() { Ok(()) } else { self.compare(made, &earlier, changed, visit) }
    }

    /// Tells of sentences that stand in the very first revision.
    fn tell_start(
        &mut self,
        made: P::Revision,
        page: &PageAddress,
        threads: Vec<(usize, BehaviorAddress)>,
        visit: &mut dyn FnMut(usize, Event<P::Revision>) -> bool,
    ) -> Result<(), P::Error> {
        let framework = self.past.reading(made, page)?;
        let Some(sheet) = framework.sheet(page) else { return Ok(()) };
        for (owner, address) in threads {
            if let Some((heading, behavior)) = find(sheet, &address) {
                let item = Item::of_behavior(sheet, heading, behavior);
                visit(owner, Event::from_the_start(made, &framework, item));
            }
        }
        Ok(())
    }

    /// Compares a revision with what is before it, tells what happened and follows on.
    fn compare(
        &mut self,
        made: P::Revision,
        earlier: &[Readable<P::Revision>],
        threads: Vec<(usize, BehaviorAddress)>,
        visit: &mut dyn FnMut(usize, Event<P::Revision>) -> bool,
    ) -> Result<(), P::Error> {
        // For each sentence what was found against each revision before.
        let mut found: Vec<Vec<FoundAt<P::Revision>>> = threads.iter().map(|_| Vec::new()).collect();
        for side in earlier {
            let both = self.past.pair(side.revision, made)?;
            let trace = trace(&both.before, &both.after, &both.options);
            for ((_, address), found) in threads.iter().zip(&mut found) {
                let mut one = look(&trace, made, address, &side.version);
                if let Some(event) = &mut one.event {
                    event.by_merge = earlier.len() > 1;
                    event.uncertain = side.skipped;
                }
                found.push((side.revision, one));
            }
        }
        for ((owner, address), mut found) in threads.into_iter().zip(found) {
            let chief = found.iter().position(|(_, found)| !found.before.is_empty()).unwrap_or(0);
            let event = found.get_mut(chief).and_then(|(_, found)| found.event.take());
            let new = found.iter().all(|(_, found)| found.before.is_empty());
            let text = event.as_ref().and_then(|event| Some(event.after.first()?.text.clone()));
            if event.is_some_and(|event| !visit(owner, event)) {
                continue;
            }
            for (revision, before) in found
                .into_iter()
                .flat_map(|(revision, found)| found.before.into_iter().map(move |address| (revision, address)))
            {
                self.add(owner, revision, before)?;
            }
            if new && self.beyond {
                let starts: Vec<P::Revision> = earlier.iter().map(|side| side.revision).collect();
                self.follow_beyond(owner, &starts, &address, &text.unwrap_or_default(), visit)?;
            }
        }
        Ok(())
    }

    /// Looks whether a sentence that is new had been there once, and follows that on.
    fn follow_beyond(
        &mut self,
        owner: usize,
        starts: &[P::Revision],
        address: &BehaviorAddress,
        text: &str,
        visit: &mut dyn FnMut(usize, Event<P::Revision>) -> bool,
    ) -> Result<(), P::Error> {
        for start in starts {
            let wanted = |sheet: &Sheet| recurrence::same_sentence(sheet, address, text);
            let Some(once) = recurrence::last_with(self.past, *start, &address.page, &wanted)? else { continue };
            let both = self.past.pair(once.last, once.gone)?;
            let trace = trace(&both.before, &both.after, &both.options);
            let event = trace.outcome(&once.address.to_string());
            let event = event.map(|index| Event::of(once.gone, &trace.set, &trace.set.changes[index]));
            if event.is_none_or(|event| visit(owner, event)) {
                self.add(owner, once.last, once.address)?;
            }
            return Ok(());
        }
        Ok(())
    }
}

/// Whether a sentence stands in an earlier version of its file just as it does now.
fn is_unchanged(sheet: &Sheet, version: &Version, address: &BehaviorAddress) -> bool {
    let Version::Sheet(earlier) = version else { return false };
    match (find(sheet, address), find(earlier, address)) {
        (Some((_, new)), Some((_, old))) => {
            let (examples, earlier) = (new.examples(), old.examples());
            let same = examples.iter().map(|example| &example.text).eq(earlier.iter().map(|example| &example.text));
            new.text == old.text && same
        }
        _ => false,
    }
}

/// Returns what a comparison says of the sentence at an address.
fn look<R: Copy>(trace: &Trace<'_>, made: R, address: &BehaviorAddress, earlier: &Version) -> Found<R> {
    let at = address.to_string();
    match trace.origin(&at) {
        Origin::Changed(index) => {
            let change = &trace.set.changes[index];
            let before = change.before.iter().filter_map(address_of).collect();
            Found { event: Some(Event::of(made, &trace.set, change)), before }
        }
        Origin::Elsewhere(old) => {
            let Some(before) = address_of(old) else { return Found { event: None, before: Vec::new() } };
            let new = trace.set.after.sheet(&address.page).and_then(|sheet| Some((sheet, find(sheet, address)?)));
            let event = new.map(|(sheet, (heading, behavior))| {
                let new = Item::of_behavior(sheet, heading, behavior);
                Event::renamed(made, (&trace.set, trace.renaming(old, &new)), old, &new)
            });
            Found { event, before: vec![before] }
        }
        // White space alone, or nothing that a comparison speaks of.
        Origin::Same => {
            let there = matches!(earlier, Version::Sheet(sheet) if find(sheet, address).is_some());
            Found { event: None, before: if there { vec![address.clone()] } else { Vec::new() } }
        }
    }
}

/// The address of a side that is a behavior.
pub(super) fn address_of(item: &Item<'_>) -> Option<BehaviorAddress> {
    Some(BehaviorAddress {
        page: item.page()?.clone(),
        section: item.section()?.clone(),
        responsibility: item.responsibility().cloned(),
        key: item.behavior()?.key.clone(),
    })
}
