//! On which days the offices of a country are open: a country the program knows, or one a scenario describes.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::law::calendar::{self, Rule, is_business_day};
use crate::law::holiday::{self, Forum};

/// A country, for its working days.
#[derive(Clone, Debug)]
pub enum Country {
    /// One whose holidays are in [`crate::law::holiday`].
    Known(&'static Forum),
    /// One that a scenario describes.
    Own(Arc<OwnCalendar>),
}

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
    /// Whether its offices are open on a day.
    pub fn is_open(&self, day: Date) -> bool {
        match self {
            Country::Known(forum) => is_business_day(day, forum),
            Country::Own(own) => own.is_open(day),
        }
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
        match self {
            Country::Known(forum) => calendar::due(rule, forum, from, days),
            Country::Own(own) => own.due(rule, from, days),
        }
    }
}

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
        let ireland = Country::Known(Forum::find("ie").expect("Ireland"));
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
        let ireland = Country::Known(Forum::find("ie").expect("known"));
        assert!(!ireland.is_open(date(2014, 3, 17)));
        assert!(ireland.is_open(date(2014, 7, 4)));
    }
}
