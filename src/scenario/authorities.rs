//! Authorities of one's own: the law of a country the program does not know, as a scenario states it.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::law::authority::{Authority, Catalogue, Evidence, Force};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};

/// The built-in authorities, those of the scenario (`[[authority]]`), and those of its channels. A channel
/// lists what it rests on under `authority`, so its own stand in `[[own_authority]]`.
pub fn read<'a>(root: &Table<'_>, channels: impl Iterator<Item = &'a Table<'a>>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let mut places = Vec::new();
    read_tables(root, "authority", &mut places, &mut catalogue);
    for channel in channels {
        read_tables(channel, "own_authority", &mut places, &mut catalogue);
    }
    catalogue
}

/// Reads the tables at `key` and adds each authority that is sound to the catalogue.
fn read_tables<'a>(
    table: &Table<'a>,
    key: &str,
    places: &mut Vec<Spanned<&'a str>>,
    catalogue: &mut Catalogue,
) {
    for row in table.array_of_tables(key) {
        row.require_all(&["id", "citation", "holding", "evidence"]);
        let id = row.required_str("id");
        let authority = read_row(&row, id.as_ref());
        match id {
            Some(id) if catalogue.find(id.value).is_some() => {
                row.report(taken(&id, places));
                // Of two in this file, one should have the id of another that is named.
                if places.iter().any(|known| known.value == id.value) {
                    row.lose("authority");
                }
                places.push(id);
            }
            Some(id) => {
                // What is wrong with an authority is no reason why others could not name it.
                catalogue.add(authority.unwrap_or_else(|| unread(&id)));
                places.push(id);
            }
            None => row.lose("authority"),
        }
        row.finish();
    }
}

/// An authority of which only the id is known.
fn unread(id: &Spanned<&str>) -> Authority {
    Authority {
        id: Cow::Owned(id.value.to_owned()),
        citation: Cow::Borrowed(""),
        force: Force::Always,
        holding: Cow::Borrowed(""),
        evidence: Evidence::Assumption,
        reference: None,
        url: None,
    }
}

fn taken(id: &Spanned<&str>, places: &[Spanned<&str>]) -> Diagnostic {
    let first = places.iter().find(|known| known.value == id.value);
    let mistake =
        Diagnostic::error("duplicate-id", format!("there is an authority `{}` already", id.value));
    match first {
        Some(first) => mistake
            .at(id.span.clone(), "used a second time")
            .also(first.span.clone(), "first used here")
            .help("give each authority an id of its own"),
        None => mistake.at(id.span.clone(), "the program brings one of that id").help(format!(
            "leave this table out, or choose another id; see: comity law {}",
            id.value
        )),
    }
}

fn read_row(row: &Table<'_>, id: Option<&Spanned<&str>>) -> Option<Authority> {
    let citation = row.required_str("citation");
    let holding = row.required_str("holding");
    let force = read_force(row);
    let evidence = read_evidence(row);
    let (reference, url) = (row.str("reference"), row.str("url"));
    let id = id.filter(|id| is_id(row, id))?;
    let own = |text: Spanned<&str>| Cow::Owned(text.value.trim().to_owned());
    Some(Authority {
        id: Cow::Owned(id.value.to_owned()),
        citation: own(citation?),
        force: force?,
        holding: own(holding?),
        evidence: evidence?,
        reference: reference.map(own),
        url: url.map(own),
    })
}

/// An id has no spaces, so that it can stand in a list and on a command line.
fn is_id(row: &Table<'_>, id: &Spanned<&str>) -> bool {
    let sound = !id.value.is_empty() && !id.value.contains(|c: char| c.is_whitespace());
    if !sound {
        row.report(
            Diagnostic::error("bad-id", format!("`{}` is no id of an authority", id.value))
                .at(id.span.clone(), "one word without spaces")
                .help("write a short word such as \"xx.act-7\""),
        );
    }
    sound
}

/// The days in force: `from`, `to`, both, neither, or `in_force = false`.
fn read_force(row: &Table<'_>) -> Option<Force> {
    let (given, from, to) = (row.has("from") || row.has("to"), row.date("from"), row.date("to"));
    if let Some(in_force) = row.bool("in_force").filter(|in_force| !in_force.value) {
        if given {
            row.report(
                Diagnostic::error("never-in-force", "what is not in force has no days in force")
                    .at(in_force.span, "not in force, but `from` or `to` is given")
                    .help("remove `in_force = false`, or the days"),
            );
            return None;
        }
        return Some(Force::NotInForce);
    }
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        row.report(
            Diagnostic::error("ends-before-it-begins", "an authority ends before it begins")
                .at(to.span.clone(), "this is earlier")
                .also(from.span.clone(), "than this")
                .help("both days count as days in force"),
        );
        return None;
    }
    let day = |spanned: Option<Spanned<Date>>| spanned.map(|spanned| spanned.value);
    Some(match (day(from), day(to)) {
        (None, None) => Force::Always,
        (Some(from), None) => Force::Since(from),
        (None, Some(to)) => Force::Until(to),
        (Some(from), Some(to)) => Force::Between(from, to),
    })
}

fn read_evidence(row: &Table<'_>) -> Option<Evidence> {
    let text = row.required_str("evidence")?;
    let found = Evidence::ALL.into_iter().find(|mark| mark.as_str() == text.value);
    if found.is_none() {
        let marks = Evidence::ALL.map(Evidence::as_str);
        row.report(
            Diagnostic::error(
                "unknown-evidence",
                format!("`{}` is no mark of evidence", text.value),
            )
            .at(text.span, "how well is this known?")
            .help(format!("the marks are \"{}\"", marks.join("\", \"")))
            .help_if(did_you_mean(text.value, marks.into_iter())),
        );
    }
    found
}
