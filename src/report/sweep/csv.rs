//! A sweep as a table for spreadsheets: a row for each point and alternative, and one for each difference.

use super::SweepReport;
use crate::experiment::estimate::Estimate;
use crate::report::table::written;

/// Comma-separated values, a header first.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn csv(report: &SweepReport) -> Result<String, csv::Error> {
    let keys = report.axes.iter().map(|axis| axis.key.as_str());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for point in &report.points {
        let mut row = |alternative: &str, less: &str, estimate: &Estimate| {
            let Estimate { value, interval } = estimate;
            let numbers = [*value, interval.low, interval.high].map(|number| number.to_string());
            let words = [alternative, less, &report.measure].map(str::to_owned);
            let at = point.at.iter().map(f64::to_string);
            rows.push(at.chain(words).chain(numbers).collect());
        };
        for (label, estimate) in report.alternatives.iter().zip(&point.measured) {
            row(label, "", estimate);
        }
        for (label, estimate) in report.alternatives[1..].iter().zip(&point.against_first) {
            row(label, &report.alternatives[0], estimate);
        }
    }
    written(keys.chain(["alternative", "less", "measure", "value", "low", "high"]), rows)
}
