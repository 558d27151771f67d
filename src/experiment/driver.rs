//! What makes one case differ from another: for each draw, how much of the variance of the days without the data it
//! explains by itself, in the cases that come there (the correlation ratio, weighed by how many do). A choice is told by
//! its option, a length of time by the eighth of its distribution it fell into.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::law::answers::journal::{Answer, Draw, Given, Journal};
use crate::scenario::Scenario;

/// Into how many parts of equal chance a length of time is divided.
const PARTS: usize = 8;

/// Cases with one answer, and their days without the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// How many cases.
    pub cases: u64,
    /// How many of them got the data by the horizon.
    pub data: u64,
    /// Their days without it together, up to the horizon.
    pub days: u64,
}

impl Cell {
    /// Counts one case.
    pub fn count(&mut self, days: u64, data: bool) {
        self.cases += 1;
        self.data += u64::from(data);
        self.days += days;
    }

    /// Adds those of other cases.
    pub fn add(&mut self, other: Cell) {
        self.cases += other.cases;
        self.data += other.data;
        self.days += other.days;
    }
}

/// The cells of every draw.
#[derive(Clone, Debug)]
pub struct Cells {
    /// By point; the options, then the parts of its time.
    points: Vec<(Vec<Cell>, [Cell; PARTS])>,
    frailty: [Cell; PARTS],
}

/// The cells of every draw that came up, under their names: the options of `district.stay`, and the parts of
/// `district.stay time`.
pub type NamedCells = BTreeMap<String, BTreeMap<String, Cell>>;

impl Cells {
    /// Nothing yet.
    pub fn new(scenario: &Scenario) -> Cells {
        let options = scenario.points().map(|point| scenario.options(point).len());
        let points = options.map(|options| (vec![Cell::default(); options], <_>::default()));
        Cells { points: points.collect(), frailty: <_>::default() }
    }

    /// Counts one case: only what chance answered, and the first time that it did.
    pub fn count(&mut self, journal: &Journal, days: u64, data: bool) {
        for answer in journal.answers() {
            let Some(luck) = answer.luck.filter(|_| answer.occurrence <= 1) else { continue };
            if let Some(cell) = self.cell(answer, luck) {
                cell.count(days, data);
            }
        }
    }

    fn cell(&mut self, answer: &Answer, luck: f64) -> Option<&mut Cell> {
        let part = (luck * PARTS as f64) as usize;
        match (answer.draw, answer.given) {
            (Draw::Frailty, _) => self.frailty.get_mut(part),
            (Draw::Length(point), _) => self.points[usize::from(point.0)].1.get_mut(part),
            (Draw::Choice(point), Given::Option(option)) => {
                self.points[usize::from(point.0)].0.get_mut(usize::from(option))
            }
            (Draw::Choice(_), _) => None,
        }
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Cells) {
        let add = |own: &mut [Cell], other: &[Cell]| {
            own.iter_mut().zip(other).for_each(|(own, other)| own.add(*other));
        };
        for (own, other) in self.points.iter_mut().zip(&other.points) {
            add(&mut own.0, &other.0);
            add(&mut own.1, &other.1);
        }
        add(&mut self.frailty, &other.frailty);
    }

    /// The cells under their names, without empty ones.
    pub fn named(&self, scenario: &Scenario) -> NamedCells {
        let mut named = NamedCells::new();
        for (point, (options, parts)) in scenario.points().zip(&self.points) {
            let name = scenario.point_name(point);
            let option = (0u8..).map(|option| scenario.option_name(point, option).to_owned());
            keep(&mut named, name.to_owned(), option.zip(options));
            keep(&mut named, format!("{name} time"), numbered(parts));
        }
        keep(&mut named, "frailty".to_owned(), numbered(&self.frailty));
        named
    }
}

fn numbered(parts: &[Cell]) -> impl Iterator<Item = (String, &Cell)> {
    parts.iter().enumerate().map(|(part, cell)| ((part + 1).to_string(), cell))
}

fn keep<'a>(named: &mut NamedCells, name: String, cells: impl Iterator<Item = (String, &'a Cell)>) {
    let some: BTreeMap<String, Cell> =
        cells.filter(|(_, cell)| cell.cases > 0).map(|(name, cell)| (name, *cell)).collect();
    if !some.is_empty() {
        named.insert(name, some);
    }
}

/// Adds named cells to named cells.
pub fn add_named(own: &mut NamedCells, other: &NamedCells) {
    for (draw, cells) in other {
        let own = own.entry(draw.clone()).or_default();
        for (name, cell) in cells {
            own.entry(name.clone()).or_default().add(*cell);
        }
    }
}

/// How much of a variance the answers to one draw explain: between 0 and 1, corrected for what as many groups explain by
/// chance. `variance` is that of the days of all cases, of which there are `cases`.
pub fn share_of_variance(cells: &BTreeMap<String, Cell>, cases: u64, variance: f64) -> f64 {
    let mut here = Cell::default();
    cells.values().for_each(|cell| here.add(*cell));
    if variance <= 0.0 || here.cases == 0 {
        return 0.0;
    }
    let mean = here.days as f64 / here.cases as f64;
    let apart = |cell: &Cell| {
        let own = cell.days as f64 / cell.cases as f64;
        cell.cases as f64 * (own - mean) * (own - mean)
    };
    let between: f64 = cells.values().map(apart).sum();
    let by_chance = (cells.len() - 1) as f64 * variance;
    ((between - by_chance) / (cases as f64 * variance)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(groups: &[(&str, u64, u64)]) -> BTreeMap<String, Cell> {
        let cell = |cases, days| Cell { cases, data: 0, days };
        groups.iter().map(|(name, cases, days)| ((*name).to_owned(), cell(*cases, *days))).collect()
    }

    #[test]
    fn a_draw_that_decides_everything_explains_everything() {
        // Ten thousand cases of 10 days and as many of 30, told apart by the draw.
        let halves = cells(&[("a", 10_000, 100_000), ("b", 10_000, 300_000)]);
        assert!((share_of_variance(&halves, 20_000, 100.0) - 1.0).abs() < 1e-4);
        // Where only half of all cases come there, it explains half as much.
        assert!((share_of_variance(&halves, 40_000, 100.0) - 0.5).abs() < 1e-4);
    }

    #[test]
    fn a_draw_that_decides_nothing_explains_nothing() {
        let alike = cells(&[("a", 100, 2_000), ("b", 100, 2_000)]);
        assert_eq!(share_of_variance(&alike, 200, 100.0), 0.0);
        // Nor one that every case answers alike.
        assert_eq!(share_of_variance(&cells(&[("a", 200, 4_000)]), 200, 100.0), 0.0);
    }
}
