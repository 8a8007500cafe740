//! A review for a terminal and as Markdown.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::diff::ChangeSet;
use crate::render::escape::{clean, markdown as plain};
use crate::render::text::TextOptions;
use crate::review::{Review, Verdict};

use super::outline::{Line, Section, Tone, headline, sections};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Returns a review as text.
pub fn text(review: &Review, set: &ChangeSet<'_>, options: &TextOptions) -> String {
    let mut out = String::new();
    let color = match review.verdict {
        Verdict::Ready => AnsiColor::Green,
        Verdict::Waiting => AnsiColor::Yellow,
        Verdict::Refused | Verdict::Unjudged => AnsiColor::Red,
    };
    let range = format!("{} \u{2192} {}", clean(&review.from.spec), clean(&review.to.spec));
    wrapped(&mut out, (0, ""), &range, DIM, options);
    out.push('\n');
    wrapped(&mut out, (0, ""), &headline(review), color.on_default().bold(), options);
    for Section { title, lines } in sections(review, set) {
        out.push('\n');
        wrapped(&mut out, (0, ""), title, BOLD, options);
        for Line { depth, tone, text } in lines {
            let (mark, style) = match tone {
                Tone::Open => ("\u{2022} ", Style::new()),
                Tone::Done => ("\u{2713} ", Style::new()),
                Tone::Detail => ("", if depth > 0 { DIM } else { Style::new() }),
            };
            wrapped(&mut out, (2 + 2 * depth, mark), &clean(&text), style, options);
        }
    }
    if let Some(footer) = footer(review) {
        out.push('\n');
        wrapped(&mut out, (0, ""), &footer, DIM, options);
    }
    out
}

fn wrapped(out: &mut String, (indent, mark): (usize, &str), text: &str, style: Style, options: &TextOptions) {
    let first = format!("{}{mark}", " ".repeat(indent));
    let rest = " ".repeat(indent + mark.chars().count());
    let layout = textwrap::Options::new(options.width)
        .initial_indent(&first)
        .subsequent_indent(&rest)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    for line in textwrap::wrap(text, layout) {
        if options.color && style != Style::new() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{style}{line}{style:#}");
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
}

/// Returns a review as Markdown.
pub fn markdown(review: &Review, set: &ChangeSet<'_>) -> String {
    let mut out = format!("## {}\n\n", plain(&headline(review)));
    for Section { title, lines } in sections(review, set) {
        let _ = writeln!(out, "### {title}\n");
        for Line { depth, tone, text } in lines {
            let mark = match tone {
                Tone::Done => "\u{2713} ",
                Tone::Open | Tone::Detail => "",
            };
            let _ = writeln!(out, "{}- {mark}{}", "  ".repeat(depth), plain(&text));
        }
        out.push('\n');
    }
    if let Some(footer) = footer(review) {
        let _ = writeln!(out, "{}", plain(&footer));
    }
    out
}

fn footer(review: &Review) -> Option<String> {
    let bump = review.bump.as_deref()?;
    Some(match bump {
        "none" => "It calls for no new version.".to_owned(),
        bump => format!("It calls for a {bump} version."),
    })
}
