//! `[data]`: how long the data lives if nobody holds a copy.

use crate::law::answers::Takes;
use crate::law::data::{Learned, Life};
use crate::scenario::assume;
use crate::scenario::basis;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Table;
use crate::scenario::number::{Number, Support};
use crate::scenario::reference::Reference;
use crate::scenario::takes;
use crate::sim::distribution::Distribution;

/// Reads the table; `None` if nobody deletes the data.
pub(super) fn read(root: &Table<'_>, numbers: &mut Vec<Number>) -> Option<Life> {
    let table = root.table("data")?;
    let support = read_support(&table, &["deleted"]);
    let said = |words: &str| format!("{words} until its user deletes it");
    let deleted = read_length("deleted", "data.deleted", &support, said, &table, numbers);
    let learned = table.table("learned").and_then(|learned| read_learned(&learned, numbers));
    table.finish();
    Some(Life { deleted: deleted?, learned })
}

/// `[data.learned]`: what a user does who learns of the case.
fn read_learned(table: &Table<'_>, numbers: &mut Vec<Number>) -> Option<Learned> {
    let support = read_support(table, &["after", "deleted"]);
    let said = |words: &str| format!("{words} until its user learns of the case");
    let after = read_length("after", "data.learned.after", &support, said, table, numbers);
    let said = |words: &str| format!("{words} from then until the user deletes it");
    let deleted = read_length("deleted", "data.learned.deleted", &support, said, table, numbers);
    table.finish();
    Some(Learned { after: after?, deleted: deleted? })
}

/// What the times of one table rest on.
fn read_support(table: &Table<'_>, keys: &[&str]) -> Support {
    let places: Vec<_> = keys.iter().flat_map(|key| table.places(key)).collect();
    let kept = !basis::is_changed(table, &places);
    // A length that is missing has been reported, and rests on nothing.
    let basis = (!places.is_empty()).then(|| basis::read(table, "basis", &places));
    table.has("basis");
    Support {
        basis: basis.flatten(),
        strength: assume::one_of(table, "strength", &basis::STRENGTHS).filter(|_| kept),
        ends: None,
        range: table.str("range").map(|words| words.value.to_owned()),
        reference: Reference::read(table).filter(|_| kept),
    }
}

fn read_length(
    key: &str,
    whole_key: &str,
    support: &Support,
    said: impl Fn(&str) -> String,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Distribution> {
    let value = table.required_value(key)?;
    let length = takes::read(&value, table)?;
    numbers.push(Number {
        key: whole_key.to_owned(),
        name: "data".to_owned(),
        what: "deletion",
        when: None,
        words: said(&length.words),
        support: support.clone(),
    });
    if let Takes::Length(length) = length.takes {
        return Some(length);
    }
    table.report(
        Diagnostic::error("bad-duration", "the data has to live for some time")
            .at(value.span, "expected a length of time above 0")
            .help("leave `[data]` out if nobody deletes it"),
    );
    None
}
