//! The life of one sentence.

use crate::diff::trace;
use crate::model::{BehaviorAddress, Sheet};

use super::event::{Event, find};
use super::follow::Follower;
use super::past::{Extent, History, Past, Version};
use super::recurrence;

/// Returns what happened to the sentence that stands at an address at a revision, or stood there
/// last; `None` where none ever did.
///
/// # Errors
/// When a revision cannot be fetched.
pub fn life<P: Past>(
    past: &mut P,
    at: P::Revision,
    address: &BehaviorAddress,
    extent: Extent,
) -> Result<Option<History<P::Revision>>, P::Error> {
    let mut events: Vec<Event<P::Revision>> = Vec::new();
    let stands = |version: &Version| matches!(version, Version::Sheet(sheet) if find(sheet, address).is_some());
    let start = if stands(&past.version(at, &address.page)?) {
        at
    } else {
        let wanted = |sheet: &Sheet| {
            find(sheet, address).map(|(heading, behavior)| BehaviorAddress::of(sheet, heading, behavior))
        };
        let Some(once) = recurrence::last_with(past, at, &address.page, &wanted)? else { return Ok(None) };
        if extent.ends_before(past.seconds(once.gone)?) {
            return Ok(Some(History::default()));
        }
        let both = past.pair(once.last, once.gone)?;
        let trace = trace(&both.before, &both.after, &both.options);
        let at = address.to_string();
        let index = trace.outcome(&at);
        events.extend(index.map(|index| Event::of(once.gone, &trace.set, &trace.set.changes[index])));
        if let Some((new, old)) = trace.same_elsewhere(&at).filter(|_| index.is_none()) {
            events.push(Event::renamed(once.gone, (&trace.set, trace.renaming(old, new)), old, new));
        }
        once.last
    };
    let mut follower = Follower::new(past, true);
    follower.add(0, start, address.clone())?;
    while let Some(seconds) = follower.next_seconds() {
        if extent.ends_before(seconds) || extent.is_full(events.len()) {
            break;
        }
        follower.step(&mut |_, event| {
            events.push(event);
            true
        })?;
    }
    let Follower { unread, cut, .. } = follower;
    let mut history = History { events, unread, cut };
    recurrence::mark(&mut history.events);
    if let Some(count) = extent.count {
        history.events.truncate(count);
    }
    Ok(Some(history))
}
