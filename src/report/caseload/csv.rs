//! A caseload as a table: a row for every number.

use crate::experiment::estimate::Estimate;
use crate::report::caseload::CaseloadReport;

/// The report as CSV: `from` is empty for what is measured over all of the time.
///
/// # Errors
///
/// None in memory.
pub fn csv(report: &CaseloadReport) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["from", "measure", "value", "low", "high"])?;
    let number = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
    let mut row = |from: &str, name: &str, estimate: &Estimate| {
        let Estimate { value, interval } = estimate;
        let numbers = [*value, interval.low, interval.high].map(number);
        writer.write_record([from, name, &numbers[0], &numbers[1], &numbers[2]])
    };
    for one in &report.summary.measures {
        row("", &one.name, &one.estimate)?;
    }
    row("", "trend", &report.summary.trend)?;
    for period in &report.summary.periods {
        let from = period.from.to_string();
        row(&from, "came", &period.came)?;
        row(&from, "closed", &period.closed)?;
        row(&from, "pending_end", &period.pending)?;
        row(&from, "asleep_end", &period.asleep)?;
        for office in &period.offices {
            row(&from, &format!("line_end@{}", office.office), &office.line)?;
            row(&from, &format!("in_time@{}", office.office), &office.in_time)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
