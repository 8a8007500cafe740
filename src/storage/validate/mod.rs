//! What is wrong with a framework whose files all read: names that nothing declares, text that
//! nobody sees, keys that meet on a page. All of it, not the first only.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Framework, Id, PageAddress, Sheet, Track};
use crate::source::{Diagnostic, Source, nearest};

use super::load::Loaded;

mod completeness;
mod identity;

/// Returns the problems of a whole framework beyond those of reading its files, by file and line.
pub fn validate(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut check = Check { loaded, problems: Vec::new() };
    if !check.framework_file() {
        return check.problems;
    }
    check.rungs();
    check.ladders();
    check.names();
    check.identities();
    for track in loaded.framework.tracks.values() {
        check.track(track);
    }
    for sheet in loaded.framework.sheets() {
        check.sheet(sheet);
    }
    for page in loaded.framework.pages() {
        check.page(&page);
        check.asks_something(&page);
    }
    check.gaps();
    check.stray_files();
    let mut problems = check.problems;
    problems.sort_by(|a, b| {
        let place = |problem: &Diagnostic| {
            (problem.source.as_ref().map(|source| source.path.clone()), problem.position(), problem.message.clone())
        };
        place(a).cmp(&place(b))
    });
    problems.dedup();
    problems
}

struct Check<'l> {
    loaded: &'l Loaded,
    problems: Vec<Diagnostic>,
}

impl Check<'_> {
    fn framework(&self) -> &Framework {
        &self.loaded.framework
    }

    /// Notes a problem at a word of a line of a file.
    fn at(&mut self, problem: Diagnostic, file: &str, line: u32, word: &str) {
        let Some(source) = self.loaded.sources.get(file) else { return self.problems.push(problem) };
        let span = word_on_line(source, line, word);
        self.problems.push(problem.in_source(source).at(span, ""));
    }

    /// Whether a file is there and cannot be read.
    fn is_unreadable(&self, file: &str) -> bool {
        self.framework().unreadable.iter().any(|found| *found.file == *file)
    }

    /// Looks at `framework.toml` itself. Returns whether the rest can be held against it.
    fn framework_file(&mut self) -> bool {
        let unreadable = self.is_unreadable("framework.toml");
        if !self.loaded.sources.contains_key("framework.toml") && !unreadable {
            let problem = Diagnostic::error("no-framework-file", "there is no framework.toml")
                .help("`rungs init` starts a framework; or name its folder with --framework");
            self.problems.push(problem);
            return false;
        }
        let framework = self.framework();
        if unreadable && framework.sections.is_empty() && framework.ladders.is_empty() {
            return false;
        }
        if framework.name.trim().is_empty() && !unreadable {
            let problem = Diagnostic::error("no-name", "the framework has no name")
                .help("add a first line:\nname = \"Our Career Framework\"");
            self.at(problem, "framework.toml", 1, "");
        }
        true
    }

    fn ladders(&mut self) {
        let mut seen: HashMap<Id, Id> = HashMap::new();
        let ladders: Vec<_> = self.framework().ladders.values().cloned().collect();
        for ladder in ladders {
            let file = Arc::clone(&ladder.origin.file);
            if self.framework().levels.contains_key(&ladder.id) || ladder.id == "all" {
                let problem =
                    Diagnostic::error("shared-id", format!("`{}` names both a ladder and a level", ladder.id))
                        .help("ladders and levels share their files under core/, so give one of them another id");
                self.at(problem, &file, ladder.origin.line, ladder.id.as_str());
            }
            for level in ladder.levels() {
                if let Some(other) = seen.insert(level.clone(), ladder.id.clone()) {
                    let message = format!("the level `{level}` is on the ladder `{other}` already");
                    let problem =
                        Diagnostic::error("level-on-two-ladders", message).help("a level belongs to one ladder, once");
                    let line = identity::line_below(self, &file, ladder.origin.line, level.as_str());
                    self.at(problem, &file, line, level.as_str());
                }
            }
        }
        let loose: Vec<_> =
            self.framework().levels.values().filter(|level| !seen.contains_key(&level.id)).cloned().collect();
        for level in loose {
            let message = format!("the level `{}` is on no ladder", level.id);
            let problem =
                Diagnostic::error("level-on-no-ladder", message).help("add it to `levels` of a [ladders.…] table");
            self.at(problem, &level.origin.file, level.origin.line, level.id.as_str());
        }
    }

    fn track(&mut self, track: &Track) {
        let file = Arc::clone(&track.origin.file);
        if track.id == "core" {
            let problem = Diagnostic::error("track-named-core", "no track can be called `core`")
                .help("`core` is the text that tracks share; give the track's folder another name");
            self.at(problem, &file, 1, "");
        }
        if file.is_empty() {
            let path = format!("tracks/{}/track.toml", track.id);
            if self.loaded.framework.unreadable.iter().all(|found| *found.file != *path) {
                let problem = Diagnostic::error("no-track-file", format!("the track `{}` has no track.toml", track.id))
                    .help(format!("write {path} with a name and a ladder"));
                self.problems.push(problem);
            }
            return;
        }
        if !self.framework().ladders.contains_key(&track.ladder) {
            let near = nearest(track.ladder.as_str(), self.framework().ladders.keys().map(Id::as_str));
            let help = self.suggest(near, "name one of the ladders of framework.toml");
            let problem =
                Diagnostic::error("unknown-ladder", format!("there is no ladder `{}`", track.ladder)).help(help);
            let line = line_of_key(self.loaded, &file, "ladder");
            self.at(problem, &file, line, track.ladder.as_str());
        }
        let in_track = format!("tracks/{}/", track.id);
        let unread = self.framework().unreadable.iter().any(|found| found.file.starts_with(&in_track));
        if track.pages.is_empty() && track.all.is_none() && !unread {
            let problem = Diagnostic::warning("track-without-pages", format!("the track `{}` has no page", track.id))
                .help("add a file named after a level, such as ic1.toml, beside track.toml");
            self.at(problem, &file, 1, "");
        }
    }

    fn suggest(&self, near: Option<&str>, otherwise: &str) -> String {
        near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let framework = &self.loaded.framework;
        let track = framework.tracks.get(&sheet.address.track);
        if track.is_some_and(|track| track.origin.file.is_empty()) && !sheet.address.is_core() {
            // What the track declares is not known, so nothing can be held against it.
            return;
        }
        self.level_of_sheet(sheet);
        let framework = &self.loaded.framework;
        for heading in &sheet.headings {
            let Some(definition) = framework.section(&sheet.address.track, &heading.section) else {
                let own =
                    framework.tracks.get(&sheet.address.track).into_iter().flat_map(|track| track.sections.keys());
                let near = nearest(heading.section.as_str(), framework.sections.keys().chain(own).map(Id::as_str));
                let help = self.suggest(near, "declare it in framework.toml: [sections.<id>] with a name");
                let message = format!("there is no section `{}`", heading.section);
                let problem = Diagnostic::error("unknown-section", message).help(help);
                self.at(problem, &sheet.file, heading.line, heading.section.as_str());
                continue;
            };
            let Some(id) = &heading.responsibility else { continue };
            let own = framework.tracks.get(&sheet.address.track).and_then(|track| track.sections.get(&heading.section));
            let known: Vec<&str> = definition
                .responsibilities
                .keys()
                .chain(own.into_iter().flat_map(|section| section.responsibilities.keys()))
                .map(Id::as_str)
                .collect();
            if !known.contains(&id.as_str()) {
                let help = match self.dotted_key(sheet, heading, id) {
                    Some((key, name)) => format!("a key has no dot; write `{name}` instead of `{key}`"),
                    None => self.suggest(
                        nearest(id.as_str(), known.iter().copied()),
                        "declare it among the section's responsibilities, in framework.toml or track.toml",
                    ),
                };
                let message = format!("the section `{}` has no responsibility `{id}`", heading.section);
                let problem = Diagnostic::error("unknown-responsibility", message).help(help);
                self.at(problem, &sheet.file, heading.line, id.as_str());
            }
        }
        for (heading, behavior) in sheet.behaviors() {
            if behavior.text.trim().is_empty() {
                let message = format!("`{}` has an empty sentence", behavior.key);
                let problem =
                    Diagnostic::error("empty-sentence", message).help("write the sentence, or delete the line");
                self.at(problem, &sheet.file, behavior.line, behavior.key.as_str());
            }
            if behavior.overrides() && !self.overrides_something(sheet, heading, &behavior.key) {
                let message = format!("`{}` overrides nothing", behavior.key);
                let problem = Diagnostic::error("overrides-nothing", message)
                    .help("no shared file has this key under the same heading; drop `overrides` or mend the key");
                self.at(problem, &sheet.file, behavior.line, behavior.key.as_str());
            }
        }
        for fact in sheet.facts.iter().filter(|(id, _)| !framework.facts.contains_key(*id)) {
            let near = nearest(fact.0.as_str(), framework.facts.keys().map(Id::as_str));
            let help = self.suggest(near, "declare it in framework.toml: [facts.<id>] with a name");
            let problem = Diagnostic::error("unknown-fact", format!("there is no fact `{}`", fact.0)).help(help);
            self.at(problem, &sheet.file, fact.1.line, fact.0.as_str());
        }
        self.without(sheet);
    }

    /// The key with a dot that made a heading where a name was meant, such as `node.js`, and the key
    /// without one.
    fn dotted_key(&self, sheet: &Sheet, heading: &crate::model::Heading, id: &Id) -> Option<(String, String)> {
        let source = self.loaded.sources.get(&*sheet.file)?;
        let line = source.text.lines().nth((heading.line as usize).checked_sub(1)?)?;
        let (key, _) = line.split_once('=')?;
        let key = key.trim();
        key.strip_prefix(id.as_str())?.strip_prefix('.').map(|rest| (key.to_owned(), format!("{id}-{rest}")))
    }

    fn level_of_sheet(&mut self, sheet: &Sheet) {
        let framework = &self.loaded.framework;
        let level = &sheet.address.level;
        let known = if sheet.address.is_core() {
            framework.levels.contains_key(level) || framework.ladders.contains_key(level)
        } else {
            let track = framework.tracks.get(&sheet.address.track);
            let ladder = track.and_then(|track| framework.ladders.get(&track.ladder));
            match ladder {
                Some(ladder) => ladder.levels().any(|other| other == level),
                None => framework.levels.contains_key(level),
            }
        };
        if known || sheet.address.is_for_every_level() {
            return;
        }
        let track = framework.tracks.get(&sheet.address.track);
        let ladder = track.and_then(|track| framework.ladders.get(&track.ladder));
        let levels: Vec<&str> = match ladder {
            Some(ladder) => ladder.levels().map(Id::as_str).collect(),
            None => framework.levels.keys().map(Id::as_str).collect(),
        };
        let help = format!("name the file after one of the levels: {}", levels.join(", "));
        let of = if ladder.is_some() { "no level of this track's ladder" } else { "no level" };
        let problem =
            Diagnostic::error("unknown-level", format!("`{level}` is {of}, so nobody reads this file")).help(help);
        self.at(problem, &sheet.file, 1, "");
    }

    fn overrides_something(&self, sheet: &Sheet, heading: &crate::model::Heading, key: &Id) -> bool {
        let framework = &self.loaded.framework;
        let pages = framework.pages_including(&sheet.address);
        pages.iter().flat_map(|page| framework.sheets_of_page(page)).any(|other| {
            other.address != sheet.address
                && other.behaviors().any(|(place, behavior)| {
                    place.section == heading.section
                        && place.responsibility == heading.responsibility
                        && behavior.key == *key
                })
        })
    }

    fn without(&mut self, sheet: &Sheet) {
        for (address, line) in &sheet.without {
            let framework = &self.loaded.framework;
            let pages = framework.pages_including(&sheet.address);
            let shared: Vec<String> = pages
                .iter()
                .flat_map(|page| framework.sheets_of_page(page))
                .filter(|other| other.address != sheet.address)
                .flat_map(|other| other.behaviors())
                .map(|(heading, behavior)| match &heading.responsibility {
                    Some(id) => format!("{}/{id}/{}", heading.section, behavior.key),
                    None => format!("{}/{}", heading.section, behavior.key),
                })
                .collect();
            let spelled = address.to_string();
            if !shared.contains(&spelled) {
                let near = nearest(&spelled, shared.iter().map(String::as_str));
                let help = self.suggest(near, "write section/responsibility/key of a shared behavior");
                let message = format!("`{spelled}` names no shared behavior of this page");
                let problem = Diagnostic::error("dangling-without", message).help(help);
                self.at(problem, &sheet.file, *line, &spelled);
            }
        }
    }

    /// A key stands once on a page, shared text included.
    fn page(&mut self, page: &PageAddress) {
        let behaviors = self.framework().behaviors_of_page(page);
        let mut seen: HashMap<(&Id, Option<&Id>, &Id), (&str, u32)> = HashMap::new();
        let mut found = Vec::new();
        for effective in &behaviors {
            let key = (&effective.heading.section, effective.heading.responsibility.as_ref(), &effective.behavior.key);
            let place = (&*effective.sheet.file, effective.behavior.line);
            if let Some(first) = seen.insert(key, place) {
                found.push((effective.behavior.key.to_string(), first, place));
            }
        }
        let found: Vec<(String, String, u32, String, u32)> = found
            .into_iter()
            .map(|(key, first, second)| (key, first.0.to_owned(), first.1, second.0.to_owned(), second.1))
            .collect();
        for (key, file, line, second_file, second_line) in found {
            let message = format!("`{key}` stands on the page {page} already: {file}, line {line}");
            let help = format!("give it another key; or, to replace the shared sentence, add `{key}.overrides = true`");
            self.at(Diagnostic::error("doubled-key", message).help(help), &second_file, second_line, &key);
        }
    }
}

fn line_of_key(loaded: &Loaded, file: &str, key: &str) -> u32 {
    let source = loaded.sources.get(file);
    let found = source.and_then(|source| source.text.lines().position(|line| line.trim_start().starts_with(key)));
    found.map_or(1, |index| index as u32 + 1)
}

/// The bytes of a word on a line; of the whole line where the word is not on it.
fn word_on_line(source: &Source, line: u32, word: &str) -> std::ops::Range<usize> {
    let mut offset = 0;
    for (index, raw) in source.text.split_inclusive('\n').enumerate() {
        if index as u32 + 1 == line.max(1) {
            let text = raw.trim_end_matches(['\n', '\r']);
            return match text.find(word).filter(|_| !word.is_empty()) {
                Some(at) => offset + at..offset + at + word.len(),
                None => offset..offset + text.len(),
            };
        }
        offset += raw.len();
    }
    0..0
}
