//! Which release applies on a day.

use jiff::civil::Date;
use semver::Version;

/// A release and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The tag's name.
    pub tag: String,
    /// The version.
    pub version: Version,
    /// The day it was released, UTC.
    pub released: Date,
    /// From when on it holds, UTC.
    pub effective: Date,
    /// Whether its record says so; otherwise the day of its tag stands for it.
    pub recorded: bool,
}

/// Returns the release that applies on a day: the highest final version that holds by then.
pub fn in_force(releases: &[Dated], day: Date) -> Option<&Dated> {
    let begun = releases.iter().filter(|release| release.effective <= day && release.version.pre.is_empty());
    begun.max_by(|a, b| a.version.cmp(&b.version))
}

/// Returns the release that takes over from another: of the higher final versions the one that holds
/// first.
pub fn successor<'r>(releases: &'r [Dated], of: &Dated) -> Option<&'r Dated> {
    let higher = releases.iter().filter(|release| release.version > of.version && release.version.pre.is_empty());
    higher.min_by(|a, b| a.effective.cmp(&b.effective).then_with(|| b.version.cmp(&a.version)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Dated, in_force, successor};

    fn release(version: &str, effective: jiff::civil::Date) -> Dated {
        let released = date(2026, 1, 1);
        let version = version.parse().unwrap();
        Dated { tag: format!("v{version}"), version, released, effective, recorded: true }
    }

    #[test]
    fn the_highest_version_that_holds_applies() {
        let releases = [
            release("1.0.0", date(2026, 1, 1)),
            release("1.1.0", date(2026, 4, 1)),
            release("2.0.0-rc.1", date(2026, 2, 1)),
            release("1.0.1", date(2026, 2, 1)),
        ];
        let on = |month, day| in_force(&releases, date(2026, month, day)).map(|release| release.tag.as_str());
        assert_eq!(in_force(&releases, date(2025, 12, 31)), None);
        assert_eq!(on(1, 31), Some("v1.0.0"));
        assert_eq!(on(3, 31), Some("v1.0.1"));
        assert_eq!(on(4, 1), Some("v1.1.0"));
        assert_eq!(successor(&releases, &releases[0]).map(|next| next.tag.as_str()), Some("v1.0.1"));
        assert_eq!(successor(&releases, &releases[1]), None);
    }
}
