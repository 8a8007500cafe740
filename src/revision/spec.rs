//! How a user names what to compare.

/// What to compare, as named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spec {
    /// Nothing named: the work tree against `HEAD`.
    WorkTree,
    /// One revision: the work tree against it.
    Since(String),
    /// `A..B`, or two revisions.
    Between(String, String),
    /// `A...B`: from where they parted to `B`.
    SinceParting(String, String),
    /// `owner/repo#12`.
    PullRequest(PullRequest),
}

/// A pull request on GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// The owner of the repository.
    pub owner: String,
    /// The repository's name.
    pub repository: String,
    /// Its number.
    pub number: u64,
}

impl Spec {
    /// Returns what the revisions on a command line mean; none for more than two.
    pub fn of(revisions: &[String]) -> Option<Self> {
        match revisions {
            [] => Some(Self::WorkTree),
            [one] => Some(Self::of_one(one)),
            [from, to] => Some(Self::Between(from.clone(), to.clone())),
            _ => None,
        }
    }

    fn of_one(text: &str) -> Self {
        let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        if let Some(found) = PullRequest::of(text) {
            Self::PullRequest(found)
        } else if let Some((from, to)) = text.split_once("...") {
            Self::SinceParting(or_head(from), or_head(to))
        } else if let Some((from, to)) = text.split_once("..") {
            Self::Between(or_head(from), or_head(to))
        } else {
            Self::Since(text.to_owned())
        }
    }
}

impl PullRequest {
    /// Returns the pull request that `owner/repo#12` names.
    pub fn of(text: &str) -> Option<Self> {
        let (path, number) = text.rsplit_once('#')?;
        let (owner, repository) = path.split_once('/')?;
        let name = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        if !name(owner) || !name(repository) {
            return None;
        }
        Some(Self { owner: owner.to_owned(), repository: repository.to_owned(), number: number.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::{PullRequest, Spec};

    #[test]
    fn ranges_are_read_as_git_reads_them() {
        let of = |text: &str| Spec::of(&[text.to_owned()]);
        assert_eq!(of("v1..v2"), Some(Spec::Between("v1".into(), "v2".into())));
        assert_eq!(of("main..."), Some(Spec::SinceParting("main".into(), "HEAD".into())));
        assert_eq!(of("..topic"), Some(Spec::Between("HEAD".into(), "topic".into())));
        assert_eq!(of("HEAD~2"), Some(Spec::Since("HEAD~2".into())));
        assert_eq!(Spec::of(&[]), Some(Spec::WorkTree));
    }

    #[test]
    fn pull_requests_have_a_number() {
        let found = PullRequest { owner: "acme".into(), repository: "handbook".into(), number: 12 };
        assert_eq!(PullRequest::of("acme/handbook#12"), Some(found));
        assert_eq!(PullRequest::of("acme/handbook"), None);
        assert_eq!(PullRequest::of("a/b/c#1"), None);
    }
}
