//! A tornado: each guess at either end of its range, all else as it is, on the same cases.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::compare::Counted;
use crate::experiment::estimate::{Estimate, Level, holm};
use crate::experiment::pair::PairCounts;
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::Guess;

/// What a result does when each guess is moved.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tornado {
    /// What is measured, as a requirement names it.
    pub measure: String,
    /// The cases under each value.
    pub cases: u64,
    /// The level of every interval.
    pub level: f64,
    /// What is measured with every number as it is; null if the work was stopped before.
    pub base: Option<Estimate>,
    /// Each guess, that of the widest swing first.
    pub guesses: Vec<Swing>,
    /// How many were to be moved.
    pub asked: usize,
    /// How many guesses state no range, and were not moved.
    pub without_range: usize,
}

/// What a result does when one guess is moved.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Swing {
    /// The key of the guess.
    pub key: String,
    /// At the low end of its range.
    pub low: End,
    /// At the high end.
    pub high: End,
    /// How far apart the results at the two ends and with the guess as it is lie at most.
    pub swing: f64,
    /// Whether a difference at either end is more than chance, of all that were looked at: its p is below 1 less the
    /// level.
    pub distinct: bool,
}

/// A guess at one end of its range.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct End {
    /// The value.
    pub value: f64,
    /// What is measured under it.
    pub measured: Estimate,
    /// Less what is measured with the guess as it is, on the same cases.
    pub difference: Estimate,
    /// How often chance alone brings about such a difference, adjusted for both ends of all guesses (Holm 1979).
    pub p: f64,
}

/// What a scenario with a guess at both ends of its range shows, beside it as it is. The p-values are not adjusted yet.
/// `None` for a measure that is not counted case by case.
pub fn swing(
    guess: &Guess,
    base: &Counted,
    ends: &[(Counted, PairCounts); 2],
    measure: &Measure,
    level: Level,
) -> Option<Swing> {
    let end = |value: f64, (counted, pair): &(Counted, PairCounts)| {
        let (first, second) = (&base.counts, &counted.counts);
        Some(End {
            value,
            measured: counted.measured(measure, level),
            difference: measure.difference(pair, first, second, level)?,
            p: measure.p_value(pair, first, second)?,
        })
    };
    let (low, high) = (end(guess.range.0, &ends[0])?, end(guess.range.1, &ends[1])?);
    let (one, other) = (low.difference.value, high.difference.value);
    let swing = one.max(other).max(0.0) - one.min(other).min(0.0);
    Some(Swing { key: guess.key.clone(), low, high, swing, distinct: false })
}

/// Adjusts the p-values of all ends to each other and says which guesses are told from nothing; then puts the widest
/// swing first, equal ones by their keys.
pub fn judge(swings: &mut [Swing], level: Level) {
    let each: Vec<f64> = swings.iter().flat_map(|swing| [swing.low.p, swing.high.p]).collect();
    let adjusted = holm::adjusted(&each);
    for (swing, p) in swings.iter_mut().zip(adjusted.chunks_exact(2)) {
        (swing.low.p, swing.high.p) = (p[0], p[1]);
        swing.distinct = p[0].min(p[1]) < 1.0 - level.get();
    }
    swings.sort_by(|one, other| {
        other.swing.total_cmp(&one.swing).then_with(|| one.key.cmp(&other.key))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::Interval;

    fn end(p: f64) -> End {
        let none = Estimate { value: 0.0, interval: Interval { low: 0.0, high: 0.0 } };
        End { value: 0.0, measured: none, difference: none, p }
    }

    #[test]
    fn a_difference_that_one_of_many_shows_by_chance_is_not_told_from_nothing() {
        let swing = |key: &str, p: f64, swing: f64| Swing {
            key: key.to_owned(),
            low: end(p),
            high: end(0.5),
            swing,
            distinct: false,
        };
        let mut swings = vec![swing("a", 0.03, 1.0), swing("b", 1e-6, 3.0), swing("c", 0.9, 1.0)];
        judge(&mut swings, Level::default());
        let told: Vec<(&str, bool)> =
            swings.iter().map(|one| (one.key.as_str(), one.distinct)).collect();
        // By itself 0.03 would pass; beside five others it does not.
        assert_eq!(told, [("b", true), ("a", false), ("c", false)]);
    }
}
