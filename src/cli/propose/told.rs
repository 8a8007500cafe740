//! What the author tells of a proposal: by options, or asked at the terminal.

use jiff::civil::Date;

use crate::cli::error::CommandError;
use crate::diff::Impact;
use crate::model;
use crate::proposal::Proposal;
use crate::source::Placed;

use super::{Args, Declared, ask};

/// The longest name a proposal is given; a longer title is cut at a word.
const LONGEST: usize = 50;

/// Returns the proposal that the author tells of. `found` is what the words of the change say it is.
pub(super) fn proposal(args: &Args, found: Impact) -> Result<Proposal, CommandError> {
    let asks = ask::somebody();
    if !asks {
        nothing_is_missing(args)?;
    }
    let needed =
        |text: &str| if text.is_empty() { Err("Please write something.".to_owned()) } else { Ok(text.to_owned()) };
    let title = match &args.title {
        Some(title) => title.trim().to_owned(),
        None => ask::ask("Title, as leaders will read it", None, needed)?,
    };
    let why = match &args.why {
        Some(why) => why.trim().to_owned(),
        None => ask::ask("Why, in a sentence or two", None, needed)?,
    };
    let sponsor = match &args.sponsor {
        Some(sponsor) => Some(sponsor.clone()),
        None if asks => ask::ask("Who stands behind it, such as @cto (nobody: leave empty)", None, |text| {
            Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
        })?,
        None => None,
    };
    let effective = match args.effective {
        Some(day) => Some(day),
        None if asks => ask::ask("From which day on, such as 2027-04-01 (at once: leave empty)", None, day)?,
        None => None,
    };
    let declared = match args.declared {
        Some(declared) => declared.impact(),
        None if asks => {
            let question = "What is it: expectation, clarification or editorial";
            ask::ask(question, Some(found.as_str()), |text| {
                let all = [Impact::Expectation, Impact::Clarification, Impact::Editorial];
                let known = all.into_iter().find(|impact| impact.as_str() == text);
                known.ok_or_else(|| "Please write expectation, clarification or editorial.".to_owned())
            })?
        }
        None => found,
    };
    let slug = args.slug.clone().map_or_else(|| short_name(&title), |slug| model::slug(&slug));
    if slug.is_empty() {
        return Err(CommandError::with_hint("the title gives no name for a file", "name it with --slug raise-the-bar"));
    }
    Ok(Proposal {
        file: format!("proposals/{slug}.toml"),
        slug,
        title,
        why,
        sponsor,
        declared: Some(Placed { value: declared, span: 0..0 }),
        effective: effective.map(|value| Placed { value, span: 0..0 }),
        acceptances: Vec::new(),
    })
}

fn nothing_is_missing(args: &Args) -> Result<(), CommandError> {
    let told = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let missing: Vec<&str> = [("--title", told(&args.title)), ("--why", told(&args.why))]
        .into_iter()
        .filter(|(_, told)| !told)
        .map(|(option, _)| option)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let verb = if missing.len() == 1 { "is" } else { "are" };
    Err(CommandError::with_hint(
        format!("{} {verb} missing, and there is no terminal to ask at", missing.join(" and ")),
        "rungs propose --title \"On-call is part of IC4\" --why \"Trust is our main promise\" --effective 2027-04-01",
    ))
}

fn day(text: &str) -> Result<Option<Date>, String> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "Please write year, month and day: 2027-04-01.".to_owned()),
    }
}

/// A short name made of a title, cut at a word.
fn short_name(title: &str) -> String {
    let whole = model::slug(title);
    let mut out = String::new();
    for word in whole.split('-') {
        if !out.is_empty() && out.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out.truncate(LONGEST);
    out
}

impl Declared {
    pub(super) fn impact(self) -> Impact {
        match self {
            Self::Expectation => Impact::Expectation,
            Self::Clarification => Impact::Clarification,
            Self::Editorial => Impact::Editorial,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_short_name_ends_at_a_word() {
        let of = super::short_name;
        assert_eq!(of("On-call is part of IC4"), "on-call-is-part-of-ic4");
        assert_eq!(
            of("We ask everyone at IC4 to mentor engineers of neighboring teams as well"),
            "we-ask-everyone-at-ic4-to-mentor-engineers-of"
        );
        assert_eq!(of(&"x".repeat(80)).len(), 50);
    }
}
