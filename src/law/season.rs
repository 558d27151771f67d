//! Seasons in which an office works more slowly, every year.

use jiff::civil::Date;

use crate::law::chambers::calendar_date;
use crate::law::day;
use crate::law::office::{Office, Offices};
use crate::sim::Time;
use crate::sim::time::DAY;

/// A season, such as August, and how fast its offices work in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Season {
    /// Whose work is slowed.
    pub offices: Offices,
    /// The first day, as month and day.
    pub from: (i8, i8),
    /// The last day; earlier in the year than `from` if the season spans New Year.
    pub to: (i8, i8),
    /// The share of a day's work that is done in a day, above 0 and at most 1.
    pub speed: f64,
}

impl Season {
    /// Whether a day falls into it.
    pub fn holds(&self, day: Date) -> bool {
        let day = (day.month(), day.day());
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }

    /// The number of the next day, after one of the year `year`, with which it begins, or after which it has ended;
    /// none at the end of the calendar.
    fn next_edge(&self, after: i64, year: i16) -> Option<i64> {
        let next = |of: (i8, i8), and_days: i64| {
            let this_year = number(year, of)? + and_days;
            if this_year > after { Some(this_year) } else { Some(number(year + 1, of)? + and_days) }
        };
        let (begins, has_ended) = (next(self.from, 0), next(self.to, 1));
        begins.zip(has_ended).map(|(one, other)| one.min(other)).or(begins).or(has_ended)
    }
}

/// The number of a day of a year. 29 February stands for 1 March where there is none.
fn number(year: i16, (month, of_month): (i8, i8)) -> Option<i64> {
    let date = Date::new(year, month, of_month).or_else(|_| Date::new(year, 3, 1)).ok()?;
    Some(day::number(date))
}

/// When work that takes `seconds` at full speed and begins at `start` is done.
pub fn finish(start: Time, seconds: i64, office: Office, seasons: &[Season]) -> Time {
    let mine = || seasons.iter().filter(|season| season.offices.contains(office));
    if mine().next().is_none() {
        return start + seconds;
    }
    let (mut at, mut left) = (start, seconds as f64);
    loop {
        let today = calendar_date(at);
        let slow = mine().filter(|season| season.holds(today));
        let speed = slow.map(|season| season.speed).fold(1.0, f64::min);
        let edge = mine().filter_map(|season| season.next_edge(at.day(), today.year())).min();
        let edge = edge.map_or(Time(i64::MAX), |day| Time(day * DAY));
        let done_by_edge = (edge.0.saturating_sub(at.0)) as f64 * speed;
        if left <= done_by_edge {
            return at + (left / speed) as i64;
        }
        left -= done_by_edge;
        at = edge;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::chambers::noon;

    fn august_and_christmas() -> [Season; 2] {
        let offices = Offices::of(&[Office::Police]);
        [
            Season { offices, from: (8, 1), to: (8, 31), speed: 0.5 },
            Season { offices, from: (12, 22), to: (1, 2), speed: 0.5 },
        ]
    }

    fn days_taken(start: Date, days: i64, office: Office) -> i64 {
        let start = noon(start) + -(DAY / 2);
        (finish(start, days * DAY, office, &august_and_christmas()) - start) / DAY
    }

    #[test]
    fn work_in_a_season_of_half_speed_takes_twice_as_long() {
        assert_eq!(days_taken(date(2014, 8, 1), 10, Office::Police), 20);
        assert_eq!(days_taken(date(2014, 7, 22), 20, Office::Police), 30);
        assert_eq!(days_taken(date(2014, 8, 30), 10, Office::Police), 11);
    }

    #[test]
    fn a_season_may_span_new_year() {
        assert_eq!(days_taken(date(2014, 12, 22), 6, Office::Police), 12);
        assert_eq!(days_taken(date(2014, 12, 22), 10, Office::Police), 16);
        assert_eq!(days_taken(date(2015, 1, 1), 10, Office::Police), 11);
    }

    #[test]
    fn work_that_outlasts_the_calendar_is_never_done() {
        let idle = Season { speed: 1e-9, ..august_and_christmas()[0] };
        let start = noon(date(2014, 7, 1));
        let done = finish(start, i64::MAX / 2, Office::Police, &[idle]);
        assert!(done > noon(Date::MAX));
    }

    #[test]
    fn other_offices_and_other_months_are_not_slowed() {
        assert_eq!(days_taken(date(2014, 8, 1), 10, Office::Provider), 10);
        assert_eq!(days_taken(date(2014, 3, 1), 100, Office::Police), 100);
    }
}
