//! The standard normal distribution.

use crate::sim::special::{Rank, normal};

/// The place that a share `p` lies below. Infinite at 0 and 1.
#[must_use]
pub fn quantile(p: f64) -> f64 {
    normal(Rank { below: p, above: 1.0 - p })
}

/// The place that a share `tail` lies above: precise for small ones.
#[must_use]
pub fn upper(tail: f64) -> f64 {
    -quantile(tail)
}

/// The share that lies below `x`, precise on both sides.
#[must_use]
pub fn distribution(x: f64) -> f64 {
    libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_and_distribution_invert_each_other() {
        for p in [1e-300, 1e-20, 1e-9, 0.025, 0.3, 0.5, 0.8, 0.999] {
            assert!((distribution(quantile(p)) / p - 1.0).abs() < 1e-11, "{p}");
        }
        assert!((upper(0.025) - 1.959_963_984_540_054).abs() < 1e-15);
    }
}
