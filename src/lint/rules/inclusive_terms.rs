//! Terms that leave people out, and what to write instead.

use crate::lint::rule::{Finding, Rule};
use crate::lint::subject::{Subject, find_phrase};
use crate::source::Severity;

/// Terms and what to write instead.
const TERMS: &[(&str, &str)] = &[
    ("he", "they"),
    ("she", "they"),
    ("him", "them"),
    ("his", "their"),
    ("her", "their"),
    ("hers", "theirs"),
    ("himself", "themselves"),
    ("herself", "themselves"),
    ("he/she", "they"),
    ("his/her", "their"),
    ("s/he", "they"),
    ("guys", "people"),
    ("manpower", "people"),
    ("man-hours", "hours of work"),
    ("man hours", "hours of work"),
    ("man-days", "days of work"),
    ("mankind", "people"),
    ("man-made", "artificial"),
    ("chairman", "chair"),
    ("craftsmanship", "craft"),
    ("craftsman", "expert"),
    ("middleman", "go-between"),
    ("housekeeping", "cleanup"),
    ("master/slave", "primary/replica"),
    ("blacklist", "deny list"),
    ("whitelist", "allow list"),
    ("sanity check", "quick check"),
    ("sanity-check", "check"),
    ("grandfathered", "kept under the old rule"),
    ("rockstar", "expert"),
    ("rock star", "expert"),
    ("ninja", "expert"),
    ("guru", "expert"),
    ("native speaker", "fluent speaker"),
    ("culture fit", "shared values"),
    ("cultural fit", "shared values"),
    ("tribe", "group"),
    ("crazy", "surprising"),
    ("cripple", "weaken"),
    ("crippled", "weakened"),
    ("blind to", "unaware of"),
    ("turn a blind eye", "ignore"),
    ("tone-deaf", "unaware"),
    ("digital native", "at ease with technology"),
];

pub(in crate::lint) const RULE: Rule = Rule {
    name: "inclusive-terms",
    summary: "gendered words, and terms that leave people out",
    explanation: "Everybody on a ladder must be able to read a page as one about themselves. A framework that says \
\u{201c}he\u{201d}, \u{201c}manpower\u{201d} or \u{201c}ninja\u{201d} says about whom it was written. The rule names a usual replacement; \
any other that means the same is as good.",
    severity: Severity::Advice,
    bad: &[("tracks/a/ic1.toml", "[scope]\nx = \"I help a new colleague until he finds his way.\"\n")],
    good: &[("tracks/a/ic1.toml", "[scope]\nx = \"I help new colleagues until they find their way.\"\n")],
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (file, text, line) in subject.texts() {
        for (term, instead) in TERMS {
            let Some(found) = find_phrase(text, term) else { continue };
            let message = format!("\u{201c}{found}\u{201d} leaves people out");
            out.extend(subject.at(
                (file, line),
                found,
                message,
                format!("write \u{201c}{instead}\u{201d}, or say it another way"),
            ));
        }
    }
    out
}
