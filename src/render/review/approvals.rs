//! What each approval is worth, and what is not as its giver saw it.

use crate::render::outline::plural;
use crate::review::{Approval, ApprovalStanding, PageMoved, ProposalMoved};

use super::outline::{Lines, Tone};

pub(super) fn lines(out: &mut Lines<'_>) {
    for approval in &out.review.approvals {
        one(out, approval);
    }
}

fn one(out: &mut Lines<'_>, approval: &Approval) {
    let user = if approval.user.is_empty() { "somebody" } else { &approval.user };
    let at = approval.commit.as_deref().map(|commit| format!(" at {}", commit.get(..7).unwrap_or(commit)));
    let at = at.unwrap_or_default();
    if approval.standing != ApprovalStanding::Counts {
        let because = approval.because.clone().unwrap_or_default();
        let text = match approval.standing {
            ApprovalStanding::ChangesRequested => format!("{user} asks for changes{at}"),
            _ => format!("{user}{at}: does not count, {because}"),
        };
        out.line(0, Tone::Open, text);
        return;
    }
    let (covered, all) = (approval.covers.len(), out.review.changes.len());
    let text = match covered {
        _ if covered == all => format!("{user} approved everything{at}"),
        0 => format!("{user} approved{at}, and what there is now is not what was approved"),
        _ => format!("{user} approved {covered} of {}{at}", plural(all, "change")),
    };
    out.line(0, if covered == all { Tone::Done } else { Tone::Open }, text);
    let since = &approval.since;
    if !since.changes.is_empty() {
        let text = format!("since then new or different: {}", plural(since.changes.len(), "change"));
        out.line(1, Tone::Detail, text);
        out.changes(2, &since.changes);
    }
    if !since.withdrawn.is_empty() {
        out.line(1, Tone::Detail, format!("no longer part of it: {}", plural(since.withdrawn.len(), "change")));
        for sentence in since.withdrawn.iter().take(5) {
            out.line(2, Tone::Detail, sentence.clone());
        }
    }
    for proposal in &since.proposals {
        let text = proposal_moved(proposal);
        out.line(1, Tone::Detail, text);
    }
    for page in since.pages.iter().take(5) {
        let text = moved(out, page);
        out.line(1, Tone::Detail, text);
    }
}

/// What a proposal says that it did not say.
fn proposal_moved(moved: &ProposalMoved) -> String {
    let file = &moved.file;
    let said = |text: &Option<String>| match (text, moved.what.as_str()) {
        (Some(text), _) => text.clone(),
        (None, "effective") => "at once".to_owned(),
        (None, _) => "nothing".to_owned(),
    };
    match moved.what.as_str() {
        "file" => format!("{file} is new since then"),
        "why" | "title" => format!("{file} has another {} now", if moved.what == "why" { "reason" } else { "title" }),
        what => {
            format!("{file}: `{what}` was {} when it was approved, and is {} now", said(&moved.then), said(&moved.now))
        }
    }
}

/// How the verdict on a page moved.
pub(super) fn moved(out: &Lines<'_>, page: &PageMoved) -> String {
    let name = out.page(&page.page);
    let word = |bar: &str| match bar {
        "asks-more" => "asked more".to_owned(),
        "asks-less" => "asked less".to_owned(),
        "same" => "asked the same".to_owned(),
        other => format!("was {other}"),
    };
    let now = |bar: &str| match bar {
        "asks-more" => "asks more".to_owned(),
        "asks-less" => "asks less".to_owned(),
        "same" => "asks the same".to_owned(),
        other => format!("is {other}"),
    };
    match (&page.then, &page.now) {
        (Some(then), Some(to)) => format!("{name} {} when it was approved, and {} now", word(then), now(to)),
        (None, Some(to)) => format!("{name} was not changed when it was approved, and {} now", now(to)),
        (Some(then), None) => format!("{name} {} when it was approved, and is not changed now", word(then)),
        (None, None) => name,
    }
}
