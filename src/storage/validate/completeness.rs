//! What is missing or said twice: names, ladders, levels without pages, pages that ask nothing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Id, Origin, PageAddress, Status};
use crate::source::{Diagnostic, Source, nearest};
use crate::storage::load::FileKind;

use super::Check;

impl Check<'_> {
    /// No two things of a kind have one name, and none has an empty one.
    pub(super) fn names(&mut self) {
        let framework = self.framework();
        let named: Vec<(&str, String, Id, Origin)> = framework
            .ladders
            .values()
            .map(|ladder| ("ladders", ladder.name.clone(), ladder.id.clone(), ladder.origin.clone()))
            .chain(
                framework
                    .levels
                    .values()
                    .map(|level| ("levels", level.name.clone(), level.id.clone(), level.origin.clone())),
            )
            .chain(
                framework
                    .sections
                    .values()
                    .map(|section| ("sections", section.name.clone(), section.id.clone(), section.origin.clone())),
            )
            .chain(framework.tracks.values().map(|track| {
                ("tracks", track.name.clone(), track.id.clone(), Origin { line: 1, ..track.origin.clone() })
            }))
            .collect();
        let mut seen: HashMap<(&str, String), Id> = HashMap::new();
        for (what, name, id, origin) in named {
            if name.trim().is_empty() {
                let problem = Diagnostic::error("no-name", format!("`{id}` has an empty name"))
                    .help("write what people call it: name = \"\u{2026}\"");
                self.at(problem, &origin.file, origin.line, id.as_str());
            } else if let Some(other) = seen.insert((what, name.to_lowercase()), id.clone()) {
                let message = format!("two {what} are called \u{201c}{name}\u{201d}: `{other}` and `{id}`");
                let problem = Diagnostic::warning("same-name", message).help("readers could not tell them apart");
                self.at(problem, &origin.file, origin.line, id.as_str());
            }
        }
    }

    /// There are ladders, and they have levels.
    pub(super) fn rungs(&mut self) {
        if self.framework().ladders.is_empty() {
            let problem = Diagnostic::error("no-ladder", "there is no ladder, so no page has a level").help(
                "add to framework.toml:\n[ladders.ic]\nname = \"Individual contributor\"\nlevels = [\"ic1\", \"ic2\"]",
            );
            return self.at(problem, "framework.toml", 1, "");
        }
        let empty: Vec<_> =
            self.framework().ladders.values().filter(|ladder| ladder.ranks.is_empty()).cloned().collect();
        for ladder in empty {
            let problem = Diagnostic::error("empty-ladder", format!("the ladder `{}` has no level", ladder.id))
                .help("list its levels, junior to senior:\nlevels = [\"ic1\", \"ic2\"]");
            self.at(problem, &ladder.origin.file, ladder.origin.line, ladder.id.as_str());
        }
    }

    /// Between the lowest and the highest page of an active track there is a page at every level.
    pub(super) fn gaps(&mut self) {
        let mut found = Vec::new();
        let framework = self.framework();
        for track in framework.tracks.values().filter(|track| track.status == Status::Active) {
            let Some(ladder) = framework.ladders.get(&track.ladder) else { continue };
            let has = |rank: &Vec<Id>| rank.iter().any(|level| track.pages.contains_key(level));
            let first = ladder.ranks.iter().position(has);
            let last = ladder.ranks.iter().rposition(has);
            let (Some(first), Some(last)) = (first, last) else { continue };
            for rank in ladder.ranks[first..last].iter().filter(|rank| !has(rank)) {
                let unread = |level: &Id| self.is_unreadable(&format!("tracks/{}/{level}.toml", track.id));
                if let Some(level) = rank.first().filter(|level| !unread(level)) {
                    found.push((track.id.clone(), level.clone(), track.origin.file.clone()));
                }
            }
        }
        for (track, level, file) in found {
            let message = format!("`{track}` has pages below and above `{level}`, and none at it");
            let problem = Diagnostic::warning("level-without-page", message)
                .help(format!("write tracks/{track}/{level}.toml, or make the track a draft until it is written"));
            self.at(problem, &file, 1, "");
        }
    }

    /// A page asks something.
    pub(super) fn asks_something(&mut self, page: &PageAddress) {
        if !self.framework().behaviors_of_page(page).is_empty() {
            return;
        }
        let needs_unreadable = self.framework().unreadable.iter().any(|file| file.file.starts_with("core/"));
        let Some(sheet) = self.framework().sheet(page).filter(|_| !needs_unreadable) else { return };
        let file = Arc::clone(&sheet.file);
        let problem = Diagnostic::warning("empty-page", format!("the page {page} asks nothing"))
            .help("write behaviors under a heading, or delete the file");
        self.at(problem, &file, 1, "");
    }

    /// Files within the framework's folders that nobody reads.
    pub(super) fn stray_files(&mut self) {
        const KNOWN: &str = "files are core/<level>.toml, tracks/<track>/track.toml and tracks/<track>/<level>.toml";
        let stray: Vec<(String, Arc<Source>)> = self
            .loaded
            .sources
            .iter()
            .filter(|(path, _)| FileKind::of(path).is_none())
            .map(|(path, source)| (path.clone(), Arc::clone(source)))
            .collect();
        for (path, source) in stray {
            let lower = path.to_lowercase();
            let help = if FileKind::of(&lower).is_some() {
                format!("names of files are written small: rename it to {lower}")
            } else {
                let tops = ["framework.toml", "policy.toml"];
                nearest(&path, tops).map_or_else(|| KNOWN.to_owned(), |near| format!("did you mean {near}?"))
            };
            let problem = Diagnostic::warning("stray-file", "nobody reads this file").in_source(&source);
            self.problems.push(problem.help(help));
        }
    }
}
