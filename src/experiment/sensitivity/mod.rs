//! Which of the guesses a result hangs on: the guesses that state a range, and what is set to move them in it.
//!
//! One at a time in [`tornado`], together in [`morris`] and [`sobol`]; the latter two know nothing of scenarios.

use std::collections::BTreeMap;

use crate::experiment::chance;
use crate::law::decision::PointId;
use crate::scenario::document::dotted;
use crate::scenario::{Basis, Scenario};

pub mod gauge;
pub mod morris;
pub mod points;
pub mod screening;
pub mod sobol;
pub mod tornado;

/// A guess that states in which range it may lie.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The key under which it is set. Of a factor under a preset that is the value of the preset.
    pub key: String,
    /// The ends of its range.
    pub range: (f64, f64),
    /// Which chance it is, if it is the chance of one option: the others follow it.
    chance: Option<(PointId, usize)>,
}

impl Guess {
    /// The value at a share of the range.
    pub fn at(&self, share: f64) -> f64 {
        self.range.0 + (self.range.1 - self.range.0) * share
    }
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
                Some(range) => {
                    let key = preset_key(scenario, &number.key).unwrap_or(number.key);
                    all.ranged.push(Guess { key, range, chance: None });
                }
                _ if number.what == "odds" && number.support.range.is_some() => {}
                _ => all.unstated += 1,
            }
        }
        all
    }
}

/// The key of the value of the preset in use, if it is that of its use: a preset hides the value of its factor, and is
/// what can be moved.
fn preset_key(scenario: &Scenario, key: &str) -> Option<String> {
    scenario.factors.iter().find_map(|factor| {
        let at = |more: &[&str]| {
            let own = ["channel", factor.channel.as_str(), "factor", factor.name.as_str()];
            dotted(&[own.as_slice(), more].concat())
        };
        let preset = factor.preset.as_deref()?;
        (at(&["use"]) == key).then(|| at(&["presets", preset]))
    })
}

/// The chances among them, by decision.
fn by_decision(moved: &[(&Guess, f64)]) -> BTreeMap<PointId, Vec<(usize, f64)>> {
    let mut decisions: BTreeMap<PointId, Vec<(usize, f64)>> = BTreeMap::new();
    for (guess, value) in moved {
        if let Some((point, option)) = guess.chance {
            decisions.entry(point).or_default().push((option, *value));
        }
    }
    decisions
}

/// Whether these values cannot all be given, because chances of one decision come to more than 1 (or, with no option
/// left to take the rest, to less). They are then scaled to 1, so that they keep their proportions: a design needs a
/// result at each of its points, and one that is left out would tear it.
pub fn is_crowded(scenario: &Scenario, moved: &[(&Guess, f64)]) -> bool {
    by_decision(moved).iter().any(|(point, fixed)| chance::is_crowded(scenario, *point, fixed))
}

/// What is set to move guesses to these values. The options of a decision whose chance is not moved take the rest
/// in proportion.
pub fn sets(scenario: &Scenario, moved: &[(&Guess, f64)]) -> Vec<String> {
    let others = moved.iter().filter(|(guess, _)| guess.chance.is_none());
    let mut all: Vec<String> =
        others.map(|(guess, value)| format!("{}={value:?}", guess.key)).collect();
    for (point, fixed) in by_decision(moved) {
        all.extend(chance::sets(scenario, point, &fixed));
    }
    all
}
