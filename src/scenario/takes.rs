//! Lengths of time as a scenario writes them: a number with its unit, a range, or a named distribution.

use crate::law::answers::Takes;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Kind, Table, Value};
use crate::sim::distribution::{Distribution, DistributionError};
use crate::sim::time::DAY;

/// The units, with their seconds. A month or a year is no unit: it has no fixed length.
const UNITS: [(&str, f64); 5] = [
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", DAY as f64),
    ("week", 7.0 * DAY as f64),
];

/// A length of time and how it reads.
#[derive(Clone, Debug)]
pub struct Length {
    /// In the form a run uses.
    pub takes: Takes,
    /// As a reader would say it.
    pub words: String,
}

/// Reads what stands at a `takes` or `duration` key.
pub fn read(value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    match &value.kind {
        Kind::String(text) => read_text(text, value, table),
        Kind::Table(inner) => read_table(inner, value, table),
        _ => {
            let mistake = value.mismatch("a length of time").help(EXAMPLES);
            table.report(mistake);
            None
        }
    }
}

const EXAMPLES: &str = "write \"14 days\", \"30 to 90 days\", { median = \"35 days\", q95 = \"90 days\" }, \
     { uniform = [\"60 days\", \"150 days\"] }, { triangular = [\"2 days\", \"5 days\", \"10 days\"] }, \
     { exponential = \"30 days\" } or { by = \"deadline\" }";

fn read_text(text: &str, value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    let built = match text.split_once(" to ") {
        Some((low, high)) => range(low, high),
        None => seconds(text).map(|length| (Distribution::fixed(length), length == 0.0)),
    };
    match built {
        Some((Ok(_), true)) => Some(Length { takes: Takes::NoTime, words: "at once".to_owned() }),
        Some((distribution, _)) => finish(distribution, text.to_owned(), value, table),
        None => {
            table.report(
                Diagnostic::error("bad-duration", format!("`{text}` is not a length of time"))
                    .at(value.span.clone(), "expected a number and a unit")
                    .help("the units are seconds, minutes, hours, days and weeks; a range is \"30 to 90 days\""),
            );
            None
        }
    }
}

/// `30 to 90 days`: the range that holds nine cases of ten.
fn range(low: &str, high: &str) -> Option<(Result<Distribution, DistributionError>, bool)> {
    let high_seconds = seconds(high)?;
    let unit = high.split_whitespace().nth(1)?;
    let low_seconds = seconds(low).or_else(|| seconds(&format!("{low} {unit}")))?;
    Some((Distribution::interval(low_seconds, high_seconds), false))
}

fn finish(
    built: Result<Distribution, DistributionError>,
    words: String,
    value: &Value<'_>,
    table: &Table<'_>,
) -> Option<Length> {
    match built {
        Ok(distribution) => Some(Length { takes: Takes::Length(distribution), words }),
        Err(error) => {
            table.report(
                Diagnostic::error("bad-distribution", format!("{error}"))
                    .at(value.span.clone(), "this is no distribution of time"),
            );
            None
        }
    }
}

fn read_table(inner: &Table<'_>, value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    let length = if inner.has("by") {
        read_deadline(inner)
    } else if inner.has("median") || inner.has("q95") {
        read_lognormal(inner, value)
    } else if inner.has("uniform") {
        read_list(inner, "uniform", 2, value)
    } else if inner.has("triangular") {
        read_list(inner, "triangular", 3, value)
    } else if inner.has("exponential") {
        let mean = read_seconds(inner, "exponential")?;
        let words = format!("exponential with mean {}", inner.str("exponential")?.value);
        finish(Distribution::exponential(mean), words, value, inner)
    } else {
        table.report(value.mismatch("a length of time").help(EXAMPLES));
        return None;
    };
    unknown_keys(inner);
    length
}

/// A table inside a value cannot be finished by value; its stray keys are reported here.
fn unknown_keys(inner: &Table<'_>) {
    for entry in inner.entries() {
        inner.report(
            Diagnostic::error(
                "unknown-key",
                format!("there is no key `{}` in a length of time", entry.key.value),
            )
            .at(entry.key.span.clone(), "unknown key")
            .help(EXAMPLES),
        );
    }
}

fn read_deadline(inner: &Table<'_>) -> Option<Length> {
    let by = inner.str("by")?;
    if by.value != "deadline" {
        inner.report(
            Diagnostic::error("unknown-name", format!("an act cannot come by `{}`", by.value))
                .at(by.span, "expected \"deadline\"")
                .help("write { by = \"deadline\" }: the law computes the day"),
        );
        return None;
    }
    Some(Length { takes: Takes::ByDeadline, words: "by the deadline".to_owned() })
}

fn read_lognormal(inner: &Table<'_>, value: &Value<'_>) -> Option<Length> {
    let (median, q95) = (read_seconds(inner, "median"), read_seconds(inner, "q95"));
    let words = match (inner.str("median"), inner.str("q95")) {
        (Some(median), Some(q95)) => format!("median {}, 95 % within {}", median.value, q95.value),
        _ => return None,
    };
    finish(Distribution::lognormal(median?, q95?), words, value, inner)
}

fn read_list(inner: &Table<'_>, family: &str, count: usize, value: &Value<'_>) -> Option<Length> {
    let items = inner.strings(family);
    let lengths: Vec<f64> =
        items.iter().filter_map(|item| parsed(item.value, item.span.clone(), inner)).collect();
    if lengths.len() != items.len() {
        return None;
    }
    if lengths.len() != count {
        inner.report(
            Diagnostic::error(
                "bad-distribution",
                format!("`{family}` takes {count} lengths of time"),
            )
            .at(value.span.clone(), format!("found {}", lengths.len()))
            .help(EXAMPLES),
        );
        return None;
    }
    let words: Vec<&str> = items.iter().map(|item| item.value).collect();
    let (built, words) = match lengths[..] {
        [low, high] => {
            (Distribution::uniform(low, high), format!("anywhere from {}", words.join(" to ")))
        }
        [low, mode, high] => (
            Distribution::triangular(low, mode, high),
            format!("{}, most likely {}", [words[0], words[2]].join(" to "), words[1]),
        ),
        _ => return None,
    };
    finish(built, words, value, inner)
}

fn read_seconds(inner: &Table<'_>, key: &str) -> Option<f64> {
    let text = inner.required_str(key)?;
    parsed(text.value, text.span, inner)
}

fn parsed(text: &str, span: std::ops::Range<usize>, table: &Table<'_>) -> Option<f64> {
    let length = seconds(text);
    if length.is_none() {
        table.report(
            Diagnostic::error("bad-duration", format!("`{text}` is not a length of time"))
                .at(span, "expected a number and a unit")
                .help("the units are seconds, minutes, hours, days and weeks"),
        );
    }
    length
}

/// The seconds in `14 days`; `None` if it is not a number and a unit.
pub fn seconds(text: &str) -> Option<f64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: f64 =
        number.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)?;
    let unit = unit.trim();
    let (_, length) =
        UNITS.iter().find(|(name, _)| unit == *name || unit.strip_suffix('s') == Some(name))?;
    Some(number * length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_needs_a_number_and_a_unit() {
        assert_eq!(seconds("14 days"), Some(14.0 * 86_400.0));
        assert_eq!(seconds("1 day"), Some(86_400.0));
        assert_eq!(seconds("0.5 hours"), Some(1800.0));
        for wrong in ["14", "days", "14 months", "-3 days", "inf days", "14days", ""] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
