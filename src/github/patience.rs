//! How long to wait for an answer, and when to ask again: bounded, so that a run always ends.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::answer::Answer;

/// How patient the client is.
#[derive(Debug, Clone, PartialEq)]
pub struct Patience {
    /// How often a request is made at the most.
    pub attempts: u32,
    /// How long one answer may take.
    pub answer: Duration,
    /// The wait before the second attempt; it doubles before each further one.
    pub first_wait: Duration,
    /// The longest wait that GitHub may ask for; a longer one is an error that says so.
    pub longest_wait: Duration,
    /// What every wait is multiplied by: 1, and less in tests, which have no time.
    pub pace: f64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 4,
            answer: Duration::from_secs(30),
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(120),
            pace: 1.0,
        }
    }
}

/// Why GitHub answers nothing for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limited {
    /// How long it asks to wait; none where it does not say.
    pub(super) wait: Option<Duration>,
}

impl Patience {
    /// The wait after this many failed attempts, from 1.
    pub(super) fn wait_after(&self, attempts: u32) -> Duration {
        self.first_wait.saturating_mul(1 << attempts.saturating_sub(1).min(10)).min(self.longest_wait)
    }

    /// A wait as it really takes.
    pub(super) fn paced(&self, wait: Duration) -> Duration {
        wait.mul_f64(self.pace.clamp(0.0, 1.0))
    }
}

/// Whether an answer says that too much was asked in too short a time, and how long to wait then.
/// GitHub says it with 429, and with 403 for both its limits; a 403 that is no limit is a permission
/// that is missing, which no waiting mends.
pub(super) fn limited(answer: &Answer, now: SystemTime) -> Option<Limited> {
    if !matches!(answer.status, 403 | 429) {
        return None;
    }
    let message = answer.message().to_ascii_lowercase();
    let used_up = answer.remaining == Some(0);
    let says_so = message.contains("rate limit") || message.contains("abuse detection");
    if answer.status == 403 && !used_up && !says_so && answer.retry_after.is_none() {
        return None;
    }
    let until_reset = || {
        let now = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
        answer.reset.map(|reset| Duration::from_secs(reset.saturating_sub(now) + 1))
    };
    let wait = match answer.retry_after {
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None if used_up => until_reset(),
        // A secondary limit without a time: GitHub asks for a minute at least.
        None if says_so => Some(Duration::from_secs(60)),
        None => None,
    };
    Some(Limited { wait })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{Answer, Patience, limited};

    fn answer(status: u16, message: &str) -> Answer {
        Answer { status, body: serde_json::json!({"message": message}), ..Answer::default() }
    }

    #[test]
    fn limits_are_told_from_missing_permissions() {
        let now = UNIX_EPOCH + Duration::from_secs(1_000);
        assert_eq!(limited(&answer(403, "Resource not accessible by integration"), now), None);
        let secondary = answer(403, "You have exceeded a secondary rate limit.");
        assert_eq!(limited(&secondary, now).and_then(|limit| limit.wait), Some(Duration::from_secs(60)));
        let told = Answer { retry_after: Some(7), ..answer(429, "slow down") };
        assert_eq!(limited(&told, now).and_then(|limit| limit.wait), Some(Duration::from_secs(7)));
        let used_up = Answer { remaining: Some(0), reset: Some(1_030), ..answer(403, "API rate limit exceeded") };
        assert_eq!(limited(&used_up, now).and_then(|limit| limit.wait), Some(Duration::from_secs(31)));
        assert_eq!(limited(&answer(500, "rate limit"), now), None);
    }

    #[test]
    fn waits_double_and_end() {
        let patience = Patience { longest_wait: Duration::from_secs(5), ..Patience::default() };
        let waits: Vec<u64> = (1..=5).map(|attempts| patience.wait_after(attempts).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 5, 5]);
    }
}
