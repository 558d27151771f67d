//! Two alternatives on the same cases: what differs, case by case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::experiment::tally::COURTS;
use crate::law::answers::journal::{Answer, Draw, Given, Journal};
use crate::scenario::Scenario;

/// The cases of which it is counted which draws two alternatives share: those below this number.
pub const WATCHED: u64 = 1_000;

/// How one case went under one alternative.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// The fate, by a number that is the same for the same fate in every alternative.
    pub fate: usize,
    /// The day on which it ended; `None` if it is open.
    pub day: Option<usize>,
    /// The day on which the data came.
    pub data: Option<usize>,
    /// The days without the data, up to the horizon.
    pub without: u64,
    /// The day on which each court first ruled.
    pub rulings: [Option<usize>; COURTS.len()],
}

/// What is counted of two alternatives, the first and the second.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairCounts {
    /// Cases that ended in the same way on the same day.
    pub same: u64,
    /// Cases that ended in the same way on another day.
    pub moved: u64,
    /// Cases that ended in another way.
    pub flipped: u64,
    /// Cases with data under the second alone.
    pub gained: u64,
    /// Cases with data under the first alone.
    pub lost: u64,
    /// Cases in which the data came sooner under the first, and under the second.
    pub sooner: (u64, u64),
    /// For each day asked about, the cases with data by then under both.
    pub both_by: Vec<u64>,
    /// Days without the data under the second less those under the first, together.
    pub differences: i128,
    /// Their squares.
    pub squares: u128,
    /// Where the flipped cases parted.
    pub partings: BTreeMap<String, u64>,
    /// For each court of the first: cases in which it ruled, and those in which the data was there by then under the
    /// second.
    pub data_before_ruling: BTreeMap<String, (u64, u64)>,
    /// The same for the courts of the second, and the data of the first.
    pub ruling_after_data: BTreeMap<String, (u64, u64)>,
    /// Draws that the first cases make under both, under the first alone and under the second alone.
    pub draws: (u64, u64, u64),
}

impl PairCounts {
    /// Counts one case.
    pub fn count(&mut self, first: &Seen, second: &Seen, days: &[i64]) {
        if first.fate != second.fate {
            self.flipped += 1;
        } else if first.day != second.day {
            self.moved += 1;
        } else {
            self.same += 1;
        }
        self.gained += u64::from(first.data.is_none() && second.data.is_some());
        self.lost += u64::from(first.data.is_some() && second.data.is_none());
        self.sooner.0 += u64::from(first.without < second.without);
        self.sooner.1 += u64::from(second.without < first.without);
        self.both_by.resize(days.len(), 0);
        let by = |seen: &Seen, day: i64| seen.data.is_some_and(|at| at as i64 <= day);
        for (both, day) in self.both_by.iter_mut().zip(days) {
            *both += u64::from(by(first, *day) && by(second, *day));
        }
        let difference = i128::from(second.without) - i128::from(first.without);
        self.differences += difference;
        self.squares += difference.unsigned_abs().pow(2);
        race(&mut self.data_before_ruling, first, second);
        race(&mut self.ruling_after_data, second, first);
    }

    /// Counts where two runs of a case parted that ended in different ways.
    pub fn count_parting(&mut self, first: Side<'_>, second: Side<'_>) {
        let place = match first.journal.parting(second.journal) {
            None => "in what the law or the strategy made of the same answers".to_owned(),
            Some((one, other)) => parting_words((one, first.scenario), (other, second.scenario)),
        };
        *self.partings.entry(place).or_default() += 1;
    }

    /// Counts which draws two runs of a case share.
    pub fn count_draws(&mut self, first: Side<'_>, second: Side<'_>) {
        let (one, other) = (drawn(first), drawn(second));
        let shared = one.iter().filter(|draw| other.binary_search(draw).is_ok()).count() as u64;
        self.draws.0 += shared;
        self.draws.1 += one.len() as u64 - shared;
        self.draws.2 += other.len() as u64 - shared;
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &PairCounts) {
        self.same += other.same;
        self.moved += other.moved;
        self.flipped += other.flipped;
        self.gained += other.gained;
        self.lost += other.lost;
        self.sooner.0 += other.sooner.0;
        self.sooner.1 += other.sooner.1;
        self.both_by.resize(self.both_by.len().max(other.both_by.len()), 0);
        self.both_by.iter_mut().zip(&other.both_by).for_each(|(own, other)| *own += other);
        self.differences += other.differences;
        self.squares += other.squares;
        for (place, cases) in &other.partings {
            *self.partings.entry(place.clone()).or_default() += cases;
        }
        add_race(&mut self.data_before_ruling, &other.data_before_ruling);
        add_race(&mut self.ruling_after_data, &other.ruling_after_data);
        self.draws.0 += other.draws.0;
        self.draws.1 += other.draws.1;
        self.draws.2 += other.draws.2;
    }
}

/// One run of a case: its scenario, and what was answered in it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The answers.
    pub journal: &'a Journal,
}

/// Whose court rules before whose data comes.
type Race = BTreeMap<String, (u64, u64)>;

fn race(counts: &mut Race, courts: &Seen, data: &Seen) {
    for (court, ruled) in COURTS.iter().zip(courts.rulings) {
        let Some(ruled) = ruled.filter(|day| *day > 0) else { continue };
        let ahead = data.data.is_some_and(|day| day <= ruled);
        match counts.get_mut(*court) {
            Some(own) => *own = (own.0 + 1, own.1 + u64::from(ahead)),
            None => drop(counts.insert((*court).to_owned(), (1, u64::from(ahead)))),
        }
    }
}

fn add_race(own: &mut Race, other: &Race) {
    for (court, (ruled, ahead)) in other {
        let own = own.entry(court.clone()).or_default();
        *own = (own.0 + ruled, own.1 + ahead);
    }
}

/// The draws of a run by name, in order.
fn drawn(side: Side<'_>) -> Vec<(String, u16)> {
    let by_chance = side.journal.answers().iter().filter(|answer| answer.luck.is_some());
    let mut all: Vec<(String, u16)> = by_chance
        .map(|answer| (draw_name(answer.draw, side.scenario), answer.occurrence))
        .collect();
    all.sort_unstable();
    all
}

/// `district.stay`, `district.stay time`, `frailty`.
fn draw_name(draw: Draw, scenario: &Scenario) -> String {
    match draw {
        Draw::Choice(point) => scenario.point_name(point).to_owned(),
        Draw::Length(point) => format!("{} time", scenario.point_name(point)),
        Draw::Frailty => "frailty".to_owned(),
    }
}

/// `circuit.panel: reverse, affirm`, or the two places where the runs then were.
fn parting_words(one: (Option<&Answer>, &Scenario), other: (Option<&Answer>, &Scenario)) -> String {
    let name = |(answer, scenario): (Option<&Answer>, &Scenario)| {
        answer.map_or("the end".to_owned(), |answer| draw_name(answer.draw, scenario))
    };
    let (first, second) = (name(one), name(other));
    let option = |(answer, scenario): (Option<&Answer>, &Scenario)| match answer? {
        Answer { draw: Draw::Choice(point), given: Given::Option(option), .. } => {
            Some(scenario.option_name(*point, *option).to_owned())
        }
        _ => None,
    };
    match (option(one), option(other)) {
        (Some(a), Some(b)) if first == second => format!("{first}: {a}, {b}"),
        _ if first == second => first,
        _ => format!("{first}, or {second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(fate: usize, day: usize, data: bool) -> Seen {
        let without = if data { day as u64 } else { 100 };
        Seen { fate, day: Some(day), data: data.then_some(day), without, ..Seen::default() }
    }

    #[test]
    fn a_case_is_the_same_moved_or_flipped() {
        let mut pair = PairCounts::default();
        pair.count(&seen(1, 30, true), &seen(1, 30, true), &[60]);
        pair.count(&seen(1, 30, true), &seen(1, 50, true), &[60]);
        pair.count(&seen(1, 30, true), &seen(2, 40, false), &[60]);
        assert_eq!((pair.same, pair.moved, pair.flipped), (1, 1, 1));
        assert_eq!((pair.gained, pair.lost, pair.sooner), (0, 1, (2, 0)));
        assert_eq!((pair.differences, pair.squares), (90, 20 * 20 + 70 * 70));
        assert_eq!(pair.both_by, [2]);
    }

    #[test]
    fn data_on_the_day_of_a_ruling_is_there_when_the_court_rules() {
        let mut ruled = seen(1, 80, false);
        ruled.rulings[1] = Some(40);
        let mut pair = PairCounts::default();
        for day in [39, 40, 41] {
            pair.count(&ruled, &seen(3, day, true), &[]);
        }
        assert_eq!(pair.data_before_ruling, [("district".to_owned(), (3, 2))].into());
        assert!(pair.ruling_after_data.is_empty());
    }
}
