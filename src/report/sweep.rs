//! A sweep for people, in 80 columns: a table, where alternatives tie, and what that comes to in a sentence.

pub mod csv;
pub mod svg;
pub mod text;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::require::Measure;
use crate::experiment::sweep::design::Design;
use crate::experiment::sweep::tie::{Tie, ties};
use crate::experiment::sweep::{Axis, PointResult, rank_correlation};
use crate::report::forecast::{self, chance, percent};
use crate::report::study::Study;

/// A sweep, with what made it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SweepReport {
    /// What made it; the cases are those of every point.
    pub manifest: Study,
    /// What is measured, as a requirement writes it.
    pub measure: String,
    /// It in words.
    pub measure_words: String,
    /// Its unit: `share`, `days`, `files` or `files-a-year`.
    pub unit: &'static str,
    /// What is counted at each point: `cases`, or `replications` of a caseload.
    pub counted: &'static str,
    /// Days without the data are counted up to this one.
    pub horizon: i64,
    /// Of a caseload, how many days at the beginning are left out at every point; null: of others, and where it is not the
    /// same.
    pub warm_up_days: Option<i64>,
    /// The level of the intervals.
    pub level: f64,
    /// How the points are laid out.
    pub design: &'static str,
    /// What is varied.
    pub axes: Vec<Axis>,
    /// What is compared at each point.
    pub alternatives: Vec<String>,
    /// How many points were asked for.
    pub asked: usize,
    /// What came out at each that was run.
    pub points: Vec<PointResult>,
    /// The values of the points that were added between those of a grid, in the order in which they were run, to find where
    /// the goal is passed.
    pub added: Vec<f64>,
    /// Whether the value is a whole number, and every one next to where the goal is passed was run.
    pub whole: bool,
    /// Where an alternative ties with the first, in a grid of one value or two.
    pub ties: Vec<TieResult>,
    /// What was to be reached.
    pub goal: Option<f64>,
    /// Where each alternative reaches it, in a grid of one value or two.
    pub reached: Vec<TieResult>,
    /// How what is measured moves with each value, where points are scattered.
    pub correlations: Vec<Correlation>,
    /// What it comes to.
    pub findings: Vec<String>,
}

/// The ties of one alternative with the first, along the first value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TieResult {
    /// The alternative.
    pub label: String,
    /// The second value, if there is one.
    pub second: Option<f64>,
    /// Where they tie; none: nowhere in the range.
    pub ties: Vec<Tie>,
}

/// How one result moves with one value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Correlation {
    /// The key that is varied.
    pub key: String,
    /// The alternative, or `X less Y` for a difference.
    pub of: String,
    /// The correlation of ranks, from -1 to 1; null: one of them does not move at all.
    pub ranks: Option<f64>,
}

/// What was measured, in one series for the reader: of the only alternative, or the difference of two.
pub(super) struct Series<'a> {
    /// What it is called.
    pub(super) name: String,
    pub(super) values: Vec<&'a Estimate>,
}

impl SweepReport {
    /// The series to look at: each further alternative less the first, or the only one.
    pub(super) fn series(&self) -> Vec<Series<'_>> {
        let less = |(place, label): (usize, &String)| Series {
            name: format!("{label} less {}", self.alternatives[0]),
            values: self.points.iter().filter_map(|point| point.against_first.get(place)).collect(),
        };
        match &self.alternatives[..] {
            [only] => vec![Series {
                name: only.clone(),
                values: self.points.iter().map(|point| &point.measured[0]).collect(),
            }],
            all => all[1..].iter().enumerate().map(less).collect(),
        }
    }
}

/// The unit of what is measured.
pub fn unit_of(measure: &Measure) -> &'static str {
    if *measure == Measure::DaysWithout { "days" } else { "share" }
}

/// What is measured in words.
pub fn measure_words(measure: &Measure) -> String {
    match measure {
        Measure::DataBy(day) => format!("the chance of the data by day {day}"),
        Measure::DataEver => "the chance that the data ever comes".to_owned(),
        Measure::Outcome(outcome) => format!("the chance of the outcome {outcome}"),
        Measure::DaysWithout => "the mean days without the data".to_owned(),
    }
}

impl SweepReport {
    /// Whether what is measured is a share of the cases; otherwise it is days.
    fn of_shares(&self) -> bool {
        self.unit == "share"
    }
}

/// A result in its unit.
pub(super) fn figure(value: f64, report: &SweepReport) -> String {
    match report.of_shares() {
        _ if !value.is_finite() => "-".to_owned(),
        true => percent(value),
        false => format!("{value:.1}"),
    }
}

/// A result in its unit, with its interval.
pub(super) fn figure_between(estimate: &Estimate, report: &SweepReport) -> String {
    let Estimate { value, interval } = estimate;
    if !interval.high.is_finite() {
        return figure(*value, report); // One replication alone says nothing of it.
    }
    match report.of_shares() {
        true => chance(estimate),
        false => format!("{value:.1} ({:.1} to {:.1})", interval.low, interval.high),
    }
}

/// A difference in its unit, with its sign.
pub(super) fn signed(value: f64, report: &SweepReport) -> String {
    forecast::signed(value, report.of_shares())
}

/// Works out what the points come to. `report` has all but the ties, the correlations and the findings.
pub fn conclude(mut report: SweepReport, design: Design) -> SweepReport {
    let grid = design == Design::Grid;
    if grid && report.axes.len() <= 2 && report.alternatives.len() > 1 {
        report.ties = ties_with_first(&report);
    } else if !grid || report.axes.len() > 1 {
        report.correlations = correlations(&report);
    }
    if grid && report.axes.len() <= 2 {
        report.reached = report.goal.map(|goal| reached(&report, goal)).unwrap_or_default();
    }
    report.findings = text::findings(&report);
    report
}

/// The ties of each further alternative with the first, in a grid of one value or two.
fn ties_with_first(report: &SweepReport) -> Vec<TieResult> {
    let against =
        |point: &PointResult, place: usize| point.against_first.get(place.checked_sub(1)?).copied();
    zeros(report, (1, false), against)
}

/// Where each alternative reaches a goal, in such a grid.
fn reached(report: &SweepReport, goal: f64) -> Vec<TieResult> {
    zeros(report, (0, report.whole), |point, place| point.beyond(place, goal))
}

/// Where a quantity of each alternative, from that place on, passes zero along the first value, which may be whole.
fn zeros(
    report: &SweepReport,
    (first, whole): (usize, bool),
    of: impl Fn(&PointResult, usize) -> Option<Estimate>,
) -> Vec<TieResult> {
    let seconds: Vec<Option<f64>> = match report.axes.get(1) {
        None => vec![None],
        Some(second) => second.values.iter().map(|value| Some(*value)).collect(),
    };
    let along = |place: usize, second: Option<f64>| -> Vec<(f64, Estimate)> {
        let points = report.points.iter().filter(|point| point.at.get(1).copied() == second);
        points.filter_map(|point| Some((point.at[0], of(point, place)?))).collect()
    };
    let mut all = Vec::new();
    for (place, label) in report.alternatives.iter().enumerate().skip(first) {
        all.extend(seconds.iter().map(|second| TieResult {
            label: label.clone(),
            second: *second,
            ties: ties(&along(place, *second), whole),
        }));
    }
    all
}

fn correlations(report: &SweepReport) -> Vec<Correlation> {
    let of = |series: &Series<'_>, (place, axis): (usize, &Axis)| {
        let at: Vec<f64> = report.points.iter().map(|point| point.at[place]).collect();
        let values: Vec<f64> = series.values.iter().map(|estimate| estimate.value).collect();
        Correlation {
            key: axis.key.clone(),
            of: series.name.clone(),
            ranks: rank_correlation(&at, &values),
        }
    };
    let series = report.series();
    let all =
        series.iter().flat_map(|one| report.axes.iter().enumerate().map(move |axis| of(one, axis)));
    all.collect()
}
