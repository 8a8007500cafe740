//! The framework that ships with the program, file by file.

use crate::source::RawFile;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../framework/", $path)))),*]
    };
}

/// The paths of the embedded framework's files and their texts.
pub(super) const FILES: &[(&str, &str)] = files![
    "core/all.toml",
    "core/ic.toml",
    "core/ic1.toml",
    "core/ic2.toml",
    "core/ic3.toml",
    "core/ic4.toml",
    "core/ic5.toml",
    "core/ic6.toml",
    "core/m.toml",
    "core/m3.toml",
    "core/m4.toml",
    "core/m5.toml",
    "framework.toml",
    "policy.toml",
    "tracks/engineering-manager/all.toml",
    "tracks/engineering-manager/m3.toml",
    "tracks/engineering-manager/m4.toml",
    "tracks/engineering-manager/m5.toml",
    "tracks/engineering-manager/track.toml",
    "tracks/reliability-engineer/all.toml",
    "tracks/reliability-engineer/ic2.toml",
    "tracks/reliability-engineer/ic3.toml",
    "tracks/reliability-engineer/ic4.toml",
    "tracks/reliability-engineer/ic5.toml",
    "tracks/reliability-engineer/track.toml",
    "tracks/security-engineer/all.toml",
    "tracks/security-engineer/ic2.toml",
    "tracks/security-engineer/ic3.toml",
    "tracks/security-engineer/ic4.toml",
    "tracks/security-engineer/ic5.toml",
    "tracks/security-engineer/ic6.toml",
    "tracks/security-engineer/track.toml",
    "tracks/software-engineer/all.toml",
    "tracks/software-engineer/ic1.toml",
    "tracks/software-engineer/ic2.toml",
    "tracks/software-engineer/ic3.toml",
    "tracks/software-engineer/ic4.toml",
    "tracks/software-engineer/ic5.toml",
    "tracks/software-engineer/ic6.toml",
    "tracks/software-engineer/track.toml",
];

/// Returns the embedded framework's files.
pub(super) fn files() -> Vec<RawFile> {
    FILES.iter().map(|(path, text)| RawFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() }).collect()
}
