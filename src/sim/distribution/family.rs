//! The families of distributions: each constructor checks its parameters and tabulates its quantile function.

use super::error::{above, length, not_below, positive, shape_number};
use super::{Distribution, DistributionError, LONGEST, NORMAL_95, Shape};
use crate::sim::special::{self, Beta, Rank};

/// How much heavier the most likely length weighs than either end in [`Distribution::pert`], as is usual.
const PERT_WEIGHT: f64 = 4.0;

impl Distribution {
    /// Always `seconds`.
    ///
    /// # Errors
    ///
    /// When the length is not finite, is negative, or exceeds [`LONGEST`].
    pub fn fixed(seconds: f64) -> Result<Distribution, DistributionError> {
        length("the length", seconds)?;
        Ok(Distribution { shape: Shape::Fixed(seconds) })
    }

    /// Any length from `low` to `high` seconds, each as likely as the next.
    ///
    /// # Errors
    ///
    /// When a length is not finite, is negative, or exceeds [`LONGEST`]; when `low > high`.
    pub fn uniform(low: f64, high: f64) -> Result<Distribution, DistributionError> {
        let (from, to) = (length("the lower end", low)?, length("the upper end", high)?);
        not_below(to, from)?;
        if low == high {
            return Distribution::fixed(low);
        }
        Ok(Distribution::tabulate(|rank| low * rank.above + high * rank.below))
    }

    /// From `low` to `high` seconds, most often about `mode`, rising and falling in straight lines.
    ///
    /// # Errors
    ///
    /// When a length is not finite, is negative, or exceeds [`LONGEST`]; unless
    /// `low <= mode <= high`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Distribution, DistributionError> {
        let (from, to) = (length("the lower end", low)?, length("the upper end", high)?);
        let peak = length("the most likely length", mode)?;
        not_below(to, from)?;
        not_below(peak, from)?;
        not_below(to, peak)?;
        if low == high {
            return Distribution::fixed(low);
        }
        let (span, rise) = (high - low, mode - low);
        let fall = high - mode;
        Ok(Distribution::tabulate(|rank| {
            if rank.below * span <= rise {
                low + (rank.below * span * rise).sqrt()
            } else {
                high - (rank.above * span * fall).sqrt()
            }
        }))
    }

    /// Lognormal with the given median and 95th percentile, in seconds.
    ///
    /// # Errors
    ///
    /// When a length is not finite, is not positive, or exceeds [`LONGEST`]; unless the 95th
    /// percentile is above the median.
    pub fn lognormal(median: f64, q95: f64) -> Result<Distribution, DistributionError> {
        let middle = positive("the median", median)?;
        above(positive("the 95th percentile", q95)?, middle)?;
        Ok(Distribution::lognormal_table(median, libm::log(q95 / median) / NORMAL_95))
    }

    /// Lognormal with nine draws in ten between `q05` and `q95` seconds and one in twenty beyond
    /// either: what is meant by "30 to 90 days".
    ///
    /// # Errors
    ///
    /// When a length is not finite, is not positive, or exceeds [`LONGEST`]; unless `q05 < q95`.
    pub fn interval(q05: f64, q95: f64) -> Result<Distribution, DistributionError> {
        let from = positive("the lower end", q05)?;
        above(positive("the upper end", q95)?, from)?;
        let median = q05.sqrt() * q95.sqrt();
        Ok(Distribution::lognormal_table(median, libm::log(q95 / q05) / (2.0 * NORMAL_95)))
    }

    /// Exponential with the given mean in seconds: a wait that does not remember how long it was.
    ///
    /// # Errors
    ///
    /// When the mean is not finite, is not positive, or exceeds [`LONGEST`].
    pub fn exponential(mean: f64) -> Result<Distribution, DistributionError> {
        positive("the mean", mean)?;
        Ok(Distribution::tabulate(|rank| {
            if rank.below < 0.5 {
                -mean * libm::log1p(-rank.below)
            } else {
                -mean * libm::log(rank.within_end().above)
            }
        }))
    }

    fn lognormal_table(median: f64, sigma: f64) -> Distribution {
        Distribution::tabulate(|rank| {
            median * libm::exp(sigma * special::normal(rank.within_end()))
        })
    }

    /// From `low` to `high` seconds, most often about `mode`, rising and falling in a bell: a beta
    /// distribution in which the mode weighs four times as much as an end (PERT).
    ///
    /// # Errors
    ///
    /// As [`Distribution::triangular`].
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Distribution, DistributionError> {
        Distribution::triangular(low, mode, high)?;
        if low == high {
            return Distribution::fixed(low);
        }
        let span = high - low;
        let weight = |part: f64| 1.0 + PERT_WEIGHT * part / span;
        let beta = Beta::new(weight(mode - low), weight(high - mode));
        let mut reached = 0.0;
        Ok(Distribution::tabulate(|rank| {
            reached = beta.quantile(rank, reached);
            low + span * reached
        }))
    }

    /// Gamma with the given mean in seconds. A `shape` of 1 is exponential; the higher, the narrower.
    ///
    /// # Errors
    ///
    /// When the mean is not finite, is not positive, or exceeds [`LONGEST`]; when the shape does not lie
    /// between 0.1 and 1000.
    pub fn gamma(mean: f64, shape: f64) -> Result<Distribution, DistributionError> {
        positive("the mean", mean)?;
        shape_number(shape)?;
        let scale = mean / shape;
        let mut reached = 0.0;
        Ok(Distribution::tabulate(|rank| {
            let rank = Rank { above: rank.within_end().above, ..rank };
            reached = special::gamma(shape, rank, reached);
            scale * reached
        }))
    }

    /// Weibull with the given scale in seconds, which 63 draws in 100 do not exceed. A `shape` below 1 means
    /// that what has lasted long lasts longer, above 1 that it is about to end.
    ///
    /// # Errors
    ///
    /// When the scale is not finite, is not positive, or exceeds [`LONGEST`]; when the shape does not lie
    /// between 0.1 and 1000.
    pub fn weibull(scale: f64, shape: f64) -> Result<Distribution, DistributionError> {
        positive("the scale", scale)?;
        shape_number(shape)?;
        Ok(Distribution::tabulate(|rank| {
            let wait = if rank.below < 0.5 {
                -libm::log1p(-rank.below)
            } else {
                -libm::log(rank.within_end().above)
            };
            scale * libm::pow(wait, 1.0 / shape)
        }))
    }

    /// As a table says: for each length in seconds the share of draws that do not exceed it, in rising order,
    /// with straight lines between. The last share is 1; the first, if above 0, falls on its length.
    ///
    /// # Errors
    ///
    /// When there is no row; when a length is not finite, is negative or exceeds [`LONGEST`]; when the lengths
    /// fall, or the shares do not rise; when a share does not lie between 0 and 1, or the last is not 1.
    pub fn empirical(table: &[(f64, f64)]) -> Result<Distribution, DistributionError> {
        let (Some(first), Some(last)) = (table.first(), table.last()) else {
            return Err(DistributionError::BadShares);
        };
        for (seconds, _) in table {
            length("a length in the table", *seconds)?;
        }
        for pair in table.windows(2) {
            let at = |row: &(f64, f64)| length("a length in the table", row.0);
            not_below(at(&pair[1])?, at(&pair[0])?)?;
        }
        let rising = table.windows(2).all(|pair| pair[0].1 < pair[1].1);
        if !rising || !(0.0..=1.0).contains(&first.1) || last.1 != 1.0 {
            return Err(DistributionError::BadShares);
        }
        Ok(Distribution::tabulate(|rank| {
            let next = table.partition_point(|(_, share)| *share < rank.below);
            let (to, upto) = table.get(next).copied().unwrap_or(*last);
            let Some((from, below)) = next.checked_sub(1).map(|before| table[before]) else {
                return to;
            };
            from + (to - from) * ((rank.below - below) / (upto - below))
        }))
    }

    /// Several distributions, each with the share of the draws it has; the shares add up to 1.
    ///
    /// Where no part has a length, the table has a steep line instead of a jump: about one draw in 256 falls on it.
    ///
    /// # Errors
    ///
    /// When there is none; when a share does not lie between 0 and 1, or they do not add up to 1.
    pub fn mixture(parts: &[(f64, Distribution)]) -> Result<Distribution, DistributionError> {
        const MOST_HALVINGS: usize = 64;
        let total: f64 = parts.iter().map(|(share, _)| share).sum();
        let fits = parts.iter().all(|(share, _)| (0.0..=1.0).contains(share));
        if !fits || (total - 1.0).abs() > 1e-9 {
            return Err(DistributionError::BadShares);
        }
        let below = |at: f64| -> f64 { parts.iter().map(|(share, one)| share * one.cdf(at)).sum() };
        Ok(Distribution::tabulate(|rank| {
            let ends = parts.iter().map(|(_, one)| one.quantile(rank.below));
            let (mut low, mut high) =
                ends.fold((LONGEST, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
            // The place at which the whole reaches a rank lies between those at which the parts do.
            for _ in 0..MOST_HALVINGS {
                let middle = low + (high - low) / 2.0;
                if below(middle) < rank.below {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high
        }))
    }
}

#[cfg(test)]
mod tests;
