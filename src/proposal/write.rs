//! Writing `proposals/<slug>.toml`: new ones, and additions that keep every comment.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::{Acceptance, Proposal};

/// Returns the text of a new proposal's file.
pub fn new_file(proposal: &Proposal) -> String {
    let mut document = DocumentMut::new();
    document["title"] = value(proposal.title.as_str());
    document["why"] = text(&proposal.why);
    if let Some(sponsor) = &proposal.sponsor {
        document["sponsor"] = value(sponsor.as_str());
    }
    if let Some(declared) = &proposal.declared {
        document["declared"] = value(declared.value.as_str());
    }
    if let Some(effective) = &proposal.effective {
        document["effective"] = day(effective.value);
    }
    for acceptance in &proposal.acceptances {
        add(&mut document, acceptance);
    }
    document.to_string()
}

/// Returns a proposal's file with an acceptance added at its end; all else stays as it is.
///
/// # Errors
/// When the file is no TOML, or its `accept` is no list of tables.
pub fn add_acceptance(file: &str, acceptance: &Acceptance) -> Result<String, String> {
    let mut document: DocumentMut = file.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    if document.get("accept").is_some_and(|item| item.as_array_of_tables().is_none()) {
        return Err("`accept` is no list of tables: begin each with a line [[accept]]".to_owned());
    }
    add(&mut document, acceptance);
    Ok(document.to_string())
}

fn add(document: &mut DocumentMut, acceptance: &Acceptance) {
    let mut table = Table::new();
    table["change"] = value(acceptance.change.as_str());
    table["who"] = value(format!("@{}", acceptance.who));
    if let Some(reason) = &acceptance.reason {
        table["reason"] = value(reason.as_str());
    }
    let list = document.entry("accept").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(list) = list.as_array_of_tables_mut() {
        list.push(table);
    }
}

/// A text; of several lines where it has several.
fn text(text: &str) -> Item {
    let plain = text.contains('\n') && !text.contains("\"\"\"") && !text.contains('\\') && !text.contains('\r');
    let spelled = if plain { format!("\"\"\"\n{}\n\"\"\"", text.trim_end()).parse::<Value>().ok() } else { None };
    spelled.map_or_else(|| value(text), Item::Value)
}

fn day(day: jiff::civil::Date) -> Item {
    day.to_string().parse::<Value>().map_or_else(|_| value(day.to_string()), Item::Value)
}

#[cfg(test)]
mod tests {
    use crate::diff::Impact;
    use crate::proposal::{Acceptance, Proposal, load};
    use crate::source::{Placed, RawFile};

    fn proposal() -> Proposal {
        Proposal {
            slug: "on-call".to_owned(),
            file: "proposals/on-call.toml".to_owned(),
            title: "On-call is \"part\" of IC4".to_owned(),
            why: "It is.\nAnd was.".to_owned(),
            sponsor: Some("@cto".to_owned()),
            declared: Some(Placed { value: Impact::Expectation, span: 0..0 }),
            effective: Some(Placed { value: jiff::civil::date(2027, 4, 1), span: 0..0 }),
            acceptances: vec![Acceptance {
                change: "0123456789abcdef".to_owned(),
                who: "ciso".to_owned(),
                reason: Some("we know".to_owned()),
                line: 0,
            }],
        }
    }

    fn read(text: &str) -> Proposal {
        let file = RawFile { path: "proposals/on-call.toml".to_owned(), bytes: text.as_bytes().to_vec() };
        let loaded = load(&[file], "framework");
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        loaded.proposals.into_iter().next().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = super::new_file(&proposal());
        let found = read(&text);
        assert!(text.contains("effective = 2027-04-01"), "{text}");
        assert_eq!((found.title, found.sponsor), (proposal().title, proposal().sponsor));
        assert_eq!(found.why.trim_end(), proposal().why);
        assert_eq!(found.declared.unwrap().value, Impact::Expectation);
        assert_eq!(found.effective.unwrap().value, jiff::civil::date(2027, 4, 1));
        assert_eq!(found.acceptances[0].change, "0123456789abcdef");
    }

    #[test]
    fn an_acceptance_is_added_without_losing_a_comment() {
        let before = "# Why we do this\ntitle = \"T\"  # short\nwhy = \"w\"\n";
        let after = super::add_acceptance(before, &proposal().acceptances[0]).unwrap();
        assert!(after.starts_with(before), "{after}");
        assert_eq!(read(&after).acceptances.len(), 1);
    }
}
