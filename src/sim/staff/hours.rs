//! When an office works, and how fast: the clock by which work is measured.

use crate::sim::Time;
use crate::sim::time::DAY;

/// One day of an office: open from one second to another, at a share of full speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// The second of the day at which it opens.
    pub opens: u32,
    /// The second at which it closes, at most 86,400; not later than `opens` if it stays closed.
    pub closes: u32,
    /// How much of an hour's work is done in an hour, in thousandths: above 0 and at most 1,000.
    pub speed: u32,
}

impl Day {
    /// A day on which nobody works.
    pub const CLOSED: Day = Day { opens: 0, closes: 0, speed: FULL };

    fn open_for(self) -> i64 {
        (i64::from(self.closes) - i64::from(self.opens)).max(0)
    }

    fn work(self) -> i64 {
        self.open_for() * i64::from(self.speed)
    }
}

/// Full speed, in thousandths.
const FULL: u32 = 1000;

/// The working time of an office over the days of a run.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The number of the first day.
    first: i64,
    days: Vec<Day>,
    /// The work that was done before each day, and in all, in thousandths of a second of full speed.
    before: Vec<i64>,
    /// For each day the next on which the office opens, from that day on.
    next_open: Vec<u32>,
}

impl Hours {
    /// Always open, at full speed, on so many days from the first on.
    #[must_use]
    pub fn always(first: i64, days: usize) -> Hours {
        Hours::new(first, vec![Day { opens: 0, closes: DAY as u32, speed: FULL }; days])
    }

    /// The days one after the other, from the first on. Before and after them nobody works.
    #[must_use]
    pub fn new(first: i64, days: Vec<Day>) -> Hours {
        let mut before = Vec::with_capacity(days.len() + 1);
        let mut sum = 0;
        for day in &days {
            before.push(sum);
            sum += day.work();
        }
        before.push(sum);
        let mut next_open = vec![days.len() as u32; days.len() + 1];
        for (number, day) in days.iter().enumerate().rev() {
            let open = day.open_for() > 0;
            next_open[number] = if open { number as u32 } else { next_open[number + 1] };
        }
        Hours { first, days, before, next_open }
    }

    /// The place of a moment: its day among the days, and the second of it. Before the first day, its beginning.
    fn place(&self, at: Time) -> (usize, i64) {
        match usize::try_from(at.day() - self.first) {
            Ok(day) => (day, at.0.rem_euclid(DAY)),
            Err(_) => (0, 0),
        }
    }

    /// Whether somebody works at a moment. An office is closed at the second at which it closes.
    #[must_use]
    pub fn is_open(&self, at: Time) -> bool {
        let (day, second) = self.place(at);
        let open = |day: &Day| i64::from(day.opens) <= second && second < i64::from(day.closes);
        at.day() >= self.first && self.days.get(day).is_some_and(open)
    }

    /// The first moment, from `at` on, at which somebody works; `None` after the last day.
    #[must_use]
    pub fn next_open(&self, at: Time) -> Option<Time> {
        if self.is_open(at) {
            return Some(at);
        }
        let (day, second) = self.place(at);
        let today = self.days.get(day)?;
        let from = if second < i64::from(today.opens) { day } else { day + 1 };
        let next = *self.next_open.get(from)? as usize;
        let opens = self.days.get(next)?.opens;
        Some(Time((self.first + next as i64) * DAY + i64::from(opens)))
    }

    /// The work done by a moment, in thousandths.
    fn done_by(&self, at: Time) -> i64 {
        let (day, second) = self.place(at);
        let Some(today) = self.days.get(day) else {
            return self.before[self.days.len()];
        };
        let open = (second - i64::from(today.opens)).clamp(0, today.open_for());
        self.before[day] + open * i64::from(today.speed)
    }

    /// How much work one desk does from one moment to another, in milliseconds at full speed.
    #[must_use]
    pub fn work_between(&self, from: Time, to: Time) -> i64 {
        (self.done_by(to) - self.done_by(from)).max(0)
    }

    /// When work of so many seconds at full speed is done that is begun at `start`; never, if the days do not suffice.
    #[must_use]
    pub fn finish(&self, start: Time, work: i64) -> Time {
        const NEVER: Time = Time(i64::MAX);
        if work <= 0 {
            return start;
        }
        let goal = self.done_by(start).saturating_add(work.saturating_mul(i64::from(FULL)));
        if goal > self.before[self.days.len()] {
            return NEVER;
        }
        // The last day before which less had been done; it is not before that of the start, and somebody works on it.
        let day = self.before.partition_point(|before| *before < goal) - 1;
        let Day { opens, speed, .. } = self.days[day];
        let left = goal - self.before[day];
        let seconds = (left + i64::from(speed) - 1) / i64::from(speed);
        Time((self.first + day as i64) * DAY + i64::from(opens) + seconds).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const OFFICE: Day = Day { opens: 9 * 3600, closes: 17 * 3600, speed: 1000 };

    /// A week from day 10 on: five working days, the third of them at half speed, and a weekend.
    fn week() -> Hours {
        let slow = Day { speed: 500, ..OFFICE };
        let days = [OFFICE, OFFICE, slow, OFFICE, OFFICE, Day::CLOSED, Day::CLOSED];
        Hours::new(10, [days, days].concat())
    }

    fn at(day: i64, hour: i64) -> Time {
        Time(day * DAY + hour * HOUR)
    }

    #[test]
    fn work_rests_while_the_office_is_closed() {
        let hours = week();
        assert_eq!(hours.finish(at(10, 9), 8 * HOUR), at(10, 17));
        assert_eq!(hours.finish(at(10, 16), 2 * HOUR), at(11, 10));
        assert_eq!(hours.finish(at(10, 20), HOUR), at(11, 10));
        assert_eq!(hours.finish(at(14, 16), 2 * HOUR), at(17, 10));
    }

    #[test]
    fn work_takes_twice_as_long_at_half_speed() {
        assert_eq!(week().finish(at(12, 9), 2 * HOUR), at(12, 13));
        assert_eq!(week().finish(at(11, 16), 3 * HOUR), at(12, 13));
    }

    #[test]
    fn no_work_is_done_at_once_and_too_much_is_never_done() {
        assert_eq!(week().finish(at(10, 3), 0), at(10, 3));
        assert_eq!(week().finish(at(23, 18), 1), Time(i64::MAX));
        assert_eq!(week().finish(at(10, 9), i64::MAX), Time(i64::MAX));
    }

    #[test]
    fn work_between_two_moments_is_what_finish_would_need() {
        let hours = week();
        for (start, work) in [(at(10, 9), 61), (at(11, 12), 20 * HOUR), (at(9, 0), 40 * HOUR)] {
            let done = hours.finish(start, work);
            assert_eq!(hours.work_between(start, done), 1000 * work);
        }
    }

    #[test]
    fn an_office_opens_next_on_its_next_working_day() {
        let hours = week();
        assert_eq!(hours.next_open(at(10, 8)), Some(at(10, 9)));
        assert_eq!(hours.next_open(at(10, 12)), Some(at(10, 12)));
        assert_eq!(hours.next_open(at(14, 17)), Some(at(17, 9)));
        assert_eq!(hours.next_open(at(3, 0)), Some(at(10, 9)));
        assert_eq!(hours.next_open(at(21, 17)), None);
        assert!(!hours.is_open(at(9, 12)) && !hours.is_open(at(15, 12)));
    }

    #[test]
    fn who_never_closes_works_by_the_clock() {
        let hours = Hours::always(0, 400);
        assert_eq!(hours.finish(Time(5), 300 * DAY), Time(5 + 300 * DAY));
        assert!(hours.is_open(Time(0)) && hours.is_open(Time(DAY - 1)));
    }
}
