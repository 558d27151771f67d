//! Counts of a part of the cases, to be added up with those of other parts: on another day, or another machine.
//!
//! What is counted is whole numbers, so the sum is exactly what one run over all the cases would have counted.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::experiment::caseload::books::Books;
use crate::experiment::{compare, forecast};

/// The counts of a range of cases, and the question they answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partial {
    /// Always `comity`.
    pub program: String,
    /// The version of the program that counted.
    pub version: String,
    /// What was asked, as the words of the command without the number of cases.
    pub asked: Vec<String>,
    /// The hash of each scenario it is about, and of each file that says when others come.
    pub scenario_hashes: Vec<String>,
    /// The first case, and the one after the last; of a caseload they are replications.
    pub cases: (u64, u64),
    /// What was counted.
    pub counted: Counted,
    /// The SHA-256 of all of the above, by which damage is found.
    pub digest: String,
}

/// What was counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// By a forecast.
    Forecast(Box<forecast::Counted>),
    /// By a comparison.
    Comparison(Box<compare::Comparison>),
    /// By a sweep, at each of its points.
    Sweep(Vec<compare::Comparison>),
    /// By a caseload: the books of each replication.
    Caseload(Vec<Books>),
    /// By a comparison or a sweep of caseloads: the same of each alternative, or at each point.
    Caseloads(Vec<Vec<Books>>),
}

impl Partial {
    /// The counts of these cases.
    pub fn new(
        asked: Vec<String>,
        scenario_hashes: Vec<String>,
        cases: Range<u64>,
        counted: Counted,
    ) -> Partial {
        let mut partial = Partial {
            program: "comity".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            asked,
            scenario_hashes,
            cases: (cases.start, cases.end),
            counted,
            digest: String::new(),
        };
        partial.digest = partial.sum();
        partial
    }

    /// Whether it is as it was written.
    pub fn is_whole(&self) -> bool {
        self.digest == self.sum()
    }

    fn sum(&self) -> String {
        let Partial { program, version, asked, scenario_hashes, cases, counted, .. } = self;
        let all = serde_json::to_vec(&(program, version, asked, scenario_hashes, cases, counted));
        let digest = Sha256::digest(all.unwrap_or_default());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The range of its cases, in words.
    pub fn range(&self) -> String {
        format!("{}..{}", self.cases.0, self.cases.1)
    }

    /// Adds the cases that follow. Both must answer one question.
    pub fn append(&mut self, next: Partial) {
        self.cases.1 = next.cases.1;
        match (&mut self.counted, next.counted) {
            (Counted::Forecast(own), Counted::Forecast(next)) => own.add(&next),
            (Counted::Comparison(own), Counted::Comparison(next)) => own.add(&next),
            (Counted::Sweep(own), Counted::Sweep(next)) => {
                own.iter_mut().zip(&next).for_each(|(own, next)| own.add(next));
            }
            (Counted::Caseload(own), Counted::Caseload(next)) => own.extend(next),
            (Counted::Caseloads(own), Counted::Caseloads(next)) => {
                own.iter_mut().zip(next).for_each(|(own, next)| own.extend(next));
            }
            _ => {}
        }
    }
}

/// Why a partial result does not follow another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// They answer different questions.
    Question,
    /// Another version of the program counted.
    Version,
    /// A scenario has other texts.
    Scenario,
    /// Cases are missing between the two.
    Gap(u64, u64),
    /// Cases are in both.
    Overlap(u64, u64),
}

/// Whether `next` has the cases that follow those of `one`.
///
/// # Errors
///
/// Why not.
pub fn follows(one: &Partial, next: &Partial) -> Result<(), Mismatch> {
    if one.version != next.version {
        return Err(Mismatch::Version);
    }
    if one.asked != next.asked {
        return Err(Mismatch::Question);
    }
    if one.scenario_hashes != next.scenario_hashes {
        return Err(Mismatch::Scenario);
    }
    let (end, start) = (one.cases.1, next.cases.0);
    match start.cmp(&end) {
        std::cmp::Ordering::Greater => Err(Mismatch::Gap(end, start)),
        std::cmp::Ordering::Less => Err(Mismatch::Overlap(start, end.min(next.cases.1))),
        std::cmp::Ordering::Equal => Ok(()),
    }
}
