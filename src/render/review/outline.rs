//! The parts of a review as lines of plain words, for every rendering alike.

use crate::diff::ChangeSet;
use crate::model::PageAddress;
use crate::render::outline::{page_name, plural};
use crate::review::{AcceptanceStanding, Asks, ChangeRef, Problem, Requirement, Review, Verdict};

use super::approvals;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something waits or is wrong.
    Open,
    /// Something is done.
    Done,
    /// Said about the line above.
    Detail,
}

/// A line of a section; how deep it stands below the section's title, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) depth: usize,
    pub(super) tone: Tone,
    pub(super) text: String,
}

/// A title and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line>,
}

/// How many changes are listed one by one.
const SHOWN: usize = 5;

/// Collects the lines of a section.
pub(super) struct Lines<'r> {
    pub(super) review: &'r Review,
    pub(super) set: &'r ChangeSet<'r>,
    lines: Vec<Line>,
}

impl<'r> Lines<'r> {
    fn new(review: &'r Review, set: &'r ChangeSet<'r>) -> Self {
        Self { review, set, lines: Vec::new() }
    }

    pub(super) fn line(&mut self, depth: usize, tone: Tone, text: impl Into<String>) {
        self.lines.push(Line { depth, tone, text: text.into() });
    }

    /// Lists changes by their sentences, the first few and how many more there are.
    pub(super) fn changes(&mut self, depth: usize, changes: &[ChangeRef]) {
        for change in changes.iter().take(SHOWN) {
            let sentence = self.review.changes[change.index].sentence.clone();
            self.line(depth, Tone::Detail, sentence);
        }
        if changes.len() > SHOWN {
            self.line(depth, Tone::Detail, format!("\u{2026} and {} more", changes.len() - SHOWN));
        }
    }

    /// What people call a page.
    pub(super) fn page(&self, address: &str) -> String {
        address.parse::<PageAddress>().map_or_else(|_| address.to_owned(), |page| page_name(self.set, &page))
    }
}

/// The verdict in one sentence.
pub(super) fn headline(review: &Review) -> String {
    match review.verdict {
        Verdict::Unjudged => "This could not be judged.".to_owned(),
        Verdict::Refused => format!("Refused: {}.", refusal(review)),
        Verdict::Ready if review.nobody_required => "Nothing waits: the policy names nobody who must agree.".to_owned(),
        Verdict::Ready if review.requirements.is_empty() => {
            "Nothing waits: the policy asks nobody about changes like these.".to_owned()
        }
        Verdict::Ready => "Nothing waits: everyone who must agree has.".to_owned(),
        Verdict::Waiting => {
            let mut waits: Vec<String> = Vec::new();
            for wait in review.waiting().map(who) {
                if !waits.contains(&wait) {
                    waits.push(wait);
                }
            }
            waits.extend(review.freezes.iter().map(|freeze| format!("the end of \u{201c}{}\u{201d}", freeze.name)));
            format!("Waits for {}.", waits.join("; "))
        }
    }
}

/// What of the change itself must be mended.
fn refusal(review: &Review) -> String {
    let open = review.contradictions.iter().filter(|found| found.accepted_by.is_empty()).count();
    let verb = |count: usize, one: &str, many: &str| if count == 1 { one.to_owned() } else { many.to_owned() };
    let mut parts = Vec::new();
    if open > 0 {
        parts.push(format!("{} {} more than was declared", plural(open, "change"), verb(open, "is", "are")));
    }
    let missing = review.unexplained.len();
    if missing > 0 {
        parts.push(format!("{} {} no written reason", plural(missing, "change"), verb(missing, "has", "have")));
    }
    let wrong = review.refusals.len();
    if wrong > 0 {
        parts.push(format!("{} must be mended", plural(wrong, "mistake")));
    }
    parts.join("; ")
}

/// Whom a requirement waits for.
fn who(requirement: &Requirement) -> String {
    let names = &requirement.ask;
    match (requirement.missing, names.len()) {
        (_, 0) => format!("{} other than the author", plural(requirement.missing, "approver")),
        (1, 1) => names[0].clone(),
        (missing, 1) => format!("{missing} of {}", names[0]),
        (1, _) => names.join(" or "),
        (missing, _) => format!("{missing} of {}", names.join(", ")),
    }
}

/// Returns the sections that have something to say, in the order in which they matter.
pub(super) fn sections(review: &Review, set: &ChangeSet<'_>) -> Vec<Section> {
    type Part = (&'static str, fn(&mut Lines<'_>));
    let parts: [Part; 9] = [
        ("What could not be read", |out| problems(out, &out.review.unjudged)),
        ("More than was declared", contradictions),
        ("What must be mended", |out| problems(out, &out.review.refusals)),
        ("No written reason", unexplained),
        ("When it would take effect", freezes),
        ("Who must agree", requirements),
        ("Teams that could not be verified", teams),
        ("What people accept", acceptances),
        ("Approvals", approvals::lines),
    ];
    let section = |(title, part): Part| {
        let mut out = Lines::new(review, set);
        part(&mut out);
        Section { title, lines: out.lines }
    };
    parts.into_iter().map(section).filter(|section| !section.lines.is_empty()).collect()
}

fn problems(out: &mut Lines<'_>, problems: &[Problem]) {
    for problem in problems {
        let side = if problem.side == "from" { " of the base" } else { "" };
        let place = match (problem.file.as_str(), problem.line) {
            ("", _) => String::new(),
            (file, 0) => format!("{file}{side}: "),
            (file, line) => format!("{file}{side}, line {line}: "),
        };
        out.line(0, Tone::Open, format!("{place}{}", problem.message.replace('\n', " ")));
    }
    if problems.iter().any(|problem| problem.side == "from") {
        out.line(0, Tone::Detail, "Mend the base branch first: nothing is judged by half a policy or framework.");
    }
}

fn contradictions(out: &mut Lines<'_>) {
    for found in &out.review.contradictions {
        let sentence = out.review.changes[found.change.index].sentence.clone();
        let done = !found.accepted_by.is_empty();
        out.line(0, if done { Tone::Done } else { Tone::Open }, sentence);
        let declared = format!("{} declares {}; the words say {}", found.proposal, found.declared, found.found);
        out.line(1, Tone::Detail, declared);
        for line in &found.evidence {
            out.line(1, Tone::Detail, line.clone());
        }
        if done {
            out.line(1, Tone::Detail, format!("knowingly accepted by {}", at(&found.accepted_by)));
        } else {
            let id = &found.change.id;
            out.line(1, Tone::Detail, format!("declare it as it is, or have an approver accept it: change = \"{id}\""));
        }
    }
}

fn unexplained(out: &mut Lines<'_>) {
    let changes = out.review.unexplained.clone();
    if changes.is_empty() {
        return;
    }
    let text = format!(
        "The policy wants a reason in proposals/ for {}; `rungs propose` writes one.",
        plural(changes.len(), "change")
    );
    out.line(0, Tone::Open, text);
    out.changes(1, &changes);
}

fn freezes(out: &mut Lines<'_>) {
    for freeze in &out.review.freezes {
        let text = format!(
            "\u{201c}{}\u{201d}, {} to {}: {} would take effect on {}.",
            freeze.name,
            freeze.from,
            freeze.until,
            plural(freeze.changes.len(), "change"),
            freeze.effective
        );
        out.line(0, Tone::Open, text);
        out.line(1, Tone::Detail, "Wait until it is over, or set a later `effective` in the proposal.");
    }
}

fn requirements(out: &mut Lines<'_>) {
    if out.review.nobody_required && out.review.unjudged.is_empty() && !out.review.changes.is_empty() {
        out.line(0, Tone::Detail, "Nobody: policy.toml has no [[require]], so a change waits for nobody.");
    }
    for requirement in &out.review.requirements {
        one_requirement(out, requirement);
    }
}

fn one_requirement(out: &mut Lines<'_>, requirement: &Requirement) {
    let done = requirement.waiting.is_empty();
    let what = plural(requirement.changes.len(), "change");
    let agreed = requirement.agreed.iter().filter(|one| !one.changes.is_empty());
    let names: Vec<String> = agreed.map(|one| one.user.clone()).collect();
    let text = match done {
        true => format!("{} agreed to {what}", at(&names)),
        false if requirement.waiting.len() == requirement.changes.len() => {
            format!("{} must agree to {what}", who(requirement))
        }
        false => format!("{} must agree to {} of {what}", who(requirement), requirement.waiting.len()),
    };
    out.line(0, if done { Tone::Done } else { Tone::Open }, text);
    match (requirement.asks, &requirement.reason) {
        (Asks::Gate, _) => {
            out.line(1, Tone::Detail, "The rules themselves change, so everyone whom they name must agree.");
        }
        (Asks::Policy, Some(reason)) => out.line(1, Tone::Detail, reason.clone()),
        (Asks::Policy, None) => {
            out.line(1, Tone::Detail, format!("policy.toml, line {}: {}", requirement.line, requirement.when))
        }
    }
    let pages: Vec<String> = requirement.pages.iter().take(SHOWN).map(|page| out.page(page)).collect();
    if !pages.is_empty() {
        let more = requirement.pages.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {}", plural(more, "other page")) } else { String::new() };
        out.line(1, Tone::Detail, format!("for {}{more}", pages.join(", ")));
    }
    for one in &requirement.agreed {
        for moved in &one.again {
            let text = format!("{} is asked again: {}", one.user, approvals::moved(out, moved));
            out.line(1, Tone::Detail, text);
        }
    }
    if requirement.impossible {
        let text = "Too few others than the author are named, so this cannot be met: somebody else must propose it.";
        out.line(1, Tone::Open, text);
    }
    if !done && requirement.waiting.len() < requirement.changes.len() {
        out.changes(1, &requirement.waiting);
    }
}

fn teams(out: &mut Lines<'_>) {
    for team in &out.review.unverifiable_teams {
        let text = format!("{}: {}", team.team, team.because);
        out.line(0, Tone::Open, text);
        if !team.reviewers.is_empty() {
            let text = format!("so the approval of {} does not count for it", at(&team.reviewers));
            out.line(1, Tone::Detail, text);
        }
    }
}

fn acceptances(out: &mut Lines<'_>) {
    for accepted in &out.review.acceptances {
        let (tone, what) = match accepted.standing {
            AcceptanceStanding::Counts => (Tone::Done, "counts"),
            AcceptanceStanding::Stale => (Tone::Open, "is stale: no change has this id any more"),
            AcceptanceStanding::NotApproved => (Tone::Open, "does not count: they have not approved the change"),
            AcceptanceStanding::NotAsked => (Tone::Open, "does not count: the policy asks others to agree to it"),
            AcceptanceStanding::Own => (Tone::Open, "does not count: it is the author's own"),
        };
        let place = format!("{}, line {}", accepted.proposal, accepted.line);
        out.line(0, tone, format!("{} accepts {} ({place}): {what}", accepted.who, accepted.id));
        if let Some(reason) = &accepted.reason {
            out.line(1, Tone::Detail, reason.clone());
        }
    }
}

/// Names in a row.
fn at(names: &[String]) -> String {
    match names {
        [] => "everyone".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
