//! The curves against what is known of them exactly.

use super::*;
use crate::experiment::estimate::DayCounts;
use crate::experiment::estimate::share::wilson;

fn close(value: f64, expected: f64) -> bool {
    (value - expected).abs() < 1e-12
}

fn read(events: &[(i64, Vec<u64>)], censored: &[(i64, u64)]) -> Curves {
    aalen_johansen(events, censored, Level::default())
}

/// Cases that follow a rule to the letter, day by day: of those at risk, `hazards` says what share meets each fate,
/// and `cut` what share of the rest is cut off. Starts with so many that every number is whole.
fn to_the_letter(
    days: u32,
    hazards: impl Fn(u32) -> Vec<(u64, u64)>,
    cut: (u64, u64),
) -> (Vec<(i64, Vec<u64>)>, DayCounts) {
    let mut left = 1_u64 << 48;
    let (mut events, mut censored) = (Vec::new(), Vec::new());
    for day in 1..=days {
        let share = |(over, under): (u64, u64)| {
            assert_eq!(left % under, 0, "day {day}");
            left / under * over
        };
        let counts: Vec<u64> = hazards(day).into_iter().map(share).collect();
        left -= counts.iter().sum::<u64>();
        events.push((i64::from(day), counts));
        let gone = left / cut.1 * cut.0;
        left -= gone;
        censored.push((i64::from(day), gone));
    }
    censored.push((i64::from(days) + 1, left));
    (events, censored)
}

#[test]
fn a_constant_hazard_is_a_geometric_wait_however_many_are_cut_off() {
    for cut in [(0, 1), (1, 2)] {
        let (events, censored) = to_the_letter(12, |_| vec![(1, 4)], cut);
        let curves = read(&events, &censored);
        let mut expected = 1.0;
        for day in 1..=12 {
            expected *= 0.75;
            assert!(close(at(&curves.waiting, day).value, expected), "day {day}");
            assert!(close(at(&curves.causes[0], day).value, 1.0 - expected), "day {day}");
        }
    }
}

#[test]
fn fates_of_constant_hazard_share_what_ends_in_proportion() {
    let (events, censored) = to_the_letter(9, |_| vec![(1, 8), (3, 8)], (1, 2));
    let curves = read(&events, &censored);
    let mut waiting = 1.0;
    for day in 1..=9 {
        waiting *= 0.5;
        assert!(close(at(&curves.causes[0], day).value, (1.0 - waiting) / 4.0), "day {day}");
        assert!(close(at(&curves.causes[1], day).value, 3.0 * (1.0 - waiting) / 4.0), "day {day}");
    }
}

/// A case before the magistrate is decided with chance 1/2 a day; of the decided, half go on to the appeal, which
/// takes as long, and half are over. The wait of those who appeal is of phase type: the sum of two geometric ones.
#[test]
fn a_chain_that_absorbs_has_the_curve_of_its_powers() {
    let (mut first, mut second) = (1_u64 << 40, 0_u64);
    let mut events = Vec::new();
    // The chance of each state, from the powers of the matrix.
    let mut state = [1.0, 0.0, 0.0, 0.0];
    let mut expected = Vec::new();
    for day in 1..=18 {
        events.push((day, vec![first / 4, second / 2]));
        (first, second) = (first / 2, second / 2 + first / 4);
        let [first, second, early, late] = state;
        state = [first / 2.0, second / 2.0 + first / 4.0, early + first / 4.0, late + second / 2.0];
        expected.push((day, state));
    }
    let curves = read(&events, &[(19, first + second)]);
    for (day, [first, second, early, late]) in expected {
        assert!(close(at(&curves.waiting, day).value, first + second), "day {day}");
        assert!(close(at(&curves.causes[0], day).value, early), "day {day}");
        assert!(close(at(&curves.causes[1], day).value, late), "day {day}");
    }
}

#[test]
fn where_none_is_cut_off_the_curves_are_shares_with_wilsons_intervals() {
    let events = [(3, vec![5, 0, 1]), (4, vec![0, 2, 0]), (9, vec![7, 1, 0]), (30, vec![3, 0, 0])];
    let curves = read(&events, &[(100, 11)]);
    let mut came = [0, 0, 0];
    for (day, counts) in &events {
        for (sum, count) in came.iter_mut().zip(counts) {
            *sum += count;
        }
        let ended = came.iter().sum::<u64>();
        let pairs = [(30 - ended, &curves.waiting)].into_iter();
        for (count, curve) in pairs.chain(came.iter().copied().zip(&curves.causes)) {
            let (here, share) = (at(curve, *day), wilson(count, 30, Level::default()));
            assert!(close(here.value, share.value), "day {day}");
            assert!(close(here.interval.low, share.interval.low), "day {day}: {here:?}");
            assert!(close(here.interval.high, share.interval.high), "day {day}: {here:?}");
        }
    }
}

#[test]
fn the_variance_is_greenwoods() {
    // The remission times of 6-mercaptopurine of Freireich et al. 1963, in weeks, as in every textbook: at week 10
    // the share still in remission is 0.753 with standard error 0.096, at week 23 it is 0.448 with 0.135.
    let one = |week, count| (week, vec![count]);
    let events = [one(6, 3), one(7, 1), one(10, 1), one(13, 1), one(16, 1), one(22, 1), one(23, 1)];
    let censored =
        [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week: i64| (week, 1_u64)).to_vec();
    let waiting = read(&events, &censored).waiting;
    let shown = |day: i64| {
        let step = waiting.steps.iter().find(|step| step.day == day).expect("a step");
        format!("{:.3} {:.3}", step.estimate.value, step.variance.sqrt())
    };
    assert_eq!((shown(10), shown(23)), ("0.753 0.096".to_owned(), "0.448 0.135".to_owned()));
}

#[test]
fn one_cause_mirrors_the_share_that_waits() {
    let events = [(2, vec![4]), (5, vec![1]), (6, vec![9]), (20, vec![2])];
    let curves = read(&events, &[(1, 3), (5, 6), (6, 2), (20, 1)]);
    for (wait, done) in curves.waiting.steps.iter().zip(&curves.causes[0].steps) {
        let (wait, done) = ((wait.estimate, wait.variance), (done.estimate, done.variance));
        assert!(close(wait.0.value, 1.0 - done.0.value) && close(wait.1, done.1));
        assert!(close(wait.0.interval.low, 1.0 - done.0.interval.high));
        assert!(close(wait.0.interval.high, 1.0 - done.0.interval.low));
    }
}

#[test]
fn who_is_cut_off_on_a_day_was_there_on_that_day() {
    let curves = read(&[(5, vec![1])], &[(4, 2), (5, 3)]);
    let step = curves.waiting.steps[0];
    assert_eq!((step.at_risk, step.events, step.estimate.value), (4, 1, 0.75));
}

#[test]
fn before_the_first_event_the_share_is_zero_and_its_upper_end_is_not() {
    let curves = read(&[(5, vec![1, 0])], &[(3, 10), (9, 40)]);
    let level = Level::default();
    assert_eq!(at(&curves.causes[0], 4), wilson(0, 41, level));
    assert_eq!(at(&curves.causes[1], 90), wilson(0, 41, level));
    assert_eq!(at(&curves.waiting, -3), wilson(41, 41, level));
}

#[test]
fn where_the_last_case_ends_the_curve_is_whole_and_its_other_end_is_open() {
    let curves = read(&[(1, vec![10]), (2, vec![10])], &[]);
    assert_eq!(at(&curves.waiting, 2).value, 0.0);
    let done = at(&curves.causes[0], 2);
    let wilson = wilson(20, 20, Level::default());
    assert!(done.value == 1.0 && done.interval.high == 1.0);
    assert!(close(done.interval.low, wilson.interval.low));
}

#[test]
fn no_cases_give_no_curve_and_nothing_breaks() {
    let curves = read(&[], &[]);
    assert!(curves.causes.is_empty());
    let start = at(&curves.waiting, 0);
    assert_eq!((start.value, start.interval.low, start.interval.high), (1.0, 0.0, 1.0));
    let curves = read(&[(1, vec![0, 0])], &[]);
    assert_eq!(curves.causes.len(), 2);
}
