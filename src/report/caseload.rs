//! A caseload: many cases through the same offices, for people and for spreadsheets.

pub mod compare;
pub mod course;
pub mod csv;
pub mod docket;
pub mod svg;
pub mod text;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::Summary;
use crate::experiment::estimate::Estimate;
use crate::report::forecast::{percent, thousands};
use crate::report::lines::{count, day};
use crate::report::study::Study;
use crate::scenario::caseload::Staffed;
use crate::scenario::{Basis, Caseload, Scenario};
use crate::sim::staff::Discipline;

/// A caseload, with what made it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseloadReport {
    /// What made it; its cases are replications.
    pub manifest: Study,
    /// What the scenario is called.
    pub title: String,
    /// The offices, with what they have.
    pub offices: Vec<OfficeWords>,
    /// The files that say when others come, if some do.
    pub arrivals: Vec<ArrivalsFile>,
    /// How many numbers the caseload rests on, and how many of them are guesses.
    pub numbers: (usize, usize),
    /// What the replications show.
    pub summary: Summary,
}

/// A file that says how many files of a stream came on each day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArrivalsFile {
    /// The stream.
    pub stream: String,
    /// The path of the file.
    pub file: String,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
    /// How many files come by it.
    pub files: u64,
    /// How many it has for days outside the time in which files of the stream come.
    pub left_out: u64,
}

/// An office in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfficeWords {
    /// The office.
    pub id: String,
    /// The name shown for it.
    pub name: String,
    /// Its desks and who is next: `40 desks, 70 from 1 Jan 2027; whose time is up first`.
    pub words: String,
}

/// The offices of a caseload in words.
pub fn offices(scenario: &Scenario, caseload: &Caseload) -> Vec<OfficeWords> {
    let words = |staffed: &Staffed| {
        let desks = staffed.desks.iter().map(|(since, desks)| match since {
            None => count(*desks, "desk", "desks"),
            Some(since) => format!("{desks} from {}", day(*since)),
        });
        let desks: Vec<String> = desks.collect();
        let line = match staffed.discipline {
            Discipline::FirstCome => "first come, first served",
            Discipline::Priority { ageing: None } => "the urgent first",
            Discipline::Priority { ageing: Some(_) } => "the urgent first, the rest gain with time",
            Discipline::EarliestDeadline => "whose time is up first",
        };
        OfficeWords {
            id: staffed.office.id().to_owned(),
            name: scenario.names.on(scenario.opens, staffed.office).to_owned(),
            words: format!("{}; {line}", desks.join(", ")),
        }
    };
    caseload.offices.iter().map(words).collect()
}

/// How many numbers the caseload itself rests on, and how many of them are guesses.
pub fn numbers(scenario: &Scenario) -> (usize, usize) {
    let mine = scenario.numbers().into_iter().filter(|number| number.name == "caseload");
    let is_guess = mine.map(|number| number.support.basis == Some(Basis::Guess));
    is_guess.fold((0, 0), |(all, guesses), guess| (all + 1, guesses + usize::from(guess)))
}

/// A number in its unit.
pub fn figure(value: f64, unit: Unit) -> String {
    match unit {
        _ if !value.is_finite() => "-".to_owned(),
        Unit::Share => percent(value),
        Unit::Days => format!("{value:.1}"),
        Unit::Files | Unit::FilesAYear => whole(value),
    }
}

/// A number of files, whole if it is not small.
fn whole(value: f64) -> String {
    if value < 100.0 { format!("{value:.1}") } else { thousands(value.round() as u64) }
}

/// The interval of an estimate in its unit; nothing where one replication alone says nothing of it.
pub fn between(estimate: &Estimate, unit: Unit) -> String {
    let ends = estimate.interval;
    // A share ends at 1 even where nothing is known.
    let known = ends.high.is_finite() && estimate.interval.low.is_finite();
    if !known || !estimate.value.is_finite() {
        return String::new();
    }
    let bare = |value: f64| figure(value, unit).trim_end_matches(" %").to_owned();
    format!("({} to {})", bare(ends.low), bare(ends.high))
}
