//! The cases of one scenario, counted for a measure alone: no journal is kept, and no case is run a second time.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::experiment::compare::{Alternative, Counted};
use crate::experiment::driver::Cell;
use crate::experiment::forecast::summary::DAYS;
use crate::experiment::forecast::without_data;
use crate::experiment::many::{Counting, Crew, Trouble, count};
use crate::experiment::pair::{PairCounts, Seen};
use crate::experiment::tally::Tally;
use crate::simulate::{Batch, Failure};

/// The day on which the data came in each case of a scenario, by the number of the case. Four bytes a case, so that a
/// scenario with which many others are compared is run once.
#[derive(Debug)]
pub struct Days(Vec<AtomicU32>);

impl Days {
    /// Stands for no day: the data never came.
    const NEVER: u32 = u32::MAX;

    /// Room for so many cases, in none of which the data came.
    pub fn new(cases: u64) -> Days {
        Days((0..cases).map(|_| AtomicU32::new(Days::NEVER)).collect())
    }

    fn keep(&self, case: u64, day: Option<usize>) {
        let day = day.and_then(|day| u32::try_from(day).ok());
        if let (Some(place), Some(day)) = (self.0.get(case as usize), day) {
            place.store(day, Ordering::Relaxed);
        }
    }

    fn of(&self, case: u64) -> Option<usize> {
        let day = self.0.get(case as usize)?.load(Ordering::Relaxed);
        (day != Days::NEVER).then_some(day as usize)
    }
}

/// What is done with each case beside counting it.
#[derive(Clone, Copy, Debug)]
pub enum Beside<'a> {
    /// Nothing.
    Nothing,
    /// The day of its data is kept.
    Keep(&'a Days),
    /// It is compared with the same case of the scenario whose days these are.
    Against(&'a Days),
}

/// One worker.
struct Gauge<'a> {
    alternative: &'a Alternative,
    beside: Beside<'a>,
    batch: Batch,
    tally: Tally,
    all: Cell,
    squares: u128,
    pair: PairCounts,
}

impl<'a> Gauge<'a> {
    fn new(alternative: &'a Alternative, beside: Beside<'a>) -> Gauge<'a> {
        let Alternative { scenario, terms, frame, .. } = alternative;
        Gauge {
            alternative,
            beside,
            batch: Batch::new(scenario, terms, false),
            tally: Tally::new(frame.origin),
            all: Cell::default(),
            squares: 0,
            pair: PairCounts::default(),
        }
    }
}

impl Counting for Gauge<'_> {
    fn case(&mut self, number: u64) -> Result<(), Failure> {
        let frame = self.alternative.frame;
        let (matter, _) = self.batch.case(number)?;
        let end = self.tally.count(matter);
        let (without, data) = without_data(end.data(), frame);
        self.all.count(without, data);
        self.squares += u128::from(without).pow(2);
        let arrived = end.data().map(|at| self.tally.day(at));
        match self.beside {
            Beside::Nothing => {}
            Beside::Keep(days) => days.keep(number, arrived),
            Beside::Against(days) => {
                let horizon = frame.horizon.unsigned_abs();
                let before = days.of(number);
                let waited = before.map_or(horizon, |day| horizon.min(day as u64));
                let first = Seen { data: before, without: waited, ..Seen::default() };
                let second = Seen { data: arrived, without, ..Seen::default() };
                self.pair.count(&first, &second, &DAYS);
            }
        }
        Ok(())
    }

    fn add(&mut self, other: Self) {
        self.tally.add(other.tally);
        self.all.add(other.all);
        self.squares += other.squares;
        self.pair.add(&other.pair);
    }
}

/// Counts all of the cases of a scenario and, if they are compared, what differs. `None` if the work was stopped before.
///
/// # Errors
///
/// The first case that cannot be run.
pub fn run(
    alternative: &Alternative,
    beside: Beside<'_>,
    cases: Range<u64>,
    crew: Crew<'_>,
) -> Result<Option<(Counted, PairCounts)>, Trouble> {
    let (sum, reached) = count(cases.clone(), crew, || Gauge::new(alternative, beside))?;
    if reached != cases {
        return Ok(None);
    }
    let counts = sum.tally.counts(&alternative.scenario);
    let counted = Counted { counts, all: sum.all, squares: sum.squares, sections: Vec::new() };
    Ok(Some((counted, sum.pair)))
}
