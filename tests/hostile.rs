//! Text that wants to be more than text: whatever people write into sentences, names and titles, no
//! rendering lets it steer, link, call, fetch, hide or pretend. JSON alone is exact.

use crate::support::Workspace;

/// What people could write, each for a reason of its own.
const HOSTILE: &[&str] = &[
    // Calls people, and links to issues and commits.
    "@everyone @acme/security-leads",
    "#123 acme/rungs#7 GH-12 gh-12",
    "see 2b7ced5 and 2b7ced5d0f1c27a4816846409652b19d42694177",
    // HTML, and what imitates our own marks.
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "<!-- rungs review key=framework head=0a1b run=9.1 -->",
    "</details></del></ins></main><h1>approved</h1>",
    "&lt;b&gt; &#64;all &commat;all",
    "must [-not-] {+always+} agree",
    // Links and images, written out or marked.
    "[here](javascript:alert(1)) ![x](http://evil.example/x.png) [r]: http://evil.example",
    "https://evil.example www.evil.example WWW.evil.example ana@evil.example mailto:ana@evil.example",
    "<https://evil.example> xmpp:ana@evil.example",
    // Markdown that breaks out of its place.
    "``` fence ~~~ `code` **bold** _em_ ~gone~ $x$ :smile:",
    "| cell | cell | --- |",
    "- item 1. one > quote # heading === ---",
    "[^1] [x] - [ ] task",
    "back\\slash \\` \\@all",
    // Turns around, hides, steers.
    "right\u{202e}tfel \u{2066}isolated\u{2069} \u{200f}mark",
    "in\u{200b}vis\u{200d}ible\u{feff} \u{2060}joined \u{ad}soft \u{3164}filler \u{115f}",
    "tags \u{e0041}\u{e0042} variants a\u{fe01}b\u{e0101}",
    "\u{1b}[31mred\u{1b}[0m \u{9b}2J \u{1b}]0;title\u{7} \u{1b}]8;;http://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "bell\u{7} back\u{8}space null-ish\u{1} delete\u{7f} next\u{85}line",
    "line\u{2028}separator \u{2029}paragraph",
    // Workflow commands, also across lines.
    "::error::x %0A::warning file=a,line=1::y",
    "first line\n::error title=x::second line\n- third line",
    "carriage\rreturn\r\n## heading",
];

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A basic string of TOML on one line, with everything but letters, digits and spaces escaped.
fn escaped(text: &str) -> String {
    let character = |character: char| match character {
        ' ' | '0'..='9' | 'a'..='z' | 'A'..='Z' => character.to_string(),
        other => format!("\\U{:08X}", u32::from(other)),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}

/// Two frameworks in which every kind of text is hostile on one side.
fn place() -> Workspace {
    let place = Workspace::new();
    for (side, hostile) in [("before", false), ("after", true)] {
        let say =
            |at: usize, plain: &str| if hostile { escaped(&format!("{plain} {}", HOSTILE[at])) } else { quoted(plain) };
        let sentences: String = HOSTILE
            .iter()
            .enumerate()
            .map(|(at, _)| format!("key-{at} = {}\n", say(at, &format!("I do many things of kind {at} for my team"))))
            .collect();
        let all: String = HOSTILE.iter().map(|text| format!("{text} ")).collect();
        let name = |plain: &str| if hostile { escaped(&format!("{plain} {all}")) } else { quoted(plain) };
        place.write(
            &format!("{side}/framework.toml"),
            format!(
                "name = {}\n[ladders.ic]\nname = {}\nlevels = [\"ic1\"]\n[levels.ic1]\nname = {}\n[sections.scope]\n\
                 name = {}\n[facts.points]\nname = {}\n[facts]\npoints.value = 1\n",
                name("Framework"),
                name("Ladder"),
                name("IC1"),
                name("Scope"),
                name("Points")
            )
            .replace("[facts]\npoints.value = 1\n", ""),
        );
        place.write(
            &format!("{side}/tracks/engineer/track.toml"),
            format!("name = {}\nladder = \"ic\"\nsummary = {}\n", name("Engineer"), name("A track")),
        );
        place.write(
            &format!("{side}/tracks/engineer/ic1.toml"),
            format!(
                "title = {}\nsummary = {}\n\n[scope]\nabout = {}\n{sentences}with.text = \"I stay.\"\nwith.examples = [{}]\n",
                name("Engineer 1"),
                name("A page"),
                name("An introduction"),
                name("an example")
            ),
        );
    }
    place
}

fn shown(format: &[&str]) -> String {
    let arguments = [&["diff", "before", "after", "-v"], format].concat();
    let run = place().rungs(&arguments);
    assert_eq!(run.code, 0, "{}", run.all());
    run.out
}

fn is_treacherous(character: char) -> bool {
    let hidden = matches!(u32::from(character), 0xad | 0x61c | 0x115f..=0x1160 | 0x200b..=0x200f | 0x2028..=0x202e
        | 0x2061..=0x206f | 0x3164 | 0xfe00..=0xfe0d | 0xfeff | 0xe0000..=0xe0fff);
    hidden || (character.is_control() && character != '\n')
}

#[test]
fn nothing_steers_a_terminal() {
    let text = shown(&["--color", "never"]);
    assert!(!text.contains(is_treacherous), "{text}");
    assert!(!text.contains('\u{2060}'), "{text}");
    // What looks like our own marks of gone and new words is none.
    assert!(text.contains("[\\-not-\\]"), "{text}");
    // Every line of a text is indented, so that none can pretend to be a verdict.
    let own = ["before", "Engineer", "What asks", "Wording", "Editorial", "Structure", "1 page", "expected", "version"];
    for line in text.lines().filter(|line| line.starts_with("::") || line.starts_with('#') || line.starts_with("- ")) {
        assert!(own.iter().any(|start| line.starts_with(start)), "{line}");
    }
}

#[test]
fn colors_are_our_own() {
    let text = shown(&["--color", "always"]);
    for piece in text.split('\u{1b}').skip(1) {
        let (code, _) = piece.split_once('m').unwrap_or((piece, ""));
        let plain = code.strip_prefix('[').is_some_and(|code| code.chars().all(|c| c.is_ascii_digit() || c == ';'));
        assert!(plain, "{code:?}");
    }
    assert!(!text.replace('\u{1b}', "").contains(is_treacherous));
}

#[test]
fn nothing_becomes_markup_on_github() {
    let markdown = shown(&["--format", "markdown"]);
    assert!(!markdown.contains(is_treacherous), "{markdown}");
    // Only our own elements.
    for piece in markdown.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default().trim_start_matches('/');
        assert!(["details", "summary", "del", "ins", "b", "sub"].contains(&tag), "<{tag}");
    }
    for (open, close) in [("<details>", "</details>"), ("<del>", "</del>"), ("<ins>", "</ins>")] {
        assert_eq!(markdown.matches(open).count(), markdown.matches(close).count(), "{open}");
    }
    // A mention, a reference, an address or a link needs one of these as it is.
    let lower = markdown.to_lowercase();
    for wanted in ["@", "](", "://", "www.", "gh-1", "#1", "mailto:a", "2b7ced5", ":smile", "```\n", "<!--"] {
        assert!(!lower.contains(wanted), "{wanted}: {markdown}");
    }
    // Only our own lines begin with what makes a heading, an item or a table.
    for line in markdown.lines().filter(|line| line.starts_with('#')) {
        let own = ["## ", "### What asks", "### Structure"];
        assert!(own.iter().any(|start| line.starts_with(start)), "{line}");
    }
    assert_eq!(markdown.lines().filter(|line| line.starts_with("## ")).count(), 1);
    for line in markdown.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 5, "{line}");
    }
}

#[test]
fn nothing_becomes_markup_in_the_redline() {
    let html = shown(&["--format", "html"]);
    assert!(!html.contains(is_treacherous));
    let page = scraper::Html::parse_document(&html);
    let all = |selector: &str| {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        page.select(&selector).map(|element| element.html()).collect::<Vec<_>>()
    };
    assert_eq!(all("script, img, iframe, object, form, input, link, base, svg, math, template"), Vec::<String>::new());
    assert_eq!(all("a:not([href^='#'])"), Vec::<String>::new());
    assert_eq!(all("h1").len(), 1);
    assert_eq!(all("main").len(), 1);
    let words: String = page.root_element().text().collect();
    assert!(words.contains("<script>alert(1)</script>"), "what was written is shown as it was");
    assert!(words.contains("</details></del></ins></main><h1>approved</h1>"));
    // Nothing hangs on an element that could run.
    let handlers = page.tree.values().filter_map(|node| node.as_element()).flat_map(|element| element.attrs());
    for (name, value) in handlers {
        assert!(
            !name.starts_with("on") && !value.trim_start().to_lowercase().starts_with("javascript:"),
            "{name}={value}"
        );
    }
}

#[test]
fn nothing_becomes_a_workflow_command() {
    let commands = shown(&["--format", "github"]);
    assert!(!commands.contains(is_treacherous), "{commands}");
    assert!(commands.lines().count() <= 30, "{commands}");
    for line in commands.lines() {
        let command = ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
        assert!(command, "{line}");
        let (properties, _) = line[2..].split_once("::").expect("properties and a message");
        let known = ["file=", "line=", "title="];
        let (_, properties) = properties.split_once(' ').expect("properties");
        for property in properties.split(',') {
            assert!(known.iter().any(|name| property.starts_with(name)), "{property}");
        }
    }
    assert!(!commands.contains("%0A::"), "{commands}");
}

#[test]
fn json_is_exact() {
    let json: serde_json::Value = serde_json::from_str(&shown(&["--format", "json"])).expect("JSON");
    let changes = json["changes"].as_array().expect("changes");
    let texts: Vec<&str> = changes.iter().filter_map(|change| change["after"][0]["text"].as_str()).collect();
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let whole = format!("I do many things of kind {at} for my team {hostile}");
        assert!(texts.contains(&whole.as_str()), "{whole:?} is not among {texts:#?}");
    }
}
