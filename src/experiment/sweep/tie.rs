//! Where two alternatives tie, or one passes a goal: the value at which a difference, measured at some values, passes zero.
//! Between two values nothing was measured, so the interval never ends there.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;

/// A value at which two alternatives come to the same, or one passes a goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tie {
    /// The value: on the straight line between the two nearest that were measured; of whole numbers the first on the far
    /// side.
    pub at: f64,
    /// Below this value the whole interval of the difference lies on one side of zero; of whole numbers, the first whose
    /// interval holds zero. Null: there is no such value in the range.
    pub low: Option<f64>,
    /// Above this value it lies on the other side; of whole numbers, the last whose interval holds zero. Null: there is
    /// no such value in the range.
    pub high: Option<f64>,
    /// Whether the difference is below zero before and above it after.
    pub rises: bool,
}

/// The ties along one value: the difference at each, in the order of the values. Where the value is a whole number, so
/// is the tie: see [`next_whole`].
pub fn ties(differences: &[(f64, Estimate)], whole: bool) -> Vec<Tie> {
    let known = known(differences);
    let tie = |one: &Crossing| if whole { one.whole(&known) } else { one.real(&known) };
    crossings(&known).iter().map(tie).collect()
}

/// The whole number at which to measure next, so that in the end no number between two neighbours is left out: of the
/// value at which the difference passes zero, and of either end of its interval. `None`: all are known.
pub fn next_whole(differences: &[(f64, Estimate)]) -> Option<f64> {
    let known = known(differences);
    let gaps = crossings(&known).into_iter().flat_map(|Crossing { before, low, high, .. }| {
        let at = Some((before, before + 1));
        let low = low.map(|clear| (clear, clear + 1));
        [at, low, high.map(|clear| (clear - 1, clear))].into_iter().flatten()
    });
    let middle = |(one, other): (usize, usize)| {
        let (from, to) = (known[one].0, known[other].0);
        (to - from > 1.0).then(|| ((from + to) / 2.0).floor())
    };
    // Where nothing could be measured once, nothing can be again.
    let is_new = |value: &f64| differences.iter().all(|(measured, _)| measured != value);
    gaps.filter_map(middle).find(is_new)
}

/// The values at which there was something to measure.
fn known(differences: &[(f64, Estimate)]) -> Vec<(f64, Estimate)> {
    differences.iter().copied().filter(|(_, here)| here.value.is_finite()).collect()
}

/// Where a difference passes zero: places among those at which it was measured.
#[derive(Clone, Copy)]
struct Crossing {
    /// The last on the near side, and the first on the far side.
    before: usize,
    after: usize,
    /// The nearest before and after whose whole interval lies on its side.
    low: Option<usize>,
    high: Option<usize>,
    rises: bool,
}

fn crossings(differences: &[(f64, Estimate)]) -> Vec<Crossing> {
    let mut all = Vec::new();
    let mut last: Option<usize> = None;
    for (place, (_, here)) in differences.iter().enumerate() {
        // At zero it is on neither side.
        if here.value == 0.0 {
            continue;
        }
        if let Some(before) = last
            && (differences[before].1.value < 0.0) != (here.value < 0.0)
        {
            all.push(Crossing::new(differences, before, place));
        }
        last = Some(place);
    }
    all
}

impl Crossing {
    fn new(differences: &[(f64, Estimate)], before: usize, after: usize) -> Crossing {
        let rises = differences[before].1.value < 0.0;
        let is_clear = |place: &usize, below: bool| {
            let interval = differences[*place].1.interval;
            if below { interval.high < 0.0 } else { interval.low > 0.0 }
        };
        Crossing {
            before,
            after,
            low: (0..=before).rev().find(|place| is_clear(place, rises)),
            high: (after..differences.len()).find(|place| is_clear(place, !rises)),
            rises,
        }
    }

    /// The tie on a line; its interval reaches to the measured values on either side.
    fn real(&self, differences: &[(f64, Estimate)]) -> Tie {
        let ((x, a), (z, b)) = (&differences[self.before], &differences[self.after]);
        let share = (a.value / (a.value - b.value)).clamp(0.0, 1.0);
        let of = |place: usize| differences[place].0;
        let (low, high) = (self.low.map(of), self.high.map(of));
        Tie { at: x + (z - x) * share, low, high, rises: self.rises }
    }

    /// The tie among whole numbers, if its neighbours were measured.
    fn whole(&self, differences: &[(f64, Estimate)]) -> Tie {
        let of = |place: usize| differences[place].0;
        let at = of(self.before + 1);
        Tie {
            at,
            low: self.low.map(|clear| of(clear + 1).min(at)),
            high: self.high.map(|clear| of(clear - 1).max(at)),
            rises: self.rises,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::{Interval, Level, mean};

    fn around(value: f64, half: f64) -> Estimate {
        Estimate { value, interval: Interval { low: value - half, high: value + half } }
    }

    fn line(slope: f64, zero: f64, half: f64) -> Vec<(f64, Estimate)> {
        (0..=10).map(f64::from).map(|x| (x, around(slope * (x - zero), half))).collect()
    }

    #[test]
    fn two_lines_tie_where_they_cross_and_the_interval_is_between_values_at_which_they_surely_do_not()
     {
        for slope in [2.0, -2.0] {
            // The difference at 4 is 0.6 and at 3 it is 2.6: the interval of the first alone holds zero.
            let [tie] = ties(&line(slope, 4.3, 1.0), false)[..] else { panic!("one tie") };
            assert!((tie.at - 4.3).abs() < 1e-9, "{tie:?}");
            assert_eq!((tie.low, tie.high), (Some(3.0), Some(5.0)));
            assert_eq!(tie.rises, slope > 0.0);
        }
    }

    #[test]
    fn an_interval_that_leaves_the_range_has_no_end_there() {
        let [tie] = ties(&line(1.0, 0.5, 2.0), false)[..] else { panic!("one tie") };
        assert_eq!((tie.low, tie.high), (None, Some(3.0)));
    }

    #[test]
    fn what_never_passes_zero_has_no_tie_and_what_comes_back_has_two() {
        assert_eq!(ties(&line(1.0, -3.0, 0.1), false), []);
        assert_eq!(ties(&line(0.0, 3.0, 0.0), false), []);
        let bow: Vec<(f64, Estimate)> =
            (0..=10).map(f64::from).map(|x| (x, around((x - 2.5) * (x - 7.5), 0.5))).collect();
        let ties = ties(&bow, false);
        assert_eq!(ties.len(), 2);
        assert!(!ties[0].rises && ties[1].rises);
    }

    /// However coarse the values that were measured, the interval holds the zero that lies between them.
    #[test]
    fn two_values_alone_give_no_narrower_interval_than_their_distance() {
        let curve = |x: f64| around(libm::sqrt(x) - libm::sqrt(53.6), 0.01);
        let two = [20.0, 65.0].map(|x| (x, curve(x)));
        let [tie] = ties(&two, false)[..] else { panic!("one tie") };
        assert_eq!((tie.low, tie.high), (Some(20.0), Some(65.0)));
    }

    #[test]
    fn a_value_at_which_nothing_could_be_measured_is_no_end_of_an_interval_and_is_not_tried_again()
    {
        let nothing = mean::of_values(&[], Level::default());
        let some = [(2.0, around(-1.0, 0.1)), (3.0, nothing), (4.0, around(1.0, 0.1))];
        assert_eq!(next_whole(&some), None);
        let [tie] = ties(&some, true)[..] else { panic!("one tie") };
        assert_eq!((tie.at, tie.low, tie.high), (4.0, Some(4.0), Some(4.0)));
    }

    #[test]
    fn halving_finds_the_whole_numbers_that_measuring_all_of_them_would() {
        for slope in [1.0, -1.0] {
            for half in [0.01, 0.2] {
                let curve = |x: f64| around(slope * (libm::sqrt(x) - libm::sqrt(53.6)), half);
                let all: Vec<(f64, Estimate)> =
                    (20..=200).map(f64::from).map(|x| (x, curve(x))).collect();
                let mut some: Vec<(f64, Estimate)> =
                    [20.0, 65.0, 110.0, 200.0].map(|x| (x, curve(x))).to_vec();
                while let Some(x) = next_whole(&some) {
                    let place = some.partition_point(|(known, _)| *known < x);
                    some.insert(place, (x, curve(x)));
                }
                assert!(some.len() < 25, "{}", some.len());
                assert_eq!(ties(&some, true), ties(&all, true));
                let [tie] = ties(&some, true)[..] else { panic!("one tie") };
                let held = |x: f64| curve(x).interval.low <= 0.0 && curve(x).interval.high >= 0.0;
                assert_eq!(tie.at, 54.0);
                assert!(tie.low.is_some_and(|low| low <= 54.0 && !held(low - 1.0)), "{tie:?}");
                assert!(tie.high.is_some_and(|high| high >= 54.0 && !held(high + 1.0)), "{tie:?}");
            }
        }
    }
}
