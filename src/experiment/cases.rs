//! What became of each case by itself, under each alternative.

use crate::experiment::compare::Alternative;
use crate::experiment::fate::{End, Fate};
use crate::experiment::forecast::without_data;
use crate::simulate::{Batch, Failure};

/// What became of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// How it ended.
    pub fate: Fate,
    /// The day on which it did; none if it is open, or nothing was tried.
    pub ended: Option<u64>,
    /// The day on which the data came, if all of it did.
    pub data: Option<u64>,
    /// The days without the data, up to the horizon.
    pub without: u64,
}

/// One alternative under the hands of a worker.
pub struct CaseRunner<'a> {
    /// The alternative.
    pub alternative: &'a Alternative,
    batch: Batch,
}

impl<'a> CaseRunner<'a> {
    /// A worker that has run nothing yet.
    pub fn new(alternative: &'a Alternative) -> CaseRunner<'a> {
        let batch = Batch::new(&alternative.scenario, &alternative.terms, false);
        CaseRunner { alternative, batch }
    }

    /// Runs one case.
    ///
    /// # Errors
    ///
    /// As [`crate::simulate::run`].
    pub fn case(&mut self, number: u64) -> Result<CaseResult, Failure> {
        let frame = self.alternative.frame;
        let (matter, _) = self.batch.case(number)?;
        let end = End::of(&matter.posture);
        Ok(CaseResult {
            fate: end.fate,
            ended: end.at.map(|at| frame.day(at)),
            data: end.data().map(|at| frame.day(at)),
            without: without_data(end.data(), frame).0,
        })
    }
}
