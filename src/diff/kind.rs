//! The words that classify a change: its kind, facets, impact and bar, and the version it calls for.

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A behavior is new.
    Added,
    /// A behavior is gone.
    Removed,
    /// A behavior's sentence changed in its place.
    Reworded,
    /// A behavior stands elsewhere, perhaps reworded.
    Moved,
    /// One behavior became several.
    Split,
    /// Several behaviors became one.
    Merged,
    /// Only a behavior's key changed.
    Rekeyed,
    /// Behaviors of a heading stand in another order.
    Reordered,
    /// A page replaces a shared behavior by its own.
    Overridden,
    /// A page leaves out a shared behavior.
    Omitted,
    /// A page no longer replaces or leaves out a shared behavior.
    Restored,
    /// An illustration is new.
    ExampleAdded,
    /// An illustration is gone.
    ExampleRemoved,
    /// An illustration reads differently.
    ExampleReworded,
    /// A fact has another value, or is set or unset.
    FactChanged,
    /// A summary, about or title reads differently.
    TextChanged,
    /// A track is new.
    TrackAdded,
    /// A track is gone.
    TrackRemoved,
    /// A track has another id or name.
    TrackRenamed,
    /// Several tracks became one.
    TrackMerged,
    /// One track became several.
    TrackSplit,
    /// A level is new.
    LevelAdded,
    /// A level is gone.
    LevelRemoved,
    /// A level has another id or name.
    LevelRenamed,
    /// Levels stand in another order.
    LevelReordered,
    /// Several levels became one.
    LevelMerged,
    /// One level became several.
    LevelSplit,
    /// A ladder is new.
    LadderAdded,
    /// A ladder is gone.
    LadderRemoved,
    /// A ladder has another id or name.
    LadderRenamed,
    /// A section is new.
    SectionAdded,
    /// A section is gone.
    SectionRemoved,
    /// A section has another id or name.
    SectionRenamed,
    /// Sections stand in another order.
    SectionReordered,
    /// Several sections became one.
    SectionMerged,
    /// One section became several.
    SectionSplit,
    /// A responsibility is new.
    ResponsibilityAdded,
    /// A responsibility is gone.
    ResponsibilityRemoved,
    /// A responsibility has another id or name.
    ResponsibilityRenamed,
    /// Responsibilities stand in another order.
    ResponsibilityReordered,
    /// Several responsibilities became one.
    ResponsibilityMerged,
    /// One responsibility became several.
    ResponsibilitySplit,
    /// A page is new.
    PageAdded,
    /// A page is gone.
    PageRemoved,
    /// A page stands at another track or level.
    PageRenamed,
    /// A page went into another one.
    PageMerged,
    /// A page came out of another one.
    PageSplit,
    /// A track became active, a draft, or deprecated.
    StatusChanged,
    /// Who must agree, or how the framework is judged, changed.
    PolicyChanged,
    /// The words by which changes are judged changed.
    ScaleChanged,
}

/// All kinds with the word for each, as JSON and `explain` spell it.
const KINDS: &[(Kind, &str)] = &[
    (Kind::Added, "added"),
    (Kind::Removed, "removed"),
    (Kind::Reworded, "reworded"),
    (Kind::Moved, "moved"),
    (Kind::Split, "split"),
    (Kind::Merged, "merged"),
    (Kind::Rekeyed, "rekeyed"),
    (Kind::Reordered, "reordered"),
    (Kind::Overridden, "overridden"),
    (Kind::Omitted, "omitted"),
    (Kind::Restored, "restored"),
    (Kind::ExampleAdded, "example-added"),
    (Kind::ExampleRemoved, "example-removed"),
    (Kind::ExampleReworded, "example-reworded"),
    (Kind::FactChanged, "fact-changed"),
    (Kind::TextChanged, "text-changed"),
    (Kind::TrackAdded, "track-added"),
    (Kind::TrackRemoved, "track-removed"),
    (Kind::TrackRenamed, "track-renamed"),
    (Kind::TrackMerged, "track-merged"),
    (Kind::TrackSplit, "track-split"),
    (Kind::LevelAdded, "level-added"),
    (Kind::LevelRemoved, "level-removed"),
    (Kind::LevelRenamed, "level-renamed"),
    (Kind::LevelReordered, "level-reordered"),
    (Kind::LevelMerged, "level-merged"),
    (Kind::LevelSplit, "level-split"),
    (Kind::LadderAdded, "ladder-added"),
    (Kind::LadderRemoved, "ladder-removed"),
    (Kind::LadderRenamed, "ladder-renamed"),
    (Kind::SectionAdded, "section-added"),
    (Kind::SectionRemoved, "section-removed"),
    (Kind::SectionRenamed, "section-renamed"),
    (Kind::SectionReordered, "section-reordered"),
    (Kind::SectionMerged, "section-merged"),
    (Kind::SectionSplit, "section-split"),
    (Kind::ResponsibilityAdded, "responsibility-added"),
    (Kind::ResponsibilityRemoved, "responsibility-removed"),
    (Kind::ResponsibilityRenamed, "responsibility-renamed"),
    (Kind::ResponsibilityReordered, "responsibility-reordered"),
    (Kind::ResponsibilityMerged, "responsibility-merged"),
    (Kind::ResponsibilitySplit, "responsibility-split"),
    (Kind::PageAdded, "page-added"),
    (Kind::PageRemoved, "page-removed"),
    (Kind::PageRenamed, "page-renamed"),
    (Kind::PageMerged, "page-merged"),
    (Kind::PageSplit, "page-split"),
    (Kind::StatusChanged, "status-changed"),
    (Kind::PolicyChanged, "policy-changed"),
    (Kind::ScaleChanged, "scale-changed"),
];

impl Kind {
    /// Every kind, in the order in which they are documented.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|(kind, _)| *kind)
    }

    /// The word for it, as JSON and `explain` spell it.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Returns the kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        KINDS.iter().find(|(_, spelled)| *spelled == word).map(|(kind, _)| *kind)
    }

    /// Whether it is about the framework's structure rather than about text.
    pub fn is_structural(self) -> bool {
        self >= Self::TrackAdded
    }

    /// Whether its sides are behaviors.
    pub fn is_about_behaviors(self) -> bool {
        self <= Self::ExampleReworded && self != Self::Reordered
    }

    /// Whether it is about an illustration; its sides are then the behavior, and the illustration
    /// stands in [`Change::examples`](super::Change::examples).
    pub fn is_about_examples(self) -> bool {
        matches!(self, Self::ExampleAdded | Self::ExampleRemoved | Self::ExampleReworded)
    }

    /// The kind that the same change has when the sides are swapped.
    #[must_use]
    pub fn mirror(self) -> Self {
        let word = self.as_str();
        let swap =
            |from: &str, to: &str| word.strip_suffix(from).and_then(|stem| Self::from_word(&format!("{stem}{to}")));
        match self {
            Self::Overridden | Self::Omitted => Self::Restored,
            Self::Restored => Self::Restored,
            _ => swap("added", "removed")
                .or_else(|| swap("removed", "added"))
                .or_else(|| swap("merged", "split"))
                .or_else(|| swap("split", "merged"))
                .unwrap_or(self),
        }
    }
}

/// A side of a change that has more to it than its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// To another level.
    MovedLevel,
    /// To another section.
    MovedSection,
    /// To another responsibility.
    MovedResponsibility,
    /// To another track.
    MovedTrack,
    /// From a page or track to shared text.
    ToCore,
    /// From shared text to a page or track.
    FromCore,
    /// Its sentence changed as well.
    Reworded,
    /// Its key changed as well.
    Rekeyed,
    /// Its illustrations changed as well.
    Examples,
}

impl Facet {
    /// Every facet, in the order in which they are documented.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::MovedLevel,
            Self::MovedSection,
            Self::MovedResponsibility,
            Self::MovedTrack,
            Self::ToCore,
            Self::FromCore,
            Self::Reworded,
            Self::Rekeyed,
            Self::Examples,
        ]
        .into_iter()
    }

    /// The word for it, as JSON spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MovedLevel => "moved-level",
            Self::MovedSection => "moved-section",
            Self::MovedResponsibility => "moved-responsibility",
            Self::MovedTrack => "moved-track",
            Self::ToCore => "to-core",
            Self::FromCore => "from-core",
            Self::Reworded => "reworded",
            Self::Rekeyed => "rekeyed",
            Self::Examples => "examples",
        }
    }
}

/// How serious a change is. Ordered: the later, the more serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Impact {
    /// Typography, spelling, order, names.
    Editorial,
    /// Wording, examples.
    Clarification,
    /// The bar moves or may have.
    Expectation,
}

impl Impact {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Clarification => "clarification",
            Self::Expectation => "expectation",
        }
    }
}

/// What a change does to what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bar {
    /// It leaves the bar where it is.
    Same,
    /// It asks more.
    AsksMore,
    /// It asks less.
    AsksLess,
    /// It asks more in one way and less in another.
    Mixed,
    /// A person must decide.
    Unclear,
}

impl Bar {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::AsksMore => "asks-more",
            Self::AsksLess => "asks-less",
            Self::Mixed => "mixed",
            Self::Unclear => "unclear",
        }
    }

    /// The bar of two changes together: the same direction or one that is the same keeps it, two
    /// unclear ones stay unclear, everything else is mixed.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, bar) | (bar, Self::Same) => bar,
            (a, b) if a == b => a,
            _ => Self::Mixed,
        }
    }

    /// The bar when the sides are swapped.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::AsksMore => Self::AsksLess,
            Self::AsksLess => Self::AsksMore,
            other => other,
        }
    }
}

/// What changed for a whole page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageBar {
    /// The page stands on both sides: its bar.
    Bar(Bar),
    /// The page is new.
    New,
    /// The page is gone.
    Withdrawn,
}

impl PageBar {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bar(bar) => bar.as_str(),
            Self::New => "new",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The part of the version that must go up. Ordered: the later, the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    None,
    /// Editorial changes only.
    Patch,
    /// Clarifications; new tracks, levels or pages that touch nobody.
    Minor,
    /// The bar of somebody moved or may have.
    Major,
}

impl Bump {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
