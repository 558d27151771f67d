//! A forecast or a comparison as a table for spreadsheets: one row for every number, with its interval.

use crate::experiment::compare::summary::{AlternativeResult, Compared, Difference, Tested};
use crate::experiment::estimate::quantile::QuantileEstimate;
use crate::experiment::estimate::{Estimate, Interval};
use crate::experiment::forecast::summary::{ByDay, Forecast, OutcomeShare, Ruling};
use crate::report::compare::CompareReport;
use crate::report::table::{figure, written};

/// The columns of a forecast. `of` says which outcome, day, part, court or draw the measure is of.
const FORECAST: [&str; 7] = ["measure", "of", "value", "low", "high", "level", "unit"];

/// The columns of a comparison. `against` is empty where an alternative stands by itself, and only a difference has
/// a `p`.
const COMPARE: [&str; 10] =
    ["alternative", "against", "measure", "of", "value", "low", "high", "level", "unit", "p"];

/// One number.
struct Row {
    measure: &'static str,
    of: String,
    estimate: Estimate,
    unit: &'static str,
    p: Option<f64>,
}

/// A share of the cases.
const SHARE: &str = "share";
/// A day counted from day 0, or a number of days.
const DAYS: &str = "days";

impl Row {
    fn new(
        measure: &'static str,
        of: impl ToString,
        estimate: Estimate,
        unit: &'static str,
    ) -> Row {
        Row { measure, of: of.to_string(), estimate, unit, p: None }
    }

    /// A day; an end that is not known is left out.
    fn day(measure: &'static str, of: impl ToString, day: &QuantileEstimate) -> Row {
        let end = |end: Option<i64>| end.map_or(f64::NAN, |day| day as f64);
        let interval = Interval { low: end(day.low), high: end(day.high) };
        Row::new(measure, of, Estimate { value: day.value as f64, interval }, DAYS)
    }

    /// A number that has no interval.
    fn bare(measure: &'static str, of: impl ToString, value: f64) -> Row {
        let interval = Interval { low: f64::NAN, high: f64::NAN };
        Row::new(measure, of, Estimate { value, interval }, SHARE)
    }

    fn tested(measure: &'static str, tested: &Tested, unit: &'static str) -> Row {
        let of = tested.day.map(|day| day.to_string()).unwrap_or_default();
        Row { p: Some(tested.p), ..Row::new(measure, of, tested.difference, unit) }
    }

    fn fields(&self, level: f64) -> [String; FORECAST.len()] {
        let Estimate { value, interval } = self.estimate;
        let [value, low, high] = [value, interval.low, interval.high].map(figure);
        let of = self.of.clone();
        [self.measure.to_owned(), of, value, low, high, figure(level), self.unit.to_owned()]
    }
}

/// A forecast.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn forecast(forecast: &Forecast) -> Result<String, csv::Error> {
    let rows = of_forecast(forecast);
    written(FORECAST, rows.iter().map(|row| row.fields(forecast.level).to_vec()))
}

fn of_forecast(forecast: &Forecast) -> Vec<Row> {
    let mut rows = of_outcomes(&forecast.outcomes);
    rows.extend(of_days(&forecast.data_by_day));
    let parts = forecast.days_to_data.iter();
    rows.extend(parts.map(|one| Row::day("days_to_data", one.part, &one.day)));
    let without = &forecast.days_without_data;
    rows.push(Row::new("days_without_data", without.horizon, without.mean, DAYS));
    let what_ifs = forecast.what_ifs.iter();
    rows.extend(what_ifs.map(|one| Row::new("what_if", &one.choice, one.came_up, SHARE)));
    rows.extend(of_rulings(&forecast.rulings));
    let drivers = forecast.drivers.iter();
    rows.extend(drivers.map(|one| Row::bare("share_of_variance", &one.draw, one.share)));
    rows.extend(forecast.from_guesses.map(|share| Row::new("from_guesses", "", share, SHARE)));
    if let Some(real) = &forecast.real_end {
        rows.push(Row::new("same_real_end", &real.outcome, real.same, SHARE));
        rows.push(Row::new("over_by_real_end", real.day, real.over_by_then, SHARE));
    }
    rows
}

fn of_outcomes(outcomes: &[OutcomeShare]) -> Vec<Row> {
    let mut rows = Vec::new();
    for OutcomeShare { outcome, share, by_horizon, median_day } in outcomes {
        rows.push(Row::new("outcome", outcome, *share, SHARE));
        rows.extend(by_horizon.map(|by| Row::new("outcome_by_horizon", outcome, by, SHARE)));
        let day = median_day.as_ref();
        rows.extend(day.map(|day| Row::day("median_day_of_outcome", outcome, day)));
    }
    rows
}

fn of_days(days: &[ByDay]) -> impl Iterator<Item = Row> {
    days.iter().map(|by| Row::new("data_by_day", by.day, by.chance, SHARE))
}

fn of_rulings(rulings: &[Ruling]) -> Vec<Row> {
    let mut rows = Vec::new();
    for Ruling { court, share, median_day } in rulings {
        rows.push(Row::new("ruling", court, *share, SHARE));
        rows.extend(median_day.as_ref().map(|day| Row::day("median_day_of_ruling", court, day)));
    }
    rows
}

/// A comparison: each alternative, then each against the first, then the races.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn compare(report: &CompareReport) -> Result<String, csv::Error> {
    let compared = &report.compared;
    let mut rows = Vec::new();
    let mut put = |alternative: &str, against: &str, all: Vec<Row>| {
        rows.extend(all.into_iter().map(|row| {
            let p = row.p.map(figure).unwrap_or_default();
            let mut fields = vec![alternative.to_owned(), against.to_owned()];
            fields.extend(row.fields(compared.level));
            fields.push(p);
            fields
        }));
    };
    for (one, best) in compared.alternatives.iter().zip(&compared.best) {
        put(&one.label, "", of_alternative(one, *best, compared));
    }
    let first = compared.alternatives.first().map_or("", |first| first.label.as_str());
    for difference in &compared.against_first {
        put(&difference.label, first, of_difference(difference, compared));
    }
    for race in &compared.races {
        let row = Row::new("data_before_ruling", &race.court, race.data_first, SHARE);
        put(&race.data, &race.ruling, vec![row]);
    }
    written(COMPARE, rows)
}

fn of_alternative(one: &AlternativeResult, best: f64, compared: &Compared) -> Vec<Row> {
    let mut rows = of_outcomes(&one.outcomes);
    rows.extend(of_days(&one.data_by_day));
    rows.push(Row::new("data_ever", "", one.data_ever, SHARE));
    rows.extend(one.median_day.as_ref().map(|day| Row::day("median_day", "", day)));
    rows.push(Row::new("days_without_data", compared.horizon, one.days_without_data, DAYS));
    rows.push(Row::bare("best", "", best));
    rows.extend(of_rulings(&one.rulings));
    rows
}

fn of_difference(difference: &Difference, compared: &Compared) -> Vec<Row> {
    let tested = difference.data_by_day.iter();
    let mut rows: Vec<Row> = tested.map(|one| Row::tested("data_by_day", one, SHARE)).collect();
    rows.push(Row::tested("data_ever", &difference.data_ever, SHARE));
    let days = Row::tested("days_without_data", &difference.days_without_data, DAYS);
    rows.push(Row { of: compared.horizon.to_string(), ..days });
    rows.extend(difference.median_day.map(|day| Row::new("median_day", "", day, DAYS)));
    rows.push(Row::new("sooner", "", difference.sooner, SHARE));
    rows.push(Row::new("later", "", difference.later, SHARE));
    for (measure, cases) in [
        ("same", difference.same),
        ("moved", difference.moved),
        ("flipped", difference.flipped),
        ("gained", difference.gained),
        ("lost", difference.lost),
    ] {
        rows.push(Row { unit: "cases", ..Row::bare(measure, "", cases as f64) });
    }
    rows
}
