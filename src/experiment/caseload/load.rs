//! How much work offices are given, and how much they can do: known before anything is run.

use serde::Serialize;

use crate::experiment::caseload::setup::{Setup, YEAR};
use crate::law::desks::Visit;
use crate::sim::time::DAY;
use crate::simulate::{Batch, Failure, Terms};

const MILLISECONDS_AN_HOUR: f64 = 3_600_000.0;

/// The files of each kind by which the work is estimated.
const SAMPLE: u64 = 20_000;

/// What an office is given to do in one year, and what it could do.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Load {
    /// The office.
    pub office: String,
    /// The year of the caseload, from 1.
    pub year: u32,
    /// Hours of work that come.
    pub given: f64,
    /// Hours of work that all desks could do.
    pub possible: f64,
}

impl Load {
    /// The share of the desks' time that the work would take; above 1 the line grows.
    pub fn utilisation(&self) -> f64 {
        self.given / self.possible
    }
}

/// What each office is given in each year, were nobody ever to wait: estimated from 20,000 files of each kind that
/// are worked on as soon as they come. The last year may be up to half a year shorter or longer.
///
/// # Errors
///
/// A file that cannot be run.
pub fn loads(setup: &Setup<'_>, terms: &Terms) -> Result<Vec<Load>, Failure> {
    let mut work = Vec::new();
    for kind in 0..setup.kinds.len() {
        work.push(work_of_a_file(setup, terms, kind)?);
    }
    let stations = setup.stations();
    // What is said of the end must not rest on its last few days.
    let years = ((setup.days() as f64 / YEAR).round() as u32).max(1);
    let begins = |number: u32| match number {
        _ if number == years => setup.ends,
        _ => setup.opens + (f64::from(number) * YEAR) as i64 * DAY,
    };
    let mut loads = Vec::new();
    for (office, station) in stations.iter().enumerate() {
        for number in 0..years {
            let (from, to) = (begins(number), begins(number + 1));
            let given: f64 = setup
                .streams
                .iter()
                .map(|stream| {
                    let files = stream.expected_between(from, to);
                    let kinds = stream.kinds.1.iter().enumerate();
                    let each: f64 =
                        kinds.map(|(place, p)| p * work[stream.kinds.0 + place][office]).sum();
                    files * each
                })
                .sum();
            loads.push(Load {
                office: setup.offices[office].staffed.office.id().to_owned(),
                year: number + 1,
                given: given / 3600.0,
                possible: station.capacity(from, to) as f64 / MILLISECONDS_AN_HOUR,
            });
        }
    }
    Ok(loads)
}

/// The mean seconds of work that a file of a kind brings each office.
fn work_of_a_file(setup: &Setup<'_>, terms: &Terms, kind: usize) -> Result<Vec<f64>, Failure> {
    let kind = &setup.kinds[kind];
    let mut batch = Batch::new(kind.scenario, terms, false);
    batch.share(kind.staffed.clone());
    let opened = setup.streams[kind.stream].span.0;
    let mut work = vec![0.0; setup.offices.len()];
    let mut visits: Vec<Visit> = Vec::new();
    for case in 0..SAMPLE {
        visits.clear();
        while let Some(came) = batch.visit(case, opened, &visits, setup.ends)?.to {
            let Some(task) = kind.task(came.point) else { break };
            work[task.office] += task.takes.mean();
            let left = Some(came.at);
            visits.push(Visit { came, taken_up: left, left, outcome: None });
            if visits.len() > 200 {
                break;
            }
        }
    }
    Ok(work.iter().map(|sum| sum / SAMPLE as f64).collect())
}
