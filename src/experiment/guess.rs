//! How much of what makes cases differ comes out of guesses: some cases are run a second time, with the draws whose odds
//! or times are guesses drawn anew and all others kept. Half the mean square of the difference is the variance that
//! those draws bring (the total effect of a group of inputs; Jansen 1999).

use serde::{Deserialize, Serialize};

use crate::law::answers::chance::Redrawn;
use crate::scenario::{Assumed, Basis, Scenario};

/// Cases that are run a second time: those below this number.
pub const TWINS: u64 = 4_000;

/// The draws that rest on a guess.
pub fn draws_on_guesses(scenario: &Scenario) -> Redrawn {
    let guess = |basis: Option<Basis>| basis == Some(Basis::Guess);
    let of_point = |assumed: &Assumed| {
        let mut variants = assumed.variants.iter();
        let odds = guess(assumed.odds_basis) || variants.any(|variant| guess(variant.odds_basis));
        let mut variants = assumed.variants.iter();
        let time = guess(assumed.takes_basis) || variants.any(|variant| guess(variant.takes_basis));
        [odds, time]
    };
    let frailty = |number: &crate::scenario::number::Number| number.what == "frailty";
    Redrawn {
        points: scenario.assumed.iter().map(of_point).collect(),
        frailty: scenario
            .other_numbers
            .iter()
            .any(|number| frailty(number) && guess(number.support.basis)),
    }
}

/// Differences between cases and their twins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Twins {
    /// How many cases have one.
    pub cases: u64,
    /// The squares of the differences of their days, together.
    pub squares: u128,
    /// The fourth powers.
    pub fourths: u128,
}

impl Twins {
    /// Counts a case and its twin.
    pub fn count(&mut self, days: u64, twin: u64) {
        let square = u128::from(days.abs_diff(twin)).pow(2);
        self.cases += 1;
        self.squares += square;
        self.fourths += square * square;
    }

    /// Adds those of other cases.
    pub fn add(&mut self, other: Twins) {
        self.cases += other.cases;
        self.squares += other.squares;
        self.fourths += other.fourths;
    }

    /// The share of a variance that the draws on guesses bring, and its standard error; `None` without variance.
    pub fn share(self, variance: f64) -> Option<(f64, f64)> {
        if self.cases < 2 || variance <= 0.0 {
            return None;
        }
        let n = self.cases as f64;
        let mean = self.squares as f64 / n;
        let spread = (self.fourths as f64 / n - mean * mean).max(0.0);
        let error = (spread / n).sqrt() / 2.0 / variance;
        Some(((mean / 2.0 / variance).min(1.0), error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_that_share_no_draw_bring_all_of_the_variance() {
        // Days of 0 or 10 with equal chance have variance 25; two independent ones differ half the time.
        let mut twins = Twins::default();
        for (one, other) in [(0, 0), (0, 10), (10, 0), (10, 10)] {
            twins.count(one, other);
        }
        let (share, error) = twins.share(25.0).expect("there is variance");
        assert_eq!(share, 1.0);
        assert!(error > 0.0);
    }

    #[test]
    fn twins_that_share_every_draw_bring_none() {
        let mut twins = Twins::default();
        (0..5).for_each(|days| twins.count(days, days));
        assert_eq!(twins.share(2.0), Some((0.0, 0.0)));
    }
}
