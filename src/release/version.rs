//! The version that a content calls for.

use jiff::civil::Date;
use semver::{Prerelease, Version};

use crate::diff::Bump;
use crate::policy::Scheme;

/// What whoever releases wants beside what the content calls for.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// This very version.
    pub version: Option<Version>,
    /// A pre-release with this label, `rc`.
    pub prerelease: Option<String>,
    /// Why the version may be lower than the content calls for.
    pub lower_because: Option<String>,
}

/// The version to release, and what the content called for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The version to release.
    pub version: Version,
    /// The version that the content calls for.
    pub called_for: Version,
}

/// Why there is no version to release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionProblem {
    /// Nothing changed since the last release.
    #[error("nothing changed since the last release")]
    NothingChanged,
    /// The wanted version is lower than the content calls for.
    #[error("{wanted} is too low: the content calls for {called_for}")]
    TooLow {
        /// What was wanted.
        wanted: Version,
        /// What the content calls for.
        called_for: Version,
    },
    /// The wanted version does not come after the last one.
    #[error("{wanted} does not come after {last}")]
    NotAfter {
        /// What was wanted.
        wanted: Version,
        /// The last released version.
        last: Version,
    },
    /// The label of a pre-release is none.
    #[error("`{0}` is no label of a pre-release: letters and digits, such as rc")]
    BadLabel(String),
}

/// Returns the version to release after `last` for a content that calls for `bump`. `taken` are all
/// versions there are, pre-releases too; `first` is used where nothing was released yet.
///
/// # Errors
/// When nothing changed, or what is wanted cannot be.
pub fn derive(
    last: Option<&Version>,
    first: Version,
    bump: Bump,
    scheme: Scheme,
    today: Date,
    taken: &[Version],
    wish: &Wish,
) -> Result<Derived, VersionProblem> {
    let called_for = match (last, scheme) {
        (Some(_), _) if bump == Bump::None && wish.version.is_none() => return Err(VersionProblem::NothingChanged),
        (None, Scheme::SemVer) => first,
        (Some(last), Scheme::SemVer) => bumped(last, bump),
        (last, Scheme::CalVer) => by_calendar(last, today),
    };
    let mut version = called_for.clone();
    if let Some(wanted) = &wish.version {
        if let Some(last) = last.filter(|last| *wanted <= **last) {
            return Err(VersionProblem::NotAfter { wanted: wanted.clone(), last: last.clone() });
        }
        let final_form = Version { pre: Prerelease::EMPTY, ..wanted.clone() };
        if final_form < called_for && wish.lower_because.is_none() {
            return Err(VersionProblem::TooLow { wanted: wanted.clone(), called_for });
        }
        version = wanted.clone();
    }
    if let Some(label) = &wish.prerelease {
        version.pre = next_prerelease(&version, label, taken)?;
    }
    Ok(Derived { version, called_for })
}

/// The part of the version that goes up from one version to another; none where it does not go up.
pub fn bump_between(before: &Version, after: &Version) -> Bump {
    if after <= before {
        Bump::None
    } else if after.major != before.major {
        Bump::Major
    } else if after.minor != before.minor {
        Bump::Minor
    } else {
        Bump::Patch
    }
}

fn bumped(last: &Version, bump: Bump) -> Version {
    match bump {
        Bump::Major => Version::new(last.major + 1, 0, 0),
        Bump::Minor => Version::new(last.major, last.minor + 1, 0),
        Bump::Patch => Version::new(last.major, last.minor, last.patch + 1),
        Bump::None => last.clone(),
    }
}

/// Year, month, and the number within the month from 0.
fn by_calendar(last: Option<&Version>, today: Date) -> Version {
    let (year, month) = (today.year().unsigned_abs().into(), today.month().unsigned_abs().into());
    let number = last.filter(|last| (last.major, last.minor) == (year, month)).map_or(0, |last| last.patch + 1);
    Version::new(year, month, number)
}

fn next_prerelease(version: &Version, label: &str, taken: &[Version]) -> Result<Prerelease, VersionProblem> {
    let bad = || VersionProblem::BadLabel(label.to_owned());
    if label.is_empty() || !label.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(bad());
    }
    let core = (version.major, version.minor, version.patch);
    let same = taken.iter().filter(|other| (other.major, other.minor, other.patch) == core);
    let numbers = same.filter_map(|other| other.pre.strip_prefix(label)?.strip_prefix('.')?.parse::<u64>().ok());
    let next = numbers.max().map_or(1, |number| number + 1);
    Prerelease::new(&format!("{label}.{next}")).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use semver::Version;

    use super::{Derived, VersionProblem, Wish, derive};
    use crate::diff::Bump;
    use crate::policy::Scheme;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    fn of(last: &str, bump: Bump, scheme: Scheme, taken: &[&str], wish: &Wish) -> Result<Derived, VersionProblem> {
        let taken: Vec<Version> = taken.iter().map(|text| version(text)).collect();
        derive(Some(&version(last)), version("1.0.0"), bump, scheme, date(2026, 11, 25), &taken, wish)
    }

    #[test]
    fn content_decides() {
        let none = Wish::default();
        for (bump, wanted) in [(Bump::Major, "2.0.0"), (Bump::Minor, "1.3.0"), (Bump::Patch, "1.2.4")] {
            assert_eq!(of("1.2.3", bump, Scheme::SemVer, &[], &none).unwrap().version, version(wanted));
        }
        assert_eq!(of("1.2.3", Bump::None, Scheme::SemVer, &[], &none), Err(VersionProblem::NothingChanged));
        assert_eq!(of("2026.10.4", Bump::Patch, Scheme::CalVer, &[], &none).unwrap().version, version("2026.11.0"));
        assert_eq!(of("2026.11.0", Bump::Major, Scheme::CalVer, &[], &none).unwrap().version, version("2026.11.1"));
    }

    #[test]
    fn a_wish_may_raise_and_only_with_a_reason_lower() {
        let wish = |text: &str, reason: Option<&str>| Wish {
            version: Some(version(text)),
            lower_because: reason.map(str::to_owned),
            prerelease: None,
        };
        let semver = Scheme::SemVer;
        assert_eq!(of("1.2.3", Bump::Patch, semver, &[], &wish("2.0.0", None)).unwrap().version, version("2.0.0"));
        assert!(matches!(
            of("1.2.3", Bump::Major, semver, &[], &wish("1.3.0", None)),
            Err(VersionProblem::TooLow { .. })
        ));
        let lowered = of("1.2.3", Bump::Major, semver, &[], &wish("1.3.0", Some("a correction"))).unwrap();
        assert_eq!((lowered.version, lowered.called_for), (version("1.3.0"), version("2.0.0")));
        assert!(matches!(
            of("1.2.3", Bump::Major, semver, &[], &wish("1.2.3", Some("x"))),
            Err(VersionProblem::NotAfter { .. })
        ));
    }

    #[test]
    fn pre_releases_are_counted() {
        let wish = Wish { prerelease: Some("rc".to_owned()), ..Wish::default() };
        let found = of("1.2.3", Bump::Minor, Scheme::SemVer, &["1.3.0-rc.1", "1.3.0-rc.2", "1.2.3"], &wish);
        assert_eq!(found.unwrap().version, version("1.3.0-rc.3"));
    }
}
