//! Where quoted texts begin and end within a line.

/// Quotes as word processors write them.
pub(super) const CURLY: &[char] =
    &['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{ab}', '\u{bb}'];

/// Where the double quote that closes a text is; `body` begins behind the opening one.
pub(super) fn closing(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, byte) in body.bytes().enumerate() {
        match byte {
            b'\\' if !escaped => {
                escaped = true;
                continue;
            }
            b'"' if !escaped => return Some(index),
            _ => {}
        }
        escaped = false;
    }
    None
}

/// Whether what stands behind a closing quote is nothing or a comment.
pub(super) fn is_rest_harmless(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// Calls `with` for every character outside of quotes and before a comment; what it returns stands
/// in for the character.
pub(super) fn outside(text: &str, mut with: impl FnMut(char, &str) -> Option<&'static str>) -> String {
    let (mut out, mut quote, mut escaped) = (String::with_capacity(text.len()), None, false);
    for (index, character) in text.char_indices() {
        match quote {
            Some(open) => {
                let closes = character == open && !escaped;
                escaped = open == '"' && character == '\\' && !escaped;
                if closes {
                    quote = None;
                }
                out.push(character);
            }
            None if character == '#' => {
                out.push_str(&text[index..]);
                break;
            }
            None => {
                if matches!(character, '"' | '\'') {
                    quote = Some(character);
                }
                match with(character, &text[index + character.len_utf8()..]) {
                    Some(other) => out.push_str(other),
                    None => out.push(character),
                }
            }
        }
    }
    out
}

/// How many lists a line opens more than it closes, outside of quotes.
pub(super) fn brackets(text: &str) -> i32 {
    let mut depth = 0;
    outside(text, |character, _| {
        depth += match character {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        None
    });
    depth
}

/// A list or table on one line with the commas put in that are missing; `None` when none is.
pub(super) fn with_commas(value: &str) -> Option<String> {
    let table = value.starts_with('{');
    let (mut out, mut quote, mut escaped, mut missing) = (String::new(), None, false, false);
    for (index, character) in value.char_indices() {
        out.push(character);
        match quote {
            Some(open) if character == open && !escaped => {
                quote = None;
                let next = value[index + 1..].trim_start().chars().next();
                let another = |next: char| matches!(next, '"' | '\'') || table && next.is_ascii_alphanumeric();
                if next.is_some_and(another) {
                    out.push(',');
                    missing = true;
                }
            }
            Some('"') if character == '\\' && !escaped => {
                escaped = true;
                continue;
            }
            None if matches!(character, '"' | '\'') => quote = Some(character),
            _ => {}
        }
        escaped = false;
    }
    // Texts without a space between them need one as well as the comma.
    missing.then(|| out.replace(",\"", ", \"").replace(",'", ", '"))
}
