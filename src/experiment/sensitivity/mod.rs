//! Which of the guesses a result hangs on: the guesses that state a range, and what is set to move them in it.

use std::collections::BTreeMap;

use crate::law::decision::PointId;
use crate::scenario::document::dotted;
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
                key: chance_key(scenario, point, option),
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

/// The key of the chance of one option.
fn chance_key(scenario: &Scenario, point: PointId, option: usize) -> String {
    let (table, odds, _) = scenario.home(point);
    let name = dotted(&[scenario.options(point).get(option).copied().unwrap_or_default()]);
    match scenario.stage(point) {
        Some(_) => format!("{table}.{odds}.{name}.p"),
        None => format!("{table}.{odds}.{name}"),
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
        all.extend(odds_sets(scenario, point, &fixed));
    }
    all
}

/// What sets the odds of a decision.
fn odds_sets(scenario: &Scenario, point: PointId, fixed: &[(usize, f64)]) -> Vec<String> {
    let Some(assumed) = scenario.assumed.get(usize::from(point.0)) else { return Vec::new() };
    let odds = proportional(&assumed.odds, fixed);
    let mut sets: Vec<String> = Vec::new();
    let (table, leaf, _) = scenario.home(point);
    let names = scenario.options(point);
    let staged = scenario.stage(point).is_some();
    for (option, chance) in odds.iter().enumerate().filter(|_| staged) {
        sets.push(format!("{}={chance:?}", chance_key(scenario, point, option)));
    }
    if !staged {
        let each = names.iter().zip(&odds).map(|(name, p)| format!("{} = {p:?}", dotted(&[name])));
        sets.push(format!("{table}.{leaf}={{ {} }}", each.collect::<Vec<_>>().join(", ")));
        // Odds that came out of factors have no basis of their own.
        if !assumed.factors.is_empty() {
            sets.push(format!("{table}.{leaf}_basis=\"guess\""));
        }
    }
    // A chance that follows may leave the range stated for itself.
    for ((name, chance), range) in names.iter().zip(&odds).zip(&assumed.ranges) {
        if range.is_some_and(|(low, high)| *chance < low || *chance > high) {
            let name = dotted(&[name]);
            sets.push(match staged {
                true => format!("{table}.{leaf}.{name}.range=[0.0, 1.0]"),
                false => format!("{table}.range.{name}=[0.0, 1.0]"),
            });
        }
    }
    sets
}

/// Odds of which some are fixed, and the others share the rest as they did before.
fn proportional(odds: &[f64], fixed: &[(usize, f64)]) -> Vec<f64> {
    // More than everything cannot be given: then the fixed ones share it.
    let given: f64 = fixed.iter().map(|(_, chance)| chance).sum();
    let part = if given > 1.0 { 1.0 / given } else { 1.0 };
    let held = |option: usize| fixed.iter().find(|(known, _)| *known == option);
    let free: Vec<usize> = (0..odds.len()).filter(|option| held(*option).is_none()).collect();
    let before: f64 = free.iter().map(|option| odds[*option]).sum();
    let rest = (1.0 - given * part).max(0.0);
    let share = |option: usize| match held(option) {
        Some((_, chance)) => chance * part,
        None if before > 0.0 => odds[option] / before * rest,
        None => rest / free.len() as f64,
    };
    // Without the dust of binary fractions, so that it is what somebody would write.
    (0..odds.len()).map(|option| (share(option) * 1e12).round() / 1e12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_options_take_the_rest_in_proportion() {
        assert_eq!(proportional(&[0.6, 0.3, 0.1], &[(0, 0.2)]), [0.2, 0.6, 0.2]);
        assert_eq!(proportional(&[1.0, 0.0, 0.0], &[(0, 0.5)]), [0.5, 0.25, 0.25]);
        assert_eq!(proportional(&[0.5, 0.3, 0.2], &[(0, 0.9), (1, 0.6)]), [0.6, 0.4, 0.0]);
    }
}
