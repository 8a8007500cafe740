//! The document of every word a comparison uses: kinds of change, facets, impacts, bars, versions,
//! rules of matching and signals. What is not here is not used; a test sees to it.

mod kinds;
mod words;

use super::change::MatchRule;
use super::kind::{Bar, Bump, Facet, Impact, Kind};
use super::signals::{Higher, Scales};

/// What one word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The word, as JSON spells it.
    pub word: String,
    /// What it is a word for.
    pub about: About,
    /// What it means, in one or two sentences.
    pub what: String,
    /// How it is judged: what it does to impact and bar.
    pub rule: String,
    /// An example, one line of what a comparison prints or of the words that bring it about.
    pub example: String,
}

/// What a word is a word for. Ordered as topics are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// What happened.
    Kind,
    /// What else happened to the same sentence.
    Facet,
    /// How serious it is.
    Impact,
    /// What it does to what is asked.
    Bar,
    /// The part of the version that must go up.
    Version,
    /// How the two sides of a change were found.
    Match,
    /// Words that speak for a direction.
    Signal,
    /// What many changes have in common.
    Group,
}

impl About {
    /// The words for it, as a heading.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind of change",
            Self::Facet => "facet of a change",
            Self::Impact => "impact of a change",
            Self::Bar => "verdict on the bar",
            Self::Version => "version that a comparison calls for",
            Self::Match => "how two sides were matched",
            Self::Signal => "signal",
            Self::Group => "group of changes",
        }
    }
}

fn topic(about: About, word: &str, [what, rule, example]: [&str; 3]) -> Topic {
    let [what, rule, example] = [what, rule, example].map(str::to_owned);
    Topic { word: word.to_owned(), about, what, rule, example }
}

/// Returns the topics of every word, in the order in which they are listed.
pub fn topics() -> Vec<Topic> {
    let mut out: Vec<Topic> = Kind::all().map(|kind| topic(About::Kind, kind.as_str(), kinds::of(kind))).collect();
    out.extend(Facet::all().map(|facet| topic(About::Facet, facet.as_str(), words::of_facet(facet))));
    let impacts = [Impact::Expectation, Impact::Clarification, Impact::Editorial];
    out.extend(impacts.map(|impact| topic(About::Impact, impact.as_str(), words::of_impact(impact))));
    let bars = [Bar::AsksMore, Bar::AsksLess, Bar::Mixed, Bar::Unclear, Bar::Same];
    out.extend(bars.map(|bar| topic(About::Bar, bar.as_str(), words::of_bar(bar))));
    out.push(topic(About::Bar, "new", words::NEW));
    out.push(topic(About::Bar, "withdrawn", words::WITHDRAWN));
    let bumps = [Bump::Major, Bump::Minor, Bump::Patch, Bump::None];
    out.extend(bumps.map(|bump| topic(About::Version, bump.as_str(), words::of_bump(bump))));
    let rules = [MatchRule::Declared, MatchRule::Key, MatchRule::Text, MatchRule::Likeness];
    out.extend(rules.map(|rule| topic(About::Match, rule.as_str(), words::of_match(rule))));
    out.extend(scales());
    out.extend(words::SIGNALS.iter().map(|(word, document)| topic(About::Signal, word, *document)));
    out.push(topic(About::Group, "terminology", words::TERMINOLOGY));
    out
}

/// The shipped scales, described by their own words.
fn scales() -> impl Iterator<Item = Topic> {
    Scales::shipped_definitions().into_iter().map(|(name, scale)| {
        let few = |step: &Vec<String>| step.iter().take(4).cloned().collect::<Vec<_>>().join(", ");
        let steps: Vec<String> =
            scale.steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, few(step))).collect();
        let up = match scale.higher {
            Higher::AsksMore => "more",
            Higher::AsksLess => "less",
        };
        let absent = match scale.absent {
            Some(step) => format!(" A sentence without any of them counts as step {step}."),
            None => " A word that only comes or goes says nothing; words exchanged for one another do.".to_owned(),
        };
        let what = match words::of_scale(&name) {
            Some(what) => what.to_owned(),
            None => "Graded words, from the least to the most.".to_owned(),
        };
        let rule = if name == "synonyms" {
            "Words of one line mean the same: exchanging them is a matter of wording.".to_owned()
        } else {
            format!(
                "A word of a later step asks {up}.{absent} policy.toml may replace the scale under [scales.{name}]."
            )
        };
        Topic { word: name, about: About::Signal, what, rule, example: steps.join("\n") }
    })
}

#[cfg(test)]
mod tests {
    use super::{About, topics};

    #[test]
    fn every_word_has_a_whole_document() {
        let topics = topics();
        assert!(topics.len() > 80);
        for topic in &topics {
            for text in [&topic.what, &topic.rule, &topic.example] {
                assert!(text.len() >= 8 && text.trim() == *text, "{}: {text:?}", topic.word);
            }
            assert!(topic.what.ends_with('.') && topic.rule.ends_with('.'), "{}", topic.word);
        }
        let scale =
            |topic: &&super::Topic| topic.about == About::Signal && topic.what.starts_with("Graded words, from");
        let unnamed: Vec<_> = topics.iter().filter(scale).map(|topic| &topic.word).collect();
        assert!(unnamed.is_empty(), "scales without a document: {unnamed:?}");
    }

    #[test]
    fn no_word_is_explained_twice_as_the_same() {
        let mut seen = std::collections::HashSet::new();
        for topic in topics() {
            assert!(seen.insert((topic.about, topic.word.clone())), "{}", topic.word);
        }
    }
}
