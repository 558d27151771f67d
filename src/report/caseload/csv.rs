//! A caseload as a table: a row for every number.

use crate::experiment::estimate::Estimate;
use crate::report::caseload::CaseloadReport;
use crate::report::table::{figure, written};

/// The report as CSV: `from` is empty for what is measured over all of the time.
///
/// # Errors
///
/// None in memory.
pub fn csv(report: &CaseloadReport) -> Result<String, ::csv::Error> {
    let mut rows = Vec::new();
    let mut row = |from: &str, name: &str, estimate: &Estimate| {
        let Estimate { value, interval } = estimate;
        let [value, low, high] = [*value, interval.low, interval.high].map(figure);
        rows.push([from.to_owned(), name.to_owned(), value, low, high]);
    };
    for one in &report.summary.measures {
        row("", &one.name, &one.estimate);
    }
    row("", "trend", &report.summary.trend);
    for period in &report.summary.periods {
        let from = period.from.to_string();
        row(&from, "came", &period.came);
        row(&from, "closed", &period.closed);
        row(&from, "pending_end", &period.pending);
        row(&from, "asleep_end", &period.asleep);
        row(&from, "obtained", &period.obtained);
        row(&from, "days_obtained", &period.days_obtained);
        for office in &period.offices {
            let name = |what: &str| format!("{what}@{}", office.office);
            row(&from, &name("line_end"), &office.line);
            row(&from, &name("wait_days"), &office.wait_days);
            row(&from, &name("utilisation"), &office.utilisation);
            row(&from, &name("in_time"), &office.in_time);
        }
    }
    written(["from", "measure", "value", "low", "high"], rows)
}
