//! The walk over a document: blocks in reading order become an outline, what is not of the text is
//! set aside with the reason.

use scraper::{ElementRef, Node as HtmlNode};

use crate::exchange::outline::{Content, Node, OutlineBuilder};
use crate::exchange::statement::{has_words, seen};

use super::elements::{heading_rank, holds_block, is_block, is_furniture, is_silent, name};
use super::inline::{self, Look, Run};
use super::table;

/// The rank of headings that are only bold, and of those directly above such a one.
pub(super) const BOLD_RANK: u8 = 8;
const COVER_RANK: u8 = BOLD_RANK - 1;

/// A block as it was met.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its text.
    pub(super) text: String,
    /// Whether it is a heading by its element.
    pub(super) is_heading: bool,
}

/// What a walk found.
pub(super) struct Walked {
    pub(super) outline: Node,
    /// Texts that are not of the page's text, each with the reason before it.
    pub(super) left: Vec<(String, String)>,
    /// All blocks, for finding the title.
    pub(super) blocks: Vec<Seen>,
    /// Headings that had a picture or mark before or after their words.
    pub(super) emoji: Vec<String>,
}

/// Walks over elements.
#[derive(Default)]
pub(super) struct Walker {
    pub(super) outline: OutlineBuilder,
    left: Vec<(String, String)>,
    blocks: Vec<Seen>,
    emoji: Vec<String>,
    /// Whether the heading that is open has items already, so that a bold line begins another.
    pub(super) has_items: bool,
    /// Whether it is one that is only bold.
    pub(super) is_bold: bool,
    /// How much deeper than usual headings that are only bold lie: within cells of tables.
    pub(super) deeper: u8,
}

impl Walker {
    /// Returns what was found.
    pub(super) fn finish(self) -> Walked {
        Walked { outline: self.outline.finish(), left: self.left, blocks: self.blocks, emoji: self.emoji }
    }

    /// Sets a text aside, and why.
    pub(super) fn leave(&mut self, why: &str, text: &str) {
        let text = seen(text);
        if !text.is_empty() {
            self.left.push((why.to_owned(), text));
        }
    }

    /// Opens a heading.
    pub(super) fn heading(&mut self, rank: u8, text: &str) {
        let (plain, marked) = without_marks(&seen(text));
        if plain.is_empty() {
            return self.leave("a mark without words", text);
        }
        if marked {
            self.emoji.push(seen(text));
        }
        self.blocks.push(Seen { text: plain.clone(), is_heading: rank < BOLD_RANK });
        if rank == BOLD_RANK && self.outline.is_bare(BOLD_RANK) {
            // Bold upon bold: the first is over the second.
            self.outline.promote(COVER_RANK);
        }
        self.outline.heading(rank, plain);
        (self.has_items, self.is_bold) = (false, rank >= BOLD_RANK);
    }

    fn content(&mut self, content: Content) {
        if !has_words(content.text()) {
            return self.leave("a mark without words", content.text());
        }
        self.has_items |= matches!(content, Content::Item { .. });
        self.blocks.push(Seen { text: content.text().to_owned(), is_heading: false });
        self.outline.content(content);
    }

    /// Adds a paragraph.
    pub(super) fn text(&mut self, text: &str) {
        self.content(Content::Paragraph(seen(text)));
    }

    /// Walks over what is within an element.
    pub(super) fn walk(&mut self, element: ElementRef<'_>) {
        let (mut runs, look) = (Vec::new(), Look::default().within(&element));
        for child in element.children() {
            match child.value() {
                HtmlNode::Text(text) => inline::push(&mut runs, text, look),
                _ => {
                    let Some(inner) = ElementRef::wrap(child) else { continue };
                    if is_silent(&inner) {
                        continue;
                    }
                    if is_block(&inner) || holds_block(&inner) {
                        self.flush(&mut runs);
                        self.block(inner);
                    } else {
                        self.inline(inner, look, &mut runs);
                    }
                }
            }
        }
        self.flush(&mut runs);
    }

    fn inline(&mut self, element: ElementRef<'_>, look: Look, runs: &mut Vec<Run>) {
        if is_furniture(&element) {
            return self.leave("around the page's text (menu, button, footer)", &element.text().collect::<String>());
        }
        let mut targets = Vec::new();
        inline::collect(&element, look, runs, &mut targets);
        targets.iter().for_each(|target| self.leave("the target of a link, whose words are kept", target));
    }

    fn flush(&mut self, runs: &mut Vec<Run>) {
        let found = inline::paragraph(&std::mem::take(runs));
        if let Some(name) = found.heading {
            self.heading(BOLD_RANK + self.deeper, &name);
        }
        if let Some(text) = found.text {
            self.text(&text);
        }
        for text in found.items {
            self.content(Content::Item { text, nested: false });
        }
    }

    fn block(&mut self, element: ElementRef<'_>) {
        if is_furniture(&element) {
            let mut texts = Vec::new();
            leaf_texts(&element, &mut texts);
            texts.iter().for_each(|text| self.leave("around the page's text (menu, button, footer)", text));
            return;
        }
        if let Some(rank) = heading_rank(&element) {
            let mut runs = Vec::new();
            self.inline(element, Look::default(), &mut runs);
            let text: String = runs.into_iter().map(|run| run.text).collect();
            return self.heading(rank, &text);
        }
        match name(&element) {
            "ul" | "ol" | "menu" => self.list(element, false),
            "dl" => self.definitions(element),
            "li" | "dd" => self.item(element, false),
            "table" => table::table(self, element),
            "summary" | "dt" | "caption" => {
                self.heading(BOLD_RANK + self.deeper, &element.text().collect::<String>());
            }
            "hr" => {}
            _ => self.walk(element),
        }
    }

    fn list(&mut self, element: ElementRef<'_>, nested: bool) {
        let children: Vec<ElementRef<'_>> =
            element.children().filter_map(ElementRef::wrap).filter(|child| !is_silent(child)).collect();
        for (index, child) in children.iter().copied().enumerate() {
            match name(&child) {
                "li" if heads_list(&child, children.get(index + 1)) => self.heads(child),
                "li" => self.item(child, nested),
                "ul" | "ol" => self.list(child, true),
                _ => self.block(child),
            }
        }
    }

    /// An item that is a heading by its looks, with the list within it.
    fn heads(&mut self, element: ElementRef<'_>) {
        let (mut runs, mut lists) = (Vec::new(), Vec::new());
        self.own_text(element, Look::default(), &mut runs, &mut lists);
        let text: String = runs.into_iter().map(|run| run.text).collect();
        self.heading(BOLD_RANK + self.deeper, &text);
        lists.into_iter().for_each(|list| self.list(list, false));
    }

    fn definitions(&mut self, element: ElementRef<'_>) {
        let rank = BOLD_RANK + self.deeper;
        for child in element.descendants().skip(1).filter_map(ElementRef::wrap) {
            match name(&child) {
                "dt" => self.heading(rank, &child.text().collect::<String>()),
                "dd" => self.item(child, false),
                _ => {}
            }
        }
        self.outline.back_to_rank(rank);
    }

    /// An item of a list: its own text first, then the lists within it.
    fn item(&mut self, element: ElementRef<'_>, nested: bool) {
        let (mut runs, mut lists) = (Vec::new(), Vec::new());
        self.own_text(element, Look::default(), &mut runs, &mut lists);
        let text = seen(&runs.iter().map(|run: &Run| run.text.as_str()).collect::<String>());
        if !text.is_empty() {
            self.content(Content::Item { text, nested });
        }
        for list in lists {
            match name(&list) {
                "table" => table::table(self, list),
                _ => self.list(list, true),
            }
        }
    }

    fn own_text<'e>(
        &mut self,
        element: ElementRef<'e>,
        look: Look,
        runs: &mut Vec<Run>,
        lists: &mut Vec<ElementRef<'e>>,
    ) {
        for child in element.children() {
            if let HtmlNode::Text(text) = child.value() {
                inline::push(runs, text, look);
            }
            let Some(inner) = ElementRef::wrap(child).filter(|inner| !is_silent(inner)) else { continue };
            match name(&inner) {
                "ul" | "ol" | "table" => lists.push(inner),
                _ if is_block(&inner) || holds_block(&inner) => {
                    inline::push(runs, " ", look);
                    self.own_text(inner, look, runs, lists);
                    inline::push(runs, " ", look);
                }
                _ => self.inline(inner, look, runs),
            }
        }
    }
}

/// Whether an item is bold and short while a list within it or the next item is not: a heading that
/// was put into the list.
fn heads_list(item: &ElementRef<'_>, next: Option<&ElementRef<'_>>) -> bool {
    let is_bold_name = |item: &ElementRef<'_>| {
        let (mut runs, mut targets) = (Vec::new(), Vec::new());
        item.children().filter_map(ElementRef::wrap).filter(|inner| !is_list(inner)).for_each(|inner| {
            inline::collect(&inner, Look::default(), &mut runs, &mut targets);
        });
        let loose = item.children().any(|child| child.value().as_text().is_some_and(|text| has_words(text)));
        !loose
            && inline::paragraph(&runs)
                .heading
                .is_some_and(|_| runs.iter().all(|run| run.bold || run.text.trim().is_empty()))
    };
    let has_list = item.children().filter_map(ElementRef::wrap).any(|inner| is_list(&inner));
    is_bold_name(item) && (has_list || next.is_some_and(|next| name(next) == "li" && !is_bold_name(next)))
}

fn is_list(element: &ElementRef<'_>) -> bool {
    matches!(name(element), "ul" | "ol")
}

/// The texts of the innermost blocks and of the links within an element.
fn leaf_texts(element: &ElementRef<'_>, out: &mut Vec<String>) {
    let links = element.descendants().filter_map(ElementRef::wrap).filter(|inner| name(inner) == "a").count();
    if !holds_block(element) && links < 2 {
        return out.push(element.text().collect());
    }
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (HtmlNode::Text(text), _) => out.push(text.to_string()),
            (_, Some(inner)) if !is_silent(&inner) => leaf_texts(&inner, out),
            _ => {}
        }
    }
}

/// A heading without pictures and marks around its words, and whether it had any.
fn without_marks(text: &str) -> (String, bool) {
    let at_start = |character: char| {
        !character.is_alphanumeric()
            && !matches!(character, '(' | '"' | '\'' | '\u{201c}' | '\u{2018}' | '$' | '.' | '/')
    };
    let at_end = |character: char| {
        !character.is_alphanumeric()
            && (!character.is_ascii() || matches!(character, ':' | ' ' | '#' | '*' | '-' | '|'))
            && !matches!(character, '\u{201d}' | '\u{2019}')
    };
    let plain = text.trim_start_matches(at_start);
    // The sharp of a programming language is part of its name.
    let plain = if plain.ends_with('#') { plain } else { plain.trim_end_matches(at_end) };
    let marked = text.chars().any(|character| !character.is_alphanumeric() && !character.is_ascii())
        && plain.chars().count() + 1 < text.chars().count();
    (plain.to_owned(), marked)
}
