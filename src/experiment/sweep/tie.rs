//! Where two alternatives tie: the value at which their difference, measured at some values, passes zero.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;

/// A value at which two alternatives come to the same.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tie {
    /// The value, on the straight line between the two nearest that were measured.
    pub at: f64,
    /// From here on zero lies within the interval of the difference; null: it does at the lowest value already.
    pub low: Option<f64>,
    /// Up to here it does; null: it does at the highest value still.
    pub high: Option<f64>,
    /// Whether the difference is below zero before and above it after.
    pub rises: bool,
}

/// The ties along one value: the difference at each, in the order of the values.
pub fn ties(differences: &[(f64, Estimate)]) -> Vec<Tie> {
    let mut ties = Vec::new();
    let mut last: Option<usize> = None;
    for (place, (_, here)) in differences.iter().enumerate() {
        if here.value == 0.0 {
            continue;
        }
        if let Some(before) = last
            && (differences[before].1.value < 0.0) != (here.value < 0.0)
        {
            ties.push(tie(differences, before, place));
        }
        last = Some(place);
    }
    ties
}

fn tie(differences: &[(f64, Estimate)], before: usize, after: usize) -> Tie {
    let rises = differences[before].1.value < 0.0;
    let at = zero(differences, before, after, |estimate| estimate.value);
    // On the near side the whole interval lies on one side of zero, and so does it on the far side.
    let (near, far): (End, End) = if rises { (upper, lower) } else { (lower, upper) };
    let is_clear =
        |end: End, place: usize, below: bool| (end(&differences[place].1) < 0.0) == below;
    let low = (0..=before).rev().find(|place| is_clear(near, *place, rises)).map(|clear| {
        let open = (clear + 1).min(differences.len() - 1);
        zero(differences, clear, open, near)
    });
    let high = (after..differences.len())
        .find(|place| is_clear(far, *place, !rises))
        .map(|clear| zero(differences, clear.saturating_sub(1), clear, far));
    Tie { at, low: low.map(|low| low.min(at)), high: high.map(|high| high.max(at)), rises }
}

type End = fn(&Estimate) -> f64;

fn lower(estimate: &Estimate) -> f64 {
    estimate.interval.low
}

fn upper(estimate: &Estimate) -> f64 {
    estimate.interval.high
}

/// Where the straight line between two measured places passes zero.
fn zero(
    differences: &[(f64, Estimate)],
    one: usize,
    other: usize,
    of: impl Fn(&Estimate) -> f64,
) -> f64 {
    let ((x, a), (z, b)) = (&differences[one], &differences[other]);
    let (a, b) = (of(a), of(b));
    if a == b { *x } else { x + (z - x) * (a / (a - b)).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::Interval;

    fn around(value: f64, half: f64) -> Estimate {
        Estimate { value, interval: Interval { low: value - half, high: value + half } }
    }

    fn line(slope: f64, zero: f64, half: f64) -> Vec<(f64, Estimate)> {
        (0..=10).map(f64::from).map(|x| (x, around(slope * (x - zero), half))).collect()
    }

    #[test]
    fn two_lines_tie_where_they_cross_and_the_interval_is_where_zero_is_possible() {
        for slope in [2.0, -2.0] {
            let [tie] = ties(&line(slope, 4.3, 1.0))[..] else { panic!("one tie") };
            assert!((tie.at - 4.3).abs() < 1e-9, "{tie:?}");
            assert!((tie.low.expect("inside") - 3.8).abs() < 1e-9, "{tie:?}");
            assert!((tie.high.expect("inside") - 4.8).abs() < 1e-9, "{tie:?}");
            assert_eq!(tie.rises, slope > 0.0);
        }
    }

    #[test]
    fn an_interval_that_leaves_the_range_has_no_end_there() {
        let [tie] = ties(&line(1.0, 0.5, 2.0))[..] else { panic!("one tie") };
        assert_eq!(tie.low, None);
        assert!((tie.high.expect("inside") - 2.5).abs() < 1e-9);
    }

    #[test]
    fn what_never_passes_zero_has_no_tie_and_what_comes_back_has_two() {
        assert_eq!(ties(&line(1.0, -3.0, 0.1)), []);
        assert_eq!(ties(&line(0.0, 3.0, 0.0)), []);
        let bow: Vec<(f64, Estimate)> =
            (0..=10).map(f64::from).map(|x| (x, around((x - 2.5) * (x - 7.5), 0.5))).collect();
        let ties = ties(&bow);
        assert_eq!(ties.len(), 2);
        assert!(!ties[0].rises && ties[1].rises);
    }
}
