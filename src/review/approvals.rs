//! Whose word counts: the last review of each person, and what it is worth.

use indexmap::IndexMap;
use jiff::Timestamp;

use super::given::{Given, Reviewed, Submitted};
use super::result::ApprovalStanding;

/// A person's last review.
#[derive(Debug, Clone)]
pub(super) struct LastReview {
    /// The GitHub user, without the `@`; empty where the account is gone.
    pub(super) user: String,
    pub(super) commit: Option<String>,
    pub(super) submitted_at: Option<String>,
    pub(super) standing: ApprovalStanding,
    /// More about why it does not count, in plain words.
    pub(super) because: Option<String>,
}

impl LastReview {
    /// Whether it counts, for what it covers.
    pub(super) fn counts(&self) -> bool {
        self.standing == ApprovalStanding::Counts
    }

    fn not(mut self, standing: ApprovalStanding, because: impl Into<String>) -> Self {
        self.standing = standing;
        self.because = Some(because.into());
        self
    }
}

/// Returns the last review of each person that says yes or no, in order of the people's names.
pub(super) fn last_reviews(given: &Given<'_>) -> Vec<LastReview> {
    let people = by_person(&given.submitted).into_values();
    people
        .filter_map(|reviews| {
            let (review, has_order) = last_of(&reviews)?;
            let found = LastReview {
                user: review.user.clone().unwrap_or_default(),
                commit: review.commit.clone(),
                submitted_at: review.submitted_at.clone(),
                standing: ApprovalStanding::Counts,
                because: None,
            };
            Some(judged(given, review, found, has_order))
        })
        .collect()
}

/// Returns who approved with their last review, and the commit each saw, in order of the people's
/// names. An author's word on their own change does not count.
pub fn approvers(submitted: &[Submitted], author: &str) -> Vec<(String, Option<String>)> {
    let lasts = by_person(submitted).into_values().filter_map(|reviews| last_of(&reviews));
    let yes = lasts.filter(|(review, has_order)| *has_order && review.state == "APPROVED");
    let named = yes.filter_map(|(review, _)| Some((review.user.clone()?, review.commit.clone())));
    named.filter(|(user, _)| !user.is_empty() && !user.eq_ignore_ascii_case(author)).collect()
}

/// The reviews of each person that say yes or no, in order of the people's names. Comments say
/// neither and change nothing.
fn by_person(submitted: &[Submitted]) -> IndexMap<String, Vec<&Submitted>> {
    let mut people: IndexMap<String, Vec<&Submitted>> = IndexMap::new();
    for review in submitted.iter().filter(|review| !matches!(review.state.as_str(), "COMMENTED" | "PENDING")) {
        let name = review.user.as_deref().unwrap_or_default().to_ascii_lowercase();
        people.entry(name).or_default().push(review);
    }
    people.sort_keys();
    people
}

/// The last of a person's reviews, and whether it is known to be the last.
fn last_of<'s>(reviews: &[&'s Submitted]) -> Option<(&'s Submitted, bool)> {
    let time = |review: &Submitted| review.submitted_at.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
    let known: Option<Vec<Timestamp>> = reviews.iter().map(|review| time(review)).collect();
    // Of two at the same time the later in GitHub's own order counts.
    let last = match &known {
        Some(times) => (0..reviews.len()).max_by_key(|index| (times[*index], *index))?,
        None => reviews.len().checked_sub(1)?,
    };
    Some((reviews[last], known.is_some()))
}

fn judged(given: &Given<'_>, review: &Submitted, found: LastReview, has_order: bool) -> LastReview {
    use ApprovalStanding::{ChangesRequested, CommitGone, Dismissed, Own, Unverifiable};
    let user = found.user.clone();
    match review.state.as_str() {
        _ if user.is_empty() => found.not(Unverifiable, "the account that gave it is gone"),
        "CHANGES_REQUESTED" => found.not(ChangesRequested, "the last review asks for changes"),
        "DISMISSED" => found.not(Dismissed, "the last review was dismissed"),
        "APPROVED" => {
            let author = given.author.as_deref();
            let gone = |commit: &str| given.reviewed.iter().find(|reviewed| reviewed.commit() == commit);
            match &review.commit {
                _ if author.is_some_and(|author| author.eq_ignore_ascii_case(&user)) => {
                    found.not(Own, "nobody can approve what is their own")
                }
                _ if !has_order => {
                    found.not(Unverifiable, "a review of theirs has no time, so which one is the last is not known")
                }
                None => found.not(Unverifiable, "GitHub does not say which commit was seen"),
                Some(commit) => match gone(commit) {
                    Some(Reviewed::Gone { because, .. }) => {
                        let because = because.clone();
                        found.not(CommitGone, because)
                    }
                    Some(Reviewed::At { set: None, .. }) => {
                        found.not(Unverifiable, "the commit that was seen has nothing in common with the base any more")
                    }
                    Some(Reviewed::At { .. } | Reviewed::Same { .. }) => found,
                    None if given.to.commit.as_deref() == Some(commit) => found,
                    None => found.not(CommitGone, "the commit that was seen was not looked up"),
                },
            }
        }
        other => found.not(Unverifiable, format!("GitHub calls it `{other}`, which is not known here")),
    }
}

/// Returns the commits whose content must be known to judge these reviews, each once: those that
/// somebody other than the author approved with their last word.
pub fn commits_to_read(submitted: &[Submitted], author: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for reviews in by_person(submitted).into_values() {
        let Some((last, _)) = last_of(&reviews) else { continue };
        let own =
            author.is_some_and(|author| last.user.as_deref().is_some_and(|user| author.eq_ignore_ascii_case(user)));
        let commit = last.commit.as_ref().filter(|_| last.state == "APPROVED" && !own);
        out.extend(commit.filter(|commit| !out.contains(commit)).cloned());
    }
    out
}
