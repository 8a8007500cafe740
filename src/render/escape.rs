//! Neutralising the text of frameworks, which anybody may have written, for each place where it is
//! shown.

use std::borrow::Cow;

/// Whether a character could steer a terminal, turn the direction of text around or hide.
fn is_treacherous(character: char) -> bool {
    match character {
        // Nearly all there is, and so asked first.
        ' '..='~' | '\n' | '\t' => false,
        _ if character.is_control() => true,
        '\u{ad}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

/// Returns a text with everything that steers, turns around or hides made visible as `<U+202E>`. A
/// zero-width joiner within an emoji stays.
pub fn visible(text: &str) -> String {
    clean(text).into_owned()
}

/// As [`visible`], without a copy where nothing needs it.
pub fn clean(text: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.as_bytes().iter().all(plain) || !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for character in text.chars() {
        let joins_emoji = character == '\u{200d}' && u32::from(last) > 0x2000;
        if is_treacherous(character) && !joins_emoji && character != '\r' {
            out.push_str(&format!("<U+{:04X}>", u32::from(character)));
        } else if character != '\r' {
            out.push(character);
        }
        last = character;
    }
    Cow::Owned(out)
}

/// Returns a text for HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Returns a text for GitHub's Markdown as plain words: no markup, mention, reference, link, image,
/// HTML or table cell can come out of it, and it stays on its line.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash does not keep GitHub from linking these; an entity and a word joiner do.
            '@' => out.push_str("&#64;\u{2060}"),
            '#' => out.push_str("&#35;\u{2060}"),
            '\n' | '\t' => out.push(' '),
            ':' => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' | '^' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    // `www.` links itself; a list, quote or heading begins only at the start of a line.
    let out = out.replace("www.", "www\u{2060}.").replace("WWW.", "WWW\u{2060}.");
    match out.chars().next() {
        Some('-' | '+' | '=') => format!("\\{out}"),
        Some(first) if first.is_ascii_digit() => {
            let digits = out.chars().take_while(char::is_ascii_digit).count();
            match out[digits..].chars().next() {
                Some('.') => format!("{}\\{}", &out[..digits], &out[digits..]),
                _ => out,
            }
        }
        _ => out,
    }
}

/// Returns a text for a Markdown file of a repository, where nobody is reached by a mention: as
/// [`markdown`], but readable in the file as well.
pub fn markdown_file(text: &str) -> String {
    let text = markdown(text);
    let text = text.replace("&#64;\u{2060}", "@").replace("&#35;\u{2060}", "\\#");
    // An address that is written out would link itself.
    text.replace("&#58;//", "&#58;\u{2060}//")
        .replace("&#58;\u{2060}", "\0")
        .replace("&#58;", ":")
        .replace('\0', "&#58;\u{2060}")
}

/// Returns a text for the message of a GitHub workflow command.
pub fn workflow_message(text: &str) -> String {
    clean(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns a text for a property (`file`, `title`) of a GitHub workflow command.
pub fn workflow_property(text: &str) -> String {
    workflow_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{html, markdown, visible, workflow_message, workflow_property};

    const HOSTILE: &[&str] = &[
        "\u{1b}[31mred\u{1b}]0;title\u{7}",
        "right\u{202e}tfel",
        "in\u{200b}visible\u{feff}",
        "<img src=x onerror=alert(1)><script>",
        "<!-- rungs marker -->",
        "@everyone @org/team #123 GH-1",
        "[text](javascript:alert(1)) ![image](http://example.org/x.png)",
        "```\nfence\n```",
        "| a | b |\n|---|---|",
        "</details>",
        "- item\n# heading\n1. one\n> quote",
        "https://example.org www.example.org",
        "%0A::error::x",
    ];

    #[test]
    fn nothing_steers_a_terminal() {
        for text in HOSTILE {
            assert!(!visible(text).contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{7}']), "{text:?}");
        }
    }

    #[test]
    fn nothing_becomes_html() {
        for text in HOSTILE {
            assert!(!html(text).contains(['<', '>', '"', '\'']) || html(text).contains("&lt;U+"), "{text:?}");
        }
    }

    #[test]
    fn nothing_becomes_markdown() {
        for text in HOSTILE {
            let shown = markdown(text);
            assert!(!shown.contains(['<', '>', '\n', '@', ':']), "{shown:?}");
            assert!(!shown.contains("](") && !shown.contains("www."), "{shown:?}");
            assert!(!shown.replace("\\`", "").contains('`') && !shown.replace("\\|", "").contains('|'), "{shown:?}");
            assert!(!shown.starts_with(['-', '#', '+']), "{shown:?}");
        }
    }

    #[test]
    fn nothing_becomes_a_workflow_command() {
        assert_eq!(workflow_message("%0A::error::x\ny"), "%250A::error::x%0Ay");
        assert_eq!(workflow_property("a,b:c"), "a%2Cb%3Ac");
    }

    #[test]
    fn emoji_stay_whole() {
        assert_eq!(visible("👩\u{200d}💻 Craft"), "👩\u{200d}💻 Craft");
    }
}
