//! Pages of a framework as people read them, and two beside one another.

use std::fmt::Write as _;

use anstyle::Style;

use crate::diff::WordOp;
use crate::model::{EffectiveBehavior, EffectivePage, EffectiveSection, Status, Text};

use super::escape::{self, clean};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn styled(text: &str, style: Style, color: bool) -> String {
    if color { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Wraps a text with an indent for its first and its other lines.
fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    let mut out = textwrap::fill(&clean(text).replace('\n', " "), options);
    out.push('\n');
    out
}

/// Returns a page for a terminal. `origin` says of shared sentences which pages they are on.
pub fn text(page: &EffectivePage<'_>, width: usize, color: bool, origin: bool) -> String {
    let mut out = format!("{}\n", styled(&clean(&page.title), BOLD, color));
    if page.status == Status::Draft {
        out.push_str("(a draft: it asks nothing of anyone yet)\n");
    }
    for paragraph in &page.summary {
        let _ = write!(out, "\n{}", wrapped(&paragraph.text, width, "", ""));
    }
    if !page.facts.is_empty() {
        out.push('\n');
    }
    for (name, value) in &page.facts {
        let _ = writeln!(out, "{}: {}", clean(name), clean(value));
    }
    for section in &page.sections {
        let _ = write!(out, "\n{}\n", styled(&clean(section.name), BOLD, color));
        if let Some(about) = section.about {
            out.push_str(&styled(&wrapped(about, width, "  ", "  "), DIM, color));
        }
        bullets(&mut out, &section.behaviors, width, 2, origin);
        examples(&mut out, section.examples.iter().map(|example| example.text.as_str()), width, 2);
        for responsibility in &section.responsibilities {
            let _ = write!(out, "\n  {}\n", styled(&clean(responsibility.name), BOLD, color));
            if let Some(about) = responsibility.about {
                out.push_str(&wrapped(about, width, "    ", "    "));
            }
            bullets(&mut out, &responsibility.behaviors, width, 4, origin);
            examples(&mut out, responsibility.examples.iter().map(|example| example.text.as_str()), width, 4);
        }
    }
    out
}

fn bullets(out: &mut String, behaviors: &[EffectiveBehavior<'_>], width: usize, indent: usize, origin: bool) {
    for found in behaviors {
        let (first, rest) = (format!("{:indent$}\u{2022} ", ""), format!("{:indent$}  ", ""));
        let shared = origin && found.sheet.address.is_shared();
        let text = if shared {
            format!("{} ({})", found.behavior.text, found.sheet.address)
        } else {
            found.behavior.text.to_string()
        };
        out.push_str(&wrapped(&text, width, &first, &rest));
        examples(out, found.behavior.examples().iter().map(|example| example.text.as_str()), width, indent + 2);
    }
}

fn examples<'t>(out: &mut String, texts: impl Iterator<Item = &'t str>, width: usize, indent: usize) {
    for text in texts {
        let (first, rest) = (format!("{:indent$}for example: ", ""), format!("{:indent$}  ", ""));
        out.push_str(&wrapped(text, width, &first, &rest));
    }
}

/// Returns a page as Markdown.
pub fn markdown(page: &EffectivePage<'_>) -> String {
    let plain = escape::markdown;
    let mut out = format!("# {}\n", plain(&page.title));
    if page.status == Status::Draft {
        out.push_str("\n*A draft: it asks nothing of anyone yet.*\n");
    }
    for paragraph in &page.summary {
        let _ = write!(out, "\n{}\n", plain(&paragraph.text));
    }
    for (name, value) in &page.facts {
        let _ = write!(out, "\n{}: {}\n", plain(name), plain(value));
    }
    for section in &page.sections {
        let _ = write!(out, "\n## {}\n", plain(section.name));
        if let Some(about) = section.about {
            let _ = write!(out, "\n{}\n", plain(about));
        }
        list(&mut out, &section.behaviors);
        illustrations(&mut out, &section.examples);
        for responsibility in &section.responsibilities {
            let _ = write!(out, "\n### {}\n", plain(responsibility.name));
            if let Some(about) = responsibility.about {
                let _ = write!(out, "\n{}\n", plain(about));
            }
            list(&mut out, &responsibility.behaviors);
            illustrations(&mut out, &responsibility.examples);
        }
    }
    out
}

/// The examples of a heading as a whole.
fn illustrations(out: &mut String, examples: &[&Text]) {
    for example in examples {
        let _ = write!(out, "\nFor example: {}\n", escape::markdown(&example.text));
    }
}

fn list(out: &mut String, behaviors: &[EffectiveBehavior<'_>]) {
    if !behaviors.is_empty() {
        out.push('\n');
    }
    for found in behaviors {
        let _ = writeln!(out, "- {}", escape::markdown(&found.behavior.text));
        for example in found.behavior.examples() {
            let _ = writeln!(out, "  - for example: {}", escape::markdown(&example.text));
        }
    }
}

/// Returns two pages heading by heading: what both ask, what grows, what only one asks.
pub fn compare(left: &EffectivePage<'_>, right: &EffectivePage<'_>, width: usize, color: bool) -> String {
    let mut out = format!(
        "{} \u{2192} {}\n",
        styled(&clean(&left.title), BOLD, color),
        styled(&clean(&right.title), BOLD, color)
    );
    let names = merged(
        left.sections.iter().map(|section| (&section.id, section.name)),
        right.sections.iter().map(|section| (&section.id, section.name)),
    );
    for (id, name) in names {
        let find = |page: &'_ EffectivePage<'_>| page.sections.iter().position(|section| section.id == *id);
        let (old, new) = (find(left).map(|at| &left.sections[at]), find(right).map(|at| &right.sections[at]));
        let within = |section: Option<&'_ EffectiveSection<'_>>| -> Vec<(Option<crate::model::Id>, String)> {
            let all = section.into_iter().flat_map(|section| &section.responsibilities);
            all.map(|found| (Some(found.id.clone()), found.name.to_owned())).collect()
        };
        let mut headings = vec![(None, name.to_owned())];
        headings.extend(merged(within(old).into_iter(), within(new).into_iter()));
        let _ = write!(out, "\n{}\n", styled(&clean(name), BOLD, color));
        for (responsibility, title) in headings {
            let (old, new) = (under(old, responsibility.as_ref()), under(new, responsibility.as_ref()));
            if old.is_empty() && new.is_empty() {
                continue;
            }
            if responsibility.is_some() {
                let _ = write!(out, "\n  {}\n", styled(&clean(&title), BOLD, color));
            }
            beside(&mut out, &old, &new, width);
        }
    }
    let legend =
        "= on both pages, \u{2192} grows out of the line above it, \u{2212} only on the first, + only on the second";
    let _ = write!(out, "\n{}", wrapped(legend, width, "", ""));
    out
}

/// Two lists in reading order as one: what only one of them has stands before what follows it there.
fn merged<K: PartialEq, V>(left: impl Iterator<Item = (K, V)>, right: impl Iterator<Item = (K, V)>) -> Vec<(K, V)> {
    let (mut left, mut out) = (left.collect::<Vec<_>>(), Vec::new());
    for item in right {
        if let Some(at) = left.iter().position(|(key, _)| *key == item.0) {
            out.extend(left.drain(..at));
            left.remove(0);
        }
        out.push(item);
    }
    out.extend(left);
    out
}

fn under<'s, 'f>(
    section: Option<&'s EffectiveSection<'f>>,
    responsibility: Option<&crate::model::Id>,
) -> Vec<&'s EffectiveBehavior<'f>> {
    let Some(section) = section else { return Vec::new() };
    match responsibility {
        None => section.behaviors.iter().collect(),
        Some(id) => {
            let found = section.responsibilities.iter().find(|responsibility| responsibility.id == *id);
            found.map(|responsibility| responsibility.behaviors.iter().collect()).unwrap_or_default()
        }
    }
}

/// Writes the behaviors of one heading of two pages: pairs with the same key or most words together.
fn beside(out: &mut String, old: &[&EffectiveBehavior<'_>], new: &[&EffectiveBehavior<'_>], width: usize) {
    let mut used = vec![false; new.len()];
    for left in old {
        let same_key = new.iter().position(|right| right.behavior.key == left.behavior.key);
        let partner = same_key.filter(|at| !used[*at]).or_else(|| nearest(left, new, old, &used));
        match partner {
            Some(at) if new[at].behavior.text == left.behavior.text => {
                used[at] = true;
                out.push_str(&wrapped(&left.behavior.text, width, "    = ", "      "));
            }
            Some(at) => {
                used[at] = true;
                out.push_str(&wrapped(&left.behavior.text, width, "      ", "      "));
                out.push_str(&wrapped(&new[at].behavior.text, width, "    \u{2192} ", "      "));
            }
            None => out.push_str(&wrapped(&left.behavior.text, width, "    \u{2212} ", "      ")),
        }
    }
    for (right, _) in new.iter().zip(used).filter(|(_, used)| !used) {
        out.push_str(&wrapped(&right.behavior.text, width, "    + ", "      "));
    }
}

/// The behavior that shares more than half of its words with another, the first of the most alike;
/// none that is taken, or that the other page has under the same key.
fn nearest(
    left: &EffectiveBehavior<'_>,
    new: &[&EffectiveBehavior<'_>],
    old: &[&EffectiveBehavior<'_>],
    used: &[bool],
) -> Option<usize> {
    let share = |right: &EffectiveBehavior<'_>| {
        let runs = crate::diff::words(&left.behavior.text, &right.behavior.text);
        let same: usize = runs.iter().filter(|run| run.op == WordOp::Equal).map(|run| run.text.trim().len()).sum();
        same as f64 / left.behavior.text.len().max(right.behavior.text.len()).max(1) as f64
    };
    let free = |at: usize| !used[at] && old.iter().all(|other| other.behavior.key != new[at].behavior.key);
    let scored = new.iter().enumerate().filter(|(at, _)| free(*at)).map(|(at, right)| (share(right), at));
    scored.filter(|(share, _)| *share > 0.55).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, at)| at)
}
