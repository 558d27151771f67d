//! Lengths of time: every family is tabulated through its quantile function when the scenario is
//! loaded, so that a run only looks up and interpolates, and gives the same value on any machine.
//!
//! One uniform number makes one value (inversion): the value rises with the number, so runs that
//! share their draws stay comparable when a length is changed, and a length can be drawn under a
//! condition by narrowing the range of the number. Platform maths differs in its last bits between
//! machines; the tables use the pinned `libm` crate and the operations that IEEE 754 fixes.
//!
//! # The table
//!
//! The bins halve towards both ends as floating-point numbers do: 64 equal bins to each halving of
//! the smaller tail, from one half down to 2⁻³², and one bin beyond. The bits of the tail are thus
//! the number of the bin and the place within it, and relative precision is kept far out.
//!
//! A new family needs one constructor in `family.rs` that checks its parameters and passes its quantile
//! function to `Distribution::tabulate`.

use std::fmt;
use std::hint::select_unpredictable;
use std::sync::Arc;

use super::special::Rank;
use super::time;

mod error;
mod family;

pub use error::{DistributionError, Parameter};

/// The longest length of time, in seconds: 200 years of 365.25 days.
///
/// No parameter may be longer, and whatever a family would draw beyond it is drawn as this length.
pub const LONGEST: f64 = 200.0 * 365.25 * DAY;

/// Seconds in a day.
const DAY: f64 = time::DAY as f64;
/// The 95th percentile of the standard normal distribution.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// The tail at which bins stop halving; below it there is one last bin.
const LAST_HALVING: f64 = 1.0 / (1_u64 << HALVINGS) as f64;
const HALVINGS: usize = 32;
/// The tail at which an unbounded family ends: the last bin then keeps the mean of an exponential.
const END: f64 = LAST_HALVING / 8.0;
/// Bins to each halving, as a power of two.
const BIN_BITS: u32 = 6;
/// The bits of a float that say where in its bin it lies.
const PLACE_BITS: u32 = f64::MANTISSA_DIGITS - 1 - BIN_BITS;
/// Bins on one side of the median: the last one and those of the halvings below one half.
const SIDE: usize = 1 + ((HALVINGS - 1) << BIN_BITS);
/// Bin edges from one end to the other.
const KNOTS: usize = 2 * SIDE + 1;

/// How long something takes, in seconds, as a table to draw from.
///
/// A copy shares the table (31 KiB; a fixed length has none).
#[derive(Clone)]
pub struct Distribution {
    shape: Shape,
}

#[derive(Clone)]
enum Shape {
    Fixed(f64),
    /// The values at the bin edges, never falling.
    Table(Arc<[f64; KNOTS]>),
}

impl Distribution {
    /// The table of a quantile function, with its values kept in order and within [`LONGEST`]
    /// whatever the function returns.
    fn tabulate(mut quantile: impl FnMut(Rank) -> f64) -> Distribution {
        let mut knots = [0.0; KNOTS];
        let mut reached = 0.0_f64;
        for (edge, knot) in knots.iter_mut().enumerate() {
            reached = reached.max(quantile(Rank::of_edge(edge)).min(LONGEST));
            *knot = reached;
        }
        Distribution { shape: Shape::Table(Arc::new(knots)) }
    }

    /// The length that `u` draws, in whole seconds, rounded to the nearest.
    ///
    /// `u` is uniform in `[0, 1)`; below 0 and not a number count as 0, above 1 as 1. The result
    /// is from 0 to [`LONGEST`] and never falls as `u` rises.
    #[inline]
    #[must_use]
    pub fn sample(&self, u: f64) -> i64 {
        whole(self.sample_seconds(u))
    }

    /// The length that `u` draws, in seconds that are not rounded: to scale, then round once.
    ///
    /// Takes any `u`, as [`sample`](Self::sample) does.
    #[inline]
    #[must_use]
    pub fn sample_seconds(&self, u: f64) -> f64 {
        match &self.shape {
            Shape::Fixed(seconds) => *seconds,
            Shape::Table(knots) => interpolate(knots, u),
        }
    }

    /// The length in seconds that a share `p` of the draws does not exceed.
    ///
    /// Takes any `p`, as [`sample`](Self::sample) does.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        self.sample_seconds(p)
    }

    /// The length that `u` draws given that it is at least `low` and, if there is one, at most
    /// `high` whole seconds.
    ///
    /// Distributed as [`sample`](Self::sample) would be with every draw outside thrown away. Where
    /// nothing lies between the bounds the result is the nearer bound. A negative `low` counts as
    /// 0 and a `high` below `low` as `low`. Takes any `u`; never falls as `u` rises.
    #[must_use]
    pub fn sample_within(&self, u: f64, low: i64, high: Option<i64>) -> i64 {
        let low = low.max(0);
        let high = high.unwrap_or(i64::MAX).max(low);
        // A sample of n seconds stands for everything from n - 0.5 to n + 0.5.
        let under = if low == 0 { 0.0 } else { self.cdf(low as f64 - 0.5) };
        let upto = if high == i64::MAX { 1.0 } else { self.cdf(high as f64 + 0.5) };
        self.sample(under + unit(u) * (upto - under)).clamp(low, high)
    }

    /// The share of draws that do not exceed `seconds` before rounding, from 0 to 1.
    ///
    /// The exact inverse of the table, not of the family's formula. Not a number gives 0.
    #[must_use]
    pub fn cdf(&self, seconds: f64) -> f64 {
        let knots = match &self.shape {
            Shape::Fixed(fixed) => return if seconds >= *fixed { 1.0 } else { 0.0 },
            Shape::Table(knots) => knots,
        };
        let next = knots.partition_point(|knot| *knot <= seconds);
        if next == 0 {
            return 0.0;
        }
        if next == KNOTS {
            return 1.0;
        }
        let (from, to) = (knots[next - 1], knots[next]);
        let (below, upto) = (Rank::of_edge(next - 1).below, Rank::of_edge(next).below);
        below + (upto - below) * ((seconds - from) / (to - from))
    }

    /// The mean in seconds of what the table draws, which [`LONGEST`] bounds.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let knots = match &self.shape {
            Shape::Fixed(seconds) => return *seconds,
            Shape::Table(knots) => knots,
        };
        let of_bin = |bin: usize| {
            let (from, to) = (Rank::of_edge(bin), Rank::of_edge(bin + 1));
            let weight = if bin < SIDE { to.below - from.below } else { from.above - to.above };
            weight * (knots[bin] + knots[bin + 1]) / 2.0
        };
        (0..KNOTS - 1).map(of_bin).sum()
    }
}

impl fmt::Debug for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Distribution")
            .field("q05", &self.quantile(0.05))
            .field("median", &self.quantile(0.5))
            .field("q95", &self.quantile(0.95))
            .finish()
    }
}

/// The delay in whole seconds of an act due within `remaining` seconds: from 0 to `remaining`.
///
/// People use the time they are given. Seven acts in ten fall in the 48 hours that end at the
/// deadline (if that is the end of a day: the last day or the one before), the rest evenly over
/// the time before. Where that time is so short that it would be favoured by this, the act falls
/// anywhere evenly. A deadline that has passed gives 0. Takes any `u`, as [`Distribution::sample`]
/// does; never falls as `u` rises.
#[must_use]
pub fn by_deadline(u: f64, remaining: i64) -> i64 {
    const EARLY_SHARE: f64 = 0.3;
    const LATE: f64 = 2.0 * DAY;
    let u = unit(u);
    let remaining = remaining.max(0);
    let span = remaining as f64;
    let early = span - LATE;
    let delay = if early <= EARLY_SHARE * span {
        u * span
    } else if u < EARLY_SHARE {
        u / EARLY_SHARE * early
    } else {
        early + (u - EARLY_SHARE) / (1.0 - EARLY_SHARE) * LATE
    };
    whole(delay).min(remaining)
}

impl Rank {
    /// Where the bin edge `edge` lies, counted from the lowest. Exact.
    fn of_edge(edge: usize) -> Rank {
        if edge <= SIDE {
            let below = tail_of_edge(edge);
            Rank { below, above: 1.0 - below }
        } else {
            let above = tail_of_edge((KNOTS - 1).saturating_sub(edge));
            Rank { below: 1.0 - above, above }
        }
    }

    /// The same, but not so far out that an unbounded family would have no end.
    fn within_end(self) -> Rank {
        Rank { below: self.below.max(END), above: self.above.max(END) }
    }
}

/// The tail beyond the bin edge that is `edge` edges from the nearer end.
fn tail_of_edge(edge: usize) -> f64 {
    match edge.checked_sub(1) {
        None => 0.0,
        Some(halved) => f64::from_bits(LAST_HALVING.to_bits() + ((halved as u64) << PLACE_BITS)),
    }
}

/// The bin, counted from the nearer end, in which a tail of `tail` lies, and how far into it.
#[inline]
fn bin_of_tail(tail: f64) -> (usize, f64) {
    const UNIT: f64 = 1.0 / (1_u64 << PLACE_BITS) as f64;
    if tail < LAST_HALVING {
        return (0, tail / LAST_HALVING);
    }
    let bits = tail.to_bits() - LAST_HALVING.to_bits();
    let place = bits & ((1 << PLACE_BITS) - 1);
    (1 + (bits >> PLACE_BITS) as usize, place as f64 * UNIT)
}

/// The value at `u`. It cannot fall as `u` rises: each operation rounds a rising result, and the
/// one that may pass the next edge by a rounding is held to it.
#[inline]
fn interpolate(knots: &[f64; KNOTS], u: f64) -> f64 {
    let u = unit(u);
    // The upper side mirrors the lower, and the median is the end of the last lower bin. Which side
    // it is cannot be foreseen, so a branch here would cost more than the lookup.
    let upper = u >= 0.5;
    let (bin, place) = bin_of_tail(select_unpredictable(upper, 1.0 - u, u));
    let bin = select_unpredictable(upper, KNOTS - 2 - bin, bin);
    let place = select_unpredictable(upper, 1.0 - place, place);
    let (from, to) = (knots[bin], knots[bin + 1]);
    (from + (to - from) * place).min(to)
}

/// `u` within `[0, 1]`, and 0 where it is not a number.
#[inline]
fn unit(u: f64) -> f64 {
    if u > 0.0 { u.min(1.0) } else { 0.0 }
}

/// The nearest whole number of seconds to a length that is not negative.
#[inline]
fn whole(seconds: f64) -> i64 {
    (seconds + 0.5) as i64
}

#[cfg(test)]
mod tests;
