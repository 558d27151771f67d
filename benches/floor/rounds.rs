//! Rounds of two competitors, one after the other, and what they show.

use std::fmt;
use std::time::Instant;

use divan::black_box;

use crate::common::middle;

/// How many rounds there are.
const ROUNDS: u64 = 301;

/// The cases of a round: so few that most rounds are over before another process gets the core.
const CASES: u64 = 200;

/// The same of one that runs alone, which may be slower.
const ALONE: u64 = 20;

/// What two competitors took, in nanoseconds a case, and the ratio.
pub(crate) struct Contest {
    floor: f64,
    engine: f64,
    ratio: f64,
}

impl Contest {
    /// The medians over interleaved rounds; the ratio is the median of the ratios within a round.
    pub(crate) fn of<F, E>(
        mut floor: impl FnMut(u64) -> F,
        mut engine: impl FnMut(u64) -> E,
    ) -> Contest {
        let rounds: Vec<(f64, f64)> = (0..ROUNDS)
            .map(|round| (time(round, CASES, &mut floor), time(round, CASES, &mut engine)))
            .collect();
        Contest {
            floor: middle(rounds.iter().map(|(floor, _)| *floor)),
            engine: middle(rounds.iter().map(|(_, engine)| *engine)),
            ratio: middle(rounds.iter().map(|(floor, engine)| engine / floor)),
        }
    }
}

impl fmt::Display for Contest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9.0} {:>9.0} {:>7.2}", self.floor, self.engine, self.ratio)
    }
}

/// The median over the rounds of one competitor, in nanoseconds a case.
pub(crate) fn median<T>(mut run: impl FnMut(u64) -> T) -> f64 {
    middle((0..ROUNDS).map(|round| time(round, ALONE, &mut run)))
}

/// The nanoseconds a case takes in one round.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the wall clock")]
fn time<T>(round: u64, cases: u64, run: &mut impl FnMut(u64) -> T) -> f64 {
    let begin = Instant::now();
    for case in round * cases..(round + 1) * cases {
        black_box(run(case));
    }
    begin.elapsed().as_nanos() as f64 / cases as f64
}
