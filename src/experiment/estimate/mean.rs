//! How long on average: means of whole numbers, known by their sum and the sum of their squares, and the mean up to a
//! horizon where cases are cut off.

use super::curve::{Curve, Step};
use super::{Estimate, Interval, Level, student};

/// The mean of `n` numbers with Student's t interval (Student 1908), open where fewer than two say nothing of the
/// spread.
#[must_use]
pub fn of(sum: i128, sum_of_squares: i128, n: u64, level: Level) -> Estimate {
    let value = sum as f64 / n as f64;
    let Some(variance) = variance(sum, sum_of_squares, n) else {
        return Estimate { value, interval: Interval::OPEN };
    };
    let reach = student::upper(level.miss() / 2.0, n as f64 - 1.0);
    let radius = if variance > 0.0 { reach * (variance / n as f64).sqrt() } else { 0.0 };
    Estimate { value, interval: Interval::around(value, radius) }
}

/// The same of numbers that are not whole, such as one for each of some replications. Those that are not numbers, where
/// there was nothing to measure, are passed over.
#[must_use]
pub fn of_values(values: &[f64], level: Level) -> Estimate {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let n = known.len() as f64;
    let value = known.iter().sum::<f64>() / n;
    if known.len() < 2 {
        return Estimate { value, interval: Interval::OPEN };
    }
    let squares: f64 = known.iter().map(|one| (one - value) * (one - value)).sum();
    let reach = student::upper(level.miss() / 2.0, n - 1.0);
    Estimate { value, interval: Interval::around(value, reach * (squares / (n - 1.0) / n).sqrt()) }
}

/// Below this number of cases an [`always_valid`] interval for a mean is open: the spread is not known well enough.
pub const FIRST_LOOK: u64 = 400;

/// The mean of `n` numbers with an interval that holds at every `n` from [`FIRST_LOOK`] on, so that one may look
/// after each case and stop at will: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and
/// Ramdas ("Time-uniform central limit theory and asymptotic confidence sequences", 2021), tightest at some ten
/// thousand cases.
///
/// For lengths of cases it misses less often than it may, as measured; where all but one number in fifty are zero, as
/// differences can be, too often.
#[must_use]
pub fn always_valid(sum: i128, sum_of_squares: i128, n: u64, level: Level) -> Estimate {
    const TIGHTEST: f64 = 10_000.0;
    let value = sum as f64 / n as f64;
    let variance = variance(sum, sum_of_squares, n).filter(|_| n >= FIRST_LOOK);
    let Some(variance) = variance else {
        return Estimate { value, interval: Interval::OPEN };
    };
    let surprise = -2.0 * libm::log(level.miss());
    let rho_squared = (surprise + libm::log1p(surprise)) / TIGHTEST;
    let cases = n as f64;
    let mixed = cases * rho_squared + 1.0;
    let reach = mixed / (cases * rho_squared) * (libm::log(mixed) + surprise);
    Estimate { value, interval: Interval::around(value, (reach * variance / cases).sqrt()) }
}

/// The variance of numbers known by their sum and the sum of their squares, if there are two.
pub(super) fn variance(sum: i128, sum_of_squares: i128, n: u64) -> Option<f64> {
    if n < 2 {
        return None;
    }
    let cases = n as f64;
    let whole = || sum_of_squares.checked_mul(i128::from(n))?.checked_sub(sum.checked_mul(sum)?);
    // Whole numbers lose nothing; those that do not fit are so large that it does not matter.
    let scaled = match whole() {
        Some(exact) => exact as f64,
        None => sum_of_squares as f64 * cases - sum as f64 * sum as f64,
    };
    Some(scaled.max(0.0) / (cases * (cases - 1.0)))
}

/// The mean number of days until a case is over, counting no day after `horizon` (Royston and Parmar 2013): the area
/// under the [`waiting`](super::curve::Curves::waiting) curve. Beyond its last step the curve is taken to stay where
/// it is. The variance is Greenwood's, carried through the area (Klein and Moeschberger, *Survival Analysis*, ch. 4).
#[must_use]
pub fn restricted(curve: &Curve, horizon: i64, level: Level) -> Estimate {
    let horizon = horizon.max(0);
    let last = curve.steps.partition_point(|step| step.day < horizon);
    let (mut until, mut area, mut variance) = (horizon, 0.0, 0.0);
    for step in curve.steps[..last].iter().rev() {
        let day = step.day.max(0);
        area += (until - day) as f64 * step.estimate.value;
        variance += area * area * hazard_variance(step);
        until = day;
    }
    let value = area + until as f64;
    let bounds = Interval { low: 0.0, high: horizon as f64 };
    if last == 0 {
        // Nothing ended, of so many cases.
        let low = curve.start.interval.low * bounds.high;
        return Estimate { value, interval: Interval { low, ..bounds } };
    }
    let interval = Interval::around(value, level.reach() * variance.sqrt()).within(bounds);
    Estimate { value, interval }
}

/// What a step adds to the variance of the logarithm of the curve. Where nothing is left there is no area to carry.
fn hazard_variance(step: &Step) -> f64 {
    let (ended, left) = (step.events as f64, (step.at_risk - step.events) as f64);
    if left == 0.0 { 0.0 } else { ended / (step.at_risk as f64 * left) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::curve::aalen_johansen;

    fn sums(numbers: &[i128]) -> (i128, i128, u64) {
        let squares = numbers.iter().map(|x| x * x).sum();
        (numbers.iter().sum(), squares, numbers.len() as u64)
    }

    #[test]
    fn the_interval_is_students() {
        let (sum, squares, n) = sums(&[3, 5, 7, 9]);
        let Estimate { value, interval } = of(sum, squares, n, Level::default());
        assert_eq!(value, 6.0);
        // t of three degrees is 3.182446305284263, the standard error the root of 20/3/4.
        let radius = 3.182_446_305_284_263 * (5.0_f64 / 3.0).sqrt();
        let values = of_values(&[3.0, f64::NAN, 5.0, 7.0, 9.0], Level::default());
        assert!((values.interval.high - interval.high).abs() < 1e-12 && values.value == 6.0);
        assert!((interval.high - 6.0 - radius).abs() < 1e-12);
        assert!((6.0 - interval.low - radius).abs() < 1e-12);
    }

    #[test]
    fn without_spread_there_is_no_width_and_without_two_cases_no_end() {
        let level = Level::default();
        assert_eq!(of(70, 490, 10, level).interval, Interval { low: 7.0, high: 7.0 });
        assert_eq!(of(7, 49, 1, level), Estimate { value: 7.0, interval: Interval::OPEN });
        assert!(of(0, 0, 0, level).value.is_nan());
        assert_eq!(always_valid(2793, 19_551, 399, level).interval, Interval::OPEN);
        let still = always_valid(2800, 19_600, 400, level);
        assert_eq!(still.interval, Interval { low: 7.0, high: 7.0 });
    }

    #[test]
    fn a_spread_that_is_small_beside_the_mean_is_not_lost() {
        let far = 1_000_000_000_000;
        let (sum, squares, n) = sums(&[far - 1, far, far + 1]);
        assert_eq!(variance(sum, squares, n), Some(1.0));
        let huge = i128::MAX / 2;
        assert!(variance(huge, huge, 1_000).is_some_and(f64::is_finite));
    }

    #[test]
    fn one_may_look_at_every_case_only_through_a_wider_window() {
        let level = Level::default();
        for n in [400, 10_000, 1_000_000] {
            let (sum, squares) = (i128::from(n) * 10, i128::from(n) * 125);
            let (once, always) = (of(sum, squares, n, level), always_valid(sum, squares, n, level));
            assert!(always.interval.low < once.interval.low && once.interval.low < 10.0, "{n}");
        }
    }

    #[test]
    fn where_no_case_is_cut_off_the_restricted_mean_is_the_mean() {
        let events = [(10, vec![3]), (20, vec![1]), (70, vec![6])];
        let waiting = aalen_johansen(&events, &[], Level::default()).waiting;
        let Estimate { value, interval } = restricted(&waiting, 100, Level::default());
        assert!((value - 47.0).abs() < 1e-12);
        let spread = 3.0 * 37.0 * 37.0 + 27.0 * 27.0 + 6.0 * 23.0 * 23.0;
        let error = (spread / 100.0_f64).sqrt();
        assert!(((interval.high - value) / error - 1.959_963_984_540_054).abs() < 1e-9);
    }

    #[test]
    fn the_restricted_mean_counts_no_day_after_the_horizon() {
        let events = [(0, vec![1]), (10, vec![3])];
        let waiting = aalen_johansen(&events, &[(30, 4)], Level::default()).waiting;
        let mean = |horizon| restricted(&waiting, horizon, Level::default());
        assert!((mean(10).value - 8.75).abs() < 1e-12);
        assert!((mean(30).value - 18.75).abs() < 1e-12);
        assert_eq!(mean(0), Estimate { value: 0.0, interval: Interval { low: 0.0, high: 0.0 } });
        assert!(mean(30).interval.high <= 30.0);
    }

    #[test]
    fn where_nothing_ends_the_mean_is_the_horizon_and_its_lower_end_is_not() {
        let waiting = aalen_johansen(&[], &[(30, 40)], Level::default()).waiting;
        let Estimate { value, interval } = restricted(&waiting, 30, Level::default());
        assert_eq!((value, interval.high), (30.0, 30.0));
        assert!(interval.low > 25.0 && interval.low < 29.0, "{interval:?}");
    }
}
