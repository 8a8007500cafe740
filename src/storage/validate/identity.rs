//! What the `was` of a framework declare: who somebody or something was before. Whether it existed
//! then only history knows; that it makes sense can be seen here.

use std::collections::{HashMap, HashSet};

use crate::model::{Address, Id, Sheet};
use crate::source::Diagnostic;

use super::Check;

/// Something with ids it had before.
struct Claim {
    /// What it is, `track`.
    what: &'static str,
    id: String,
    was: Vec<Address>,
    file: String,
    line: u32,
}

impl Check<'_> {
    /// Every `was` names something else, of a possible form, and nobody was each other.
    pub(super) fn identities(&mut self) {
        let claims = self.claims();
        let mut before: HashMap<(&str, String), HashSet<String>> = HashMap::new();
        for claim in &claims {
            let all = claim.was.iter().map(ToString::to_string);
            before.entry((claim.what, claim.id.clone())).or_default().extend(all);
        }
        for claim in &claims {
            for address in &claim.was {
                let spelled = address.to_string();
                let note = |message: String, help: &str| Diagnostic::error("bad-was", message).help(help);
                let problem = if spelled == claim.id {
                    note(format!("`{spelled}` was itself"), "name what it was before under another name, or delete it")
                } else if !forms(claim.what).contains(&address.ids().len()) {
                    note(format!("`{spelled}` cannot be what a {} was", claim.what), form_help(claim.what))
                } else if before.get(&(claim.what, spelled.clone())).is_some_and(|theirs| theirs.contains(&claim.id)) {
                    let message = format!("`{}` and `{spelled}` each say that they were the other", claim.id);
                    note(message, "keep the one that is true, and delete the other `was`")
                } else {
                    continue;
                };
                self.at(problem, &claim.file, line_of(self, claim, &spelled), &spelled);
            }
        }
        let sheets: Vec<Sheet> = self.framework().sheets().cloned().collect();
        sheets.iter().for_each(|sheet| self.behaviors_were(sheet));
    }

    fn claims(&self) -> Vec<Claim> {
        let framework = self.framework();
        let claim = |what, id: &Id, was: &[Address], file: &str, line| Claim {
            what,
            id: id.to_string(),
            was: was.to_vec(),
            file: file.to_owned(),
            line,
        };
        let mut out = Vec::new();
        for ladder in framework.ladders.values() {
            out.push(claim("ladder", &ladder.id, &ladder.was, &ladder.origin.file, ladder.origin.line));
        }
        for level in framework.levels.values() {
            out.push(claim("level", &level.id, &level.was, &level.origin.file, level.origin.line));
        }
        for track in framework.tracks.values() {
            out.push(claim("track", &track.id, &track.was, &track.origin.file, track.origin.line));
        }
        let own = framework.tracks.values().flat_map(|track| track.sections.values());
        for section in framework.sections.values().chain(own) {
            out.push(claim("section", &section.id, &section.was, &section.origin.file, section.origin.line));
            for responsibility in section.responsibilities.values() {
                let origin = &responsibility.origin;
                let mut found =
                    claim("responsibility", &responsibility.id, &responsibility.was, &origin.file, origin.line);
                let whole = format!("{}/{}", section.id, responsibility.id);
                if found.was.iter().any(|address| address.to_string() == whole) {
                    found.id = whole;
                }
                out.push(found);
            }
        }
        for sheet in framework.sheets().filter(|sheet| !sheet.was.is_empty()) {
            let id = sheet.address.to_string();
            out.push(Claim { what: "page", id, was: sheet.was.clone(), file: sheet.file.to_string(), line: 1 });
        }
        out.retain(|claim| !claim.was.is_empty());
        out
    }

    /// A behavior was somewhere else than where it stands.
    fn behaviors_were(&mut self, sheet: &Sheet) {
        for (heading, behavior) in sheet.behaviors() {
            let place = match &heading.responsibility {
                Some(id) => format!("{}/{id}/{}", heading.section, behavior.key),
                None => format!("{}/{}", heading.section, behavior.key),
            };
            for address in behavior.was() {
                let spelled = address.to_string();
                let problem = if spelled == place || spelled == format!("{}/{place}", sheet.address) {
                    Diagnostic::error("bad-was", format!("`{}` was at this very place", behavior.key))
                        .help("name where it stood before, or delete the line")
                } else if !forms("behavior").contains(&address.ids().len()) {
                    let message = format!("`{spelled}` cannot be where a behavior stood");
                    Diagnostic::error("bad-was", message).help(form_help("behavior"))
                } else {
                    continue;
                };
                let line = behavior.line;
                self.at(problem, &sheet.file, line_below(self, &sheet.file, line, &spelled), &spelled);
            }
        }
    }
}

/// How many ids an address of this kind of thing may have.
fn forms(what: &str) -> &'static [usize] {
    match what {
        "behavior" => &[2, 3, 4, 5],
        "responsibility" => &[1, 2],
        "page" => &[2],
        _ => &[1],
    }
}

fn form_help(what: &str) -> &'static str {
    match what {
        "behavior" => {
            "write section/key or section/responsibility/key; with track/level/ in front where it stood on another page"
        }
        "responsibility" => "write the id it had, or section/id where it was in another section",
        "page" => "write track/level",
        _ => "write the id it had",
    }
}

fn line_of(check: &Check<'_>, claim: &Claim, spelled: &str) -> u32 {
    line_below(check, &claim.file, claim.line, spelled)
}

/// The first line from a given one on that has a text; the given one where none has.
pub(super) fn line_below(check: &Check<'_>, file: &str, line: u32, spelled: &str) -> u32 {
    let Some(source) = check.loaded.sources.get(file) else { return line };
    let quoted = format!("\"{spelled}\"");
    let mut lines = source.text.lines().enumerate().skip(line.max(1) as usize - 1);
    lines.find(|(_, text)| text.contains(&quoted)).map_or(line, |(index, _)| index as u32 + 1)
}
