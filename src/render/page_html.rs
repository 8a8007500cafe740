//! A page of a framework as HTML: plain structure (headings, paragraphs, lists) without a script or a
//! style of its own, to be put on a site or brought in again.

use std::fmt::Write as _;

use crate::model::{EffectiveBehavior, EffectivePage, Status, Text};

use super::escape::html as plain;

/// Returns pages as one document of HTML; `name` is the framework's.
pub fn document(pages: &[EffectivePage<'_>], name: &str) -> String {
    let title = match pages {
        [page] => format!("{} - {name}", page.title),
        _ => name.to_owned(),
    };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n<body>\n",
        plain(&title)
    );
    pages.iter().for_each(|page| article(&mut out, page));
    out.push_str("</body>\n</html>\n");
    out
}

fn article(out: &mut String, page: &EffectivePage<'_>) {
    let _ = writeln!(out, "<h1>{}</h1>", plain(&page.title));
    if page.status == Status::Draft {
        out.push_str("<p>A draft: it asks nothing of anyone yet.</p>\n");
    }
    for paragraph in &page.summary {
        let _ = writeln!(out, "<p>{}</p>", plain(&paragraph.text));
    }
    for (name, value) in &page.facts {
        let _ = writeln!(out, "<p>{}: {}</p>", plain(name), plain(value));
    }
    for section in &page.sections {
        heading(out, 2, (section.name, section.about), &section.behaviors, &section.examples);
        for found in &section.responsibilities {
            heading(out, 3, (found.name, found.about), &found.behaviors, &found.examples);
        }
    }
}

fn heading(
    out: &mut String,
    rank: u8,
    (name, about): (&str, Option<&str>),
    behaviors: &[EffectiveBehavior<'_>],
    examples: &[&Text],
) {
    let _ = writeln!(out, "<h{rank}>{}</h{rank}>", plain(name));
    for paragraph in about.into_iter().flat_map(|about| about.split("\n\n")) {
        let _ = writeln!(out, "<p><em>{}</em></p>", plain(paragraph));
    }
    if !behaviors.is_empty() {
        out.push_str("<ul>\n");
        behaviors.iter().for_each(|found| item(out, found));
        out.push_str("</ul>\n");
    }
    if !examples.is_empty() {
        let _ = writeln!(out, "<h{0}>Examples</h{0}>\n<ul>", rank + 1);
        for example in examples {
            let _ = writeln!(out, "<li>{}</li>", plain(&example.text));
        }
        out.push_str("</ul>\n");
    }
}

fn item(out: &mut String, found: &EffectiveBehavior<'_>) {
    let _ = write!(out, "<li>{}", plain(&found.behavior.text));
    let examples = found.behavior.examples();
    if !examples.is_empty() {
        out.push_str("\n<ul>\n");
        for example in examples {
            let _ = writeln!(out, "<li>For example: {}</li>", plain(&example.text));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</li>\n");
}
