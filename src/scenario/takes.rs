//! Lengths of time as a scenario writes them: a number with its unit, a range, or a named distribution.

use std::ops::Range;

use jiff::civil::Date;

use crate::law::answers::Takes;
use crate::law::chambers::noon;
use crate::scenario::assume::trim;
use crate::scenario::diagnostic::{Diagnostic, nearest};
use crate::scenario::document::{Kind, Spanned, Table, Value};
use crate::sim::distribution::{Distribution, DistributionError};
use crate::sim::time::DAY;

/// The units, with their seconds. A month or a year is no unit: it has no fixed length.
pub(super) const UNITS: [(&str, f64); 5] = [
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", DAY as f64),
    ("week", 7.0 * DAY as f64),
];

/// The most rows of a table.
pub(super) const MOST_ROWS: usize = 100;

/// The most parts of a mixture, whose table costs the product of its parts and its values.
pub(super) const MOST_PARTS: usize = 10;

/// The most lengths of time in a scenario: each that is not fixed is a table of four thousand values.
const MOST_LENGTHS: usize = 600;

/// A length of time and how it reads.
#[derive(Clone, Debug)]
pub struct Length {
    /// In the form a run uses.
    pub takes: Takes,
    /// As a reader would say it.
    pub words: String,
}

/// A distribution, or why there is none, and how it reads.
type Built = (Result<Distribution, DistributionError>, String);

/// Reads what stands at a `takes` or `duration` key.
pub fn read(value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    let number = table.number_of_length();
    if number > MOST_LENGTHS {
        if number == MOST_LENGTHS + 1 {
            let message = format!("a scenario may give at most {MOST_LENGTHS} lengths of time");
            table.report(
                Diagnostic::error("too-many", message).at(value.span.clone(), "one too many"),
            );
        }
        return None;
    }
    match &value.kind {
        Kind::String(text) => read_text(text, value, table),
        Kind::Table(inner) => read_table(inner, value, table),
        _ => {
            let unit = match value.kind {
                Kind::Integer(number) => Some(format!("write it with its unit: \"{number} days\"")),
                _ => None,
            };
            table.report(value.mismatch("a length of time").help(EXAMPLES).help_if(unit));
            None
        }
    }
}

const EXAMPLES: &str = "write \"14 days\", \"30 to 90 days\", { median = \"35 days\", q95 = \"90 days\" }, \
     { uniform = [\"60 days\", \"150 days\"] } or { by = \"deadline\" }; also triangular, pert, \
     exponential, gamma, weibull, empirical and mixture: comity schema";

const UNIT_HELP: &str = "the units are seconds, minutes, hours, days and weeks";

fn read_text(text: &str, value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    let built = match text.split_once(" to ") {
        Some((low, high)) => range(low, high),
        None => seconds(text).map(|length| (Distribution::fixed(length), length == 0.0)),
    };
    match built {
        Some((Ok(_), true)) => Some(Length { takes: Takes::NoTime, words: "at once".to_owned() }),
        Some((distribution, _)) => finish((distribution, text.to_owned()), value, table),
        None => {
            table.report(
                Diagnostic::error("bad-duration", format!("`{text}` is not a length of time"))
                    .at(value.span.clone(), "expected a number and a unit")
                    .help(format!("{UNIT_HELP}; a range is \"30 to 90 days\"")),
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

fn finish((built, words): Built, value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
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

/// A form of a distribution: the key that names it, and how its table is read.
type Form = (&'static str, fn(&Table<'_>, &Value<'_>) -> Option<Built>);

/// The distributions that are written as a table.
const FORMS: [Form; 10] = [
    ("median", read_lognormal),
    ("q95", read_lognormal),
    ("uniform", read_uniform),
    ("triangular", read_triangular),
    ("pert", read_pert),
    ("exponential", read_exponential),
    ("gamma", read_gamma),
    ("weibull", read_weibull),
    ("empirical", read_empirical),
    ("mixture", read_mixture),
];

fn read_table(inner: &Table<'_>, value: &Value<'_>, table: &Table<'_>) -> Option<Length> {
    let named = |key: &str| inner.keys().any(|known| known == key);
    let length = if named("by") {
        read_deadline(inner)
    } else if named("on") {
        inner.date("on").map(|day| on_a_day(day.value))
    } else if let Some((_, read)) = FORMS.iter().find(|(key, _)| named(key)) {
        read(inner, value).and_then(|built| finish(built, value, inner))
    } else {
        report_no_form(inner, value, table);
        return None;
    };
    inner.finish();
    length
}

/// A table none of whose keys names a distribution: perhaps one is misspelt.
fn report_no_form(inner: &Table<'_>, value: &Value<'_>, table: &Table<'_>) {
    let forms = || FORMS.iter().map(|(key, _)| *key).chain(["by", "on"]);
    let near = inner.entries().into_iter().find_map(|entry| {
        let near = nearest(entry.key.value, forms())?;
        Some((entry.key, near))
    });
    table.report(match near {
        Some((key, near)) => {
            let message = format!("no length of time is called `{}`", key.value);
            Diagnostic::error("unknown-key", message)
                .at(key.span, "unknown key")
                .help(format!("did you mean `{near}`?"))
        }
        None => {
            let message = format!("`{}` does not say how long it takes", value.path);
            Diagnostic::error("wrong-type", message)
                .at(value.span.clone(), "no length of time")
                .help(EXAMPLES)
        }
    });
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

/// `{ on = 2018-02-06 }`: an event from outside, on its own day.
fn on_a_day(day: Date) -> Length {
    Length { takes: Takes::On(noon(day)), words: format!("on {day}") }
}

fn read_lognormal(inner: &Table<'_>, _: &Value<'_>) -> Option<Built> {
    let (median, q95) = (read_seconds(inner, "median"), read_seconds(inner, "q95"));
    let ((median, median_text), (q95, q95_text)) = median.zip(q95)?;
    Some((
        Distribution::lognormal(median, q95),
        format!("median {median_text}, 95 % within {q95_text}"),
    ))
}

fn read_uniform(inner: &Table<'_>, value: &Value<'_>) -> Option<Built> {
    let ([low, high], words) = read_list(inner, "uniform", value)?;
    Some((Distribution::uniform(low, high), format!("anywhere from {}", words.join(" to "))))
}

fn read_triangular(inner: &Table<'_>, value: &Value<'_>) -> Option<Built> {
    let ([low, mode, high], words) = read_list(inner, "triangular", value)?;
    let words = format!("{} to {}, most likely {}", words[0], words[2], words[1]);
    Some((Distribution::triangular(low, mode, high), words))
}

fn read_pert(inner: &Table<'_>, value: &Value<'_>) -> Option<Built> {
    let ([low, mode, high], words) = read_list(inner, "pert", value)?;
    let words = format!("{} to {}, most likely {} (PERT)", words[0], words[2], words[1]);
    Some((Distribution::pert(low, mode, high), words))
}

fn read_exponential(inner: &Table<'_>, _: &Value<'_>) -> Option<Built> {
    let (mean, text) = read_seconds(inner, "exponential")?;
    Some((Distribution::exponential(mean), format!("exponential with mean {text}")))
}

fn read_gamma(inner: &Table<'_>, _: &Value<'_>) -> Option<Built> {
    let (mean, shape) = (read_seconds(inner, "gamma"), inner.required_float("shape"));
    let ((mean, text), shape) = mean.zip(shape)?;
    let words = format!("gamma with mean {text}, shape {}", shape.value);
    Some((Distribution::gamma(mean, shape.value), words))
}

fn read_weibull(inner: &Table<'_>, _: &Value<'_>) -> Option<Built> {
    let (scale, shape) = (read_seconds(inner, "weibull"), inner.required_float("shape"));
    let ((scale, text), shape) = scale.zip(shape)?;
    let words = format!("Weibull with scale {text}, shape {}", shape.value);
    Some((Distribution::weibull(scale, shape.value), words))
}

/// `{ empirical = [["30 days", 0.25], ["90 days", 1.0]] }`: the share that is done by then.
fn read_empirical(inner: &Table<'_>, value: &Value<'_>) -> Option<Built> {
    let rows = read_rows(inner, "empirical", MOST_ROWS, value)?;
    let read: Vec<(f64, f64)> = rows.iter().filter_map(|row| read_row(row, inner)).collect();
    let (longest, _) = read.last()?;
    let words =
        format!("by a table of {} rows, {:.0} days at most", read.len(), longest / DAY as f64);
    (read.len() == rows.len()).then(|| (Distribution::empirical(&read), words))
}

fn read_row(row: &Value<'_>, inner: &Table<'_>) -> Option<(f64, f64)> {
    let pair: Vec<Value<'_>> = match &row.kind {
        Kind::Array(items) => items.items().collect(),
        _ => Vec::new(),
    };
    let [at, share] = &pair[..] else {
        row.wrong_type("a length of time and a share, such as [\"30 days\", 0.25]");
        return None;
    };
    let seconds = match at.kind {
        Kind::String(text) => parsed(text, at.span.clone(), inner),
        _ => {
            at.wrong_type("a length of time such as \"30 days\"");
            None
        }
    };
    Some((seconds?, read_share(share)?))
}

fn read_share(share: &Value<'_>) -> Option<f64> {
    match share.kind {
        Kind::Float(number) => Some(number),
        Kind::Integer(number) => Some(number as f64),
        _ => {
            share.wrong_type("a share between 0 and 1");
            None
        }
    }
}

/// `{ mixture = [{ share = 0.7, takes = "10 days" }, { share = 0.3, takes = "60 to 90 days" }] }`.
fn read_mixture(inner: &Table<'_>, value: &Value<'_>) -> Option<Built> {
    let rows = read_rows(inner, "mixture", MOST_PARTS, value)?;
    let parts: Vec<(f64, Length)> = rows.iter().filter_map(read_part).collect();
    if parts.len() != rows.len() {
        return None;
    }
    let words: Vec<String> = parts
        .iter()
        .map(|(share, part)| format!("{} %: {}", trim(100.0 * share), part.words))
        .collect();
    let parts = parts.into_iter().map(|(share, part)| match part.takes {
        Takes::Length(length) => Ok((share, length)),
        _ => Distribution::fixed(0.0).map(|nothing| (share, nothing)),
    });
    let built =
        parts.collect::<Result<Vec<_>, _>>().and_then(|parts| Distribution::mixture(&parts));
    Some((built, words.join("; ")))
}

fn read_part(row: &Value<'_>) -> Option<(f64, Length)> {
    let Kind::Table(part) = &row.kind else {
        row.wrong_type("a table such as { share = 0.5, takes = \"10 days\" }");
        return None;
    };
    let share = part.required_float("share");
    let takes = part.required_value("takes");
    part.finish();
    let takes = takes?;
    if let Kind::Table(inner) = &takes.kind
        && (inner.has("by") || inner.has("mixture") || inner.has("on"))
    {
        part.report(
            Diagnostic::error(
                "bad-distribution",
                "a part of a mixture is a length of time of its own",
            )
            .at(takes.span, "no deadline, no day and no other mixture can be mixed"),
        );
        return None;
    }
    let length = read(&takes, part)?;
    Some((share?.value, length))
}

/// The items of the list at a key, of which there may be `most`.
fn read_rows<'a>(
    inner: &Table<'a>,
    key: &str,
    most: usize,
    value: &Value<'_>,
) -> Option<Vec<Value<'a>>> {
    let list = inner.value(key)?;
    let Kind::Array(rows) = &list.kind else {
        list.wrong_type("a list");
        return None;
    };
    let rows: Vec<Value<'a>> = rows.items().collect();
    if rows.is_empty() || rows.len() > most {
        let message = format!("`{key}` takes a list of 1 to {most}");
        inner.report(
            Diagnostic::error("bad-distribution", message)
                .at(value.span.clone(), format!("found {}", rows.len())),
        );
        return None;
    }
    Some(rows)
}

/// The lengths in a list of a fixed number of them, and how they are written.
fn read_list<const N: usize>(
    inner: &Table<'_>,
    family: &str,
    value: &Value<'_>,
) -> Option<([f64; N], Vec<String>)> {
    let items = inner.strings(family);
    let lengths: Vec<f64> =
        items.iter().filter_map(|item| parsed(item.value, item.span.clone(), inner)).collect();
    if lengths.len() != items.len() {
        return None;
    }
    let found = lengths.len();
    let Ok(lengths) = <[f64; N]>::try_from(lengths) else {
        inner.report(
            Diagnostic::error("bad-distribution", format!("`{family}` takes {N} lengths of time"))
                .at(value.span.clone(), format!("found {found}"))
                .help(EXAMPLES),
        );
        return None;
    };
    Some((lengths, items.iter().map(|item| item.value.to_owned()).collect()))
}

fn read_seconds(inner: &Table<'_>, key: &str) -> Option<(f64, String)> {
    let Spanned { value: text, span } = inner.required_measure(key, "days")?;
    Some((parsed(text, span, inner)?, text.to_owned()))
}

fn parsed(text: &str, span: Range<usize>, table: &Table<'_>) -> Option<f64> {
    let length = seconds(text);
    if length.is_none() {
        table.report(
            Diagnostic::error("bad-duration", format!("`{text}` is not a length of time"))
                .at(span, "expected a number and a unit")
                .help(UNIT_HELP),
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
