//! Releases in numbers as a picture: an SVG of its own, or a page with the picture and its tables.
//! Everything is labeled where it stands, and parts differ in lightness and outline, so that the
//! picture reads in print and without color.

use std::fmt::Write as _;

use crate::history::{Count, ReleaseCounts, Statistics};
use crate::render::escape::html as plain;

const STYLE: &str = include_str!("../templates/stats.css");

/// The columns of a picture, in its own units.
const WIDTH: usize = 760;
/// How many releases are drawn: the latest.
const RELEASES: usize = 12;
/// How many pages are drawn.
const PAGES: usize = 12;
/// How high columns may be.
const HEIGHT: usize = 220;
/// Where the columns begin, and where the labels beside them do.
const LEFT: usize = 20;
const LABELS: usize = 590;

/// A picture that grows downward.
struct Drawing {
    out: String,
    y: usize,
}

/// Returns the numbers as a picture.
pub fn svg(statistics: &Statistics) -> String {
    let mut drawing = Drawing { out: String::new(), y: 0 };
    let skipped = statistics.releases.len().saturating_sub(RELEASES);
    let releases = &statistics.releases[skipped..];
    drawing.columns("Behaviors by level", releases, |release| &release.levels);
    drawing.columns("Behaviors by section", releases, |release| &release.sections);
    drawing.shares(releases, skipped == 0);
    drawing.churn(statistics);
    let (height, title) = (drawing.y + 10, title(statistics));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\n{}</svg>\n",
        plain(&title),
        plain(
            "Columns of behaviors by level and by section for each release, the share of changes that moved expectations, and the pages that changed most."
        ),
        drawing.out
    )
}

fn title(statistics: &Statistics) -> String {
    match (statistics.releases.first(), statistics.releases.last()) {
        (Some(first), Some(last)) if first.name != last.name => {
            format!("The framework from {} to {}", first.name, last.name)
        }
        (Some(only), _) => format!("The framework at {}", only.name),
        _ => "The framework".to_owned(),
    }
}

impl Drawing {
    fn text(&mut self, class: &str, (x, y): (usize, usize), text: &str) {
        let _ = writeln!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", plain(text));
    }

    fn bar(&mut self, class: &str, (x, y): (usize, usize), (width, height): (usize, usize), told: &str) {
        let _ = writeln!(
            self.out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{}</title></rect>",
            plain(told)
        );
    }

    fn heading(&mut self, text: &str) {
        self.y += 36;
        self.text("heading", (LEFT, self.y), text);
        self.y += 14;
    }

    /// How wide a column and the space for it are.
    fn step(count: usize) -> usize {
        ((LABELS - LEFT - 20) / count.max(1)).min(90)
    }

    /// A column for each release, made up of parts that are named beside the last one.
    fn columns(&mut self, title: &str, releases: &[ReleaseCounts], of: impl Fn(&ReleaseCounts) -> &Vec<Count>) {
        let most = releases.iter().map(|release| of(release).iter().map(|count| count.count).sum()).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        self.heading(title);
        let (top, step) = (self.y, Self::step(releases.len()));
        for (index, release) in releases.iter().enumerate() {
            let x = LEFT + index * step;
            let counts = of(release);
            let total: usize = counts.iter().map(|count| count.count).sum();
            let mut y = top + 16 + HEIGHT - HEIGHT * total / most;
            let mut labeled = 0;
            self.text("small", (x, y - 4), &total.to_string());
            for (part, count) in counts.iter().enumerate().rev().filter(|(_, count)| count.count > 0) {
                let height = HEIGHT * count.count / most;
                let told = format!("{}: {} {}", release.name, count.name, count.count);
                let class = format!("part shade{}", part % 6);
                self.bar(&class, (x, y), (step * 2 / 3, height), &told);
                if height >= 12 && step >= 36 {
                    self.text(&format!("inside on{}", part % 6), (x + 4, y + height / 2 + 4), &count.count.to_string());
                }
                if index + 1 == releases.len() {
                    // Names of thin parts move down rather than onto one another.
                    labeled = (y + height / 2 + 4).max(labeled + 13);
                    self.text("small", (x + step * 2 / 3 + 6, labeled), &format!("{} ({})", count.name, count.count));
                }
                y += height;
            }
            self.text("small", (x, top + HEIGHT + 32), &release.name);
        }
        self.y = top + HEIGHT + 40;
    }

    /// How many changes each release made, and how many of them moved expectations.
    fn shares(&mut self, releases: &[ReleaseCounts], with_first: bool) {
        let changed: Vec<&ReleaseCounts> = releases.iter().skip(usize::from(with_first)).collect();
        let most = changed.iter().map(|release| release.changes()).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        self.heading("Changes in each release: how many moved expectations (dark), how many did not (outlined)");
        let (top, step, height) = (self.y, Self::step(changed.len()), HEIGHT / 2);
        for (index, release) in changed.iter().enumerate() {
            let (x, base) = (LEFT + index * step, top + 16 + height);
            let (all, moved) = (height * release.changes() / most, height * release.expectation / most);
            let told = format!(
                "{}: {} of {} changes moved expectations",
                release.name,
                release.expectation,
                release.changes()
            );
            self.bar("outline", (x, base - all), (step * 2 / 3, all), &told);
            self.bar("part shade5", (x, base - moved), (step * 2 / 3, moved), &told);
            self.text("small", (x, base - all - 4), &format!("{} of {}", release.expectation, release.changes()));
            self.text("small", (x, base + 16), &release.name);
        }
        self.y = top + height + 40;
    }

    /// The pages that changed most.
    fn churn(&mut self, statistics: &Statistics) {
        let shown = &statistics.churn[..statistics.churn.len().min(PAGES)];
        let most = shown.iter().map(|churn| churn.expectation + churn.other).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        self.heading("Pages that changed most: changes of expectations (dark) and others (outlined)");
        let (name, room) = (230, 400);
        for churn in shown {
            let total = churn.expectation + churn.other;
            let told = format!("{}: {} of {total} changes moved expectations", churn.name, churn.expectation);
            let shortened: String = churn.name.chars().take(34).collect();
            self.text("small", (LEFT, self.y + 12), &shortened);
            self.bar("outline", (name, self.y + 2), (room * total / most, 13), &told);
            self.bar("part shade5", (name, self.y + 2), (room * churn.expectation / most, 13), &told);
            let label = format!("{} of {total}", churn.expectation);
            self.text("small", (name + room * total / most + 6, self.y + 13), &label);
            self.y += 20;
        }
    }
}

/// Returns the numbers as one page: the picture, and the same in tables.
pub fn page(statistics: &Statistics) -> String {
    let title = plain(&title(statistics));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}",
        svg(statistics)
    );
    out.push_str("<h2>Releases</h2>\n<table>\n<thead><tr><th scope=\"col\">Release</th><th scope=\"col\">Day</th><th scope=\"col\">Pages</th><th scope=\"col\">Behaviors</th><th scope=\"col\">Changes of expectations</th><th scope=\"col\">Clarifying</th><th scope=\"col\">Editorial</th></tr></thead>\n<tbody>\n");
    for release in &statistics.releases {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            plain(&release.name),
            plain(&release.date),
            release.pages,
            release.behaviors,
            release.expectation,
            release.clarification,
            release.editorial
        );
    }
    out.push_str("</tbody>\n</table>\n");
    table(statistics, "Behaviors by level", |release| &release.levels, &mut out);
    table(statistics, "Behaviors by section", |release| &release.sections, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn table(statistics: &Statistics, title: &str, of: impl Fn(&ReleaseCounts) -> &Vec<Count>, out: &mut String) {
    let Some(last) = statistics.releases.last() else { return };
    let _ = write!(
        out,
        "<h2>{title}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n<table>\n<thead><tr><td></td>"
    );
    for release in &statistics.releases {
        let _ = write!(out, "<th scope=\"col\">{}</th>", plain(&release.name));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in of(last) {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", plain(&row.name));
        for release in &statistics.releases {
            let count = of(release).iter().find(|count| count.id == row.id).map_or(0, |count| count.count);
            let _ = write!(out, "<td>{count}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
