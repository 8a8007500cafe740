//! HTML pages: read by their structure (headings, lists, tables, what is bold), whatever classes and
//! wrappers one export or another puts around it. Knows one document at a time.

mod elements;
mod inline;
mod table;
mod walk;

use scraper::Html;

use super::document::Document;
use super::statement::{NotTaken, has_words, seen};
use super::title;

/// Returns what a page of HTML says; `file` is what its places are called, `known` the levels that the
/// user names.
pub(super) fn read(file: &str, text: &str, known: &[String]) -> Document {
    let html = Html::parse_document(text);
    let mut walker = walk::Walker::default();
    walker.walk(html.root_element());
    let walk::Walked { outline, left, blocks, emoji } = walker.finish();
    let head = elements::title_of_head(&html);
    let title = find_title(&blocks, &head, file, known);
    let mut not_taken: Vec<NotTaken> = left.into_iter().map(|(why, text)| NotTaken::new(file, why, text)).collect();
    let name = head.iter().find(|part| title::read(part, known).is_none()).cloned();
    let other_title = head.iter().find(|part| Some(part.as_str()) != title.as_deref() && Some(*part) != name.as_ref());
    not_taken.extend(other_title.map(|part| NotTaken::new(file, "the title of the window", part.clone())));
    Document { file: file.to_owned(), title, framework_name: name, outline, not_taken, emoji }
}

/// The page's title: its first heading where that names a level, else a short text above all headings, else the
/// window's title, else the file's name; the first heading where none names a level.
fn find_title(blocks: &[walk::Seen], head: &[String], file: &str, known: &[String]) -> Option<String> {
    const NEAR_THE_TOP: usize = 6;
    const LONG: usize = 80;
    let names_level = |text: &str| title::read(text, known).is_some() && text.chars().count() <= LONG;
    let heading = blocks.iter().find(|block| block.is_heading).filter(|block| names_level(&block.text));
    let near = || {
        blocks.iter().take_while(|block| !block.is_heading).take(NEAR_THE_TOP).find(|block| names_level(&block.text))
    };
    let found = heading.or_else(near).map(|block| block.text.clone());
    let stem = file.rsplit(['/', '\\']).next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let stem = seen(&stem.replace(['_', '-'], " "));
    found
        .or_else(|| head.iter().find(|part| names_level(part)).cloned())
        .or_else(|| (has_words(&stem) && title::is_level_heading(&stem, known)).then(|| from_file_name(&stem)))
        .or_else(|| blocks.iter().find(|block| block.is_heading).map(|block| block.text.clone()))
}

/// A title as a file's name spells it: `ic4 security engineer` is `IC4 Security Engineer`.
fn from_file_name(stem: &str) -> String {
    let capital = |word: &str| {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.to_uppercase();
        }
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
    };
    stem.split(' ').map(capital).collect::<Vec<String>>().join(" ")
}
