//! The binomial distribution, by the incomplete beta function.

use crate::sim::special::Beta;

/// The chance of at least `k` successes in `n` tries of chance `p`.
#[must_use]
pub fn at_least(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 || p >= 1.0 {
        return if k <= n { 1.0 } else { 0.0 };
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    Beta::new(k as f64, (n - k + 1) as f64).tails(p).below
}

/// The chance of at most `k` successes in `n` tries of chance `p`.
#[must_use]
pub fn at_most(k: u64, n: u64, p: f64) -> f64 {
    // As many failures as that, or more.
    if k >= n { 1.0 } else { at_least(n - k, n, 1.0 - p) }
}

/// The logarithm of the chance of exactly `k` successes in `n` tries of chance `p`, which is neither 0 nor 1.
#[must_use]
pub fn log_exactly(k: u64, n: u64, p: f64) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    let (k, n) = (k as f64, n as f64);
    let ways = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    ways + k * libm::log(p) + (n - k) * libm::log1p(-p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tails_are_sums_of_the_chances() {
        for (n, p) in [(1, 0.3), (20, 0.5), (37, 0.01), (300, 0.9)] {
            let mut sum = 0.0;
            for k in 0..=n {
                assert!((at_least(k, n, p) - (1.0 - sum)).abs() < 1e-11, "{k} of {n}");
                sum += libm::exp(log_exactly(k, n, p));
                assert!((at_most(k, n, p) - sum).abs() < 1e-11, "{k} of {n}");
            }
        }
    }

    #[test]
    fn what_is_certain_is_certain() {
        assert_eq!(
            (at_least(0, 5, 0.0), at_least(1, 5, 0.0), at_least(5, 5, 1.0)),
            (1.0, 0.0, 1.0)
        );
        assert_eq!((at_least(6, 5, 0.5), at_most(5, 5, 0.5), at_most(0, 0, 0.5)), (0.0, 1.0, 1.0));
        assert_eq!((at_most(4, 5, 1.0), at_most(0, 5, 0.0)), (0.0, 1.0));
        assert_eq!(log_exactly(6, 5, 0.5), f64::NEG_INFINITY);
    }
}
