//! `[calendar.<id>]`: the working days of a country that the program does not know.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::law::country::{OwnCalendar, OwnHoliday, Recurs};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::reference::Reference;

/// The most holidays a country may have.
pub(super) const MOST_HOLIDAYS: usize = 100;

/// The days of the week.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The months.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Which of the days of that name in a month.
pub(super) const PLACES: [(&str, i8); 5] =
    [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", -1)];

const EXAMPLES: &str = "write \"05-01\", \"first monday of june\", \"last monday of october\", \"easter + 1\" or a \
     single day such as \"2022-03-18\"";

/// Reads every `[calendar.<id>]`.
pub(super) fn read(root: &Table<'_>) -> BTreeMap<String, Arc<OwnCalendar>> {
    let mut calendars = BTreeMap::new();
    if root.misspells("calendar") {
        root.lose("calendar");
    }
    let Some(all) = root.table("calendar") else { return calendars };
    for entry in all.entries() {
        let Some(table) = all.table(entry.key.value) else { continue };
        let calendar = read_calendar(&table);
        table.finish();
        calendars.insert(entry.key.value.to_owned(), Arc::new(calendar));
    }
    calendars
}

fn read_calendar(table: &Table<'_>) -> OwnCalendar {
    let name = table.required_str("name").map(|name| name.value.to_owned());
    let weekend = match table.has("weekend") {
        true => read_weekend(table),
        false => vec![Weekday::Saturday, Weekday::Sunday],
    };
    let rows = table.tables_up_to("holiday", MOST_HOLIDAYS);
    let holidays = rows.iter().filter_map(read_holiday).collect();
    Reference::read(table);
    OwnCalendar { name: name.unwrap_or_default(), weekend, holidays }
}

fn read_weekend(table: &Table<'_>) -> Vec<Weekday> {
    let days = table.strings("weekend");
    let mut weekend = Vec::new();
    for day in &days {
        match WEEKDAYS.iter().find(|(name, _)| *name == day.value) {
            Some((_, weekday)) => weekend.push(*weekday),
            None => table.report(
                Diagnostic::error("unknown-name", format!("`{}` is no day of the week", day.value))
                    .at(day.span.clone(), "unknown day")
                    .help_if(did_you_mean(day.value, WEEKDAYS.iter().map(|(name, _)| *name))),
            ),
        }
    }
    weekend.sort_by_key(|day| day.to_monday_zero_offset());
    weekend.dedup();
    if weekend.len() > 5 {
        table.report(
            Diagnostic::error("bad-weekend", "nobody would ever work")
                .at(table.span(), "the weekend has more than five days")
                .help("leave at least two days of the week out of `weekend`"),
        );
        weekend.truncate(5);
    }
    weekend
}

fn read_holiday(row: &Table<'_>) -> Option<OwnHoliday> {
    let (name, on) = (row.required_str("name"), row.required_str("on"));
    let on = on.and_then(|on| read_day(&on, row));
    row.finish();
    Some(OwnHoliday { name: name?.value.to_owned(), on: on? })
}

fn read_day(on: &Spanned<&str>, row: &Table<'_>) -> Option<Recurs> {
    let recurs = parse(on.value);
    if recurs.is_none() {
        row.report(
            Diagnostic::error("bad-day", format!("`{}` is not the day of a holiday", on.value))
                .at(on.span.clone(), "expected a day of the year")
                .help(EXAMPLES)
                .help_if(meant(on.value).map(|day| format!("did you mean \"{day}\"?"))),
        );
    }
    recurs
}

/// The day that a text of another form stands for: `easter-2`, `3rd thursday of May`, `2025-3-3`.
fn meant(text: &str) -> Option<String> {
    const COUNTED: [(&str, &str); 4] =
        [("1st", "first"), ("2nd", "second"), ("3rd", "third"), ("4th", "fourth")];
    let spaced = match text.split_once('-') {
        Some((number, _)) if number.trim().bytes().all(|byte| byte.is_ascii_digit()) => {
            let part =
                |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
            text.split('-').map(|one| part(one.trim())).collect::<Vec<_>>().join("-")
        }
        _ => text.to_lowercase().replace('-', " - ").replace('+', " + "),
    };
    let word = |word: &str| {
        let counted = COUNTED.iter().find(|(short, _)| *short == word);
        counted.map_or(word, |(_, long)| *long).to_owned()
    };
    let mut words: Vec<String> = spaced.split_whitespace().map(word).collect();
    if words.len() == 3 && PLACES.iter().any(|(place, _)| *place == words[0]) {
        words.insert(2, "of".to_owned());
    }
    let day = words.join(" ");
    parse(&day).map(|_| day)
}

fn parse(text: &str) -> Option<Recurs> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        ["easter"] => Some(Recurs::Easter(0)),
        ["easter", sign @ ("+" | "-"), days] => {
            let days = days.parse::<i16>().ok().filter(|days| (0..=365).contains(days))?;
            Some(Recurs::Easter(if sign == "+" { days } else { -days }))
        }
        [place, weekday, "of", month] => {
            let (_, nth) = PLACES.iter().find(|(name, _)| *name == place)?;
            let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| *name == weekday)?;
            let month = MONTHS.iter().position(|name| *name == month)?;
            Some(Recurs::Nth { nth: *nth, weekday: *weekday, month: month as i8 + 1 })
        }
        [day] => day.parse::<Date>().ok().map(Recurs::Once).or_else(|| {
            let (month, of_month) = month_day(day)?;
            Some(Recurs::Yearly(month, of_month))
        }),
        _ => None,
    }
}

/// `08-31`: a day of every year.
pub(super) fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_of_another_form_is_known_for_what_it_means() {
        for (text, day) in [
            ("easter-2", "easter - 2"),
            ("Easter +1", "easter + 1"),
            ("3rd thursday of May", "third thursday of may"),
            ("third thursday may", "third thursday of may"),
            ("2025-3-3", "2025-03-03"),
            ("5-1", "05-01"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(meant("13-01"), None);
        assert_eq!(meant("whitsun"), None);
    }

    #[test]
    fn a_holiday_is_written_as_people_say_it() {
        let first = Recurs::Nth { nth: 1, weekday: Weekday::Monday, month: 6 };
        assert_eq!(parse("first monday of june"), Some(first));
        let last = Recurs::Nth { nth: -1, weekday: Weekday::Monday, month: 10 };
        assert_eq!(parse("last monday of october"), Some(last));
        assert_eq!(parse("easter + 1"), Some(Recurs::Easter(1)));
        assert_eq!(parse("easter - 2"), Some(Recurs::Easter(-2)));
        assert_eq!(parse("05-01"), Some(Recurs::Yearly(5, 1)));
        assert_eq!(parse("2022-03-18"), Some(Recurs::Once(date(2022, 3, 18))));
        for wrong in
            ["", "13-01", "fifth monday of may", "monday", "easter 1", "1 May", "easter + 999"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
