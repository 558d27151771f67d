//! The same cases under two laws: differences with what both have in common taken out. The first less the second.

use super::{Estimate, Interval, Level, binomial, edge, mean, student};

/// No case differs: nothing the two do not share, so nothing to be unsure of.
const NONE: Estimate = Estimate { value: 0.0, interval: Interval { low: 0.0, high: 0.0 } };

/// How much more often something comes about under the first: of `n` cases, in `only_first` it does under the first
/// alone, in `only_second` under the second alone, in `both` under both. No difference if it is the same in every
/// case.
///
/// The score interval of Tango (1998, "Equivalence test and confidence interval for the difference in proportions for
/// the paired-sample design"). Of those measured, with Newcombe's tenth method (1998), Agresti and Min's and Bonett
/// and Price's, its coverage is the nearest to its level, above all where few cases differ. Cases that do not differ
/// count alike whether they came about or not.
#[must_use]
pub fn shares(both: u64, only_first: u64, only_second: u64, n: u64, level: Level) -> Estimate {
    debug_assert!(both + only_first + only_second <= n, "the parts make no whole");
    if only_first + only_second == 0 {
        return NONE;
    }
    let (cases, first, second) = (n as f64, only_first as f64, only_second as f64);
    let value = (first - second) / cases;
    let square = level.reach() * level.reach();
    let believed = |difference: f64| {
        let excess = first - second - cases * difference;
        excess * excess < square * tango_variance(first, second, cases, difference)
    };
    let interval = Interval { low: edge(value, -1.0, believed), high: edge(value, 1.0, believed) };
    Estimate { value, interval }
}

/// The variance of how many more cases differ one way than the other, were the difference of the shares `difference`:
/// with the share that differs the other way as likely as can be under that.
fn tango_variance(first: f64, second: f64, cases: f64, difference: f64) -> f64 {
    let a = 2.0 * cases;
    let b = (2.0 * cases - first + second) * difference - first - second;
    let c = -second * difference * (1.0 - difference);
    let other_way = ((b * b - 4.0 * a * c).max(0.0).sqrt() - b) / (2.0 * a);
    cases * (2.0 * other_way + difference * (1.0 - difference))
}

/// How often chance alone divides the cases that differ as unevenly as this: the mid-p test of McNemar (1947), exact
/// but for half the chance of the very division, as Fagerland, Lydersen and Laake (2013) advise.
#[must_use]
pub fn shares_p_value(only_first: u64, only_second: u64) -> f64 {
    let (fewer, differ) = (only_first.min(only_second), only_first + only_second);
    if only_first == only_second {
        return 1.0;
    }
    let this = libm::exp(binomial::log_exactly(fewer, differ, 0.5));
    (2.0 * binomial::at_most(fewer, differ, 0.5) - this).clamp(0.0, 1.0)
}

/// The mean of the differences of `n` cases, with Student's t interval. No difference if every case has none.
///
/// Where few cases differ, `n` says less than it seems: of twenty that all differ one way, by lengths as cases have
/// them, it holds in 93 of 100 studies, and it takes a hundred for 95.
#[must_use]
pub fn means(sum_of_differences: i128, sum_of_squares: i128, n: u64, level: Level) -> Estimate {
    if sum_of_squares == 0 {
        return NONE;
    }
    mean::of(sum_of_differences, sum_of_squares, n, level)
}

/// How often chance alone brings about a mean difference as large as this, by the paired t test (Student 1908). One
/// where fewer than two cases say nothing.
#[must_use]
pub fn means_p_value(sum_of_differences: i128, sum_of_squares: i128, n: u64) -> f64 {
    let Some(variance) = mean::variance(sum_of_differences, sum_of_squares, n) else { return 1.0 };
    if sum_of_differences == 0 {
        return 1.0;
    }
    let (value, cases) = (sum_of_differences as f64 / n as f64, n as f64);
    student::beyond(value / (variance / cases).sqrt(), cases - 1.0)
}

/// The mean of a figure that has no variance of its own, such as a difference of medians, taken in each section of
/// the cases by itself: Student's t interval over the sections, which must be of equal size (Schmeiser 1982 on how
/// many: ten to thirty).
#[must_use]
pub fn sections(values: &[f64], level: Level) -> Estimate {
    let count = values.len() as f64;
    let value = values.iter().sum::<f64>() / count;
    if values.len() < 2 {
        return Estimate { value, interval: Interval::OPEN };
    }
    let squares: f64 = values.iter().map(|one| (one - value) * (one - value)).sum();
    let error = (squares / (count - 1.0) / count).sqrt();
    let reach = student::upper(level.miss() / 2.0, count - 1.0);
    Estimate { value, interval: Interval::around(value, reach * error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL: fn() -> Level = Level::default;

    #[test]
    fn where_no_case_differs_the_difference_is_exactly_none() {
        for both in [0, 7, 1000] {
            assert_eq!(shares(both, 0, 0, 1000, LEVEL()), NONE);
        }
        assert_eq!(means(0, 0, 1000, LEVEL()), NONE);
        assert_eq!((shares_p_value(0, 0), means_p_value(0, 0, 1000)), (1.0, 1.0));
    }

    #[test]
    fn tangos_interval_ends_where_his_score_is_at_its_quantile() {
        for (first, second, n) in
            [(9, 3, 44), (0, 1, 30), (1, 0, 2000), (300, 310, 1000), (12, 0, 12)]
        {
            let Estimate { value, interval } = shares(0, first, second, n, LEVEL());
            assert!(interval.low <= value && value <= interval.high);
            let (first, second, n) = (first as f64, second as f64, n as f64);
            for end in [interval.low, interval.high].into_iter().filter(|end| end.abs() < 1.0) {
                // The likelihood of the share that differs the other way is at its peak.
                let variance = tango_variance(first, second, n, end);
                let other_way = (variance / n - end * (1.0 - end)) / 2.0;
                let slope = first / (other_way + end) + second / other_way
                    - 2.0 * (n - first - second) / (1.0 - 2.0 * other_way - end);
                assert!(first * second == 0.0 || slope.abs() < 1e-6 * n * n, "{slope}");
                let score = (first - second - n * end) / variance.sqrt();
                assert!((score.abs() - 1.959_963_984_540_054).abs() < 1e-6, "{score}");
            }
        }
    }

    #[test]
    fn swapping_the_two_turns_the_difference_round() {
        let (one, other) = (shares(100, 30, 12, 500, LEVEL()), shares(100, 12, 30, 500, LEVEL()));
        assert_eq!(one.value, -other.value);
        assert!((one.interval.low + other.interval.high).abs() < 1e-14);
        assert!((one.interval.high + other.interval.low).abs() < 1e-14);
        assert_eq!(shares_p_value(30, 12), shares_p_value(12, 30));
    }

    #[test]
    fn the_p_value_of_a_division_is_both_tails_less_half_of_the_division_itself() {
        // Of ten, two or fewer or eight or more: 112/1024, less twice half of P(2) = 45/1024.
        assert!((shares_p_value(8, 2) - 67.0 / 1024.0).abs() < 1e-14);
        assert!((shares_p_value(1, 0) - 0.5).abs() < 1e-14);
        assert_eq!(shares_p_value(5, 5), 1.0);
    }

    #[test]
    fn a_mean_difference_is_more_than_chance_where_its_interval_leaves_out_zero() {
        for sum in [20, 40, 60, 80, 100_i128] {
            let estimate = means(sum, 1000, 50, LEVEL());
            let outside = estimate.interval.low > 0.0;
            assert_eq!(means_p_value(sum, 1000, 50) < 0.05, outside, "{sum}");
        }
        assert_eq!(means_p_value(100, 200, 50), 0.0, "all differ by two");
        assert_eq!(means_p_value(3, 9, 1), 1.0);
    }

    #[test]
    fn sections_that_agree_leave_nothing_open_and_one_leaves_all() {
        assert_eq!(sections(&[4.0, 4.0, 4.0], LEVEL()).interval, Interval { low: 4.0, high: 4.0 });
        assert_eq!(sections(&[4.0], LEVEL()).interval, Interval::OPEN);
        let spread = sections(&[3.0, 5.0, 7.0, 9.0], LEVEL());
        assert_eq!(spread, mean::of(24, 164, 4, LEVEL()));
    }
}
