//! Neutralising the text of frameworks, which anybody may have written, for each place where it is
//! shown. JSON needs none of it: there the text is exact.

use std::borrow::Cow;

/// Whether a character could steer a terminal, turn the direction of text around or hide.
fn is_treacherous(character: char) -> bool {
    match character {
        // Nearly all there is, and so asked first.
        ' '..='~' | '\n' | '\t' => false,
        _ if character.is_control() => true,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// Whether a hidden character is a part of how what stands before it is written: a joiner or a
/// variant of an emoji, or a joiner between letters of scripts that need it.
fn belongs_to(last: char, character: char) -> bool {
    let emoji = matches!(u32::from(last), 0x203c..=0x3299 | 0x1f000..=0x1faff) || last == '\u{fe0f}';
    let keycap = last.is_ascii_digit() || matches!(last, '#' | '*');
    let joining_script = matches!(u32::from(last), 0x0600..=0x08ff | 0x0900..=0x0dff | 0x1000..=0x109f);
    match character {
        '\u{fe0e}' => emoji,
        '\u{fe0f}' => emoji || keycap,
        '\u{200d}' => emoji || joining_script,
        '\u{200c}' => joining_script,
        _ => false,
    }
}

/// Returns a text with everything that steers, turns around or hides made visible as `<U+202E>`. A
/// joiner within an emoji stays.
pub fn visible(text: &str) -> String {
    clean(text).into_owned()
}

/// Whether a text is nothing but what ASCII prints, the blank included.
pub(super) fn is_printable_ascii(text: &str) -> bool {
    // Without an early end, so that many bytes are looked at in one step.
    text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

/// The columns of a text that needs no escaping on a line, where that is seen at a glance: printable ASCII
/// and the signs that this program itself writes, which take a column each whatever stands beside them.
pub(super) fn plain_columns(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut columns = 0;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let plain = rest.iter().take_while(|byte| matches!(byte, b' '..=b'~')).count();
        (columns, at) = (columns + plain, at + plain);
        let length = match &rest[plain..] {
            [] => break,
            // Middle dot.
            [0xc2, 0xb7, ..] => 2,
            // Quotation marks, ellipsis; arrow, minus, corner, and the signs of the verdicts.
            [0xe2, 0x80, 0x98..=0x9d | 0xa6, ..]
            | [0xe2, 0x86, 0x92, ..]
            | [0xe2, 0x88, 0x92, ..]
            | [0xe2, 0x94, 0x94, ..]
            | [0xe2, 0x96, 0xb2 | 0xbc, ..]
            | [0xe2, 0x97, 0x86, ..] => 3,
            _ => return None,
        };
        (columns, at) = (columns + 1, at + length);
    }
    Some(columns)
}

/// As [`visible`], without a copy where nothing needs it.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) || !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for character in text.chars() {
        if is_treacherous(character) && !belongs_to(last, character) && character != '\r' {
            out.push_str(&format!("<U+{:04X}>", u32::from(character)));
        } else if character != '\r' {
            out.push(character);
        }
        last = character;
    }
    Cow::Owned(out)
}

/// As [`clean`], on one line: no text can begin a line of its own.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let text = clean(text);
    if text.contains(['\n', '\t']) { Cow::Owned(text.replace(['\n', '\t'], " ")) } else { text }
}

/// As [`clean`], with no signs in it that look like the marks of a change shown without color,
/// `[-gone-]` and `{+new+}`.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    // Nearly no text has one of these, so they are looked for first.
    if !text.bytes().any(|byte| matches!(byte, b'[' | b']' | b'{' | b'}')) {
        return text;
    }
    if !["[-", "-]", "{+", "+}"].iter().any(|mark| text.contains(mark)) {
        return text;
    }
    let text = text.replace("[-", "[\\-").replace("-]", "-\\]");
    Cow::Owned(text.replace("{+", "{\\+").replace("+}", "+\\}"))
}

/// Returns a text for HTML, where no template escapes it.
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

/// Breaks a link that GitHub makes of plain words; takes no room.
const BREAK: char = '\u{2060}';

/// Returns a text for GitHub's Markdown as plain words: no markup, mention, reference, link, image,
/// HTML or table cell can come out of it, and it stays on its line.
pub fn markdown(text: &str) -> String {
    let text = line(text);
    let text = without_references(&text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash does not keep GitHub from linking these; an entity and a word joiner do.
            '@' => {
                out.push_str("&#64;");
                out.push(BREAK);
            }
            '#' => {
                out.push_str("&#35;");
                out.push(BREAK);
            }
            // Of an address, or of a name for an emoji; what ends with a space is plain.
            ':' if characters.peek().is_some_and(|next| *next != ' ') => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' | '^' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    // A list, quote or heading begins only at the start of a line.
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

/// As [`markdown`], with the hash of a commit, which is no text of anybody's, in one piece: to be
/// copied, and to be linked.
pub fn markdown_with_commit(text: &str, hash: &str) -> String {
    markdown(text).replace(&*without_references(hash), hash)
}

/// Breaks what GitHub links although it is plain words: `www.`, `GH-1`, hashes of commits.
fn without_references(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(start) = rest.find(|character: char| character.is_ascii_alphanumeric()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let reference = word.eq_ignore_ascii_case("gh") && after.starts_with('-');
        let address = word.eq_ignore_ascii_case("www") && after.starts_with('.');
        let hash = (7..=64).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hash {
            out.push_str(&word[..4]);
            out.push(BREAK);
            out.push_str(&word[4..]);
        } else {
            out.push_str(word);
            if reference || address {
                out.push(BREAK);
            }
        }
        changed |= reference || address || hash;
        rest = after;
    }
    if !changed {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
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
    use super::{line, markdown, visible, without_marks, workflow_message, workflow_property};

    #[test]
    fn what_hides_or_steers_is_shown() {
        for (hostile, shown) in [
            ("\u{1b}[31mred", "<U+001B>[31mred"),
            ("\u{9b}31mred", "<U+009B>31mred"),
            ("\u{1b}]8;;http://evil.example\u{7}here", "<U+001B>]8;;http://evil.example<U+0007>here"),
            ("right\u{202e}tfel", "right<U+202E>tfel"),
            ("\u{2066}isolated\u{2069}", "<U+2066>isolated<U+2069>"),
            ("in\u{200b}visible\u{feff}", "in<U+200B>visible<U+FEFF>"),
            ("tag\u{e0041}", "tag<U+E0041>"),
            ("variant\u{fe01}", "variant<U+FE01>"),
            ("fill\u{3164}er", "fill<U+3164>er"),
            ("a\rb", "ab"),
        ] {
            assert_eq!(visible(hostile), shown);
        }
    }

    #[test]
    fn what_people_write_stays() {
        for text in
            ["👩\u{200d}💻 Craft", "🛠\u{fe0f} Mastery", "می\u{200c}خواهم", "naïve – “quoted”", "3\u{fe0f}\u{20e3}"]
        {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn a_line_stays_one() {
        assert_eq!(line("a\nb\tc"), "a b c");
    }

    #[test]
    fn nothing_looks_like_a_mark() {
        assert_eq!(without_marks("must [-not-] {+do+}"), "must [\\-not-\\] {\\+do+\\}");
    }

    #[test]
    fn nothing_links_in_markdown() {
        for (hostile, shown) in [
            ("@org/team", "&#64;\u{2060}org/team"),
            ("a@b.example", "a&#64;\u{2060}b.example"),
            ("org/repo#12", "org/repo&#35;\u{2060}12"),
            ("GH-12 gh-12", "GH\u{2060}-12 gh\u{2060}-12"),
            ("see 2b7ced5", "see 2b7c\u{2060}ed5"),
            ("https://a.example", "https&#58;//a.example"),
            ("WwW.a.example", "WwW\u{2060}.a.example"),
            ("1. one", "1\\. one"),
            ("1) one", "1\\) one"),
            ("- item", "\\- item"),
            ("a\n# b", "a &#35;\u{2060} b"),
            ("defaced", "defa\u{2060}ced"),
        ] {
            assert_eq!(markdown(hostile), shown);
        }
    }

    #[test]
    fn nothing_becomes_a_workflow_command() {
        assert_eq!(workflow_message("%0A::error::x\ny"), "%250A::error::x%0Ay");
        assert_eq!(workflow_property("a,b:c"), "a%2Cb%3Ac");
    }
}
