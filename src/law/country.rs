//! On which days the offices of a country are open: a country the program knows, or one a scenario describes.

use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, Weekday};

use crate::law::calendar::{self, MAX_DAYS, Rule, is_business_day};
use crate::law::day;
use crate::law::holiday::{self, Forum, Place};
use crate::sim::Time;
use crate::sim::time::DAY;

/// A country, for its working days. A copy shares what has been looked up.
#[derive(Clone, Debug)]
pub struct Country {
    calendar: Calendar,
    looked_up: Arc<[OnceLock<u64>]>,
}

#[derive(Clone, Debug)]
enum Calendar {
    /// One whose holidays are in [`crate::law::holiday`].
    Known(&'static Forum),
    /// One that a scenario describes.
    Own(Arc<OwnCalendar>),
}

/// Days are looked up so many at a time, one bit each, when somebody first asks for one of them.
const AT_A_TIME: i64 = 64;
/// The days that are kept: from 1950 on, 180 years. No case reaches another; if one did, each day would be looked up
/// each time.
const FIRST_KEPT: i64 = -7_305;
const BLOCKS_KEPT: usize = 1_028;

/// The calendar of a country as a scenario describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCalendar {
    /// The country's name.
    pub name: String,
    /// The days of the week on which nobody works.
    pub weekend: Vec<Weekday>,
    /// Its public holidays.
    pub holidays: Vec<OwnHoliday>,
}

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnHoliday {
    /// Its name.
    pub name: String,
    /// When it is.
    pub on: Recurs,
}

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurs {
    /// On a day of every year: month and day.
    Yearly(i8, i8),
    /// On the nth weekday of a month, from 1; on the last where it is -1.
    Nth {
        /// Which one.
        nth: i8,
        /// The day of the week.
        weekday: Weekday,
        /// The month, from 1.
        month: i8,
    },
    /// So many days after Easter Sunday.
    Easter(i16),
    /// On one day only.
    Once(Date),
}

impl Recurs {
    /// Whether a day is one of them.
    fn falls_on(self, day: Date) -> bool {
        match self {
            Recurs::Yearly(month, of_month) => (day.month(), day.day()) == (month, of_month),
            Recurs::Nth { nth, weekday, month } => {
                let first = day.first_of_month();
                month == day.month()
                    && first.nth_weekday_of_month(nth, weekday).is_ok_and(|found| found == day)
            }
            Recurs::Easter(days) => {
                // A holiday counted from Easter may lie in another year than Easter itself.
                let easter = |year| {
                    let (month, of_month) = holiday::easter_sunday(year);
                    Date::new(year, month, of_month)
                };
                let years = [day.year() - 1, day.year(), day.year() + 1];
                let span = jiff::Span::new().days(days);
                let at = |year| easter(year).and_then(|sunday| sunday.checked_add(span));
                years.into_iter().any(|year| at(year).is_ok_and(|found| found == day))
            }
            Recurs::Once(once) => once == day,
        }
    }
}

impl OwnCalendar {
    /// Whether offices are open on a day.
    pub fn is_open(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday())
            && !self.holidays.iter().any(|holiday| holiday.on.falls_on(day))
    }

    /// The last day of a period. A closed last day moves to the next open one; where Regulation 1182/71 counts,
    /// the period also holds two working days (art. 3).
    fn due(&self, rule: Rule, from: Date, days: u32) -> Date {
        let next = |day: Date| day.tomorrow().unwrap_or(Date::MAX);
        let span = jiff::Span::new().days(i64::from(days));
        let mut due = from.checked_add(span).unwrap_or(Date::MAX);
        while !self.is_open(due) && due < Date::MAX {
            due = next(due);
        }
        if rule != Rule::Eu1182 || days < 2 {
            return due;
        }
        let (mut day, mut open) = (next(from), 0);
        loop {
            open += u32::from(self.is_open(day));
            if open == 2 || day == Date::MAX {
                return due.max(day);
            }
            day = next(day);
        }
    }
}

impl Country {
    /// One whose holidays are in [`crate::law::holiday`].
    pub fn known(forum: &'static Forum) -> Country {
        Country::new(Calendar::Known(forum))
    }

    /// One that a scenario describes.
    pub fn own(calendar: Arc<OwnCalendar>) -> Country {
        Country::new(Calendar::Own(calendar))
    }

    fn new(calendar: Calendar) -> Country {
        Country { calendar, looked_up: (0..BLOCKS_KEPT).map(|_| OnceLock::new()).collect() }
    }

    /// Whether its offices are open on a day.
    pub fn is_open(&self, day: Date) -> bool {
        self.is_open_on(day::number(day))
    }

    /// Whether they are open on the day of that number.
    #[inline]
    fn is_open_on(&self, number: i64) -> bool {
        let since = number - FIRST_KEPT;
        let block = usize::try_from(since / AT_A_TIME).ok();
        match block.and_then(|block| self.looked_up.get(block)).filter(|_| since >= 0) {
            Some(block) => {
                let first = number - since % AT_A_TIME;
                let open = block.get_or_init(|| self.look_up_from(first));
                open >> (since % AT_A_TIME) & 1 == 1
            }
            None => self.look_up(number),
        }
    }

    #[cold]
    fn look_up_from(&self, first: i64) -> u64 {
        let bit = |place: i64| u64::from(self.look_up(first + place)) << place;
        (0..AT_A_TIME).map(bit).fold(0, |open, bit| open | bit)
    }

    fn look_up(&self, number: i64) -> bool {
        let day = day::date(number);
        match &self.calendar {
            Calendar::Known(forum) => is_business_day(day, forum),
            Calendar::Own(own) => own.is_open(day),
        }
    }

    /// The first moment from `at` on, at the same hour, that falls on an open day.
    pub fn next_open(&self, at: Time) -> Option<Time> {
        let mut days = (0..WORKING_DAY_IS_NEAR).map(|days| at + days * DAY);
        days.find(|at| self.is_open_on(at.day()))
    }

    /// The last moment up to `at`, at the same hour, that falls on an open day and not before `earliest`.
    pub fn last_open(&self, at: Time, earliest: Time) -> Option<Time> {
        let days = (0..WORKING_DAY_IS_NEAR).map(|days| at + -days * DAY);
        days.take_while(|at| *at >= earliest).find(|at| self.is_open_on(at.day()))
    }

    /// The last of so many working days after a day.
    pub fn working_day(&self, from: Date, days: u32) -> Date {
        let mut day = from;
        for _ in 0..days {
            day = day.tomorrow().unwrap_or(Date::MAX);
            while !self.is_open(day) && day < Date::MAX {
                day = day.tomorrow().unwrap_or(Date::MAX);
            }
        }
        day
    }

    /// The last day of a period that is counted with its holidays.
    pub fn due(&self, rule: Rule, from: Date, days: u32) -> Date {
        match &self.calendar {
            Calendar::Known(forum) if days > 0 && ends_on_an_open_day(rule, forum) => {
                let last = day::number(from) + i64::from(days.min(MAX_DAYS));
                let open = (last..last + WORKING_DAY_IS_NEAR).find(|day| self.is_open_on(*day));
                day::date(open.unwrap_or(last))
            }
            Calendar::Known(forum) => calendar::due(rule, forum, from, days),
            Calendar::Own(own) => own.due(rule, from, days),
        }
    }
}

/// Whether a period under a rule, counted at a forum, ends on the first day on which the forum is open once its days
/// are over, and nothing else matters.
fn ends_on_an_open_day(rule: Rule, forum: &Forum) -> bool {
    match forum.place {
        Place::Ireland => false,
        Place::SupremeCourt => rule == Rule::Scotus30,
        _ => rule.is_federal_trio(),
    }
}

/// No run of closed days is longer than this many: a country of a scenario's own may close for most of a year.
const WORKING_DAY_IS_NEAR: i64 = 400;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ruritania() -> OwnCalendar {
        let holiday = |on| OwnHoliday { name: String::new(), on };
        OwnCalendar {
            name: "Ruritania".to_owned(),
            weekend: vec![Weekday::Friday, Weekday::Saturday],
            holidays: vec![
                holiday(Recurs::Yearly(6, 1)),
                holiday(Recurs::Nth { nth: 1, weekday: Weekday::Monday, month: 8 }),
                holiday(Recurs::Nth { nth: -1, weekday: Weekday::Sunday, month: 10 }),
                holiday(Recurs::Easter(1)),
                holiday(Recurs::Once(date(2015, 2, 4))),
            ],
        }
    }

    #[test]
    fn a_country_is_closed_on_its_own_days_and_open_on_all_others() {
        let country = ruritania();
        let closed = [
            date(2014, 5, 30),
            date(2014, 5, 31),
            date(2014, 6, 1),
            date(2014, 8, 4),
            date(2014, 10, 26),
            date(2014, 4, 21),
            date(2015, 2, 4),
        ];
        for day in closed {
            assert!(!country.is_open(day), "{day}");
        }
        for day in [date(2014, 6, 2), date(2014, 8, 11), date(2016, 2, 4), date(2014, 12, 25)] {
            assert!(country.is_open(day), "{day}");
        }
    }

    /// Regulation (EU) 2023/1543 art. 16: five working days; 26 October 2026 is a holiday in Ireland.
    #[test]
    fn working_days_are_the_open_ones_after_the_first() {
        let ireland = Country::known(Forum::find("ie").expect("Ireland"));
        assert_eq!(ireland.working_day(date(2026, 10, 22), 5), date(2026, 10, 30));
        assert_eq!(ireland.working_day(date(2026, 10, 24), 1), date(2026, 10, 27));
    }

    /// Regulation 1182/71 art. 3(4) and (5).
    #[test]
    fn a_period_ends_on_an_open_day_and_holds_two_of_them() {
        let country = ruritania();
        // Thursday and 10 days: a Sunday, and open here.
        assert_eq!(country.due(Rule::Eu1182, date(2014, 9, 4), 10), date(2014, 9, 14));
        // The tenth day is 1 June: closed.
        assert_eq!(country.due(Rule::Eu1182, date(2014, 5, 22), 10), date(2014, 6, 2));
        // From Thursday noon two days end on Saturday; Sunday is closed too, so Monday and Tuesday are needed.
        assert_eq!(country.due(Rule::Eu1182, date(2014, 5, 29), 2), date(2014, 6, 3));
        assert_eq!(country.due(Rule::Crim45, date(2014, 5, 29), 2), date(2014, 6, 2));
    }

    /// 5 U.S.C. 6103(a); Organisation of Working Time Act 1997, Second Schedule.
    #[test]
    fn a_known_country_keeps_its_own_holidays() {
        let ireland = Country::known(Forum::find("ie").expect("known"));
        assert!(!ireland.is_open(date(2014, 3, 17)));
        assert!(ireland.is_open(date(2014, 7, 4)));
    }

    #[test]
    fn a_period_counted_by_days_looked_up_ends_when_the_rule_says() {
        let from = [date(2013, 12, 31), date(2018, 12, 4), date(2021, 6, 17), date(2125, 1, 1)];
        for forum in Forum::ALL {
            let country = Country::known(forum);
            for (rule, from) in Rule::ALL.into_iter().flat_map(|rule| from.map(|from| (rule, from)))
            {
                for days in (0..100).chain([MAX_DAYS, u32::MAX]) {
                    let expected = calendar::due(rule, forum, from, days);
                    let due = country.due(rule, from, days);
                    assert_eq!(due, expected, "{rule:?} {} {from} {days}", forum.id);
                }
            }
            assert_eq!(country.due(Rule::Crim45, Date::MAX, 3), Date::MAX);
        }
    }

    #[test]
    fn a_day_that_was_looked_up_is_as_open_as_the_calendar_says() {
        let own = Country::own(Arc::new(ruritania()));
        for day in [date(1949, 12, 30), date(1950, 1, 1), date(2014, 6, 1), date(2129, 12, 30)] {
            for after in 0..200 {
                let day = day.checked_add(jiff::Span::new().days(after)).expect("a day");
                assert_eq!(own.is_open(day), ruritania().is_open(day), "{day}");
                for forum in Forum::ALL {
                    let open = is_business_day(day, forum);
                    assert_eq!(Country::known(forum).is_open(day), open, "{day} {}", forum.id);
                }
            }
        }
    }
}
