//! What elements are: blocks, furniture around the text, navigation.

use scraper::{ElementRef, Html, Selector};

use crate::exchange::statement::{has_words, seen};

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "caption",
    "center",
];

/// Elements that hold no text for readers.
const SILENT: &[&str] = &[
    "head", "script", "style", "template", "svg", "iframe", "object", "link", "meta", "img", "picture", "video",
    "audio", "canvas", "input", "select", "textarea", "map", "title",
];

/// Elements with text that is not the page's.
const FURNITURE: &[&str] = &["nav", "footer", "noscript", "button", "form", "dialog"];

pub(super) fn name<'e>(element: &ElementRef<'e>) -> &'e str {
    element.value().name()
}

pub(super) fn is_block(element: &ElementRef<'_>) -> bool {
    BLOCKS.contains(&name(element))
}

pub(super) fn is_silent(element: &ElementRef<'_>) -> bool {
    SILENT.contains(&name(element)) || element.value().attr("hidden").is_some()
}

/// Whether there is a block anywhere within an element.
pub(super) fn holds_block(element: &ElementRef<'_>) -> bool {
    element.descendants().skip(1).filter_map(ElementRef::wrap).any(|inner| is_block(&inner))
}

/// Whether an element is around the text rather than of it: by its name, or because it is little but
/// links.
pub(super) fn is_furniture(element: &ElementRef<'_>) -> bool {
    let role = element.value().attr("role").unwrap_or_default();
    FURNITURE.contains(&name(element)) || matches!(role, "navigation" | "contentinfo" | "search") || is_links(element)
}

/// Whether an element is little but three or more short links, as menus are, with nothing in it that
/// reads like text of its own.
fn is_links(element: &ElementRef<'_>) -> bool {
    const LONG: usize = 60;
    if matches!(name(element), "html" | "body" | "main" | "article") {
        return false;
    }
    let Ok(anchors) = Selector::parse("a[href]") else { return false };
    let links: Vec<usize> = element.select(&anchors).map(|link| length(&link)).filter(|length| *length > 0).collect();
    let linked: usize = links.iter().sum();
    if links.len() < 3 || linked * 10 < length(element) * 6 || linked / links.len() > LONG {
        return false;
    }
    let blocks =
        element.descendants().filter_map(ElementRef::wrap).filter(|inner| is_block(inner) && !holds_block(inner));
    blocks.filter(|block| block.select(&anchors).next().is_none()).all(|block| !is_said(&block))
}

/// Whether a block without a link says something, rather than naming a part of a menu.
fn is_said(block: &ElementRef<'_>) -> bool {
    let words = seen(&block.text().collect::<String>()).split(' ').filter(|word| has_words(word)).count();
    words >= if matches!(name(block), "li" | "p" | "td" | "dd") { 2 } else { 7 }
}

fn length(element: &ElementRef<'_>) -> usize {
    seen(&element.text().collect::<String>()).chars().count()
}

/// The rank of a heading, 1 to 6.
pub(super) fn heading_rank(element: &ElementRef<'_>) -> Option<u8> {
    match name(element).as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The parts of the window's title, which are often the page's name and the framework's.
pub(super) fn title_of_head(html: &Html) -> Vec<String> {
    let Ok(selector) = Selector::parse("title") else { return Vec::new() };
    let Some(title) = html.select(&selector).next() else { return Vec::new() };
    let text = seen(&title.text().collect::<String>());
    let mut parts = vec![text];
    for separator in [" - ", " | ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " :: "] {
        parts = parts.iter().flat_map(|part| part.split(separator)).map(str::to_owned).collect();
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
