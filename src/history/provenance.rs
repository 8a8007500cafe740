//! Who made a change, when, in which release it came first, and what a commit's message says of it.

/// Where a change comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The commit's hash.
    pub commit: String,
    /// Who wrote it.
    pub author: String,
    /// When it was committed, in seconds since 1970, UTC.
    pub seconds: i64,
    /// Its day, `2026-03-31`, UTC.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// The number of the pull request that brought it.
    pub pull_request: Option<u64>,
    /// The commit that its message says it reverts.
    pub reverts: Option<String>,
    /// The commit that its message says it was taken over from.
    pub picked_from: Option<String>,
    /// The first release that has it.
    pub release: Option<String>,
    /// Why: from the proposals that came with it.
    pub reasons: Vec<Reason>,
}

/// Why a change was made, as its proposal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The proposal's title.
    pub title: String,
    /// Why.
    pub why: String,
    /// Who stands behind it.
    pub sponsor: Option<String>,
}

/// Returns the number of the pull request that a commit's message names: `Raise the bar (#12)`,
/// `Merge pull request #12 from …`, `Merged in topic (pull request #12)`.
pub fn pull_request(message: &str) -> Option<u64> {
    let subject = message.lines().next().unwrap_or_default().trim_end();
    let digits = |text: &str| -> Option<(u64, usize)> {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        Some((text[..length].parse().ok()?, length))
    };
    if let Some(at) = subject.find("pull request #") {
        return digits(&subject[at + "pull request #".len()..]).map(|(number, _)| number);
    }
    let at = subject.rfind("(#")?;
    let (number, length) = digits(&subject[at + 2..])?;
    (subject[at + 2 + length..] == *")").then_some(number)
}

/// Returns the commit that a message says it reverts.
pub fn reverts(message: &str) -> Option<String> {
    hash_after(message, "This reverts commit ")
}

/// Returns the commit that a message says it was taken over from.
pub fn picked_from(message: &str) -> Option<String> {
    hash_after(message, "(cherry picked from commit ")
}

/// Returns whom the trailers of a commit's message name as having approved it: `Reviewed-by: Ana
/// Lindqvist <ana@example.org>`, `Approved-by: @ana`. Addresses are left out.
pub fn named_approvers(message: &str) -> Vec<String> {
    let trailer = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let known = ["reviewed-by", "approved-by"].iter().any(|name| key.trim().eq_ignore_ascii_case(name));
        let name = value.split('<').next().unwrap_or_default().trim().trim_start_matches('@');
        (known && !name.is_empty()).then(|| name.to_owned())
    };
    // Trailers are the last paragraph, and what stands before a paragraph is the subject.
    let last = message.trim_end().rsplit("\n\n").next().filter(|last| last.len() < message.trim_end().len());
    last.unwrap_or_default().lines().filter_map(trailer).collect()
}

fn hash_after(message: &str, phrase: &str) -> Option<String> {
    let at = message.find(phrase)? + phrase.len();
    let hash: String = message[at..].chars().take_while(char::is_ascii_hexdigit).collect();
    (hash.len() >= 7).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::{named_approvers, picked_from, pull_request, reverts};

    #[test]
    fn pull_requests_are_named_in_three_ways() {
        assert_eq!(pull_request("Raise the bar (#12)\n\nBecause (#3)."), Some(12));
        assert_eq!(pull_request("Merge pull request #7 from acme/topic"), Some(7));
        assert_eq!(pull_request("Merged in topic (pull request #9)"), Some(9));
        assert_eq!(pull_request("Answer issue #4"), None);
        assert_eq!(pull_request("See (#4) for more"), None);
    }

    #[test]
    fn approvers_are_read_from_trailers_alone() {
        let message = "Raise the bar (#12)\n\nReviewed-by: nobody, this is text\n\nReviewed-by: Ana Lindqvist <ana@example.org>\nSigned-off-by: Eva\napproved-by: @bo\n";
        assert_eq!(named_approvers(message), ["Ana Lindqvist", "bo"]);
        assert!(named_approvers("Approved-by: Ana").is_empty());
    }

    #[test]
    fn reverted_and_picked_commits_are_read_from_the_message() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(reverts(&format!("Revert \"x\"\n\nThis reverts commit {hash}.\n")).as_deref(), Some(hash));
        assert_eq!(picked_from(&format!("x\n\n(cherry picked from commit {hash})\n")).as_deref(), Some(hash));
        assert_eq!(reverts("This reverts commit x."), None);
    }
}
