//! Values of a scenario varied: at every point of a design the alternatives are run on the same cases, so that what
//! differs from point to point is what the values make of it.

pub mod design;
pub mod tie;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::compare::Comparison;
use crate::experiment::estimate::{Estimate, Interval, Level};
use crate::experiment::require::Measure;

/// The most values that are varied together.
pub const MOST_AXES: usize = 8;

/// The most points of a design: each is a comparison of its own.
pub const MOST_POINTS: usize = 500;

/// A value that is varied.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Axis {
    /// Its key.
    pub key: String,
    /// Its unit, if it has one: `days`.
    pub unit: Option<String>,
    /// The lowest value.
    pub from: f64,
    /// The highest value.
    pub to: f64,
    /// The values of a grid, in their order.
    pub values: Vec<f64>,
}

/// What came out at one point.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PointResult {
    /// The value on each axis.
    pub at: Vec<f64>,
    /// What is measured, of each alternative.
    pub measured: Vec<Estimate>,
    /// Each further alternative less the first, case by case.
    pub against_first: Vec<Estimate>,
}

impl PointResult {
    /// By how much what is measured of an alternative lies above a goal.
    pub fn beyond(&self, alternative: usize, goal: f64) -> Option<Estimate> {
        let Estimate { value, interval } = *self.measured.get(alternative)?;
        let interval = Interval { low: interval.low - goal, high: interval.high - goal };
        Some(Estimate { value: value - goal, interval })
    }
}

/// What the counts show at a point. Differences are left out where they are not counted case by case.
pub fn result(at: Vec<f64>, counted: &Comparison, measure: &Measure, level: Level) -> PointResult {
    let others = 1..counted.each.len();
    PointResult {
        at,
        measured: counted.each.iter().map(|one| one.measured(measure, level)).collect(),
        against_first: others
            .filter_map(|place| counted.against_first(place, measure, level))
            .collect(),
    }
}

/// How far one list rises with another, from -1 to 1: the correlation of their ranks (Spearman 1904). `None` if either
/// is the same throughout.
pub fn rank_correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let (one, other) = (ranks(one), ranks(other));
    let middle = (one.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum()
    };
    let scale = (product(&one, &one) * product(&other, &other)).sqrt();
    (scale > 0.0).then(|| product(&one, &other) / scale)
}

/// The rank of each value, from 1; equal ones share the middle of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        below as f64 + (equal as f64 + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_correlate_whatever_the_curve_as_long_as_it_rises() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let cubes = x.map(|x: f64| x.powi(3));
        assert_eq!(rank_correlation(&x, &cubes), Some(1.0));
        assert_eq!(rank_correlation(&x, &cubes.map(|y| -y)), Some(-1.0));
        assert_eq!(rank_correlation(&x, &[7.0; 5]), None);
        // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) = 0.8207826816681233
        let found = rank_correlation(&x, &[5.0, 6.0, 7.0, 8.0, 7.0]).expect("they differ");
        assert!((found - 0.820_782_681_668_123_3).abs() < 1e-12, "{found}");
    }
}
