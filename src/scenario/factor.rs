//! Shared factors of a channel: numbers that multiply the times of several stages at once.

use jiff::civil::Date;

use crate::law::answers::Regimes;
use crate::law::day;
use crate::scenario::assume;
use crate::scenario::basis::{self, Basis};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Table, dotted};
use crate::scenario::number::{Number, Support, between};
use crate::scenario::reference::Reference;
use crate::sim::Time;

/// The most values a factor may have in the course of time.
const MOST_SINCE: usize = 50;

/// A shared factor.
#[derive(Clone, Debug)]
pub struct Factor {
    /// The channel it belongs to.
    pub channel: String,
    /// Its name: `k_ie`.
    pub name: String,
    /// Its value, above 0: the one written, or that of the preset in use.
    pub value: f64,
    /// Other values, each from a day on.
    pub since: Vec<Since>,
    /// The preset in use, if one is.
    pub preset: Option<String>,
    /// Named values.
    pub presets: Vec<(String, f64)>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// The range in which it may lie.
    pub range: Option<(f64, f64)>,
    /// Where it comes from.
    pub reference: Option<Reference>,
}

/// Another value of a factor, from a day on.
#[derive(Clone, Debug)]
pub struct Since {
    /// The day.
    pub date: Date,
    /// The value, above 0.
    pub value: f64,
    /// What it rests on; `None`: on the same as the first value.
    pub basis: Option<Basis>,
    /// Where it comes from.
    pub reference: Option<Reference>,
}

impl Factor {
    /// A factor of which only the name is known.
    fn unread(channel: &str, name: &str) -> Factor {
        Factor {
            channel: channel.to_owned(),
            name: name.to_owned(),
            value: 1.0,
            since: Vec::new(),
            preset: None,
            presets: Vec::new(),
            basis: None,
            range: None,
            reference: None,
        }
    }

    /// Its values by the moment from which each holds.
    pub fn regimes(&self) -> Regimes {
        let first = [(Time(i64::MIN), self.value)];
        let later = self.since.iter().map(|since| (day::start(since.date), since.value));
        first.into_iter().chain(later).collect()
    }
}

impl Factor {
    /// Its value, with what that rests on.
    fn number(&self) -> Number {
        let presets = self.presets.iter().map(|(name, value)| format!("{name} {value}"));
        let presets = Some(presets.collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty());
        let presets = presets.map(|text| format!(" ({text})")).unwrap_or_default();
        let key = if self.preset.is_some() { "use" } else { "value" };
        Number {
            key: dotted(&["channel", &self.channel, "factor", &self.name, key]),
            name: format!("{} {}", self.channel, self.name),
            what: "factor",
            when: None,
            words: format!("times {}{presets}", self.value),
            support: Support {
                basis: self.basis,
                strength: None,
                range: self.range.map(between),
                ends: self.range,
                reference: self.reference.clone(),
            },
        }
    }

    /// Its value from a day on.
    fn number_since(&self, since: &Since) -> Number {
        let support = Support {
            basis: since.basis.or(self.basis),
            reference: since.reference.clone(),
            ..Support::default()
        };
        Number {
            key: dotted(&["channel", &self.channel, "factor", &self.name, "since"]),
            when: Some(format!("since = {}", since.date)),
            words: format!("times {}", since.value),
            support,
            ..self.number()
        }
    }
}

/// Reads `[factor.<name>]` of a channel, and adds its numbers with what they rest on.
pub fn read(channel: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> Vec<Factor> {
    let Some(factors) = table.table("factor") else { return Vec::new() };
    let mut read = Vec::new();
    for entry in factors.entries() {
        let Some(factor) = factors.table(entry.key.value) else {
            // What it is cannot be read, but stages may name it.
            read.push(Factor::unread(channel, entry.key.value));
            continue;
        };
        let known = read_factor(channel, entry.key.value, &factor);
        numbers.push(known.number());
        numbers.extend(known.since.iter().map(|since| known.number_since(since)));
        read.push(known);
        factor.finish();
    }
    read
}

fn read_factor(channel: &str, name: &str, table: &Table<'_>) -> Factor {
    let presets = read_presets(table);
    let written = positive("value", table);
    let preset = read_use(&presets, table);
    let value = preset.as_ref().map(|(_, value)| *value).or(written);
    // To use a preset is to change no number.
    let places = table.places(if preset.is_some() { "presets" } else { "value" });
    let basis = basis::read(table, "basis", &places);
    let kept = !basis::is_changed(table, &places);
    let reference = Reference::read(table).filter(|_| kept);
    table.has("range");
    let at = table.value(if preset.is_some() { "use" } else { "value" }).map(|value| value.span);
    let range = value.and_then(|value| assume::range_around("range", value, at, table));
    let since = read_since(table);
    // A preset is one value for all days.
    let since = if preset.is_some() { Vec::new() } else { since };
    Factor {
        // A value that is no factor has been reported; the name stays known.
        value: value.unwrap_or(1.0),
        since,
        preset: preset.map(|(name, _)| name),
        presets,
        basis,
        range,
        reference,
        ..Factor::unread(channel, name)
    }
}

/// `presets = { expedited = 0.5, generic = 2.0 }`: values with a name.
fn read_presets(table: &Table<'_>) -> Vec<(String, f64)> {
    let Some(presets) = table.table("presets") else { return Vec::new() };
    let preset = |name: &str| Some((name.to_owned(), positive(name, &presets)?));
    presets.entries().iter().filter_map(|entry| preset(entry.key.value)).collect()
}

/// `use = "generic"`: the value of a preset instead of the one written.
fn read_use(presets: &[(String, f64)], table: &Table<'_>) -> Option<(String, f64)> {
    let name = table.str("use")?;
    let found = presets.iter().find(|(preset, _)| preset == name.value);
    if found.is_none() {
        let names = presets.iter().map(|(preset, _)| preset.as_str());
        table.report(
            Diagnostic::error("unknown-preset", format!("there is no preset `{}`", name.value))
                .at(name.span, "not in `presets`")
                .help("give it a value: presets = { <its name> = 2.0 }")
                .help_if(did_you_mean(name.value, names)),
        );
    }
    found.cloned()
}

/// `[[since]]`: another value from a day on, in the order of the days.
fn read_since(table: &Table<'_>) -> Vec<Since> {
    let mut all: Vec<Since> = Vec::new();
    for row in table.tables_up_to("since", MOST_SINCE) {
        let (date, value) = (row.required_date("date"), positive("value", &row));
        let basis = match row.has("basis") {
            true => basis::read(&row, "basis", &[row.span()]),
            false => {
                // It goes by that of the factor, unless it was put on top of it.
                basis::read(table, "basis", &row.places("value"));
                None
            }
        };
        let reference = Reference::read(&row);
        if let (Some(date), Some(value)) = (date, value) {
            if all.last().is_some_and(|before| before.date >= date.value) {
                row.report(
                    Diagnostic::error("out-of-order", "the days of a factor are out of order")
                        .at(date.span, "not later than the day above it")
                        .help("put the days in the order in which they come"),
                );
            }
            all.push(Since { date: date.value, value, basis, reference });
        }
        row.finish();
    }
    all
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
