//! The books of one replication: what came, waited, was worked on and left, in whole numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Books {
    /// What happened on each day, from the first on.
    pub days: Vec<DayBook>,
    /// Each kind of file.
    pub kinds: Vec<KindBook>,
    /// Each office.
    pub offices: Vec<OfficeBook>,
    /// How many files were on the books from the first moment on, or were put there together on a later day.
    pub stock: u64,
    /// All files, from the day they came or the first day until they went off the books, or the last day.
    pub all: Balance,
    /// The number on the books, by the second, added up over all seconds after the warm-up.
    pub pending_area: i128,
    /// How many events there were.
    pub events: u64,
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "DayRow", into = "DayRow")]
pub struct DayBook {
    /// Files that came in. Those that were there on the first day are not among them.
    pub came: u32,
    /// Files that went off the books.
    pub closed: u32,
    /// Files that ended with the data.
    pub obtained: u32,
    /// The seconds to the data of all of these.
    pub obtained_seconds: i64,
    /// Files that ended without it.
    pub lost: u32,
    /// On the books at the end of the day.
    pub pending: u32,
    /// Of those, the ones on which nothing is done any more.
    pub asleep: u32,
    /// Each office.
    pub offices: Vec<DayOfOffice>,
}

/// An office on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "OfficeRow", into = "OfficeRow")]
pub struct DayOfOffice {
    /// In line at the end of the day.
    pub line: u32,
    /// Files that a desk took up.
    pub taken_up: u32,
    /// The seconds that these had waited.
    pub waited: i64,
    /// Milliseconds of work done, of desks at full speed.
    pub worked: i64,
    /// Visits whose legal limit was up on this day.
    pub limited: u32,
    /// Of those, the ones that a desk decided within it.
    pub in_time: u32,
}

/// One kind of file, after the warm-up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindBook {
    /// Files that came. Those that were there on the first day are not among them.
    pub came: u64,
    /// Files that brought the data.
    pub obtained: u64,
    /// The seconds to the data of all of these.
    pub obtained_seconds: i128,
    /// Files that ended without it.
    pub lost: u64,
}

/// One office.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeBook {
    /// The visits of each kind of file, after the warm-up.
    pub visits: Vec<VisitBook>,
    /// Milliseconds of work that all desks could have done after the warm-up.
    pub capacity: i64,
    /// The number in line, by the second, added up over all seconds after the warm-up.
    pub line_area: i128,
    /// The line, over all of the time.
    pub line: Balance,
    /// The desks.
    pub desks: Balance,
}

/// The visits of one kind of file to an office, each counted when it happens: a wait when it is over, a limit when it is
/// up. What lies beyond the last day is not counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitBook {
    /// The hours that files waited before a desk took them up, each hour that has begun in full.
    pub waits: BTreeMap<i64, u64>,
    /// The seconds that these files waited, nights and weekends included.
    pub waited: i128,
    /// Visits to which the law sets a limit, unless the file left undecided before it was up.
    pub limited: u64,
    /// Of those, the ones that a desk decided within it.
    pub in_time: u64,
}

/// Both sides of Little's law for one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// The number there, by the second, added up over all seconds.
    pub area: i128,
    /// The seconds that files spent there, added up over all files.
    pub spent: i128,
}

/// A day as a file has it, without the names that every one of its days would repeat.
type DayRow = (u32, u32, u32, i64, u32, u32, u32, Vec<DayOfOffice>);

impl From<DayRow> for DayBook {
    fn from(row: DayRow) -> DayBook {
        let (came, closed, obtained, obtained_seconds, lost, pending, asleep, offices) = row;
        DayBook { came, closed, obtained, obtained_seconds, lost, pending, asleep, offices }
    }
}

impl From<DayBook> for DayRow {
    fn from(day: DayBook) -> DayRow {
        let DayBook { came, closed, obtained, obtained_seconds, lost, pending, asleep, offices } =
            day;
        (came, closed, obtained, obtained_seconds, lost, pending, asleep, offices)
    }
}

/// The same of an office.
type OfficeRow = (u32, u32, i64, i64, u32, u32);

impl From<OfficeRow> for DayOfOffice {
    fn from((line, taken_up, waited, worked, limited, in_time): OfficeRow) -> DayOfOffice {
        DayOfOffice { line, taken_up, waited, worked, limited, in_time }
    }
}

impl From<DayOfOffice> for OfficeRow {
    fn from(day: DayOfOffice) -> OfficeRow {
        let DayOfOffice { line, taken_up, waited, worked, limited, in_time } = day;
        (line, taken_up, waited, worked, limited, in_time)
    }
}

impl Books {
    /// Empty ones, for so many days, kinds and offices.
    pub fn new(days: i64, kinds: usize, offices: usize) -> Books {
        let day = DayBook { offices: vec![DayOfOffice::default(); offices], ..DayBook::default() };
        let visits = vec![VisitBook::default(); kinds];
        Books {
            days: vec![day; usize::try_from(days).unwrap_or(0)],
            kinds: vec![KindBook::default(); kinds],
            offices: vec![OfficeBook { visits, ..OfficeBook::default() }; offices],
            ..Books::default()
        }
    }

    /// Whether they have as many days, kinds and offices as others.
    pub fn is_like(&self, other: &Books) -> bool {
        let days =
            |books: &Books| books.days.iter().map(|day| day.offices.len()).collect::<Vec<_>>();
        let offices =
            |books: &Books| books.offices.iter().map(|one| one.visits.len()).collect::<Vec<_>>();
        days(self) == days(other)
            && self.kinds.len() == other.kinds.len()
            && offices(self) == offices(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_are_read_as_they_were_written() {
        let mut books = Books::new(2, 2, 1);
        books.all = Balance { area: i128::MAX, spent: i128::MIN };
        books.days[1].offices[0] = DayOfOffice { line: 7, worked: -3, ..DayOfOffice::default() };
        books.kinds[0].obtained_seconds = i128::MIN;
        books.offices[0].visits[1].waits = [(-3, 4), (12, 1)].into();
        let text = serde_json::to_string(&books).expect("it is written");
        let read: Books = serde_json::from_str(&text).expect("it is read");
        assert!(read.is_like(&books) && read == books, "{text}");
        assert!(!books.is_like(&Books::new(2, 1, 1)) && !books.is_like(&Books::new(2, 2, 2)));
    }
}
