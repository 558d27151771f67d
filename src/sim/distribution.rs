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
//! A new family needs one constructor that checks its parameters and passes its quantile function
//! to `Distribution::tabulate`.

use std::error::Error;
use std::fmt;
use std::hint::select_unpredictable;
use std::sync::Arc;

use super::time;

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
                -mean * libm::log(rank.above.max(END))
            }
        }))
    }

    fn lognormal_table(median: f64, sigma: f64) -> Distribution {
        Distribution::tabulate(|rank| median * libm::exp(sigma * normal_quantile(rank)))
    }

    /// The table of a quantile function, with its values kept in order and within [`LONGEST`]
    /// whatever the function returns.
    fn tabulate(quantile: impl Fn(Rank) -> f64) -> Distribution {
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

/// A place in a distribution: the probability below it and above it, which add up to 1.
///
/// Both, because the smaller is the precise one.
#[derive(Clone, Copy)]
struct Rank {
    below: f64,
    above: f64,
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

/// The standard normal quantile: Wichura's AS 241, precise to some 10⁻¹⁵, for tails from [`END`]
/// (where its third range, for smaller ones, has not begun).
fn normal_quantile(rank: Rank) -> f64 {
    let ratio = |(over, under): Ratio, x: f64| {
        let at = |terms: [f64; 8]| terms.iter().fold(0.0, |sum, term| sum * x + term);
        at(over) / at(under)
    };
    let offset = rank.below - 0.5;
    if (-0.425..=0.425).contains(&offset) {
        return offset * ratio(CENTRE, 0.180_625 - offset * offset);
    }
    let tail = rank.below.min(rank.above).max(END);
    let distance = ratio(TAIL, (-libm::log(tail)).sqrt() - 1.6);
    if offset < 0.0 { -distance } else { distance }
}

/// Two polynomials, one over the other.
type Ratio = ([f64; 8], [f64; 8]);

/// AS 241 within 0.425 of the median: the terms over and under the line, highest power first.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
const CENTRE: Ratio = (
    [
        2.509_080_928_730_122_672_7e3,
        3.343_057_558_358_812_810_5e4,
        6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4,
        1.373_169_376_550_946_112_5e4,
        1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2,
        3.387_132_872_796_366_608_0e0,
    ],
    [
        5.226_495_278_852_854_561_0e3,
        2.872_908_573_572_194_267_4e4,
        3.930_789_580_009_271_061_0e4,
        2.121_379_430_158_659_586_7e4,
        5.394_196_021_424_751_107_7e3,
        6.871_870_074_920_579_083_0e2,
        4.231_333_070_160_091_125_2e1,
        1.0,
    ],
);
/// AS 241 further out.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
const TAIL: Ratio = (
    [
        7.745_450_142_783_414_076_40e-4,
        2.272_384_498_926_918_458_33e-2,
        2.417_807_251_774_506_117_70e-1,
        1.270_458_252_452_368_382_58e0,
        3.647_848_324_763_204_605_04e0,
        5.769_497_221_460_691_405_50e0,
        4.630_337_846_156_545_295_90e0,
        1.423_437_110_749_683_577_34e0,
    ],
    [
        1.050_750_071_644_416_843_24e-9,
        5.475_938_084_995_344_946_00e-4,
        1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_90e-1,
        6.897_673_349_851_000_045_50e-1,
        1.676_384_830_183_803_849_40e0,
        2.053_191_626_637_758_821_87e0,
        1.0,
    ],
);

/// A parameter as an error names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// What it is, to begin a sentence with: "the median".
    pub name: &'static str,
    /// Its value in seconds.
    pub seconds: f64,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = match self.seconds / DAY {
            days if days != 0.0 && days == days.floor() => (days, "day"),
            _ => (self.seconds, "second"),
        };
        write!(f, "{} ({amount} {unit}{})", self.name, if amount == 1.0 { "" } else { "s" })
    }
}

/// Why lengths of time do not make a distribution. Displayed as a sentence without its full stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DistributionError {
    /// Infinite, or not a number.
    NotFinite(&'static str),
    /// Below zero, where zero would do.
    Negative(Parameter),
    /// Zero or below, where the family needs more.
    NotPositive(Parameter),
    /// Beyond [`LONGEST`].
    TooLong(Parameter),
    /// The first is below the second, and must not be.
    Below(Parameter, Parameter),
    /// The first is not above the second, and must be.
    NotAbove(Parameter, Parameter),
}

impl fmt::Display for DistributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite(name) => write!(f, "{name} must be a finite number"),
            Self::Negative(length) => write!(f, "{length} must not be negative"),
            Self::NotPositive(length) => write!(f, "{length} must be more than zero"),
            Self::TooLong(length) => write!(f, "{length} must not be longer than 200 years"),
            Self::Below(high, low) => write!(f, "{high} must not be below {low}"),
            Self::NotAbove(high, low) => write!(f, "{high} must be above {low}"),
        }
    }
}

impl Error for DistributionError {}

fn length(name: &'static str, seconds: f64) -> Result<Parameter, DistributionError> {
    let parameter = Parameter { name, seconds };
    if !seconds.is_finite() {
        Err(DistributionError::NotFinite(name))
    } else if seconds < 0.0 {
        Err(DistributionError::Negative(parameter))
    } else if seconds > LONGEST {
        Err(DistributionError::TooLong(parameter))
    } else {
        Ok(parameter)
    }
}

fn positive(name: &'static str, seconds: f64) -> Result<Parameter, DistributionError> {
    match length(name, seconds) {
        Ok(parameter) | Err(DistributionError::Negative(parameter)) if seconds <= 0.0 => {
            Err(DistributionError::NotPositive(parameter))
        }
        checked => checked,
    }
}

fn not_below(high: Parameter, low: Parameter) -> Result<(), DistributionError> {
    if high.seconds < low.seconds { Err(DistributionError::Below(high, low)) } else { Ok(()) }
}

fn above(high: Parameter, low: Parameter) -> Result<(), DistributionError> {
    if high.seconds > low.seconds { Ok(()) } else { Err(DistributionError::NotAbove(high, low)) }
}

#[cfg(test)]
mod tests;
