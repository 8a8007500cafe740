//! The ways in which the server fails on request.

use super::state::State;

/// How one request fails.
#[allow(dead_code, reason = "each test needs a part of it")]
pub(crate) enum Fault {
    /// The connection ends before anything was done.
    CutBefore,
    /// It is done, and the connection ends before the answer.
    CutAfterEffect,
    /// It is done, and the connection ends in the middle of the answer.
    CutWithin,
    /// It is done and answered, and the connection ends.
    CutAfter,
    /// It is done, and no answer ever comes.
    Silence,
    /// It is done, and the answer is another status with this text.
    AnswerAfterEffect(u16, &'static str),
    /// It is not done; the answer is this status, with this message and these headers.
    Answer(u16, &'static str, Vec<(&'static str, String)>),
    /// The request arrives twice.
    Twice,
    /// Something else happens at GitHub just before it is done.
    Meanwhile(Box<dyn FnOnce(&mut State) + Send>),
    /// Something else happens at GitHub just after it is done.
    Afterwards(Box<dyn FnOnce(&mut State) + Send>),
}
