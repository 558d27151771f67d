//! Shared factors of a channel: numbers that multiply the times of several stages at once.

use jiff::civil::Date;

use crate::law::answers::Regimes;
use crate::law::chambers::noon;
use crate::scenario::assume::{self, Basis};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Table;
use crate::scenario::reference::Reference;
use crate::sim::Time;
use crate::sim::time::DAY;

/// A shared factor.
#[derive(Clone, Debug)]
pub struct Factor {
    /// The channel it belongs to.
    pub channel: String,
    /// Its name: `k_ie`.
    pub name: String,
    /// Its value, above 0.
    pub value: f64,
    /// Other values, each from a day on.
    pub since: Vec<(Date, f64)>,
    /// Named values.
    pub presets: Vec<(String, f64)>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// The range in which it may lie.
    pub range: Option<(f64, f64)>,
    /// Where it comes from.
    pub reference: Option<Reference>,
}

impl Factor {
    /// Its values by the moment from which each holds.
    pub fn regimes(&self) -> Regimes {
        let first = [(Time(i64::MIN), self.value)];
        let later = self.since.iter().map(|(day, value)| (noon(*day) + -(DAY / 2), *value));
        first.into_iter().chain(later).collect()
    }
}

/// Reads `[factor.<name>]` of a channel.
pub fn read(channel: &str, table: &Table<'_>) -> Vec<Factor> {
    let Some(factors) = table.table("factor") else { return Vec::new() };
    let mut read = Vec::new();
    for entry in factors.entries() {
        let Some(factor) = factors.table(entry.key.value) else { continue };
        read.extend(read_factor(channel, entry.key.value, &factor));
        factor.finish();
    }
    read
}

fn read_factor(channel: &str, name: &str, table: &Table<'_>) -> Option<Factor> {
    let value = positive("value", table);
    let basis = assume::read_basis(table, "basis", &table.span());
    let reference = Reference::read(table);
    let range = value.and_then(|value| assume::range_around("range", value, table));
    let presets = table.table("presets").map(|presets| {
        let entries = presets.entries();
        let preset = |name: &str| Some((name.to_owned(), positive(name, &presets)?));
        entries.iter().filter_map(|entry| preset(entry.key.value)).collect()
    });
    let since = read_since(table);
    Some(Factor {
        channel: channel.to_owned(),
        name: name.to_owned(),
        value: value?,
        since,
        presets: presets.unwrap_or_default(),
        basis,
        range,
        reference,
    })
}

/// `[[since]]`: another value from a day on, in the order of the days.
fn read_since(table: &Table<'_>) -> Vec<(Date, f64)> {
    let mut since: Vec<(Date, f64)> = Vec::new();
    for row in table.array_of_tables("since") {
        let (date, value) = (row.required_date("date"), positive("value", &row));
        row.value("basis");
        Reference::read(&row);
        if let (Some(date), Some(value)) = (date, value) {
            if since.last().is_some_and(|(before, _)| *before >= date.value) {
                row.report(
                    Diagnostic::error("out-of-order", "the days of a factor are out of order")
                        .at(date.span, "not later than the day above it"),
                );
            }
            since.push((date.value, value));
        }
        row.finish();
    }
    since
}

fn positive(key: &str, table: &Table<'_>) -> Option<f64> {
    let number = table.required_float(key)?;
    if number.value > 0.0 && number.value <= 1000.0 {
        return Some(number.value);
    }
    table.report(
        Diagnostic::error("bad-factor", format!("a factor cannot be {}", number.value))
            .at(number.span, "expected a number above 0 and at most 1000"),
    );
    None
}
