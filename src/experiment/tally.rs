//! What is counted over the cases of one alternative: how many ended in which way on which day. Whole numbers only, so
//! that counts of any parts of a range of cases add up to the counts of the range.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::experiment::fate::{End, Fate};
use crate::law::Matter;
use crate::law::case::{Ending, FirstRulings};
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;

pub use crate::experiment::estimate::DayCounts;

/// The courts whose first rulings are counted.
pub const COURTS: [&str; 4] = ["magistrate", "district", "circuit", "supreme"];

/// The counts of a worker, with room for every fate and day.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Day 0.
    origin: Time,
    cases: u64,
    /// By fate, then by day. An open case has no day, and stands under 0.
    fates: Vec<Vec<u64>>,
    /// How the court track ended, then by day.
    warrants: [Vec<u64>; Ending::ALL.len()],
    /// By court, then by day.
    rulings: [Vec<u64>; COURTS.len()],
}

impl Tally {
    /// Nothing yet; days are counted from `origin`.
    pub fn new(origin: Time) -> Tally {
        let fates = vec![Vec::new(); Fate::COUNT];
        Tally {
            origin,
            cases: 0,
            fates,
            warrants: [const { Vec::new() }; Ending::ALL.len()],
            rulings: [const { Vec::new() }; COURTS.len()],
        }
    }

    /// Counts one case, and says how it ended.
    pub fn count(&mut self, matter: &Matter) -> End {
        let end = End::of(&matter.posture);
        self.cases += 1;
        let day = end.at.map_or(0, |at| self.day(at));
        add_one(&mut self.fates[end.fate.number()], day);
        if let Some((ending, at)) = matter.posture.ending {
            let day = self.day(at);
            add_one(&mut self.warrants[ending as usize], day);
        }
        let FirstRulings { magistrate, district, circuit, supreme } = matter.posture.first;
        for (court, first) in [magistrate, district, circuit, supreme].into_iter().enumerate() {
            if let Some(at) = first {
                let day = self.day(at);
                add_one(&mut self.rulings[court], day);
            }
        }
        end
    }

    /// Whole days from day 0; what was before it counts as on it.
    pub fn day(&self, at: Time) -> usize {
        day_of(at, self.origin)
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: Tally) {
        self.cases += other.cases;
        let own = self.fates.iter_mut().chain(&mut self.warrants).chain(&mut self.rulings);
        let other = other.fates.into_iter().chain(other.warrants).chain(other.rulings);
        for (own, other) in own.zip(other) {
            add_all(own, &other);
        }
    }

    /// The counts under their names.
    pub fn counts(&self, scenario: &Scenario) -> Counts {
        let fate = |number| Fate::numbered(number).map(|fate| fate.name(scenario));
        let fates = self.fates.iter().enumerate().filter(|(_, days)| !days.is_empty());
        let fates = fates.filter_map(|(number, days)| Some((fate(number)?, sparse(days))));
        let rulings = COURTS.iter().zip(&self.rulings).filter(|(_, days)| !days.is_empty());
        let warrants = Ending::ALL.iter().zip(&self.warrants).filter(|(_, days)| !days.is_empty());
        Counts {
            cases: self.cases,
            fates: fates.collect(),
            warrants: warrants
                .map(|(ending, days)| (ending.as_str().to_owned(), sparse(days)))
                .collect(),
            rulings: rulings.map(|(court, days)| ((*court).to_owned(), sparse(days))).collect(),
        }
    }
}

/// Whole days from day 0; what was before it counts as on it.
pub fn day_of(at: Time, origin: Time) -> usize {
    usize::try_from((at - origin).div_euclid(DAY)).unwrap_or(0)
}

/// Counts under names, as they are written to a file and added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// How many cases.
    pub cases: u64,
    /// For each fate the days on which cases met it; an open case stands under day 0.
    pub fates: BTreeMap<String, DayCounts>,
    /// For each way in which the court track ended the days on which it did.
    pub warrants: BTreeMap<String, DayCounts>,
    /// For each court the days on which it first ruled.
    pub rulings: BTreeMap<String, DayCounts>,
}

impl Counts {
    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Counts) {
        self.cases += other.cases;
        for (own, other) in [
            (&mut self.fates, &other.fates),
            (&mut self.warrants, &other.warrants),
            (&mut self.rulings, &other.rulings),
        ] {
            for (name, days) in other {
                add_days(own.entry(name.clone()).or_default(), days);
            }
        }
    }

    /// How many cases met a fate.
    pub fn of(&self, fate: &str) -> u64 {
        self.fates.get(fate).map_or(0, |days| total(days))
    }

    /// The days on which the data came, all of it.
    pub fn data(&self) -> DayCounts {
        let mut all = DayCounts::new();
        for (name, days) in &self.fates {
            if brings_data(name) {
                add_days(&mut all, days);
            }
        }
        all
    }
}

/// Whether the fate of that name is that all of the data came.
pub fn brings_data(fate: &str) -> bool {
    fate.starts_with("data-by-")
}

/// Whether a case of that fate has a day on which it met it.
pub fn has_day(fate: &str) -> bool {
    fate != "open" && fate != "nothing-tried"
}

/// How many cases there are on all days.
pub fn total(days: &[(i64, u64)]) -> u64 {
    days.iter().map(|(_, count)| count).sum()
}

/// How many cases there are up to the end of a day.
pub fn by_day(days: &[(i64, u64)], last: i64) -> u64 {
    days.iter().take_while(|(day, _)| *day <= last).map(|(_, count)| count).sum()
}

/// Adds days to days, both in their order.
pub fn add_days(own: &mut DayCounts, other: &[(i64, u64)]) {
    for (day, count) in other {
        match own.binary_search_by_key(day, |(day, _)| *day) {
            Ok(place) => own[place].1 += count,
            Err(place) => own.insert(place, (*day, *count)),
        }
    }
}

/// Counts one more case on a day.
pub(super) fn add_one(days: &mut Vec<u64>, day: usize) {
    if days.len() <= day {
        days.resize(day + 1, 0);
    }
    days[day] += 1;
}

/// Adds days to days, all of them with a place.
pub(super) fn add_all(own: &mut Vec<u64>, other: &[u64]) {
    if own.len() < other.len() {
        own.resize(other.len(), 0);
    }
    for (own, other) in own.iter_mut().zip(other) {
        *own += other;
    }
}

/// The days that have a case.
pub(super) fn sparse(days: &[u64]) -> DayCounts {
    let counted = (0..).zip(days).filter(|(_, count)| **count > 0);
    counted.map(|(day, count)| (day, *count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_parts_add_up_to_the_counts_of_the_whole() {
        let part = |fate: &str, days: &[(i64, u64)]| Counts {
            cases: total(days),
            fates: [(fate.to_owned(), days.to_vec())].into(),
            ..Counts::default()
        };
        let mut sum = part("data-by-treaty", &[(3, 1), (9, 2)]);
        sum.add(&part("data-by-treaty", &[(1, 5), (9, 1)]));
        sum.add(&part("open", &[(0, 4)]));
        assert_eq!(sum.cases, 13);
        assert_eq!(sum.data(), [(1, 5), (3, 1), (9, 3)]);
        assert_eq!((sum.of("open"), by_day(&sum.data(), 3)), (4, 6));
    }
}
