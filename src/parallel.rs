//! Work on several threads where there is enough of it: for a page or two, starting threads costs more
//! than they save. Results come in the order of their items, so that nothing depends on the threads.

use rayon::prelude::*;

/// Returns what `with` makes of each item, in order; on several threads from `many` items on.
pub(crate) fn map<'i, T: Sync, R: Send>(
    items: &'i [T],
    many: usize,
    with: impl Fn(&'i T) -> R + Sync + Send,
) -> Vec<R> {
    if items.len() < many { items.iter().map(with).collect() } else { items.par_iter().map(with).collect() }
}

/// As [`map`], of items that may be altered.
pub(crate) fn map_mut<T: Send, R: Send>(
    items: &mut [T],
    many: usize,
    with: impl Fn(&mut T) -> R + Sync + Send,
) -> Vec<R> {
    if items.len() < many { items.iter_mut().map(with).collect() } else { items.par_iter_mut().map(with).collect() }
}

/// As [`map`], of items that are used up.
pub(crate) fn map_into<T: Send, R: Send>(items: Vec<T>, many: usize, with: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < many { items.into_iter().map(with).collect() } else { items.into_par_iter().map(with).collect() }
}

/// Returns what both do, at the same time if there is `much` to do.
pub(crate) fn join<A: Send, B: Send>(
    much: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if much { rayon::join(one, other) } else { (one(), other()) }
}
