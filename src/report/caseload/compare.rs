//! Caseloads side by side, replication by replication.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::unit_name;
use crate::experiment::estimate::Estimate;
use crate::report::caseload::{between, figure};
use crate::report::lines::{columns, shell_lines, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::table;

/// Caseloads side by side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseloadComparison {
    /// What made each; their cases are replications.
    pub manifests: Vec<Study>,
    /// What they are called.
    pub alternatives: Vec<String>,
    /// The replications of each.
    pub replications: u64,
    /// The level of every interval.
    pub level: f64,
    /// What is measured.
    pub rows: Vec<Row>,
}

/// One measure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// It in words.
    pub words: &'static str,
    /// Its unit.
    #[serde(serialize_with = "unit_name")]
    #[schemars(with = "String")]
    pub unit: Unit,
    /// Of each alternative.
    pub each: Vec<Estimate>,
    /// Of each further alternative less the first, in the same replications.
    pub against_first: Vec<Estimate>,
}

/// The comparison as text: a table for each further alternative.
pub fn text(report: &CaseloadComparison) -> String {
    let mut out = wrap(&format!("Caseloads compared: {}", report.alternatives[0]), "", "  ");
    let intro = format!(
        "The same {} replications, seed {}; in brackets {} % intervals of the difference. ~: the interval holds zero.",
        report.replications,
        report.manifests[0].seed,
        report.level * 100.0
    );
    out.push_str(&wrap(&intro, "", ""));
    for (place, label) in report.alternatives.iter().enumerate().skip(1) {
        out.push('\n');
        out.push_str(&wrap(&format!("with {label}"), "", "  "));
        let head = ["", "first", "this", "difference", ""].map(str::to_owned);
        let rows = report.rows.iter().filter_map(|row| cells(row, place));
        out.push_str(&columns(&[head].into_iter().chain(rows).collect::<Vec<_>>()));
    }
    out.push('\n');
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out + &shell_lines(&report.manifests[0].command, "  ")
}

/// A row of the table; none where nothing was measured.
fn cells(row: &Row, place: usize) -> Option<[String; 5]> {
    let (first, this) = (row.each[0].value, row.each.get(place)?.value);
    let difference = row.against_first.get(place - 1)?;
    if !first.is_finite() || !this.is_finite() {
        return None;
    }
    let zero = difference.interval.low <= 0.0 && 0.0 <= difference.interval.high;
    let sign = if difference.value < 0.0 { "-" } else { "+" };
    let sign = if zero { "~" } else { sign };
    let size = figure(difference.value.abs(), row.unit);
    Some([
        row.name.clone(),
        figure(first, row.unit),
        figure(this, row.unit),
        format!("{sign}{size}"),
        signed_between(difference, row.unit),
    ])
}

/// The interval of a difference, with signs.
fn signed_between(difference: &Estimate, unit: Unit) -> String {
    if !difference.interval.high.is_finite() {
        return between(difference, unit);
    }
    let end = |value: f64| {
        let sign = if value < 0.0 { "-" } else { "+" };
        format!("{sign}{}", figure(value.abs(), unit).trim_end_matches(" %"))
    };
    format!("({} to {})", end(difference.interval.low), end(difference.interval.high))
}

/// The comparison as CSV.
///
/// # Errors
///
/// None in memory.
pub fn csv(report: &CaseloadComparison) -> Result<String, ::csv::Error> {
    let mut rows = Vec::new();
    for row in &report.rows {
        let first = report.alternatives.iter().map(|label| (label.as_str(), ""));
        let less = report.alternatives[1..].iter();
        let less = less.map(|label| (label.as_str(), report.alternatives[0].as_str()));
        let estimates = row.each.iter().chain(&row.against_first);
        for ((label, less), Estimate { value, interval }) in first.chain(less).zip(estimates) {
            let [value, low, high] = [*value, interval.low, interval.high].map(table::figure);
            let [label, less, name] = [label, less, &row.name].map(str::to_owned);
            rows.push([label, less, name, value, low, high]);
        }
    }
    table::written(["alternative", "less", "measure", "value", "low", "high"], rows)
}
