//! A tornado: each guess at either end of its range, all else as it is, on the same cases.

use serde::Serialize;

use crate::experiment::compare::Comparison;
use crate::experiment::estimate::{Estimate, Level};
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::Guess;

/// What a result does when each guess is moved.
#[derive(Clone, Debug, Serialize)]
pub struct Tornado {
    /// What is measured, as a requirement names it.
    pub measure: String,
    /// The cases under each value.
    pub cases: u64,
    /// The level of every interval.
    pub level: f64,
    /// What is measured with every number as it is; null if no guess states a range.
    pub base: Option<Estimate>,
    /// Each guess, that of the widest swing first.
    pub guesses: Vec<Swing>,
    /// How many guesses state no range, and were not moved.
    pub without_range: usize,
}

/// What a result does when one guess is moved.
#[derive(Clone, Debug, Serialize)]
pub struct Swing {
    /// The key of the guess.
    pub key: String,
    /// At the low end of its range.
    pub low: End,
    /// At the high end.
    pub high: End,
    /// How far apart the results at the two ends and with the guess as it is lie at most.
    pub swing: f64,
    /// Whether a difference at either end is more than chance: its interval does not hold zero.
    pub distinct: bool,
}

/// A guess at one end of its range.
#[derive(Clone, Debug, Serialize)]
pub struct End {
    /// The value.
    pub value: f64,
    /// What is measured under it.
    pub measured: Estimate,
    /// Less what is measured with the guess as it is, on the same cases.
    pub difference: Estimate,
}

/// What a comparison of the scenario as it is with both ends of a guess shows: that of the scenario, and the swing.
/// `None` for a measure that is not counted case by case.
pub fn swing(
    guess: &Guess,
    compared: &Comparison,
    measure: &Measure,
    level: Level,
) -> Option<(Estimate, Swing)> {
    let measured = |place: usize| Some(compared.each.get(place)?.measured(measure, level));
    let end = |place: usize, value: f64| {
        let difference = compared.against_first(place, measure, level)?;
        Some(End { value, measured: measured(place)?, difference })
    };
    let (low, high) = (end(1, guess.range.0)?, end(2, guess.range.1)?);
    let (one, other) = (low.difference.value, high.difference.value);
    let swing = one.max(other).max(0.0) - one.min(other).min(0.0);
    let away = |end: &End| end.difference.interval.low > 0.0 || end.difference.interval.high < 0.0;
    let distinct = away(&low) || away(&high);
    Some((measured(0)?, Swing { key: guess.key.clone(), low, high, swing, distinct }))
}

/// The widest swing first; equal ones by their keys.
pub fn sort(swings: &mut [Swing]) {
    swings.sort_by(|one, other| {
        other.swing.total_cmp(&one.swing).then_with(|| one.key.cmp(&other.key))
    });
}
