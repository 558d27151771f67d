//! Alternatives on the same cases: each case is run under every one of them with the same keyed draws, so that what
//! differs is what the alternatives make of it.

pub mod summary;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::experiment::driver::Cell;
use crate::experiment::estimate::{Estimate, Level};
use crate::experiment::fate::Fate;
use crate::experiment::forecast::summary::{DAYS, Precision};
use crate::experiment::forecast::{Frame, without_data};
use crate::experiment::many::{Counting, Crew, Trouble, count};
use crate::experiment::pair::{PairCounts, Seen, Side, WATCHED};
use crate::experiment::require::Measure;
use crate::experiment::tally::{Counts, DayCounts, Tally};
use crate::law::case::FirstRulings;
use crate::law::chambers::end_of_day;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;
use crate::simulate::{Batch, Failure, Terms};

/// The most alternatives of one comparison: pairs are counted one by one.
pub const MOST: usize = 12;

/// Into how many parts the cases are divided to see how much a median varies.
pub const SECTIONS: usize = 20;

/// One thing to compare.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What it is called.
    pub label: String,
    /// Its scenario.
    pub scenario: Scenario,
    /// And what fixes its runs.
    pub terms: Terms,
    /// Its day 0, and how far it is looked at.
    pub frame: Frame,
}

/// What is counted of one alternative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// How its cases ended.
    pub counts: Counts,
    /// All cases, and their days without the data.
    pub all: Cell,
    /// The squares of those days together.
    pub squares: u128,
    /// The days on which the data came, for every twentieth case from the first, from the second, and so on.
    pub sections: Vec<DayCounts>,
}

/// The counts of a comparison, as they are written to a file and added up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Of each alternative.
    pub each: Vec<Counted>,
    /// Of each pair: the first with the second, with the third, ..., the second with the third, and so on.
    pub pairs: Vec<PairCounts>,
}

/// The places of the two alternatives of every pair, in the order of the pairs.
pub fn pairs(alternatives: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..alternatives).flat_map(move |one| (one + 1..alternatives).map(move |other| (one, other)))
}

/// One alternative under the hands of a worker.
struct Runner<'a> {
    alternative: &'a Alternative,
    batch: Batch,
    tally: Tally,
    all: Cell,
    squares: u128,
    sections: Vec<Vec<u64>>,
    /// For each fate its number among the fates of all alternatives.
    fates: Vec<usize>,
}

/// One worker of a comparison.
pub struct Comparer<'a> {
    runners: Vec<Runner<'a>>,
    seen: Vec<Seen>,
    pairs: Vec<PairCounts>,
}

impl<'a> Comparer<'a> {
    /// A worker that has counted nothing yet.
    pub fn new(alternatives: &'a [Alternative]) -> Comparer<'a> {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let runners: Vec<Runner<'a>> =
            alternatives.iter().map(|alternative| Runner::new(alternative, &mut names)).collect();
        let pairs = pairs(runners.len()).map(|_| PairCounts::default()).collect();
        Comparer { seen: vec![Seen::default(); runners.len()], runners, pairs }
    }

    /// What it counted.
    pub fn counted(self) -> Comparison {
        let each = self.runners.into_iter().map(Runner::counted).collect();
        Comparison { each, pairs: self.pairs }
    }
}

impl<'a> Runner<'a> {
    fn new(alternative: &'a Alternative, names: &mut BTreeMap<String, usize>) -> Runner<'a> {
        let Alternative { scenario, terms, frame, .. } = alternative;
        let mut batch = Batch::new(scenario, terms, false);
        batch.answers().keep_journal();
        let channels = scenario.channels.list.len();
        let fates = (0..Fate::COUNT).map(|number| {
            let fate =
                Fate::numbered(number).filter(|fate| fate.channel().is_none_or(|c| c < channels));
            let name = fate.map(|fate| fate.name(scenario)).unwrap_or_default();
            let next = names.len();
            *names.entry(name).or_insert(next)
        });
        Runner {
            fates: fates.collect(),
            alternative,
            batch,
            tally: Tally::new(frame.origin),
            all: Cell::default(),
            squares: 0,
            sections: vec![Vec::new(); SECTIONS],
        }
    }

    fn case(&mut self, number: u64) -> Result<Seen, Failure> {
        let (matter, _) = self.batch.case(number)?;
        let end = self.tally.count(matter);
        let (without, data) = without_data(end.data(), self.alternative.frame);
        self.all.count(without, data);
        self.squares += u128::from(without).pow(2);
        let day = |at| self.tally.day(at);
        let arrived = end.data().map(day);
        let FirstRulings { magistrate, district, circuit, supreme } = matter.posture.first;
        let seen = Seen {
            fate: self.fates[end.fate.number()],
            day: end.at.map(day),
            data: arrived,
            without,
            rulings: [magistrate, district, circuit, supreme].map(|at| at.map(day)),
        };
        if let Some(arrived) = arrived {
            let section = &mut self.sections[(number % SECTIONS as u64) as usize];
            super::tally::add_one(section, arrived);
        }
        Ok(seen)
    }

    fn counted(self) -> Counted {
        Counted {
            counts: self.tally.counts(&self.alternative.scenario),
            all: self.all,
            squares: self.squares,
            sections: self.sections.iter().map(|days| super::tally::sparse(days)).collect(),
        }
    }
}

impl Counting for Comparer<'_> {
    fn case(&mut self, number: u64) -> Result<(), Failure> {
        for (runner, seen) in self.runners.iter_mut().zip(&mut self.seen) {
            *seen = runner.case(number)?;
        }
        let Comparer { runners, seen, pairs: counts } = self;
        for ((one, other), pair) in pairs(runners.len()).zip(counts) {
            pair.count(&seen[one], &seen[other], &DAYS);
            let flipped = seen[one].fate != seen[other].fate;
            if !flipped && number >= WATCHED {
                continue;
            }
            let (Some(first), Some(second)) = (runners[one].side(), runners[other].side()) else {
                continue;
            };
            if flipped {
                pair.count_parting(first, second);
            }
            if number < WATCHED {
                pair.count_draws(first, second);
            }
        }
        Ok(())
    }

    fn add(&mut self, other: Self) {
        for (own, other) in self.runners.iter_mut().zip(other.runners) {
            own.tally.add(other.tally);
            own.all.add(other.all);
            own.squares += other.squares;
            for (own, other) in own.sections.iter_mut().zip(&other.sections) {
                super::tally::add_all(own, other);
            }
        }
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(own, other)| own.add(other));
    }
}

impl Runner<'_> {
    /// What was answered in the case just run.
    fn side(&self) -> Option<Side<'_>> {
        let journal = self.batch.matter().answers.journal()?;
        Some(Side { scenario: &self.alternative.scenario, journal })
    }
}

/// Runs all of the cases under every alternative. `None` if the work was stopped before.
///
/// # Errors
///
/// The first case that cannot be run.
pub fn run(
    alternatives: &[Alternative],
    cases: Range<u64>,
    crew: Crew<'_>,
) -> Result<Option<Comparison>, Trouble> {
    let (sum, reached) = count(cases.clone(), crew, || Comparer::new(alternatives))?;
    Ok((reached == cases).then(|| sum.counted()))
}

impl Counted {
    /// What is measured of it.
    pub fn measured(&self, measure: &Measure, level: Level) -> Estimate {
        let precision = Precision { level, always: false };
        measure.of(&self.counts, self.all, self.squares, precision)
    }
}

impl Comparison {
    /// An alternative less the first, case by case; `None` where that is not counted. `place` is 1 for the second.
    pub fn against_first(&self, place: usize, measure: &Measure, level: Level) -> Option<Estimate> {
        // The pairs of the first with the others are the first of all pairs.
        let pair = self.pairs.get(place.checked_sub(1)?)?;
        let (first, other) = (self.each.first()?, self.each.get(place)?);
        measure.difference(pair, &first.counts, &other.counts, level)
    }

    /// What a single measure needs of it, which is much less to keep: not how far medians vary, nor where cases parted.
    #[must_use]
    pub fn lean(mut self) -> Comparison {
        for one in &mut self.each {
            one.sections.clear();
        }
        for pair in &mut self.pairs {
            pair.partings.clear();
            pair.data_before_ruling.clear();
            pair.ruling_after_data.clear();
        }
        self
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Comparison) {
        for (own, other) in self.each.iter_mut().zip(&other.each) {
            own.counts.add(&other.counts);
            own.all.add(other.all);
            own.squares += other.squares;
            for (own, other) in own.sections.iter_mut().zip(&other.sections) {
                super::tally::add_days(own, other);
            }
        }
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(own, other)| own.add(other));
    }
}

/// The last day of a case whose days are counted from a moment.
pub fn last_day(scenario: &Scenario, terms: &Terms, origin: Time) -> i64 {
    let last = terms.stops_on(scenario).unwrap_or(scenario.horizon);
    (end_of_day(last) - origin).div_euclid(DAY)
}
