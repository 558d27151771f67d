//! The paths of a case beside each other, each by itself and on the same cases.

use serde::Serialize;

use crate::experiment::compare::summary::{AlternativeResult, Compared, Difference, Tested};
use crate::experiment::estimate::Estimate;
use crate::experiment::forecast::summary::ByDay;

use super::short;

/// The days that a page shows.
const SHOWN: [i64; 4] = [90, 180, 365, 730];

/// The paths beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct Paths {
    /// The command that compares them.
    pub command: String,
    /// Up to which day the days without the data are counted.
    pub horizon: i64,
    /// Each path, the warrant first; a channel at each pace that is named for it.
    pub each: Vec<PathRecord>,
}

/// A path.
#[derive(Clone, Debug, Serialize)]
pub struct PathRecord {
    /// What it is called: `warrant`, `treaty@central`.
    pub label: String,
    /// The chance that the data is there by the end of a day.
    pub by_day: Vec<ByDay>,
    /// The chance that it ever comes.
    pub ever: Estimate,
    /// The day by which half of the cases with data have it.
    pub half: Option<i64>,
    /// The mean of the days without the data.
    pub days_without: Estimate,
    /// The same less those of the first path, case by case; none for the first.
    pub against_first: Option<Against>,
}

/// What a path has more than the first, with 95 % intervals of the difference.
#[derive(Clone, Debug, Serialize)]
pub struct Against {
    /// Of the chance that the data is there by the end of a day.
    pub by_day: Vec<ByDay>,
    /// Of the chance that it ever comes.
    pub ever: Estimate,
    /// Of the days without the data.
    pub days_without: Estimate,
}

impl Paths {
    /// Of a comparison that this command makes.
    pub fn new(compared: &Compared, command: String) -> Paths {
        let against = [None].into_iter().chain(compared.against_first.iter().map(Some));
        let each = compared.alternatives.iter().zip(against).map(|(one, less)| record(one, less));
        Paths { command, horizon: compared.horizon, each: each.collect() }
    }
}

fn record(one: &AlternativeResult, less: Option<&Difference>) -> PathRecord {
    let by_day = one.data_by_day.iter().filter(|by| SHOWN.contains(&by.day));
    PathRecord {
        label: one.label.clone(),
        by_day: by_day.map(|by| ByDay { day: by.day, chance: short(by.chance) }).collect(),
        ever: short(one.data_ever),
        half: one.median_day.as_ref().map(|half| half.value),
        days_without: short(one.days_without_data),
        against_first: less.map(against),
    }
}

fn against(less: &Difference) -> Against {
    let of_day = |one: &Tested| {
        let day = one.day.filter(|day| SHOWN.contains(day))?;
        Some(ByDay { day, chance: short(one.difference) })
    };
    Against {
        by_day: less.data_by_day.iter().filter_map(of_day).collect(),
        ever: short(less.data_ever.difference),
        days_without: short(less.days_without_data.difference),
    }
}
