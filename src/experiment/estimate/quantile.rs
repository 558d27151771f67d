//! By which day a share of the cases is there: order statistics of whole days.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Level, binomial};

/// The day by which a share of the cases is there, and the interval for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuantileEstimate {
    /// The first day by which that share of the cases is there.
    pub value: i64,
    /// The lower end. None where the cases are too few to give one.
    pub low: Option<i64>,
    /// The upper end. None where it lies beyond the last day, or the cases are too few to give one.
    pub high: Option<i64>,
}

/// The day by which a share `q` of `n` cases is there. `days` need not have all of the cases: the others come later
/// than any day in it. None if the share is not reached, or is not above 0 and below 1.
///
/// The interval goes from one case in order to another (Conover, *Practical Nonparametric Statistics*, ch. 3). Which
/// ones, the binomial distribution says exactly. The chance of the rank itself counts half, so that the interval
/// holds as often as it says, not more often; cases that share a day can only make it hold more often.
#[must_use]
pub fn of(days: &[(i64, u64)], n: u64, q: f64, level: Level) -> Option<QuantileEstimate> {
    let tail = level.miss() / 2.0;
    let half = |count: u64| libm::exp(binomial::log_exactly(count, n, q)) / 2.0;
    between(days, n, q, |count| {
        let fewer = 1.0 - binomial::at_least(count, n, q);
        fewer + half(count) > tail && 1.0 - fewer - half(count) > tail
    })
}

/// The same with an interval that holds at every `n` at once, so that one may look after each case and stop at will.
///
/// How many cases are there by the day is a binomial count, and [`share::always_valid`](super::share::always_valid)
/// says which counts are to be believed; ties are broken by lot, which nobody need draw. For quantiles: Howard and
/// Ramdas 2022.
#[must_use]
pub fn always_valid(days: &[(i64, u64)], n: u64, q: f64, level: Level) -> Option<QuantileEstimate> {
    let least = libm::log(level.miss()) - libm::log(n as f64 + 1.0);
    between(days, n, q, |count| binomial::log_exactly(count, n, q) > least)
}

/// The quantile, from the first to the last place in order that can be its own. `likely` says whether a number of
/// cases at or before the quantile is; the numbers of which it says so have no gap, and the one expected is among
/// them.
fn between(
    days: &[(i64, u64)],
    n: u64,
    q: f64,
    likely: impl Fn(u64) -> bool,
) -> Option<QuantileEstimate> {
    if !(q > 0.0 && q < 1.0) {
        return None;
    }
    // Less what rounding may have added to a whole number.
    let rank = ((q * n as f64 - 1e-9).ceil() as u64).max(1);
    let value = day_of(days, rank)?;
    let expected = ((q * (n as f64 + 1.0)) as u64).min(n);
    let fewest = last(expected, 0, &likely);
    let most = last(expected, n, &likely);
    let low = fewest.checked_sub(1).and_then(|before| day_of(days, before + 1));
    let high = if most < n { day_of(days, most + 1) } else { None };
    Some(QuantileEstimate { value, low, high })
}

/// The day of the case that is `rank`-th in order, counted from 1.
fn day_of(days: &[(i64, u64)], rank: u64) -> Option<i64> {
    let mut reached = 0;
    let (day, _) = days.iter().find(|(_, count)| {
        reached += count;
        reached >= rank
    })?;
    Some(*day)
}

/// The last number on the way from one at which something holds to another at which it may hold no longer.
fn last(mut holds: u64, mut lost: u64, still: impl Fn(u64) -> bool) -> u64 {
    if still(lost) {
        return lost;
    }
    while holds.abs_diff(lost) > 1 {
        let middle = holds.midpoint(lost);
        if still(middle) {
            holds = middle;
        } else {
            lost = middle;
        }
    }
    holds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One case on each day from 1 to `n`, so that a day is a rank.
    fn ranks(n: u64) -> Vec<(i64, u64)> {
        (1..=n).map(|day| (day as i64, 1)).collect()
    }

    fn ends(estimate: Option<QuantileEstimate>) -> (i64, Option<i64>, Option<i64>) {
        let estimate = estimate.expect("it is reached");
        (estimate.value, estimate.low, estimate.high)
    }

    #[test]
    fn the_median_of_twelve_lies_between_the_third_and_the_tenth() {
        // P(fewer than 3) + P(3)/2 = 79/4096 + 110/4096, above 0.025; with 2 in place of 3, 46/4096, below it.
        let level = Level::default();
        assert_eq!(ends(of(&ranks(12), 12, 0.5, level)), (6, Some(3), Some(10)));
    }

    #[test]
    fn few_cases_leave_the_ends_open() {
        let level = Level::default();
        assert_eq!(ends(of(&ranks(3), 3, 0.5, level)), (2, None, None));
        assert_eq!(ends(always_valid(&ranks(3), 3, 0.5, level)), (2, None, None));
    }

    #[test]
    fn cases_never_observed_come_after_the_last_day() {
        let level = Level::default();
        let whole = of(&ranks(1000), 1000, 0.5, level).expect("it is reached");
        assert_eq!(of(&ranks(700), 1000, 0.5, level), Some(whole));
        let cut = of(&ranks(510), 1000, 0.5, level);
        assert_eq!(cut, Some(QuantileEstimate { high: None, ..whole }));
        assert_eq!(of(&ranks(499), 1000, 0.5, level), None);
        assert_eq!(of(&[], 0, 0.5, level), None);
        assert_eq!(of(&ranks(9), 9, 1.0, level), None);
    }

    #[test]
    fn a_quantile_is_the_first_day_by_which_its_share_is_there() {
        let level = Level::default();
        assert_eq!(of(&[(4, 10), (9, 90)], 100, 0.1, level).map(|q| q.value), Some(4));
        assert_eq!(of(&[(4, 10), (9, 90)], 100, 0.11, level).map(|q| q.value), Some(9));
        // 0.1 as a float is a little more than a tenth.
        assert_eq!(of(&[(4, 3), (9, 27)], 30, 0.1, level).map(|q| q.value), Some(4));
    }

    #[test]
    fn one_may_look_at_every_case_only_through_a_wider_window() {
        let level = Level::default();
        for (n, q) in [(50, 0.5), (1000, 0.5), (1000, 0.9), (20_000, 0.05)] {
            let once = of(&ranks(n), n, q, level).expect("it is reached");
            let always = always_valid(&ranks(n), n, q, level).expect("it is reached");
            assert_eq!(once.value, always.value);
            assert!(always.low < once.low, "{always:?} {once:?}");
            assert!(always.high.is_none_or(|high| Some(high) > once.high), "{always:?} {once:?}");
        }
    }
}
