//! How often something comes about: a share of cases.

use super::{Estimate, Interval, Level, edge};

/// The share `k` of `n` with the score interval of Wilson (1927, "Probable inference, the law of succession, and
/// statistical inference").
#[must_use]
pub fn wilson(k: u64, n: u64, level: Level) -> Estimate {
    let value = k as f64 / n as f64;
    Estimate { value, interval: score(value, n as f64, level) }
}

/// Wilson's interval for a share of so many cases, which need not be a whole number.
pub(super) fn score(share: f64, cases: f64, level: Level) -> Interval {
    if cases <= 0.0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let square = level.reach() * level.reach();
    let whole = cases + square;
    let centre = (cases * share + square / 2.0) / whole;
    let radius = (square * (cases * share * (1.0 - share) + square / 4.0)).sqrt() / whole;
    // At either end the formula comes to it, but for rounding.
    Interval {
        low: if share <= 0.0 { 0.0 } else { (centre - radius).max(0.0) },
        high: if share >= 1.0 { 1.0 } else { (centre + radius).min(1.0) },
    }
}

/// The share `k` of `n` with an interval that holds at every `n` at once, so that one may look after each case and
/// stop at will: every share under which `n` cases like these are not much rarer than if nothing were known of it
/// (the ratio of prior to posterior, with a uniform prior, stays under 1/α: Waudby-Smith and Ramdas 2020; by Ville's
/// inequality, 1939).
#[must_use]
pub fn always_valid(k: u64, n: u64, level: Level) -> Estimate {
    let (hits, cases) = (k as f64, n as f64);
    let value = hits / cases;
    let misses = cases - hits;
    // The logarithm of the beta function of k + 1 and n - k + 1.
    let unknown = libm::lgamma(hits + 1.0) + libm::lgamma(misses + 1.0) - libm::lgamma(cases + 2.0);
    let least = unknown + libm::log(level.miss());
    let holds = |p: f64| hits * libm::log(p) + misses * libm::log1p(-p) > least;
    let low = if k == 0 { 0.0 } else { edge(value, 0.0, holds) };
    let high = if k == n { 1.0 } else { edge(value, 1.0, holds) };
    Estimate { value, interval: Interval { low, high } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL: fn() -> Level = Level::default;

    #[test]
    fn wilsons_interval_is_where_the_score_test_stops_refusing() {
        for (k, n) in [(1, 10), (7, 12), (300, 1000), (999, 1000)] {
            let Estimate { value, interval } = wilson(k, n, LEVEL());
            for end in [interval.low, interval.high] {
                let errors = (value - end).abs() / (end * (1.0 - end) / n as f64).sqrt();
                assert!((errors - 1.959_963_984_540_054).abs() < 1e-9, "{k} of {n}: {errors}");
            }
        }
    }

    #[test]
    fn a_share_of_nothing_or_all_ends_there_and_leaves_room_on_the_other_side() {
        for interval in [wilson(0, 40, LEVEL()).interval, always_valid(0, 40, LEVEL()).interval] {
            assert!(interval.low == 0.0 && interval.high > 0.05, "{interval:?}");
        }
        for interval in [wilson(40, 40, LEVEL()).interval, always_valid(40, 40, LEVEL()).interval] {
            assert!(interval.high == 1.0 && interval.low < 0.95, "{interval:?}");
        }
    }

    #[test]
    fn without_cases_nothing_is_known() {
        for estimate in [wilson(0, 0, LEVEL()), always_valid(0, 0, LEVEL())] {
            assert!(estimate.value.is_nan());
            assert_eq!(estimate.interval, Interval { low: 0.0, high: 1.0 });
        }
    }

    #[test]
    fn one_may_look_at_every_case_only_through_a_wider_window() {
        for (k, n) in [(0, 1), (3, 9), (50, 400), (700, 1000), (1_000, 1_000_000)] {
            let (once, always) = (wilson(k, n, LEVEL()), always_valid(k, n, LEVEL()));
            assert_eq!(once.value, always.value);
            assert!(always.interval.low <= once.interval.low, "{k} of {n}");
            assert!(always.interval.high >= once.interval.high, "{k} of {n}");
        }
    }
}
