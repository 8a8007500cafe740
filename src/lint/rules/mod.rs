//! The rules, one a file.

pub(super) mod copied_from_core;
pub(super) mod inclusive_terms;
pub(super) mod long_sentence;
pub(super) mod missing_section;
pub(super) mod repeated_level;
pub(super) mod same_on_every_track;
pub(super) mod several_sentences;
pub(super) mod stray_spaces;
pub(super) mod uneven_full_stops;
pub(super) mod unfinished_text;
pub(super) mod vague_words;
