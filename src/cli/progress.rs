//! Progress of long work, on terminals only and only once it has taken a while.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Keeps work on the thread it is on, which is what much small work wants: waking others for it takes
/// longer than doing it.
pub(super) fn stay_on_this_thread() {
    // Where a pool exists already, the work is spread as usual.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// How long work may take before progress is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a walk through history has come.
pub(super) struct Progress {
    what: &'static str,
    start: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
    count: u64,
}

impl Progress {
    /// Returns the progress of some work; `quiet` says nothing of it.
    pub(super) fn new(what: &'static str, quiet: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        Self { what, start: Instant::now(), wanted, bar: None, count: 0 }
    }

    /// Notes that a commit of a time, in seconds since 1970, was looked at.
    pub(super) fn tick(&mut self, seconds: i64) {
        self.count += 1;
        if !self.wanted || !self.count.is_multiple_of(64) || self.start.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style =
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            ProgressBar::new_spinner().with_style(style)
        });
        bar.set_message(format!("{}: {} commits, back to {}", self.what, self.count, super::provenance::day(seconds)));
        bar.tick();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
