//! Days by number: from a date to the number of its day, counted from 1 January 1970, and back.
//!
//! A batch asks this at every step, so it is plain arithmetic on whole numbers: years that begin on 1 March, so that the
//! leap day is the last of its year, in eras of 400 years, after which the Gregorian calendar repeats itself.

use jiff::civil::Date;

use crate::sim::Time;
use crate::sim::time::DAY;

/// Days in an era.
const ERA: i64 = 146_097;
/// From 1 March of the year 0 to 1 January 1970.
const TO_EPOCH: i64 = 719_468;
/// The first day of the calendar, and the last.
const FIRST: i64 = number_of(-9999, 1, 1);
const LAST: i64 = number_of(9999, 12, 31);

/// The number of a day.
pub fn number(day: Date) -> i64 {
    number_of(day.year(), day.month(), day.day())
}

/// The number of the day that a date of the calendar names.
const fn number_of(year: i16, month: i8, day: i8) -> i64 {
    let (month, day) = (month as i64, day as i64);
    let year = year as i64 - (month <= 2) as i64;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_EPOCH
}

/// The first second of a day.
pub fn start(day: Date) -> Time {
    Time(number(day) * DAY)
}

/// The day of that number; the last of the calendar for one beyond it, on either side.
pub fn date(number: i64) -> Date {
    if !(FIRST..=LAST).contains(&number) {
        return Date::MAX;
    }
    // Eras before the year 0 that make the number positive, so that short divisions will do.
    const BEFORE: i64 = 26;
    let number = (number + TO_EPOCH + BEFORE * ERA) as u32;
    let (era, of_era) = (number / ERA as u32, number % ERA as u32);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = (year + era * 400) as i32 - BEFORE as i32 * 400 + i32::from(month <= 2);
    Date::new(year as i16, month as i8, day as i8).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_has_its_number_and_every_number_its_day() {
        let mut expected = number(Date::MIN);
        let mut day = Date::MIN;
        loop {
            assert_eq!((number(day), date(expected)), (expected, day));
            let Ok(next) = day.tomorrow() else { break };
            (day, expected) = (next, expected + 1);
        }
        assert_eq!(date(0), Date::constant(1970, 1, 1));
        assert_eq!(day, Date::MAX);
    }

    #[test]
    fn a_number_beyond_the_calendar_is_its_last_day() {
        for beyond in [i64::MIN, number(Date::MIN) - 1, number(Date::MAX) + 1, i64::MAX] {
            assert_eq!(date(beyond), Date::MAX, "{beyond}");
        }
    }
}
