//! Addresses: how anything of a framework is named, from a page to a single sentence.

use std::fmt;
use std::str::FromStr;

use super::id::{Id, InvalidId};
use super::sheet::{Behavior, Heading, Sheet};

/// The address of a page or of a shared sheet: `security-engineer/ic4`, `security-engineer/all`
/// (every page of the track), `core/ic4`, `core/ic`, `core/all`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageAddress {
    /// The track's id, or `core`.
    pub track: Id,
    /// The level's id; for core also a ladder's id; `all` for every one.
    pub level: Id,
}

impl PageAddress {
    /// Whether this is a sheet of the core rather than of a track.
    pub fn is_core(&self) -> bool {
        self.track == "core"
    }

    /// Whether this is text for every level (`…/all`).
    pub fn is_for_every_level(&self) -> bool {
        self.level == "all"
    }

    /// Whether this is a sheet that other pages include: of the core, or a track's `all`.
    pub fn is_shared(&self) -> bool {
        self.is_core() || self.is_for_every_level()
    }
}

impl PageAddress {
    /// The file that its text stands in, relative to the framework's folder.
    pub fn file(&self) -> String {
        if self.is_core() {
            format!("core/{}.toml", self.level)
        } else {
            format!("tracks/{}/{}.toml", self.track, self.level)
        }
    }
}

impl fmt::Display for PageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.track, self.level)
    }
}

impl FromStr for PageAddress {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (track, level) = text.split_once('/').ok_or_else(|| InvalidId(text.to_owned()))?;
        Ok(Self { track: Id::new(track)?, level: Id::new(level)? })
    }
}

/// The address of one behavior: `security-engineer/ic4/craft/threat-fluency/track-trends`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BehaviorAddress {
    /// The page or shared sheet it is written on.
    pub page: PageAddress,
    /// The section's id.
    pub section: Id,
    /// The responsibility's id; none for what stands directly in the section.
    pub responsibility: Option<Id>,
    /// Its key.
    pub key: Id,
}

impl BehaviorAddress {
    /// Returns the address of a behavior of a sheet.
    pub fn of(sheet: &Sheet, heading: &Heading, behavior: &Behavior) -> Self {
        Self {
            page: sheet.address.clone(),
            section: heading.section.clone(),
            responsibility: heading.responsibility.clone(),
            key: behavior.key.clone(),
        }
    }

    /// Whether this is the behavior of a sheet with this page's address that stands under a heading.
    pub fn names(&self, heading: &Heading, behavior: &Behavior) -> bool {
        self.section == heading.section && self.responsibility == heading.responsibility && self.key == behavior.key
    }
}

impl fmt::Display for BehaviorAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/", self.page, self.section)?;
        if let Some(responsibility) = &self.responsibility {
            write!(f, "{responsibility}/")?;
        }
        write!(f, "{}", self.key)
    }
}

/// The address of anything: ids joined with `/`. What it names depends on the framework that
/// resolves it; in a `was` or `without` it may be relative to the page it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Vec<Id>);

impl Address {
    /// Returns the address made of these ids, in order.
    pub fn new(ids: Vec<Id>) -> Self {
        Self(ids)
    }

    /// The ids the address is made of, at least one.
    pub fn ids(&self) -> &[Id] {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, id) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            f.write_str(id.as_str())?;
        }
        Ok(())
    }
}

impl FromStr for Address {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split('/').map(Id::new).collect::<Result<Vec<_>, _>>().map(Self)
    }
}
