//! The mark by which a comment is known again: an HTML comment, the first line of the body, with the
//! framework's key, the head commit and the run. Read exactly: what only looks like it is none.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A run: its number, and which attempt of it. Later runs are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Run {
    /// The number GitHub gives it; 0 for a run outside of a workflow.
    pub number: u64,
    /// The attempt, from 1; 0 outside of a workflow.
    pub attempt: u32,
}

/// What a comment of ours says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Which framework of the repository, `framework`.
    pub key: String,
    /// The commit that was judged.
    pub head: String,
    /// The run that judged it.
    pub run: Run,
}

const OPEN: &str = "<!-- rungs review key=";
const CLOSE: &str = " -->";

/// What stands in a marker as it is; everything else is encoded, so that no key can end the marker.
const AS_IT_IS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'_').remove(b'-');

impl Marker {
    /// Returns the line that marks a comment.
    pub fn line(&self) -> String {
        let key = utf8_percent_encode(&self.key, AS_IT_IS).to_string().replace("--", "-%2D");
        format!("{OPEN}{key} head={} run={}.{}{CLOSE}", self.head, self.run.number, self.run.attempt)
    }

    /// Returns the mark of a comment's body; none where its first line is not exactly one.
    pub fn of(body: &str) -> Option<Self> {
        let line = body.lines().next()?;
        let inner = line.strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
        let (key, rest) = inner.split_once(" head=")?;
        let (head, run) = rest.split_once(" run=")?;
        let (number, attempt) = run.split_once('.')?;
        let marker = Self {
            key: percent_decode_str(key).decode_utf8().ok()?.into_owned(),
            head: head.to_owned(),
            run: Run { number: number.parse().ok()?, attempt: attempt.parse().ok()? },
        };
        let hash = !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_hexdigit());
        (hash && marker.line() == line).then_some(marker)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{Marker, Run};

    #[test]
    fn only_an_exact_first_line_is_a_marker() {
        let line = "<!-- rungs review key=prod/framework head=0a1b run=12.1 -->";
        assert!(Marker::of(line).is_some());
        assert!(Marker::of(&format!("{line}\nbody")).is_some());
        for other in [
            format!(" {line}"),
            format!("text {line}"),
            format!("text\n{line}"),
            format!("{line} "),
            line.replace("12.1", "12"),
            line.replace("12.1", "012.1"),
            line.replace("0a1b", "main"),
            line.replace("key=", "key= "),
            line.replace("-->", "- ->"),
        ] {
            assert_eq!(Marker::of(&other), None, "{other}");
        }
    }

    #[test]
    fn later_attempts_and_runs_are_greater() {
        let run = |number, attempt| Run { number, attempt };
        assert!(run(2, 1) > run(1, 9) && run(1, 2) > run(1, 1) && Run::default() < run(1, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_key_comes_back_and_ends_no_marker(key in "\\PC{0,40}|[-> ]{0,9}", number: u64, attempt: u32) {
            let marker = Marker { key, head: "ab12".into(), run: Run { number, attempt } };
            let line = marker.line();
            assert_eq!(line.matches("--").count(), 2, "{line}");
            assert_eq!(Marker::of(&line), Some(marker));
        }
    }
}
