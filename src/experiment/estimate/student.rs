//! Student's t distribution (Student 1908), by the incomplete beta function.

use crate::sim::special::{Beta, Rank, Tails, invert};

/// The place that a share `p` lies below, with these `degrees` of freedom, of which there is at least one.
#[must_use]
pub fn quantile(p: f64, degrees: f64) -> f64 {
    if p > 0.5 { upper(1.0 - p, degrees) } else { -upper(p, degrees) }
}

/// The place that a share `tail` of at most one half lies above.
#[must_use]
pub fn upper(tail: f64, degrees: f64) -> f64 {
    if tail == 0.5 {
        return 0.0;
    }
    let folded = Folded::new(degrees);
    let rank = Rank { below: 1.0 - 2.0 * tail, above: 2.0 * tail };
    invert(rank, 0.0, f64::INFINITY, |distance| folded.tails(distance))
}

/// How often chance alone goes as far from 0 as `t`, to either side.
#[must_use]
pub fn beyond(t: f64, degrees: f64) -> f64 {
    match t.abs() {
        0.0 => 1.0,
        f64::INFINITY => 0.0,
        distance => Folded::new(degrees).tails(distance).above,
    }
}

/// The distance from 0, to whichever side.
struct Folded {
    degrees: f64,
    near: Beta,
    far: Beta,
}

impl Folded {
    fn new(degrees: f64) -> Folded {
        let half = degrees / 2.0;
        Folded { degrees, near: Beta::new(0.5, half), far: Beta::new(half, 0.5) }
    }

    /// At a distance above 0. The square's share of the whole is a beta variate, and so is the rest: the smaller of
    /// the two is the precise one.
    fn tails(&self, distance: f64) -> Tails {
        let square = distance * distance;
        let whole = self.degrees + square;
        // How fast the one share rises with the distance, and the other falls.
        let pace = 2.0 * distance * self.degrees / (whole * whole);
        if square < self.degrees {
            let near = self.near.tails(square / whole);
            Tails { density: near.density * pace, ..near }
        } else {
            let far = self.far.tails(self.degrees / whole);
            Tails { below: far.above, above: far.below, density: far.density * pace }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::experiment::estimate::normal;

    #[test]
    fn one_degree_of_freedom_is_cauchys() {
        for p in [1e-9, 0.001, 0.025, 0.3, 0.6, 0.975] {
            let expected = -1.0 / libm::tan(PI * p);
            assert!((quantile(p, 1.0) / expected - 1.0).abs() < 1e-9, "{p}");
        }
        assert!((beyond(1.0, 1.0) - 0.5).abs() < 1e-14);
        assert_eq!(quantile(0.5, 1.0), 0.0);
    }

    #[test]
    fn two_degrees_have_a_closed_form() {
        for p in [1e-9, 0.001, 0.025, 0.3, 0.6, 0.975] {
            let expected = (2.0 * p - 1.0) / f64::sqrt(2.0 * p * (1.0 - p));
            assert!((quantile(p, 2.0) - expected).abs() < 1e-10 * expected.abs().max(1.0), "{p}");
        }
    }

    #[test]
    fn many_degrees_are_normal() {
        assert!((quantile(0.975, 1e9) - normal::quantile(0.975)).abs() < 1e-6);
        assert_eq!((beyond(0.0, 5.0), beyond(f64::INFINITY, 5.0)), (1.0, 0.0));
    }
}
