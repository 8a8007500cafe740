//! A comparison in the published format as changes that can be made.

use crate::diff::{Details, Kind, Patch, Record, Setting, Side};

use super::json::{Diff, Item};

/// Returns the changes of a comparison.
///
/// # Errors
/// What of it is in no format that is known.
pub fn of(diff: &Diff) -> Result<Patch, String> {
    if diff.version != 1 {
        return Err(format!("it is of version {}, and only version 1 is known", diff.version));
    }
    let records = diff.changes.iter().map(|change| {
        let kind = Kind::from_word(&change.kind).ok_or_else(|| format!("`{}` is no kind of change", change.kind))?;
        let sides = |items: &[Item]| items.iter().map(|item| side(kind, item)).collect();
        Ok(Record { kind, before: sides(&change.before), after: sides(&change.after) })
    });
    let setting = |setting: &super::json::Setting| Setting {
        at: setting.at.clone(),
        before: setting.before.clone(),
        after: setting.after.clone(),
    };
    Ok(Patch {
        records: records.collect::<Result<_, String>>()?,
        settings: diff.settings.iter().map(setting).collect(),
    })
}

fn side(kind: Kind, item: &Item) -> Side {
    let details = Details {
        follows: item.follows.clone(),
        examples: item.examples.clone(),
        was: item.was.clone(),
        overrides: item.overrides,
    };
    Side {
        at: item.at.clone(),
        text: item.text.clone(),
        behavior: kind.is_about_behaviors().then_some(details),
        position: item.position,
        number: item.number,
    }
}
