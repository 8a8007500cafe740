//! Bringing a file to another content while what stays of it stands as its author wrote it, comments
//! and spacing too.

use toml_edit::DocumentMut;

use crate::source::RawFile;

use super::load::load;
use super::write::write;

/// A piece of a file: comments and blank lines, and then a heading, or a key with its value.
#[derive(Debug, Clone)]
struct Piece {
    /// The heading it is or stands under, `[craft.threats]`; empty at the top.
    heading: String,
    /// The first part of its key; empty for a heading.
    key: String,
    /// The lines before it: comments and blank ones.
    lead: Vec<String>,
    /// Its own lines.
    lines: Vec<String>,
}

/// Returns a file with the content of `wanted`, which is in canonical form: what is equal is kept as
/// it is spelled in `old`, and comments stay with the line that follows them. Where the old spelling
/// does not allow that, the canonical form alone.
pub fn rewrite(old: &str, wanted: RawFile) -> RawFile {
    let Ok(new) = std::str::from_utf8(&wanted.bytes) else { return wanted };
    let Some(text) = rewritten(old, new) else { return wanted };
    let made = RawFile { path: wanted.path.clone(), bytes: text.into_bytes() };
    let canonical = |file: &RawFile| {
        let loaded = load(vec![file.clone()], "");
        loaded.problems.is_empty().then(|| write(&loaded.framework))
    };
    if canonical(&made) == canonical(&wanted) { made } else { wanted }
}

/// The text of `old` with the content of `new`; `None` where `old` cannot be taken apart.
fn rewritten(old: &str, new: &str) -> Option<String> {
    let (old, rest) = pieces(old)?;
    let (new, _) = pieces(new)?;
    let mut out: Vec<String> = Vec::new();
    if let Some(first) = old.first() {
        out.extend(introduction(first));
    }
    for (index, piece) in new.iter().enumerate() {
        if index > 0 && new[index - 1].identity() == piece.identity() {
            continue;
        }
        let now: Vec<&Piece> = new.iter().filter(|other| other.identity() == piece.identity()).collect();
        let was: Vec<&Piece> = old.iter().filter(|other| other.identity() == piece.identity()).collect();
        let Some(first) = was.first() else {
            if piece.key.is_empty() && !out.is_empty() {
                out.push(String::new());
            }
            out.extend(now.iter().flat_map(|piece| piece.lines.iter().cloned()));
            continue;
        };
        let introduced = std::ptr::eq(*first, &old[0]);
        let lead = first.lead.iter().skip(if introduced { introduction(first).len() } else { 0 });
        out.extend(lead.cloned());
        if values(&was) == values(&now) {
            for (place, piece) in was.iter().enumerate() {
                out.extend(piece.lead.iter().filter(|_| place > 0).cloned());
                out.extend(piece.lines.iter().cloned());
            }
        } else {
            out.extend(now.iter().flat_map(|piece| piece.lines.iter().cloned()));
            if let (Some(remark), [_]) = (remark(first), &now[..])
                && let Some(last) = out.last_mut()
            {
                last.push_str("  ");
                last.push_str(&remark);
            }
        }
    }
    out.extend(rest);
    while out.last().is_some_and(|line| line.trim().is_empty()) {
        out.pop();
    }
    let mut text = out.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    Some(text)
}

impl Piece {
    fn identity(&self) -> (&str, &str) {
        (&self.heading, &self.key)
    }

    fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// The comments at the top of a file that a blank line parts from what follows: they are the file's.
fn introduction(first: &Piece) -> Vec<String> {
    match first.lead.iter().rposition(|line| line.trim().is_empty()) {
        Some(end) => first.lead[..=end].to_vec(),
        None => Vec::new(),
    }
}

/// The comment behind a value on its line.
fn remark(piece: &Piece) -> Option<String> {
    let document: DocumentMut = piece.text().parse().ok()?;
    let suffix = document.iter().next()?.1.as_value()?.decor().suffix()?.as_str()?.trim().to_owned();
    (!suffix.is_empty()).then_some(suffix)
}

/// The values of some pieces of one key, whatever their spelling.
fn values(pieces: &[&Piece]) -> Option<toml::Table> {
    let text: Vec<String> = pieces.iter().map(|piece| piece.text()).collect();
    text.join("\n").parse().ok()
}

/// Takes a file apart, and what follows the last piece; `None` where a piece does not parse.
fn pieces(text: &str) -> Option<(Vec<Piece>, Vec<String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut out, mut lead, mut heading) = (Vec::new(), Vec::new(), String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            lead.push(line.to_owned());
            continue;
        }
        if bare.starts_with('[') {
            heading = heading_of(line)?;
            let piece = Piece {
                heading: heading.clone(),
                key: String::new(),
                lead: std::mem::take(&mut lead),
                lines: vec![line.to_owned()],
            };
            out.push(piece);
            continue;
        }
        let mut own = vec![line.to_owned()];
        let document = loop {
            if let Ok(document) = own.join("\n").parse::<DocumentMut>() {
                break document;
            }
            own.push(lines.next()?.to_owned());
        };
        let key = document.iter().next()?.0.to_owned();
        out.push(Piece { heading: heading.clone(), key, lead: std::mem::take(&mut lead), lines: own });
    }
    Some((out, lead))
}

/// A heading in its plain spelling: `[craft.threats]`.
fn heading_of(line: &str) -> Option<String> {
    let document: DocumentMut = line.parse().ok()?;
    let mut path = Vec::new();
    let mut table = document.as_table();
    while let Some((name, item)) = table.iter().next() {
        path.push(name.to_owned());
        table = item.as_table()?;
    }
    Some(format!("[{}]", path.join(".")))
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn what_stays_keeps_its_spelling_and_comments() {
        let old = "# Ours\n\ntitle = 'T'  # as people say\n\n# about goals\n[scope]\n# first\ngoals=\"I reach some.\"  # soft\nplan = \"\"\"I\nplan.\"\"\"\n# the end\n";
        let new = "title = \"T\"\n\n[scope]\ngoals = \"I reach most.\"\nplan = \"I\\nplan.\"\nnew = \"N\"\n\n[craft]\nx = \"X\"\n";
        let wanted = "# Ours\n\ntitle = 'T'  # as people say\n\n# about goals\n[scope]\n# first\ngoals = \"I reach most.\"  # soft\nplan = \"\"\"I\nplan.\"\"\"\nnew = \"N\"\n\n[craft]\nx = \"X\"\n# the end\n";
        assert_eq!(rewritten(old, new).unwrap(), wanted);
    }

    #[test]
    fn attributes_of_one_behavior_are_one() {
        let old = "[scope]\na = { text = \"A\", examples = [\"e\"] }\n# b\nb = \"B\"\n";
        let same = "[scope]\na.text = \"A\"\na.examples = [\"e\"]\nb = \"B2\"\n";
        assert_eq!(rewritten(old, same).unwrap(), old.replace("\"B\"", "\"B2\""));
        let other = "[scope]\na.text = \"A\"\na.examples = [\"f\"]\nb = \"B\"\n";
        assert_eq!(rewritten(old, other).unwrap(), "[scope]\na.text = \"A\"\na.examples = [\"f\"]\n# b\nb = \"B\"\n");
    }
}
