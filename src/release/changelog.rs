//! Where a release stands in CHANGELOG.md. Everything between a release's own marks is the program's
//! and written anew; everything else is people's and never touched.

use semver::Version;

/// Why a changelog cannot take an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ChangelogProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

const HEAD: &str =
    "# Changelog\n\nWhat each release of the framework asks of whom. The form is that of Keep a Changelog.\n";

/// Returns a changelog with the entry of a version put in: in the place of the version's own entry
/// where it has one, else above the newest. `old` is empty where there is no changelog yet.
///
/// # Errors
/// When a mark of the version stands alone, so that it cannot be told what is whose.
pub fn splice(old: &str, version: &Version, entry: &str) -> Result<String, ChangelogProblem> {
    let (open, close) = (format!("<!-- rungs {version} -->"), format!("<!-- /rungs {version} -->"));
    let entry = format!("{open}\n{}\n{close}\n", entry.trim_end());
    let line_of = |at: usize| old[..at].matches('\n').count() + 1;
    match (old.find(&open), old.find(&close)) {
        (Some(start), Some(end)) if start < end => {
            let rest = old[end + close.len()..].strip_prefix('\n').unwrap_or(&old[end + close.len()..]);
            Ok(format!("{}{entry}{rest}", &old[..start]))
        }
        (None, None) => Ok(insert(old, &entry)),
        (start, end) => {
            let at = start.or(end).unwrap_or(0);
            let message = format!("the mark of {version} stands alone; put the other one back, or delete both");
            Err(ChangelogProblem { line: line_of(at), message })
        }
    }
}

/// Puts an entry above the first release, be it one of ours or one that people wrote.
fn insert(old: &str, entry: &str) -> String {
    if old.trim().is_empty() {
        return format!("{HEAD}\n{entry}");
    }
    let mut offset = 0;
    for line in old.split_inclusive('\n') {
        let release = line.starts_with("<!-- rungs ") || (line.starts_with("## ") && !is_unreleased(line));
        if release {
            return format!("{}{entry}\n{}", &old[..offset], &old[offset..]);
        }
        offset += line.len();
    }
    let end = if old.ends_with('\n') { "" } else { "\n" };
    format!("{old}{end}\n{entry}")
}

fn is_unreleased(line: &str) -> bool {
    line.to_ascii_lowercase().contains("unreleased")
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::splice;

    #[test]
    fn an_entry_is_put_in_and_written_anew_and_prose_stays() {
        let first = splice("", &Version::new(1, 0, 0), "## 1.0.0\n\nFirst.").unwrap();
        let prose =
            first.replace("First.", "First.\n").replace("<!-- /rungs 1.0.0 -->", "<!-- /rungs 1.0.0 -->\n\nBy hand.");
        let second = splice(&prose, &Version::new(1, 1, 0), "## 1.1.0\n\nSecond.").unwrap();
        assert!(second.find("1.1.0").unwrap() < second.find("1.0.0").unwrap());
        let again = splice(&second, &Version::new(1, 1, 0), "## 1.1.0\n\nBetter.").unwrap();
        assert!(again.contains("By hand.") && again.contains("Better.") && !again.contains("Second."));
        assert_eq!(splice(&again, &Version::new(1, 1, 0), "## 1.1.0\n\nBetter.").unwrap(), again);
    }

    #[test]
    fn entries_that_people_wrote_and_what_is_unreleased_keep_their_places() {
        let old = "# Changes\n\n## Unreleased\n\n- soon\n\n## 0.9.0\n\n- old\n";
        let new = splice(old, &Version::new(1, 0, 0), "## 1.0.0").unwrap();
        let place = |text: &str| new.find(text).unwrap();
        assert!(place("soon") < place("1.0.0") && place("## 1.0.0") < place("0.9.0"));
    }

    #[test]
    fn a_lone_mark_is_said() {
        let problem = splice("a\n<!-- rungs 1.0.0 -->\n", &Version::new(1, 0, 0), "x").unwrap_err();
        assert_eq!(problem.line, 2);
    }
}
