//! What a scenario assumes of one point, in the form a run uses.

use crate::law::condition::Condition;
use crate::sim::Time;
use crate::sim::distribution::Distribution;

/// How long a step takes.
#[derive(Clone, Debug)]
pub enum Takes {
    /// No time: it is decided when it is asked.
    NoTime,
    /// A length of time, in seconds.
    Length(Distribution),
    /// The act comes at or before a deadline that the law computes.
    ByDeadline,
    /// It happens on a day, whatever the case does: an event from outside.
    On(Time),
}

/// What a scenario assumes of one point.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// The chance of each option, in the order of the options; empty for a step.
    pub odds: Vec<f64>,
    /// How long it takes.
    pub takes: Takes,
    /// A constant factor on the time.
    pub scale: f64,
    /// Factors that change with the day on which the step begins.
    pub regimes: Vec<Regimes>,
    /// The channel whose shared slowness (frailty) multiplies the time, if one does.
    pub frail: Option<u8>,
    /// What holds instead under a condition; the first that fits wins.
    pub variants: Vec<Variant>,
}

impl Assumption {
    /// The factor on the time of a step that begins now.
    pub(super) fn scale_at(&self, now: Time) -> f64 {
        let current = |regimes: &Regimes| {
            let since = regimes.iter().rev().find(|(since, _)| *since <= now);
            since.map_or(1.0, |(_, value)| *value)
        };
        self.regimes.iter().map(current).fold(self.scale, |scale, value| scale * value)
    }
}

/// A factor with another value from certain days on, in their order. Before the first of them it is 1.
pub type Regimes = Vec<(Time, f64)>;

/// Other odds, or another time, under a condition.
#[derive(Clone, Debug)]
pub struct Variant {
    /// When it holds.
    pub when: Condition,
    /// The odds that then hold.
    pub odds: Option<Vec<f64>>,
    /// The time that then holds.
    pub takes: Option<Takes>,
}
