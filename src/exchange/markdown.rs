//! Markdown pages: turned into HTML by a library, and read as that is. Code and links to other sites
//! stay in a sentence as Markdown, which is what a framework's sentences are written in.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::document::Document;
use super::html;
use super::statement::NotTaken;

/// Returns what a page of Markdown says; `file` is what its places are called, `known` the levels that
/// the user names.
pub(super) fn read(file: &str, text: &str, known: &[String]) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut front_matter = String::new();
    let mut inside = false;
    let mut links: Vec<Option<String>> = Vec::new();
    let mut dropped: Vec<String> = Vec::new();
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::MetadataBlock(_)) => {
            inside = true;
            None
        }
        Event::End(TagEnd::MetadataBlock(_)) => {
            inside = false;
            None
        }
        Event::Text(text) if inside => {
            front_matter.push_str(&text);
            None
        }
        Event::Code(code) => Some(Event::Text(CowStr::from(format!("`{code}`")))),
        Event::Start(Tag::Link { dest_url, link_type, .. }) => {
            let kept = is_elsewhere(&dest_url) && !matches!(link_type, LinkType::Autolink | LinkType::Email);
            if !kept && !dest_url.is_empty() {
                dropped.push(dest_url.to_string());
            }
            links.push(kept.then(|| dest_url.to_string()));
            Some(Event::Text(CowStr::from(if kept { "[" } else { "" })))
        }
        Event::End(TagEnd::Link) => {
            let target = links.pop().flatten().map(|target| format!("]({target})"));
            Some(Event::Text(CowStr::from(target.unwrap_or_default())))
        }
        other => Some(other),
    });
    let mut page = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut page, events);
    let mut document = html::read(file, &page, known);
    let why = "the target of a link, whose words are kept";
    document.not_taken.extend(dropped.into_iter().map(|target| NotTaken::new(file, why, target)));
    let lines = front_matter.lines().filter(|line| !line.trim().is_empty());
    document.not_taken.extend(lines.map(|line| NotTaken::new(file, "settings above the page\u{2019}s text", line)));
    document
}

/// Whether a link leads to another site, so that it still leads somewhere from a framework.
fn is_elsewhere(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn code_and_links_to_other_sites_stay_and_settings_are_left() {
        let text = "---\ntitle: x\n---\n# IC1 Pilot\n\n## Scope\n\n- I read `charts` and [the sea](https://sea.example/a) and [ours](b.md)\n";
        let document = read("a.md", text, &[]);
        let scope = &document.outline.children[0].children[0];
        assert_eq!(scope.content[0].text(), "I read `charts` and [the sea](https://sea.example/a) and ours");
        assert!(document.not_taken.iter().any(|found| found.text == "title: x"));
    }
}
