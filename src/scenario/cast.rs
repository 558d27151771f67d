//! `[cast]`: the names shown for the offices. Who holds an office may be known only to a day.

use jiff::civil::Date;

use crate::law::office::Office;
use crate::law::wording::{Later, Names};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Kind, Table};

/// The names shown for the offices; an office nobody names is shown by its id.
pub(super) fn read(root: &Table<'_>) -> Names {
    let offices = Office::ALL.iter().map(|office| office.id().to_owned()).collect();
    let mut names = Names { offices, ..Names::default() };
    let Some(cast) = root.required_table("cast") else { return names };
    for entry in cast.entries() {
        match Office::find(entry.key.value) {
            Some(office) => read_office(office, &cast, &mut names),
            None => {
                let ids = Office::ALL.iter().map(|office| office.id());
                let message = format!("there is no office `{}`", entry.key.value);
                let offices = ids.clone().collect::<Vec<_>>().join(", ");
                cast.report(
                    Diagnostic::error("unknown-office", message)
                        .at(entry.key.span.clone(), "unknown office")
                        .help(format!("the offices are {offices}"))
                        .help_if(did_you_mean(entry.key.value, ids)),
                );
            }
        }
    }
    names
}

/// `"Chief Judge Preska"`, or `{ name = "Chief Judge Preska", until = 2016-07-13, then = "a district judge" }`.
fn read_office(office: Office, cast: &Table<'_>, names: &mut Names) {
    let Some(value) = cast.value(office.id()) else { return };
    match &value.kind {
        Kind::String(name) => names.offices[office as usize] = (*name).to_owned(),
        Kind::Table(inner) => {
            inner.require_all(&["name", "until", "then"]);
            if let Some(name) = inner.required_str("name") {
                names.offices[office as usize] = name.value.to_owned();
            }
            let until: Option<Date> = inner.required_date("until").map(|day| day.value);
            let then = inner.required_str("then");
            inner.finish();
            if let Some((until, then)) = until.zip(then) {
                names.later.push(Later { office, until, name: then.value.to_owned() });
            }
        }
        _ => value.wrong_type("text, or a table with `name`, `until` and `then`"),
    }
}
