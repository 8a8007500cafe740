//! Spaces that nobody sees.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::Subject;
use crate::source::Severity;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "stray-spaces",
    summary: "doubled or hidden spaces within a text",
    explanation: "Doubled spaces, spaces at the ends and those that web pages put between words are not seen, but \
they make two equal sentences differ. `rungs check --fix` takes them out.",
    severity: Severity::Advice,
    bad: &[("tracks/a/ic1.toml", "[scope]\nx = \"I finish  tasks. \"\n")],
    good: &[("tracks/a/ic1.toml", "[scope]\nx = \"I finish tasks.\"\n")],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (file, text, line) in subject.texts() {
        let mended = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if mended == text || text.contains('\n') {
            continue;
        }
        let Some(found) =
            subject.at((file, line), text, "there are doubled or hidden spaces in this text", "take them out")
        else {
            continue;
        };
        // Where the text is not spelled in the file as it reads, it is left to a person.
        let literal = found.source.text.get(found.span.clone()) == Some(text);
        out.push(Finding { fix: literal.then_some(mended), ..found });
    }
    out
}
