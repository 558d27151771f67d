//! Arrivals: a Poisson process whose rate changes from day to day.
//!
//! The process is that of rate one on a clock of its own, on which a day is as long as the number of files expected on
//! it (Çinlar, *Introduction to Stochastic Processes*, 1975, ch. 4.7). So a change of the rate moves every arrival a
//! little and draws none anew.

use super::Time;
use super::time::DAY;

/// How many files are expected on each of some days.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// The number of the first day.
    first: i64,
    /// How many were expected before each day, and in all.
    before: Vec<f64>,
}

impl Arrivals {
    /// So many files on each day, from the first on; none below zero.
    #[must_use]
    pub fn new(first: i64, expected: impl Iterator<Item = f64>) -> Arrivals {
        let mut before = vec![0.0];
        let mut sum = 0.0;
        before.extend(expected.map(|files| {
            sum += files.max(0.0);
            sum
        }));
        Arrivals { first, before }
    }

    /// How many are expected before the day of a moment.
    #[must_use]
    pub fn expected_by(&self, at: Time) -> f64 {
        let day = usize::try_from(at.day() - self.first).unwrap_or(0);
        self.before[day.min(self.before.len() - 1)]
    }

    /// The moment by which so many files were expected; `None` after the last day.
    #[must_use]
    pub fn moment(&self, files: f64) -> Option<Time> {
        let day = self.before.partition_point(|before| *before <= files).checked_sub(1)?;
        let (from, to) = (self.before[day], *self.before.get(day + 1)?);
        let second = ((files - from) / (to - from) * DAY as f64) as i64;
        Some(Time((self.first + day as i64) * DAY + second.min(DAY - 1)))
    }
}

/// How much later on the clock of rate one the next file comes, for a number in [0, 1).
#[must_use]
pub fn gap(u: f64) -> f64 {
    -libm::log1p(-u)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::draw::{Aspect, Draws, PointKey, Seed};

    #[test]
    fn files_come_when_they_are_expected() {
        let arrivals = Arrivals::new(10, [2.0, 0.0, 4.0].into_iter());
        assert_eq!(arrivals.expected_by(Time(12 * DAY)), 2.0);
        assert_eq!(arrivals.expected_by(Time(99 * DAY)), 6.0);
        assert_eq!(arrivals.moment(0.0), Some(Time(10 * DAY)));
        assert_eq!(arrivals.moment(1.0), Some(Time(10 * DAY + DAY / 2)));
        assert_eq!(arrivals.moment(2.0), Some(Time(12 * DAY)));
        assert_eq!(arrivals.moment(5.0), Some(Time(12 * DAY + DAY * 3 / 4)));
        assert_eq!(arrivals.moment(6.0), None);
    }

    /// The counts of a Poisson process have the same mean and variance.
    #[test]
    fn the_number_of_files_in_a_day_varies_as_poisson_says() {
        const DAYS: usize = 4_000;
        let arrivals = Arrivals::new(0, std::iter::repeat_n(5.0, DAYS));
        let mut counts = vec![0.0_f64; DAYS];
        let key = PointKey::of("arrival");
        let mut files = 0.0;
        for number in 0.. {
            files += gap(Draws::new(Seed(3), number).uniform(key, 1, Aspect::Time));
            let Some(at) = arrivals.moment(files) else { break };
            counts[at.day() as usize] += 1.0;
        }
        let mean = counts.iter().sum::<f64>() / DAYS as f64;
        let variance = counts.iter().map(|count| (count - mean) * (count - mean)).sum::<f64>();
        let variance = variance / DAYS as f64;
        // Four standard errors of either.
        assert!((mean - 5.0).abs() < 4.0 * (5.0 / DAYS as f64).sqrt(), "{mean}");
        assert!((variance - 5.0).abs() < 4.0 * 5.0 * (2.2 / DAYS as f64).sqrt(), "{variance}");
    }
}
