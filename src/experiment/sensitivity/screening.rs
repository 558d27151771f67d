//! Guesses moved together: what came out at the points of a design, and what that says of each guess.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::compare::Counted;
use crate::experiment::estimate::{Estimate, Level};
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::Guess;
use crate::experiment::sensitivity::morris::{self, Effects, Trajectory};
use crate::experiment::sensitivity::sobol::{self, Indices};
use crate::sim::draw::Seed;

/// What came out at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What is measured: the mean of its cases.
    pub value: f64,
    /// How much its cases differ: the variance of one.
    pub variance: f64,
    /// Whether the chances of a decision came to more than 1, and were scaled.
    pub crowded: bool,
}

impl Outcome {
    /// Out of the counts of its cases.
    pub fn new(counted: &Counted, measure: &Measure, level: Level, crowded: bool) -> Outcome {
        let value = counted.measured(measure, level).value;
        let variance = match measure {
            Measure::DaysWithout => {
                let squares = counted.squares as f64 / counted.all.cases as f64;
                (squares - value * value).max(0.0)
            }
            _ => value * (1.0 - value),
        };
        Outcome { value, variance, crowded }
    }
}

/// What guesses are moved for, and how.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Setting {
    /// What is measured, as a requirement names it.
    pub measure: String,
    /// The cases at each point, everywhere the same.
    pub cases: u64,
    /// The level of every interval.
    pub level: f64,
    /// What is measured with every number as it is; null if the work was stopped before.
    pub base: Option<Estimate>,
    /// How many guesses state no range, and were not moved.
    pub without_range: usize,
}

/// What a screening by elementary effects shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Morris {
    /// What was asked.
    #[serde(flatten)]
    pub setting: Setting,
    /// How many levels each range is divided into.
    pub levels: u32,
    /// How many trajectories were asked for.
    pub asked: u32,
    /// How many were finished. An effect is told from as many.
    pub trajectories: usize,
    /// The points of those.
    pub points: usize,
    /// At how many of them the chances of a decision came to more than 1, and were scaled.
    pub crowded: usize,
    /// Each guess, that of the largest effects first.
    pub guesses: Vec<Screened>,
}

/// What moving one guess does, in the unit of the measure, for the whole of its range.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Screened {
    /// The key of the guess.
    pub key: String,
    /// The low end of its range.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Its effects.
    #[serde(flatten)]
    pub effects: Effects,
}

/// What a division of the variance shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sobol {
    /// What was asked.
    #[serde(flatten)]
    pub setting: Setting,
    /// How many base samples were asked for.
    pub asked: u32,
    /// How many were finished.
    pub samples: usize,
    /// The points of those.
    pub points: usize,
    /// At how many of them the chances of a decision came to more than 1, and were scaled.
    pub crowded: usize,
    /// The mean of the measure over the ranges of the guesses; null where no base sample was finished.
    #[schemars(with = "Option<f64>")]
    pub mean: f64,
    /// Its variance over them: what not knowing the guesses makes of it; null as above.
    #[schemars(with = "Option<f64>")]
    pub variance: f64,
    /// The variance of one case where the guesses are known, on average over them: what is chance whatever they are; null as above.
    #[schemars(with = "Option<f64>")]
    pub case_variance: f64,
    /// The share of the variance of a case that comes from not knowing the guesses: that of the first in the sum of
    /// both; null without variance.
    pub from_guesses: Option<f64>,
    /// The share of `variance` that the guesses bring one by one: the sum of S1. Null without variance.
    pub alone: Option<Estimate>,
    /// At most this share of `variance` is the luck of so few cases at a point; more cases make it less. Null without
    /// variance.
    pub luck: Option<f64>,
    /// Each guess, that of the largest total index first. None where the measure does not vary.
    pub guesses: Vec<Apportioned>,
}

/// The share of one guess.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Apportioned {
    /// The key of the guess.
    pub key: String,
    /// The low end of its range.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Its indices.
    #[serde(flatten)]
    pub indices: Indices,
}

/// The effects of each guess, of as many trajectories as were finished.
pub fn screen(
    setting: Setting,
    guesses: &[Guess],
    (levels, asked): (u32, u32),
    outcomes: &[Outcome],
    (level, seed): (Level, Seed),
) -> Morris {
    let names: Vec<&str> = guesses.iter().map(|guess| guess.key.as_str()).collect();
    let trajectories = outcomes.len() / (guesses.len() + 1);
    let outcomes = &outcomes[..trajectories * (guesses.len() + 1)];
    let walks: Vec<Trajectory> = (0..trajectories as u64)
        .map(|number| morris::trajectory(&names, levels, number, seed))
        .collect();
    let values: Vec<f64> = outcomes.iter().map(|one| one.value).collect();
    let effects = morris::effects(&walks, &values, level);
    let screened = guesses.iter().zip(effects).map(|(guess, effects)| Screened {
        key: guess.key.clone(),
        low: guess.range.0,
        high: guess.range.1,
        effects,
    });
    let mut screened: Vec<Screened> = screened.collect();
    screened.sort_by(|one, other| {
        let size = |one: &Screened| one.effects.mu_star.value;
        size(other).total_cmp(&size(one)).then_with(|| one.key.cmp(&other.key))
    });
    Morris {
        setting,
        levels,
        asked,
        trajectories,
        points: outcomes.len(),
        crowded: outcomes.iter().filter(|one| one.crowded).count(),
        guesses: screened,
    }
}

/// The share of each guess, of as many base samples as were finished.
pub fn apportion(
    setting: Setting,
    guesses: &[Guess],
    asked: u32,
    outcomes: &[Outcome],
    (level, seed): (Level, Seed),
) -> Sobol {
    let width = guesses.len() + 2;
    let samples = outcomes.len() / width;
    let outcomes = &outcomes[..samples * width];
    let values: Vec<f64> = outcomes.iter().map(|one| one.value).collect();
    let analysis = sobol::analyse(&values, guesses.len(), level, seed);
    // A and B alone are spread over the ranges as the guesses are.
    let ends = outcomes.chunks_exact(width).flat_map(|row| [row[0], row[width - 1]]);
    let within = ends.map(|one| one.variance).sum::<f64>() / (2.0 * samples as f64);
    let varies = analysis.variance > 0.0;
    let apportioned = guesses.iter().zip(analysis.inputs).map(|(guess, indices)| Apportioned {
        key: guess.key.clone(),
        low: guess.range.0,
        high: guess.range.1,
        indices,
    });
    let mut apportioned: Vec<Apportioned> = apportioned.collect();
    apportioned.sort_by(|one, other| {
        let size = |one: &Apportioned| one.indices.total.value;
        size(other).total_cmp(&size(one)).then_with(|| one.key.cmp(&other.key))
    });
    Sobol {
        asked,
        samples,
        points: outcomes.len(),
        crowded: outcomes.iter().filter(|one| one.crowded).count(),
        mean: analysis.mean,
        variance: analysis.variance,
        case_variance: within,
        from_guesses: varies.then(|| analysis.variance / (analysis.variance + within)),
        alone: analysis.alone,
        luck: varies.then(|| (within / setting.cases as f64 / analysis.variance).min(1.0)),
        guesses: apportioned,
        setting,
    }
}
