//! A small ladder of our own, and the ways in which a company may have written it down.

use std::fmt::Write as _;

/// A responsibility and its sentences.
pub(crate) type Responsibility = (String, Vec<String>);

/// A page as its author thinks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LadderPage {
    pub(crate) level: String,
    pub(crate) track: String,
    pub(crate) summary: String,
    /// Sections at the top, each with a hint and sentences: they have no responsibilities.
    pub(crate) dimensions: Vec<(String, String, Vec<String>)>,
    /// Sections with an introduction, perhaps empty, and responsibilities.
    pub(crate) sections: Vec<(String, String, Vec<Responsibility>)>,
}

impl LadderPage {
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.level, self.track)
    }

    /// Where each sentence stands: section, responsibility, sentence.
    pub(crate) fn sentences(&self) -> Vec<(String, String, String)> {
        let mut out = Vec::new();
        for (name, _, sentences) in &self.dimensions {
            out.extend(sentences.iter().map(|text| (name.clone(), String::new(), text.clone())));
        }
        for (name, _, responsibilities) in &self.sections {
            for (responsibility, sentences) in responsibilities {
                out.extend(sentences.iter().map(|text| (name.clone(), responsibility.clone(), text.clone())));
            }
        }
        out
    }

    /// Every text that a reader of the page sees.
    pub(crate) fn texts(&self) -> Vec<String> {
        let mut out = vec![self.summary.clone()];
        for (name, hint, sentences) in &self.dimensions {
            out.extend([name.clone(), hint.clone()]);
            out.extend(sentences.iter().cloned());
        }
        for (name, about, responsibilities) in &self.sections {
            out.extend([name.clone(), about.clone()]);
            for (responsibility, sentences) in responsibilities {
                out.push(responsibility.clone());
                out.extend(sentences.iter().cloned());
            }
        }
        out.retain(|text| !text.is_empty());
        out
    }

    /// As an export of a document editor has it: nested divs, tables, one list for each item, text in
    /// pieces, a menu beside it.
    pub(crate) fn as_divs(&self) -> String {
        let item = |text: &String| {
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let (one, two) = text.split_at(middle);
            format!("<div class=\"l\"><ul><li><span>{}</span><span>{}</span></li></ul></div>", html(one), html(two))
        };
        let mut out = format!(
            "<title>{0} - Lighthouse Ladders</title><body><div id=\"menu\"><div>\u{00d7}</div>\
             <div><a href=\"a.html\">Overview</a></div><div><a href=\"b.html\">Glossary</a></div>\
             <div><h1 onclick=\"x()\">All tracks</h1><a href=\"c.html\">IC1 Keeper</a></div></div>\
             <div id=\"doc\"><div><div><span>{0}</span></div>\
             <section><div><span><b><i>{1}</i></b></span></div></section>",
            html(&self.title()),
            html(&self.summary)
        );
        if !self.dimensions.is_empty() {
            out.push_str("<div><div><table><tbody><tr>");
            for (name, hint, _) in &self.dimensions {
                let _ = write!(
                    out,
                    "<td><div><span><b>{}</b></span></div><div><i>{}</i></div></td>",
                    html(name),
                    html(hint)
                );
            }
            out.push_str("</tr><tr>");
            for (_, _, sentences) in &self.dimensions {
                let _ = write!(out, "<td>{}</td>", sentences.iter().map(item).collect::<String>());
            }
            out.push_str("</tr></tbody></table></div></div>");
        }
        for (name, about, responsibilities) in &self.sections {
            let _ = write!(out, "<div><h2><img src=\"x.png\"/> {}</h2></div>", html(name));
            if !about.is_empty() {
                let _ = write!(out, "<div>{}</div><div>\u{a0}</div>", html(about));
            }
            out.push_str("<div><table><tr><td><b>Responsibility</b></td><td><b>Key </b><b>Behaviors</b></td></tr>");
            for (responsibility, sentences) in responsibilities {
                let _ = write!(
                    out,
                    "<tr><td><div><b>{}</b></div><div> </div></td><td>{}</td></tr>",
                    html(responsibility),
                    sentences.iter().map(item).collect::<String>()
                );
            }
            out.push_str("</table></div>");
        }
        let _ = write!(out, "<div>{}</div></div></div></body><script>let x = 1;</script>", html(&self.title()));
        out
    }

    /// As a static site has it: headings, bold paragraphs, lists.
    pub(crate) fn as_headings(&self) -> String {
        let list = |sentences: &[String]| {
            let items: String = sentences.iter().map(|text| format!("<li>{}</li>\n", html(text))).collect();
            format!("<ul>\n{items}</ul>\n")
        };
        let mut out = format!(
            "<!doctype html><html><head><title>Lighthouse Ladders</title><style>p {{ color: red }}</style></head><body>\n\
             <nav><ul><li><a href=\"a.html\">Overview</a></li></ul></nav>\n<div><h1>{}</h1>\n\
             <p><strong><em>{}</em></strong></p>\n",
            html(&self.title()),
            html(&self.summary)
        );
        for (name, hint, sentences) in &self.dimensions {
            let _ = write!(out, "<p><strong>{}</strong>\n<em>{}</em></p>\n{}", html(name), html(hint), list(sentences));
        }
        for (name, about, responsibilities) in &self.sections {
            let _ = writeln!(out, "<h2>\u{1f3c6} {}</h2>", html(name));
            if !about.is_empty() {
                let _ = writeln!(out, "<p>{}</p>", html(about));
            }
            for (responsibility, sentences) in responsibilities {
                let _ = write!(out, "<p><strong>{}</strong></p>\n{}", html(responsibility), list(sentences));
            }
        }
        out.push_str("</div>\n<footer>Made with care</footer></body></html>\n");
        out
    }

    /// As a handbook in Markdown has it.
    pub(crate) fn as_markdown(&self) -> String {
        let plain = rungs::render::escape::markdown;
        let list = |sentences: &[String]| {
            sentences.iter().map(|text| format!("- {}\n", plain(text))).collect::<String>() + "\n"
        };
        let mut out = format!("---\nlayout: ladder\n---\n\n# {}\n\n{}\n\n", plain(&self.title()), plain(&self.summary));
        for (name, hint, sentences) in &self.dimensions {
            let _ = write!(out, "## {}\n\n*{}*\n\n{}", plain(name), plain(hint), list(sentences));
        }
        for (name, about, responsibilities) in &self.sections {
            let _ = write!(out, "## {}\n\n{}\n\n", plain(name), plain(about));
            for (responsibility, sentences) in responsibilities {
                let _ = write!(out, "**{}**\n\n{}", plain(responsibility), list(sentences));
            }
        }
        out
    }

    /// As text copied from the first kind of page: the dimensions' sentences run together.
    pub(crate) fn as_text(&self) -> String {
        let bullets = |out: &mut String, sentences: &[String]| {
            for text in sentences {
                let _ = writeln!(out, "\u{a0} \u{2022} {text} ");
            }
        };
        let mut out = format!("\u{00d7}\nLighthouse Ladders\n{}\n{}\n", self.title(), self.summary);
        for (name, hint, _) in &self.dimensions {
            let _ = write!(out, "{name}\n{hint}\n");
        }
        for (_, _, sentences) in &self.dimensions {
            bullets(&mut out, sentences);
        }
        for (name, about, responsibilities) in &self.sections {
            let _ = write!(out, "\n{name}\n\n");
            if !about.is_empty() {
                let _ = write!(out, "{about}\n\u{a0}\n");
            }
            out.push_str("Responsibility\nKey Behaviors\n");
            for (responsibility, sentences) in responsibilities {
                let _ = write!(out, "{responsibility}\n \n");
                bullets(&mut out, sentences);
            }
        }
        out
    }
}

/// A text as HTML spells it.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A page of the lighthouse keepers, for tests that need no more than one.
pub(crate) fn keeper(level: &str, track: &str, night: &str) -> LadderPage {
    let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    LadderPage {
        level: level.to_owned(),
        track: track.to_owned(),
        summary: format!("I keep the light of a {track} burning, and those at sea can rely on it."),
        dimensions: vec![
            (
                "Scope".into(),
                "What I look after and how far I decide alone".into(),
                all(&["I look after one light.", night]),
            ),
            ("Reach".into(), "Whom my work touches beyond my own tower".into(), all(&["I work with the harbor."])),
        ],
        sections: vec![
            (
                "Results".into(),
                String::new(),
                vec![
                    ("Ownership".into(), all(&["I mend what I find broken", "I say early when I will be late"])),
                    ("Judgment".into(), all(&["I know when to wake others"])),
                ],
            ),
            (
                "Craft".into(),
                format!("As a {track} I know my tower from the rock to the lamp."),
                vec![(format!("{track} Skills"), all(&["I trim a wick & keep the lens \u{201c}clear\u{201d}"]))],
            ),
        ],
    }
}
