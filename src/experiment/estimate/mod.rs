//! The statistics of forecasts and comparisons: pure functions of whole-number summaries.
//!
//! A summary is a count, a sum or a table of days. Summaries of batches of cases add up to that of all of them in
//! whatever order, so a result does not depend on how the work was divided. No platform maths: only `libm` and what
//! IEEE 754 fixes.
//!
//! | Question | Function |
//! |---|---|
//! | How often? | [`share::wilson`] |
//! | By when, for half of them, or nine in ten? | [`quantile::of`] |
//! | How often by a day, where outcomes compete and cases are cut off? | [`curve::aalen_johansen`] |
//! | How long on average? | [`mean::of`], and where cases are cut off [`mean::restricted`] |
//! | How often more than under the alternative? | [`paired::shares`] |
//! | How much longer than under the alternative? | [`paired::means`], [`paired::sections`] |
//! | Which of several differences are more than chance? | [`holm::adjusted`] |
//! | Which alternative is the best? | [`best::chances`] |
//! | How much of a run is its beginning? | [`warm_up::mser5`] |
//!
//! An interval holds at the number of cases it was asked for. Whoever looks again and again, and stops when it
//! pleases, asks the `always_valid` one of the same name, which is wider.

use schemars::JsonSchema;
use serde::Serialize;

use normal::upper;

pub mod best;
pub mod binomial;
pub mod curve;
pub mod holm;
pub mod mean;
pub mod normal;
pub mod paired;
pub mod quantile;
pub mod share;
pub mod student;
pub mod warm_up;

/// From here to there, both included. Infinite where nothing bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Interval {
    /// The lower end.
    #[schemars(with = "Option<f64>")]
    pub low: f64,
    /// The upper end.
    #[schemars(with = "Option<f64>")]
    pub high: f64,
}

impl Interval {
    /// Nothing is known.
    const OPEN: Interval = Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };

    /// From as much below `centre` as above it.
    fn around(centre: f64, radius: f64) -> Interval {
        Interval { low: centre - radius, high: centre + radius }
    }

    /// What of it lies in `bounds`.
    fn within(self, bounds: Interval) -> Interval {
        Interval { low: self.low.max(bounds.low), high: self.high.min(bounds.high) }
    }
}

/// What is most likely, and the interval for it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// The estimate. Not a number where there is no case.
    #[schemars(with = "Option<f64>")]
    pub value: f64,
    /// What an interval of its level has.
    pub interval: Interval,
}

/// How often an interval holds what it is for, in the long run: above 0 and below 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Level(f64);

impl Level {
    /// That level, if it is one.
    #[must_use]
    pub fn new(level: f64) -> Option<Level> {
        (level > 0.0 && level < 1.0).then_some(Level(level))
    }

    /// As a share of 1.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// How often it misses.
    fn miss(self) -> f64 {
        1.0 - self.0
    }

    /// How many standard errors an interval reaches to either side.
    fn reach(self) -> f64 {
        upper(self.miss() / 2.0)
    }
}

impl Default for Level {
    fn default() -> Level {
        Level(0.95)
    }
}

/// Days, and how many cases have each: in order, without zeros.
pub type DayCounts = Vec<(i64, u64)>;

/// Where a property ends that holds at `inside` and, once lost on the way to `outside`, is lost for good: the place
/// next to it at which it no longer holds, or `outside`.
fn edge(mut inside: f64, mut outside: f64, holds: impl Fn(f64) -> bool) -> f64 {
    const HALVINGS: u32 = 64;
    for _ in 0..HALVINGS {
        let middle = inside + (outside - inside) / 2.0;
        if middle == inside || middle == outside {
            break;
        }
        if holds(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_lies_between_zero_and_one() {
        assert_eq!(Level::new(0.95), Some(Level::default()));
        for no in [0.0, 1.0, -0.1, 95.0, f64::NAN] {
            assert_eq!(Level::new(no), None);
        }
    }

    #[test]
    fn an_edge_is_found_to_the_last_bit() {
        let root = edge(1.0, 2.0, |x| x * x < 2.0);
        assert!((root - 2.0_f64.sqrt()).abs() < 1e-15);
        assert_eq!(edge(0.0, -1.0, |_| true), -1.0);
    }
}
