//! What the replications of a caseload show together.

use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::caseload::books::{Books, DayBook};
use crate::experiment::caseload::load::Load;
use crate::experiment::caseload::measure::{Measure, Unit, What, share_worked};
use crate::experiment::caseload::setup::{Setup, YEAR};
use crate::experiment::estimate::{Estimate, Level, mean};
use crate::law::day;
use crate::sim::Time;
use crate::sim::staff::Station;
use crate::sim::time::DAY;

/// What the replications show together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// The first day.
    #[schemars(with = "String")]
    pub from: Date,
    /// The last day.
    #[schemars(with = "String")]
    pub to: Date,
    /// How many days at the beginning are left out.
    pub warm_up_days: i64,
    /// How many replications there are.
    pub replications: u64,
    /// How many were asked for.
    pub asked: u64,
    /// The level of every interval.
    pub level: f64,
    /// The files that came in all replications together.
    pub files: u64,
    /// What is measured: of everything, then of each office; of each first as a whole, then by kind and class of files.
    pub measures: Vec<Measured>,
    /// The course of time.
    pub periods: Vec<Period>,
    /// What each office is given in each year, and what it could do.
    pub loads: Vec<Load>,
    /// By how many files a year the number on the books still grows at the end: its mean over the last quarter of
    /// what is counted less that over the quarter before.
    pub trend: Estimate,
    /// Little's law, which holds to the second in every replication.
    pub little: Little,
}

/// One measure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Measured {
    /// Its name, as `--measure` takes it.
    pub name: String,
    /// It in words.
    pub words: &'static str,
    /// `files`, `files-a-year`, `share` or `days`.
    #[serde(serialize_with = "unit_name")]
    #[schemars(with = "String")]
    pub unit: Unit,
    /// The office, if it is of one.
    pub office: Option<String>,
    /// The class of files, if it is of one.
    pub class: Option<usize>,
    /// The kind of file, if it is of one.
    pub kind: Option<String>,
    /// The mean over the replications, with Student's interval.
    pub estimate: Estimate,
}

impl Measured {
    /// A measure, with what came out.
    pub fn new(measure: Measure, setup: &Setup<'_>, estimate: Estimate) -> Measured {
        let Measure { what, office, class, kind } = measure;
        Measured {
            name: measure.name(setup),
            words: what.words(),
            unit: what.unit(),
            office: office.map(|office| setup.offices[office].staffed.office.id().to_owned()),
            class,
            kind: kind.map(|kind| setup.kinds[kind].name.to_owned()),
            estimate,
        }
    }
}

/// Writes a unit as its word.
///
/// # Errors
///
/// Those of the serializer.
pub fn unit_name<S: serde::Serializer>(unit: &Unit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(unit_word(*unit))
}

/// The word for a unit in results.
pub fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Files => "files",
        Unit::FilesAYear => "files-a-year",
        Unit::Share => "share",
        Unit::Days => "days",
    }
}

/// A month, a quarter or a year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Period {
    /// Its first day.
    #[schemars(with = "String")]
    pub from: Date,
    /// How many days of it there are.
    pub days: u32,
    /// Files that came in it.
    pub came: Estimate,
    /// Files that went off the books.
    pub closed: Estimate,
    /// On the books at its end.
    pub pending: Estimate,
    /// Of those, asleep.
    pub asleep: Estimate,
    /// Of the files that ended in it, the share with the data. Not a number where none ended.
    pub obtained: Estimate,
    /// The days to the data, on average over the files that brought it in this period.
    pub days_obtained: Estimate,
    /// Each office.
    pub offices: Vec<PeriodOfOffice>,
}

/// An office in a period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PeriodOfOffice {
    /// The office.
    pub office: String,
    /// In line at the end of the period.
    pub line: Estimate,
    /// The days that the files waited, on average, which a desk took up in it.
    pub wait_days: Estimate,
    /// The share of the desks' working time that was worked, at most 1.
    pub utilisation: Estimate,
    /// Of the visits whose legal limit was up in it, the share that a desk decided within it. Not a number where
    /// there was none.
    pub in_time: Estimate,
}

/// Little's law over all of the time: files on the books = files a day times days on the books.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Little {
    /// Files on the books, on average over time and replications.
    pub on_the_books: f64,
    /// Files that came, a day; those that were there on the first are among them.
    pub a_day: f64,
    /// Days that each of them spent on the books until the end.
    pub days_each: f64,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
}

/// What is measured of everything, of each kind, and of each office and class.
pub fn measures(setup: &Setup<'_>) -> Vec<Measure> {
    let mut classes: Vec<usize> = setup.kinds.iter().map(|kind| kind.class.into()).collect();
    classes.sort_unstable();
    classes.dedup();
    let (kinds, classes) = (0..setup.kinds.len(), classes);
    let mut all = Vec::new();
    for office in [None].into_iter().chain((0..setup.offices.len()).map(Some)) {
        let whole = What::ALL.into_iter().filter(|what| what.is_of_office() == office.is_some());
        let of = |what: What| Measure { office, ..Measure::of_all(what) };
        let some = whole.clone().filter(|what| what.is_of_some());
        all.extend(whole.map(of));
        if kinds.len() > 1 {
            let each = |kind| some.clone().map(move |what| (kind, what));
            let kinds = kinds.clone().flat_map(each);
            all.extend(kinds.map(|(kind, what)| Measure { kind: Some(kind), ..of(what) }));
        }
        if classes.len() > 1 {
            let each = |class: &usize| some.clone().map(|what| (*class, what)).collect::<Vec<_>>();
            let classes = classes.iter().flat_map(each);
            all.extend(classes.map(|(class, what)| Measure { class: Some(class), ..of(what) }));
        }
    }
    all
}

/// One measure over the replications.
pub fn estimate(
    measure: Measure,
    setup: &Setup<'_>,
    books: &[Books],
    warm: Time,
    level: Level,
) -> Estimate {
    let values: Vec<f64> = books.iter().map(|one| measure.of(one, setup, warm)).collect();
    bounded(mean::of_values(&values, level), measure.what.unit())
}

/// A share lies between 0 and 1, and nothing measured is below 0.
pub fn bounded(mut estimate: Estimate, unit: Unit) -> Estimate {
    if !estimate.interval.high.is_finite() {
        return estimate; // Nothing is known of it.
    }
    estimate.interval.low = estimate.interval.low.max(0.0);
    if unit == Unit::Share {
        estimate.interval.high = estimate.interval.high.min(1.0);
    }
    estimate
}

/// All of it.
pub fn summary(
    setup: &Setup<'_>,
    books: &[Books],
    (warm, by, level): (Time, By, Level),
    (asked, loads): (u64, Vec<Load>),
) -> Summary {
    let measured = |measure: Measure| {
        Measured::new(measure, setup, estimate(measure, setup, books, warm, level))
    };
    let (from, to) = setup.first_and_last();
    let first = ((warm - setup.opens) / DAY) as usize;
    let growth = |one: &Books| growth(&one.days[first.min(one.days.len())..]);
    Summary {
        from,
        to,
        warm_up_days: (warm - setup.opens) / DAY,
        replications: books.len() as u64,
        asked,
        level: level.get(),
        files: books.iter().flat_map(|one| &one.days).map(|day| u64::from(day.came)).sum(),
        measures: measures(setup).into_iter().map(measured).collect(),
        periods: periods(setup, books, by, level),
        loads,
        trend: mean::of_values(&books.iter().map(growth).collect::<Vec<_>>(), level),
        little: little(setup, books),
    }
}

/// By how many files a year the number on the books grows at the end: its mean over the last quarter of the days less
/// that over the quarter before.
fn growth(days: &[DayBook]) -> f64 {
    let quarter = days.len() / 4;
    let mean = |days: &[DayBook]| {
        days.iter().map(|day| f64::from(day.pending)).sum::<f64>() / days.len() as f64
    };
    let (before, last) = days[days.len() - 2 * quarter..].split_at(quarter);
    (mean(last) - mean(before)) / (quarter as f64 / YEAR)
}

fn little(setup: &Setup<'_>, books: &[Books]) -> Little {
    let days = setup.days() as f64 * books.len() as f64;
    let (area, spent) = books
        .iter()
        .fold((0.0, 0.0), |sum, one| (sum.0 + one.all.area as f64, sum.1 + one.all.spent as f64));
    let came = |one: &Books| one.days.iter().map(|day| u64::from(day.came)).sum::<u64>();
    let came = books.iter().map(|one| (one.stock + came(one)) as f64).sum::<f64>();
    Little {
        on_the_books: area / DAY as f64 / days,
        a_day: came / days,
        days_each: spent / DAY as f64 / came,
    }
}

/// The course of time, period by period.
pub fn periods(setup: &Setup<'_>, books: &[Books], by: By, level: Level) -> Vec<Period> {
    let first = setup.opens.day();
    let key = |date: Date| match by {
        By::Year => (date.year(), 0),
        By::Quarter => (date.year(), (date.month() - 1) / 3),
        By::Month => (date.year(), date.month()),
    };
    let days = usize::try_from(setup.days()).unwrap_or(0);
    let mut starts: Vec<usize> = Vec::new();
    let mut last = None;
    for place in 0..days {
        let key = key(day::date(first + place as i64));
        if last.replace(key) != Some(key) {
            starts.push(place);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([days]);
    let spans: Vec<_> = starts.iter().copied().zip(ends).collect();
    let stations = setup.stations();
    let period = |(from, to): (usize, usize)| period(setup, &stations, books, from..to, level);
    spans.into_iter().map(period).collect()
}

fn period(
    setup: &Setup<'_>,
    stations: &[Station],
    books: &[Books],
    days: Range<usize>,
    level: Level,
) -> Period {
    let across = |unit: Unit, of: &dyn Fn(&[DayBook]) -> f64| {
        let values: Vec<f64> = books.iter().map(|one| of(&one.days[days.clone()])).collect();
        bounded(mean::of_values(&values, level), unit)
    };
    let files = |of: &dyn Fn(&DayBook) -> u32| {
        across(Unit::Files, &|days| days.iter().map(|day| f64::from(of(day))).sum())
    };
    let at_end = |of: &dyn Fn(&DayBook) -> u32| {
        across(Unit::Files, &|days| days.last().map_or(f64::NAN, |day| f64::from(of(day))))
    };
    let ratio = |unit: Unit, above: &dyn Fn(&DayBook) -> i64, below: &dyn Fn(&DayBook) -> i64| {
        let sum = |days: &[DayBook], of: &dyn Fn(&DayBook) -> i64| days.iter().map(of).sum::<i64>();
        across(unit, &|days| sum(days, above) as f64 / sum(days, below) as f64)
    };
    let day = |place: usize| setup.opens + place as i64 * DAY;
    let office = |number: usize| {
        let of = |day: &DayBook| day.offices[number];
        let possible = stations[number].capacity(day(days.start), day(days.end));
        PeriodOfOffice {
            office: setup.offices[number].staffed.office.id().to_owned(),
            line: at_end(&|day| of(day).line),
            wait_days: ratio(Unit::Days, &|day| of(day).waited, &|day| {
                i64::from(of(day).taken_up) * DAY
            }),
            utilisation: across(Unit::Share, &|days| {
                share_worked(days.iter().map(|day| of(day).worked).sum(), possible)
            }),
            in_time: ratio(Unit::Share, &|day| of(day).in_time.into(), &|day| {
                of(day).limited.into()
            }),
        }
    };
    Period {
        from: day::date(setup.opens.day() + days.start as i64),
        days: days.len() as u32,
        came: files(&|day| day.came),
        closed: files(&|day| day.closed),
        pending: at_end(&|day| day.pending),
        asleep: at_end(&|day| day.asleep),
        obtained: ratio(Unit::Share, &|day| day.obtained.into(), &|day| {
            i64::from(day.obtained) + i64::from(day.lost)
        }),
        days_obtained: ratio(Unit::Days, &|day| day.obtained_seconds, &|day| {
            i64::from(day.obtained) * DAY
        }),
        offices: (0..setup.offices.len()).map(office).collect(),
    }
}
