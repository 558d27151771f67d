//! What moving the guesses shows as a table for spreadsheets: a row for every figure of a guess.

use super::{SensitivityReport, Shown};
use crate::experiment::estimate::Estimate;
use crate::experiment::sensitivity::tornado::Swing;
use crate::report::table::{figure, written};

/// The columns. `at` is the value of the guess where the figure is of one; a figure without an interval has no ends, and
/// only a difference has a `p`.
const COLUMNS: [&str; 9] =
    ["method", "measure", "guess", "figure", "at", "value", "low", "high", "p"];

/// A figure of a guess.
struct Row<'a> {
    guess: &'a str,
    figure: &'static str,
    at: Option<f64>,
    estimate: Estimate,
    p: Option<f64>,
}

/// Comma-separated values, a header first.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn csv(report: &SensitivityReport) -> Result<String, csv::Error> {
    let (method, measure, rows) = match &report.shown {
        Shown::Tornado(tornado) => {
            ("tornado", &tornado.measure, tornado.guesses.iter().flat_map(swing).collect())
        }
        Shown::Morris(morris) => {
            let rows = morris.guesses.iter().flat_map(|one| {
                let effects = one.effects;
                [
                    row(&one.key, "mu_star", effects.mu_star),
                    bare(&one.key, "mu", effects.mu),
                    bare(&one.key, "sigma", effects.sigma),
                ]
            });
            ("morris", &morris.setting.measure, rows.collect())
        }
        Shown::Sobol(sobol) => {
            let rows = sobol.guesses.iter().flat_map(|one| {
                [row(&one.key, "s1", one.indices.first), row(&one.key, "st", one.indices.total)]
            });
            ("sobol", &sobol.setting.measure, rows.collect::<Vec<Row<'_>>>())
        }
    };
    let rows = rows.into_iter().map(|Row { guess, figure: name, at, estimate, p }| {
        let words = [method, measure, guess, name].map(str::to_owned);
        let Estimate { value, interval } = estimate;
        let numbers = [at, Some(value), Some(interval.low), Some(interval.high), p];
        let numbers = numbers.map(|number| number.map(figure).unwrap_or_default());
        words.into_iter().chain(numbers)
    });
    written(COLUMNS, rows)
}

fn row<'a>(guess: &'a str, figure: &'static str, estimate: Estimate) -> Row<'a> {
    Row { guess, figure, at: None, estimate, p: None }
}

/// A figure that has no interval.
fn bare<'a>(guess: &'a str, figure: &'static str, value: f64) -> Row<'a> {
    let none = crate::experiment::estimate::Interval { low: f64::NAN, high: f64::NAN };
    row(guess, figure, Estimate { value, interval: none })
}

fn swing(swing: &Swing) -> Vec<Row<'_>> {
    let ends = [&swing.low, &swing.high].into_iter().flat_map(|end| {
        let at = Some(end.value);
        [
            Row { at, ..row(&swing.key, "measured", end.measured) },
            Row { at, p: Some(end.p), ..row(&swing.key, "difference", end.difference) },
        ]
    });
    ends.chain([bare(&swing.key, "swing", swing.swing)]).collect()
}
