//! Which of the guesses a result hangs on: the guesses that state a range, and what is set to move them in it.

use std::collections::BTreeMap;

use crate::experiment::chance;
use crate::law::decision::PointId;
use crate::scenario::{Basis, Scenario};

pub mod tornado;

/// A guess that states in which range it may lie.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The key under which it is set.
    pub key: String,
    /// The ends of its range.
    pub range: (f64, f64),
    /// Which chance it is, if it is the chance of one option: the others follow it.
    chance: Option<(PointId, usize)>,
}

/// The guesses of a scenario.
#[derive(Clone, Debug, Default)]
pub struct Guesses {
    /// Those that state a range.
    pub ranged: Vec<Guess>,
    /// How many state none.
    pub unstated: usize,
}

impl Guesses {
    /// Those of a scenario, in the order of the case.
    pub fn of(scenario: &Scenario) -> Guesses {
        let mut all = Guesses::default();
        for (point, assumed) in scenario.points().zip(&scenario.assumed) {
            if assumed.odds_basis != Some(Basis::Guess) {
                continue;
            }
            let ranges = assumed.ranges.iter().enumerate();
            let ranges = ranges.filter_map(|(option, range)| Some((option, (*range)?)));
            // Of two options the chance of the one is that of the other.
            let most = if assumed.odds.len() == 2 { 1 } else { assumed.odds.len() };
            all.ranged.extend(ranges.take(most).map(|(option, range)| Guess {
                key: chance::key(scenario, point, option),
                range,
                chance: Some((point, option)),
            }));
        }
        for number in scenario.numbers() {
            if number.support.basis != Some(Basis::Guess) {
                continue;
            }
            match number.support.ends {
                // A preset in use hides the value: it has no range to be moved in.
                Some(range) if !number.key.ends_with(".use") => {
                    all.ranged.push(Guess { key: number.key, range, chance: None });
                }
                _ if number.what == "odds" && number.support.range.is_some() => {}
                _ => all.unstated += 1,
            }
        }
        all
    }
}

/// What is set to move guesses to these values. The options of a decision whose chance is not moved take the rest
/// in proportion.
pub fn sets(scenario: &Scenario, moved: &[(&Guess, f64)]) -> Vec<String> {
    let mut all = Vec::new();
    let mut decisions: BTreeMap<PointId, Vec<(usize, f64)>> = BTreeMap::new();
    for (guess, value) in moved {
        match guess.chance {
            Some((point, option)) => decisions.entry(point).or_default().push((option, *value)),
            None => all.push(format!("{}={value:?}", guess.key)),
        }
    }
    for (point, fixed) in decisions {
        all.extend(chance::sets(scenario, point, &fixed));
    }
    all
}
