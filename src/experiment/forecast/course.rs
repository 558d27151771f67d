//! How shares of the cases grow as the days go by: the share that has come to an end of one kind, where the ends of
//! other kinds compete with it and some cases are still open on the last day (cumulative incidence).
//!
//! Every case is followed to the last day simulated, so that nobody is cut off before it: the estimator of Aalen and
//! Johansen is then the share of all cases, and its interval that of a share. A test holds the two to each other.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::forecast::summary::{ByDay, DAYS, Precision};
use crate::experiment::tally::{Counts, DayCounts, add_days, brings_data, by_day, has_day, total};

/// The most points at which a curve moves that are kept; one that moves on more days is thinned.
const MOST_POINTS: u64 = 200;

/// The most ends without data that have a curve of their own; with more, the rarest share the last one.
const MOST_ENDS: usize = 5;

/// The name of the end that the rarest share.
pub const OTHER: &str = "other";

/// The share of the cases that has ended in one way without the data, as the days go by.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EndCourse {
    /// The outcome: `warrant-quashed`; `other` for the rarest together.
    pub of: String,
    /// The outcomes it counts.
    pub outcomes: Vec<String>,
    /// The share from each day on, up to the next; every interval is for its day alone.
    pub curve: Vec<ByDay>,
}

/// The share of `cases` that is there by the end of a day: on the first and the last day, on every day by which the
/// chance of data is said, and where it moves.
pub fn curve(days: &DayCounts, cases: u64, last_day: i64, precision: Precision) -> Vec<ByDay> {
    let by = |day: i64| ByDay { day, chance: precision.share(by_day(days, day), cases) };
    points(days, last_day).into_iter().map(by).collect()
}

fn points(days: &DayCounts, last_day: i64) -> Vec<i64> {
    let named = DAYS.into_iter().filter(|day| *day <= last_day);
    // Evenly spread over the cases: where it is steep, every day is kept.
    let enough = total(days).div_ceil(MOST_POINTS);
    let mut since = 0;
    let moves = days.iter().filter_map(|(day, count)| {
        since += count;
        (since >= enough).then(|| {
            since = 0;
            *day
        })
    });
    let mut all: Vec<i64> = moves.chain(named).chain([0, last_day]).collect();
    all.extend(days.last().map(|(day, _)| *day));
    all.sort_unstable();
    all.dedup();
    all
}

/// The courses of the ends without data, the most frequent first.
pub fn ends_without_data(counts: &Counts, last_day: i64, precision: Precision) -> Vec<EndCourse> {
    let ends = counts.fates.iter().filter(|(name, _)| has_day(name) && !brings_data(name));
    let mut ends: Vec<(&String, &DayCounts)> = ends.collect();
    ends.sort_by_key(|(name, days)| (std::cmp::Reverse(total(days)), *name));
    let own = if ends.len() > MOST_ENDS { MOST_ENDS - 1 } else { ends.len() };
    let course = |of: &str, ends: &[(&String, &DayCounts)]| {
        let mut all = DayCounts::new();
        ends.iter().for_each(|(_, days)| add_days(&mut all, days));
        EndCourse {
            of: of.to_owned(),
            outcomes: ends.iter().map(|(name, _)| (*name).clone()).collect(),
            curve: curve(&all, counts.cases, last_day, precision),
        }
    };
    let (single, rest) = ends.split_at(own);
    let mut courses: Vec<EndCourse> =
        single.iter().map(|end| course(end.0, std::slice::from_ref(end))).collect();
    if !rest.is_empty() {
        courses.push(course(OTHER, rest));
    }
    courses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::{Level, curve};

    fn counts() -> Counts {
        let fate = |name: &str, days: &[(i64, u64)]| (name.to_owned(), days.to_vec());
        let fates = [
            fate("data-by-treaty", &[(0, 2), (30, 5), (400, 9)]),
            fate("data-by-warrant", &[(10, 4)]),
            fate("open", &[(0, 7)]),
            fate("treaty-refused", &[(12, 3), (30, 1)]),
            fate("warrant-quashed", &[(400, 6)]),
        ];
        Counts { cases: 37, fates: fates.into(), ..Counts::default() }
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    #[test]
    fn the_courses_are_the_curves_of_aalen_and_johansen() {
        let counts = counts();
        let precision = Precision { level: Level::default(), always: false };
        // By day: data, refused, quashed. Seven are cut off on the last day.
        let events = [
            (0, vec![2, 0, 0]),
            (10, vec![4, 0, 0]),
            (12, vec![0, 3, 0]),
            (30, vec![5, 1, 0]),
            (400, vec![9, 0, 6]),
        ];
        let curves = curve::aalen_johansen(&events, &[(900, 7)], Level::default());
        let ends = ends_without_data(&counts, 900, precision);
        assert_eq!(
            ends.iter().map(|end| end.of.as_str()).collect::<Vec<_>>(),
            ["warrant-quashed", "treaty-refused"]
        );
        let data = super::curve(&counts.data(), counts.cases, 900, precision);
        for (cause, course) in [(0, &data), (1, &ends[1].curve), (2, &ends[0].curve)] {
            for by in course {
                let exact = curve::at(&curves.causes[cause], by.day);
                let (own, exact) = ((by.chance, by.chance.interval), (exact, exact.interval));
                assert!(close(own.0.value, exact.0.value), "{cause}, day {}", by.day);
                assert!(close(own.1.low, exact.1.low), "{cause}, day {}", by.day);
                assert!(close(own.1.high, exact.1.high), "{cause}, day {}", by.day);
            }
        }
    }

    #[test]
    fn a_course_that_moves_every_day_keeps_its_named_days_and_its_ends() {
        let days: DayCounts = (3..3_000).map(|day| (day, 1)).collect();
        let precision = Precision { level: Level::default(), always: false };
        let course = super::curve(&days, 4_000, 5_000, precision);
        assert!(course.len() as u64 <= MOST_POINTS + DAYS.len() as u64 + 3, "{}", course.len());
        assert!(course.is_sorted_by(|one, next| one.day < next.day));
        let at = |day| course.iter().find(|by| by.day == day).map(|by| by.chance.value);
        assert_eq!(
            (at(0), at(180), at(5_000)),
            (Some(0.0), Some(178.0 / 4e3), Some(2_997.0 / 4e3))
        );
    }

    #[test]
    fn the_rarest_of_many_ends_share_one_course() {
        let names = ["a", "b", "c", "d", "e", "f"].map(|name| format!("warrant-{name}"));
        let fates = names.iter().zip(1..).map(|(name, cases)| (name.clone(), vec![(9, cases)]));
        let counts = Counts { cases: 21, fates: fates.collect(), ..Counts::default() };
        let precision = Precision { level: Level::default(), always: false };
        let ends = ends_without_data(&counts, 900, precision);
        assert_eq!(ends.len(), MOST_ENDS);
        let last = &ends[MOST_ENDS - 1];
        assert_eq!((last.of.as_str(), last.outcomes.len()), (OTHER, 2));
        let whole: f64 = ends.iter().filter_map(|end| Some(end.curve.last()?.chance.value)).sum();
        assert!(close(whole, 1.0), "{whole}");
    }
}
