//! What day it is, for the two purposes that differ in whom they may believe.

use jiff::Timestamp;
use jiff::civil::Date;

/// The day, UTC, that is written into what is made: fixed by the variable that reproducible builds use.
pub(super) fn today() -> Date {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    day_of(fixed.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(Timestamp::now))
}

/// The day, UTC, by which a change is judged. No environment moves it: it would move freezes.
pub(super) fn today_by_the_clock() -> Date {
    day_of(Timestamp::now())
}

fn day_of(time: Timestamp) -> Date {
    jiff::tz::Offset::UTC.to_datetime(time).date()
}
