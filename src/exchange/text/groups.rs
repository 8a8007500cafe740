//! Groups: plain lines and the run of bullets below them.

use crate::model::slug;

use super::Counts;
use super::lines::{Kind, Line};

/// Plain lines and the bullets below them.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The plain lines above the head of a table, or all.
    pub(super) above: Vec<Line>,
    /// The head of a table.
    pub(super) heads: Vec<Line>,
    /// The plain lines below it.
    pub(super) below: Vec<Line>,
    /// The bullets.
    pub(super) bullets: Vec<Line>,
}

impl Group {
    /// Whether the head of a table stands in it.
    pub(super) fn has_head(&self) -> bool {
        !self.heads.is_empty()
    }

    /// The lines that are headings: those that look like names, and those that the counts name.
    pub(super) fn names(&self, counts: &Counts) -> Vec<&Line> {
        self.above.iter().filter(|line| line.is_name() || counts.contains_key(&slug(&line.text))).collect()
    }
}

/// Returns lines in groups; `heads` are the numbers of the lines that are heads of tables.
pub(super) fn of(lines: &[Line], heads: &[usize]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for line in lines {
        let begins = out.last().is_none_or(|group| line.kind == Kind::Plain && !group.bullets.is_empty());
        if begins {
            out.push(Group::default());
        }
        let Some(group) = out.last_mut() else { continue };
        let place = match line.kind {
            Kind::Bullet => &mut group.bullets,
            _ if heads.contains(&line.number) => &mut group.heads,
            _ if group.heads.is_empty() => &mut group.above,
            _ => &mut group.below,
        };
        place.push(line.clone());
    }
    out
}
