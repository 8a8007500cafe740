//! Questions to the person at the terminal, one line each.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use crate::cli::error::CommandError;

/// Whether there is somebody to ask.
pub(super) fn somebody() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks until there is an answer that `of` takes; an empty answer means `usual`. `of` says in words
/// why it takes none.
pub(super) fn ask<T>(
    question: &str,
    usual: Option<&str>,
    of: impl Fn(&str) -> Result<T, String>,
) -> Result<T, CommandError> {
    loop {
        let hint = usual.filter(|usual| !usual.is_empty()).map(|usual| format!(" [{usual}]")).unwrap_or_default();
        let mut err = anstream::stderr();
        write!(err, "{question}{hint}: ")?;
        err.flush()?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            return Err(CommandError::new("nothing was answered, so nothing is proposed"));
        }
        let answer = line.trim();
        let answer = if answer.is_empty() { usual.unwrap_or_default() } else { answer };
        match of(answer) {
            Ok(value) => return Ok(value),
            Err(why) => writeln!(err, "  {why}")?,
        }
    }
}

/// Asks yes or no.
pub(super) fn agrees(question: &str) -> Result<bool, CommandError> {
    ask(&format!("{question} (yes or no)"), Some("yes"), |answer| match answer.to_ascii_lowercase().as_str() {
        "yes" | "y" => Ok(true),
        "no" | "n" => Ok(false),
        _ => Err("Please answer yes or no.".to_owned()),
    })
}
