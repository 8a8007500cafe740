//! What rules look at: the framework, and every text of it with its place.

use std::sync::Arc;

use crate::model::{Behavior, Framework, Id, PageAddress, Sheet};
use crate::source::Source;
use crate::storage::Loaded;

use super::rule::Finding;

/// A framework to look at.
pub(super) struct Subject<'l> {
    pub(super) framework: &'l Framework,
    loaded: &'l Loaded,
}

/// A behavior and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'l> {
    pub(super) sheet: &'l Sheet,
    pub(super) behavior: &'l Behavior,
}

impl<'l> Subject<'l> {
    pub(super) fn of(loaded: &'l Loaded) -> Self {
        Self { framework: &loaded.framework, loaded }
    }

    /// All behaviors, sheet by sheet.
    pub(super) fn behaviors(&self) -> impl Iterator<Item = Place<'l>> + use<'l> {
        let framework = self.framework;
        let of = |sheet: &'l Sheet| sheet.behaviors().map(move |(_, behavior)| Place { sheet, behavior });
        framework.sheets().flat_map(of)
    }

    /// Every text that a person reads, with its file and line: behaviors, examples, summaries, introductions.
    pub(super) fn texts(&self) -> Vec<(&'l str, &'l str, u32)> {
        let mut out = Vec::new();
        for sheet in self.framework.sheets() {
            let file = &*sheet.file;
            let shared = sheet.title.iter().chain(&sheet.summary);
            out.extend(shared.map(|text| (file, text.text.as_str(), text.line)));
            for heading in &sheet.headings {
                let texts = heading.about.iter().chain(&heading.examples);
                out.extend(texts.map(|text| (file, text.text.as_str(), text.line)));
                for behavior in &heading.behaviors {
                    out.push((file, &*behavior.text, behavior.line));
                    out.extend(behavior.examples().iter().map(|text| (file, text.text.as_str(), text.line)));
                }
            }
        }
        out
    }

    /// Returns a finding at a word of a line of a file; at the whole line where the word is not on it.
    pub(super) fn at(
        &self,
        (file, line): (&str, u32),
        word: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Finding> {
        let source: &Arc<Source> = self.loaded.sources.get(file)?;
        let start = source.text.split_inclusive('\n').take(line.max(1) as usize - 1).map(str::len).sum::<usize>();
        let text = source.text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let span = match text.find(word).filter(|_| !word.is_empty()) {
            Some(at) => start + at..start + at + word.len(),
            None => start..start + text.len(),
        };
        Some(Finding { message: message.into(), help: help.into(), source: Arc::clone(source), span, fix: None })
    }

    /// Returns a finding at a behavior's key.
    pub(super) fn at_key(&self, place: Place<'_>, message: String, help: impl Into<String>) -> Option<Finding> {
        self.at((&place.sheet.file, place.behavior.line), place.behavior.key.as_str(), message, help)
    }

    /// The levels of a track's ladder that its pages are on, junior to senior: one list a rank.
    pub(super) fn levels_of(&self, sheet: &PageAddress) -> Vec<&'l Id> {
        let framework = self.framework;
        let ladder = match framework.tracks.get(&sheet.track) {
            Some(track) => framework.ladders.get(&track.ladder),
            None => framework.ladder_of(&sheet.level),
        };
        ladder.into_iter().flat_map(|ladder| ladder.levels()).collect()
    }

    /// The sheet of the level above, of the same track or of the core.
    pub(super) fn above(&self, sheet: &Sheet) -> Option<&'l Sheet> {
        let levels = self.levels_of(&sheet.address);
        let at = levels.iter().position(|level| **level == sheet.address.level)?;
        let level = (*levels.get(at + 1)?).clone();
        self.framework.sheet(&PageAddress { track: sheet.address.track.clone(), level })
    }
}

/// The letters and digits of a text, lower case, in words.
pub(super) fn words(text: &str) -> Vec<String> {
    let word = |word: &str| word.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .filter(|part| !part.is_empty())
        .map(word)
        .collect()
}

/// Where a phrase stands in a text as whole words, whatever its case.
pub(super) fn find_phrase<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let whole = |at: usize| {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        boundary(lower[..at].chars().next_back()) && boundary(lower[at + phrase.len()..].chars().next())
    };
    let (at, _) = lower.match_indices(phrase).find(|(at, _)| whole(*at))?;
    text.get(at..at + phrase.len())
}
