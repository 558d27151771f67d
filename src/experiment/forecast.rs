//! What can be expected of one scenario: its cases, run and counted.

pub mod course;
pub mod summary;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::experiment::driver::{self, Cell, Cells, NamedCells};
use crate::experiment::guess::{self, TWINS, Twins};
use crate::experiment::many::Counting;
use crate::experiment::tally::{Counts, Tally, day_of};
use crate::law::Matter;
use crate::law::answers::Choice;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::simulate::{Batch, Failure, Terms};

/// What is counted, from when and how far.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Day 0.
    pub origin: Time,
    /// The days without the data are counted up to this day.
    pub horizon: i64,
}

impl Frame {
    /// Whole days from day 0; what was before it counts as on it.
    pub fn day(self, at: Time) -> u64 {
        day_of(at, self.origin) as u64
    }
}

/// The counts of a forecast, as they are written to a file and added up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// How the cases ended.
    pub counts: Counts,
    /// All cases, and their days without the data.
    pub all: Cell,
    /// The squares of those days together.
    pub squares: u128,
    /// The cases by the answers to each draw.
    pub cells: NamedCells,
    /// Cases run a second time with the guesses drawn anew.
    pub twins: Twins,
    /// In how many cases each what-if came up.
    pub what_ifs: BTreeMap<String, u64>,
}

impl Counted {
    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Counted) {
        self.counts.add(&other.counts);
        self.all.add(other.all);
        self.squares += other.squares;
        driver::add_named(&mut self.cells, &other.cells);
        self.twins.add(other.twins);
        for (choice, times) in &other.what_ifs {
            *self.what_ifs.entry(choice.clone()).or_default() += times;
        }
    }

    /// The variance of the days without the data.
    pub fn variance(&self) -> f64 {
        let n = self.all.cases as f64;
        let mean = self.all.days as f64 / n;
        (self.squares as f64 / n - mean * mean).max(0.0)
    }
}

/// One worker of a forecast.
pub struct Forecaster<'a> {
    scenario: &'a Scenario,
    frame: Frame,
    batch: Batch,
    twin: Batch,
    tally: Tally,
    all: Cell,
    squares: u128,
    cells: Cells,
    twins: Twins,
    /// The what-ifs, and in how many cases each came up.
    what_ifs: Vec<(Choice, u64)>,
}

impl<'a> Forecaster<'a> {
    /// A worker that has counted nothing yet.
    pub fn new(scenario: &'a Scenario, terms: &Terms, frame: Frame) -> Forecaster<'a> {
        let mut batch = Batch::new(scenario, terms, false);
        batch.answers().keep_journal();
        let mut twin = Batch::new(scenario, terms, false);
        twin.answers().redraw(guess::draws_on_guesses(scenario));
        Forecaster {
            scenario,
            frame,
            batch,
            twin,
            tally: Tally::new(frame.origin),
            all: Cell::default(),
            squares: 0,
            cells: Cells::new(scenario),
            twins: Twins::default(),
            what_ifs: terms.choices.iter().map(|choice| (*choice, 0)).collect(),
        }
    }

    /// What it counted.
    pub fn counted(self) -> Counted {
        Counted {
            counts: self.tally.counts(self.scenario),
            all: self.all,
            squares: self.squares,
            cells: self.cells.named(self.scenario),
            twins: self.twins,
            what_ifs: self
                .what_ifs
                .iter()
                .map(|(choice, times)| (self.scenario.choice_words(*choice), *times))
                .collect(),
        }
    }
}

impl Counting for Forecaster<'_> {
    fn case(&mut self, number: u64) -> Result<(), Failure> {
        let (matter, _) = self.batch.case(number)?;
        let end = self.tally.count(matter);
        let (days, data) = without_data(end.data(), self.frame);
        self.all.count(days, data);
        self.squares += u128::from(days).pow(2);
        if let Some(journal) = matter.answers.journal() {
            self.cells.count(journal, days, data);
        }
        for (choice, times) in &mut self.what_ifs {
            let missed = matter.answers.never_arose().any(|missed| missed == *choice);
            *times += u64::from(!missed);
        }
        if number < TWINS {
            let (matter, _) = self.twin.case(number)?;
            let twin = without_data(data_of(matter), self.frame).0;
            self.twins.count(days, twin);
        }
        Ok(())
    }

    fn add(&mut self, other: Self) {
        self.tally.add(other.tally);
        self.all.add(other.all);
        self.squares += other.squares;
        self.cells.add(&other.cells);
        self.twins.add(other.twins);
        for (own, other) in self.what_ifs.iter_mut().zip(other.what_ifs) {
            own.1 += other.1;
        }
    }
}

fn data_of(matter: &Matter) -> Option<Time> {
    crate::experiment::fate::End::of(&matter.posture).data()
}

/// The days without the data up to the horizon, and whether it came by then.
pub fn without_data(data: Option<Time>, frame: Frame) -> (u64, bool) {
    let horizon = frame.horizon.unsigned_abs();
    match data.map(|at| frame.day(at)) {
        Some(day) if day <= horizon => (day, true),
        _ => (horizon, false),
    }
}
