//! Titles of pages: which level and which track `IC5 Staff Security Engineer` is.

use super::ladders::family;
use super::statement::{folded, has_words};

/// Words that say how senior somebody is, at the start of a job's name.
const SENIORITY: &[&str] = &[
    "associate",
    "junior",
    "jr",
    "mid",
    "mid-level",
    "intermediate",
    "senior",
    "sr",
    "staff",
    "principal",
    "lead",
    "distinguished",
    "entry-level",
];

/// Letters before a number that name no level: versions, quarters, halves of a year.
const NO_LEVEL: &[&str] = &["V", "Q", "H", "FY"];

/// Words before the number of a level.
const NUMBERED: &[&str] = &["level", "grade", "band", "tier", "rung"];

/// Numbers as titles write them after a job.
const ROMAN: &[(&str, &str)] = &[("i", "1"), ("ii", "2"), ("iii", "3"), ("iv", "4"), ("v", "5"), ("vi", "6")];

/// The parts of a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// The level's name, `IC5`.
    pub(super) level: String,
    /// What is left: the job's name as written, `Staff Security Engineer`; may be empty.
    pub(super) job: String,
}

/// Returns the level and the job that a title names: a level of `known`, else letters and a number
/// (`IC4`, `L5`), `Level 4`, a number at the end (`Engineer III`), or a word such as `Senior`. `None`
/// when it names no level.
pub(super) fn read(title: &str, known: &[String]) -> Option<Title> {
    let title = folded(title);
    let words: Vec<&str> = title.split(' ').collect();
    of_known(&words, known).or_else(|| of_code(&words)).or_else(|| of_number(&words)).or_else(|| of_seniority(&words))
}

/// Whether a text names a level first, or last in brackets: `IC4`, `Level 4: Engineer`, `Engineer (L2)`.
pub(super) fn is_level_heading(text: &str, known: &[String]) -> bool {
    let text = folded(text);
    let words: Vec<&str> = text.split(' ').collect();
    let Some(found) = of_known(&words, known).or_else(|| of_code(&words)).or_else(|| of_number(&words)) else {
        return false;
    };
    let (text, level) = (text.to_lowercase(), found.level.to_lowercase());
    text.starts_with(&level) || text.ends_with(&format!("({level})"))
}

/// Whether a text can be the heading of a level that has a name and no number: `Senior`, `Staff
/// Engineer`, `Junior (L1-L2)`. One alone may as well be about senior people.
pub(super) fn is_seniority_heading(text: &str) -> bool {
    const WORDS: usize = 4;
    let text = folded(text);
    let words: Vec<&str> = text.split(' ').collect();
    words.len() <= WORDS && of_seniority(&words).is_some()
}

/// Returns a job's name without the words at its start that say how senior it is; the whole where
/// nothing else would be left.
pub(super) fn without_seniority(job: &str) -> String {
    let words: Vec<&str> = job.split(' ').collect();
    let is_seniority = |word: &&str| SENIORITY.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let count = words.iter().take_while(|word| is_seniority(word)).count();
    if count == words.len() { job.to_owned() } else { words[count..].join(" ") }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

/// The title with some words taken out, as a level and the job that is left.
fn split(words: &[&str], at: usize, count: usize, level: String) -> Option<Title> {
    let left: Vec<&str> =
        words[..at].iter().chain(&words[at + count..]).copied().filter(|word| has_words(word)).collect();
    let job = left.join(" ");
    let job = job.trim_matches(|character: char| !character.is_alphanumeric() && !matches!(character, '(' | ')'));
    Some(Title { level, job: job.to_owned() })
}

fn of_known(words: &[&str], known: &[String]) -> Option<Title> {
    let mut known: Vec<(&String, Vec<String>)> =
        known.iter().map(|name| (name, folded(name).to_lowercase().split(' ').map(str::to_owned).collect())).collect();
    known.sort_by_key(|(_, parts)| std::cmp::Reverse(parts.len()));
    known.into_iter().find_map(|(name, parts)| {
        let here = |at: &usize| {
            let slice = &words[*at..*at + parts.len()];
            slice.iter().zip(&parts).all(|(word, part)| bare(word).to_lowercase() == bare(part))
        };
        let at = (0..=words.len().checked_sub(parts.len())?).find(here)?;
        split(words, at, parts.len(), name.clone())
    })
}

fn of_code(words: &[&str]) -> Option<Title> {
    words.iter().enumerate().find_map(|(at, word)| {
        let word = bare(word);
        let (letters, _) = family(word)?;
        let named = !NO_LEVEL.contains(&letters.as_str());
        let short = named && (1..=3).contains(&letters.len()) && !word.contains(['-', ' ']);
        if short { split(words, at, 1, word.to_uppercase()) } else { None }
    })
}

fn of_number(words: &[&str]) -> Option<Title> {
    let number = |word: &str| bare(word).parse::<u32>().ok().filter(|number| *number < 100);
    for at in 0..words.len().saturating_sub(1) {
        if NUMBERED.contains(&bare(words[at]).to_lowercase().as_str()) && number(words[at + 1]).is_some() {
            let level = format!("{} {}", bare(words[at]), bare(words[at + 1]));
            return split(words, at, 2, level);
        }
    }
    let last = bare(words.last()?).to_lowercase();
    let roman = ROMAN.iter().find(|(roman, _)| *roman == last && words.len() > 1).map(|(_, number)| *number);
    let level = roman.map(str::to_owned).or_else(|| number(&last).map(|_| last.clone()))?;
    split(words, words.len() - 1, 1, level)
}

/// A title that begins with how senior the job is, or is nothing else; what follows in brackets is
/// part of the level's name.
fn of_seniority(words: &[&str]) -> Option<Title> {
    let is_seniority = |word: &&&str| SENIORITY.contains(&bare(word).to_lowercase().as_str());
    let count = words.iter().take_while(is_seniority).count();
    let rest = words[count..].join(" ");
    let count = if rest.starts_with('(') && rest.ends_with(')') { words.len() } else { count };
    if count == 0 || rest.len() == words.join(" ").len() {
        return None;
    }
    split(words, 0, count, words[..count].join(" "))
}

#[cfg(test)]
mod tests {
    use super::{is_level_heading, is_seniority_heading, read, without_seniority};

    fn parts(title: &str) -> (String, String) {
        let found = read(title, &["Trial year".to_owned()]).unwrap_or_else(|| panic!("{title} names no level"));
        (found.level, found.job)
    }

    #[test]
    fn a_title_is_a_level_and_a_job() {
        for (title, level, job) in [
            ("IC5 Staff Security Engineer", "IC5", "Staff Security Engineer"),
            ("Software Engineer (L4)", "L4", "Software Engineer"),
            ("Product Designer \u{2013} P3", "P3", "Product Designer"),
            ("Level 4: Data Engineer", "Level 4", "Data Engineer"),
            ("Software Engineer III", "3", "Software Engineer"),
            ("Senior Backend Engineer", "Senior", "Backend Engineer"),
            ("Junior (L1-L2)", "Junior (L1-L2)", ""),
            ("Staff+", "Staff+", ""),
            ("Trial Year Analyst", "Trial year", "Analyst"),
            ("ic4", "IC4", ""),
        ] {
            assert_eq!(parts(title), (level.to_owned(), job.to_owned()), "{title}");
        }
    }

    #[test]
    fn what_names_no_level_is_said_to_name_none() {
        for title in ["Overview", "How we use this framework", "Glossary", "Engineering Manager"] {
            assert_eq!(read(title, &[]), None, "{title}");
        }
    }

    #[test]
    fn a_heading_is_of_a_level_when_it_begins_with_one() {
        assert!(is_level_heading("IC4", &[]));
        assert!(is_level_heading("Level 2 \u{2013} Engineer", &[]));
        assert!(is_level_heading("Junior Engineer (L1)", &[]));
        assert!(!is_level_heading("Our values (v2)", &[]));
        assert!(!is_level_heading("Reach at L2", &[]));
        assert!(!is_level_heading("Results", &[]));
    }

    #[test]
    fn levels_without_numbers_have_headings_too() {
        for heading in ["Senior", "Staff Engineer", "Junior (L1-L2)", "Mid"] {
            assert!(is_seniority_heading(heading), "{heading}");
        }
        for heading in ["Leading others", "Working with senior people", "Lead by example in all that you do"] {
            assert!(!is_seniority_heading(heading), "{heading}");
        }
    }

    #[test]
    fn seniority_is_no_part_of_a_track() {
        assert_eq!(without_seniority("Sr. Principal Software Engineer"), "Software Engineer");
        assert_eq!(without_seniority("Engineering Manager"), "Engineering Manager");
        assert_eq!(without_seniority("Principal"), "Principal");
    }
}
