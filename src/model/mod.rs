//! The framework as values: ladders, levels, tracks, sections, sheets of behaviors, and the page a
//! person reads. Knows no file format, no git and no words of a language; every item carries its
//! [`Origin`] as plain data so that others can point at it.

mod address;
mod framework;
mod id;
mod page;
mod sheet;

pub use address::{Address, BehaviorAddress, PageAddress};
pub use framework::{
    Direction, FactDefinition, FactValue, Framework, Ladder, Level, Origin, ResponsibilityDefinition,
    SectionDefinition, Status, Track, UnreadableFile,
};
pub use id::{Id, InvalidId, RESERVED, slug};
pub use page::{EffectiveBehavior, EffectivePage, EffectiveResponsibility, EffectiveSection};
pub use sheet::{Attributes, Behavior, Heading, Sheet, Text};
