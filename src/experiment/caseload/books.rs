//! The books of one replication: what came, waited, was worked on and left, in whole numbers.

use std::collections::BTreeMap;

/// Everything that is counted, from a day on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Books {
    /// What happened on each day, from the first on.
    pub days: Vec<DayBook>,
    /// Each kind of file.
    pub kinds: Vec<KindBook>,
    /// Each office.
    pub offices: Vec<OfficeBook>,
    /// The number on the books, by the second, added up over all seconds.
    pub area: u128,
    /// The seconds that files spent on the books, added up over all files.
    pub spent: u128,
    /// How many events there were.
    pub events: u64,
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayBook {
    /// Files that came in.
    pub came: u32,
    /// Files that went off the books.
    pub closed: u32,
    /// On the books at the end of the day.
    pub pending: u32,
    /// Of those, the ones on which nothing is done any more.
    pub asleep: u32,
    /// In line at each office at the end of the day.
    pub lines: Vec<u32>,
}

/// One kind of file. Counted are those that end after the warm-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KindBook {
    /// Files that came after the warm-up.
    pub came: u64,
    /// Files that brought the data.
    pub obtained: u64,
    /// The seconds to the data of all of these.
    pub obtained_seconds: i128,
    /// Files that ended without it.
    pub lost: u64,
}

/// One office. Counted are visits that begin after the warm-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeBook {
    /// For each class the hours that files waited before a desk took them up.
    pub waits: Vec<BTreeMap<i64, u64>>,
    /// For each class the seconds that these files waited, nights and weekends included.
    pub waited: Vec<i128>,
    /// Visits to which the law sets a limit, for each class: those whose limit was up before the end.
    pub limited: Vec<u64>,
    /// Of those, the ones that a desk decided within it.
    pub in_time: Vec<u64>,
    /// The same by the day on which the limit was up, from the first day on.
    pub limited_by_day: Vec<(u32, u32)>,
    /// Seconds of work done, of one desk at full speed.
    pub worked: f64,
    /// Seconds of work that all desks could have done.
    pub capacity: f64,
}

impl Books {
    /// Empty ones, for so many days, kinds and offices.
    pub fn new(days: i64, kinds: usize, offices: usize, classes: usize) -> Books {
        let day = DayBook { lines: vec![0; offices], ..DayBook::default() };
        let days = usize::try_from(days).unwrap_or(0);
        let office = OfficeBook {
            waits: vec![BTreeMap::new(); classes],
            waited: vec![0; classes],
            limited: vec![0; classes],
            in_time: vec![0; classes],
            limited_by_day: vec![(0, 0); days],
            ..OfficeBook::default()
        };
        Books {
            days: vec![day; days],
            kinds: vec![KindBook::default(); kinds],
            offices: vec![office; offices],
            ..Books::default()
        }
    }
}
