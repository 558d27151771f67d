//! A sweep as a table for spreadsheets: a row for each point and alternative, and one for each difference.

use super::SweepReport;
use crate::experiment::estimate::Estimate;

/// Comma-separated values, a header first.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn csv(report: &SweepReport) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let keys = report.axes.iter().map(|axis| axis.key.as_str());
    writer.write_record(keys.chain(["alternative", "less", "measure", "value", "low", "high"]))?;
    for point in &report.points {
        let at: Vec<String> = point.at.iter().map(f64::to_string).collect();
        let mut write = |alternative: &str, less: &str, estimate: &Estimate| {
            let Estimate { value, interval } = estimate;
            let numbers = [*value, interval.low, interval.high].map(|number| number.to_string());
            let words = [alternative, less, &report.measure].map(str::to_owned);
            writer.write_record(at.iter().chain(&words).chain(&numbers))
        };
        for (label, estimate) in report.alternatives.iter().zip(&point.measured) {
            write(label, "", estimate)?;
        }
        for (label, estimate) in report.alternatives[1..].iter().zip(&point.against_first) {
            write(label, &report.alternatives[0], estimate)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
