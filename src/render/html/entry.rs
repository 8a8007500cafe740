//! A change as the redline shows it: its words, verdict, evidence and other ends, neutralised and
//! ready for the template.

use crate::diff::{Bar, Change, ChangeSet, Impact, Item, Kind, PageBar, PageVerdict, Word, WordOp, words};
use crate::model::PageAddress;
use crate::render::escape::visible;
use crate::render::outline;

use super::place::{End, Role};

/// A verdict as a colored label, its sign and words saying the same.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    /// The class of the label: the verdict's word.
    pub(super) class: &'static str,
    /// A sign that needs no color.
    pub(super) sign: &'static str,
    /// The verdict in words.
    pub(super) word: &'static str,
}

impl Tag {
    /// The label of a page.
    pub(super) fn of_page(set: &ChangeSet<'_>, verdict: &PageVerdict) -> Self {
        let bar = verdict.bar;
        Self { class: bar.as_str(), sign: outline::sign(bar), word: outline::verdict_word(set, verdict) }
    }

    /// The label of a change, as it is for one page or for all that it reaches; none where no bar moves.
    pub(super) fn of_change(
        set: &ChangeSet<'_>,
        change: &Change<'_>,
        page: Option<&PageAddress>,
        bar: Bar,
    ) -> Option<Self> {
        let word = outline::change_word(set, change, page, bar);
        let bar = Some(bar).filter(|bar| *bar != Bar::Same).map(PageBar::Bar)?;
        Some(Self { class: bar.as_str(), sign: outline::sign(bar), word })
    }
}

/// A run of words.
#[derive(Debug)]
pub(super) struct Run {
    /// The element that marks it: `del`, `ins` or none.
    pub(super) mark: &'static str,
    /// What a screen reader says before it.
    pub(super) aloud: &'static str,
    /// The words, in between the white space that stays outside of the mark.
    pub(super) text: String,
    pub(super) lead: &'static str,
    pub(super) tail: &'static str,
}

/// A link within the page.
#[derive(Debug)]
pub(super) struct Link {
    /// The anchor, without `#`.
    pub(super) to: String,
    /// What it says.
    pub(super) text: String,
}

/// A change of an illustration that stands with a changed sentence.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) runs: Vec<Run>,
}

/// A change, or one of its ends.
#[derive(Debug)]
pub(super) struct Entry {
    /// The anchor.
    pub(super) id: String,
    /// The verdict; none for an end that moves nobody's bar.
    pub(super) tag: Option<Tag>,
    /// What happened, in a few words.
    pub(super) what: String,
    /// Links to the other ends.
    pub(super) links: Vec<Link>,
    /// The sentence that an illustration belongs to.
    pub(super) context: Option<String>,
    /// The sentence with its words marked; several where it was split, merged or rewritten.
    pub(super) texts: Vec<Vec<Run>>,
    /// Illustrations that changed with it.
    pub(super) examples: Vec<Example>,
    /// The words that speak for the verdict.
    pub(super) evidence: Vec<String>,
    /// Whom it reaches, where that is not the page it stands on alone.
    pub(super) reaches: Option<String>,
    /// Whether only wording changed, so that it is folded.
    pub(super) folded: bool,
    /// What a folded one says when it is closed.
    pub(super) summary: String,
}

/// The anchor of a change, or of one of its ends.
pub(super) fn anchor(end: End) -> String {
    match end.role {
        Role::Whole => format!("change-{}", end.change + 1),
        Role::Left(at) => format!("change-{}-from-{}", end.change + 1, at + 1),
        Role::Part(at) => format!("change-{}-part-{}", end.change + 1, at + 1),
    }
}

/// Returns what to show of a change at a place.
pub(super) fn entry(set: &ChangeSet<'_>, end: End) -> Entry {
    let change = &set.changes[end.change];
    match end.role {
        Role::Whole => whole(set, end, change),
        Role::Left(at) => left(set, end, change, &change.before[at]),
        Role::Part(at) => part(end, change, &change.after[at]),
    }
}

fn whole(set: &ChangeSet<'_>, end: End, change: &Change<'_>) -> Entry {
    let by_sentence = matches!(change.kind, Kind::Reordered | Kind::Rekeyed | Kind::FactChanged);
    let about_example = change.kind.is_about_examples();
    let expectation = change.impact == Impact::Expectation;
    let texts = if by_sentence { Vec::new() } else { outline::shown(change, None) };
    let mut links = Vec::new();
    if matches!(change.kind, Kind::Moved | Kind::Merged) {
        for (at, item) in change.before.iter().enumerate() {
            let name = item.page().map(|page| outline::page_name_before(set, page)).unwrap_or_default();
            let to = anchor(End { change: end.change, role: Role::Left(at) });
            links.push(Link { to, text: visible(&format!("where it stood: {name}")) });
        }
    }
    Entry {
        id: anchor(end),
        tag: expectation
            .then(|| Tag::of_change(set, change, change.after.first().and_then(Item::page), outline::bar_here(change)))
            .flatten(),
        what: visible(&if by_sentence { set.sentence(change) } else { what(set, change) }),
        links,
        context: about_example.then(|| visible(change.after.first().map_or("", Item::text))),
        texts: texts.iter().map(|text| runs(text)).collect(),
        examples: if about_example { Vec::new() } else { examples(change) },
        evidence: outline::evidence(set, change).iter().map(|line| visible(line)).collect(),
        reaches: reaches(set, change),
        folded: !expectation,
        summary: if by_sentence { String::new() } else { summary(change) },
    }
}

/// The place that a sentence left.
fn left(set: &ChangeSet<'_>, end: End, change: &Change<'_>, item: &Item<'_>) -> Entry {
    let to = Link { to: anchor(End { change: end.change, role: Role::Whole }), text: "where it stands now".to_owned() };
    let bar = outline::bar_where_it_left(set, change, item);
    Entry {
        id: anchor(end),
        tag: Tag::of_change(set, change, outline::page_left(change, item), bar),
        what: visible(&outline::gone_to(set, change)),
        links: vec![to],
        context: None,
        texts: vec![runs(&words(item.text(), ""))],
        examples: Vec::new(),
        evidence: Vec::new(),
        reaches: None,
        folded: bar == Bar::Same && change.impact != Impact::Expectation,
        summary: String::new(),
    }
}

/// A further sentence that one became.
fn part(end: End, change: &Change<'_>, item: &Item<'_>) -> Entry {
    let to = anchor(End { change: end.change, role: Role::Whole });
    Entry {
        id: anchor(end),
        tag: None,
        what: format!("one of {} that one sentence became", change.after.len()),
        links: vec![Link { to, text: "the whole change".to_owned() }],
        context: None,
        texts: vec![runs(&words("", item.text()))],
        examples: Vec::new(),
        evidence: Vec::new(),
        reaches: None,
        folded: false,
        summary: String::new(),
    }
}

/// How many characters of a sentence a closed fold shows.
const SUMMARY: usize = 70;

fn summary(change: &Change<'_>) -> String {
    visible(&outline::shortened(change.after.first().or(change.before.first()).map_or("", Item::text), SUMMARY))
}

/// What happened; the heading above says where.
fn what(set: &ChangeSet<'_>, change: &Change<'_>) -> String {
    outline::kind_words(set, change)
}

fn examples(change: &Change<'_>) -> Vec<Example> {
    let runs = |example: &crate::diff::ExampleChange<'_>| {
        runs(&words(example.before.unwrap_or_default(), example.after.unwrap_or_default()))
    };
    change.examples.iter().map(|example| Example { runs: runs(example) }).collect()
}

/// The pages that a change reaches beside the one it stands on, or with another verdict.
fn reaches(set: &ChangeSet<'_>, change: &Change<'_>) -> Option<String> {
    let own: Vec<&PageAddress> = change.before.iter().chain(&change.after).filter_map(Item::page).collect();
    let others: Vec<_> = change.reaches.iter().filter(|reach| !own.contains(&&reach.page)).collect();
    if others.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    for bar in [Bar::AsksMore, Bar::AsksLess, Bar::Mixed, Bar::Unclear, Bar::Same] {
        let pages: Vec<_> = others.iter().filter(|reach| reach.bar == bar).collect();
        if pages.is_empty() {
            continue;
        }
        let names: Vec<String> = pages.iter().take(4).map(|reach| outline::page_name(set, &reach.page)).collect();
        let more = if pages.len() > names.len() {
            format!(" and {}", outline::plural(pages.len() - names.len(), "other page"))
        } else {
            String::new()
        };
        parts.push(format!("{} of {}{more}", outline::bar_word(bar), names.join(", ")));
    }
    Some(visible(&format!("Reaches {}: {}.", outline::plural(others.len(), "page"), parts.join("; "))))
}

/// Runs of words for the template: white space outside of the marks, so that no line is drawn
/// through a space.
fn runs(words: &[Word]) -> Vec<Run> {
    let run = |word: &Word| {
        let inner = word.text.trim();
        let space = |yes: bool| if yes { " " } else { "" };
        let (mark, aloud) = match word.op {
            WordOp::Equal => ("", ""),
            WordOp::Delete => ("del", "deleted: "),
            WordOp::Insert => ("ins", "inserted: "),
        };
        Run {
            mark: if inner.is_empty() { "" } else { mark },
            aloud,
            text: visible(inner),
            lead: space(word.text.starts_with(char::is_whitespace)),
            tail: space(!inner.is_empty() && word.text.ends_with(char::is_whitespace)),
        }
    };
    words.iter().map(run).collect()
}
